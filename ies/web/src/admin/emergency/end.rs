//! Emergency access is ended before its time, by who asked or by who may approve. R35; A6.

use axum::extract::State;
use axum::response::Response;
use fnd_core::Id;
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::account::Account;
use ies_domain::log::Event;
use ies_domain::role::Emergency;
use ies_pages::confirm::Deed;
use uuid::Uuid;

use super::open;
use crate::app::Shared;
use crate::call::{Call, moment};
use crate::problem::by_rule;

/// Who may ask for it may give it back; of others it is ended by who may approve it.
fn action(found: &Emergency, caller: Id<Account>) -> Action {
    if found.account == caller { Action::AskEmergency } else { Action::ApproveEmergency }
}

/// The question.
pub(in crate::admin) async fn question(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, id, action).await?;
    opened.confirm(&app, &call, (Deed::EndEmergency, "end")).await
}

/// Ends it.
pub(in crate::admin) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, id, action).await?;
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let (at, times) = (moment(&app, opened.lawful.at), &app.switches.permission);
    let changed = opened.found.end(&actor, at, times).map_err(|error| by_rule(&error))?;
    opened.save(&app, &changed, (Event::EmergencyEnded, &[]), "ended").await
}
