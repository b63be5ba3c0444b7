//! The civil day, as a number that can be counted with.
//!
//! The calculator compares and subtracts days by the million, so it holds a day as the number of
//! days since 1970-01-01. Hours and zones are no part of it: which day a crossing falls on is
//! decided where the crossing is recorded, by the local date of the border crossing point.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// A civil day of the Gregorian calendar, from [`Day::MIN`] to [`Day::MAX`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The text is not a day written `YYYY-MM-DD`, or there is no such day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a day is written YYYY-MM-DD and must exist in the calendar")]
pub struct DayError;

/// Days from 0000-01-01 to 1970-01-01.
const YEAR_ZERO_TO_EPOCH: i32 = 719_528;

impl Day {
    /// The first day that can be named, -9999-01-01.
    pub const MIN: Self = Self(-4_371_587);
    /// The last day that can be named, 9999-12-31.
    pub const MAX: Self = Self(2_932_896);

    /// The day of `year` (-9999 to 9999), `month` (1 to 12) and `day` (1 to 31), if it exists.
    pub const fn find(year: i16, month: i8, day: i8) -> Option<Self> {
        if year < -9999 || 9999 < year || day < 1 || days_in_month(year, month) < day {
            return None;
        }
        Some(Self(day_number(year, month, day)))
    }

    /// The day of `year`, `month` and `day`, which must exist; for tables.
    ///
    /// # Panics
    /// At compile time in a constant, when there is no such day.
    pub const fn of(year: i16, month: i8, day: i8) -> Self {
        let found = Self::find(year, month, day);
        assert!(found.is_some(), "there is no such day");
        match found {
            Some(day) => day,
            None => Self::MIN,
        }
    }

    /// Days since 1970-01-01; negative before it.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day `number` days after 1970-01-01, or `None` outside the calendar.
    pub const fn from_number(number: i32) -> Option<Self> {
        if number < Self::MIN.0 || Self::MAX.0 < number { None } else { Some(Self(number)) }
    }

    /// The day `days` later (earlier when negative), or `None` outside the calendar.
    pub const fn plus(self, days: i32) -> Option<Self> {
        match self.0.checked_add(days) {
            Some(number) => Self::from_number(number),
            None => None,
        }
    }

    /// The days from this day to `later`; 0 on the same day, negative when `later` is earlier.
    pub const fn days_until(self, later: Self) -> i32 {
        // INVARIANT: both lie within ten thousand years, so the difference fits easily.
        later.0.saturating_sub(self.0)
    }

    /// The same day as a date of the calendar.
    pub fn date(self) -> Date {
        // INVARIANT: a day is never outside the calendar of `Date`.
        self.civil().unwrap_or(Date::constant(1970, 1, 1))
    }

    #[expect(
        clippy::arithmetic_side_effects,
        reason = "day numbers are below 2^22, so four hundred times one fits an i32"
    )]
    fn civil(self) -> Option<Date> {
        // 400 years have 146,097 days; the estimate is at most one year off.
        let estimate = ((self.0 + YEAR_ZERO_TO_EPOCH) * 400).div_euclid(146_097);
        let mut year = i16::try_from(estimate).ok()?;
        if self.0 < day_number(year, 1, 1) {
            year -= 1;
        } else if day_number(year + 1, 1, 1) <= self.0 {
            year += 1;
        }
        let mut rest = self.0 - day_number(year, 1, 1);
        let mut month = 1;
        while i32::from(days_in_month(year, month)) <= rest && month < 12 {
            rest -= i32::from(days_in_month(year, month));
            month += 1;
        }
        Date::new(year, month, i8::try_from(rest + 1).ok()?).ok()
    }
}

const fn is_leap(year: i16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The length of a month in days; 0 when there is no such month.
const fn days_in_month(year: i16, month: i8) -> i8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 0,
    }
}

#[expect(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "the year is within ten thousand of zero, and `From` is not yet const"
)]
const fn day_number(year: i16, month: i8, day: i8) -> i32 {
    let before = match month {
        1 => 0,
        2 => 31,
        3 => 59,
        4 => 90,
        5 => 120,
        6 => 151,
        7 => 181,
        8 => 212,
        9 => 243,
        10 => 273,
        11 => 304,
        _ => 334,
    };
    let leap_day = if 2 < month && is_leap(year) { 1 } else { 0 };
    // Year 0 is a leap year; the 1 counts its 29 February for every later year.
    let past = year as i32 - 1;
    let leap_years = past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400) + 1;
    365 * (past + 1) + leap_years + before + leap_day + (day as i32 - 1) - YEAR_ZERO_TO_EPOCH
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(day_number(date.year(), date.month(), date.day()))
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        day.date()
    }
}

impl FromStr for Day {
    type Err = DayError;

    /// Reads `YYYY-MM-DD`, years 0000 to 9999, and nothing else.
    fn from_str(text: &str) -> Result<Self, DayError> {
        let [year @ .., b'-', m, n, b'-', s, t] = text.as_bytes() else {
            return Err(DayError);
        };
        let read = || {
            let (month, day) = (number(&[*m, *n])?, number(&[*s, *t])?);
            Self::find(number(year)?, month.try_into().ok()?, day.try_into().ok()?)
        };
        if year.len() == 4 { read().ok_or(DayError) } else { Err(DayError) }
    }
}

/// The number written in decimal `digits`, at most four of them.
fn number(digits: &[u8]) -> Option<i16> {
    digits.iter().try_fold(0_i16, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| byte.wrapping_sub(b'0'))?;
        number.checked_mul(10)?.checked_add(digit.into())
    })
}

/// Writes `YYYY-MM-DD`; years before 0 as [`Date`] writes them.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        let Ok(century) = u8::try_from(date.year().div_euclid(100)) else {
            return fmt::Display::fmt(&date, f);
        };
        let two = |number: u8| [b'0'.wrapping_add(number / 10), b'0'.wrapping_add(number % 10)];
        let of_century = u8::try_from(date.year().rem_euclid(100)).unwrap_or(0);
        let [month, day] = [date.month(), date.day()].map(|number| two(number.unsigned_abs()));
        let parts: [&[u8]; 6] = [&two(century), &two(of_century), b"-", &month, b"-", &day];
        let mut text = [0; 10];
        for (to, from) in text.iter_mut().zip(parts.into_iter().flatten()) {
            *to = *from;
        }
        f.pad(str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_has_its_own_number() {
        let mut date = Date::constant(1800, 1, 1);
        let first = Day::from(date).number();
        for number in first..first + 146_097 {
            assert_eq!(Day::from(date).number(), number, "{date}");
            assert_eq!(Day(number).date(), date);
            date = date.tomorrow().unwrap();
        }
        assert_eq!(Day::of(1970, 1, 1).number(), 0);
    }

    #[test]
    fn every_year_of_the_calendar_follows_the_last() {
        for year in -9999..9999 {
            let (last, first) = (Day::of(year, 12, 31), Day::of(year + 1, 1, 1));
            assert_eq!(last.days_until(first), 1);
            assert_eq!(last.date(), Date::constant(year, 12, 31));
            assert_eq!(first.date(), Date::constant(year + 1, 1, 1));
        }
        assert_eq!((Day::MIN.date(), Day::MAX.date()), (Date::MIN, Date::MAX));
    }

    #[test]
    fn a_day_outside_the_calendar_is_not_made() {
        assert_eq!(Day::MAX.plus(1), None);
        assert_eq!(Day::MIN.plus(-1), None);
        assert_eq!(Day::MAX.plus(i32::MAX), None);
        assert_eq!(Day::from_number(i32::MIN), None);
        assert_eq!(Day::of(2026, 12, 31).plus(1), Some(Day::of(2027, 1, 1)));
    }

    #[test]
    fn a_day_is_read_strictly() {
        assert_eq!("2024-02-29".parse(), Ok(Day::of(2024, 2, 29)));
        assert_eq!("0000-01-01".parse(), Ok(Day::of(0, 1, 1)));
        for wrong in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "2026-1-01",
            "+026-01-01",
            "2026-01-01T",
            "20260101",
            "2026/01/01",
            " 026-01-01",
            "2026-01-\u{661}",
            "",
        ] {
            assert_eq!(wrong.parse::<Day>(), Err(DayError), "{wrong}");
        }
        assert_eq!(Day::of(2026, 7, 5).to_string(), "2026-07-05");
        assert_eq!(Day::of(0, 12, 31).to_string(), "0000-12-31");
        assert_eq!(Day::MIN.to_string(), Date::MIN.to_string());
    }
}
