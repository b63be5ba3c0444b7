//! A system that vouches for the person before it.
//!
//! A server of ours that stands between persons and another server knows who they are, and the
//! other one does not. If its operator allows it, it names the person in a header; the caller
//! is then that person, in the system's office and place and with no role that the system has
//! not. Whoever sends the header without being allowed to is refused.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};

use crate::caller::{Caller, Identity, Means, Vouching};
use crate::problem::Problem;

/// The header that names a person.
pub const HEADER: HeaderName = HeaderName::from_static("limen-person");
/// Letters of a part of it at most.
const PART_LETTERS_MAX: usize = 200;

/// The person whom a system names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The unique identity of the person.
    pub person: String,
    /// The name to show.
    pub name: String,
    /// The role in which they act, one of the system's.
    pub role: String,
}

impl Named {
    /// The value of the header; `None` when a part is empty or too long.
    pub fn value(&self) -> Option<HeaderValue> {
        let text = serde_urlencoded::to_string(self).ok()?;
        HeaderValue::try_from(text).ok().filter(|_| self.is_sound())
    }

    fn read(value: &HeaderValue) -> Option<Self> {
        let read: Self = serde_urlencoded::from_str(value.to_str().ok()?).ok()?;
        Some(read).filter(Self::is_sound)
    }

    /// Whether every part says something, in at most `PART_LETTERS_MAX` letters and without
    /// control characters.
    pub fn is_sound(&self) -> bool {
        let is_sound = |part: &String| {
            !part.trim().is_empty()
                && part.chars().count() <= PART_LETTERS_MAX
                && !part.chars().any(char::is_control)
        };
        [&self.person, &self.name, &self.role].into_iter().all(is_sound)
    }
}

/// 403: who calls may not name persons, or not in this role.
fn may_not_vouch(detail: &'static str) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "may-not-vouch", "Persons cannot be named here")
        .because(detail)
}

/// Who is calling, when `identity` may have named a person in `headers`.
pub(crate) fn identity(identity: Identity, headers: &HeaderMap) -> Result<Identity, Problem> {
    let mut values = headers.get_all(HEADER).iter();
    let Some(value) = values.next() else { return Ok(identity) };
    let system = match &identity {
        Identity::Known(caller) if caller.vouching == Vouching::MayName => caller,
        Identity::Unavailable => return Ok(identity),
        Identity::Known(_) | Identity::Nobody(_) => {
            let detail = "Only a system that is registered as vouching for its officers may name \
                          a person. Call without the header `limen-person`.";
            return Err(may_not_vouch(detail));
        }
    };
    let named = Named::read(value).filter(|_| values.next().is_none());
    let named = named.ok_or_else(|| Problem::malformed_header("limen-person"))?;
    match system.naming(&named) {
        Some(caller) => Ok(Identity::Known(Arc::new(caller))),
        None => Err(may_not_vouch("The system has not the role in which it names the person.")),
    }
}

impl Caller {
    /// The person whom this system names; `None` when it may not, or has not that role.
    pub fn naming(&self, named: &Named) -> Option<Self> {
        let may = self.vouching == Vouching::MayName && self.means == Means::Certificate;
        (may && self.has_role(&named.role)).then(|| Self {
            person: named.person.clone(),
            name: named.name.clone(),
            roles: vec![named.role.clone()],
            vouching: Vouching::NamedBy(self.person.clone()),
            ..self.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(vouching: Vouching) -> Identity {
        Identity::Known(Arc::new(Caller {
            person: "node".into(),
            name: "node".into(),
            authority_kind: "office".into(),
            office: "Gate".into(),
            state: None,
            place: Some("gate-4".into()),
            roles: vec!["officer".into()],
            means: Means::Certificate,
            authentication: None,
            vouching,
        }))
    }

    fn headers(values: &[&str]) -> HeaderMap {
        values.iter().map(|value| (HEADER, HeaderValue::from_str(value).unwrap())).collect()
    }

    /// The rule, what the system may do, the headers it sends, and who the caller is.
    type Case<'a> = (&'a str, Vouching, &'a [&'a str], Result<&'a str, &'a str>);

    #[test]
    fn a_person_is_named_by_who_may_and_by_nobody_else() {
        let officer =
            Named { person: "o-17".into(), name: "Ștefan Ünal".into(), role: "officer".into() };
        let value = officer.value().unwrap();
        let value = value.to_str().unwrap();
        let supervisor = value.replace("role=officer", "role=supervisor");
        let cases: &[Case<'_>] = &[
            ("without the header a system is itself", Vouching::MayName, &[], Ok("node")),
            ("the same for one that may not", Vouching::Nobody, &[], Ok("node")),
            ("the person is the caller", Vouching::MayName, &[value], Ok("o-17")),
            ("who may not is refused", Vouching::Nobody, &[value], Err("may-not-vouch")),
            (
                "who was named names nobody",
                Vouching::NamedBy("node".into()),
                &[value],
                Err("may-not-vouch"),
            ),
            ("no role is won", Vouching::MayName, &[&supervisor], Err("may-not-vouch")),
            ("one person at a time", Vouching::MayName, &[value, value], Err("malformed-header")),
            (
                "a person has an identity",
                Vouching::MayName,
                &["role=officer"],
                Err("malformed-header"),
            ),
        ];
        for (rule, vouching, values, expected) in cases {
            let found = identity(caller(vouching.clone()), &headers(values));
            let found = match &found {
                Ok(Identity::Known(caller)) => Ok(caller.person.as_str()),
                Ok(Identity::Nobody(_) | Identity::Unavailable) => Ok("nobody"),
                Err(problem) => Err(problem.code()),
            };
            assert_eq!(found, *expected, "{rule}");
        }
    }

    #[test]
    fn who_is_named_acts_in_the_place_of_the_system_and_says_who_named_them() {
        let named = Named { person: "o".into(), name: "Ștefan".into(), role: "officer".into() };
        let headers = headers(&[named.value().unwrap().to_str().unwrap()]);
        let Ok(Identity::Known(found)) = identity(caller(Vouching::MayName), &headers) else {
            panic!()
        };
        assert_eq!((found.name.as_str(), found.place.as_deref()), ("Ștefan", Some("gate-4")));
        assert_eq!(found.vouching, Vouching::NamedBy("node".into()));
    }

    #[test]
    fn nobody_and_a_person_with_a_session_name_nobody() {
        let named = Named { person: "o".into(), name: "o".into(), role: "officer".into() };
        let headers = headers(&[named.value().unwrap().to_str().unwrap()]);
        assert_eq!(identity(Identity::Nobody(true), &headers).unwrap_err().code(), "may-not-vouch");
        let empty = Named { name: " ".into(), ..named };
        assert_eq!(empty.value(), None);
    }
}
