//! Requests under data protection law that are due: officers are told a week, three days and on
//! the last day before, and once it is over. R46.

use ies_store::{Store, StoreError};

use crate::app::App;
use crate::shell::local;

/// Tells whom it concerns.
pub(super) async fn round(app: &App, kept: &Store) -> Result<(), StoreError> {
    let now = app.clock.now();
    if 0 < kept.signal_cases(local(now).date(), now).await? {
        app.jobs.wake();
    }
    Ok(())
}
