//! Recording entries and exits, case by case.

use fnd_core::{CountryCode, Id};
use jiff::Timestamp;
use uuid::Uuid;

use super::*;
use crate::authorised::Exhaustion;
use crate::day::Day;
use crate::file::{BoundCode, Crossing, RecordedGround, RecordedStay};
use crate::sample::{arrival, departure, passage};
use crate::switches::Switches;
use crate::visa::{Entries, VisaKind, VisaPart};

fn id(number: u128) -> Id<Crossing> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn now(day: Day) -> Timestamp {
    passage(day).at
}

fn admitted(records: &[Crossing], arrival: Arrival) -> Result<Entered, EntryError> {
    let at = arrival.passage.at;
    enter(records, arrival, at, Switches::default())
}

fn left(records: &[Crossing], departure: Departure) -> Result<Left, ExitError> {
    let at = departure.passage.at;
    leave(records, departure, at)
}

const ENTRY: Day = Day::of(2026, 5, 1);

fn one_inside() -> Vec<Crossing> {
    vec![admitted(&[], arrival(1, ENTRY)).unwrap().crossing]
}

#[test]
fn a_first_visit_has_ninety_days() {
    let entered = admitted(&[], arrival(1, ENTRY)).unwrap();
    let last_day = Day::of(2026, 7, 29);
    let expected = RecordedStay::Until { last_day, bound: BoundCode::NinetyDays, only_in: None };
    assert_eq!(entered.crossing.stay, expected);
    assert_eq!(entered.superseded, None);
}

#[test]
fn who_is_inside_cannot_be_admitted_again() {
    let refused = admitted(&one_inside(), arrival(2, Day::of(2026, 5, 2)));
    assert_eq!(refused, Err(EntryError::AlreadyInside { since: ENTRY, crossing: id(1) }));
}

#[test]
fn a_missing_exit_that_an_officer_confirms_gives_a_range_and_refuses_nobody() {
    // V15 of the vectors: an entry never closed, and a new entry.
    let open = admitted(&[], arrival(1, Day::of(2026, 4, 20))).unwrap().crossing;
    let again = Arrival { supersedes: Some(id(1)), ..arrival(2, Day::of(2026, 6, 1)) };
    let entered = admitted(&[open], again).unwrap();
    assert_eq!(entered.superseded, Some(id(1)));
    let shortest = Some(Day::of(2026, 7, 18));
    let longest = Day::of(2026, 8, 28);
    assert_eq!(entered.crossing.stay, RecordedStay::NeedsHuman { shortest, longest });
}

#[test]
fn only_the_open_record_can_be_named_as_lacking_its_exit() {
    let wrong = Arrival { supersedes: Some(id(9)), ..arrival(2, Day::of(2026, 6, 1)) };
    assert_eq!(admitted(&one_inside(), wrong.clone()), Err(EntryError::NotTheOpenRecord));
    assert_eq!(admitted(&[], wrong), Err(EntryError::NotTheOpenRecord));
}

#[test]
fn who_has_spent_ninety_days_is_told_so() {
    let Left::Closed { crossing, .. } =
        left(&one_inside(), departure(2, Day::of(2026, 7, 29))).unwrap()
    else {
        panic!("an open record is closed")
    };
    let day = Day::of(2026, 7, 30);
    let refused = admitted(&[crossing], arrival(3, day));
    let reason = Exhaustion::NinetyDays;
    assert_eq!(refused, Err(EntryError::StayExhausted { day, reason }));
    assert_eq!(refused.unwrap_err().code(), "stay-exhausted");
}

fn visa(sticker: &str) -> RecordedGround {
    RecordedGround::Visa(VisaPart {
        sticker: sticker.parse().unwrap(),
        issuer: CountryCode::of(b"ROU"),
        kind: VisaKind::ShortStay,
        valid_to: Day::of(2026, 5, 20),
        entries: Entries::One,
        duration_days: 30,
        of_entry: None,
    })
}

#[test]
fn the_visa_binds_when_it_ends_first() {
    let arrival = Arrival { ground: visa("ROU123456"), ..arrival(1, ENTRY) };
    let last_day = Day::of(2026, 5, 20);
    let expected = RecordedStay::Until { last_day, bound: BoundCode::VisaExpiry, only_in: None };
    assert_eq!(admitted(&[], arrival).unwrap().crossing.stay, expected);
}

#[test]
fn passages_are_recorded_in_their_order_and_not_ahead_of_time() {
    let Left::Closed { crossing, .. } =
        left(&one_inside(), departure(2, Day::of(2026, 5, 10))).unwrap()
    else {
        panic!("an open record is closed")
    };
    let last_day = Day::of(2026, 5, 10);
    let early = admitted(&[crossing], arrival(3, Day::of(2026, 5, 9)));
    assert_eq!(early, Err(EntryError::NotAfterLastRecord { last_day }));
    let future = enter(&[], arrival(1, ENTRY), now(Day::of(2026, 4, 30)), Switches::default());
    assert_eq!(future, Err(EntryError::DateInFuture));
    let future = leave(&one_inside(), departure(2, Day::of(2026, 5, 10)), now(ENTRY));
    assert_eq!(future, Err(ExitError::DateInFuture));
}

#[test]
fn an_exit_says_how_many_days_were_too_many() {
    let cases = [
        ("V17: the last lawful day", Day::of(2026, 7, 29), Overstay::None, Some(0)),
        ("V18: four days late", Day::of(2026, 8, 2), Overstay::Days(4), Some(4)),
        ("the day of entry itself", ENTRY, Overstay::None, Some(0)),
    ];
    for (rule, day, expected, recorded) in cases {
        let Left::Closed { crossing, overstay } = left(&one_inside(), departure(2, day)).unwrap()
        else {
            panic!("an open record is closed")
        };
        assert_eq!((overstay, crossing.overstay_days), (expected, recorded), "{rule}");
    }
}

#[test]
fn an_exit_before_its_entry_is_refused() {
    let refused = left(&one_inside(), departure(2, Day::of(2026, 4, 30)));
    assert_eq!(refused, Err(ExitError::ExitBeforeEntry { entry: ENTRY }));
}

#[test]
fn an_exit_without_entry_needs_an_officers_word_and_accuses_nobody() {
    let day = Day::of(2026, 5, 10);
    assert_eq!(left(&[], departure(2, day)), Err(ExitError::NoOpenEntry));
    let confirmed = Departure { entry_unknown: true, ..departure(2, day) };
    let Ok(Left::EntryUnknown(crossing)) = left(&[], confirmed.clone()) else {
        panic!("a record with the exit alone is made")
    };
    assert_eq!((crossing.entry, crossing.overstay_days), (None, None));
    assert_eq!(left(&one_inside(), confirmed), Err(ExitError::EntryIsKnown { since: ENTRY }));
}

#[test]
fn an_exit_without_entry_is_recorded_on_the_ground_that_was_presented() {
    let family = Some(RecordedGround::FamilyMember(None));
    let of_family =
        Departure { entry_unknown: true, ground: family, ..departure(2, Day::of(2026, 5, 10)) };
    let Ok(Left::EntryUnknown(crossing)) = left(&[], of_family) else {
        panic!("a record with the exit alone is made")
    };
    assert_eq!(crossing.ground, RecordedGround::FamilyMember(None));
}

#[test]
fn between_two_possible_ends_only_what_lies_past_both_is_an_overstay() {
    let (shortest, longest) = (Some(Day::of(2026, 7, 18)), Day::of(2026, 8, 28));
    let stay = RecordedStay::NeedsHuman { shortest, longest };
    let cases = [
        (Day::of(2026, 7, 18), Overstay::None),
        (Day::of(2026, 8, 28), Overstay::NeedsHuman),
        (Day::of(2026, 8, 30), Overstay::Days(2)),
    ];
    for (day, expected) in cases {
        assert_eq!(overstay(stay, &passage(day)), expected, "{day}");
    }
}
