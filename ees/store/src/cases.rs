//! Cases of amendment as they are kept and asked for. EES Art. 35.

use ees_domain::amendment::Amendment;
use ees_domain::day::Day;
use ees_domain::erasure::Obstacle;
use ees_domain::file::{Crossing, File};
use ees_domain::programme::Participation;
use ees_domain::refusal::Refusal;
use fnd_core::{CountryCode, Id};
use jiff::Timestamp;

/// A case of amendment with what was said of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Case {
    /// The case.
    pub amendment: Amendment,
    /// The day by which it is sorted.
    pub urgent_since: Day,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// The authority that opened it.
    pub authority: String,
    /// The version of the file then.
    pub file_version: i64,
    /// What the person says, or what was found; `None` once the record it is about is gone, and
    /// the words with it.
    pub said: Option<String>,
    /// What was found when it was settled; it goes with the record, too.
    pub answer: Option<String>,
    /// What keeps an erasure that was ordered from being carried out.
    pub failing: Option<FailingOrder>,
}

/// An order of erasure that could not be carried out yet. EES Art. 35(1), (6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailingOrder {
    /// What stood in the way the last time.
    pub obstacle: Obstacle,
    /// How often it was tried.
    pub tries: u32,
    /// When it failed the last time.
    pub failed_at: Timestamp,
    /// When it is tried again.
    pub next_at: Timestamp,
}

/// Personal data stays out of logs.
impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Case").field("amendment", &self.amendment).finish_non_exhaustive()
    }
}

/// A case with its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCase {
    /// The case.
    pub case: Case,
    /// The file.
    pub file: File,
}

/// A file that leads to another one, with the parts that are on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The file.
    pub file: Id<File>,
    /// Its entry/exit records.
    pub crossings: Vec<Id<Crossing>>,
    /// Its refusals of entry.
    pub refusals: Vec<Id<Refusal>>,
    /// Its notifications of facilitation programmes.
    pub programmes: Vec<Id<Participation>>,
}

/// Which cases of a State are wanted; all that is given must fit.
#[derive(Debug, Clone)]
pub struct CaseFilter {
    /// The State: it raised them, was asked, or has to erase.
    pub state: CountryCode,
    /// At this stage, a code.
    pub stage: Option<String>,
    /// With this wish, a code.
    pub wish: Option<String>,
    /// Only those after this one, the last of the page before.
    pub after: Option<CaseEdge>,
    /// How many at most.
    pub count_max: u16,
}

/// A place in a list of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseEdge {
    /// Whether the case before it is settled.
    pub is_settled: bool,
    /// The day by which it is sorted.
    pub urgent_since: Day,
    /// Its identifier.
    pub id: Id<Amendment>,
}
