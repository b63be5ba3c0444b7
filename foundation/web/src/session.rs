//! Sessions: kept on the server, named by a random cookie that scripts cannot read.
//!
//! The cookie belongs to this host alone, travels by TLS alone and is not sent with posts from
//! other sites. Browsers keep the cookies of a host together whatever the port, so systems that
//! share a host give theirs different names. The store decides how long a session lives.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use async_trait::async_trait;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use fnd_vault::log::merkle::sha256;
use futures_util::future::BoxFuture;
use time::OffsetDateTime;
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::{SessionManagerLayer, SessionStore, session_store};

use crate::problem::Problem;

/// The name of the cookie, where a system chooses no other.
pub const COOKIE: &str = "__Host-session";
/// What takes the cookie away, behind its name. The prefix of the name asks for all of this.
const REMOVAL: &str = "=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0";

/// Under this key stand in a session the handles by which it can be ended, as hexadecimal text.
/// A store that can end sessions by a handle keeps them where it finds them.
pub(crate) const HANDLES_KEY: &str = "handles";

/// Names a sign-in to whoever knows it, and tells nobody else which: a digest.
pub type Handle = [u8; 32];

/// The handle of what `parts` name together.
pub(crate) fn handle(parts: &[&str]) -> Handle {
    let mut bytes = b"limen handle v1".to_vec();
    for part in parts {
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        bytes.extend(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        bytes.extend(part.as_bytes());
    }
    sha256(&[&bytes])
}

/// A handle as it stands in a session.
pub(crate) fn hex(handle: &Handle) -> String {
    let digits = handle.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// A store of sessions; cheap to clone.
#[derive(Clone)]
pub struct Store {
    sessions: Arc<dyn SessionStore>,
    end: Option<Arc<End>>,
    cookie: &'static str,
}

type End = dyn Fn(Handle) -> BoxFuture<'static, Result<u64, String>> + Send + Sync;

impl Store {
    /// Takes over a store.
    pub fn new(store: impl SessionStore) -> Self {
        Self { sessions: Arc::new(store), end: None, cookie: COOKIE }
    }

    /// The same store, whose sessions are named by a cookie of this name. It begins with
    /// `__Host-`, so that browsers hold the cookie to what is said of it above.
    #[must_use]
    pub const fn named(mut self, cookie: &'static str) -> Self {
        self.cookie = cookie;
        self
    }

    /// Takes the cookie away from the browser.
    pub(crate) fn forget(&self, response: &mut Response) {
        if let Ok(removal) = HeaderValue::try_from(format!("{}{REMOVAL}", self.cookie)) {
            response.headers_mut().append(SET_COOKIE, removal);
        }
    }

    /// The same store, whose sessions the identity provider can end: `end` removes those that
    /// have a handle and answers how many. Its error is a reason for the log.
    #[must_use]
    pub fn ending<F>(mut self, end: impl Fn(Handle) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<u64, String>> + Send + 'static,
    {
        self.end = Some(Arc::new(move |handle| Box::pin(end(handle))));
        self
    }

    /// Ends the sessions that have `handle`.
    pub(crate) async fn end(&self, handle: Handle) -> Result<(), Problem> {
        let Some(end) = &self.end else { return Err(Problem::not_found()) };
        let count = end(handle).await.map_err(|reason| {
            tracing::warn!(reason, "sessions cannot be ended");
            Problem::unavailable()
        })?;
        tracing::info!(count, "sessions were ended by the identity provider");
        Ok(())
    }

    /// Whether `name` is told for the first time. It is remembered as long as a session that is
    /// not used, and across restarts: as a session with nothing in it, whose id nobody was given.
    pub(crate) async fn is_first(&self, name: &str) -> Result<bool, Problem> {
        let (id, expiry_date) = (once(name), OffsetDateTime::UNIX_EPOCH);
        let mut record = Record { id, data: HashMap::new(), expiry_date };
        self.sessions.create(&mut record).await.map_err(outage_of_store)?;
        if record.id == id {
            return Ok(true);
        }
        // The id was taken, so the store chose another, for which there is no use.
        self.sessions.delete(&record.id).await.map_err(outage_of_store)?;
        Ok(false)
    }

    /// Forgets that `name` was told, because it had no effect.
    pub(crate) async fn forget_first(&self, name: &str) -> Result<(), Problem> {
        self.sessions.delete(&once(name)).await.map_err(outage_of_store)
    }
}

/// The id under which `name` is remembered.
fn once(name: &str) -> Id {
    Id(i128::from_le_bytes(handle(&["once", name]).first_chunk().copied().unwrap_or_default()))
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn outage_of_store(error: session_store::Error) -> Problem {
    tracing::warn!(%error, "sessions cannot be kept");
    Problem::unavailable()
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Store(..)")
    }
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        self.sessions.create(record).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        self.sessions.save(record).await
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        self.sessions.load(id).await
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        self.sessions.delete(id).await
    }
}

/// The layer that finds a request's session in `store`.
pub(crate) fn layer(store: Store) -> SessionManagerLayer<Store> {
    let name = store.cookie;
    SessionManagerLayer::new(store)
        .with_name(name)
        .with_same_site(SameSite::Lax)
        .with_secure(true)
        .with_http_only(true)
        .with_path("/")
}

/// For `axum::middleware::from_fn`: the session layer answers an empty 500 when the store fails
/// after the handler; this makes it our problem.
pub(crate) async fn outage(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let is_ours = response.extensions().get::<Problem>().is_some();
    let is_empty = axum::body::HttpBody::is_end_stream(response.body());
    if response.status() == StatusCode::INTERNAL_SERVER_ERROR && is_empty && !is_ours {
        return Problem::unavailable().into_response();
    }
    response
}
