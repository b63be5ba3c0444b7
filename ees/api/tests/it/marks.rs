//! What a file says of biometric data, from crossing to crossing. EES Art. 4(5), 15, 17(3) to (5),
//! 18, 21(3).

use fnd_testkit::TestDatabase;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::kit::{Desk, NODE};
use crate::people::{entry, exempt, exit, visa, visa_required, with};

const OFFICER: &str = "border/officer";

/// What the file says: the marks of face and prints.
async fn marks(desk: &Desk, file: &str) -> (Value, Value) {
    let read = desk.get(OFFICER, &format!("/v1/files/{file}")).await;
    assert_eq!(read.status, 200, "{}", read.text);
    let marks = read.json()["biometrics"].clone();
    (marks["face"].clone(), marks["fingerprints"].clone())
}

async fn enter(desk: &Desk, request: &Value) -> String {
    let entered = desk.post(OFFICER, "/v1/entries", request).await;
    assert_eq!(entered.status, 201, "{}", entered.text);
    entered.json()["file_id"].as_str().unwrap().to_owned()
}

fn born(traveller: Value, birth: &str) -> Value {
    let mut traveller = traveller;
    traveller["identity"]["birth"] = json!(birth);
    traveller
}

fn hands(fingers: &str, reason: &str) -> Value {
    json!({ "fingers": fingers, "reason": reason })
}

fn seen() -> Value {
    json!({ "is_same_person": true, "reason": "No device here" })
}

/// The codes of what machines and the register answered.
async fn questions(desk: &Desk, purpose: &str, traveller: &Value) -> Vec<String> {
    let asked = json!({
        "purpose": purpose, "traveller": traveller, "answers": { "by_eye": seen() },
    });
    let reply = desk.post(OFFICER, "/v1/checks/steps", &asked).await.json();
    let done = reply["done"].as_array().unwrap();
    let told = |one: &Value| {
        format!("{} {}", one["question"].as_str().unwrap(), one["answer"].as_str().unwrap())
    };
    done.iter().map(told).collect()
}

/// The deeds in the history of a file with what was there before, as one text.
async fn history(desk: &Desk, file: &str) -> String {
    desk.get(OFFICER, &format!("/v1/files/{file}/versions")).await.text
}

#[tokio::test]
async fn a_new_file_says_of_each_person_what_the_law_says() {
    let (desk, _database) = Desk::open().await;
    let required = with(visa_required("IN1"), "visa", visa());
    let mut transit = visa_required("FT1");
    transit["document"]["kind"] = json!("facilitated-transit");
    let said = |number: &str, fingers: &str| {
        let hands = hands(fingers, "What the officer saw");
        let answers = json!({ "hands": hands, "other_checks": {}, "decision": "admit" });
        (exempt(number), Some(answers))
    };
    let rows = [
        ("an adult", (exempt("GE1"), None), "missing-not-available", true),
        (
            "a child",
            (born(exempt("GE2"), "2020-04-01"), None),
            "not-applicable-under-twelve",
            false,
        ),
        ("twelve today", (born(exempt("GE3"), "2014-07-15"), None), "missing-not-available", true),
        ("who needs a visa", (required, None), "must-not-be-stored", false),
        ("in transit", (transit, None), "missing-not-available", true),
        ("bandaged", said("GE4", "impossible-today"), "impossible-today", true),
        ("without hands", said("GE5", "impossible-for-good"), "not-applicable-impossible", false),
    ];
    let names = ["Abashidze", "Kvitashvili", "Lomidze", "Sharma", "Orlov", "Tsereteli", "Zhvania"];
    for ((number, name), (who, (mut traveller, answers), mark, is_owed)) in
        (1..).zip(names).zip(rows)
    {
        traveller["identity"]["surname"] = json!(name);
        let request = entry(number, &traveller);
        let request = match &answers {
            Some(answers) => with(request, "answers", answers.clone()),
            None => request,
        };
        let file = enter(&desk, &request).await;
        let (face, prints) = marks(&desk, &file).await;
        assert_eq!((&prints["mark"], &prints["is_owed"]), (&json!(mark), &json!(is_owed)), "{who}");
        let reason = answers.map_or(Value::Null, |_| json!("What the officer saw"));
        assert_eq!((&prints["reason"], &prints["since"]), (&reason, &json!("2026-07-15")), "{who}");
        assert_eq!(face["mark"], "missing-not-available", "{who}: a face is owed of everybody");
    }
}

#[tokio::test]
async fn what_is_owed_is_asked_for_at_each_crossing_until_it_is_given() {
    let (desk, database) = Desk::open().await;
    let person = exempt("GE1");
    let bandaged = json!({
        "hands": hands("impossible-today", "Both hands in plaster"),
        "other_checks": {}, "decision": "admit",
    });
    let file = enter(&desk, &with(entry(1, &person), "answers", bandaged)).await;
    let asked = questions(&desk, "border-exit", &person).await;
    assert!(asked.contains(&"take-fingerprints not-available".to_owned()), "Art. 17(4): {asked:?}");
    let before = marks(&desk, &file).await;
    let leaves = json!({ "by_eye": seen(), "other_checks": {}, "decision": "let-leave" });
    let left = desk.post(OFFICER, "/v1/exits", &with(exit(2, &person), "answers", leaves)).await;
    assert_eq!(left.status, 201, "{}", left.text);
    assert_eq!(marks(&desk, &file).await, before, "nothing was given, so the note stands");
    desk.clock.advance(SignedDuration::from_hours(24 * 30));
    let lost = json!({
        "hands": hands("impossible-for-good", "Both hands were lost"), "by_eye": seen(),
        "other_checks": {}, "decision": "admit",
    });
    enter(&desk, &with(entry(3, &person), "answers", lost)).await;
    let (_, prints) = marks(&desk, &file).await;
    assert_eq!(prints["mark"], "not-applicable-impossible");
    assert_eq!(prints["since"], "2026-08-14");
    let asked = questions(&desk, "border-exit", &person).await;
    assert!(!asked.iter().any(|one| one.starts_with("take")), "not applicable: {asked:?}");
    let kept = history(&desk, &file).await;
    assert!(kept.contains("\"updated\"") && kept.contains("facial-image"), "{kept}");
    assert!(!kept.contains("plaster") && !kept.contains("impossible-today"), "Art. 17(4): {kept}");
    assert_no_words(&database, "plaster").await;
}

/// That no column of a table holds the word as it is.
async fn assert_no_words(database: &TestDatabase, word: &str) {
    let client = database.superuser().await;
    let sql = "SELECT count(*) FROM file WHERE file::text LIKE '%' || $1 || '%'";
    assert_eq!(client.query_one(sql, &[&word]).await.unwrap().get::<_, i64>(0), 0, "it is sealed");
}

#[tokio::test]
async fn a_child_who_turns_twelve_owes_fingerprints_from_that_day() {
    let (desk, _database) = Desk::open().await;
    let child = born(exempt("GE1"), "2014-08-01");
    let file = enter(&desk, &entry(1, &child)).await;
    let asked = questions(&desk, "border-exit", &child).await;
    assert!(!asked.iter().any(|one| one.starts_with("take")), "{asked:?}");
    desk.clock.advance(SignedDuration::from_hours(24 * 17));
    let (_, prints) = marks(&desk, &file).await;
    assert_eq!(prints["mark"], "not-applicable-under-twelve");
    assert_eq!(prints["is_owed"], true, "on the day of the check, Art. 17(3)");
    let asked = questions(&desk, "border-exit", &child).await;
    assert!(asked.contains(&"take-fingerprints not-available".to_owned()), "{asked:?}");
    desk.post(OFFICER, "/v1/exits", &exit(2, &child)).await;
    let (_, prints) = marks(&desk, &file).await;
    assert_eq!(
        (&prints["mark"], &prints["since"]),
        (&json!("missing-not-available"), &json!("2026-08-01"))
    );
}

#[tokio::test]
async fn a_refusal_enters_what_its_reasons_allow_and_takes_nothing_back() {
    let (desk, _database) = Desk::open().await;
    let refuse = |id: u128, traveller: &Value, reason: &str| json!({ "refusal_id": Uuid::from_u128(id), "traveller": traveller, "reasons": [reason] });
    for (id, number, reason, face, prints) in [
        (1, "GE1", "A", "not-entered", "not-entered"),
        (2, "GE2", "B", "missing-not-available", "missing-not-available"),
        (3, "GE3", "J_ENROL", "missing-not-available", "not-entered"),
    ] {
        let request = refuse(id, &exempt(number), reason);
        let refused = desk.post(OFFICER, "/v1/refusals", &request).await;
        assert_eq!(refused.status, 201, "{reason}: {}", refused.text);
        let file = refused.json()["file_id"].as_str().unwrap().to_owned();
        let found = marks(&desk, &file).await;
        assert_eq!(
            (&found.0["mark"], &found.1["mark"]),
            (&json!(face), &json!(prints)),
            "{reason}"
        );
    }
    let hurt = with(refuse(4, &exempt("GE4"), "B"), "hands", hands("impossible-today", "Plaster"));
    let refused = desk.post(OFFICER, "/v1/refusals", &hurt).await.json();
    let file = refused["file_id"].as_str().unwrap();
    assert_eq!(marks(&desk, file).await.1["mark"], "impossible-today");
    desk.post(OFFICER, "/v1/refusals", &refuse(5, &exempt("GE4"), "A")).await;
    assert_eq!(marks(&desk, file).await.1["mark"], "impossible-today", "nothing is taken back");
}

#[tokio::test]
async fn what_was_stored_at_the_crossing_point_is_marked_as_entered_by_fallback() {
    let (desk, _database) = Desk::open().await;
    let event = json!({
        "at": "2026-07-15T08:00:00Z", "source": "local-buffer", "entry": entry(1, &exempt("GE1")),
        "officer": { "person": "o-17", "name": "Ion", "role": "officer" },
    });
    let sent = desk.post(NODE, "/v1/replays", &json!({ "events": [event] })).await;
    assert_eq!(sent.status, 200, "{}", sent.text);
    let check = json!({ "purpose": "border-exit", "traveller": exempt("GE1") });
    let found = desk.post(OFFICER, "/v1/checks", &check).await.json();
    assert_eq!(found["file"]["biometrics"]["face"]["mark"], "missing-fallback", "{found}");
    assert_eq!(found["file"]["biometrics"]["fingerprints"]["basis"], "EES Art. 21(3)");
    let record = &found["file"]["crossings"][0];
    assert_eq!((&record["source"], &record["is_fallback"]), (&json!("local-buffer"), &json!(true)));
}

#[tokio::test]
async fn what_was_said_of_the_hands_at_the_crossing_point_comes_with_the_passage() {
    let (desk, _database) = Desk::open().await;
    let said = json!({ "hands": hands("impossible-for-good", "Both hands were lost") });
    let event = json!({
        "at": "2026-07-15T08:00:00Z", "source": "local-buffer",
        "officer": { "person": "o-17", "name": "Ion", "role": "officer" },
        "entry": with(entry(1, &exempt("GE1")), "answers", said),
    });
    let sent = desk.post(NODE, "/v1/replays", &json!({ "events": [event] })).await.json();
    let file = sent["results"][0]["file_id"].as_str().unwrap_or_else(|| panic!("{sent}"));
    let (face, prints) = marks(&desk, file).await;
    assert_eq!(face["mark"], "missing-fallback");
    assert_eq!(
        (&prints["mark"], &prints["reason"]),
        (&json!("not-applicable-impossible"), &json!("Both hands were lost"))
    );
}

#[tokio::test]
async fn where_operation_is_suspended_in_part_the_point_is_said_to_have_no_functions() {
    let (desk, _database) = Desk::open().await;
    let suspension = json!({
        "suspension_id": Uuid::from_u128(1), "extent": "partial", "reason": "Power cut",
    });
    let begun = desk.post("border/supervisor", "/v1/suspensions", &suspension).await;
    assert_eq!(begun.status, 201, "{}", begun.text);
    let answers = json!({ "other_checks": {}, "decision": "admit" });
    let file = enter(&desk, &with(entry(1, &exempt("GE1")), "answers", answers)).await;
    let (face, prints) = marks(&desk, &file).await;
    assert_eq!(face["mark"], "missing-point-without");
    assert_eq!(
        (&prints["mark"], &prints["basis"]),
        (&json!("missing-point-without"), &json!("EES Art. 4(5)"))
    );
}

#[tokio::test]
async fn what_is_said_of_the_hands_and_cannot_be_read_is_told_at_its_place() {
    let (desk, _database) = Desk::open().await;
    let answers = json!({ "hands": hands("broken", " ") });
    let asked =
        json!({ "purpose": "border-entry", "traveller": exempt("GE1"), "answers": answers });
    let refused = desk.post(OFFICER, "/v1/checks/steps", &asked).await;
    assert_eq!(refused.status, 422);
    let faults = refused.json()["errors"].as_array().unwrap().clone();
    let places: Vec<&str> = faults.iter().map(|one| one["pointer"].as_str().unwrap()).collect();
    assert_eq!(places, ["/answers/hands/fingers", "/answers/hands/reason"]);
}

#[tokio::test]
async fn the_page_of_the_file_says_it_in_both_languages_and_the_form_asks() {
    let (desk, _database) = Desk::open().await;
    let file = enter(&desk, &entry(1, &born(exempt("GE1"), "2020-04-01"))).await;
    let path = format!("/files/{file}");
    let english = desk.get(OFFICER, &path).await.text;
    assert!(english.contains("Not applicable: under twelve years of age"), "{english}");
    assert!(english.contains("EES Art. 17(3), (5)"), "{english}");
    let headers = [("accept-language", "ro")];
    let romanian = desk.send(OFFICER, axum::http::Method::GET, &path, (&headers, "")).await.text;
    assert!(romanian.contains("Nu se aplică: sub doisprezece ani"), "{romanian}");
}

#[tokio::test]
async fn of_two_files_of_one_person_the_later_word_counts_and_each_keeps_its_own() {
    let (desk, _database) = Desk::open().await;
    let child = born(exempt("GE1"), "2014-07-20");
    let first = enter(&desk, &entry(1, &child)).await;
    desk.clock.advance(SignedDuration::from_hours(24 * 9));
    let grown = born(exempt("GE2"), "2014-07-20");
    let second = enter(&desk, &entry(2, &grown)).await;
    let send = async |path: String, tag: &str, request: Value| {
        let headers = [("if-match", tag)];
        let body = request.to_string();
        desk.send("immigration/supervisor", axum::http::Method::POST, &path, (&headers, &body))
            .await
    };
    let merge = json!({ "other": second, "ground": "documents", "reason": "A new passport" });
    let merged = send(format!("/v1/files/{first}/merge"), "\"v1\"", merge).await;
    assert_eq!(merged.status, 200, "{}", merged.text);
    assert_eq!(marks(&desk, &first).await.1["mark"], "missing-not-available");
    let tag = format!("\"v{}\"", merged.json()["version"]);
    let split = json!({ "other": second, "reason": "Two sisters" });
    let parted = send(format!("/v1/files/{first}/split"), &tag, split).await;
    assert_eq!(parted.status, 200, "{}", parted.text);
    assert_eq!(marks(&desk, &first).await.1["mark"], "not-applicable-under-twelve");
    assert_eq!(marks(&desk, &second).await.1["mark"], "missing-not-available");
}
