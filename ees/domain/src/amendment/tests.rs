//! Cases of amendment, row by row.

use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::file::{Crossing, Regime};
use crate::overstayer::{Lift, Mark};
use crate::sample::{entered, passage};

const ROMANIA: CountryCode = CountryCode::of(b"ROU");
const FRANCE: CountryCode = CountryCode::of(b"FRA");
const RAISED: Day = Day::of(2026, 6, 1);

fn case(wish: Wish, raised_by: CountryCode) -> Amendment {
    Amendment {
        id: Id::from_uuid(Uuid::from_u128(1)),
        file: Id::from_uuid(Uuid::from_u128(2)),
        concerned: Concerned::File,
        wish,
        raised_by,
        raised_on: RAISED,
        responsible: ROMANIA,
        asked_on: None,
        stage: Stage::Open,
        vis: None,
    }
}

#[test]
fn each_case_has_its_deadline() {
    let asked = case(Wish::Rectify, FRANCE).ask(FRANCE, Day::of(2026, 6, 5)).unwrap();
    let cases = [
        ("own data", case(Wish::Rectify, ROMANIA), Due::WithoutDelay),
        ("another State's", case(Wish::Complete, FRANCE), Due::AskBy(Day::of(2026, 6, 8))),
        // The 5th of July 2026 is a Sunday.
        ("asked", asked, Due::CheckBy(Day::of(2026, 7, 6))),
        ("RT8", case(Wish::Naturalised(FRANCE), FRANCE), Due::EraseBy(Day::of(2026, 6, 8))),
        (
            "a residence permit",
            case(Wish::OutOfScope(ROMANIA), ROMANIA),
            Due::EraseBy(Day::of(2026, 6, 8)),
        ),
        ("a microstate", case(Wish::Microstate, FRANCE), Due::WithoutDelay),
        ("off the list", case(Wish::Unlist, ROMANIA), Due::WithoutDelay),
    ];
    for (rule, case, due) in cases {
        assert_eq!(case.due(&[]), due, "{rule}");
    }
    let holiday = [date(2026, 6, 8)];
    let due = case(Wish::Naturalised(FRANCE), FRANCE).due(&holiday);
    assert_eq!(due, Due::EraseBy(Day::of(2026, 6, 9)));
}

#[test]
fn whoever_amends_becomes_responsible() {
    let on = Day::of(2026, 6, 3);
    let alone = case(Wish::Rectify, FRANCE);
    let (settled, responsible) = alone.settle(FRANCE, (on, Settlement::Done)).unwrap();
    assert_eq!(responsible, Some(FRANCE), "it could check alone");
    assert_eq!(settled.due(&[]), Due::Nothing);
    let asked = alone.ask(FRANCE, on).unwrap();
    let (_, responsible) = asked.settle(ROMANIA, (on, Settlement::Done)).unwrap();
    assert_eq!(responsible, Some(ROMANIA));
    let (_, responsible) = asked.settle(ROMANIA, (on, Settlement::NotFounded)).unwrap();
    assert_eq!(responsible, None);
    assert_eq!(relieved(ROMANIA, FRANCE), Some(ROMANIA), "it is told");
    assert_eq!(relieved(ROMANIA, ROMANIA), None);
}

#[test]
fn steps_of_others_and_out_of_turn_are_refused() {
    let on = Day::of(2026, 6, 3);
    let open = case(Wish::Rectify, FRANCE);
    let asked = open.ask(FRANCE, on).unwrap();
    let (settled, _) = open.settle(FRANCE, (on, Settlement::Done)).unwrap();
    let done = (on, Settlement::Done);
    let germany = CountryCode::of(b"DEU");
    let refusals = [
        (open.settle(germany, done).unwrap_err(), "not-entitled"),
        (asked.settle(FRANCE, done).unwrap_err(), "not-entitled"),
        (asked.ask(FRANCE, on).unwrap_err(), "already-asked"),
        (settled.ask(FRANCE, on).unwrap_err(), "case-settled"),
        (settled.settle(FRANCE, done).unwrap_err(), "case-settled"),
        (case(Wish::Rectify, ROMANIA).ask(ROMANIA, on).unwrap_err(), "own-data"),
        (open.ask(FRANCE, Day::of(2026, 5, 31)).unwrap_err(), "before-case"),
    ];
    for (error, code) in refusals {
        assert_eq!(error.code(), code);
    }
    let naturalised = case(Wish::Naturalised(FRANCE), ROMANIA);
    assert!(naturalised.settle(ROMANIA, done).is_err(), "the State of the nationality erases");
    assert!(naturalised.settle(FRANCE, done).is_ok());
}

#[test]
fn every_code_is_found_again() {
    let all = [
        Wish::Rectify,
        Wish::Complete,
        Wish::Erase,
        Wish::Unlist,
        Wish::Naturalised(FRANCE),
        Wish::OutOfScope(FRANCE),
        Wish::Microstate,
    ];
    for wish in all {
        assert_eq!(Wish::find(wish.code(), wish.acquired_of()), Some(wish));
        assert!(Wish::CODES.contains(&wish.code()));
    }
    assert_eq!(Wish::find("naturalised", None), None);
}

#[test]
fn whose_step_it_is_is_told_and_who_is_not_concerned_does_not_know() {
    let germany = CountryCode::of(b"DEU");
    let open = case(Wish::Rectify, FRANCE);
    let asked = open.ask(FRANCE, RAISED).unwrap();
    let (settled, _) = asked.settle(ROMANIA, (RAISED, Settlement::NotFounded)).unwrap();
    let cases = [
        ("whoever raised it acts", open, None, [true, false]),
        ("the State asked acts", asked, Some(ROMANIA), [true, true]),
        ("it knows how it ended", settled, None, [true, true]),
        (
            "the State of nationality acts",
            case(Wish::Naturalised(ROMANIA), FRANCE),
            Some(ROMANIA),
            [true, true],
        ),
        ("its own", case(Wish::Naturalised(FRANCE), FRANCE), None, [true, false]),
        ("the State entered next", case(Wish::Microstate, FRANCE), None, [true, false]),
    ];
    for (rule, case, told, known) in cases {
        assert_eq!(case.told(), told, "{rule}");
        assert_eq!([FRANCE, ROMANIA].map(|state| case.is_known_to(state)), known, "{rule}");
        assert!(!case.is_known_to(germany), "{rule}");
    }
}

#[test]
fn what_is_due_first_stands_first_and_what_is_late_is_late() {
    let open = case(Wish::Rectify, ROMANIA);
    assert_eq!(open.urgent_since(&[]), RAISED, "without delay: every day counts");
    assert!(!open.due(&[]).is_overdue(Day::of(2026, 12, 1)), "no last day, none is over");
    let naturalised = case(Wish::Naturalised(FRANCE), FRANCE);
    assert_eq!(naturalised.urgent_since(&[]), Day::of(2026, 6, 8));
    assert!(!naturalised.due(&[]).is_overdue(Day::of(2026, 6, 8)), "the last day is in time");
    assert!(naturalised.due(&[]).is_overdue(Day::of(2026, 6, 9)));
    let done = (Day::of(2026, 6, 4), Settlement::Done);
    let (settled, _) = naturalised.settle(FRANCE, done).unwrap();
    assert_eq!(settled.urgent_since(&[]), Day::of(2026, 6, 4));
    assert!(!settled.due(&[]).is_overdue(Day::of(2026, 6, 9)));
}

fn file(crossings: Vec<Crossing>) -> File {
    File {
        id: Id::from_uuid(Uuid::from_u128(2)),
        version: 3,
        regime: Regime::VisaExempt,
        identities: Vec::new(),
        documents: Vec::new(),
        biometrics: crate::sample::biometrics(),
        programmes: Vec::new(),
        crossings,
        refusals: Vec::new(),
        responsible_state: ROMANIA,
        responsible_office: "Border Police".into(),
        created_at: jiff::Timestamp::UNIX_EPOCH,
        changed_at: jiff::Timestamp::UNIX_EPOCH,
    }
}

#[test]
fn what_cannot_be_a_case_is_refused() {
    let record = entered(RAISED);
    let (there, nowhere) = (Concerned::Crossing(record.id), Id::from_uuid(Uuid::from_u128(99)));
    let file = file(vec![record]);
    let of = |wish, concerned| Amendment { concerned, ..case(wish, ROMANIA) };
    let cases = [
        (of(Wish::Rectify, there), None),
        (of(Wish::Erase, there), None),
        (of(Wish::Naturalised(FRANCE), Concerned::File), None),
        (of(Wish::Rectify, Concerned::Crossing(nowhere)), Some("no-record")),
        (of(Wish::Erase, Concerned::Refusal(Id::from_uuid(Uuid::nil()))), Some("no-record")),
        (of(Wish::Microstate, there), Some("whole-file-goes")),
        (
            of(Wish::Naturalised(CountryCode::of(b"IRL")), Concerned::File),
            Some("state-not-operating"),
        ),
        (
            Amendment { raised_on: Day::of(2026, 6, 2), ..case(Wish::Rectify, ROMANIA) },
            Some("date-in-future"),
        ),
    ];
    for (case, expected) in cases {
        let found = check_open(&case, &file, RAISED).err().map(AmendmentError::code);
        assert_eq!(found, expected, "{} {:?}", case.wish.code(), case.concerned);
    }
}

#[test]
fn nothing_is_done_as_long_as_nothing_was_done() {
    let now = passage(Day::of(2026, 12, 31)).at;
    let over = Crossing { mark: Some(Mark::Expired { at: now }), ..entered(RAISED) };
    let lifted = Some(Mark::Lifted { ground: Lift::Error, at: now });
    let off = file(vec![Crossing { mark: lifted, ..over.clone() }]);
    let on = file(vec![over]);
    let of = |concerned| Amendment { concerned, ..case(Wish::Erase, ROMANIA) };
    let gone = Concerned::Crossing(Id::from_uuid(Uuid::from_u128(99)));
    let cases = [
        ("nothing changed", case(Wish::Rectify, ROMANIA), &on, 3, Some("nothing-done")),
        ("something did", case(Wish::Rectify, ROMANIA), &on, 2, None),
        ("nothing was added", case(Wish::Complete, ROMANIA), &on, 3, Some("nothing-done")),
        ("still on the list", case(Wish::Unlist, ROMANIA), &on, 2, Some("still-listed")),
        ("off the list", case(Wish::Unlist, ROMANIA), &off, 3, None),
        ("the record is there", of(Concerned::Crossing(on.crossings[0].id)), &on, 3, None),
        ("the record is gone", of(gone), &on, 3, Some("no-record")),
        ("all of it goes", case(Wish::Microstate, ROMANIA), &on, 3, None),
    ];
    for (rule, case, file, version, expected) in cases {
        let found = check_done(&case, (file, version), now).err().map(AmendmentError::code);
        assert_eq!(found, expected, "{rule}");
    }
}
