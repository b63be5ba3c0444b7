//! `/communities/{place}/applications`: who asks to join, who is invited, and the invitation.
//! R06; A4, A22.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use fnd_web::extract::{Parameters, Posted, Segment};
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::Action;
use ies_domain::account::Account;
use ies_domain::coded::Enumerated;
use ies_domain::community::{
    Level, MembershipError, Room, invite as invited, lapses_at, withdraw_invitation,
};
use ies_domain::person::Email;
use ies_domain::text::{Extent, tidy};
use ies_pages::community::{
    ApplicationRow, ApplicationsPage, Done, InvitationRow, InviteForm, Tab,
};
use ies_store::Outcome;
use ies_store::purpose::communities::Said;
use ies_store::purpose::leading::Belonging;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use super::{Entered, LIST, Query, absent, done, end_of, enter, enter_about, manager, subject};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::{by_rule, of_store};
use crate::shell::{html, local, shell, words};
use crate::shown;

/// `GET`: the list.
pub(super) async fn show(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
    Parameters(query): Parameters<Query>,
) -> Result<Html<String>, Problem> {
    let entered = enter(&app, &call, &place, Action::ManageMembers).await?;
    let action = format!("{}/invitations", entered.href());
    page(&app, &call, &entered, (query.done(), InviteForm::empty(action))).await
}

async fn page(
    app: &App,
    call: &Call,
    entered: &Entered,
    (done, invite): (Option<Done>, InviteForm),
) -> Result<Html<String>, Problem> {
    let id = entered.found.row.community.id;
    let mut unit = app.store.lead(entered.lawful.access()).await.map_err(of_store)?;
    let applications = unit.applications(id).await.map_err(of_store)?;
    let invitations = unit.invitations(id).await.map_err(of_store)?;
    let count = applications.len().saturating_add(invitations.len());
    unit.count(count, &app.switches.permission).await.map_err(of_store)?;
    let outcome = entered.lawful.showing(entered.id()).hitting(count);
    unit.end(outcome).await.map_err(of_store)?;

    let (words, place) = (words(app, &call.visit), entered.place(call, Tab::Applications));
    let href = place.of(Tab::Applications);
    let row = |one: &Belonging| application(one, &href, &words);
    let page = ApplicationsPage {
        shell: place.shell(shell(app, &call.visit, &href), LIST),
        done,
        applications: applications.iter().map(row).collect(),
        invitations: invitations.iter().map(|one| invitation(app, one, &place.href)).collect(),
        invite,
        place,
    };
    html(&page)
}

fn application(one: &Belonging, href: &str, words: &Words) -> ApplicationRow {
    ApplicationRow {
        name: one.fellow.card.full_name(),
        organisation: one.fellow.card.organisation.as_str().to_owned(),
        abroad: one.fellow.abroad.map(|why| shown::abroad(why, words)),
        since: local(one.row.membership.since).date(),
        href: format!("{href}/{}", one.fellow.account.to_uuid()),
    }
}

fn invitation(app: &App, one: &Belonging, href: &str) -> InvitationRow {
    InvitationRow {
        email: one.fellow.card.email.as_str().to_owned(),
        level: shown::level(one.row.membership.level),
        until: super::last_day(lapses_at(one.row.membership.since, &app.switches.permission)),
        take_back: format!("{href}/invitations/{}/take-back", one.fellow.account.to_uuid()),
    }
}

/// An invitation as it is sent.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Request {
    #[serde(default)]
    email: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    ends: String,
    #[serde(default)]
    message: String,
}

/// What of a form can be used.
struct Read {
    email: Email,
    level: Level,
    ends: Option<Timestamp>,
    message: String,
}

const MESSAGE: Extent = Extent { chars_max: 1000, lines_max: 20 };

/// `POST …/invitations`: invites. Whether the address belongs to somebody is not told.
pub(super) async fn invite(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
    Posted(request): Posted<Request>,
) -> Result<Response, Problem> {
    let entered = enter(&app, &call, &place, Action::ManageMembers).await?;
    let read = match read(&app, &call, &entered, &request) {
        Ok(read) => read,
        Err(form) => {
            let page = page(&app, &call, &entered, (None, *form)).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let id = entered.found.row.community.id;
    let mut unit = app.store.lead(entered.lawful.access()).await.map_err(of_store)?;
    let invitee = unit.invitee(&read.email).await.map_err(of_store)?;
    if let Some(account) = invitee {
        let held = unit.held(id, account).await.map_err(of_store)?;
        let held = held.ok_or_else(Problem::not_found)?;
        let notice = unit.notice(id).await.map_err(of_store)?;
        let level = unit.own_level(id).await.map_err(of_store)?;
        let now = entered.lawful.at;
        let room = Room { community: &held.row.community, notice: &notice, now };
        let by = manager(&app, &call, (level, now))?;
        let whom = (account, held.membership());
        match invited(room, &by, whom, (read.level, read.ends)) {
            Ok(step) => {
                let message = (!read.message.is_empty()).then_some(read.message.as_str());
                let said = Said { message, reason: None };
                unit.save(&held, &step, said).await.map_err(of_store)?;
            }
            // Who belongs, asks or is invited already needs no second one; that is not told.
            Err(MembershipError::AlreadyThere) => {}
            Err(error) => {
                let outcome = Outcome::refused(error.code(), Some(entered.id()));
                unit.end(outcome).await.map_err(of_store)?;
                return Err(by_rule(&error));
            }
        }
    }
    unit.end(Outcome::on(entered.id())).await.map_err(of_store)?;
    app.jobs.wake();
    Ok(done(&format!("{}/applications", entered.href()), Done::Invited).into_response())
}

/// Reads the form, or says what is wrong with it.
fn read(
    app: &App,
    call: &Call,
    entered: &Entered,
    request: &Request,
) -> Result<Read, Box<InviteForm>> {
    let words = words(app, &call.visit);
    let mut form = InviteForm::empty(format!("{}/invitations", entered.href()));
    form.email.value.clone_from(&request.email);
    form.level.value.clone_from(&request.level);
    form.ends.value.clone_from(&request.ends);
    form.message.value.clone_from(&request.message);
    let email = Email::read(&request.email);
    if email.is_err() {
        form.email.error = words.text("invite-email-wrong");
    }
    let level = Level::of_code(&request.level);
    if level.is_none() {
        form.level.error = words.text("level-missing");
    }
    let ends = ends(&request.ends, entered.lawful.at, &words);
    if let Err(said) = &ends {
        form.ends.error.clone_from(said);
    }
    let message = if request.message.trim().is_empty() {
        Ok(String::new())
    } else {
        tidy(&request.message, MESSAGE)
    };
    if let Err(error) = &message {
        let most = u32::try_from(MESSAGE.chars_max).unwrap_or(u32::MAX);
        form.message.error =
            ies_pages::errors::sentence(&words, "invite-message", error.code(), most);
    }
    match (email, level, ends, message) {
        (Ok(email), Some(level), Ok(ends), Ok(message)) => Ok(Read { email, level, ends, message }),
        _ => Err(Box::new(form)),
    }
}

/// The instant at which a membership ends whose last day was typed; nothing when it has no end.
pub(super) fn ends(
    typed: &str,
    now: Timestamp,
    words: &Words,
) -> Result<Option<Timestamp>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let day: Option<Date> = typed.trim().parse().ok();
    let Some(end) = day.and_then(end_of) else {
        return Err(ies_pages::errors::sentence(words, "membership-until", "not-a-date", 0));
    };
    if day.is_some_and(|day| day <= local(now).date()) {
        return Err(words.text("ends-past"));
    }
    Ok(Some(end))
}

/// `POST …/invitations/{id}/take-back`: takes an invitation back.
pub(super) async fn take_back(
    State(app): State<Shared>,
    call: Call,
    Segment((place, id)): Segment<(String, String)>,
) -> Result<Redirect, Problem> {
    const ACTION: Action = Action::ManageMembers;
    let Some(account) = subject(&id) else {
        return Err(absent(&app, &call, (ACTION, None)).await?);
    };
    let entered = enter_about(&app, &call, &place, (ACTION, account)).await?;
    taken_back(&app, &call, (&entered, account)).await?;
    Ok(done(&format!("{}/applications", entered.href()), Done::InvitationTakenBack))
}

async fn taken_back(
    app: &App,
    call: &Call,
    (entered, account): (&Entered, fnd_core::Id<Account>),
) -> Result<(), Problem> {
    let id = entered.found.row.community.id;
    let mut unit = app.store.lead(entered.lawful.access()).await.map_err(of_store)?;
    let held = unit.held(id, account).await.map_err(of_store)?;
    let held = held.ok_or_else(Problem::not_found)?;
    let level = unit.own_level(id).await.map_err(of_store)?;
    let by = manager(app, call, (level, entered.lawful.at))?;
    let Some(membership) = held.membership() else {
        drop(unit);
        return Err(absent(app, call, (Action::ManageMembers, Some(entered.id()))).await?);
    };
    match withdraw_invitation(membership, &by) {
        Ok(step) => {
            unit.save(&held, &step, Said::default()).await.map_err(of_store)?;
            unit.end(Outcome::on(entered.id())).await.map_err(of_store)
        }
        Err(error) => {
            let outcome = Outcome::refused(error.code(), Some(entered.id()));
            unit.end(outcome).await.map_err(of_store)?;
            Err(by_rule(&error))
        }
    }
}
