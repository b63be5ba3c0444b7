//! Tokens for programs: made, listed and revoked by whom they act for. A20.

mod page;

use axum::Router;
use axum::routing::{get, post};

use crate::app::Shared;

/// Where they are.
pub(crate) const TOKENS: &str = "/my/tokens";

/// The routes, for the matrix of everybody and everything.
pub const ROUTES: &[(&str, &str)] =
    &[("GET", "/my/tokens"), ("POST", "/my/tokens"), ("POST", "/my/tokens/revoke")];

/// The routes.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route(TOKENS, get(page::handler).post(page::make))
        .route("/my/tokens/revoke", post(page::revoke))
}
