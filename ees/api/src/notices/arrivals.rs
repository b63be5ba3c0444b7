//! How far notices have come, for those who wait for the next one.
//!
//! One task looks for all of them, in the role of upkeep, and reads no more than a place; what a
//! notice says is read with a grant and a log row by whoever it is sent to.

use std::time::Duration;

use ees_store::notices::{Place, newest};
use fnd_pg::Database;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How often it is looked.
const INTERVAL: Duration = Duration::from_secs(1);

/// The task that looks; it ends when this is dropped.
#[derive(Debug)]
pub struct Arrivals(JoinHandle<()>);

impl Drop for Arrivals {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Begins to look in `database`, and says so through `sender`.
pub fn start(database: Database, sender: watch::Sender<Place>) -> Arrivals {
    Arrivals(tokio::spawn(async move {
        loop {
            match look(&database).await {
                Ok(place) => {
                    sender.send_if_modified(|known| {
                        let is_new = *known != place;
                        *known = place;
                        is_new
                    });
                }
                Err(error) => tracing::debug!(%error, "notices are looked for again"),
            }
            tokio::time::sleep(INTERVAL).await;
        }
    }))
}

/// The place of the newest notice before which none can come any more.
async fn look(database: &Database) -> Result<Place, ees_store::StoreError> {
    let connection = database.connection().await?;
    newest(&connection).await
}
