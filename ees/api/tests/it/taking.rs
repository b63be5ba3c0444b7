//! Faces and fingers taken at a crossing point: looked at, compared, searched, entered, forgotten.
//! EES Art. 15, 17(1), 23(2), 27.

use std::sync::{Arc, OnceLock};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ees_api::biometrics::follow::{self, Following, Source};
use ees_biometrics::cluster::Share;
use ees_biometrics::matcher::Keeper;
use ees_match::image::encode_png;
use ees_match::net::Cpu;
use ees_match::synthetic::{Conditions, Finger};
use ees_store::schema;
use fnd_core::Clock;
use fnd_core::id::RandomIds;
use fnd_testkit::TestDatabase;
use serde_json::{Value, json};

use crate::kit::Desk;
use crate::people::{entry, exempt, exit, visa, visa_required, with};

const OFFICER: &str = "border/officer";
pub(crate) const RIGHT: [&str; 4] = ["right-index", "right-middle", "right-ring", "right-little"];

/// Fingers of people who do not exist, grown once: three people with four each.
fn fingers() -> &'static [Finger] {
    static GROWN: OnceLock<Vec<Finger>> = OnceLock::new();
    GROWN.get_or_init(|| (1..=12).map(|seed| Finger::grow(seed, Cpu::detect())).collect())
}

/// A print of a finger of somebody, as PNG.
pub(crate) fn image(person: usize, finger: usize, impression: u64) -> Vec<u8> {
    let grown = &fingers()[person * 4 + finger];
    encode_png(&grown.impression(impression, &Conditions::GOOD).unwrap()).unwrap()
}

/// The same in base64.
fn print(person: usize, finger: usize, impression: u64) -> String {
    STANDARD.encode(image(person, finger, impression))
}

/// Four fingers of somebody.
pub(crate) fn hand(person: usize, impression: u64) -> Value {
    let fingers = (0..4).map(
        |finger| json!({ "position": RIGHT[finger], "image": print(person, finger, impression) }),
    );
    json!({ "purpose": "border-entry", "fingers": fingers.collect::<Vec<Value>>() })
}

/// Takes what is sent; answers its identifier.
pub(crate) async fn take(desk: &Desk, capture: &Value) -> Value {
    let taken = desk.post(OFFICER, "/v1/captures", capture).await;
    assert_eq!(taken.status, 201, "{}", taken.text);
    taken.json()["capture_id"].clone()
}

/// The next step of a check with what was taken.
pub(crate) async fn step(desk: &Desk, traveller: &Value, capture: &Value) -> Value {
    let asked = json!({
        "purpose": "border-entry", "traveller": traveller, "answers": { "capture_id": capture },
    });
    let reply = desk.post(OFFICER, "/v1/checks/steps", &asked).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply.json()
}

/// What machines and the register answered to a question; nothing where it was not asked.
pub(crate) fn said<'a>(reply: &'a Value, question: &str) -> &'a str {
    let steps = reply["done"].as_array().unwrap();
    let found = steps.iter().find(|one| one["question"] == question);
    found.and_then(|one| one["answer"].as_str()).unwrap_or_default()
}

pub(crate) async fn admit(desk: &Desk, id: u128, traveller: &Value, capture: &Value) -> String {
    let answers = json!({ "other_checks": {}, "decision": "admit", "capture_id": capture });
    let request = with(entry(id, traveller), "answers", answers);
    let entered = desk.post(OFFICER, "/v1/entries", &request).await;
    assert_eq!(entered.status, 201, "{}", entered.text);
    let again = desk.post(OFFICER, "/v1/entries", &request).await;
    assert_eq!(again.status, 200, "the same request is done once: {}", again.text);
    entered.json()["file_id"].as_str().unwrap().to_owned()
}

async fn marks(desk: &Desk, file: &str) -> Value {
    desk.get(OFFICER, &format!("/v1/files/{file}")).await.json()["biometrics"].clone()
}

/// Fills the gallery of the server from its register, as the daemon does.
pub(crate) async fn follow(desk: &Desk, database: &TestDatabase) -> Following {
    fill(desk, database, Arc::new(desk.gallery.clone())).await
}

/// Fills `keeper` from the register of the server, as the daemon does.
pub(crate) async fn fill(
    desk: &Desk,
    database: &TestDatabase,
    keeper: Arc<dyn Keeper>,
) -> Following {
    let clock: Arc<dyn Clock> = Arc::<fnd_core::clock::FixedClock>::clone(&desk.clock);
    let source = Source {
        connection: database.config(schema::MATCHER),
        ring: desk.ring(),
        clock,
        ids: Arc::new(RandomIds),
    };
    let following = follow::start(source, keeper, Share::WHOLE);
    following.filled().wait_for(|filled| filled.is_whole).await.unwrap();
    following
}

/// Until the gallery holds so many people.
pub(crate) async fn until_people(desk: &Desk, count: usize) {
    while desk.gallery.size().people != count {
        tokio::task::yield_now().await;
    }
}

pub(crate) async fn count(database: &TestDatabase, table: &str) -> i64 {
    let client = database.superuser().await;
    client.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_gave_prints_is_verified_by_them_and_somebody_else_is_not() {
    let (desk, database) = Desk::open().await;
    let _following = follow(&desk, &database).await;
    let person = exempt("GE1");
    let first = take(&desk, &hand(0, 1)).await;
    let asked = step(&desk, &person, &first).await;
    assert_eq!(said(&asked, "identify"), "no-match");
    let file = admit(&desk, 1, &person, &first).await;
    let marks = marks(&desk, &file).await;
    assert_eq!(marks["fingerprints"]["mark"], "taken");
    let fingers = marks["fingerprints"]["fingers"].as_array().unwrap();
    assert_eq!((fingers.len(), &fingers[3]["position"]), (4, &json!("right-little")));
    assert!(fingers.iter().all(|one| one["state"] == "taken" && one["quality"].is_u64()));
    assert_eq!(marks["face"]["mark"], "missing-not-available", "no face was taken");
    let kept = (count(&database, "biometric_sample").await, count(&database, "capture").await);
    assert_eq!(kept, (4, 0), "what was entered is no longer where it was");

    // Another impression of the same fingers, and one finger of it.
    for capture in [
        hand(0, 2),
        json!({
            "purpose": "border-entry",
            "fingers": [{ "position": "right-middle", "image": print(0, 1, 3) }],
        }),
    ] {
        let taken = take(&desk, &capture).await;
        let asked = step(&desk, &person, &taken).await;
        assert_eq!(said(&asked, "verify-fingerprints"), "match");
        assert_eq!(said(&asked, "identify"), "", "who is verified is not searched");
    }
    // Somebody else with her passport: nobody is found, and a human looks.
    until_people(&desk, 1).await;
    let other = take(&desk, &hand(1, 1)).await;
    let asked = step(&desk, &person, &other).await;
    let found = (said(&asked, "verify-fingerprints"), said(&asked, "identify"));
    assert_eq!(found, ("no-match", "no-match"));
    assert_eq!(asked["next"]["step"], "ask", "{asked}");
    // Nothing of an image is in the log.
    let client = database.superuser().await;
    let rows = client
        .query("SELECT action, length(used) FROM log_entry WHERE used IS NOT NULL", &[])
        .await
        .unwrap();
    for row in rows {
        let (action, length): (&str, i32) = (row.get(0), row.get(1));
        assert!(length < 2_000, "{action} is logged with {length} bytes");
    }
    let sql = "SELECT count(*) FROM log_entry WHERE action = $1";
    let capture: i64 = client.query_one(sql, &[&"capture"]).await.unwrap().get(0);
    assert_eq!(capture, 4, "each capture has its row");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_comes_with_another_name_and_passport_is_named_until_the_file_is_gone() {
    let (desk, database) = Desk::open().await;
    let _following = follow(&desk, &database).await;
    let taken = take(&desk, &hand(2, 1)).await;
    let file = admit(&desk, 1, &exempt("GE1"), &taken).await;
    until_people(&desk, 1).await;
    let mut other = exempt("XX9");
    other["identity"]["surname"] = json!("Kvitashvili");
    other["identity"]["birth"] = json!("1991-12-24");
    let again = take(&desk, &hand(2, 2)).await;
    let asked = step(&desk, &other, &again).await;
    assert_eq!(said(&asked, "identify"), "match");
    let named = &asked["candidates"][0];
    assert_eq!((&named["file_id"], &named["fingers"]), (&json!(file), &json!(4)));
    assert!(1_000_000 < named["one_in"].as_u64().unwrap(), "{named}");
    assert_eq!(asked["missing_parts"], 0);

    // An erasure is in no answer from the moment it is done, whether or not the gallery knows.
    let retention = database.client(schema::RETENTION).await;
    let uuid: uuid::Uuid = file.parse().unwrap();
    retention.execute("DELETE FROM file WHERE file_id = $1", &[&uuid]).await.unwrap();
    let asked = step(&desk, &other, &again).await;
    assert_eq!(said(&asked, "identify"), "no-match");
    assert_eq!(asked["candidates"], json!([]));
    until_people(&desk, 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn prints_of_visa_holders_and_of_children_are_kept_nowhere() {
    let (desk, database) = Desk::open().await;
    let mut child = exempt("GE2");
    child["identity"]["birth"] = json!("2020-04-01");
    let required = with(visa_required("IN1"), "visa", visa());
    for (id, traveller, mark) in
        [(1, required, "must-not-be-stored"), (2, child, "not-applicable-under-twelve")]
    {
        let taken = take(&desk, &hand(0, id)).await;
        let answers = json!({
            "other_checks": {}, "decision": "admit", "capture_id": taken,
            "by_eye": { "is_same_person": true, "reason": "No device here" },
        });
        let request = with(entry(id.into(), &traveller), "answers", answers);
        let entered = desk.post(OFFICER, "/v1/entries", &request).await;
        assert_eq!(entered.status, 201, "{}", entered.text);
        let file = entered.json()["file_id"].as_str().unwrap().to_owned();
        assert_eq!(marks(&desk, &file).await["fingerprints"]["mark"], mark);
    }
    let kept = (count(&database, "biometric_sample").await, count(&database, "capture").await);
    assert_eq!(kept, (0, 0), "what is not entered is not kept either");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_owed_is_entered_at_the_exit() {
    let (desk, database) = Desk::open().await;
    let person = exempt("GE1");
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await;
    let file = entered.json()["file_id"].as_str().unwrap().to_owned();
    assert_eq!(marks(&desk, &file).await["fingerprints"]["is_owed"], true);
    let taken = take(&desk, &with(hand(0, 1), "purpose", json!("border-exit"))).await;
    let answers = json!({
        "other_checks": {}, "decision": "let-leave", "capture_id": taken,
        "by_eye": { "is_same_person": true, "reason": "Nothing is on file yet" },
    });
    let left = desk.post(OFFICER, "/v1/exits", &with(exit(2, &person), "answers", answers)).await;
    assert_eq!(left.status, 201, "{}", left.text);
    let marks = marks(&desk, &file).await;
    let prints = &marks["fingerprints"];
    assert_eq!((&prints["mark"], &prints["is_owed"]), (&json!("taken"), &json!(false)));
    assert_eq!(count(&database, "biometric_sample").await, 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_leaves_and_is_on_no_file_gives_prints_with_the_file_that_is_made() {
    let (desk, database) = Desk::open().await;
    let person = exempt("GE1");
    let taken = take(&desk, &with(hand(0, 1), "purpose", json!("border-exit"))).await;
    let answers = json!({
        "other_checks": {}, "decision": "let-leave", "capture_id": taken, "entry_evidence": "none",
    });
    let request = with(with(exit(2, &person), "answers", answers), "entry_unknown", json!(true));
    let left = desk.post(OFFICER, "/v1/exits", &request).await;
    assert_eq!(left.status, 201, "{}", left.text);
    let kept = (count(&database, "biometric_sample").await, count(&database, "capture").await);
    assert_eq!(kept, (4, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_taken_nor_entered_while_operation_is_suspended() {
    let (desk, database) = Desk::open().await;
    let taken = take(&desk, &hand(0, 1)).await;
    let suspension = json!({
        "suspension_id": uuid::Uuid::from_u128(3), "point": "ROU-A-OTP", "extent": "partial",
        "reason": "Queue",
    });
    let begun = desk.post("border/supervisor", "/v1/suspensions", &suspension).await;
    assert_eq!(begun.status, 201, "{}", begun.text);
    let refused = desk.post(OFFICER, "/v1/captures", &hand(0, 1)).await;
    assert_eq!(refused.status, 409, "{}", refused.text);
    assert_eq!(refused.problem().as_deref(), Some("point-suspended-in-part"));
    let answers = json!({ "other_checks": {}, "decision": "admit", "capture_id": taken });
    let request = with(entry(1, &exempt("GE1")), "answers", answers);
    let entered = desk.post(OFFICER, "/v1/entries", &request).await;
    assert_eq!(entered.status, 201, "{}", entered.text);
    let kept = (count(&database, "biometric_sample").await, count(&database, "capture").await);
    assert_eq!(kept, (0, 0), "what was taken before is not kept either");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_used_is_refused_at_its_place_and_leaves_nothing() {
    let (desk, database) = Desk::open().await;
    let finger = |position: &str, image: String| json!({ "position": position, "image": image });
    let capture = |fingers: Vec<Value>| json!({ "purpose": "border-entry", "fingers": fingers });
    let blank = {
        let image = ees_match::image::Image::new(300, 300, 500, vec![255; 90_000]).unwrap();
        STANDARD.encode(encode_png(&image).unwrap())
    };
    let cut: String = print(0, 0, 1).chars().take(2_000).collect();
    let five = RIGHT.into_iter().chain(["left-index"]);
    let rows = [
        ("a blank", capture(vec![finger("right-index", blank)]), "no-finger", "/fingers/0/image"),
        ("cut off", capture(vec![finger("right-index", cut)]), "not-an-image", "/fingers/0/image"),
        (
            "not base64",
            capture(vec![finger("right-index", "***".into())]),
            "not-base64",
            "/fingers/0/image",
        ),
        (
            "the same finger twice",
            capture(vec![
                finger("right-index", print(0, 0, 1)),
                finger("right-middle", print(0, 0, 2)),
            ]),
            "same-finger-twice",
            "/fingers",
        ),
        (
            "five fingers",
            capture(five.map(|one| finger(one, "AA==".into())).collect()),
            "too-many-fingers",
            "/fingers",
        ),
        ("nothing", capture(vec![]), "nothing-taken", "/face"),
        (
            "no image of a face",
            json!({ "purpose": "border-entry", "face": { "image": "R0lGODlh" } }),
            "not-an-image",
            "/face/image",
        ),
    ];
    for (what, request, code, pointer) in rows {
        let refused = desk.post(OFFICER, "/v1/captures", &request).await;
        assert_eq!(refused.status, 422, "{what}: {}", refused.text);
        let fault = &refused.json()["errors"][0];
        assert_eq!((&fault["code"], &fault["pointer"]), (&json!(code), &json!(pointer)), "{what}");
    }
    assert_eq!(count(&database, "capture").await, 0);

    // What is not there, is somebody else's, or was used is told before anything is done.
    let taken = take(&desk, &hand(0, 1)).await;
    let asked = |capture: &Value| {
        json!({
            "purpose": "border-entry", "traveller": exempt("GE1"),
            "answers": { "capture_id": capture },
        })
    };
    let unknown = json!(uuid::Uuid::from_u128(77));
    let refused = desk.post(OFFICER, "/v1/checks/steps", &asked(&unknown)).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    assert_eq!(refused.json()["errors"][0]["code"], "capture-gone");
    admit(&desk, 1, &exempt("GE1"), &taken).await;
    let refused = desk.post(OFFICER, "/v1/checks/steps", &asked(&taken)).await;
    assert_eq!(refused.json()["errors"][0]["code"], "capture-gone", "it was entered");
    let refused = desk.post("immigration/officer", "/v1/captures", &hand(0, 1)).await;
    assert_eq!(refused.status, 403);
}
