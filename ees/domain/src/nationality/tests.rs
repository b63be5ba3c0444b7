//! The tables against themselves and against the cases the law names.

use super::*;
use crate::code::{Code, CodeKind};

/// What is known of the conditions.
type Met = fn(Condition) -> Option<bool>;

/// Days on which the tables must be unambiguous.
const DAYS: [Date; 4] =
    [date(2024, 10, 13), date(2025, 10, 12), date(2026, 3, 6), date(2027, 3, 6)];

#[test]
fn no_nationality_has_two_rules_on_one_day() {
    for code in Code::all() {
        for day in DAYS {
            let found =
                rules().filter(|rule| rule.nationality == code.code() && rule.holds_on(day));
            assert!(found.count() <= 1, "{} on {day}", code.code());
        }
    }
}

#[test]
fn every_row_is_of_a_known_code_and_of_a_third_country() {
    for rule in rules() {
        assert!(Code::find(rule.nationality).is_some(), "{}", rule.nationality);
        assert!(!has_free_movement(rule.nationality), "{}", rule.nationality);
        assert!(rule.from <= rule.until, "{}", rule.nationality);
    }
    assert!(FREE_MOVEMENT.iter().chain(OUT_OF_SCOPE).all(|code| Code::find(*code).is_some()));
    assert_eq!(FREE_MOVEMENT.len(), 31);
}

/// Codes of countries that no row speaks of: territories, whose people are nationals of a State.
#[test]
fn only_territories_and_special_codes_have_no_rule() {
    let silent: Vec<&str> = Code::all()
        .filter(|code| code.kind() == CodeKind::Country)
        .map(Code::code)
        .filter(|code| Standing::of(*code, date(2026, 11, 1)) == Standing::NotListed)
        .map(|code| Code::find(code).unwrap().english())
        .collect();
    assert_eq!(silent.len(), 51, "{silent:?}");
}

#[test]
fn a_nationality_and_a_document_decide_the_visa() {
    let all = |_| Some(true);
    let none = |_| Some(false);
    let day = date(2026, 11, 1);
    let regime = |code: &str, met: Met| {
        visa_rule(code.parse().unwrap(), day).and_then(|rule| rule.regime(met))
    };
    let cases: [(&str, &str, Met, Option<VisaRegime>); 10] = [
        ("a State of Annex I", "IND", all, Some(VisaRegime::Required)),
        ("a State of Annex II", "BRA", none, Some(VisaRegime::Exempt)),
        ("a biometric passport", "UKR", all, Some(VisaRegime::Exempt)),
        ("a passport without chip", "UKR", none, Some(VisaRegime::Required)),
        ("not known to be biometric", "UKR", |_| None, None),
        ("a passport of the mainland", "CHN", none, Some(VisaRegime::Required)),
        (
            "a passport of Hong Kong",
            "CHN",
            |condition| Some(condition == Condition::HongKongPassport),
            Some(VisaRegime::Exempt),
        ),
        (
            "a Georgian diplomatic passport during the suspension",
            "GEO",
            |condition| Some(condition == Condition::BiometricPassport),
            Some(VisaRegime::Required),
        ),
        ("a refugee's document of a third country", "XXB", none, Some(VisaRegime::Required)),
        ("a refugee's document of a Member State", "XXB", all, Some(VisaRegime::Exempt)),
    ];
    for (rule, code, met, expected) in cases {
        assert_eq!(regime(code, met), expected, "{rule}");
    }
}

#[test]
fn rules_change_on_their_day() {
    let kosovo = CountryCode::of(b"RKS");
    assert_eq!(visa_rule(kosovo, date(2023, 12, 31)), None);
    assert!(visa_rule(kosovo, date(2024, 1, 1)).is_some());
    let serbia = CountryCode::of(b"SRB");
    let before = visa_rule(serbia, date(2024, 10, 12)).unwrap();
    let after = visa_rule(serbia, date(2024, 10, 13)).unwrap();
    let directorate = |c| Some(c != Condition::NotOfCoordinationDirectorate);
    assert_eq!(before.regime(directorate), Some(VisaRegime::Required));
    assert_eq!(after.regime(directorate), Some(VisaRegime::Exempt));
    let vanuatu = visa_rule(CountryCode::of(b"VUT"), date(2025, 10, 12)).unwrap();
    assert_eq!(vanuatu.exemption(), Exemption::Never);
}

#[test]
fn who_is_not_recorded() {
    let day = date(2026, 11, 1);
    for (code, standing) in [
        ("ROU", Standing::FreeMovement),
        ("CHE", Standing::FreeMovement),
        ("AND", Standing::OutOfScope),
        ("VAT", Standing::OutOfScope),
        ("UTO", Standing::NotListed),
        ("PRI", Standing::NotListed),
    ] {
        assert_eq!(Standing::of(code.parse().unwrap(), day), standing, "{code}");
    }
}

#[test]
fn a_chinese_number_suggests_its_region() {
    use crate::identity::{DocumentKind, DocumentNumber};
    for (issuer, number, expected) in [
        ("CHN", "KJ0123456", Some(Condition::HongKongPassport)),
        ("CHN", "MA0123456", Some(Condition::MacaoPassport)),
        ("CHN", "E01234567", None),
        ("IND", "K0123456", None),
    ] {
        let document = TravelDocument {
            kind: DocumentKind::OrdinaryPassport,
            number: DocumentNumber::new(number).unwrap(),
            issuer: issuer.parse().unwrap(),
            expires: date(2030, 1, 1),
        };
        assert_eq!(likely_region(&document), expected, "{issuer} {number}");
    }
}
