//! The proof that the log is whole: state, checkpoint, tiles. R27, R34; A8.
//!
//! Formats: C2SP tlog-tiles and tlog-checkpoint, so that any tool that knows them can verify.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse, Redirect, Response};
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_pages::oversight::{IntegrityPage, Recomputed};
use ies_store::Outcome;
use ies_store::purpose::auditing::{Auditing, LogState};
use serde_json::{Value, json};

use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{html, shell};
use fnd_pg::log::auditor::Finding;

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

/// The page.
const PATH: &str = "/log/integrity";
/// Rows are sealed every half second; who waits for longer than this many seconds is late.
const LATE_SECONDS: i64 = 60;
/// How long the answer waits for the end; a longer run goes on and is shown when it has ended.
const PATIENCE: Duration = Duration::from_secs(5);

/// How the log stands, to look at.
pub(super) async fn page(State(app): State<Shared>, call: Call) -> Result<Html<String>, Problem> {
    let state = read(&app, &call).await?;
    let signed_at = state.checkpoint.as_ref().map(|(_, at)| *at);
    let since = signed_at.map_or(i64::MAX, |at| app.clock.now().duration_since(at).as_secs());
    let signed = state.checkpoint.map(|(signed, _)| signed).unwrap_or_default();
    html(&IntegrityPage {
        shell: IntegrityPage::shell(shell(&app, &call.visit, PATH), "/log"),
        recomputed: app.audit.last().map(|finding| shown(&finding)),
        recompute: PATH.into(),
        sealed: state.sealed,
        waiting: state.waiting,
        is_late: 0 < state.waiting && LATE_SECONDS < since,
        signed_at,
        root: signed.lines().nth(2).unwrap_or_default().to_owned(),
        key: app.log_key.clone(),
        checkpoint: "/log/checkpoint".into(),
    })
}

fn shown(finding: &Finding) -> Recomputed {
    let (rows, erased, fault) = match &finding.result {
        Ok(report) => (report.rows, report.erased, String::new()),
        Err(fault) => (0, 0, fault.to_string()),
    };
    Recomputed { at: finding.at, rows, erased, fault }
}

/// Recomputes the whole log, and leads back to what was found.
pub(super) async fn recompute(State(app): State<Shared>, call: Call) -> Result<Redirect, Problem> {
    read(&app, &call).await?;
    app.audit.run_now(PATIENCE).await;
    Ok(Redirect::to(PATH))
}

/// The same for programs.
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
