//! The list of overstayers. EES Art. 12.

use axum::http::Method;
use ees_store::rounds::mark_overstays;
use ees_store::schema;
use fnd_core::Clock;
use fnd_core::id::RandomIds;
use fnd_testkit::TestDatabase;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::kit::Desk;
use crate::people::{entry, exempt, exit};

const OFFICER: &str = "border/officer";
const INLAND: &str = "immigration/officer";

/// What the daemon does every minute.
pub(crate) async fn round(desk: &Desk, database: &TestDatabase) -> u64 {
    let mut client = database.client(schema::UPKEEP).await;
    mark_overstays(&mut client, &RandomIds, desk.clock.now()).await.unwrap().stays
}

async fn listed(desk: &Desk, query: &str) -> Value {
    let answer = desk.get(INLAND, &format!("/v1/overstayers{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

#[tokio::test]
async fn who_does_not_leave_is_on_the_list_the_day_after_and_who_leaves_late_changes_class() {
    let (desk, database) = Desk::open().await;
    let (stays, leaves) = (exempt("GE1"), exempt("GE2"));
    for (number, who) in [(1, &stays), (2, &leaves)] {
        let entered = desk.post(OFFICER, "/v1/entries", &entry(number, who)).await;
        assert_eq!(entered.status, 201, "{}", entered.text);
    }
    desk.clock.advance(days(89));
    assert_eq!(round(&desk, &database).await, 0, "the last lawful day is lawful to its end");
    desk.clock.advance(days(1));
    assert_eq!(round(&desk, &database).await, 2);
    let list = listed(&desk, "").await;
    assert_eq!((&list["total"], list["rows"].as_array().unwrap().len()), (&json!(2), 2));
    let row = &list["rows"][0];
    assert_eq!((&row["class"], &row["days_over"]), (&json!("inside-no-exit"), &json!(1)));
    let surname = row["identities"][0]["surname"].as_str().unwrap();
    assert!(surname.starts_with("Beridze"), "{row}");
    assert_eq!(row["doubts"], json!(["no-biometrics"]), "nothing was taken of them");
    desk.clock.advance(days(3));
    let left = desk.post(OFFICER, "/v1/exits", &exit(3, &leaves)).await;
    assert_eq!(left.json()["overstay_days"], 4);
    let list = listed(&desk, "?class=left-after-overstay").await;
    assert_eq!((&list["total"], &list["rows"][0]["days_over"]), (&json!(1), &json!(4)));
    assert_eq!(listed(&desk, "?class=inside-no-exit").await["total"], 1);
    // Who left is not over for longer because time goes by.
    desk.clock.advance(days(300));
    assert_eq!(listed(&desk, "?days=5").await["total"], 1);
    assert_eq!(listed(&desk, "?days=4").await["total"], 2);
}

#[tokio::test]
async fn who_leaves_late_before_the_round_is_on_the_list_all_the_same() {
    let (desk, database) = Desk::open().await;
    desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    desk.clock.advance(days(93));
    desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    assert_eq!(round(&desk, &database).await, 0);
    assert_eq!(listed(&desk, "").await["rows"][0]["class"], "left-after-overstay");
}

#[tokio::test]
async fn the_list_is_narrowed_and_what_cannot_be_asked_is_named() {
    let (desk, database) = Desk::open().await;
    desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    desk.clock.advance(days(100));
    round(&desk, &database).await;
    for (query, expected) in [
        ("?state=ROU", 1),
        ("?state=FRA", 0),
        ("?point=ROU-A-OTP", 1),
        ("?point=BGR-A-SOF", 0),
        ("?nationality=GEO", 1),
        ("?nationality=IND", 0),
        ("?issuer=GEO&nationality=GEO", 1),
        ("?issuer=IND", 0),
        ("?days=11", 1),
        ("?days=12", 0),
    ] {
        assert_eq!(listed(&desk, query).await["total"], expected, "{query}");
    }
    for (query, code) in [
        ("class=gone", "unknown-class"),
        ("state=Romania", "unknown-state"),
        ("point=OTP", "unknown-point"),
        ("nationality=Georgia", "unknown-code"),
        ("issuer=1", "unknown-code"),
        ("days=-1", "not-days"),
        ("days=2001", "not-days"),
        ("after=here", "not-a-cursor"),
    ] {
        let refused = desk.get(INLAND, &format!("/v1/overstayers?{query}")).await;
        assert_eq!(refused.status, 422, "{query}: {}", refused.text);
        assert_eq!(refused.json()["errors"][0]["code"], code, "{}", refused.text);
    }
    let query = "nationality=ZZZ&days=many&class=gone";
    let refused = desk.get(INLAND, &format!("/v1/overstayers?{query}")).await.json();
    assert_eq!(refused["errors"].as_array().map(Vec::len), Some(3), "all at once");
    let page = desk.get(INLAND, &format!("/overstayers?{query}")).await;
    for said in ["“ZZZ” is not in the list", "“gone” is not in the list", "from 0 to 2,000"]
    {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    assert!(page.text.contains("value=\"many\""), "what was typed is kept: {}", page.text);
    assert!(!page.text.contains("Nobody is on this list"), "nothing was sought: {}", page.text);
    let odd = desk.get(INLAND, "/overstayers/file?format=pdf").await;
    assert_eq!(odd.status, 422, "{}", odd.text);
}

#[tokio::test]
async fn each_look_at_the_list_is_in_the_log() {
    let (desk, database) = Desk::open().await;
    listed(&desk, "?state=ROU").await;
    let client = database.superuser().await;
    let sql = "SELECT count(*) FROM log_entry WHERE action = 'list-overstayers' AND hits = 0
                  AND purpose = 'information-mechanism' AND used IS NOT NULL";
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 1);
}

/// A desk with somebody who stayed too long: the path of the file and of the record.
async fn overstaying() -> (Desk, TestDatabase, String, String) {
    let (desk, database) = Desk::open().await;
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    desk.clock.advance(days(100));
    round(&desk, &database).await;
    let file = format!("/v1/files/{}", entered["file_id"].as_str().unwrap());
    let record = entered["crossing"]["crossing_id"].as_str().unwrap().to_owned();
    (desk, database, file, record)
}

#[tokio::test]
async fn who_shows_a_right_to_stay_leaves_the_list_and_the_file_keeps_why() {
    let (desk, _database, file, record) = overstaying().await;
    let path = format!("{file}/crossings/{record}/lift");
    let lift = async |who: &str, tag: &str, request: Value| {
        let headers = [("if-match", tag)];
        desk.send(who, Method::POST, &path, (&headers, &request.to_string())).await
    };
    let request = json!({ "ground": "serious-event", "evidence": "Hospital, 3 October 2026" });
    assert_eq!(lift(OFFICER, "\"v1\"", request.clone()).await.status, 404, "supervisors only");
    let who = "immigration/supervisor";
    for (wrong, code) in [
        (json!({ "ground": "pity", "evidence": "x" }), "unknown-ground"),
        (json!({ "ground": "error", "evidence": "  " }), "not-a-text"),
    ] {
        let refused = lift(who, "\"v1\"", wrong).await;
        assert_eq!(refused.json()["errors"][0]["code"], code, "{}", refused.text);
    }
    assert_eq!(lift(who, "\"v7\"", request.clone()).await.status, 412);
    let lifted = lift(who, "\"v1\"", request.clone()).await;
    assert_eq!((lifted.status.as_u16(), &lifted.json()["version"]), (200, &json!(2)));
    assert_eq!(lift(who, "\"v1\"", request).await.status, 200, "repeated");
    assert_eq!(listed(&desk, "").await["total"], 0);
    let other = json!({ "ground": "error", "evidence": "x" });
    let again = lift(who, "\"v2\"", other).await;
    assert_eq!(again.problem().as_deref(), Some("not-listed"), "{}", again.text);
    let history = desk.get(who, &format!("{file}/versions")).await.json();
    assert_eq!(history.as_array().unwrap().len(), 1);
    assert_eq!(
        (&history[0]["deed"], &history[0]["reason"], &history[0]["version"]),
        (&json!("unlisted"), &json!("Hospital, 3 October 2026"), &json!(2))
    );
    let before = history[0]["before"].as_array().unwrap();
    assert!(before.iter().any(|one| one["field"] == "mark"), "{history}");
}

#[tokio::test]
async fn the_list_is_a_file_for_other_programs() {
    let (desk, _database, file, _) = overstaying().await;
    let csv = desk.get(INLAND, "/overstayers/file?format=csv&nationality=GEO").await;
    assert_eq!(csv.status, 200, "{}", csv.text);
    let lines: Vec<&str> = csv.text.lines().collect();
    assert_eq!(lines.len(), 2, "{}", csv.text);
    assert!(lines[0].contains("Surname") && lines[1].contains(file.rsplit('/').next().unwrap()));
    assert!(lines[1].contains(",2026-10-12,"), "the last lawful day: {}", lines[1]);
    let empty = desk.get(INLAND, "/overstayers/file?format=csv&nationality=IND").await;
    assert_eq!(empty.text.lines().count(), 1, "{}", empty.text);
    assert_eq!(desk.get(INLAND, "/overstayers/file?format=xlsx").await.status, 200);
}
