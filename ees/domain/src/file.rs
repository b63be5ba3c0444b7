//! The individual file and its entry/exit records.

mod ground;

use fnd_core::{CountryCode, Id};
use jiff::Timestamp;

use crate::authorised::StayRecord;
use crate::biometrics::Biometrics;
use crate::day::Day;
use crate::decision::StayDecision;
use crate::identity::{Identity, TravelDocument};
use crate::overstayer::Mark;
use crate::point::Passage;
use crate::programme::Participation;
use crate::refusal::{Refusal, RefusalDecision};

pub use ground::RecordedGround;

/// The individual file of a traveller. Law: EES Art. 14 to 18.
///
/// Identities and documents that were legitimately used are added, never overwritten, Art. 14(2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The individual reference number, Art. 16(2).
    pub id: Id<File>,
    /// Raised with every change.
    pub version: i64,
    /// Under which rules the file was made.
    pub regime: Regime,
    /// Identities, the first one first.
    pub identities: Vec<Identity>,
    /// Travel documents, the first one first.
    pub documents: Vec<TravelDocument>,
    /// What is said of biometric data.
    pub biometrics: Biometrics,
    /// Facilitation programmes, in the order in which they were entered. Art. 16(6), 17(1)(d).
    pub programmes: Vec<Participation>,
    /// Entry/exit records in the order of their days.
    pub crossings: Vec<Crossing>,
    /// Refusal of entry records in the order of their instants.
    pub refusals: Vec<RefusalDecision>,
    /// The State responsible for the data, Art. 3(1)(12).
    pub responsible_state: CountryCode,
    /// The office that made the last change.
    pub responsible_office: String,
    /// When the file was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

/// Under which rules a file was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Regime {
    /// Art. 16: subject to a visa requirement.
    VisaRequired,
    /// Art. 17: exempt from it.
    VisaExempt,
    /// Annex II: facilitated transit.
    Transit,
}

impl Regime {
    /// All regimes with their codes.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::VisaRequired, "visa-required"),
        (Self::VisaExempt, "visa-exempt"),
        (Self::Transit, "transit"),
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(regime, _)| *regime == self).map_or("", |(_, code)| code)
    }

    /// The regime with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(regime, _)| regime)
    }
}

/// An entry/exit record. Law: EES Art. 16(2) and (3), 17(2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// Its identifier, chosen by who recorded it.
    pub id: Id<Crossing>,
    /// The entry; `None` when it was never recorded.
    pub entry: Option<EntryPart>,
    /// The exit; `None` as long as none is recorded. No authority is kept for it.
    pub exit: Option<Passage>,
    /// On what ground the traveller entered.
    pub ground: RecordedGround,
    /// Until when the stay was authorised.
    pub stay: RecordedStay,
    /// The first instant that the stay does not cover; `None` where none is calculated.
    /// [`crate::overstayer::ends_at`].
    pub ends_at: Option<Timestamp>,
    /// Days past the end of the authorised stay, found at the exit.
    pub overstay_days: Option<i32>,
    /// Whether a later entry shows that the exit was never recorded.
    pub is_superseded: bool,
    /// Decisions on the stay, in the order in which they were recorded. Art. 19.
    pub decisions: Vec<StayDecision>,
    /// The mark of a stay that expired without exit, Art. 16(4), and what became of it.
    pub mark: Option<Mark>,
    /// How the record came about.
    pub source: Source,
    /// Whether it is from the progressive start.
    pub quality_period: QualityPeriod,
}

/// The entry of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPart {
    /// Where and when.
    pub passage: Passage,
    /// The authority that authorised it, Art. 16(2)(b).
    pub authority: String,
}

/// The end of the authorised stay, as it was found at the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordedStay {
    /// Nothing is calculated: a family member, or the entry itself is unknown.
    NotApplicable,
    /// To the end of a day.
    Until {
        /// The last lawful day.
        last_day: Day,
        /// The limit that binds, a code.
        bound: BoundCode,
        /// The only State in which the stay is authorised, Art. 60; `None` for the whole area.
        only_in: Option<CountryCode>,
    },
    /// To an instant, in facilitated transit.
    UntilInstant(Timestamp),
    /// Somewhere between two days: an earlier exit is missing and a person must decide.
    NeedsHuman {
        /// The end at the worst; `None` when not a single day would be left.
        shortest: Option<Day>,
        /// The end at the best.
        longest: Day,
    },
}

/// The limit that ends a stay, as a stable code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoundCode {
    /// 90 days in any 180.
    NinetyDays,
    /// The days of stay of the visa.
    VisaDuration,
    /// The last day on which the visa is valid.
    VisaExpiry,
    /// A visa of limited territorial validity.
    LimitedTerritory,
    /// A decision.
    Decision,
}

impl BoundCode {
    /// All limits with their codes.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::NinetyDays, "ninety-days"),
        (Self::VisaDuration, "visa-duration"),
        (Self::VisaExpiry, "visa-expiry"),
        (Self::LimitedTerritory, "limited-territory"),
        (Self::Decision, "decision"),
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(bound, _)| *bound == self).map_or("", |(_, code)| code)
    }

    /// The limit with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(bound, _)| bound)
    }
}

/// How a record came about. Law: EES Art. 14(8), 20, 21(3), 22(2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// At the border, as it happened.
    Live,
    /// Kept in the national uniform interface while the centre could not take it, Art. 21(1).
    NationalBuffer,
    /// Kept at the crossing point while neither could take it, Art. 21(2).
    LocalBuffer,
    /// Recorded by hand, without biometrics and with a stamp, Art. 21(2).
    Manual,
    /// The entry is that of a stamp from before the start, Art. 22(2).
    Stamp,
    /// Completed on evidence that rebuts the presumption of an illegal stay, Art. 20.
    Rebuttal,
    /// The short stay began within the territory, Art. 14(8).
    StatusChange,
}

impl Source {
    /// All sources with their codes.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Live, "live"),
        (Self::NationalBuffer, "national-buffer"),
        (Self::LocalBuffer, "local-buffer"),
        (Self::Manual, "manual"),
        (Self::Stamp, "stamp"),
        (Self::Rebuttal, "rebuttal"),
        (Self::StatusChange, "status-change"),
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(source, _)| *source == self).map_or("", |(_, code)| code)
    }

    /// The source with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(source, _)| source)
    }

    /// Whether it was entered by a fall-back procedure, which records must show.
    ///
    /// Law: EES Art. 21(3).
    pub const fn is_fallback(self) -> bool {
        match self {
            Self::NationalBuffer | Self::LocalBuffer | Self::Manual => true,
            Self::Live | Self::Stamp | Self::Rebuttal | Self::StatusChange => false,
        }
    }
}

/// Whether data may be incomplete. Law: Reg. (EU) 2025/1534 Art. 5(3) and 6(1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QualityPeriod {
    /// From the progressive start of the system.
    Progressive,
    /// Any other time.
    Normal,
}

impl QualityPeriod {
    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Progressive => "progressive",
            Self::Normal => "normal",
        }
    }

    /// The period with this code.
    pub fn find(code: &str) -> Option<Self> {
        [Self::Progressive, Self::Normal].into_iter().find(|period| period.code() == code)
    }
}

impl Crossing {
    /// Whether the stay began within the territory. Law: EES Art. 14(8).
    pub fn began_inside(&self) -> bool {
        self.entry.as_ref().is_some_and(|entry| entry.passage.point.is_within_territory())
    }

    /// Whether the traveller is inside on this record.
    pub const fn is_open(&self) -> bool {
        self.entry.is_some() && self.exit.is_none() && !self.is_superseded
    }

    /// The record as the calculator counts it; `None` when the entry is unknown, because days
    /// nobody recorded are not held against the traveller.
    pub fn stay_record(&self) -> Option<StayRecord> {
        let entry = &self.entry.as_ref()?.passage;
        Some(StayRecord {
            entry: entry.day,
            exit: self.exit.as_ref().map(|exit| exit.day),
            state: entry.point.state(),
            border: entry.point.border(),
            basis: self.ground.basis(),
        })
    }

    /// The passages on the record, the entry first.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> {
        self.entry.iter().map(|entry| &entry.passage).chain(&self.exit)
    }

    /// The earliest instant on the record.
    pub fn first_instant(&self) -> Option<Timestamp> {
        self.passages().next().map(|passage| passage.at)
    }

    /// The latest instant on the record.
    pub fn last_instant(&self) -> Option<Timestamp> {
        self.passages().map(|passage| passage.at).max()
    }
}

impl File {
    /// The record on which the traveller is inside.
    pub fn open_crossing(&self) -> Option<&Crossing> {
        self.crossings.iter().rev().find(|crossing| crossing.is_open())
    }

    /// The refusal with this identifier.
    pub fn refusal(&self, id: Id<Refusal>) -> Option<&RefusalDecision> {
        self.refusals.iter().find(|decision| decision.refusal.id == id)
    }

    /// Whether the file holds a document of this number and issuer.
    pub fn holds_document(&self, document: &TravelDocument) -> bool {
        self.documents
            .iter()
            .any(|held| held.number == document.number && held.issuer == document.issuer)
    }

    /// Whether the file holds this identity, letter by letter.
    pub fn holds_identity(&self, identity: &Identity) -> bool {
        self.identities.contains(identity)
    }

    /// The notification with this identifier.
    pub fn programme(&self, id: Id<Participation>) -> Option<&Participation> {
        self.programmes.iter().find(|programme| programme.id == id)
    }

    /// The records as the calculator counts them.
    pub fn stay_records(&self) -> Vec<StayRecord> {
        self.crossings.iter().filter_map(Crossing::stay_record).collect()
    }
}
