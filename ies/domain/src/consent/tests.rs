//! Tests of consent.

use super::*;
use crate::sample::{at, id, on};

fn statement(kind: StatementKind, version: u32, day: i64, is_material: bool) -> Statement {
    let digest = [u8::try_from(version).unwrap(); 32];
    Statement { kind, version, since: on(day), is_material, digest }
}

fn privacy(version: u32, day: i64, is_material: bool) -> Statement {
    statement(StatementKind::Privacy, version, day, is_material)
}

fn terms(version: u32, day: i64, is_material: bool) -> Statement {
    statement(StatementKind::Terms, version, day, is_material)
}

const BOTH: Given = Given { general: true, transfer: true };

fn act(occasion: Occasion, given: Given) -> Act {
    Act { id: id(1), occasion, privacy_shown: 1, terms_shown: 1, given, channel: Channel::Page }
}

fn first() -> [Statement; 2] {
    [privacy(1, -10, true), terms(1, -10, true)]
}

fn consent() -> Consent {
    give(act(Occasion::Registration, BOTH), Statements(&first()), at(0)).unwrap()
}

#[test]
fn a_request_needs_both_parts_and_a_renewal_the_first() {
    let cases = [
        (Occasion::Registration, true, true, Ok(())),
        (Occasion::Registration, true, false, Err(ConsentError::TransferMissing)),
        (Occasion::Registration, false, true, Err(ConsentError::GeneralMissing)),
        (Occasion::Registration, false, false, Err(ConsentError::GeneralMissing)),
        (Occasion::Renewal, true, true, Ok(())),
        (Occasion::Renewal, true, false, Ok(())),
        (Occasion::Renewal, false, true, Err(ConsentError::GeneralMissing)),
        (Occasion::Renewal, false, false, Err(ConsentError::GeneralMissing)),
    ];
    for (occasion, general, transfer, expected) in cases {
        let given = Given { general, transfer };
        let result = give(act(occasion, given), Statements(&first()), at(0));
        assert_eq!(result.map(|_| ()), expected, "{occasion:?} {given:?}");
    }
    assert_eq!(Given::default(), Given { general: false, transfer: false }, "boxes are empty");
}

#[test]
fn one_agrees_to_the_text_one_was_shown() {
    let changed = [privacy(1, -10, true), privacy(2, -1, false), terms(1, -10, true)];
    let result = give(act(Occasion::Registration, BOTH), Statements(&changed), at(0));
    assert_eq!(result, Err(ConsentError::TextChanged));
    let result = give(act(Occasion::Registration, BOTH), Statements(&[]), at(0));
    assert_eq!(result, Err(ConsentError::NoStatement));
    let future = [privacy(1, 1, true), terms(1, -10, true)];
    let result = give(act(Occasion::Registration, BOTH), Statements(&future), at(0));
    assert_eq!(result, Err(ConsentError::NoStatement));
    assert_eq!(consent().digests, [[1; 32], [1; 32]]);
}

#[test]
fn a_change_in_substance_asks_anew_and_a_change_of_words_is_shown() {
    let with = |more: &[Statement]| [first().as_slice(), more].concat();
    let cases = [
        ("nothing new", with(&[]), Standing::Current),
        ("new words", with(&[privacy(2, 1, false)]), Standing::NewWording),
        ("new substance", with(&[privacy(2, 1, true)]), Standing::Outdated),
        ("new terms", with(&[terms(2, 1, true)]), Standing::Outdated),
        (
            "substance, then words",
            with(&[privacy(2, 1, true), privacy(3, 2, false)]),
            Standing::Outdated,
        ),
        ("not yet in force", with(&[privacy(2, 4, true)]), Standing::Current),
    ];
    for (rule, statements, expected) in cases {
        assert_eq!(consent().standing(Statements(&statements), on(3)), expected, "{rule}");
    }
    for standing in Standing::ALL {
        let lets_in = matches!(standing, Standing::Current | Standing::NewWording);
        assert_eq!(standing.lets_in(), lets_in);
    }
}

#[test]
fn what_is_withdrawn_is_withdrawn_from_then_on() {
    let Withdrawal { consent: whole, consequence } =
        consent().withdraw(Part::Whole, at(5)).unwrap();
    assert_eq!(consequence, Consequence::CloseAccount);
    assert_eq!(whole.standing(Statements(&first()), at(4)), Standing::Current);
    assert_eq!(whole.standing(Statements(&first()), at(5)), Standing::Withdrawn);
    assert!(whole.covers_transfers(at(4)) && !whole.covers_transfers(at(5)));
    assert_eq!(whole.withdraw(Part::Whole, at(6)), Err(ConsentError::AlreadyWithdrawn));
}

#[test]
fn the_part_on_transfers_is_withdrawn_by_itself() {
    let Withdrawal { consent: part, consequence } =
        consent().withdraw(Part::Transfer, at(5)).unwrap();
    assert_eq!(consequence, Consequence::LeaveCommunitiesWithRecipients);
    assert!(part.covers_transfers(at(4)) && !part.covers_transfers(at(5)));
    assert!(part.standing(Statements(&first()), at(5)).lets_in());
    assert_eq!(part.withdraw(Part::Transfer, at(6)), Err(ConsentError::AlreadyWithdrawn));
    assert!(part.withdraw(Part::Whole, at(6)).is_ok());
}

#[test]
fn evidence_names_versions_and_instants_and_nobody() {
    let withdrawn = consent().withdraw(Part::Whole, at(5)).unwrap().consent;
    let evidence = withdrawn.evidence(id(9));
    assert_eq!(
        evidence,
        Evidence {
            account: id(9),
            privacy_version: 1,
            terms_version: 1,
            digests: [[1; 32], [1; 32]],
            given_at: at(0),
            withdrawn_at: Some(at(5)),
        }
    );
}

#[test]
fn versions_follow_each_other_and_none_is_published_for_the_past() {
    let published = first();
    let statements = Statements(&published);
    let cases = [
        (privacy(2, 1, true), true),
        (terms(2, 0, false), true),
        (privacy(1, 1, true), false),
        (privacy(3, 1, true), false),
        (privacy(2, -1, true), false),
    ];
    for (next, expected) in cases {
        assert_eq!(statements.can_publish(&next, at(0)), expected, "{next:?}");
    }
    assert!(Statements(&[]).can_publish(&privacy(1, 0, true), at(0)));
    assert!(!Statements(&[]).can_publish(&privacy(0, 0, true), at(0)));
}

#[test]
fn a_version_holds_from_its_instant_until_a_later_one_does() {
    let published = [terms(1, 0, false), terms(2, 10, false)];
    let validity =
        |version, now| Statements(&published).validity((StatementKind::Terms, version), now);
    let before = (validity(1, on(9)), validity(2, on(9)));
    assert_eq!(before, (Some(Validity::Now), Some(Validity::Later)));
    assert_eq!(validity(1, on(10)), Some(Validity::Until(on(10))));
    assert_eq!((validity(2, on(10)), validity(3, on(10))), (Some(Validity::Now), None));
}
