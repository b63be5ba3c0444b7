//! Numbers on the quality of data. EES Art. 38(4), 63(1).

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::kit::{Desk, NODE};
use crate::overstayers::round;
use crate::people::{entry, exempt, exit};

const OFFICER: &str = "border/officer";
const SUPERVISOR: &str = "border/supervisor";
const AUDITOR: &str = "supervisory/auditor";

/// People who entered; of the first ten those up to `leave` left.
async fn traffic(desk: &Desk, people: u128, leave: u128) {
    for number in 1..=people {
        let person = exempt(&format!("GE{number}"));
        let entered = desk.post(OFFICER, "/v1/entries", &entry(number, &person)).await;
        assert_eq!(entered.status, 201, "{}", entered.text);
        if number <= leave {
            desk.post(OFFICER, "/v1/exits", &exit(100 + number, &person)).await;
        }
    }
}

async fn numbers(desk: &Desk, who: &str, query: &str) -> Value {
    let answer = desk.get(who, &format!("/v1/data-quality{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

#[tokio::test]
async fn what_is_incomplete_is_counted_by_point_and_authority() {
    let (desk, database) = Desk::open().await;
    traffic(&desk, 12, 6).await;
    let fresh = numbers(&desk, SUPERVISOR, "").await;
    let point = &fresh["points"][0];
    assert_eq!(
        (&point["point"], &point["entries"], &point["exits"], &point["without_exit"]),
        (&json!("ROU-A-OTP"), &json!(12), &json!(6), &json!(0)),
        "a stay that goes on lacks nothing"
    );
    assert_eq!(fresh["authorities"][0]["authority"], json!("Office of border"));
    assert_eq!(fresh["state"], json!("ROU"));
    let missing = "missing-not-available";
    assert_eq!(
        fresh["marks"],
        json!([
            { "kind": "face", "mark": missing, "files": 12 },
            { "kind": "prints", "mark": missing, "files": 12 },
        ]),
        "what is stored, and not what is supposed"
    );
    let page = desk.get(SUPERVISOR, "/oversight/quality?lang=en").await;
    assert!(page.text.contains("Missing: nothing was there to take them"), "{}", page.text);
    desk.clock.advance(SignedDuration::from_hours(24 * 91));
    assert_eq!(round(&desk, &database).await, 6);
    let query = "?from=2026-07-15&to=2026-07-15";
    let later = numbers(&desk, AUDITOR, query).await;
    assert_eq!(later["points"][0]["without_exit"], json!(6), "{later}");
    assert_eq!(later["authorities"][0]["without_exit"], json!(6));
    assert_eq!(later["state"], Value::Null, "who oversees sees all States");
    assert_eq!(numbers(&desk, SUPERVISOR, "").await["points"], json!([]), "nothing in these days");
}

#[tokio::test]
async fn a_number_that_might_point_at_somebody_is_not_told() {
    let (desk, _database) = Desk::open().await;
    traffic(&desk, 4, 0).await;
    let few = numbers(&desk, SUPERVISOR, "").await;
    assert_eq!(few["points"][0]["entries"], Value::Null, "{few}");
    assert_eq!(few["points"][0]["exits"], json!(0));
    let page = desk.get(SUPERVISOR, "/oversight/quality?lang=en").await;
    assert!(page.text.contains("<td>few</td>"), "{}", page.text);
    assert!(!page.text.contains("Beridze"));
}

#[tokio::test]
async fn what_was_late_and_what_was_refused_is_counted() {
    let (desk, _database) = Desk::open().await;
    let events: Vec<Value> = (1..=5)
        .map(|number| {
            let entry = entry(number, &exempt(&format!("GE{number}")));
            let officer = json!({ "person": "o-17", "name": "Ștefan", "role": "officer" });
            json!({
                "at": "2026-07-13T20:00:00Z", "source": "local-buffer", "officer": officer,
                "entry": entry,
            })
        })
        .collect();
    let replayed = desk.post(NODE, "/v1/replays", &json!({ "events": events })).await;
    assert_eq!(replayed.status, 200, "{}", replayed.text);
    for number in 11..=15 {
        let again = entry(number, &exempt("GE1"));
        assert_eq!(desk.post(OFFICER, "/v1/entries", &again).await.status, 409);
    }
    let found = numbers(&desk, SUPERVISOR, "").await;
    assert_eq!(found["points"][0]["fallback"], json!(5), "{found}");
    assert_eq!(
        found["delays"],
        json!({ "within_hour": 0, "within_day": 0, "within_three_days": 5, "later": 0 })
    );
    let refused = &found["refused"][0];
    assert_eq!((&refused["point"], &refused["times"]), (&json!("ROU-A-OTP"), &json!(5)));
    let file = desk.get(SUPERVISOR, "/oversight/quality/file?list=delays&lang=en").await;
    assert!(file.text.contains("Within three days,5"), "{}", file.text);
    let page = desk.get(SUPERVISOR, "/oversight/quality?lang=en").await;
    assert!(page.text.contains("delays-chart"), "{}", page.text);
}
