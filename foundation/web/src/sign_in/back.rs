//! The way back from the provider.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Redirect;
use serde::Deserialize;
use tower_sessions::Session;

use super::begin::outage;
use super::pending::{self, Pending};
use super::{SignIn, leave, local_path, token};
use crate::extract::Parameters;
use crate::identify::CALLER_KEY;
use crate::problem::Problem;

#[derive(Debug, Deserialize)]
pub(super) struct Request {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    error: String,
    /// The issuer (RFC 9207), when the provider names itself.
    #[serde(default)]
    iss: Option<String>,
}

pub(super) async fn handler(
    State(sign_in): State<SignIn>,
    session: Session,
    Parameters(request): Parameters<Request>,
) -> Result<Redirect, Problem> {
    let inner = &sign_in.0;
    let pending = answered(&sign_in, &session, &request.state).await?;
    if request.iss.is_some_and(|iss| iss != inner.provider.issuer.as_str()) {
        tracing::warn!(reason = "issuer", "an answer was not believed");
        return Err(token::failed());
    }
    if !request.error.is_empty() {
        return Err(refused(&request.error));
    }
    let verified = token::redeem(inner, request.code, &pending).await?;
    let caller = inner.config.claims.caller(&verified.claims).inspect_err(|error| {
        tracing::warn!(%error, "an account does not fit");
    })?;

    // Nothing of the session before sign-in goes on: not its name, not what is in it.
    session.clear().await;
    session.cycle_id().await.map_err(outage)?;
    session.insert(CALLER_KEY, &caller).await.map_err(outage)?;
    session.insert(leave::TOKEN_KEY, &verified.token).await.map_err(outage)?;
    session.save().await.map_err(outage)?;
    Ok(Redirect::to(local_path(&pending.return_to)))
}

/// The sign-in that waits for this answer in this browser.
async fn answered(sign_in: &SignIn, session: &Session, state: &str) -> Result<Pending, Problem> {
    let list = session.get::<Vec<Pending>>(pending::KEY).await.map_err(outage)?;
    let Some(mut list) = list.filter(|_| !state.is_empty()) else {
        return Err(not_waiting());
    };
    let found = pending::take(&mut list, state, sign_in.0.clock.now());
    session.insert(pending::KEY, list).await.map_err(outage)?;
    session.save().await.map_err(outage)?;
    found.ok_or_else(not_waiting)
}

/// 400: this browser did not ask, or asked too long ago, or was already answered.
fn not_waiting() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "sign-in-expired", "This sign-in is not waiting any more")
        .because("Begin again from the start page, in the same browser.")
}

fn refused(error: &str) -> Problem {
    match error {
        "access_denied" => Problem::new(
            StatusCode::FORBIDDEN,
            "sign-in-refused",
            "Signing in was refused",
        )
        .because("The identity provider refused, or you broke off. Begin again to try once more."),
        "temporarily_unavailable" | "server_error" => super::begin::provider_silent(),
        _ => token::failed(),
    }
}
