//! What an identity provider is to sign-in, whatever it speaks.

use async_trait::async_trait;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::pending::Pending;
use crate::problem::Problem;
use crate::session::Handle;

/// Tells who somebody is.
#[async_trait]
pub(super) trait IdentityProvider: Send + Sync + std::fmt::Debug {
    /// Its origin, to which browsers are led.
    fn origin(&self) -> String;

    /// Whether it answers.
    async fn answers(&self) -> Result<(), Silent>;

    /// Where to send the browser, and what must be known when it comes back.
    async fn ask(&self, wish: &Wish, state: &str) -> Result<Asked, Problem>;

    /// What the answer says about the person; only when everything about it is right.
    async fn told(&self, pending: &Pending, answer: &Answer) -> Result<Told, Problem>;

    /// Where to sign out there, when it offers that. It is not asked now: who signs out need
    /// not wait.
    async fn farewell(&self, token: &str) -> Option<String>;

    /// Which sessions it says are over; only when everything about the message is right.
    async fn ended(&self, notice: &Notice) -> Result<Ended, Problem>;
}

/// The provider does not answer, or not sensibly.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the identity provider does not answer: {0}")]
pub(super) struct Silent(pub(super) String);

/// What is asked of the provider.
#[derive(Debug, Clone, Default)]
pub(super) struct Wish {
    /// The least level.
    pub(super) level: Option<String>,
    /// Whether the person must authenticate now, however lately they did.
    pub(super) is_forced: bool,
    /// Handed on, so that a form can be filled in; may be empty.
    pub(super) login_hint: String,
}

/// Where to send the browser, and what to remember.
pub(super) struct Asked {
    pub(super) to: String,
    /// What a token must carry; empty where there are no tokens.
    pub(super) nonce: String,
    /// What proves that who redeems is who asked; empty where nothing does.
    pub(super) verifier: String,
}

/// The parameters with which a browser comes back.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Answer {
    pub(super) state: String,
    pub(super) code: String,
    pub(super) ticket: String,
    pub(super) error: String,
    /// The issuer (RFC 9207), when the provider names itself.
    pub(super) iss: Option<String>,
}

/// What a provider said about a person.
pub(super) struct Told {
    /// Claims, by their names there.
    pub(super) claims: Map<String, Value>,
    /// By what the provider will name this sign-in when it is over.
    pub(super) handles: Vec<Handle>,
    /// What the provider knows the sign-in by when somebody signs out there; may be empty.
    pub(super) token: String,
}

/// What a provider posts when somebody signed out elsewhere.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Notice {
    #[serde(rename = "logoutRequest")]
    pub(super) logout_request: String,
    pub(super) logout_token: String,
}

/// Which sessions are over.
pub(super) struct Ended {
    pub(super) handle: Handle,
    /// The name of the message, when it counts only once.
    pub(super) once: Option<String>,
}

/// An instant within which clocks may differ.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now {
    pub(super) at: Timestamp,
    pub(super) skew_seconds: i64,
}

impl Now {
    /// Whether `second` has not come yet, on any clock.
    pub(super) fn is_before(self, second: i64) -> bool {
        self.at.as_second().saturating_add(self.skew_seconds) < second
    }

    /// Whether `second` is past, on every clock.
    pub(super) fn is_after(self, second: i64) -> bool {
        second <= self.at.as_second().saturating_sub(self.skew_seconds)
    }
}

/// 400: the answer of the provider is not one we asked for, or not one we believe.
pub(super) fn failed() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "sign-in-failed", "Signing in did not work")
        .because("Begin again from the start page.")
}

/// 403: the level of authentication was too low.
pub(super) fn too_weak() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "sign-in-too-weak", "A stronger sign-in is needed")
        .because("Sign in again with a second factor.")
}

/// 503: who could tell who somebody is does not answer.
pub(super) fn provider_silent() -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "identity-provider-unavailable",
        "Signing in is not possible now",
    )
    .because("The identity provider does not answer. Try again in a moment.")
    .retry_after(std::time::Duration::from_secs(10))
}

/// 400: the message is not one that can end a session.
pub(super) fn not_ended() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "logout-not-believed", "The message is not believed")
        .because("Send a logout message as the protocol describes it.")
}
