//! The check within the territory: who is this and may they be here. EES Art. 26(1) and (2).

use axum::Json;
use axum::extract::State;
use ees_domain::access::Action;
use ees_domain::authority::{Actor, Purpose};
use ees_domain::point::{BorderPoint, Passage};
use ees_wire::traveller::Traveller;
use fnd_web::extract::Body;
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::actor::{Call, lawful};
use crate::app::{App, Shared};
use crate::border::check::{Reply, check, now};

/// Who is checked.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TerritoryRequest)]
pub struct Request {
    /// Who is checked.
    pub traveller: Traveller,
}

/// Checks a person within the territory.
#[utoipa::path(
    post, path = "/v1/territory-checks", tag = "inland", operation_id = "check_in_territory",
    request_body = Request,
    responses(
        (status = 200, body = Reply),
        (status = 422, description = "the person's data cannot be used"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Body(request): Body<Request>,
) -> Result<Json<Reply>, Problem> {
    let lawful = lawful(&app, &call, Action::Check, Purpose::TerritoryCheck).await?;
    let passage = here(&app, &lawful.actor)?;
    let read = request.traveller.read(passage.day)?;
    let checked = check(&app, &lawful, &request.traveller, (read, passage)).await?;
    Ok(Json(Reply::of(&checked)))
}

/// This moment in the territory of the actor's State. Only the day and the State matter, so any
/// point of the State stands for it.
pub fn here(app: &App, actor: &Actor) -> Result<Passage, Problem> {
    let of_state = |point: &&BorderPoint| point.code.state() == actor.state;
    match app.points.iter().find(of_state) {
        Some(point) => now(app, point),
        None => Err(Problem::no_basis().because("This system has no place in your State.")),
    }
}
