//! The latest notices for the Member State of whoever asks.

use axum::Json;
use axum::extract::State;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_store::Outcome;
use ees_store::notices::Notice;
use fnd_web::problem::Problem;
use serde_json::json;

use super::told::Told;
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::problem::of_store;

/// Notices that are listed.
pub const ROWS: u16 = 100;

/// Lists the latest notices for the caller's Member State, the newest first.
#[utoipa::path(
    get, path = "/v1/notices", tag = "overstayers", operation_id = "list_notices",
    responses((status = 200, body = Told))
)]
pub async fn handler(State(app): State<Shared>, call: Call) -> Result<Json<Told>, Problem> {
    let lawful = may(&app, &call).await?;
    let found = list(&app, &lawful).await?;
    Ok(Json(Told::of(lawful.actor.state, &found)))
}

/// Whoever may see the list of overstayers may know what their State is told.
pub async fn may(app: &App, call: &Call) -> Result<Lawful, Problem> {
    lawful(app, call, Action::ListOverstayers, Purpose::InformationMechanism).await
}

/// The latest notices for the actor's State.
pub async fn list(app: &App, lawful: &Lawful) -> Result<Vec<Notice>, Problem> {
    let access = lawful.access(app, json!({ "notices": "latest" }).to_string());
    let mut unit = app.register.consult(access).await.map_err(of_store)?;
    let found = unit.latest_notices(lawful.actor.state, ROWS).await.map_err(of_store)?;
    let sent: &[_] = if found.is_empty() { &[] } else { &["notice"] };
    let outcome = Outcome { hits: Some(found.len()), sent, ..Outcome::default() };
    unit.end(outcome).await.map_err(of_store)?;
    Ok(found)
}
