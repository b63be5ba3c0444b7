//! The way to the provider.

use axum::extract::State;
use axum::response::Redirect;
use openidconnect::CsrfToken;
use serde::Deserialize;
use tower_sessions::Session;

use super::Desk;
use super::local_path;
use super::pending::{self, Pending};
use super::provider::Wish;
use crate::extract::Parameters;
use crate::identify::caller_of;
use crate::problem::{Fault, Problem};

/// What [`crate::demand`] writes into the address, too.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Request {
    return_to: String,
    /// Handed on to the provider, which may use it to fill in a form.
    login_hint: String,
    /// The least level that is wanted.
    level: String,
    /// Not empty when who is signed in is to authenticate again.
    again: String,
}

pub(super) async fn handler(
    State(desk): State<Desk>,
    session: Session,
    Parameters(request): Parameters<Request>,
) -> Result<Redirect, Problem> {
    let inner = &desk.sign_in.0;
    let levels = &inner.scales.levels;
    let wanted = Some(request.level.as_str()).filter(|level| !level.is_empty());
    if wanted.is_some_and(|level| !levels.has(level)) {
        let fault = Fault::field("level", "unknown-level", "Name a level that is configured.");
        return Err(Problem::malformed_parameters().at(fault));
    }
    let wish = Wish {
        level: levels.stronger(wanted, inner.least.level.as_deref()).map(str::to_owned),
        is_forced: !request.again.is_empty(),
        login_hint: request.login_hint,
    };
    let present = caller_of(&session).await.map_err(outage)?;
    let again = present.filter(|_| wish.is_forced).map(|caller| caller.person);
    let state = CsrfToken::new_random().into_secret();
    let asked = inner.provider.ask(&wish, &state).await?;

    let mut list: Vec<Pending> =
        session.get(pending::KEY).await.map_err(outage)?.unwrap_or_default();
    let new = Pending {
        state,
        nonce: asked.nonce,
        verifier: asked.verifier,
        return_to: local_path(&request.return_to).to_owned(),
        begun: inner.clock.now().as_second(),
        level: wish.level,
        is_forced: wish.is_forced,
        again,
    };
    pending::add(&mut list, new);
    session.insert(pending::KEY, list).await.map_err(outage)?;
    session.save().await.map_err(outage)?;
    Ok(Redirect::to(&asked.to))
}

/// 503: sessions cannot be kept now.
#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
pub(super) fn outage(error: tower_sessions::session::Error) -> Problem {
    tracing::warn!(%error, "sessions cannot be kept");
    Problem::unavailable()
}
