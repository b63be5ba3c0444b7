//! The calculation day by day, for a page that shows how an answer came about.
//!
//! This gives facts and reasons as values; words and colours are the page's.

use super::presence::{DayRange, Presence};
use super::{STAY_DAYS_MAX, WINDOW_DAYS, window_start};
use crate::day::Day;

/// What the rule says of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayExplanation {
    /// The day.
    pub day: Day,
    /// Whether the person was present.
    pub present: bool,
    /// The first of the 180 days that end with the day.
    pub window_start: Day,
    /// Days of presence among these, 0 to 180.
    pub days_used: i32,
    /// `max(0, 90 - days_used)`.
    pub remaining: i32,
    /// The day that left the period as this day came in, when it was a day of presence.
    pub left_window: Option<Day>,
    /// Why the day is as it is.
    pub reason: DayReason,
}

/// Why a day counts as it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayReason {
    /// The person was not present, so nothing is spent.
    Absent,
    /// Present, and the 90 days are not yet spent.
    Permitted,
    /// Present, and this day spends the last of the 90 days; tomorrow may still be permitted
    /// when an old day leaves the period.
    LimitReached,
    /// Present, and the period holds more than 90 days.
    Unauthorised,
}

/// Explains one day. The start of the period is cut off at [`Day::MIN`].
///
/// Law: SBC Art. 6(1), the period that ends with the day itself.
pub fn explain_day(presence: &Presence, day: Day) -> DayExplanation {
    let days_used = presence.days_used(day);
    let present = presence.contains(day);
    let reason = match (present, days_used) {
        (false, _) => DayReason::Absent,
        (true, STAY_DAYS_MAX) => DayReason::LimitReached,
        (true, used) if STAY_DAYS_MAX < used => DayReason::Unauthorised,
        (true, _) => DayReason::Permitted,
    };
    DayExplanation {
        day,
        present,
        window_start: Day::from_number(window_start(day.number())).unwrap_or(Day::MIN),
        days_used,
        remaining: STAY_DAYS_MAX.saturating_sub(days_used).max(0),
        left_window: day.plus(WINDOW_DAYS.saturating_neg()).filter(|old| presence.contains(*old)),
        reason,
    }
}

/// Explains each day of `range` in turn.
///
/// Law: SBC Art. 6(1).
pub fn explain_days(
    presence: &Presence,
    range: DayRange,
) -> impl Iterator<Item = DayExplanation> + '_ {
    (range.first.number()..=range.last.number())
        .filter_map(Day::from_number)
        .map(|day| explain_day(presence, day))
}

/// What a strip of the calendar shows on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    /// The day of the question.
    pub on: Day,
    /// The 180 days that end with it; cut off at [`Day::MIN`].
    pub window: DayRange,
    /// The runs of presence that touch the period, cut to it.
    pub present: Vec<DayRange>,
    /// Days of presence in the period.
    pub days_used: i32,
    /// Consecutive days permitted from `on`, that day included, 0 to 90.
    pub days_left: i32,
    /// The last permitted day of a stay that goes on from `on`; `None` when no day is left.
    pub ends_on: Option<Day>,
}

/// Gathers the strip for `on`.
///
/// Law: EES Art. 11(2)(a) and (b), the stay that is left on entry and inside.
pub fn strip(presence: &Presence, on: Day) -> Strip {
    let first = Day::from_number(window_start(on.number())).unwrap_or(Day::MIN);
    let window = DayRange { first, last: on };
    let touching = presence.runs().filter(|run| first <= run.last && run.first <= on);
    let cut = |run: DayRange| DayRange { first: run.first.max(first), last: run.last.min(on) };
    Strip {
        on,
        window,
        present: touching.map(cut).collect(),
        days_used: presence.days_used(on),
        days_left: presence.max_stay(on),
        ends_on: presence.last_permitted_day(on),
    }
}
