//! Until when each thing is kept: the rules of erasure, and the day they give.
//!
//! The periods stand here once. The register of processing shows them, and the nightly erasure
//! counts with them.
//!
//! Law: EES Art. 34 and 46(4).

use fnd_core::Id;
use fnd_core::deadline::{days_after, years_after};
use fnd_register::{Period, Retention};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::day::Day;
use crate::file::{Crossing, File, RecordedStay};
use crate::overstayer::Mark;
use crate::refusal::Refusal;

/// An entry/exit record, from its exit.
pub const RECORD: Retention = Retention {
    from: "exit-of-the-record",
    period: Period::YearsAndDays(3, 0),
    basis: "EES Art. 34(1); without exit five years after the end of the stay, Art. 34(3); of a \
            family member one year, Art. 34(4)",
};
/// A refusal of entry record, from the refusal.
pub const REFUSAL: Retention =
    Retention { from: "refusal", period: Period::YearsAndDays(3, 0), basis: "EES Art. 34(1)" };
/// The individual file, from the last exit or refusal: so long as no entry follows.
pub const FILE: Retention = Retention {
    from: "last-exit-or-refusal",
    period: Period::YearsAndDays(3, 1),
    basis: "EES Art. 34(2)",
};
/// A record without exit, from the end of the authorised stay.
pub const NO_EXIT: Retention = Retention {
    from: "end-of-the-stay",
    period: Period::YearsAndDays(5, 0),
    basis: "EES Art. 34(3)",
};
/// A record of a family member, from its exit.
pub const FAMILY: Retention = Retention {
    from: "exit-of-the-record",
    period: Period::YearsAndDays(1, 0),
    basis: "EES Art. 34(4)",
};
/// A record of a family member without exit, from the entry.
pub const FAMILY_NO_EXIT: Retention = Retention {
    from: "entry-of-the-record",
    period: Period::YearsAndDays(5, 0),
    basis: "EES Art. 34(4)",
};
/// What was taken at a crossing point and not entered, from when it was taken.
pub const CAPTURE: Retention =
    Retention { from: "capture", period: Period::Hours(1), basis: "EES Art. 23(2), 27; 39(1)(c)" };
/// For how many hours that is.
pub const CAPTURE_HOURS: i64 = 1;
/// That samples of a file have changed, until every gallery knows it.
pub const GALLERY_CHANGE: Retention =
    Retention { from: "change-of-samples", period: Period::Hours(48), basis: "EES Art. 23(2), 27" };
/// For how many hours that is.
pub const GALLERY_CHANGE_HOURS: i64 = 48;
/// Log rows about a file, from the end of the period of its data.
pub const LOG: Retention = Retention {
    from: "erasure-of-the-data-concerned",
    period: Period::YearsAndDays(1, 0),
    basis: "EES Art. 46(4)",
};
/// Days for which a notice to Member States is kept, unless a switch says otherwise.
pub const NOTICE_DAYS: u16 = 90;
/// Days for which a notice is kept of which a Member State cannot be told, unless a switch says
/// otherwise.
pub const UNTOLD_NOTICE_DAYS: u16 = 180;
/// A notice to Member States, from the moment it became true, at most: one that was told goes
/// earlier.
pub const NOTICE: Retention = Retention {
    from: "notice",
    period: Period::YearsAndDays(0, UNTOLD_NOTICE_DAYS),
    basis: "EES Art. 12(1), 34(3), 35(7)",
};
/// A monitoring procedure, from its end.
pub const PROCEDURE: Retention = Retention {
    from: "end-of-the-procedure",
    period: Period::YearsAndDays(1, 0),
    basis: "EES Art. 46(4)",
};
/// Months before the erasure of an overstayer's data at which the Member State is told.
///
/// Law: EES Art. 34(3).
pub const WARNING_MONTHS: i64 = 3;

/// The last day of `period` counted from `from`; `from` itself for a period that adds nothing.
///
/// Law: Reg. 1182/71 Art. 3(2)(c): the same day of the year, or the last day of its month.
fn end_of(from: Day, period: Period) -> Day {
    let end = match period {
        Period::YearsAndDays(years, days) => days_after(years_after(from.date(), years), days),
        Period::Hours(_) | Period::UntilThen => from.date(),
    };
    Day::from(end)
}

/// The days of an entry/exit record that decide how long it is kept; nothing of them says who it
/// is about, so that they can be read without opening the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordDays {
    /// The day of the entry; `None` when it was never recorded.
    pub entry: Option<Day>,
    /// The day of the exit; `None` as long as none is recorded.
    pub exit: Option<Day>,
    /// The last day of the authorised stay, the later one where two are possible; `None` where
    /// none is calculated.
    pub end_of_stay: Option<Day>,
    /// Whether the record is of a family member without card. Art. 2(4).
    pub is_family: bool,
}

impl RecordDays {
    /// Those of `record`.
    pub fn of(record: &Crossing) -> Self {
        Self {
            entry: record.entry.as_ref().map(|entry| entry.passage.day),
            exit: record.exit.as_ref().map(|exit| exit.day),
            end_of_stay: end_of_stay(record),
            is_family: record.ground.is_family(),
        }
    }

    /// The last day on which the record is kept, as things stand.
    ///
    /// Law: EES Art. 34(1), (3) and (4). While no exit is recorded the period runs from the end of
    /// the authorised stay, so the day is known from the entry on and moves when the exit comes.
    pub fn kept_until(self) -> Day {
        match (self.exit, self.is_family) {
            (Some(exit), true) => end_of(exit, FAMILY.period),
            (Some(exit), false) => end_of(exit, RECORD.period),
            (None, true) => end_of(self.entry.unwrap_or(Day::MIN), FAMILY_NO_EXIT.period),
            (None, false) => {
                end_of(self.end_of_stay.or(self.entry).unwrap_or(Day::MIN), NO_EXIT.period)
            }
        }
    }

    /// The last day on which the record keeps its file. Law: EES Art. 34(2) and (3).
    pub fn file_kept_until(self) -> Day {
        match self.exit {
            Some(exit) => end_of(exit, FILE.period),
            None => self.kept_until(),
        }
    }
}

/// The last day on which an entry/exit record is kept, as things stand.
///
/// Law: EES Art. 34(1), (3) and (4).
pub fn record_kept_until(record: &Crossing) -> Day {
    RecordDays::of(record).kept_until()
}

/// The last day of the authorised stay; the later one where two are possible.
fn end_of_stay(record: &Crossing) -> Option<Day> {
    let offset = record.entry.as_ref().map_or(0, |entry| entry.passage.offset_minutes);
    match record.stay {
        RecordedStay::UntilInstant(end) => local_day(end, offset),
        RecordedStay::Until { last_day, .. } => Some(last_day),
        RecordedStay::NeedsHuman { longest, .. } => Some(longest),
        RecordedStay::NotApplicable => None,
    }
}

/// The day at the instant `at` where clocks are `offset` minutes ahead of UTC.
pub fn local_day(at: Timestamp, offset: i16) -> Option<Day> {
    let local = at.checked_add(SignedDuration::from_mins(i64::from(offset))).ok()?;
    Some(Day::from(local.to_zoned(TimeZone::UTC).date()))
}

/// The last day on which a refusal of entry record is kept. Law: EES Art. 34(1).
pub fn refusal_kept_until(refusal: &Refusal) -> Day {
    refusal_of_kept_until(refusal.day)
}

/// The last day on which the record of a refusal on `day` is kept. Law: EES Art. 34(1).
pub fn refusal_of_kept_until(day: Day) -> Day {
    end_of(day, REFUSAL.period)
}

/// The last day on which a refusal on `day` keeps its file. Law: EES Art. 34(2).
pub fn refusal_of_keeps_file_until(day: Day) -> Day {
    end_of(day, FILE.period)
}

/// The last day on which log rows about a file are kept whose data was kept until `day`.
///
/// Law: EES Art. 46(4).
pub fn log_kept_until(day: Day) -> Day {
    end_of(day, LOG.period)
}

/// The last day on which a monitoring procedure is kept that ended on `day`.
///
/// Law: EES Art. 46(4): as long as the rows about it, which are kept for a year.
pub fn procedure_kept_until(day: Day) -> Day {
    end_of(day, PROCEDURE.period)
}

/// The day on which Member States are told that the data of somebody who did not leave will be
/// erased; `None` for a record with an exit, and for somebody who was taken off the list.
///
/// Law: EES Art. 34(3), 35(5).
pub fn warned_on(record: &Crossing) -> Option<Day> {
    let is_off_the_list = matches!(record.mark, Some(Mark::Lifted { .. }));
    let is_family = record.ground.is_family();
    if record.exit.is_some() || is_family || is_off_the_list {
        return None;
    }
    warning_of(record_kept_until(record).date()).map(Day::from)
}

/// The day on which States are told of what is kept until `end`.
fn warning_of(end: Date) -> Option<Date> {
    end.checked_sub(WARNING_MONTHS.months()).ok()
}

/// The last day until which something may be kept of which States are told on `today` or were to
/// be told before.
///
/// Law: EES Art. 34(3).
pub fn warned_through(today: Day) -> Day {
    let mut last = today.date().saturating_add(WARNING_MONTHS.months());
    // The last days of a long month have their warnings on the last day of a short one.
    while let Some(next) = last.tomorrow().ok().filter(|next| is_warned(*next, today)) {
        last = next;
    }
    Day::from(last)
}

fn is_warned(end: Date, today: Day) -> bool {
    warning_of(end).is_some_and(|day| day <= today.date())
}

/// The last day on which a file with these records is kept, as things stand; `None` without any.
///
/// Law: EES Art. 34(2): three years and one day from the last exit or refusal, if no entry
/// follows within that time; a record without exit keeps the file as long as itself, Art. 34(3).
pub fn kept_until<'a>(
    records: impl IntoIterator<Item = &'a Crossing>,
    refusals: impl IntoIterator<Item = &'a Refusal>,
) -> Option<Day> {
    let records = records.into_iter().map(|record| RecordDays::of(record).file_kept_until());
    let refusals = refusals.into_iter().map(|refusal| refusal_of_keeps_file_until(refusal.day));
    records.chain(refusals).max()
}

/// The last day on which `file` is kept, as things stand. Law: EES Art. 34(2).
pub fn file_kept_until(file: &File) -> Option<Day> {
    kept_until(&file.crossings, refusals(file))
}

/// The refusals of a file, as their periods ask for them.
pub fn refusals(file: &File) -> impl Iterator<Item = &Refusal> {
    file.refusals.iter().map(|decision| &decision.refusal)
}

/// The same, once `refusal` was added. Law: EES Art. 34(2).
pub fn file_kept_until_refused(file: &File, refusal: &Refusal) -> Option<Day> {
    kept_until(&file.crossings, refusals(file).chain([refusal]))
}

/// The same, once `refusal` is erased. Law: EES Art. 34(2).
pub fn file_kept_until_without(file: &File, refusal: Id<Refusal>) -> Option<Day> {
    kept_until(&file.crossings, refusals(file).filter(|one| one.id != refusal))
}

/// The same, once `changed` has taken the place of the record with its identifier, or was added.
pub fn file_kept_until_with(file: &File, changed: &Crossing) -> Option<Day> {
    let others = file.crossings.iter().filter(|record| record.id != changed.id);
    kept_until(others.chain([changed]), refusals(file))
}

#[cfg(test)]
mod tests {
    use fnd_core::{CountryCode, Id};
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::*;
    use crate::file::{Crossing, RecordedGround, Regime};
    use crate::overstayer::Lift;
    use crate::refusal::{Reason, Refusal};
    use crate::sample::{entered, left as leaving, passage};

    fn left(entry: Day, exit: Day) -> Crossing {
        leaving(entered(entry), exit)
    }

    fn refused(day: Day) -> Refusal {
        Refusal {
            id: Id::from_uuid(Uuid::from_u128(3)),
            at: passage(day).at,
            day,
            point: "ROU-A-OTP".into(),
            authority: "Border Police".into(),
            reasons: vec![Reason::E],
        }
    }

    fn file(crossings: Vec<Crossing>, refusals: Vec<Refusal>) -> File {
        File {
            id: Id::from_uuid(Uuid::from_u128(4)),
            version: 1,
            regime: Regime::VisaExempt,
            identities: Vec::new(),
            documents: Vec::new(),
            biometrics: crate::sample::biometrics(),
            programmes: Vec::new(),
            crossings,
            refusals: refusals.into_iter().map(Into::into).collect(),
            responsible_state: CountryCode::of(b"ROU"),
            responsible_office: "Border Police".into(),
            created_at: Timestamp::UNIX_EPOCH,
            changed_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn each_thing_is_kept_as_long_as_the_law_has_it() {
        let (entry, exit) = (Day::of(2026, 7, 1), Day::of(2026, 7, 15));
        let stay = left(entry, exit);
        let later = left(Day::of(2029, 7, 10), Day::of(2029, 7, 20));
        let leap = left(Day::of(2028, 2, 1), Day::of(2028, 2, 29));
        let inside = entered(Day::of(2026, 5, 1));
        let found = left(Day::of(2026, 5, 1), Day::of(2027, 1, 10));
        let family = Crossing { ground: RecordedGround::FamilyMember(None), ..stay.clone() };
        let family_inside =
            Crossing { ground: RecordedGround::FamilyMember(None), ..inside.clone() };
        let cases = [
            ("RT1", &stay, Day::of(2029, 7, 15), Some(Day::of(2029, 7, 16))),
            ("RT2, the later stay", &later, Day::of(2032, 7, 20), Some(Day::of(2032, 7, 21))),
            ("RT4", &inside, Day::of(2031, 7, 29), Some(Day::of(2031, 7, 29))),
            ("RT5", &found, Day::of(2030, 1, 10), Some(Day::of(2030, 1, 11))),
            ("RT6", &family, Day::of(2027, 7, 15), Some(Day::of(2029, 7, 16))),
            ("RT7", &family_inside, Day::of(2031, 5, 1), Some(Day::of(2031, 5, 1))),
            ("a leap day", &leap, Day::of(2031, 2, 28), Some(Day::of(2031, 3, 1))),
        ];
        for (rule, record, until, file_until) in cases {
            assert_eq!(record_kept_until(record), until, "{rule}");
            assert_eq!(file_kept_until(&file(vec![record.clone()], vec![])), file_until, "{rule}");
        }
        let both = file(vec![stay.clone(), later], vec![]);
        assert_eq!(record_kept_until(&both.crossings[0]), Day::of(2029, 7, 15), "RT2");
        assert_eq!(file_kept_until(&both), Some(Day::of(2032, 7, 21)), "RT2");
        let refusal = refused(Day::of(2026, 5, 1));
        assert_eq!(refusal_kept_until(&refusal), Day::of(2029, 5, 1), "RT3");
        let after = file(vec![stay], vec![refused(Day::of(2026, 9, 1))]);
        assert_eq!(file_kept_until(&after), Some(Day::of(2029, 9, 2)), "the later of both");
        assert_eq!(file_kept_until(&file(vec![], vec![refusal])), Some(Day::of(2029, 5, 2)), "RT3");
        assert_eq!(file_kept_until(&file(vec![], vec![])), None);
    }

    #[test]
    fn states_are_told_three_months_before_the_data_of_an_overstayer_go() {
        let inside = entered(Day::of(2026, 5, 1));
        assert_eq!(warned_on(&inside), Some(Day::of(2031, 4, 29)), "RT4");
        let gone = left(Day::of(2026, 5, 1), Day::of(2026, 5, 2));
        assert_eq!(warned_on(&gone), None);
        let mark = Mark::Lifted { ground: Lift::SeriousEvent, at: passage(Day::of(2026, 9, 1)).at };
        let off_the_list = Crossing { mark: Some(mark), ..inside };
        assert_eq!(warned_on(&off_the_list), None);
    }

    #[test]
    fn on_each_day_of_four_years_the_warnings_are_those_whose_day_has_come() {
        let mut end = Day::of(2028, 1, 1);
        for number in 0..4 * 366 {
            let today = Day::from_number(Day::of(2028, 1, 1).number() + number).unwrap();
            while is_warned(end.date(), today) {
                end = Day::from(end.date().tomorrow().unwrap());
            }
            assert_eq!(warned_through(today).date().tomorrow().unwrap(), end.date(), "{today}");
        }
    }
}
