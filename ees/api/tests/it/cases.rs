//! Cases of amendment. EES Art. 35.

mod erasing;

use axum::http::Method;
use ees_domain::switches::RetentionSwitches;
use ees_store::retention::{Erased, How, carry_out_orders};
use ees_store::rounds::mark_overstays;
use ees_store::schema;
use fnd_core::Clock;
use fnd_core::id::RandomIds;
use fnd_testkit::TestDatabase;
use fnd_testkit::http::Answer;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::kit::{ABROAD, Desk};
use crate::people::{entry, exempt, exit};

const OFFICER: &str = "border/officer";
const SUPERVISOR: &str = "immigration/supervisor";

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

/// What the daemon does every minute.
async fn run(desk: &Desk, database: &TestDatabase) -> Erased {
    let mut client = database.client(schema::RETENTION).await;
    let (now, switches) = (desk.clock.now(), RetentionSwitches::default());
    carry_out_orders(&mut client, How { ids: &RandomIds, now, switches }).await.unwrap().unwrap()
}

/// A desk on Monday, 1 June 2026, with somebody inside: the path of the file.
async fn entered() -> (Desk, TestDatabase, String) {
    let (desk, database) = Desk::open().await;
    desk.clock.set("2026-06-01T09:00:00Z".parse().unwrap());
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    (desk, database, format!("/v1/files/{}", entered["file_id"].as_str().unwrap()))
}

fn case(number: u128, wish: &str) -> Value {
    json!({ "case_id": Uuid::from_u128(number), "wish": wish, "said": "I left by train." })
}

/// A request with a value changed.
fn with(mut request: Value, field: &str, value: Value) -> Value {
    request[field] = value;
    request
}

async fn open(desk: &Desk, who: &str, (file, case): (&str, &Value)) -> Answer {
    desk.post(who, &format!("{file}/amendments"), case).await
}

fn path(number: u128, step: &str) -> String {
    format!("/v1/amendments/{}{step}", Uuid::from_u128(number))
}

fn end(outcome: &str, erase: bool) -> Value {
    json!({ "outcome": outcome, "answer": "Ticket of 3 June, seen.", "erase": erase })
}

/// Settles a case on the file as it is.
async fn settle(desk: &Desk, who: &str, (number, end): (u128, &Value)) -> Answer {
    let headers = [("if-match", "*")];
    desk.send(who, Method::POST, &path(number, "/settle"), (&headers, &end.to_string())).await
}

async fn told(database: &TestDatabase) -> Vec<(String, Option<String>)> {
    let sql = "SELECT kind, state FROM notice ORDER BY notice_no";
    let rows = database.superuser().await.query(sql, &[]).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

fn notice(kind: &str, state: Option<&str>) -> (String, Option<String>) {
    (kind.to_owned(), state.map(str::to_owned))
}

#[tokio::test]
async fn a_case_on_another_states_data_is_asked_checked_and_settled_in_time() {
    let (desk, database, file) = entered().await;
    // Bulgaria finds it and cannot check alone.
    let opened = open(&desk, ABROAD, (&file, &case(1, "rectify"))).await;
    assert_eq!(opened.status, 201, "{}", opened.text);
    let opened = opened.json();
    assert_eq!(
        (&opened["due"], &opened["due_on"], &opened["acts"]),
        (&json!("ask-by"), &json!("2026-06-08"), &json!("BGR"))
    );
    let nothing = desk.get(SUPERVISOR, "/v1/amendments").await.json();
    assert_eq!(nothing["total"], 0, "Romania knows of it when it is asked: {nothing}");
    assert_eq!(desk.get(SUPERVISOR, &path(1, "")).await.status, 404);
    assert_eq!(told(&database).await, []);
    desk.clock.advance(days(4));
    let asked = desk.post(ABROAD, &path(1, "/ask"), &json!(null)).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    assert_eq!(told(&database).await, [notice("case-waits", Some("ROU"))]);
    // The 5th of July 2026 is a Sunday.
    let asked = asked.json();
    assert_eq!((&asked["due"], &asked["due_on"]), (&json!("check-by"), &json!("2026-07-06")));
    let again = desk.post(ABROAD, &path(1, "/ask"), &json!(null)).await;
    assert_eq!(again.problem().as_deref(), Some("already-asked"), "{}", again.text);
    let own = settle(&desk, ABROAD, (1, &end("not-founded", false))).await;
    assert_eq!(own.problem().as_deref(), Some("not-entitled"), "{}", own.text);
    let listed = desk.get(SUPERVISOR, "/v1/amendments?stage=asked").await.json();
    assert_eq!((&listed["total"], &listed["cases"][0]), (&json!(1), &asked));
    desk.clock.advance(days(32));
    let late = desk.get(SUPERVISOR, &path(1, "")).await.json();
    assert_eq!(late["is_overdue"], true, "the 7th of July is too late: {late}");
    // Nothing was put right yet, so it is not done.
    let nothing = settle(&desk, SUPERVISOR, (1, &end("done", false))).await;
    assert_eq!(nothing.problem().as_deref(), Some("nothing-done"), "{}", nothing.text);
    desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    let done = settle(&desk, SUPERVISOR, (1, &end("done", false))).await;
    assert_eq!(done.status, 200, "{}", done.text);
    let done = done.json();
    assert_eq!(
        (&done["stage"], &done["due"], &done["outcome"]),
        (&json!("settled"), &json!("nothing"), &json!("done"))
    );
    let notices = [notice("case-waits", Some("ROU")), notice("case-settled", Some("BGR"))];
    assert_eq!(told(&database).await, notices);
    let over = settle(&desk, SUPERVISOR, (1, &end("done", false))).await;
    assert_eq!(over.problem().as_deref(), Some("case-settled"), "{}", over.text);
    assert_eq!(desk.get(ABROAD, &path(1, "")).await.json()["answer"], done["answer"]);
}

#[tokio::test]
async fn what_is_said_lies_sealed_and_goes_with_the_file_and_each_step_is_in_the_log() {
    let (desk, database, file) = entered().await;
    assert_eq!(open(&desk, OFFICER, (&file, &case(1, "unlist"))).await.status, 201);
    let client = database.superuser().await;
    let said: Vec<u8> =
        client.query_one("SELECT said FROM amendment_case", &[]).await.unwrap().get(0);
    assert!(!String::from_utf8_lossy(&said).contains("train"), "it lies sealed");
    let ended = settle(&desk, SUPERVISOR, (1, &end("not-founded", false))).await;
    assert_eq!(ended.status, 200, "{}", ended.text);
    let sql = "SELECT action FROM log_entry WHERE purpose = 'amendment' AND outcome = 'done'
                  AND object IS NOT NULL AND used IS NOT NULL ORDER BY at, action";
    let rows = client.query(sql, &[]).await.unwrap();
    let mut actions: Vec<&str> = rows.iter().map(|row| row.get(0)).collect();
    actions.sort_unstable();
    assert_eq!(actions, ["handle-case", "open-case"]);
    client.execute("DELETE FROM file", &[]).await.unwrap();
    let left = client.query_one("SELECT count(*) FROM amendment_case", &[]).await.unwrap();
    assert_eq!(left.get::<_, i64>(0), 0);
}

#[tokio::test]
async fn a_case_is_opened_once() {
    let (desk, _database, file) = entered().await;
    let first = open(&desk, OFFICER, (&file, &case(1, "rectify"))).await;
    let again = open(&desk, OFFICER, (&file, &case(1, "rectify"))).await;
    assert_eq!((again.status.as_u16(), again.json()), (200, first.json()));
    let other = open(&desk, OFFICER, (&file, &case(1, "erase"))).await;
    assert_eq!(other.problem().as_deref(), Some("id-reused"), "{}", other.text);
    let second = desk.post(OFFICER, "/v1/entries", &entry(9, &exempt("GE9"))).await.json();
    let second = format!("/v1/files/{}", second["file_id"].as_str().unwrap());
    let elsewhere = open(&desk, OFFICER, (&second, &case(1, "rectify"))).await;
    assert_eq!(elsewhere.status, 409, "{}", elsewhere.text);
}

#[tokio::test]
async fn what_is_no_case_is_refused_at_its_place() {
    let (desk, database, file) = entered().await;
    for (request, place, code) in [
        (case(1, "forget"), "/wish", "unknown-wish"),
        (case(1, "naturalised"), "/acquired_of", "state-not-fitting"),
        (with(case(1, "erase"), "acquired_of", json!("FRA")), "/acquired_of", "state-not-fitting"),
        (with(case(1, "erase"), "acquired_of", json!("f")), "/acquired_of", "unknown-state"),
        (with(case(1, "erase"), "raised_on", json!("2026-02-30")), "/raised_on", "not-a-day"),
        (with(case(1, "erase"), "said", json!(" ")), "/said", "not-a-text"),
        (
            with(
                with(case(1, "erase"), "crossing_id", json!(Uuid::from_u128(1))),
                "refusal_id",
                json!(Uuid::from_u128(1)),
            ),
            "/refusal_id",
            "two-records",
        ),
    ] {
        let refused = open(&desk, OFFICER, (&file, &request)).await;
        assert_eq!(refused.status, 422, "{}", refused.text);
        let fault = &refused.json()["errors"][0];
        assert_eq!((&fault["pointer"], &fault["code"]), (&json!(place), &json!(code)));
    }
    let crossing = json!(Uuid::from_u128(1));
    for (request, status, code) in [
        (with(case(1, "erase"), "crossing_id", json!(Uuid::from_u128(7))), 409, "no-record"),
        (with(case(1, "microstate"), "crossing_id", crossing), 422, "whole-file-goes"),
        (with(case(1, "naturalised"), "acquired_of", json!("IRL")), 422, "state-not-operating"),
        (with(case(1, "rectify"), "raised_on", json!("2026-06-02")), 422, "date-in-future"),
    ] {
        let refused = open(&desk, OFFICER, (&file, &request)).await;
        assert_eq!(
            (refused.status.as_u16(), refused.problem().as_deref()),
            (status, Some(code)),
            "{}",
            refused.text
        );
    }
    let nobodys = format!("/v1/files/{}", Uuid::nil());
    assert_eq!(open(&desk, OFFICER, (&nobodys, &case(1, "rectify"))).await.status, 404);
    for query in ["stage=gone", "wish=forget", "after=here", "after=2~2026-06-01~x"] {
        let refused = desk.get(OFFICER, &format!("/v1/amendments?{query}")).await;
        assert_eq!(refused.status, 422, "{query}: {}", refused.text);
    }
    let client = database.superuser().await;
    let count = client.query_one("SELECT count(*) FROM amendment_case", &[]).await.unwrap();
    assert_eq!(count.get::<_, i64>(0), 0, "nothing half-done");
}

#[tokio::test]
async fn whoever_settles_has_seen_the_file_as_it_is() {
    let (desk, database, file) = entered().await;
    assert_eq!(open(&desk, OFFICER, (&file, &case(1, "erase"))).await.status, 201);
    let (path, end) = (path(1, "/settle"), end("done", true));
    let unsaid = desk.post(SUPERVISOR, &path, &end).await;
    assert_eq!(unsaid.status, 428, "{}", unsaid.text);
    let headers = [("if-match", "\"v9\"")];
    let stale = desk.send(SUPERVISOR, Method::POST, &path, (&headers, &end.to_string())).await;
    assert_eq!(stale.status, 412, "{}", stale.text);
    assert_eq!(run(&desk, &database).await.total(), 0, "nothing was ordered");
    let headers = [("if-match", "\"v1\"")];
    let seen = desk.send(SUPERVISOR, Method::POST, &path, (&headers, &end.to_string())).await;
    assert_eq!(seen.status, 200, "{}", seen.text);
    assert_eq!(run(&desk, &database).await.files, 1);
}

#[tokio::test]
async fn who_is_still_on_the_list_was_not_taken_off_it() {
    let (desk, database, file) = entered().await;
    desk.clock.advance(days(100));
    let mut client = database.client(schema::UPKEEP).await;
    mark_overstays(&mut client, &RandomIds, desk.clock.now()).await.unwrap();
    open(&desk, OFFICER, (&file, &case(1, "unlist"))).await;
    let still = settle(&desk, SUPERVISOR, (1, &end("done", false))).await;
    assert_eq!(still.problem().as_deref(), Some("still-listed"), "{}", still.text);
    let lift = format!("{file}/crossings/{}/lift", Uuid::from_u128(1));
    let request = json!({ "ground": "serious-event", "evidence": "Hospital" }).to_string();
    let headers = [("if-match", "*")];
    let lifted = desk.send(SUPERVISOR, Method::POST, &lift, (&headers, &request)).await;
    assert_eq!(lifted.status, 200, "{}", lifted.text);
    let done = settle(&desk, SUPERVISOR, (1, &end("done", false))).await;
    assert_eq!(done.status, 200, "{}", done.text);
}

#[tokio::test]
async fn the_list_is_in_the_order_of_urgency_and_is_leafed_through() {
    let (desk, _database, file) = entered().await;
    for number in 0..55_u128 {
        let raised = format!("2026-05-{:02}", 1 + number % 28);
        let request = with(case(100 + number, "rectify"), "raised_on", json!(raised));
        assert_eq!(open(&desk, OFFICER, (&file, &request)).await.status, 201);
    }
    settle(&desk, SUPERVISOR, (100, &end("not-founded", false))).await;
    let first = desk.get(OFFICER, "/v1/amendments").await.json();
    assert_eq!((&first["total"], first["cases"].as_array().unwrap().len()), (&json!(55), 50));
    let next = first["next"].as_str().unwrap();
    let second = desk.get(OFFICER, &format!("/v1/amendments?after={next}")).await.json();
    assert_eq!(second["next"], json!(null));
    let all: Vec<&Value> =
        [&first, &second].iter().flat_map(|page| page["cases"].as_array().unwrap()).collect();
    let raised: Vec<&str> =
        all.iter().take(54).map(|case| case["raised_on"].as_str().unwrap()).collect();
    assert!(raised.is_sorted(), "{raised:?}");
    assert_eq!((all.len(), &all[54]["stage"]), (55, &json!("settled")), "what is over stands last");
    for (query, expected) in [
        ("stage=settled", 1),
        ("stage=open", 54),
        ("stage=asked", 0),
        ("wish=rectify", 55),
        ("wish=erase", 0),
    ] {
        let listed = desk.get(OFFICER, &format!("/v1/amendments?{query}")).await.json();
        assert_eq!(listed["total"], expected, "{query}");
    }
}

async fn form(desk: &Desk, who: &str, (path, body): (&str, &str)) -> Answer {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    desk.send(who, Method::POST, path, (&headers, body)).await
}

#[tokio::test]
async fn the_pages_say_what_is_due_and_what_is_lost_and_ask_twice_before_erasing() {
    let (desk, database, file) = entered().await;
    let page = format!("{}/amendments", file.replace("/v1", ""));
    let empty = desk.get(OFFICER, &page).await;
    assert!(empty.text.contains("Open a case of amendment"), "{}", empty.text);
    let filled = format!(
        "case_id={}&wish=naturalised&about=file&raised_on=2026-06-01&said=Certificate",
        Uuid::from_u128(1)
    );
    for (body, said) in [
        (filled.clone(), "Choose the State with these two wishes"),
        (format!("{filled}&acquired_of=IRL"), "does not operate the system"),
        (filled.replace("06-01", "07-01") + "&acquired_of=ROU", "cannot be raised in the future"),
        (filled.replace("about=file", "about=crossing~x"), "Choose the file or one of its records"),
        (filled.replace("about=file", "about="), "Choose the file or one of its records"),
    ] {
        let refused = form(&desk, OFFICER, (&page, &body)).await;
        assert_eq!(refused.status, 422, "{body}: {}", refused.text);
        assert!(refused.text.contains(said), "{body}: {}", refused.text);
    }
    let opened = form(&desk, OFFICER, (&page, &format!("{filled}&acquired_of=ROU"))).await;
    let case = format!("/amendments/{}", Uuid::from_u128(1));
    let shown = format!("{case}?done=case-opened");
    assert_eq!((opened.status.as_u16(), opened.header("location")), (303, shown.as_str()));
    let shown = desk.get(SUPERVISOR, &shown).await;
    assert!(shown.text.contains("The case is open"), "{}", shown.text);
    for (clock, said) in [
        ("2026-06-05T09:00:00Z", "due in 3 days"),
        ("2026-06-08T09:00:00Z", "due today"),
        ("2026-06-10T09:00:00Z", "2 days late"),
    ] {
        desk.clock.set(clock.parse().unwrap());
        for path in [&case, "/amendments"] {
            let shown = desk.get(SUPERVISOR, path).await;
            assert!(shown.text.contains(said), "{path} at {clock}: {}", shown.text);
        }
    }
    let settle = format!("{case}/settle");
    let asked = desk.get(SUPERVISOR, &settle).await;
    assert!(asked.text.contains("Settle and erase"), "{}", asked.text);
    assert!(asked.text.contains("cannot be brought back"), "{}", asked.text);
    let unsure = form(&desk, SUPERVISOR, (&settle, "version=1&outcome=done&answer=Seen")).await;
    assert_eq!(unsure.status, 422);
    assert!(unsure.text.contains("Confirm the erasure"), "{}", unsure.text);
    let done =
        form(&desk, SUPERVISOR, (&settle, "version=1&outcome=done&answer=Seen&erase=yes")).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let erasing = desk.get(SUPERVISOR, &case).await;
    assert!(erasing.text.contains("The erasure is under way"), "{}", erasing.text);
    assert_eq!(run(&desk, &database).await.files, 1);
    let gone = desk.get(SUPERVISOR, &case).await;
    assert_eq!(gone.status, 404, "{}", gone.text);
}
