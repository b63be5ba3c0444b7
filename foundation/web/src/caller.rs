//! Who is calling: a person with a session, or a system with a client certificate.
//!
//! A handler takes a [`Caller`] as an argument; who is not known gets a 401, or is sent to sign
//! in when a browser asked for a page. What a caller may do is for the system to decide.

use std::fmt;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use fnd_core::CountryCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::problem::{Problem, page};
use crate::sign_in::SIGN_IN_PATH;

/// Who is calling, and for whom they act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// The unique identity of the user, or the name of the system.
    pub person: String,
    /// The name to show.
    pub name: String,
    /// The kind of authority, a code of the system's; empty where users act for nobody.
    pub authority_kind: String,
    /// The office; empty where users act for nobody.
    pub office: String,
    /// The office's State; none where users act for nobody.
    #[serde(default, with = "country")]
    pub state: Option<CountryCode>,
    /// The place or terminal, when one is bound to the identity.
    pub place: Option<String>,
    /// The roles, codes of the system's.
    pub roles: Vec<String>,
    /// How the identity was shown.
    pub means: Means,
    /// What the identity provider said besides, for persons.
    #[serde(default)]
    pub authentication: Option<Authentication>,
    /// Whether a system stands between the caller and this server.
    #[serde(default)]
    pub vouching: Vouching,
}

/// Whether a system vouches for the person before it; see [`crate::vouch`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vouching {
    /// Nobody does.
    #[default]
    Nobody,
    /// The caller is a system that may name a person, and named none.
    MayName,
    /// The caller is a person whom the system of this name named.
    NamedBy(String),
}

/// What an identity provider said at sign-in: how surely it knows the person, when they
/// authenticated, and how to address them. Whom it is about, [`Caller::person`] says.
///
/// What it says of names and mail it has from the person; nothing here proves them.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authentication {
    /// The address of mail.
    pub email: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// How surely the identity was registered, a name on the configured scale.
    pub assurance: Option<String>,
    /// How strong the sign-in was, a name on the configured scale.
    pub level: Option<String>,
    /// When the person authenticated; without it no sign-in counts as fresh.
    #[serde(with = "instant")]
    pub at: Option<Timestamp>,
    /// The person's language, as the provider writes it.
    pub locale: Option<String>,
}

impl fmt::Debug for Authentication {
    /// Without what says who somebody is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authentication")
            .field("assurance", &self.assurance)
            .field("level", &self.level)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

/// How an identity was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Means {
    /// By a session that began at the identity provider.
    Session,
    /// By a client certificate.
    Certificate,
}

impl Caller {
    /// Whether the caller has the role.
    pub fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|given| given == role)
    }
}

/// What was found out about who is calling; put into every request by the server's stack.
#[derive(Debug, Clone)]
pub enum Identity {
    /// Known.
    Known(Arc<Caller>),
    /// Nobody; `true` when they could sign in here.
    Nobody(bool),
    /// Sessions cannot be read now.
    Unavailable,
}

/// Why there is no caller, and what the client gets.
#[derive(Debug, Clone)]
pub enum NoCaller {
    /// A problem.
    Problem(Problem),
    /// The way to sign in and back.
    SignIn(String),
}

impl IntoResponse for NoCaller {
    fn into_response(self) -> Response {
        match self {
            Self::Problem(problem) => problem.into_response(),
            Self::SignIn(to) => Redirect::to(&to).into_response(),
        }
    }
}

impl NoCaller {
    fn of(method: &Method, uri: &Uri, headers: &HeaderMap) -> Self {
        let is_read = [Method::GET, Method::HEAD].contains(method);
        if !is_read || !page::prefers_page(headers) {
            return Self::Problem(Problem::unauthenticated());
        }
        let here = uri.path_and_query().map_or("/", |here| here.as_str());
        let back: String = url::form_urlencoded::byte_serialize(here.as_bytes()).collect();
        Self::SignIn(format!("{SIGN_IN_PATH}?return_to={back}"))
    }
}

/// The caller as the stack found them out; cheap to clone.
#[derive(Debug, Clone)]
pub struct Known(pub Arc<Caller>);

impl<S: Send + Sync> FromRequestParts<S> for Known {
    type Rejection = NoCaller;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, NoCaller> {
        match parts.extensions.get::<Identity>() {
            Some(Identity::Known(caller)) => Ok(Self(Arc::clone(caller))),
            Some(Identity::Unavailable) => Err(NoCaller::Problem(Problem::unavailable())),
            Some(Identity::Nobody(true)) => {
                // The original address: a nested router sees a shorter one.
                let uri = parts.extensions.get::<axum::extract::OriginalUri>();
                let uri = uri.map_or(&parts.uri, |original| &original.0);
                Err(NoCaller::of(&parts.method, uri, &parts.headers))
            }
            Some(Identity::Nobody(false)) | None => {
                Err(NoCaller::Problem(Problem::unauthenticated()))
            }
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = NoCaller;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, NoCaller> {
        let known = <Known as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        Ok((*known.0).clone())
    }
}

/// For pages that anyone may see but that greet who is signed in. Sessions that cannot be read
/// count as none.
impl<S: Send + Sync> OptionalFromRequestParts<S> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        _: &S,
    ) -> Result<Option<Self>, std::convert::Infallible> {
        Ok(match parts.extensions.get::<Identity>() {
            Some(Identity::Known(caller)) => Some((**caller).clone()),
            Some(Identity::Nobody(_) | Identity::Unavailable) | None => None,
        })
    }
}

/// A country code as text.
mod country {
    use fnd_core::CountryCode;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "`serde` passes a reference"
    )]
    pub(super) fn serialize<S: Serializer>(
        code: &Option<CountryCode>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        code.as_ref().map(CountryCode::as_str).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<CountryCode>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| text.parse())
            .transpose()
            .map_err(|error: fnd_core::country::CountryCodeError| de::Error::custom(error))
    }
}

/// An instant as text.
mod instant {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    #[expect(clippy::ref_option, reason = "`serde` passes a reference")]
    pub(super) fn serialize<S: Serializer>(
        at: &Option<Timestamp>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        at.map(|at| at.to_string()).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Timestamp>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| text.parse()).transpose().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use axum::http::header::ACCEPT;

    use super::*;

    #[test]
    fn a_page_leads_to_sign_in_and_back_and_anything_else_is_refused() {
        let uri = Uri::from_static("/list?page=2&by=name");
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("text/html"));
        let NoCaller::SignIn(to) = NoCaller::of(&Method::GET, &uri, &headers) else { panic!() };
        assert_eq!(to, "/sign-in?return_to=%2Flist%3Fpage%3D2%26by%3Dname");
        let refused = NoCaller::of(&Method::POST, &uri, &headers);
        assert!(matches!(refused, NoCaller::Problem(_)));
        let refused = NoCaller::of(&Method::GET, &uri, &HeaderMap::new());
        assert!(matches!(refused, NoCaller::Problem(_)));
    }
}
