//! The way in: the request for an account, its state, the consent, and closed doors. Statement 4,
//! 5 and 6; A2, A3.

use axum::Router;

use crate::app::Shared;

/// The routes.
pub fn routes() -> Router<Shared> {
    Router::new()
}
