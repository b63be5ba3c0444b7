//! Passages that are entered afterwards and about which somebody had to say something.

use serde_json::{Value, json};

use crate::kit::{Desk, NODE};
use crate::people::{entry, exempt, exit, visa, visa_required, with};
use crate::replays::{event, file, send, told};

#[tokio::test]
async fn an_exit_is_missing_of_the_entry_that_somebody_looked_at_and_of_no_other() {
    let (desk, _database) = Desk::open().await;
    let person = exempt("GE1");
    let open = uuid::Uuid::from_u128(1);
    assert_eq!(desk.post("border/officer", "/v1/entries", &entry(1, &person)).await.status, 201);
    let second = |supersedes: &Value| {
        let request = with(entry(12, &person), "supersedes", supersedes.clone());
        event("2026-07-15T09:00:30Z", "entry", &request)
    };
    // Whoever looked at another entry said nothing of this one.
    let other = json!(uuid::Uuid::from_u128(99));
    for unseen in [event("2026-07-15T09:00:30Z", "entry", &entry(12, &person)), second(&other)] {
        let answer = send(&desk, NODE, &[unseen]).await.remove(0);
        assert_eq!(
            (&answer["result"], &answer["code"]),
            (&json!("conflict"), &json!("already-inside"))
        );
        assert_eq!(answer["crossing_id"], json!(open), "the entry to look at");
    }
    let seen = second(&json!(open));
    assert_eq!(told(&desk, NODE, &[seen]).await[0].0, "recorded");
}

#[tokio::test]
async fn what_the_law_does_not_enter_is_not_entered_afterwards_either() {
    let (desk, _database) = Desk::open().await;
    let day = "2026-07-15T08:00:00Z";
    let needless = with(exempt("GE1"), "visa", visa());
    let misfit = [("conflict".to_owned(), "fields-do-not-fit".to_owned())];
    let entering = event(day, "entry", &entry(1, &needless));
    assert_eq!(told(&desk, NODE, &[entering]).await, misfit, "EES Art. 17(2)");
    let fits = event(day, "entry", &entry(2, &exempt("GE1")));
    assert_eq!(told(&desk, NODE, &[fits]).await[0].0, "recorded");
    let leaving = event("2026-07-15T08:30:00Z", "exit", &exit(3, &needless));
    assert_eq!(told(&desk, NODE, &[leaving]).await, misfit, "EES Art. 17(2), 16(3)");
    let on_visa = with(visa_required("IN1"), "visa", visa());
    let mut other = on_visa.clone();
    other["visa"]["sticker"] = json!("ROU999999");
    let events = [
        event(day, "entry", &entry(4, &on_visa)),
        event("2026-07-15T08:30:00Z", "exit", &exit(5, &other)),
    ];
    let answers = send(&desk, NODE, &events).await;
    let held = file(&desk, &answers[1]).await;
    assert_eq!(held["crossings"][0]["visa"]["sticker"], "ROU999999", "EES Art. 16(3)");
}

#[tokio::test]
async fn how_a_crossing_point_is_set_up_makes_no_conflict_of_a_passage() {
    let (desk, _database) = Desk::open().await;
    let day = "2026-07-15T08:59:00Z";
    let stored = |number: u128| event(day, "entry", &entry(number, &exempt("GE5")));
    let mut elsewhere = stored(1);
    elsewhere["entry"]["point"] = json!("BGR-A-SOF");
    let mut higher = stored(2);
    higher["officer"]["role"] = json!("auditor");
    let mut confirmed = stored(3);
    confirmed["confirmed_by"] = json!({ "person": "o-18", "name": "Ion", "role": "auditor" });
    let answers = told(&desk, NODE, &[elsewhere, higher, confirmed]).await;
    let expected = ["other-point", "role-not-yours", "role-not-yours"];
    for (answer, code) in answers.iter().zip(expected) {
        assert_eq!((answer.0.as_str(), answer.1.as_str()), ("later", code));
    }
    // Who may not name officers is refused for that, and not what they sent.
    let answers = told(&desk, "border/officer", &[stored(4)]).await;
    assert_eq!(answers, [("later".to_owned(), "may-not-vouch".to_owned())]);
}

#[tokio::test]
async fn a_day_that_may_be_another_one_is_looked_at_before_it_counts() {
    let (desk, _database) = Desk::open().await;
    let person = exempt("GE1");
    let stored = |at: &str| {
        let mut stored = event(at, "entry", &entry(1, &person));
        stored["clock_in_doubt"] = json!(true);
        stored["clock_ahead_seconds"] = json!(-86_400);
        stored
    };
    let doubted = stored("2026-07-13T08:00:00Z");
    let conflict = [("conflict".to_owned(), "clock-in-doubt".to_owned())];
    assert_eq!(told(&desk, NODE, std::slice::from_ref(&doubted)).await, conflict);
    let mut corrected = stored("2026-07-14T08:00:00Z");
    corrected["time_confirmed"] = json!(true);
    let answer = send(&desk, NODE, &[corrected]).await.remove(0);
    assert_eq!(answer["result"], "recorded", "{answer}");
    let held = file(&desk, &answer).await;
    assert_eq!(held["crossings"][0]["entry"]["at"], "2026-07-14T11:00:00+03:00");
    // What is in the register is known, whatever is said of the clock.
    assert_eq!(told(&desk, NODE, &[doubted]).await[0].0, "known");
    let mut leaving = event("2026-07-15T08:00:00Z", "exit", &exit(2, &person));
    leaving["clock_in_doubt"] = json!(true);
    assert_eq!(told(&desk, NODE, &[leaving]).await, conflict);
    // Who wrote down a time by hand did not ask a clock of a machine.
    let mut by_hand = event("2026-07-15T08:00:00Z", "exit", &exit(2, &person));
    (by_hand["clock_in_doubt"], by_hand["source"]) = (json!(true), json!("manual"));
    assert_eq!(told(&desk, NODE, &[by_hand]).await[0].0, "recorded");
}

#[tokio::test]
async fn what_was_confirmed_afterwards_is_the_deed_of_who_confirmed_it() {
    let (desk, database) = Desk::open().await;
    let mut stored = event("2026-07-15T08:00:00Z", "entry", &entry(1, &exempt("GE1")));
    stored["confirmed_by"] = json!({ "person": "s-3", "name": "Ioana", "role": "officer" });
    let closing = event("2026-07-15T08:30:00Z", "exit", &exit(2, &exempt("GE1")));
    let mut closing = closing;
    closing["confirmed_by"] = stored["confirmed_by"].clone();
    let answers = send(&desk, NODE, &[stored, closing]).await;
    assert_eq!(answers[1]["result"], "recorded", "{answers:?}");
    let client = database.superuser().await;
    let who = "SELECT DISTINCT person FROM log_entry WHERE action LIKE 'record%'";
    let who: Vec<String> =
        client.query(who, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert_eq!(who, ["s-3"]);
    let log = desk.get("supervisory/auditor", "/v1/log").await.text;
    assert!(log.contains("let_pass_by") && log.contains("o-17"), "{log}");
    let path = format!("/v1/files/{}/versions", answers[0]["file_id"].as_str().unwrap());
    let history = desk.get("border/officer", &path).await.text;
    assert!(history.contains("another officer confirmed it"), "{history}");
}

#[tokio::test]
async fn what_was_withdrawn_or_looked_at_where_it_waited_is_in_the_log() {
    let (desk, database) = Desk::open().await;
    let deed = |what: &str, passage: &str, reason: &str| {
        let passage_id = uuid::Uuid::from_u128(7);
        let mut event = event(
            "2026-07-15T08:59:00Z",
            "deed",
            &json!({
                "what": what, "passage_id": passage_id, "passage": passage,
                "passage_at": "2026-07-15T08:00:00Z", "reason": reason,
            }),
        );
        event["officer"] = json!({ "person": "s-3", "name": "Ioana", "role": "officer" });
        event
    };
    let too_much = "x".repeat(501);
    let answers = told(
        &desk,
        NODE,
        &[
            deed("withdrawn", "entry", "recorded twice"),
            deed("looked-at", "exit", ""),
            deed("burnt", "entry", ""),
            deed("withdrawn", "stay", ""),
            deed("withdrawn", "exit", &too_much),
        ],
    )
    .await;
    let results: Vec<&str> = answers.iter().map(|(result, _)| result.as_str()).collect();
    assert_eq!(results, ["recorded", "recorded", "conflict", "conflict", "conflict"]);
    let client = database.superuser().await;
    let rows = "SELECT action, outcome, object IS NULL FROM log_entry WHERE person = 's-3'
                ORDER BY action";
    let rows: Vec<(String, String, bool)> = client
        .query(rows, &[])
        .await
        .unwrap()
        .iter()
        .map(|row| (row.get(0), row.get(1), row.get(2)))
        .collect();
    let expected = [("read-file", "done"), ("record-entry", "withdrawn")];
    let found: Vec<(&str, &str)> =
        rows.iter().map(|(action, outcome, _)| (action.as_str(), outcome.as_str())).collect();
    assert_eq!(found, expected);
    let log = desk.get("supervisory/auditor", "/v1/log?outcome=withdrawn").await.text;
    assert!(log.contains("recorded twice"), "{log}");
}
