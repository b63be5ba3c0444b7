//! The pages: forms read, uses called, contexts filled. What is decided, the uses decide.

mod check;
mod damage;
mod documents;
mod file;
mod form;
mod log;
mod privacy;
pub mod problem;
mod record;
mod result;
mod shell;
mod start;
mod view;

use askama::Template;
use axum::Router;
use axum::response::Html;
use axum::routing::{get, post};
use fnd_web::problem::Problem;

use crate::app::Shared;

/// The routes of the pages.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(start::handler))
        .route("/check", get(check::form).post(check::handler))
        .route("/entries", post(record::entry))
        .route("/exits", post(record::exit))
        .route("/files/{file_id}", get(file::handler))
        .route("/files/{file_id}/documents", post(documents::handler))
        .route("/files/{file_id}/receipt", get(file::receipt))
        .route("/log", get(log::handler))
        .route("/log/integrity", get(log::integrity).post(log::recompute))
        .route("/privacy", get(privacy::handler))
}

/// A page as it is sent.
fn html(page: &impl Template) -> Result<Html<String>, Problem> {
    match page.render() {
        Ok(text) => Ok(Html(text)),
        Err(error) => {
            tracing::error!(%error, "a page could not be drawn");
            Err(Problem::internal())
        }
    }
}
