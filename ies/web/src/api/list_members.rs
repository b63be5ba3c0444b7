//! Who belongs to a Community, as far as the caller sees them. Statement 7; R30, R31; A4, A24.

use axum::Json;
use axum::extract::State;
use fnd_web::extract::{Parameters, Segment};
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::community::Level;
use ies_store::purpose::contacts::Fellow;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::wire::{Paging, Person};
use crate::app::Shared;
use crate::call::Call;
use crate::communities::{enter, members};
use crate::contacts::search::LETTERS_MAX;
use crate::shown;

/// Which members are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Query {
    /// Those whose cards have words that begin so.
    #[param(max_length = 200)]
    q: Option<String>,
    /// The page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
}

/// A page of members.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Members)]
pub struct Reply {
    /// Where in the list it is.
    #[serde(flatten)]
    pub paging: Paging,
    /// The members, by last name.
    pub members: Vec<Member>,
}

/// A member.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Member {
    /// Who it is.
    #[serde(flatten)]
    pub person: Person,
    /// Whether this person leads the Community; one turns to leads.
    pub leads: bool,
}

impl Member {
    fn of(fellow: &Fellow) -> Self {
        Self { person: Person::of(fellow), leads: fellow.level == Some(Level::Lead) }
    }
}

/// Lists the members of a Community whose contact details the caller sees, the caller included.
#[utoipa::path(
    get, path = "/v1/communities/{place}/members", tag = "communities",
    operation_id = "list_members",
    params(
        ("place" = String, Path, description = "its name in addresses, or its identifier"),
        Query,
    ),
    responses(
        (status = 200, body = Reply),
        (status = 404, description = "no such Community, or none to which the caller belongs"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
    Parameters(query): Parameters<Query>,
) -> Result<Json<Reply>, Problem> {
    let entered = enter(&app, &call, &place, Action::ListMembers).await?;
    let asked: String = query.q.unwrap_or_default().chars().take(LETTERS_MAX).collect();
    let base = format!("/v1/communities/{}/members", entered.found.row.slug);
    let href = shown::narrowed(&base, &asked);
    let leaf = members::leaf(&app, &entered, (&asked, query.page), &href).await?;
    let paging = Paging::of(leaf.pager, leaf.total);
    Ok(Json(Reply { paging, members: leaf.here.iter().map(Member::of).collect() }))
}
