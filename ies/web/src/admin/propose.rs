//! Proposing a role for somebody else. Statement 2; R03, R28; A22.

use axum::extract::State;
use axum::response::Response;
use fnd_core::{CountryCode, Id};
use fnd_register::Coded;
use fnd_web::extract::Posted;
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use fnd_web::shell::Link;
use ies_domain::access::{Action, Target};
use ies_domain::account;
use ies_domain::organisation::{Aspect, Countries, KNOWN};
use ies_domain::person::Email;
use ies_domain::role::{Proposal, Role, RoleError, Scope, propose as propose_role};
use ies_domain::text::NOTE;
use ies_pages::errors::sentence;
use ies_pages::people::{self, ProposeForm, ProposePage};
use serde::Deserialize;
use uuid::Uuid;

use super::roles::{apart, granter};
use super::shared::{again, again_after, day, lands, on_to, own, shown};
use crate::app::{App, Shared};
use crate::call::{Call, moment};
use crate::problem::{by_rule, of_store};
use crate::said::{labels, said};
use crate::shell::{shell, words};

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    email: String,
    role: String,
    country: String,
    months: String,
    reason: String,
}

/// Somebody else, for whom a form is opened and of whom nothing is known yet.
fn somebody(app: &App, call: &Call) -> Target {
    let Some(caller) = call.who.account() else { return Target::nothing() };
    let coordinates = call.who.coordinates(app.clock.now());
    let scope = coordinates.map_or(Scope::Platform, Scope::Country);
    Target::of_proposal((Id::from_uuid(Uuid::nil()), scope), (caller, coordinates))
}

fn page(app: &App, call: &Call, sent: &Sent) -> ProposePage {
    let words = words(app, &call.visit);
    let mut form = ProposeForm::empty("/roles/propose");
    let may = |role: &&Role| role.proposers().iter().any(|by| call.who.roles.contains(by));
    let codes: Vec<_> = Role::ALL.iter().filter(may).map(Coded::code).collect();
    form.roles = people::Role::choices(&words, &codes);
    let today = day(app.clock.now());
    let table = Countries(KNOWN);
    let mut codes: Vec<CountryCode> = [Aspect::NetworkMember, Aspect::NetworkObserver]
        .iter()
        .flat_map(|aspect| table.with(*aspect, today))
        .collect();
    codes.sort();
    form.countries = lands(&words, codes);
    form.email = Field::holding("email", sent.email.as_str());
    form.role = Field::holding("role", sent.role.as_str());
    form.country = Field::holding("country", sent.country.as_str());
    form.months = Field::holding("months", sent.months.as_str());
    form.reason = Field::holding("reason", sent.reason.as_str());
    let roles = Link { href: "/roles".into(), label: words.text("roles-title") };
    ProposePage {
        shell: ProposePage::shell(shell(app, &call.visit, "/roles/propose"), &roles),
        form,
        months_max: u32::from(app.switches.permission.role_months_max),
        apart: apart(),
    }
}

/// The form.
pub(super) async fn form(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::ProposeRole, &somebody(&app, &call)).await?;
    app.store.note(lawful.access(), ies_store::Outcome::default()).await.map_err(of_store)?;
    shown(&page(&app, &call, &Sent::default()))
}

/// What was typed, as far as it can be read.
struct Wish {
    email: Email,
    role: Role,
    scope: Scope,
    months: u8,
    reason: String,
}

fn read(app: &App, call: &Call, sent: &Sent) -> Result<Wish, Box<ProposePage>> {
    let words = words(app, &call.visit);
    let mut page = page(app, call, sent);
    let email = Email::read(&sent.email).ok();
    if email.is_none() {
        page.form.email.error = words.text("propose-email-unknown");
    }
    let role = Role::find(&sent.role);
    if role.is_none() {
        page.form.role.error = sentence(&words, "roles-role", "not-chosen", 0);
    }
    let scope = role.and_then(|role| scope(role, &sent.country));
    if role.is_some() && scope.is_none() {
        page.form.country.error = sentence(&words, "propose-country", "not-chosen", 0);
    }
    let months = sent.months.parse::<u8>().ok();
    if months.is_none() {
        page.form.months.error = sentence(&words, "propose-months", "not-chosen", 0);
    }
    let label = labels("propose-reason", "propose-reason-missing");
    let reason = said(&words, label, (&sent.reason, NOTE));
    match (email, role, scope, months, reason) {
        (Some(email), Some(role), Some(scope), Some(months), Ok(reason)) => {
            Ok(Wish { email, role, scope, months, reason })
        }
        (.., reason) => {
            page.form.reason.error = reason.err().unwrap_or_default();
            Err(Box::new(page))
        }
    }
}

/// For what the role is: a country for roles that have one, and nothing to choose for others.
fn scope(role: Role, typed: &str) -> Option<Scope> {
    let place = typed.parse().ok().map(Scope::Country);
    let scopes = [Some(Scope::Platform), Some(Scope::Programme), place];
    scopes.into_iter().flatten().find(|scope| role.fits(*scope))
}

/// Proposes.
pub(super) async fn propose(
    State(app): State<Shared>,
    call: Call,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let first = call.lawful(&app, Action::ProposeRole, &somebody(&app, &call)).await?;
    let wish = match read(&app, &call, &sent) {
        Ok(wish) => wish,
        Err(page) => return again(&*page),
    };
    let mut unit = app.store.roles(first.access()).await.map_err(of_store)?;
    let found = unit.account_with(&wish.email).await.map_err(of_store)?;
    let found = found.filter(|row| row.account.state == account::State::Active);
    let words = words(&app, &call.visit);
    let Some(row) = found else {
        let mut page = page(&app, &call, &sent);
        page.form.email.error = words.text("propose-email-unknown");
        return again_after(unit.end(first.wrong(None)), &page).await;
    };
    let (id, now) = (row.account.id, first.at);
    let coordinates = call.who.coordinates(now);
    let target = Target::of_proposal((id, wish.scope), (own(&call)?, coordinates));
    if let Err(refusal) = call.weigh(&app, Action::ProposeRole, &target) {
        drop(unit);
        return Err(call.refuse(&app, (Action::ProposeRole, refusal), Some(id.to_uuid())).await?);
    }
    let grants = unit.of_account(id).await.map_err(of_store)?;
    let held: Vec<Role> = grants.iter().map(|grant| grant.role).collect();
    let proposal = Proposal {
        id: app.ids.make(now),
        account: id,
        held: &held,
        role: wish.role,
        scope: wish.scope,
        months: wish.months,
    };
    let by = granter(&app, &call, &unit).await?;
    let times = &app.switches.permission;
    let grant = match propose_role(&proposal, &by, moment(&app, now), times) {
        Ok(grant) => grant,
        Err(RoleError::Conflict(_)) => {
            let mut page = page(&app, &call, &sent);
            page.form.role.error = words.text("propose-role-conflict");
            return again_after(unit.end(first.wrong(Some(id.to_uuid()))), &page).await;
        }
        Err(error) => return Err(by_rule(&error)),
    };
    unit.propose(&grant, &wish.reason).await.map_err(of_store)?;
    unit.end(first.showing(grant.id.to_uuid())).await.map_err(of_store)?;
    app.jobs.wake();
    Ok(on_to(&format!("/roles/{}?done=proposed", grant.id.to_uuid())))
}
