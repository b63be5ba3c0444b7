//! Cases that the law names, in its words.

use super::super::super::{
    Age, Capture, Field, FieldFacts, Fingers, Is, ViolationKind as V, VisaUse,
};
use super::super::*;
use super::expected::{BASE, refused};
use crate::refusal::VisImage;
use crate::switches::InForce;
use crate::visa::VisaKind;

/// What is wrong when exactly `field` is given beside what must be given.
fn with(column: Column, field: Field, facts: &FieldFacts<'_>) -> Option<ViolationKind> {
    let mut given: Vec<Field> =
        violations(column, &[], facts).iter().map(|found| found.field).collect();
    if !given.contains(&field) {
        given.push(field);
    }
    violations(column, &given, facts).first().map(|found| found.kind)
}

#[test]
fn fingerprints_of_who_needs_a_visa_are_never_stored_but_in_two_cases() {
    let allowed = FieldFacts { refusal: Some(refused("fp")), ..BASE };
    let face_alone = FieldFacts { refusal: Some(refused("f")), ..BASE };
    let cases = [
        ("on a visa", Column::FileVisaRequired, BASE, Some(V::MustNotBeStored)),
        ("refused, in the VIS", Column::FileVisaRequired, face_alone, Some(V::MustNotBeStored)),
        ("refused for B, D, H or I, not in the VIS", Column::FileVisaRequired, allowed, None),
        ("the same, and the file is new", Column::FileRefusedOnly, allowed, None),
        ("in facilitated transit", Column::FileTransit, BASE, None),
    ];
    for (rule, column, facts, expected) in cases {
        assert_eq!(with(column, Field::Fingerprints, &facts), expected, "{rule}");
    }
}

/// Which of the four fields on fingers and the mark of missing data a file asks for.
fn asked(column: Column, facts: &FieldFacts<'_>) -> Vec<&'static str> {
    let of = [
        Field::FacialImage,
        Field::Fingerprints,
        Field::PrintsNotApplicable,
        Field::PrintsImpossibleToday,
        Field::BiometricsMissing,
    ];
    violations(column, &[], facts)
        .iter()
        .filter(|found| of.contains(&found.field))
        .map(|found| found.field.code())
        .collect()
}

#[test]
fn what_a_file_asks_for_follows_from_age_and_hands_and_point() {
    let face = "facial-image";
    let child = FieldFacts { age: Age::UnderTwelve, ..BASE };
    let none = FieldFacts { fingers: Fingers::PermanentlyImpossible, ..BASE };
    let bandaged = FieldFacts { fingers: Fingers::TemporarilyImpossible, ..BASE };
    let point = FieldFacts { capture: Capture::PointWithout, ..BASE };
    let by_hand = FieldFacts { capture: Capture::StoredByHand, ..BASE };
    let child_at_point = FieldFacts { capture: Capture::PointWithout, ..child };
    let bandaged_at_point = FieldFacts { capture: Capture::PointWithout, ..bandaged };
    let cases: [(&str, Column, FieldFacts<'_>, &[&str]); 10] = [
        (
            "a bandage nobody looked at",
            Column::FileVisaExempt,
            bandaged_at_point,
            &["biometrics-missing"],
        ),
        ("a grown person", Column::FileVisaExempt, BASE, &[face, "fingerprints"]),
        ("a child", Column::FileVisaExempt, child, &[face, "prints-not-applicable"]),
        ("no hands", Column::FileVisaExempt, none, &[face, "prints-not-applicable"]),
        ("a bandage", Column::FileVisaExempt, bandaged, &[face, "prints-impossible-today"]),
        ("in transit", Column::FileTransit, child, &[face, "prints-not-applicable"]),
        ("on a visa", Column::FileVisaRequired, BASE, &[face]),
        ("a point without", Column::FileVisaExempt, point, &["biometrics-missing"]),
        ("stored by hand", Column::FileVisaRequired, by_hand, &["biometrics-missing"]),
        (
            "a child at such a point",
            Column::FileVisaExempt,
            child_at_point,
            &["prints-not-applicable", "biometrics-missing"],
        ),
    ];
    for (rule, column, facts, expected) in cases {
        assert_eq!(asked(column, &facts), expected, "{rule}");
    }
}

#[test]
fn a_refusal_that_allows_nothing_asks_for_nothing() {
    let nothing = FieldFacts { refusal: Some(refused("")), ..BASE };
    assert_eq!(asked(Column::FileRefusedOnly, &nothing), [""; 0]);
    let by_hand = FieldFacts { capture: Capture::StoredByHand, ..nothing };
    assert_eq!(asked(Column::FileRefusedOnly, &by_hand), [""; 0], "nothing is missing");
}

#[test]
fn with_the_revised_visa_system_the_face_is_kept_once() {
    let reform = InForce { vis_reform: true, etias: false };
    let live = FieldFacts { vis_image: VisImage::Live, in_force: reform, ..BASE };
    assert_eq!(asked(Column::FileVisaRequired, &live), [""; 0]);
    assert_eq!(with(Column::FileVisaRequired, Field::FacialImage, &live), Some(V::NotForThisCase));
    assert_eq!(asked(Column::FileVisaExempt, &live), ["facial-image", "fingerprints"]);
    let doubted = FieldFacts { refusal: Some(refused("f")), ..live };
    assert_eq!(asked(Column::FileVisaRequired, &doubted), ["facial-image"]);
}

#[test]
fn the_visa_of_an_exit_is_entered_when_it_is_another() {
    let kind = VisaKind::ShortStay;
    let same = FieldFacts { visa: VisaUse::SameAtExit, ..BASE };
    let other = FieldFacts { visa: VisaUse::OtherAtExit(kind), ..BASE };
    let sticker = Field::VisaSticker;
    assert_eq!(with(Column::Exit, sticker, &same), Some(V::NotForThisCase));
    assert_eq!(with(Column::Exit, sticker, &other), None);
    assert_eq!(with(Column::Exit, Field::VisaEntries, &other), Some(V::NotForThisCase));
    assert_eq!(with(Column::Exit, Field::ExitAuthority, &same), Some(V::MustNotBeStored));
}

#[test]
fn entries_and_days_of_a_visa_are_entered_with_its_first_use() {
    let kind = VisaKind::ShortStay;
    let first = FieldFacts { visa: VisaUse::FirstEntry(kind), family: Is::NotSo, ..BASE };
    let later = FieldFacts { visa: VisaUse::LaterEntry(kind), ..first };
    for field in [Field::VisaEntries, Field::VisaDuration] {
        assert_eq!(with(Column::EntryVisa, field, &first), None);
        assert_eq!(with(Column::EntryVisa, field, &later), Some(V::NotForThisCase));
    }
    assert_eq!(with(Column::EntryVisa, Field::VisaStayEnd, &later), None, "renewed every time");
}

#[test]
fn a_violation_names_its_field_its_code_and_what_to_do() {
    let found = violations(Column::Exit, &[Field::ExitPoint, Field::EntryPoint], &BASE);
    let told: Vec<String> =
        found.iter().map(|found| format!("{}: {found}", found.code())).collect();
    assert_eq!(
        told,
        [
            "not-for-this-case: the border crossing point of the entry does not belong to this \
             case; leave it out (EES Art. 16(3))",
            "missing-mandatory: how the record came about is mandatory here; enter it \
             (EES Art. 21(3))",
            "missing-mandatory: date and time of the exit is mandatory here; enter it \
             (EES Art. 16(3)(a))",
        ]
    );
}
