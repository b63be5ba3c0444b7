//! What became of the standard form when it was handed over. SBC Annex V Part A point 1(a).

use axum::Json;
use axum::extract::State;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::File;
use ees_domain::refusal::{Refusal, RefusalDecision, Signature};
use ees_domain::retention::file_kept_until;
use ees_wire::problem::of_signature;
use ees_wire::refusal as wire;
use ees_wire::text;
use fnd_core::Id;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::read_file::hide;
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::problem::{ended, of_store, of_value};
use crate::unit::{begin, done, hold};

/// What became of the form.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SignatureRequest)]
pub struct Request {
    /// `given`, or `refused` by the person.
    #[schema(value_type = text::SignatureOfForm)]
    pub signature: String,
}

/// Says whether the person signed the form. It is said once; repeated, it has no further effect.
#[utoipa::path(
    put, path = "/v1/files/{file_id}/refusals/{refusal_id}/signature", tag = "border",
    operation_id = "sign_refusal",
    params(
        ("file_id" = Uuid, Path, description = "the individual reference number"),
        ("refusal_id" = Uuid, Path, description = "the refusal"),
    ),
    request_body = Request,
    responses(
        (status = 200, body = wire::Refusal),
        (status = 404, description = "no such refusal, or none that the caller may know of"),
        (status = 409, description = "something else was said before"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment((file_id, refusal_id)): Segment<(Uuid, Uuid)>,
    Body(request): Body<Request>,
) -> Result<Json<wire::Refusal>, Problem> {
    let purpose = Purpose::BorderRefusal;
    let lawful = lawful(&app, &call, Action::RefuseEntry, purpose).await.map_err(hide)?;
    let at = (Id::from_uuid(file_id), Id::from_uuid(refusal_id));
    let decision = sign(&app, &lawful, at, &request).await?;
    Ok(Json(wire::Refusal::of(&decision)))
}

/// Records what became of the form.
pub async fn sign(
    app: &App,
    lawful: &Lawful,
    (file_id, refusal_id): (Id<File>, Id<Refusal>),
    request: &Request,
) -> Result<RefusalDecision, Problem> {
    let signature = Signature::find(&request.signature)
        .filter(|signature| *signature != Signature::Awaited)
        .ok_or_else(|| {
            of_value("/signature", "unknown-signature", "expected `given` or `refused`")
        })?;
    let (mut work, file) = hold(begin(app, lawful, request).await?, file_id).await?;
    let file_id = file.id;
    let Some(decision) = file.refusal(refusal_id) else {
        return ended(work, None, Problem::not_found()).await;
    };
    let signed = match decision.signed(lawful.actor.state, signature) {
        Ok(Some(signed)) => signed,
        Ok(None) => {
            done(work, file_id, &["refusal"]).await?;
            return Ok(decision.clone());
        }
        Err(error) => return ended(work, Some(file_id), of_signature(&error)).await,
    };
    work.sign_refusal(file_id, &signed).await.map_err(of_store)?;
    work.touch(file_id, file_kept_until(&file)).await.map_err(of_store)?;
    done(work, file_id, &["refusal"]).await?;
    Ok(signed)
}
