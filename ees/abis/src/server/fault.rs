//! What is refused, with a number that stays the same.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};

use crate::wire;

/// Why something is refused. The first three digits of the number are the HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each has its sentence where it is used and in the guide")]
pub enum Code {
    Form = 40_000,
    Transaction = 40_001,
    TooManyFingers = 40_002,
    Twice = 40_003,
    Base64 = 40_004,
    NotAnImage = 40_005,
    NotOneFace = 40_006,
    NoFinger = 40_007,
    NotATemplate = 40_008,
    Nothing = 40_009,
    WhichFinger = 40_010,
    Identifier = 40_011,
    Parameter = 40_012,
    Kind = 40_013,
    Itself = 40_014,
    Unknown = 40_100,
    Scope = 40_300,
    NoOperation = 40_400,
    NoPerson = 40_401,
    NoEncounter = 40_402,
    NoGallery = 40_403,
    NoTask = 40_404,
    NoSuchData = 40_405,
    Method = 40_500,
    Exists = 40_900,
    TooLarge = 41_300,
    Failed = 50_000,
    Callback = 50_100,
    Groups = 50_101,
    References = 50_102,
    Filters = 50_103,
    Faces = 50_104,
    TemplateFormat = 50_105,
    Busy = 50_300,
    Late = 50_301,
}

impl Code {
    /// The number.
    #[expect(clippy::as_conversions, reason = "the numbers of an enum without fields")]
    pub const fn number(self) -> i32 {
        self as i32
    }

    /// The status of HTTP.
    pub fn status(self) -> StatusCode {
        let status = self.number().checked_div(100).and_then(|status| status.try_into().ok());
        let status = status.and_then(|status| StatusCode::from_u16(status).ok());
        status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// A refusal: what goes wrong and what a person reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What goes wrong.
    pub code: Code,
    /// What a person reads.
    pub message: String,
}

/// The longest message, in letters.
const MESSAGE_MAX: usize = 300;

impl Fault {
    /// A refusal.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        let message: String = message.into().chars().take(MESSAGE_MAX).collect();
        Self { code, message }
    }

    /// Something failed here; what, the log says.
    pub fn failed(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "a request failed");
        Self::new(Code::Failed, "something failed here; the log of the service says what")
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let body = wire::Error { code: self.code.number(), message: self.message };
        let mut response = (self.code.status(), Json(body)).into_response();
        if self.code == Code::Unknown {
            let bearer = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(WWW_AUTHENTICATE, bearer);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_begins_with_the_status() {
        for (code, status) in [(Code::Form, 400), (Code::TooLarge, 413), (Code::Faces, 501)] {
            assert_eq!(code.status().as_u16(), status);
        }
        assert_eq!(Fault::new(Code::Form, "x".repeat(999)).message.len(), MESSAGE_MAX);
    }
}
