//! The erasures that follow from cases of amendment. EES Art. 35(1), (2), (6), (7).

use ees_store::rounds::mark_overstays;
use ees_store::schema;
use fnd_core::Clock;
use fnd_core::id::RandomIds;
use serde_json::json;
use uuid::Uuid;

use super::{
    OFFICER, SUPERVISOR, case, days, end, entered, notice, open, path, run, settle, told, with,
};
use crate::kit::ABROAD;
use crate::people::{entry, exempt, exit};

#[tokio::test]
async fn rt8_who_becomes_a_national_is_erased_within_five_working_days_and_all_states_are_told() {
    let (desk, database, file) = entered().await;
    let naturalised = with(case(1, "naturalised"), "acquired_of", json!("BGR"));
    let opened = open(&desk, OFFICER, (&file, &naturalised)).await.json();
    assert_eq!(
        (&opened["due"], &opened["due_on"], &opened["acts"]),
        (&json!("erase-by"), &json!("2026-06-08"), &json!("BGR")),
        "RT8"
    );
    assert_eq!(told(&database).await, [notice("case-waits", Some("BGR"))]);
    let own = settle(&desk, SUPERVISOR, (1, &end("done", true))).await;
    assert_eq!(own.problem().as_deref(), Some("not-entitled"), "{}", own.text);
    let unsure = settle(&desk, ABROAD, (1, &end("done", false))).await;
    assert_eq!(unsure.json()["errors"][0]["code"], "erasure-not-confirmed", "{}", unsure.text);
    assert_eq!(desk.get(OFFICER, &file).await.status, 200, "nothing is gone yet");
    assert_eq!(run(&desk, &database).await.total(), 0);
    let done = settle(&desk, ABROAD, (1, &end("done", true))).await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert_eq!(run(&desk, &database).await.files, 1);
    for (who, path) in [(OFFICER, file.clone()), (ABROAD, path(1, "")), (OFFICER, path(1, ""))] {
        assert_eq!(desk.get(who, &path).await.status, 404, "{path}");
    }
    let page = desk.get(OFFICER, &file.replace("/v1", "")).await;
    assert_eq!(page.status, 404);
    let notices = [
        notice("case-waits", Some("BGR")),
        notice("case-settled", Some("ROU")),
        notice("erased", None),
    ];
    assert_eq!(told(&database).await, notices);
    let again = open(&desk, OFFICER, (&file, &naturalised)).await;
    assert_eq!(again.status, 404, "a file that is erased has no cases: {}", again.text);
    assert_eq!(run(&desk, &database).await.total(), 0);
}

#[tokio::test]
async fn two_cases_order_one_file_to_be_erased_once_and_it_is_off_the_list_at_once() {
    let (desk, database, file) = entered().await;
    desk.clock.advance(days(100));
    let mut client = database.client(schema::UPKEEP).await;
    mark_overstays(&mut client, &RandomIds, desk.clock.now()).await.unwrap();
    assert_eq!(desk.get(SUPERVISOR, "/v1/overstayers").await.json()["total"], 1);
    for (number, wish) in [(1, "microstate"), (2, "erase")] {
        assert_eq!(open(&desk, OFFICER, (&file, &case(number, wish))).await.status, 201);
        let done = settle(&desk, SUPERVISOR, (number, &end("done", true))).await;
        assert_eq!(done.status, 200, "{}", done.text);
        let listed = desk.get(SUPERVISOR, "/v1/overstayers").await.json();
        assert_eq!((&listed["total"], &listed["rows"]), (&json!(0), &json!([])));
    }
    assert_eq!(run(&desk, &database).await.files, 1);
    let erased = told(&database).await.into_iter().filter(|(kind, _)| kind == "erased").count();
    assert_eq!(erased, 1);
}

#[tokio::test]
async fn one_record_goes_and_the_stays_after_it_are_calculated_without_it() {
    let (desk, database, file) = entered().await;
    let person = exempt("GE1");
    desk.clock.advance(days(9));
    desk.post(OFFICER, "/v1/exits", &exit(2, &person)).await;
    desk.clock.advance(days(20));
    desk.post(OFFICER, "/v1/entries", &entry(3, &person)).await;
    let before = desk.get(OFFICER, &file).await.json();
    let request = with(case(1, "erase"), "crossing_id", json!(Uuid::from_u128(1)));
    assert_eq!(open(&desk, OFFICER, (&file, &request)).await.status, 201);
    let done = settle(&desk, SUPERVISOR, (1, &end("done", true))).await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert_eq!(run(&desk, &database).await.records, 1);
    let after = desk.get(OFFICER, &file).await.json();
    assert_eq!(after["crossings"].as_array().unwrap().len(), 1);
    assert_eq!(after["crossings"][0]["stay_until"], "2026-09-27", "ninety days from 30 June");
    assert_ne!(before["crossings"][1]["stay_until"], after["crossings"][0]["stay_until"]);
    let read = desk.get(SUPERVISOR, &path(1, "")).await.json();
    assert_eq!(read["outcome"], "done", "the case of a record stays with the file");
    assert_eq!((&read["said"], &read["answer"]), (&json!(null), &json!(null)), "its words do not");
    let sql = "SELECT (SELECT count(*) FROM amendment_case
                        WHERE said IS NOT NULL OR answer IS NOT NULL),
                      (SELECT count(*) FROM record_version WHERE part_id = $1)";
    let id = Uuid::from_u128(1);
    let left = database.superuser().await.query_one(sql, &[&id]).await.unwrap();
    assert_eq!((left.get::<_, i64>(0), left.get::<_, i64>(1)), (0, 0));
    let history = desk.get(SUPERVISOR, &format!("{file}/versions")).await;
    assert!(!history.text.contains("Ticket"), "nor in the history of others: {}", history.text);
    let again = with(case(2, "erase"), "crossing_id", json!(Uuid::from_u128(1)));
    let again = open(&desk, OFFICER, (&file, &again)).await;
    assert_eq!(again.problem().as_deref(), Some("no-record"), "{}", again.text);
}

#[tokio::test]
async fn an_open_record_goes_and_the_one_that_it_passed_over_is_open_again() {
    let (desk, database, file) = entered().await;
    desk.clock.advance(days(5));
    let second = with(entry(3, &exempt("GE1")), "supersedes", json!(Uuid::from_u128(1)));
    assert_eq!(desk.post(OFFICER, "/v1/entries", &second).await.status, 201);
    let request = with(case(1, "erase"), "crossing_id", json!(Uuid::from_u128(3)));
    open(&desk, OFFICER, (&file, &request)).await;
    let done = settle(&desk, SUPERVISOR, (1, &end("done", true))).await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert_eq!(run(&desk, &database).await.records, 1);
    let after = desk.get(OFFICER, &file).await.json();
    assert_eq!(after["crossings"].as_array().unwrap().len(), 1);
    assert_eq!(after["crossings"][0]["is_superseded"], false);
    let left = desk.post(OFFICER, "/v1/exits", &exit(4, &exempt("GE1"))).await;
    assert_eq!(left.json()["crossing"]["crossing_id"], json!(Uuid::from_u128(1)), "{}", left.text);
}
