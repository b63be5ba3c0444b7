//! Sessions: kept on the server, named by a random cookie that scripts cannot read.
//!
//! The cookie `__Host-session` belongs to this host alone, travels by TLS alone and is not sent
//! with posts from other sites. The store decides how long a session lives.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::{SessionManagerLayer, SessionStore, session_store};

use crate::problem::Problem;

/// The name of the cookie.
pub const COOKIE: &str = "__Host-session";
/// What takes the cookie away. The prefix of its name asks for all of this.
const REMOVAL: &str = "__Host-session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0";

/// A store of sessions; cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<dyn SessionStore>);

impl Store {
    /// Takes over a store.
    pub fn new(store: impl SessionStore) -> Self {
        Self(Arc::new(store))
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Store(..)")
    }
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        self.0.create(record).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        self.0.save(record).await
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        self.0.load(id).await
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        self.0.delete(id).await
    }
}

/// The layer that finds a request's session in `store`.
pub(crate) fn layer(store: Store) -> SessionManagerLayer<Store> {
    SessionManagerLayer::new(store)
        .with_name(COOKIE)
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

/// Takes the cookie away from the browser.
pub(crate) fn forget(response: &mut Response) {
    response.headers_mut().append(SET_COOKIE, HeaderValue::from_static(REMOVAL));
}
