//! Everything the 90/180 rule says about one history on one day.

use super::overstay::Unauthorised;
use super::presence::Presence;
use super::{STAY_DAYS_MAX, Stay, StayError, WINDOW_DAYS, window_start};
use crate::day::Day;

/// What the 90/180 rule says about a history on the day `on`.
///
/// Law: EES Art. 11(1) and (2), the calculator tells the maximum authorised stay on entry, the
/// remaining stay or an overstay inside, and any overstay on exit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Distinct days of presence in the 180 days that end with `on`, 0 to 180.
    pub days_used: i32,
    /// `max(0, 90 - days_used)`.
    pub remaining: i32,
    /// Whether `on` is a day of presence.
    pub present_on: bool,
    /// Whether `on` is a day of presence and its period holds more than 90 days.
    pub overstay_on: bool,
    /// `max(0, days_used - 90)`, 0 to 90.
    pub excess_days: i32,
    /// Days of presence up to `on`, over the whole history, whose own period holds more than 90.
    pub unauthorised_days: i32,
    /// The earliest of these days.
    pub first_unauthorised_day: Option<Day>,
    /// Consecutive days permitted from `on` to one who was present on earlier days only, 0 to 90.
    pub max_stay_from_on: i32,
    /// The last of these days; `None` when there are none.
    pub latest_exit: Option<Day>,
    /// The first day from `on` with one permitted day, if absent until then.
    pub earliest_entry: Day,
    /// The first day from `on` with 90 consecutive permitted days, if absent until then.
    pub full_allowance_from: Day,
}

/// Answers for one history. For many, keep a [`Calculator`].
///
/// Law: EES Art. 11.
pub fn answer(stays: &[Stay], on: Day) -> Result<Answer, StayError> {
    Calculator::new().answer(stays, on)
}

/// Gives answers one after another, keeping its memory between them.
///
/// The cost is linear in the stays, plus one word for each 64 days of history.
#[derive(Debug, Clone)]
pub struct Calculator {
    presence: Presence,
}

impl Default for Calculator {
    fn default() -> Self {
        Self { presence: Presence::none(Day::MIN) }
    }
}

impl Calculator {
    /// A calculator that has not been asked anything.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the rule says about `stays`, in any order, on the day `on`.
    ///
    /// A stay without exit lasts until `on`; what lies after `on` has no part in the answer.
    ///
    /// Law: EES Art. 11; SBC Art. 6(1) and (2).
    pub fn answer(&mut self, stays: &[Stay], on: Day) -> Result<Answer, StayError> {
        self.presence.refill(stays, on)?;
        let presence = &self.presence;
        let days_used = presence.days_used(on);
        let present_on = presence.contains(on);
        let Unauthorised { days: unauthorised_days, first: first_unauthorised_day } =
            presence.unauthorised();
        let outside = StayError::OutsideCalendar { on };
        let used_before = days_used.saturating_sub(i32::from(present_on));
        let max_stay_from_on = presence.max_stay_after(used_before, on);
        let latest_exit = match max_stay_from_on.checked_sub(1) {
            Some(more @ 0..) => Some(on.plus(more).ok_or(outside)?),
            _ => None,
        };
        Ok(Answer {
            days_used,
            remaining: STAY_DAYS_MAX.saturating_sub(days_used).max(0),
            present_on,
            overstay_on: present_on && STAY_DAYS_MAX < days_used,
            excess_days: days_used.saturating_sub(STAY_DAYS_MAX).max(0),
            unauthorised_days,
            first_unauthorised_day,
            max_stay_from_on,
            latest_exit,
            earliest_entry: if 0 < max_stay_from_on {
                on
            } else {
                presence.earliest_entry(on, 1).ok_or(outside)?
            },
            full_allowance_from: presence.earliest_entry(on, STAY_DAYS_MAX).ok_or(outside)?,
        })
    }
}

impl Presence {
    /// Days of presence in the period that ends with `day`, 0 to 180.
    ///
    /// Law: SBC Art. 6(1), the 180-day period preceding each day of stay, that day included.
    pub fn days_used(&self, day: Day) -> i32 {
        self.count(window_start(day.number()), day.number())
    }

    /// Consecutive days permitted to one who enters on `entry` and does not leave, 0 to 90.
    ///
    /// Only presence before `entry` counts.
    ///
    /// Law: SBC Art. 6(1), looking back from each day of the new stay; EES Art. 11(2)(a).
    pub fn max_stay(&self, entry: Day) -> i32 {
        let oldest = window_start(entry.number());
        self.max_stay_after(self.count(oldest, entry.number().saturating_sub(1)), entry)
    }

    /// The same, when `used` days of the period before `entry` are known to be used.
    fn max_stay_after(&self, used: i32, entry: Day) -> i32 {
        let oldest = window_start(entry.number());
        let Ok(free @ 1..) = u32::try_from(STAY_DAYS_MAX.saturating_sub(used)) else { return 0 };
        // With each day the period moves on by one. If the day it leaves behind was a day of
        // presence nothing is spent, otherwise one of the free days is. The day that cannot be
        // paid for is therefore reached with the absence after the last one paid for.
        let unpaid = self.nth(false, oldest, free).unwrap_or(oldest);
        unpaid.saturating_sub(oldest).saturating_add(1).min(STAY_DAYS_MAX)
    }

    /// The last permitted day of one who enters on `entry`, or `None` when no day is left.
    ///
    /// `None` is also the answer when that day lies after [`Day::MAX`].
    ///
    /// Law: EES Art. 11(2)(a) and (3), the end of the authorised stay.
    pub fn last_permitted_day(&self, entry: Day) -> Option<Day> {
        match self.max_stay(entry).checked_sub(1) {
            Some(more @ 0..) => entry.plus(more),
            _ => None,
        }
    }

    /// The first day from `from` on which a stay of `days` (1 to 90) may begin, if absent until
    /// then, or `None` when it lies after [`Day::MAX`] or `days` is not 1 to 90.
    ///
    /// Law: SBC Art. 6(1); EES Art. 11(2)(d), the stay that is left on intended dates.
    pub fn earliest_entry(&self, from: Day, days: i32) -> Option<Day> {
        if !(1..=STAY_DAYS_MAX).contains(&days) {
            return None;
        }
        // A stay of `days` is permitted when its last day is, and the period of the last day
        // begins this many days before the entry.
        let reach = WINDOW_DAYS.saturating_sub(days);
        let oldest = from.number().saturating_sub(reach);
        let used = self.count(oldest, from.number().saturating_sub(1));
        let room = STAY_DAYS_MAX.saturating_sub(days);
        let Ok(surplus @ 1..) = u32::try_from(used.saturating_sub(room)) else { return Some(from) };
        let must_pass = self.nth(true, oldest, surplus)?;
        Day::from_number(must_pass.saturating_add(reach).saturating_add(1))
    }
}
