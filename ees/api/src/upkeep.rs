//! What nobody asks for at the moment: stays that have expired are marked, and Member States are
//! told of erasures ahead. EES Art. 12(1), 34(3).
//!
//! The work goes in a database role of its own, which opens nothing sealed.

use std::sync::Arc;
use std::time::Duration;

use ees_domain::switches::RetentionSwitches;
use ees_store::rounds::{mark_overstays, warn_of_erasures};
use fnd_core::{Clock, Ids};
use fnd_pg::Database;
use tokio::task::JoinHandle;

/// How often the clock is looked at. A stay that ends at midnight is marked within this time; a
/// check tells of the overstay at once, marked or not.
const INTERVAL: Duration = Duration::from_mins(1);

/// The task of timed work; it ends when this is dropped.
#[derive(Debug)]
pub struct Upkeep(JoinHandle<()>);

impl Drop for Upkeep {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Begins to work on `database`, in the role of upkeep.
pub fn start(database: Database, (clock, ids): (Arc<dyn Clock>, Arc<dyn Ids>)) -> Upkeep {
    Upkeep(tokio::spawn(async move {
        loop {
            round(&database, (&*clock, &*ids)).await;
            tokio::time::sleep(INTERVAL).await;
        }
    }))
}

/// One round; what fails is tried again in the next.
pub async fn round(database: &Database, (clock, ids): (&dyn Clock, &dyn Ids)) {
    let mut connection = match database.connection().await {
        Ok(connection) => connection,
        Err(error) => {
            tracing::warn!(%error, "timed work waits for the next round");
            return;
        }
    };
    match mark_overstays(&mut connection, ids, clock.now()).await {
        Ok(marked) if marked.stays == 0 => {}
        Ok(marked) => tracing::info!(stays = marked.stays, "stays that have expired are marked"),
        Err(error) => tracing::warn!(%error, "stays that have expired wait for the next round"),
    }
    let switches = RetentionSwitches::default();
    match warn_of_erasures(&mut connection, (ids, clock.now()), switches).await {
        Ok(0) => {}
        Ok(stays) => tracing::info!(stays, "Member States are told of erasures ahead"),
        Err(error) => tracing::warn!(%error, "warnings of erasures wait for the next round"),
    }
}
