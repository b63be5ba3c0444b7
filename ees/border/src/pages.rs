//! The pages of the crossing point: the register's, as long as it answers, and otherwise the same
//! ones with what is known here.

mod bar;
mod check;
mod record;
mod waiting;

use askama::Template;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use axum::response::{Html, IntoResponse};
use axum::routing::{get, post};
use ees_desk::actor::actor;
use ees_domain::access::{Action, may_ever};
use ees_domain::authority::Actor;
use ees_wire::replay::Officer;
use fnd_web::caller::Caller;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::problem::page::Reader;

use crate::centre::Sent;
use crate::node::{BUFFER, Node, Shared};

pub use bar::layer;

/// The routes. Whatever is not here is not passed on either.
pub fn routes(node: Shared) -> Router {
    Router::new()
        .route("/", get(check::form))
        .route("/check", get(check::form).post(check::handler))
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
    let answer = node.pass((&caller, language), &sent).await;
    answer.ok_or_else(Problem::unavailable)
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
