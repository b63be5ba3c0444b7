//! Lists as files for other programs.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use fnd_web::problem::Problem;

use crate::overstayers::sheet::Sheet;

/// The list as comma-separated values, in a file called `name`.
pub(super) fn csv(sheet: &Sheet, name: &str) -> Result<Response, Problem> {
    let bytes = sheet.csv().map_err(|error| {
        tracing::error!(%error, "a list could not be written");
        Problem::internal()
    })?;
    let file = format!("attachment; filename=\"{name}.csv\"");
    let kind = "text/csv; charset=utf-8".to_owned();
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, file)], bytes).into_response())
}
