//! The proof that the log is whole: state, checkpoint, tiles. R27, R34; A8.
//!
//! Formats: C2SP tlog-tiles and tlog-checkpoint, so that any tool that knows them can verify.

use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_store::Outcome;
use ies_store::purpose::auditing::{Auditing, LogState};
use serde_json::{Value, json};

use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;

async fn open(app: &App, call: &Call) -> Result<Auditing, Problem> {
    let lawful = call.lawful(app, Action::ReadLogProof, &Target::nothing()).await?;
    app.store.audit(lawful.access()).await.map_err(of_store)
}

async fn read(app: &App, call: &Call) -> Result<LogState, Problem> {
    let unit = open(app, call).await?;
    let state = unit.state().await.map_err(of_store)?;
    unit.end(Outcome::default()).await.map_err(of_store)?;
    Ok(state)
}

/// What recomputing the log found last.
fn recomputed(app: &App) -> Value {
    let Some(finding) = app.audit.last() else { return Value::Null };
    match finding.result {
        Ok(report) => json!({
            "at": finding.at.to_string(),
            "fits": true,
            "rows": report.rows,
            "erased": report.erased,
            "checkpoints": report.checkpoints,
        }),
        Err(fault) => json!({
            "at": finding.at.to_string(), "fits": false, "fault": fault.to_string(),
        }),
    }
}

/// How the sealing stands, and what the last recomputation found.
pub(super) async fn state(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let state = read(&app, &call).await?;
    let checkpoint =
        state.checkpoint.map(|(signed, at)| json!({ "signed": signed, "at": at.to_string() }));
    let reply = json!({
        "sealed": state.sealed,
        "waiting": state.waiting,
        "checkpoint": checkpoint,
        "key": app.log_key,
        "recomputed": recomputed(&app),
    });
    Ok(Json(reply).into_response())
}

/// The newest signed checkpoint.
pub(super) async fn checkpoint(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let state = read(&app, &call).await?;
    let (signed, _) = state.checkpoint.ok_or_else(Problem::not_found)?;
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], signed).into_response())
}

/// A tile of the sealed log, as far as it is filled.
pub(super) async fn tile(
    State(app): State<Shared>,
    call: Call,
    Segment((level, number)): Segment<(u32, u64)>,
) -> Result<Response, Problem> {
    let unit = open(&app, &call).await?;
    let tile = unit.tile(level, number).await.map_err(of_store)?;
    unit.end(Outcome::default()).await.map_err(of_store)?;
    let hashes = tile.ok_or_else(Problem::not_found)?;
    Ok(([(CONTENT_TYPE, "application/octet-stream")], hashes).into_response())
}
