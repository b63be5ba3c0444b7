//! Reading an individual file. EES Art. 23(3), 26(2).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ees_domain::access::{self, Action};
use ees_domain::authority::{Actor, AuthorityKind, Purpose};
use ees_domain::file::File;
use ees_store::Outcome;
use ees_wire::file as wire;
use ees_wire::stay::Stay;
use ees_wire::text;
use fnd_core::Id;
use fnd_web::etag::ETag;
use fnd_web::extract::{Parameters, Segment};
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::check::{SENT, now, stay};
use crate::actor::{Call, Lawful, actor, lawful, point};
use crate::app::{App, Shared};
use crate::inland::check::here;
use crate::problem::{of_parameter, of_store};

/// What a file is read for.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Query {
    /// `border-entry`, `border-exit` or `territory-check`; what the caller's authority usually
    /// does, when absent.
    #[param(value_type = text::PurposeOfUse, required = false, inline)]
    pub purpose: Option<String>,
}

/// A file and what the calculator says on this day.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FileReply)]
pub struct Reply {
    /// The file.
    #[serde(flatten)]
    pub file: wire::File,
    /// Individual reference numbers that lead to this file since they were merged with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<Uuid>,
    /// What the calculator says on this day; absent when no record says on what ground the
    /// person would enter.
    pub stay: Option<Stay>,
}

/// Reads a file.
#[utoipa::path(
    get, path = "/v1/files/{file_id}", tag = "border", operation_id = "read_file",
    params(("file_id" = Uuid, Path, description = "the individual reference number"), Query),
    responses(
        (status = 200, body = Reply, headers(("ETag" = String, description = "the version"))),
        (status = 404, description = "no such file, or none that the caller may know of"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    let (lawful, file, joined) =
        read_person(&app, &call, file_id, query.purpose.as_deref()).await?;
    let passage = match lawful.actor.place {
        Some(_) => now(&app, point(&app, &lawful.actor, None)?)?,
        None => here(&app, &lawful.actor)?,
    };
    let ground = file.crossings.last().map(|crossing| &crossing.ground);
    let stay = stay(&app, &file.crossings, &passage, ground)?;
    let stay = stay.map(|(outlook, calendar)| Stay::of(&outlook, Some(&calendar), passage.day));
    let tag = etag(&file);
    Ok((tag, Json(Reply { file: wire::File::of(&file, passage.day), joined, stay }))
        .into_response())
}

/// The entity tag of a file: its version.
pub fn etag(file: &File) -> ETag {
    version_tag(file.version)
}

/// The entity tag of a file that has this version.
pub fn version_tag(version: i64) -> ETag {
    ETag::of_version(u64::try_from(version).unwrap_or_default())
}

/// What the actor's authority reads files for, unless the request says otherwise.
pub fn usual_purpose(actor: &Actor) -> Purpose {
    if actor.authority == AuthorityKind::Facilitation {
        return Purpose::Facilitation;
    }
    let usual = [Purpose::BorderEntry, Purpose::TerritoryCheck];
    let found = usual.into_iter().find(|p| access::grant(actor, Action::ReadFile, *p).is_some());
    found.unwrap_or(Purpose::BorderEntry)
}

/// The purpose that is named, or what the caller's authority reads files for.
pub fn purpose_of(call: &Call, named: Option<&str>) -> Result<Purpose, Problem> {
    match named {
        None => Ok(usual_purpose(&actor(&call.caller)?)),
        Some(code) => Purpose::find(code)
            .ok_or_else(|| of_parameter("purpose", "unknown-purpose", "expected a purpose")),
    }
}

/// Reads the file `file_id` for the purpose named. Who may read no file may not learn either
/// whether there is one, so the answer is the same as for a file that does not exist.
pub async fn read(
    app: &App,
    call: &Call,
    file_id: Uuid,
    purpose: Option<&str>,
) -> Result<(Lawful, File), Problem> {
    let (lawful, file, _) = read_person(app, call, file_id, purpose).await?;
    Ok((lawful, file))
}

/// The same, with the numbers of the files that were merged with it.
pub async fn read_person(
    app: &App,
    call: &Call,
    file_id: Uuid,
    purpose: Option<&str>,
) -> Result<(Lawful, File, Vec<Uuid>), Problem> {
    let purpose = purpose_of(call, purpose)?;
    let lawful = lawful(app, call, Action::ReadFile, purpose).await.map_err(hide)?;
    let mut consultation =
        app.register.consult(lawful.access(app, String::new())).await.map_err(of_store)?;
    let file = consultation.find_file(Id::from_uuid(file_id)).await.map_err(of_store)?;
    let joined = match &file {
        Some(file) => consultation.joined(file.id).await.map_err(of_store)?,
        None => Vec::new(),
    };
    let outcome = Outcome {
        refused: file.is_none().then_some("not-found"),
        hits: Some(usize::from(file.is_some())),
        file: file.as_ref().map(|file| file.id),
        sent: if file.is_some() { SENT } else { &[] },
    };
    consultation.end(outcome).await.map_err(of_store)?;
    let joined = joined.into_iter().map(Id::to_uuid).collect();
    Ok((lawful, file.ok_or_else(Problem::not_found)?, joined))
}

/// A refusal that would show that something exists becomes "not found".
pub fn hide(problem: Problem) -> Problem {
    if problem.status() == axum::http::StatusCode::FORBIDDEN {
        Problem::not_found()
    } else {
        problem
    }
}
