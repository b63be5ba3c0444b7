//! The first year of the system: dated measures, and stamps beside records.
//!
//! Days of the measures are counted from the start of operations on 12 October 2025.

use crate::day::Day;
use crate::stay::DayRange;

/// A measure of the first year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// The system is started progressively; results of the calculator are not to be used.
    ProgressiveStart,
    /// Biometrics may be left out everywhere.
    BiometricsOptional,
    /// Stamps of the last 180 days are counted together with records, and prevail over them.
    StampsCount,
    /// Operation may be suspended in part at a crossing point, for 6 hours at a time.
    PartialSuspension,
    /// The same, prolonged if fewer than 80 % of the files hold biometrics.
    PartialSuspensionProlonged,
    /// Carriers check stamps as well.
    CarriersCheckStamps,
}

/// The days of a measure.
#[derive(Debug, Clone, Copy)]
pub struct MeasureRow {
    /// The measure.
    pub measure: Measure,
    /// Its first and its last day.
    pub days: DayRange,
    /// The article.
    pub source: &'static str,
}

const fn row(measure: Measure, first: Day, last: Day, source: &'static str) -> MeasureRow {
    MeasureRow { measure, days: DayRange { first, last }, source }
}

/// The day on which the system started.
///
/// Law: Reg. (EU) 2025/1534.
pub const START: Day = Day::of(2025, 10, 12);

/// Every measure.
///
/// Law: Reg. (EU) 2025/1534 Arts 4 to 7; EES Art. 22.
pub const MEASURES: &[MeasureRow] = &[
    row(Measure::ProgressiveStart, START, Day::of(2026, 4, 9), "2025/1534 Art. 5(6)"),
    row(Measure::BiometricsOptional, START, Day::of(2025, 12, 10), "2025/1534 Art. 4"),
    row(Measure::StampsCount, Day::of(2026, 4, 10), Day::of(2026, 10, 6), "EES Art. 22"),
    row(Measure::PartialSuspension, Day::of(2026, 4, 10), Day::of(2026, 7, 8), "2025/1534 Art. 7"),
    row(
        Measure::PartialSuspensionProlonged,
        Day::of(2026, 7, 9),
        Day::of(2026, 9, 6),
        "2025/1534 Art. 7",
    ),
    row(Measure::CarriersCheckStamps, START, Day::of(2026, 10, 6), "2025/1534 Art. 5"),
];

/// Whether `measure` applies on `day`.
///
/// Law: Reg. (EU) 2025/1534; EES Art. 22.
pub fn applies(measure: Measure, day: Day) -> bool {
    MEASURES
        .iter()
        .any(|row| row.measure == measure && row.days.first <= day && day <= row.days.last)
}

/// The last day on which `measure` applies; `None` for one that is not in the table.
pub fn last_day(measure: Measure) -> Option<Day> {
    MEASURES.iter().filter(|row| row.measure == measure).map(|row| row.days.last).max()
}

/// What is known of the day of one crossing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CrossingEvidence {
    /// The day in the record.
    pub recorded: Option<Day>,
    /// The day on the stamp.
    pub stamped: Option<Day>,
    /// Whether the file holds biometrics.
    pub biometrics: bool,
    /// Whether the record carries the mark of an expired stay without exit, EES Art. 16(4).
    pub expired_without_exit: bool,
}

/// Which day a crossing is taken to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prevailing {
    /// This day.
    Day(Day),
    /// Record and stamp differ and the law gives neither precedence: an officer decides.
    CaseByCase,
    /// Nothing is known.
    Unknown,
}

/// The day that prevails when the crossing is looked at on `on`.
///
/// Law: Reg. (EU) 2025/1534 Art. 5 and recital 9 in the progressive start: a record with
/// biometrics prevails over a stamp. EES Art. 22 in the 180 days after it: the stamp prevails.
/// Afterwards a stamp serves only where there is no record.
pub fn prevailing_day(evidence: CrossingEvidence, on: Day) -> Prevailing {
    let CrossingEvidence { recorded, stamped, biometrics, expired_without_exit } = evidence;
    match (recorded, stamped) {
        (None, None) => Prevailing::Unknown,
        (Some(day), None) | (None, Some(day)) => Prevailing::Day(day),
        (Some(record), Some(stamp)) if record == stamp => Prevailing::Day(stamp),
        (Some(_), Some(stamp)) if applies(Measure::StampsCount, on) => Prevailing::Day(stamp),
        (Some(_), Some(_))
            if applies(Measure::ProgressiveStart, on) && (!biometrics || expired_without_exit) =>
        {
            Prevailing::CaseByCase
        }
        (Some(record), Some(_)) => Prevailing::Day(record),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_of_record_and_stamp_prevails_depends_on_the_day() {
        let (record, stamp) = (Day::of(2026, 4, 15), Day::of(2026, 4, 12));
        let both = CrossingEvidence {
            recorded: Some(record),
            stamped: Some(stamp),
            biometrics: true,
            expired_without_exit: false,
        };
        let without = CrossingEvidence { biometrics: false, ..both };
        let flagged = CrossingEvidence { expired_without_exit: true, ..both };
        let only_stamp = CrossingEvidence { recorded: None, ..both };
        let nothing = CrossingEvidence { stamped: None, ..only_stamp };
        let (start, transition) = (Day::of(2026, 4, 9), Day::of(2026, 4, 10));
        let cases = [
            ("V13 the stamp prevails", both, transition, Prevailing::Day(stamp)),
            ("also on the last day", both, Day::of(2026, 10, 6), Prevailing::Day(stamp)),
            ("the record afterwards", both, Day::of(2026, 10, 7), Prevailing::Day(record)),
            ("biometrics at the start", both, start, Prevailing::Day(record)),
            ("no biometrics at the start", without, start, Prevailing::CaseByCase),
            ("a flag at the start", flagged, start, Prevailing::CaseByCase),
            ("a stamp alone", only_stamp, start, Prevailing::Day(stamp)),
            ("nothing", nothing, start, Prevailing::Unknown),
        ];
        for (rule, evidence, on, expected) in cases {
            assert_eq!(prevailing_day(evidence, on), expected, "{rule}");
        }
    }

    #[test]
    fn the_days_of_the_measures_are_counted_from_the_start() {
        for (measure, days) in [
            (Measure::ProgressiveStart, 180),
            (Measure::BiometricsOptional, 60),
            (Measure::CarriersCheckStamps, 360),
        ] {
            let row = MEASURES.iter().find(|row| row.measure == measure).unwrap();
            assert_eq!(row.days.days(), days, "{measure:?}");
        }
        let stamps = MEASURES.iter().find(|row| row.measure == Measure::StampsCount).unwrap();
        assert_eq!(stamps.days.days(), 180);
    }
}
