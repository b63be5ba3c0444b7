//! Refusals of entry. EES Art. 18; SBC Art. 14 and Annex V.

use axum::http::Method;
use fnd_testkit::http::Answer;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::kit::Desk;
use crate::people::{entry, exempt, visa, visa_required, with};

const OFFICER: &str = "border/officer";

fn refusal(number: u128, traveller: &Value, reasons: &[&str]) -> Value {
    json!({ "refusal_id": Uuid::from_u128(number), "traveller": traveller, "reasons": reasons })
}

async fn refuse(desk: &Desk, request: &Value) -> Answer {
    desk.post(OFFICER, "/v1/refusals", request).await
}

fn codes(answer: &Answer) -> Vec<String> {
    let errors = answer.json()["errors"].as_array().cloned().unwrap_or_default();
    let pair = |one: &Value| {
        let at = one["pointer"].as_str().unwrap_or_default();
        format!("{at} {}", one["code"].as_str().unwrap_or_default())
    };
    errors.iter().map(pair).collect()
}

#[tokio::test]
async fn a_refusal_makes_the_file_of_who_has_none_and_no_entry() {
    let (desk, database) = Desk::open().await;
    let request = with(refusal(1, &exempt("GE1"), &["E"]), "missing_documents", json!("Hotel"));
    let refused = refuse(&desk, &request).await;
    assert_eq!(refused.status.as_u16(), 201, "{}", refused.text);
    let id = refused.json()["file_id"].as_str().unwrap().to_owned();
    let file = desk.get(OFFICER, &format!("/v1/files/{id}")).await.json();
    assert_eq!(file["crossings"], json!([]));
    assert_eq!(file["refusals"], json!([refused.json()["refusal"]]));
    assert_eq!(file["refusals"][0]["reasons"], json!(["E"]));
    assert_eq!(file["refusals"][0]["missing_documents"], "Hotel");
    assert_eq!(file["refusals"][0]["signature"], "awaited");
    let client = database.superuser().await;
    let row = client
        .query_one("SELECT kept_until::text, (SELECT kept_until::text FROM refusal) FROM file", &[])
        .await
        .unwrap();
    let kept: (&str, &str) = (row.get(0), row.get(1));
    assert_eq!(kept, ("2029-07-16", "2029-07-15"), "Art. 34(1) and (2)");
    let logged = "SELECT purpose, outcome, sent FROM log_entry WHERE action = 'refuse-entry'";
    let row = client.query_one(logged, &[]).await.unwrap();
    let said: (&str, &str, &str) = (row.get(0), row.get(1), row.get(2));
    assert_eq!(said, ("border-refusal", "done", "refusal refusal-form"));
}

#[tokio::test]
async fn a_refusal_is_recorded_once_and_on_the_file_that_is_there() {
    let (desk, database) = Desk::open().await;
    let entered = desk.post(OFFICER, "/v1/entries", &entry(9, &exempt("GE1"))).await.json();
    let request = refusal(1, &exempt("GE1"), &["G"]);
    let first = refuse(&desk, &request).await;
    assert_eq!((first.status.as_u16(), &first.json()["file_id"]), (201, &entered["file_id"]));
    let again = refuse(&desk, &request).await;
    assert_eq!((again.status.as_u16(), again.json()), (200, first.json()));
    let other = refuse(&desk, &refusal(1, &exempt("GE1"), &["A"])).await;
    assert_eq!(other.problem().as_deref(), Some("id-reused"), "{}", other.text);
    let client = database.superuser().await;
    let count = client.query_one("SELECT count(*) FROM refusal", &[]).await.unwrap();
    assert_eq!(count.get::<_, i64>(0), 1);
}

#[tokio::test]
async fn what_cannot_be_refused_so_is_told_at_its_place_and_leaves_nothing() {
    let (desk, database) = Desk::open().await;
    let ge = exempt("GE1");
    let cases = [
        (refusal(1, &ge, &[]), "no-reason", vec!["/reasons no-reason"]),
        (refusal(1, &ge, &["Q"]), "invalid-value", vec!["/reasons/0 unknown-reason"]),
        (refusal(1, &ge, &["A", "A"]), "reason-twice", vec!["/reasons reason-twice"]),
        (refusal(1, &ge, &["E"]), "detail-missing", vec!["/missing_documents detail-missing"]),
        (
            with(refusal(1, &ge, &["A"]), "threats", json!(["public-health"])),
            "detail-without-reason",
            vec!["/threats detail-without-reason"],
        ),
        (
            refusal(1, &ge, &["I", "H_NAT"]),
            "invalid-value",
            vec![
                "/national_register detail-missing",
                "/threats detail-missing",
                "/national_law detail-missing",
            ],
        ),
        (
            refusal(1, &visa_required("IN1"), &["G"]),
            "visa-missing",
            vec!["/traveller/visa visa-missing"],
        ),
        (
            with(refusal(1, &ge, &["A"]), "at", json!("2026-07-16T12:00:00Z")),
            "date-in-future",
            vec!["/at date-in-future"],
        ),
        (
            with(refusal(1, &ge, &["A"]), "further", json!(["K_NEW"])),
            "reason-unknown",
            vec!["/reasons reason-unknown"],
        ),
        (
            with(refusal(1, &ge, &["A"]), "comments", json!("a\u{7}b")),
            "invalid-value",
            vec!["/comments form-text-control-character"],
        ),
    ];
    for (request, code, faults) in cases {
        let refused = refuse(&desk, &request).await;
        assert_eq!(refused.problem().as_deref(), Some(code), "{}", refused.text);
        assert_eq!(
            (refused.status.as_u16(), codes(&refused)),
            (422, faults.iter().map(|s| (*s).to_owned()).collect())
        );
    }
    let client = database.superuser().await;
    let count = "SELECT (SELECT count(*) FROM file) + (SELECT count(*) FROM refusal)
                      + (SELECT count(*) FROM movement)";
    assert_eq!(client.query_one(count, &[]).await.unwrap().get::<_, i64>(0), 0);
}

#[tokio::test]
async fn the_answer_tells_which_biometric_data_the_reasons_allow() {
    let (desk, _database) = Desk::open().await;
    let with_visa = with(visa_required("IN2"), "visa", visa());
    let cases = [
        (refusal(1, &exempt("GE1"), &["A"]), [(false, "no-reason-allows"); 3]),
        (
            refusal(2, &exempt("GE2"), &["B"]),
            [(true, "B"), (false, "no-reason-allows"), (true, "B")],
        ),
        (
            with(refusal(3, &exempt("GE3"), &["H_SIS"]), "alert_holds_biometrics", json!(true)),
            [
                (false, "biometrics-in-alert"),
                (false, "no-reason-allows"),
                (false, "biometrics-in-alert"),
            ],
        ),
        (
            refusal(4, &with_visa, &["D"]),
            [(true, "D"), (false, "no-reason-allows"), (false, "no-reason-allows")],
        ),
        (
            refusal(5, &exempt("GE5"), &["J_ENROL"]),
            [(false, "biometrics-refused"), (true, "J_ENROL"), (false, "biometrics-refused")],
        ),
    ];
    for (request, expected) in cases {
        let refused = refuse(&desk, &request).await;
        assert_eq!(refused.status.as_u16(), 201, "{}", refused.text);
        let told = refused.json()["biometrics"].as_array().unwrap().clone();
        let kinds = ["face", "face-of-chip", "fingerprints"];
        assert_eq!(told.len(), expected.len(), "{request}");
        for ((one, (allowed, because)), what) in told.iter().zip(expected).zip(kinds) {
            let expected = json!({ "what": what, "allowed": allowed, "because": because });
            assert_eq!(one, &expected, "{request}");
        }
    }
}

#[tokio::test]
async fn what_became_of_the_form_is_said_once() {
    let (desk, _database) = Desk::open().await;
    let refused = refuse(&desk, &refusal(1, &exempt("GE1"), &["A"])).await.json();
    let file = refused["file_id"].as_str().unwrap().to_owned();
    let path =
        |refusal: u128| format!("/v1/files/{file}/refusals/{}/signature", Uuid::from_u128(refusal));
    let sign = async |path: String, said: &str| {
        let body = json!({ "signature": said }).to_string();
        desk.send(OFFICER, Method::PUT, &path, (&[], &body)).await
    };
    assert_eq!(sign(path(1), "awaited").await.problem().as_deref(), Some("invalid-value"));
    assert_eq!(sign(path(2), "given").await.status, 404);
    let signed = sign(path(1), "refused").await;
    assert_eq!((signed.status.as_u16(), &signed.json()["signature"]), (200, &json!("refused")));
    assert_eq!(sign(path(1), "refused").await.status, 200);
    assert_eq!(sign(path(1), "given").await.problem().as_deref(), Some("signed-already"));
}

/// A desk with a refusal for two reasons: the path of its rulings.
async fn refused_for_two() -> (Desk, fnd_testkit::TestDatabase, String, String) {
    let (desk, database) = Desk::open().await;
    let request =
        with(refusal(1, &exempt("GE1"), &["E", "G"]), "missing_documents", json!("Hotel"));
    let refused = refuse(&desk, &request).await.json();
    let file = format!("/v1/files/{}", refused["file_id"].as_str().unwrap());
    let path = format!("{file}/refusals/{}/rulings", Uuid::from_u128(1));
    (desk, database, file, path)
}

async fn rule(desk: &Desk, path: &str, (tag, ruling): (&str, Value)) -> Answer {
    let headers = [("if-match", tag)];
    desk.send("border/supervisor", Method::POST, path, (&headers, &ruling.to_string())).await
}

fn ruling(day: &str, fallen: &[&str]) -> Value {
    json!({ "ruled_on": day, "reference": "Court 17/2026", "fallen": fallen })
}

#[tokio::test]
async fn when_a_reason_falls_the_refusal_stands_on_the_others_and_the_history_keeps_it() {
    let (desk, _database, file, path) = refused_for_two().await;
    let cases = [
        (ruling("2026-07-14", &["E"]), 422, "ruling-before-refusal"),
        (ruling("2026-07-16", &["E"]), 422, "date-in-future"),
        (ruling("2026-07-15", &["A"]), 409, "not-a-reason-of-the-refusal"),
        (ruling("2026-07-15", &[]), 422, "invalid-value"),
        (json!({ "ruled_on": "x", "reference": " ", "fallen": ["Q"] }), 422, "invalid-value"),
    ];
    for (wrong, status, code) in cases {
        let refused = rule(&desk, &path, ("\"v1\"", wrong)).await;
        assert_eq!(refused.problem().as_deref(), Some(code), "{}", refused.text);
        assert_eq!(refused.status.as_u16(), status, "{code}");
    }
    assert_eq!(rule(&desk, &path, ("\"v9\"", ruling("2026-07-15", &["E"]))).await.status, 412);
    let amended = rule(&desk, &path, ("\"v1\"", ruling("2026-07-15", &["E"]))).await;
    assert_eq!(amended.status, 200, "{}", amended.text);
    assert_eq!(amended.json()["refusal"]["reasons"], json!(["G"]));
    assert!(amended.json()["refusal"].get("missing_documents").is_none(), "{}", amended.text);
    let history = desk.get(OFFICER, &format!("{file}/versions")).await.json();
    assert_eq!(
        (&history[0]["deed"], &history[0]["reason"]),
        (&json!("rectified"), &json!("Court 17/2026"))
    );
    let before = history[0]["before"].to_string();
    assert!(before.contains("E G") && before.contains("Hotel"), "{before}");
}

#[tokio::test]
async fn a_refusal_that_was_wrong_as_a_whole_goes_with_the_file_that_was_made_for_it() {
    let (desk, database, file, path) = refused_for_two().await;
    let gone = rule(&desk, &path, ("\"v1\"", ruling("2026-07-15", &["E", "G"]))).await;
    assert_eq!((gone.status.as_u16(), &gone.json()["refusal"]), (200, &Value::Null));
    let mut client = database.client(ees_store::schema::RETENTION).await;
    let now = fnd_core::Clock::now(&*desk.clock);
    let ids = fnd_core::id::RandomIds;
    let switches = ees_domain::switches::RetentionSwitches::default();
    let how = ees_store::retention::How { ids: &ids, now, switches };
    ees_store::retention::carry_out_orders(&mut client, how).await.unwrap();
    assert_eq!(desk.get(OFFICER, &file).await.status, 404);
    let admin = database.superuser().await;
    let told = "SELECT count(*) FROM notice WHERE kind = 'erased' AND state IS NULL";
    assert_eq!(admin.query_one(told, &[]).await.unwrap().get::<_, i64>(0), 1, "Art. 35(7)");
}

#[tokio::test]
async fn whoever_learns_that_a_document_is_on_another_file_is_in_the_log() {
    let (desk, database) = Desk::open().await;
    desk.post(OFFICER, "/v1/entries", &entry(8, &exempt("GE1"))).await;
    let other = desk.post(OFFICER, "/v1/entries", &entry(9, &exempt("GE2"))).await.json();
    let named = with(refusal(1, &exempt("GE1"), &["G"]), "file_id", other["file_id"].clone());
    let refused = refuse(&desk, &named).await;
    assert_eq!(refused.problem().as_deref(), Some("document-on-other-file"), "{}", refused.text);
    let nowhere = with(refusal(2, &exempt("GE3"), &["G"]), "file_id", json!(Uuid::from_u128(77)));
    assert_eq!(refuse(&desk, &nowhere).await.status, 404);
    let client = database.superuser().await;
    let sql = "SELECT outcome FROM log_entry WHERE action = 'refuse-entry' ORDER BY outcome";
    let rows = client.query(sql, &[]).await.unwrap();
    let said: Vec<&str> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(said, ["document-on-other-file", "not-found"]);
}

#[tokio::test]
async fn a_false_document_is_on_the_file_of_who_a_human_says() {
    let (desk, database) = Desk::open().await;
    let bearer = desk.post(OFFICER, "/v1/entries", &entry(9, &exempt("GE1"))).await.json();
    let impostor = with(exempt("GE2"), "document", exempt("GE1")["document"].clone());
    let request = |number| refusal(number, &impostor, &["B"]);
    let open = refuse(&desk, &request(1)).await;
    assert_eq!(open.problem().as_deref(), Some("file-to-be-chosen"), "{}", open.text);
    let file_of = |refused: &Answer| refused.json()["file_id"].clone();
    let theirs = refuse(&desk, &with(request(2), "file_id", bearer["file_id"].clone())).await;
    assert_eq!((theirs.status.as_u16(), file_of(&theirs)), (201, bearer["file_id"].clone()));
    let other = refuse(&desk, &with(request(3), "is_other_person", json!(true))).await;
    assert_eq!(other.status, 201, "{}", other.text);
    assert_ne!(file_of(&other), bearer["file_id"]);
    // The number goes on leading to the person whose true document bears it, and to nobody else.
    let client = database.superuser().await;
    let sql = "SELECT file_id::text FROM document_key";
    let keys = client.query(sql, &[]).await.unwrap();
    let keys: Vec<&str> = keys.iter().map(|row| row.get(0)).collect();
    assert_eq!(keys, [bearer["file_id"].as_str().unwrap()]);
    let free = refuse(&desk, &refusal(4, &exempt("GE4"), &["B"])).await;
    assert_eq!(free.status, 201, "{}", free.text);
    let entered = desk.post(OFFICER, "/v1/entries", &entry(10, &exempt("GE4"))).await;
    assert_ne!(entered.json()["file_id"], file_of(&free), "nobody is found by a false number");
}

#[tokio::test]
async fn that_it_is_another_person_is_said_of_a_false_document_alone() {
    let (desk, _database) = Desk::open().await;
    let other = |number, reason| {
        with(refusal(number, &exempt("GE1"), &[reason]), "is_other_person", json!(true))
    };
    let refused = refuse(&desk, &other(1, "A")).await;
    assert_eq!(codes(&refused), ["/is_other_person other-person-without-reason"]);
    let both = with(other(2, "B"), "file_id", json!(Uuid::from_u128(77)));
    assert_eq!(codes(&refuse(&desk, &both).await), ["/is_other_person file-and-other-person"]);
}

#[tokio::test]
async fn a_document_that_was_refused_as_false_is_known_again_and_leads_nowhere() {
    let (desk, _database) = Desk::open().await;
    let refused = refuse(&desk, &refusal(1, &exempt("GE1"), &["B"])).await;
    assert_eq!(refused.status, 201, "{}", refused.text);
    let file = refused.json()["file_id"].clone();
    // The same document in another name, with nothing else in common.
    let mut other = exempt("GE1");
    other["identity"] = json!({
        "surname": "Okafor", "given_names": "Ada", "birth": "1961-12-24",
        "nationalities": ["GEO"], "sex": "F",
    });
    let check = |who: &Value| json!({ "purpose": "border-entry", "traveller": who });
    let found = desk.post(OFFICER, "/v1/checks", &check(&other)).await.json();
    assert_eq!(found["file"], Value::Null, "it may be somebody's true document: {found}");
    assert_eq!(found["similar"][0]["file_id"], file, "{found}");
    assert_eq!(found["similar"][0]["reasons"][0], "refused-document", "{found}");
    // It turns out to be true, and the officer says whose it is.
    let entry = with(crate::people::entry(2, &exempt("GE1")), "file_id", file.clone());
    let entered = desk.post(OFFICER, "/v1/entries", &entry).await;
    assert_eq!(entered.status, 201, "{}", entered.text);
    let found = desk.post(OFFICER, "/v1/checks", &check(&exempt("GE1"))).await.json();
    assert_eq!((&found["file"]["file_id"], &found["similar"]), (&file, &json!([])), "{found}");
}
