//! The way to the provider.

use axum::extract::State;
use axum::response::Redirect;
use openidconnect::core::CoreAuthenticationFlow;
use openidconnect::core::CoreClient;
use openidconnect::{
    AuthenticationContextClass, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, Nonce,
    PkceCodeChallenge, Scope,
};
use serde::Deserialize;
use tower_sessions::Session;

use super::pending::{self, Pending};
use super::provider::{Known, Metadata};
use super::{SignIn, local_path};
use crate::extract::Parameters;
use crate::problem::Problem;

/// A client made of the provider's description.
pub(super) type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

#[derive(Debug, Deserialize)]
pub(super) struct Request {
    #[serde(default)]
    return_to: String,
    /// Handed on to the provider, which may use it to fill in a form.
    #[serde(default)]
    login_hint: String,
}

pub(super) async fn handler(
    State(sign_in): State<SignIn>,
    session: Session,
    Parameters(request): Parameters<Request>,
) -> Result<Redirect, Problem> {
    let inner = &sign_in.0;
    let metadata = inner.provider.metadata().await.map_err(|_silent| provider_silent())?;
    let client = client(&inner.provider, &metadata);

    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let flow = CoreAuthenticationFlow::AuthorizationCode;
    let mut to = client
        .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
        .add_scopes(inner.config.scopes.iter().cloned().map(Scope::new))
        .set_pkce_challenge(challenge);
    for level in &inner.config.levels {
        to = to.add_auth_context_value(AuthenticationContextClass::new(level.clone()));
    }
    if !request.login_hint.is_empty() {
        to = to.add_extra_param("login_hint", request.login_hint);
    }
    let (to, state, nonce) = to.url();

    let mut list: Vec<Pending> =
        session.get(pending::KEY).await.map_err(outage)?.unwrap_or_default();
    let new = Pending {
        state: state.into_secret(),
        nonce: nonce.secret().clone(),
        verifier: verifier.into_secret(),
        return_to: local_path(&request.return_to).to_owned(),
        begun: inner.clock.now().as_second(),
    };
    pending::add(&mut list, new);
    session.insert(pending::KEY, list).await.map_err(outage)?;
    session.save().await.map_err(outage)?;
    Ok(Redirect::to(to.as_str()))
}

/// This system as a client of the provider, without its secret.
pub(super) fn client(known: &Known, metadata: &Metadata) -> Client {
    CoreClient::from_provider_metadata(metadata.clone(), known.client.clone(), None)
        .set_redirect_uri(known.redirect.clone())
}

/// 503: who could tell who somebody is does not answer.
pub(super) fn provider_silent() -> Problem {
    Problem::new(
        axum::http::StatusCode::SERVICE_UNAVAILABLE,
        "identity-provider-unavailable",
        "Signing in is not possible now",
    )
    .because("The identity provider does not answer. Try again in a moment.")
    .retry_after(std::time::Duration::from_secs(10))
}

/// 503: sessions cannot be kept now.
#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
pub(super) fn outage(error: tower_sessions::session::Error) -> Problem {
    tracing::warn!(%error, "sessions cannot be kept");
    Problem::unavailable()
}
