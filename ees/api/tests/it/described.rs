//! Whether answers keep to the description of the interface: status, media type, form.
//!
//! The kit looks at every answer of every test, so what one test provokes no second one need.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use axum::http::Method;
use ees_api::routes::description;
use fnd_testkit::http::Answer;
use serde_json::{Value, json};

use crate::kit::Desk;

/// The description as a client reads it.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(description()).unwrap());

/// Fails when `answer` is not one that the description allows for `path`.
pub(crate) fn check(method: &Method, path: &str, answer: &Answer) {
    let Some(operation) = operation(method, path) else { return };
    let status = answer.status.as_str();
    let called = format!("{method} {path}: {status} {}", answer.text);
    let documented = &operation["responses"][status];
    assert!(!documented.is_null(), "the status is not described: {called}");
    let documented = resolved(documented);
    let kind = answer.header("content-type").split(';').next().unwrap_or_default().to_owned();
    let content = &documented["content"][&kind];
    assert!(!content.is_null(), "the media type `{kind}` is not described: {called}");
    if kind.ends_with("json")
        && let Err(wrong) = fits(&content["schema"], &answer.json(), "")
    {
        panic!("{wrong}: {called}");
    }
    for (name, header) in documented["headers"].as_object().into_iter().flatten() {
        let is_there = !answer.header(&name.to_ascii_lowercase()).is_empty();
        assert!(is_there, "the header `{name}` ({header}) is missing: {called}");
    }
}

/// The operation at `path`, if the description has one.
fn operation(method: &Method, path: &str) -> Option<&'static Value> {
    let path = path.split('?').next()?;
    let is_it = |template: &str| {
        let (given, named) = (path.split('/'), template.split('/'));
        given.clone().count() == named.clone().count()
            && given.zip(named).all(|(given, named)| given == named || named.starts_with('{'))
    };
    let paths = DOCUMENT["paths"].as_object()?;
    let (_, item) = paths.iter().find(|(template, _)| is_it(template))?;
    item.get(method.as_str().to_ascii_lowercase())
}

/// What a reference leads to.
fn resolved(value: &'static Value) -> &'static Value {
    let Some(to) = value["$ref"].as_str() else { return value };
    DOCUMENT
        .pointer(to.trim_start_matches('#'))
        .unwrap_or_else(|| panic!("the reference {to} leads nowhere"))
}

/// Whether `value` at `here` is as `schema` says. As much of JSON Schema as the description has,
/// and stricter: a field that is not described is a fault.
fn fits(schema: &'static Value, value: &Value, here: &str) -> Result<(), String> {
    let schema = resolved(schema);
    if let Some(choices) = schema["oneOf"].as_array() {
        let is_one = choices.iter().any(|choice| fits(choice, value, here).is_ok());
        return if is_one { Ok(()) } else { Err(format!("`{here}` is none of the choices")) };
    }
    if schema["allOf"].is_array() || schema["properties"].is_object() {
        return object_fits(schema, value, here);
    }
    let is_type = |name: &Value| match name.as_str().unwrap() {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        other => panic!("the type `{other}` is new here"),
    };
    let types = &schema["type"];
    if !types.as_array().map_or_else(|| is_type(types), |any| any.iter().any(is_type)) {
        return Err(format!("`{here}` is not of the type {types}"));
    }
    if schema["enum"].as_array().is_some_and(|all| !all.contains(value)) {
        return Err(format!("`{here}` is none of the values"));
    }
    let length = value.as_str().map(|text| u64::try_from(text.chars().count()).unwrap());
    if length.is_some() && schema["minLength"].as_u64() > length {
        return Err(format!("`{here}` is too short"));
    }
    for (place, item) in value.as_array().into_iter().flatten().enumerate() {
        fits(&schema["items"], item, &format!("{here}/{place}"))?;
    }
    Ok(())
}

fn object_fits(schema: &'static Value, value: &Value, here: &str) -> Result<(), String> {
    let Some(object) = value.as_object() else { return Err(format!("`{here}` is no object")) };
    let mut known = BTreeSet::new();
    for part in parts(schema) {
        for name in part["required"].as_array().into_iter().flatten() {
            let name = name.as_str().unwrap();
            if !object.contains_key(name) {
                return Err(format!("`{here}/{name}` is missing"));
            }
        }
        for (name, of_field) in part["properties"].as_object().into_iter().flatten() {
            known.insert(name.as_str());
            if let Some(field) = object.get(name) {
                fits(of_field, field, &format!("{here}/{name}"))?;
            }
        }
    }
    match object.keys().find(|name| !known.contains(name.as_str())) {
        Some(name) => Err(format!("`{here}/{name}` is not described")),
        None => Ok(()),
    }
}

/// The schemas that together describe an object.
fn parts(schema: &'static Value) -> Vec<&'static Value> {
    let of_all = schema["allOf"].as_array().into_iter().flatten();
    let mut all: Vec<_> = of_all.flat_map(|part| parts(resolved(part))).collect();
    all.push(schema);
    all
}

#[test]
fn every_operation_says_how_it_refuses() {
    let paths = DOCUMENT["paths"].as_object().unwrap();
    for (path, item) in paths {
        for (method, operation) in item.as_object().unwrap() {
            let answers = operation["responses"].as_object().unwrap();
            let mut expected = vec!["429", "500", "503", "504"];
            if operation["security"] != json!([{}]) {
                expected.extend(["401", "403"]);
            }
            if !operation["requestBody"].is_null() {
                expected.extend(["400", "408", "413", "415", "422"]);
            }
            if path.contains('{') {
                expected.push("404");
            }
            for status in expected {
                assert!(answers.contains_key(status), "{method} {path} has no {status}");
            }
            for (status, answer) in answers.iter().filter(|(s, _)| s.starts_with(['4', '5'])) {
                let content = &resolved(answer)["content"]["application/problem+json"];
                assert!(!content.is_null(), "{method} {path} {status} is no problem");
            }
        }
    }
    assert_eq!(DOCUMENT["paths"]["/privacy.json"]["get"]["security"], json!([{}]));
}

#[tokio::test]
async fn the_privacy_page_is_whole_in_each_language() {
    let (desk, _database) = Desk::open().await;
    for (language, said, others) in [
        (
            "ro",
            ["fără ieșire, 5 ani", "membru de familie, 1 an", "(d)–(g)"],
            ["without", " to (g)"],
        ),
        ("en", ["without an exit, 5 years", "family member, 1 year", "(d) to (g)"], ["fără", "⟦"]),
    ] {
        let page = desk.get("nobody", &format!("/privacy?lang={language}")).await.text;
        for said in said {
            assert!(page.contains(said), "{language} {said}: {page}");
        }
        for other in others {
            assert!(!page.contains(other), "{language} {other}: {page}");
        }
    }
}
