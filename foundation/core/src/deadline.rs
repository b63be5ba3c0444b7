//! Periods and working days as the Union's acts count them.
//!
//! Law: Regulation (EEC, Euratom) No 1182/71. Holidays differ by State, so they are the
//! caller's; this module knows only Saturdays and Sundays.

use jiff::civil::{Date, Weekday};

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
}
