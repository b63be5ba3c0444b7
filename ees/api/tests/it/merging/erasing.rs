//! Merged files are kept and erased as one. EES Art. 34, 35.

use axum::http::Method;
use ees_store::retention::{carry_out_orders, erase_due};
use ees_store::schema;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{MERGES, OFFICER, assert_whole, days, how, merge, read, twice};
use crate::kit::Desk;
use crate::people::{exempt, exit};

#[tokio::test]
async fn merged_files_are_kept_together_and_go_together() {
    let (desk, database, first, second) = twice().await;
    desk.clock.advance(days(10));
    desk.post(OFFICER, "/v1/exits", &exit(4, &exempt("GE2"))).await;
    assert_eq!(merge(&desk, &first, ("\"v2\"", &second)).await.status, 200);
    // The first file's own time is over, and the other one's is not.
    desk.clock.set("2029-08-20T09:00:00Z".parse().unwrap());
    let mut client = database.client(schema::RETENTION).await;
    let erased = erase_due(&mut client, how(&desk)).await.unwrap().unwrap().1;
    assert_eq!((erased.records, erased.files), (1, 0), "{erased:?}");
    assert_eq!(read(&desk, &first).await["crossings"].as_array().unwrap().len(), 1);
    assert_whole(&desk, &database).await;
    desk.clock.set("2029-09-02T09:00:00Z".parse().unwrap());
    let erased = erase_due(&mut client, how(&desk)).await.unwrap().unwrap().1;
    assert_eq!(erased.files, 2, "{erased:?}");
    for file in [&first, &second] {
        assert_eq!(desk.get(OFFICER, &format!("/v1/files/{file}")).await.status, 404);
    }
    assert_whole(&desk, &database).await;
}

/// Settles a case on the file as it is; answers the status.
async fn settled(desk: &Desk, path: &str, end: &Value) -> u16 {
    let headers = [("if-match", "*")];
    let answer = desk.send(MERGES, Method::POST, path, (&headers, &end.to_string())).await;
    answer.status.as_u16()
}

#[tokio::test]
async fn who_orders_one_to_be_erased_erases_both_and_one_record_alone_erases_neither() {
    let (desk, database, first, second) = twice().await;
    assert_eq!(merge(&desk, &first, ("\"v2\"", &second)).await.status, 200);
    let end = json!({ "outcome": "done", "answer": "Seen", "erase": true });
    let mut client = database.client(schema::RETENTION).await;
    let one = json!({
        "case_id": Uuid::from_u128(1), "wish": "erase", "said": "Not me",
        "crossing_id": Uuid::from_u128(3),
    });
    let opened = desk.post(OFFICER, &format!("/v1/files/{second}/amendments"), &one).await;
    assert_eq!(opened.status, 201, "{}", opened.text);
    let settle = format!("/v1/amendments/{}/settle", Uuid::from_u128(1));
    assert_eq!(settled(&desk, &settle, &end).await, 200);
    let gone = carry_out_orders(&mut client, how(&desk)).await.unwrap().unwrap();
    assert_eq!((gone.records, gone.files), (1, 0), "its file is kept by the other one's record");
    assert_eq!(read(&desk, &second).await["crossings"].as_array().unwrap().len(), 1);
    let all = json!({ "case_id": Uuid::from_u128(2), "wish": "microstate", "said": "Passport" });
    let opened = desk.post(OFFICER, &format!("/v1/files/{second}/amendments"), &all).await;
    assert_eq!(opened.status, 201, "{}", opened.text);
    let settle = format!("/v1/amendments/{}/settle", Uuid::from_u128(2));
    assert_eq!(settled(&desk, &settle, &end).await, 200);
    let gone = carry_out_orders(&mut client, how(&desk)).await.unwrap().unwrap();
    assert_eq!(gone.files, 2);
    for file in [&first, &second] {
        assert_eq!(desk.get(OFFICER, &format!("/v1/files/{file}")).await.status, 404);
    }
    let told = "SELECT cardinality(file_ids) FROM notice WHERE kind = 'erased'";
    let told: i32 = database.superuser().await.query_one(told, &[]).await.unwrap().get(0);
    assert_eq!(told, 2, "both numbers are named");
    assert_whole(&desk, &database).await;
}
