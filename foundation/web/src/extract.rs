//! Reading requests: bodies, forms, segments and parameters of the address, all with problems
//! that name the place of a mistake and never repeat what was sent.

use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde::de::DeserializeOwned;

use crate::problem::{Fault, Place, Problem};
use named::Named;

mod named;

/// A body in JSON.
#[derive(Debug, Clone, Copy)]
pub struct Body<T>(pub T);

/// A form as a browser posts it.
#[derive(Debug, Clone, Copy)]
pub struct Posted<T>(pub T);

/// The segments of the path that the route names; what does not fit is not found.
#[derive(Debug, Clone, Copy)]
pub struct Segment<T>(pub T);

/// The parameters after the `?` of the address.
#[derive(Debug, Clone, Copy)]
pub struct Parameters<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_kind(request.headers(), |kind| {
            kind == "application/json"
                || (kind.starts_with("application/") && kind.ends_with("+json"))
        }) {
            return Err(Problem::unsupported_media_type("application/json"));
        }
        let bytes = whole(request, state).await?;
        json(&bytes).map(Self)
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Posted<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        const KIND: &str = "application/x-www-form-urlencoded";
        if !is_kind(request.headers(), |kind| kind == KIND) {
            return Err(Problem::unsupported_media_type(KIND));
        }
        let bytes = whole(request, state).await?;
        match pairs(&bytes) {
            Ok(value) => Ok(Self(value)),
            Err(fault) => Err(Problem::unprocessable().at(fault)),
        }
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Segment<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(value)) => Ok(Self(value)),
            Err(rejection) if rejection.status() == StatusCode::INTERNAL_SERVER_ERROR => {
                tracing::error!("a route names other segments than its handler");
                Err(Problem::internal())
            }
            Err(_) => Err(Problem::not_found()),
        }
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Parameters<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match pairs(parts.uri.query().unwrap_or_default().as_bytes()) {
            Ok(value) => Ok(Self(value)),
            Err(fault) => Err(Problem::malformed_parameters()
                .because("Correct the parameters named in `errors`.")
                .at(fault)),
        }
    }
}

/// Whether the media type of the body, without its parameters, is one that `is_right` takes.
fn is_kind(headers: &HeaderMap, is_right: impl Fn(&str) -> bool) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    is_right(&kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
}

/// The whole body, within the limit.
async fn whole<S: Send + Sync>(request: Request, state: &S) -> Result<axum::body::Bytes, Problem> {
    let read: Result<_, BytesRejection> = axum::body::Bytes::from_request(request, state).await;
    read.map_err(|rejection| match rejection.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
        _ => Problem::request_timeout().because("The body did not arrive whole."),
    })
}

/// Reads JSON.
fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    use serde_json::error::Category;

    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize(Named(&mut reader)).map_err(|error| {
        let inner = error.inner();
        match inner.classify() {
            Category::Data => Problem::unprocessable().at(Fault::of_serde(
                error.path(),
                &inner.to_string(),
                pointer,
            )),
            Category::Syntax | Category::Eof | Category::Io => {
                Problem::malformed_json(inner.line(), inner.column())
            }
        }
    })?;
    match reader.end() {
        Ok(()) => Ok(read),
        Err(error) => Err(Problem::malformed_json(error.line(), error.column())),
    }
}

/// The JSON pointer of a list of names; plain names need no escapes.
fn pointer(names: &[String]) -> Place {
    Place::Pointer(names.iter().flat_map(|name| ["/", name]).collect())
}

/// Reads `name=value` pairs.
fn pairs<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    let reader = serde_urlencoded::Deserializer::new(url::form_urlencoded::parse(bytes));
    serde_path_to_error::deserialize(reader).map_err(|error| {
        Fault::of_serde(error.path(), &error.inner().to_string(), |names| {
            Place::Field(names.join("."))
        })
    })
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Sample {
        day: u8,
        parts: Vec<Part>,
        #[serde(default)]
        whole: Option<Part>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only read")]
    struct Part {
        kind: bool,
    }

    #[test]
    fn what_does_not_fit_is_named_by_its_place_and_never_by_its_value() {
        let cases = [
            (r#"{"day":"SECRET","parts":[]}"#, "unprocessable", "/day"),
            (
                r#"{"day":1,"parts":[{"kind":true},{"kind":"SECRET"}]}"#,
                "unprocessable",
                "/parts/1/kind",
            ),
            (r#"{"day":1,"parts":[],"SECRET":1}"#, "unprocessable", ""),
            (r#"{"day":1}"#, "unprocessable", ""),
            ("[1,[]]", "unprocessable", ""),
            (r#"{"day":1,"parts":[["SECRET"]]}"#, "unprocessable", "/parts/0"),
            (r#"{"day":1,"parts":[],"whole":[true]}"#, "unprocessable", "/whole"),
            (r#"{"day":1,"parts":[]} SECRET"#, "malformed-json", "-"),
            (r#"{"day":SECRET}"#, "malformed-json", "-"),
            ("", "malformed-json", "-"),
        ];
        for (sent, code, place) in cases {
            let problem = json::<Sample>(sent.as_bytes()).unwrap_err();
            assert_eq!(problem.code(), code, "{sent}");
            let told = problem.errors().first().map(|fault| fault.place.clone());
            let expected = (place != "-").then(|| Place::Pointer(place.into()));
            assert_eq!(told, expected, "{sent}");
            assert!(!format!("{problem:?}").contains("SECRET"), "{problem:?}");
        }
    }

    #[test]
    fn what_fits_is_read_at_any_depth() {
        let sent = r#"{"day":1,"parts":[{"kind":true}],"whole":{"kind":false}}"#;
        assert!(json::<Sample>(sent.as_bytes()).is_ok());
        assert!(json::<Sample>(br#"{"day":1,"parts":[],"whole":null}"#).is_ok());
        let anything: serde_json::Value = json(br#"{"a":[1,-2,0.5,"b",null,{}]}"#).unwrap();
        assert_eq!(anything["a"][2], 0.5);
    }

    #[test]
    fn a_parameter_that_does_not_fit_is_named() {
        let fault = pairs::<Part>(b"kind=SECRET").unwrap_err();
        assert_eq!(fault.place, Place::Field("kind".into()));
        assert!(!format!("{fault:?}").contains("SECRET"), "{fault:?}");
    }
}
