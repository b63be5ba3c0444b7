//! Wrong input at every door: a stable code, nothing half-written, nothing personal repeated.

use axum::http::Method;
use serde_json::{Value, json};

use crate::kit::Desk;
use crate::people::{entry, exempt, exit};

const OFFICER: &str = "border/officer";
/// A surname that must not come back in any problem.
const CANARY: &str = "QXZWKANARIEN";

/// An entry of a traveller with one field changed.
fn with(change: impl FnOnce(&mut Value)) -> String {
    let mut request = entry(1, &exempt("GE1"));
    request["traveller"]["identity"]["surname"] = json!(CANARY);
    change(&mut request);
    request.to_string()
}

fn mrz(text: &str) -> String {
    json!({ "crossing_id": uuid::Uuid::from_u128(1), "traveller": { "mrz": text } }).to_string()
}

/// What is wrong, the request, the status and the code of the answer.
type Case = (&'static str, String, u16, &'static str);

fn wrong() -> Vec<Case> {
    let huge = format!("\"{}\"", "A".repeat(10 << 20));
    vec![
        ("not JSON", "{".to_owned(), 400, "malformed-json"),
        ("not UTF-8 in spirit", "\u{0}\u{1}".to_owned(), 400, "malformed-json"),
        ("ten megabytes", huge, 413, "too-large"),
        ("no id", "{}".to_owned(), 422, "unprocessable"),
        ("a field nobody knows", with(|r| r["shoe"] = json!(42)), 422, "unprocessable"),
        (
            "values without their names",
            with(|r| r["traveller"]["facts"] = json!([null, null])),
            422,
            "unprocessable",
        ),
        ("nobody", with(|r| r["traveller"] = json!({})), 422, "invalid-value"),
        (
            "an unknown State",
            with(|r| r["traveller"]["document"]["issuer"] = json!("ZZZ")),
            422,
            "invalid-value",
        ),
        (
            "no nationality",
            with(|r| r["traveller"]["identity"]["nationalities"] = json!([])),
            422,
            "invalid-value",
        ),
        (
            "an impossible birth",
            with(|r| r["traveller"]["identity"]["birth"] = json!("1988-02-30")),
            422,
            "invalid-value",
        ),
        (
            "a name of control characters",
            with(|r| r["traveller"]["identity"]["surname"] = json!("\u{202e}")),
            422,
            "invalid-value",
        ),
        (
            "an instant in another form",
            with(|r| r["at"] = json!("2026-07-15 09:00+00")),
            422,
            "invalid-value",
        ),
        ("a day that is none", with(|r| r["at"] = json!("yesterday")), 422, "invalid-value"),
        ("the future", with(|r| r["at"] = json!("2026-07-16T09:00:00Z")), 422, "date-in-future"),
        ("somebody else's point", with(|r| r["point"] = json!("BGR-A-SOF")), 422, "invalid-value"),
        ("an empty zone", mrz(""), 422, "mrz-empty"),
        ("a truncated zone", mrz("P<UTOERIKSSON<<ANNA<MARIA<<<<<"), 422, "mrz-no-format"),
        ("a binary zone", mrz("\u{1}\u{2}\u{3}P<UTO\u{7f}"), 422, "mrz-no-format"),
        ("an endless zone", mrz(&"<".repeat(5000)), 422, "mrz-too-long"),
        (
            "a damaged zone",
            mrz(
                "P<UTOQXZWKANARIEN<<ANNA<MARIA<<<<<<<<<<<<<<<\nL898902C37UTO7408122F1204159ZE184226B<<<<<10",
            ),
            422,
            "mrz-check-digit",
        ),
    ]
}

#[tokio::test]
async fn every_wrong_input_has_its_code_and_leaves_nothing_behind() {
    let (desk, database) = Desk::open().await;
    for (what, body, status, code) in wrong() {
        let answer = desk.send(OFFICER, Method::POST, "/v1/entries", (&[], &body)).await;
        assert_eq!(answer.status, status, "{what}: {}", answer.text);
        let problem = answer.problem();
        assert_eq!(problem.as_deref(), Some(code), "{what}: {}", answer.text);
        assert!(!answer.text.contains(CANARY), "{what} repeats a name: {}", answer.text);
        assert!(!answer.json()["detail"].as_str().unwrap_or_default().is_empty(), "{what}");
    }
    let client = database.superuser().await;
    for table in ["file", "identity_key", "document_key", "crossing", "movement"] {
        let count = client.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.unwrap();
        assert_eq!(count.get::<_, i64>(0), 0, "{table}");
    }
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once() {
    let (desk, _database) = Desk::open().await;
    let mut person = exempt("GE1");
    person["identity"]["birth"] = json!("1988-02-30");
    person["identity"]["sex"] = json!("?");
    person["document"]["kind"] = json!("library-card");
    person["document"]["expires"] = json!("soon");
    person["visa"] = json!({
        "sticker": "", "issuer": "ZZZ", "kind": "short-stay", "valid_to": "2026-12-31",
        "entries": "some", "duration_days": 0,
    });
    person["facts"] = json!({ "title": "duke" });
    let refused = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await;
    assert_eq!(refused.status, 422);
    let problem = refused.json();
    let at = |fault: &Value| fault["pointer"].as_str().unwrap().replace("/traveller/", "");
    let places: Vec<String> = problem["errors"].as_array().unwrap().iter().map(at).collect();
    let expected = [
        "identity/birth",
        "identity/sex",
        "document/kind",
        "document/expires",
        "visa/sticker",
        "visa/issuer",
        "visa/entries",
        "visa/duration_days",
        "facts/title",
    ];
    assert_eq!(places, expected);
}

#[tokio::test]
async fn other_media_types_methods_and_paths_are_refused() {
    let (desk, _database) = Desk::open().await;
    let body = entry(1, &exempt("GE1")).to_string();
    let as_text = [("content-type", "text/plain")];
    let answer = desk.send(OFFICER, Method::POST, "/v1/entries", (&as_text, &body)).await;
    assert_eq!(answer.status, 415);
    assert_eq!(desk.get(OFFICER, "/v1/entries").await.status, 405);
    assert_eq!(desk.get(OFFICER, "/v1/nothing").await.status, 404);
    assert_eq!(desk.get(OFFICER, "/v1/files/not-an-id").await.status, 404);
}

#[tokio::test]
async fn an_exit_before_its_entry_and_one_without_are_refused() {
    let (desk, _database) = Desk::open().await;
    let person = exempt("GE1");
    let unknown = desk.post(OFFICER, "/v1/exits", &exit(1, &person)).await;
    assert_eq!(
        (unknown.status.as_u16(), unknown.problem().as_deref()),
        (409, Some("no-open-entry"))
    );
    desk.post(OFFICER, "/v1/entries", &entry(2, &person)).await;
    let mut early = exit(3, &person);
    early["at"] = json!("2026-07-14T09:00:00Z");
    let refused = desk.post(OFFICER, "/v1/exits", &early).await;
    assert_eq!(
        (refused.status.as_u16(), refused.problem().as_deref()),
        (422, Some("exit-before-entry"))
    );
    let nobody = json!({ "exit_id": uuid::Uuid::from_u128(4) });
    let refused = desk.post(OFFICER, "/v1/exits", &nobody).await;
    assert_eq!(
        (refused.status.as_u16(), refused.problem().as_deref()),
        (422, Some("invalid-value"))
    );
}

#[tokio::test]
async fn forged_sessions_and_unknown_certificates_are_nobody() {
    let (desk, _database) = Desk::open().await;
    let body = entry(1, &exempt("GE1")).to_string();
    let forged = [("cookie", "__Host-session=AAAAAAAAAAAAAAAAAAAAAA")];
    let answer = desk.send("", Method::POST, "/v1/entries", (&forged, &body)).await;
    assert_eq!(
        (answer.status.as_u16(), answer.problem().as_deref()),
        (401, Some("unauthenticated"))
    );
}

#[tokio::test]
async fn a_parameter_of_the_address_that_cannot_be_used_is_named() {
    let (desk, _database) = Desk::open().await;
    let long = format!("/v1/log?person={}", "a".repeat(201));
    let cases = [
        ("/v1/log?person=a%00b", "person"),
        (&long, "person"),
        ("/v1/log?from=yesterday", "from"),
        ("/v1/log?from=-009000-01-01T00:00:00Z", "from"),
        ("/v1/log?to=2026-07-15%2009:00Z", "to"),
        ("/v1/log?after=2026-07-15T09:00:00Z", "after"),
        ("/v1/log?before=-009000-01-01T00:00:00Z~018f0000-0000-7000-8000-000000000000", "before"),
        ("/v1/log?authority=kings", "authority"),
        ("/v1/log?purpose=fun", "purpose"),
        ("/v1/log?file=1", "file"),
    ];
    for (path, field) in cases {
        let refused = desk.get("supervisory/auditor", path).await;
        let problem = refused.json();
        let told = (refused.status.as_u16(), problem["errors"][0]["field"].as_str());
        assert_eq!(told, (422, Some(field)), "{path}: {}", refused.text);
    }
    let unknown = desk.get(OFFICER, &format!("/v1/files/{}?purpose=fun", uuid::Uuid::nil())).await;
    assert_eq!(unknown.json()["errors"][0]["field"], "purpose");
}

#[tokio::test]
async fn what_is_wrong_with_a_document_alone_is_named_from_its_own_root() {
    let (desk, _database) = Desk::open().await;
    let body =
        json!({ "kind": "ordinary-passport", "number": "?", "issuer": "GEO", "expires": "" });
    let path = format!("/v1/files/{}/documents", uuid::Uuid::nil());
    let sent = (&[("if-match", "*")][..], &*body.to_string());
    let refused = desk.send("border/supervisor", Method::POST, &path, sent).await;
    let problem = refused.json();
    let places: Vec<_> =
        problem["errors"].as_array().unwrap().iter().map(|e| &e["pointer"]).collect();
    assert_eq!(places, ["/number", "/expires"]);
}
