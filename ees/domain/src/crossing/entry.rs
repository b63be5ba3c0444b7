//! Recording an entry.

use fnd_core::Id;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::stay::{assess, recorded};
use super::{is_in_future, quality_period};
use crate::authorised::{Assessment, Exhaustion};
use crate::day::Day;
use crate::file::{Crossing, EntryPart, RecordedGround, Source};
use crate::overstayer::ends_at;
use crate::point::Passage;
use crate::stay::StayError;
use crate::switches::Switches;

/// A traveller who is to be admitted.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The identifier of the record to be, chosen by the client.
    pub id: Id<Crossing>,
    /// Where and when.
    pub passage: Passage,
    /// The authority that authorises the entry.
    pub authority: String,
    /// On what ground.
    pub ground: RecordedGround,
    /// The open record that the officer knows to lack its exit, if any.
    pub supersedes: Option<Id<Crossing>>,
    /// How the entry comes to be recorded.
    pub source: Source,
    /// The time zone of the place, whose days the stay counts.
    pub zone: TimeZone,
}

/// An entry that was found lawful, to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The new record.
    pub crossing: Crossing,
    /// An earlier record whose exit is missing.
    pub superseded: Option<Id<Crossing>>,
    /// The authorised stay with what must be known to rely on it.
    pub assessment: Assessment,
}

/// Why an entry was not recorded. `code` is stable; callers may match on it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The previous entry was never closed by an exit.
    #[error(
        "the entry of {since} is still open; record its exit, or confirm that the exit was never recorded"
    )]
    AlreadyInside {
        /// The day of that entry.
        since: Day,
        /// Its record.
        crossing: Id<Crossing>,
    },
    /// The record that was to be superseded is not the open one.
    #[error("the record named as lacking its exit is not the open record of this file")]
    NotTheOpenRecord,
    /// The passage lies in the future.
    #[error("the time of the entry lies in the future")]
    DateInFuture,
    /// The passage lies before the last one on file.
    #[error("the file already holds a passage of {last_day} that is later than this entry")]
    NotAfterLastRecord {
        /// The day of the last passage.
        last_day: Day,
    },
    /// No day of stay is left.
    #[error("no day of authorised stay is left on {day}: {}", exhaustion_words(*.reason))]
    StayExhausted {
        /// The day of entry.
        day: Day,
        /// The limit that is spent.
        reason: Exhaustion,
    },
    /// The State does not operate the system.
    #[error("the system is not operated at this border crossing point")]
    NotOperated,
    /// The calculation is impossible.
    #[error(transparent)]
    Calculation(#[from] StayError),
}

impl EntryError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AlreadyInside { .. } => "already-inside",
            Self::NotTheOpenRecord => "not-the-open-record",
            Self::DateInFuture => "date-in-future",
            Self::NotAfterLastRecord { .. } => "not-after-last-record",
            Self::StayExhausted { .. } => "stay-exhausted",
            Self::NotOperated => "system-not-operated",
            Self::Calculation(error) => error.code(),
        }
    }
}

/// The limit that is spent, in words.
const fn exhaustion_words(reason: Exhaustion) -> &'static str {
    match reason {
        Exhaustion::NinetyDays => "90 days in the 180-day period are spent",
        Exhaustion::VisaDuration => "the days of stay of the visa are spent",
        Exhaustion::VisaExpired => "the visa is no longer valid",
        Exhaustion::VisaEntries => "the entries of the visa are spent",
        Exhaustion::VisaNotForThisState => "the visa is not valid in this State",
        Exhaustion::OutsideCalendar => "the end of the stay cannot be named",
    }
}

/// Decides an entry on the records of one file (none, for a new file) at the instant `now`.
///
/// Law: EES Art. 14(1) to (4), 16(2), 17(2); Art. 11(1) to (3) for the stay.
pub fn enter(
    records: &[Crossing],
    arrival: Arrival,
    now: Timestamp,
    switches: Switches,
) -> Result<Entered, EntryError> {
    if is_in_future(arrival.passage.at, now) {
        return Err(EntryError::DateInFuture);
    }
    let superseded = missing_exit(records, arrival.supersedes)?;
    if let Some(last_day) = later_passage(records, arrival.passage.at) {
        return Err(EntryError::NotAfterLastRecord { last_day });
    }
    let assessment = assess(records, &arrival.passage, &arrival.ground, switches)?;
    let stay = recorded(&assessment.stay, arrival.passage.day)?;
    let crossing = Crossing {
        id: arrival.id,
        quality_period: quality_period(arrival.passage.day),
        entry: Some(EntryPart { passage: arrival.passage, authority: arrival.authority }),
        exit: None,
        ground: arrival.ground,
        stay,
        ends_at: ends_at(stay, &arrival.zone),
        overstay_days: None,
        is_superseded: false,
        decisions: Vec::new(),
        mark: None,
        source: arrival.source,
    };
    Ok(Entered { crossing, superseded, assessment })
}

/// The open record, when the officer named it; an error when it is open and was not named.
fn missing_exit(
    records: &[Crossing],
    named: Option<Id<Crossing>>,
) -> Result<Option<Id<Crossing>>, EntryError> {
    let open = records.iter().find(|record| record.is_open());
    match (open, named) {
        (None, None) => Ok(None),
        (Some(open), Some(named)) if open.id == named => Ok(Some(named)),
        (_, Some(_)) => Err(EntryError::NotTheOpenRecord),
        (Some(open), None) => {
            let since = open.entry.as_ref().map_or(Day::MIN, |entry| entry.passage.day);
            Err(EntryError::AlreadyInside { since, crossing: open.id })
        }
    }
}

/// The day of the last passage, when it is later than `at`.
fn later_passage(records: &[Crossing], at: Timestamp) -> Option<Day> {
    let passages = records.iter().flat_map(|record| {
        record.entry.iter().map(|entry| &entry.passage).chain(record.exit.iter())
    });
    passages.max_by_key(|passage| passage.at).filter(|last| at < last.at).map(|last| last.day)
}
