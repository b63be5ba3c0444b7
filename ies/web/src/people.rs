//! Deciding on requests for an account: the queue, one request beside its scan, the decision.
//! Statement 5 and 7; R04, R14, R35, R45; A7.

mod ask;
mod decide;
mod queue;
mod review;
mod scan;
mod shown;

use axum::Router;
use axum::routing::{get, post};
use uuid::Uuid;

use crate::app::Shared;

/// Where the queue is.
pub(crate) const QUEUE: &str = "/requests";

/// Where a request is reviewed.
pub(crate) fn path_of(id: Uuid) -> String {
    format!("{QUEUE}/{id}")
}

/// The routes, for the matrix of everybody and everything.
pub const ROUTES: &[(&str, &str)] = &[
    ("GET", "/requests"),
    ("GET", "/requests/{id}"),
    ("POST", "/requests/{id}/take"),
    ("GET", "/requests/{id}/scan"),
    ("POST", "/requests/{id}/ask"),
    ("POST", "/requests/{id}/accept"),
    ("POST", "/requests/{id}/refuse"),
    ("POST", "/requests/{id}/decide"),
];

/// The routes.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route(QUEUE, get(queue::handler))
        .route("/requests/{id}", get(review::handler))
        .route("/requests/{id}/take", post(ask::take))
        .route("/requests/{id}/scan", get(scan::handler))
        .route("/requests/{id}/ask", post(ask::handler))
        .route("/requests/{id}/accept", post(decide::accept_form))
        .route("/requests/{id}/refuse", post(decide::refuse_form))
        .route("/requests/{id}/decide", post(decide::handler))
}
