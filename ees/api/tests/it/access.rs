//! Every route by everybody: who is let in, who is refused, who may not even know.

use std::collections::BTreeMap;
use std::fmt::Write;

use axum::http::Method;
use ees_api::routes::{ROUTES, description};
use serde_json::json;

use crate::kit::{Desk, everybody};
use crate::people::{entry, exempt, exit};

/// What is sent to a route so that only the caller's rights decide.
fn body(path: &str, number: u128) -> (String, &'static str) {
    const FORM: &str = "application/x-www-form-urlencoded";
    let person = exempt(&format!("GE{number}"));
    match path {
        "/v1/checks" => {
            let check = json!({ "purpose": "border-entry", "traveller": person });
            (check.to_string(), "application/json")
        }
        "/v1/territory-checks" => (json!({ "traveller": person }).to_string(), "application/json"),
        "/v1/entries" => (entry(number, &person).to_string(), "application/json"),
        "/v1/exits" => (exit(number, &person).to_string(), "application/json"),
        "/v1/files/{file_id}/documents" => {
            let document = json!({
                "kind": "ordinary-passport", "number": format!("N{number}"),
                "issuer": "GEO", "expires": "2033-01-01",
            });
            (document.to_string(), "application/json")
        }
        _ => ("zone=".to_owned(), FORM),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_by_every_role_is_the_golden_matrix() {
    let (desk, _database) = Desk::open().await;
    let entered = desk.post("border/officer", "/v1/entries", &entry(1, &exempt("GE1"))).await;
    let file = entered.json()["file_id"].as_str().unwrap().to_owned();
    let mut lines = String::new();
    let mut number = 1_000;
    for (method, template) in ROUTES {
        let path =
            template.replace("{file_id}", &file).replace("{level}", "0").replace("{number}", "0");
        let mut answers: BTreeMap<u16, Vec<String>> = BTreeMap::new();
        for who in everybody().into_iter().chain(["nobody".to_owned()]) {
            number += 1;
            let (body, kind) = body(template, number);
            let headers = [("content-type", kind), ("if-match", "*")];
            let method: Method = method.parse().unwrap();
            let answer = desk.send(&who, method, &path, (&headers, &body)).await;
            answers.entry(answer.status.as_u16()).or_default().push(who);
        }
        writeln!(lines, "{method} {template}").unwrap();
        // The commonest answer is said once, without names.
        let commonest = answers.iter().max_by_key(|(_, who)| who.len()).map(|(status, _)| *status);
        for (status, who) in &answers {
            let who = if Some(*status) == commonest {
                "everybody else".to_owned()
            } else {
                who.join(", ")
            };
            writeln!(lines, "    {status} {who}").unwrap();
        }
    }
    assert_eq!(lines, include_str!("access.golden.txt"), "read the difference as a lawyer");
}

#[test]
fn every_route_of_the_interface_is_in_the_matrix() {
    let document = serde_json::to_value(description()).unwrap();
    assert_eq!(document["openapi"].as_str().unwrap().get(..3), Some("3.1"));
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            let listed = ROUTES.contains(&(method.to_uppercase().as_str(), path.as_str()));
            assert!(listed, "{method} {path} is not in the matrix");
        }
    }
}

#[tokio::test]
async fn who_may_not_read_files_gets_the_same_answer_for_any_id() {
    let (desk, _database) = Desk::open().await;
    let entered = desk.post("border/officer", "/v1/entries", &entry(1, &exempt("GE1"))).await;
    let known = format!("/v1/files/{}", entered.json()["file_id"].as_str().unwrap());
    let unknown = format!("/v1/files/{}", uuid::Uuid::from_u128(9));
    let (a, b) = (
        desk.get("supervisory/auditor", &known).await,
        desk.get("supervisory/auditor", &unknown).await,
    );
    assert_eq!((a.status, a.text), (b.status, b.text));
}

#[tokio::test]
async fn a_refused_call_is_logged_with_its_reason() {
    let (desk, database) = Desk::open().await;
    let refused = desk.post("immigration/officer", "/v1/entries", &entry(1, &exempt("GE1"))).await;
    assert_eq!((refused.status.as_u16(), refused.problem().as_deref()), (403, Some("no-basis")));
    let client = database.superuser().await;
    let row = client
        .query_one("SELECT action, outcome, person, object IS NULL FROM log_entry", &[])
        .await
        .unwrap();
    let row: (String, String, String, bool) = (row.get(0), row.get(1), row.get(2), row.get(3));
    let expected = ("record-entry", "no-basis", "immigration/officer", true);
    assert_eq!((row.0.as_str(), row.1.as_str(), row.2.as_str(), row.3), expected);
}
