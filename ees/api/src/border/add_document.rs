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
use ees_store::Number;
use ees_wire::traveller::Document;
use fnd_core::Id;
use fnd_web::etag::IfMatch;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::read_file::{hide, version_tag};
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::problem::{ended, of_store, of_value};
use crate::unit::{as_seen, begin, done, hold};

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
    let tag = version_tag(version);
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
    let work = begin(app, lawful, &Document::of(document)).await?;
    let (work, file) = hold(work, id).await?;
    let mut work = as_seen(work, &file, condition).await?;
    if let Some(problem) = already_there(&file, document) {
        return ended(work, Some(file.id), problem).await;
    }
    work.add_document(&file, (document, Number::Searched)).await.map_err(of_store)?;
    work.take_over(&file, file_kept_until(&file)).await.map_err(of_store)?;
    done(work, file.id, &[]).await?;
    Ok(file.version.saturating_add(1))
}

fn already_there(file: &File, document: &TravelDocument) -> Option<Problem> {
    file.holds_document(document).then(|| {
        of_value("/number", "document-already-on-file", "this file already holds the document")
    })
}
