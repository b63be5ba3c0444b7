//! What stands at a closed door: why it is closed, until when, and whom to ask. Statement 6 and 8;
//! R19, R25, R42, R48.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_register::Coded;
use fnd_web::problem::Problem;
use fnd_web::shell::Link;
use ies_domain::account::{Account, State as AccountState};
use ies_domain::session::land;
use ies_pages::entry::{Closed, DisabledPage};
use ies_pages::people::SuspensionReason;

use crate::app::{App, Shared};
use crate::call::{Call, Visit};
use crate::public::home::path_of;
use crate::shell::{html, local, shell_without_menu, words};

const PATH: &str = "/account-closed";

/// The page. What it shows of the account, the request has read already to know who calls.
pub(super) async fn handler(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let head = call.who.person.account.as_ref();
    match head.and_then(|head| why(&app, &call.visit, &head.account)) {
        Some(closed) => Ok(html(&page(&app, &call.visit, closed))?.into_response()),
        None => Ok(Redirect::to(path_of(land(call.who.person.known))).into_response()),
    }
}

fn why(app: &App, visit: &Visit, account: &Account) -> Option<Closed> {
    match account.state {
        AccountState::Suspended => {
            let reason = account.suspended.map(|reason| SuspensionReason(reason.code()));
            let words = words(app, visit);
            Some(Closed::Suspended(reason.map(|one| one.text(&words)).unwrap_or_default()))
        }
        AccountState::DisabledPendingErasure => {
            let until = account.disabled.and_then(|disabled| disabled.erase_by);
            Some(until.map_or(Closed::Restricted, |until| Closed::Erasing { until: local(until) }))
        }
        AccountState::Active | AccountState::Dormant | AccountState::Erased => None,
    }
}

/// The page for why it is `closed`.
pub(super) fn page(app: &App, visit: &Visit, closed: Closed) -> DisabledPage {
    let mail = &app.site.help_mail;
    DisabledPage {
        shell: DisabledPage::shell(shell_without_menu(app, visit, PATH), &closed),
        closed,
        contact: Link { href: format!("mailto:{mail}"), label: mail.clone() },
        privacy: "/privacy".into(),
    }
}
