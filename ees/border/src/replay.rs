//! Sending what waits to the register, as soon as it can be reached.
//!
//! Law: EES Art. 21(3): what was stored is entered in the central system as soon as that is
//! possible again.

mod said;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use ees_wire::replay::Event;
use fnd_core::Id;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::json;
use tokio::task::JoinSet;

use self::said::{Said, Told, alone, is_about_content, misconfigured, read};
use crate::buffer::{Answer, Message, Outgoing, wait_after};
use crate::centre::is_away;
use crate::event;
use crate::link::{State, is_in_doubt, moved};
use crate::node::{Node, Shared};
use crate::shelf::ShelfError;
use crate::switches::{
    BATCH_MAX, BATCH_SECONDS_MAX, BATCHES_MAX, PROBE_PAUSE_SECONDS_MAX, PROBE_SECONDS_MAX,
    SETTLED_KEPT,
};

/// How often it is looked whether something has become due, when nobody says so.
const LOOK: Duration = Duration::from_secs(1);
/// How often what was taken is erased.
const ERASE: Duration = Duration::from_mins(10);

/// Sends what waits until the program ends.
///
/// The first batch after a while goes alone; once it is answered, the others go side by side.
pub async fn run(node: Shared) {
    let mut lanes: JoinSet<()> = JoinSet::new();
    let mut is_alone = true;
    let mut seen = (node.clock.now(), Instant::now());
    loop {
        until_there(&node, &mut seen).await;
        look_at_clock(&node, &mut seen).await;
        if BATCHES_MAX <= lanes.len() {
            lanes.join_next().await;
        }
        let batch = match node.shelf.with(|buffer| buffer.next_batch(BATCH_MAX)).await {
            Ok(batch) => batch,
            Err(error) => {
                tracing::error!(%error, "what waits cannot be read");
                Vec::new()
            }
        };
        if !batch.is_empty() && is_alone {
            is_alone = !send(&node, batch).await;
        } else if !batch.is_empty() {
            let node = Arc::clone(&node);
            lanes.spawn(async move { _ = send(&node, batch).await });
        } else if lanes.join_next().await.is_none() {
            // Nothing is on its way on which anything else would follow.
            is_alone = true;
            wait(&node, LOOK).await;
        }
    }
}

/// Waits until the register is there. A register that is there and answers nothing else is asked
/// less and less often.
async fn until_there(node: &Node, seen: &mut (Timestamp, Instant)) {
    let mut probes = probes_before(node.link.state().losses);
    while !node.link.state().is_up {
        look_at_clock(node, seen).await;
        if 0 < probes {
            // Nobody shortens this: a busy desk would ask without end.
            tokio::time::sleep(pause(probes)).await;
        }
        if probe(node).await {
            return;
        }
        probes = probes.saturating_add(1);
    }
}

/// How often it counts as asked by then. The first time nobody waits to ask; who was there and then
/// answered nothing is asked as if it had not been there in between.
const fn probes_before(losses: u32) -> u32 {
    losses.saturating_sub(1)
}

/// Finds out whether the clock of this machine was moved since it was `seen` last. What waits was
/// then recorded by a clock that was wrong, and a human looks at the days that may be others.
async fn look_at_clock(node: &Node, seen: &mut (Timestamp, Instant)) {
    let (now, steady) = (node.clock.now(), Instant::now());
    let passed = steady.saturating_duration_since(seen.1);
    if let Some(seconds) = moved((seen.0, now), passed) {
        tracing::warn!(seconds, "the clock was moved; it had been ahead by these seconds");
        let noted = node.shelf.with(move |buffer| buffer.clock_was_ahead(seconds)).await;
        if let Err(error) = noted {
            tracing::error!(%error, "that the clock was moved could not be noted");
            return;
        }
    }
    *seen = (now, steady);
}

/// Erases what was taken a while ago, until the program ends.
pub async fn erase(node: Shared) {
    loop {
        if let Err(error) = node.shelf.with(|buffer| buffer.forget_settled(SETTLED_KEPT)).await {
            tracing::error!(%error, "what was taken could not be erased");
        }
        tokio::time::sleep(ERASE).await;
    }
}

/// How long until the register is asked again whether it is there.
fn pause(probes: u32) -> Duration {
    wait_after(probes).unsigned_abs().min(Duration::from_secs(PROBE_PAUSE_SECONDS_MAX))
}

async fn wait(node: &Node, time: Duration) {
    // Somebody may have put something meanwhile, or wants to know sooner.
    let _ = tokio::time::timeout(time, node.wake.notified()).await;
}

/// Whether the register is there.
async fn probe(node: &Node) -> bool {
    let Ok(request) = Request::get("/privacy.json").body(Bytes::new()) else { return false };
    let answer = node.centre.send(request, Duration::from_secs(PROBE_SECONDS_MAX)).await;
    match answer {
        Ok(answer) if !is_away(&answer) => {
            node.link.is_there(node.clock.now(), answer.headers());
            true
        }
        Ok(_) | Err(_) => false,
    }
}

/// Sends a batch and notes what became of it; whether the register answered.
async fn send(node: &Node, batch: Vec<Outgoing>) -> bool {
    let answers = answers(node, &batch).await;
    let was_answered = answers.is_some();
    let ids = || batch.iter().map(|outgoing| outgoing.message.id);
    let answers = answers.unwrap_or_else(|| vec![Told::RETRY; batch.len()]);
    for (id, told) in ids().zip(&answers) {
        node.hindrances.note(id, told.hindrance);
    }
    if was_answered {
        node.link.looked(node.hindrances.configuration());
    }
    let noted: Vec<(Id<Message>, Answer)> =
        ids().zip(answers.into_iter().map(|told| told.answer)).collect();
    let write = || {
        let noted = noted.clone();
        node.shelf.with(move |buffer| buffer.answer_all(noted))
    };
    for error in until_noted(write, pause).await.into_iter().filter_map(Result::err) {
        tracing::error!(%error, "an answer could not be noted");
    }
    was_answered
}

/// Notes answers, again and again until it is done: what was sent and is not answered would hold
/// back everything of its traveller until the next start. Nothing when the program is stopping.
async fn until_noted<T: Default, F: Future<Output = Result<T, ShelfError>>>(
    mut note: impl FnMut() -> F,
    pause: impl Fn(u32) -> Duration,
) -> T {
    let mut failures: u32 = 0;
    loop {
        match note().await {
            Ok(done) => return done,
            Err(ShelfError::BrokenOff) => return T::default(),
            Err(error @ ShelfError::Buffer(_)) => {
                failures = failures.saturating_add(1);
                tracing::error!(%error, failures, "answers could not be noted; they are noted again");
                tokio::time::sleep(pause(failures)).await;
            }
        }
    }
}

/// What the register answers to each message of a batch; `None` when it does not.
///
/// A batch that it does not take because of something in it is sent message by message, so that
/// one of them does not hold back the others for ever. How the crossing point is set up is in no
/// message: all of them wait until that is mended.
async fn answers(node: &Node, batch: &[Outgoing]) -> Option<Vec<Told>> {
    match ask(node, batch).await {
        Said::Answers(answers) => Some(answers),
        Said::Misconfigured(code) => Some(vec![misconfigured(code); batch.len()]),
        Said::Refused(status) if is_about_content(status) => {
            if let [_] = batch {
                return Some(vec![alone(status)]);
            }
            let mut answers = Vec::with_capacity(batch.len());
            for one in batch {
                answers.push(match ask(node, std::slice::from_ref(one)).await {
                    Said::Answers(mut said) => said.pop().unwrap_or(Told::RETRY),
                    Said::Refused(status) => alone(status),
                    Said::Misconfigured(code) => misconfigured(code),
                    Said::Nothing => Told::RETRY,
                });
            }
            Some(answers)
        }
        Said::Refused(_) | Said::Nothing => None,
    }
}

async fn ask(node: &Node, batch: &[Outgoing]) -> Said {
    let events: Vec<_> = batch.iter().map(|outgoing| value(node, outgoing)).collect();
    let text = json!({ "events": events }).to_string();
    let request = Request::post("/v1/replays")
        .header(CONTENT_TYPE, "application/json")
        .body(Bytes::from(text));
    let Ok(request) = request else { return Said::Nothing };
    let answer = node.centre.send(request, Duration::from_secs(BATCH_SECONDS_MAX)).await;
    let now = node.clock.now();
    let answer = match answer {
        Ok(answer) if !is_away(&answer) => answer,
        Ok(_) => {
            node.link.lost(now);
            return Said::Nothing;
        }
        Err(error) => {
            tracing::info!(%error, "a batch was not answered");
            node.link.lost(now);
            return Said::Nothing;
        }
    };
    node.link.answered(now, answer.headers());
    read(&answer, batch.len())
}

/// The event in a body; one that was not written by this program goes as it is, and the register
/// says what is wrong with it.
///
/// The clock is in doubt when it was then, when it was moved since, or when it is wrong now: while
/// the register could not be reached, nobody could know.
fn value(node: &Node, outgoing: &Outgoing) -> serde_json::Value {
    let Some(event) = event::read(&outgoing.message.body) else { return json!(null) };
    let zone = node.points.first().map_or(TimeZone::UTC, |point| point.zone.clone());
    json!(doubted(event, outgoing.ahead_seconds, (&node.link.state(), &zone)))
}

/// The event with what is known of the clock by now.
fn doubted(event: Event, ahead_then: i64, (now, zone): (&State, &TimeZone)) -> Event {
    let at = event.at.parse().unwrap_or(Timestamp::UNIX_EPOCH);
    let clock_in_doubt = event.deed.is_none()
        && (event.clock_in_doubt || is_in_doubt((at, zone), ahead_then) || now.doubts(at, zone));
    let known = Some(ahead_then).filter(|ahead| *ahead != 0).or(now.ahead_seconds);
    let ahead = event.clock_ahead_seconds.or(known).filter(|_| clock_in_doubt);
    Event { clock_in_doubt, clock_ahead_seconds: ahead, ..event }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::future::ready;

    use super::*;
    use crate::buffer::{Body, BufferError};

    #[test]
    fn a_register_that_says_it_is_there_and_answers_nothing_is_asked_every_few_seconds() {
        let before_first = |losses| match probes_before(losses) {
            0 => Duration::ZERO,
            probes => pause(probes),
        };
        let seconds: Vec<_> = (0..8).map(|losses| before_first(losses).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 1, 2, 4, 5, 5, 5]);
    }

    #[tokio::test]
    async fn an_answer_is_noted_until_it_stands() {
        let calls = Cell::new(0);
        let write = || {
            calls.set(calls.get() + 1);
            let is_full = calls.get() < 4;
            ready(if is_full { Err(BufferError::Full.into()) } else { Ok(17) })
        };
        assert_eq!(until_noted(write, |_| Duration::ZERO).await, 17);
        assert_eq!(calls.get(), 4);
        let stopping = || ready(Err::<u8, _>(ShelfError::BrokenOff));
        assert_eq!(until_noted(stopping, |_| Duration::ZERO).await, 0, "nobody waits for the end");
    }

    #[test]
    fn a_clock_that_was_or_is_wrong_is_said_of_what_was_kept_before() {
        let zone = TimeZone::UTC;
        let kept = r#"{"at":"2026-07-15T10:00:00Z","source":"local-buffer"}"#;
        let then = r#"{"at":"2026-07-15T10:00:00Z","source":"local-buffer","clock_in_doubt":true,
                       "clock_ahead_seconds":90000}"#;
        let night = r#"{"at":"2026-07-15T00:01:00Z","source":"local-buffer"}"#;
        let deed = r#"{"at":"2026-07-15T10:00:00Z","source":"local-buffer","deed":{
                       "what":"withdrawn","passage_id":"00000000-0000-0000-0000-000000000001",
                       "passage":"exit","passage_at":"2026-07-15T09:00:00Z"}}"#;
        let day = 86_400;
        // What was kept, how far it turned out to be ahead, how far it is ahead now, what is said.
        let cases = [
            (kept, 0, None, (false, None)),
            (kept, 0, Some(61), (false, None)),
            (kept, 0, Some(-day), (true, Some(-day))),
            (kept, day, Some(0), (true, Some(day))),
            (then, 0, Some(0), (true, Some(90_000))),
            (night, 0, Some(61), (true, Some(61))),
            (night, 0, Some(-61), (false, None)),
            (deed, day, Some(day), (false, None)),
        ];
        for (text, ahead_then, ahead_seconds, expected) in cases {
            let state = State {
                is_up: true,
                since: Timestamp::UNIX_EPOCH,
                ahead_seconds,
                refusal: None,
                losses: 0,
            };
            let event = event::read(&Body::text(text).unwrap()).unwrap();
            let said = doubted(event, ahead_then, (&state, &zone));
            assert_eq!((said.clock_in_doubt, said.clock_ahead_seconds), expected, "{text}");
        }
    }
}
