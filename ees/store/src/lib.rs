//! Storage of the register, by purpose.
//!
//! A caller holds a [`Grant`] or nothing opens. Each purpose has a
//! trait of its own with only what that purpose permits: a [`Consultation`] reads, [`Work`] also
//! records, [`Oversight`] reads the log and no file. Whatever is done, its log row is written in
//! the same transaction (EES Art. 46(1)), and a unit that is dropped without being ended leaves
//! nothing behind and must not be answered from.

pub mod pg;
pub mod rotation;
pub mod schema;

use async_trait::async_trait;
use ees_domain::access::{Action, Grant};
use ees_domain::authority::{Actor, Purpose};
use ees_domain::file::{Crossing, File, Regime};
use ees_domain::identity::{DocumentNumber, Identity, TravelDocument};
use ees_domain::refusal::Refusal;
use ees_domain::search::Likeness;
use fnd_core::{CountryCode, Id};
use fnd_pg::Failure;
use fnd_pg::log::keys::LogKeyError;
use jiff::Timestamp;
use uuid::Uuid;

pub use pg::PgRegister;

/// Candidates of a search by identity that are shown at most.
pub const CANDIDATES_MAX: usize = 20;

/// Identities that a search by identity opens and compares at most.
///
/// Those that share most with the identity asked for are opened first, so that whoever is left
/// out shares no more than the last one opened. [`More::NotCompared`] says that it happened.
pub const OPENED_MAX: usize = 2_000;

/// Who does what, when and with what; becomes the log row.
#[derive(Debug, Clone)]
pub struct Access {
    /// The article that permits it.
    pub grant: Grant,
    /// Who.
    pub actor: Actor,
    /// The request, for correlation.
    pub request: Uuid,
    /// When.
    pub at: Timestamp,
    /// What was asked with, EES Art. 46(1)(d); sealed in the log. Empty when nothing was.
    pub asked: String,
}

/// A call that the policy refused. It opens nothing and is logged all the same. EES Art. 46(1).
#[derive(Debug, Clone)]
pub struct Denied {
    /// Who.
    pub actor: Actor,
    /// What they wanted.
    pub action: Action,
    /// What for.
    pub purpose: Purpose,
    /// The request, for correlation.
    pub request: Uuid,
    /// When.
    pub at: Timestamp,
}

/// How a unit of work ended; completes the log row.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The stable code of a refusal; `None` when it was done.
    pub refused: Option<&'static str>,
    /// Number of hits of a search.
    pub hits: Option<usize>,
    /// The file concerned, when it was one.
    pub file: Option<Id<File>>,
    /// Codes of the categories transmitted, EES Art. 46(1)(c).
    pub sent: &'static [&'static str],
}

/// What a client-chosen id did before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement {
    /// On which file.
    pub file: Id<File>,
    /// On which record.
    pub crossing: Id<Crossing>,
    /// Whether the same was asked then.
    pub same_request: bool,
}

/// A file found by an inexact search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The file.
    pub file: Id<File>,
    /// The identity on it that was alike.
    pub identity: Identity,
    /// How alike, and why.
    pub likeness: Likeness,
}

/// What a search by identity found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidates {
    /// The files, the likest first, at most [`CANDIDATES_MAX`].
    pub list: Vec<Candidate>,
    /// Whether there is more than the list.
    pub more: More,
}

/// What a search by identity left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum More {
    /// Nothing: whoever is alike is on the list.
    #[default]
    Nothing,
    /// More files are alike; those on the list are the likest.
    Alike,
    /// More identities share something with the one asked for than [`OPENED_MAX`]. Who is left
    /// out shares less than those that were compared, or as little as the last of them, and may
    /// be alike all the same. A question with more given names or a whole date of birth leaves
    /// out nobody.
    NotCompared,
}

impl More {
    /// The stable name; `None` when nothing was left out.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Alike => Some("more-alike"),
            Self::NotCompared => Some("more-not-compared"),
        }
    }
}

/// A file that does not exist yet.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Its identifier.
    pub id: Id<File>,
    /// Under which rules it is made.
    pub regime: Regime,
    /// Its first identity.
    pub identity: Identity,
    /// Its first travel document.
    pub document: TravelDocument,
    /// The State responsible.
    pub state: CountryCode,
    /// The office that makes it.
    pub office: String,
    /// When.
    pub at: Timestamp,
}

/// Storage failed. What the caller can do is in the variant.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database is away or overloaded; the same request may be sent again.
    #[error(transparent)]
    Database(#[from] Failure),
    /// A travel document that was to be added is on another file already.
    #[error("the travel document is on another file")]
    DocumentOnOtherFile,
    /// Somebody else recorded a passage of the same person at the same moment.
    #[error("somebody else recorded a passage of this person")]
    Overtaken,
    /// Keys or sealed values failed.
    #[error("a sealed value could not be made or opened")]
    Seal(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A row breaks a rule that is always kept.
    #[error("the {what} of a file is inconsistent")]
    Inconsistent {
        /// What, without its value.
        what: &'static str,
    },
}

impl From<LogKeyError> for StoreError {
    fn from(error: LogKeyError) -> Self {
        match error {
            LogKeyError::Database(failure) => Self::Database(failure),
            LogKeyError::Ring(_) | LogKeyError::Seal(_) | LogKeyError::Destroyed(_) => {
                Self::Seal(Box::new(error))
            }
        }
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Opens units of work.
#[async_trait]
pub trait Register: Send + Sync + std::fmt::Debug {
    /// Begins to read for `access`.
    async fn consult(&self, access: Access) -> Result<Box<dyn Consultation>, StoreError>;
    /// Begins to record for `access`.
    async fn begin(&self, access: Access) -> Result<Box<dyn Work>, StoreError>;
    /// Begins to oversee for `access`.
    async fn oversee(&self, access: Access) -> Result<Box<dyn Oversight>, StoreError>;
    /// Logs a call that the policy refused.
    async fn note_denied(&self, denied: Denied) -> Result<(), StoreError>;
}

/// Reading files, in one snapshot.
#[async_trait]
pub trait Consultation: Send {
    /// The file that holds the document, if any. EES Art. 23(2), 26(1).
    async fn find_by_document(
        &mut self,
        number: &DocumentNumber,
        issuer: CountryCode,
    ) -> Result<Option<Id<File>>, StoreError>;
    /// Files whose identities are alike, and whether some were left out.
    async fn find_by_identity(&mut self, like: &Identity) -> Result<Candidates, StoreError>;
    /// A file.
    async fn find_file(&mut self, id: Id<File>) -> Result<Option<File>, StoreError>;
    /// Ends the unit and makes its log row last. Nothing may be answered before.
    async fn end(self: Box<Self>, outcome: Outcome) -> Result<(), StoreError>;
}

/// One transaction that records.
#[async_trait]
pub trait Work: Send {
    /// What the client-chosen id did before, if anything; `asked` is the request in one form.
    async fn find_movement(
        &mut self,
        id: Id<Crossing>,
        asked: &str,
    ) -> Result<Option<Movement>, StoreError>;
    /// The file that holds the document, if any.
    async fn find_by_document(
        &mut self,
        number: &DocumentNumber,
        issuer: CountryCode,
    ) -> Result<Option<Id<File>>, StoreError>;
    /// Reads a file and holds it until the unit ends, so that two officers cannot admit one
    /// person twice.
    async fn file_for_update(&mut self, id: Id<File>) -> Result<Option<File>, StoreError>;
    /// Stores a new file.
    async fn add_file(&mut self, file: &NewFile) -> Result<(), StoreError>;
    /// Adds an identity to the file held.
    async fn add_identity(&mut self, file: &File, identity: &Identity) -> Result<(), StoreError>;
    /// Adds a travel document to the file held.
    async fn add_document(
        &mut self,
        file: &File,
        document: &TravelDocument,
    ) -> Result<(), StoreError>;
    /// Stores a record. EES Art. 14(2)(b).
    async fn add_crossing(&mut self, file: Id<File>, crossing: &Crossing)
    -> Result<(), StoreError>;
    /// Completes a record by its exit.
    async fn add_exit(&mut self, file: Id<File>, crossing: &Crossing) -> Result<(), StoreError>;
    /// Marks a record whose exit is known to be missing.
    async fn supersede(&mut self, file: Id<File>, crossing: Id<Crossing>)
    -> Result<(), StoreError>;
    /// Stores a refusal. EES Art. 18.
    async fn add_refusal(&mut self, file: Id<File>, refusal: &Refusal) -> Result<(), StoreError>;
    /// Remembers what the client-chosen id did.
    async fn add_movement(
        &mut self,
        id: Id<Crossing>,
        (file, crossing): (Id<File>, Id<Crossing>),
        asked: &str,
    ) -> Result<(), StoreError>;
    /// Raises the version of the file and makes the actor's State and office responsible.
    async fn touch(&mut self, file: Id<File>) -> Result<(), StoreError>;
    /// Makes everything last, the log row included. After a refusal nothing may have been added.
    async fn commit(self: Box<Self>, outcome: Outcome) -> Result<(), StoreError>;
}

/// What of the log is wanted.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    /// From this instant on.
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub to: Option<Timestamp>,
    /// Of this kind of authority.
    pub authority_kind: Option<String>,
    /// For this purpose.
    pub purpose: Option<String>,
    /// By this person.
    pub person: Option<String>,
    /// On this file.
    pub file: Option<Id<File>>,
    /// Only rows before this one (the last of the page before).
    pub before: Option<(Timestamp, Uuid)>,
    /// Only rows after this one (the first of the page behind): those next to it.
    pub after: Option<(Timestamp, Uuid)>,
    /// How many rows at most.
    pub count_max: u16,
}

/// A row of the log with its place in the sealed log and what was asked with.
#[derive(Debug, Clone)]
pub struct LogRow {
    /// The row.
    pub entry: fnd_pg::log::Entry,
    /// Its place, once it is sealed.
    pub leaf_index: Option<u64>,
    /// What was asked with; `None` when nothing was or it has been erased.
    pub asked: Option<String>,
}

/// The state of the sealed log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogState {
    /// Rows sealed.
    pub sealed: u64,
    /// Rows that wait to be sealed.
    pub waiting: u64,
    /// The newest signed checkpoint, if any, and when it was made.
    pub checkpoint: Option<(String, Timestamp)>,
}

/// Reading the log. EES Art. 46(4), 55(2), 56(2).
#[async_trait]
pub trait Oversight: Send {
    /// Rows that fit `filter`, the newest first.
    async fn list_log(&mut self, filter: &LogFilter) -> Result<Vec<LogRow>, StoreError>;
    /// How many rows fit `filter`, wherever its page stands; counts to `max` and no further.
    async fn count_log(&mut self, filter: &LogFilter, max: u32) -> Result<u64, StoreError>;
    /// The state of the sealed log.
    async fn log_state(&mut self) -> Result<LogState, StoreError>;
    /// A tile of the sealed log, as far as it is filled.
    async fn find_tile(&mut self, level: u32, number: u64) -> Result<Option<Vec<u8>>, StoreError>;
    /// Ends the unit and makes its log row last. Nothing may be answered before.
    async fn end(self: Box<Self>, outcome: Outcome) -> Result<(), StoreError>;
}
