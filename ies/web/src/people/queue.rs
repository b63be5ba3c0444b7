//! The queue of requests. R35.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use fnd_web::extract::Parameters;
use fnd_web::form::Choice;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::{Action, Target};
use ies_domain::registration::{Registration, expires_at};
use ies_pages::people::{Done, Holder, QueueFilter, QueuePage, QueueRow, RequestState};
use ies_pages::person::OrganisationKind;
use ies_store::Request;
use ies_store::purpose::reviewing::Reviewing;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::shown::{kind, stage};
use super::{QUEUE, path_of};
use crate::admin::shared::pager;
use crate::app::{App, Shared};
use crate::call::{Call, Lawful};
use crate::problem::of_store;
use crate::shell::{html, local, shell, words};

/// What is listed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Query {
    #[serde(default)]
    state: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    page: Option<u32>,
    #[serde(default)]
    done: Option<String>,
    #[serde(default, rename = "lang")]
    _language: Option<String>,
}

/// Rows of a page.
const ROWS: u32 = 25;
/// A request that closes within so many days is marked.
const URGENT: SignedDuration = SignedDuration::from_hours(15 * 24);

/// The queue.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::ListRequests, &Target::nothing()).await?;
    let unit = app.store.review(lawful.access()).await.map_err(of_store)?;
    let waiting = unit.waiting().await.map_err(of_store)?;
    let words = words(&app, &call.visit);
    let oldest = waiting.first().and_then(|first| first.registration.submitted_at);
    let listed: Vec<&Request> = waiting.iter().filter(|one| fits(one, &query)).collect();
    let total = count(listed.len());
    let page = query.page.unwrap_or(1).clamp(1, total.div_ceil(ROWS).max(1));
    let from = page.saturating_sub(1).saturating_mul(ROWS);
    let mut rows = Vec::new();
    for request in listed.iter().skip(many(from)).take(many(ROWS)) {
        rows.push(row(&app, (&call, &lawful), &unit, request).await?);
    }
    let outcome = ies_store::Outcome::default().hitting(listed.len()).showing(lawful.sent());
    unit.end(outcome).await.map_err(of_store)?;
    let shell = QueuePage::shell(shell(&app, &call.visit, QUEUE));
    let page = QueuePage {
        shell,
        done: query.done.as_deref().and_then(done),
        open: count(waiting.len()),
        oldest_days: oldest.map_or(0, |at| days(at, lawful.at)),
        filter: filter(&words, &query),
        total,
        pager: pager((page, ROWS), total, QUEUE, &[("state", &query.state), ("kind", &query.kind)]),
        rows,
    };
    Ok(html(&page)?.into_response())
}

fn fits(request: &Request, query: &Query) -> bool {
    let state = stage(request.registration.state).key();
    let kind = request.kind.map(|kind| fnd_register::Coded::code(&kind)).unwrap_or_default();
    (query.state.is_empty() || query.state == state)
        && (query.kind.is_empty() || query.kind == kind)
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn many(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn days(from: Timestamp, to: Timestamp) -> u32 {
    let hours = to.duration_since(from).as_hours();
    u32::try_from(hours.checked_div(24).unwrap_or(0)).unwrap_or(0)
}

async fn row(
    app: &App,
    (call, lawful): (&Call, &Lawful),
    unit: &Reviewing,
    request: &Request,
) -> Result<QueueRow, Problem> {
    let registration = &request.registration;
    let closes = expires_at(registration, &app.switches.registration);
    let sent = registration.submitted_at.unwrap_or(registration.since);
    Ok(QueueRow {
        name: format!("{} {}", request.draft.first_name, request.draft.last_name),
        organisation: request.draft.organisation.clone(),
        kind: kind(request.kind),
        sent: local(sent).date(),
        age_days: days(sent, lawful.at),
        closes: closes.map(|at| local(at).date()),
        is_urgent: closes.is_some_and(|at| at.duration_since(lawful.at) < URGENT),
        state: stage(registration.state),
        holder: holder(call, unit, registration).await?,
        is_own: registration.subject == call.who.subject,
        href: path_of(registration.id.to_uuid()),
    })
}

async fn holder(
    call: &Call,
    unit: &Reviewing,
    registration: &Registration,
) -> Result<Holder, Problem> {
    if registration.state == ies_domain::registration::State::Submitted {
        return Ok(Holder::Nobody);
    }
    let Some((by, _)) = unit.reviewer(registration.id).await.map_err(of_store)? else {
        return Ok(Holder::Nobody);
    };
    if Some(by) == call.who.account() {
        return Ok(Holder::Reader);
    }
    let card = unit.card(by).await.map_err(of_store)?;
    Ok(Holder::Colleague(card.map(|card| card.full_name()).unwrap_or_default()))
}

fn filter(words: &Words, query: &Query) -> QueueFilter {
    let mut filter = QueueFilter::empty(QUEUE);
    filter.state.value.clone_from(&query.state);
    filter.kind.value.clone_from(&query.kind);
    let open = [RequestState::Submitted, RequestState::InReview, RequestState::InfoRequested];
    filter.states = open.map(|state| Choice::new(state.key(), words.text(state.key()))).into();
    filter.kinds =
        OrganisationKind::ALL.map(|kind| Choice::new(kind.code(), words.text(kind.key()))).into();
    filter
}

/// What was just done, by its word in the address.
pub(super) fn done(word: &str) -> Option<Done> {
    match word {
        "taken" => Some(Done::Taken),
        "accepted" => Some(Done::Accepted),
        "refused" => Some(Done::Refused),
        "asked" => Some(Done::Asked),
        _ => None,
    }
}
