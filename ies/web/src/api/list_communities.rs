//! The Communities that one knows of. Statement 2; R06; A4.

use axum::Json;
use axum::extract::State;
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_store::Outcome;
use ies_store::purpose::communities::Listed;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::wire::{Community, Paging};
use crate::app::Shared;
use crate::call::Call;
use crate::own;
use crate::problem::of_store;
use crate::shown;

/// Which page is wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Query {
    /// The page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
}

/// A page of Communities.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Communities)]
pub struct Reply {
    /// Where in the list it is.
    #[serde(flatten)]
    pub paging: Paging,
    /// The Communities, by their names in addresses.
    pub communities: Vec<Community>,
}

/// Lists the Communities that one knows of: those that are listed, and the hidden ones to which
/// one belongs or is invited.
#[utoipa::path(
    get, path = "/v1/communities", tag = "communities", operation_id = "list_communities",
    params(Query),
    responses((status = 200, body = Reply))
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Json<Reply>, Problem> {
    let lawful = call.lawful(&app, Action::ListCommunities, &Target::nothing()).await?;
    let unit = app.store.communities(lawful.access()).await.map_err(of_store)?;
    let all = unit.list(own::account(&call)?).await.map_err(of_store)?;
    unit.end(Outcome::default().hitting(all.len())).await.map_err(of_store)?;
    let (pager, begins) = shown::leaf(all.len(), query.page, "/v1/communities");
    let here = all.iter().skip(begins).take(shown::PAGE_ROWS);
    let said = (call.visit.language.code(), lawful.at);
    let community = |one: &Listed| Community::of(&one.found, (one.members, &one.notice), said);
    Ok(Json(Reply {
        paging: Paging::of(pager, all.len()),
        communities: here.map(community).collect(),
    }))
}
