//! Pages for everybody. Statement 2 and 3; R39; A1.

pub(crate) mod home;
pub mod problem;
pub mod statements;

use axum::Router;
use axum::routing::get;

use crate::app::Shared;

/// The routes.
pub fn routes() -> Router<Shared> {
    Router::new().route("/", get(home::handler))
}
