//! Monitoring procedures, and erasures that fail, as those who oversee and those who ordered meet
//! them. EES Art. 35(1), (6), 46(4).

use axum::http::Method;
use ees_domain::switches::RetentionSwitches;
use ees_store::retention::{Erased, How, carry_out_orders};
use ees_store::schema;
use fnd_core::Clock;
use fnd_core::id::RandomIds;
use fnd_testkit::TestDatabase;
use fnd_testkit::http::Answer;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::kit::Desk;
use crate::people::{entry, exempt, with};

const OFFICER: &str = "border/officer";
const SUPERVISOR: &str = "immigration/supervisor";
const AUDITOR: &str = "supervisory/auditor";
const EDPS: &str = "data-protection-supervisor/auditor";
const PATH: &str = "/v1/monitoring-procedures";

fn about_a_file(number: u128) -> Value {
    json!({
        "procedure_id": Uuid::from_u128(number), "file_id": Uuid::from_u128(99),
        "reference": "17/2026", "reason": "A complaint of July",
    })
}

fn about_an_office(number: u128) -> Value {
    json!({
        "procedure_id": Uuid::from_u128(number), "held_office": "Office of border",
        "held_state": "ROU", "held_from": "2026-07-01", "held_to": "2026-07-31",
        "reference": "18/2026", "reason": "Searches at night",
    })
}

async fn form(desk: &Desk, who: &str, (path, body): (&str, &str)) -> Answer {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    desk.send(who, Method::POST, path, (&headers, body)).await
}

#[tokio::test]
async fn a_body_begins_and_ends_its_own_procedures_and_each_step_is_in_the_log() {
    let (desk, database) = Desk::open().await;
    assert_eq!(desk.get(AUDITOR, PATH).await.json(), json!([]));
    let begun = desk.post(AUDITOR, PATH, &about_a_file(1)).await;
    assert_eq!(begun.status, 201, "{}", begun.text);
    let again = desk.post(AUDITOR, PATH, &about_a_file(1)).await;
    assert_eq!((again.status.as_u16(), again.json()), (200, begun.json()));
    let other = with(about_a_file(1), "reference", json!("19/2026"));
    for (who, request) in [(AUDITOR, &other), (EDPS, &about_a_file(1))] {
        let reused = desk.post(who, PATH, request).await;
        assert_eq!(reused.problem().as_deref(), Some("id-reused"), "{}", reused.text);
    }
    assert_eq!(desk.post(AUDITOR, PATH, &about_an_office(2)).await.status, 201);
    let listed = desk.get(AUDITOR, PATH).await.json();
    assert_eq!(listed.as_array().unwrap().len(), 2);
    assert_eq!(listed[1]["file_id"], json!(Uuid::from_u128(99)), "the latest first");
    assert_eq!(desk.get(EDPS, PATH).await.json(), json!([]), "of its own body alone");
    let end = format!("{PATH}/{}/end", Uuid::from_u128(1));
    assert_eq!(desk.post(EDPS, &end, &json!(null)).await.status, 404);
    let ended = desk.post(AUDITOR, &end, &json!(null)).await;
    assert_eq!(ended.json()["ended_at"], "2026-07-15T09:00:00Z", "{}", ended.text);
    let twice = desk.post(AUDITOR, &end, &json!(null)).await;
    assert_eq!(twice.problem().as_deref(), Some("procedure-ended"), "{}", twice.text);
    for who in [OFFICER, SUPERVISOR] {
        assert_eq!(desk.get(who, PATH).await.status, 403, "{who}");
        assert_eq!(desk.post(who, PATH, &about_a_file(3)).await.status, 403, "{who}");
    }
    let client = database.superuser().await;
    let sql = "SELECT count(*) FROM log_entry WHERE action = 'hold-log' AND outcome = 'done'
                  AND authority_kind = 'supervisory' AND purpose = 'monitoring'";
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 4);
}

#[tokio::test]
async fn what_is_no_procedure_is_refused_at_its_place() {
    let (desk, database) = Desk::open().await;
    for (request, pointer, code) in [
        (with(about_a_file(1), "file_id", json!(null)), "/file_id", "nothing-held"),
        (with(about_a_file(1), "held_state", json!("ROU")), "/file_id", "nothing-held"),
        (with(about_an_office(1), "file_id", json!(Uuid::nil())), "/held_office", "two-scopes"),
        (with(about_an_office(1), "held_state", json!("R")), "/held_state", "unknown-state"),
        (with(about_an_office(1), "held_from", json!("July")), "/held_from", "not-a-day"),
        (with(about_an_office(1), "held_to", json!("2026-06-30")), "/held_to", "ends-before-begin"),
        (
            with(about_an_office(1), "held_from", json!("2026-07-16")),
            "/held_from",
            "date-in-future",
        ),
        (with(about_a_file(1), "reference", json!(" ")), "/reference", "not-a-text"),
        (with(about_a_file(1), "reason", json!("x".repeat(501))), "/reason", "not-a-text"),
    ] {
        let refused = desk.post(AUDITOR, PATH, &request).await;
        assert_eq!(refused.status, 422, "{pointer}: {}", refused.text);
        let fault = &refused.json()["errors"][0];
        assert_eq!((&fault["pointer"], &fault["code"]), (&json!(pointer), &json!(code)));
    }
    let count = "SELECT count(*) FROM monitoring_procedure";
    let count: i64 = database.superuser().await.query_one(count, &[]).await.unwrap().get(0);
    assert_eq!(count, 0);
}

#[tokio::test]
async fn the_page_begins_and_ends_procedures() {
    let (desk, _database) = Desk::open().await;
    let page = "/oversight/procedures";
    let empty = desk.get(AUDITOR, page).await;
    assert!(empty.text.contains("No procedure"), "{}", empty.text);
    let opened = desk.get(AUDITOR, "/oversight/procedures/new").await;
    assert!(opened.text.contains("Begin a procedure"), "{}", opened.text);
    let id = Uuid::from_u128(1);
    let filled = format!(
        "procedure_id={id}&reference=17%2F2026&reason=Complaint&held_office=Office+of+border\
         &held_state=ROU&held_from=2026-07-01&held_to=2026-07-14"
    );
    for (change, to, said) in [
        ("reference=17%2F2026", "reference=", "Write your number of the procedure"),
        ("held_office=Office+of+border", "file_id=7", "Write the number of a file"),
        ("held_from=2026-07-01", "held_from=", "Write a first day up to today"),
        ("held_to=2026-07-14", "held_to=2026-06-14", "Write a last day"),
    ] {
        let wrong = form(&desk, AUDITOR, (page, &filled.replace(change, to))).await;
        assert_eq!(wrong.status, 422, "{to}: {}", wrong.text);
        assert!(wrong.text.contains(said), "{to}: {}", wrong.text);
    }
    assert_eq!(form(&desk, AUDITOR, (page, &filled)).await.status, 303);
    let shown = desk.get(AUDITOR, page).await;
    assert!(shown.text.contains("of Office of border (ROU)"), "{}", shown.text);
    let end = format!("{page}/{id}/end");
    assert!(shown.text.contains(&end), "{}", shown.text);
    assert_eq!(form(&desk, AUDITOR, (&end, "")).await.status, 303);
    assert!(!desk.get(AUDITOR, page).await.text.contains(&end), "it has ended");
    assert_eq!(desk.get(SUPERVISOR, page).await.status, 403);
}

/// What the daemon does every minute.
async fn run(desk: &Desk, database: &TestDatabase) -> Erased {
    let mut client = database.client(schema::RETENTION).await;
    let (now, switches) = (desk.clock.now(), RetentionSwitches::default());
    carry_out_orders(&mut client, How { ids: &RandomIds, now, switches }).await.unwrap().unwrap()
}

#[tokio::test]
async fn an_erasure_that_fails_is_seen_by_who_ordered_and_by_who_oversees() {
    let (desk, database) = Desk::open().await;
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    let file = format!("/v1/files/{}", entered["file_id"].as_str().unwrap());
    let case = json!({ "case_id": Uuid::from_u128(7), "wish": "erase", "said": "Not me" });
    assert_eq!(desk.post(OFFICER, &format!("{file}/amendments"), &case).await.status, 201);
    let path = format!("/v1/amendments/{}", Uuid::from_u128(7));
    let end = json!({ "outcome": "done", "answer": "Seen", "erase": true }).to_string();
    let headers = [("if-match", "\"v1\"")];
    let settle = format!("{path}/settle");
    let settled = desk.send(SUPERVISOR, Method::POST, &settle, (&headers, &end)).await;
    assert_eq!(settled.status, 200, "{}", settled.text);
    let superuser = database.superuser().await;
    let refuse = "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'a damaged page'; END $$;
         CREATE TRIGGER refuse BEFORE DELETE ON file FOR EACH ROW EXECUTE FUNCTION refuse()";
    superuser.batch_execute(refuse).await.unwrap();
    assert_eq!(run(&desk, &database).await, Erased { failed: 1, ..Erased::default() });
    let failing = &desk.get(SUPERVISOR, &path).await.json()["failing"];
    assert_eq!((&failing["obstacle"], &failing["tries"]), (&json!("refused"), &json!(1)));
    assert_eq!(failing["next_at"], "2026-07-15T09:01:00Z");
    let listed = desk.get(SUPERVISOR, "/v1/amendments").await.json();
    assert_eq!(listed["failing_erasures"], 1);
    assert_eq!(listed["cases"][0]["failing"], *failing);
    let page = path.replace("/v1", "");
    let shown = desk.get(SUPERVISOR, &page).await;
    assert!(shown.text.contains("could not be carried out yet"), "{}", shown.text);
    assert!(shown.text.contains("The database refused"), "{}", shown.text);
    let shown = desk.get(SUPERVISOR, "/amendments").await;
    assert!(shown.text.contains("1 erasure that your State ordered"), "{}", shown.text);
    let abroad = desk.get(crate::kit::ABROAD, "/v1/amendments").await.json();
    assert_eq!(abroad["failing_erasures"], 0, "another State has ordered none");
    let overseen = desk.get(AUDITOR, "/v1/retention-runs").await.json();
    assert_eq!(
        overseen["failing"],
        json!([{
            "state": "ROU", "obstacle": "refused", "orders": 1, "tries": 1,
            "since": "2026-07-15T09:00:00Z", "next_at": "2026-07-15T09:01:00Z",
        }])
    );
    let shown = desk.get(AUDITOR, "/oversight/erasures").await;
    assert!(shown.text.contains("Orders that failed"), "{}", shown.text);
    assert!(!shown.text.contains(entered["file_id"].as_str().unwrap()), "numbers alone");
    superuser.batch_execute("DROP TRIGGER refuse ON file").await.unwrap();
    desk.clock.advance(SignedDuration::from_mins(1));
    assert_eq!(run(&desk, &database).await, Erased { files: 1, ..Erased::default() });
    assert_eq!(desk.get(OFFICER, &file).await.status, 404);
    let overseen = desk.get(AUDITOR, "/v1/retention-runs").await.json();
    assert_eq!(overseen["failing"], json!([]));
}
