//! Ninety days in any one hundred and eighty: the calculation behind every authorised stay.
//!
//! Presence is a set of days ([`Presence`]), not a sum of lengths, so that leaving and returning
//! on one day, overlapping records and repeated records need no special case. This module knows
//! only days; which records count, and what a visa or a decision adds, is for
//! [`crate::authorised`].

mod answer;
mod explain;
mod overstay;
mod presence;

pub use answer::{Answer, Calculator, answer};
pub use explain::{DayExplanation, DayReason, Strip, explain_day, explain_days, strip};
pub use overstay::{Overstay, OverstayMetric, Unauthorised};
pub use presence::{DayRange, Presence, Runs};

use crate::day::Day;

/// The days a short stay may last within [`WINDOW_DAYS`].
///
/// Law: EES Art. 3(1)(8) and SBC Art. 6(1), 90 days in any 180-day period.
pub const STAY_DAYS_MAX: i32 = 90;

/// The days of the period that is looked at, the day of the question included.
///
/// Law: SBC Art. 6(1), the 180-day period preceding each day of stay.
pub const WINDOW_DAYS: i32 = 180;

/// A stay as two days, both of which count.
///
/// Law: SBC Art. 6(2), the day of entry is the first and the day of exit the last day of stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stay {
    /// The day of entry.
    pub entry: Day,
    /// The day of exit; `None` while no exit is recorded.
    pub exit: Option<Day>,
}

impl Stay {
    /// A stay from `entry` to `exit`, both included.
    pub const fn closed(entry: Day, exit: Day) -> Self {
        Self { entry, exit: Some(exit) }
    }

    /// A stay that began on `entry` and has no exit yet.
    pub const fn open(entry: Day) -> Self {
        Self { entry, exit: None }
    }
}

/// Why a calculation has no answer. The code of [`StayError::code`] is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StayError {
    /// A record ends before it begins.
    #[error("the exit {exit} lies before the entry {entry}")]
    ExitBeforeEntry {
        /// The day of entry.
        entry: Day,
        /// The earlier day of exit.
        exit: Day,
    },
    /// An answer would lie after the last day that can be named.
    #[error("the answer for {on} lies outside the calendar")]
    OutsideCalendar {
        /// The day that was asked about.
        on: Day,
    },
}

impl StayError {
    /// The stable code of the error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ExitBeforeEntry { .. } => "exit-before-entry",
            Self::OutsideCalendar { .. } => "outside-calendar",
        }
    }
}

/// The first day of the period that is looked at on `day`, as a day number.
pub(crate) const fn window_start(day: i32) -> i32 {
    day.saturating_sub(WINDOW_DAYS).saturating_add(1)
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, clippy::maybe_infinite_iter, reason = "a file of tests")]
mod tests;
#[cfg(test)]
mod vectors;
