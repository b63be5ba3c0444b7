//! National facilitation programmes. EES Art. 16(6), 17(1)(d), 25; SBC Art. 8d.

use axum::http::Method;
use ees_store::schema;
use fnd_testkit::TestDatabase;
use fnd_testkit::http::Answer;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::kit::{ABROAD, Desk};
use crate::people::{entry, exempt};

const OFFICER: &str = "border/officer";
const GRANTS: &str = "facilitation/officer";

/// A file of somebody who entered: its path.
async fn opened() -> (Desk, TestDatabase, String) {
    let (desk, database) = Desk::open().await;
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    (desk, database, format!("/v1/files/{}", entered["file_id"].as_str().unwrap()))
}

fn programme(id: u128, granted_on: &str, until: &str) -> Value {
    json!({
        "programme_id": Uuid::from_u128(id), "programme": "Frequent travellers",
        "granted_on": granted_on, "until": until,
    })
}

async fn send(desk: &Desk, who: &str, path: &str, (tag, request): (&str, &Value)) -> Answer {
    let headers = [("if-match", tag)];
    desk.send(who, Method::POST, path, (&headers, &request.to_string())).await
}

async fn enter(desk: &Desk, who: &str, file: &str, (tag, request): (&str, &Value)) -> Answer {
    send(desk, who, &format!("{file}/programmes"), (tag, request)).await
}

/// What an officer is to look at beside the system.
async fn aspects(desk: &Desk, purpose: &str) -> Value {
    let by_eye = json!({ "is_same_person": true, "reason": "no device" });
    let asked = json!({
        "purpose": purpose, "traveller": exempt("GE1"), "answers": { "by_eye": by_eye },
    });
    desk.post(OFFICER, "/v1/checks/steps", &asked).await.json()["next"]["aspects"].clone()
}

#[tokio::test]
async fn who_takes_part_is_not_asked_for_purpose_and_means_until_it_is_withdrawn() {
    let (desk, database, file) = opened().await;
    let whole = json!(["document-databases", "alerts", "purpose", "means"]);
    let eased = json!(["document-databases", "alerts"]);
    assert_eq!(aspects(&desk, "border-entry").await, whole);
    let year = programme(5, "2026-07-01", "2027-06-30");
    let entered = enter(&desk, GRANTS, &file, ("\"v1\"", &year)).await;
    assert_eq!(entered.status, 201, "{}", entered.text);
    assert_eq!(entered.json()["programme"]["state"], "ROU", "the State whose authority enters it");
    let again = enter(&desk, GRANTS, &file, ("\"v1\"", &year)).await;
    assert_eq!((again.status.as_u16(), again.json()["version"].clone()), (200, json!(2)));
    let later = programme(5, "2026-07-02", "2027-06-30");
    let other = enter(&desk, GRANTS, &file, ("\"v2\"", &later)).await;
    assert_eq!(other.problem().as_deref(), Some("id-reused"));
    assert_eq!(aspects(&desk, "border-entry").await, eased, "documents and alerts remain");
    let read = desk.get(GRANTS, &file).await.json();
    assert_eq!(read["programmes"][0]["programme"], "Frequent travellers");
    assert_eq!(read["responsible_office"], "Office of facilitation", "Art. 35(8)");
    let id = Uuid::from_u128(5);
    let path = format!("{file}/programmes/{id}/withdrawal");
    let gone = json!({ "withdrawn_on": "2026-07-15", "reason": "Overstayed elsewhere" });
    let abroad = send(&desk, ABROAD, &path, ("\"v2\"", &gone)).await;
    assert_eq!(abroad.problem().as_deref(), Some("programme-of-another-state"), "{}", abroad.text);
    let tomorrow = json!({ "withdrawn_on": "2026-07-16", "reason": "x" });
    let early = send(&desk, GRANTS, &path, ("\"v2\"", &tomorrow)).await;
    assert_eq!(early.problem().as_deref(), Some("withdrawn-in-future"), "{}", early.text);
    let withdrawn = send(&desk, GRANTS, &path, ("\"v2\"", &gone)).await;
    assert_eq!(withdrawn.status, 200, "{}", withdrawn.text);
    assert_eq!(withdrawn.json()["programme"]["withdrawn_on"], "2026-07-15");
    let again = send(&desk, GRANTS, &path, ("\"v2\"", &gone)).await;
    assert_eq!((again.status.as_u16(), again.json()["version"].clone()), (200, json!(3)));
    assert_eq!(aspects(&desk, "border-entry").await, whole, "at once");
    let history = desk.get(OFFICER, &format!("{file}/versions")).await.json();
    assert_eq!(history[0]["deed"], "withdrawn");
    assert_eq!(history[0]["reason"], "Overstayed elsewhere");
    let client = database.superuser().await;
    let sealed =
        "SELECT position('Frequent' IN encode(sealed, 'escape')) FROM facilitation_programme";
    assert_eq!(client.query_one(sealed, &[]).await.unwrap().get::<_, i32>(0), 0, "it is sealed");
    let retention = database.client(schema::RETENTION).await;
    retention.execute("DELETE FROM file", &[]).await.unwrap();
    let left = client.query_one("SELECT count(*) FROM facilitation_programme", &[]).await.unwrap();
    assert_eq!(left.get::<_, i64>(0), 0, "it goes with the file");
}

#[tokio::test]
async fn what_may_not_be_granted_is_refused_and_nothing_is_stored() {
    let (desk, database, file) = opened().await;
    for (granted_on, until, code) in [
        ("2026-07-16", "2026-12-31", "granted-in-future"),
        ("2026-07-10", "2026-07-09", "ends-before-grant"),
        ("2026-01-10", "2026-07-14", "programme-over"),
        ("2026-07-01", "2027-07-01", "programme-too-long"),
    ] {
        let new = programme(5, granted_on, until);
        let refused = enter(&desk, GRANTS, &file, ("\"v1\"", &new)).await;
        assert_eq!(refused.problem().as_deref(), Some(code), "{}", refused.text);
    }
    let mut wrong = programme(5, "2026-02-30", "soon");
    wrong["programme"] = json!(" ");
    let refused = enter(&desk, GRANTS, &file, ("\"v1\"", &wrong)).await.json();
    let faults = refused["errors"].as_array().unwrap();
    let places: Vec<&str> = faults.iter().map(|one| one["pointer"].as_str().unwrap()).collect();
    assert_eq!(places, ["/programme", "/granted_on", "/until"]);
    let year = programme(5, "2026-07-01", "2027-06-30");
    assert_eq!(enter(&desk, GRANTS, &file, ("\"v7\"", &year)).await.status, 412);
    for who in [OFFICER, "visa/officer", "supervisory/auditor"] {
        let hidden = enter(&desk, who, &file, ("\"v1\"", &year)).await;
        assert_eq!(hidden.status, 404, "{who} may not know of the file");
    }
    let client = database.superuser().await;
    let count = client.query_one("SELECT count(*) FROM facilitation_programme", &[]).await.unwrap();
    assert_eq!(count.get::<_, i64>(0), 0);
}

#[tokio::test]
async fn a_programme_is_entered_and_withdrawn_by_page() {
    let (desk, _database, file) = opened().await;
    let who = "border/supervisor";
    let page = file.replace("/v1", "");
    let headers =
        [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    let form = desk.get(who, &format!("{page}/programmes")).await;
    assert!(form.text.contains("name=\"granted_on\""), "{}", form.text);
    let id = Uuid::from_u128(5);
    let body = |until: &str| {
        format!(
            "version=1&programme_id={id}&programme=Frequent+travellers&granted_on=2026-07-01\
             &until={until}"
        )
    };
    let path = format!("{page}/programmes");
    let long = desk.send(who, Method::POST, &path, (&headers, &body("2028-01-01"))).await;
    assert!(long.text.contains("longer than access may be granted"), "{}", long.text);
    let done = desk.send(who, Method::POST, &path, (&headers, &body("2027-06-30"))).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let shown = desk.get(who, &page).await;
    assert!(shown.text.contains("Frequent travellers"), "{}", shown.text);
    let path = format!("{page}/programmes/{id}/withdrawal");
    assert!(shown.text.contains(&path), "{}", shown.text);
    let confirm = desk.get(who, &path).await;
    assert!(confirm.text.contains("Withdraw access"), "{}", confirm.text);
    let said = "version=2&withdrawn_on=2026-07-15&reason=Refused";
    let done = desk.send(who, Method::POST, &path, (&headers, said)).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let romanian = [("accept-language", "ro")];
    let shown = desk.send(who, Method::GET, &page, (&romanian, "")).await;
    assert!(shown.text.contains("Retras"), "{}", shown.text);
    assert!(!shown.text.contains(&path), "it is withdrawn once");
}

#[tokio::test]
async fn a_programme_stays_where_it_is_when_files_are_merged_and_parted() {
    let (desk, _database, file) = opened().await;
    desk.clock.advance(SignedDuration::from_hours(1));
    let second = desk.post(OFFICER, "/v1/entries", &entry(2, &exempt("GE2"))).await.json();
    let second = second["file_id"].as_str().unwrap();
    let joined = format!("/v1/files/{second}");
    enter(&desk, GRANTS, &joined, ("\"v1\"", &programme(5, "2026-07-01", "2027-06-30"))).await;
    let merge = json!({ "other": second, "ground": "documents", "reason": "One passport" });
    let supervisor = "immigration/supervisor";
    let merged = send(&desk, supervisor, &format!("{file}/merge"), ("\"v1\"", &merge)).await;
    assert_eq!(merged.status, 200, "{}", merged.text);
    let tag = format!("\"v{}\"", merged.json()["version"]);
    assert_eq!(desk.get(OFFICER, &file).await.json()["programmes"].as_array().unwrap().len(), 1);
    let gone = json!({ "withdrawn_on": "2026-07-15", "reason": "Refused" });
    let path = format!("{file}/programmes/{}/withdrawal", Uuid::from_u128(5));
    let withdrawn = send(&desk, GRANTS, &path, (&tag, &gone)).await;
    assert_eq!(withdrawn.status, 200, "{}", withdrawn.text);
    let tag = format!("\"v{}\"", withdrawn.json()["version"]);
    let split = json!({ "other": second, "reason": "Two sisters" });
    let parted = send(&desk, supervisor, &format!("{file}/split"), (&tag, &split)).await;
    assert_eq!(parted.status, 200, "{}", parted.text);
    assert_eq!(desk.get(OFFICER, &file).await.json()["programmes"], Value::Null);
    let own = desk.get(OFFICER, &joined).await.json();
    assert_eq!(own["programmes"][0]["withdrawn_on"], "2026-07-15", "{own}");
}
