//! Putting entry/exit records right. EES Art. 20, 35(1), (2), (8).

use axum::http::Method;
use ees_store::rounds::mark_overstays;
use ees_store::schema;
use fnd_core::Clock;
use fnd_core::id::RandomIds;
use fnd_testkit::TestDatabase;
use fnd_testkit::http::Answer;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::kit::Desk;
use crate::people::{entry, exempt, exit};

const OFFICER: &str = "border/officer";
const AMENDS: &str = "immigration/supervisor";

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

fn at(instant: &str) -> Value {
    json!({ "at": instant, "point": "ROU-A-OTP" })
}

/// A file with a stay of which the exit is missing and a later one; the paths of the file and of
/// the first record.
async fn with_missing_exit() -> (Desk, TestDatabase, String, String) {
    let (desk, database) = Desk::open().await;
    let person = exempt("GE1");
    let first = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await.json();
    desk.clock.advance(days(100));
    let mut client = database.client(schema::UPKEEP).await;
    mark_overstays(&mut client, &RandomIds, desk.clock.now()).await.unwrap();
    let mut second = entry(2, &person);
    second["supersedes"] = first["crossing"]["crossing_id"].clone();
    let second = desk.post(OFFICER, "/v1/entries", &second).await;
    assert_eq!(second.status, 201, "{}", second.text);
    let file = format!("/v1/files/{}", first["file_id"].as_str().unwrap());
    let record = first["crossing"]["crossing_id"].as_str().unwrap();
    let path = format!("{file}/crossings/{record}/amendments");
    (desk, database, file, path)
}

async fn amend(desk: &Desk, path: &str, (tag, request): (&str, &Value)) -> Answer {
    let headers = [("if-match", tag)];
    desk.send(AMENDS, Method::POST, path, (&headers, &request.to_string())).await
}

fn completion() -> Value {
    json!({
        "basis": "rebuttal", "exit": at("2026-08-01T10:00:00+03:00"),
        "evidence": "Boarding card of 1 August 2026",
    })
}

/// A request with a value changed.
fn with(mut request: Value, field: &str, value: Value) -> Value {
    request[field] = value;
    request
}

#[tokio::test]
async fn a_missing_exit_is_added_and_everything_that_hung_on_it_is_calculated_anew() {
    let (desk, database, file, path) = with_missing_exit().await;
    let before = desk.get(OFFICER, &file).await.json();
    let listed = desk.get(AMENDS, "/v1/overstayers").await.json();
    assert_eq!(listed["total"], 1, "{listed}");
    // A preview says what follows and stores nothing.
    let preview = with(completion(), "preview", json!(true));
    let foreseen = amend(&desk, &path, ("\"v2\"", &preview)).await;
    assert_eq!(foreseen.status, 200, "{}", foreseen.text);
    let foreseen = foreseen.json();
    assert_eq!((&foreseen["stored"], &foreseen["version"]), (&json!(false), &json!(2)));
    assert_eq!(desk.get(OFFICER, &file).await.json(), before);
    let done = amend(&desk, &path, ("\"v2\"", &completion())).await;
    assert_eq!((done.status.as_u16(), done.header("etag")), (200, "\"v3\""), "{}", done.text);
    let done = done.json();
    assert_eq!(done["changes"], foreseen["changes"], "what was foreseen follows");
    let changes = done["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 2, "the record and the stay after it: {done}");
    assert_eq!(
        (&changes[0]["was_listed"], &changes[0]["is_listed"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(changes[0]["after"]["overstay_days"], 0);
    let after = desk.get(OFFICER, &file).await.json();
    assert_eq!(after["crossings"][0], changes[0]["after"]);
    assert_eq!(after["crossings"][1], changes[1]["after"]);
    assert_ne!(after["crossings"][1]["stay_until"], before["crossings"][1]["stay_until"]);
    assert_eq!(desk.get(AMENDS, "/v1/overstayers").await.json()["total"], 0);
    let history = desk.get(AMENDS, &format!("{file}/versions")).await.json();
    let deeds: Vec<&str> =
        history.as_array().unwrap().iter().map(|one| one["deed"].as_str().unwrap()).collect();
    assert!(deeds.contains(&"completed") && deeds.contains(&"recalculated"), "{history}");
    let client = database.superuser().await;
    let sql = "SELECT count(*) FROM log_entry WHERE action = 'rectify' AND purpose = 'amendment'
                  AND outcome = 'done' AND object IS NOT NULL AND used IS NOT NULL";
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 2);
}

#[tokio::test]
async fn until_when_things_are_kept_follows_what_was_put_right() {
    let (desk, database, _, path) = with_missing_exit().await;
    let done = amend(&desk, &path, ("\"v2\"", &completion())).await;
    assert_eq!(done.status, 200, "{}", done.text);
    let client = database.superuser().await;
    let sql = "SELECT kept_until::text FROM crossing ORDER BY entered_at";
    let kept: Vec<String> =
        client.query(sql, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert_eq!(kept[0], "2029-08-01", "three years from the exit that was added");
}

#[tokio::test]
async fn what_cannot_have_happened_is_refused_at_its_place_and_nothing_is_stored() {
    let (desk, database, file, path) = with_missing_exit().await;
    let before = desk.get(OFFICER, &file).await.json();
    let exit = |at: &str| with(completion(), "exit", json!({ "at": at, "point": "ROU-A-OTP" }));
    let mut removed = completion();
    removed.as_object_mut().unwrap().remove("exit");
    let nothing = removed.clone();
    removed["remove"] = json!(["entry"]);
    for (request, status, code) in [
        (exit("2026-07-14T10:00:00+03:00"), 422, "exit-before-entry"),
        (exit("2026-12-01T10:00:00+03:00"), 422, "date-in-future"),
        (exit("2026-10-23T12:00:00+03:00"), 409, "overlaps-another-stay"),
        (nothing, 409, "nothing-changed"),
        (removed, 409, "nothing-left"),
    ] {
        let refused = amend(&desk, &path, ("\"v2\"", &request)).await;
        assert_eq!(refused.status, status, "{}", refused.text);
        assert_eq!(refused.problem().as_deref(), Some(code), "{}", refused.text);
    }
    for (field, value, pointer, code) in [
        ("basis", json!("pity"), "/basis", "unknown-basis"),
        ("evidence", json!("  "), "/evidence", "not-a-text"),
        ("remove", json!(["stay"]), "/remove/0", "unknown-part"),
        ("remove", json!(["exit"]), "/exit", "set-and-removed"),
        ("exit", json!({ "at": "noon", "point": "ROU-A-OTP" }), "/exit/at", "not-an-instant"),
        (
            "exit",
            json!({ "at": "2026-08-01T10:00:00Z", "point": "OTP" }),
            "/exit/point",
            "unknown-point",
        ),
        (
            "exit",
            json!({ "at": "2026-08-01T10:00:00Z", "point": "ROU-A-XXX" }),
            "/exit/point",
            "unknown-point",
        ),
    ] {
        let refused = amend(&desk, &path, ("\"v2\"", &with(completion(), field, value))).await;
        assert_eq!(refused.status, 422, "{field}: {}", refused.text);
        let fault = &refused.json()["errors"][0];
        assert_eq!(
            (&fault["code"], &fault["pointer"]),
            (&json!(code), &json!(pointer)),
            "{}",
            refused.text
        );
    }
    assert_eq!(amend(&desk, &path, ("\"v9\"", &completion())).await.status, 412);
    let other = format!("{file}/crossings/{}/amendments", uuid::Uuid::from_u128(9));
    assert_eq!(amend(&desk, &other, ("\"v2\"", &completion())).await.status, 404);
    let nobodys = path.replace(file.rsplit('/').next().unwrap(), &uuid::Uuid::nil().to_string());
    assert_eq!(amend(&desk, &nobodys, ("\"v2\"", &completion())).await.status, 404);
    assert_eq!(desk.get(OFFICER, &file).await.json(), before);
    let client = database.superuser().await;
    let sql = "SELECT count(*) FROM record_version WHERE deed <> 'recalculated'";
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 0);
}

#[tokio::test]
async fn who_puts_another_states_data_right_answers_for_it_and_that_state_is_told() {
    let (desk, database, file, path) = with_missing_exit().await;
    let client = database.superuser().await;
    client.execute("UPDATE file SET responsible_state = 'FRA'", &[]).await.unwrap();
    assert_eq!(amend(&desk, &path, ("\"v2\"", &completion())).await.status, 200);
    assert_eq!(desk.get(OFFICER, &file).await.json()["responsible_state"], "ROU");
    let told = "SELECT state FROM notice WHERE kind = 'amended'";
    let told: Vec<String> =
        client.query(told, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert_eq!(told, ["FRA"]);
    let again = with(completion(), "exit", at("2026-08-02T10:00:00+03:00"));
    assert_eq!(amend(&desk, &path, ("\"v3\"", &again)).await.status, 200);
    let count = "SELECT count(*) FROM notice WHERE kind = 'amended'";
    let count: i64 = client.query_one(count, &[]).await.unwrap().get(0);
    assert_eq!(count, 1, "its own data it puts right without a word");
}

#[tokio::test]
async fn an_entry_that_never_took_place_leaves_an_exit_without_a_stay() {
    let (desk, _database) = Desk::open().await;
    let person = exempt("GE1");
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await.json();
    desk.clock.advance(days(95));
    desk.post(OFFICER, "/v1/exits", &exit(2, &person)).await;
    let file = format!("/v1/files/{}", entered["file_id"].as_str().unwrap());
    let record = entered["crossing"]["crossing_id"].as_str().unwrap();
    let path = format!("{file}/crossings/{record}/amendments");
    let request = json!({ "basis": "correction", "remove": ["entry"], "evidence": "Read under a false name" });
    let done = amend(&desk, &path, ("\"v2\"", &request)).await;
    assert_eq!(done.status, 200, "{}", done.text);
    let after = &done.json()["changes"][0]["after"];
    assert_eq!((&after["entry"], &after["overstay_days"]), (&json!(null), &json!(null)));
    assert_eq!(done.json()["changes"][0]["was_listed"], true);
    assert_eq!(done.json()["changes"][0]["is_listed"], false);
}

#[tokio::test]
async fn the_page_shows_what_follows_before_anything_is_stored() {
    let (desk, database, file, path) = with_missing_exit().await;
    let page = path.replace("/v1", "").replace("/amendments", "/amend");
    let post = async |body: &str| {
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        desk.send(AMENDS, Method::POST, &page, (&headers, body)).await
    };
    let form = desk.get(AMENDS, &page).await;
    assert!(form.text.contains("Put a record right"), "{}", form.text);
    assert!(form.text.contains("value=\"2026-07-15T12:00:00\""), "as clocks showed it");
    let filled = "version=2&basis=correction&entry=keep&exit=set&exit_at=2026-08-01T10%3A00\
                  &exit_point=ROU-A-OTP&evidence=Ticket";
    let foreseen = post(filled).await;
    assert_eq!(foreseen.status, 200, "{}", foreseen.text);
    assert!(foreseen.text.contains("Nothing is stored yet"), "{}", foreseen.text);
    assert!(foreseen.text.contains("value=\"2026-08-01T10:00\""), "it is sent along");
    let whose = ["<dd>BERIDZE", "<dd>Ticket</dd>", "not known, because the exit is missing"];
    for said in whose {
        assert!(foreseen.text.contains(said), "{said}: {}", foreseen.text);
    }
    let edited = post(&format!("{filled}&step=edit")).await;
    assert!(edited.text.contains("Put a record right"), "{}", edited.text);
    for (change, said) in [
        ("exit_at=2026-07-01T10%3A00", "The exit lies before the entry"),
        ("exit_at=noon", "Write the date and the time"),
        ("exit_at=", "Write the date and the time"),
    ] {
        let wrong = post(&filled.replace("exit_at=2026-08-01T10%3A00", change)).await;
        assert_eq!(wrong.status, 422, "{change}: {}", wrong.text);
        assert!(wrong.text.contains(said), "{change}: {}", wrong.text);
    }
    let client = database.superuser().await;
    let sql = "SELECT count(*) FROM record_version WHERE deed <> 'recalculated'";
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 0, "nothing is stored");
    let stored = post(&format!("{filled}&step=store")).await;
    assert_eq!(stored.status, 303, "{}", stored.text);
    let exit = &desk.get(OFFICER, &file).await.json()["crossings"][0]["exit"];
    assert_eq!(exit["at"], "2026-08-01T10:00:00+03:00");
}
