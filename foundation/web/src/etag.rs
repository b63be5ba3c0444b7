//! Entity tags and `If-Match`: who changes something says which state they saw.

use axum::extract::FromRequestParts;
use axum::http::header::{ETAG, HeaderValue, IF_MATCH};
use axum::http::request::Parts;
use axum::response::{IntoResponseParts, ResponseParts};

use crate::problem::Problem;

/// Tags read from one header at most.
const TAGS_MAX: usize = 16;

/// A strong entity tag (RFC 9110 section 8.8.3), without its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ETag(String);

/// The states a change may start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IfMatch {
    /// `*`: any, as long as it is there.
    Any,
    /// One of these.
    Tags(Vec<ETag>),
}

impl ETag {
    /// The tag of a row's version.
    pub fn of_version(version: u64) -> Self {
        Self(format!("v{version}"))
    }

    /// A tag of the visible characters of ASCII other than the quote; others are left out.
    pub fn new(text: &str) -> Self {
        Self(text.chars().filter(|c| c.is_ascii_graphic() && *c != '"').collect())
    }

    /// The tag without its quotes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Sets the header `ETag` of an answer.
impl IntoResponseParts for ETag {
    type Error = Problem;

    fn into_response_parts(self, mut answer: ResponseParts) -> Result<ResponseParts, Problem> {
        match HeaderValue::try_from(format!("\"{}\"", self.0)) {
            Ok(value) => {
                answer.headers_mut().insert(ETAG, value);
                Ok(answer)
            }
            Err(_) => Err(Problem::internal()),
        }
    }
}

impl IfMatch {
    /// Refuses when `current` is not a state the change may start from.
    pub fn check(&self, current: &ETag) -> Result<(), Problem> {
        match self {
            Self::Any => Ok(()),
            Self::Tags(tags) if tags.contains(current) => Ok(()),
            Self::Tags(_) => Err(Problem::precondition_failed()),
        }
    }

    /// Reads a header's value. Weak tags are passed over, since they never match here; `None`
    /// means that the value is no list of tags.
    fn read(text: &str) -> Option<Self> {
        if text.trim() == "*" {
            return Some(Self::Any);
        }
        let mut tags = Vec::new();
        let mut rest = text.trim();
        for _ in 0..TAGS_MAX {
            let (is_weak, quoted) = match rest.strip_prefix("W/") {
                Some(after) => (true, after),
                None => (false, rest),
            };
            let (tag, after) = quoted.strip_prefix('"')?.split_once('"')?;
            if !tag.bytes().all(|byte| byte.is_ascii_graphic()) {
                return None;
            }
            if !is_weak {
                tags.push(ETag(tag.to_owned()));
            }
            match after.trim_start().strip_prefix(',') {
                Some(next) => rest = next.trim_start(),
                None if after.trim().is_empty() => return Some(Self::Tags(tags)),
                None => return None,
            }
        }
        None
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let value = parts.headers.get(IF_MATCH).ok_or_else(Problem::precondition_required)?;
        let text = value.to_str().unwrap_or_default();
        Self::read(text).ok_or_else(|| Problem::malformed_header("If-Match"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_tags_is_read_and_weak_ones_never_match() {
        let tags = |list: &[&str]| Some(IfMatch::Tags(list.iter().map(|t| ETag::new(t)).collect()));
        let cases = [
            ("*", Some(IfMatch::Any)),
            ("\"v1\"", tags(&["v1"])),
            ("\"v1\", \"v2\"", tags(&["v1", "v2"])),
            ("\"a,b\"", tags(&["a,b"])),
            ("W/\"v1\"", tags(&[])),
            ("v1", None),
            ("\"v1", None),
            ("\"v1\" \"v2\"", None),
            ("\"v1\",", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(IfMatch::read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_change_starts_from_the_state_that_was_seen() {
        let current = ETag::of_version(7);
        assert_eq!(IfMatch::Any.check(&current), Ok(()));
        assert_eq!(IfMatch::Tags(vec![ETag::of_version(7)]).check(&current), Ok(()));
        let stale = IfMatch::Tags(vec![ETag::of_version(6)]).check(&current);
        assert_eq!(stale, Err(Problem::precondition_failed()));
    }
}
