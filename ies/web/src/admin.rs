//! Administration: users, exceptional edits, roles, emergency access, organisations and countries. Statement 6 and
//! 7; R28, R33, R36; A5, A10, A22.

mod countries;
mod edits;
mod emergency;
mod lock;
mod organisations;
mod propose;
mod role;
mod roles;
pub(crate) mod shared;
mod users;
mod who_sees;

use axum::Router;
use axum::routing::{get, post};

use crate::app::Shared;

/// The routes, for the matrix of everybody and everything.
pub const ROUTES: &[(&str, &str)] = &[
    ("GET", "/users"),
    ("GET", "/users/edits"),
    ("GET", "/users/{id}"),
    ("GET", "/users/{id}/suspend"),
    ("POST", "/users/{id}/suspend"),
    ("GET", "/users/{id}/restore"),
    ("POST", "/users/{id}/restore"),
    ("GET", "/users/{id}/edit"),
    ("POST", "/users/{id}/edit"),
    ("POST", "/users/{id}/edit/save"),
    ("GET", "/roles"),
    ("GET", "/roles/propose"),
    ("POST", "/roles/propose"),
    ("GET", "/roles/who-sees"),
    ("GET", "/roles/{id}"),
    ("POST", "/roles/{id}/answer"),
    ("POST", "/roles/{id}/acknowledge"),
    ("POST", "/roles/{id}/certify"),
    ("GET", "/roles/{id}/end"),
    ("POST", "/roles/{id}/end"),
    ("GET", "/emergency"),
    ("POST", "/emergency"),
    ("GET", "/emergency/{id}/approve"),
    ("POST", "/emergency/{id}/approve"),
    ("GET", "/emergency/{id}/end"),
    ("POST", "/emergency/{id}/end"),
    ("GET", "/organisations"),
    ("GET", "/organisations/{id}"),
    ("POST", "/organisations/{id}"),
    ("GET", "/countries"),
    ("POST", "/countries"),
];

/// The routes.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/users", get(users::list))
        .route("/users/edits", get(edits::counted))
        .route("/users/{id}", get(users::one))
        .route("/users/{id}/suspend", get(lock::ask_suspend).post(lock::suspend))
        .route("/users/{id}/restore", get(lock::ask_restore).post(lock::restore))
        .route("/users/{id}/edit", get(edits::form).post(edits::preview))
        .route("/users/{id}/edit/save", post(edits::save))
        .route("/roles", get(roles::list))
        .route("/roles/propose", get(propose::form).post(propose::propose))
        .route("/roles/who-sees", get(who_sees::handler))
        .route("/roles/{id}", get(role::page))
        .route("/roles/{id}/answer", post(role::answer))
        .route("/roles/{id}/acknowledge", post(role::acknowledge))
        .route("/roles/{id}/certify", post(role::certify))
        .route("/roles/{id}/end", get(role::ask_end).post(role::end))
        .merge(emergencies())
        .route("/organisations", get(organisations::list))
        .route("/organisations/{id}", get(organisations::page).post(organisations::save))
        .route("/countries", get(countries::page).post(countries::add))
}

/// The routes of emergency access.
fn emergencies() -> Router<Shared> {
    use emergency::{approve, ask, end, list};
    Router::new()
        .route("/emergency", get(list::handler).post(ask::handler))
        .route("/emergency/{id}/approve", get(approve::question).post(approve::handler))
        .route("/emergency/{id}/end", get(end::question).post(end::handler))
}
