//! E8: what is recorded after a decision.

use super::*;
use crate::fields::{Column, Exemption, Field, FieldFacts, Fingers, violations};
use crate::refusal::Allowance;
use crate::switches::InForce;

const ENTRY: Action = Action::RecordEntry { earlier_is_open: Is::NotSo };

fn admitted(oracle: Known) -> Vec<Action> {
    recorded(Direction::Entry, oracle, Decision::Admit)
}

fn all_recorded(rows: Vec<(&str, Known, Vec<Action>)>) {
    for (branch, oracle, expected) in rows {
        assert_eq!(admitted(oracle), expected, "{branch}");
    }
}

#[test]
fn e8_admitted_a_file_is_made_of_who_has_none() {
    use Action as A;
    let hands =
        |why| with(unknown(exempt()), |known| known.identified = Some(Found::Unusable(why)));
    let (bandaged, without_hands) =
        (hands(Unusable::TemporarilyImpossible), hands(Unusable::PermanentlyImpossible));
    let create = A::CreateFile(Regime::VisaExempt);
    let made = |then| [vec![create.clone(), A::TakeFace], vec![then, ENTRY]].concat();
    let mark = A::MarkPrintsNotApplicable;
    let on_visa = vec![A::CreateFile(Regime::VisaRequired), A::TakeFace, A::EnterVisa, ENTRY];
    all_recorded(vec![
        ("e8_new_person", unknown(exempt()), made(A::TakePrints)),
        ("e8_new_child", child(unknown(exempt())), made(mark(Exemption::UnderTwelve))),
        ("e8_new_on_visa", unknown(visa()), on_visa),
        ("e8_bandaged", bandaged, made(A::NotePrintsImpossible)),
        ("e8_without_hands", without_hands, made(mark(Exemption::PermanentlyImpossible))),
    ]);
}

#[test]
fn e8_admitted_a_file_is_brought_up_to_date() {
    use Action as A;
    let new_document = with_file(exempt(), |file| {
        file.document_is_new = Is::So;
        file.identity_is_new = Is::So;
    });
    let of_face = |face| with_file(exempt(), |file| file.face = face);
    let of_prints = |prints| with_file(exempt(), |file| file.prints = prints);
    let refused_only =
        with_file(of_face(FaceOnFile::None), |file| file.prints = PrintsOnFile::None);
    let open = with(exempt(), |known| {
        known.consulted = Some(Consulted { open_record: Is::So, ..CONSULTED });
    });
    let not_needed = with_document(exempt(), |document| document.visa = VisaShown::ShortStay);
    let updated = |then: &[Action]| [&[A::UpdateFile(ID)], then, &[ENTRY]].concat();
    let renewed = [A::AddDocument, A::AddIdentity, A::ReplaceFace];
    let seen = [A::NoteSeenByEye(reason("no matcher")), A::TakeFace, A::TakePrints];
    let healed = [A::TakePrints, A::ClearPrintsNote];
    let marks_earlier = vec![A::UpdateFile(ID), A::RecordEntry { earlier_is_open: Is::So }];
    all_recorded(vec![
        ("e8_known_person", exempt(), updated(&[])),
        ("e8_new_document", new_document, updated(&renewed)),
        ("e8_visa_of_who_needs_none", not_needed, updated(&[])),
        ("e8_face_of_chip", of_face(FaceOnFile::Chip), updated(&[A::ReplaceFace])),
        ("e8_poor_face", of_face(FaceOnFile::PoorLive), updated(&[A::ReplaceFace])),
        ("e8_missing_biometrics", refused_only, updated(&seen)),
        (
            "e8_no_child_any_more",
            of_prints(PrintsOnFile::NotApplicable(Exemption::UnderTwelve)),
            updated(&[A::TakePrints]),
        ),
        (
            "e8_without_hands",
            of_prints(PrintsOnFile::NotApplicable(Exemption::PermanentlyImpossible)),
            updated(&[]),
        ),
        ("e8_healed", of_prints(PrintsOnFile::ImpossibleToday), updated(&healed)),
        ("e8_open_record", open, marks_earlier),
    ]);
}

#[test]
fn e8_what_the_file_says_is_owed_is_asked_for_again() {
    use Action as A;
    let of = |prints, taken| {
        with(with_file(exempt(), |file| file.prints = prints), |known: &mut Known| {
            known.prints_taken = Some(taken);
        })
    };
    let said = |known, fingers| {
        with(known, |known: &mut Known| {
            known.hands = Some(Hands { fingers, reason: reason("seen") });
        })
    };
    let (bandaged, none) = (PrintsOnFile::ImpossibleToday, PrintsOnFile::None);
    let child_then = PrintsOnFile::NotApplicable(Exemption::UnderTwelve);
    let for_good = PrintsOnFile::NotApplicable(Exemption::PermanentlyImpossible);
    let away = Taking::NotAvailable;
    let unusable = Taking::Unusable(Unusable::TemporarilyImpossible);
    let mark = A::MarkPrintsNotApplicable(Exemption::PermanentlyImpossible);
    let permanent = Fingers::PermanentlyImpossible;
    let temporary = Fingers::TemporarilyImpossible;
    let rows = [
        ("e8_nothing_takes_them", of(bandaged, away), true, vec![]),
        ("e8_still_bandaged", of(bandaged, unusable), true, vec![]),
        ("e8_missing_still", of(none, away), true, vec![A::MarkBiometricsMissing]),
        ("e8_twelve_by_now", of(child_then, away), true, vec![A::MarkBiometricsMissing]),
        ("e8_twelve_and_hurt", of(child_then, unusable), true, vec![A::NotePrintsImpossible]),
        ("e8_said_hurt", said(of(none, away), temporary), false, vec![A::NotePrintsImpossible]),
        ("e8_said_lost", said(of(bandaged, away), permanent), false, vec![mark]),
        ("e8_lost_before", of(for_good, away), false, vec![]),
        (
            "e8_lost_by_mistake",
            said(of(for_good, Taking::Taken), Fingers::Usable),
            true,
            vec![A::TakePrints],
        ),
        ("e8_child", child(of(child_then, away)), false, vec![]),
    ];
    for (branch, oracle, is_asked, then) in rows {
        let asked = asked(Direction::Entry, &oracle);
        assert_eq!(asked.contains("take"), is_asked, "{branch}: {asked}");
        let expected = [vec![A::UpdateFile(ID)], then, vec![ENTRY]].concat();
        assert_eq!(admitted(oracle), expected, "{branch}");
    }
    let visa_required = with_file(visa(), |file| file.prints = none);
    assert!(!asked(Direction::Entry, &visa_required).contains("take"), "EES Art. 16(1)");
    let refuses = of(bandaged, Taking::Refused);
    let proposal = proposed(Direction::Entry, &refuses);
    assert_eq!(proposal.suggestion, Suggestion::Refuse(vec![Reason::JCheck]), "e8_refuses");
}

#[test]
fn e8_the_second_line_decides_which_file_it_is() {
    let found = with(unknown(exempt()), |known| known.identified = Some(Found::Match(FILE)));
    let other_name = with(found.clone(), |known| {
        let new =
            FileFound { id: OTHER_ID, document_is_new: Is::So, identity_is_new: Is::So, ..FILE };
        known.identified = Some(Found::Match(new));
    });
    let nobody = with(found, |known| {
        known.second_line.as_mut().unwrap().choice = SecondLineChoice::NobodyOnFile;
    });
    let expected = [
        Action::UpdateFile(OTHER_ID),
        Action::NoteSecondLine(reason("spoken to")),
        Action::AddDocument,
        Action::AddIdentity,
        Action::ReplaceFace,
        ENTRY,
    ];
    assert_eq!(admitted(other_name), expected, "e5_known_under_another_name");
    let expected = [
        Action::CreateFile(Regime::VisaExempt),
        Action::NoteSecondLine(reason("spoken to")),
        Action::TakeFace,
        Action::TakePrints,
        ENTRY,
    ];
    assert_eq!(admitted(nobody), expected, "e5_somebody_else");
}

#[test]
fn e8_what_cannot_be_taken_is_marked_as_missing() {
    use Action as A;
    let at = |known, capture| with(known, |known: &mut Known| known.post.capture = capture);
    let away = with(exempt(), |known| known.ees = Some(EesSearch::Unavailable));
    let create = A::CreateFile(Regime::VisaExempt);
    let cases = vec![
        (
            "e8_point_without",
            at(unknown(exempt()), Capture::PointWithout),
            vec![create.clone(), A::MarkBiometricsMissing, ENTRY],
        ),
        (
            "e8_by_hand",
            at(away.clone(), Capture::StoredByHand),
            vec![A::StoreByFallback, A::StampDocument, A::MarkBiometricsMissing, ENTRY],
        ),
        (
            "e8_child_at_a_point_without",
            at(child(unknown(exempt())), Capture::PointWithout),
            vec![
                create,
                A::MarkPrintsNotApplicable(Exemption::UnderTwelve),
                A::MarkBiometricsMissing,
                ENTRY,
            ],
        ),
        ("e8_away", away, vec![A::StoreByFallback, A::TakeFace, A::TakePrints, ENTRY]),
    ];
    for (branch, oracle, expected) in cases {
        assert_eq!(admitted(oracle), expected, "{branch}");
    }
}

/// What a refusal enters, as `f`, `c` and `p`.
fn entered(oracle: Known, reasons: &[Reason]) -> String {
    let actions = recorded(Direction::Entry, oracle, Decision::Refuse(reasons.to_vec()));
    let Some(Action::EnterForRefusal(allowed)) =
        actions.iter().find(|action| matches!(action, Action::EnterForRefusal(_)))
    else {
        panic!("a refusal says what is entered: {actions:?}")
    };
    let kinds = [(allowed.face, 'f'), (allowed.face_of_chip, 'c'), (allowed.fingerprints, 'p')];
    kinds.into_iter().filter(|(kind, _)| kind.is_allowed()).map(|(_, letter)| letter).collect()
}

#[test]
fn e8_refused_the_table_says_what_is_entered() {
    let no_vis = with(unknown(visa()), |known| known.vis = Some(VisSearch::NoHit));
    let held = with(unknown(exempt()), |known| {
        known.other_checks.as_mut().unwrap().alert = AlertBiometrics::Held;
    });
    let cases = [
        ("e8_means", unknown(exempt()), Reason::G, ""),
        ("e8_forged", unknown(exempt()), Reason::B, "fp"),
        ("e8_forged_in_vis", unknown(visa()), Reason::B, "f"),
        ("e8_forged_not_in_vis", no_vis, Reason::B, "fp"),
        ("e8_biometrics_on_file", exempt(), Reason::B, ""),
        ("e8_child", child(unknown(exempt())), Reason::B, "f"),
        ("e8_refused_biometrics", unknown(exempt()), Reason::JEnrolment, "c"),
        ("e8_alert_holds_them", held, Reason::HSis, ""),
    ];
    for (branch, oracle, reason, expected) in cases {
        assert_eq!(entered(oracle, &[reason]), expected, "{branch}");
    }
}

#[test]
fn e8_a_refusal_makes_a_record_and_no_entry() {
    use Action as A;
    let reasons = vec![Reason::E];
    let actions = recorded(Direction::Entry, unknown(visa()), Decision::Refuse(reasons.clone()));
    let told: Vec<_> =
        actions.iter().filter(|action| !matches!(action, A::EnterForRefusal(_))).cloned().collect();
    let expected = [
        A::CreateFile(Regime::VisaRequired),
        A::EnterVisa,
        A::RecordRefusal(reasons.clone()),
        A::HandOverForm,
        A::ReviewVisa,
    ];
    assert_eq!(told, expected);
    let new_document = with_file(exempt(), |file| file.document_is_new = Is::So);
    let actions = recorded(Direction::Entry, new_document, Decision::Refuse(vec![Reason::B]));
    assert!(!actions.contains(&A::AddDocument), "a false document is not added to a file");
    let by_hand = with(unknown(exempt()), |known| known.post.capture = Capture::PointWithout);
    let actions = recorded(Direction::Entry, by_hand, Decision::Refuse(vec![Reason::B]));
    assert!(actions.contains(&A::MarkBiometricsMissing));
}

/// What the field matrix demands of a new file.
fn demanded(regime: Regime, facts: &FieldFacts<'_>) -> Vec<Field> {
    let column = match regime {
        Regime::VisaRequired => Column::FileVisaRequired,
        Regime::VisaExempt => Column::FileVisaExempt,
        Regime::Transit => Column::FileTransit,
    };
    let missing = violations(column, &[], facts);
    let asked = missing.iter().map(|found| found.field);
    asked.filter(|field| BIOMETRIC.contains(field)).collect()
}

/// Fields about biometric data.
const BIOMETRIC: &[Field] = &[
    Field::Fingerprints,
    Field::FacialImage,
    Field::PrintsImpossibleToday,
    Field::PrintsNotApplicable,
    Field::BiometricsMissing,
];

const fn field(action: &Action) -> Option<Field> {
    match action {
        Action::TakeFace => Some(Field::FacialImage),
        Action::TakePrints => Some(Field::Fingerprints),
        Action::MarkPrintsNotApplicable(_) => Some(Field::PrintsNotApplicable),
        Action::NotePrintsImpossible => Some(Field::PrintsImpossibleToday),
        Action::MarkBiometricsMissing => Some(Field::BiometricsMissing),
        Action::CreateFile(_)
        | Action::UpdateFile(_)
        | Action::AddDocument
        | Action::AddIdentity
        | Action::ReplaceFace
        | Action::ClearPrintsNote
        | Action::EnterForRefusal(_)
        | Action::EnterVisa
        | Action::NoteSeenByEye(_)
        | Action::NoteSecondLine(_)
        | Action::RecordEntry { .. }
        | Action::RecordRefusal(_)
        | Action::RecordExit(_)
        | Action::UpdateVisa
        | Action::TellStay
        | Action::TellOverstay
        | Action::TakeOffList
        | Action::NotifyVis
        | Action::HandOverForm
        | Action::ReviewVisa
        | Action::StoreByFallback
        | Action::StampDocument
        | Action::NationalProcedure
        | Action::Nothing => None,
    }
}

#[test]
fn a_new_file_gets_exactly_what_the_field_matrix_demands() {
    let hands = [
        (Fingers::Usable, None),
        (Fingers::PermanentlyImpossible, Some(Unusable::PermanentlyImpossible)),
        (Fingers::TemporarilyImpossible, Some(Unusable::TemporarilyImpossible)),
    ];
    let mut cases = 0;
    for regime in [Regime::VisaRequired, Regime::VisaExempt, Regime::Transit] {
        for age in [Age::UnderTwelve, Age::TwelveOrOlder] {
            for (fingers, unusable) in hands {
                for (vis_reform, image) in [(false, VisImage::Live), (true, VisImage::Live)] {
                    let oracle = with(unknown(visa()), |known| {
                        let document = known.document.as_mut().unwrap();
                        document.regime = regime;
                        document.age = AgeReading::Known(age);
                        known.vis = Some(VisSearch::Hit(VisFound { image, ..VISA }));
                        known.identified =
                            unusable.map_or(Some(Found::NoMatch), |why| Some(Found::Unusable(why)));
                    });
                    let oracle = if vis_reform { reform(oracle) } else { oracle };
                    let in_force = InForce { vis_reform, etias: false };
                    let facts = FieldFacts {
                        age,
                        fingers,
                        vis_image: image,
                        in_force,
                        ..FieldFacts::PLAIN
                    };
                    let taken: Vec<Field> = admitted(oracle).iter().filter_map(field).collect();
                    assert_eq!(taken, demanded(regime, &facts), "{regime:?} {age:?} {fingers:?}");
                    cases += 1;
                }
            }
        }
    }
    assert_eq!(cases, 36);
}

#[test]
fn what_a_refusal_withholds_of_prints_says_why() {
    let oracle = child(unknown(exempt()));
    let actions = recorded(Direction::Entry, oracle, Decision::Refuse(vec![Reason::B]));
    let withheld = actions.iter().any(|action| {
        matches!(action, Action::EnterForRefusal(allowed)
            if matches!(allowed.fingerprints, Allowance::Withheld(_)))
    });
    assert!(withheld);
}
