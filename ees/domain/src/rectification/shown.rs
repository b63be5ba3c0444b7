//! The exit of whoever has no open entry on record, with the entry that the person shows.
//!
//! Law: EES Art. 22(2) for a stamp of the time before the system was used; Art. 20 and SBC Art. 12
//! for what rebuts the presumption of an illegal stay.

use jiff::{SignedDuration, Timestamp};

use super::{Basis, Rectification, RectifyError, Wanted, rectify};
use crate::crossing::{Departure, ExitError, leave};
use crate::file::{Crossing, EntryPart, Source};
use crate::late::Placed;
use crate::point::Zones;
use crate::switches::Switches;
use crate::transition::{Measure, last_day};

/// Why an exit was not recorded with the entry that was shown. `code` is stable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShownError {
    /// The exit itself is impossible, or an entry is open.
    #[error(transparent)]
    Exit(#[from] ExitError),
    /// The entry does not fit the exit or the other records.
    #[error(transparent)]
    Entry(#[from] RectifyError),
    /// On the day of the stamp the system was in use everywhere.
    #[error(
        "on the day of this stamp entries were recorded at every crossing point; say what else \
         shows the entry"
    )]
    StampAfterStart,
}

impl ShownError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Exit(error) => error.code(),
            Self::Entry(error) => error.code(),
            Self::StampAfterStart => "stamp-after-start",
        }
    }
}

/// The records of a person once the exit is recorded together with the entry that was shown.
///
/// The source of the departure says what shows the entry: [`Source::Stamp`] or
/// [`Source::Rebuttal`]. The system came into use at one crossing point after the other until the
/// progressive start ended, so a stamp of any day up to then can be of the time before.
pub fn leave_with(
    records: &[Crossing],
    departure: Departure,
    entry: EntryPart,
    (now, rules): (Timestamp, (&dyn Zones, Switches)),
) -> Result<Placed, ShownError> {
    let is_late = last_day(Measure::ProgressiveStart).is_some_and(|last| last < entry.passage.day);
    let source = departure.source;
    if source == Source::Stamp && is_late {
        return Err(ShownError::StampAfterStart);
    }
    let entry = after_earlier(records, entry, departure.passage.at);
    let left = leave(records, Departure { entry_unknown: true, ..departure }, now)?;
    let alone = left.crossing().clone();
    let id = alone.id;
    let all: Vec<Crossing> = records.iter().cloned().chain([alone]).collect();
    let wanted = Rectification {
        basis: Basis::Rebuttal,
        entry: Wanted::Set(entry),
        exit: Wanted::Keep,
        ground: None,
    };
    let mut placed = rectify(&all, id, wanted, (now, rules))?;
    for record in placed.records.iter_mut().filter(|record| record.id == id) {
        record.source = source;
    }
    Ok(placed)
}

/// The entry, of which the day alone is shown, behind whatever exit there was on that day before
/// the departure `leaving`.
fn after_earlier(records: &[Crossing], mut entry: EntryPart, leaving: Timestamp) -> EntryPart {
    let day = entry.passage.day;
    let exits = records.iter().filter_map(|record| record.exit.as_ref());
    let earlier = exits.filter(|exit| exit.day == day && exit.at < leaving).map(|exit| exit.at);
    if let Some(last) = earlier.max().filter(|last| entry.passage.at <= *last) {
        entry.passage.at = last.saturating_add(SignedDuration::from_micros(1)).unwrap_or(last);
    }
    entry
}

#[cfg(test)]
mod tests {
    use fnd_core::Id;
    use uuid::Uuid;

    use super::*;
    use crate::day::Day;
    use crate::file::RecordedGround;
    use crate::sample::{entered, left, passage, rules};

    fn departure(day: Day, source: Source) -> Departure {
        Departure {
            id: Id::from_uuid(Uuid::from_u128(99)),
            passage: passage(day),
            entry_unknown: false,
            ground: Some(RecordedGround::VisaExempt),
            source,
        }
    }

    fn shown(day: Day) -> EntryPart {
        EntryPart { passage: passage(day), authority: "Border Police".into() }
    }

    fn tried(
        records: &[Crossing],
        (entry, exit): (Day, Day),
        by: Source,
    ) -> Result<Crossing, &'static str> {
        let now = passage(Day::of(2026, 8, 1)).at;
        let placed = leave_with(records, departure(exit, by), shown(entry), (now, rules()))
            .map_err(|error| error.code())?;
        let own = placed.own;
        Ok(placed.records.into_iter().find(|record| record.id == own).unwrap())
    }

    #[test]
    fn a_stamp_of_the_time_before_the_start_gives_the_entry_and_its_stay() {
        let days = (Day::of(2026, 4, 9), Day::of(2026, 7, 10));
        let record = tried(&[], days, Source::Stamp).unwrap();
        assert_eq!(record.source, Source::Stamp);
        assert_eq!(record.entry.unwrap().passage.day, days.0);
        assert_eq!(record.exit.unwrap().day, days.1);
        assert_eq!(record.overstay_days, Some(3), "the 90th day is 7 July");
    }

    #[test]
    fn what_else_shows_an_entry_may_be_of_any_day() {
        let days = (Day::of(2026, 6, 1), Day::of(2026, 7, 10));
        assert_eq!(tried(&[], days, Source::Stamp), Err("stamp-after-start"));
        let record = tried(&[], days, Source::Rebuttal).unwrap();
        assert_eq!((record.source, record.overstay_days), (Source::Rebuttal, Some(0)));
    }

    #[test]
    fn who_left_and_came_back_on_one_day_did_so_in_this_order() {
        let day = |day| Day::of(2026, 7, day);
        let earlier = left(entered(day(1)), day(5));
        let record =
            tried(std::slice::from_ref(&earlier), (day(5), day(10)), Source::Rebuttal).unwrap();
        let entry = record.entry.unwrap().passage;
        assert_eq!(entry.day, day(5));
        assert!(earlier.exit.unwrap().at < entry.at);
    }

    #[test]
    fn what_cannot_have_been_is_refused() {
        let day = |day| Day::of(2026, 5, day);
        let open = entered(day(1));
        let over = left(entered(day(1)), day(10));
        let rows = [
            ("entry is open", open, (day(2), day(20)), "entry-is-known"),
            ("after the exit", over.clone(), (day(21), day(20)), "exit-before-entry"),
            ("within another stay", over, (day(5), day(20)), "overlaps-another-stay"),
        ];
        for (name, record, days, code) in rows {
            assert_eq!(tried(&[record], days, Source::Rebuttal).err(), Some(code), "{name}");
        }
    }
}
