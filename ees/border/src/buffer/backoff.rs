//! When a message that was not answered is sent again.

use jiff::{SignedDuration, Timestamp};

/// Seconds after the first attempt.
pub const RETRY_SECONDS_MIN: i64 = 1;
/// Seconds between attempts at most, unless the register asks for more. After an outage every
/// crossing point is heard again within this time.
pub const RETRY_SECONDS_MAX: i64 = 60;
/// Seconds for which the register can ask at most.
pub const ASKED_SECONDS_MAX: i64 = 900;

/// How long to wait after so many attempts: twice as long each time, up to a bound.
pub fn wait_after(attempts: u32) -> SignedDuration {
    let doublings = attempts.saturating_sub(1);
    let factor = 1_i64.checked_shl(doublings).filter(|factor| 0 < *factor).unwrap_or(i64::MAX);
    SignedDuration::from_secs(RETRY_SECONDS_MIN.saturating_mul(factor).min(RETRY_SECONDS_MAX))
}

/// When a message is due that was not answered `now`, after so many attempts; the register may
/// have asked not to be troubled before an instant.
pub fn due_after(now: Timestamp, attempts: u32, not_before: Option<Timestamp>) -> Timestamp {
    let own = later(now, wait_after(attempts));
    let asked = not_before.unwrap_or(own).min(horizon(now));
    own.max(asked)
}

/// Whether what is due at `due` is sent `now`.
///
/// A clock that was ahead and has been put right leaves instants behind that lie further off
/// than any that can be set; waiting for them would hold messages back for as long as the clock
/// was wrong.
pub fn is_due(due: Timestamp, now: Timestamp) -> bool {
    due <= now || horizon(now) < due
}

/// The latest instant that can be set `now`.
pub(super) fn horizon(now: Timestamp) -> Timestamp {
    later(now, SignedDuration::from_secs(ASKED_SECONDS_MAX))
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(count: i64) -> Timestamp {
        let start: Timestamp = "2026-07-15T10:00:00Z".parse().unwrap();
        start.checked_add(SignedDuration::from_secs(count)).unwrap()
    }

    #[test]
    fn waiting_doubles_up_to_a_minute() {
        let table =
            [(0, 1), (1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 60), (8, 60), (63, 60)];
        for (attempts, seconds) in table.into_iter().chain([(64, 60), (65, 60), (u32::MAX, 60)]) {
            assert_eq!(wait_after(attempts), SignedDuration::from_secs(seconds), "{attempts}");
        }
    }

    #[test]
    fn who_asks_for_time_gets_it_within_bounds() {
        let table = [
            (1, None, 1),
            (7, None, 60),
            // Asked for less than would be waited anyhow, or for what is past.
            (7, Some(10), 60),
            (7, Some(-10), 60),
            (1, Some(30), 30),
            (1, Some(900), 900),
            (1, Some(100_000), 900),
        ];
        for (attempts, asked, expected) in table {
            let due = due_after(second(0), attempts, asked.map(second));
            assert_eq!(due, second(expected), "{attempts} attempts, asked {asked:?}");
        }
        assert_eq!(due_after(Timestamp::MAX, 3, None), Timestamp::MAX);
    }

    #[test]
    fn a_clock_put_right_holds_nothing_back() {
        let table = [(-86_400, true), (0, true), (1, false), (900, false), (901, true)];
        for (due, expected) in table.into_iter().chain([(86_400, true)]) {
            assert_eq!(is_due(second(due), second(0)), expected, "due in {due} s");
        }
    }
}
