//! The contact details of one person. Statement 7; R30, R31; A5.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;

use super::wire::Person;
use crate::app::Shared;
use crate::call::Call;
use crate::contacts::card::{Opened, open};

/// Reads the contact details of one person.
#[utoipa::path(
    get, path = "/v1/people/{id}", tag = "people", operation_id = "read_person",
    params(("id" = uuid::Uuid, Path, description = "the identifier of the account")),
    responses(
        (status = 200, body = Person),
        (status = 303, description = "it is the caller, whose details are at `/v1/me`"),
        (status = 404, description = "no such person, or none whom the caller sees"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<String>,
) -> Result<Response, Problem> {
    match open(&app, &call, &id).await? {
        Opened::Oneself => Ok(Redirect::to("/v1/me").into_response()),
        Opened::Fellow(fellow) => Ok(Json(Person::of(&fellow)).into_response()),
    }
}
