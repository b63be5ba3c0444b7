//! What those who oversee may read: the log, the proofs of it, and numbers. Never a file.

use async_trait::async_trait;
use ees_domain::day::Day;
use ees_domain::erasure::Obstacle;
use ees_domain::file::File;
use ees_domain::monitoring::Procedure;
use fnd_core::{CountryCode, Id};
use fnd_pg::log::proof::Proven;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{DueMonth, Outcome, RetentionRun, StoreError};

/// What of a log row can be asked for by its code or name. EES Art. 46(1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LogField {
    /// The kind of authority, a code. Art. 46(1)(e).
    AuthorityKind,
    /// The office, as its systems and users name it. Art. 46(1)(e).
    Office,
    /// The State of the office, three letters.
    State,
    /// The purpose, a code. Art. 46(1)(a).
    Purpose,
    /// The user, or the system. Art. 43(2)(g), 46(3).
    Person,
    /// The border crossing point or terminal.
    Place,
    /// What was done, a code.
    Action,
    /// What became of it: [`LogFilter::DONE`], [`LogFilter::REFUSED`] or the code of a refusal.
    Outcome,
    /// A category of data that was transmitted, a code. Art. 46(1)(c).
    Sent,
}

/// What of the log is wanted; all that is given must fit.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    /// From this instant on.
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub to: Option<Timestamp>,
    /// What the fields of the row are, each at most once.
    pub fields: Vec<(LogField, String)>,
    /// On this file.
    pub file: Option<Id<File>>,
    /// Only rows before this one (the last of the page before).
    pub before: Option<(Timestamp, Uuid)>,
    /// Only rows after this one (the first of the page behind): those next to it.
    pub after: Option<(Timestamp, Uuid)>,
    /// How many rows at most.
    pub count_max: u16,
    /// Whether what was asked with is opened, too; without it [`LogRow::asked`] stays empty.
    pub is_opened: bool,
}

impl LogFilter {
    /// The outcome of what was done.
    pub const DONE: &'static str = "done";
    /// Every other outcome.
    pub const REFUSED: &'static str = "refused";
}

/// A row of the log with its place in the sealed log and what was asked with.
#[derive(Debug, Clone)]
pub struct LogRow {
    /// The row.
    pub entry: fnd_pg::log::Entry,
    /// Its place, once it is sealed.
    pub leaf_index: Option<u64>,
    /// What was asked with; `None` when nothing was, it has been erased, or it was not opened.
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

/// How often something was done in a period, and what was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogUse {
    /// The kind of authority, a code.
    pub authority_kind: String,
    /// The purpose, a code.
    pub purpose: String,
    /// What was done, a code.
    pub action: String,
    /// The code of a refusal; `None` when it was done.
    pub refused: Option<String>,
    /// How often.
    pub rows: u64,
    /// The last time.
    pub last: Timestamp,
}

/// How often an office, a user or a system did anything in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogActor {
    /// The name.
    pub name: String,
    /// The State of an office; empty for users and systems.
    pub state: String,
    /// The kind of authority of an office, a code; empty for users and systems.
    pub authority_kind: String,
    /// How often.
    pub rows: u64,
    /// The last time.
    pub last: Timestamp,
}

/// Orders of erasure of one State that one obstacle keeps from being carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailingOrders {
    /// The State that ordered.
    pub state: CountryCode,
    /// What stood in the way the last time.
    pub obstacle: Obstacle,
    /// How many there are.
    pub orders: u64,
    /// How often the one was tried that failed most often.
    pub tries: u32,
    /// When the oldest was ordered.
    pub since: Timestamp,
    /// When the next one is tried again.
    pub next_at: Timestamp,
}

/// From an instant on, and before another.
pub type Span = (Timestamp, Timestamp);

/// Reading the log. EES Art. 46(4), 55(2), 56(2).
#[async_trait]
pub trait Oversight: Send {
    /// Rows that fit `filter`, the newest first.
    async fn list_log(&mut self, filter: &LogFilter) -> Result<Vec<LogRow>, StoreError>;
    /// How many rows fit `filter`, wherever its page stands; counts to `max` and no further.
    async fn count_log(&mut self, filter: &LogFilter, max: u32) -> Result<u64, StoreError>;
    /// One row, with what was asked with.
    async fn find_log(&mut self, id: Uuid) -> Result<Option<LogRow>, StoreError>;
    /// The proof that a row is in the newest signed tree; `None` before it is sealed and signed.
    /// EES Art. 46(4).
    async fn prove_log(&mut self, id: Uuid) -> Result<Option<Proven>, StoreError>;
    /// How often each kind of authority did what for which purpose in `span`, and what was refused
    /// to it. EES Art. 9(2).
    async fn log_uses(&mut self, span: Span) -> Result<Vec<LogUse>, StoreError>;
    /// How often each office did anything in `span`. EES Art. 9(2).
    async fn log_offices(&mut self, span: Span) -> Result<Vec<LogActor>, StoreError>;
    /// How often each of the users or systems `names` did anything in `span`.
    async fn log_persons(
        &mut self,
        names: &[String],
        span: Span,
    ) -> Result<Vec<LogActor>, StoreError>;
    /// The last runs of erasure, the latest first, at most `count_max`. EES Art. 34.
    async fn retention_runs(&mut self, count_max: u16) -> Result<Vec<RetentionRun>, StoreError>;
    /// How much goes in each of the twelve months from that of `today` on. EES Art. 34.
    async fn erasures_ahead(&mut self, today: Day) -> Result<Vec<DueMonth>, StoreError>;
    /// Orders of erasure that could not be carried out yet, as numbers. EES Art. 35(1), (6).
    async fn failing_orders(&mut self) -> Result<Vec<FailingOrders>, StoreError>;
    /// The monitoring procedures of the body `office` of `state`, those that last first.
    /// EES Art. 46(4).
    async fn procedures(&mut self, own: (CountryCode, &str)) -> Result<Vec<Procedure>, StoreError>;
    /// A monitoring procedure, held until the unit ends.
    async fn find_procedure(&mut self, id: Id<Procedure>) -> Result<Option<Procedure>, StoreError>;
    /// Stores a monitoring procedure that begins.
    async fn add_procedure(&mut self, made: &Procedure) -> Result<(), StoreError>;
    /// Stores that a monitoring procedure has ended.
    async fn end_procedure(&mut self, made: &Procedure) -> Result<(), StoreError>;
    /// The state of the sealed log.
    async fn log_state(&mut self) -> Result<LogState, StoreError>;
    /// A tile of the sealed log, as far as it is filled.
    async fn find_tile(&mut self, level: u32, number: u64) -> Result<Option<Vec<u8>>, StoreError>;
    /// Ends the unit and makes its log row last. Nothing may be answered before.
    async fn end(self: Box<Self>, outcome: Outcome) -> Result<(), StoreError>;
}
