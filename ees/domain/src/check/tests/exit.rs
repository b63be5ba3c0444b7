//! X1 to X5: leaving.

use super::*;
use crate::crossing::Overstay;
use crate::fields::Exemption;

/// A person inside on an open record.
fn inside(known: Known) -> Known {
    consulted(known, Consulted { open_record: Is::So, ..CONSULTED })
}

fn consulted(known: Known, consulted: Consulted) -> Known {
    with(known, |known| known.consulted = Some(consulted))
}

fn left(oracle: Known) -> Vec<Action> {
    recorded(Direction::Exit, oracle, Decision::LetLeave)
}

fn exit(how: ExitRecord) -> Action {
    Action::RecordExit(how)
}

#[test]
fn x1_who_leaves_is_verified_and_identified_like_who_enters() {
    let fails = with(inside(exempt()), |known| {
        known.face_in_ees = Some(Outcome::NoMatch);
        known.prints_in_ees = Some(Outcome::NoMatch);
    });
    let away = with(exempt(), |known| known.ees = Some(EesSearch::Unavailable));
    let cases = [
        ("x1_hit", inside(exempt()), "document ees face consult others"),
        ("x1_hit_visa", inside(visa()), "document ees vis face consult others"),
        ("x1_child", inside(child(exempt())), "document ees face consult others"),
        ("x1_fails", fails, "document ees face prints identify vis-19a second-line consult others"),
        (
            "x1_no_hit",
            unknown(exempt()),
            "document ees chip identify vis-19a consult evidence others",
        ),
        ("x1_away", away, "document ees chip others"),
    ];
    for (branch, oracle, expected) in cases {
        assert_eq!(asked(Direction::Exit, &oracle), expected, "{branch}");
    }
}

#[test]
fn x2_an_exit_completes_the_open_record_or_says_what_is_known_of_the_entry() {
    use ExitRecord as E;
    let evidence =
        |known, found| with(known, |known: &mut Known| known.entry_evidence = Some(found));
    let update = Action::UpdateFile(ID);
    let create = [Action::CreateFile(Regime::VisaExempt), Action::TakeFace, Action::TakePrints];
    let made = |how| [create.to_vec(), vec![exit(how)]].concat();
    let away = with(exempt(), |known| known.ees = Some(EesSearch::Unavailable));
    let cases = vec![
        ("x2_open", inside(exempt()), vec![update.clone(), exit(E::Completes)]),
        (
            "x2_none_stamp_before_the_start",
            evidence(unknown(exempt()), EntryEvidence::StampBeforeStart),
            made(E::WithStampedEntry),
        ),
        (
            "x2_none_rebutted",
            evidence(unknown(exempt()), EntryEvidence::Rebutted),
            made(E::WithShownEntry),
        ),
        (
            "x2_none_unknown",
            evidence(unknown(exempt()), EntryEvidence::None),
            made(E::EntryUnknown),
        ),
        (
            "x2_file_without_open_record",
            evidence(exempt(), EntryEvidence::Rebutted),
            vec![update, exit(E::WithShownEntry)],
        ),
        (
            "x2_away",
            away,
            vec![
                Action::StoreByFallback,
                Action::TakeFace,
                Action::TakePrints,
                exit(E::FoundLater),
            ],
        ),
    ];
    for (branch, oracle, expected) in cases {
        assert_eq!(left(oracle), expected, "{branch}");
    }
}

#[test]
fn x2_another_visa_than_that_of_the_entry_is_recorded() {
    let other =
        consulted(visa(), Consulted { open_record: Is::So, other_visa: Is::So, ..CONSULTED });
    let expected = [Action::UpdateFile(ID), exit(ExitRecord::Completes), Action::UpdateVisa];
    assert_eq!(left(other), expected);
}

#[test]
fn x3_an_overstay_is_told_and_prints_that_were_impossible_are_taken() {
    let late = |overstay| {
        let open = Consulted { open_record: Is::So, overstay: Some(overstay), ..CONSULTED };
        consulted(exempt(), open)
    };
    let completes = exit(ExitRecord::Completes);
    let on_time = vec![Action::UpdateFile(ID), completes.clone()];
    let told = vec![Action::UpdateFile(ID), completes.clone(), Action::TellOverstay];
    let cases = [
        ("x3_in_time", Overstay::None, on_time.clone(), vec![]),
        ("x3_late", Overstay::Days(4), told.clone(), vec![Flag::Overstay]),
        ("x3_transit_late", Overstay::TimeExceeded, told, vec![Flag::Overstay]),
        ("x3_not_calculated", Overstay::NotCalculated, on_time.clone(), vec![]),
        ("x3_uncertain", Overstay::NeedsHuman, on_time, vec![Flag::StayUncertain]),
    ];
    for (branch, overstay, actions, flags) in cases {
        let proposal = proposed(Direction::Exit, &late(overstay));
        let expected = Proposal { suggestion: Suggestion::LetLeave, flags };
        assert_eq!(proposal, expected, "{branch}");
        assert_eq!(left(late(overstay)), actions, "{branch}");
    }
    let healed = with_file(inside(exempt()), |file| file.prints = PrintsOnFile::ImpossibleToday);
    let expected =
        [Action::UpdateFile(ID), Action::TakePrints, Action::ClearPrintsNote, completes.clone()];
    assert_eq!(left(healed.clone()), expected, "x3_prints_now");
    let of_visa = with_document(healed, |document| document.regime = Regime::VisaRequired);
    let of_visa = with(of_visa, |known| known.vis = Some(VisSearch::Hit(VISA)));
    assert_eq!(left(of_visa), [Action::UpdateFile(ID), completes], "x3_never_on_a_visa");
}

#[test]
fn x4_the_visa_system_is_told_of_a_child_that_leaves() {
    let small = inside(child(visa()));
    let completes = exit(ExitRecord::Completes);
    let silent = [Action::UpdateFile(ID), completes.clone()];
    assert_eq!(left(small.clone()), silent, "x4_before_the_reform");
    let told = [Action::UpdateFile(ID), completes, Action::NotifyVis];
    assert_eq!(left(reform(small.clone())), told, "x4_child");
    assert_eq!(left(reform(inside(visa()))), silent, "x4_grown");
    let not_there = with(reform(small), |known| known.vis = Some(VisSearch::NoHit));
    assert!(!left(not_there).contains(&Action::NotifyVis), "x4_no_data");
}

#[test]
fn x5_who_leaves_is_taken_off_the_list_and_the_overstay_stays_on_record() {
    let listed = consulted(
        exempt(),
        Consulted {
            open_record: Is::So,
            overstay: Some(Overstay::Days(30)),
            listed: Is::So,
            ..CONSULTED
        },
    );
    let expected = [
        Action::UpdateFile(ID),
        exit(ExitRecord::Completes),
        Action::TellOverstay,
        Action::TakeOffList,
    ];
    assert_eq!(left(listed), expected);
}

#[test]
fn x_a_new_file_of_a_child_is_marked_on_exit_too() {
    let actions = left(child(unknown(exempt())));
    assert!(actions.contains(&Action::MarkPrintsNotApplicable(Exemption::UnderTwelve)));
}

#[test]
fn x_who_is_to_be_held_is_for_the_officer_and_nothing_is_recorded_until_then() {
    let alert = with(inside(exempt()), |known| {
        known.other_checks.as_mut().unwrap().reasons = vec![Reason::HSis];
    });
    let proposal = proposed(Direction::Exit, &alert);
    let flags = vec![Flag::ReasonsToHold];
    assert_eq!(proposal, Proposal { suggestion: Suggestion::OfficerAlone, flags });
    let held = recorded(Direction::Exit, alert, Decision::HoldBack);
    assert_eq!(held, [Action::Nothing]);
}

#[test]
fn x_who_refuses_biometric_data_leaves_all_the_same() {
    let refuses = with(inside(exempt()), |known| known.face_in_ees = Some(Outcome::Refused));
    let proposal = proposed(Direction::Exit, &refuses);
    let flags = vec![Flag::BiometricsRefused];
    assert_eq!(proposal, Proposal { suggestion: Suggestion::LetLeave, flags });
}
