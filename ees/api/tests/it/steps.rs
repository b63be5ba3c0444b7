//! The check step by step, and what of it is kept with a record. EES Art. 23, 27; SBC Art. 8(3).

use fnd_testkit::http::Answer;
use serde_json::{Value, json};

use crate::kit::Desk;
use crate::people::{entry, exempt, exit, visa_required, with};

const OFFICER: &str = "border/officer";

async fn step(desk: &Desk, purpose: &str, traveller: &Value, answers: Value) -> Value {
    let asked = json!({ "purpose": purpose, "traveller": traveller, "answers": answers });
    let answer = desk.post(OFFICER, "/v1/checks/steps", &asked).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

fn seen(reason: &str) -> Value {
    json!({ "is_same_person": true, "reason": reason })
}

fn done(reply: &Value) -> Vec<String> {
    let steps = reply["done"].as_array().cloned().unwrap_or_default();
    let told = |one: &Value| {
        let text = |field: &str| one[field].as_str().unwrap_or_default().to_owned();
        format!("{} {}", text("question"), text("answer"))
    };
    steps.iter().map(told).collect()
}

#[tokio::test]
async fn whoever_is_new_is_searched_everywhere_and_then_the_officer_checks_and_decides() {
    let (desk, _database) = Desk::open().await;
    let first = step(&desk, "border-entry", &exempt("GE1"), json!({})).await;
    assert_eq!(
        done(&first),
        [
            "search-ees no-match",
            "compare-chip not-available",
            "identify not-available",
            "search-widely no-match",
            "search-vis not-available",
            "consult read",
        ],
        "without a device nothing is compared, and that is said"
    );
    assert_eq!(first["next"]["step"], "ask");
    assert_eq!(first["next"]["question"], "other-checks");
    assert_eq!(
        first["next"]["aspects"],
        json!(["document-databases", "alerts", "purpose", "means"])
    );
    let checked = json!({ "other_checks": {} });
    let second = step(&desk, "border-entry", &exempt("GE1"), checked).await;
    assert_eq!(second["next"]["step"], "decide");
    assert_eq!(second["next"]["suggestion"], "admit");
    let found = json!({ "other_checks": { "reasons": ["G"] } });
    let third = step(&desk, "border-entry", &exempt("GE1"), found).await;
    assert_eq!(third["next"]["suggestion"], "refuse");
    assert_eq!(third["next"]["reasons"], json!(["G"]));
    let decided = json!({ "other_checks": {}, "decision": "admit" });
    let last = step(&desk, "border-entry", &exempt("GE1"), decided).await;
    assert_eq!(last["next"]["step"], "record");
    let actions = last["next"]["actions"].as_array().unwrap();
    assert!(actions.contains(&json!("create-file")) && actions.contains(&json!("record-entry")));
}

#[tokio::test]
async fn who_is_on_file_is_compared_by_eye_where_no_machine_can() {
    let (desk, _database) = Desk::open().await;
    desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    let first = step(&desk, "border-exit", &exempt("GE1"), json!({})).await;
    assert_eq!(first["next"]["question"], "compare-by-eye");
    let other = json!({ "by_eye": { "is_same_person": false, "reason": "another face" } });
    let doubted = step(&desk, "border-exit", &exempt("GE1"), other).await;
    assert_eq!(doubted["next"]["question"], "second-line");
    let over = json!({ "by_eye": seen("no device"), "other_checks": {}, "decision": "let-leave" });
    let last = step(&desk, "border-exit", &exempt("GE1"), over).await;
    assert!(last["next"]["actions"].as_array().unwrap().contains(&json!("note-seen-by-eye")));
}

#[tokio::test]
async fn who_needs_a_visa_and_has_none_is_proposed_to_be_refused() {
    let (desk, _database) = Desk::open().await;
    let checked = json!({ "other_checks": {} });
    let refused = step(&desk, "border-entry", &visa_required("IN1"), checked).await;
    assert_eq!(refused["next"]["suggestion"], "refuse");
    assert_eq!(refused["next"]["reasons"], json!(["C"]));
}

fn codes(answer: &Answer) -> Vec<String> {
    let errors = answer.json()["errors"].as_array().cloned().unwrap_or_default();
    let pair = |one: &Value| {
        let text = |field: &str| one[field].as_str().unwrap_or_default().to_owned();
        format!("{} {}", text("pointer"), text("code"))
    };
    errors.iter().map(pair).collect()
}

#[tokio::test]
async fn a_record_is_made_when_the_check_is_over_and_keeps_what_a_human_verified() {
    let (desk, database) = Desk::open().await;
    let answered = |request: Value, answers: Value| with(request, "answers", answers);
    let new = entry(1, &exempt("GE1"));
    let open = desk.post(OFFICER, "/v1/entries", &answered(new.clone(), json!({}))).await;
    assert_eq!(open.problem().as_deref(), Some("check-incomplete"), "{}", open.text);
    assert_eq!(codes(&open), ["/answers/other_checks other-checks"]);
    let over = json!({ "other_checks": {}, "decision": "admit" });
    let entered = answered(new, over);
    let first = desk.post(OFFICER, "/v1/entries", &entered).await;
    assert_eq!(first.status, 201, "{}", first.text);
    let again = desk.post(OFFICER, "/v1/entries", &entered).await;
    assert_eq!(again.status, 200, "who is on file now was new then: {}", again.text);
    let leaving = exit(2, &exempt("GE1"));
    let checked = json!({ "other_checks": {}, "decision": "let-leave" });
    let open = desk.post(OFFICER, "/v1/exits", &answered(leaving.clone(), checked)).await;
    assert_eq!(codes(&open), ["/answers/by_eye compare-by-eye"], "{}", open.text);
    let over = json!({
        "by_eye": seen("The reader is broken"), "other_checks": {}, "decision": "let-leave",
    });
    let left = desk.post(OFFICER, "/v1/exits", &answered(leaving, over)).await;
    assert_eq!(left.status, 201, "{}", left.text);
    let file = first.json()["file_id"].as_str().unwrap().to_owned();
    let history = desk.get(OFFICER, &format!("/v1/files/{file}/versions")).await.json();
    assert_eq!(
        (&history[0]["deed"], &history[0]["reason"], &history[0]["part_id"]),
        (
            &json!("seen-by-eye"),
            &json!("The reader is broken"),
            &first.json()["crossing"]["crossing_id"]
        )
    );
    assert_eq!(history.as_array().map(Vec::len), Some(1));
    let client = database.superuser().await;
    let sql = "SELECT outcome FROM log_entry
                WHERE action IN ('record-entry', 'record-exit') AND outcome = 'check-incomplete'";
    assert_eq!(client.query(sql, &[]).await.unwrap().len(), 2, "refused attempts are in the log");
}

#[tokio::test]
async fn somebody_else_with_a_document_on_file_is_not_recorded_on_that_file() {
    let (desk, database) = Desk::open().await;
    desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    let nobody = json!({
        "by_eye": { "is_same_person": false, "reason": "another face" },
        "second_line": { "is_person_of_file": false, "reason": "fingerprints of a sibling" },
        "other_checks": {}, "decision": "let-leave",
    });
    let refused =
        desk.post(OFFICER, "/v1/exits", &with(exit(2, &exempt("GE1")), "answers", nobody)).await;
    assert_eq!(refused.problem().as_deref(), Some("document-on-other-file"), "{}", refused.text);
    let client = database.superuser().await;
    let open = "SELECT count(*) FROM crossing WHERE exited_at IS NULL";
    assert_eq!(client.query_one(open, &[]).await.unwrap().get::<_, i64>(0), 1);
}

#[tokio::test]
async fn what_cannot_be_read_of_the_answers_is_told_at_its_place() {
    let (desk, _database) = Desk::open().await;
    let answers = json!({
        "document": "fine", "by_eye": { "is_same_person": true, "reason": " " },
        "entry_evidence": "x", "decision": "perhaps",
        "other_checks": { "reasons": ["Q"], "threats": ["y"] },
    });
    let asked =
        json!({ "purpose": "border-entry", "traveller": exempt("GE1"), "answers": answers });
    let refused = desk.post(OFFICER, "/v1/checks/steps", &asked).await;
    assert_eq!(refused.status, 422);
    assert_eq!(
        codes(&refused),
        [
            "/answers/document unknown-code",
            "/answers/entry_evidence unknown-code",
            "/answers/by_eye/reason form-text-empty",
            "/answers/other_checks/reasons/0 unknown-reason",
            "/answers/other_checks/threats/0 unknown-threat",
            "/answers/decision unknown-code",
        ]
    );
}

#[tokio::test]
async fn whom_the_second_line_finds_to_be_the_person_of_the_file_leaves_on_it() {
    let (desk, _database) = Desk::open().await;
    desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    let found = json!({
        "by_eye": { "is_same_person": false, "reason": "another face" },
        "second_line": { "is_person_of_file": true, "reason": "an older photograph" },
        "other_checks": {}, "decision": "let-leave",
    });
    let leaving = with(exit(2, &exempt("GE1")), "answers", found);
    let left = desk.post(OFFICER, "/v1/exits", &leaving).await;
    assert_eq!(left.status, 201, "{}", left.text);
}

#[tokio::test]
async fn a_decision_against_a_crossing_records_none() {
    let (desk, database) = Desk::open().await;
    let found = json!({ "reasons": ["G"] });
    for (decision, checks) in [("refuse", found), ("protection", json!({}))] {
        let answers = json!({ "other_checks": checks, "decision": decision });
        let request = with(entry(2, &exempt("GE2")), "answers", answers);
        let answer = desk.post(OFFICER, "/v1/entries", &request).await;
        assert_eq!(codes(&answer), ["/answers/decision decision-is-another"], "{decision}");
    }
    desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    let held = json!({ "by_eye": seen("no device"), "other_checks": {}, "decision": "hold-back" });
    let leaving = with(exit(3, &exempt("GE1")), "answers", held);
    let answer = desk.post(OFFICER, "/v1/exits", &leaving).await;
    assert_eq!(codes(&answer), ["/answers/decision decision-is-another"], "{}", answer.text);
    let client = database.superuser().await;
    let sql = "SELECT count(*), count(exited_at) FROM crossing";
    let row = client.query_one(sql, &[]).await.unwrap();
    assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (1, 0));
}

#[tokio::test]
async fn nobody_is_recorded_on_a_file_that_the_check_did_not_compare() {
    let (desk, _database) = Desk::open().await;
    let over = json!({ "other_checks": {}, "decision": "admit" });
    let of = |number| with(entry(number, &exempt("GE1")), "answers", over.clone());
    let (one, other) = (of(1), of(2));
    let (one, other) = tokio::join!(
        desk.post(OFFICER, "/v1/entries", &one),
        desk.post(OFFICER, "/v1/entries", &other)
    );
    let (late, first) = if one.status == 201 { (other, one) } else { (one, other) };
    assert_eq!(first.status, 201, "{}", first.text);
    // Both checks found nobody, or the later one found who is on file now and asks to compare.
    let code = late.problem().unwrap_or_default();
    assert!(["overtaken", "check-incomplete"].contains(&code.as_str()), "{}", late.text);
}

/// The document numbers on the file of whoever was recorded.
async fn documents(desk: &Desk, recorded: &Answer) -> Vec<String> {
    let path = format!("/v1/files/{}", recorded.json()["file_id"].as_str().unwrap());
    let file = desk.get(OFFICER, &path).await.json();
    let documents = file["documents"].as_array().unwrap().iter();
    documents.map(|one| one["number"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn nobody_is_recorded_on_another_file_than_the_answers_say() {
    let (desk, database) = Desk::open().await;
    let first = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    let file = first.json()["file_id"].clone();
    desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    let second_line = |is_person_of_file: bool| {
        json!({
            "second_line": { "is_person_of_file": is_person_of_file, "reason": "asked at length" },
            "other_checks": {}, "decision": "admit",
        })
    };
    // The same name with another passport: somebody else, and yet the file is named.
    let other = with(entry(3, &exempt("GE9")), "answers", second_line(false));
    let other = desk.post(OFFICER, "/v1/entries", &with(other, "file_id", file.clone())).await;
    assert_eq!(codes(&other), ["/file_id answers-name-another-file"], "{}", other.text);
    // The person of that file, and yet it is not named.
    let same = with(entry(4, &exempt("GE9")), "answers", second_line(true));
    let same = desk.post(OFFICER, "/v1/entries", &same).await;
    assert_eq!(codes(&same), ["/file_id answers-name-another-file"], "{}", same.text);
    assert_eq!(documents(&desk, &first).await, ["GE1"]);
    let client = database.superuser().await;
    let files = "SELECT count(*) FROM file";
    assert_eq!(client.query_one(files, &[]).await.unwrap().get::<_, i64>(0), 1);
    let right = with(entry(5, &exempt("GE9")), "answers", second_line(true));
    let right = desk.post(OFFICER, "/v1/entries", &with(right, "file_id", file)).await;
    assert_eq!(right.status, 201, "{}", right.text);
    assert_eq!(documents(&desk, &first).await, ["GE1", "GE9"]);
}

#[tokio::test]
async fn a_refusal_at_the_end_of_a_check_keeps_what_a_human_verified() {
    let (desk, _database) = Desk::open().await;
    let first = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    let refusal = |number: u128, answers: Value| {
        json!({
            "refusal_id": uuid::Uuid::from_u128(number), "traveller": exempt("GE1"),
            "reasons": ["G"], "answers": answers,
        })
    };
    let open = desk.post(OFFICER, "/v1/refusals", &refusal(3, json!({}))).await;
    assert_eq!(open.problem().as_deref(), Some("check-incomplete"), "{}", open.text);
    let admitted = json!({
        "by_eye": seen("no device"), "other_checks": { "reasons": ["G"] }, "decision": "admit",
    });
    let admitted = desk.post(OFFICER, "/v1/refusals", &refusal(4, admitted)).await;
    assert_eq!(codes(&admitted), ["/answers/decision decision-is-another"], "{}", admitted.text);
    let over = json!({
        "by_eye": seen("no device"), "other_checks": { "reasons": ["G"] }, "decision": "refuse",
    });
    let refused = desk.post(OFFICER, "/v1/refusals", &refusal(5, over.clone())).await;
    assert_eq!(refused.status, 201, "{}", refused.text);
    let again = desk.post(OFFICER, "/v1/refusals", &refusal(5, over)).await;
    assert_eq!(again.status, 200, "{}", again.text);
    let path = format!("/v1/files/{}/versions", first.json()["file_id"].as_str().unwrap());
    let history = desk.get(OFFICER, &path).await.json();
    assert_eq!(
        (&history[0]["deed"], &history[0]["part"], &history[0]["reason"]),
        (&json!("seen-by-eye"), &json!("refusal"), &json!("no device")),
        "{history}"
    );
}
