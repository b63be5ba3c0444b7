//! What waits, and what a human has to decide.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};
use axum::response::{IntoResponse, Redirect};
use ees_desk::shell::CHECK;
use ees_desk::view;
use ees_domain::authority::{Actor, Role};
use ees_pages::border::{BufferPage, ConflictRow, WaitingRow};
use ees_wire::problem::of_value;
use ees_wire::replay::Event;
use fnd_core::Id;
use fnd_web::caller::Caller;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::Field;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use jiff::civil::DateTime;
use serde::Deserialize;
use uuid::Uuid;

use super::{html, officer};
use crate::buffer::{Body as Kept, Buffer, BufferError, Conflict, Held, Message, Resolution};
use crate::event;
use crate::node::{BUFFER, Node, Shared};
use crate::shelf::ShelfError;

/// Seconds after which the list is asked for again; nothing is typed on it for long.
const REFRESH: HeaderValue = HeaderValue::from_static("30");
/// Letters of a reason at most.
const REASON_LETTERS_MAX: usize = 500;

/// The page of what waits.
pub(super) async fn list(
    State(node): State<Shared>,
    Chosen(language): Chosen,
    caller: Caller,
) -> Result<Response<Body>, Problem> {
    let actor = officer(&caller)?;
    let found = node
        .shelf
        .with(|buffer| Ok((buffer.standing()?, buffer.undecided()?, buffer.conflicts()?)));
    let (standing, waiting, conflicts) = found.await?;
    let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let is_busy = !conflicts.is_empty();
    let page = BufferPage {
        shell: BufferPage::shell(node.shell(language, Some(&caller), BUFFER), CHECK),
        waiting: waiting.iter().map(|held| row(&node, held)).collect::<Result<_, _>>()?,
        waiting_count: count(standing.waiting.saturating_add(standing.sent)),
        conflicts: conflicts
            .iter()
            .map(|conflict| conflict_row(&node, &actor, conflict))
            .collect::<Result<_, _>>()?,
        conflicts_count: count(standing.conflicts),
    };
    let mut response = html(&page)?;
    if !is_busy {
        response.headers_mut().insert(HeaderName::from_static("refresh"), REFRESH);
    }
    Ok(response)
}

fn row(node: &Node, held: &Held) -> Result<WaitingRow, Problem> {
    let at = view::moment(&node.passage(held.at)?);
    Ok(WaitingRow { at, kind: held.kind.code(), attempts: held.attempts.into() })
}

fn conflict_row(node: &Node, actor: &Actor, conflict: &Conflict) -> Result<ConflictRow, Problem> {
    let held = &conflict.held;
    let event = held.body.as_ref().and_then(event::read);
    let at = view::moment(&node.passage(held.at)?);
    let (who, document) = event.as_ref().map(|event| named(node, held, event)).unwrap_or_default();
    let confirm = match conflict.code.as_str() {
        EXIT_MISSING => Some((Field::new("exit_missing"), "buffer-exit-missing")),
        ENTRY_UNKNOWN => Some((Field::new("entry_unknown"), "buffer-entry-unknown")),
        _ => None,
    };
    let time = (conflict.code == WRONG_TIME)
        .then(|| Field::holding("at", at.strftime("%Y-%m-%dT%H:%M:%S").to_string()));
    let address = |what: &str| format!("{BUFFER}/{}/{what}", held.id);
    let is_supervisor = actor.role == Role::Supervisor;
    Ok(ConflictRow {
        at,
        kind: held.kind.code(),
        who,
        document,
        officer: event
            .as_ref()
            .and_then(|event| event.officer.as_ref())
            .map(|officer| officer.name.clone())
            .unwrap_or_default(),
        code: conflict.code.clone(),
        sentence: conflict.sentence.as_text().unwrap_or_default().to_owned(),
        resend: event.as_ref().map(|_| address("resend")).unwrap_or_default(),
        confirm,
        time,
        withdraw: if is_supervisor { address("withdraw") } else { String::new() },
        reason: Field::new("reason"),
    })
}

/// The name and the document of who passed.
fn named(node: &Node, held: &Held, event: &Event) -> (String, String) {
    let entry = event.entry.as_ref().map(|entry| &entry.traveller);
    let exit = event.exit.as_ref().and_then(|exit| exit.traveller.as_ref());
    let Some((traveller, passage)) = entry.or(exit).zip(node.passage(held.at).ok()) else {
        return Default::default();
    };
    let Ok(read) = traveller.read(passage.day) else { return Default::default() };
    let identity = view::identity(&read.presented.identity, fnd_core::Language::ENGLISH);
    (identity.name(), read.presented.document.number.as_str().to_owned())
}

/// How a message is sent again.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Resend {
    exit_missing: String,
    entry_unknown: String,
    at: String,
}

impl Resend {
    /// What a human says beyond sending it again, with the only conflict that it answers.
    const fn said(&self) -> [(&'static str, &String, &'static str); 3] {
        [
            ("/exit_missing", &self.exit_missing, EXIT_MISSING),
            ("/entry_unknown", &self.entry_unknown, ENTRY_UNKNOWN),
            ("/at", &self.at, WRONG_TIME),
        ]
    }

    /// Refuses what answers another conflict than that of `code`: nobody asked for it, and a
    /// passage would change that the register had no doubt about.
    fn fits(&self, code: &str) -> Result<(), Problem> {
        for (field, given, answered) in self.said() {
            if !given.is_empty() && answered != code {
                let expected = "this is not what the register asks; send the passage as it is";
                return Err(of_value(field, "not-asked", expected));
            }
        }
        Ok(())
    }

    /// What was confirmed, for the lines of the daemon.
    fn confirmed(&self) -> &'static str {
        let said = self.said().into_iter().find(|(_, given, _)| !given.is_empty());
        said.map_or("nothing", |(_, _, answered)| answered)
    }
}

/// The conflict of an entry of somebody who is inside.
const EXIT_MISSING: &str = "already-inside";
/// The conflict of an exit without an entry.
const ENTRY_UNKNOWN: &str = "no-open-entry";
/// The conflict of a passage that lies in the future.
const WRONG_TIME: &str = "date-in-future";

/// Sends a message again that the register did not take: as it is, after what stood against it
/// was put right there, or with what a human confirms.
pub(super) async fn resend(
    State(node): State<Shared>,
    caller: Caller,
    Segment(id): Segment<Uuid>,
    Posted(form): Posted<Resend>,
) -> Result<Response<Body>, Problem> {
    officer(&caller)?;
    let id = Id::from_uuid(id);
    let found = node.shelf.with(Buffer::conflicts).await?;
    let conflict = found.into_iter().find(|conflict| conflict.held.id == id);
    let conflict = conflict.ok_or_else(Problem::not_found)?;
    form.fits(&conflict.code)?;
    let body = conflict.held.body.as_ref();
    let mut event = body.and_then(event::read).ok_or_else(Problem::not_found)?;
    event.exit_missing |= !form.exit_missing.is_empty();
    if let Some(exit) = event.exit.as_mut() {
        exit.entry_unknown |= !form.entry_unknown.is_empty();
    }
    if !form.at.is_empty() {
        event.at = instant(&node, &form.at)?;
    }
    let body = event::written(&event)?;
    resolve(&node, id, Resolution::Resend(body)).await?;
    let confirmed = form.confirmed();
    let person = &caller.person;
    tracing::info!(message = %id, %person, confirmed, "a message is sent again");
    node.wake.notify_one();
    Ok(Redirect::to(BUFFER).into_response())
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
pub(super) struct Withdraw {
    reason: String,
}

/// Withdraws a message that the register did not take. Only supervisors may, and they say why.
pub(super) async fn withdraw(
    State(node): State<Shared>,
    caller: Caller,
    Segment(id): Segment<Uuid>,
    Posted(form): Posted<Withdraw>,
) -> Result<Response<Body>, Problem> {
    if officer(&caller)?.role != Role::Supervisor {
        return Err(Problem::no_basis().because("Only a supervisor withdraws a passage."));
    }
    let reason = form.reason.trim();
    if reason.is_empty() || REASON_LETTERS_MAX < reason.chars().count() {
        let expected = format!("expected a reason of at most {REASON_LETTERS_MAX} characters");
        return Err(of_value("/reason", "reason-missing", expected));
    }
    let said = format!("{} ({}): {reason}", caller.name, caller.person);
    let reason = Kept::text(&said).ok().ok_or_else(Problem::too_large)?;
    let id = Id::from_uuid(id);
    resolve(&node, id, Resolution::Withdraw(reason)).await?;
    tracing::info!(message = %id, person = %caller.person, "a message was withdrawn");
    node.wake.notify_one();
    Ok(Redirect::to(BUFFER).into_response())
}

async fn resolve(node: &Node, id: Id<Message>, resolution: Resolution) -> Result<(), Problem> {
    match node.shelf.with(move |buffer| buffer.resolve(id, resolution)).await {
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
        let forms = [
            (Resend::default(), None),
            (Resend { exit_missing: yes(), ..Resend::default() }, Some("already-inside")),
            (Resend { entry_unknown: yes(), ..Resend::default() }, Some("no-open-entry")),
            (Resend { at: "2026-07-15T10:00".into(), ..Resend::default() }, Some("date-in-future")),
        ];
        let codes = ["already-inside", "no-open-entry", "date-in-future", "visa-missing"];
        for (form, answers) in forms {
            for code in codes {
                let expected = answers.is_none_or(|answered| answered == code);
                assert_eq!(form.fits(code).is_ok(), expected, "{code}: {form:?}");
            }
            assert_eq!(form.confirmed(), answers.unwrap_or("nothing"));
        }
    }
}
