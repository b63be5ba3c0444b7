//! Passages that were stored at the border and are entered afterwards.

use axum::http::Method;
use fnd_web::vouch::Named;
use serde_json::{Value, json};

use crate::kit::{Desk, NODE};
use crate::people::{entry, exempt, exit, visa_required, with};

/// An event of a node; `what` is `entry` or `exit`.
pub(crate) fn event(at: &str, what: &str, request: &Value) -> Value {
    json!({
        "at": at, "source": "local-buffer",
        "officer": { "person": "o-17", "name": "Ștefan", "role": "officer" },
        what: request,
    })
}

pub(crate) async fn send(desk: &Desk, who: &str, events: &[Value]) -> Vec<Value> {
    let answer = desk.post(who, "/v1/replays", &json!({ "events": events })).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()["results"].as_array().unwrap().clone()
}

/// Result and code of each answer.
pub(crate) async fn told(desk: &Desk, who: &str, events: &[Value]) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let answers = send(desk, who, events).await.into_iter();
    answers.map(|answer| (text(&answer["result"]), text(&answer["code"]))).collect()
}

pub(crate) async fn file(desk: &Desk, answer: &Value) -> Value {
    let path = format!("/v1/files/{}", answer["file_id"].as_str().unwrap());
    desk.get("border/officer", &path).await.json()
}

#[tokio::test]
async fn what_was_stored_is_entered_once_and_marked_as_such() {
    let (desk, database) = Desk::open().await;
    let person = exempt("GE1");
    let events = [
        event("2026-07-10T08:00:00Z", "entry", &entry(1, &person)),
        event("2026-07-12T08:00:00Z", "exit", &exit(2, &person)),
    ];
    let first = send(&desk, NODE, &events).await;
    assert_eq!(first[0]["result"], "recorded", "{first:?}");
    assert_eq!(first[0]["crossing_id"], first[1]["crossing_id"], "the exit closes the entry");
    let again = send(&desk, NODE, &events).await;
    assert_eq!((&again[0]["result"], &again[1]["result"]), (&json!("known"), &json!("known")));
    assert_eq!(again[0]["crossing_id"], first[0]["crossing_id"]);
    let held = file(&desk, &first[0]).await;
    assert_eq!(held["crossings"].as_array().unwrap().len(), 1);
    assert_eq!(held["crossings"][0]["exit"]["at"], "2026-07-12T11:00:00+03:00");
    let client = database.superuser().await;
    let row = client.query_one("SELECT source FROM crossing", &[]).await.unwrap();
    assert_eq!(row.get::<_, &str>(0), "local-buffer");
    let logged = "SELECT count(*) FROM log_entry WHERE person = 'o-17' AND place = 'ROU-A-OTP'
                  AND action IN ('record-entry', 'record-exit') AND outcome = 'done'";
    assert_eq!(client.query_one(logged, &[]).await.unwrap().get::<_, i64>(0), 4);
}

#[tokio::test]
async fn a_request_whose_answer_was_lost_is_known_when_it_is_entered_afterwards() {
    let (desk, _database) = Desk::open().await;
    let person = exempt("GE1");
    // The register took it, and nobody heard; the crossing point stored the same request.
    assert_eq!(desk.post("border/officer", "/v1/entries", &entry(1, &person)).await.status, 201);
    let stored = event("2026-07-15T08:59:00Z", "entry", &entry(1, &person));
    assert_eq!(told(&desk, NODE, &[stored]).await, [("known".into(), String::new())]);
    // The other way round: the stored one came first.
    let stored = event("2026-07-15T09:00:30Z", "exit", &exit(2, &person));
    assert_eq!(told(&desk, NODE, &[stored]).await[0].0, "recorded");
    let late = desk.post("border/officer", "/v1/exits", &exit(2, &person)).await;
    assert_eq!(late.status, 200, "{}", late.text);
}

#[tokio::test]
async fn a_late_stay_shortens_the_later_one_and_its_history_says_why() {
    let (desk, database) = Desk::open().await;
    let person = exempt("GE1");
    let live = desk.post("border/officer", "/v1/entries", &entry(1, &person)).await.json();
    let until = live["last_lawful_day"].as_str().unwrap().to_owned();
    assert_eq!(until, "2026-10-12");
    let events = [
        event("2026-06-01T08:00:00Z", "entry", &entry(2, &person)),
        event("2026-06-10T08:00:00Z", "exit", &exit(3, &person)),
    ];
    let answers = send(&desk, NODE, &events).await;
    assert_eq!(answers[1]["result"], "recorded", "{answers:?}");
    let held = file(&desk, &answers[0]).await;
    let crossings = held["crossings"].as_array().unwrap();
    assert_eq!(crossings.len(), 2);
    assert_eq!(crossings[1]["stay_until"], "2026-10-02", "ten days are spent");
    let client = database.superuser().await;
    let deeds = "SELECT deed FROM record_version ORDER BY version, deed";
    let deeds: Vec<String> =
        client.query(deeds, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert!(deeds.contains(&"recalculated".to_owned()), "{deeds:?}");
    assert!(deeds.contains(&"completed".to_owned()), "{deeds:?}");
}

#[tokio::test]
async fn what_does_not_fit_is_a_conflict_for_itself_and_the_rest_is_recorded() {
    let (desk, _database) = Desk::open().await;
    let (person, other) = (exempt("GE1"), exempt("GE2"));
    desk.post("border/officer", "/v1/entries", &entry(1, &person)).await;
    let known = desk.post("border/officer", "/v1/entries", &entry(3, &other)).await.json();
    let day = "2026-07-15T08:59:00Z";
    let on_file = json!({
        "crossing_id": uuid::Uuid::from_u128(21), "traveller": person,
        "file_id": known["file_id"],
    });
    let mut tampered = event(day, "entry", &entry(23, &exempt("GE5")));
    tampered["entry"]["traveller"]["identity"]["shoe"] = json!(42);
    let mut nobody = event(day, "entry", &entry(24, &exempt("GE5")));
    nobody.as_object_mut().unwrap().remove("officer");
    let mut source = event(day, "entry", &entry(26, &exempt("GE5")));
    source["source"] = json!("live");
    let both = json!({ "at": day, "source": "manual" });
    let cases: Vec<(&str, Value, &str)> = vec![
        (
            "a clock a day ahead",
            event("2026-07-16T09:00:00Z", "entry", &entry(10, &exempt("GE3"))),
            "date-in-future",
        ),
        ("an exit without entry", event(day, "exit", &exit(11, &exempt("GE4"))), "no-open-entry"),
        (
            "inside already",
            event("2026-07-15T09:00:30Z", "entry", &entry(12, &person)),
            "already-inside",
        ),
        ("an id that was used", event(day, "entry", &entry(1, &other)), "id-reused"),
        ("a document on another file", event(day, "entry", &on_file), "document-on-other-file"),
        ("a body that was changed", tampered, "invalid-value"),
        ("no officer", nobody, "invalid-value"),
        ("no fall-back", source, "invalid-value"),
        ("neither entry nor exit", both, "invalid-value"),
        ("no visa", event(day, "entry", &entry(27, &visa_required("IN1"))), "visa-missing"),
        ("no event at all", json!(17), "invalid-value"),
    ];
    let mut events: Vec<Value> = cases.iter().map(|(_, event, _)| event.clone()).collect();
    events.push(event(day, "entry", &entry(90, &exempt("GE90"))));
    let answers = send(&desk, NODE, &events).await;
    for ((rule, _, code), answer) in cases.iter().zip(&answers) {
        assert_eq!(
            (&answer["result"], &answer["code"]),
            (&json!("conflict"), &json!(code)),
            "{rule}"
        );
        assert!(!answer["sentence"].as_str().unwrap().is_empty(), "{rule}");
    }
    assert_eq!(answers.last().unwrap()["result"], "recorded");
}

#[tokio::test]
async fn an_officer_enters_by_hand_what_was_stamped_and_nothing_else() {
    let (desk, _database) = Desk::open().await;
    let stored = event("2026-07-15T08:00:00Z", "entry", &entry(1, &exempt("GE1")));
    let mut manual = stored.clone();
    manual["source"] = json!("manual");
    let mut own = manual.clone();
    own.as_object_mut().unwrap().remove("officer");
    let mut not_own = stored.clone();
    not_own.as_object_mut().unwrap().remove("officer");
    let answers = told(&desk, "border/officer", &[stored, manual, not_own, own]).await;
    let results: Vec<&str> = answers.iter().map(|(result, _)| result.as_str()).collect();
    assert_eq!(results, ["later", "later", "conflict", "recorded"]);
}

#[tokio::test]
async fn a_node_names_its_officer_and_the_log_names_both() {
    let (desk, database) = Desk::open().await;
    let named = Named { person: "o-17".into(), name: "Ștefan".into(), role: "officer".into() };
    let value = named.value().unwrap();
    let header = [("limen-person", value.to_str().unwrap())];
    let check = json!({ "purpose": "border-entry", "traveller": exempt("GE1") }).to_string();
    let answer = desk.send(NODE, Method::POST, "/v1/checks", (&header, &check)).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let refused = desk.send("border/officer", Method::POST, "/v1/checks", (&header, &check)).await;
    assert_eq!(refused.problem().as_deref(), Some("may-not-vouch"));
    let client = database.superuser().await;
    let row = client.query_one("SELECT person FROM log_entry", &[]).await.unwrap();
    assert_eq!(row.get::<_, &str>(0), "o-17");
    let log = desk.get("supervisory/auditor", "/v1/log").await.text;
    assert!(log.contains("border/node"), "{log}");
}

#[tokio::test]
async fn a_system_that_vouches_does_nothing_in_its_own_name() {
    let (desk, database) = Desk::open().await;
    let person = exempt("GE1");
    for (path, body) in [
        ("/v1/entries", entry(1, &person)),
        ("/v1/exits", exit(2, &person)),
        ("/v1/checks", json!({ "purpose": "border-entry", "traveller": person })),
    ] {
        assert_eq!(desk.post(NODE, path, &body).await.status, 403, "{path}");
    }
    let client = database.superuser().await;
    let logged = "SELECT count(*) FROM log_entry WHERE outcome = 'no-basis'";
    assert_eq!(client.query_one(logged, &[]).await.unwrap().get::<_, i64>(0), 3);
}

#[tokio::test]
async fn an_officer_of_an_event_is_named_so_that_the_log_can_hold_it() {
    let (desk, _database) = Desk::open().await;
    for (name, person) in [("person", "o\n17"), ("name", " "), ("person", &"x".repeat(300))] {
        let mut stored = event("2026-07-15T08:00:00Z", "entry", &entry(1, &exempt("GE1")));
        stored["officer"][name] = json!(person);
        let answer = told(&desk, NODE, &[stored]).await;
        assert_eq!(answer, [("conflict".into(), "invalid-value".into())], "{person}");
    }
}

#[tokio::test]
async fn a_request_has_a_bound_number_of_events() {
    let (desk, _database) = Desk::open().await;
    for count in [0, 501] {
        let events = vec![json!(1); count];
        let answer = desk.post(NODE, "/v1/replays", &json!({ "events": events })).await;
        assert_eq!(answer.problem().as_deref(), Some("invalid-value"), "{count}");
    }
}

#[tokio::test]
async fn what_an_officer_verified_meanwhile_is_kept_with_the_record() {
    let (desk, _database) = Desk::open().await;
    let person = exempt("GE1");
    let seen = json!({
        "by_eye": { "is_same_person": true, "reason": "the register was away" },
        "other_checks": {}, "decision": "let-leave",
    });
    let events = [
        event("2026-07-10T08:00:00Z", "entry", &entry(1, &person)),
        event("2026-07-12T08:00:00Z", "exit", &with(exit(2, &person), "answers", seen)),
    ];
    let answers = send(&desk, NODE, &events).await;
    assert_eq!(answers[1]["result"], "recorded", "{answers:?}");
    let path = format!("/v1/files/{}/versions", answers[0]["file_id"].as_str().unwrap());
    let history = desk.get("border/officer", &path).await.json();
    let deeds: Vec<_> = history.as_array().unwrap().iter().map(|one| &one["deed"]).collect();
    assert!(deeds.contains(&&json!("completed")), "{history}");
    let verified = history.as_array().unwrap().iter().find(|one| one["deed"] == "seen-by-eye");
    assert_eq!(verified.unwrap()["reason"], "the register was away", "{history}");
}

#[tokio::test]
async fn nobody_is_entered_afterwards_on_the_file_of_somebody_else() {
    let (desk, _database) = Desk::open().await;
    let (one, other) = (exempt("GE1"), exempt("GE2"));
    let first = desk.post("border/officer", "/v1/entries", &entry(1, &one)).await.json();
    assert_eq!(desk.post("border/officer", "/v1/entries", &entry(2, &other)).await.status, 201);
    let wrong = with(exit(3, &other), "file_id", first["file_id"].clone());
    let nobody = json!({
        "by_eye": { "is_same_person": false, "reason": "another face" },
        "second_line": { "is_person_of_file": false, "reason": "fingerprints of a sibling" },
        "other_checks": {}, "decision": "let-leave",
    });
    let events = [
        event("2026-07-15T08:59:00Z", "exit", &wrong),
        event("2026-07-15T08:59:00Z", "exit", &with(exit(4, &one), "answers", nobody)),
    ];
    for (result, code) in told(&desk, NODE, &events).await {
        assert_eq!((result.as_str(), code.as_str()), ("conflict", "document-on-other-file"));
    }
    let refused = json!({ "other_checks": { "reasons": ["G"] }, "decision": "refuse" });
    let entered =
        event("2026-07-15T08:59:00Z", "entry", &with(entry(5, &exempt("GE3")), "answers", refused));
    let told = told(&desk, NODE, &[entered]).await;
    assert_eq!(told, [("conflict".to_owned(), "invalid-value".to_owned())]);
}
