//! Entries and exits by the API.

use jiff::SignedDuration;
use serde_json::json;

use crate::kit::Desk;
use crate::people::{entry, exempt, exit, visa, visa_required};

const OFFICER: &str = "border/officer";

#[tokio::test]
async fn an_entry_answers_with_the_last_lawful_day_and_an_exit_in_time_is_no_overstay() {
    let (desk, _database) = Desk::open().await;
    let person = exempt("GE1");
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await;
    assert_eq!(entered.status, 201, "{}", entered.text);
    let entered = entered.json();
    assert_eq!(entered["last_lawful_day"], "2026-10-12");
    assert_eq!(entered["crossing"]["entry"]["at"], "2026-07-15T12:00:00+03:00");
    desk.clock.advance(SignedDuration::from_hours(24 * 89));
    let left = desk.post(OFFICER, "/v1/exits", &exit(2, &person)).await;
    assert_eq!(left.status, 201, "{}", left.text);
    let left = left.json();
    assert_eq!((&left["overstay"], &left["file_id"]), (&json!("none"), &entered["file_id"]));
}

#[tokio::test]
async fn who_leaves_late_is_told_by_how_many_days() {
    let (desk, _database) = Desk::open().await;
    let person = exempt("GE1");
    desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await;
    desk.clock.advance(SignedDuration::from_hours(24 * 93));
    let left = desk.post(OFFICER, "/v1/exits", &exit(2, &person)).await.json();
    assert_eq!((&left["overstay"], &left["overstay_days"]), (&json!("days"), &json!(4)));
}

#[tokio::test]
async fn a_repeated_request_has_the_same_answer_and_no_further_effect() {
    let (desk, database) = Desk::open().await;
    let first = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    let again = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 200));
    assert_eq!(first.json()["crossing"], again.json()["crossing"]);
    let other = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE2"))).await;
    assert_eq!((other.status.as_u16(), other.problem().as_deref()), (409, Some("id-reused")));
    let left = desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    let again = desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    assert_eq!((left.status.as_u16(), again.status.as_u16()), (201, 200));
    let client = database.superuser().await;
    let count = client.query_one("SELECT count(*) FROM crossing", &[]).await.unwrap();
    assert_eq!(count.get::<_, i64>(0), 1);
}

#[tokio::test]
async fn an_open_entry_is_not_admitted_over_unless_its_exit_is_known_to_be_missing() {
    let (desk, _database) = Desk::open().await;
    let person = exempt("GE1");
    let first = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await.json();
    desk.clock.advance(SignedDuration::from_hours(24 * 10));
    let refused = desk.post(OFFICER, "/v1/entries", &entry(2, &person)).await;
    assert_eq!(
        (refused.status.as_u16(), refused.problem().as_deref()),
        (409, Some("already-inside"))
    );
    let mut confirmed = entry(2, &person);
    confirmed["supersedes"] = first["crossing"]["crossing_id"].clone();
    let entered = desk.post(OFFICER, "/v1/entries", &confirmed).await;
    assert_eq!(entered.status, 201, "{}", entered.text);
    let entered = entered.json();
    assert_eq!(
        (&entered["needs_human"], &entered["warnings"]),
        (&json!(true), &json!(["exit-missing"]))
    );
    assert_eq!(entered["file_id"], first["file_id"]);
}

#[tokio::test]
async fn a_visa_is_asked_for_and_its_days_bind() {
    let (desk, _database) = Desk::open().await;
    let mut person = visa_required("IN1");
    let refused = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await;
    assert_eq!(
        (refused.status.as_u16(), refused.problem().as_deref()),
        (422, Some("visa-missing"))
    );
    person["visa"] = visa();
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await.json();
    assert_eq!(entered["last_lawful_day"], "2026-08-13");
    assert_eq!(entered["crossing"]["stay_limit"], "visa-duration");
    desk.post(OFFICER, "/v1/exits", &exit(2, &person)).await;
    let spent = desk.post(OFFICER, "/v1/entries", &entry(3, &person)).await;
    assert_eq!((spent.status.as_u16(), spent.problem().as_deref()), (422, Some("stay-exhausted")));
}

#[tokio::test]
async fn family_members_are_recorded_and_nothing_is_calculated() {
    let (desk, _database) = Desk::open().await;
    let mut person = visa_required("IN1");
    person["facts"] = json!({ "family_of": "union-citizen" });
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await.json();
    assert_eq!(entered["last_lawful_day"], json!(null));
    desk.clock.advance(SignedDuration::from_hours(24 * 300));
    let left = desk.post(OFFICER, "/v1/exits", &exit(2, &person)).await.json();
    assert_eq!(left["overstay"], "not-calculated");
}

#[tokio::test]
async fn the_visa_of_a_family_member_who_needs_one_is_recorded() {
    let (desk, _database) = Desk::open().await;
    let mut person = visa_required("IN2");
    person["facts"] = json!({ "family_of": "union-citizen" });
    person["visa"] = visa();
    let entered = desk.post(OFFICER, "/v1/entries", &entry(3, &person)).await.json();
    assert_eq!(entered["crossing"]["ground"], "family-member");
    assert_eq!(entered["crossing"]["visa"]["sticker"], "ROU123456", "EES Art. 16(2)(d)");
    assert_eq!(entered["crossing"]["stay_until"], json!(null), "EES Art. 2(4)");
    person["visa"]["sticker"] = json!("ROU999999");
    let left = desk.post(OFFICER, "/v1/exits", &exit(4, &person)).await.json();
    assert_eq!(left["crossing"]["visa"]["sticker"], "ROU999999", "EES Art. 16(3)");
    let path = format!("/v1/files/{}", entered["file_id"].as_str().unwrap());
    let file = desk.get(OFFICER, &path).await.json();
    assert_eq!(file["crossings"][0], left["crossing"]);
}

#[tokio::test]
async fn a_new_document_joins_the_file_and_nothing_is_overwritten() {
    let (desk, _database) = Desk::open().await;
    let first = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    let mut renewed = exempt("GE1");
    renewed["document"]["number"] = json!("GE99");
    let mut again = entry(3, &renewed);
    again["file_id"] = first["file_id"].clone();
    assert_eq!(desk.post(OFFICER, "/v1/entries", &again).await.status, 201);
    let path = format!("/v1/files/{}", first["file_id"].as_str().unwrap());
    let file = desk.get(OFFICER, &path).await;
    assert_eq!(file.header("etag"), format!("\"v{}\"", file.json()["version"]));
    let numbers: Vec<_> =
        file.json()["documents"].as_array().unwrap().iter().map(|d| d["number"].clone()).collect();
    assert_eq!(numbers, [json!("GE1"), json!("GE99")]);
}

#[tokio::test]
async fn edits_need_the_state_that_was_read() {
    let (desk, _database) = Desk::open().await;
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    let path = format!("/v1/files/{}/documents", entered["file_id"].as_str().unwrap());
    let document = json!({
        "kind": "ordinary-passport", "number": "GE2", "issuer": "GEO", "expires": "2033-01-01",
    })
    .to_string();
    let with = |tag: &'static str| {
        let (desk, path, document) = (&desk, &path, &document);
        async move {
            let headers: &[(&str, &str)] = if tag.is_empty() { &[] } else { &[("if-match", tag)] };
            let who = "border/supervisor";
            desk.send(who, axum::http::Method::POST, path, (headers, document)).await
        }
    };
    let cases = [("", 428), ("\"v7\"", 412), ("v1", 400), ("\"v1\"", 201), ("\"v1\"", 412)];
    for (tag, expected) in cases {
        assert_eq!(with(tag).await.status, expected, "If-Match {tag}");
    }
    let refused = desk
        .send(OFFICER, axum::http::Method::POST, &path, (&[("if-match", "*")], &document))
        .await;
    assert_eq!(refused.status, 404, "an officer may not amend, nor learn that the file exists");
}

#[tokio::test]
async fn a_check_finds_by_document_and_by_another_spelling_and_says_how_long() {
    let (desk, _database) = Desk::open().await;
    desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    let check = |person| json!({ "purpose": "border-entry", "traveller": person });
    let known = desk.post(OFFICER, "/v1/checks", &check(exempt("GE1"))).await.json();
    assert_eq!(known["file"]["crossings"].as_array().unwrap().len(), 1);
    assert_eq!((&known["stay"]["result"], &known["stay"]["days"]), (&json!("until"), &json!(90)));
    let mut swapped = exempt("GE1");
    swapped["document"]["number"] = json!("OTHER1");
    let surname = swapped["identity"]["surname"].clone();
    swapped["identity"]["surname"] = swapped["identity"]["given_names"].clone();
    swapped["identity"]["given_names"] = surname;
    let found = desk.post(OFFICER, "/v1/checks", &check(swapped)).await.json();
    assert_eq!(found["file"], json!(null));
    assert_eq!(found["similar"][0]["file_id"], known["file"]["file_id"]);
    let reasons = found["similar"][0]["reasons"].as_array().unwrap();
    assert!(reasons.contains(&json!("names-swapped")), "{reasons:?}");
}

#[tokio::test]
async fn days_used_under_another_document_are_said_before_anybody_is_taken_for_new() {
    let (desk, _database) = Desk::open().await;
    desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    desk.clock.advance(SignedDuration::from_hours(24 * 59));
    desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    desk.clock.advance(SignedDuration::from_hours(24));
    let check = |person| json!({ "purpose": "border-entry", "traveller": person });
    let mut renewed = exempt("GE1");
    renewed["document"]["number"] = json!("GE99");
    let found = desk.post(OFFICER, "/v1/checks", &check(renewed)).await.json();
    assert_eq!((&found["file"], &found["stay"]["days"]), (&json!(null), &json!(90)));
    assert_eq!(found["stay_depends_on_identity"], json!(true));
    let same = &found["similar"][0]["stay"];
    assert_eq!((&same["days_used"], &same["days"]), (&json!(60), &json!(30)), "{same}");
    let mut other = exempt("XY7");
    other["identity"]["given_names"] = json!("Giorgi");
    other["identity"]["birth"] = json!("1951-11-23");
    let unlike = desk.post(OFFICER, "/v1/checks", &check(other)).await.json();
    assert_eq!(unlike["stay_depends_on_identity"], json!(false));
}

#[tokio::test]
async fn days_of_two_files_of_one_person_count_together() {
    let (desk, _database) = Desk::open().await;
    let mut renewed = exempt("GE1");
    renewed["document"]["number"] = json!("GE99");
    let passages = [(&exempt("GE1"), 1), (&renewed, 3)];
    for (person, id) in passages {
        desk.post(OFFICER, "/v1/entries", &entry(id, person)).await;
        desk.clock.advance(SignedDuration::from_hours(24 * 19));
        desk.post(OFFICER, "/v1/exits", &exit(id + 1, person)).await;
        desk.clock.advance(SignedDuration::from_hours(24));
    }
    let check = json!({ "purpose": "border-entry", "traveller": renewed });
    let found = desk.post(OFFICER, "/v1/checks", &check).await.json();
    assert_eq!(found["stay"]["days_used"], json!(20));
    assert_eq!(found["similar"][0]["stay"]["days_used"], json!(40));
    assert_eq!(found["stay_depends_on_identity"], json!(true));
}

#[tokio::test]
async fn to_whom_the_system_does_not_apply_is_not_recorded() {
    let (desk, database) = Desk::open().await;
    let mut person = exempt("FR1");
    person["identity"]["nationalities"] = json!(["FRA"]);
    let refused = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await;
    assert_eq!(
        (refused.status.as_u16(), refused.problem().as_deref()),
        (422, Some("out-of-scope"))
    );
    let client = database.superuser().await;
    let count = client.query_one("SELECT count(*) FROM file", &[]).await.unwrap();
    assert_eq!(count.get::<_, i64>(0), 0);
}

#[tokio::test]
async fn an_exit_is_not_recorded_on_another_file_than_that_of_the_document() {
    let (desk, database) = Desk::open().await;
    desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    let other = desk.post(OFFICER, "/v1/entries", &entry(2, &exempt("GE2"))).await.json();
    let mut leaving = exit(3, &exempt("GE1"));
    leaving["file_id"] = other["file_id"].clone();
    let refused = desk.post(OFFICER, "/v1/exits", &leaving).await;
    assert_eq!(refused.problem().as_deref(), Some("document-on-other-file"), "{}", refused.text);
    let client = database.superuser().await;
    let open = "SELECT count(*) FROM crossing WHERE exited_at IS NULL";
    assert_eq!(client.query_one(open, &[]).await.unwrap().get::<_, i64>(0), 2);
    let logged = "SELECT outcome FROM log_entry WHERE action = 'record-exit'";
    let outcome = client.query_one(logged, &[]).await.unwrap();
    assert_eq!(outcome.get::<_, &str>(0), "document-on-other-file");
}

#[tokio::test]
async fn a_new_passport_that_is_shown_on_exit_is_added_to_the_file() {
    let (desk, _database) = Desk::open().await;
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    let mut leaving = exit(2, &exempt("GE9"));
    leaving["file_id"] = entered["file_id"].clone();
    let left = desk.post(OFFICER, "/v1/exits", &leaving).await;
    assert_eq!(left.status, 201, "{}", left.text);
    let check = json!({ "purpose": "border-entry", "traveller": exempt("GE9") });
    let found = desk.post(OFFICER, "/v1/checks", &check).await.json();
    assert_eq!(found["file"]["file_id"], entered["file_id"], "its number leads to the file");
}

#[tokio::test]
async fn another_visa_on_exit_takes_the_place_of_the_first_and_the_history_says_so() {
    let (desk, _database) = Desk::open().await;
    let mut traveller = visa_required("IN1");
    traveller["visa"] = visa();
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &traveller)).await.json();
    traveller["visa"]["sticker"] = json!("ROU999999");
    let left = desk.post(OFFICER, "/v1/exits", &exit(2, &traveller)).await;
    assert_eq!(left.status, 201, "{}", left.text);
    assert_eq!(left.json()["crossing"]["visa"]["sticker"], "ROU999999", "{}", left.text);
    let path = format!("/v1/files/{}", entered["file_id"].as_str().unwrap());
    let file = desk.get(OFFICER, &path).await.json();
    assert_eq!(file["crossings"][0], left.json()["crossing"]);
    let history = desk.get(OFFICER, &format!("{path}/versions")).await.json();
    let before = history[0]["before"].as_array().unwrap();
    let sticker = before.iter().find(|one| one["field"] == "visa-sticker").unwrap();
    assert_eq!(
        (&history[0]["deed"], &sticker["value"]),
        (&json!("updated"), &json!("ROU ROU123456"))
    );
}
