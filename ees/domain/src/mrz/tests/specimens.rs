//! The specimens of Doc 9303 and the rules they do not show.

use super::super::*;
use super::*;
use crate::identity::Sex;

#[test]
fn the_specimens_read_exactly() {
    let cases = [
        (TD3, Format::Td3, "P", "L898902C3", "UTO", "1974-08-12", date(2012, 4, 15), "ZE184226B"),
        (TD1, Format::Td1, "I", "D23145890", "UTO", "1974-08-12", date(2012, 4, 15), ""),
        (TD2, Format::Td2, "I", "D23145890", "UTO", "1974-08-12", date(2012, 4, 15), ""),
        (
            MRV_A,
            Format::MrvA,
            "V",
            "L8988901C",
            "XXX",
            "1940-09-07",
            date(1996, 12, 10),
            "6ZE184226B",
        ),
        (MRV_B, Format::MrvB, "V", "L8988901C", "XXX", "1940-09-07", date(1996, 12, 10), ""),
    ];
    for (zone, format, code, number, nationality, birth, expires, optional) in cases {
        let mrz = read(zone, ON).unwrap();
        assert_eq!((mrz.format, mrz.document_code.as_str()), (format, code));
        assert_eq!(mrz.issuer.as_str(), "UTO");
        assert_eq!(mrz.number.as_str(), number);
        assert_eq!(mrz.identity.surname.as_str(), "ERIKSSON");
        assert_eq!(mrz.identity.given_names.as_ref().unwrap().as_str(), "ANNA MARIA");
        assert_eq!(mrz.identity.nationalities.as_slice()[0].as_str(), nationality);
        assert_eq!(mrz.identity.birth.to_string(), birth);
        assert_eq!(mrz.identity.sex, Sex::Female);
        assert_eq!(mrz.expires, Some(expires));
        assert_eq!(mrz.optional, optional);
        assert!(!mrz.name_may_be_truncated);
        assert_eq!(mrz.warnings, [Warning::Expired, Warning::Specimen], "{format:?}");
        assert_eq!(mrz.travel_document().is_some(), !format.is_visa());
    }
}

#[test]
fn a_long_number_of_a_card_runs_over_into_the_optional_data() {
    let zone = "I<UTOD23145890<7349<<<<<<<<<<<\n\
                3407127M9507122UTO<<<<<<<<<<<2\n\
                STEVENSON<<PETER<JOHN<<<<<<<<<";
    let mrz = read(zone, ON).unwrap();
    assert_eq!(mrz.number.as_str(), "D23145890734");
    assert_eq!(mrz.optional, "");
    let damaged = zone.replace("7349", "7348");
    let error = read(&damaged, ON).unwrap_err();
    assert_eq!(error.damages()[0].field, Field::NumberCheck);
    assert_eq!((error.damages()[0].line, error.damages()[0].column), (1, 19));
}

/// A passport whose second line is written here and whose check digits are computed.
fn passport(names: &str, nationality: &str, birth: &str, sex: &str, expiry: &str) -> String {
    let digit = |text: &str| check_digit::check_digit(text.bytes()).unwrap();
    let number = "AB1234567";
    let head = format!("{number}{}", digit(number));
    let dates = (format!("{birth}{}", digit(birth)), format!("{expiry}{}", digit(expiry)));
    let optional = "<<<<<<<<<<<<<<<";
    let composite = digit(&format!("{head}{}{}{optional}", dates.0, dates.1));
    let first = format!("P<{nationality}{names:<<39}");
    format!("{first}\n{head}{nationality}{}{sex}{}{optional}{composite}", dates.0, dates.1)
}

#[test]
fn what_fillers_stand_for() {
    let germany = passport("MUSTERFRAU<<ERIKA", "D<<", "640812", "F", "310415");
    let mrz = read(&germany, ON).unwrap();
    assert_eq!((mrz.issuer.as_str(), mrz.warnings.len()), ("DEU", 0));
    for (birth, expected) in [
        ("6408<<", "1964-08-00"),
        ("64<<<<", "1964-00-00"),
        ("<<<<<<", "0000-00-00"),
        ("<<0812", "0000-08-12"),
    ] {
        let mrz = read(&passport("SOE<<AYE", "MMR", birth, "<", "310415"), ON).unwrap();
        assert_eq!(mrz.identity.birth.to_string(), expected);
        assert_eq!(mrz.identity.sex, Sex::Unspecified);
        assert_eq!(mrz.warnings, [Warning::BirthIncomplete]);
    }
    let mrz = read(&passport("SOE<<AYE", "MMR", "640812", "X", "<<<<<<"), ON).unwrap();
    assert_eq!(mrz.warnings, [Warning::SexAsLetterX, Warning::NoExpiry]);
    assert_eq!(mrz.travel_document(), None);
}

#[test]
fn names_of_a_zone() {
    let cases = [
        ("ARKFREITH", "ARKFREITH", None, false),
        ("VAN<DER<MUELLEN<<ILSE", "VAN DER MUELLEN", Some("ILSE"), false),
        ("SMITH<JONES<<SUSIE<<MARGARET", "SMITH JONES", Some("SUSIE MARGARET"), false),
        (
            "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K",
            "NILAVADHANANANDA",
            Some("CHAYAPA DEJTHAMRONG K"),
            true,
        ),
    ];
    for (field, surname, given, truncated) in cases {
        let mrz = read(&passport(field, "MMR", "640812", "M", "310415"), ON).unwrap();
        assert_eq!(mrz.identity.surname.as_str(), surname);
        assert_eq!(mrz.identity.given_names.as_ref().map(crate::identity::Name::as_str), given);
        assert_eq!(mrz.name_may_be_truncated, truncated);
        assert_eq!(mrz.warnings.contains(&Warning::NoGivenNames), given.is_none());
    }
}

#[test]
fn the_century_follows_from_the_day_of_reading() {
    for (rule, birth, expected) in [
        ("born yesterday", "260630", "2026-06-30"),
        ("born on the day of reading", "260701", "2026-07-01"),
        ("nobody is born tomorrow", "260702", "1926-07-02"),
        ("a year alone counts from its first day", "26<<<<", "2026-00-00"),
        ("a leap day", "240229", "2024-02-29"),
    ] {
        let mrz = read(&passport("SOE<<AYE", "MMR", birth, "F", "310415"), ON).unwrap();
        assert_eq!(mrz.identity.birth.to_string(), expected, "{rule}");
    }
    for (expiry, expected) in [
        ("751231", date(2075, 12, 31)),
        ("760101", date(1976, 1, 1)),
        ("990101", date(1999, 1, 1)),
        ("310415", date(2031, 4, 15)),
    ] {
        let mrz = read(&passport("SOE<<AYE", "MMR", "640812", "F", expiry), ON).unwrap();
        assert_eq!(mrz.expires, Some(expected));
    }
}
