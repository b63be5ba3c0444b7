//! Passages that become known after others that came later.
//!
//! What was stored at a crossing point while the register could not be reached has happened: it
//! is put where it belongs in time, and everything after it is calculated anew. Only what cannot
//! have happened beside what is on file is left to a human. Law: EES Art. 21(3).

#[cfg(test)]
mod tests;

use fnd_core::Id;
use jiff::Timestamp;

use crate::crossing::{
    Arrival, Departure, is_in_future, on_other_visa, overstay, quality_period, unknown_entry,
};
use crate::day::Day;
use crate::file::{Crossing, EntryPart, RecordedStay};
use crate::overstayer::Mark;
use crate::point::Zones;
use crate::recalculation::recalculated;
use crate::stay::StayError;
use crate::switches::Switches;
use crate::visa::VisaPart;

/// The records of a file once a late passage has its place among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// All records in the order of their passages, each calculated anew.
    pub records: Vec<Crossing>,
    /// The record that holds the late passage.
    pub own: Id<Crossing>,
}

/// Why a late passage was not placed. `code` is stable; a human decides what is right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LateError {
    /// The passage lies in the future.
    #[error(
        "the time of the passage lies in the future; look at the clock of the crossing point, and enter the passage with the time at which it took place"
    )]
    DateInFuture,
    /// An earlier entry was open at that time.
    #[error(
        "the entry of {since} was open at that time; record its exit first, or confirm that the exit was never recorded"
    )]
    AlreadyInside {
        /// The day of that entry.
        since: Day,
        /// Its record.
        crossing: Id<Crossing>,
    },
    /// The passage lies within a stay whose entry and exit are recorded.
    #[error(
        "the passage lies within the stay from {from} to {to}, of which entry and exit are recorded; find out which of them took place"
    )]
    WithinAnotherStay {
        /// The day of that entry.
        from: Day,
        /// The day of that exit.
        to: Day,
    },
    /// No entry was open at the time of the exit.
    #[error(
        "no entry was open at that time; enter the entry first, or confirm that it was never recorded"
    )]
    NoOpenEntry,
    /// By the days of the places, the exit would lie before the entry.
    #[error(
        "by the days of the two crossing points the exit would lie before the entry; find out when they took place"
    )]
    ExitBeforeEntry,
    /// The calculation is impossible.
    #[error(transparent)]
    Calculation(#[from] StayError),
}

impl LateError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::DateInFuture => "date-in-future",
            Self::AlreadyInside { .. } => "already-inside",
            Self::WithinAnotherStay { .. } => "within-another-stay",
            Self::NoOpenEntry => "no-open-entry",
            Self::ExitBeforeEntry => "exit-before-entry",
            Self::Calculation(error) => error.code(),
        }
    }
}

/// Places an entry that took place at its time and becomes known `now`.
///
/// Whoever entered is inside, also when no day was left: the stay then ended before it began. An
/// exit whose entry was missing, and that follows next, is completed by this entry.
///
/// Law: EES Art. 21(3), 14(1) to (4), 16(2), 17(2).
pub fn place_entry(
    records: &[Crossing],
    arrival: Arrival,
    now: Timestamp,
    rules: (&dyn Zones, Switches),
) -> Result<Placed, LateError> {
    let at = arrival.passage.at;
    if is_in_future(at, now) {
        return Err(LateError::DateInFuture);
    }
    not_within_another(records, at)?;
    let open = last_entered(records, at).filter(|record| record.is_open());
    if let Some(open) = open.filter(|open| arrival.supersedes != Some(open.id)) {
        let since = open.entry.as_ref().map_or(Day::MIN, |entry| entry.passage.day);
        return Err(LateError::AlreadyInside { since, crossing: open.id });
    }
    let next = records.iter().filter(|record| record.first_instant().is_some_and(|it| at < it));
    let next = next.min_by_key(|record| record.first_instant());
    let waiting = next.filter(|record| record.entry.is_none());
    let own = waiting.map_or(arrival.id, |record| record.id);
    let entry = EntryPart { passage: arrival.passage, authority: arrival.authority };
    let period = quality_period(entry.passage.day);
    let made = Crossing {
        id: own,
        quality_period: waiting.map_or(period, |record| record.quality_period),
        entry: Some(entry),
        exit: waiting.and_then(|record| record.exit.clone()),
        ground: arrival.ground,
        stay: RecordedStay::NotApplicable,
        ends_at: None,
        overstay_days: None,
        is_superseded: false,
        decisions: waiting.map(|record| record.decisions.clone()).unwrap_or_default(),
        mark: waiting.and_then(|record| record.mark),
        source: arrival.source,
    };
    in_order(&made)?;
    Ok(placed(records, made, now, rules)?)
}

/// Places an exit that took place at its time and becomes known `now`, with the visa that was shown.
///
/// Law: EES Art. 21(3), 14(1), 16(3), 17(2); Art. 20 for an entry that was never recorded.
pub fn place_exit(
    records: &[Crossing],
    (departure, visa): (Departure, Option<&VisaPart>),
    now: Timestamp,
    rules: (&dyn Zones, Switches),
) -> Result<Placed, LateError> {
    let at = departure.passage.at;
    if is_in_future(at, now) {
        return Err(LateError::DateInFuture);
    }
    not_within_another(records, at)?;
    let open = last_entered(records, at).filter(|record| record.exit.is_none());
    let Some(open) = open else {
        let made = unknown_entry(departure).ok_or(LateError::NoOpenEntry)?.crossing().clone();
        return Ok(placed(records, made, now, rules)?);
    };
    let other = visa.and_then(|visa| on_other_visa(open, visa));
    let made = Crossing {
        exit: Some(departure.passage),
        // How a stay began within the territory, the record says for good.
        source: if open.began_inside() { open.source } else { departure.source },
        is_superseded: false,
        ..other.unwrap_or_else(|| open.clone())
    };
    in_order(&made)?;
    Ok(placed(records, made, now, rules)?)
}

/// A record counts days: an exit on an earlier day than the entry is none, whatever the instants
/// are. Law: EES Art. 11(1), 16(2) and (3).
fn in_order(made: &Crossing) -> Result<(), LateError> {
    match (&made.entry, &made.exit) {
        (Some(entry), Some(exit)) if exit.day < entry.passage.day => {
            Err(LateError::ExitBeforeEntry)
        }
        _ => Ok(()),
    }
}

/// The record of the last entry at or before `at`.
fn last_entered(records: &[Crossing], at: Timestamp) -> Option<&Crossing> {
    let entered = |record: &Crossing| record.entry.as_ref().map(|entry| entry.passage.at);
    records
        .iter()
        .filter(|record| entered(record).is_some_and(|entry| entry <= at))
        .max_by_key(|record| entered(record))
}

fn not_within_another(records: &[Crossing], at: Timestamp) -> Result<(), LateError> {
    for record in records {
        if let (Some(entry), Some(exit)) = (&record.entry, &record.exit)
            && entry.passage.at <= at
            && at <= exit.at
        {
            return Err(LateError::WithinAnotherStay { from: entry.passage.day, to: exit.day });
        }
    }
    Ok(())
}

/// All records with `made` in the place of the one with its identifier, or added, each with the
/// mark that follows at `now`.
pub(crate) fn placed(
    records: &[Crossing],
    made: Crossing,
    now: Timestamp,
    rules: (&dyn Zones, Switches),
) -> Result<Placed, StayError> {
    let own = made.id;
    let mut all: Vec<Crossing> = records.iter().filter(|one| one.id != own).cloned().collect();
    // Where it took place may be another place than before.
    all.push(Crossing { ends_at: None, ..made });
    Ok(Placed { records: marked(&all, now, rules)?, own })
}

/// The records in their order, each calculated anew and with the mark that follows at `now`.
pub(crate) fn marked(
    records: &[Crossing],
    now: Timestamp,
    rules: (&dyn Zones, Switches),
) -> Result<Vec<Crossing>, StayError> {
    let mut records = recalculated(records, rules)?;
    for record in &mut records {
        record.mark = mark(record, now);
    }
    Ok(records)
}

/// The mark that follows from a record as it is now known.
///
/// Law: EES Art. 12(1), 16(4), 35(5): who turns out to have left in time, or may stay longer than
/// was thought, is no longer marked. It is not lifted: that an authority does, on evidence, and
/// for good, while what is calculated follows from what is known and can change again.
pub(crate) fn mark(record: &Crossing, now: Timestamp) -> Option<Mark> {
    let is_over = match &record.exit {
        Some(exit) => overstay(record.stay, exit).is_overstay(),
        None => record.ends_at.is_some_and(|end| end <= now),
    };
    match (record.mark, is_over, record.exit.is_some()) {
        (None, true, true) => Some(Mark::Expired { at: now }),
        // The history keeps the mark that was wrong. Nothing stays behind that would keep the
        // record off the list for ever, as the finding of an authority does.
        (Some(Mark::Expired { .. }), false, _) => None,
        // A stay that is over and still open is marked, and its State told, by the timed work.
        (mark, ..) => mark,
    }
}
