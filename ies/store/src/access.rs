//! Who does what, when and from where; becomes the log row.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ies_domain::access::{Action, Grant, Refusal};
use ies_domain::log::{Deed, Doer, Event, Row, Technical};
use ies_domain::unshown;
use jiff::Timestamp;
use uuid::Uuid;

/// One access, as its log row tells of it.
#[derive(Clone)]
pub struct Access {
    /// What the domain says of it.
    pub(crate) row: Row,
    /// The code of the party, for an access that was granted; of the doer otherwise.
    pub(crate) party: &'static str,
    /// The request, for correlation.
    pub(crate) request: Uuid,
    /// Where it came from; `None` for the system itself.
    pub(crate) technical: Option<Technical>,
    /// What was asked with, sealed in the log; empty when nothing was.
    pub(crate) asked: String,
    /// Whether its row is written; shared by all copies.
    pub(crate) told: Arc<AtomicBool>,
}

unshown!(Access { row, party, request });

impl Access {
    /// An access that was granted.
    pub fn granted(at: Timestamp, doer: Doer, grant: Grant, request: Uuid) -> Self {
        Self::of((Row::granted(at, doer, grant), grant.party().code()), request)
    }

    /// An access that was refused; it opens nothing and is logged all the same.
    pub fn refused(
        at: Timestamp,
        doer: Doer,
        (action, refusal): (Action, Refusal),
        request: Uuid,
    ) -> Self {
        Self::of((Row::refused(at, doer, action, refusal), doer.code()), request)
    }

    /// Something that happened, as a sign-in or what the clock brought about.
    pub fn happened(at: Timestamp, doer: Doer, event: Event, request: Uuid) -> Self {
        Self::of((Row::happened(at, doer, event), doer.code()), request)
    }

    fn of((row, party): (Row, &'static str), request: Uuid) -> Self {
        let (technical, asked, told) = (None, String::new(), Arc::default());
        Self { row, party, request, technical, asked, told }
    }

    /// The same, from this address and browser. R15.
    #[must_use]
    pub fn from(self, technical: Technical) -> Self {
        Self { technical: Some(technical), ..self }
    }

    /// The same, with what was asked, which the log keeps sealed.
    #[must_use]
    pub fn asking(self, asked: impl Into<String>) -> Self {
        Self { asked: asked.into(), ..self }
    }

    /// Whether the log has a row of this access, or of what it was copied from.
    pub fn is_told(&self) -> bool {
        self.told.load(Ordering::Acquire)
    }

    /// When.
    pub const fn at(&self) -> Timestamp {
        self.row.at
    }

    /// Who.
    pub const fn doer(&self) -> Doer {
        self.row.doer
    }

    /// What.
    pub const fn deed(&self) -> Deed {
        self.row.deed
    }
}

/// How a unit of work ended; completes the log row.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The stable code of a refusal; `None` when it was done.
    pub refused: Option<&'static str>,
    /// Number of hits of a search or rows of a list.
    pub hits: Option<usize>,
    /// The account, request, Community or other object concerned, when it was one.
    pub object: Option<Uuid>,
    /// Codes of the categories of personal data shown.
    pub sent: Vec<&'static str>,
}

impl Outcome {
    /// Done, on `object`.
    pub fn on(object: Uuid) -> Self {
        Self { object: Some(object), ..Self::default() }
    }

    /// Refused by the rule with this code, as regards `object`.
    pub fn refused(code: &'static str, object: Option<Uuid>) -> Self {
        Self { refused: Some(code), object, ..Self::default() }
    }

    /// The same, having shown the categories that the action of the access serves.
    #[must_use]
    pub fn showing(self, sent: Vec<&'static str>) -> Self {
        Self { sent, ..self }
    }

    /// The same, with a number of hits.
    #[must_use]
    pub fn hitting(self, count: usize) -> Self {
        Self { hits: Some(count), ..self }
    }
}
