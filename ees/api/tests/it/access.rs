//! Every route by everybody: who is let in, who is refused, who may not even know.

use std::collections::BTreeMap;
use std::fmt::Write;

use axum::http::Method;
use ees_api::routes::{ROUTES, description};
use serde_json::{Value, json};

use crate::kit::{Desk, PRETENDER, everybody};
use crate::people::{entry, exempt, exit};

/// What is sent to a route so that only the caller's rights decide.
fn body(path: &str, number: u128) -> (String, &'static str) {
    const FORM: &str = "application/x-www-form-urlencoded";
    let person = exempt(&format!("GE{number}"));
    match path {
        "/v1/checks" | "/v1/checks/steps" => {
            let check = json!({ "purpose": "border-entry", "traveller": person });
            (check.to_string(), "application/json")
        }
        "/check/samples" => ("--b--\r\n".to_owned(), "multipart/form-data; boundary=b"),
        "/v1/territory-checks" => (json!({ "traveller": person }).to_string(), "application/json"),
        "/v1/entries" => (entry(number, &person).to_string(), "application/json"),
        "/v1/exits" => (exit(number, &person).to_string(), "application/json"),
        "/v1/replays" => {
            let event = json!({
                "at": "2026-07-15T08:00:00Z", "source": "manual", "entry": entry(number, &person),
            });
            (json!({ "events": [event] }).to_string(), "application/json")
        }
        "/v1/refusals" => {
            let refusal = json!({
                "refusal_id": uuid::Uuid::from_u128(number), "traveller": person, "reasons": ["A"],
            });
            (refusal.to_string(), "application/json")
        }
        "/v1/files/{file_id}/refusals/{refusal_id}/signature" => {
            (json!({ "signature": "given" }).to_string(), "application/json")
        }
        "/v1/files/{file_id}/crossings/{crossing_id}/lift" => {
            let lift = json!({ "ground": "error", "evidence": "Ticket" });
            (lift.to_string(), "application/json")
        }
        "/v1/files/{file_id}/documents" => {
            let document = json!({
                "kind": "ordinary-passport", "number": format!("N{number}"),
                "issuer": "GEO", "expires": "2033-01-01",
            });
            (document.to_string(), "application/json")
        }
        "/v1/files/{file_id}/decisions" => {
            let decision = json!({
                "decision_id": uuid::Uuid::from_u128(number), "subject": "stay",
                "ruling": "extended", "ground": "humanitarian", "decided_on": "2026-07-15",
                "place": "Bucharest", "until": "2026-12-31", "reason": "File 17",
            });
            (decision.to_string(), "application/json")
        }
        "/v1/suspensions" => {
            let suspension = json!({
                "suspension_id": uuid::Uuid::from_u128(number), "extent": "partial",
                "reason": "Power cut",
            });
            (suspension.to_string(), "application/json")
        }
        "/v1/suspensions/{suspension_id}/end" => (json!({}).to_string(), "application/json"),
        "/v1/suspensions/{suspension_id}/notification" => {
            (json!({ "reference": "N-1" }).to_string(), "application/json")
        }
        _ => match amendment(path, number) {
            Some(body) => (body.to_string(), "application/json"),
            None => ("zone=".to_owned(), FORM),
        },
    }
}

/// The same for putting data right.
fn amendment(path: &str, number: u128) -> Option<Value> {
    Some(match path {
        "/v1/files/{file_id}/crossings/{crossing_id}/amendments" => {
            let exit = json!({ "at": "2026-07-15T12:00:00+03:00", "point": "ROU-A-OTP" });
            let amendment = json!({
                "basis": "correction", "exit": exit, "evidence": "Ticket", "preview": true,
            });
            amendment
        }
        "/v1/files/{file_id}/status-changes" => {
            let change = json!({
                "crossing_id": uuid::Uuid::from_u128(number), "starts_on": "2026-07-15",
                "evidence": "Permit",
            });
            change
        }
        "/v1/files/{file_id}/programmes" => {
            let programme = json!({
                "programme_id": uuid::Uuid::from_u128(number), "programme": number.to_string(),
                "granted_on": "2026-07-15", "until": "2026-12-31",
            });
            programme
        }
        "/v1/files/{file_id}/programmes/{programme_id}/withdrawal" => {
            let withdrawal = json!({ "withdrawn_on": "2026-07-15", "reason": "x" });
            withdrawal
        }
        "/v1/captures" => json!({ "purpose": "border-entry" }),
        "/v1/files/{file_id}/merge" => {
            let merge = json!({
                "other": uuid::Uuid::from_u128(9), "ground": "names", "reason": "Same passport",
            });
            merge
        }
        "/v1/files/{file_id}/split" => {
            let split = json!({ "other": uuid::Uuid::from_u128(9), "reason": "Two people" });
            split
        }
        "/v1/files/{file_id}/amendments" => {
            let case = json!({
                "case_id": uuid::Uuid::from_u128(number), "wish": "rectify", "said": "Ticket",
            });
            case
        }
        "/v1/amendments/{case_id}/settle" => {
            let end = json!({ "outcome": "not-founded", "answer": "Looked at the ticket" });
            end
        }
        "/v1/monitoring-procedures" => json!({
            "procedure_id": uuid::Uuid::from_u128(number), "file_id": uuid::Uuid::from_u128(9),
            "reference": "17/2026", "reason": "A complaint",
        }),
        "/v1/amendments/{case_id}/comparison" => json!({ "finding": "not-available" }),
        "/v1/amendments/{case_id}/vis-reply" => json!({ "reply": "corrected" }),
        "/v1/files/{file_id}/rectifications" => {
            json!({ "what": "regime", "regime": "transit", "evidence": "FTD", "preview": true })
        }
        "/v1/files/{file_id}/decisions/{decision_id}/corrections" => {
            json!({ "reason": "Never taken", "preview": true })
        }
        _ => return None,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_by_every_role_is_the_golden_matrix() {
    let (desk, _database) = Desk::open().await;
    let entered = desk.post("border/officer", "/v1/entries", &entry(1, &exempt("GE1"))).await;
    let file = entered.json()["file_id"].as_str().unwrap().to_owned();
    let crossing = entered.json()["crossing"]["crossing_id"].as_str().unwrap().to_owned();
    let refusal = json!({
        "refusal_id": uuid::Uuid::from_u128(7), "traveller": exempt("GE1"), "reasons": ["A"],
    });
    desk.post("border/officer", "/v1/refusals", &refusal).await;
    let case = json!({ "case_id": uuid::Uuid::from_u128(8), "wish": "rectify", "said": "x" });
    let path = format!("/v1/files/{file}/amendments");
    assert_eq!(desk.post("border/officer", &path, &case).await.status, 201);
    let path = "/v1/files/{file_id}/programmes";
    let (programme, _) = body(path, 6);
    let path = path.replace("{file_id}", &file);
    let headers = [("if-match", "*")];
    let sent = desk.send("facilitation/officer", Method::POST, &path, (&headers, &programme)).await;
    assert_eq!(sent.status, 201, "{}", sent.text);
    let mut lines = String::new();
    let mut number = 1_000;
    for (method, template) in ROUTES {
        let path = template
            .replace("{file_id}", &file)
            .replace("{crossing_id}", &crossing)
            .replace("{refusal_id}", &uuid::Uuid::from_u128(7).to_string())
            .replace("{programme_id}", &uuid::Uuid::from_u128(6).to_string())
            .replace("{case_id}", &uuid::Uuid::from_u128(8).to_string())
            .replace("{decision_id}", &uuid::Uuid::nil().to_string())
            .replace("{procedure_id}", &uuid::Uuid::nil().to_string())
            .replace("{what}", "regime")
            .replace("{suspension_id}", &uuid::Uuid::nil().to_string())
            .replace("{log_id}", &uuid::Uuid::nil().to_string())
            .replace("{level}", "0")
            .replace("{number}", "0");
        let mut answers: BTreeMap<u16, Vec<String>> = BTreeMap::new();
        for who in everybody().into_iter().chain(["nobody".to_owned()]) {
            number += 1;
            let (body, kind) = body(template, number);
            // A stream that is let in would not end; a place that is none ends it.
            let headers = [("content-type", kind), ("if-match", "*"), ("last-event-id", "x")];
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

#[tokio::test]
async fn nobody_who_calls_is_the_system_itself() {
    let (desk, _database) = Desk::open().await;
    for path in ["/v1/log", "/v1/files/00000000-0000-0000-0000-000000000009", "/check"] {
        let refused = desk.get(PRETENDER, path).await;
        assert_eq!(refused.status.as_u16(), 403, "{path}: {}", refused.text);
    }
}
