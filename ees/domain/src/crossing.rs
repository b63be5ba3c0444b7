//! Recording an entry and an exit.

mod entry;
mod exit;
mod stay;
#[cfg(test)]
mod tests;

use jiff::{SignedDuration, Timestamp};

use crate::day::Day;
use crate::file::QualityPeriod;
use crate::transition::{Measure, applies};

pub use entry::{Arrival, Entered, EntryError, enter};
pub(crate) use exit::unknown_entry;
pub use exit::{Departure, ExitError, Left, Overstay, leave, overstay};
pub(crate) use stay::on_other_visa;
pub use stay::{assess, bound_code, recorded_stay, with_visa_at_exit};

/// How far a clock at a crossing point may be ahead of ours.
pub const CLOCK_AHEAD_MAX: SignedDuration = SignedDuration::from_secs(120);

/// Whether `at` lies further ahead of `now` than clocks may differ.
pub(crate) fn is_in_future(at: Timestamp, now: Timestamp) -> bool {
    now.checked_add(CLOCK_AHEAD_MAX).is_ok_and(|latest| latest < at)
}

/// Whether data of `day` may be incomplete.
pub(crate) fn quality_period(day: Day) -> QualityPeriod {
    if applies(Measure::ProgressiveStart, day) {
        QualityPeriod::Progressive
    } else {
        QualityPeriod::Normal
    }
}
