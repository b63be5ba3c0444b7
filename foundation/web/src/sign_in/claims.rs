//! From the provider's claims to a [`Caller`]: which claim says what stands in configuration.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use fnd_core::CountryCode;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::level::Scales;
use crate::caller::{Authentication, Caller, Means};
use crate::problem::Problem;

/// The longest value that is taken over, in bytes.
const LENGTH_MAX: usize = 256;
/// Roles taken over at most.
const ROLES_MAX: usize = 64;

/// Which claims say what. What is not set has the name that is usual for the kind of provider:
///
/// | field | OpenID Connect | CAS, as EU Login speaks it |
/// |---|---|---|
/// | `person` | `sub` | `uid` |
/// | `name` | `name` | `firstName` and `lastName` |
/// | `email` | `email` | `email` |
/// | `first_name`, `last_name` | `given_name`, `family_name` | `firstName`, `lastName` |
/// | `assurance` | none | `assuranceLevel`, numbers 10 to 40 for `LOW` to `TOP` |
/// | `level` | `acr` | `authenticationLevel` |
/// | `authenticated_at` | `auth_time` | `loginDate` |
/// | `locale` | `locale` | `locale` |
///
/// The others are not read unless they are set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClaimNames {
    /// The unique identity of the user; never an address of mail, which can change hands.
    pub person: Option<Claim>,
    /// The name to show.
    pub name: Option<Claim>,
    /// The kind of authority; with `office` and `state`, for a system whose users act for one.
    pub authority_kind: Option<Claim>,
    /// The office.
    pub office: Option<Claim>,
    /// The office's State, three letters.
    pub state: Option<Claim>,
    /// The place or terminal; may be absent from what is told.
    pub place: Option<Claim>,
    /// The roles; may be absent from what is told.
    pub roles: Option<Claim>,
    /// The address of mail; may be absent.
    pub email: Option<Claim>,
    /// The first name; may be absent.
    pub first_name: Option<Claim>,
    /// The last name; may be absent.
    pub last_name: Option<Claim>,
    /// How surely the identity was registered; may be absent.
    pub assurance: Option<Claim>,
    /// How strong the sign-in was; may be absent.
    pub level: Option<Claim>,
    /// When the person authenticated: seconds since 1970, or an instant as RFC 3339 writes it;
    /// may be absent, and then no sign-in counts as fresh.
    pub authenticated_at: Option<Claim>,
    /// The person's language; may be absent.
    pub locale: Option<Claim>,
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
    /// The names, with those of `usual` where none is set.
    pub(super) fn or(self, usual: Self) -> Self {
        Self {
            person: self.person.or(usual.person),
            name: self.name.or(usual.name),
            authority_kind: self.authority_kind.or(usual.authority_kind),
            office: self.office.or(usual.office),
            state: self.state.or(usual.state),
            place: self.place.or(usual.place),
            roles: self.roles.or(usual.roles),
            email: self.email.or(usual.email),
            first_name: self.first_name.or(usual.first_name),
            last_name: self.last_name.or(usual.last_name),
            assurance: self.assurance.or(usual.assurance),
            level: self.level.or(usual.level),
            authenticated_at: self.authenticated_at.or(usual.authenticated_at),
            locale: self.locale.or(usual.locale),
        }
    }

    /// Whether an office is named whole or not at all.
    pub(super) fn is_whole(&self) -> bool {
        let office = [&self.authority_kind, &self.office, &self.state];
        office.iter().all(|claim| claim.is_some()) || office.iter().all(|claim| claim.is_none())
    }

    /// The caller that the claims tell of. Levels count when they are on `scales`.
    pub(super) fn caller(
        &self,
        claims: &Map<String, Value>,
        scales: &Scales,
    ) -> Result<Caller, ClaimError> {
        let claims = &Value::Object(claims.clone());
        let state = match needed(self.state.as_ref(), claims)? {
            Some(text) => match text.parse::<CountryCode>() {
                Ok(state) => Some(state),
                Err(_) => return Err(ClaimError::NotAllowed(name_of(self.state.as_ref()))),
            },
            None => None,
        };
        Ok(Caller {
            person: needed(self.person.as_ref(), claims)?.unwrap_or_default(),
            name: needed(self.name.as_ref(), claims)?.unwrap_or_default(),
            authority_kind: needed(self.authority_kind.as_ref(), claims)?.unwrap_or_default(),
            office: needed(self.office.as_ref(), claims)?.unwrap_or_default(),
            state,
            place: told(self.place.as_ref(), claims)?,
            roles: self.roles.as_ref().map_or(Ok(Vec::new()), |claim| claim.all(claims))?,
            means: Means::Session,
            authentication: Some(self.authentication(claims, scales)?),
            vouching: crate::caller::Vouching::Nobody,
        })
    }

    fn authentication(
        &self,
        claims: &Value,
        scales: &Scales,
    ) -> Result<Authentication, ClaimError> {
        // What does not say clearly how strong or how late, says nothing of it: who needs to
        // know then refuses.
        let vague = |claim: &Option<Claim>| claim.as_ref()?.one(claims).ok();
        Ok(Authentication {
            email: told(self.email.as_ref(), claims)?,
            first_name: told(self.first_name.as_ref(), claims)?,
            last_name: told(self.last_name.as_ref(), claims)?,
            assurance: vague(&self.assurance).filter(|name| scales.assurances.has(name)),
            level: vague(&self.level).filter(|name| scales.levels.has(name)),
            at: vague(&self.authenticated_at).and_then(|text| instant(&text)),
            locale: told(self.locale.as_ref(), claims)?,
        })
    }
}

/// The value of a claim that must be there when it is named at all.
fn needed(claim: Option<&Claim>, claims: &Value) -> Result<Option<String>, ClaimError> {
    claim.map(|claim| claim.one(claims)).transpose()
}

/// The value of a claim that may be absent.
fn told(claim: Option<&Claim>, claims: &Value) -> Result<Option<String>, ClaimError> {
    match needed(claim, claims) {
        Err(ClaimError::Missing(_)) => Ok(None),
        value => value,
    }
}

fn name_of(claim: Option<&Claim>) -> String {
    claim.map(Claim::name).unwrap_or_default()
}

/// An instant in seconds since 1970, or as RFC 3339 writes it.
fn instant(text: &str) -> Option<Timestamp> {
    match text.parse::<i64>() {
        Ok(second) => Timestamp::from_second(second).ok(),
        Err(_) => text.parse().ok(),
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

    /// Their names for `ours`: itself, or what a table maps to it.
    pub(super) fn theirs(&self, ours: &str) -> Vec<String> {
        match self {
            Self::Mapped { values, .. } => {
                let theirs = values.iter().filter(|(_, mapped)| *mapped == ours);
                theirs.map(|(theirs, _)| theirs.clone()).collect()
            }
            Self::Name(_) | Self::Joined { .. } | Self::Fixed { .. } => vec![ours.to_owned()],
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
mod tests;
