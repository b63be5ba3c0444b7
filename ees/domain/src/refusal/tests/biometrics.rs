//! The table of biometric data, cell by cell.

use super::super::*;
use crate::fields::{Age, Exemption, Fingers};
use crate::switches::{InForce, PublicPolicy, RefusalSwitches, SeveralReasons};

const SECURITY: &[Threat] = &[Threat::InternalSecurity];

/// Everything that could stand in the way does not.
const FREE: BiometricFacts<'static> = BiometricFacts {
    earlier_file: EarlierFile::None,
    alert: AlertBiometrics::NotHeld,
    threats: SECURITY,
    chip: Chip::WithFace,
    vis_image: VisImage::None,
    age: Age::TwelveOrOlder,
    fingers: Fingers::Usable,
    in_force: InForce { vis_reform: false, etias: false },
};
/// Every condition of a row fails.
const BOUND: BiometricFacts<'static> = BiometricFacts {
    alert: AlertBiometrics::Held,
    threats: &[Threat::PublicHealth],
    chip: Chip::None,
    ..FREE
};

fn allowed(reasons: &[Reason], person: Person, facts: &BiometricFacts<'_>) -> BiometricsAllowed {
    may_enter(reasons, person, facts, RefusalSwitches::default())
}

/// `f` a live face, `c` the face of the chip, `p` fingerprints; `-` nothing.
fn letters(allowed: BiometricsAllowed) -> String {
    let kinds = [(allowed.face, 'f'), (allowed.face_of_chip, 'c'), (allowed.fingerprints, 'p')];
    let shown: String =
        kinds.iter().filter(|(kind, _)| kind.is_allowed()).map(|(_, letter)| letter).collect();
    if shown.is_empty() { "-".into() } else { shown }
}

const PERSONS: [Person; 3] =
    [Person::VisaRequiredInVis, Person::VisaRequiredNotInVis, Person::VisaExempt];

/// Reason, then what is allowed to the three persons, first when its condition is met, then when
/// it is not.
const EXPECTED: [(Reason, [&str; 3], [&str; 3]); 12] = [
    (Reason::A, ["-", "-", "-"], ["-", "-", "-"]),
    (Reason::B, ["f", "fp", "fp"], ["f", "fp", "fp"]),
    (Reason::C, ["-", "-", "-"], ["-", "-", "-"]),
    (Reason::D, ["f", "fp", "fp"], ["f", "fp", "fp"]),
    (Reason::E, ["-", "-", "-"], ["-", "-", "-"]),
    (Reason::F, ["-", "-", "-"], ["-", "-", "-"]),
    (Reason::G, ["-", "-", "-"], ["-", "-", "-"]),
    (Reason::HSis, ["f", "fp", "fp"], ["-", "-", "-"]),
    (Reason::HNational, ["f", "fp", "fp"], ["f", "fp", "fp"]),
    (Reason::I, ["f", "fp", "fp"], ["-", "-", "-"]),
    (Reason::JEnrolment, ["c", "c", "c"], ["-", "-", "-"]),
    (Reason::JCheck, ["c", "c", "c"], ["-", "-", "-"]),
];

#[test]
fn every_reason_allows_what_its_row_says_to_whom_it_says() {
    for ((row, (reason, met, unmet)), (listed, _)) in TABLE.iter().zip(EXPECTED).zip(Reason::ALL) {
        assert_eq!((row.reason, listed), (reason, reason));
        for (index, person) in PERSONS.into_iter().enumerate() {
            let free = letters(allowed(&[reason], person, &FREE));
            assert_eq!(free, met[index], "{reason:?} {person:?} {}", row.basis);
            let bound = letters(allowed(&[reason], person, &BOUND));
            assert_eq!(bound, unmet[index], "{reason:?} {person:?} condition not met");
        }
    }
}

#[test]
fn nothing_is_added_to_a_file_that_holds_biometric_data() {
    for (earlier_file, expected) in [
        (EarlierFile::None, "fp"),
        (EarlierFile::WithoutBiometrics, "fp"),
        (EarlierFile::WithBiometrics, "-"),
    ] {
        let facts = BiometricFacts { earlier_file, ..FREE };
        let found = allowed(&[Reason::B], Person::VisaExempt, &facts);
        assert_eq!(letters(found), expected, "{earlier_file:?}");
    }
    let on_file = BiometricFacts { earlier_file: EarlierFile::WithBiometrics, ..FREE };
    let found = allowed(&[Reason::JCheck], Person::VisaExempt, &on_file);
    assert_eq!(found, BiometricsAllowed::nothing(Withheld::OnFile));
    assert!(found.is_empty());
}

#[test]
fn several_reasons_allow_together_what_each_allows() {
    use Reason as R;
    let prevail = RefusalSwitches {
        several_reasons: SeveralReasons::RestrictionsPrevail,
        ..RefusalSwitches::default()
    };
    let cases: [(&str, &[Reason], BiometricFacts<'_>, &str, &str); 7] = [
        ("neither restricts", &[R::A, R::B], FREE, "fp", "fp"),
        ("the alert restricts its own reason", &[R::B, R::HSis], BOUND, "fp", "-"),
        ("the national register does not", &[R::HSis, R::HNational], BOUND, "fp", "-"),
        ("refused biometrics and a forgery", &[R::D, R::JEnrolment], FREE, "fcp", "c"),
        ("the same without a chip", &[R::D, R::JEnrolment], BOUND, "fp", "-"),
        ("no threat to security", &[R::E, R::I], BOUND, "-", "-"),
        ("no alert holds anything", &[R::HSis, R::E], FREE, "fp", "fp"),
    ];
    for (rule, reasons, facts, together, restricted) in cases {
        let person = Person::VisaExempt;
        assert_eq!(letters(allowed(reasons, person, &facts)), together, "{rule}");
        let found = may_enter(reasons, person, &facts, prevail);
        assert_eq!(letters(found), restricted, "{rule}, restrictions prevailing");
    }
}

#[test]
fn public_policy_is_an_element_of_security_unless_the_switch_says_otherwise() {
    let policy: &[Threat] = &[Threat::PublicPolicy];
    let strict = RefusalSwitches {
        public_policy: PublicPolicy::OnlyBesideSecurity,
        ..RefusalSwitches::default()
    };
    let both: &[Threat] = &[Threat::PublicPolicy, Threat::InternalSecurity];
    for (threats, default, narrow) in [
        (policy, "fp", "-"),
        (both, "fp", "fp"),
        (&[Threat::InternationalRelations], "-", "-"),
        (&[], "-", "-"),
    ] {
        let facts = BiometricFacts { threats, ..FREE };
        let found = allowed(&[Reason::I], Person::VisaExempt, &facts);
        assert_eq!(letters(found), default, "{threats:?}");
        let found = may_enter(&[Reason::I], Person::VisaExempt, &facts, strict);
        assert_eq!(letters(found), narrow, "{threats:?} read narrowly");
    }
}

#[test]
fn with_the_revised_visa_system_a_live_image_there_is_not_kept_twice_but_in_doubt() {
    use VisImage as V;
    let reform = InForce { vis_reform: true, etias: false };
    let in_vis = Person::VisaRequiredInVis;
    let cases = [
        ("before the reform", Reason::B, in_vis, V::Live, InForce::default(), "f"),
        ("an image is there", Reason::B, in_vis, V::Live, reform, "-"),
        ("an image is doubted", Reason::B, in_vis, V::LiveDoubted, reform, "f"),
        ("doubt under D", Reason::D, in_vis, V::LiveDoubted, reform, "f"),
        ("doubt under H", Reason::HNational, in_vis, V::LiveDoubted, reform, "-"),
        ("no live image", Reason::B, in_vis, V::None, reform, "f"),
        ("who needs no visa", Reason::B, Person::VisaExempt, V::Live, reform, "fp"),
    ];
    for (rule, reason, person, vis_image, in_force, expected) in cases {
        let facts = BiometricFacts { vis_image, in_force, ..FREE };
        assert_eq!(letters(allowed(&[reason], person, &facts)), expected, "{rule}");
    }
}

#[test]
fn a_child_and_who_cannot_give_prints_give_none_when_refused() {
    let cases = [
        (Age::UnderTwelve, Fingers::Usable, Withheld::NotApplicable(Exemption::UnderTwelve)),
        (
            Age::TwelveOrOlder,
            Fingers::PermanentlyImpossible,
            Withheld::NotApplicable(Exemption::PermanentlyImpossible),
        ),
        (Age::TwelveOrOlder, Fingers::TemporarilyImpossible, Withheld::ImpossibleToday),
    ];
    for (age, fingers, why) in cases {
        let facts = BiometricFacts { age, fingers, ..FREE };
        let found = allowed(&[Reason::B], Person::VisaExempt, &facts);
        assert_eq!(found.fingerprints, Allowance::Withheld(why));
        assert_eq!(letters(found), "f", "nothing exempts from the facial image");
    }
}

#[test]
fn what_is_withheld_says_why() {
    use Withheld as W;
    let cases = [
        (Reason::A, FREE, W::NoReason, W::NoReason),
        (Reason::HSis, BOUND, W::InAlert, W::NoReason),
        (Reason::I, BOUND, W::NoSecurityThreat, W::NoReason),
        (Reason::JCheck, BOUND, W::Refused, W::NoChip),
    ];
    for (reason, facts, live, chip) in cases {
        let found = allowed(&[reason], Person::VisaExempt, &facts);
        assert_eq!(found.face, Allowance::Withheld(live), "{reason:?}");
        assert_eq!(found.face_of_chip, Allowance::Withheld(chip), "{reason:?}");
    }
    let codes = [
        W::OnFile,
        W::InAlert,
        W::NoSecurityThreat,
        W::NoChip,
        W::Refused,
        W::InVis,
        W::NotApplicable(Exemption::UnderTwelve),
        W::NotApplicable(Exemption::PermanentlyImpossible),
        W::ImpossibleToday,
        W::NoReason,
    ]
    .map(W::code);
    let distinct: std::collections::BTreeSet<_> = codes.into_iter().collect();
    assert_eq!(distinct.len(), codes.len());
}
