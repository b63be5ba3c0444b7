//! Ending a suspension, and noting that the Commission and eu-LISA were notified.

use axum::Json;
use axum::extract::State;
use ees_domain::suspension::{Notified, Suspension, SuspensionError};
use ees_store::{Operation, Outcome};
use ees_wire::text;
use fnd_core::Id;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::Problem;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::begin::{ended, instant, may, of_suspension, said};
use super::list::Told;
use crate::actor::{Call, Lawful};
use crate::app::{App, Shared};
use crate::decisions::add::microseconds;
use crate::problem::of_store;

/// When operation went on again.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SuspensionEnd)]
pub struct End {
    /// RFC 3339; now when it is left out.
    #[schema(value_type = Option<text::Instant>)]
    pub ends_at: Option<String>,
}

/// That the Commission and eu-LISA were notified.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SuspensionNotification)]
pub struct Notification {
    /// When, RFC 3339; now when it is left out.
    #[schema(value_type = Option<text::Instant>)]
    pub notified_at: Option<String>,
    /// Under which reference.
    #[schema(value_type = text::TextOfSuspension)]
    pub reference: String,
}

/// Ends a suspension.
#[utoipa::path(
    post, path = "/v1/suspensions/{suspension_id}/end", tag = "border",
    operation_id = "end_suspension",
    params(("suspension_id" = Uuid, Path, description = "the suspension")),
    request_body = End,
    responses(
        (status = 200, body = Told),
        (status = 404, description = "no such suspension of the caller's State"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn end(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Body(request): Body<End>,
) -> Result<Json<Told>, Problem> {
    let lawful = may(&app, &call).await?;
    let ended = end_it(&app, &lawful, (id, &request)).await?;
    Ok(Json(Told::of(&ended, app.clock.now())))
}

/// Notes that the Commission and eu-LISA were notified of a suspension.
#[utoipa::path(
    post, path = "/v1/suspensions/{suspension_id}/notification", tag = "border",
    operation_id = "notify_suspension",
    params(("suspension_id" = Uuid, Path, description = "the suspension")),
    request_body = Notification,
    responses(
        (status = 200, body = Told),
        (status = 404, description = "no such suspension of the caller's State"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn notify(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Body(request): Body<Notification>,
) -> Result<Json<Told>, Problem> {
    let lawful = may(&app, &call).await?;
    let noted = note(&app, &lawful, (id, &request)).await?;
    Ok(Json(Told::of(&noted, app.clock.now())))
}

/// Ends the suspension `id`.
pub async fn end_it(
    app: &App,
    lawful: &Lawful,
    (id, request): (Uuid, &End),
) -> Result<Suspension, Problem> {
    let given = instant("/ends_at", request.ends_at.as_ref())?;
    let asked = serde_json::to_string(request).unwrap_or_default();
    change(app, lawful, (id, asked), |one, now| one.ended(given.unwrap_or(now), now)).await
}

/// Notes the notification of the suspension `id`.
pub async fn note(
    app: &App,
    lawful: &Lawful,
    (id, request): (Uuid, &Notification),
) -> Result<Suspension, Problem> {
    let given = instant("/notified_at", request.notified_at.as_ref())?;
    let reference = said("/reference", &request.reference)?;
    let asked = serde_json::to_string(request).unwrap_or_default();
    change(app, lawful, (id, asked), |one, now| {
        one.notified(Notified { at: given.unwrap_or(now), reference }, now)
    })
    .await
}

/// Changes a suspension of a point of the actor's State, and of the actor's own point where there
/// is one; any other is not there.
async fn change(
    app: &App,
    lawful: &Lawful,
    (id, asked): (Uuid, String),
    step: impl FnOnce(&Suspension, Timestamp) -> Result<Suspension, SuspensionError>,
) -> Result<Suspension, Problem> {
    let now = microseconds(app.clock.now());
    let mut unit = app.register.operate(lawful.access(app, asked)).await.map_err(of_store)?;
    let Some(found) = held(&mut *unit, lawful, id).await? else {
        return ended(unit, Problem::not_found()).await;
    };
    let changed = match step(&found, now) {
        Ok(changed) => changed,
        Err(error) => return ended(unit, of_suspension(&error)).await,
    };
    unit.change_suspension(&changed).await.map_err(of_store)?;
    unit.end(Outcome::default()).await.map_err(of_store)?;
    Ok(changed)
}

/// The suspension, held; `None` when there is none that the actor may change.
async fn held(
    unit: &mut dyn Operation,
    lawful: &Lawful,
    id: Uuid,
) -> Result<Option<Suspension>, Problem> {
    let id = Id::from_uuid(id);
    let Some(found) = unit.find_suspension(id).await.map_err(of_store)? else { return Ok(None) };
    let actor = &lawful.actor;
    let is_own = found.point.state() == actor.state
        && actor.place.as_ref().is_none_or(|place| *place == found.point.as_str());
    if !is_own {
        return Ok(None);
    }
    let all = unit.suspensions_for_update(&found.point).await.map_err(of_store)?;
    Ok(all.into_iter().find(|one| one.id == id))
}
