//! Claims become a caller.

use serde_json::json;

use super::*;
use crate::sign_in::level::Scale;

fn names() -> ClaimNames {
    serde_json::from_value(json!({
        "person": "sub",
        "name": { "join": ["given_name", "family_name"] },
        "authority_kind": { "claim": "/office/kind", "values": { "P": "police" } },
        "office": "/office/code",
        "state": { "claim": "country", "values": { "RO": "ROU" } },
        "place": "desk",
        "roles": { "claim": "groups", "values": { "g1": "reader", "g2": "clerk" } },
        "email": "email",
        "assurance": { "claim": "registered", "values": { "10": "LOW", "20": "MEDIUM" } },
        "level": { "claim": "acr", "values": { "urn:two": "MEDIUM", "urn:key": "MEDIUM" } },
        "authenticated_at": "auth_time",
    }))
    .unwrap()
}

fn told() -> Value {
    json!({
        "sub": "u1", "given_name": "Ana", "family_name": "Pop", "email": "ana@example.test",
        "office": { "kind": "P", "code": 17 }, "country": ["RO"],
        "groups": ["g2", "unrelated", "g1"],
        "registered": 10, "acr": "urn:two", "auth_time": 1_700_000_000,
    })
}

fn scales() -> Scales {
    let scale = |names: &[&str]| {
        Scale::new(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap()
    };
    Scales { levels: scale(&["BASIC", "MEDIUM"]), assurances: scale(&["LOW", "MEDIUM"]) }
}

fn caller(claims: &Value) -> Result<Caller, ClaimError> {
    names().caller(claims.as_object().unwrap(), &scales())
}

#[test]
fn claims_become_a_caller_by_the_names_in_configuration() {
    let caller = caller(&told()).unwrap();
    assert_eq!(caller.name, "Ana Pop");
    assert_eq!((caller.authority_kind.as_str(), caller.office.as_str()), ("police", "17"));
    assert_eq!(caller.state, Some(CountryCode::of(b"ROU")));
    assert_eq!((caller.place, caller.roles), (None, vec!["clerk".into(), "reader".into()]));
    let expected = Authentication {
        email: Some("ana@example.test".into()),
        assurance: Some("LOW".into()),
        level: Some("MEDIUM".into()),
        at: Timestamp::from_second(1_700_000_000).ok(),
        ..Authentication::default()
    };
    assert_eq!(caller.authentication, Some(expected));
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
        ("email", json!(["a", "b"]), ClaimError::Ambiguous("email".into())),
    ];
    for (name, value, expected) in cases {
        let mut claims = told();
        claims[name] = value;
        assert_eq!(caller(&claims).unwrap_err(), expected, "{name}");
    }
}

#[test]
fn a_level_or_an_instant_that_is_not_clear_counts_as_none() {
    let cases = [
        ("acr", json!("urn:three")),
        ("acr", json!("MEDIUM")),
        ("acr", json!(["urn:two", "urn:key"])),
        ("acr", json!({})),
        ("registered", json!(30)),
        ("auth_time", json!("yesterday")),
        ("auth_time", json!("2026-01-01T10:00:00")),
        ("auth_time", json!(f64::MAX)),
        ("auth_time", json!(null)),
    ];
    for (name, value) in cases {
        let mut claims = told();
        claims[name] = value.clone();
        let authentication = caller(&claims).unwrap().authentication.unwrap();
        let unclear = match name {
            "acr" => authentication.level.is_none(),
            "registered" => authentication.assurance.is_none(),
            _ => authentication.at.is_none(),
        };
        assert!(unclear, "{name} {value}");
    }
}

#[test]
fn an_instant_is_read_in_every_form_that_providers_write() {
    let expected = "2026-01-01T10:00:00Z".parse().ok();
    for text in [
        "1767261600",
        "2026-01-01T10:00:00.000Z",
        "2026-01-01T11:00:00+01:00",
        "2026-01-01T10:00:00.000Z[UTC]",
    ] {
        assert_eq!(instant(text), expected, "{text}");
    }
}

#[test]
fn a_level_is_asked_for_by_their_names() {
    assert_eq!(names().level.unwrap().theirs("MEDIUM"), ["urn:key", "urn:two"]);
    assert_eq!(Claim::Name("acr".into()).theirs("MEDIUM"), ["MEDIUM"]);
}

#[test]
fn an_office_is_named_whole_or_not_at_all() {
    assert!(names().is_whole() && ClaimNames::default().is_whole());
    assert!(!ClaimNames { state: None, ..names() }.is_whole());
}
