//! Memberships whose time is over, and invitations that nobody answered. R30, R36.

use ies_store::{Store, StoreError};

use crate::app::App;

/// One round. Mails that it queued are sent at once.
pub(super) async fn round(app: &App, kept: &Store) -> Result<(), StoreError> {
    kept.end_memberships(&app.switches, app.clock.now()).await?;
    app.jobs.wake();
    Ok(())
}
