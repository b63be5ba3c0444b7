//! Passages that become known after others that came later.
//!
//! What was stored at a crossing point while the register could not be reached has happened: it
//! is put where it belongs in time, and everything after it is calculated anew. Only what cannot
//! have happened beside what is on file is left to a human. Law: EES Art. 21(3).

use fnd_core::Id;
use jiff::Timestamp;

use crate::crossing::{Arrival, Departure, is_in_future, overstay, quality_period, unknown_entry};
use crate::day::Day;
use crate::file::{Crossing, EntryPart, RecordedStay};
use crate::overstayer::Mark;
use crate::point::Zones;
use crate::recalculation::recalculated;
use crate::stay::StayError;
use crate::switches::Switches;

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

/// Places an exit that took place at its time and becomes known `now`.
///
/// Law: EES Art. 21(3), 14(1), 16(3), 17(2); Art. 20 for an entry that was never recorded.
pub fn place_exit(
    records: &[Crossing],
    departure: Departure,
    now: Timestamp,
    rules: (&dyn Zones, Switches),
) -> Result<Placed, LateError> {
    let at = departure.passage.at;
    if is_in_future(at, now) {
        return Err(LateError::DateInFuture);
    }
    not_within_another(records, at)?;
    let open = last_entered(records, at).filter(|record| record.exit.is_none());
    let made = match open {
        Some(open) => Crossing {
            exit: Some(departure.passage),
            // How a stay began within the territory, the record says for good.
            source: if open.began_inside() { open.source } else { departure.source },
            is_superseded: false,
            ..open.clone()
        },
        None => unknown_entry(departure).ok_or(LateError::NoOpenEntry)?.crossing().clone(),
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
    all.push(made);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::Source;
    use crate::overstayer::Lift;
    use crate::point::Passage;
    use crate::sample::{arrival, departure, entered, entered_after, left, passage, rules};

    fn day(month: u8, day: u8) -> Day {
        Day::of(2026, month.cast_signed(), day.cast_signed())
    }

    fn now() -> Timestamp {
        passage(day(11, 1)).at
    }

    fn last_day(record: &Crossing) -> Option<Day> {
        match record.stay {
            RecordedStay::Until { last_day, .. } => Some(last_day),
            RecordedStay::NotApplicable
            | RecordedStay::UntilInstant(_)
            | RecordedStay::NeedsHuman { .. } => None,
        }
    }

    fn late_entry(records: &[Crossing], on: Day) -> Result<Placed, LateError> {
        let arrival = Arrival { source: Source::LocalBuffer, ..arrival(50, on) };
        place_entry(records, arrival, now(), rules())
    }

    fn late_exit(records: &[Crossing], on: Day) -> Result<Placed, LateError> {
        let departure = Departure { source: Source::LocalBuffer, ..departure(51, on) };
        place_exit(records, departure, now(), rules())
    }

    /// The rule, what is on file, the day, an entry's conflict, an exit's conflict.
    type Case<'a> = (&'a str, &'a [Crossing], Day, Option<&'a str>, Option<&'a str>);

    #[test]
    fn what_cannot_have_happened_beside_what_is_on_file_is_left_to_a_human() {
        let closed = left(entered(day(5, 1)), day(5, 20));
        let open = entered(day(5, 1));
        let closed = std::slice::from_ref(&closed);
        let open = std::slice::from_ref(&open);
        let cases: &[Case<'_>] = &[
            ("nothing is on file", &[], day(6, 1), None, Some("no-open-entry")),
            (
                "within a stay",
                closed,
                day(5, 9),
                Some("within-another-stay"),
                Some("within-another-stay"),
            ),
            ("after a stay", closed, day(6, 1), None, Some("no-open-entry")),
            ("before a stay", closed, day(4, 1), None, Some("no-open-entry")),
            ("an entry is open", open, day(6, 1), Some("already-inside"), None),
            ("before the open entry", open, day(4, 1), None, Some("no-open-entry")),
            ("tomorrow", &[], day(11, 2), Some("date-in-future"), Some("date-in-future")),
        ];
        for (rule, records, on, entry, exit) in cases {
            let said = |placed: Result<Placed, LateError>| placed.err().map(|error| error.code());
            assert_eq!(said(late_entry(records, *on)), *entry, "{rule}, entry");
            assert_eq!(said(late_exit(records, *on)), *exit, "{rule}, exit");
        }
    }

    #[test]
    fn a_stay_that_arrives_in_two_parts_is_put_before_the_one_that_came_later() {
        let later = Crossing {
            id: fnd_core::Id::from_uuid(uuid::Uuid::from_u128(2)),
            ..entered(day(6, 1))
        };
        assert_eq!(last_day(&later), Some(day(8, 29)));
        let first = late_entry(&[later], day(5, 1)).unwrap();
        assert!(first.records[0].is_superseded, "its exit is not known yet");
        let both = late_exit(&first.records, day(5, 10)).unwrap();
        assert_eq!(both.own, first.own);
        assert!(!both.records[0].is_superseded);
        assert_eq!(last_day(&both.records[1]), Some(day(8, 19)), "ten days are spent");
    }

    #[test]
    fn an_exit_whose_entry_was_missing_is_completed_by_it() {
        let alone = Departure { entry_unknown: true, ..departure(7, day(6, 10)) };
        let exit = crate::crossing::leave(&[], alone, now()).unwrap().crossing().clone();
        let placed = late_entry(std::slice::from_ref(&exit), day(6, 1)).unwrap();
        assert_eq!((placed.records.len(), placed.own), (1, exit.id));
        assert_eq!(placed.records[0].overstay_days, Some(0));
    }

    #[test]
    fn an_open_stay_is_passed_over_when_its_exit_is_known_to_be_missing() {
        let open = entered(day(5, 1));
        let named = Arrival { supersedes: Some(open.id), ..arrival(50, day(6, 1)) };
        let placed = place_entry(&[open], named, now(), rules()).unwrap();
        assert!(placed.records[0].is_superseded);
    }

    #[test]
    fn whoever_was_let_in_is_inside_also_when_no_day_was_left() {
        let long = left(entered(day(5, 1)), day(7, 29));
        let placed = late_entry(&[long], day(8, 1)).unwrap();
        assert_eq!(last_day(&placed.records[1]), Some(day(7, 31)));
        assert_eq!(placed.records[1].source, Source::LocalBuffer);
    }

    #[test]
    fn marks_follow_from_what_is_now_known() {
        let marked = Crossing { mark: Some(Mark::Expired { at: now() }), ..entered(day(5, 1)) };
        // The person had left in time; nobody knew.
        let in_time = late_exit(std::slice::from_ref(&marked), day(5, 10)).unwrap();
        assert_eq!(in_time.records[0].mark, None);
        // The person had left too late: the mark stays.
        let late = late_exit(std::slice::from_ref(&marked), day(9, 10)).unwrap();
        assert_eq!(late.records[0].mark, marked.mark);
        // Days that become known make an overstay of a later stay.
        let second = left(entered_after(&[], 2, day(6, 1)), day(8, 29));
        assert_eq!(second.mark, None);
        let first = late_entry(&[second], day(4, 1)).unwrap();
        let both = late_exit(&first.records, day(4, 30)).unwrap();
        assert_eq!(both.records[1].mark, Some(Mark::Expired { at: now() }));
        assert_eq!(both.records[1].overstay_days, Some(30));
    }

    #[test]
    fn what_is_calculated_can_be_marked_again_and_what_an_authority_lifted_cannot() {
        let marked = Crossing { mark: Some(Mark::Expired { at: now() }), ..entered(day(6, 1)) };
        let in_time = late_exit(std::slice::from_ref(&marked), day(8, 20)).unwrap();
        assert_eq!(in_time.records[0].mark, None, "left in time, as was known then");
        // An earlier stay becomes known, and the days were too many after all.
        let earlier = late_entry(&in_time.records, day(4, 1)).unwrap();
        let again = late_exit(&earlier.records, day(4, 30)).unwrap();
        assert_eq!(again.records[1].mark, Some(Mark::Expired { at: now() }));
        let lifted = Some(Mark::Lifted { ground: Lift::Error, at: now() });
        let by_hand = Crossing { mark: lifted, ..in_time.records[0].clone() };
        assert_eq!(mark(&by_hand, now()), lifted, "on evidence");
        let over = Crossing { mark: lifted, ..again.records[1].clone() };
        assert_eq!(mark(&over, now()), lifted);
    }

    #[test]
    fn the_order_in_which_passages_arrive_does_not_matter() {
        let (first, second) = ((day(4, 1), day(4, 30)), (day(6, 1), day(6, 20)));
        let of = |stays: [(Day, Day); 2]| {
            let mut records = Vec::new();
            for (number, (from, to)) in (60_u128..).zip(stays) {
                let arrival = arrival(number, from);
                records = place_entry(&records, arrival, now(), rules()).unwrap().records;
                records = late_exit(&records, to).unwrap().records;
            }
            let stays = records.into_iter();
            stays.map(|one| (one.entry, one.exit, one.stay, one.mark)).collect::<Vec<_>>()
        };
        assert_eq!(of([first, second]), of([second, first]));
    }

    #[test]
    fn an_exit_on_an_earlier_day_than_the_entry_is_left_to_a_human() {
        // Where the clocks differ, a later instant can fall on an earlier day.
        let inside = entered(Day::of(2026, 5, 2));
        let entry = inside.entry.as_ref().unwrap().passage.clone();
        let earlier = Passage { at: entry.at, day: Day::of(2026, 5, 1), ..entry };
        let departure = Departure {
            id: Id::from_uuid(uuid::Uuid::from_u128(9)),
            passage: earlier,
            entry_unknown: false,
            ground: None,
            source: Source::LocalBuffer,
        };
        let refused = place_exit(&[inside], departure, now(), rules());
        assert_eq!(refused, Err(LateError::ExitBeforeEntry));
    }
}
