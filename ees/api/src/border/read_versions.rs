//! What the parts of a file were before they were changed. EES Art. 35(8).

use axum::Json;
use axum::extract::State;
use ees_domain::access::Action;
use ees_store::{Outcome, Version as Stored};
use ees_wire::text;
use fnd_core::Id;
use fnd_web::extract::{Parameters, Segment};
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::read_file::{hide, purpose_of};
use crate::actor::{Call, lawful};
use crate::app::{App, Shared};
use crate::problem::of_store;

/// Why the history is read.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Query {
    /// As of `GET /v1/files/{file_id}`.
    #[param(value_type = text::PurposeOfUse, required = false, inline)]
    pub purpose: Option<String>,
}

/// A change to a part of a file.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = VersionOfPart)]
pub struct Version {
    /// The version of the file that the change made.
    pub version: i64,
    /// `crossing`, `refusal` or `file`.
    pub part: &'static str,
    /// The identifier of the part.
    pub part_id: Uuid,
    /// What was done, a code.
    pub deed: &'static str,
    /// When, in UTC.
    pub at: String,
    /// The State that did it, responsible from then on.
    pub state: String,
    /// The authority.
    pub authority: String,
    /// What stood there: names of fields with their values.
    pub before: Vec<Before>,
    /// Why it was changed.
    pub reason: String,
}

/// A field as it was.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FieldBefore)]
pub struct Before {
    /// The code of the field.
    pub field: String,
    /// What stood in it.
    pub value: String,
}

/// Reads the history of a file, the latest change first.
#[utoipa::path(
    get, path = "/v1/files/{file_id}/versions", tag = "border", operation_id = "read_versions",
    params(("file_id" = Uuid, Path, description = "the individual reference number"), Query),
    responses(
        (status = 200, body = Vec<Version>),
        (status = 404, description = "no such file, or none that the caller may know of"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    Parameters(query): Parameters<Query>,
) -> Result<Json<Vec<Version>>, Problem> {
    let found = versions(&app, &call, file_id, query.purpose.as_deref()).await?;
    Ok(Json(found.iter().map(Version::of).collect()))
}

/// The history of the file, for the purpose named.
pub async fn versions(
    app: &App,
    call: &Call,
    file_id: Uuid,
    purpose: Option<&str>,
) -> Result<Vec<Stored>, Problem> {
    let purpose = purpose_of(call, purpose)?;
    let lawful = lawful(app, call, Action::ReadFile, purpose).await.map_err(hide)?;
    let id = Id::from_uuid(file_id);
    let access = lawful.access(app, json!({ "part": "history" }).to_string());
    let mut unit = app.register.consult(access).await.map_err(of_store)?;
    let is_there = unit.find_file(id).await.map_err(of_store)?.is_some();
    let found = unit.versions(id).await.map_err(of_store)?;
    let outcome = Outcome {
        refused: (!is_there).then_some("not-found"),
        hits: Some(found.len()),
        file: is_there.then_some(id),
        sent: if found.is_empty() { &[] } else { &["record-history", "record-before"] },
    };
    unit.end(outcome).await.map_err(of_store)?;
    if is_there { Ok(found) } else { Err(Problem::not_found()) }
}

impl Version {
    /// The version as it is sent.
    pub fn of(stored: &Stored) -> Self {
        let before = stored.before.iter();
        Self {
            version: stored.version,
            part: stored.part.code(),
            part_id: stored.part_id,
            deed: stored.deed.code(),
            at: stored.at.to_string(),
            state: stored.state.to_string(),
            authority: stored.authority.clone(),
            before: before
                .map(|one| Before { field: one.field.clone(), value: one.value.clone() })
                .collect(),
            reason: stored.reason.clone(),
        }
    }
}
