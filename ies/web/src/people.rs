//! Who decides on people and looks after them: requests, users, roles, organisations. Statement 7;
//! R33, R35; A5 to A10.

use axum::Router;

use crate::app::Shared;

/// The routes.
pub fn routes() -> Router<Shared> {
    Router::new()
}
