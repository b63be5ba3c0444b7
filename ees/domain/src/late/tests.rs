//! Late passages, case by case.

use super::*;
use crate::file::{RecordedGround, Source};
use crate::overstayer::Lift;
use crate::point::Passage;
use crate::sample::{arrival, departure, entered, entered_after, left, passage, rules, visa};

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
    place_exit(records, (departure, None), now(), rules())
}

/// A record of 1 May on the visa, that of a family member or not.
fn on_visa(sticker: &str, days: u16, is_family: bool) -> (VisaPart, Crossing) {
    let visa = VisaPart { duration_days: days, ..visa(sticker) };
    let shown = visa.clone();
    let ground = if is_family {
        RecordedGround::FamilyMember(Some(shown))
    } else {
        RecordedGround::Visa(shown)
    };
    let entry = Arrival { ground, ..arrival(1, day(5, 1)) };
    let at = entry.passage.at;
    (visa, crate::crossing::enter(&[], entry, at, rules().1).unwrap().crossing)
}

#[test]
fn another_visa_at_a_late_exit_is_recorded_and_shortens_nothing() {
    let (_, open) = on_visa("A1", 30, false);
    let of = |sticker: &str, days| VisaPart { duration_days: days, ..visa(sticker) };
    let (shorter, longer) = (of("A2", 10), of("A3", 60));
    let leave = |open: &Crossing, on: Day, visa: &VisaPart| {
        let departure = Departure { source: Source::LocalBuffer, ..departure(51, on) };
        let open = std::slice::from_ref(open);
        place_exit(open, (departure, Some(visa)), now(), rules()).unwrap().records.remove(0)
    };
    let left = leave(&open, day(5, 20), &shorter);
    assert_eq!(left.ground.visa().map(|visa| visa.sticker.as_str()), Some("A2"));
    assert_eq!((last_day(&left), left.overstay_days, left.mark), (Some(day(5, 30)), Some(0), None));
    // Whatever is calculated anew afterwards, the visa of the entry goes on to count.
    let again = crate::recalculation::recalculated(std::slice::from_ref(&left), rules()).unwrap();
    assert_eq!(again, [left]);
    let left = leave(&open, day(6, 10), &longer);
    assert_eq!((last_day(&left), left.overstay_days), (Some(day(6, 29)), Some(0)));
    let (other, of_family) = on_visa("A4", 30, true);
    let left = leave(&of_family, day(9, 1), &VisaPart { duration_days: 5, ..visa("A5") });
    assert_eq!(left.ground.visa().map(|visa| visa.sticker.as_str()), Some("A5"));
    assert_eq!((left.stay, left.overstay_days), (RecordedStay::NotApplicable, None));
    let same = leave(&of_family, day(9, 1), &other);
    assert_eq!(same.ground, of_family.ground);
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
    let later =
        Crossing { id: fnd_core::Id::from_uuid(uuid::Uuid::from_u128(2)), ..entered(day(6, 1)) };
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
    let refused = place_exit(&[inside], (departure, None), now(), rules());
    assert_eq!(refused, Err(LateError::ExitBeforeEntry));
}
