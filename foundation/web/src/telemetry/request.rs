//! One line and two numbers for each request.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use fnd_core::{Clock, Ids};
use tracing::Instrument;
use uuid::Uuid;

use super::Metrics;

/// The header that tells a client under which id its request stands in the log.
const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request; in its extensions. We make it, whatever the client sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestId(pub Uuid);

/// Every request has one behind [`layer`]; without the layer it is the nil UUID.
impl<S: Send + Sync> FromRequestParts<S> for RequestId {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().copied().unwrap_or(Self(Uuid::nil())))
    }
}

/// What the layer needs.
#[derive(Debug, Clone)]
pub struct Watcher {
    /// Tells the time of ids.
    pub clock: Arc<dyn Clock>,
    /// Makes ids.
    pub ids: Arc<dyn Ids>,
}

/// For `axum::middleware::from_fn_with_state`: a span around the request, a line and numbers
/// after it. Must be laid around routes, not around a router, to know which route was taken.
pub async fn layer(State(with): State<Watcher>, mut request: Request, next: Next) -> Response {
    let id = with.ids.next(with.clock.now());
    request.extensions_mut().insert(RequestId(id));
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("-", MatchedPath::as_str).to_owned();
    let method = name(request.method());
    let span = tracing::info_span!("request", request.id = %id, method, route);
    let begin = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), begin.elapsed());
    let duration_ms = took.as_secs_f64() * 1000.0;
    span.in_scope(|| tracing::info!(status, duration_ms, "answered"));
    Metrics::answered(method, &route, status, took);
    if let Ok(value) = HeaderValue::try_from(id.to_string()) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

/// The method's name; a made-up one is not repeated.
fn name(method: &Method) -> &'static str {
    const KNOWN: [(&Method, &str); 7] = [
        (&Method::GET, "GET"),
        (&Method::HEAD, "HEAD"),
        (&Method::POST, "POST"),
        (&Method::PUT, "PUT"),
        (&Method::PATCH, "PATCH"),
        (&Method::DELETE, "DELETE"),
        (&Method::OPTIONS, "OPTIONS"),
    ];
    KNOWN.iter().find(|(known, _)| *known == method).map_or("OTHER", |(_, name)| name)
}
