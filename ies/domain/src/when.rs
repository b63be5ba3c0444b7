//! Arithmetic of instants and civil days that cannot overflow unnoticed.

use fnd_core::deadline::months_after;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// `at` and `by` later; the end of time when that is out of range.
pub(crate) fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// `days` of 24 hours. For periods that nobody counts in civil days.
pub(crate) fn days(days: u16) -> SignedDuration {
    SignedDuration::from_hours(i64::from(days).saturating_mul(24))
}

/// `hours` as a duration.
pub(crate) fn hours(hours: u16) -> SignedDuration {
    SignedDuration::from_hours(i64::from(hours))
}

/// The same instant of the day `months` later, in UTC, by the rule of [`months_after`].
pub(crate) fn months_later(at: Timestamp, months: u8) -> Timestamp {
    let at = at.to_zoned(TimeZone::UTC).datetime();
    let day = months_after(at.date(), months);
    day.to_datetime(at.time())
        .to_zoned(TimeZone::UTC)
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;

    #[test]
    fn a_month_without_the_day_ends_on_its_last_day() {
        let cases = [
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2028, 1, 31), 1, date(2028, 2, 29)),
            (date(2026, 1, 31), 3, date(2026, 4, 30)),
            (date(2026, 8, 31), 1, date(2026, 9, 30)),
            (date(2026, 2, 28), 1, date(2026, 3, 28)),
            (date(2026, 12, 15), 12, date(2027, 12, 15)),
            (date(2028, 2, 29), 12, date(2029, 2, 28)),
        ];
        for (day, months, expected) in cases {
            assert_eq!(months_after(day, months), expected, "{day} and {months} months");
        }
    }

    #[test]
    fn months_keep_the_instant_of_the_day() {
        let at: Timestamp = "2026-01-31T23:59:59Z".parse().unwrap();
        assert_eq!(months_later(at, 1), "2026-02-28T23:59:59Z".parse().unwrap());
    }

    #[test]
    fn the_end_of_time_is_not_passed() {
        assert_eq!(later(Timestamp::MAX, days(1)), Timestamp::MAX);
        assert_eq!(months_after(Date::MAX, 1), Date::MAX);
    }
}
