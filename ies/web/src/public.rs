//! Pages for everybody. Statement 2 and 3; R39; A1.

pub mod home;
pub mod notices;
pub mod privacy;
pub mod problem;
pub mod record;
pub mod statement;
pub mod statements;
pub mod terms;
pub mod text;

use axum::Router;
use axum::routing::get;

use crate::app::Shared;

/// The routes, for the matrix of everybody and everything.
pub const ROUTES: &[(&str, &str)] = &[
    ("GET", "/"),
    ("GET", "/privacy"),
    ("GET", "/privacy/{version}"),
    ("GET", "/terms"),
    ("GET", "/terms/{version}"),
    ("GET", "/cookies"),
    ("GET", "/accessibility"),
    ("GET", "/legal"),
    ("GET", "/privacy.json"),
];

/// The routes.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(home::handler))
        .route("/privacy", get(privacy::handler))
        .route("/privacy/{version}", get(privacy::version))
        .route("/terms", get(terms::handler))
        .route("/terms/{version}", get(terms::version))
        .route("/cookies", get(notices::cookies))
        .route("/accessibility", get(notices::accessibility))
        .route("/legal", get(notices::legal))
}
