//! The pages of the crossing point: the register's, as long as it answers, and otherwise the same
//! ones with what is known here.

mod bar;
mod check;
mod record;
mod waiting;

use std::time::Duration;

use askama::Template;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{Method, Response, StatusCode};
use axum::response::{Html, IntoResponse};
use axum::routing::{get, post};
use ees_desk::actor::actor;
use ees_desk::problem::{NEEDS_REGISTER, PERHAPS_DONE};
use ees_desk::refuse::NEW_REFUSAL;
use ees_domain::access::{Action, may_ever};
use ees_domain::authority::Actor;
use ees_wire::capture::CAPTURE_BYTES_MAX;
use ees_wire::replay::Officer;
use fnd_web::caller::Caller;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::problem::page::Reader;

use crate::centre::Sent;
use crate::node::{BUFFER, Node, Shared};

pub use bar::layer;

/// When what only the register answers may be asked once more.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// The routes. Whatever is not here is not passed on either.
pub fn routes(node: Shared) -> Router {
    Router::new()
        .route("/", get(check::form))
        .route("/check", get(check::form).post(check::handler))
        .route(
            "/check/samples",
            post(check::handler).layer(DefaultBodyLimit::max(CAPTURE_BYTES_MAX)),
        )
        .route("/entries", post(record::entry))
        .route("/exits", post(record::exit))
        .route("/refusals/new", post(passed))
        .route("/refusals", post(passed))
        .route("/files/{file_id}/refusals/{refusal_id}", get(passed))
        .route("/files/{file_id}/refusals/{refusal_id}/signature", post(passed))
        .route("/files/{file_id}/refusals/{refusal_id}/form", post(passed))
        .route("/files/{file_id}/refusals/{refusal_id}/rulings", post(passed))
        .route("/files/{file_id}/history", get(passed))
        .route("/files/{file_id}/decide", get(passed).post(passed))
        .route("/files/{file_id}/crossings/{crossing_id}/lift", get(passed).post(passed))
        .route("/files/{file_id}/programmes", get(passed).post(passed))
        .route("/files/{file_id}/programmes/{programme_id}/withdrawal", get(passed).post(passed))
        .route("/files/{file_id}", get(passed))
        .route("/files/{file_id}/documents", post(passed))
        .route("/files/{file_id}/facial-image", get(passed))
        .route("/files/{file_id}/receipt", get(passed))
        .route("/privacy", get(passed))
        .route(BUFFER, get(waiting::list))
        .route("/buffer/{id}", get(waiting::one))
        .route("/buffer/{id}/resend", post(waiting::resend))
        .route("/buffer/{id}/withdraw", post(waiting::withdraw))
        .with_state(node)
}

/// What only the register can answer.
async fn passed(
    State(node): State<Shared>,
    Chosen(language): Chosen,
    caller: Caller,
    sent: Sent,
) -> Result<Response<Body>, Problem> {
    let is_sent = node.link.state().is_up;
    let answer = node.pass((&caller, language), &sent).await;
    answer.ok_or_else(|| away(is_sent, &sent))
}

/// What is said when only the register could answer and it does not. Whether it did what it was
/// sent, and could not say so, is not known.
fn away(is_sent: bool, sent: &Sent) -> Problem {
    let changes = sent.method == Method::POST && sent.path != NEW_REFUSAL;
    let (code, title) = if is_sent && changes {
        (PERHAPS_DONE, "It is not known whether this was done")
    } else {
        (NEEDS_REGISTER, "This needs the register")
    };
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, code, title)
        .because("The register does not answer.")
        .retry_after(RETRY_AFTER)
}

/// Who acts, if their card lets them work here.
fn officer(caller: &Caller) -> Result<Actor, Problem> {
    let actor = actor(caller)?;
    if may_ever(&actor, Action::Check) { Ok(actor) } else { Err(Problem::no_basis()) }
}

/// The caller as the register is told who acts.
fn named(caller: &Caller) -> Officer {
    Officer {
        person: caller.person.clone(),
        name: caller.name.clone(),
        role: caller.roles.first().cloned().unwrap_or_default(),
    }
}

/// The page for a problem; plain text when even that cannot be drawn.
pub fn problem(node: &Node, problem: &Problem, reader: &Reader) -> String {
    let shell = node.shell(reader.language, reader.caller.as_deref(), "/");
    let page = ees_desk::problem::page(shell, problem, reader.caller.is_some());
    page.render().unwrap_or_else(|_| format!("{}\n{}", problem.title(), problem.code()))
}

/// A page as it is sent.
fn html(page: &impl Template) -> Result<Response<Body>, Problem> {
    match page.render() {
        Ok(text) => Ok(Html(text).into_response()),
        Err(error) => {
            tracing::error!(%error, "a page could not be drawn");
            Err(Problem::internal())
        }
    }
}
