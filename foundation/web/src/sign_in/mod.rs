//! Sign-in at an identity provider: by OpenID Connect (code flow, PKCE, state, nonce), or by CAS
//! as EU Login speaks it. What either tells becomes the same [`Caller`](crate::Caller).
//!
//! What a browser holds is the name of a session and nothing else. A session exists before
//! sign-in only to tie the answer of the provider to the browser that asked; with sign-in it
//! gets a new name, so that nobody can have prepared it.
//!
//! The provider may be down when the server starts, or later: sign-in then answers 503 and
//! everything else goes on.

mod back;
mod begin;
mod cas;
mod claims;
mod config;
mod ended;
mod http;
mod leave;
pub(crate) mod level;
mod notes;
mod openid;
mod pending;
mod provider;
mod return_to;

use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use fnd_core::Clock;

pub use cas::Cas;
pub use claims::{Claim, ClaimError, ClaimNames};
pub use config::{Common, Kind, Provider, SignInError};
pub use notes::{Origin, SignIns};
pub use openid::{OpenId, TokenAuthentication};
pub use return_to::local_path;

use crate::epoch::Watch;
use crate::session::Store;
use config::Least;
use level::Scales;
use provider::IdentityProvider;

/// Where sign-in begins; the parameter `return_to` is a path of this host.
pub const SIGN_IN_PATH: &str = "/sign-in";
/// Where the provider sends browsers back to. Register it there, after the public address.
pub const CALLBACK_PATH: &str = "/sign-in/callback";
/// Where a form posts to sign out.
pub const SIGN_OUT_PATH: &str = "/sign-out";
/// Where the provider posts that somebody signed out elsewhere. Register it there, after the
/// public address; a provider that speaks CAS may post to [`CALLBACK_PATH`] instead.
pub const BACK_CHANNEL_PATH: &str = "/sign-out/back-channel";

/// Sign-in at one provider; cheap to clone.
#[derive(Debug, Clone)]
pub struct SignIn(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    provider: Box<dyn IdentityProvider>,
    claims: ClaimNames,
    scales: Scales,
    least: Least,
    skew_seconds: i64,
    signed_out_path: String,
    clock: Arc<dyn Clock>,
}

/// Sign-in, with what the server around it lends.
#[derive(Debug, Clone)]
struct Desk {
    sign_in: SignIn,
    epochs: Option<Arc<Watch>>,
    sessions: Option<Store>,
    notes: Option<Arc<dyn SignIns>>,
}

impl Desk {
    /// Takes the cookie of the session away from the browser.
    fn forget(&self, response: &mut Response) {
        if let Some(sessions) = &self.sessions {
            sessions.forget(response);
        }
    }
}

impl SignIn {
    /// Sign-in as `config` says. Reads files, but does not ask the provider yet.
    pub fn new(config: Provider, clock: Arc<dyn Clock>) -> Result<Self, SignInError> {
        let Provider { common, kind } = config;
        let (scales, least) = common.scales()?;
        let usual = match &kind {
            Kind::OpenId(_) => openid::usual(),
            Kind::Cas(_) => cas::usual(),
        };
        let claims = common.claims.clone().or(usual);
        if !claims.is_whole() {
            return Err(SignInError::Office);
        }
        let provider: Box<dyn IdentityProvider> = match kind {
            Kind::OpenId(own) => {
                let clock = Arc::clone(&clock);
                Box::new(openid::Issuer::new(own, &common, &claims, &scales, clock)?)
            }
            Kind::Cas(own) => Box::new(cas::Server::new(&own, &common, &claims, &least)?),
        };
        Ok(Self(Arc::new(Inner {
            provider,
            claims,
            scales,
            least,
            skew_seconds: common.clock_skew_seconds_max.into(),
            signed_out_path: common.signed_out_path,
            clock,
        })))
    }

    /// The routes of sign-in and sign-out; [`crate::Stack`] adds them.
    pub(crate) fn routes(
        &self,
        epochs: Option<Arc<Watch>>,
        (sessions, notes): (Option<Store>, Option<Arc<dyn SignIns>>),
    ) -> Router {
        let desk = Desk { sign_in: self.clone(), epochs, sessions, notes };
        Router::new()
            .route(SIGN_IN_PATH, get(begin::handler))
            .route(CALLBACK_PATH, get(back::handler).post(ended::handler))
            .route(SIGN_OUT_PATH, post(leave::handler))
            .route(BACK_CHANNEL_PATH, post(ended::handler))
            .with_state(desk)
    }

    /// The provider's origin.
    pub(crate) fn origin(&self) -> String {
        self.0.provider.origin()
    }

    /// The scales on which what a provider tells is measured.
    pub(crate) fn scales(&self) -> &Scales {
        &self.0.scales
    }

    /// Whether `level` is configured, so that an action that demands it can ever be done; for a
    /// system to ask when it starts.
    pub fn has_level(&self, level: &str) -> bool {
        self.0.scales.levels.has(level)
    }

    /// Whether the provider answers; for a check of readiness, when an operator wants one.
    pub async fn provider_answers(&self) -> Result<(), String> {
        self.0.provider.answers().await.map_err(|error| error.to_string())
    }
}
