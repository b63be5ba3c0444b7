//! One place in a request where something is wrong.

use std::borrow::Cow;

use serde::Serialize;
use serde_path_to_error::{Path, Segment};

/// The longest name of a field that is repeated to a caller.
const NAME_LENGTH_MAX: usize = 64;

/// Where in a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// A JSON pointer into the body (RFC 6901).
    Pointer(String),
    /// A field of a form or a parameter of the address.
    Field(String),
}

/// What is wrong at one place. Says what was expected, never what was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// A stable code.
    pub code: &'static str,
    /// A sentence a person can act on.
    pub detail: Cow<'static, str>,
}

impl Fault {
    /// Something wrong with a field of a form or a parameter of the address.
    pub fn field(
        name: impl Into<String>,
        code: &'static str,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { place: Place::Field(name.into()), code, detail: detail.into() }
    }

    /// Something wrong at a JSON pointer into the body.
    pub fn pointer(
        pointer: impl Into<String>,
        code: &'static str,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { place: Place::Pointer(pointer.into()), code, detail: detail.into() }
    }

    /// What `serde` found wrong, without the value it found. `place` makes a place of a list of
    /// names.
    pub(crate) fn of_serde(path: &Path, message: &str, place: impl Fn(&[String]) -> Place) -> Self {
        let mut names = names(path);
        if message.starts_with("unknown field") {
            // The name of an unknown field is the caller's word; the place is what holds it.
            names.pop();
        }
        let (code, detail) = reduce(message);
        Self { place: place(&names), code, detail }
    }
}

/// The names of a path; a name that no schema of ours would use is left out.
fn names(path: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for segment in path {
        names.push(match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } | Segment::Enum { variant: key } if is_plain(key) => key.clone(),
            Segment::Map { .. } | Segment::Enum { .. } | Segment::Unknown => "?".to_owned(),
        });
    }
    names.retain(|name| name != "?");
    names
}

/// Whether a name looks like one of ours.
fn is_plain(name: &str) -> bool {
    name.len() <= NAME_LENGTH_MAX
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// A code and a sentence for a message of `serde`, which quotes the value before it says what it
/// expected. Messages in words of a type's own are not trusted to leave the value out.
fn reduce(message: &str) -> (&'static str, Cow<'static, str>) {
    if let Some(rest) = message.strip_prefix("missing field `") {
        let name = rest.split('`').next().unwrap_or_default();
        return ("missing", format!("The field `{name}` is missing.").into());
    }
    if message.starts_with("unknown field") {
        return ("unknown-field", "There is a field that does not belong here.".into());
    }
    if message.starts_with("duplicate field") {
        return ("duplicate", "A field stands twice.".into());
    }
    if message.starts_with("unknown variant") {
        return ("not-allowed", "The value is not one of those allowed.".into());
    }
    let known = ["invalid type: ", "invalid value: ", "invalid length "];
    if known.iter().any(|start| message.starts_with(start))
        && let Some((_, expected)) = message.rsplit_once(", expected ")
    {
        let expected = expected.split(" at line ").next().unwrap_or_default();
        return ("wrong-kind", format!("Expected {expected}.").into());
    }
    ("not-valid", "The value is not valid.".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(json: &str) -> Fault {
        let mut reader = serde_json::Deserializer::from_str(json);
        let error = serde_path_to_error::deserialize::<_, Vec<u8>>(&mut reader).unwrap_err();
        let message = error.inner().to_string();
        Fault::of_serde(error.path(), &message, |names| Place::Pointer(names.join("/")))
    }

    #[test]
    fn a_fault_says_what_was_expected_and_never_what_was_sent() {
        let cases = [
            ("invalid type: string \"SECRET\", expected u8 at line 1 column 3", "Expected u8."),
            ("invalid value: string \", expected SECRET\", expected u8", "Expected u8."),
            ("unknown variant `SECRET`, expected `one`", "The value is not one of those allowed."),
            ("unknown field `SECRET`, expected `a`", "There is a field that does not belong here."),
            ("cannot read \"SECRET\", expected SECRET", "The value is not valid."),
            ("missing field `day` at line 1", "The field `day` is missing."),
        ];
        for (message, expected) in cases {
            assert_eq!(reduce(message).1, expected, "{message}");
        }
    }

    #[test]
    fn a_fault_in_a_list_names_its_index() {
        assert_eq!(fault("[1, 2, \"SECRET\"]").place, Place::Pointer("2".into()));
    }
}
