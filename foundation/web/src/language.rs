//! The language a request is answered in.
//!
//! A link with `?lang=ro` wins and is remembered in a cookie; then the cookie; then what the
//! browser asks for; then the first language offered.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, HeaderValue, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap};
use axum::middleware::Next;
use axum::response::Response;
use fnd_core::Language;

use crate::cookie;

/// The cookie that remembers the choice. It says nothing about anyone.
const COOKIE: &str = "__Host-lang";
/// The parameter of a link that chooses.
const PARAMETER: &str = "lang";

/// The languages of a system, its own first.
#[derive(Debug, Clone)]
pub struct Offered(Arc<[Language]>);

/// The language chosen for a request; an extractor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen(pub Language);

impl Offered {
    /// The languages `list`; English when it is empty.
    pub fn new(list: &[Language]) -> Self {
        Self(if list.is_empty() { [Language::ENGLISH].into() } else { list.into() })
    }

    fn find(&self, code: &str) -> Option<Language> {
        Language::find(code).filter(|language| self.0.contains(language))
    }

    /// The choice for a request, and whether it is to be remembered.
    fn choose(&self, parameters: &str, headers: &HeaderMap) -> (Language, bool) {
        let by_link = url::form_urlencoded::parse(parameters.as_bytes())
            .find(|(name, _)| name == PARAMETER)
            .and_then(|(_, code)| self.find(&code));
        if let Some(language) = by_link {
            return (language, true);
        }
        let by_cookie = cookie::find(headers, COOKIE).and_then(|code| self.find(code));
        let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let by_header = || asked.and_then(|header| Language::negotiate(header, &self.0));
        let own = self.0.first().copied().unwrap_or(Language::ENGLISH);
        (by_cookie.or_else(by_header).unwrap_or(own), false)
    }
}

impl Chosen {
    /// The language chosen by [`layer`], or English without it.
    pub fn of(extensions: &Extensions) -> Language {
        extensions.get::<Self>().map_or(Language::ENGLISH, |chosen| chosen.0)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Chosen {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(Self::of(&parts.extensions)))
    }
}

/// For `axum::middleware::from_fn_with_state`: chooses, and remembers a choice by link.
pub async fn layer(State(offered): State<Offered>, mut request: Request, next: Next) -> Response {
    let parameters = request.uri().query().unwrap_or_default();
    let (language, is_new) = offered.choose(parameters, request.headers());
    request.extensions_mut().insert(Chosen(language));
    let mut response = next.run(request).await;
    if is_new {
        let code = language.code();
        let set = format!("{COOKIE}={code}; Path=/; Secure; SameSite=Lax; Max-Age=31536000");
        if let Ok(value) = HeaderValue::try_from(set) {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use axum::http::header::COOKIE as COOKIE_HEADER;

    use super::*;

    #[test]
    fn a_link_wins_over_the_cookie_and_the_cookie_over_the_browser() {
        let offered = Offered::new(&[Language::ENGLISH, Language::ROMANIAN, Language::FRENCH]);
        let cases = [
            ("lang=ro", "__Host-lang=fr", "en", (Language::ROMANIAN, true)),
            ("lang=de", "__Host-lang=fr", "ro", (Language::FRENCH, false)),
            ("", "a=b; __Host-lang=ro", "fr", (Language::ROMANIAN, false)),
            ("", "__Host-lang=<x>", "fr", (Language::FRENCH, false)),
            ("", "", "de", (Language::ENGLISH, false)),
        ];
        for (parameters, cookie, accept, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE_HEADER, HeaderValue::from_static(cookie));
            headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(accept));
            assert_eq!(offered.choose(parameters, &headers), expected, "{parameters} {cookie}");
        }
    }
}
