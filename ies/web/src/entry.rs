//! The way in: the request for an account and its state. Statement 4, 5 and 6; A2.

mod apply;
mod fields;
mod landing;
mod scan;
pub(crate) use fields::contact;
pub(crate) use scan::pages as pages_of_scan;
mod send;
mod status;
mod withdraw;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::app::Shared;
use crate::form::FORM_BYTES_MAX;

/// Where the form stands.
pub(crate) const FORM: &str = "/apply/form";
/// Where the state of one's request stands.
pub(crate) const STATUS: &str = "/request";

/// The routes, for the matrix of everybody and everything.
pub const ROUTES: &[(&str, &str)] = &[
    ("POST", "/apply/draft"),
    ("POST", "/apply/review"),
    ("POST", "/request/answer"),
    ("GET", "/apply"),
    ("GET", "/apply/form"),
    ("POST", "/apply/send"),
    ("GET", "/request"),
    ("GET", "/request/{id}"),
    ("GET", "/request/withdraw"),
    ("POST", "/request/withdraw"),
];

/// The routes.
pub fn routes() -> Router<Shared> {
    let with_files = Router::new()
        .route("/apply/draft", post(apply::draft))
        .route("/apply/review", post(apply::review))
        .route("/request/answer", post(status::answer))
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX));
    Router::new()
        .route("/apply", get(landing::handler))
        .route(FORM, get(apply::form))
        .route("/apply/send", post(send::handler))
        .route(STATUS, get(status::own))
        .route("/request/{id}", get(status::handler))
        .route("/request/withdraw", get(withdraw::page).post(withdraw::handler))
        .merge(with_files)
}
