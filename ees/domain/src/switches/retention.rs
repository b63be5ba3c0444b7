//! What the law leaves open about erasure.

use fnd_core::deadline::{days_after, years_after};
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

use crate::day::Day;

/// The switches of erasure. [`RetentionSwitches::default`] is the reading of November 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionSwitches {
    /// Whether data is still there on the last day of its period. Default: it is, and goes on the
    /// day after.
    ///
    /// Source: EES Art. 34 names periods and no hour; Reg. 1182/71 Art. 3(2)(c) lets a period of
    /// years end with the last hour of its last day.
    pub last_day: LastDay,
    /// Minutes from UTC at which a day is over everywhere. Default: −60, the Azores in winter.
    ///
    /// Source: EES Art. 16(2)(a) has a record bear the day of its crossing point, and a period
    /// must not end before that day is over there.
    pub day_end_offset_minutes: i16,
    /// How long log rows are kept that name no file. Default: as long as those of a file at which
    /// nothing has happened since.
    ///
    /// Source: EES Art. 46(4) counts from the end of the period of Art. 34, and such a row has
    /// none.
    pub rows_about_nobody: RowsAboutNobody,
    /// Days for which a notice to Member States is kept. Default: 90.
    ///
    /// Source: EES Art. 12, 34(3) and 35(7) have States told and say nothing of the notice; it
    /// names files, and is kept until nobody needs it sent again.
    pub notice_days: u16,
    /// Days for which a notice is kept as long as a Member State whom it is for cannot be told.
    /// Default: 180.
    ///
    /// Source: EES Art. 12(1), 34(3) and 35(7) order that the State is told, and no article lets
    /// that be given up; the period bounds what a State is told late by what is still there.
    pub untold_notice_days: u16,
}

/// Whether the last day of a period is a day on which the data is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LastDay {
    /// The data is there to its end.
    Counts,
    /// The data goes as it begins.
    DoesNotCount,
}

/// How long log rows are kept that name no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowsAboutNobody {
    /// Three years and a day as a file, Art. 34(2), and one year more, Art. 46(4).
    LikeThoseOfAFile,
    /// One year: there is no data whose period they could outlast.
    OneYear,
}

impl Default for RetentionSwitches {
    fn default() -> Self {
        Self {
            last_day: LastDay::Counts,
            day_end_offset_minutes: -60,
            rows_about_nobody: RowsAboutNobody::LikeThoseOfAFile,
            notice_days: crate::retention::NOTICE_DAYS,
            untold_notice_days: crate::retention::UNTOLD_NOTICE_DAYS,
        }
    }
}

impl RetentionSwitches {
    /// The zone in which the day ends last.
    fn zone(self) -> TimeZone {
        let seconds = i32::from(self.day_end_offset_minutes).saturating_mul(60);
        TimeZone::fixed(Offset::from_seconds(seconds).unwrap_or(Offset::UTC))
    }

    /// The day that has not ended everywhere at `now`.
    pub fn today(self, now: Timestamp) -> Day {
        Day::from(now.to_zoned(self.zone()).date())
    }

    /// The instant at which `day` begins where it ends last.
    pub fn begin_of(self, day: Day) -> Option<Timestamp> {
        day.date().to_zoned(self.zone()).ok().map(|begin| begin.timestamp())
    }

    /// The earliest last day of what is kept on `today`: whatever was kept until a day before it
    /// is erased.
    ///
    /// Law: EES Art. 34; Reg. 1182/71 Art. 3(2)(c).
    pub fn kept_from(self, today: Day) -> Day {
        match self.last_day {
            LastDay::Counts => today,
            LastDay::DoesNotCount => today.date().tomorrow().map_or(Day::MAX, Day::from),
        }
    }

    /// The last day on which a log row of `written` that names no file is kept.
    ///
    /// Law: EES Art. 46(4).
    pub fn row_about_nobody_kept_until(self, written: Day) -> Day {
        let end: Date = match self.rows_about_nobody {
            RowsAboutNobody::LikeThoseOfAFile => {
                years_after(days_after(years_after(written.date(), 3), 1), 1)
            }
            RowsAboutNobody::OneYear => years_after(written.date(), 1),
        };
        Day::from(end)
    }

    /// The first instant whose log rows that name no file are kept on `today`: the earlier ones
    /// are erased. `None` at the edge of the calendar.
    pub fn rows_about_nobody_from(self, today: Day) -> Option<Timestamp> {
        let first = self.kept_from(today);
        // Five years back is before every period of the switch; the days after it are tried.
        let mut day = first.date().checked_sub(5.years()).ok()?;
        while self.row_about_nobody_kept_until(Day::from(day)) < first {
            day = day.tomorrow().ok()?;
        }
        self.begin_of(Day::from(day))
    }

    /// The first instant whose notices are kept on `today`: the earlier ones are erased.
    pub fn notices_from(self, today: Day) -> Option<Timestamp> {
        self.days_before(today, self.notice_days)
    }

    /// The first instant whose notices are kept on `today` although they could not be told; never
    /// later than [`notices_from`](Self::notices_from).
    pub fn untold_notices_from(self, today: Day) -> Option<Timestamp> {
        self.days_before(today, self.untold_notice_days.max(self.notice_days))
    }

    /// The instant at which what is kept for `days` begins on `today`.
    fn days_before(self, today: Day, days: u16) -> Option<Timestamp> {
        let first = self.kept_from(today).date().checked_sub(i32::from(days).days()).ok()?;
        self.begin_of(Day::from(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_over_when_it_is_over_everywhere() {
        let switches = RetentionSwitches::default();
        let day = Day::of(2029, 7, 15);
        let cases = [
            ("2029-07-16T00:59:59Z", day),
            ("2029-07-16T01:00:00Z", Day::of(2029, 7, 16)),
            ("2029-07-15T01:00:00Z", day),
        ];
        for (now, expected) in cases {
            assert_eq!(switches.today(now.parse().unwrap()), expected, "{now}");
        }
        assert_eq!(switches.kept_from(day), day, "what is kept until today is there today");
        let other = RetentionSwitches { last_day: LastDay::DoesNotCount, ..switches };
        assert_eq!(other.kept_from(day), Day::of(2029, 7, 16), "or goes as the day begins");
    }

    #[test]
    fn rows_that_name_no_file_go_after_their_own_period() {
        let switches = RetentionSwitches::default();
        let one_year =
            RetentionSwitches { rows_about_nobody: RowsAboutNobody::OneYear, ..switches };
        let cases = [
            ("as a file", switches, "2026-07-15T01:00:00Z", Day::of(2030, 7, 16)),
            ("one year", one_year, "2026-07-15T01:00:00Z", Day::of(2027, 7, 15)),
            ("a leap day", one_year, "2028-02-29T01:00:00Z", Day::of(2029, 2, 28)),
        ];
        for (rule, switches, written, last) in cases {
            let written: Timestamp = written.parse().unwrap();
            let after = Day::from(last.date().tomorrow().unwrap());
            assert!(switches.rows_about_nobody_from(last).unwrap() <= written, "{rule}");
            assert!(written < switches.rows_about_nobody_from(after).unwrap(), "{rule}");
        }
    }
}
