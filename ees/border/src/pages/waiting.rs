//! What waits, and what a human has to decide.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};
use axum::response::{IntoResponse, Redirect};
use ees_desk::shell::CHECK;
use ees_desk::view;
use ees_domain::authority::{Actor, Role};
use ees_pages::border::{
    BufferOnePage, BufferPage, ConflictRow, FAILED, NOT_ANSWERED, WaitingRow, refusal_key,
};
use ees_wire::problem::of_value;
use ees_wire::replay::Event;
use fnd_core::Id;
use fnd_web::caller::Caller;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::Field;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use jiff::SignedDuration;
use jiff::civil::DateTime;
use serde::Deserialize;
use uuid::Uuid;

use super::{html, officer};
use crate::buffer::{
    Body as Kept, Buffer, BufferError, Conflict, Held, Message, Resolution, State as Standing,
};
use crate::event::{self, Remark};
use crate::node::{BUFFER, Hindrance, Node, Shared};
use crate::shelf::ShelfError;

/// Seconds after which the list is asked for again; nothing is typed on it for long.
const REFRESH: HeaderValue = HeaderValue::from_static("30");
/// Letters of a reason at most.
const REASON_LETTERS_MAX: usize = 500;

/// The page of what waits. Whose passages they are is shown one by one, by [`one`].
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
    let shell = node.shell(language, Some(&caller), BUFFER);
    let desk = Desk { node: &node, actor: &actor, words: shell.words.clone() };
    let (stuck, waiting): (Vec<_>, Vec<_>) =
        waiting.into_iter().partition(|held| node.is_stuck(held));
    let conflicts = conflicts.iter().map(|conflict| desk.conflict(conflict));
    let rows: Vec<_> =
        conflicts.chain(stuck.iter().map(|held| desk.stuck(held))).collect::<Result<_, _>>()?;
    let is_busy = !rows.is_empty();
    let page = BufferPage {
        shell: BufferPage::shell(shell, CHECK),
        waiting: waiting.iter().map(|held| row(&node, held)).collect::<Result<_, _>>()?,
        waiting_count: count(standing.waiting.saturating_add(standing.sent)),
        conflicts_count: count(standing.conflicts).saturating_add(number(stuck.len())),
        conflicts: rows,
    };
    let mut response = html(&page)?;
    if !is_busy {
        response.headers_mut().insert(HeaderName::from_static("refresh"), REFRESH);
    }
    Ok(response)
}

/// The page of one passage, with who it is of. That somebody looked is told to the register, and
/// stands on the disk before anything is shown.
///
/// Law: EES Art. 46(1), (2).
pub(super) async fn one(
    State(node): State<Shared>,
    Chosen(language): Chosen,
    caller: Caller,
    Segment(id): Segment<Uuid>,
) -> Result<Response<Body>, Problem> {
    let actor = officer(&caller)?;
    let shell = node.shell(language, Some(&caller), BUFFER);
    let desk = Desk { node: &node, actor: &actor, words: shell.words.clone() };
    let found = find(&node, Id::from_uuid(id)).await?;
    let row = match &found {
        Found::Conflict(conflict) => desk.conflict(conflict)?,
        Found::Stuck(held) => desk.stuck(held)?,
    };
    let held = found.held();
    let event = held.body.as_ref().and_then(event::read).ok_or_else(Problem::not_found)?;
    let told = node.told(super::named(&caller), (held, "looked-at", ""))?;
    node.shelf.with(move |buffer| buffer.put(&told)).await?;
    node.wake.notify_one();
    let (who, document) = named(&node, held, &event);
    let row = ConflictRow { who, document, open: String::new(), ..row };
    html(&BufferOnePage { shell: BufferOnePage::shell(shell, BUFFER), row })
}

/// A message on which a human is asked.
enum Found {
    /// The register does not take it as it is.
    Conflict(Box<Conflict>),
    /// The register fails on it.
    Stuck(Box<Held>),
}

impl Found {
    fn held(&self) -> &Held {
        match self {
            Self::Conflict(conflict) => &conflict.held,
            Self::Stuck(held) => held,
        }
    }
}

async fn find(node: &Node, id: Id<Message>) -> Result<Found, Problem> {
    let found = node.shelf.with(move |buffer| Ok((buffer.conflicts()?, buffer.find(id)?))).await?;
    let conflict = found.0.into_iter().find(|conflict| conflict.held.id == id);
    if let Some(conflict) = conflict {
        return Ok(Found::Conflict(Box::new(conflict)));
    }
    let waits = |held: &Held| held.state == Standing::Waiting && node.is_stuck(held);
    let stuck = found.1.filter(waits).ok_or_else(Problem::not_found)?;
    Ok(Found::Stuck(Box::new(stuck)))
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn row(node: &Node, held: &Held) -> Result<WaitingRow, Problem> {
    let at = view::moment(&node.passage(held.at)?);
    let event = held.body.as_ref().and_then(event::read);
    let is_deed = event.is_some_and(|event| event.deed.is_some());
    let kind = if is_deed { "deed" } else { held.kind.code() };
    let why = match node.hindrances.of(held.id) {
        Some(Hindrance::Configuration(code)) => Some(refusal_key(code)),
        Some(Hindrance::Failed) => Some(FAILED),
        None => None,
    };
    Ok(WaitingRow { at, kind, attempts: held.attempts.into(), why })
}

/// Who looks at what waits.
struct Desk<'a> {
    node: &'a Node,
    actor: &'a Actor,
    words: Words,
}

impl Desk<'_> {
    /// A conflict, without who it is of.
    fn conflict(&self, conflict: &Conflict) -> Result<ConflictRow, Problem> {
        let held = &conflict.held;
        let event = held.body.as_ref().and_then(event::read);
        let remark = Remark::read(&conflict.sentence);
        let code = conflict.code.as_str();
        let confirm = match code {
            EXIT_MISSING if remark.open_id.is_some() => {
                Some((Field::new("exit_missing"), "buffer-exit-missing"))
            }
            ENTRY_UNKNOWN => Some((Field::new("entry_unknown"), "buffer-entry-unknown")),
            _ => None,
        };
        let is_of_time = WRONG_TIMES.contains(&code);
        let time = event.as_ref().filter(|_| is_of_time).map(|event| self.time(held, event));
        let time = time.transpose()?;
        Ok(ConflictRow {
            code: conflict.code.clone(),
            sentence: remark.sentence,
            resend: event.map(|_| address(held, "/resend")).unwrap_or_default(),
            confirm,
            clock_ahead_seconds: time.as_ref().and_then(|(_, ahead)| *ahead),
            time: time.map(|(field, _)| field),
            ..self.plain(held)?
        })
    }

    /// A message on which the register fails.
    fn stuck(&self, held: &Held) -> Result<ConflictRow, Problem> {
        let sentence = self.words.text(NOT_ANSWERED);
        Ok(ConflictRow { code: "not-answered".into(), sentence, ..self.plain(held)? })
    }

    fn plain(&self, held: &Held) -> Result<ConflictRow, Problem> {
        let event = held.body.as_ref().and_then(event::read);
        let officer = event.as_ref().and_then(|event| event.officer.as_ref());
        let is_supervisor = self.actor.role == Role::Supervisor;
        Ok(ConflictRow {
            at: view::moment(&self.node.passage(held.at)?),
            kind: held.kind.code(),
            who: String::new(),
            document: String::new(),
            officer: officer.map(|officer| officer.name.clone()).unwrap_or_default(),
            code: String::new(),
            sentence: String::new(),
            resend: String::new(),
            open: event.map(|_| address(held, "")).unwrap_or_default(),
            confirm: None,
            time: None,
            clock_ahead_seconds: None,
            withdraw: if is_supervisor { address(held, "/withdraw") } else { String::new() },
            reason: Field::new("reason"),
        })
    }

    /// The time to be confirmed or corrected: what it would have been by the register's clock, and
    /// by how much that is another one, where that is known.
    fn time(&self, held: &Held, event: &Event) -> Result<(Field, Option<i64>), Problem> {
        let at = event.at.parse().unwrap_or(held.at);
        let found_later = Some(held.ahead_seconds).filter(|ahead| *ahead != 0);
        let now = || self.node.link.state().ahead_seconds.filter(|ahead| *ahead != 0);
        let ahead = event.clock_ahead_seconds.or(found_later).or_else(now);
        let ahead = ahead.filter(|_| !event.time_confirmed);
        let there = at.checked_sub(SignedDuration::from_secs(ahead.unwrap_or_default()));
        let there = view::moment(&self.node.passage(there.unwrap_or(at))?);
        let text = there.strftime("%Y-%m-%dT%H:%M:%S").to_string();
        Ok((Field::holding("at", text), ahead))
    }
}

/// Where a message is shown, or something is done with it.
fn address(held: &Held, what: &str) -> String {
    format!("{BUFFER}/{}{what}", held.id)
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
    /// What a human says beyond sending it again, with the only conflicts that it answers.
    const fn said(&self) -> [(&'static str, &String, &'static [&'static str]); 3] {
        [
            ("/exit_missing", &self.exit_missing, &[EXIT_MISSING]),
            ("/entry_unknown", &self.entry_unknown, &[ENTRY_UNKNOWN]),
            ("/at", &self.at, WRONG_TIMES),
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
const EXIT_MISSING: &str = "already-inside";
/// The conflict of an exit without an entry.
const ENTRY_UNKNOWN: &str = "no-open-entry";
/// The conflicts of a passage whose time is not right, or may not be.
const WRONG_TIMES: &[&str] = &["date-in-future", "clock-in-doubt"];

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
    if form.says_something() {
        // Law: EES Art. 43(2)(g): everybody acts for themselves.
        event.confirmed_by = Some(super::named(&caller));
    }
    if let Some(entry) = event.entry.as_mut().filter(|_| !form.exit_missing.is_empty()) {
        // Of the entry that the register named, and of no other.
        entry.supersedes = Remark::read(&conflict.sentence).open_id.or(entry.supersedes);
    }
    if let Some(exit) = event.exit.as_mut() {
        exit.entry_unknown |= !form.entry_unknown.is_empty();
    }
    if !form.at.is_empty() {
        event.at = instant(&node, &form.at)?;
        event.time_confirmed = true;
    }
    let body = event::written(&event)?;
    resolve(&node, id, Resolution::Resend(body)).await?;
    tracing::info!(message = %id, "a message is sent again");
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
    let id = Id::from_uuid(id);
    let found = find(&node, id).await?;
    let held = found.held();
    let told = node.told(super::named(&caller), (held, "withdrawn", reason))?;
    let said = format!("{} ({}): {reason}", caller.name, caller.person);
    let reason = Kept::text(&said).ok().ok_or_else(Problem::too_large)?;
    let done = node.shelf.with(move |buffer| buffer.withdraw(id, reason, &told)).await;
    resolved(done)?;
    node.hindrances.note(id, None);
    tracing::info!(message = %id, "a message was withdrawn");
    node.wake.notify_one();
    Ok(Redirect::to(BUFFER).into_response())
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
        let at = || "2026-07-15T10:00".into();
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
