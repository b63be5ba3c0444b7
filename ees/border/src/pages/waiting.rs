//! What waits, and what a human has to decide.

mod answer;
mod row;

use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use axum::http::header::{HeaderName, HeaderValue};
use ees_desk::shell::CHECK;
use ees_domain::authority::Actor;
use ees_pages::border::{BufferOnePage, BufferPage, ConflictRow, Done};
use fnd_core::{Id, Language};
use fnd_web::caller::Caller;
use fnd_web::extract::{Parameters, Segment};
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use serde::Deserialize;
use uuid::Uuid;

use super::{html, officer};
use crate::buffer::{Conflict, Held, Message, State as Standing};
use crate::event;
use crate::node::{BUFFER, Node, Shared};

pub(super) use answer::{resend, withdraw};
use row::{Desk, row, whose};

/// Seconds after which the list is asked for again; nothing is typed on it for long. What was
/// just done is then no longer said.
const REFRESH: HeaderValue = HeaderValue::from_static("30; url=/buffer");

/// The page of what waits. Whose passages they are is shown one by one, by [`one`].
pub(super) async fn list(
    State(node): State<Shared>,
    Chosen(language): Chosen,
    caller: Caller,
    Parameters(after): Parameters<After>,
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
    let decided: Vec<_> = conflicts.iter().map(|conflict| conflict.held.traveller).collect();
    let conflicts = conflicts.iter().map(|conflict| desk.conflict(conflict));
    let rows: Vec<_> =
        conflicts.chain(stuck.iter().map(|held| desk.stuck(held))).collect::<Result<_, _>>()?;
    let is_busy = !rows.is_empty();
    let page = BufferPage {
        shell: BufferPage::shell(shell, CHECK),
        waiting: waiting.iter().map(|held| row(&node, held, &decided)).collect::<Result<_, _>>()?,
        waiting_count: count(standing.waiting.saturating_add(standing.sent)),
        conflicts_count: count(standing.conflicts).saturating_add(number(stuck.len())),
        conflicts: rows,
        is_away: !node.link.state().is_up,
        done: Done::find(&after.done),
    };
    let mut response = html(&page)?;
    if !is_busy {
        response.headers_mut().insert(HeaderName::from_static("refresh"), REFRESH);
    }
    Ok(response)
}

/// What the address of the list says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct After {
    /// What was just done with a passage, a code; empty for nothing.
    done: String,
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
    let row = desk.asked(&found)?;
    let held = found.held();
    let event = held.body.as_ref().and_then(event::read).ok_or_else(Problem::not_found)?;
    let told = node.told(super::named(&caller), (held, "looked-at", ""))?;
    node.shelf.with(move |buffer| buffer.put(&told)).await?;
    node.wake.notify_one();
    let (who, document) = whose(&node, held, &event);
    let row = ConflictRow { who, document, open: String::new(), ..row };
    html(&BufferOnePage {
        shell: BufferOnePage::shell(shell, BUFFER, true),
        row,
        code: String::new(),
    })
}

/// The passage once more, with what is wrong in what was sent about it. Who passed is not shown:
/// nobody asked to look.
fn again(
    node: &Node,
    (caller, actor, language): (&Caller, &Actor, Language),
    (found, problem): (&Found, &Problem),
    mark: impl FnOnce(&mut ConflictRow, &Words),
) -> Result<Response<Body>, Problem> {
    let shell = node.shell(language, Some(caller), BUFFER);
    let desk = Desk { node, actor, words: shell.words.clone() };
    let mut row = desk.asked(found)?;
    mark(&mut row, &desk.words);
    let codes = problem.errors().iter().map(|fault| fault.code);
    let code = std::iter::once(problem.code()).chain(codes).collect::<Vec<_>>().join(" ");
    let shell = BufferOnePage::shell(shell, BUFFER, false);
    let mut response = html(&BufferOnePage { shell, row, code })?;
    *response.status_mut() = problem.status();
    Ok(response)
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
