//! The state of the link to the register, and how far the clocks are apart.

use std::sync::{Mutex, PoisonError};

use axum::http::HeaderMap;
use axum::http::header::DATE;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::switches::{CLOCK_DOUBT_SECONDS, CLOCK_SECONDS_MAX};

/// How the link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Whether the register answered last.
    pub is_up: bool,
    /// Since when, by the clock of this machine.
    pub since: Timestamp,
    /// Seconds by which the clock here is ahead of that of the register, as last heard; negative
    /// when it is behind.
    pub ahead_seconds: Option<i64>,
    /// What of how this crossing point is set up the register refused last, if it did: a code of
    /// [`ees_wire::replay::OF_CONFIGURATION`].
    pub refusal: Option<&'static str>,
    /// How often no answer came since a request was answered that was more than the question
    /// whether the register is there.
    pub losses: u32,
}

/// The link.
#[derive(Debug)]
pub struct Link(Mutex<State>);

impl Link {
    /// A link of which nothing has been heard yet.
    pub const fn new(now: Timestamp) -> Self {
        Self(Mutex::new(State {
            is_up: false,
            since: now,
            ahead_seconds: None,
            refusal: None,
            losses: 0,
        }))
    }

    /// How it stands.
    pub fn state(&self) -> State {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The register did what it was asked, or refuses how this crossing point is set up.
    pub fn looked(&self, refusal: Option<&'static str>) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(code) = refusal.filter(|_| state.refusal != refusal) {
            let hint = "look at its `[[system]]` and at the list of crossing points";
            tracing::error!(code, hint, "the register refuses this crossing point");
        }
        state.refusal = refusal;
    }

    /// The register answered a request at `now` with these headers.
    pub fn answered(&self, now: Timestamp, headers: &HeaderMap) {
        self.is_there(now, headers);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).losses = 0;
    }

    /// The register answered at `now`, with these headers, whether it is there.
    pub fn is_there(&self, now: Timestamp, headers: &HeaderMap) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !state.is_up {
            *state = State { is_up: true, since: now, ..*state };
            tracing::info!("the register answers");
        }
        if let Some(seconds) = ahead_seconds(now, headers) {
            let was_in_doubt = state.is_clock_in_doubt();
            state.ahead_seconds = Some(seconds);
            if state.is_clock_in_doubt() && !was_in_doubt {
                tracing::warn!(seconds, "the clock here and that of the register are far apart");
            }
        }
    }

    /// No answer came, at `now`.
    pub fn lost(&self, now: Timestamp) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.is_up {
            let losses = state.losses.saturating_add(1);
            *state = State { is_up: false, since: now, losses, ..*state };
            tracing::warn!("the register does not answer; passages are kept here");
        }
    }
}

impl State {
    /// The difference of the clocks in seconds, when it is more than `seconds_max`.
    pub fn clock_apart(&self, seconds_max: i64) -> Option<u32> {
        let seconds = self.ahead_seconds?.saturating_abs();
        (seconds_max < seconds).then(|| u32::try_from(seconds).unwrap_or(u32::MAX))
    }

    /// Whether the day of a passage may be another one whenever it took place.
    pub fn is_clock_in_doubt(&self) -> bool {
        self.clock_apart(CLOCK_DOUBT_SECONDS).is_some()
    }

    /// Whether what the clock here calls `at` may be another day in `zone`.
    pub fn doubts(&self, at: Timestamp, zone: &TimeZone) -> bool {
        self.ahead_seconds.is_some_and(|ahead| is_in_doubt((at, zone), ahead))
    }
}

/// Whether what a clock that was ahead by `ahead_seconds` called `at` may be another day in
/// `zone`. A difference beyond [`CLOCK_DOUBT_SECONDS`] says that nobody can rely on the clock.
pub fn is_in_doubt((at, zone): (Timestamp, &TimeZone), ahead_seconds: i64) -> bool {
    let apart = ahead_seconds.saturating_abs();
    if apart <= CLOCK_SECONDS_MAX {
        return false;
    }
    let there = at.checked_sub(SignedDuration::from_secs(ahead_seconds));
    let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
    CLOCK_DOUBT_SECONDS < apart || there.is_ok_and(|there| day(there) != day(at))
}

/// By how many seconds the clock was ahead before it was moved, when between two looks at it
/// `passed` went by and it says something else; `None` when it was not moved by more than
/// [`CLOCK_SECONDS_MAX`].
pub fn moved((then, now): (Timestamp, Timestamp), passed: std::time::Duration) -> Option<i64> {
    let passed = i64::try_from(passed.as_secs()).unwrap_or(i64::MAX);
    let shown = now.as_second().saturating_sub(then.as_second());
    let ahead = passed.saturating_sub(shown);
    (CLOCK_SECONDS_MAX < ahead.saturating_abs()).then_some(ahead)
}

/// Seconds by which `now` is ahead of the instant that an answer names.
fn ahead_seconds(now: Timestamp, headers: &HeaderMap) -> Option<i64> {
    let date = headers.get(DATE)?.to_str().ok()?;
    let there = jiff::fmt::rfc2822::parse(date).ok()?.timestamp();
    Some(now.as_second().saturating_sub(there.as_second()))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn now() -> Timestamp {
        "2026-07-15T10:00:00Z".parse().unwrap()
    }

    fn dated(date: &'static str) -> HeaderMap {
        [(DATE, HeaderValue::from_static(date))].into_iter().collect()
    }

    #[test]
    fn clocks_are_compared_with_each_answer() {
        let cases = [
            ("Wed, 15 Jul 2026 10:00:00 GMT", Some(0), None, false),
            ("Wed, 15 Jul 2026 09:59:00 GMT", Some(60), None, false),
            ("Wed, 15 Jul 2026 09:58:59 GMT", Some(61), Some(61), false),
            ("Wed, 15 Jul 2026 11:00:00 GMT", Some(-3_600), Some(3_600), false),
            ("Tue, 14 Jul 2026 10:00:00 GMT", Some(86_400), Some(86_400), true),
            ("yesterday", None, None, false),
        ];
        for (date, ahead, told, in_doubt) in cases {
            let link = Link::new(now());
            link.answered(now(), &dated(date));
            let state = link.state();
            assert_eq!(state.ahead_seconds, ahead, "{date}");
            assert_eq!(state.clock_apart(60), told, "{date}");
            assert_eq!(state.is_clock_in_doubt(), in_doubt, "{date}");
        }
    }

    #[test]
    fn minutes_are_another_day_around_midnight_alone() {
        let zone = TimeZone::get("Europe/Bucharest").unwrap();
        let cases = [
            ("2026-07-15T10:00:00Z", 0, false),
            ("2026-07-15T10:00:00Z", 3_600, false),
            ("2026-07-15T10:00:00Z", 3_601, true),
            ("2026-07-15T10:00:00Z", -86_400, true),
            // Ten past midnight by a clock that is a quarter of an hour ahead.
            ("2026-07-14T21:10:00Z", 900, true),
            ("2026-07-14T21:10:00Z", -900, false),
            ("2026-07-14T20:50:00Z", -900, true),
            ("2026-07-14T21:00:30Z", 60, false),
            ("2026-07-14T21:00:30Z", 61, true),
        ];
        for (at, ahead, expected) in cases {
            assert_eq!(is_in_doubt((at.parse().unwrap(), &zone), ahead), expected, "{at} {ahead}");
        }
    }

    #[test]
    fn a_clock_that_was_moved_is_told_from_one_that_runs() {
        let second = |count| Timestamp::from_second(now().as_second() + count).unwrap();
        let cases = [(5, 5, None), (65, 5, None), (66, 5, Some(-61)), (-86_395, 5, Some(86_400))];
        for (shown, passed, expected) in cases {
            let passed = std::time::Duration::from_secs(passed);
            assert_eq!(moved((now(), second(shown)), passed), expected, "{shown}");
        }
    }

    #[test]
    fn a_register_that_is_there_and_answers_nothing_is_asked_less_often() {
        let link = Link::new(now());
        for losses in 1..4 {
            link.is_there(now(), &HeaderMap::new());
            link.lost(now());
            assert_eq!(link.state().losses, losses);
        }
        link.answered(now(), &HeaderMap::new());
        assert_eq!(link.state().losses, 0);
    }

    #[test]
    fn since_when_it_stands_so_is_kept_until_it_changes() {
        let link = Link::new(now());
        let second = |count| Timestamp::from_second(now().as_second() + count).unwrap();
        link.answered(second(1), &HeaderMap::new());
        link.answered(second(2), &HeaderMap::new());
        assert_eq!((link.state().is_up, link.state().since), (true, second(1)));
        link.lost(second(3));
        link.lost(second(4));
        assert_eq!((link.state().is_up, link.state().since), (false, second(3)));
    }
}
