//! Bounds of names, numbers and nationalities.

use super::*;

#[test]
fn a_name_is_kept_as_given() {
    for text in ["Șerban", "Иванова", "O'Neill-Łęcka", "محمد", "李", "García\u{301} Márquez"]
    {
        assert_eq!(Name::new(&format!("  {text} ")).unwrap().as_str(), text);
    }
}

#[test]
fn what_is_no_name_is_refused() {
    let long = "A".repeat(NAME_CHARS_MAX.saturating_add(1));
    for (text, error) in [
        ("", IdentityError::NameWithoutLetter),
        (" - ", IdentityError::NameWithoutLetter),
        ("AN\u{7}NA", IdentityError::NameWithControl),
        ("AN\u{202E}NA", IdentityError::NameWithControl),
        (long.as_str(), IdentityError::NameTooLong),
    ] {
        assert_eq!(Name::new(text).map(|_| ()), Err(error), "{}", error.code());
    }
}

#[test]
fn a_document_number_has_one_form() {
    for text in ["l898902c3", "L898 902-C3", "L898902C3<<<"] {
        assert_eq!(DocumentNumber::new(text).unwrap().as_str(), "L898902C3");
    }
    assert_eq!(DocumentNumber::new("<<<"), Err(IdentityError::NumberEmpty));
    assert_eq!(DocumentNumber::new("Ж1"), Err(IdentityError::NumberCharacter));
    assert_eq!(DocumentNumber::new(&"1".repeat(25)), Err(IdentityError::NumberTooLong));
}

#[test]
fn nationalities_are_known_and_stand_once() {
    let of = |codes: &[&str]| Nationalities::new(codes.iter().map(|code| code.parse().unwrap()));
    assert_eq!(of(&["TUR", "MDA", "TUR"]).unwrap().as_slice().len(), 2);
    assert_eq!(of(&[]), Err(IdentityError::NoNationality));
    assert_eq!(of(&["QQQ"]), Err(IdentityError::UnknownNationality));
    assert!(of(&["TUR", "MDA"]).unwrap().intersect(&of(&["MDA"]).unwrap()));
}

#[test]
fn personal_data_stay_out_of_debug_output() {
    let name = Name::new("ERIKSSON").unwrap();
    let number = DocumentNumber::new("L898902C3").unwrap();
    assert!(!format!("{name:?}{number:?}").contains("ERIKSSON"));
    assert!(!format!("{name:?}{number:?}").contains("L898902C3"));
}

#[test]
fn two_letters_suggest_a_kind() {
    let cases = [
        ("P<", "MDA", DocumentKind::OrdinaryPassport),
        ("PD", "MDA", DocumentKind::DiplomaticPassport),
        ("P<", "XXB", DocumentKind::AlienTravelDocument),
        ("ID", "TUR", DocumentKind::IdentityCard),
        ("QQ", "TUR", DocumentKind::Other),
    ];
    for (code, nationality, kind) in cases {
        assert_eq!(DocumentKind::suggested(code, nationality.parse().unwrap()), kind, "{code}");
    }
    assert!(DocumentKind::ALL.iter().all(|(kind, code)| DocumentKind::find(code) == Some(*kind)));
}
