//! The state of the link to the register, and how far the clocks are apart.

use std::sync::{Mutex, PoisonError};

use axum::http::HeaderMap;
use axum::http::header::DATE;
use jiff::Timestamp;

use crate::switches::CLOCK_DOUBT_SECONDS;

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
}

/// The link.
#[derive(Debug)]
pub struct Link(Mutex<State>);

impl Link {
    /// A link of which nothing has been heard yet.
    pub const fn new(now: Timestamp) -> Self {
        Self(Mutex::new(State { is_up: false, since: now, ahead_seconds: None }))
    }

    /// How it stands.
    pub fn state(&self) -> State {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The register answered at `now` with these headers.
    pub fn answered(&self, now: Timestamp, headers: &HeaderMap) {
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
            *state = State { is_up: false, since: now, ..*state };
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

    /// Whether passages have to be marked because their day may be another one.
    pub fn is_clock_in_doubt(&self) -> bool {
        self.clock_apart(CLOCK_DOUBT_SECONDS).is_some()
    }
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
