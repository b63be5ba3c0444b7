//! What keeps two files apart, and what is parted with them. EES Art. 14(2) and (4), 35, 39(1)(c).

use axum::http::Method;
use ees_domain::switches::RetentionSwitches;
use ees_store::retention::{How, carry_out_orders};
use ees_store::schema;
use fnd_core::Clock;
use fnd_core::id::RandomIds;
use fnd_testkit::TestDatabase;
use fnd_testkit::http::Answer;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::kit::Desk;
use crate::people::{entry, exempt, exit};

const OFFICER: &str = "border/officer";
const MERGES: &str = "immigration/supervisor";

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

async fn read(desk: &Desk, file: &str) -> Value {
    let answer = desk.get(OFFICER, &format!("/v1/files/{file}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

/// Sends to `path` below the file as it now is.
async fn send(desk: &Desk, who: &str, (file, path): (&str, &str), request: &Value) -> Answer {
    let version = read(desk, file).await["version"].as_i64().unwrap();
    let tag = format!("\"v{version}\"");
    let path = format!("/v1/files/{file}{path}");
    desk.send(who, Method::POST, &path, (&[("if-match", tag.as_str())], &request.to_string())).await
}

async fn merge(desk: &Desk, file: &str, other: &str) -> Answer {
    let request =
        json!({ "other": other, "ground": "documents", "reason": "Passport GE1 renewed" });
    send(desk, MERGES, (file, "/merge"), &request).await
}

async fn split(desk: &Desk, file: &str, other: &str) -> Answer {
    let request = json!({ "other": other, "reason": "Two sisters" });
    send(desk, MERGES, (file, "/split"), &request).await
}

/// Opens a case on the file.
async fn open(desk: &Desk, (file, number): (&str, u128), case: &Value) {
    assert_eq!(case["case_id"], json!(Uuid::from_u128(number)));
    let opened = desk.post(OFFICER, &format!("/v1/files/{file}/amendments"), case).await;
    assert_eq!(opened.status, 201, "{}", opened.text);
}

/// Settles a case by erasing what it is about.
async fn settle(desk: &Desk, number: u128) {
    let path = format!("/v1/amendments/{}/settle", Uuid::from_u128(number));
    let end = json!({ "outcome": "done", "answer": "Seen", "erase": true }).to_string();
    let settled = desk.send(MERGES, Method::POST, &path, (&[("if-match", "*")], &end)).await;
    assert_eq!(settled.status, 200, "{}", settled.text);
}

/// Carries out what was ordered.
async fn erase(desk: &Desk, database: &TestDatabase) {
    let mut client = database.client(schema::RETENTION).await;
    let switches = RetentionSwitches::default();
    let how = How { ids: &RandomIds, now: desk.clock.now(), switches };
    carry_out_orders(&mut client, how).await.unwrap().unwrap();
}

fn number(of: &Value) -> String {
    of["file_id"].as_str().unwrap_or_else(|| panic!("no file: {of}")).to_owned()
}

/// Somebody who was here for thirty days with one passport, and somebody who came and left with
/// another: the numbers of both files, the earlier first.
async fn two() -> (Desk, TestDatabase, String, String) {
    let (desk, database) = Desk::open().await;
    let first = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    desk.clock.advance(days(30));
    desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    desk.clock.advance(days(5));
    let second = desk.post(OFFICER, "/v1/entries", &entry(3, &exempt("GE2"))).await.json();
    desk.clock.advance(days(2));
    desk.post(OFFICER, "/v1/exits", &exit(4, &exempt("GE2"))).await;
    (desk, database, number(&first), number(&second))
}

#[tokio::test]
async fn who_was_here_under_both_numbers_at_once_is_not_one_person() {
    let (desk, _database) = Desk::open().await;
    let first = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    desk.clock.advance(days(5));
    let second = desk.post(OFFICER, "/v1/entries", &entry(3, &exempt("GE2"))).await.json();
    desk.clock.advance(days(5));
    desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    let (first, second) = (number(&first), number(&second));
    let before = (read(&desk, &first).await, read(&desk, &second).await);
    for (one, other) in [(&first, &second), (&second, &first)] {
        let refused = merge(&desk, one, other).await;
        assert_eq!(refused.status, 409, "{}", refused.text);
        assert_eq!(refused.problem().as_deref(), Some("stays-overlap"), "{}", refused.text);
    }
    assert_eq!((read(&desk, &first).await, read(&desk, &second).await), before);
    // The page says so where the number of the other file is given.
    let page = format!("/files/{first}/merge");
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let body = format!("step=find&version=2&other={second}");
    let page = desk.send(MERGES, Method::POST, &page, (&headers, &body)).await;
    assert_eq!(page.status, 422, "{}", page.text);
    assert!(page.text.contains("one person cannot have made both"), "{}", page.text);
}

#[tokio::test]
async fn a_file_that_is_about_to_be_erased_takes_no_other_one_with_it() {
    let (desk, database, first, second) = two().await;
    let case = json!({ "case_id": Uuid::from_u128(80), "wish": "microstate", "said": "Passport" });
    open(&desk, (&second, 80), &case).await;
    settle(&desk, 80).await;
    let refused = merge(&desk, &first, &second).await;
    assert_eq!(refused.problem().as_deref(), Some("erasure-waits"), "{}", refused.text);
    erase(&desk, &database).await;
    assert_eq!(read(&desk, &first).await["crossings"].as_array().unwrap().len(), 1);
    assert_eq!(desk.get(OFFICER, &format!("/v1/files/{second}")).await.status, 404);
}

#[tokio::test]
async fn a_name_that_a_document_showed_goes_with_the_document() {
    let (desk, _database, first, second) = two().await;
    assert_eq!(merge(&desk, &first, &second).await.status, 200);
    let mut married = exempt("GE2");
    married["identity"]["surname"] = json!("Lomidze");
    desk.clock.advance(days(1));
    let entered = desk.post(OFFICER, "/v1/entries", &entry(5, &married)).await;
    assert_eq!(entered.json()["file_id"], json!(first), "{}", entered.text);
    let surnames = async |file: &str| {
        let file = read(&desk, file).await;
        let names = file["identities"].as_array().unwrap().iter();
        names.map(|one| one["surname"].as_str().unwrap().to_uppercase()).collect::<Vec<_>>()
    };
    assert_eq!(surnames(&first).await.len(), 3);
    assert_eq!(split(&desk, &first, &second).await.status, 200);
    assert_eq!(surnames(&first).await.len(), 1, "nobody's name but the person's own");
    assert!(surnames(&second).await.contains(&"LOMIDZE".to_owned()));
    // A name that is added later has a number of its own.
    assert_eq!(merge(&desk, &first, &second).await.status, 200);
    let mut again = exempt("GE2");
    again["identity"]["surname"] = json!("Kapanadze");
    desk.clock.advance(days(1));
    let left = desk.post(OFFICER, "/v1/exits", &exit(6, &again)).await;
    assert!(left.status.is_success(), "{}", left.text);
    assert_eq!(surnames(&first).await.len(), 4);
}

#[tokio::test]
async fn a_case_about_a_record_goes_with_the_record() {
    let (desk, database, first, second) = two().await;
    assert_eq!(merge(&desk, &first, &second).await.status, 200);
    let record = Uuid::from_u128(3);
    let case = json!({
        "case_id": Uuid::from_u128(81), "wish": "erase", "said": "It was her sister",
        "crossing_id": record,
    });
    open(&desk, (&first, 81), &case).await;
    assert_eq!(split(&desk, &first, &second).await.status, 200);
    settle(&desk, 81).await;
    erase(&desk, &database).await;
    let client = database.superuser().await;
    let sql = "SELECT count(*) FROM crossing WHERE crossing_id = $1";
    assert_eq!(client.query_one(sql, &[&record]).await.unwrap().get::<_, i64>(0), 0);
    assert_eq!(read(&desk, &first).await["crossings"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_was_responsible_is_told_of_a_merge_and_of_a_name_that_is_put_right() {
    let (desk, database, first, second) = two().await;
    let client = database.superuser().await;
    let sql = "UPDATE file SET responsible_state = 'FRA'";
    client.execute(sql, &[]).await.unwrap();
    assert_eq!(merge(&desk, &first, &second).await.status, 200);
    let told = async || {
        let sql = "SELECT state, file_ids[1] FROM notice WHERE kind = 'amended' ORDER BY notice_no";
        let rows = client.query(sql, &[]).await.unwrap();
        rows.iter().map(|row| (row.get(0), row.get::<_, Uuid>(1).to_string())).collect::<Vec<_>>()
    };
    let france = |file: &String| ("FRA".to_owned(), file.clone());
    assert_eq!(told().await, [france(&second), france(&first)]);
    assert_eq!(split(&desk, &first, &second).await.status, 200);
    assert_eq!(told().await.len(), 2, "the State that acted answers for both already");
    for file in [&first, &second] {
        assert_eq!(read(&desk, file).await["responsible_state"], "ROU", "{file}");
    }
}
