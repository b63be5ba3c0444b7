//! Recomputes the whole log again and again beside the daemon, and remembers what it found.
//!
//! Whoever oversees the log then learns of a change on the next look, not when somebody thinks
//! of asking. One run reads every row once, in batches; it changes nothing.

use std::sync::Arc;
use std::time::Duration;

use fnd_core::Clock;
use fnd_vault::log::Verifier;
use jiff::Timestamp;
use tokio::sync::{Notify, watch};
use tokio_postgres::Config;

use super::mirror::Mirror;
use super::verify::{Fault, Report, VerifyError, verify};
use crate::database::connect;

/// How long after one run the next begins, unless somebody asks for it.
pub const INTERVAL: Duration = Duration::from_hours(6);
/// How long after a run that could not be carried out it is tried again.
const RETRY: Duration = Duration::from_mins(1);

/// What the last run found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// When it ended.
    pub at: Timestamp,
    /// The report, or the first row that does not fit.
    pub result: Result<Report, Fault>,
}

/// What is known of the runs; shared by the auditor and whoever reads its findings.
#[derive(Debug, Clone)]
pub struct Audit {
    runs: watch::Sender<Runs>,
    wanted: Arc<Notify>,
}

/// The runs so far.
#[derive(Debug, Clone, Default)]
struct Runs {
    /// How many were begun.
    begun: u64,
    /// How many have ended.
    ended: u64,
    /// What the last one that could be carried out found.
    last: Option<Finding>,
}

impl Default for Audit {
    fn default() -> Self {
        Self { runs: watch::Sender::new(Runs::default()), wanted: Arc::new(Notify::new()) }
    }
}

impl Audit {
    /// What the last run found; `None` before the first one has ended.
    pub fn last(&self) -> Option<Finding> {
        self.runs.borrow().last.clone()
    }

    /// Asks for a run that begins after this moment and waits for its end, `patience` at most;
    /// answers whether it ended. Where no auditor has begun, there is nothing to wait for.
    pub async fn run_now(&self, patience: Duration) -> bool {
        let mut runs = self.runs.subscribe();
        let begun = runs.borrow_and_update().begun;
        self.wanted.notify_one();
        if begun == 0 {
            return false;
        }
        let ended = runs.wait_for(|runs| begun < runs.ended);
        matches!(tokio::time::timeout(patience, ended).await, Ok(Ok(_)))
    }
}

/// Runs the audits of one log.
#[derive(Debug)]
pub struct Auditor {
    /// How the sealing role connects.
    pub config: Config,
    /// Whose signature the checkpoints bear.
    pub verifier: Verifier,
    /// The files outside the database.
    pub mirror: Mirror,
    /// Where the findings go.
    pub audit: Audit,
}

impl Auditor {
    /// Runs until the task is aborted. A fault and a failure are each reported once a run.
    pub async fn run(self, clock: &dyn Clock) {
        loop {
            self.audit.runs.send_modify(|runs| runs.begun = runs.begun.saturating_add(1));
            let found = self.once().await;
            let pause = if found.is_ok() { INTERVAL } else { RETRY };
            match &found {
                Ok(Ok(_)) => {}
                Ok(Err(fault)) => tracing::error!(%fault, "the log was changed"),
                Err(error) => tracing::warn!(%error, "the log cannot be recomputed now"),
            }
            self.audit.runs.send_modify(|runs| {
                runs.ended = runs.begun;
                if let Ok(result) = found {
                    runs.last = Some(Finding { at: clock.now(), result });
                }
            });
            // Woken early or not, the next round is the same.
            let _woken = tokio::time::timeout(pause, self.audit.wanted.notified()).await;
        }
    }

    /// Recomputes the log once.
    async fn once(&self) -> Result<Result<Report, Fault>, VerifyError> {
        let client = connect(&self.config).await?;
        verify(&client, &self.verifier, &self.mirror).await
    }
}
