//! Public holidays of the Member States and of the associated States.
//!
//! Law: Regulation (EEC, Euratom) No 1182/71 Art. 2(1): holidays are those designated by the
//! Member State in which an action is to be taken, as its list in the Official Journal names them.
//!
//! The rows are facts; a State that adds a holiday gets another day, and no code changes. They
//! are holidays of the whole State: those of regions, and days that a government declares for one
//! year alone, are the operator's to add. Where it is uncertain whether a day is a holiday it is
//! left out: a deadline then ends sooner and not later.
//! Source: the national laws on public holidays as they stood in November 2026, to be compared
//! with the lists in the Official Journal.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::CountryCode;

/// When in a year a holiday falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// The same day of every year: month and day.
    Fixed(i8, i8),
    /// The same, moved to Monday when it falls on a Saturday or a Sunday.
    Moved(i8, i8),
    /// So many days after Easter Sunday of the western churches.
    Easter(i32),
    /// So many days after Easter Sunday of the orthodox churches.
    Orthodox(i32),
    /// The first such weekday on or after a day of a month.
    From(i8, i8, Weekday),
}

use When::{Easter, Fixed, From, Moved, Orthodox};

const GOOD_FRIDAY: When = Easter(-2);
const EASTER_MONDAY: When = Easter(1);
const ASCENSION: When = Easter(39);
const WHIT_MONDAY: When = Easter(50);
const CORPUS_CHRISTI: When = Easter(60);

/// The holidays of each State, in the order of the year. Sundays need no row.
#[rustfmt::skip]
const HOLIDAYS: &[(CountryCode, &[When])] = &[
    (CountryCode::of(b"AUT"), &[Fixed(1, 1), Fixed(1, 6), EASTER_MONDAY, Fixed(5, 1), ASCENSION,
        WHIT_MONDAY, CORPUS_CHRISTI, Fixed(8, 15), Fixed(10, 26), Fixed(11, 1), Fixed(12, 8),
        Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"BEL"), &[Fixed(1, 1), EASTER_MONDAY, Fixed(5, 1), ASCENSION, WHIT_MONDAY,
        Fixed(7, 21), Fixed(8, 15), Fixed(11, 1), Fixed(11, 11), Fixed(12, 25)]),
    (CountryCode::of(b"BGR"), &[Fixed(1, 1), Fixed(3, 3), Orthodox(-2), Orthodox(1), Fixed(5, 1),
        Fixed(5, 6), Fixed(5, 24), Fixed(9, 6), Fixed(9, 22), Fixed(12, 24), Fixed(12, 25),
        Fixed(12, 26)]),
    (CountryCode::of(b"CHE"), &[Fixed(1, 1), ASCENSION, Fixed(8, 1), Fixed(12, 25)]),
    (CountryCode::of(b"CYP"), &[Fixed(1, 1), Fixed(1, 6), Orthodox(-48), Fixed(3, 25), Fixed(4, 1),
        Orthodox(-2), Orthodox(1), Fixed(5, 1), Orthodox(50), Fixed(8, 15), Fixed(10, 1),
        Fixed(10, 28), Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"CZE"), &[Fixed(1, 1), GOOD_FRIDAY, EASTER_MONDAY, Fixed(5, 1), Fixed(5, 8),
        Fixed(7, 5), Fixed(7, 6), Fixed(9, 28), Fixed(10, 28), Fixed(11, 17), Fixed(12, 24),
        Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"DEU"), &[Fixed(1, 1), GOOD_FRIDAY, EASTER_MONDAY, Fixed(5, 1), ASCENSION,
        WHIT_MONDAY, Fixed(10, 3), Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"DNK"), &[Fixed(1, 1), Easter(-3), GOOD_FRIDAY, EASTER_MONDAY, ASCENSION,
        WHIT_MONDAY, Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"ESP"), &[Fixed(1, 1), Fixed(1, 6), GOOD_FRIDAY, Fixed(5, 1), Fixed(8, 15),
        Fixed(10, 12), Fixed(11, 1), Fixed(12, 6), Fixed(12, 8), Fixed(12, 25)]),
    (CountryCode::of(b"EST"), &[Fixed(1, 1), Fixed(2, 24), GOOD_FRIDAY, Fixed(5, 1), Fixed(6, 23),
        Fixed(6, 24), Fixed(8, 20), Fixed(12, 24), Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"FIN"), &[Fixed(1, 1), Fixed(1, 6), GOOD_FRIDAY, EASTER_MONDAY, Fixed(5, 1),
        ASCENSION, Fixed(12, 6), Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"FRA"), &[Fixed(1, 1), EASTER_MONDAY, Fixed(5, 1), Fixed(5, 8), ASCENSION,
        WHIT_MONDAY, Fixed(7, 14), Fixed(8, 15), Fixed(11, 1), Fixed(11, 11), Fixed(12, 25)]),
    (CountryCode::of(b"GRC"), &[Fixed(1, 1), Fixed(1, 6), Orthodox(-48), Fixed(3, 25),
        Orthodox(-2), Orthodox(1), Fixed(5, 1), Orthodox(50), Fixed(8, 15), Fixed(10, 28),
        Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"HRV"), &[Fixed(1, 1), Fixed(1, 6), EASTER_MONDAY, Fixed(5, 1),
        Fixed(5, 30), CORPUS_CHRISTI, Fixed(6, 22), Fixed(8, 5), Fixed(8, 15), Fixed(11, 1),
        Fixed(11, 18), Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"HUN"), &[Fixed(1, 1), Fixed(3, 15), GOOD_FRIDAY, EASTER_MONDAY,
        Fixed(5, 1), WHIT_MONDAY, Fixed(8, 20), Fixed(10, 23), Fixed(11, 1), Fixed(12, 24),
        Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"IRL"), &[Fixed(1, 1), Moved(3, 17), EASTER_MONDAY,
        From(5, 1, Weekday::Monday), From(6, 1, Weekday::Monday), From(8, 1, Weekday::Monday),
        From(10, 25, Weekday::Monday), Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"ISL"), &[Fixed(1, 1), Easter(-3), GOOD_FRIDAY, EASTER_MONDAY,
        From(4, 19, Weekday::Thursday), Fixed(5, 1), ASCENSION, WHIT_MONDAY, Fixed(6, 17),
        From(8, 1, Weekday::Monday), Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"ITA"), &[Fixed(1, 1), Fixed(1, 6), EASTER_MONDAY, Fixed(4, 25),
        Fixed(5, 1), Fixed(6, 2), Fixed(8, 15), Fixed(11, 1), Fixed(12, 8), Fixed(12, 25),
        Fixed(12, 26)]),
    (CountryCode::of(b"LIE"), &[Fixed(1, 1), Fixed(1, 6), EASTER_MONDAY, Fixed(5, 1), ASCENSION,
        WHIT_MONDAY, CORPUS_CHRISTI, Fixed(8, 15), Fixed(9, 8), Fixed(11, 1), Fixed(12, 8),
        Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"LTU"), &[Fixed(1, 1), Fixed(2, 16), Fixed(3, 11), EASTER_MONDAY,
        Fixed(5, 1), Fixed(6, 24), Fixed(7, 6), Fixed(8, 15), Fixed(11, 1), Fixed(11, 2),
        Fixed(12, 24), Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"LUX"), &[Fixed(1, 1), EASTER_MONDAY, Fixed(5, 1), Fixed(5, 9), ASCENSION,
        WHIT_MONDAY, Fixed(6, 23), Fixed(8, 15), Fixed(11, 1), Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"LVA"), &[Fixed(1, 1), GOOD_FRIDAY, EASTER_MONDAY, Fixed(5, 1), Moved(5, 4),
        Fixed(6, 23), Fixed(6, 24), Moved(11, 18), Fixed(12, 24), Fixed(12, 25), Fixed(12, 26),
        Fixed(12, 31)]),
    (CountryCode::of(b"MLT"), &[Fixed(1, 1), Fixed(2, 10), Fixed(3, 19), Fixed(3, 31), GOOD_FRIDAY,
        Fixed(5, 1), Fixed(6, 7), Fixed(6, 29), Fixed(8, 15), Fixed(9, 8), Fixed(9, 21),
        Fixed(12, 8), Fixed(12, 13), Fixed(12, 25)]),
    (CountryCode::of(b"NLD"), &[Fixed(1, 1), GOOD_FRIDAY, EASTER_MONDAY, Fixed(4, 27), Fixed(5, 5),
        ASCENSION, WHIT_MONDAY, Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"NOR"), &[Fixed(1, 1), Easter(-3), GOOD_FRIDAY, EASTER_MONDAY, Fixed(5, 1),
        Fixed(5, 17), ASCENSION, WHIT_MONDAY, Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"POL"), &[Fixed(1, 1), Fixed(1, 6), EASTER_MONDAY, Fixed(5, 1), Fixed(5, 3),
        CORPUS_CHRISTI, Fixed(8, 15), Fixed(11, 1), Fixed(11, 11), Fixed(12, 24), Fixed(12, 25),
        Fixed(12, 26)]),
    (CountryCode::of(b"PRT"), &[Fixed(1, 1), GOOD_FRIDAY, Fixed(4, 25), Fixed(5, 1),
        CORPUS_CHRISTI, Fixed(6, 10), Fixed(8, 15), Fixed(10, 5), Fixed(11, 1), Fixed(12, 1),
        Fixed(12, 8), Fixed(12, 25)]),
    (CountryCode::of(b"ROU"), &[Fixed(1, 1), Fixed(1, 2), Fixed(1, 6), Fixed(1, 7), Fixed(1, 24),
        Orthodox(-2), Orthodox(1), Fixed(5, 1), Fixed(6, 1), Orthodox(50), Fixed(8, 15),
        Fixed(11, 30), Fixed(12, 1), Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"SVK"), &[Fixed(1, 1), Fixed(1, 6), GOOD_FRIDAY, EASTER_MONDAY, Fixed(5, 1),
        Fixed(7, 5), Fixed(8, 29), Fixed(11, 1), Fixed(12, 24), Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"SVN"), &[Fixed(1, 1), Fixed(1, 2), Fixed(2, 8), EASTER_MONDAY, Fixed(4, 27),
        Fixed(5, 1), Fixed(5, 2), Fixed(6, 25), Fixed(8, 15), Fixed(10, 31), Fixed(11, 1),
        Fixed(12, 25), Fixed(12, 26)]),
    (CountryCode::of(b"SWE"), &[Fixed(1, 1), Fixed(1, 6), GOOD_FRIDAY, EASTER_MONDAY, Fixed(5, 1),
        ASCENSION, Fixed(6, 6), Fixed(12, 25), Fixed(12, 26)]),
];

/// The holidays of `state` in `year`, in the order of the calendar; none for a State that is not
/// listed or a year outside 1900 to 2099, for which the rule of Easter is not written here.
pub fn of(state: CountryCode, year: i16) -> Vec<Date> {
    let found = HOLIDAYS.iter().find(|(known, _)| *known == state);
    let days = found.map_or(&[][..], |(_, days)| days);
    let mut dates: Vec<Date> = days.iter().filter_map(|when| date_of(*when, year)).collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// The holidays of `state` in the year of `day` and in the one after it, within which every
/// deadline of these systems ends.
pub fn around(state: CountryCode, day: Date) -> Vec<Date> {
    let mut dates = of(state, day.year());
    dates.extend(of(state, day.year().saturating_add(1)));
    dates
}

fn date_of(when: When, year: i16) -> Option<Date> {
    match when {
        Fixed(month, day) => Date::new(year, month, day).ok(),
        Moved(month, day) => {
            let date = Date::new(year, month, day).ok()?;
            let days = match date.weekday() {
                Weekday::Saturday => 2,
                Weekday::Sunday => 1,
                Weekday::Monday
                | Weekday::Tuesday
                | Weekday::Wednesday
                | Weekday::Thursday
                | Weekday::Friday => 0,
            };
            date.checked_add(days.days()).ok()
        }
        Easter(days) => easter(year)?.checked_add(days.days()).ok(),
        Orthodox(days) => orthodox_easter(year)?.checked_add(days.days()).ok(),
        From(month, day, weekday) => {
            let from = Date::new(year, month, day).ok()?;
            let days = i32::from(from.weekday().until(weekday));
            from.checked_add(days.days()).ok()
        }
    }
}

/// Easter Sunday of the western churches.
///
/// Source: C. F. Gauss's rule for the Gregorian calendar, with the constants of 1900 to 2099.
fn easter(year: i16) -> Option<Date> {
    let (golden, days, week) = moon_and_week(year, 24, 5)?;
    // The rule's two exceptions: Easter is a week earlier, so never after the 25th of April.
    let is_exception = (days, week) == (29, 6) || ((days, week) == (28, 6) && 10 < golden);
    let days = if is_exception { days.saturating_sub(7) } else { days };
    after_22_march(year, days.saturating_add(week))
}

/// Easter Sunday of the orthodox churches, as the Gregorian calendar dates it.
///
/// Source: the same rule for the Julian calendar, which is 13 days behind from 1900 to 2099.
fn orthodox_easter(year: i16) -> Option<Date> {
    let (_, days, week) = moon_and_week(year, 15, 6)?;
    after_22_march(year, days.saturating_add(week).saturating_add(13))
}

/// The place of `year` in the cycle of the moon, the days from 21 March to the full moon, and
/// those from there to the Sunday, each as the rule numbers them.
fn moon_and_week(year: i16, moon: i32, sunday: i32) -> Option<(i32, i32, i32)> {
    if !(1900..2100).contains(&year) {
        return None;
    }
    let year = i32::from(year);
    let golden = year.rem_euclid(19);
    let days = golden.saturating_mul(19).saturating_add(moon).rem_euclid(30);
    let parts = [
        year.rem_euclid(4).saturating_mul(2),
        year.rem_euclid(7).saturating_mul(4),
        days.saturating_mul(6),
        sunday,
    ];
    Some((golden, days, parts.iter().sum::<i32>().rem_euclid(7)))
}

fn after_22_march(year: i16, days: i32) -> Option<Date> {
    Date::new(year, 3, 22).ok()?.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_falls_as_the_almanacs_have_it() {
        let cases = [
            (date(1954, 4, 18), date(1954, 4, 25)),
            (date(1981, 4, 19), date(1981, 4, 26)),
            (date(2024, 3, 31), date(2024, 5, 5)),
            (date(2025, 4, 20), date(2025, 4, 20)),
            (date(2026, 4, 5), date(2026, 4, 12)),
            (date(2027, 3, 28), date(2027, 5, 2)),
            (date(2028, 4, 16), date(2028, 4, 16)),
            (date(2038, 4, 25), date(2038, 4, 25)),
            (date(2049, 4, 18), date(2049, 4, 25)),
            (date(2076, 4, 19), date(2076, 4, 26)),
        ];
        for (western, orthodox) in cases {
            assert_eq!(easter(western.year()), Some(western));
            assert_eq!(orthodox_easter(orthodox.year()), Some(orthodox));
        }
    }

    #[test]
    fn both_easters_are_sundays_in_spring() {
        for year in 1900..2100 {
            for found in [easter(year).unwrap(), orthodox_easter(year).unwrap()] {
                assert_eq!(found.weekday(), Weekday::Sunday, "{found}");
                assert!((date(year, 3, 22)..=date(year, 5, 8)).contains(&found), "{found}");
            }
        }
    }

    #[test]
    fn a_state_has_its_own_days() {
        let romania = of(CountryCode::of(b"ROU"), 2026);
        for day in [date(2026, 4, 10), date(2026, 4, 13), date(2026, 6, 1), date(2026, 12, 1)] {
            assert!(romania.contains(&day), "{day}");
        }
        assert!(!romania.contains(&date(2026, 4, 6)), "that is the western Easter Monday");
        let latvia = of(CountryCode::of(b"LVA"), 2025);
        assert!(latvia.contains(&date(2025, 5, 5)), "the 4th of May 2025 was a Sunday");
        assert_eq!(of(CountryCode::of(b"USA"), 2026), []);
        assert_eq!(around(CountryCode::of(b"CHE"), date(2026, 12, 30)).len(), 8);
    }

    #[test]
    fn the_states_stand_in_order_each_once() {
        assert!(HOLIDAYS.array_windows().all(|[(one, _), (other, _)]| one < other));
    }
}
