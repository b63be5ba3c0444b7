//! Who may ask: pages of the origins that were named, and nobody else.
//!
//! Whatever runs in a browser on this computer can send requests to loopback. So each request is
//! looked at before anything else happens: `Host` must be this address, or a name that somebody
//! points here would do (DNS rebinding); `Origin` must be one of those named, and must be there,
//! also where a browser asks nothing beforehand; the token must be right, if there is one.

use std::sync::{Arc, OnceLock};

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, AUTHORIZATION, CACHE_CONTROL, HOST,
    HeaderName, HeaderValue, ORIGIN, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use fnd_web::Problem;
use url::Url;
use zeroize::Zeroizing;

/// Asked by browsers before a page of the network asks something of this computer.
const PRIVATE_ASKED: HeaderName = HeaderName::from_static("access-control-request-private-network");
/// The answer to it.
const PRIVATE_ALLOWED: HeaderName = HeaderName::from_static("access-control-allow-private-network");
/// What a page may read of an answer, besides its body.
const EXPOSED: &str = "location, retry-after";

/// The origin of a page, as browsers write it: `https://ees.example`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageOrigin(String);

/// The text is no origin of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "an origin is written like `https://ees.example`, without a path; \
     without TLS only of this computer"
)]
pub struct OriginError;

impl std::str::FromStr for PageOrigin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        let url = Url::parse(text).or(Err(OriginError))?;
        let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1"));
        let is_safe = url.scheme() == "https" || (url.scheme() == "http" && is_here);
        // A star would be taken for a pattern by whoever wrote it.
        let is_bare = url.origin().ascii_serialization() == text && !text.contains('*');
        if is_safe && is_bare { Ok(Self(text.to_owned())) } else { Err(OriginError) }
    }
}

/// What is asked of every request.
#[derive(Debug)]
pub(crate) struct Guard {
    origins: Vec<PageOrigin>,
    token: Option<Zeroizing<String>>,
    /// The port at which the agent listens, known once it does.
    port: OnceLock<u16>,
}

/// The origin of the page that asks; in the extensions of every request that came through.
#[derive(Debug, Clone)]
pub(crate) struct Asking(pub(crate) Arc<str>);

impl Guard {
    pub(crate) fn new(origins: Vec<PageOrigin>, token: Option<Zeroizing<String>>) -> Self {
        Self { origins, token, port: OnceLock::new() }
    }

    /// From now on requests to this port are let through.
    pub(crate) fn listens_at(&self, port: u16) {
        // Told once.
        let _ = self.port.set(port);
    }

    fn is_here(&self, request: &Request) -> bool {
        let header = request.headers().get(HOST).and_then(|host| host.to_str().ok());
        let host = request.uri().authority().map(axum::http::uri::Authority::as_str).or(header);
        let Some((host, port)) = host.zip(self.port.get()) else { return false };
        ["127.0.0.1", "localhost"].iter().any(|name| host == format!("{name}:{port}"))
    }

    /// The origin of the page, as it was sent, if it is one of those named.
    fn origin(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        let mut sent = headers.get_all(ORIGIN).iter();
        let (first, second) = (sent.next()?, sent.next());
        let is_named = self.origins.iter().any(|origin| origin.0.as_bytes() == first.as_bytes());
        (is_named && second.is_none()).then(|| first.clone())
    }

    fn has_token(&self, headers: &HeaderMap) -> bool {
        let Some(token) = &self.token else { return true };
        let sent = headers.get(AUTHORIZATION).map(HeaderValue::as_bytes).unwrap_or_default();
        let sent = sent.strip_prefix(b"Bearer ").unwrap_or_default();
        verify_slices_are_equal(sent, token.as_bytes()).is_ok()
    }
}

/// For `axum::middleware::from_fn_with_state`: lets requests of the right pages through.
pub(crate) async fn layer(
    State(guard): State<Arc<Guard>>,
    mut request: Request,
    next: Next,
) -> Response {
    if !guard.is_here(&request) {
        return wrong_host().into_response();
    }
    let Some(origin) = guard.origin(request.headers()) else {
        return wrong_origin().into_response();
    };
    let mut response = if request.method() == Method::OPTIONS {
        preflight(request.headers())
    } else if !guard.has_token(request.headers()) {
        wrong_token().into_response()
    } else {
        let text = origin.to_str().unwrap_or_default();
        request.extensions_mut().insert(Asking(text.into()));
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
    headers.insert(VARY, HeaderValue::from_static("origin"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// What a browser asks before it lets a page ask.
fn preflight(asked: &HeaderMap) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type"),
        (ACCESS_CONTROL_MAX_AGE, "600"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if asked.contains_key(PRIVATE_ASKED) {
        headers.insert(PRIVATE_ALLOWED, HeaderValue::from_static("true"));
    }
    response
}

fn wrong_host() -> Problem {
    let title = "The request was meant for another server";
    Problem::new(StatusCode::MISDIRECTED_REQUEST, "wrong-host", title)
        .because("Ask at `127.0.0.1` or `localhost`, with the port of the agent.")
}

fn wrong_origin() -> Problem {
    let title = "This page may not ask the capture agent";
    Problem::new(StatusCode::FORBIDDEN, "wrong-origin", title)
        .because("The agent must be started with the page's origin as `--origin`.")
}

fn wrong_token() -> Problem {
    let title = "The capture agent asks for its token";
    Problem::new(StatusCode::UNAUTHORIZED, "wrong-token", title)
        .because("Send the token of the agent's `--token-file` as `Authorization: Bearer`.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_bare_and_safe() {
        for (text, is_right) in [
            ("https://ees.example", true),
            ("https://ees.example:8443", true),
            ("http://localhost:3000", true),
            ("http://127.0.0.1:3000", true),
            ("http://ees.example", false),
            ("https://ees.example/", false),
            ("https://ees.example/desk", false),
            ("https://EES.example", false),
            ("https://ees.example:443", false),
            ("https://*.example", false),
            ("*", false),
            ("null", false),
            ("file:///desk", false),
        ] {
            assert_eq!(text.parse::<PageOrigin>().is_ok(), is_right, "{text}");
        }
    }
}
