//! Signed in, and not known: what an account is for, and how to ask for one. R25; A2.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Standing, Target};
use ies_domain::registration::{State as RequestState, expires_at};
use ies_pages::entry::{LandingPage, Standing as Shown};
use ies_store::{Outcome, Request};
use jiff::SignedDuration;

use super::{FORM, STATUS};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{html, local, shell_without_menu};

/// The page.
pub(super) async fn handler(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    if call.who.standing() != Standing::Applicant {
        return Ok(Redirect::to("/").into_response());
    }
    let lawful = call.lawful(&app, Action::BeginRequest, &Target::nothing()).await?;
    let unit = app.store.apply(lawful.access()).await.map_err(of_store)?;
    let own = unit.own(&call.who.subject).await.map_err(of_store)?;
    let object = own.as_ref().map(|request| request.registration.id.to_uuid());
    unit.end(Outcome { object, ..Outcome::default() }).await.map_err(of_store)?;
    if own.as_ref().is_some_and(|own| own.registration.state != RequestState::Draft) {
        return Ok(Redirect::to(STATUS).into_response());
    }
    let shown = call.who.caller.authentication.clone().unwrap_or_default();
    let page = LandingPage {
        shell: LandingPage::shell(shell_without_menu(&app, &call.visit, "/apply")),
        name: call.who.caller.name.clone(),
        email: shown.email.unwrap_or_default(),
        standing: own.map_or(Shown::New, |own| draft(&app, &own)),
        apply: FORM.into(),
        status: STATUS.into(),
        privacy: "/privacy".into(),
    };
    Ok(html(&page)?.into_response())
}

fn draft(app: &App, request: &Request) -> Shown {
    let registration = &request.registration;
    let hours = i64::from(app.switches.registration.draft_scan_hours);
    let scan_until = registration.scan.held().map(|held| {
        held.uploaded_at.checked_add(SignedDuration::from_hours(hours)).unwrap_or(held.uploaded_at)
    });
    let until = expires_at(registration, &app.switches.registration).unwrap_or(registration.since);
    Shown::Draft {
        saved: local(registration.since),
        scan_until: scan_until.map(local),
        until: local(until).date(),
    }
}
