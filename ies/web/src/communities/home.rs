//! `GET /communities/{place}`: the start page of a Community, for its members.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_core::Id;
use fnd_register::Coded;
use fnd_web::extract::{Parameters, Posted, Segment};
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::{Action, Target};
use ies_domain::account::Account;
use ies_domain::community::{JoinNotice, Level, Verb};
use ies_domain::organisation::{Organisation, Recipient};
use ies_pages::community::{CommunityPage, Kind, NewRecipient, NewsRow, Tab};
use ies_store::Outcome;
use ies_store::purpose::contacts::Fellow;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::join::{self, shown_to};
use super::{Entered, Query, enter, last_day};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{html, local, shell, words};
use crate::shown;

/// What joined within this time is news.
const NEWS_DAYS: i64 = 30;
/// New members that are told of at most.
const NEWS_MAX: usize = 10;

/// What the page tells of the Community.
struct Told {
    members: u32,
    waiting: u32,
    notice: JoinNotice,
    leads: Vec<Id<Account>>,
    new: Vec<(Id<Account>, Timestamp)>,
    is_last_lead: bool,
}

/// The page. Who may find the Community and does not belong to it is led to where one joins.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    if let Some(way) = way_in(&app, &call, &place).await? {
        return Ok(way.into_response());
    }
    let entered = enter(&app, &call, &place, Action::ReadContent).await?;
    let told = told(&app, &entered).await?;
    let cards = cards(&app, &call, &entered, &told).await?;
    let (words, language) = (words(&app, &call.visit), call.visit.language.code());
    let name = |id: &Id<Account>| cards.iter().find(|fellow| fellow.account == *id);
    let place = entered.place(&call, Tab::Home);
    let membership = entered.found.membership().ok_or_else(Problem::not_found)?;
    let shell = shell(&app, &call.visit, &place.href);
    let employer = call.who.person.account.as_ref().map(|head| head.account.organisation);
    let page = CommunityPage {
        shell: place.shell(shell, super::LIST),
        done: query.done(),
        kind: Kind(entered.found.row.community.kind.code()),
        purpose: entered.found.row.purpose(language).to_owned(),
        level: shown::level(membership.level),
        until: membership.expires_at.map(last_day),
        members: told.members,
        recipients: shown::number(told.notice.recipients().len()),
        new_recipient: new_recipient(&entered, (&told.notice, employer), &words),
        leads: told.leads.iter().filter_map(name).map(lead).collect(),
        news: told.new.iter().filter_map(|(id, at)| name(id).map(|one| news(one, *at))).collect(),
        waiting: told.waiting,
        leave: if told.is_last_lead { String::new() } else { format!("{}/leave", place.href) },
        place,
    };
    Ok(html(&page)?.into_response())
}

/// Where somebody who knows of the Community and does not belong to it goes on.
async fn way_in(app: &App, call: &Call, place: &str) -> Result<Option<Redirect>, Problem> {
    let Some(me) = call.who.account() else { return Ok(None) };
    let found = app.store.community(place, me).await.map_err(of_store)?;
    let Some(found) = found else { return Ok(None) };
    let now = app.clock.now();
    let target = Target::of_community(&found.row.community, found.membership(), now);
    let may = |action| call.weigh(app, action, &target).is_ok();
    let page = if may(Action::ReadContent) {
        return Ok(None);
    } else if may(Action::AnswerInvitation) {
        "invitation"
    } else if may(Action::ReadNotice) {
        "join"
    } else {
        return Ok(None);
    };
    Ok(Some(Redirect::to(&format!("{}/{}/{page}", super::LIST, found.row.slug))))
}

async fn told(app: &App, entered: &Entered) -> Result<Told, Problem> {
    let unit = app.store.communities(entered.lawful.access()).await.map_err(of_store)?;
    let id = entered.found.row.community.id;
    let month = SignedDuration::from_hours(NEWS_DAYS.saturating_mul(24));
    let since = entered.lawful.at.checked_sub(month).unwrap_or(Timestamp::MIN);
    let (leads, mut new) = unit.leads_and_new(id, since).await.map_err(of_store)?;
    new.truncate(NEWS_MAX);
    let manages = entered.level().is_some_and(|level| level.may(Verb::ManageMembers));
    let waiting = if manages { unit.waiting(id).await.map_err(of_store)? } else { 0 };
    let others = unit.other_leads((id, entered.me)).await.map_err(of_store)?;
    let told = Told {
        members: unit.members(id).await.map_err(of_store)?,
        waiting,
        notice: unit.notice(id).await.map_err(of_store)?,
        leads,
        new,
        is_last_lead: entered.level() == Some(Level::Lead) && others.others == 0,
    };
    unit.end(Outcome::on(entered.id())).await.map_err(of_store)?;
    Ok(told)
}

/// The names on the page, for which the rule of who sees whom is asked as for any card.
async fn cards(
    app: &App,
    call: &Call,
    entered: &Entered,
    told: &Told,
) -> Result<Vec<Fellow>, Problem> {
    let community = &entered.found.row.community;
    let target = Target::of_community(community, entered.found.membership(), entered.lawful.at);
    let lawful = call.lawful(app, Action::ListMembers, &target).await?;
    let unit = app.store.contacts(lawful.access()).await.map_err(of_store)?;
    let new = told.new.iter().map(|(id, _)| *id);
    let ids: Vec<_> = told.leads.iter().copied().chain(new).collect();
    let found = unit.some(&ids).await.map_err(of_store)?;
    unit.end(lawful.showing(entered.id())).await.map_err(of_store)?;
    Ok(found)
}

fn lead(fellow: &Fellow) -> (String, String) {
    (fellow.card.full_name(), fellow.card.organisation.as_str().to_owned())
}

fn news(fellow: &Fellow, at: Timestamp) -> NewsRow {
    NewsRow {
        on: local(at).date(),
        text: fellow.card.full_name(),
        href: format!("/people/{}", fellow.account.to_uuid()),
    }
}

/// The notice about a recipient outside the Union whom the reader has not seen yet, one at a time;
/// who works for it needs none. R36.
fn new_recipient(
    entered: &Entered,
    (notice, employer): (&JoinNotice, Option<Id<Organisation>>),
    words: &Words,
) -> Option<NewRecipient> {
    let since = entered.found.row.community.third_country_since?;
    let seen = entered.found.membership()?.notice_seen.as_ref();
    let known = |id| seen.is_some_and(|seen| seen.organisations.contains(&id));
    let is_new = |id| !known(id) && Some(id) != employer;
    let new = notice.recipients().iter().find(|recipient| is_new(recipient.organisation))?;
    // What was seen before is seen still.
    let is_shown = |one: &&Recipient| known(one.organisation) || *one == new;
    let shown = JoinNotice::of(notice.recipients().iter().filter(is_shown).cloned());
    Some(NewRecipient {
        organisation: new.name.as_str().to_owned(),
        abroad: shown::abroad(new.abroad, words),
        since: local(since).date(),
        seen: format!("{}/notice/seen", entered.href()),
        shown: shown_to(&shown),
    })
}

/// What the notice sends back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Seen {
    shown: String,
}

/// `POST /communities/{place}/notice/seen`: the reader has seen the recipients outside the Union.
pub(super) async fn seen(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
    Posted(sent): Posted<Seen>,
) -> Result<Redirect, Problem> {
    let entered = enter(&app, &call, &place, Action::ReadContent).await?;
    let id = entered.found.row.community.id;
    let unit = app.store.communities(entered.lawful.access()).await.map_err(of_store)?;
    let notice = unit.notice(id).await.map_err(of_store)?;
    let held = unit.held(id, entered.me).await.map_err(of_store)?;
    if let Some(standing) = held.and_then(|held| held.standing) {
        let shown = (sent.shown.as_str(), "seen");
        let now = join::seen(&notice, shown, entered.lawful.at);
        unit.note_seen(&standing, now).await.map_err(of_store)?;
    }
    unit.end(Outcome::on(entered.id())).await.map_err(of_store)?;
    Ok(Redirect::to(&entered.href()))
}
