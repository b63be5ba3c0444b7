//! Adding a travel document to a file. EES Art. 14(2): added, never overwritten.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::File;
use ees_domain::identity::TravelDocument;
use ees_domain::retention::file_kept_until;
use ees_store::{Number, Outcome};
use ees_wire::traveller::Document;
use fnd_core::Id;
use fnd_web::etag::{ETag, IfMatch};
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::read_file::{etag, hide};
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::problem::{of_store, of_value};

/// A document that was added.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AddDocumentReply)]
pub struct Reply {
    /// The file.
    pub file_id: Uuid,
    /// Its new version.
    pub version: i64,
}

/// Adds a travel document to a file.
#[utoipa::path(
    post, path = "/v1/files/{file_id}/documents", tag = "border", operation_id = "add_document",
    params(
        ("file_id" = Uuid, Path, description = "the individual reference number"),
        ("If-Match" = String, Header, description = "the entity tag of the file as it was read"),
    ),
    request_body = Document,
    responses(
        (status = 201, body = Reply, headers(("ETag" = String, description = "the new version"))),
        (status = 404, description = "no such file, or none that the caller may know of"),
        (status = 409, description = "the document is on another file"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    condition: IfMatch,
    Body(document): Body<Document>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::AmendFile, Purpose::Amendment).await.map_err(hide)?;
    let read = document.read()?;
    let version = add(&app, &lawful, (Id::from_uuid(file_id), &condition), &read).await?;
    let tag = ETag::of_version(u64::try_from(version).unwrap_or_default());
    Ok((StatusCode::CREATED, tag, Json(Reply { file_id, version })).into_response())
}

/// Adds `document` to the file, if the file is still as the caller saw it; answers the new
/// version.
pub async fn add(
    app: &App,
    lawful: &Lawful,
    (id, condition): (Id<File>, &IfMatch),
    document: &TravelDocument,
) -> Result<i64, Problem> {
    let asked = serde_json::to_string(&Document::of(document)).unwrap_or_default();
    let mut work = app.register.begin(lawful.access(app, asked)).await.map_err(of_store)?;
    let file = work.file_for_update(id).await.map_err(of_store)?;
    let refusal = match &file {
        None => Some(Problem::not_found()),
        Some(file) => condition.check(&etag(file)).err().or_else(|| already_there(file, document)),
    };
    if let Some(problem) = refusal {
        let file = file.map(|file| file.id);
        let outcome = Outcome { refused: Some(problem.code()), file, ..Outcome::default() };
        work.commit(outcome).await.map_err(of_store)?;
        return Err(problem);
    }
    let file = file.ok_or_else(Problem::not_found)?;
    work.add_document(&file, (document, Number::Searched)).await.map_err(of_store)?;
    // A number that was merged leads to the file that was kept, which is the one to write to.
    work.touch(file.id, file_kept_until(&file)).await.map_err(of_store)?;
    work.commit(Outcome { file: Some(file.id), ..Outcome::default() }).await.map_err(of_store)?;
    Ok(file.version.saturating_add(1))
}

fn already_there(file: &File, document: &TravelDocument) -> Option<Problem> {
    file.holds_document(document).then(|| {
        of_value("/number", "document-already-on-file", "this file already holds the document")
    })
}
