//! The proof that the log is whole: checkpoint, tiles. EES Art. 46(4).
//!
//! Formats: C2SP tlog-tiles and tlog-checkpoint, so that any tool that knows them can verify.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_store::{LogState, Outcome};
use ees_wire::text;
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;

use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::problem::of_store;

/// The newest signed checkpoint.
#[utoipa::path(
    get, path = "/v1/log/checkpoint", tag = "oversight", operation_id = "read_checkpoint",
    responses(
        (status = 200, content_type = "text/plain", body = String),
        (status = 404, description = "nothing is sealed yet"),
    )
)]
pub async fn checkpoint(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::ReadLogProof, Purpose::Monitoring).await?;
    let state = state(&app, &lawful).await?;
    let (signed, _) = state.checkpoint.ok_or_else(Problem::not_found)?;
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], signed).into_response())
}

/// The state of the sealed log.
pub async fn state(app: &App, lawful: &Lawful) -> Result<LogState, Problem> {
    let access = lawful.access(app, String::new());
    let mut oversight = app.register.oversee(access).await.map_err(of_store)?;
    let state = oversight.log_state().await.map_err(of_store)?;
    oversight.end(Outcome::default()).await.map_err(of_store)?;
    Ok(state)
}

/// A tile of the sealed log, as far as it is filled.
#[utoipa::path(
    get, path = "/v1/log/tile/{level}/{number}", tag = "oversight", operation_id = "read_tile",
    params(
        ("level" = u32, Path, description = "the tile's level"),
        ("number" = u64, Path, description = "the tile's number in its level"),
    ),
    responses(
        (status = 200, content_type = "application/octet-stream", body = inline(text::Bytes)),
        (status = 404, description = "no such tile yet"),
    )
)]
pub async fn tile(
    State(app): State<Shared>,
    call: Call,
    Segment((level, number)): Segment<(u32, u64)>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::ReadLogProof, Purpose::Monitoring).await?;
    let access = lawful.access(&app, String::new());
    let mut oversight = app.register.oversee(access).await.map_err(of_store)?;
    let tile = oversight.find_tile(level, number).await.map_err(of_store)?;
    oversight.end(Outcome::default()).await.map_err(of_store)?;
    let hashes = tile.ok_or_else(Problem::not_found)?;
    Ok(([(CONTENT_TYPE, "application/octet-stream")], hashes).into_response())
}
