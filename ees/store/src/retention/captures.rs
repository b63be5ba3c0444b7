//! Forgetting what was taken at a crossing point and was not entered, and what galleries know.

use ees_domain::retention::GALLERY_CHANGE_HOURS;
use jiff::{SignedDuration, Timestamp};
use tokio_postgres::Client;

use crate::StoreError;

/// Erases captures whose time is over, and answers how many there were; notes of changed samples go
/// when every gallery has read them. `client` is in the role [`crate::schema::RETENTION`].
///
/// It is no erasure of anything on file, so it has no row in the log: an index holds what is due.
pub async fn forget(client: &Client, now: Timestamp) -> Result<u64, StoreError> {
    let gone = client.execute("DELETE FROM capture WHERE expires_at <= $1", &[&now]).await?;
    let known = now.saturating_sub(SignedDuration::from_hours(GALLERY_CHANGE_HOURS));
    let known = known.unwrap_or(Timestamp::MIN);
    client.execute("DELETE FROM gallery_change WHERE at <= $1", &[&known]).await?;
    Ok(gone)
}
