//! Erasure as callers meet it. EES Art. 34.

use ees_domain::switches::RetentionSwitches;
use ees_store::retention::{Erased, How, erase_due};
use ees_store::schema;
use fnd_core::Clock;
use fnd_core::id::RandomIds;
use fnd_testkit::TestDatabase;
use jiff::SignedDuration;
use serde_json::json;

use crate::kit::{Desk, everybody};
use crate::people::{entry, exempt, exit};

const OFFICER: &str = "border/officer";
const AUDITOR: &str = "supervisory/auditor";

/// What the daemon does every day.
async fn run(desk: &Desk, database: &TestDatabase) -> Erased {
    let mut client = database.client(schema::RETENTION).await;
    let (now, switches) = (desk.clock.now(), RetentionSwitches::default());
    erase_due(&mut client, How { ids: &RandomIds, now, switches }).await.unwrap().unwrap().1
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

#[tokio::test]
async fn what_is_kept_no_longer_is_nowhere_to_be_found() {
    let (desk, database) = Desk::open().await;
    let person = exempt("GE1");
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await;
    desk.post(OFFICER, "/v1/exits", &exit(2, &person)).await;
    let file = format!("/v1/files/{}", entered.json()["file_id"].as_str().unwrap());
    // From 15 July 2026 to the same day three years later.
    desk.clock.advance(days(1_096));
    assert_eq!(run(&desk, &database).await.total(), 0);
    assert_eq!(desk.get(OFFICER, &file).await.json()["crossings"].as_array().unwrap().len(), 1);
    desk.clock.advance(days(1));
    assert_eq!(run(&desk, &database).await.records, 1);
    let left = desk.get(OFFICER, &file).await;
    assert_eq!((left.status.as_u16(), &left.json()["crossings"]), (200, &json!([])));
    desk.clock.advance(days(1));
    assert_eq!(run(&desk, &database).await.files, 1);
    assert_eq!(desk.get(OFFICER, &file).await.status, 404);
    let check = json!({ "purpose": "border-entry", "traveller": person });
    let answer = desk.post(OFFICER, "/v1/checks", &check).await;
    assert_eq!(answer.json()["file"], json!(null), "{}", answer.text);
    // The document is free for a new file, and the identifier of the client for a new entry.
    let again = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await;
    assert_eq!(again.status, 201, "{}", again.text);
    assert_ne!(again.json()["file_id"], entered.json()["file_id"]);
}

#[tokio::test]
async fn who_oversees_sees_numbers_and_nobody_else_sees_any() {
    let (desk, database) = Desk::open().await;
    let page = desk.get(AUDITOR, "/oversight/erasures").await;
    assert!(page.text.contains("There has been no run yet"), "{}", page.text);
    assert!(page.text.contains("Nothing goes in the next twelve months"), "{}", page.text);
    for number in 1..=3 {
        let person = exempt(&format!("GE{number}"));
        desk.post(OFFICER, "/v1/entries", &entry(number, &person)).await;
        if number < 3 {
            desk.post(OFFICER, "/v1/exits", &exit(10 + number, &person)).await;
        }
    }
    desk.clock.advance(days(1_097));
    run(&desk, &database).await;
    let listed = desk.get(AUDITOR, "/v1/retention-runs").await.json();
    let first = &listed["runs"][0];
    assert_eq!(
        (&first["kind"], &first["records"], &first["held"]),
        (&json!("daily"), &json!(2), &json!(0))
    );
    assert_eq!(listed["ahead"].as_array().unwrap().len(), 12);
    assert_eq!(
        listed["ahead"][0],
        json!({"month": "2029-07-01", "records": 0, "refusals": 0, "files": 2})
    );
    let page = desk.get(AUDITOR, "/oversight/erasures").await;
    assert!(page.text.contains("What is kept no longer"), "{}", page.text);
    for who in everybody().iter().filter(|who| !who.ends_with("/auditor")) {
        assert_eq!(desk.get(who, "/v1/retention-runs").await.status, 403, "{who}");
    }
}
