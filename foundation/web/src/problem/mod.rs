//! Problem documents (RFC 9457): the one form in which a server says no.
//!
//! A problem holds **no personal data**: not what was sent, not who sent it. It names a place in
//! what was sent, what was expected there, and what a person can do next. Its code is kebab-case
//! and for ever; callers may match on it.

mod fallback;
mod fault;
pub mod page;

use std::borrow::Cow;
use std::time::Duration;

use axum::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::demand::Again;

pub use fallback::{no_method, no_route, on_panic};
pub use fault::{Fault, Place};

/// The media type of a problem document.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was not fulfilled. Never holds personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    title: &'static str,
    detail: Cow<'static, str>,
    errors: Vec<Fault>,
    retry_after: Option<Duration>,
    /// What signing in again would mend.
    again: Option<Box<Again>>,
}

/// A problem as it is sent.
#[derive(Serialize)]
struct Document<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    code: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    detail: &'a str,
    #[serde(skip_serializing_if = "<[Fault]>::is_empty")]
    errors: &'a [Fault],
}

impl Problem {
    /// A problem of a system's own: `code` is kebab-case and for ever, `title` is the same for
    /// every problem of the code.
    pub const fn new(status: StatusCode, code: &'static str, title: &'static str) -> Self {
        Self {
            status,
            code,
            title,
            detail: Cow::Borrowed(""),
            errors: Vec::new(),
            retry_after: None,
            again: None,
        }
    }

    /// The same problem with a sentence that a person can act on.
    #[must_use]
    pub fn because(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The same problem with one more place where something is wrong.
    #[must_use]
    pub fn at(mut self, fault: Fault) -> Self {
        self.errors.push(fault);
        self
    }

    /// The same problem, worth trying again after `wait`.
    #[must_use]
    pub const fn retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// The same problem, which signing in again would mend.
    pub(crate) fn with_again(mut self, again: Again) -> Self {
        self.again = Some(Box::new(again));
        self
    }

    /// What signing in again would mend.
    pub(crate) fn again(&self) -> Option<&Again> {
        self.again.as_deref()
    }

    /// What signing in again would mend.
    pub(crate) fn again_mut(&mut self) -> Option<&mut Again> {
        self.again.as_deref_mut()
    }

    /// The HTTP status.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The stable code.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// What happened, in a few words of English.
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// What the reader can do, in a sentence of English; may be empty.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// The places where something is wrong.
    pub fn errors(&self) -> &[Fault] {
        &self.errors
    }

    fn document(&self) -> Vec<u8> {
        let document = Document {
            r#type: format!("/problems/{}", self.code),
            title: self.title,
            status: self.status.as_u16(),
            code: self.code,
            detail: &self.detail,
            errors: &self.errors,
        };
        serde_json::to_vec(&document).unwrap_or_default()
    }

    /// The headers that go with the problem whether it is shown as a document or as a page.
    fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let Some(wait) = self.retry_after {
            // A wait of less than a second is told as one.
            let seconds = wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() != 0));
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds.max(1)));
        }
        if let Some(challenge) = self.again().and_then(Again::challenge) {
            headers.insert(WWW_AUTHENTICATE, challenge);
        }
        headers
    }
}

/// The problems every server has.
impl Problem {
    /// 400: the JSON cannot be read.
    pub fn malformed_json(line: usize, column: usize) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed-json", "The JSON cannot be read").because(
            format!("Reading stopped at line {line}, column {column}. Send well-formed JSON."),
        )
    }

    /// 400: the body of the request broke off.
    pub fn malformed_form() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed-form", "The form cannot be read")
            .because("It did not arrive whole. Send it again.")
    }

    /// 400: parameters of the address do not fit.
    pub fn malformed_parameters() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "malformed-parameters",
            "A parameter of the address does not fit",
        )
    }

    /// 400: a header cannot be read. `header` is its name.
    pub fn malformed_header(header: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed-header", "A header cannot be read")
            .because(format!("Correct the header `{header}`."))
    }

    /// 401: nobody is signed in.
    pub fn unauthenticated() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthenticated", "Nobody is signed in")
            .because("Sign in, or present a client certificate that is registered.")
    }

    /// 403: the law or the rules give the caller no basis for this.
    pub fn no_basis() -> Self {
        Self::new(StatusCode::FORBIDDEN, "no-basis", "There is no basis for this")
            .because("Your authority and role do not permit this operation.")
    }

    /// 403: the request came from another site.
    pub fn cross_site() -> Self {
        Self::new(StatusCode::FORBIDDEN, "cross-site", "The request came from another site")
            .because("Open this service itself and try again there.")
    }

    /// 404: nothing is here, or nothing that the caller may know of.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "Nothing is here")
            .because("Check the address.")
    }

    /// 405: the address is right, the method is not.
    pub fn method_not_allowed() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method-not-allowed",
            "The method is not allowed here",
        )
        .because("Use one of the methods named in the header `Allow`.")
    }

    /// 408: the request did not arrive in time.
    pub fn request_timeout() -> Self {
        Self::new(StatusCode::REQUEST_TIMEOUT, "request-timeout", "The request took too long")
            .because("Send the request again, faster.")
    }

    /// 409: what is stored does not go with the request.
    pub fn conflict() -> Self {
        Self::new(StatusCode::CONFLICT, "conflict", "This does not go with what is stored")
            .because("Read the present state and decide again.")
    }

    /// 412: somebody else changed it first.
    pub fn precondition_failed() -> Self {
        Self::new(
            StatusCode::PRECONDITION_FAILED,
            "precondition-failed",
            "It was changed in the meantime",
        )
        .because("Read it again, then repeat your change on the new state.")
    }

    /// 413: the body is too long.
    pub fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The request is too large")
            .because("Send less at a time.")
    }

    /// 415: the body is not of the media type `expected`.
    pub fn unsupported_media_type(expected: &'static str) -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            "The media type is not supported",
        )
        .because(format!("Send `Content-Type: {expected}`."))
    }

    /// 422: well-formed, but a value is missing, of the wrong kind, or not allowed.
    pub fn unprocessable() -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "unprocessable", "A value does not fit")
            .because("Correct the places named in `errors`.")
    }

    /// 428: a change must say which state it starts from.
    pub fn precondition_required() -> Self {
        Self::new(
            StatusCode::PRECONDITION_REQUIRED,
            "precondition-required",
            "The change must name the state it starts from",
        )
        .because("Send the `ETag` you read in the header `If-Match`.")
    }

    /// 429: too often.
    pub fn too_many_requests(wait: Duration) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", "Too many requests")
            .because("Wait as long as the header `Retry-After` says.")
            .retry_after(wait)
    }

    /// 500: a mistake of ours. It says nothing of what happened; the log does.
    pub const fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong here")
    }

    /// 503: something this server needs does not answer.
    pub fn unavailable() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "The service is not available")
            .because("Try again in a moment.")
            .retry_after(Duration::from_secs(5))
    }

    /// 504: the answer was not ready in time.
    pub fn timeout() -> Self {
        Self::new(StatusCode::GATEWAY_TIMEOUT, "timeout", "The answer took too long")
            .because("Try again; if it was a change, first look whether it was made.")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let kind = [(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE))];
        let mut response = (self.status, self.headers(), kind, self.document()).into_response();
        // The page layer finds the problem here.
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_written_as_rfc_9457_says() {
        let problem = Problem::unprocessable().at(Fault::field("day", "missing", "Say the day."));
        let sent: serde_json::Value = serde_json::from_slice(&problem.document()).unwrap();
        let expected = serde_json::json!({
            "type": "/problems/unprocessable",
            "title": "A value does not fit",
            "status": 422,
            "code": "unprocessable",
            "detail": "Correct the places named in `errors`.",
            "errors": [{ "field": "day", "code": "missing", "detail": "Say the day." }],
        });
        assert_eq!(sent, expected);
    }

    #[test]
    fn a_wait_is_told_in_whole_seconds_and_never_as_none() {
        for (wait, told) in [(0, "1"), (900, "1"), (1000, "1"), (1001, "2")] {
            let problem = Problem::too_many_requests(Duration::from_millis(wait));
            let response = problem.into_response();
            assert_eq!(response.headers()[RETRY_AFTER], told, "{wait} ms");
        }
    }

    #[test]
    fn a_mistake_of_ours_says_nothing_of_what_happened() {
        let sent = String::from_utf8(Problem::internal().document()).unwrap();
        assert!(!sent.contains("detail"));
    }
}
