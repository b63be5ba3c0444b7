//! Dates of birth of which a part is unknown.
//!
//! Some documents print only a year of birth, or nothing. Source: ICAO Doc 9303-3 section 4.8,
//! where `<<` stands for an unknown part.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// First year a date of birth may have.
pub const YEAR_MIN: i16 = 1850;
/// Last year a date of birth may have.
pub const YEAR_MAX: i16 = 2199;
/// A leap year, in which every day of any year exists.
const LEAP_YEAR: i16 = 2000;

/// A day of which each part may be unknown.
///
/// The written form is that of ISO 8601 with zeroes for what is unknown: `1979-03-00`,
/// `1979-00-00`, `0000-00-00`. The order is that of the written form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
}

/// Why something is no partial date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PartialDateError {
    /// Not `YYYY-MM-DD`.
    #[error("a date is written YYYY-MM-DD, with zeroes for unknown parts")]
    NotADate,
    /// The year is out of range.
    #[error("a year of birth lies between {YEAR_MIN} and {YEAR_MAX}")]
    YearOutOfRange,
    /// The calendar has no such day or month.
    #[error("the calendar has no such day")]
    NoSuchDay,
}

impl PartialDateError {
    /// The stable name of the error.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotADate => "not-a-date",
            Self::YearOutOfRange => "year-out-of-range",
            Self::NoSuchDay => "no-such-day",
        }
    }
}

impl PartialDate {
    /// A date of which nothing is known.
    pub const UNKNOWN: Self = Self { year: None, month: None, day: None };

    /// A date of known and unknown parts; an impossible combination is refused.
    ///
    /// The 29 February is possible when the year is unknown.
    pub fn new(
        year: Option<i16>,
        month: Option<i8>,
        day: Option<i8>,
    ) -> Result<Self, PartialDateError> {
        if year.is_some_and(|year| !(YEAR_MIN..=YEAR_MAX).contains(&year)) {
            return Err(PartialDateError::YearOutOfRange);
        }
        // January has 31 days, so an unknown month allows them all.
        match Date::new(year.unwrap_or(LEAP_YEAR), month.unwrap_or(1), day.unwrap_or(1)) {
            Ok(_) => Ok(Self { year, month, day }),
            Err(_) => Err(PartialDateError::NoSuchDay),
        }
    }

    /// A wholly known date.
    pub fn full(day: Date) -> Result<Self, PartialDateError> {
        Self::new(Some(day.year()), Some(day.month()), Some(day.day()))
    }

    /// The year, if known.
    pub const fn year(self) -> Option<i16> {
        self.year
    }

    /// The month, 1 to 12, if known.
    pub const fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month, 1 to 31, if known.
    pub const fn day(self) -> Option<i8> {
        self.day
    }

    /// The day, when every part is known.
    pub fn to_date(self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// The earliest day it could be; `None` when the year is unknown.
    pub fn earliest(self) -> Option<Date> {
        let year = self.year?;
        let months = self.month.map_or(1..=12, |month| month..=month);
        months.into_iter().find_map(|month| Date::new(year, month, self.day.unwrap_or(1)).ok())
    }

    /// The latest day it could be; `None` when the year is unknown.
    pub fn latest(self) -> Option<Date> {
        let year = self.year?;
        let months = self.month.map_or(1..=12, |month| month..=month);
        months.into_iter().rev().find_map(|month| match self.day {
            Some(day) => Date::new(year, month, day).ok(),
            None => Date::new(year, month, 1).ok().map(Date::last_of_month),
        })
    }

    /// Whether both could be one and the same day: no known part contradicts another.
    pub fn could_be_same_day(self, other: Self) -> bool {
        fn agree<T: PartialEq + Copy>(a: Option<T>, b: Option<T>) -> bool {
            a.is_none() || b.is_none() || a == b
        }
        agree(self.year, other.year)
            && agree(self.month, other.month)
            && agree(self.day, other.day)
            && Self::new(
                self.year.or(other.year),
                self.month.or(other.month),
                self.day.or(other.day),
            )
            .is_ok()
    }

    /// The same date with day and month exchanged, if both are known and the calendar has it.
    pub fn day_month_swapped(self) -> Option<Self> {
        Self::new(self.year, Some(self.day?), Some(self.month?)).ok()
    }

    /// Least and greatest age in completed years on `on`; `None` when the year is unknown or
    /// the birth may lie after `on`.
    pub fn age_on(self, on: Date) -> Option<(i16, i16)> {
        Some((completed_years(self.latest()?, on)?, completed_years(self.earliest()?, on)?))
    }

    /// The six characters of a machine readable zone, `<<` for an unknown part.
    pub fn to_mrz(self) -> String {
        let year = self.year.map(|year| year.rem_euclid(100));
        let parts = [year, self.month.map(i16::from), self.day.map(i16::from)];
        parts.map(|part| part.map_or("<<".to_owned(), |value| format!("{value:02}"))).concat()
    }
}

/// Whole years between `birth` and `on`; `None` when `birth` is later.
///
/// Who is born on 29 February completes a year on 1 March of a common year.
fn completed_years(birth: Date, on: Date) -> Option<i16> {
    if on < birth {
        return None;
    }
    let years = on.year().saturating_sub(birth.year());
    let before = (on.month(), on.day()) < (birth.month(), birth.day());
    Some(years.saturating_sub(i16::from(before)))
}

impl TryFrom<Date> for PartialDate {
    type Error = PartialDateError;

    fn try_from(day: Date) -> Result<Self, PartialDateError> {
        Self::full(day)
    }
}

impl FromStr for PartialDate {
    type Err = PartialDateError;

    fn from_str(text: &str) -> Result<Self, PartialDateError> {
        fn part<T: FromStr>(text: Option<&str>, digits: usize) -> Result<T, PartialDateError> {
            text.filter(|t| t.len() == digits && t.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|t| t.parse().ok())
                .ok_or(PartialDateError::NotADate)
        }
        let mut parts = text.split('-');
        let year: i16 = part(parts.next(), 4)?;
        let month: i8 = part(parts.next(), 2)?;
        let day: i8 = part(parts.next(), 2)?;
        if parts.next().is_some() {
            return Err(PartialDateError::NotADate);
        }
        let known = |value: i8| (value != 0).then_some(value);
        Self::new((year != 0).then_some(year), known(month), known(day))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.year, self.month, self.day);
        write!(f, "{:04}-{:02}-{:02}", year.unwrap_or(0), month.unwrap_or(0), day.unwrap_or(0))
    }
}

#[cfg(test)]
mod tests;
