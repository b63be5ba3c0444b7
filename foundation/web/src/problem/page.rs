//! Problems as pages, for readers whose browser asked for one.

use std::fmt;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, ALLOW, CONTENT_TYPE, HeaderValue, VARY};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use fnd_core::Language;

use super::Problem;
use crate::caller::Caller;
use crate::language::Chosen;
use crate::resend::Resend;

/// Who a page is drawn for.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Their language.
    pub language: Language,
    /// Who they are, when that was found out before the problem arose.
    pub caller: Option<Arc<Caller>>,
    /// The address they asked for, without its parameters.
    pub path: String,
    /// What they typed, when they have to sign in again before it counts.
    pub resend: Option<Arc<Resend>>,
}

/// Draws a problem as a page.
#[derive(Clone)]
pub struct Renderer(Arc<Draw>);

type Draw = dyn Fn(&Problem, &Reader) -> String + Send + Sync;

impl Renderer {
    /// A renderer that calls `draw`.
    pub fn new(draw: impl Fn(&Problem, &Reader) -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(draw))
    }
}

impl fmt::Debug for Renderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Renderer(..)")
    }
}

/// For `axum::middleware::from_fn_with_state`: turns a problem into a page when the request
/// prefers one.
pub async fn layer(State(renderer): State<Renderer>, request: Request, next: Next) -> Response {
    if !prefers_page(request.headers()) {
        return next.run(request).await;
    }
    let language = Chosen::of(request.extensions());
    let path = request.uri().path().to_owned();
    let is_head = request.method() == Method::HEAD;
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>() else {
        return response;
    };
    let caller = response.extensions().get::<Arc<Caller>>().cloned();
    let resend = response.extensions_mut().remove::<Arc<Resend>>();
    let text = (renderer.0)(&problem, &Reader { language, caller, path, resend });
    let mut page = (problem.status(), problem.headers(), Html(text)).into_response();
    keep(&response, &mut page);
    if is_head {
        *page.body_mut() = axum::body::Body::empty();
    }
    page
}

/// Carries over what the page must not lose: cookies, `Allow`, and the headers of other layers.
fn keep(from: &Response, to: &mut Response) {
    for (name, value) in from.headers() {
        if ![CONTENT_TYPE, axum::http::header::CONTENT_LENGTH].contains(name)
            && (*name == ALLOW
                || *name == axum::http::header::SET_COOKIE
                || !to.headers().contains_key(name))
        {
            to.headers_mut().append(name, value.clone());
        }
    }
    to.headers_mut().append(VARY, HeaderValue::from_static("accept"));
    *to.extensions_mut() = from.extensions().clone();
}

/// Whether `Accept` names HTML, and no less than JSON.
pub fn prefers_page(headers: &HeaderMap) -> bool {
    let mut page = 0.0_f32;
    let mut document = 0.0_f32;
    let values = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    for wish in values.flat_map(|value| value.split(',')).take(32) {
        let mut parts = wish.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default();
        let quality = parts.find_map(|part| part.strip_prefix("q="));
        let quality = quality.map_or(1.0, |q| q.parse().unwrap_or(0.0));
        if kind.eq_ignore_ascii_case("text/html") {
            page = page.max(quality);
        } else if kind.eq_ignore_ascii_case("application/json")
            || kind.eq_ignore_ascii_case(super::MEDIA_TYPE)
        {
            document = document.max(quality);
        }
    }
    0.0 < page && document <= page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_for_those_who_ask_for_one() {
        let cases = [
            ("", false),
            ("*/*", false),
            ("application/json", false),
            ("text/html", true),
            ("text/html,application/xhtml+xml,*/*;q=0.8", true),
            ("application/json, text/html;q=0.5", false),
            ("text/html;q=0", false),
        ];
        for (accept, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
            assert_eq!(prefers_page(&headers), expected, "{accept}");
        }
    }
}
