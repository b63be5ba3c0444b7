//! Whoever leaves and has no open entry on record. EES Art. 14(4), 20, 22(2); SBC Art. 12.

use axum::http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::kit::{Desk, NODE};
use crate::people::{entry, exempt, exit};
use crate::replays::{event, told};

const OFFICER: &str = "border/officer";

/// An exit with an entry that is shown and not on record.
fn showing(number: u128, (passport, by, on): (&str, &str, &str)) -> Value {
    let mut request = exit(number, &exempt(passport));
    request["entry"] = json!({
        "by": by, "on": on, "point": "BGR-L-KAPITAN", "evidence": "Passport, page 12",
    });
    request
}

#[tokio::test]
async fn a_stamp_of_the_time_before_the_start_makes_a_file_with_the_entry_it_shows() {
    let (desk, database) = Desk::open().await;
    let request = showing(1, ("GE1", "stamp-before-start", "2026-04-09"));
    let left = desk.post(OFFICER, "/v1/exits", &request).await;
    assert_eq!(left.status, 201, "{}", left.text);
    let (file, record) = (&left.json()["file_id"], &left.json()["crossing"]);
    assert_eq!(record["entry"]["point"], "BGR-L-KAPITAN", "{record}");
    assert_eq!((&record["source"], &record["stay_until"]), (&json!("stamp"), &json!("2026-07-07")));
    assert_eq!(left.json()["overstay_days"], 8, "until 15 July");
    let again = desk.post(OFFICER, "/v1/exits", &request).await;
    assert_eq!((again.status.as_u16(), &again.json()["crossing"]), (200, record), "once");
    let check = json!({ "purpose": "border-entry", "traveller": exempt("GE1") });
    let found = desk.post(OFFICER, "/v1/checks", &check).await.json();
    assert_eq!(&found["file"]["file_id"], file, "{found}");
    let history = format!("/v1/files/{}/versions", file.as_str().unwrap());
    let history = desk.get("immigration/supervisor", &history).await;
    assert!(history.text.contains("Passport, page 12"), "{}", history.text);
    let sql = "SELECT count(*) FROM notice WHERE kind = 'overstay'";
    let client = database.superuser().await;
    let told: i64 = client.query_one(sql, &[]).await.unwrap().get(0);
    assert_eq!(told, 0, "nobody is inside any more");
}

#[tokio::test]
async fn what_else_shows_an_entry_goes_on_the_file_that_is_there() {
    let (desk, _database) = Desk::open().await;
    let first = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    desk.clock.advance(jiff::SignedDuration::from_hours(48));
    desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    desk.clock.advance(jiff::SignedDuration::from_hours(24 * 20));
    let left =
        desk.post(OFFICER, "/v1/exits", &showing(3, ("GE1", "rebutted", "2026-07-20"))).await;
    assert_eq!(left.status, 201, "{}", left.text);
    assert_eq!(left.json()["file_id"], first["file_id"]);
    assert_eq!(left.json()["crossing"]["source"], "rebuttal");
    let path = format!("/v1/files/{}", first["file_id"].as_str().unwrap());
    let file = desk.get(OFFICER, &path).await.json();
    assert_eq!(file["crossings"].as_array().unwrap().len(), 2);
    let within = showing(4, ("GE1", "rebutted", "2026-07-16"));
    let refused = desk.post(OFFICER, "/v1/exits", &within).await;
    assert_eq!(refused.problem().as_deref(), Some("overlaps-another-stay"), "{}", refused.text);
}

#[tokio::test]
async fn who_shows_nothing_leaves_with_the_exit_alone_once_an_officer_confirms_it() {
    let (desk, _database) = Desk::open().await;
    let mut request = exit(1, &exempt("GE1"));
    let asked = desk.post(OFFICER, "/v1/exits", &request).await;
    assert_eq!(asked.problem().as_deref(), Some("no-open-entry"), "{}", asked.text);
    request["entry_unknown"] = json!(true);
    let left = desk.post(OFFICER, "/v1/exits", &request).await;
    assert_eq!(left.status, 201, "{}", left.text);
    assert_eq!(left.json()["crossing"]["entry"], Value::Null);
    assert_eq!(left.json()["overstay"], "not-calculated", "nobody is accused");
    let again = desk.post(OFFICER, "/v1/exits", &request).await;
    assert_eq!((again.status.as_u16(), &again.json()["file_id"]), (200, &left.json()["file_id"]));
}

#[tokio::test]
async fn what_is_said_of_an_entry_wrongly_is_named_at_its_place_and_nothing_is_stored() {
    let (desk, database) = Desk::open().await;
    let right = || showing(1, ("GE1", "rebutted", "2026-07-01"));
    for (field, value, pointer, code) in [
        ("by", "a feeling", "/entry/by", "unknown-code"),
        ("by", "none", "/entry/by", "unknown-code"),
        ("on", "yesterday", "/entry/on", "not-a-day"),
        ("point", "nowhere", "/entry/point", "unknown-point"),
        ("evidence", " ", "/entry/evidence", "not-a-text"),
    ] {
        let mut request = right();
        request["entry"][field] = json!(value);
        let refused = desk.post(OFFICER, "/v1/exits", &request).await;
        let fault = &refused.json()["errors"][0];
        let expected = (422, &json!(pointer), &json!(code));
        let found = (refused.status.as_u16(), &fault["pointer"], &fault["code"]);
        assert_eq!(found, expected, "{field}: {}", refused.text);
    }
    let mut both = right();
    both["entry_unknown"] = json!(true);
    let mut otherwise = right();
    otherwise["answers"] = json!({ "entry_evidence": "stamp-before-start" });
    let mut nobody = right();
    nobody["file_id"] = json!(Uuid::from_u128(7));
    nobody.as_object_mut().unwrap().remove("traveller");
    for (request, pointer) in
        [(both, "/entry_unknown"), (otherwise, "/entry"), (nobody, "/traveller")]
    {
        let refused = desk.post(OFFICER, "/v1/exits", &request).await;
        assert_eq!(refused.json()["errors"][0]["pointer"], pointer, "{}", refused.text);
    }
    for (by, on, code) in [
        ("stamp-before-start", "2026-04-10", "stamp-after-start"),
        ("rebutted", "2026-07-16", "date-in-future"),
    ] {
        let refused = desk.post(OFFICER, "/v1/exits", &showing(1, ("GE1", by, on))).await;
        assert_eq!(refused.problem().as_deref(), Some(code), "{}", refused.text);
    }
    let client = database.superuser().await;
    let sql = "SELECT (SELECT count(*) FROM file) + (SELECT count(*) FROM crossing)";
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 0);
}

#[tokio::test]
async fn of_nobody_outside_the_scope_a_file_is_made_at_an_exit() {
    let (desk, database) = Desk::open().await;
    let mut resident = exempt("GE1");
    resident["facts"] = json!({ "title": "residence-permit" });
    let mut alone = exit(1, &resident);
    alone["entry_unknown"] = json!(true);
    let mut showing = showing(2, ("GE1", "rebutted", "2026-07-01"));
    showing["traveller"] = resident;
    for request in [alone, showing] {
        let refused = desk.post(OFFICER, "/v1/exits", &request).await;
        assert_eq!(refused.problem().as_deref(), Some("out-of-scope"), "{}", refused.text);
    }
    let client = database.superuser().await;
    let sql = "SELECT count(*) FROM file";
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 0);
}

#[tokio::test]
async fn who_needs_a_visa_and_shows_none_leaves_all_the_same() {
    let (desk, _database) = Desk::open().await;
    let mut chinese = exempt("CN1");
    chinese["identity"]["nationalities"] = json!(["CHN"]);
    chinese["document"]["issuer"] = json!("CHN");
    let mut request = exit(1, &chinese);
    request["entry_unknown"] = json!(true);
    let left = desk.post(OFFICER, "/v1/exits", &request).await;
    assert_eq!(left.status, 201, "{}", left.text);
    assert_eq!(left.json()["overstay"], "not-calculated");
}

#[tokio::test]
async fn the_same_exit_of_somebody_new_twice_at_once_is_recorded_once() {
    let (desk, database) = Desk::open().await;
    for number in 1..=10 {
        let mut request = exit(number, &exempt(&format!("GE{number}")));
        request["entry_unknown"] = json!(true);
        let (one, other) = tokio::join!(
            desk.post(OFFICER, "/v1/exits", &request),
            desk.post(OFFICER, "/v1/exits", &request)
        );
        let mut both = [one.status.as_u16(), other.status.as_u16()];
        both.sort_unstable();
        assert_eq!(both, [200, 201], "{}{}", one.text, other.text);
    }
    let client = database.superuser().await;
    let sql = "SELECT count(*) FROM file";
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 10);
}

#[tokio::test]
async fn the_answers_of_the_check_and_the_entry_that_is_shown_are_of_one_exit() {
    for (by, on) in [("stamp-before-start", "2026-04-09"), ("rebutted", "2026-07-01")] {
        let (desk, _database) = Desk::open().await;
        let mut request = showing(1, ("GE1", by, on));
        let answers = |shown: &str| json!({ "entry_evidence": shown, "other_checks": {}, "decision": "let-leave" });
        request["answers"] = answers("none");
        let unlike = desk.post(OFFICER, "/v1/exits", &request).await;
        assert_eq!(unlike.status, 422, "{}", unlike.text);
        request["answers"] = answers(by);
        let left = desk.post(OFFICER, "/v1/exits", &request).await;
        assert_eq!(left.status, 201, "{by}: {}", left.text);
        let file = left.json()["file_id"].as_str().unwrap().to_owned();
        let path = format!("/v1/files/{file}/versions");
        let history = desk.get("immigration/supervisor", &path).await;
        assert!(history.text.contains("Passport, page 12"), "{by}: {}", history.text);
    }
}

#[tokio::test]
async fn a_file_of_an_exit_alone_is_kept_for_three_years_and_a_day() {
    let (desk, database) = Desk::open().await;
    let mut request = exit(1, &exempt("GE1"));
    request["entry_unknown"] = json!(true);
    desk.post(OFFICER, "/v1/exits", &request).await;
    let client = database.superuser().await;
    let kept = "SELECT kept_until::text, (SELECT kept_until::text FROM crossing) FROM file";
    let row = client.query_one(kept, &[]).await.unwrap();
    let (file, record): (&str, &str) = (row.get(0), row.get(1));
    assert_eq!((file, record), ("2029-07-16", "2029-07-15"), "EES Art. 34(1), (2): RT1");
}

#[tokio::test]
async fn an_entry_that_is_shown_does_not_come_from_a_buffer() {
    let (desk, database) = Desk::open().await;
    let request = showing(1, ("GE1", "rebutted", "2026-07-01"));
    let stored = event("2026-07-15T08:59:00Z", "exit", &request);
    let conflict = ("conflict".to_owned(), "invalid-value".to_owned());
    assert_eq!(told(&desk, NODE, &[stored]).await, [conflict]);
    let client = database.superuser().await;
    let sql = "SELECT count(*) FROM crossing";
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 0);
}

#[tokio::test]
async fn the_page_offers_the_exit_of_who_is_on_no_file_and_says_what_is_missing() {
    let (desk, database) = Desk::open().await;
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let who = "surname=Beridze&given_names=Nino&birth_day=1&birth_month=4&birth_year=1988\
               &nationality=GEO&sex=F&document_kind=ordinary-passport&document_number=GE1\
               &document_issuer=GEO&expiry_day=30&expiry_month=6&expiry_year=2031";
    let checked = desk.send(OFFICER, Method::POST, "/check", (&headers, who)).await;
    assert!(checked.text.contains("no entry is on record"), "{}", checked.text);
    let id = Uuid::from_u128(1);
    let post = async |more: &str| {
        let body = format!("{who}&crossing_id={id}&{more}");
        desk.send(OFFICER, Method::POST, "/exits", (&headers, &body)).await
    };
    let lacking = post("shown_by=stamp-before-start&shown_on=2026-04-09").await;
    assert_eq!(lacking.status, 422, "{}", lacking.text);
    for said in ["Write the code of the crossing point", "Say where the stamp is", "2026-04-09"] {
        assert!(lacking.text.contains(said), "{said}: {}", lacking.text);
    }
    let rest = "shown_point=rou-l-albita&shown_evidence=Page+12";
    let late = post(&format!("shown_by=stamp-before-start&shown_on=2026-05-01&{rest}")).await;
    assert!(late.text.contains("say what else shows the entry"), "{}", late.text);
    for (said, sentence) in [
        (format!("shown_on=2026-04-09&{rest}"), "Choose what shows the entry"),
        (
            format!("shown_by=rebutted&shown_on=2026-06-01&entry_unknown=yes&{rest}"),
            "Either the entry is shown, or it was never recorded",
        ),
        (format!("shown_by=rebutted&shown_on=2026-09-01&{rest}"), "does not fit the exit"),
    ] {
        let wrong = post(&said).await;
        assert_eq!(wrong.status, 422, "{said}: {}", wrong.text);
        assert!(wrong.text.contains(sentence), "{said}: {}", wrong.text);
        assert!(wrong.text.contains("value=\"Page 12\""), "{said}: {}", wrong.text);
    }
    post(&format!("shown_by=stamp-before-start&shown_on=2026-04-09&{rest}")).await;
    let client = database.superuser().await;
    let sql = "SELECT source, entry_point FROM crossing";
    let row = client.query_one(sql, &[]).await.unwrap();
    assert_eq!((row.get::<_, &str>(0), row.get::<_, &str>(1)), ("stamp", "ROU-L-ALBITA"));
}
