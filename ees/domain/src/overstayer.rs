//! Who stayed too long: the mark, the two classes of the list, who leaves it, and why a reader
//! should doubt it.
//!
//! Law: EES Art. 12, 16(4), 35(5) to (7); Reg. (EU) 2025/1534 Art. 5(3). Nobody is decided on by
//! this list alone: what it says is for a person to examine.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::crossing::overstay;
use crate::day::Day;
use crate::file::{Crossing, QualityPeriod, RecordedStay};
use crate::transition::{Measure, applies};

/// The mark of a stay that expired without an exit, and what became of it.
///
/// Law: EES Art. 16(4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The authorised stay expired and no exit is recorded.
    Expired {
        /// When the mark was made.
        at: Timestamp,
    },
    /// An authority found that the person does not belong on the list.
    Lifted {
        /// Why.
        ground: Lift,
        /// When.
        at: Timestamp,
    },
}

/// Why somebody is taken off the list who is on it. Law: EES Art. 35(5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lift {
    /// The entry in the list is an error.
    Error,
    /// The person had to stay because of an unforeseeable and serious event.
    SeriousEvent,
    /// The person has acquired a right to stay.
    RightToStay,
}

impl Lift {
    /// All grounds with their codes.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Error, "error"),
        (Self::SeriousEvent, "serious-event"),
        (Self::RightToStay, "right-to-stay"),
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(lift, _)| *lift == self).map_or("", |(_, code)| code)
    }

    /// The ground with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(lift, _)| lift)
    }
}

/// The two classes of the list. Law: EES Art. 12(1)(a) and (b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The stay expired and no exit is recorded.
    InsideNoExit,
    /// The person left, after the stay had expired.
    LeftAfterOverstay,
}

impl Class {
    /// Both classes with their codes.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::InsideNoExit, "inside-no-exit"), (Self::LeftAfterOverstay, "left-after-overstay")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(class, _)| *class == self).map_or("", |(_, code)| code)
    }

    /// The class with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(class, _)| class)
    }
}

/// The first instant that is no longer covered by `stay`; `None` where no stay is calculated.
/// `zone` is that of the place of entry, whose days the stay counts.
///
/// Between two possible ends the later one counts, because an exit that nobody recorded is not
/// held against the person. Law: EES Art. 12(1), 16(4), Annex II.
pub fn ends_at(stay: RecordedStay, zone: &TimeZone) -> Option<Timestamp> {
    let after = |day: Day| {
        let next = day.date().tomorrow().ok()?;
        next.to_zoned(zone.clone()).ok().map(|begin| begin.timestamp())
    };
    match stay {
        RecordedStay::NotApplicable => None,
        RecordedStay::Until { last_day, .. } => after(last_day),
        RecordedStay::UntilInstant(end) => Some(end),
        RecordedStay::NeedsHuman { longest, .. } => after(longest),
    }
}

/// In which class of the list `record` belongs at `now`; `None` when it belongs in neither.
///
/// Law: EES Art. 12(1) and (2), 35(5).
pub fn class(record: &Crossing, now: Timestamp) -> Option<Class> {
    if matches!(record.mark, Some(Mark::Lifted { .. })) {
        return None;
    }
    match &record.exit {
        Some(exit) => overstay(record.stay, exit).is_overstay().then_some(Class::LeftAfterOverstay),
        None => (record.entry.is_some() && record.ends_at.is_some_and(|end| end <= now))
            .then_some(Class::InsideNoExit),
    }
}

/// Days, begun ones included, since the stay of `record` ended: up to the exit, or up to `now`.
///
/// Law: EES Art. 12(1), the day after the stay has ended is the first.
pub fn days_over(record: &Crossing, now: Timestamp) -> i64 {
    let until = record.exit.as_ref().map_or(now, |exit| exit.at);
    let over = record.ends_at.map_or(0, |end| until.duration_since(end).as_hours());
    over.checked_div(24).unwrap_or_default().saturating_add(1)
}

/// Why the list may be wrong about somebody. Law: Reg. (EU) 2025/1534 Art. 5(3) and recital 9;
/// SBC Art. 12; EES Art. 21(3), 22.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// The record is from the progressive start, in which crossings were not all recorded.
    ProgressiveStart,
    /// The stay ended while stamps counted beside records: the exit may be a stamp.
    StampsCounted,
    /// The record was entered by a fall-back procedure.
    Fallback,
    /// The file holds no biometrics, so that it may be another person's.
    NoBiometrics,
    /// A later entry shows that the exit was not recorded.
    ExitNotRecorded,
    /// The end of the stay hangs on an earlier exit that was not recorded.
    EndUncertain,
    /// Operation was suspended, in part or in full, at a crossing point in the days in which the
    /// person may have left.
    OperationSuspended,
}

impl Doubt {
    /// All of them with their codes.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::ProgressiveStart, "progressive-start"),
        (Self::StampsCounted, "stamps-counted"),
        (Self::Fallback, "fallback"),
        (Self::NoBiometrics, "no-biometrics"),
        (Self::ExitNotRecorded, "exit-not-recorded"),
        (Self::EndUncertain, "end-uncertain"),
        (Self::OperationSuspended, "operation-suspended"),
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(doubt, _)| *doubt == self).map_or("", |(_, code)| code)
    }

    /// The doubt with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(doubt, _)| doubt)
    }
}

/// What is known besides the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances {
    /// Whether the file holds biometrics. [`crate::biometrics::Biometrics::is_any_taken`].
    pub has_biometrics: bool,
    /// Whether operation was suspended at a crossing point of the State of entry at some time
    /// between the entry and the end of the stay. [`crate::suspension::was_suspended`].
    pub was_suspended: bool,
}

/// Why a reader should doubt that the person of `record` stayed too long, in a fixed order.
pub fn doubts(record: &Crossing, circumstances: Circumstances) -> Vec<Doubt> {
    let last_day = match record.stay {
        RecordedStay::Until { last_day, .. } => Some(last_day),
        RecordedStay::NeedsHuman { longest, .. } => Some(longest),
        RecordedStay::NotApplicable | RecordedStay::UntilInstant(_) => None,
    };
    let has_no_exit = record.exit.is_none();
    let stamps = has_no_exit && last_day.is_some_and(|day| applies(Measure::StampsCount, day));
    let is_uncertain = matches!(record.stay, RecordedStay::NeedsHuman { .. });
    [
        (record.quality_period == QualityPeriod::Progressive, Doubt::ProgressiveStart),
        (stamps, Doubt::StampsCounted),
        (record.source.is_fallback(), Doubt::Fallback),
        (!circumstances.has_biometrics, Doubt::NoBiometrics),
        (record.is_superseded, Doubt::ExitNotRecorded),
        (is_uncertain, Doubt::EndUncertain),
        (has_no_exit && circumstances.was_suspended, Doubt::OperationSuspended),
    ]
    .into_iter()
    .filter_map(|(holds, doubt)| holds.then_some(doubt))
    .collect()
}

/// Why somebody was not taken off the list. `code` is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LiftError {
    /// The record is not on the list.
    #[error("this stay is not on the list of overstayers")]
    NotListed,
    /// There is no evidence.
    #[error("name the evidence: a document, its date and who issued it")]
    NoEvidence,
}

impl LiftError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotListed => "not-listed",
            Self::NoEvidence => "evidence-missing",
        }
    }
}

/// Takes a stay off the list, on evidence. The days stay days of presence.
///
/// Law: EES Art. 35(5): without delay, on evidence, and the record is completed with the reason.
pub fn lift(
    record: &Crossing,
    (ground, evidence): (Lift, &str),
    now: Timestamp,
) -> Result<Crossing, LiftError> {
    if class(record, now).is_none() {
        return Err(LiftError::NotListed);
    }
    if evidence.trim().is_empty() {
        return Err(LiftError::NoEvidence);
    }
    Ok(Crossing { mark: Some(Mark::Lifted { ground, at: now }), ..record.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::{RecordedGround, Source};
    use crate::sample::{bucharest, entered, left};

    const ENTRY: Day = Day::of(2026, 11, 1);

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_over_counts_from_its_beginning_and_ends_with_the_exit() {
        let inside = entered(ENTRY);
        let end = inside.ends_at.unwrap();
        let hours = |hours: i64| end + jiff::SignedDuration::from_hours(hours);
        for (later, days) in [(0, 1), (23, 1), (24, 2), (240, 11)] {
            assert_eq!(days_over(&inside, hours(later)), days, "{later} hours");
        }
        let day = crate::day::Day::from(hours(60).to_zoned(bucharest()).date());
        let gone = left(inside, day);
        assert_eq!(days_over(&gone, hours(240)), days_over(&gone, hours(2_400)));
    }

    #[test]
    fn a_stay_ends_with_its_last_day_where_the_person_entered() {
        // V16, also over the change of the clocks: entered in summer, the last day in winter.
        let inside = entered(Day::of(2026, 8, 15));
        assert_eq!(
            inside.stay,
            RecordedStay::Until {
                last_day: Day::of(2026, 11, 12),
                bound: crate::file::BoundCode::NinetyDays,
                only_in: None,
            }
        );
        let end = ends_at(inside.stay, &bucharest()).unwrap();
        assert_eq!(end, at("2026-11-12T22:00:00Z"), "midnight in winter time");
        assert_eq!(class(&inside, at("2026-11-12T21:59:59Z")), None);
        assert_eq!(class(&inside, end), Some(Class::InsideNoExit));
        let transit = RecordedStay::UntilInstant(at("2026-05-11T20:30:00Z"));
        assert_eq!(ends_at(transit, &bucharest()), Some(at("2026-05-11T20:30:00Z")), "V14");
        assert_eq!(ends_at(RecordedStay::NotApplicable, &bucharest()), None, "V9");
    }

    #[test]
    fn who_left_too_late_stays_on_the_list_and_who_left_in_time_was_never_on_it() {
        let inside = entered(ENTRY);
        let long_after = at("2028-01-01T00:00:00Z");
        let in_time = left(inside.clone(), Day::of(2027, 1, 29));
        assert_eq!(class(&in_time, long_after), None, "V17");
        let late = left(inside, Day::of(2027, 2, 2));
        assert_eq!(class(&late, long_after), Some(Class::LeftAfterOverstay), "V18");
    }

    #[test]
    fn somebody_is_taken_off_on_evidence_and_stays_off() {
        let inside = entered(ENTRY);
        let (before, now) = (at("2027-01-01T00:00:00Z"), at("2027-03-01T00:00:00Z"));
        let ground = Lift::SeriousEvent;
        let refused = lift(&inside, (ground, "Hospital"), before);
        assert_eq!(refused, Err(LiftError::NotListed));
        assert_eq!(lift(&inside, (ground, " "), now), Err(LiftError::NoEvidence));
        let lifted = lift(&inside, (ground, "Hospital letter of 12 January"), now).unwrap();
        assert_eq!(class(&lifted, now), None);
        assert_eq!(lifted.stay_record(), inside.stay_record(), "V20: the days still count");
    }

    #[test]
    fn every_doubt_has_its_reason() {
        let sure = Circumstances { has_biometrics: true, was_suspended: false };
        let clear = entered(ENTRY);
        assert_eq!(doubts(&clear, sure), []);
        let cases = [
            (
                Crossing { quality_period: QualityPeriod::Progressive, ..clear.clone() },
                sure,
                Doubt::ProgressiveStart,
            ),
            (entered(Day::of(2026, 7, 1)), sure, Doubt::StampsCounted),
            (Crossing { source: Source::LocalBuffer, ..clear.clone() }, sure, Doubt::Fallback),
            (clear.clone(), Circumstances { has_biometrics: false, ..sure }, Doubt::NoBiometrics),
            (Crossing { is_superseded: true, ..clear.clone() }, sure, Doubt::ExitNotRecorded),
            (
                Crossing {
                    stay: RecordedStay::NeedsHuman { shortest: None, longest: Day::of(2027, 1, 1) },
                    ..clear.clone()
                },
                sure,
                Doubt::EndUncertain,
            ),
            (
                clear.clone(),
                Circumstances { was_suspended: true, ..sure },
                Doubt::OperationSuspended,
            ),
        ];
        for (record, circumstances, doubt) in cases {
            assert_eq!(doubts(&record, circumstances), [doubt], "{}", doubt.code());
        }
        let gone = left(clear, Day::of(2027, 3, 1));
        let suspended = Circumstances { was_suspended: true, ..sure };
        assert_eq!(doubts(&gone, suspended), [], "who left is known to have left");
    }

    #[test]
    fn a_family_member_is_on_no_list() {
        let family = Crossing {
            ground: RecordedGround::FamilyMember(None),
            stay: RecordedStay::NotApplicable,
            ends_at: None,
            ..entered(ENTRY)
        };
        assert_eq!(class(&family, at("2030-01-01T00:00:00Z")), None, "V9");
    }
}
