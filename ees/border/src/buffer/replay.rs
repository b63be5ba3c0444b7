//! The way of messages to the register: what is sent next, what was answered, and what a human
//! decides.

use fnd_core::Id;
use fnd_vault::SharedRing;
use jiff::Timestamp;
use rusqlite::{Transaction, params};

use super::backoff::{due_after, horizon};
use super::error::{BufferError, MessageError};
use super::message::{Answer, Body, Conflict, Message, Outgoing, Resolution};
use super::rows::{Kept, columns, instant};
use super::sealed::Part;
use super::state::{OutOfTurn, State, Step};
use super::{BATCH_MAX, Buffer, INSERT, SHOWN_MAX, insert};
use crate::switches::STUCK_ATTEMPTS;

/// Bytes of bodies after which no further message is added to a batch: half of what the register
/// takes in one request, unless somebody lets it take less.
const BATCH_BYTES_MAX: usize = 1 << 19;
/// Letters of a code that are kept.
const CODE_LETTERS_MAX: usize = 64;
/// What stands for a code that is none.
const CODE_UNKNOWN: &str = "unknown-code";
/// Seconds beyond which nobody adds up how far a clock was ahead: more than any instant has.
const AHEAD_SECONDS_MAX: i64 = 1 << 40;
/// The code of a message whose bytes do not open.
const CODE_DOES_NOT_OPEN: &str = "message-does-not-open";
/// What is shown for a sentence that cannot be read.
const SENTENCE_DOES_NOT_OPEN: &str = "What is kept of this message was changed in the file and \
     cannot be read. Record the crossing again from the officer's notes, then withdraw it here.";

/// What waits and is due, and is the first undecided of its traveller, oldest event first.
///
/// What was sent holds the whole traveller back, so that an event that is put late does not
/// overtake; what waits or is in conflict holds back what happened after it.
const HEADS: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM message m
      WHERE m.state = 'waiting' AND (m.due_at <= ?1 OR ?2 < m.due_at)
        AND NOT EXISTS (
            SELECT 1 FROM message e
            WHERE e.traveller = m.traveller AND e.state IN ('waiting', 'sent', 'conflict')
              AND (e.event_at, e.seq) < (m.event_at, m.seq))
        AND NOT EXISTS (
            SELECT 1 FROM message s
            WHERE s.traveller = m.traveller AND s.state = 'sent')
      ORDER BY m.event_at, m.seq LIMIT ?3"
);

impl Buffer {
    /// Hands out what is due, at most `limit` messages ([`super::BATCH_MAX`] at most) and about
    /// half a MiB of bodies, oldest event first and at most one of each traveller. Each has to be
    /// answered by [`answer`](Self::answer).
    ///
    /// A message whose bytes do not open becomes a conflict and is not handed out.
    pub fn next_batch(&mut self, limit: u32) -> Result<Vec<Outgoing>, BufferError> {
        let now = self.now();
        self.change(|step, ring| {
            let mut heads = Vec::new();
            let mut list = step.prepare(HEADS)?;
            let due = (now.as_microsecond(), horizon(now).as_microsecond());
            let mut rows = list.query(params![due.0, due.1, limit.min(BATCH_MAX)])?;
            let mut bytes = 0;
            while bytes < BATCH_BYTES_MAX {
                let Some(row) = rows.next()? else { break };
                let head = Kept::read(row)?;
                bytes = bytes.saturating_add(head.length());
                heads.push(head);
            }
            let mut batch = Vec::with_capacity(heads.len());
            for head in heads {
                batch.extend(hand_out(step, ring, &head)?);
            }
            Ok(batch)
        })
    }

    /// Notes what became of a message that was handed out; answers where it stands now.
    ///
    /// # Errors
    /// [`MessageError::NoSuchMessage`], and [`MessageError::OutOfTurn`] when it was not handed
    /// out or was answered before.
    pub fn answer(&mut self, id: Id<Message>, answer: Answer) -> Result<State, BufferError> {
        let done = self.answer_all(vec![(id, answer)])?;
        let one = done.into_iter().next();
        Ok(one.ok_or_else(|| BufferError::damaged("a message was not answered"))??)
    }

    /// Notes several answers in one transaction, each for itself and in its place.
    pub fn answer_all(
        &mut self,
        answers: Vec<(Id<Message>, Answer)>,
    ) -> Result<Vec<Result<State, MessageError>>, BufferError> {
        let now = self.now();
        self.change(|step, ring| {
            let answered = answers.into_iter().map(|(id, answer)| {
                let change = match answer {
                    Answer::Taken(reply) => Change::Settle(Step::Take, reply),
                    Answer::Refused { code, sentence } => {
                        Change::Refuse(checked_code(code), sentence)
                    }
                    Answer::Retry { not_before } => Change::Retry(not_before),
                };
                apply(step, ring, (id, now), change)
            });
            answered.collect()
        })
    }

    /// Does what a human decided on a conflict; answers where the message stands now.
    ///
    /// # Errors
    /// [`MessageError::NoSuchMessage`], [`MessageError::OutOfTurn`] when it is no conflict (any
    /// more), and [`MessageError::DoesNotOpen`] when nothing can be sealed for it, because its
    /// key was changed in the file.
    pub fn resolve(
        &mut self,
        id: Id<Message>,
        resolution: Resolution,
    ) -> Result<State, BufferError> {
        let now = self.now();
        let change = match resolution {
            Resolution::Resend(body) => Change::Resend(body),
            Resolution::Withdraw(reason) => Change::Settle(Step::Withdraw, reason),
        };
        Ok(self.change(|step, ring| apply(step, ring, (id, now), change))??)
    }

    /// Withdraws a message as [`resolve`](Self::resolve) does, and puts what tells the register of
    /// it, both or neither. What the register fails on again and again may be withdrawn, too.
    ///
    /// # Errors
    /// As [`resolve`](Self::resolve).
    pub fn withdraw(
        &mut self,
        id: Id<Message>,
        reason: Body,
        told: &Message,
    ) -> Result<State, BufferError> {
        let now = self.now();
        let done = self.change(|step, ring| {
            let change = Change::Settle(Step::Withdraw, reason);
            let done = apply(step, ring, (id, now), change)?;
            if done.is_ok() {
                insert(&mut step.prepare(INSERT)?, ring, (told, now))?;
            }
            Ok(done)
        });
        Ok(done??)
    }

    /// Notes that the clock was ahead by so many seconds when whatever is not settled now was put
    /// here; answers of how many messages.
    pub fn clock_was_ahead(&mut self, seconds: i64) -> Result<usize, BufferError> {
        self.change(|step, _| {
            let write = "UPDATE message SET ahead_seconds = ahead_seconds + ?1
                         WHERE state IN ('waiting', 'sent', 'conflict')
                             AND ahead_seconds BETWEEN -?2 AND ?2";
            Ok(step.execute(write, params![seconds, AHEAD_SECONDS_MAX])?)
        })
    }

    /// What a human has to decide, oldest event first, at most [`super::SHOWN_MAX`] of it.
    pub fn conflicts(&mut self) -> Result<Vec<Conflict>, BufferError> {
        self.change(|step, ring| {
            let mut list = step.prepare(concat!(
                "SELECT ",
                columns!(),
                " FROM message m WHERE m.state = 'conflict'
                  ORDER BY m.event_at, m.seq LIMIT ?1"
            ))?;
            let mut rows = list.query([SHOWN_MAX])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(conflict(&Kept::read(row)?, ring)?);
            }
            Ok(found)
        })
    }
}

/// What is written of a step.
enum Change {
    Settle(Step, Body),
    Refuse(String, Body),
    Retry(Option<Timestamp>),
    Resend(Body),
}

impl Change {
    const fn step(&self) -> Step {
        match self {
            Self::Settle(step, _) => *step,
            Self::Refuse(..) => Step::Refuse,
            Self::Retry(_) => Step::Retry,
            Self::Resend(_) => Step::Resend,
        }
    }
}

/// Takes one step with one message, when it is its turn.
fn apply(
    step: &Transaction<'_>,
    ring: &SharedRing,
    (id, now): (Id<Message>, Timestamp),
    change: Change,
) -> Result<Result<State, MessageError>, BufferError> {
    let Some(kept) = Kept::find(step, id)? else {
        return Ok(Err(MessageError::NoSuchMessage(id)));
    };
    let turn = change.step();
    // Of what waits, only that may be withdrawn which the register was asked to take often enough.
    let is_early = kept.state == State::Waiting && kept.attempts < STUCK_ATTEMPTS;
    let next = match kept.state.after(turn) {
        Ok(_) if turn == Step::Withdraw && is_early => {
            let why = OutOfTurn { state: kept.state, step: turn };
            return Ok(Err(MessageError::OutOfTurn { id, why }));
        }
        Ok(next) => next,
        Err(why) => return Ok(Err(MessageError::OutOfTurn { id, why })),
    };
    let sealed = |part, body: &Body| -> Result<Option<Vec<u8>>, BufferError> {
        let key = kept.key(ring)?;
        key.map(|key| kept.envelope.seal(&key, part, body)).transpose()
    };
    let (seq, state, now_us) = (kept.seq, next.code(), now.as_microsecond());
    match change {
        Change::Settle(_, remark) => {
            // A remark that cannot be sealed is not kept: the message itself has to end.
            let remark = sealed(Part::Remark, &remark)?;
            let write = "UPDATE message SET state = ?2, settled_at = ?3, remark = ?4, code = NULL
                         WHERE seq = ?1";
            step.execute(write, params![seq, state, now_us, remark])?;
        }
        Change::Refuse(code, sentence) => {
            let sentence = sealed(Part::Remark, &sentence)?;
            let write = "UPDATE message SET state = ?2, code = ?3, remark = ?4 WHERE seq = ?1";
            step.execute(write, params![seq, state, code, sentence])?;
        }
        Change::Retry(not_before) => {
            let due = due_after(now, kept.attempts, not_before).as_microsecond();
            let write = "UPDATE message SET state = ?2, due_at = ?3 WHERE seq = ?1";
            step.execute(write, params![seq, state, due])?;
        }
        Change::Resend(body) => {
            let Some(body) = sealed(Part::Body, &body)? else {
                return Ok(Err(MessageError::DoesNotOpen(id)));
            };
            let write = "UPDATE message SET state = ?2, due_at = ?3, body = ?4, attempts = 0,
                             first_body = coalesce(first_body, body), code = NULL, remark = NULL
                         WHERE seq = ?1";
            step.execute(write, params![seq, state, now_us, body])?;
        }
    }
    Ok(Ok(next))
}

/// Hands one message out, or makes a conflict of it when it does not open.
fn hand_out(
    step: &Transaction<'_>,
    ring: &SharedRing,
    head: &Kept,
) -> Result<Option<Outgoing>, BufferError> {
    let body = head.key(ring)?.and_then(|key| head.open_body(&key));
    let turn = if body.is_some() { Step::HandOut } else { Step::Doubt };
    let id = head.envelope.id;
    let next = head.state.after(turn).map_err(|why| MessageError::OutOfTurn { id, why })?;
    let Some(body) = body else {
        let doubt = "UPDATE message SET state = ?2, code = ?3 WHERE seq = ?1";
        step.execute(doubt, params![head.seq, next.code(), CODE_DOES_NOT_OPEN])?;
        return Ok(None);
    };
    let attempt = head.attempts.saturating_add(1);
    let write = "UPDATE message SET state = ?2, attempts = ?3 WHERE seq = ?1";
    step.execute(write, params![head.seq, next.code(), attempt])?;
    let (kind, traveller) = (head.envelope.kind, head.envelope.traveller);
    let message = Message { id, kind, at: instant(head.envelope.at), traveller, body };
    Ok(Some(Outgoing { message, attempt, ahead_seconds: head.ahead_seconds }))
}

fn conflict(kept: &Kept, ring: &SharedRing) -> Result<Conflict, BufferError> {
    let held = kept.show(ring)?;
    let unread = || Body::kept(SENTENCE_DOES_NOT_OPEN.as_bytes().to_vec().into());
    let sentence = held.remark.clone().unwrap_or_else(unread);
    let code = kept.code.clone().unwrap_or_else(|| CODE_UNKNOWN.to_owned());
    Ok(Conflict { held, code, sentence })
}

/// A code goes into the file in the clear, so it must be one and nothing else.
fn checked_code(code: String) -> String {
    let is_code = code.starts_with(|letter: char| letter.is_ascii_lowercase())
        && code.len() <= CODE_LETTERS_MAX
        && code
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if is_code { code } else { CODE_UNKNOWN.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_is_found_without_reading_every_message() {
        let file = rusqlite::Connection::open_in_memory().unwrap();
        file.execute_batch(include_str!("../../migrations/0001_message.sql")).unwrap();
        file.execute_batch(include_str!("../../migrations/0002_clock.sql")).unwrap();
        let mut explain = file.prepare(&format!("EXPLAIN QUERY PLAN {HEADS}")).unwrap();
        let rows = explain.query_map([0, 0, 0], |row| row.get::<_, String>(3)).unwrap();
        let plan: Vec<_> = rows.map(Result::unwrap).collect();
        let expected = [
            "SEARCH m USING INDEX message_in_state (state=?)",
            "CORRELATED SCALAR SUBQUERY 1",
            "SEARCH e USING COVERING INDEX message_undecided (traveller=? AND event_at<?)",
            "CORRELATED SCALAR SUBQUERY 2",
            "SEARCH s USING COVERING INDEX message_sent (traveller=?)",
        ];
        assert_eq!(plan, expected);
    }

    #[test]
    fn what_is_no_code_does_not_reach_the_file() {
        let long = "a".repeat(65);
        let table = [
            ("already-inside", "already-inside"),
            ("r2", "r2"),
            ("Popescu", CODE_UNKNOWN),
            ("number AB123", CODE_UNKNOWN),
            ("-a", CODE_UNKNOWN),
            ("", CODE_UNKNOWN),
            (long.as_str(), CODE_UNKNOWN),
        ];
        for (given, expected) in table {
            assert_eq!(checked_code(given.to_owned()), expected, "{given}");
        }
    }
}
