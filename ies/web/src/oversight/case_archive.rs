//! The archive that answers a letter, fetched by the officer who sends it. EUDPR Art. 17 and 22;
//! R40, R44, R46; A21, A22.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use fnd_core::Id;
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_pages::oversight::SentArchive;
use ies_pages::personal::Download;
use ies_store::Outcome;
use uuid::Uuid;

use super::case::{Opened, open};
use crate::admin::shared::on_to;
use crate::app::Shared;
use crate::call::Call;
use crate::own::download;
use crate::problem::of_store;

/// How far the archive is, for the page of the case; `None` when no archive answers it.
pub(super) async fn shown(opened: &Opened) -> Result<Option<SentArchive>, Problem> {
    let request = &opened.case.request;
    if !request.is_answered_by_post() {
        return Ok(None);
    }
    let found = opened.unit.archive(request.id).await.map_err(of_store)?;
    let path = format!("/cases/{}/archive", request.id.to_uuid());
    let download = match found {
        Some(row) => {
            let bytes = opened.unit.archive_bytes(&row).await.map_err(of_store)?;
            download(&row, (opened.lawful.at, bytes), &path)
        }
        None => Download::None,
    };
    let is_coming = matches!(download, Download::Preparing { .. } | Download::Ready { .. });
    Ok(Some(SentArchive { download, again: if is_coming { String::new() } else { path } }))
}

/// The archive, for who showed a moment ago who they are.
pub(super) async fn fetch(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, Action::FetchCaseArchive, id).await?;
    let Some(bytes) = opened.unit.fetch_archive(Id::from_uuid(id)).await.map_err(of_store)? else {
        opened.unit.end(Outcome::refused("not-found", Some(id))).await.map_err(of_store)?;
        return Err(Problem::not_found());
    };
    // The fetching is logged before a byte of it leaves.
    opened.end(id).await?;
    let headers = [
        (CONTENT_TYPE, "application/zip"),
        (CACHE_CONTROL, "no-store, private"),
        (CONTENT_DISPOSITION, "attachment; filename=\"answer.zip\""),
    ];
    Ok((headers, bytes).into_response())
}

/// Has the archive prepared anew, when the one before was deleted or could not be made.
pub(super) async fn prepare(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, Action::FetchCaseArchive, id).await?;
    opened.unit.prepare_archive(&opened.case.request).await.map_err(of_store)?;
    opened.end(id).await?;
    app.jobs.wake();
    Ok(on_to(&format!("/cases/{id}?done=archive")))
}
