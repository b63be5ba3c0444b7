//! The way to the register: an officer's request is passed on as it is, in the officer's name.

use axum::body::Body;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE,
    ETAG, HeaderName, HeaderValue, IF_MATCH, LOCATION, RETRY_AFTER, VARY,
};
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri};
use axum::response::IntoResponse;
use ees_wire::replay::OF_CONFIGURATION;
use fnd_core::Language;
use fnd_web::caller::Caller;
use fnd_web::problem::Problem;
use fnd_web::vouch::{self, Named};

use crate::node::Node;

/// What of a request the register needs. Cookies and where a form came from stay here: this
/// server has looked at them, and the language is said by itself.
const SENT: [HeaderName; 3] = [ACCEPT, CONTENT_TYPE, IF_MATCH];
/// What of an answer a browser needs; what belongs to the connection, and what every answer of
/// this server has anyhow, is not among it.
const RETURNED: [HeaderName; 8] = [
    CONTENT_TYPE,
    CACHE_CONTROL,
    CONTENT_LANGUAGE,
    CONTENT_DISPOSITION,
    ETAG,
    LOCATION,
    RETRY_AFTER,
    VARY,
];

/// A request as a browser sent it, read whole.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The method.
    pub method: Method,
    /// The path and its parameters.
    pub path: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (method, headers) = (request.method().clone(), request.headers().clone());
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let read = Bytes::from_request(request, state).await;
        let body = read.map_err(|rejection| match rejection.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
            _ => Problem::request_timeout().because("The body did not arrive whole."),
        })?;
        Ok(Self { method, path, headers, body })
    }
}

impl Node {
    /// What the register answers to `sent`, in the name of `caller`; `None` when it does not
    /// answer. Whether it did what was asked is then not known.
    pub async fn pass(
        &self,
        (caller, language): (&Caller, Language),
        sent: &Sent,
    ) -> Option<Response<Body>> {
        self.ask((caller, language), sent).await.map(returned)
    }

    /// The same, for the page of a check: `None` also when the register refuses how this crossing
    /// point is set up or is too busy, for the check goes on with what is known here.
    pub async fn pass_check(
        &self,
        who: (&Caller, Language),
        sent: &Sent,
    ) -> Option<Response<Body>> {
        let answer = self.ask(who, sent).await?;
        let refusal = refuses(&answer);
        self.looked(&answer, refusal);
        (refusal.is_none() && !is_contended(&answer)).then(|| returned(answer))
    }

    /// The same, for a passage: `None` also when the register answered and the passage has to be
    /// kept here all the same. See [`leaves_the_passage`].
    pub async fn pass_passage(
        &self,
        who: (&Caller, Language),
        sent: &Sent,
    ) -> Option<Response<Body>> {
        let answer = self.ask(who, sent).await?;
        self.looked(&answer, refuses(&answer));
        if !leaves_the_passage(&answer) {
            return Some(returned(answer));
        }
        let status = answer.status();
        tracing::error!(%status, "the register did not look at a passage; it is kept here");
        None
    }

    /// Notes what the register thinks of this crossing point, as far as an answer tells it.
    fn looked(&self, answer: &Response<Bytes>, refusal: Option<&'static str>) {
        let status = answer.status();
        if refusal.is_some() || status.is_success() || status.is_redirection() {
            self.link.looked(refusal);
        }
    }

    async fn ask(
        &self,
        (caller, language): (&Caller, Language),
        sent: &Sent,
    ) -> Option<Response<Bytes>> {
        if !self.link.state().is_up {
            return None;
        }
        let request = request((caller, language), sent)?;
        let answer = self.centre.send(request, self.patience).await;
        let now = self.clock.now();
        match answer {
            Ok(answer) if !is_away(&answer) => {
                self.link.answered(now, answer.headers());
                Some(answer)
            }
            Ok(answer) => {
                tracing::info!(status = %answer.status(), "the register is not ready");
                self.link.lost(now);
                self.wake.notify_one();
                None
            }
            Err(error) => {
                tracing::info!(%error, "the register did not answer");
                self.link.lost(now);
                self.wake.notify_one();
                None
            }
        }
    }
}

/// Whether an answer says that the register itself did not answer.
pub fn is_away(answer: &Response<Bytes>) -> bool {
    let away =
        [StatusCode::BAD_GATEWAY, StatusCode::SERVICE_UNAVAILABLE, StatusCode::GATEWAY_TIMEOUT];
    away.contains(&answer.status()) && !is_contended(answer)
}

/// Whether the register is there, and others held the same rows for too long: it is a matter of
/// this request, and not of the crossing point.
pub fn is_contended(answer: &Response<Bytes>) -> bool {
    answer.status() == StatusCode::SERVICE_UNAVAILABLE && names(answer.body(), "contended")
}

/// What of how this crossing point or its officer is set up the register refuses; `None` when it
/// refuses nothing of that.
pub fn refuses(answer: &Response<Bytes>) -> Option<&'static str> {
    let may = [StatusCode::FORBIDDEN, StatusCode::UNPROCESSABLE_ENTITY];
    let mut codes = OF_CONFIGURATION.into_iter().filter(|_| may.contains(&answer.status()));
    codes.find(|code| names(answer.body(), code))
}

/// Whether a problem document or the page of a problem names a code, and no longer one that holds
/// it.
fn names(body: &[u8], code: &str) -> bool {
    let text = String::from_utf8_lossy(body);
    let is_of_code = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    text.match_indices(code).any(|(begin, found)| {
        let (before, rest) = text.split_at(begin);
        let after = rest.strip_prefix(found).unwrap_or_default();
        !before.ends_with(is_of_code) && !after.starts_with(is_of_code)
    })
}

/// Whether an answer says nothing about the passage: the register refuses this crossing point, has
/// no time, or failed. The officer is not to blame, and the passage is not to be lost.
///
/// Law: EES Art. 21(2).
pub fn leaves_the_passage(answer: &Response<Bytes>) -> bool {
    let status = answer.status();
    let others =
        [StatusCode::UNAUTHORIZED, StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_MANY_REQUESTS];
    refuses(answer).is_some() || status.is_server_error() || others.contains(&status)
}

/// The request as it is sent on.
fn request(
    (caller, language): (&Caller, Language),
    sent: &Sent,
) -> Option<axum::http::Request<Bytes>> {
    let mut request = axum::http::Request::new(sent.body.clone());
    *request.method_mut() = sent.method.clone();
    *request.uri_mut() = sent.path.parse::<Uri>().ok()?;
    let headers = request.headers_mut();
    for name in SENT {
        if let Some(value) = sent.headers.get(&name) {
            headers.insert(name, value.clone());
        }
    }
    headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(language.code()));
    let named = Named {
        person: caller.person.clone(),
        name: caller.name.clone(),
        role: caller.roles.first()?.clone(),
    };
    headers.insert(vouch::HEADER, named.value()?);
    Some(request)
}

/// The answer as it is returned.
fn returned(answer: Response<Bytes>) -> Response<Body> {
    let (parts, body) = answer.into_parts();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = parts.status;
    for name in RETURNED {
        for value in parts.headers.get_all(&name) {
            response.headers_mut().append(name.clone(), value.clone());
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &'static str) -> Response<Bytes> {
        let mut answer = Response::new(Bytes::from(body));
        *answer.status_mut() = StatusCode::from_u16(status).unwrap();
        answer
    }

    #[test]
    fn a_passage_is_kept_unless_the_register_looked_at_it() {
        let cases = [
            (200, "", false),
            (303, "", false),
            (400, "", false),
            (401, "", true),
            (403, "<code>cross-site</code>", false),
            (403, "<code>no-basis</code>", true),
            (403, "<code>may-not-vouch</code>", true),
            (404, "", false),
            (408, "", true),
            (409, "already-inside", false),
            (422, "", false),
            (422, "<code>invalid-value unknown-point</code>", true),
            (422, r#"{"errors":[{"code":"other-point"}]}"#, true),
            (422, "another-other-pointer", false),
            (200, "<code>unknown-point</code>", false),
            (429, "", true),
            (500, "", true),
            (503, "", true),
            (503, "<code>contended</code>", true),
        ];
        for (status, body, expected) in cases {
            let answer = answer(status, body);
            assert_eq!(leaves_the_passage(&answer), expected, "{status} {body}");
        }
    }

    #[test]
    fn who_has_to_wait_for_others_does_not_take_the_crossing_point_off_the_line() {
        let cases = [
            (200, "", false),
            (500, "", false),
            (502, "contended", true),
            (503, "", true),
            (503, r#"{"code":"unavailable"}"#, true),
            (503, r#"{"code":"contended"}"#, false),
            (503, "<code>contended</code>", false),
            (504, "", true),
        ];
        for (status, body, expected) in cases {
            assert_eq!(is_away(&answer(status, body)), expected, "{status} {body}");
        }
    }
}
