//! `/communities/{place}/members/{id}`: what one member may do and until when, and the removal.
//! R28; A22.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use fnd_core::Id;
use fnd_register::Coded;
use fnd_web::extract::{Posted, Segment};
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::account::Account;
use ies_domain::coded::Enumerated;
use ies_domain::community::{
    Leads, Level, Manager, Membership, MembershipError, Step, change_end, change_level,
    remove as removed,
};
use ies_pages::community::{Done, MembershipForm, MembershipPage, Tab};
use ies_pages::confirm::{ConfirmPage, Deed};
use ies_store::Outcome;
use ies_store::purpose::communities::Said;
use ies_store::purpose::leading::{Belonging, Leading};
use jiff::Timestamp;
use serde::Deserialize;

use super::applications::ends;
use super::{Entered, LIST, absent, done, enter_about, last_day, manager, memberships, subject};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::{by_rule, of_store};
use crate::shell::{html, shell, words};

const ACTION: Action = Action::ManageMembers;

/// The lead at the Community, and the member.
async fn at(
    app: &App,
    call: &Call,
    (place, id): (&str, &str),
) -> Result<(Entered, Id<Account>), Problem> {
    let Some(account) = subject(id) else { return Err(absent(app, call, (ACTION, None)).await?) };
    let entered = enter_about(app, call, place, (ACTION, account)).await?;
    Ok((entered, account))
}

/// The member with their card, and who leads besides them.
async fn read(
    app: &App,
    call: &Call,
    (entered, account): (&Entered, Id<Account>),
) -> Result<(Belonging, Leads), Problem> {
    let id = entered.found.row.community.id;
    let mut unit = app.store.lead(entered.lawful.access()).await.map_err(of_store)?;
    let Some(one) = unit.member(id, account).await.map_err(of_store)? else {
        drop(unit);
        return Err(absent(app, call, (ACTION, Some(account.to_uuid()))).await?);
    };
    let leads = unit.other_leads((id, account)).await.map_err(of_store)?;
    unit.count(1, &app.switches.permission).await.map_err(of_store)?;
    let outcome = entered.lawful.showing(account.to_uuid()).hitting(1);
    unit.end(outcome).await.map_err(of_store)?;
    Ok((one, leads))
}

fn href(entered: &Entered, account: Id<Account>) -> String {
    format!("{}/members/{}", entered.href(), account.to_uuid())
}

/// `GET`: the membership.
pub(super) async fn show(
    State(app): State<Shared>,
    call: Call,
    Segment((place, id)): Segment<(String, String)>,
) -> Result<Html<String>, Problem> {
    let (entered, account) = at(&app, &call, (&place, &id)).await?;
    let (one, leads) = read(&app, &call, (&entered, account)).await?;
    let mut form = MembershipForm::empty(href(&entered, account));
    one.row.membership.level.code().clone_into(&mut form.level.value);
    form.ends.value =
        one.row.membership.expires_at.map(|end| last_day(end).to_string()).unwrap_or_default();
    page(&app, &call, &entered, (&one, leads, form))
}

fn page(
    app: &App,
    call: &Call,
    entered: &Entered,
    (one, leads, form): (&Belonging, Leads, MembershipForm),
) -> Result<Html<String>, Problem> {
    let (words, place) = (words(app, &call.visit), entered.place(call, Tab::Memberships));
    let path = href(entered, one.fellow.account);
    let leads_alone = one.row.membership.level == Level::Lead && leads.others == 0;
    let name = one.fellow.card.full_name();
    let page = MembershipPage {
        shell: MembershipPage::shell(shell(app, &call.visit, &path), &place, LIST, &name),
        membership: memberships::row(one, &place.href, &words),
        form,
        remove: if leads_alone { String::new() } else { format!("{path}/remove") },
        place,
    };
    html(&page)
}

/// A change as it is sent.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Request {
    #[serde(default)]
    level: String,
    #[serde(default)]
    ends: String,
}

/// `POST`: changes level and end.
pub(super) async fn change(
    State(app): State<Shared>,
    call: Call,
    Segment((place, id)): Segment<(String, String)>,
    Posted(request): Posted<Request>,
) -> Result<Response, Problem> {
    let (entered, account) = at(&app, &call, (&place, &id)).await?;
    let words = words(&app, &call.visit);
    let level = Level::of_code(&request.level);
    let until = ends(&request.ends, entered.lawful.at, &words);
    let mut form = MembershipForm::empty(href(&entered, account));
    form.level.value.clone_from(&request.level);
    form.ends.value.clone_from(&request.ends);
    if level.is_none() {
        form.level.error = words.text("level-missing");
    }
    if let Err(said) = &until {
        form.ends.error.clone_from(said);
    }
    if let (Some(level), Ok(until)) = (level, until) {
        match changed(&app, &call, (&entered, account), (level, until)).await? {
            Ok(()) => {
                let list = format!("{}/memberships", entered.href());
                return Ok(done(&list, Done::Changed).into_response());
            }
            Err(MembershipError::LastLead) => {
                form.level.error = words.text("membership-last-lead-level");
            }
            Err(error) => return Err(by_rule(&error)),
        }
    }
    let (one, leads) = read(&app, &call, (&entered, account)).await?;
    let page = page(&app, &call, &entered, (&one, leads, form))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Both changes in one transaction, of which only what differs is done.
async fn changed(
    app: &App,
    call: &Call,
    (entered, account): (&Entered, Id<Account>),
    terms: (Level, Option<Timestamp>),
) -> Result<Result<(), MembershipError>, Problem> {
    let mut unit = app.store.lead(entered.lawful.access()).await.map_err(of_store)?;
    let id = entered.found.row.community.id;
    let held = unit.held(id, account).await.map_err(of_store)?;
    let held = held.ok_or_else(Problem::not_found)?;
    let Some(membership) = held.membership() else {
        drop(unit);
        return Err(absent(app, call, (ACTION, Some(account.to_uuid()))).await?);
    };
    let level = unit.own_level(id).await.map_err(of_store)?;
    let by = manager(app, call, (level, entered.lawful.at))?;
    let leads = unit.other_leads((id, account)).await.map_err(of_store)?;
    match steps(membership, &by, terms, leads) {
        Ok(Some(step)) => {
            unit.save(&held, &step, Said::default()).await.map_err(of_store)?;
            unit.end(Outcome::on(account.to_uuid())).await.map_err(of_store)?;
            Ok(Ok(()))
        }
        Ok(None) => {
            unit.end(Outcome::on(account.to_uuid())).await.map_err(of_store)?;
            Ok(Ok(()))
        }
        Err(error) => {
            refused(unit, &error, account).await?;
            Ok(Err(error))
        }
    }
}

fn steps(
    before: &Membership,
    by: &Manager<'_>,
    (level, ends): (Level, Option<Timestamp>),
    leads: Leads,
) -> Result<Option<Step>, MembershipError> {
    let mut step = None;
    let mut now = before.clone();
    if before.level != level {
        let changed = change_level(&now, by, level, leads)?;
        now = changed.membership.clone();
        step = Some(changed);
    }
    if before.expires_at != ends {
        step = Some(change_end(&now, by, ends)?);
    }
    Ok(step)
}

async fn refused(
    unit: Leading,
    error: &MembershipError,
    account: Id<Account>,
) -> Result<(), Problem> {
    let outcome = Outcome::refused(error.code(), Some(account.to_uuid()));
    unit.end(outcome).await.map_err(of_store)
}

/// `GET …/remove`: what follows.
pub(super) async fn ask(
    State(app): State<Shared>,
    call: Call,
    Segment((place, id)): Segment<(String, String)>,
) -> Result<Html<String>, Problem> {
    let (entered, account) = at(&app, &call, (&place, &id)).await?;
    let (one, _) = read(&app, &call, (&entered, account)).await?;
    let (words, place) = (words(&app, &call.visit), entered.place(&call, Tab::Memberships));
    let back = href(&entered, account);
    let shell = place.shell(shell(&app, &call.visit, &format!("{back}/remove")), LIST);
    let name = one.fellow.card.full_name();
    let organisation = one.fellow.card.organisation.as_str().to_owned();
    let page = ConfirmPage {
        shell: ConfirmPage::shell(shell, Deed::RemoveMember, &name),
        deed: Deed::RemoveMember,
        facts: vec![(words.text("field-organisation"), organisation)],
        action: format!("{back}/remove"),
        hidden: Vec::new(),
        back,
    };
    html(&page)
}

/// `POST …/remove`: removes.
pub(super) async fn remove(
    State(app): State<Shared>,
    call: Call,
    Segment((place, id)): Segment<(String, String)>,
) -> Result<Redirect, Problem> {
    let (entered, account) = at(&app, &call, (&place, &id)).await?;
    let mut unit = app.store.lead(entered.lawful.access()).await.map_err(of_store)?;
    let id = entered.found.row.community.id;
    let held = unit.held(id, account).await.map_err(of_store)?;
    let held = held.ok_or_else(Problem::not_found)?;
    let Some(membership) = held.membership() else {
        drop(unit);
        return Err(absent(&app, &call, (ACTION, Some(account.to_uuid()))).await?);
    };
    let level = unit.own_level(id).await.map_err(of_store)?;
    let by = manager(&app, &call, (level, entered.lawful.at))?;
    let leads = unit.other_leads((id, account)).await.map_err(of_store)?;
    match removed(membership, &by, leads) {
        Ok(step) => {
            unit.save(&held, &step, Said::default()).await.map_err(of_store)?;
            unit.end(Outcome::on(account.to_uuid())).await.map_err(of_store)?;
        }
        Err(error) => {
            refused(unit, &error, account).await?;
            return Err(by_rule(&error));
        }
    }
    app.jobs.wake();
    Ok(done(&format!("{}/memberships", entered.href()), Done::Removed))
}
