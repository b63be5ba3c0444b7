//! Who calls too often waits, and nobody else.

use axum::http::Method;
use fnd_web::limits::{Limits, Rate};
use jiff::SignedDuration;
use serde_json::Value;

use crate::kit::Desk;
use crate::people::{entry, exempt};

const OFFICER: &str = "border/officer";
const AUDITOR: &str = "supervisory/auditor";

#[tokio::test]
async fn a_system_that_calls_too_often_waits_and_others_do_not() {
    let by_caller = Rate::new(1, 3);
    let (desk, database) = Desk::open_with(Limits { by_caller, ..Desk::limits() }).await;
    for number in 1..=3 {
        let body = entry(number, &exempt(&format!("GE{number}")));
        assert_eq!(desk.post(OFFICER, "/v1/entries", &body).await.status, 201);
    }
    let one_more = entry(4, &exempt("GE4"));
    let refused = desk.post(OFFICER, "/v1/entries", &one_more).await;
    let told = (refused.status.as_u16(), refused.header("retry-after"));
    assert_eq!(told, (429, "1"));
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert_eq!(refused.problem().as_deref(), Some("too-many-requests"));
    let detail = refused.json()["detail"].clone();
    assert_eq!(detail, Value::from("Wait as long as the header `Retry-After` says."));

    // Others go on, also a person of the same authority, and who is nobody.
    assert_eq!(desk.get(AUDITOR, "/v1/log").await.status, 200);
    assert_eq!(desk.post("border/supervisor", "/v1/entries", &one_more).await.status, 201);
    assert_eq!(desk.get("nobody", "/privacy.json").await.status, 200);
    // The clock stands still, so nothing changes however often it is asked.
    assert_eq!(desk.post(OFFICER, "/v1/entries", &one_more).await.status, 429);

    desk.clock.advance(SignedDuration::from_secs(1));
    let waited = entry(5, &exempt("GE5"));
    assert_eq!(desk.post(OFFICER, "/v1/entries", &waited).await.status, 201);
    assert_eq!(desk.post(OFFICER, "/v1/entries", &waited).await.status, 429, "one a second");

    // What was turned away has left nothing behind.
    let client = database.superuser().await;
    let count = client.query_one("SELECT count(*) FROM crossing", &[]).await.unwrap();
    assert_eq!(count.get::<_, i64>(0), 5);
}

#[tokio::test]
async fn an_address_that_calls_too_often_waits_before_anybody_asks_who_it_is() {
    let by_address = Rate::new(2, 4);
    let (desk, _database) = Desk::open_with(Limits { by_address, ..Desk::limits() }).await;
    for who in ["nobody", OFFICER, "nobody", AUDITOR] {
        assert_eq!(desk.get(who, "/privacy.json").await.status, 200);
    }
    // A refusal reaches who is still sending.
    let body = (&[][..], &*" ".repeat(60_000));
    let refused = desk.send(OFFICER, Method::POST, "/v1/entries", body).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, "1"));
    desk.clock.advance(SignedDuration::from_millis(500));
    assert_eq!(desk.get("nobody", "/privacy.json").await.status, 200);
    assert_eq!(desk.get("nobody", "/privacy.json").await.status, 429);
}
