//! Who asks the storage for what, and how it ended: what becomes the row of the log.

use ees_domain::access::{Action, Grant};
use ees_domain::authority::{Actor, Purpose};
use ees_domain::file::File;
use fnd_core::Id;
use jiff::Timestamp;
use uuid::Uuid;

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
