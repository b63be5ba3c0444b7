//! Removing the file of a scan that was destroyed. R14.

use std::sync::Arc;

use async_trait::async_trait;
use fnd_pg::jobs::{Failing, Job, Work};
use ies_store::Store;
use uuid::Uuid;

use crate::app::App;

/// Removes files.
#[derive(Debug)]
pub(super) struct Unlink {
    app: Arc<App>,
    kept: Store,
}

impl Unlink {
    /// Works on the store `kept`.
    pub(super) fn new(app: &Arc<App>, kept: &Store) -> Self {
        Self { app: Arc::clone(app), kept: kept.clone() }
    }
}

#[async_trait]
impl Work for Unlink {
    async fn run(&self, job: &Job) -> Result<(), Failing> {
        let text = |name: &str| job.about.get(name).and_then(|value| value.as_str());
        let scan = text("scan").and_then(|id| Uuid::parse_str(id).ok());
        let (Some(scan), Some(blob)) = (scan, text("blob")) else {
            return Err(Failing::Never("unreadable"));
        };
        self.kept.unlink_scan((scan, blob), self.app.clock.now()).await.map_err(|error| {
            tracing::warn!(%error, "the file of a destroyed scan stays for now");
            Failing::Again("unlink")
        })
    }
}
