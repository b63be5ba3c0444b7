//! What a server says when no handler was there to say it.

use std::any::Any;

use axum::response::{IntoResponse, Response};

use super::Problem;

/// For `Router::fallback`: no such address.
pub async fn no_route() -> Problem {
    Problem::not_found()
}

/// For `Router::method_not_allowed_fallback`: no such method at this address.
pub async fn no_method() -> Problem {
    Problem::method_not_allowed()
}

/// For `CatchPanicLayer::custom`: a bug ends one request, not the server. The panic's message
/// may quote data, so it is not repeated.
pub fn on_panic(_message: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a request ended in a panic");
    Problem::internal().into_response()
}
