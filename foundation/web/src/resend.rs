//! A form that came with a sign-in too weak or too old, kept on the page that says so: who typed
//! it signs in again beside it, and sends it once more. Nothing of it is stored.

use std::fmt;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, Method};

use crate::demand::Again;
use crate::problem::{Problem, page};

/// The longest form that is kept, in bytes.
const BYTES_MAX: usize = 64 << 10;
/// The media type of a form without files.
const FORM: &str = "application/x-www-form-urlencoded";

/// A form to be sent again.
#[derive(Clone, PartialEq, Eq)]
pub struct Resend {
    /// Where one signs in again.
    pub sign_in: String,
    /// Where the form goes, by POST.
    pub action: String,
    /// What was typed: names and values, in order.
    pub fields: Vec<(String, String)>,
}

impl fmt::Debug for Resend {
    /// What was typed is nobody's business.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resend").field("action", &self.action).finish_non_exhaustive()
    }
}

/// What somebody typed, before it is known whether it is needed.
pub(crate) struct Typed {
    action: String,
    body: Bytes,
}

impl Typed {
    /// Keeps what `request` sends, if it is a form from a page; the request goes on as it was.
    pub(crate) async fn of(request: Request) -> Result<(Request, Option<Self>), Problem> {
        if request.method() != Method::POST || !is_kept(request.headers()) {
            return Ok((request, None));
        }
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, BYTES_MAX).await.map_err(|error| {
            tracing::debug!(%error, "a form broke off");
            Problem::malformed_form()
        })?;
        let action = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let typed = Self { action, body: body.clone() };
        Ok((Request::from_parts(parts, Body::from(body)), Some(typed)))
    }

    /// The form for who has to sign in again first; `None` when nothing was typed.
    pub(crate) fn again(self, again: &Again) -> Option<Resend> {
        let fields: Vec<(String, String)> =
            url::form_urlencoded::parse(&self.body).into_owned().collect();
        let is_empty = fields.iter().all(|(_, value)| value.trim().is_empty());
        let sign_in = again.leads_to("/");
        (!is_empty).then_some(Resend { sign_in, action: self.action, fields })
    }
}

fn is_kept(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let is_form = text(CONTENT_TYPE).is_some_and(|kind| kind.starts_with(FORM));
    let length = text(CONTENT_LENGTH).and_then(|length| length.parse().ok());
    is_form
        && length.is_some_and(|length: usize| length <= BYTES_MAX)
        && page::prefers_page(headers)
}

#[cfg(test)]
mod tests {
    use axum::http::header::ACCEPT;

    use super::*;
    use crate::demand::Demand;

    fn sent(headers: &[(axum::http::HeaderName, &str)], body: &str) -> Request {
        let mut request = Request::post("/cases/1/answer?x=y");
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        request.body(Body::from(body.to_owned())).unwrap()
    }

    const LENGTH: (axum::http::HeaderName, &str) = (CONTENT_LENGTH, "9");
    const PAGE: (axum::http::HeaderName, &str) = (ACCEPT, "text/html");

    #[tokio::test]
    async fn what_was_typed_goes_on_and_is_kept() {
        let request = sent(&[LENGTH, PAGE, (CONTENT_TYPE, FORM)], "a=b+c&d=%26");
        let (request, typed) = Typed::of(request).await.unwrap();
        assert_eq!(to_bytes(request.into_body(), 99).await.unwrap(), "a=b+c&d=%26");
        let problem = Problem::authenticate_again(Demand::default());
        let resend = typed.unwrap().again(problem.again().unwrap()).unwrap();
        assert_eq!(resend.action, "/cases/1/answer?x=y");
        let fields = [("a", "b c"), ("d", "&")].map(|(name, value)| (name.into(), value.into()));
        assert_eq!(resend.fields, fields);
        assert!(!format!("{resend:?}").contains("b c"));
    }

    #[tokio::test]
    async fn files_programs_and_what_is_long_are_not_kept() {
        let kinds = [
            vec![LENGTH, PAGE, (CONTENT_TYPE, "multipart/form-data; boundary=x")],
            vec![LENGTH, (CONTENT_TYPE, FORM)],
            vec![PAGE, (CONTENT_TYPE, FORM)],
            vec![(CONTENT_LENGTH, "65537"), PAGE, (CONTENT_TYPE, FORM)],
        ];
        for headers in kinds {
            let (_, typed) = Typed::of(sent(&headers, "a=b")).await.unwrap();
            assert!(typed.is_none(), "{headers:?}");
        }
    }

    #[tokio::test]
    async fn of_a_button_alone_nothing_is_kept() {
        let (_, typed) =
            Typed::of(sent(&[LENGTH, PAGE, (CONTENT_TYPE, FORM)], "a=+&b=")).await.unwrap();
        let problem = Problem::authenticate_again(Demand::default());
        assert_eq!(typed.unwrap().again(problem.again().unwrap()), None);
    }
}
