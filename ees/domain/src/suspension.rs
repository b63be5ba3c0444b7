//! Suspension of operation at a border crossing point: when it may be, how long, whom to notify,
//! and which records it casts doubt on.
//!
//! Law: Reg. (EU) 2025/1534 Art. 7. In the progressive start operation may be suspended in full
//! or in part; in the days after it in part alone, for some hours at a time. Suspended in part
//! means that nothing biometric is entered or compared.

use fnd_core::Id;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::day::Day;
use crate::file::Crossing;
use crate::point::{BorderPoint, PointCode};
use crate::switches::SuspensionSwitches;
use crate::transition::{Measure, applies, last_day};

/// How much of the operation is suspended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extent {
    /// All of it: nothing is recorded.
    Full,
    /// Biometrics alone: entries and exits are recorded without them.
    Partial,
}

impl Extent {
    /// Both with their codes.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Full, "full"), (Self::Partial, "partial")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(extent, _)| *extent == self).map_or("", |(_, code)| code)
    }

    /// The extent with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(extent, _)| extent)
    }
}

/// That the Commission and eu-LISA were notified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notified {
    /// When.
    pub at: Timestamp,
    /// Under which reference.
    pub reference: String,
}

/// A suspension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspension {
    /// Its identifier, chosen by who recorded it.
    pub id: Id<Suspension>,
    /// The border crossing point.
    pub point: PointCode,
    /// How much is suspended.
    pub extent: Extent,
    /// From when on.
    pub begins_at: Timestamp,
    /// The first instant at which operation goes on again, as far as it is known.
    pub ends_at: Option<Timestamp>,
    /// The first instant at which it must go on again.
    pub latest_end: Timestamp,
    /// Until when the Commission and eu-LISA are to be notified.
    pub notify_by: Timestamp,
    /// Why.
    pub reason: String,
    /// The office that suspended.
    pub authority: String,
    /// Whether they were notified.
    pub notified: Option<Notified>,
}

/// A suspension that somebody wants to begin, or to record afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its identifier.
    pub id: Id<Suspension>,
    /// How much is to be suspended.
    pub extent: Extent,
    /// From when on.
    pub begins_at: Timestamp,
    /// Until when, if that is known.
    pub ends_at: Option<Timestamp>,
    /// Why.
    pub reason: String,
    /// The office.
    pub authority: String,
}

/// Why something about a suspension was not done. `code` is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SuspensionError {
    /// No measure permits it on that day.
    #[error(
        "operation cannot be suspended on {day}; where it is impossible, the fall-back procedures \
         of EES Art. 21 apply"
    )]
    NotPermitted {
        /// The day at the crossing point.
        day: Day,
    },
    /// Only a partial suspension is permitted on that day.
    #[error("on {day} operation can be suspended in part alone")]
    FullNotPermitted {
        /// The day at the crossing point.
        day: Day,
    },
    /// It would begin later.
    #[error("a suspension is recorded when it begins, or afterwards")]
    BeginsInFuture,
    /// It would end before it begins.
    #[error("a suspension ends after it begins")]
    EndsBeforeBegin,
    /// It would last too long.
    #[error("operation must go on again by {latest_end}")]
    TooLong {
        /// By when.
        latest_end: Timestamp,
    },
    /// Another suspension of the point is in force at the same time.
    #[error("operation at this crossing point is suspended at that time already")]
    Overlaps,
    /// It has ended.
    #[error("this suspension has ended already")]
    EndedAlready,
    /// It would end later than now.
    #[error("operation goes on again now, or went on at a time before")]
    EndsInFuture,
    /// They were notified before.
    #[error("the notification of this suspension is recorded already")]
    NotifiedAlready,
    /// The notification would be later than now, or before the beginning.
    #[error("a notification is sent after the beginning, and recorded when it was sent")]
    NotifiedAtWrongTime,
}

impl SuspensionError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotPermitted { .. } => "suspension-not-permitted",
            Self::FullNotPermitted { .. } => "full-suspension-not-permitted",
            Self::BeginsInFuture => "begins-in-future",
            Self::EndsBeforeBegin => "ends-before-begin",
            Self::TooLong { .. } => "suspension-too-long",
            Self::Overlaps => "suspension-overlaps",
            Self::EndedAlready => "ended-already",
            Self::EndsInFuture => "ends-in-future",
            Self::NotifiedAlready => "notified-already",
            Self::NotifiedAtWrongTime => "notified-at-wrong-time",
        }
    }
}

/// The day of `at` where `zone` applies.
fn day(at: Timestamp, zone: &TimeZone) -> Day {
    Day::from(at.to_zoned(zone.clone()).date())
}

/// The first instant at which operation must go on again after a suspension that began at `begin`.
///
/// Law: Reg. (EU) 2025/1534 Art. 7.
fn latest_end(
    (extent, begin): (Extent, Timestamp),
    zone: &TimeZone,
    switches: SuspensionSwitches,
) -> Result<Timestamp, SuspensionError> {
    let day = day(begin, zone);
    if applies(Measure::ProgressiveStart, day) {
        // To the end of the progressive start, wherever it finds the suspension.
        return Ok(end_of_progressive_start(zone).unwrap_or(begin));
    }
    let is_permitted = applies(Measure::PartialSuspension, day)
        || (switches.is_prolonged && applies(Measure::PartialSuspensionProlonged, day));
    match extent {
        _ if !is_permitted => Err(SuspensionError::NotPermitted { day }),
        Extent::Full => Err(SuspensionError::FullNotPermitted { day }),
        Extent::Partial => Ok(later(begin, switches.partial_hours_max)),
    }
}

/// The last day on which a suspension can begin.
///
/// Law: Reg. (EU) 2025/1534 Art. 7.
pub fn last_day_to_begin(switches: SuspensionSwitches) -> Option<Day> {
    let of = |measure| last_day(measure);
    let prolonged = of(Measure::PartialSuspensionProlonged).filter(|_| switches.is_prolonged);
    prolonged.max(of(Measure::PartialSuspension))
}

fn end_of_progressive_start(zone: &TimeZone) -> Option<Timestamp> {
    let next = last_day(Measure::ProgressiveStart)?.date().tomorrow().ok()?;
    next.to_zoned(zone.clone()).ok().map(|begin| begin.timestamp())
}

fn later(at: Timestamp, hours: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MAX)
}

/// Begins a suspension at `point`, or records one that was, beside the `others` of the same point.
///
/// Law: Reg. (EU) 2025/1534 Art. 7(1).
pub fn begin(
    wanted: Wanted,
    (point, others): (&BorderPoint, &[Suspension]),
    now: Timestamp,
    switches: SuspensionSwitches,
) -> Result<Suspension, SuspensionError> {
    let Wanted { id, extent, begins_at, ends_at, reason, authority } = wanted;
    if now < begins_at {
        return Err(SuspensionError::BeginsInFuture);
    }
    let latest_end = latest_end((extent, begins_at), &point.zone, switches)?;
    if ends_at.is_some_and(|end| end <= begins_at) {
        return Err(SuspensionError::EndsBeforeBegin);
    }
    if ends_at.is_some_and(|end| latest_end < end) {
        return Err(SuspensionError::TooLong { latest_end });
    }
    let made = Suspension {
        id,
        point: point.code.clone(),
        extent,
        begins_at,
        ends_at,
        latest_end,
        notify_by: later(begins_at, switches.notify_hours),
        reason,
        authority,
        notified: None,
    };
    if others.iter().any(|other| other.overlaps(made.begins_at, made.end())) {
        return Err(SuspensionError::Overlaps);
    }
    Ok(made)
}

impl Suspension {
    /// The first instant at which operation goes on again: when it was said to, and at the latest
    /// when it must.
    pub fn end(&self) -> Timestamp {
        self.ends_at.unwrap_or(self.latest_end)
    }

    /// Whether it is in force at `at`.
    pub fn is_in_force(&self, at: Timestamp) -> bool {
        self.begins_at <= at && at < self.end()
    }

    /// Whether it was in force at some time from `from` on and before `to`.
    pub fn overlaps(&self, from: Timestamp, to: Timestamp) -> bool {
        self.begins_at < to && from < self.end()
    }

    /// Ends it at `at`, as it is known at `now`.
    pub fn ended(&self, at: Timestamp, now: Timestamp) -> Result<Self, SuspensionError> {
        if !self.is_in_force(now) && self.ends_at.is_some() {
            return Err(SuspensionError::EndedAlready);
        }
        if now < at {
            return Err(SuspensionError::EndsInFuture);
        }
        if at <= self.begins_at {
            return Err(SuspensionError::EndsBeforeBegin);
        }
        if self.latest_end < at {
            return Err(SuspensionError::TooLong { latest_end: self.latest_end });
        }
        Ok(Self { ends_at: Some(at), ..self.clone() })
    }

    /// Notes that the Commission and eu-LISA were notified, as it is known at `now`.
    ///
    /// Law: Reg. (EU) 2025/1534 Art. 7(1).
    pub fn notified(&self, notice: Notified, now: Timestamp) -> Result<Self, SuspensionError> {
        if self.notified.is_some() {
            return Err(SuspensionError::NotifiedAlready);
        }
        if now < notice.at || notice.at < self.begins_at {
            return Err(SuspensionError::NotifiedAtWrongTime);
        }
        Ok(Self { notified: Some(notice), ..self.clone() })
    }
}

/// Whether operation was suspended, at a point of the State of entry, at some time between the
/// entry of `record` and the end of the stay: the person may have left then.
///
/// Law: Reg. (EU) 2025/1534 Art. 5(3).
pub fn was_suspended(record: &Crossing, suspensions: &[Suspension]) -> bool {
    let (Some(entry), Some(end)) = (&record.entry, record.ends_at) else { return false };
    let (state, from) = (entry.passage.point.state(), entry.passage.at);
    suspensions.iter().any(|one| one.point.state() == state && one.overlaps(from, end))
}

/// How much was suspended at the point of entry, and at that of exit, at that time.
pub fn at_passages(
    record: &Crossing,
    suspensions: &[Suspension],
) -> (Option<Extent>, Option<Extent>) {
    let at = |passage: &crate::point::Passage| {
        let is_it = |one: &&Suspension| one.point == passage.point && one.is_in_force(passage.at);
        suspensions.iter().find(is_it).map(|one| one.extent)
    };
    let entry = record.entry.as_ref().and_then(|entry| at(&entry.passage));
    (entry, record.exit.as_ref().and_then(at))
}

#[cfg(test)]
mod tests;
