//! Suspension of a crossing point as supervisors, officers and auditors meet it.
//! Reg. (EU) 2025/1534 Art. 7.

use axum::http::Method;
use fnd_testkit::http::Answer;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::kit::Desk;
use crate::overstayers::round;
use crate::people::{entry, exempt};

const OFFICER: &str = "border/officer";
const SUPERVISOR: &str = "border/supervisor";
const AUDITOR: &str = "supervisory/auditor";

fn partial(id: u128) -> Value {
    json!({ "suspension_id": Uuid::from_u128(id), "extent": "partial", "reason": "Power cut" })
}

async fn begin(desk: &Desk, request: &Value) -> Answer {
    desk.post(SUPERVISOR, "/v1/suspensions", request).await
}

async fn form(desk: &Desk, path: &str, body: &str) -> Answer {
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    let headers = [kind[0], ("sec-fetch-site", "same-origin")];
    desk.send(SUPERVISOR, Method::POST, path, (&headers, body)).await
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

#[tokio::test]
async fn a_point_is_suspended_for_six_hours_and_the_desk_says_so() {
    let (desk, _database) = Desk::open().await;
    let check = json!({ "purpose": "border-entry", "traveller": exempt("GE1") });
    let before = desk.post(OFFICER, "/v1/checks", &check).await.json();
    assert_eq!(before["warnings"], json!([]));
    let begun = begin(&desk, &partial(1)).await;
    assert_eq!(begun.status, 201, "{}", begun.text);
    let told = begun.json();
    assert_eq!(
        (&told["point"], &told["begins_at"], &told["latest_end"], &told["notify_by"]),
        (
            &json!("ROU-A-OTP"),
            &json!("2026-07-15T09:00:00Z"),
            &json!("2026-07-15T15:00:00Z"),
            &json!("2026-07-15T15:00:00Z")
        )
    );
    let during = desk.post(OFFICER, "/v1/checks", &check).await.json();
    assert_eq!(during["warnings"], json!(["point-suspended-in-part"]));
    let sent = "surname=Beridze&given_names=Nino&birth_day=1&birth_month=4&birth_year=1988\
         &nationality=GEO&sex=F&document_kind=ordinary-passport&document_number=GE1\
         &document_issuer=GEO&expiry_day=31&expiry_month=1&expiry_year=2031";
    let page = form(&desk, "/check?lang=en", sent).await;
    assert!(page.text.contains("Operation is suspended here"), "{}", page.text);
    desk.clock.advance(hours(6));
    let after = desk.post(OFFICER, "/v1/checks", &check).await.json();
    assert_eq!(after["warnings"], json!([]), "it ended by itself");
    let listed = desk.get(OFFICER, "/v1/suspensions").await.json();
    assert_eq!(listed["suspensions"][0]["is_in_force"], json!(false));
}

#[tokio::test]
async fn what_the_rules_do_not_allow_is_refused_at_its_field() {
    let (desk, _database) = Desk::open().await;
    assert_eq!(begin(&desk, &partial(1)).await.status, 201);
    assert_eq!(begin(&desk, &partial(1)).await.status, 200, "sent twice is done once");
    let other = json!({ "reason": "Another" });
    let merged = |more: Value| {
        let mut request = partial(2);
        let fields = more.as_object().unwrap().clone();
        request.as_object_mut().unwrap().extend(fields);
        request
    };
    let again = merged(json!({ "suspension_id": Uuid::from_u128(1), "reason": other["reason"] }));
    assert_eq!(begin(&desk, &again).await.status, 409);
    let cases = [
        (json!({}), "/begins_at", "suspension-overlaps"),
        (json!({ "begins_at": "2026-07-15T09:00:01Z" }), "/begins_at", "begins-in-future"),
        (json!({ "begins_at": "2025-10-01T09:00:00Z" }), "/begins_at", "suspension-not-permitted"),
        (
            json!({ "extent": "full", "begins_at": "2026-07-14T09:00:00Z" }),
            "/extent",
            "full-suspension-not-permitted",
        ),
        (
            json!({ "begins_at": "2026-07-14T09:00:00Z", "ends_at": "2026-07-14T09:00:00Z" }),
            "/ends_at",
            "ends-before-begin",
        ),
        (
            json!({ "begins_at": "2026-07-14T09:00:00Z", "ends_at": "2026-07-14T15:00:01Z" }),
            "/ends_at",
            "suspension-too-long",
        ),
        (json!({ "begins_at": "soon" }), "/begins_at", "not-an-instant"),
        (json!({ "extent": "half" }), "/extent", "unknown-extent"),
        (json!({ "reason": " " }), "/reason", "not-a-text"),
        (json!({ "reason": "a\nb" }), "/reason", "not-a-text"),
        (json!({ "point": "ROU-A-XXX" }), "/point", "other-point"),
        (json!({ "point": "BGR-A-SOF" }), "/point", "other-point"),
    ];
    for (more, pointer, code) in cases {
        let refused = begin(&desk, &merged(more.clone())).await;
        assert_eq!(refused.status, 422, "{more}: {}", refused.text);
        let fault = &refused.json()["errors"][0];
        assert_eq!((&fault["pointer"], &fault["code"]), (&json!(pointer), &json!(code)), "{more}");
    }
    assert_eq!(desk.post(OFFICER, "/v1/suspensions", &partial(9)).await.status, 403);
}

#[tokio::test]
async fn it_is_ended_and_notified_and_a_foreign_one_is_not_there() {
    let (desk, database) = Desk::open().await;
    begin(&desk, &partial(1)).await;
    let path = |id: u128, deed: &str| format!("/v1/suspensions/{}/{deed}", Uuid::from_u128(id));
    let note = json!({ "reference": "EES-2026-17" });
    let noted = desk.post(SUPERVISOR, &path(1, "notification"), &note).await;
    assert_eq!(noted.json()["notified_at"], json!("2026-07-15T09:00:00Z"), "{}", noted.text);
    let again = desk.post(SUPERVISOR, &path(1, "notification"), &note).await;
    assert_eq!(again.json()["errors"][0]["code"], json!("notified-already"));
    desk.clock.advance(hours(1));
    let ended = desk.post(SUPERVISOR, &path(1, "end"), &json!({})).await;
    assert_eq!(ended.json()["ends_at"], json!("2026-07-15T10:00:00Z"), "{}", ended.text);
    let again = desk.post(SUPERVISOR, &path(1, "end"), &json!({})).await;
    assert_eq!(again.json()["errors"][0]["code"], json!("ended-already"));

    let foreign = "INSERT INTO point_suspension (suspension_id, point, extent, begins_at,
            latest_end, notify_by, reason, authority)
        VALUES ('00000000-0000-0000-0000-000000000002', 'BGR-A-SOF', 'partial',
            '2026-07-15T09:00Z', '2026-07-15T15:00Z', '2026-07-15T15:00Z', 'x', 'y')";
    database.superuser().await.batch_execute(foreign).await.unwrap();
    for deed in ["end", "notification"] {
        let body = if deed == "end" { json!({}) } else { note.clone() };
        assert_eq!(desk.post(SUPERVISOR, &path(2, deed), &body).await.status, 404, "{deed}");
        let page = format!("/suspensions/{}/{deed}", Uuid::from_u128(2));
        assert_eq!(desk.get(SUPERVISOR, &page).await.status, 404, "{deed}");
    }
    let own = desk.get(OFFICER, "/v1/suspensions").await.json();
    let all = desk.get(AUDITOR, "/v1/suspensions").await.json();
    let count = |list: &Value| list["suspensions"].as_array().unwrap().len();
    assert_eq!((count(&own), count(&all)), (1, 2));
    let logged = "SELECT count(*) FROM log_entry WHERE action = 'suspend-point'";
    let client = database.superuser().await;
    assert_eq!(client.query_one(logged, &[]).await.unwrap().get::<_, i64>(0), 7);
}

#[tokio::test]
async fn the_pages_say_until_when_and_whom_to_notify() {
    let (desk, _database) = Desk::open().await;
    let empty = desk.get(SUPERVISOR, "/suspensions?lang=en").await;
    assert!(empty.text.contains("No crossing point is suspended"), "{}", empty.text);
    let opened = desk.get(SUPERVISOR, "/suspensions/new?lang=en").await;
    let hidden = opened.text.split("name=\"suspension_id\" value=\"").nth(1).unwrap();
    let id = hidden.split('"').next().unwrap();
    let body = |more: &str| format!("suspension_id={id}&point=ROU-A-OTP&extent=partial{more}");
    let wrong = form(&desk, "/suspensions?lang=en", &body("&reason=")).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("id=\"reason-error\""), "{}", wrong.text);
    let late = body("&reason=x&begins_at=2026-07-15T12:01");
    let late = form(&desk, "/suspensions?lang=en", &late).await;
    assert!(late.text.contains("recorded when it begins, or afterwards"), "{}", late.text);
    // Noon in Bucharest is nine in the morning of UTC.
    let done = form(&desk, "/suspensions", &body("&reason=Cut&begins_at=2026-07-15T11:30")).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let page = desk.get(SUPERVISOR, "/suspensions?lang=en").await.text;
    for part in ["One crossing point is suspended", "17:30 at the latest", "(in 5 h 30 min)"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!desk.get(OFFICER, "/suspensions").await.text.contains("/end\""), "officers only read");
    desk.clock.advance(hours(7));
    let page = desk.get(SUPERVISOR, "/suspensions?lang=en").await.text;
    assert!(page.contains("Was to be notified by"), "{page}");
    let noted = form(
        &desk,
        &format!("/suspensions/{id}/notification"),
        "reference=EES-17&notified_at=2026-07-15T15:00",
    )
    .await;
    assert_eq!(noted.status, 303, "{}", noted.text);
    let ended = form(&desk, &format!("/suspensions/{id}/end"), "ends_at=2026-07-15T16:00").await;
    assert_eq!(ended.status, 303, "{}", ended.text);
    let page = desk.get(AUDITOR, "/suspensions?lang=en").await.text;
    for part in ["Notified 15 July 2026", "EES-17", "Over"] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[tokio::test]
async fn a_suspension_is_not_offered_once_the_law_permits_none() {
    let (desk, _database) = Desk::open().await;
    let page = desk.get(SUPERVISOR, "/suspensions?lang=en").await.text;
    assert!(page.contains("Suspend a crossing point") && !page.contains("permits no suspension"));
    desk.clock.set("2026-09-06T22:00:00Z".parse().unwrap());
    for path in ["/suspensions?lang=en", "/suspensions/new?lang=en"] {
        let page = desk.get(SUPERVISOR, path).await.text;
        assert!(page.contains("no suspension that begins after 6 September 2026"), "{page}");
        assert!(!page.contains("Suspend a crossing point"), "{path}: {page}");
        assert!(page.contains("Record an earlier suspension"), "{path}: {page}");
    }
    let body = format!("suspension_id={}&point=ROU-A-OTP&begins_at=then", Uuid::from_u128(1));
    let wrong = form(&desk, "/suspensions?lang=en", &body).await;
    for field in ["extent-error", "begins_at-error", "reason-error"] {
        assert!(wrong.text.contains(&format!("id=\"{field}\"")), "{field}: {}", wrong.text);
    }
    let earlier = format!("{body}&extent=partial&reason=Cut").replace("then", "2026-09-06T10:00");
    let done = form(&desk, "/suspensions", &earlier).await;
    assert_eq!(done.header("location"), "/suspensions?done=suspended", "{}", done.text);
}

#[tokio::test]
async fn who_may_have_left_while_a_point_was_suspended_is_doubted() {
    let (desk, database) = Desk::open().await;
    desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    let listed = |answer: Answer| answer.json()["rows"][0]["doubts"].clone();
    desk.clock.advance(hours(24));
    begin(&desk, &partial(1)).await;
    desk.clock.advance(hours(24 * 100));
    round(&desk, &database).await;
    let row = listed(desk.get(OFFICER, "/v1/overstayers").await);
    assert_eq!(row, json!(["no-biometrics", "operation-suspended"]));
}
