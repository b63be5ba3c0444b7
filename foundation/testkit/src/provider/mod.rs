//! An identity provider of our own: OpenID Connect with the code flow and PKCE, for tests and
//! demonstrations. It asks nobody for a password: who wants to be somebody presses their button.
//!
//! It keeps to the protocol, so that a system signs in as it would anywhere, and breaks it in
//! one chosen way ([`Misbehaviour`]) so that a test can see the system refuse.

mod answers;
mod keys;
mod state;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use fnd_core::Clock;
use serde::Deserialize;
use serde_json::{Map, Value};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use keys::Algorithm;
pub(crate) use keys::random;
use state::State;

/// Somebody who can sign in.
#[derive(Debug, Clone, Deserialize)]
pub struct Person {
    /// The `sub` of their tokens, and the `login_hint` that signs them in without a page.
    pub login: String,
    /// What stands on their button.
    pub label: String,
    /// Everything else that is told of them.
    #[serde(default)]
    pub claims: Map<String, Value>,
}

/// The people and the one client of a provider.
#[derive(Debug, Clone, Deserialize)]
pub struct Settings {
    /// The client's name.
    pub client_id: String,
    /// The client's secret.
    pub client_secret: String,
    /// Where codes may be sent.
    pub redirect_addresses: Vec<String>,
    /// Where browsers may be sent after signing out.
    #[serde(default)]
    pub signed_out_addresses: Vec<String>,
    /// How tokens are signed.
    #[serde(default)]
    pub algorithm: Algorithm,
    /// Those who can sign in.
    #[serde(rename = "person")]
    pub people: Vec<Person>,
}

/// One way to break the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misbehaviour {
    /// The token carries another nonce.
    WrongNonce,
    /// The token is for another client.
    WrongAudience,
    /// The token is for another client too.
    SecondAudience,
    /// The token was issued by somebody else.
    WrongIssuer,
    /// The token names another authorised party.
    WrongParty,
    /// The token is no longer valid.
    Expired,
    /// The token was issued tomorrow.
    IssuedTomorrow,
    /// The token is not signed.
    NoSignature,
    /// The token is signed with the client's secret.
    SharedSecret,
    /// The token is signed with a key that is nowhere published.
    UnknownKey,
    /// The token was changed after it was signed.
    Changed,
    /// The person authenticated an hour ago, whatever was asked.
    OldAuthentication,
    /// The person will authenticate in an hour.
    FutureAuthentication,
    /// When the person authenticated is not told.
    NoAuthenticationTime,
    /// `userinfo` tells of somebody else.
    OtherPerson,
}

/// A provider that runs until it is dropped.
#[derive(Debug)]
pub struct Provider {
    state: Arc<State>,
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Provider {
    /// Starts on any port of this machine.
    pub async fn start(settings: Settings, clock: Arc<dyn Clock>) -> Self {
        Self::start_at(SocketAddr::from(([127, 0, 0, 1], 0)), settings, clock).await
    }

    /// Starts on `address`, which must be of this machine alone.
    ///
    /// # Panics
    /// When it cannot listen there.
    pub async fn start_at(address: SocketAddr, settings: Settings, clock: Arc<dyn Clock>) -> Self {
        assert!(address.ip().is_loopback(), "the stand-in is for this machine alone");
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let issuer = format!("http://{address}");
        let state = Arc::new(State::new(issuer, settings, clock));
        let routes = routes(Arc::clone(&state));
        let task = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { state, address, task }
    }

    /// The address to configure as issuer.
    pub fn issuer(&self) -> &str {
        &self.state.issuer
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Allows codes to be sent to `address` too.
    pub fn allow(&self, address: &str) {
        self.state.allow(address);
    }

    /// Breaks the protocol from now on, or keeps to it again.
    pub fn misbehave(&self, how: Option<Misbehaviour>) {
        self.state.misbehave(how);
    }

    /// The session of the last sign-in of `login`, as its token named it.
    pub fn session(&self, login: &str) -> Option<String> {
        self.state.session(login)
    }

    /// A logout token that names nobody, with `changes` made to its claims: those that are null
    /// are left out. Told to misbehave, it does so here too.
    pub fn logout_token(&self, changes: &Value) -> String {
        self.state.logout_token(changes)
    }

    /// Signs with a new key from now on, and publishes only that.
    pub fn rotate_keys(&self) {
        self.state.rotate_keys();
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn routes(state: Arc<State>) -> Router {
    Router::new()
        .route("/.well-known/openid-configuration", get(answers::discovery))
        .route("/jwks", get(answers::keys))
        .route("/authorize", get(answers::authorize).post(answers::choose))
        .route("/token", post(answers::token))
        .route("/userinfo", get(answers::userinfo))
        .route("/end-session", get(answers::end_session))
        .with_state(state)
}
