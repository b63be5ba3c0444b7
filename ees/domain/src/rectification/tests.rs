//! Records put right, row by row.

use super::*;
use crate::file::RecordedStay;
use crate::overstayer::{Class, Lift, Mark, class};
use crate::sample::{entered, entered_after, left, passage, rules};

fn at(day: Day) -> EntryPart {
    EntryPart { passage: passage(day), authority: "Border Police".into() }
}

fn now() -> Timestamp {
    passage(Day::of(2026, 12, 31)).at
}

fn fix(
    records: &[Crossing],
    entry: Wanted<EntryPart>,
    exit: Wanted<Passage>,
) -> Result<Placed, RectifyError> {
    let wanted = Rectification { basis: Basis::Correction, entry, exit, ground: None };
    rectify(records, records[0].id, wanted, (now(), rules()))
}

#[test]
fn a_missing_exit_is_added_and_the_stay_is_no_overstay_any_more() {
    let marked =
        Crossing { mark: Some(Mark::Expired { at: now() }), ..entered(Day::of(2026, 5, 1)) };
    let placed = fix(&[marked], Wanted::Keep, Wanted::Set(passage(Day::of(2026, 6, 1)))).unwrap();
    let record = &placed.records[0];
    assert_eq!(record.exit.as_ref().map(|exit| exit.day), Some(Day::of(2026, 6, 1)));
    assert_eq!(record.mark, None);
}

#[test]
fn an_exit_that_was_put_right_wrongly_is_put_right_again_and_the_overstay_is_on_the_list() {
    let marked =
        Crossing { mark: Some(Mark::Expired { at: now() }), ..entered(Day::of(2026, 5, 1)) };
    let exit = |day| Wanted::Set(passage(day));
    let early = fix(&[marked], Wanted::Keep, exit(Day::of(2026, 6, 1))).unwrap();
    assert_eq!(class(&early.records[0], now()), None);
    let late = fix(&early.records, Wanted::Keep, exit(Day::of(2026, 9, 1))).unwrap();
    assert_eq!(late.records[0].mark, Some(Mark::Expired { at: now() }));
    assert_eq!(class(&late.records[0], now()), Some(Class::LeftAfterOverstay));
}

#[test]
fn what_an_authority_found_holds_whatever_is_put_right_afterwards() {
    let lifted = Some(Mark::Lifted { ground: Lift::SeriousEvent, at: now() });
    let record = Crossing { mark: lifted, ..entered(Day::of(2026, 5, 1)) };
    let left = fix(&[record], Wanted::Keep, Wanted::Set(passage(Day::of(2026, 9, 1)))).unwrap();
    assert_eq!(left.records[0].mark, lifted);
}

#[test]
fn what_is_put_right_early_changes_the_stays_after_it() {
    let first = left(entered(Day::of(2026, 5, 1)), Day::of(2026, 5, 10));
    let second = entered_after(std::slice::from_ref(&first), 2, Day::of(2026, 7, 1));
    let before = second.stay;
    let longer =
        fix(&[first, second], Wanted::Keep, Wanted::Set(passage(Day::of(2026, 6, 20)))).unwrap();
    assert_ne!(longer.records[1].stay, before, "days of the first stay count in the second");
}

#[test]
fn days_of_a_record_that_is_erased_count_in_no_later_stay() {
    let first = left(entered(Day::of(2026, 5, 1)), Day::of(2026, 5, 10));
    let second = entered_after(std::slice::from_ref(&first), 2, Day::of(2026, 6, 1));
    let rest = without(&[first.clone(), second.clone()], first.id, now(), rules()).unwrap();
    assert_eq!(rest.len(), 1);
    assert_ne!(rest[0].stay, second.stay);
    assert_eq!(without(&rest, first.id, now(), rules()).unwrap(), rest, "it is gone");
}

#[test]
fn an_entry_that_never_was_leaves_the_exit_without_a_stay() {
    let record = left(entered(Day::of(2026, 5, 1)), Day::of(2026, 11, 10));
    let placed = fix(&[record], Wanted::Remove, Wanted::Keep).unwrap();
    let record = &placed.records[0];
    assert_eq!((record.stay, record.overstay_days), (RecordedStay::NotApplicable, None));
}

#[test]
fn what_cannot_have_happened_is_refused() {
    let first = left(entered(Day::of(2026, 5, 1)), Day::of(2026, 5, 10));
    let second = entered_after(std::slice::from_ref(&first), 2, Day::of(2026, 7, 1));
    let records = [first.clone(), second];
    let exit = |day| Wanted::Set(passage(day));
    let cases = [
        (Wanted::Keep, Wanted::Keep, RectifyError::NothingChanged),
        (Wanted::Remove, Wanted::Remove, RectifyError::NothingLeft),
        (Wanted::Keep, exit(Day::of(2026, 4, 30)), RectifyError::ExitBeforeEntry),
        (Wanted::Keep, exit(Day::of(2027, 1, 2)), RectifyError::DateInFuture),
        (
            Wanted::Keep,
            exit(Day::of(2026, 7, 2)),
            RectifyError::OverlapsAnotherStay { from: Day::of(2026, 7, 1) },
        ),
        (
            Wanted::Set(at(Day::of(2026, 7, 1))),
            exit(Day::of(2026, 7, 1)),
            RectifyError::OverlapsAnotherStay { from: Day::of(2026, 7, 1) },
        ),
    ];
    for (entry, exit, expected) in cases {
        assert_eq!(fix(&records, entry, exit), Err(expected.clone()), "{expected:?}");
    }
    let nobody = Rectification {
        basis: Basis::Correction,
        entry: Wanted::Keep,
        exit: Wanted::Remove,
        ground: None,
    };
    let unknown = Id::from_uuid(uuid::Uuid::from_u128(99));
    let refused = rectify(&records, unknown, nobody, (now(), rules()));
    assert_eq!(refused, Err(RectifyError::NoRecord));
}

#[test]
fn evidence_that_rebuts_says_how_the_record_came_about() {
    let record = entered(Day::of(2026, 5, 1));
    let wanted = Rectification {
        basis: Basis::Rebuttal,
        entry: Wanted::Keep,
        exit: Wanted::Set(passage(Day::of(2026, 6, 1))),
        ground: None,
    };
    let placed =
        rectify(std::slice::from_ref(&record), record.id, wanted, (now(), rules())).unwrap();
    assert_eq!(placed.records[0].source, Source::Rebuttal);
}

#[test]
fn every_code_is_found_again() {
    for (basis, code) in Basis::ALL {
        assert_eq!((Basis::find(code), basis.code()), (Some(basis), code));
    }
}
