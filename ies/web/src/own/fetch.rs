//! Fetching the archive of one's data. EUDPR Art. 17 and 22; R40, R44.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use fnd_web::problem::Problem;
use ies_domain::access::Action;

use super::rights::PATH as RIGHTS;
use super::{end, open_from};
use crate::app::Shared;
use crate::call::Call;
use crate::problem::of_store;

/// The archive that was made last, for who showed a moment ago who they are.
pub(super) async fn handler(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let path = format!("{RIGHTS}/archive");
    let (lawful, unit) = open_from(&app, &call, (Action::FetchOwnData, &path)).await?;
    let row = unit.export().await.map_err(of_store)?.ok_or_else(Problem::not_found)?;
    let bytes = unit.fetch_export(row.id).await.map_err(of_store)?;
    let bytes = bytes.ok_or_else(Problem::not_found)?;
    end(&call, &lawful, unit).await?;
    let headers = [
        (CONTENT_TYPE, "application/zip"),
        (CONTENT_DISPOSITION, "attachment; filename=\"my-data.zip\""),
    ];
    Ok((headers, bytes).into_response())
}
