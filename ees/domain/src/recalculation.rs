//! What follows from a history that was changed: every stay after the change is calculated anew.
//!
//! Passages that were buffered arrive late, records are rectified, files are merged; each time
//! later stays may end on other days. Law: EES Art. 11, 14(2), 21(3), 35.

use crate::crossing::{overstay, recorded_stay};
use crate::file::Crossing;
use crate::overstayer::ends_at;
use crate::point::Zones;
use crate::stay::StayError;
use crate::switches::Switches;

/// The records in the order of their passages, each with the stay, the overstay and the missing
/// exit that follow from the others.
pub fn recalculated(
    records: &[Crossing],
    (zones, switches): (&dyn Zones, Switches),
) -> Result<Vec<Crossing>, StayError> {
    let mut ordered = records.to_vec();
    ordered.sort_by_key(Crossing::first_instant);
    let mut done: Vec<Crossing> = Vec::with_capacity(ordered.len());
    for (at, record) in ordered.iter().enumerate() {
        let mut record = record.clone();
        let follows = ordered.iter().skip(at.saturating_add(1)).any(|later| later.entry.is_some());
        record.is_superseded = record.entry.is_some() && record.exit.is_none() && follows;
        let stay = recorded_stay(&done, &record, switches)?;
        // A stay that ends on the day on which it ended before ends at the instant, too: the list
        // of points may have changed since.
        if stay != record.stay || record.ends_at.is_none() {
            record.stay = stay;
            let zone = record.entry.as_ref().map(|entry| zones.zone(&entry.passage.point));
            record.ends_at = zone.and_then(|zone| ends_at(stay, &zone));
        }
        record.overstay_days =
            record.exit.as_ref().and_then(|exit| overstay(record.stay, exit).days());
        done.push(record);
    }
    Ok(done)
}

/// The records of `after` that are not what they were in `before`, new ones included.
pub fn changed<'a>(before: &[Crossing], after: &'a [Crossing]) -> Vec<&'a Crossing> {
    after.iter().filter(|record| !before.contains(record)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::Day;
    use crate::file::RecordedStay;
    use crate::sample::{entered, entered_after, left, passage, rules};

    fn last_day(record: &Crossing) -> Option<Day> {
        match record.stay {
            RecordedStay::Until { last_day, .. } => Some(last_day),
            RecordedStay::NotApplicable
            | RecordedStay::UntilInstant(_)
            | RecordedStay::NeedsHuman { .. } => None,
        }
    }

    #[test]
    fn what_was_recorded_in_order_stays_as_it_is() {
        let first = left(entered(Day::of(2026, 5, 1)), Day::of(2026, 5, 10));
        let second = entered_after(std::slice::from_ref(&first), 2, Day::of(2026, 6, 1));
        let records = [first, second];
        let again = recalculated(&records, rules()).unwrap();
        assert_eq!(changed(&records, &again), Vec::<&Crossing>::new());
        let no_points: Vec<crate::point::BorderPoint> = Vec::new();
        let again = recalculated(&records, (&no_points, rules().1)).unwrap();
        assert_eq!(changed(&records, &again), Vec::<&Crossing>::new(), "points left the list");
    }

    #[test]
    fn a_stay_that_arrives_late_shortens_the_stays_after_it() {
        let late = left(entered(Day::of(2026, 5, 1)), Day::of(2026, 5, 10));
        let alone = Crossing {
            id: fnd_core::Id::from_uuid(uuid::Uuid::from_u128(2)),
            ..entered(Day::of(2026, 6, 1))
        };
        assert_eq!(last_day(&alone), Some(Day::of(2026, 8, 29)));
        let after = recalculated(&[alone.clone(), late.clone()], rules()).unwrap();
        assert_eq!(after[0].id, late.id, "in the order of the passages");
        assert_eq!(last_day(&after[1]), Some(Day::of(2026, 8, 19)));
        assert_eq!(changed(&[alone, late], &after).len(), 1);
    }

    #[test]
    fn a_stay_of_which_nothing_was_left_ended_before_it_began() {
        let long = left(entered(Day::of(2026, 1, 1)), Day::of(2026, 3, 31));
        let alone = left(
            Crossing {
                id: fnd_core::Id::from_uuid(uuid::Uuid::from_u128(2)),
                ..entered(Day::of(2026, 4, 2))
            },
            Day::of(2026, 4, 4),
        );
        let after = recalculated(&[alone, long], rules()).unwrap();
        assert_eq!(last_day(&after[1]), Some(Day::of(2026, 4, 1)));
        assert_eq!(after[1].overstay_days, Some(3));
    }

    #[test]
    fn an_exit_that_arrives_late_ends_what_hung_on_it() {
        let open = entered(Day::of(2026, 5, 1));
        let mut second = crate::sample::arrival(2, Day::of(2026, 6, 1));
        second.supersedes = Some(open.id);
        let now = passage(Day::of(2026, 6, 1)).at;
        let records = std::slice::from_ref(&open);
        let entered = crate::crossing::enter(records, second, now, rules().1).unwrap();
        assert!(matches!(entered.crossing.stay, RecordedStay::NeedsHuman { .. }));
        let closed = left(open, Day::of(2026, 5, 10));
        let after = recalculated(&[closed, entered.crossing], rules()).unwrap();
        assert_eq!(last_day(&after[1]), Some(Day::of(2026, 8, 19)));
        assert!(!after[0].is_superseded);
    }
}
