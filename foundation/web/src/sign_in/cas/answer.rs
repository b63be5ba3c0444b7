//! What a validated ticket tells: attributes become claims.
//!
//! EU Login puts attributes directly under `authenticationSuccess`, others under `attributes`
//! below it; both are read, and what stands directly there counts. A list is an element with a
//! `number`, or several elements of one name.

use serde_json::{Map, Value};

use super::xml::{Element, XmlError, read};

/// The longest code of a failure that is repeated in the log.
const CODE_LENGTH_MAX: usize = 64;

/// What a provider answered about a ticket.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Validated {
    /// The ticket is good.
    Success(Map<String, Value>),
    /// It is not, for a reason with this code; `unreadable` when the code is no code.
    Failure(String),
}

/// Reads the answer.
pub(super) fn validated(bytes: &[u8]) -> Result<Validated, XmlError> {
    let root = read(bytes)?;
    if root.name != "serviceResponse" {
        return Err(XmlError::Malformed);
    }
    let [answer] = root.children.as_slice() else { return Err(XmlError::Malformed) };
    match answer.name.as_str() {
        "authenticationSuccess" => Ok(Validated::Success(claims(answer))),
        "authenticationFailure" => Ok(Validated::Failure(code(answer))),
        _ => Err(XmlError::Malformed),
    }
}

fn claims(success: &Element) -> Map<String, Value> {
    let (nested, direct): (Vec<_>, Vec<_>) =
        success.children.iter().partition(|child| child.name == "attributes");
    let mut claims = object(direct);
    for (name, value) in object(nested.into_iter().flat_map(|nested| &nested.children)) {
        claims.entry(name).or_insert(value);
    }
    claims
}

/// Elements by their names; those of one name are a list.
fn object<'e>(elements: impl IntoIterator<Item = &'e Element>) -> Map<String, Value> {
    let mut object = Map::new();
    for element in elements {
        let value = value(element);
        let before = object.remove(&element.name);
        let both = match before {
            None => value,
            Some(Value::Array(mut list)) => {
                list.push(value);
                Value::Array(list)
            }
            Some(first) => Value::Array(vec![first, value]),
        };
        object.insert(element.name.clone(), both);
    }
    object
}

fn value(element: &Element) -> Value {
    if element.attribute("number").is_some() && element.text.is_empty() {
        return Value::Array(element.children.iter().map(value).collect());
    }
    if element.children.is_empty() {
        return Value::String(element.text.clone());
    }
    Value::Object(object(&element.children))
}

/// The code of a failure, if it is one: it goes to the log.
fn code(failure: &Element) -> String {
    let code = failure.attribute("code").unwrap_or_default().trim();
    let is_code = !code.is_empty()
        && code.len() <= CODE_LENGTH_MAX
        && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    if is_code { code.to_owned() } else { "unreadable".to_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(inner: &str) -> Result<Validated, XmlError> {
        let document = format!("<cas:serviceResponse xmlns:cas='x'>{inner}</cas:serviceResponse>");
        validated(document.as_bytes())
    }

    fn success(inner: &str) -> Value {
        let answer = of(&format!("<authenticationSuccess>{inner}</authenticationSuccess>"));
        match answer.unwrap() {
            Validated::Success(claims) => Value::Object(claims),
            Validated::Failure(code) => panic!("{code}"),
        }
    }

    #[test]
    fn attributes_stand_directly_below_success_or_in_a_part_of_their_own() {
        let direct = "<cas:user> ana </cas:user><cas:email>a@example.test</cas:email>\
            <cas:groups number='2'><cas:group>A</cas:group><cas:group>B</cas:group></cas:groups>\
            <cas:strengths number='0'/><cas:loginDate></cas:loginDate>";
        let expected = json!({ "user": "ana", "email": "a@example.test", "groups": ["A", "B"],
            "strengths": [], "loginDate": "" });
        assert_eq!(success(direct), expected);

        let nested = "<user>ana</user><attributes><mail>m</mail><role>A</role><role>B</role>\
            <role>C</role></attributes>";
        assert_eq!(success(nested), json!({ "user": "ana", "mail": "m", "role": ["A", "B", "C"] }));
    }

    #[test]
    fn what_stands_directly_below_success_is_not_outdone_by_an_attribute() {
        let both = "<attributes><user>eve</user></attributes><user>ana</user>";
        assert_eq!(success(both), json!({ "user": "ana" }));
        // Two of them are two, so that nobody has to guess which counts.
        let twice = "<user>ana</user><user>eve</user>";
        assert_eq!(success(twice), json!({ "user": ["ana", "eve"] }));
    }

    #[test]
    fn a_failure_tells_its_code_and_nothing_else() {
        let failure = |code: &str| {
            of(&format!("<authenticationFailure code='{code}'>Ticket ST-1</authenticationFailure>"))
        };
        let code = |text: &str| Ok(Validated::Failure(text.to_owned()));
        assert_eq!(failure("INVALID_TICKET"), code("INVALID_TICKET"));
        assert_eq!(failure("ST-1"), code("unreadable"));
        assert_eq!(failure(""), code("unreadable"));
        assert_eq!(of("<authenticationFailure/>"), code("unreadable"));
    }

    #[test]
    fn an_answer_is_one_answer() {
        let cases = [
            "",
            "<other/>",
            "<authenticationSuccess/><authenticationFailure/>",
            "<authenticationSuccess/><authenticationSuccess/>",
        ];
        for inner in cases {
            assert_eq!(of(inner), Err(XmlError::Malformed), "{inner}");
        }
        assert_eq!(validated(b"<authenticationSuccess/>"), Err(XmlError::Malformed));
    }
}
