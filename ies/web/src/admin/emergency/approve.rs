//! One of two people approves emergency access. R35; A6, A22.

use axum::extract::State;
use axum::response::Response;
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::log::Event;
use ies_pages::confirm::Deed;
use uuid::Uuid;

use super::open;
use crate::app::Shared;
use crate::call::{Call, moment};
use crate::problem::by_rule;

/// The question.
pub(in crate::admin) async fn question(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, id, |_, _| Action::ApproveEmergency).await?;
    opened.confirm(&app, &call, (Deed::ApproveEmergency, "approve")).await
}

/// Approves; with the second approval it begins, and those whom it touches are told.
pub(in crate::admin) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, id, |_, _| Action::ApproveEmergency).await?;
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let (at, times) = (moment(&app, opened.lawful.at), &app.switches.permission);
    let approved = opened.found.approve(&actor, at, times);
    let (changed, mails) = approved.map_err(|error| by_rule(&error))?;
    opened.save(&app, &changed, (Event::EmergencyApproved, &mails), "approved").await
}
