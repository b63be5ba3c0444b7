//! Sending what waits to the register, as soon as it can be reached.
//!
//! Law: EES Art. 21(3): what was stored is entered in the central system as soon as that is
//! possible again.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, Response, StatusCode};
use ees_wire::replay::{Event, Reply};
use fnd_core::Id;
use serde_json::json;
use tokio::task::JoinSet;

use crate::buffer::{Answer, Body, Message, Outgoing, wait_after};
use crate::centre::is_away;
use crate::event;
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
    loop {
        until_there(&node).await;
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

/// Waits until the register is there.
async fn until_there(node: &Node) {
    let mut probes: u32 = 0;
    while !node.link.state().is_up && !probe(node).await {
        // Nobody shortens this: a busy desk would ask without end.
        probes = probes.saturating_add(1);
        tokio::time::sleep(pause(probes)).await;
    }
}

/// Erases what was taken a while ago, until the program ends.
pub async fn erase(node: Shared) {
    loop {
        let before = node.clock.now().checked_sub(SETTLED_KEPT);
        if let Ok(before) = before
            && let Err(error) = node.shelf.with(move |buffer| buffer.forget_settled(before)).await
        {
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
        Ok(answer) if !is_away(answer.status()) => {
            node.link.answered(node.clock.now(), answer.headers());
            true
        }
        Ok(_) | Err(_) => false,
    }
}

/// Sends a batch and notes what became of it; whether the register answered.
async fn send(node: &Node, batch: Vec<Outgoing>) -> bool {
    let answers = answers(node, &batch).await;
    let was_answered = answers.is_some();
    let ids = batch.iter().map(|outgoing| outgoing.message.id);
    let noted: Vec<(Id<Message>, Answer)> = match answers {
        Some(answers) => ids.zip(answers).collect(),
        None => ids.map(|id| (id, Answer::Retry { not_before: None })).collect(),
    };
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

/// What the register said of a batch.
enum Said {
    /// This of each message.
    Answers(Vec<Answer>),
    /// It does not take the request.
    Refused(StatusCode),
    /// Nothing.
    Nothing,
}

/// What the register answers to each message of a batch; `None` when it does not.
///
/// A batch that it does not take because of something in it is sent message by message, so that
/// one of them does not hold back the others for ever.
async fn answers(node: &Node, batch: &[Outgoing]) -> Option<Vec<Answer>> {
    match ask(node, batch).await {
        Said::Answers(answers) => Some(answers),
        Said::Refused(status) if is_about_content(status) => {
            if let [_] = batch {
                return Some(vec![alone(status)]);
            }
            let mut answers = Vec::with_capacity(batch.len());
            for one in batch {
                answers.push(match ask(node, std::slice::from_ref(one)).await {
                    Said::Answers(mut said) => said.pop().unwrap_or(RETRY),
                    Said::Refused(status) => alone(status),
                    Said::Nothing => RETRY,
                });
            }
            Some(answers)
        }
        Said::Refused(_) | Said::Nothing => None,
    }
}

/// A message is to be sent again.
const RETRY: Answer = Answer::Retry { not_before: None };

/// Whether a refusal may be about one message of the batch and not about this crossing point.
fn is_about_content(status: StatusCode) -> bool {
    [
        StatusCode::BAD_REQUEST,
        StatusCode::PAYLOAD_TOO_LARGE,
        StatusCode::UNPROCESSABLE_ENTITY,
        StatusCode::INTERNAL_SERVER_ERROR,
    ]
    .contains(&status)
}

/// What is noted of a message that the register refused although it came alone. Where the
/// register failed it may take the message later; otherwise a human has to go on.
fn alone(status: StatusCode) -> Answer {
    if !is_about_content(status) || status == StatusCode::INTERNAL_SERVER_ERROR {
        return RETRY;
    }
    match Body::text(NOT_TAKEN) {
        Ok(sentence) => Answer::Refused { code: "not-taken".into(), sentence },
        Err(_) => RETRY,
    }
}

/// What a human is told of a message that the register does not take in any form.
const NOT_TAKEN: &str = "The register does not take this passage in the form in which it was kept. \
     Record it again from the officer's notes, then withdraw it here.";

async fn ask(node: &Node, batch: &[Outgoing]) -> Said {
    // The doubt is that of now: while the register could not be reached, nobody could know.
    let is_in_doubt = node.link.state().is_clock_in_doubt();
    let event = |outgoing: &Outgoing| value(&outgoing.message.body, is_in_doubt);
    let events: Vec<_> = batch.iter().map(event).collect();
    let text = json!({ "events": events }).to_string();
    let request = Request::post("/v1/replays")
        .header(CONTENT_TYPE, "application/json")
        .body(Bytes::from(text));
    let Ok(request) = request else { return Said::Nothing };
    let answer = node.centre.send(request, Duration::from_secs(BATCH_SECONDS_MAX)).await;
    let now = node.clock.now();
    let answer = match answer {
        Ok(answer) if !is_away(answer.status()) => answer,
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
/// says what is wrong with it. The clock is in doubt when it was then, or is now.
fn value(body: &Body, is_in_doubt: bool) -> serde_json::Value {
    match event::read(body) {
        Some(event) => {
            json!(Event { clock_in_doubt: event.clock_in_doubt || is_in_doubt, ..event })
        }
        None => json!(null),
    }
}

/// Reads what the register answered to `count` messages.
fn read(answer: &Response<Bytes>, count: usize) -> Said {
    let status = answer.status();
    if !status.is_success() {
        if is_about_content(status) {
            tracing::error!(%status, count, "the register does not take a batch");
        } else {
            let hint = "the register refuses this crossing point; look at its `[[system]]`";
            tracing::error!(%status, hint);
        }
        return Said::Refused(status);
    }
    let Ok(reply) = serde_json::from_slice::<Reply>(answer.body()) else { return Said::Nothing };
    if reply.results.len() != count {
        tracing::error!("the register answered another number of messages than were sent");
        return Said::Nothing;
    }
    Said::Answers(reply.results.into_iter().map(noted).collect())
}

/// What is noted of the register's answer to one message.
fn noted(said: ees_wire::replay::Answer) -> Answer {
    let text = |text: &str| Body::text(text).ok();
    match said.result.as_str() {
        "recorded" | "known" => {
            let crossing = said.crossing_id.map(|id| id.to_string()).unwrap_or_default();
            text(&crossing).map_or(Answer::Retry { not_before: None }, Answer::Taken)
        }
        "conflict" => {
            let sentence = said.sentence.unwrap_or_default();
            match text(&sentence) {
                Some(sentence) => Answer::Refused { code: said.code.unwrap_or_default(), sentence },
                None => Answer::Retry { not_before: None },
            }
        }
        _ => Answer::Retry { not_before: None },
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::future::ready;

    use super::*;
    use crate::buffer::BufferError;

    fn body(text: &str) -> Body {
        Body::text(text).unwrap()
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
    fn a_clock_that_is_wrong_now_is_said_of_what_was_kept_before() {
        let kept = r#"{"at":"2026-07-15T10:00:00Z","source":"local-buffer"}"#;
        assert_eq!(value(&body(kept), false)["clock_in_doubt"], json!(null));
        assert_eq!(value(&body(kept), true)["clock_in_doubt"], json!(true));
        let doubted = r#"{"at":"x","source":"local-buffer","clock_in_doubt":true}"#;
        assert_eq!(value(&body(doubted), false)["clock_in_doubt"], json!(true), "it was then");
        assert_eq!(value(&body("nonsense"), true), json!(null));
    }

    #[test]
    fn a_batch_that_is_refused_is_parted_and_a_message_alone_is_left_to_a_human() {
        let refused = |status: u16| StatusCode::from_u16(status).unwrap();
        for (status, is_parted, is_left) in [
            (400, true, true),
            (413, true, true),
            (422, true, true),
            (500, true, false),
            (401, false, false),
            (403, false, false),
            (429, false, false),
        ] {
            let status = refused(status);
            assert_eq!(is_about_content(status), is_parted, "{status}");
            assert_eq!(matches!(alone(status), Answer::Refused { .. }), is_left, "{status}");
        }
        let answer = |status, text: &'static str| {
            let mut answer = Response::new(Bytes::from(text));
            *answer.status_mut() = refused(status);
            answer
        };
        assert!(matches!(read(&answer(413, ""), 2), Said::Refused(_)));
        assert!(matches!(read(&answer(200, r#"{"results":[]}"#), 2), Said::Nothing));
        assert!(matches!(read(&answer(200, r#"{"results":[]}"#), 0), Said::Answers(_)));
    }
}
