//! Signing out: here at once, then at the provider when it offers that.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;

use super::Desk;
use super::begin::outage;
use crate::problem::Problem;

/// Where in a session stands what the provider knows the sign-in by; empty where it needs
/// nothing.
pub(super) const TOKEN_KEY: &str = "id_token";

pub(super) async fn handler(
    State(desk): State<Desk>,
    session: Session,
) -> Result<Response, Problem> {
    let token: Option<String> = session.get(TOKEN_KEY).await.map_err(outage)?;
    session.flush().await.map_err(outage)?;
    let inner = &desk.sign_in.0;
    let to = match token {
        Some(token) => inner.provider.farewell(&token).await,
        None => None,
    };
    let to = to.unwrap_or_else(|| inner.signed_out_path.clone());
    let mut response = Redirect::to(&to).into_response();
    desk.forget(&mut response);
    Ok(response)
}
