//! The log as those who oversee meet it: searched, exported, proven. EES Art. 46.

use ees_store::schema;
use fnd_testkit::TestDatabase;
use fnd_vault::log::{Proof, Verifier};
use serde_json::{Value, json};

use crate::kit::Desk;
use crate::people::{entry, exempt};

const OFFICER: &str = "border/officer";
const AUDITOR: &str = "supervisory/auditor";

/// A desk at which one person entered, was looked up inland, and somebody asked in vain.
async fn busy() -> (Desk, TestDatabase, String) {
    let (desk, database) = Desk::open().await;
    let person = exempt("GE1");
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await;
    desk.clock.advance(jiff::SignedDuration::from_hours(1));
    let check = json!({ "traveller": person });
    desk.post("immigration/officer", "/v1/territory-checks", &check).await;
    desk.post("visa/officer", "/v1/entries", &entry(2, &person)).await;
    let file = entered.json()["file_id"].as_str().unwrap().to_owned();
    (desk, database, file)
}

async fn total(desk: &Desk, query: &str) -> u64 {
    let answer = desk.get(AUDITOR, &format!("/v1/log?{query}")).await;
    assert_eq!(answer.status, 200, "{query}: {}", answer.text);
    answer.json()["total"].as_u64().unwrap()
}

#[tokio::test]
async fn the_log_is_searched_by_everything_that_a_row_says() {
    let (desk, _database, file) = busy().await;
    let of_file = format!("file={file}");
    let cases = [
        ("action=record-entry", 2),
        ("action=record-entry&outcome=done", 1),
        ("action=record-entry&outcome=refused", 1),
        ("outcome=no-basis", 1),
        ("authority=immigration", 1),
        ("office=Office+of+border", 1),
        ("office=Office+of", 0),
        ("state=ROU&action=check", 1),
        ("state=BGR", 0),
        ("purpose=border-entry", 2),
        ("purpose=territory-check", 1),
        ("person=border/officer", 1),
        ("person=somebody", 0),
        ("place=ROU-A-OTP", 1),
        ("place=BGR-A-SOF", 0),
        ("sent=travel-document&purpose=territory-check", 1),
        ("sent=refusal&purpose=border-entry", 0),
        (of_file.as_str(), 2),
        ("from=2026-07-15T09:30:00Z&to=2026-07-15T10:30:00Z&authority=border", 0),
        ("from=2026-07-15T08:30:00Z&to=2026-07-15T09:30:00Z", 1),
    ];
    for (query, expected) in cases {
        assert_eq!(total(&desk, query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn what_cannot_be_searched_for_is_named_with_what_is_expected() {
    let (desk, _database) = Desk::open().await;
    let long = format!("office={}", "x".repeat(201));
    let cases = [
        ("authority=nobody", "authority", "unknown-authority"),
        (long.as_str(), "office", "not-a-name"),
        ("state=rou", "state", "unknown-state"),
        ("purpose=fun", "purpose", "unknown-purpose"),
        ("person=a%00b", "person", "not-a-name"),
        ("place=%0A", "place", "not-a-name"),
        ("action=dance", "action", "unknown-action"),
        ("outcome=Done!", "outcome", "not-an-outcome"),
        ("sent=shoes", "sent", "unknown-category"),
        ("file=17", "file", "not-an-id"),
        ("from=yesterday", "from", "not-an-instant"),
        ("to=2026-07-15", "to", "not-an-instant"),
    ];
    for (query, field, code) in cases {
        let refused = desk.get(AUDITOR, &format!("/v1/log?{query}")).await;
        assert_eq!(refused.status, 422, "{query}: {}", refused.text);
        let fault = &refused.json()["errors"][0];
        assert_eq!((&fault["field"], &fault["code"]), (&json!(field), &json!(code)), "{query}");
    }
    // The page marks the field, keeps what was typed and lists nothing.
    let page = desk.get(AUDITOR, "/log?file=17&office=Consulate&lang=en").await;
    assert_eq!(page.status, 200);
    for part in ["Give the whole number of the file", "value=\"Consulate\"", "No operation matches"]
    {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
}

#[tokio::test]
async fn the_page_keeps_the_conditions_and_shows_the_way_back() {
    let (desk, _database, file) = busy().await;
    let page = desk.get(AUDITOR, "/log?from=2026-07-15&to=2026-07-15&outcome=refused").await;
    for part in [
        "1 operation",
        "no-basis",
        "value=\"2026-07-15T00:00\"",
        "value=\"2026-07-16T00:00\"",
        "<option value=\"refused\" selected>",
        "href=\"/log\">Clear all conditions",
        "href=\"/log/file?from=2026-07-15&#38;to=2026-07-15&#38;outcome=refused\"",
    ] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    let plain = desk.get(AUDITOR, "/log").await;
    assert!(!plain.text.contains("Clear all conditions"), "nothing to clear");
    assert!(plain.text.contains(&file), "{}", plain.text);
}

#[tokio::test]
async fn a_file_of_the_log_is_cut_and_says_how_to_go_on() {
    let (desk, database, _) = busy().await;
    let short = desk.get(AUDITOR, "/log/file?action=record-entry").await;
    assert_eq!(short.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(short.text.lines().count(), 3, "{}", short.text);
    assert!(short.text.contains("no-basis"), "{}", short.text);
    assert!(!short.text.contains("Beridze"), "what is sealed stays sealed");
    let sql =
        "INSERT INTO log_entry (log_id, at, action, purpose, basis, authority_kind, authority,
                 state, person, place, request, outcome, sent)
        SELECT gen_random_uuid(), timestamptz '2026-07-01Z' + make_interval(secs => n), 'check',
               'border-exit', '', 'border', '=1+1', 'ROU', 'p', '', gen_random_uuid(), 'done', ''
          FROM generate_series(1, 5002) n";
    database.superuser().await.batch_execute(sql).await.unwrap();
    let first = desk.get(AUDITOR, "/log/file?purpose=border-exit&lang=en").await.text;
    let lines: Vec<&str> = first.lines().collect();
    assert_eq!(lines.len(), 5_002, "the heading, 5,000 rows and the way on");
    assert!(lines[1].contains("'=1+1"), "no formula: {}", lines[1]);
    let last = lines[5_001];
    let next = last.split("Go on at: ").nth(1).unwrap().split(',').next().unwrap();
    let rest = desk.get(AUDITOR, next).await.text;
    assert_eq!(rest.lines().count(), 3, "the heading and the last two: {next}");
}

#[tokio::test]
async fn a_row_is_proven_by_page_interface_and_file() {
    let (desk, database, _) = busy().await;
    let rows = desk.get(AUDITOR, "/v1/log?action=record-entry&outcome=done").await.json();
    let id = rows["rows"][0]["log_id"].as_str().unwrap().to_owned();
    let (api, page) = (format!("/v1/log/rows/{id}"), format!("/log/rows/{id}?lang=en"));
    let waiting = desk.get(AUDITOR, &api).await.json();
    assert_eq!(waiting["sealed"], Value::Null);
    assert!(desk.get(AUDITOR, &page).await.text.contains("not sealed yet"));
    assert_eq!(desk.get(AUDITOR, &format!("{api}/proof")).await.status, 404);

    desk.seal(&database).await;
    let sealed = desk.get(AUDITOR, &api).await.json();
    assert_eq!(sealed["sealed"]["holds"], json!(true), "{sealed}");
    assert!(sealed["row"]["asked"].as_str().unwrap().contains("Beridze"), "opened for who may");
    let shown = desk.get(AUDITOR, &page).await;
    let place = sealed["sealed"]["index"].as_u64().unwrap() + 1;
    for part in [format!("It is number {place} of "), "Beridze".into(), "verify-proof".into()] {
        assert!(shown.text.contains(&part), "{part}: {}", shown.text);
    }
    let file = desk.get(AUDITOR, &format!("{api}/proof")).await;
    assert!(file.header("content-disposition").contains(".tlog-proof"));
    let verifier: Verifier = desk.log_key().parse().unwrap();
    assert!(Proof::read(&file.text).unwrap().verify(&verifier).is_ok(), "{}", file.text);
    assert!(!file.text.contains("Beridze"), "nothing that the row keeps sealed");

    let change = "UPDATE log_entry SET person = 'nobody' WHERE action = 'record-entry'";
    database.superuser().await.batch_execute(change).await.unwrap();
    assert_eq!(desk.get(AUDITOR, &api).await.json()["sealed"]["holds"], json!(false));
    assert!(desk.get(AUDITOR, &page).await.text.contains("The proof does not hold"));
    let nowhere = format!("/v1/log/rows/{}", uuid::Uuid::nil());
    assert_eq!(desk.get(AUDITOR, &nowhere).await.status, 404);
    let looked =
        "SELECT count(*) FROM log_entry WHERE action = 'read-log' AND outcome = 'not-found'";
    let client = database.client(schema::APP).await;
    assert_eq!(client.query_one(looked, &[]).await.unwrap().get::<_, i64>(0), 1);
}

#[tokio::test]
async fn what_was_asked_with_is_json_in_every_row() {
    let (desk, _database, file) = busy().await;
    desk.get(OFFICER, "/v1/notices").await;
    desk.get(OFFICER, &format!("/v1/files/{file}/versions")).await;
    desk.get(OFFICER, &format!("/v1/files/{file}")).await;
    let rows = desk.get(AUDITOR, "/v1/log").await.json();
    let asked: Vec<&str> =
        rows["rows"].as_array().unwrap().iter().filter_map(|row| row["asked"].as_str()).collect();
    assert!(4 <= asked.len(), "{asked:?}");
    for text in asked {
        assert!(serde_json::from_str::<Value>(text).is_ok(), "{text}");
    }
    let looked = desk.get(AUDITOR, "/v1/log?action=read-log").await.json();
    assert_eq!(looked["rows"][0]["sent"], serde_json::json!(["log", "log-query"]), "{looked}");
}

#[tokio::test]
async fn a_search_of_the_log_is_kept_as_it_was_typed_and_a_refused_one_too() {
    let (desk, _database, _file) = busy().await;
    assert_eq!(desk.get(AUDITOR, "/log?to=2026-07-15&person=+Marin+").await.status, 200);
    let file = desk.get(AUDITOR, "/log/file?to=2026-07-14").await;
    assert_eq!(file.status, 200, "{}", file.text);
    let refused = desk.get(AUDITOR, "/v1/log?state=xx").await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    let looked = desk.get(AUDITOR, "/v1/log?action=read-log").await.json();
    let of = |row: &Value| {
        let asked = row["asked"].as_str().map(serde_json::from_str::<Value>);
        (row["outcome"].clone(), asked.and_then(Result::ok).unwrap_or_default())
    };
    let rows: Vec<(Value, Value)> = looked["rows"].as_array().unwrap().iter().map(of).collect();
    // Rows of one instant stand in no order.
    let with = |name: &str, value: &str| {
        let found = rows.iter().find(|row| row.1[name] == value);
        found.unwrap_or_else(|| panic!("no {name} {value}: {looked}"))
    };
    assert_eq!(with("state", "xx").0, Value::from(refused.problem().unwrap()));
    assert_eq!(with("as", "file").1["to"], "2026-07-14");
    let page = with("as", "page");
    assert_eq!((&page.0, &page.1["to"]), (&"done".into(), &"2026-07-15".into()));
    assert_eq!(page.1["person"], " Marin ");
}
