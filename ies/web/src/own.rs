//! What a person does about themselves: profile, consents, rights, memberships, activity, notices.
//! Statement 7 and 8; R32, R38 to R48; A3, A9, A21.

mod account_closed;
mod activity;
pub mod archive;
mod ask;
mod card;
mod case;
mod closing;
mod consent;
pub(crate) mod consents;
mod dashboard;
mod email;
mod ending;
mod fetch;
mod leave;
mod memberships;
mod notifications;
mod profile;
pub(crate) use consents::hex;
pub(crate) use profile::change;
mod refuse;
mod rights;
mod role;
mod transfer;

pub(crate) use rights::download;

use axum::Router;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use fnd_core::Id;
use fnd_web::problem::Problem;
use fnd_web::shell::MenuEntry;
use fnd_web::words::Words;
use ies_domain::access::{Action, Standing, Target};
use ies_domain::account::Account;
use ies_pages::personal::said::Done;
use ies_pages::personal::{Tab, tabs};
use ies_store::purpose::own::Own;
use serde::Deserialize;

use crate::app::{App, Shared};
use crate::call::{Call, Lawful, Who};
use crate::problem::of_store;

/// The routes, for the matrix of everybody and everything.
pub const ROUTES: &[(&str, &str)] = &[
    ("GET", "/my"),
    ("GET", "/my/profile"),
    ("POST", "/my/profile"),
    ("POST", "/my/profile/email"),
    ("POST", "/my/profile/email/again"),
    ("POST", "/my/profile/email/cancel"),
    ("GET", "/my/profile/email/{link}"),
    ("POST", "/my/profile/email/{link}"),
    ("GET", "/my/consents"),
    ("GET", "/my/consents/transfer"),
    ("POST", "/my/consents/transfer"),
    ("GET", "/my/memberships"),
    ("GET", "/my/memberships/{id}/leave"),
    ("POST", "/my/memberships/{id}/leave"),
    ("GET", "/my/roles/{id}/acknowledge"),
    ("POST", "/my/roles/{id}/acknowledge"),
    ("GET", "/my/activity"),
    ("GET", "/my/notifications"),
    ("POST", "/my/notifications"),
    ("GET", "/consent"),
    ("POST", "/consent"),
    ("GET", "/consent/refuse"),
    ("POST", "/consent/refuse"),
    ("GET", "/account-closed"),
    ("GET", "/my/data"),
    ("GET", "/my/data/archive"),
    ("POST", "/my/data/archive"),
    ("GET", "/my/data/card.vcf"),
    ("GET", "/my/data/ask"),
    ("POST", "/my/data/ask"),
    ("GET", "/my/data/requests/{id}"),
    ("GET", "/my/data/requests/{id}/cancel"),
    ("POST", "/my/data/requests/{id}/cancel"),
    ("GET", "/my/data/{ending}"),
    ("POST", "/my/data/{ending}"),
];

/// The routes.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/my", get(dashboard::handler))
        .route("/my/profile", get(profile::handler).post(profile::save))
        .route("/my/profile/email", post(email::ask))
        .route("/my/profile/email/again", post(email::again))
        .route("/my/profile/email/cancel", post(email::cancel))
        .route("/my/profile/email/{link}", get(email::handler).post(email::confirm))
        .route("/my/consents", get(consents::handler))
        .route("/my/consents/transfer", get(transfer::handler).post(transfer::withdraw))
        .route("/my/memberships", get(memberships::handler))
        .route("/my/memberships/{id}/leave", get(leave::handler).post(leave::leave))
        .route("/my/roles/{id}/acknowledge", get(role::handler).post(role::acknowledge))
        .route("/my/activity", get(activity::handler))
        .route("/my/notifications", get(notifications::handler).post(notifications::save))
        .merge(of_data())
        .route("/consent", get(consent::handler).post(consent::agree))
        .route("/consent/refuse", get(refuse::handler).post(refuse::refuse))
        .route("/account-closed", get(account_closed::handler))
}

/// The routes of one's data and rights.
fn of_data() -> Router<Shared> {
    Router::new()
        .route("/my/data", get(rights::handler))
        .route("/my/data/archive", get(fetch::handler).post(rights::ask_archive))
        .route("/my/data/card.vcf", get(card::handler))
        .route("/my/data/ask", get(ask::handler).post(ask::send))
        .route("/my/data/requests/{id}", get(case::handler))
        .route("/my/data/requests/{id}/cancel", get(case::ask).post(case::cancel))
        .route("/my/data/{ending}", get(ending::handler).post(ending::end))
}

/// What was just done, as it stands in the address after it.
#[derive(Debug, Default, Deserialize)]
pub struct Told {
    #[serde(default)]
    done: String,
}

/// The sentences that an address can ask for; nothing else is said.
const SAID: &[&str] = &["email-sent", "email-kept", "transfer", "copy-asked", "duties"];

impl Told {
    /// The sentence; empty when there is none.
    fn text(&self, words: &Words) -> String {
        match (self.done.as_str(), SAID.iter().find(|code| **code == self.done)) {
            ("profile", _) => words.text("profile-done-saved"),
            ("notices", _) => words.text("notify-done-saved"),
            ("sent", _) => words.text("ask-done-sent"),
            ("cancelled", _) => words.text("cancel-done"),
            ("agreed", _) => words.text("dashboard-done-agreed"),
            (_, Some(code)) => Done(code).text(words),
            _ => String::new(),
        }
    }
}

/// Where each tab leads.
pub(crate) fn address(tab: Tab) -> String {
    let path = match tab {
        Tab::Profile => "/my/profile",
        Tab::Rights => "/my/data",
        Tab::Consents => "/my/consents",
        Tab::Memberships => "/my/memberships",
        Tab::Activity => "/my/activity",
        Tab::Notifications => "/my/notifications",
        Tab::Tokens => crate::tokens::TOKENS,
    };
    path.to_owned()
}

/// The tabs; who may only exercise rights sees those alone.
fn tabs_for(who: &Who, words: &Words, current: Tab) -> Vec<MenuEntry> {
    let all = tabs(words, current, address);
    if who.standing() == Standing::User {
        return all;
    }
    // What is asked for by pages is taken of who has an account.
    let rights = who.account().map(|_| Tab::Rights);
    let open: Vec<_> = rights.into_iter().chain([Tab::Consents]).map(address).collect();
    all.into_iter().filter(|entry| open.contains(&entry.link.href)).collect()
}

/// The account of the caller; who has none finds nothing here.
pub(crate) fn account(call: &Call) -> Result<Id<Account>, Problem> {
    call.who.account().ok_or_else(Problem::not_found)
}

/// What belongs to the caller.
fn own(call: &Call) -> Target {
    match call.who.account() {
        Some(id) => Target::of_account(id, Some(id)),
        None => Target::nothing(),
    }
}

/// Finds the rule for `action` on what is the caller's own, and opens it.
pub(crate) async fn open(app: &App, call: &Call, action: Action) -> Result<(Lawful, Own), Problem> {
    let lawful = call.lawful(app, action, &own(call)).await?;
    let unit = app.store.own(lawful.access(), account(call)?).await.map_err(of_store)?;
    Ok((lawful, unit))
}

/// As [`open`], for a form: who has to sign in again comes back to `path`.
async fn open_from(
    app: &App,
    call: &Call,
    (action, path): (Action, &str),
) -> Result<(Lawful, Own), Problem> {
    open(app, call, action).await.map_err(|problem| problem.back_to(path))
}

/// Ends a unit that showed or changed what is the caller's own.
pub(crate) async fn end(call: &Call, lawful: &Lawful, unit: Own) -> Result<(), Problem> {
    let outcome = lawful.showing(account(call)?.to_uuid());
    unit.end(outcome).await.map_err(of_store)
}

/// On to `path`, after something was done there.
fn on_to(path: &str, done: &str) -> Response {
    Redirect::to(&format!("{path}?done={done}")).into_response()
}

/// A form that is shown again, because something is wrong with it.
fn again(page: Html<String>) -> Response {
    (axum::http::StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}
