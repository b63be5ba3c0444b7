//! One's own contact details. Statement 7; R32; A9.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use fnd_web::etag::ETag;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::person::ContactCard;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::wire::ContactDetails;
use crate::app::Shared;
use crate::call::Call;
use crate::own;
use crate::problem::of_store;

/// One's own profile.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Profile)]
pub struct Reply {
    /// The identifier of one's account.
    pub id: Uuid,
    /// The contact details.
    pub contact: ContactDetails,
}

/// Reads one's own contact details.
#[utoipa::path(
    get, path = "/v1/me", tag = "own", operation_id = "read_profile",
    responses(
        (status = 200, body = Reply, headers(("ETag" = String, description = "the version"))),
    )
)]
pub async fn handler(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let (lawful, unit) = own::open(&app, &call, Action::ReadOwnProfile).await?;
    let stored = unit.card().await.map_err(of_store)?;
    own::end(&call, &lawful, unit).await?;
    reply(&call, &stored)
}

/// The profile with its version.
pub(super) fn reply(
    call: &Call,
    (card, version): &(ContactCard, i64),
) -> Result<Response, Problem> {
    let id = own::account(call)?.to_uuid();
    let reply = Reply { id, contact: ContactDetails::of(card) };
    Ok((etag(*version), Json(reply)).into_response())
}

/// The tag of a version.
pub(super) fn etag(version: i64) -> ETag {
    ETag::of_version(u64::try_from(version).unwrap_or_default())
}
