//! One Community, as it is shown to who may find it. Statement 7; R36; A4.

use axum::Json;
use axum::extract::State;
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_store::Outcome;

use super::wire::Community;
use crate::app::Shared;
use crate::call::Call;
use crate::communities::enter;
use crate::problem::of_store;

/// Reads what is shown of a Community before joining, and what the caller is to it.
#[utoipa::path(
    get, path = "/v1/communities/{place}", tag = "communities", operation_id = "read_community",
    params(("place" = String, Path, description = "its name in addresses, or its identifier")),
    responses(
        (status = 200, body = Community),
        (status = 404, description = "no such Community, or none that the caller may know of"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
) -> Result<Json<Community>, Problem> {
    let entered = enter(&app, &call, &place, Action::ReadNotice).await?;
    let id = entered.found.row.community.id;
    let unit = app.store.communities(entered.lawful.access()).await.map_err(of_store)?;
    let members = unit.members(id).await.map_err(of_store)?;
    let notice = unit.notice(id).await.map_err(of_store)?;
    unit.end(Outcome::on(id.to_uuid())).await.map_err(of_store)?;
    let said = (call.visit.language.code(), entered.lawful.at);
    Ok(Json(Community::of(&entered.found, (members, &notice), said)))
}
