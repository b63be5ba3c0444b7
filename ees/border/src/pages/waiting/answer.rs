//! What a human decides of a passage that the register did not take: it is sent again, or withdrawn.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use axum::response::{IntoResponse, Redirect};
use ees_domain::authority::Role;
use ees_pages::border::{Done, REASON_WRONG, TIME_WRONG};
use ees_wire::problem::of_value;
use fnd_core::Id;
use fnd_web::caller::Caller;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::Field;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use jiff::civil::DateTime;
use serde::Deserialize;
use uuid::Uuid;

use super::{Found, again, find};
use crate::buffer::{Body as Kept, Buffer, BufferError, Message, Resolution};
use crate::event::{self, Remark};
use crate::node::{BUFFER, Node, Shared};
use crate::pages::{named, officer};
use crate::shelf::ShelfError;

/// Letters of a reason at most.
const REASON_LETTERS_MAX: usize = 500;

/// How a message is sent again.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct Resend {
    exit_missing: String,
    entry_unknown: String,
    /// `None` when the form has no time.
    at: Option<String>,
}

impl Resend {
    /// What a human says beyond sending it again, with the only conflicts that it answers.
    fn said(&self) -> [(&'static str, &str, &'static [&'static str]); 3] {
        [
            ("/exit_missing", &self.exit_missing, &[EXIT_MISSING]),
            ("/entry_unknown", &self.entry_unknown, &[ENTRY_UNKNOWN]),
            ("/at", self.at.as_deref().unwrap_or_default(), WRONG_TIMES),
        ]
    }

    /// Refuses what answers another conflict than that of `code`: nobody asked for it, and a
    /// passage would change that the register had no doubt about.
    fn fits(&self, code: &str) -> Result<(), Problem> {
        for (field, given, answered) in self.said() {
            if !given.is_empty() && !answered.contains(&code) {
                let expected = "this is not what the register asks; send the passage as it is";
                return Err(of_value(field, "not-asked", expected));
            }
        }
        Ok(())
    }

    /// Whether anything was confirmed or corrected.
    fn says_something(&self) -> bool {
        self.said().into_iter().any(|(_, given, _)| !given.is_empty())
    }
}

/// The conflict of an entry of somebody who is inside.
pub(super) const EXIT_MISSING: &str = "already-inside";
/// The conflict of an exit without an entry.
pub(super) const ENTRY_UNKNOWN: &str = "no-open-entry";
/// The conflicts of a passage whose time is not right, or may not be.
pub(super) const WRONG_TIMES: &[&str] = &["date-in-future", "clock-in-doubt"];

/// Sends a message again that the register did not take: as it is, after what stood against it
/// was put right there, or with what a human confirms.
pub(in crate::pages) async fn resend(
    State(node): State<Shared>,
    Chosen(language): Chosen,
    caller: Caller,
    Segment(id): Segment<Uuid>,
    Posted(form): Posted<Resend>,
) -> Result<Response<Body>, Problem> {
    let actor = officer(&caller)?;
    let id = Id::from_uuid(id);
    let found = node.shelf.with(Buffer::conflicts).await?;
    let conflict = found.into_iter().find(|conflict| conflict.held.id == id);
    let conflict = conflict.ok_or_else(Problem::not_found)?;
    form.fits(&conflict.code)?;
    let is_of_time = WRONG_TIMES.contains(&conflict.code.as_str());
    let body = conflict.held.body.as_ref();
    let mut event = body.and_then(event::read).ok_or_else(Problem::not_found)?;
    if form.says_something() {
        // Law: EES Art. 43(2)(g): everybody acts for themselves.
        event.confirmed_by = Some(named(&caller));
    }
    if let Some(entry) = event.entry.as_mut().filter(|_| !form.exit_missing.is_empty()) {
        // Of the entry that the register named, and of no other.
        entry.supersedes = Remark::read(&conflict.sentence).open_id.or(entry.supersedes);
    }
    if let Some(exit) = event.exit.as_mut() {
        exit.entry_unknown |= !form.entry_unknown.is_empty();
    }
    // A time that was emptied is no confirmation.
    let at = form.at.as_deref().filter(|at| !at.is_empty() || is_of_time);
    if let Some(at) = at {
        event.at = match instant(&node, at) {
            Ok(at) => at,
            Err(problem) => {
                let found = Found::Conflict(Box::new(conflict));
                return again(
                    &node,
                    (&caller, &actor, language),
                    (&found, &problem),
                    |row, words| {
                        let wrong = words.text(TIME_WRONG);
                        row.time = Some(Field::holding("at", at).wrong(wrong));
                    },
                );
            }
        };
        event.time_confirmed = true;
    }
    let body = event::written(&event)?;
    resolve(&node, id, Resolution::Resend(body)).await?;
    tracing::info!(message = %id, "a message is sent again");
    node.wake.notify_one();
    Ok(list_after(Done::Sent))
}

/// Back to the list, which says what was done.
fn list_after(done: Done) -> Response<Body> {
    Redirect::to(&format!("{BUFFER}?done={}", done.code())).into_response()
}

/// A local time, as browsers send it, as an instant.
fn instant(node: &Node, text: &str) -> Result<String, Problem> {
    let wrong = || of_value("/at", "not-an-instant", "expected a date and a time");
    let local: DateTime = text.parse().ok().ok_or_else(wrong)?;
    let zone = node.points.first().map(|point| point.zone.clone()).ok_or_else(wrong)?;
    let at = local.to_zoned(zone).ok().ok_or_else(wrong)?.timestamp();
    Ok(at.to_string())
}

/// Why a message is not sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct Withdraw {
    reason: String,
}

/// Withdraws a message that the register did not take. Only supervisors may, and they say why.
pub(in crate::pages) async fn withdraw(
    State(node): State<Shared>,
    Chosen(language): Chosen,
    caller: Caller,
    Segment(id): Segment<Uuid>,
    Posted(form): Posted<Withdraw>,
) -> Result<Response<Body>, Problem> {
    let actor = officer(&caller)?;
    if actor.role != Role::Supervisor {
        return Err(Problem::no_basis().because("Only a supervisor withdraws a passage."));
    }
    let id = Id::from_uuid(id);
    let found = find(&node, id).await?;
    let reason = form.reason.trim();
    if reason.is_empty() || REASON_LETTERS_MAX < reason.chars().count() {
        let expected = format!("expected a reason of at most {REASON_LETTERS_MAX} characters");
        let problem = of_value("/reason", "reason-missing", expected);
        return again(&node, (&caller, &actor, language), (&found, &problem), |row, words| {
            let wrong = words.text(REASON_WRONG);
            row.reason = Field::holding("reason", form.reason.clone()).wrong(wrong);
        });
    }
    let held = found.held();
    let told = node.told(named(&caller), (held, "withdrawn", reason))?;
    let said = format!("{} ({}): {reason}", caller.name, caller.person);
    let reason = Kept::text(&said).ok().ok_or_else(Problem::too_large)?;
    let done = node.shelf.with(move |buffer| buffer.withdraw(id, reason, &told)).await;
    resolved(done)?;
    node.hindrances.note(id, None);
    tracing::info!(message = %id, "a message was withdrawn");
    node.wake.notify_one();
    Ok(list_after(Done::Withdrawn))
}

async fn resolve(node: &Node, id: Id<Message>, resolution: Resolution) -> Result<(), Problem> {
    resolved(node.shelf.with(move |buffer| buffer.resolve(id, resolution)).await)
}

fn resolved<T>(done: Result<T, ShelfError>) -> Result<(), Problem> {
    match done {
        Ok(_) => Ok(()),
        Err(ShelfError::Buffer(BufferError::Message(error))) => {
            let title = "This cannot be done with the message";
            let problem = Problem::new(StatusCode::CONFLICT, error.code(), title);
            Err(problem.because(error.to_string()))
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_conflict_is_answered_by_its_own_field_alone() {
        let yes = || "yes".to_owned();
        let at = || Some("2026-07-15T10:00".into());
        let forms: [(Resend, &[&str]); 4] = [
            (
                Resend::default(),
                &["already-inside", "no-open-entry", "date-in-future", "clock-in-doubt", "x"],
            ),
            (Resend { exit_missing: yes(), ..Resend::default() }, &["already-inside"]),
            (Resend { entry_unknown: yes(), ..Resend::default() }, &["no-open-entry"]),
            (Resend { at: at(), ..Resend::default() }, &["date-in-future", "clock-in-doubt"]),
        ];
        let codes = ["already-inside", "no-open-entry", "date-in-future", "clock-in-doubt", "x"];
        for (form, answers) in forms {
            for code in codes {
                assert_eq!(form.fits(code).is_ok(), answers.contains(&code), "{code}: {form:?}");
            }
            assert_eq!(form.says_something(), answers.len() < codes.len());
        }
    }
}
