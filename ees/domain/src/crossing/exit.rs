//! Recording an exit, and what it shows about the stay.

use fnd_core::Id;
use jiff::Timestamp;

use super::{is_in_future, quality_period};
use crate::day::Day;
use crate::file::{Crossing, RecordedGround, RecordedStay, Source};
use crate::overstayer::Mark;
use crate::point::Passage;

/// A traveller who leaves.
#[derive(Debug, Clone)]
pub struct Departure {
    /// The identifier of a record to be made, should no open one be found.
    pub id: Id<Crossing>,
    /// Where and when.
    pub passage: Passage,
    /// Whether the officer confirms that the entry was never recorded.
    pub entry_unknown: bool,
    /// On what ground the person would enter with what was presented, where one follows from it.
    pub ground: Option<RecordedGround>,
    /// How the exit comes to be recorded.
    pub source: Source,
}

/// An exit, to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// The open record is completed.
    Closed {
        /// The record, completed.
        crossing: Crossing,
        /// Whether the stay was longer than authorised, and by how many days.
        overstay: Overstay,
    },
    /// No entry was ever recorded; a record with the exit alone is made.
    EntryUnknown(Crossing),
}

impl Left {
    /// The record, completed or made.
    pub const fn crossing(&self) -> &Crossing {
        match self {
            Self::Closed { crossing, .. } | Self::EntryUnknown(crossing) => crossing,
        }
    }
}

/// What the exit shows about the stay. Law: EES Art. 11(2)(c).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overstay {
    /// The stay was lawful.
    None,
    /// Days past the end of the authorised stay.
    Days(i32),
    /// In facilitated transit: the time was exceeded.
    TimeExceeded,
    /// Nothing was calculated for this stay.
    NotCalculated,
    /// It hangs on an exit that was never recorded; a person decides.
    NeedsHuman,
}

impl Overstay {
    /// Whole days past the end; 0 where there are none, `None` where nothing can be said.
    pub const fn days(self) -> Option<i32> {
        match self {
            Self::Days(days) => Some(days),
            Self::None | Self::TimeExceeded => Some(0),
            Self::NotCalculated | Self::NeedsHuman => None,
        }
    }

    /// Whether the stay was longer than authorised. Law: EES Art. 12(1)(b).
    pub const fn is_overstay(self) -> bool {
        match self {
            Self::Days(_) | Self::TimeExceeded => true,
            Self::None | Self::NotCalculated | Self::NeedsHuman => false,
        }
    }
}

/// Why an exit was not recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExitError {
    /// No record is open.
    #[error(
        "no open entry is on file; search by identity, or confirm that the entry was never recorded"
    )]
    NoOpenEntry,
    /// A record is open, so its entry is known.
    #[error("the entry of {since} is open; an exit without entry cannot be recorded beside it")]
    EntryIsKnown {
        /// The day of that entry.
        since: Day,
    },
    /// The exit lies before the entry.
    #[error("the exit lies before the entry of {entry}")]
    ExitBeforeEntry {
        /// The day of entry.
        entry: Day,
    },
    /// The passage lies in the future.
    #[error("the time of the exit lies in the future")]
    DateInFuture,
}

impl ExitError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoOpenEntry => "no-open-entry",
            Self::EntryIsKnown { .. } => "entry-is-known",
            Self::ExitBeforeEntry { .. } => "exit-before-entry",
            Self::DateInFuture => "date-in-future",
        }
    }
}

/// Decides an exit on the records of one file at the instant `now`.
///
/// Law: EES Art. 16(3), 17(2) for the record; Art. 11(2)(c) for the overstay; Art. 20 and SBC
/// Art. 12 for an entry that was never recorded.
pub fn leave(
    records: &[Crossing],
    departure: Departure,
    now: Timestamp,
) -> Result<Left, ExitError> {
    if is_in_future(departure.passage.at, now) {
        return Err(ExitError::DateInFuture);
    }
    let open = records.iter().find(|record| record.is_open());
    let Some((open, entry)) = open.and_then(|open| Some((open, open.entry.as_ref()?))) else {
        return unknown_entry(departure).ok_or(ExitError::NoOpenEntry);
    };
    if departure.entry_unknown {
        return Err(ExitError::EntryIsKnown { since: entry.passage.day });
    }
    if departure.passage.at < entry.passage.at || departure.passage.day < entry.passage.day {
        return Err(ExitError::ExitBeforeEntry { entry: entry.passage.day });
    }
    let overstay = overstay(open.stay, &departure.passage);
    let mut crossing = open.clone();
    crossing.exit = Some(departure.passage);
    crossing.overstay_days = overstay.days();
    if overstay.is_overstay() && crossing.mark.is_none() {
        // Who leaves before the mark was made belongs on the list all the same, Art. 12(1)(b).
        crossing.mark = Some(Mark::Expired { at: now });
    }
    Ok(Left::Closed { crossing, overstay })
}

/// A record with the exit alone, when the officer confirmed that the entry is unknown.
pub(crate) fn unknown_entry(departure: Departure) -> Option<Left> {
    departure.entry_unknown.then(|| {
        Left::EntryUnknown(Crossing {
            id: departure.id,
            entry: None,
            quality_period: quality_period(departure.passage.day),
            exit: Some(departure.passage),
            // Whether somebody of whom nothing was presented needs a visa is not known; without
            // one nothing is said that was not seen.
            ground: departure.ground.unwrap_or(RecordedGround::VisaExempt),
            stay: RecordedStay::NotApplicable,
            ends_at: None,
            overstay_days: None,
            is_superseded: false,
            decisions: Vec::new(),
            mark: None,
            source: departure.source,
        })
    })
}

/// What leaving by `exit` shows about a stay that was authorised as `stay`.
///
/// Law: EES Art. 11(2)(c), 12(1)(b). Between two possible ends only what lies past both is an
/// overstay.
pub fn overstay(stay: RecordedStay, exit: &Passage) -> Overstay {
    let past = |end: Day| end.days_until(exit.day).max(0);
    match stay {
        RecordedStay::NotApplicable => Overstay::NotCalculated,
        RecordedStay::Until { last_day, .. } if past(last_day) == 0 => Overstay::None,
        RecordedStay::Until { last_day, .. } => Overstay::Days(past(last_day)),
        RecordedStay::UntilInstant(end) if exit.at <= end => Overstay::None,
        RecordedStay::UntilInstant(_) => Overstay::TimeExceeded,
        RecordedStay::NeedsHuman { longest, .. } if 0 < past(longest) => {
            Overstay::Days(past(longest))
        }
        RecordedStay::NeedsHuman { shortest: Some(shortest), .. } if past(shortest) == 0 => {
            Overstay::None
        }
        RecordedStay::NeedsHuman { .. } => Overstay::NeedsHuman,
    }
}
