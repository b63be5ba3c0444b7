//! A server of our own that speaks CAS as EU Login does, for tests and demonstrations. It asks
//! nobody for a password: who wants to be somebody presses their button.
//!
//! Attributes stand directly under `authenticationSuccess`, lists are elements with a `number`,
//! tickets count once and for ten seconds. It keeps to the protocol, and breaks it in one chosen
//! way ([`Misbehaviour`]) so that a test can see a system refuse.

mod answers;
mod state;
mod xml;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use fnd_core::Clock;
use serde::Deserialize;
use serde_json::{Map, Value};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use state::State;
pub use xml::logout_request;

/// Somebody who can sign in.
#[derive(Debug, Clone, Deserialize)]
pub struct Person {
    /// Their `user` and `uid`.
    pub login: String,
    /// What stands on their button.
    pub label: String,
    /// Everything else that is told of them: text, or a list of texts. A list `groups` has
    /// elements `group`.
    #[serde(default)]
    pub attributes: Map<String, Value>,
}

/// The people of a server, and where it sends them.
#[derive(Debug, Clone, Deserialize)]
pub struct Settings {
    /// Addresses to which tickets may be sent, without parameters.
    pub services: Vec<String>,
    /// Where browsers may be sent after signing out.
    #[serde(default)]
    pub signed_out_addresses: Vec<String>,
    /// Those who can sign in.
    #[serde(rename = "person")]
    pub people: Vec<Person>,
}

/// One way to break the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misbehaviour {
    /// Tickets are given out for another service.
    OtherService,
    /// `renew` is passed over: who signed in an hour ago comes back at once.
    IgnoresRenew,
    /// The answer is cut off.
    Malformed,
    /// The answer has a document type, with entities that read a file and call back here.
    DocumentType,
    /// The answer has entities that grow to more than any memory.
    Laughs,
    /// The answer uses an entity that nobody declared.
    Entity,
    /// The answer has a processing instruction.
    Instruction,
    /// The answer is far longer than anybody's attributes.
    Long,
    /// The answer is longer than any client should wait for.
    Endless,
    /// The answer tells of two persons.
    TwoPersons,
    /// The answer is success and failure at once.
    TwoAnswers,
    /// The answer is a page.
    Page,
    /// No answer comes.
    Silent,
    /// The server says that it is out of order.
    Broken,
    /// The server says so in the words of the protocol.
    InternalError,
}

/// A server that runs until it is dropped.
#[derive(Debug)]
pub struct Cas {
    state: Arc<State>,
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Cas {
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
        let state = Arc::new(State::new(format!("http://{address}/cas"), settings, clock));
        let routes = routes(Arc::clone(&state));
        let task = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { state, address, task }
    }

    /// The address to configure as server.
    pub fn server(&self) -> &str {
        &self.state.server
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Breaks the protocol from now on, or keeps to it again.
    pub fn misbehave(&self, how: Option<Misbehaviour>) {
        self.state.misbehave(how);
    }

    /// Tells `value` as the attribute `name` of `login` from now on; null takes it away.
    pub fn set(&self, login: &str, name: &str, value: Value) {
        self.state.set(login, name, value);
    }

    /// The parameters of the last question about a ticket, as they were sent.
    pub fn asked(&self) -> String {
        self.state.asked()
    }

    /// How often somebody followed an address that only stands in an entity.
    pub fn trapped(&self) -> usize {
        self.state.trapped()
    }
}

impl Drop for Cas {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn routes(state: Arc<State>) -> Router {
    Router::new()
        .route("/cas/login", get(answers::login).post(answers::choose))
        .route("/cas/TicketValidationService", get(answers::validate))
        .route("/cas/p3/serviceValidate", get(answers::validate_nested))
        .route("/cas/logout", get(answers::logout))
        .route("/cas/trap", get(answers::trap))
        .with_state(state)
}
