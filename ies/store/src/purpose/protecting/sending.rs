//! Archives that answer a letter: an officer fetches them to send them. EUDPR Art. 17 and 22; R40,
//! R44, R46.

use fnd_core::Id;
use ies_domain::rights::{About, Request};

use super::Protecting;
use crate::StoreError;
use crate::record::export::{self, ExportRow, Progress};

impl Protecting {
    /// Has the archive made that answers `request`, unless it is being made or no archive answers
    /// it.
    pub async fn prepare_archive(&self, request: &Request) -> Result<(), StoreError> {
        let About::Holder(account) = request.about else { return Ok(()) };
        let last = self.archive(request.id).await?;
        let is_asked = last.is_some_and(|row| row.progress == Progress::Asked);
        if is_asked || !request.is_answered_by_post() {
            return Ok(());
        }
        export::ask(&self.0, account, (request.right, Some(request.id))).await?;
        Ok(())
    }

    /// The archive that was made last to answer the request.
    pub async fn archive(&self, request: Id<Request>) -> Result<Option<ExportRow>, StoreError> {
        export::of_request(&self.0, request).await
    }

    /// How many bytes the file of an archive has; 0 when there is none.
    pub async fn archive_bytes(&self, row: &ExportRow) -> Result<u64, StoreError> {
        export::length(&self.0, row).await
    }

    /// The archive that answers the request, as bytes; `None` when it is not made yet, or not
    /// there any more.
    pub async fn fetch_archive(&self, id: Id<Request>) -> Result<Option<Vec<u8>>, StoreError> {
        let found = self.archive(id).await?;
        match found.filter(|row| row.is_there(self.0.at())) {
            Some(row) => export::open(&self.0, &row).await,
            None => Ok(None),
        }
    }
}
