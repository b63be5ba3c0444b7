//! Storage of the Information Exchange System, by purpose.
//!
//! Whoever reads or changes personal data holds a [`Grant`](ies_domain::access::Grant), or is the
//! system itself doing what its clock tells it; [`Access`] says which. Each purpose has a type of
//! its own with only what that purpose permits, in [`purpose`]. Whatever is done, its log row is
//! written in the same transaction (R15), and a unit that is dropped without being ended leaves
//! nothing behind and must not be answered from.
//!
//! What says who somebody is lies sealed under the data key of its object; destroying that key
//! destroys it (R23, R42). The key of a scan lies under a key ring of its own, which no backup
//! holds (R14, R57).

mod access;
mod blob;
mod client;
mod error;
pub mod ledger;
pub mod purpose;
mod record;
pub mod rotation;
pub mod schema;
mod seal;
mod unit;
#[cfg(test)]
mod unshown;

use std::path::Path;
use std::sync::Arc;

use fnd_core::Ids;
use fnd_pg::Database;
use fnd_pg::log::LogKeys;
use fnd_vault::{BlindIndex, SharedRing};

pub use access::{Access, Outcome};
pub use blob::{BlobError, Blobs};
pub use error::StoreError;
pub use record::account::{AccountRow, Head};
pub use record::case::{Case, CaseContent, CaseStep};
pub use record::community::CommunityRow;
pub use record::export::{ExportRow, Progress};
pub use record::mail::Named;
pub use record::membership::MembershipRow;
pub use record::organisation::CountryTable;
pub use record::record_version::RecordVersion;
pub use record::registration::said::Message;
pub use record::registration::{Draft, Request};
pub use record::statement::{Changes, Wording};
pub use unit::Unit;

/// The kinds of jobs that the store adds.
pub mod jobs {
    pub use crate::purpose::closing::ERASE as ERASE_ACCOUNT;
    pub use crate::record::export::{
        BUILD as BUILD_ARCHIVE, UNLINK as UNLINK_EXPORT, right_of as right_of_archive,
    };
    pub use crate::record::mail::SEND as SEND_MAIL;
    pub use crate::record::scan::UNLINK as UNLINK_SCAN;
}

/// The store; cheap to clone. One for requests, in the role [`schema::APP`], and one for timed
/// work, in the role [`schema::UPKEEP`].
#[derive(Debug, Clone)]
pub struct Store(Arc<Inner>);

/// What all units of work share.
#[derive(Debug)]
struct Inner {
    database: Database,
    ring: Arc<SharedRing>,
    scan_ring: Arc<SharedRing>,
    index: BlindIndex,
    log_keys: LogKeys,
    blobs: Blobs,
    ids: Arc<dyn Ids>,
}

/// The keys under which everything lies.
#[derive(Debug, Clone)]
pub struct Rings {
    /// For everything but scans.
    pub main: Arc<SharedRing>,
    /// For scans alone; a backup leaves its file out.
    pub scans: Arc<SharedRing>,
}

impl Store {
    /// The store in `database`, with keys of `rings` and files below `folder`.
    pub fn new(
        database: Database,
        rings: Rings,
        folder: &Path,
        ids: Arc<dyn Ids>,
    ) -> Result<Self, BlobError> {
        let index = rings.main.current().blind_index();
        let log_keys = LogKeys::new(Arc::clone(&rings.main));
        let blobs = Blobs::open(folder)?;
        let (ring, scan_ring) = (rings.main, rings.scans);
        Ok(Self(Arc::new(Inner { database, ring, scan_ring, index, log_keys, blobs, ids })))
    }

    /// Makes identifiers.
    pub fn ids(&self) -> &dyn Ids {
        &*self.0.ids
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.0.database.ping().await?)
    }
}
