//! A provider that speaks OpenID Connect: code flow, PKCE, state, nonce.

mod config;
mod known;
mod logout;
mod token;

use std::sync::Arc;

use async_trait::async_trait;
use fnd_core::Clock;
use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow, CoreClient, CoreIdToken};
use openidconnect::{
    AuthenticationContextClass, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    LogoutRequest, Nonce, PkceCodeChallenge, PostLogoutRedirectUrl, Scope,
};

use super::claims::{Claim, ClaimNames};
use super::config::{Common, SignInError};
use super::level::{Scale, Scales};
use super::pending::Pending;
use super::provider::{
    Answer, Asked, Ended, IdentityProvider, Notice, Now, Silent, Told, Wish, failed,
    provider_silent,
};
use crate::problem::Problem;
pub use config::{OpenId, TokenAuthentication};
use known::{Known, Metadata};

/// A client made of the provider's description.
type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider that speaks OpenID Connect.
#[derive(Debug)]
pub(super) struct Issuer {
    config: OpenId,
    known: Known,
    /// The claim that holds the level, by which it is also asked for.
    level: Option<Claim>,
    levels: Scale,
    skew_seconds: u32,
    clock: Arc<dyn Clock>,
}

/// The names of claims that are usual here.
pub(super) fn usual() -> ClaimNames {
    let name = |name: &str| Some(Claim::Name(name.to_owned()));
    ClaimNames {
        person: name("sub"),
        name: name("name"),
        email: name("email"),
        first_name: name("given_name"),
        last_name: name("family_name"),
        level: name("acr"),
        authenticated_at: name("auth_time"),
        locale: name("locale"),
        ..ClaimNames::default()
    }
}

impl Issuer {
    /// Checks the configuration and reads its files; `names` are those of the claims.
    pub(super) fn new(
        config: OpenId,
        common: &Common,
        names: &ClaimNames,
        scales: &Scales,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, SignInError> {
        Ok(Self {
            known: Known::new(&config, common)?,
            config,
            level: names.level.clone(),
            levels: scales.levels.clone(),
            skew_seconds: common.clock_skew_seconds_max,
            clock,
        })
    }

    fn now(&self) -> Now {
        Now { at: self.clock.now(), skew_seconds: self.skew_seconds.into() }
    }

    /// This system as a client of the provider, without its secret.
    fn client(&self, metadata: &Metadata) -> Client {
        let id = self.known.client.clone();
        CoreClient::from_provider_metadata(metadata.clone(), id, None)
            .set_redirect_uri(self.known.redirect.clone())
    }

    /// The provider's names for `level` and everything above it.
    fn levels_from(&self, level: &str) -> impl Iterator<Item = AuthenticationContextClass> {
        let ours = self.levels.from(level).iter();
        let theirs = ours.flat_map(|ours| match &self.level {
            Some(claim) => claim.theirs(ours),
            None => vec![ours.clone()],
        });
        theirs.map(AuthenticationContextClass::new)
    }
}

#[async_trait]
impl IdentityProvider for Issuer {
    fn origin(&self) -> String {
        self.known.issuer.url().origin().ascii_serialization()
    }

    async fn answers(&self) -> Result<(), Silent> {
        self.known.metadata().await.map(|_| ())
    }

    async fn ask(&self, wish: &Wish, state: &str) -> Result<Asked, Problem> {
        let metadata = self.known.metadata().await.map_err(|_silent| provider_silent())?;
        let client = self.client(&metadata);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let state = state.to_owned();
        let mut to = client
            .authorize_url(flow, move || CsrfToken::new(state), Nonce::new_random)
            .add_scopes(self.config.scopes.iter().cloned().map(Scope::new))
            .set_pkce_challenge(challenge);
        for level in wish.level.iter().flat_map(|level| self.levels_from(level)) {
            to = to.add_auth_context_value(level);
        }
        if wish.is_forced {
            to = to.add_prompt(CoreAuthPrompt::Login).set_max_age(std::time::Duration::ZERO);
        }
        if !wish.login_hint.is_empty() {
            to = to.add_extra_param("login_hint", wish.login_hint.clone());
        }
        let (to, _, nonce) = to.url();
        let (nonce, verifier) = (nonce.secret().clone(), verifier.into_secret());
        Ok(Asked { to: to.into(), nonce, verifier })
    }

    async fn told(&self, pending: &Pending, answer: &Answer) -> Result<Told, Problem> {
        if answer.iss.as_ref().is_some_and(|iss| iss != self.known.issuer.as_str()) {
            tracing::warn!(reason = "issuer", "an answer was not believed");
            return Err(failed());
        }
        if !answer.error.is_empty() {
            return Err(refused(&answer.error));
        }
        self.redeem(&answer.code, pending).await
    }

    async fn farewell(&self, token: &str) -> Option<String> {
        let metadata = self.known.metadata_if_known().await?;
        let endpoint = metadata.additional_metadata().end_session_endpoint.clone()?;
        let back = PostLogoutRedirectUrl::from_url(self.known.signed_out.clone());
        let mut request = LogoutRequest::from(endpoint)
            .set_client_id(self.known.client.clone())
            .set_post_logout_redirect_uri(back);
        if let Ok(token) = token.parse::<CoreIdToken>() {
            request = request.set_id_token_hint(&token);
        }
        Some(request.http_get_url().to_string())
    }

    async fn ended(&self, notice: &Notice) -> Result<Ended, Problem> {
        self.believe_logout(&notice.logout_token).await
    }
}

fn refused(error: &str) -> Problem {
    match error {
        "access_denied" => super::back::refused(),
        "temporarily_unavailable" | "server_error" => provider_silent(),
        // What was demanded of the sign-in, the provider cannot do.
        "unmet_authentication_requirements" => super::provider::too_weak(),
        _ => failed(),
    }
}
