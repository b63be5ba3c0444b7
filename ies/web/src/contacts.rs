//! People whom a user sees: search, completion while typing, the card and its file. Statement 7;
//! R30, R31; A5, A24.

pub(crate) mod card;
pub(crate) mod search;
mod suggest;
pub mod vcard;

use axum::Router;
use axum::routing::get;

use crate::app::Shared;

/// The routes, for the matrix of everybody and everything.
pub const ROUTES: &[(&str, &str)] =
    &[("GET", "/people"), ("GET", "/people/suggest"), ("GET", "/people/{id}")];

/// The routes.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/people", get(search::handler))
        .route("/people/suggest", get(suggest::handler))
        .route("/people/{id}", get(card::handler))
}
