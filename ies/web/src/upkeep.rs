//! What nobody asks for at the moment: mails are sent, files unlinked, times watched.
//!
//! Jobs were added in the transaction of their cause and are done at least once; timers look for
//! what is over. Both work in a database role of their own.

mod accounts;
mod cases;
mod mail;
mod memberships;
pub(crate) mod retention;
mod roles;
mod unlink;

use std::sync::Arc;
use std::time::Duration;

use fnd_mail::Mailer;
use fnd_pg::Database;
use fnd_pg::jobs::Worker;
use ies_store::{Store, StoreError};
use tokio::task::JoinHandle;

use crate::app::App;

/// How often timers look for what is over. Nothing that a person waits for hangs on it: what is
/// over counts no more from its instant on.
const INTERVAL: Duration = Duration::from_mins(1);

/// The tasks of timed work.
#[derive(Debug)]
pub struct Upkeep(Vec<JoinHandle<()>>);

impl Upkeep {
    /// Ends all of it; what is half done is done again after the next start.
    pub fn abort(self) {
        for task in self.0 {
            task.abort();
        }
    }
}

/// Begins to work, on the store `kept` in the role of upkeep and on the jobs in `database`.
pub fn start(
    app: &Arc<App>,
    (kept, database): (Store, Database),
    mailer: Option<Mailer>,
) -> Upkeep {
    let worker = Worker::new(database, Arc::clone(&app.clock), Arc::clone(&app.ids))
        .awakened_by(app.jobs.clone())
        .with(ies_store::jobs::SEND_MAIL, Arc::new(mail::Send::new(app, &kept, mailer)))
        .with(ies_store::jobs::UNLINK_SCAN, Arc::new(unlink::Unlink::new(app, &kept)))
        .with(ies_store::jobs::ERASE_ACCOUNT, Arc::new(accounts::Erase::new(app, &kept)))
        .with(ies_store::jobs::BUILD_ARCHIVE, Arc::new(accounts::Build::new(app)))
        .with(ies_store::jobs::UNLINK_EXPORT, Arc::new(accounts::Unlink::new(&kept)));
    let (app, kept) = (Arc::clone(app), kept);
    Upkeep(vec![tokio::spawn(worker.run()), tokio::spawn(timers(app, kept))])
}

/// Looks for what is over, until the task is aborted.
async fn timers(app: Arc<App>, kept: Store) {
    loop {
        round(&app, &kept).await;
        tokio::time::sleep(INTERVAL).await;
    }
}

/// One round of everything that hangs on time. What fails keeps nothing else waiting.
async fn round(app: &App, kept: &Store) {
    let now = app.clock.now();
    let requests = async { kept.expire_requests(&app.switches, now).await.map(drop) };
    tried("requests", requests).await;
    accounts::round(app, kept).await;
    tried("memberships", memberships::round(app, kept)).await;
    tried("roles", roles::round(app, kept)).await;
    tried("cases", cases::round(app, kept)).await;
    tried("retention", retention::round(app, kept)).await;
}

/// Does a part of a round, and says when it could not be done.
async fn tried(part: &'static str, work: impl Future<Output = Result<(), StoreError>>) {
    if let Err(error) = work.await {
        tracing::warn!(part, %error, "timed work waits for the next round");
    }
}
