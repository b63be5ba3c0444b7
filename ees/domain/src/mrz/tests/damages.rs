//! Each kind of damage: the field, the place, and no personal data in the text.

use super::super::*;
use super::*;

/// The zone with one character replaced; line and column from 1.
fn with(zone: &str, line: usize, column: usize, character: char) -> String {
    (1..)
        .zip(zone.lines())
        .map(|(at, text)| {
            (1..)
                .zip(text.chars())
                .map(|(place, old)| if (at, place) == (line, column) { character } else { old })
                .collect::<String>()
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_damage_names_its_field_and_place() {
    let cases = [
        ("a digit as document code", TD3, (1, 1, '7'), (Field::DocumentCode, "mrz-character", 1)),
        ("a digit in the issuer", TD3, (1, 4, '7'), (Field::Issuer, "mrz-character", 4)),
        ("an unknown issuer", TD3, (1, 3, 'Q'), (Field::Issuer, "mrz-unknown-code", 3)),
        ("a digit in the name", TD3, (1, 9, '1'), (Field::Name, "mrz-character", 9)),
        ("a foreign letter", TD3, (1, 9, 'Ж'), (Field::Name, "mrz-character", 9)),
        ("another number", TD3, (2, 2, '7'), (Field::NumberCheck, "mrz-check-digit", 10)),
        ("a symbol in the number", TD3, (2, 3, '*'), (Field::Number, "mrz-character", 3)),
        ("a letter as check digit", TD3, (2, 10, 'K'), (Field::NumberCheck, "mrz-character", 10)),
        ("a filler as check digit", TD3, (2, 10, '<'), (Field::NumberCheck, "mrz-check-digit", 10)),
        ("another nationality", TD3, (2, 11, 'Q'), (Field::Nationality, "mrz-unknown-code", 11)),
        ("another birth", TD3, (2, 15, '5'), (Field::BirthCheck, "mrz-check-digit", 20)),
        ("a letter in the birth", TD3, (2, 16, 'O'), (Field::Birth, "mrz-character", 16)),
        ("no such sex", TD3, (2, 21, 'W'), (Field::Sex, "mrz-character", 21)),
        ("another expiry", TD3, (2, 23, '3'), (Field::ExpiryCheck, "mrz-check-digit", 28)),
        (
            "another personal number",
            TD3,
            (2, 30, 'F'),
            (Field::OptionalCheck, "mrz-check-digit", 43),
        ),
        (
            "another composite digit",
            TD3,
            (2, 44, '1'),
            (Field::CompositeCheck, "mrz-check-digit", 44),
        ),
        (
            "optional data of a card",
            TD1,
            (2, 20, '7'),
            (Field::CompositeCheck, "mrz-check-digit", 30),
        ),
        ("a symbol in optional data", TD1, (1, 17, '/'), (Field::Optional, "mrz-character", 17)),
        (
            "a symbol in the second part",
            TD1,
            (2, 20, '/'),
            (Field::OptionalSecond, "mrz-character", 20),
        ),
        ("the name on line three", TD1, (3, 2, '2'), (Field::Name, "mrz-character", 2)),
        ("the number of a visa", MRV_A, (2, 2, '9'), (Field::NumberCheck, "mrz-check-digit", 10)),
    ];
    for (rule, zone, (line, column, character), (field, code, at)) in cases {
        let error = read(&with(zone, line, column, character), ON).unwrap_err();
        let first = &error.damages()[0];
        assert_eq!((first.field, first.kind.code()), (field, code), "{rule}: {error}");
        assert_eq!((first.line, first.column), (line, at), "{rule}");
        assert!(error.to_string().contains(&field.to_string()), "{rule}: {error}");
    }
}

#[test]
fn whole_fields_can_be_missing_or_no_day() {
    let cases = [
        ("no nationality", TD3.replace("6UTO7", "6<<<7"), Field::Nationality, "mrz-missing"),
        (
            "no name",
            TD3.replace("ERIKSSON<<ANNA<MARIA", "<<<<<<<<<<<<<<<<<<<<"),
            Field::Name,
            "mrz-missing",
        ),
        ("no number", TD3.replace("L898902C36", "<<<<<<<<<0"), Field::Number, "mrz-missing"),
        ("no such month", TD3.replace("7408122", "7413126"), Field::Birth, "mrz-no-such-day"),
        ("half a year", TD3.replace("7408122", "7<08120"), Field::Birth, "mrz-no-such-day"),
        ("no such day", TD3.replace("1204159", "1202306"), Field::Expiry, "mrz-no-such-day"),
        ("part of an expiry", TD3.replace("1204159", "12<<<<5"), Field::Expiry, "mrz-no-such-day"),
    ];
    for (rule, zone, field, code) in cases {
        let error = read(&zone, ON).unwrap_err();
        let found = error.damages().iter().any(|d| (d.field, d.kind.code()) == (field, code));
        assert!(found, "{rule}: {:?}", error.damages());
    }
}

#[test]
fn all_damages_are_reported_together() {
    let zone = with(&with(&with(TD3, 1, 9, '1'), 2, 15, '5'), 2, 23, '3');
    let error = read(&zone, ON).unwrap_err();
    let fields: Vec<Field> = error.damages().iter().map(|damage| damage.field).collect();
    assert_eq!(fields, [Field::BirthCheck, Field::ExpiryCheck, Field::Name]);
    assert!(error.to_string().ends_with("; and 2 more"), "{error}");
    let nonsense = "?".repeat(88);
    assert_eq!(read(&nonsense, ON).unwrap_err().damages().len(), DAMAGES_MAX);
}

#[test]
fn no_text_of_an_error_repeats_what_the_zone_holds() {
    for column in 1..=44 {
        for line in 1..=2 {
            let Err(error) = read(&with(TD3, line, column, '#'), ON) else { continue };
            for secret in ["ERIKSSON", "ANNA", "L898902C3", "740812", "ZE184226B", "#"] {
                assert!(!error.to_string().contains(secret), "{error}");
            }
        }
    }
    let error = read(&with(TD3, 2, 20, '4'), ON).unwrap_err();
    assert_eq!(
        error.to_string(),
        "machine readable zone: check digit of the date of birth (line 2, column 20): \
         expected 2, found 4"
    );
}

#[test]
fn a_confusion_that_the_check_digit_explains_is_suggested() {
    let cases = [
        (
            "0 read as O in the number",
            (2, 6, 'O'),
            Suggestion { line: 2, column: 6, character: '0' },
        ),
        (
            "8 read as B in the number",
            (2, 2, 'B'),
            Suggestion { line: 2, column: 2, character: '8' },
        ),
        (
            "1 read as I in the birth",
            (2, 18, 'I'),
            Suggestion { line: 2, column: 18, character: '1' },
        ),
        (
            "O read as 0 in the name",
            (1, 12, '0'),
            Suggestion { line: 1, column: 12, character: 'O' },
        ),
        (
            "S read as 5 in the name",
            (1, 10, '5'),
            Suggestion { line: 1, column: 10, character: 'S' },
        ),
    ];
    for (rule, (line, column, character), expected) in cases {
        let error = read(&with(TD3, line, column, character), ON).unwrap_err();
        let found = error.damages().iter().any(|damage| damage.suggestions.contains(&expected));
        assert!(found, "{rule}: {:?}", error.damages());
    }
}
