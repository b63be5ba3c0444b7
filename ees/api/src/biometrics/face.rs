//! The facial image of a file, for whoever compares it by eye. EES Art. 23(3).

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::File;
use ees_match::image::decode::Format;
use ees_store::Outcome;
use fnd_core::Id;
use fnd_web::extract::{Parameters, Segment};
use fnd_web::problem::Problem;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::actor::{Call, lawful};
use crate::app::Shared;
use crate::border::check::direction;
use crate::problem::of_store;

/// What for.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct What {
    /// `border-entry` or `border-exit`; `border-entry` when absent.
    #[serde(default)]
    purpose: Option<String>,
}

/// Sends the facial image of a file as it was taken. That somebody saw it is in the log.
#[utoipa::path(
    get, path = "/v1/files/{file_id}/facial-image", tag = "border",
    operation_id = "read_facial_image",
    params(("file_id" = Uuid, Path, description = "the file"), What),
    responses(
        (status = 200, description = "the image", content_type = "image/jpeg"),
        (status = 404, description = "no such file, or it has no facial image"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(file): Segment<Uuid>,
    Parameters(what): Parameters<What>,
) -> Result<Response, Problem> {
    let purpose = match &what.purpose {
        Some(code) => direction(code)?,
        None => Purpose::BorderEntry,
    };
    let lawful = lawful(&app, &call, Action::ReadFile, purpose).await?;
    let id: Id<File> = Id::from_uuid(file);
    let mut unit =
        app.register.consult(lawful.access(&app, String::new())).await.map_err(of_store)?;
    let image = unit.facial_image(id).await.map_err(of_store)?;
    let sent: &[_] = if image.is_some() { &["biometric-sample"] } else { &[] };
    let refused = image.is_none().then_some("not-found");
    let outcome = Outcome { file: Some(id), sent, refused, ..Outcome::default() };
    unit.end(outcome).await.map_err(of_store)?;
    let image = image.ok_or_else(Problem::not_found)?;
    let kind = match Format::of(&image) {
        Some(Format::Jpeg) => "image/jpeg",
        Some(Format::Png) => "image/png",
        Some(Format::Jpeg2000) => "image/jp2",
        Some(_) | None => "application/octet-stream",
    };
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")], image).into_response())
}
