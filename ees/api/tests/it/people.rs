//! People who do not exist, as clients describe them.

use serde_json::{Value, json};
use uuid::Uuid;

/// A visa-exempt traveller with document `number`.
pub(crate) fn exempt(number: &str) -> Value {
    traveller(number, "GEO")
}

/// A traveller who needs a visa, without one.
pub(crate) fn visa_required(number: &str) -> Value {
    traveller(number, "IND")
}

fn traveller(number: &str, state: &str) -> Value {
    json!({
        "identity": {
            "surname": format!("Beridze {}", letters(number)),
            "given_names": "Nino",
            "birth": "1988-04-01",
            "nationalities": [state],
            "sex": "F",
        },
        "document": {
            "kind": "ordinary-passport",
            "number": number,
            "issuer": state,
            "expires": "2031-01-31",
        },
    })
}

/// A name that differs with the number.
fn letters(number: &str) -> String {
    number.chars().filter_map(|c| char::from_digit(c.to_digit(36)? % 26 + 10, 36)).collect()
}

/// A visa that fits.
pub(crate) fn visa() -> Value {
    json!({
        "sticker": "ROU123456", "issuer": "ROU", "kind": "short-stay",
        "valid_to": "2026-12-31", "entries": "one", "duration_days": 30,
    })
}

/// An entry of `traveller` under `id`.
pub(crate) fn entry(id: u128, traveller: &Value) -> Value {
    json!({ "crossing_id": Uuid::from_u128(id), "traveller": traveller })
}

/// An exit of `traveller` under `id`.
pub(crate) fn exit(id: u128, traveller: &Value) -> Value {
    json!({ "exit_id": Uuid::from_u128(id), "traveller": traveller })
}

/// The same request, with a value set.
pub(crate) fn with(mut request: Value, field: &str, value: Value) -> Value {
    request[field] = value;
    request
}
