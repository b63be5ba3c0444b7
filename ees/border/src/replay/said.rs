//! What the register says of what it was sent, and what is noted of it.

use axum::body::Bytes;
use axum::http::{Response, StatusCode};
use ees_wire::replay::{Reply, of_configuration};

use crate::buffer::{Answer, Body};
use crate::centre::refuses;
use crate::event::Remark;
use crate::node::Hindrance;

/// What was told of one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// What is noted in the buffer.
    pub(super) answer: Answer,
    /// What stands against it, when it is sent again and nobody has to decide.
    pub(super) hindrance: Option<Hindrance>,
}

impl Told {
    /// It is sent again.
    pub(super) const RETRY: Self = Self::again(None);

    const fn again(hindrance: Option<Hindrance>) -> Self {
        Self { answer: Answer::Retry { not_before: None }, hindrance }
    }
}

/// What the register said of a batch.
pub(super) enum Said {
    /// This of each message.
    Answers(Vec<Told>),
    /// It does not take the request.
    Refused(StatusCode),
    /// It refuses how this crossing point is set up: the code.
    Misconfigured(&'static str),
    /// Nothing.
    Nothing,
}

/// A message waits until the crossing point is set up as the register knows it.
pub(super) const fn misconfigured(code: &'static str) -> Told {
    Told::again(Some(Hindrance::Configuration(code)))
}

/// Whether a refusal may be about one message of the batch and not about this crossing point.
pub(super) fn is_about_content(status: StatusCode) -> bool {
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
pub(super) fn alone(status: StatusCode) -> Told {
    if status == StatusCode::INTERNAL_SERVER_ERROR {
        return Told::again(Some(Hindrance::Failed));
    }
    if !is_about_content(status) {
        return Told::RETRY;
    }
    let remark = Remark { sentence: NOT_TAKEN.to_owned(), open_id: None };
    match remark.written() {
        Some(sentence) => refused("not-taken", sentence),
        None => Told::RETRY,
    }
}

fn refused(code: &str, sentence: Body) -> Told {
    Told { answer: Answer::Refused { code: code.to_owned(), sentence }, hindrance: None }
}

/// What a human is told of a message that the register does not take in any form.
const NOT_TAKEN: &str = "The register does not take this passage in the form in which it was kept. \
     Record it again from the officer's notes, then withdraw it here.";

/// Reads what the register answered to `count` messages.
pub(super) fn read(answer: &Response<Bytes>, count: usize) -> Said {
    let status = answer.status();
    if !status.is_success() {
        if let Some(code) = refuses(answer) {
            return Said::Misconfigured(code);
        }
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
fn noted(said: ees_wire::replay::Answer) -> Told {
    let code = said.code.unwrap_or_default();
    match said.result.as_str() {
        "recorded" | "known" => {
            let crossing = said.crossing_id.map(|id| id.to_string()).unwrap_or_default();
            let taken = Body::text(&crossing).ok().map(Answer::Taken);
            taken.map_or(Told::RETRY, |answer| Told { answer, hindrance: None })
        }
        "conflict" => {
            let sentence = said.sentence.unwrap_or_default();
            let remark = Remark { sentence, open_id: said.crossing_id }.written();
            remark.map_or(Told::RETRY, |remark| refused(&code, remark))
        }
        _ => match of_configuration(&code) {
            Some(code) => misconfigured(code),
            // The code of a failure that has none: the register fails on this event.
            None if code == "internal" => Told::again(Some(Hindrance::Failed)),
            None => Told::RETRY,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(matches!(alone(status).answer, Answer::Refused { .. }), is_left, "{status}");
        }
        let answer = |status, text: &'static str| {
            let mut answer = Response::new(Bytes::from(text));
            *answer.status_mut() = refused(status);
            answer
        };
        assert_eq!(alone(refused(500)).hindrance, Some(Hindrance::Failed));
        assert!(matches!(read(&answer(413, ""), 2), Said::Refused(_)));
        for (status, code) in [(422, "unknown-point"), (403, "no-basis")] {
            let said = read(&answer(status, r#"{"code":"no-basis","at":"unknown-point"}"#), 2);
            assert!(matches!(said, Said::Misconfigured(_)), "{status} {code}");
        }
        assert!(matches!(read(&answer(200, r#"{"results":[]}"#), 2), Said::Nothing));
        assert!(matches!(read(&answer(200, r#"{"results":[]}"#), 0), Said::Answers(_)));
    }
    #[test]
    fn what_is_noted_follows_from_the_answer() {
        let cases = [
            ("recorded", "", (true, false, None)),
            ("known", "", (true, false, None)),
            ("conflict", "already-inside", (false, true, None)),
            ("later", "overtaken", (false, false, None)),
            ("later", "contended", (false, false, None)),
            ("later", "internal", (false, false, Some(Hindrance::Failed))),
            (
                "later",
                "role-not-yours",
                (false, false, Some(Hindrance::Configuration("role-not-yours"))),
            ),
        ];
        for (result, code, expected) in cases {
            let said = ees_wire::replay::Answer::not_done(result, code, "");
            let told = noted(said);
            let is_taken = matches!(told.answer, Answer::Taken(_));
            let is_left = matches!(told.answer, Answer::Refused { .. });
            assert_eq!((is_taken, is_left, told.hindrance), expected, "{result} {code}");
        }
    }
}
