//! What goes on beside the requests: the log is sealed and recomputed, ended sessions are
//! deleted.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use fnd_core::Clock;
use fnd_pg::database::Connection;
use fnd_pg::log::mirror::Mirror;
use fnd_pg::log::{Audit, Auditor, Sealer};
use fnd_pg::session::Sessions;
use fnd_vault::SharedRing;
use tokio::task::JoinHandle;

use crate::HostError;

/// How often ended sessions are deleted.
const SWEEP: Duration = Duration::from_mins(5);

/// What the keeper needs.
#[derive(Debug)]
pub struct Keeper {
    /// How the sealing role connects.
    pub sealer: Connection,
    /// The folder of the log's files.
    pub folder: PathBuf,
    /// The name under which checkpoints are signed.
    pub origin: &'static str,
    /// The ring whose key signs them.
    pub ring: Arc<SharedRing>,
    /// Where what recomputing found is told.
    pub audit: Audit,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
}

/// Tasks that end with their daemon.
#[derive(Debug)]
pub struct Kept(Vec<JoinHandle<()>>);

impl Keeper {
    /// Begins all of it.
    pub fn start(self, sessions: Sessions) -> Result<Kept, HostError> {
        let auditor = Auditor {
            config: self.sealer.clone(),
            verifier: self.ring.current().signer(self.origin).verifier(),
            mirror: Mirror::new(&self.folder)?,
            audit: self.audit,
        };
        let sealer = Sealer::new(
            self.sealer,
            self.ring.current().signer(self.origin),
            Mirror::new(&self.folder)?,
        );
        let (watch, clock) = (Arc::clone(&self.clock), self.clock);
        Ok(Kept(vec![
            tokio::spawn(async move { auditor.run(&*watch).await }),
            tokio::spawn(async move { sealer.run(&*clock).await }),
            tokio::spawn(sweep(sessions)),
        ]))
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        for task in &self.0 {
            task.abort();
        }
    }
}

/// Deletes ended sessions until the task is aborted.
async fn sweep(sessions: Sessions) {
    loop {
        if let Err(error) = sessions.sweep().await {
            tracing::warn!(error = error.code(), "ended sessions stay for now");
        }
        tokio::time::sleep(SWEEP).await;
    }
}
