//! Sign-in at an identity provider by OpenID Connect: code flow, PKCE, state, nonce.
//!
//! What a browser holds is the name of a session and nothing else. A session exists before
//! sign-in only to tie the answer of the provider to the browser that asked; with sign-in it
//! gets a new name, so that nobody can have prepared it.
//!
//! The provider may be down when the server starts, or later: sign-in then answers 503 and
//! everything else goes on.

mod back;
mod begin;
mod claims;
mod config;
mod http;
mod leave;
mod pending;
mod provider;
mod return_to;
mod token;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use fnd_core::Clock;

pub use claims::{ClaimError, ClaimNames};
pub use config::{Provider, SignInError, TokenAuthentication};
use provider::Known;
pub use return_to::local_path;

/// Where sign-in begins; the parameter `return_to` is a path of this host.
pub const SIGN_IN_PATH: &str = "/sign-in";
/// Where the provider sends browsers back to. Register it there, after the public address.
pub const CALLBACK_PATH: &str = "/sign-in/callback";
/// Where a form posts to sign out.
pub const SIGN_OUT_PATH: &str = "/sign-out";

/// Sign-in at one provider; cheap to clone.
#[derive(Debug, Clone)]
pub struct SignIn(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    config: Provider,
    provider: Known,
    clock: Arc<dyn Clock>,
}

impl SignIn {
    /// Sign-in as `config` says. Reads files, but does not ask the provider yet.
    pub fn new(config: Provider, clock: Arc<dyn Clock>) -> Result<Self, SignInError> {
        let provider = Known::new(&config)?;
        Ok(Self(Arc::new(Inner { config, provider, clock })))
    }

    /// The routes of sign-in and sign-out; [`crate::Stack`] adds them.
    pub fn routes(&self) -> Router {
        Router::new()
            .route(SIGN_IN_PATH, get(begin::handler))
            .route(CALLBACK_PATH, get(back::handler))
            .route(SIGN_OUT_PATH, post(leave::handler))
            .with_state(self.clone())
    }

    /// The provider's origin.
    pub(crate) fn origin(&self) -> String {
        self.0.provider.issuer.url().origin().ascii_serialization()
    }

    /// Whether the provider answers; for a check of readiness, when an operator wants one.
    pub async fn provider_answers(&self) -> Result<(), String> {
        self.0.provider.metadata().await.map(|_| ()).map_err(|error| error.to_string())
    }
}
