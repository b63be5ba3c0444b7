//! One row of the log with the proof that it is in the signed tree. EES Art. 46(4).

use axum::Json;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_store::{LogRow, Outcome};
use fnd_pg::log::proof::Proven;
use fnd_vault::log::{Checkpoint, ProofError, Verifier};
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::list_log::Row;
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::problem::of_store;

/// The media type of a proof.
const PROOF: &str = "text/plain; charset=utf-8";

/// A row, and where it stands in the signed log.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = LogRowReply)]
pub struct Reply {
    /// The row.
    pub row: Row,
    /// Where it stands; absent before it is sealed, which takes a second.
    pub sealed: Option<Sealed>,
}

/// Where a row stands in the signed log; the server has verified it just now.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SealedRow)]
pub struct Sealed {
    /// Its place, the first row being 0.
    pub index: u64,
    /// Rows of the tree.
    pub size: u64,
    /// When the tree was signed, RFC 3339.
    pub signed_at: String,
    /// Whether the path leads from the row to the root that was signed.
    pub holds: bool,
}

/// A row with its proof, as pages and API show it.
#[derive(Debug, Clone)]
pub struct Found {
    /// The row.
    pub row: LogRow,
    /// The proof, once it is sealed.
    pub proven: Option<Proven>,
}

/// Reads one row of the log.
#[utoipa::path(
    get, path = "/v1/log/rows/{log_id}", tag = "oversight", operation_id = "read_log",
    params(("log_id" = Uuid, Path, description = "the row")),
    responses(
        (status = 200, body = Reply),
        (status = 404, description = "no such row"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(log_id): Segment<Uuid>,
) -> Result<Json<Reply>, Problem> {
    let lawful = lawful(&app, &call, Action::ReadLog, Purpose::Monitoring).await?;
    let found = find(&app, &lawful, log_id).await?;
    let sealed = found.proven.as_ref().map(|proven| sealed(&app, proven));
    Ok(Json(Reply { row: Row::of(&found.row), sealed: sealed.transpose()? }))
}

fn sealed(app: &App, proven: &Proven) -> Result<Sealed, Problem> {
    let verified = verify(app, proven)?;
    let size = verified.as_ref().map_or(0, |checkpoint| checkpoint.size);
    let (index, signed_at) = (proven.proof.index, proven.signed_at.to_string());
    Ok(Sealed { index, size, signed_at, holds: verified.is_ok() })
}

/// Whether the proof holds under the key of this log.
pub fn verify(app: &App, proven: &Proven) -> Result<Result<Checkpoint, ProofError>, Problem> {
    let verifier: Verifier = app.log_key.parse().map_err(|error| {
        tracing::error!(%error, "the public key of the log cannot be read");
        Problem::internal()
    })?;
    Ok(proven.proof.verify(&verifier))
}

/// The row `id`, opened, with its proof. That it was looked at is in the log.
pub async fn find(app: &App, lawful: &Lawful, id: Uuid) -> Result<Found, Problem> {
    let access = lawful.access(app, json!({ "row": id }).to_string());
    let mut oversight = app.register.oversee(access).await.map_err(of_store)?;
    let row = oversight.find_log(id).await.map_err(of_store)?;
    let Some(row) = row else {
        let problem = Problem::not_found();
        let outcome = Outcome { refused: Some(problem.code()), ..Outcome::default() };
        oversight.end(outcome).await.map_err(of_store)?;
        return Err(problem);
    };
    let proven = oversight.prove_log(id).await.map_err(of_store)?;
    let sent: &[&str] = if row.asked.is_some() { &["log", "log-query"] } else { &["log"] };
    oversight.end(Outcome { hits: Some(1), sent, ..Outcome::default() }).await.map_err(of_store)?;
    Ok(Found { row, proven })
}

/// The proof that a row is in the signed log, as a file that anybody can check.
///
/// The form is C2SP tlog-proof; `extra` holds the bytes of the row without what it keeps sealed.
#[utoipa::path(
    get, path = "/v1/log/rows/{log_id}/proof", tag = "oversight", operation_id = "prove_log",
    params(("log_id" = Uuid, Path, description = "the row")),
    responses(
        (status = 200, content_type = "text/plain", body = String),
        (status = 404, description = "no such row, or not sealed yet"),
    )
)]
pub async fn proof(
    State(app): State<Shared>,
    call: Call,
    Segment(log_id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::ReadLogProof, Purpose::Monitoring).await?;
    let access = lawful.access(&app, json!({ "row": log_id }).to_string());
    let mut oversight = app.register.oversee(access).await.map_err(of_store)?;
    let proven = oversight.prove_log(log_id).await.map_err(of_store)?;
    let problem = Problem::not_found();
    let refused = proven.is_none().then(|| problem.code());
    oversight.end(Outcome { refused, ..Outcome::default() }).await.map_err(of_store)?;
    let proven = proven.ok_or(problem)?;
    let name = format!("attachment; filename=\"{}\"", file_name(log_id));
    let headers = [(CONTENT_TYPE, PROOF.to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, proven.proof.to_string()).into_response())
}

/// The name of the file that holds the proof of a row.
pub fn file_name(id: Uuid) -> String {
    format!("row-{id}.tlog-proof")
}
