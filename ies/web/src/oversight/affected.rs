//! Who is affected by a breach: searched for, noted, taken off again. EUDPR Art. 34 and 35; R54.

use axum::extract::State;
use axum::response::Response;
use fnd_core::Id;
use fnd_web::extract::{Parameters, Posted, Segment};
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use ies_domain::rights::breach::Told;
use ies_pages::oversight::{AffectedPage, AffectedRow, Done, Found};
use serde::Deserialize;
use uuid::Uuid;

use super::breach::{Opened, open};
use super::steps::step;
use crate::admin::shared::{on_to, own, page_of, pager, shown};
use crate::app::{App, Shared};
use crate::call::{Call, moment};
use crate::problem::{by_rule, of_store};
use crate::shell::{shell, words};

/// Users of a page of the list.
const ROWS: u32 = 50;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Query {
    q: String,
    page: String,
    done: Option<String>,
}

/// What the forms send: one user, or the words of a search whose users are all noted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    account: String,
    q: String,
}

fn path_of(id: Uuid) -> String {
    format!("/breaches/{id}/affected")
}

/// The list, and what a search found.
pub(super) async fn page(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, id).await?;
    let page = drawn(&app, &call, (&opened, id), &query).await?;
    opened.end(id).await?;
    shown(&page)
}

async fn drawn(
    app: &App,
    call: &Call,
    (opened, id): (&Opened, Uuid),
    query: &Query,
) -> Result<AffectedPage, Problem> {
    let (path, unit, breach) = (path_of(id), &opened.unit, &opened.row.breach);
    let affected = unit.affected(breach.id).await.map_err(of_store)?;
    let communities =
        unit.communities_of(&affected, words(app, &call.visit).code()).await.map_err(of_store)?;
    let (number, total) = (page_of(&query.page), count(affected.len()));
    let (skipped, most) = (number.saturating_sub(1).saturating_mul(ROWS), ROWS);
    let listed = affected.iter().skip(usize(skipped)).take(usize(most));
    let listed: Vec<Uuid> = listed.copied().collect();
    let names = unit.names(&listed).await.map_err(of_store)?;
    let row = |account: &Uuid| AffectedRow {
        id: account.to_string(),
        name: names.get(account).cloned().unwrap_or_default(),
        about: String::new(),
        is_noted: true,
    };
    let is_open = breach.closed_at.is_none();
    let is_told = matches!(breach.told, Some(Told::Directly(..)));
    let (field, found) = found(app, call, (opened, &affected), query.q.trim()).await?;
    let below = format!("/breaches/{id}");
    let visited = shell(app, &call.visit, &path);
    let there = |path: String, is_there: bool| if is_there { path } else { String::new() };
    Ok(AffectedPage {
        shell: AffectedPage::shell(visited, (&below, &opened.row.content.title)),
        done: query.done.is_some().then_some(Done::Affected),
        users: total,
        communities,
        rows: listed.iter().map(row).collect(),
        pager: pager((number, ROWS), total, &path, &[]),
        is_told,
        search: there(path.clone(), is_open),
        query: field,
        found: found.filter(|_| is_open),
        add: path.clone(),
        remove: there(format!("{path}/remove"), is_open && !is_told),
    })
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn usize(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The field of the search, and whom it found.
async fn found(
    app: &App,
    call: &Call,
    (opened, affected): (&Opened, &[Uuid]),
    text: &str,
) -> Result<(Field, Option<Found>), Problem> {
    let field = Field::holding("q", text);
    if text.is_empty() {
        return Ok((field, None));
    }
    let users = opened.unit.users_like(text).await.map_err(of_store)?;
    let rows = users.rows.iter().map(|(head, card)| {
        let id = head.account.id.to_uuid();
        AffectedRow {
            id: id.to_string(),
            name: card.full_name(),
            about: format!("{}, {}", card.email.as_str(), card.organisation.as_str()),
            is_noted: affected.contains(&id),
        }
    });
    let found = Found { total: users.total, rows: rows.collect() };
    let none = words(app, &call.visit).text("affected-query-none");
    let field = if found.rows.is_empty() { field.wrong(none) } else { field };
    Ok((field, Some(found)))
}

/// Notes one user, or all whom the search shows. Where each was told already, they are told now.
pub(super) async fn add(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, id).await?;
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let mail = opened.row.breach.affect(&actor, moment(&app, opened.lawful.at));
    let mail = mail.map_err(|error| by_rule(&error))?;
    let accounts = chosen(&opened, &sent).await?;
    let mail = mail.map(|mail| (mail, opened.row.content.message.as_str()));
    let added = opened.unit.affect(opened.row.breach.id, &accounts, mail).await;
    let code = (0 < added.map_err(of_store)?).then_some("affected-do-noted");
    let answer = changed(opened, &call, id, code).await?;
    app.jobs.wake();
    Ok(answer)
}

async fn chosen(opened: &Opened, sent: &Sent) -> Result<Vec<Uuid>, Problem> {
    if let Ok(account) = Uuid::try_parse(&sent.account) {
        return Ok(vec![account]);
    }
    if sent.q.trim().is_empty() {
        return Ok(Vec::new());
    }
    let users = opened.unit.users_like(sent.q.trim()).await.map_err(of_store)?;
    Ok(users.rows.iter().map(|(head, _)| head.account.id.to_uuid()).collect())
}

/// Takes a user off the list who was noted by mistake.
pub(super) async fn remove(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, id).await?;
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let spared = opened.row.breach.spare(&actor, moment(&app, opened.lawful.at));
    spared.map_err(|error| by_rule(&error))?;
    let was_there = match Uuid::try_parse(&sent.account) {
        Ok(account) => opened.unit.spare(Id::from_uuid(id), account).await.map_err(of_store)?,
        Err(_) => false,
    };
    changed(opened, &call, id, was_there.then_some("affected-do-removed")).await
}

/// Keeps what was done among the steps of the breach, and goes back to the list.
async fn changed(
    mut opened: Opened,
    call: &Call,
    id: Uuid,
    code: Option<&str>,
) -> Result<Response, Problem> {
    if let Some(code) = code {
        let by = own(call)?;
        opened.row.content.steps.push(step(opened.lawful.at, Some(by), code));
        opened.unit.save_breach(&opened.row, None).await.map_err(of_store)?;
    }
    opened.end(id).await?;
    Ok(on_to(&format!("{}?done=changed", path_of(id))))
}
