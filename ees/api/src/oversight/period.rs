//! The days that a report is about. The last one is included; days are those of UTC.

use ees_store::Span;
use ees_wire::text;
use fnd_web::problem::Problem;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use crate::problem::of_parameter;

/// Days that a report is about when nothing is said.
pub const DAYS_USUAL: i32 = 30;
/// Days that a report can be about: a quarter of a year.
pub const DAYS_MAX: i32 = 92;

/// Which days; without an answer the last thirty, today included.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Query {
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::CalendarDay, required = false, inline)]
    pub from: Option<String>,
    /// The last day, 91 days later at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::CalendarDay, required = false, inline)]
    pub to: Option<String>,
}

/// The first and the last day of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Query {
    /// The days asked for.
    ///
    /// # Errors
    /// `not-a-day`, `period-reversed` and `period-too-long`, each at its parameter.
    pub fn period(&self, now: Timestamp) -> Result<Period, Problem> {
        let today = now.to_zoned(TimeZone::UTC).date();
        let (last, first) = (day("to", self.to.as_deref()), day("from", self.from.as_deref()));
        let (last, first) = match (last, first) {
            (Ok(last), Ok(first)) => (last.unwrap_or(today), first),
            (Err(last), Err(first)) => {
                return Err(first.errors().iter().cloned().fold(last, Problem::at));
            }
            (Err(problem), Ok(_)) | (Ok(_), Err(problem)) => return Err(problem),
        };
        let usual = last.saturating_sub(jiff::Span::new().days(DAYS_USUAL.saturating_sub(1)));
        let first = first.unwrap_or(usual);
        let wrong = |code, detail: String| Err(of_parameter("to", code, detail));
        if last < first {
            return wrong("period-reversed", "expected a day not before `from`".into());
        }
        let days = last.since(first).map_or(i32::MAX, |span| span.get_days()).saturating_add(1);
        if DAYS_MAX < days {
            return wrong("period-too-long", format!("expected at most {DAYS_MAX} days"));
        }
        Ok(Period { first, last })
    }
}

fn day(field: &str, text: Option<&str>) -> Result<Option<Date>, Problem> {
    let wrong = || of_parameter(field, "not-a-day", "expected a day, `YYYY-MM-DD`");
    let read = |text: &str| -> Option<Date> {
        let is_form = text.len() == "0000-00-00".len();
        text.parse().ok().filter(|_| is_form)
    };
    text.map(|text| read(text).ok_or_else(wrong)).transpose()
}

impl Period {
    /// From the beginning of the first day to the end of the last.
    pub fn span(&self) -> Span {
        let begin = |date: Date| {
            let zoned = date.to_zoned(TimeZone::UTC);
            zoned.map_or(Timestamp::MIN, |begin| begin.timestamp())
        };
        (begin(self.first), begin(self.last.tomorrow().unwrap_or(self.last)))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_period_is_the_days_that_are_named_and_bounded() {
        let now = "2026-07-15T23:30:00Z".parse().unwrap();
        let ask = |from: Option<&str>, to: Option<&str>| {
            Query { from: from.map(str::to_owned), to: to.map(str::to_owned) }.period(now)
        };
        let days = |first, last| Ok(Period { first, last });
        let (today, usual) = (date(2026, 7, 15), date(2026, 6, 16));
        assert_eq!(ask(None, None), days(usual, today));
        assert_eq!(ask(Some("2026-07-01"), None), days(date(2026, 7, 1), today));
        assert_eq!(ask(None, Some("2026-07-01")), days(date(2026, 6, 2), date(2026, 7, 1)));
        assert_eq!(ask(Some("2026-04-15"), None), days(date(2026, 4, 15), today), "92 days");
        for (from, to, code) in [
            (Some("2026-04-14"), None, "period-too-long"),
            (Some("2026-07-16"), None, "period-reversed"),
            (Some("yesterday"), None, "not-a-day"),
            (None, Some("2026-02-30"), "not-a-day"),
            (None, Some("2026-07-15T00:00"), "not-a-day"),
        ] {
            let problem = ask(from, to).unwrap_err();
            assert_eq!(problem.errors().first().map(|fault| fault.code), Some(code), "{from:?}");
        }
    }

    #[test]
    fn the_last_day_is_included() {
        let period = Period { first: date(2026, 7, 1), last: date(2026, 7, 1) };
        let (from, to) = period.span();
        assert_eq!(to.duration_since(from), jiff::SignedDuration::from_hours(24));
    }
}
