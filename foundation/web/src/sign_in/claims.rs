//! From the provider's claims to a [`Caller`]: which claim says what stands in configuration.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use fnd_core::CountryCode;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::caller::{Caller, Means};
use crate::problem::Problem;

/// The longest value that is taken over, in bytes.
const LENGTH_MAX: usize = 256;
/// Roles taken over at most.
const ROLES_MAX: usize = 64;

/// Which claims say what.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimNames {
    /// The unique identity of the user.
    pub person: Claim,
    /// The name to show.
    pub name: Claim,
    /// The kind of authority.
    pub authority_kind: Claim,
    /// The office.
    pub office: Claim,
    /// The office's State, three letters.
    pub state: Claim,
    /// The place or terminal; may be absent from the token.
    #[serde(default)]
    pub place: Option<Claim>,
    /// The roles; may be absent from the token.
    #[serde(default)]
    pub roles: Option<Claim>,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(
    untagged,
    expecting = "expected the name of a claim, or a table with `claim`, `join` or `fixed`"
)]
pub enum Claim {
    /// A claim by its name, or by a JSON pointer when it begins with `/`.
    Name(String),
    /// A claim whose values are ours under other names; values not listed do not count.
    Mapped {
        /// The claim.
        claim: String,
        /// Theirs and ours.
        values: BTreeMap<String, String>,
    },
    /// Several claims, joined by spaces, as a given and a family name.
    Joined {
        /// The claims.
        join: Vec<String>,
    },
    /// The same for everybody.
    Fixed {
        /// The value.
        fixed: String,
    },
}

/// A claim does not say what it must. Names the claim, never its value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClaimError {
    /// It is absent or empty.
    #[error("the claim `{0}` is missing")]
    Missing(String),
    /// Its value is not one that is allowed.
    #[error("the value of the claim `{0}` is not allowed")]
    NotAllowed(String),
    /// It has several values where one is needed.
    #[error("the claim `{0}` has more than one value")]
    Ambiguous(String),
}

impl From<ClaimError> for Problem {
    fn from(error: ClaimError) -> Self {
        let (code, title) = match error {
            ClaimError::Missing(_) => ("claim-missing", "Your account lacks something needed here"),
            ClaimError::NotAllowed(_) => ("claim-not-allowed", "Your account does not fit here"),
            ClaimError::Ambiguous(_) => ("claim-ambiguous", "Your account is not clear"),
        };
        let detail =
            format!("At sign-in, {error}. Ask whoever manages your account to correct it.");
        Self::new(StatusCode::FORBIDDEN, code, title).because(detail)
    }
}

impl ClaimNames {
    /// The caller that the claims tell of.
    pub(super) fn caller(&self, claims: &Map<String, Value>) -> Result<Caller, ClaimError> {
        let claims = &Value::Object(claims.clone());
        let place = match self.place.as_ref().map(|claim| claim.one(claims)) {
            None | Some(Err(ClaimError::Missing(_))) => None,
            Some(place) => Some(place?),
        };
        let state = self.state.one(claims)?;
        Ok(Caller {
            person: self.person.one(claims)?,
            name: self.name.one(claims)?,
            authority_kind: self.authority_kind.one(claims)?,
            office: self.office.one(claims)?,
            state: match state.parse::<CountryCode>() {
                Ok(state) => state,
                Err(_) => return Err(ClaimError::NotAllowed(self.state.name())),
            },
            place,
            roles: self.roles.as_ref().map_or(Ok(Vec::new()), |claim| claim.all(claims))?,
            means: Means::Session,
        })
    }
}

impl Claim {
    fn name(&self) -> String {
        match self {
            Self::Name(name) | Self::Mapped { claim: name, .. } => name.clone(),
            Self::Joined { join } => join.join("`, `"),
            Self::Fixed { .. } => "fixed".to_owned(),
        }
    }

    /// The one value.
    fn one(&self, claims: &Value) -> Result<String, ClaimError> {
        let mut values = self.all(claims)?;
        match (values.pop(), values.is_empty()) {
            (Some(value), true) => Ok(value),
            (Some(_), false) => Err(ClaimError::Ambiguous(self.name())),
            (None, _) => Err(ClaimError::Missing(self.name())),
        }
    }

    /// Every value, ours where there is a table.
    fn all(&self, claims: &Value) -> Result<Vec<String>, ClaimError> {
        match self {
            Self::Name(name) => values(claims, name),
            Self::Mapped { claim, values: ours } => {
                let theirs = values(claims, claim)?;
                let found: Vec<_> =
                    theirs.iter().filter_map(|one| ours.get(one).cloned()).collect();
                if found.is_empty() && !theirs.is_empty() {
                    return Err(ClaimError::NotAllowed(claim.clone()));
                }
                Ok(found)
            }
            Self::Joined { join } => {
                let parts = join.iter().map(|name| Self::Name(name.clone()).one(claims));
                Ok(vec![parts.collect::<Result<Vec<_>, _>>()?.join(" ")])
            }
            Self::Fixed { fixed } => Ok(vec![fixed.clone()]),
        }
    }
}

/// The values of one claim as text; empty ones are left out.
fn values(claims: &Value, name: &str) -> Result<Vec<String>, ClaimError> {
    let found = if name.starts_with('/') { claims.pointer(name) } else { claims.get(name) };
    let list = match found {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(list)) => list.as_slice(),
        Some(single) => std::slice::from_ref(single),
    };
    let mut texts = Vec::new();
    for value in list.iter().take(ROLES_MAX) {
        let text = match value {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => {
                return Err(ClaimError::NotAllowed(name.to_owned()));
            }
        };
        if LENGTH_MAX < text.len() || text.chars().any(char::is_control) {
            return Err(ClaimError::NotAllowed(name.to_owned()));
        }
        if !text.is_empty() {
            texts.push(text);
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn names() -> ClaimNames {
        serde_json::from_value(json!({
            "person": "sub",
            "name": { "join": ["given_name", "family_name"] },
            "authority_kind": { "claim": "/office/kind", "values": { "P": "police" } },
            "office": "/office/code",
            "state": { "claim": "country", "values": { "RO": "ROU" } },
            "place": "desk",
            "roles": { "claim": "groups", "values": { "g1": "reader", "g2": "clerk" } },
        }))
        .unwrap()
    }

    fn told() -> Value {
        json!({
            "sub": "u1", "given_name": "Ana", "family_name": "Pop",
            "office": { "kind": "P", "code": 17 }, "country": ["RO"],
            "groups": ["g2", "unrelated", "g1"],
        })
    }

    fn caller(claims: &Value) -> Result<Caller, ClaimError> {
        names().caller(claims.as_object().unwrap())
    }

    #[test]
    fn claims_become_a_caller_by_the_names_in_configuration() {
        let caller = caller(&told()).unwrap();
        assert_eq!(caller.name, "Ana Pop");
        assert_eq!((caller.authority_kind.as_str(), caller.office.as_str()), ("police", "17"));
        assert_eq!(caller.state, CountryCode::of(b"ROU"));
        assert_eq!((caller.place, caller.roles), (None, vec!["clerk".into(), "reader".into()]));
    }

    #[test]
    fn a_claim_that_does_not_fit_is_named_without_its_value() {
        let cases = [
            ("sub", json!(null), ClaimError::Missing("sub".into())),
            ("sub", json!("  "), ClaimError::Missing("sub".into())),
            ("sub", json!(["a", "b"]), ClaimError::Ambiguous("sub".into())),
            ("family_name", json!(null), ClaimError::Missing("family_name".into())),
            ("country", json!("FR"), ClaimError::NotAllowed("country".into())),
            ("office", json!({}), ClaimError::Missing("/office/kind".into())),
            ("desk", json!("a\nb"), ClaimError::NotAllowed("desk".into())),
            ("groups", json!({}), ClaimError::NotAllowed("groups".into())),
        ];
        for (name, value, expected) in cases {
            let mut claims = told();
            claims[name] = value;
            assert_eq!(caller(&claims).unwrap_err(), expected, "{name}");
        }
    }
}
