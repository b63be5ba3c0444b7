//! Periods and working days as the Union's acts count them.
//!
//! Law: Regulation (EEC, Euratom) No 1182/71. Holidays differ by State, so they are the
//! caller's, as [`crate::holidays`] knows them; this module knows only Saturdays and Sundays.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Days, holidays included, that may follow each other without a working day; a bound on looking.
const CLOSED_DAYS_MAX: usize = 30;

/// Whether `day` is a working day: not a Saturday, a Sunday or one of `holidays`.
///
/// Law: Reg. 1182/71 Art. 2(2).
pub fn is_working_day(day: Date, holidays: &[Date]) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(&day)
}

/// The latest working day not after `day`, or `None` when the calendar begins first.
pub fn last_working_day(day: Date, holidays: &[Date]) -> Option<Date> {
    let mut candidate = day;
    while !is_working_day(candidate, holidays) {
        candidate = candidate.yesterday().ok()?;
    }
    Some(candidate)
}

/// The first working day from `day` on; `day` itself when a month of holidays follows it.
pub fn next_working_day(day: Date, holidays: &[Date]) -> Date {
    let mut candidate = day;
    for _ in 0..CLOSED_DAYS_MAX {
        if is_working_day(candidate, holidays) {
            return candidate;
        }
        candidate = candidate.tomorrow().unwrap_or(Date::MAX);
    }
    candidate
}

/// The day of the month `months` later, or the last day of that month where it has no such day.
///
/// Law: Reg. 1182/71 Art. 3(2)(c).
pub fn months_after(day: Date, months: u8) -> Date {
    day.checked_add(i32::from(months).months()).unwrap_or(Date::MAX)
}

/// The day `years` later, or the last day of February where the year has no 29th.
///
/// Law: Reg. 1182/71 Art. 3(2)(c).
pub fn years_after(day: Date, years: u8) -> Date {
    day.checked_add(i32::from(years).years()).unwrap_or(Date::MAX)
}

/// The last day of a period of `days` that an event on `from` begins, without regard to whether
/// it is a working day. The day of the event does not count.
///
/// Law: Reg. 1182/71 Art. 3(1) and (2)(b).
pub fn days_after(from: Date, days: u16) -> Date {
    from.checked_add(i32::from(days).days()).unwrap_or(Date::MAX)
}

/// The last day of a period of `days` working days that an event on `from` begins.
///
/// Law: Reg. 1182/71 Art. 3(1) and (3), where an act says that working days are meant.
pub fn working_days_after(from: Date, days: u16, holidays: &[Date]) -> Date {
    let mut day = from;
    for _ in 0..days {
        day = next_working_day(day.tomorrow().unwrap_or(Date::MAX), holidays);
    }
    day
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_last_working_day_steps_over_weekends_and_holidays() {
        let cases = [
            ("a Wednesday stands", date(2026, 7, 29), &[][..], date(2026, 7, 29)),
            ("a Sunday goes back to Friday", date(2026, 8, 2), &[], date(2026, 7, 31)),
            (
                "a holiday is stepped over",
                date(2026, 1, 1),
                &[date(2026, 1, 1)],
                date(2025, 12, 31),
            ),
        ];
        for (rule, day, holidays, expected) in cases {
            assert_eq!(last_working_day(day, holidays), Some(expected), "{rule}");
        }
    }

    #[test]
    fn working_days_are_counted_from_the_day_after_the_event() {
        let whit_monday = [date(2026, 6, 1)];
        let cases = [
            ("over a weekend", date(2026, 6, 1), 5, &[][..], date(2026, 6, 8)),
            ("an event on a Saturday", date(2026, 6, 6), 1, &[], date(2026, 6, 8)),
            ("over a holiday", date(2026, 5, 29), 2, &whit_monday, date(2026, 6, 3)),
            ("none at all", date(2026, 6, 6), 0, &[], date(2026, 6, 6)),
        ];
        for (rule, from, days, holidays, expected) in cases {
            assert_eq!(working_days_after(from, days, holidays), expected, "{rule}");
        }
    }

    #[test]
    fn months_and_years_end_with_the_same_day_or_the_last_one() {
        assert_eq!(months_after(date(2026, 1, 31), 1), date(2026, 2, 28));
        assert_eq!(months_after(date(2026, 6, 15), 3), date(2026, 9, 15));
        assert_eq!(years_after(date(2028, 2, 29), 3), date(2031, 2, 28));
        assert_eq!(months_after(Date::MAX, 1), Date::MAX);
        assert_eq!(days_after(date(2026, 12, 28), 7), date(2027, 1, 4));
    }

    #[test]
    fn a_weekend_moves_to_monday() {
        assert_eq!(next_working_day(date(2026, 8, 1), &[]), date(2026, 8, 3));
        assert_eq!(next_working_day(date(2026, 8, 3), &[date(2026, 8, 3)]), date(2026, 8, 4));
    }
}
