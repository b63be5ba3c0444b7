//! `/communities/{place}/invitation`: an invitation and its answer. R36, R37.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use fnd_register::Coded;
use fnd_web::extract::{Posted, Segment};
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::community::{JoinNotice, MembershipError, Room, join, lapses_at};
use ies_pages::community::{Done, InvitationPage, Kind, TakeUpForm};
use ies_store::Outcome;
use ies_store::purpose::communities::Said;
use serde::Deserialize;

use super::join::{covers_transfers, joiner, seen, shown_to, transfer_error, turned_down};
use super::{Entered, LIST, done, enter, last_day};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::{by_rule, of_store};
use crate::shell::{html, shell, words};
use crate::shown;

/// `GET`: the invitation.
pub(super) async fn show(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
) -> Result<Html<String>, Problem> {
    let entered = enter(&app, &call, &place, Action::AnswerInvitation).await?;
    let told = told(&app, &entered).await?;
    let mut form = empty(&entered, &told.notice);
    if !told.notice.recipients().is_empty() && !covers_transfers(&call, entered.lawful.at) {
        let said = words(&app, &call.visit).text("refused-transfer-consent-missing");
        form.transfer = form.transfer.wrong(said);
    }
    page(&app, &call, &entered, (told, form))
}

/// What the page tells.
struct Told {
    members: u32,
    notice: JoinNotice,
    message: String,
}

async fn told(app: &App, entered: &Entered) -> Result<Told, Problem> {
    let unit = app.store.communities(entered.lawful.access()).await.map_err(of_store)?;
    let id = entered.found.row.community.id;
    let message = match &entered.found.standing {
        Some(standing) => unit.message(standing).await.map_err(of_store)?,
        None => String::new(),
    };
    let members = unit.members(id).await.map_err(of_store)?;
    let notice = unit.notice(id).await.map_err(of_store)?;
    unit.end(Outcome::on(entered.id())).await.map_err(of_store)?;
    Ok(Told { members, notice, message })
}

fn empty(entered: &Entered, notice: &JoinNotice) -> TakeUpForm {
    let mut form = TakeUpForm::empty(format!("{}/invitation", entered.href()));
    form.hidden = vec![shown_to(notice)];
    form
}

fn page(
    app: &App,
    call: &Call,
    entered: &Entered,
    (told, form): (Told, TakeUpForm),
) -> Result<Html<String>, Problem> {
    let (words, row) = (words(app, &call.visit), &entered.found.row);
    let language = call.visit.language.code();
    let path = format!("{}/invitation", entered.href());
    let membership = entered.found.membership().ok_or_else(Problem::not_found)?;
    let page = InvitationPage {
        shell: InvitationPage::shell(shell(app, &call.visit, &path), LIST, row.name(language)),
        kind: Kind(row.community.kind.code()),
        purpose: row.purpose(language).to_owned(),
        members: told.members,
        level: shown::level(membership.level),
        ends: membership.expires_at.map(last_day),
        until: last_day(lapses_at(membership.since, &app.switches.permission)),
        message: told.message,
        recipients: shown::recipients(&told.notice, &words),
        accept: form,
        decline: format!("{path}/decline"),
    };
    html(&page)
}

/// The answer as it is sent.
#[derive(Debug, Deserialize)]
pub(super) struct Request {
    #[serde(default)]
    transfer: String,
    #[serde(default)]
    shown: String,
}

/// `POST`: joins.
pub(super) async fn accept(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
    Posted(request): Posted<Request>,
) -> Result<Response, Problem> {
    let entered = enter(&app, &call, &place, Action::AnswerInvitation).await?;
    let id = entered.found.row.community.id;
    let mut unit = app.store.communities(entered.lawful.access()).await.map_err(of_store)?;
    let held = unit.held(id, entered.me).await.map_err(of_store)?;
    let held = held.ok_or_else(Problem::not_found)?;
    let notice = unit.notice(id).await.map_err(of_store)?;
    let now = entered.lawful.at;
    let sent = (request.shown.as_str(), request.transfer.as_str());
    let joiner = joiner(&unit, &call, &entered, seen(&notice, sent, now)).await?;
    let room = Room { community: &held.row.community, notice: &notice, now };
    let result = match held.membership() {
        Some(membership) => join(room, membership, &joiner),
        None => Err(MembershipError::NotThere),
    };
    match result {
        Ok(step) => {
            unit.save(&held, &step, Said::default()).await.map_err(of_store)?;
            unit.end(Outcome::on(entered.id())).await.map_err(of_store)?;
            app.jobs.wake();
            Ok(done(&entered.href(), Done::Joined).into_response())
        }
        Err(error) => {
            let outcome = Outcome::refused(error.code(), Some(entered.id()));
            unit.end(outcome).await.map_err(of_store)?;
            let words = words(&app, &call.visit);
            let said = transfer_error(&error, &request.transfer, &words);
            let said = said.ok_or_else(|| by_rule(&error))?;
            let mut form = empty(&entered, &notice);
            form.transfer.value.clone_from(&request.transfer);
            form.transfer = form.transfer.wrong(said);
            let told = told(&app, &entered).await?;
            let page = page(&app, &call, &entered, (told, form))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// `POST …/decline`: turns the invitation down.
pub(super) async fn decline(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
) -> Result<Redirect, Problem> {
    let entered = enter(&app, &call, &place, Action::AnswerInvitation).await?;
    turned_down(&app, &entered).await?;
    Ok(done(LIST, Done::InvitationDeclined))
}
