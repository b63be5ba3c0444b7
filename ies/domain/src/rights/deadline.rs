//! Until when a request is answered.
//!
//! Law: EUDPR Art. 14(3): one month of receipt, extendable by two further months; Regulation
//! (EEC, Euratom) No 1182/71 Art. 3: the day of receipt does not count, a period of months ends
//! with the same day of the month or its last one, and an end on a Saturday, Sunday or holiday
//! moves to the next working day.

use fnd_core::deadline::{months_after, next_working_day};
use jiff::ToSpan;
use jiff::civil::Date;

/// Months for the answer.
pub const MONTHS: u8 = 1;
/// Months for the answer once it was extended, counted from receipt as well.
pub const MONTHS_EXTENDED: u8 = 3;

/// The last day for the answer to a request received on `received`.
pub fn due(received: Date, holidays: &[Date]) -> Date {
    next_working_day(months_after(received, MONTHS), holidays)
}

/// The last day once the time was extended. Counted from receipt in one go: 31 January and three
/// months is 30 April, not three months after a February that was too short.
pub fn due_extended(received: Date, holidays: &[Date]) -> Date {
    next_working_day(months_after(received, MONTHS_EXTENDED), holidays)
}

/// The last day on which an extension can be told: within one month of receipt, without regard
/// to weekends, because the person is to know by then.
pub fn extension_told_by(received: Date) -> Date {
    months_after(received, MONTHS)
}

coded! {
    /// What is due, as officers see it on the day they look.
    pub enum Signal {
        /// There is time.
        OnTime => "on-time",
        /// A week or less.
        Week => "week",
        /// Three days or fewer.
        ThreeDays => "three-days",
        /// It is the last day.
        LastDay => "last-day",
        /// The time is over.
        Overdue => "overdue",
    }
}

/// What is due on the day `today` for an answer due on `due`.
pub fn signal(due: Date, today: Date) -> Signal {
    match today.until(due).map(|span| span.get_days()) {
        Ok(8..) => Signal::OnTime,
        Ok(4..=7) => Signal::Week,
        Ok(1..=3) => Signal::ThreeDays,
        Ok(0) => Signal::LastDay,
        Ok(..0) | Err(_) => Signal::Overdue,
    }
}

/// The first day from which a signal counts as told for an answer due on `due`: an extension
/// moves the last day, and then signals come anew.
pub fn signals_from(due: Date) -> Date {
    due.checked_sub(SIGNAL_DAYS_MAX.days()).unwrap_or(Date::MIN)
}

/// Days before the end from which officers are told.
const SIGNAL_DAYS_MAX: i32 = 7;

impl Signal {
    /// Whether officers get a mail when this signal first stands.
    pub const fn is_told(self) -> bool {
        !matches!(self, Self::OnTime)
    }
}

#[cfg(test)]
mod tests {
    use fnd_core::deadline::is_working_day;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_answer_is_due_after_one_month_or_three() {
        let holidays = [date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)];
        let cases = [
            ("a plain month", date(2026, 3, 5), date(2026, 4, 6), date(2026, 6, 5)),
            ("the same day of the month", date(2026, 6, 15), date(2026, 7, 15), date(2026, 9, 15)),
            ("a month without the day", date(2026, 1, 31), date(2026, 3, 2), date(2026, 4, 30)),
            ("a leap year", date(2028, 1, 31), date(2028, 2, 29), date(2028, 5, 1)),
            ("the end of August", date(2026, 8, 31), date(2026, 9, 30), date(2026, 11, 30)),
            ("over the turn of the year", date(2026, 12, 15), date(2027, 1, 15), date(2027, 3, 15)),
            ("a holiday and a weekend", date(2026, 11, 25), date(2026, 12, 29), date(2027, 2, 25)),
            ("New Year on a Friday", date(2026, 12, 1), date(2027, 1, 4), date(2027, 3, 1)),
        ];
        for (rule, received, plain, extended) in cases {
            assert_eq!(due(received, &holidays), plain, "{rule}");
            assert_eq!(due_extended(received, &holidays), extended, "{rule}");
        }
    }

    #[test]
    fn officers_see_the_end_coming() {
        let due = date(2026, 7, 31);
        let cases = [
            (date(2026, 7, 1), Signal::OnTime),
            (date(2026, 7, 23), Signal::OnTime),
            (date(2026, 7, 24), Signal::Week),
            (date(2026, 7, 27), Signal::Week),
            (date(2026, 7, 28), Signal::ThreeDays),
            (date(2026, 7, 30), Signal::ThreeDays),
            (date(2026, 7, 31), Signal::LastDay),
            (date(2026, 8, 1), Signal::Overdue),
            (date(2027, 8, 1), Signal::Overdue),
        ];
        for (today, expected) in cases {
            assert_eq!(signal(due, today), expected, "{today}");
        }
    }

    #[test]
    fn a_signal_is_told_from_its_first_day_on() {
        let due = date(2026, 7, 31);
        let first = signals_from(due);
        assert!(signal(due, first).is_told());
        assert!(!signal(due, first.yesterday().unwrap()).is_told());
    }

    #[test]
    fn who_never_works_is_not_waited_for_without_end() {
        let holidays: Vec<_> = date(2026, 1, 1).series(jiff::ToSpan::day(1)).take(400).collect();
        assert!(due(date(2026, 1, 15), &holidays) <= date(2026, 3, 31));
    }

    proptest! {
        #[test]
        fn an_end_lies_on_a_working_day_within_the_month_after(days in 0_i32..20_000) {
            let received = date(2000, 1, 1).checked_add(jiff::ToSpan::days(days)).unwrap();
            let end = due(received, &[]);
            let length = received.until(end).unwrap().get_days();
            prop_assert!(is_working_day(end, &[]));
            prop_assert!((28..=33).contains(&length), "{} {}", received, end);
            prop_assert!(end < due_extended(received, &[]));
            prop_assert!(extension_told_by(received) <= end);
        }
    }
}
