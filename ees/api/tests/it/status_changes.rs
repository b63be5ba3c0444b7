//! Short stays that begin within the territory. EES Art. 14(8).

use axum::http::Method;
use ees_store::rounds::mark_overstays;
use ees_store::schema;
use fnd_core::Clock;
use fnd_core::id::RandomIds;
use fnd_testkit::TestDatabase;
use fnd_testkit::http::Answer;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::kit::Desk;
use crate::people::{entry, exempt, exit, visa, visa_required};

const OFFICER: &str = "border/officer";
const INLAND: &str = "immigration/supervisor";

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

/// A file of somebody who came and left in July and came back under a permit: its path.
async fn opened() -> (Desk, TestDatabase, String) {
    let (desk, database) = Desk::open().await;
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    desk.clock.advance(days(9));
    desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    desk.clock.advance(days(31));
    (desk, database, format!("/v1/files/{}", entered["file_id"].as_str().unwrap()))
}

fn begin(starts_on: &str) -> Value {
    json!({
        "crossing_id": Uuid::from_u128(7), "starts_on": starts_on,
        "evidence": "Residence permit RO 17 until 19 August 2026",
    })
}

async fn change(desk: &Desk, file: &str, (tag, request): (&str, &Value)) -> Answer {
    let headers = [("if-match", tag)];
    let path = format!("{file}/status-changes");
    desk.send(INLAND, Method::POST, &path, (&headers, &request.to_string())).await
}

#[tokio::test]
async fn a_short_stay_begins_inside_and_ends_ends_and_is_marked_as_any_other() {
    let (desk, database, file) = opened().await;
    let begun = change(&desk, &file, ("\"v2\"", &begin("2026-08-20"))).await;
    assert_eq!(begun.status, 201, "{}", begun.text);
    let crossing = begun.json()["crossing"].clone();
    assert_eq!(
        (&crossing["entry"]["point"], &crossing["entry"]["day"], &crossing["entry_authority"]),
        (&json!("ROU-T"), &json!("2026-08-20"), &json!("Office of immigration"))
    );
    assert_eq!(crossing["stay_until"], "2026-11-07", "ten days in July are spent");
    let again = change(&desk, &file, ("\"v2\"", &begin("2026-08-20"))).await;
    assert_eq!((again.status.as_u16(), &again.json()["crossing"]), (200, &crossing));
    let other = change(&desk, &file, ("\"v3\"", &begin("2026-08-21"))).await;
    assert_eq!(other.problem().as_deref(), Some("id-reused"), "{}", other.text);
    let page = desk.get(INLAND, &file.replace("/v1", "")).await;
    assert!(page.text.contains("within the territory"), "{}", page.text);
    desk.clock.advance(days(90));
    let mut client = database.client(schema::UPKEEP).await;
    let marked = mark_overstays(&mut client, &RandomIds, desk.clock.now()).await.unwrap();
    assert_eq!(marked.stays, 1);
    let listed = desk.get(INLAND, "/v1/overstayers?state=ROU").await.json();
    assert_eq!(listed["total"], 1);
    let told = "SELECT state FROM notice WHERE kind = 'overstay'";
    let told: String = database.superuser().await.query_one(told, &[]).await.unwrap().get(0);
    assert_eq!(told, "ROU");
    let left = desk.post(OFFICER, "/v1/exits", &exit(9, &exempt("GE1"))).await;
    assert_eq!(left.json()["crossing"]["crossing_id"], crossing["crossing_id"], "{}", left.text);
}

#[tokio::test]
async fn what_does_not_begin_is_refused_and_nothing_is_stored() {
    let (desk, database, file) = opened().await;
    for (starts_on, code) in
        [("2026-08-25", "date-in-future"), ("2026-07-20", "not-after-last-record")]
    {
        let refused = change(&desk, &file, ("\"v2\"", &begin(starts_on))).await;
        assert_eq!(refused.problem().as_deref(), Some(code), "{}", refused.text);
    }
    let mut wrong = begin("2026-02-30");
    wrong["evidence"] = json!(" ");
    let refused = change(&desk, &file, ("\"v2\"", &wrong)).await.json();
    let places: Vec<&str> = refused["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(places, ["/starts_on", "/evidence"]);
    assert_eq!(change(&desk, &file, ("\"v7\"", &begin("2026-08-20"))).await.status, 412);
    let mut required = visa_required("IN1");
    required["visa"] = visa();
    let entered = desk.post(OFFICER, "/v1/entries", &entry(11, &required)).await.json();
    let needs = format!("/v1/files/{}", entered["file_id"].as_str().unwrap());
    let refused = change(&desk, &needs, ("\"v1\"", &begin("2026-08-20"))).await;
    assert_eq!(refused.problem().as_deref(), Some("needs-visa"), "{}", refused.text);
    desk.post(OFFICER, "/v1/entries", &entry(3, &exempt("GE1"))).await;
    let inside = change(&desk, &file, ("\"v3\"", &begin("2026-08-24"))).await;
    assert_eq!(inside.problem().as_deref(), Some("already-inside"), "{}", inside.text);
    let page = format!("{}/status-changes", file.replace("/v1", ""));
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let id = Uuid::from_u128(8);
    let body = format!("version=3&crossing_id={id}&starts_on=2026-08-24&evidence=Permit");
    let said = desk.send(INLAND, Method::POST, &page, (&headers, &body)).await;
    assert!(said.text.contains("The person is inside already"), "{}", said.text);
    let client = database.superuser().await;
    let count = client.query_one("SELECT count(*) FROM crossing", &[]).await.unwrap();
    assert_eq!(count.get::<_, i64>(0), 3);
    let entered = "UPDATE crossing SET entry_point = 'ROU-T' WHERE source = 'live'";
    assert!(client.execute(entered, &[]).await.is_err(), "only a change of status has no point");
}
