//! Reading files.

use async_trait::async_trait;
use ees_domain::amendment::Amendment;
use ees_domain::file::File;
use ees_domain::identity::{DocumentNumber, Identity};
use ees_domain::suspension::Suspension;
use fnd_core::{CountryCode, Id};
use uuid::Uuid;

use crate::{
    Candidates, CaseFilter, FoundCase, Outcome, Overstay, OverstayFilter, Span, StoreError,
    StoredCapture, Template, Version, notices,
};

/// Reading files, in one snapshot.
#[async_trait]
pub trait Consultation: Send {
    /// The file that holds the document, if any. EES Art. 23(2), 26(1).
    async fn find_by_document(
        &mut self,
        number: &DocumentNumber,
        issuer: CountryCode,
    ) -> Result<Option<Id<File>>, StoreError>;
    /// The files that hold the number of the document as that of a false one, the latest first, at
    /// most [`CANDIDATES_MAX`](crate::CANDIDATES_MAX). EES Art. 18, 23(2).
    async fn refused_with(
        &mut self,
        number: &DocumentNumber,
        issuer: CountryCode,
    ) -> Result<Vec<Id<File>>, StoreError>;
    /// Files whose identities are alike, and whether some were left out.
    async fn find_by_identity(&mut self, like: &Identity) -> Result<Candidates, StoreError>;
    /// A file.
    async fn find_file(&mut self, id: Id<File>) -> Result<Option<File>, StoreError>;
    /// The list of overstayers, those whose stay ended last first. EES Art. 12(3).
    async fn overstayers(&mut self, filter: &OverstayFilter) -> Result<Vec<Overstay>, StoreError>;

    /// How many overstayers fit `filter`, wherever its page stands; counts to `max` and no further.
    async fn count_overstayers(
        &mut self,
        filter: &OverstayFilter,
        max: u32,
    ) -> Result<u64, StoreError>;

    /// Suspensions of crossing points that were in force at some time in `span`.
    async fn suspensions(&mut self, span: Span) -> Result<Vec<Suspension>, StoreError>;

    /// The notices for `state` after a place, in their order, at most `count_max`.
    async fn notices_after(
        &mut self,
        state: CountryCode,
        place: &notices::Place,
        count_max: u16,
    ) -> Result<Vec<notices::Notice>, StoreError>;

    /// The latest notices for `state`, the newest first, at most `count_max`.
    async fn latest_notices(
        &mut self,
        state: CountryCode,
        count_max: u16,
    ) -> Result<Vec<notices::Notice>, StoreError>;

    /// What the parts of a file were before they were changed, the latest change first; none for
    /// a file that is not there. EES Art. 35(8).
    async fn versions(&mut self, id: Id<File>) -> Result<Vec<Version>, StoreError>;

    /// The files that lead to a file since they were merged with it. EES Art. 14(2).
    async fn joined(&mut self, kept: Id<File>) -> Result<Vec<Id<File>>, StoreError>;

    /// A case of amendment with its file.
    async fn find_case(&mut self, id: Id<Amendment>) -> Result<Option<FoundCase>, StoreError>;

    /// The cases of amendment of a State, the most urgent first and those that are over last.
    /// EES Art. 35.
    async fn cases(&mut self, filter: &CaseFilter) -> Result<Vec<FoundCase>, StoreError>;

    /// How many cases fit `filter`, wherever its page stands; counts to `max` and no further.
    async fn count_cases(&mut self, filter: &CaseFilter, max: u32) -> Result<u64, StoreError>;

    /// How many orders of erasure of `state` could not be carried out yet. EES Art. 35(1), (6).
    async fn count_failing_orders(&mut self, state: CountryCode) -> Result<u64, StoreError>;

    /// What the person of a file is compared by, on all of their files. EES Art. 23(2), 27.
    async fn templates(&mut self, file: Id<File>) -> Result<Vec<Template>, StoreError>;

    /// The facial image of the person of a file. EES Art. 23(3).
    async fn facial_image(&mut self, file: Id<File>) -> Result<Option<Vec<u8>>, StoreError>;

    /// What the actor's office took at a crossing point, without the images; `None` when there is
    /// nothing, or its time is over.
    async fn find_capture(&mut self, id: Uuid) -> Result<Option<StoredCapture>, StoreError>;

    /// Ends the unit and makes its log row last. Nothing may be answered before.
    async fn end(self: Box<Self>, outcome: Outcome) -> Result<(), StoreError>;
}
