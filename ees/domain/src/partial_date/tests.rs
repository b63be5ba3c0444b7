//! Partial dates as tables and properties.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn read(text: &str) -> PartialDate {
    text.parse().unwrap()
}

#[test]
fn a_partial_date_writes_zeroes_for_what_is_unknown() {
    for (text, mrz) in [
        ("1979-03-14", "790314"),
        ("1979-03-00", "7903<<"),
        ("1979-00-00", "79<<<<"),
        ("0000-00-00", "<<<<<<"),
        ("0000-02-29", "<<0229"),
    ] {
        assert_eq!(read(text).to_string(), text);
        assert_eq!(read(text).to_mrz(), mrz);
    }
}

#[test]
fn an_impossible_date_is_refused() {
    for (text, error) in [
        ("1979-13-00", PartialDateError::NoSuchDay),
        ("1979-02-29", PartialDateError::NoSuchDay),
        ("1979-00-32", PartialDateError::NoSuchDay),
        ("1200-00-00", PartialDateError::YearOutOfRange),
        ("79-03-14", PartialDateError::NotADate),
        ("1979-03", PartialDateError::NotADate),
        ("1979-03-14-1", PartialDateError::NotADate),
        ("+979-03-14", PartialDateError::NotADate),
    ] {
        assert_eq!(text.parse::<PartialDate>(), Err(error), "{text}");
    }
}

#[test]
fn known_parts_must_not_contradict() {
    for (rule, a, b, expected) in [
        ("equal days", "1979-03-14", "1979-03-14", true),
        ("an unknown day", "1979-03-00", "1979-03-14", true),
        ("an unknown month", "1979-00-00", "1979-03-14", true),
        ("nothing known", "0000-00-00", "1979-03-14", true),
        ("another month", "1979-04-00", "1979-03-14", false),
        ("another year", "1980-00-00", "1979-03-14", false),
        ("no common day exists", "1979-02-00", "1979-00-31", false),
    ] {
        assert_eq!(read(a).could_be_same_day(read(b)), expected, "{rule}");
    }
}

#[test]
fn an_age_has_two_bounds() {
    let on = date(2026, 7, 1);
    for (text, expected) in [
        ("2014-07-01", Some((12, 12))),
        ("2014-07-02", Some((11, 11))),
        ("2014-00-00", Some((11, 12))),
        ("2014-02-00", Some((12, 12))),
        ("0000-00-00", None),
        ("2026-00-00", None),
    ] {
        assert_eq!(read(text).age_on(on), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn the_bounds_are_days_the_date_could_be(
        year in proptest::option::of(1900_i16..2030),
        month in proptest::option::of(1_i8..=12),
        day in proptest::option::of(1_i8..=31),
    ) {
        if let Ok(partial) = PartialDate::new(year, month, day) {
            prop_assert_eq!(partial.to_string().parse(), Ok(partial));
            if let (Some(first), Some(last)) = (partial.earliest(), partial.latest()) {
                prop_assert!(first <= last);
                for bound in [first, last] {
                    prop_assert!(partial.could_be_same_day(PartialDate::full(bound).unwrap()));
                }
            }
        }
    }
}
