//! Epochs: a number for each person by which all their sessions end at once.
//!
//! A session holds the epoch of its person when they signed in. When a system raises the number,
//! every session begun before is over with its next request. Who cannot be asked about is not
//! let in.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use fnd_core::Clock;
use jiff::{SignedDuration, Timestamp};

use crate::problem::Problem;

/// How long an answer counts.
const FRESH: SignedDuration = SignedDuration::from_secs(1);
/// The most answers that are kept.
const COUNT_MAX: usize = 4096;

/// Tells the epochs of persons; given by a system.
#[async_trait]
pub trait Epochs: Send + Sync + fmt::Debug {
    /// The present epoch of `person`, the unique identity by which they sign in. Persons of whom
    /// the system knows nothing have one too, for they may sign in before it does; the error is
    /// a reason for the log and holds no personal data.
    async fn epoch(&self, person: &str) -> Result<i64, String>;
}

/// Asks for epochs, and keeps the answers for a moment.
#[derive(Debug)]
pub(crate) struct Watch {
    source: Arc<dyn Epochs>,
    clock: Arc<dyn Clock>,
    known: Mutex<HashMap<String, (i64, Timestamp)>>,
}

impl Watch {
    pub(crate) fn new(source: Arc<dyn Epochs>, clock: Arc<dyn Clock>) -> Self {
        Self { source, clock, known: Mutex::default() }
    }

    /// The epoch of `person`, at most a moment old; 503 when it cannot be found out.
    pub(crate) async fn lately(&self, person: &str) -> Result<i64, Problem> {
        match self.kept(person) {
            Some(epoch) => Ok(epoch),
            None => self.now(person).await,
        }
    }

    /// The epoch of `person` now.
    pub(crate) async fn now(&self, person: &str) -> Result<i64, Problem> {
        // The age counts from before the question: the answer may be as old as that.
        let at = self.clock.now();
        let epoch = self.source.epoch(person).await.map_err(|reason| {
            tracing::warn!(reason, "the epoch of a session cannot be read");
            Problem::unavailable()
        })?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if COUNT_MAX <= known.len() {
            known.retain(|_, (_, kept)| is_fresh(*kept, at));
        }
        if COUNT_MAX <= known.len() {
            known.clear();
        }
        known.insert(person.to_owned(), (epoch, at));
        Ok(epoch)
    }

    fn kept(&self, person: &str) -> Option<i64> {
        let now = self.clock.now();
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(person).filter(|(_, at)| is_fresh(*at, now)).map(|(epoch, _)| *epoch)
    }
}

/// A clock that was set back makes nothing fresh.
fn is_fresh(at: Timestamp, now: Timestamp) -> bool {
    let age = now.duration_since(at);
    SignedDuration::ZERO <= age && age < FRESH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_counts_for_less_than_a_second_whatever_the_clock_does() {
        let at = Timestamp::UNIX_EPOCH;
        for (age_ms, expected) in [(0, true), (999, true), (1000, false), (-1, false)] {
            let now = at.checked_add(SignedDuration::from_millis(age_ms)).unwrap();
            assert_eq!(is_fresh(at, now), expected, "{age_ms} ms");
        }
    }
}
