//! Roles whose time is over, and those whose time is over soon. R28.

use ies_store::{Store, StoreError};

use crate::app::App;

/// Ends and warns.
pub(super) async fn round(app: &App, kept: &Store) -> Result<(), StoreError> {
    let days = app.switches.permission.recertification_days;
    kept.expire_roles(app.clock.now(), days).await?;
    Ok(())
}
