//! The log of a site, sealed when a test says so, and recomputed.

use fnd_pg::log::Sealer;
use fnd_pg::log::mirror::Mirror;
use fnd_pg::log::verify::{Fault, Report, verify};
use fnd_vault::KeyRing;
use ies_store::schema;
use ies_web::daemon;
use tempfile::TempDir;

use crate::kit::Site;

/// The log of a site, sealed when a test says so.
pub struct SealedLog<'a> {
    site: &'a Site,
    ring: KeyRing,
    folder: TempDir,
}

impl<'a> SealedLog<'a> {
    /// The log of `site`, with a key and a folder of its own.
    pub fn of(site: &'a Site) -> Self {
        let ring = KeyRing::generate(site.now()).unwrap();
        Self { site, ring, folder: tempfile::tempdir().unwrap() }
    }

    fn mirror(&self) -> Mirror {
        Mirror::new(self.folder.path()).unwrap()
    }

    /// Seals until no row waits: a transaction of another test can hold a round up.
    pub async fn seal(&self) {
        let config = self.site.database.config(schema::SEALER);
        let sealer = Sealer::new(config, self.ring.signer(daemon::LOG_ORIGIN), self.mirror());
        let mut client = self.site.database.client(schema::SEALER).await;
        let waiting = "SELECT count(*) FROM log_entry
                        WHERE log_id NOT IN (SELECT log_id FROM log_leaf)";
        while 0 < self.site.count(waiting).await {
            sealer.seal(&mut client, &*self.site.clock).await.unwrap();
        }
    }

    /// What recomputing the log finds.
    pub async fn verify(&self) -> Result<Report, Fault> {
        let verifier = self.ring.signer(daemon::LOG_ORIGIN).verifier();
        let client = self.site.database.superuser().await;
        verify(&client, &verifier, &self.mirror()).await.unwrap()
    }
}
