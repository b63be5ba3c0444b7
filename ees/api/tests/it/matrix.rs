//! The field matrix at the doors: what must be there, what must not, and that what is entered comes
//! back. EES Art. 14 to 18, Annex II.

use axum::http::Method;
use fnd_testkit::http::Answer;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::kit::Desk;
use crate::people::{entry, exempt, exit, visa, visa_required, with};

const OFFICER: &str = "border/officer";
const FILE: &str = "/v1/files";

/// The code of a refusal, with places and codes of its faults.
fn told(answer: &Answer) -> String {
    let faults = answer.json()["errors"].as_array().cloned().unwrap_or_default();
    let one = |fault: &Value| {
        let text = |field: &str| fault[field].as_str().unwrap_or_default().to_owned();
        format!("{} {}", text("pointer"), text("code"))
    };
    let faults: Vec<String> = faults.iter().map(one).collect();
    format!("{}: {}", answer.problem().unwrap_or_default(), faults.join(", "))
}

fn without(mut value: Value, path: &str) -> Value {
    let (parent, name) = path.rsplit_once('/').unwrap();
    value.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name);
    value
}

fn set(mut value: Value, path: &str, to: Value) -> Value {
    let (parent, name) = path.rsplit_once('/').unwrap();
    value.pointer_mut(parent).unwrap()[name] = to;
    value
}

fn transit(number: &str) -> Value {
    set(visa_required(number), "/document/kind", json!("facilitated-transit"))
}

fn on_visa(number: &str) -> Value {
    with(visa_required(number), "visa", visa())
}

fn refusal(id: u128, traveller: &Value, reasons: &[&str]) -> Value {
    json!({ "refusal_id": Uuid::from_u128(id), "traveller": traveller, "reasons": reasons })
}

/// What is missing or must not be there, with the whole of what is told.
#[tokio::test]
async fn what_must_be_there_and_what_must_not_is_refused_at_every_door() {
    let (desk, database) = Desk::open().await;
    let read = |what: &str| format!("invalid-value: {what}");
    let entered = |traveller: Value| ("/v1/entries", entry(1, &traveller));
    let refused =
        |traveller: Value, reasons: &[&str]| ("/v1/refusals", refusal(1, &traveller, reasons));
    let misfit = |fields: &[&str]| {
        let faults: Vec<String> = fields
            .iter()
            .map(|field| format!("/traveller/visa/{field} not-for-this-case"))
            .collect();
        format!("fields-do-not-fit: {}", faults.join(", "))
    };
    let of_visa = ["sticker", "issuer", "kind", "valid_to", "valid_to", "entries", "duration_days"];
    let of_transit = ["sticker", "issuer", "kind", "valid_to", "entries", "duration_days"];
    let mut rows = vec![
        // Art. 16(2)(d): the entry of one who needs a visa.
        (entered(visa_required("IN1")), "visa-missing".to_owned()),
        (entered(set(on_visa("IN1"), "/visa/sticker", json!(""))), read("/traveller/visa/sticker")),
        // Art. 17(2) and Annex II: no visa.
        (entered(with(exempt("GE1"), "visa", visa())), misfit(&of_visa)),
        (entered(with(transit("FT1"), "visa", visa())), misfit(&of_transit)),
        // Art. 18(6).
        (refused(exempt("GE1"), &[]), "no-reason: /reasons".to_owned()),
        (
            refused(exempt("GE1"), &["E"]),
            "detail-missing: /missing_documents detail-missing".to_owned(),
        ),
        (
            refused(with(exempt("GE1"), "visa", visa()), &["A"]),
            "visa-not-needed: /traveller/visa".to_owned(),
        ),
        (
            refused(visa_required("IN1"), &["G"]),
            "visa-missing: /traveller/visa visa-missing".to_owned(),
        ),
    ];
    // Art. 16(1)(a) to (c), 17(1)(a), 18(1), Annex II: every file.
    for (traveller, of) in
        [(on_visa("IN1"), "visa"), (exempt("GE1"), "exempt"), (transit("FT1"), "transit")]
    {
        for path in [
            "/identity/surname",
            "/identity/birth",
            "/identity/nationalities",
            "/identity/sex",
            "/document/kind",
            "/document/number",
            "/document/issuer",
            "/document/expires",
        ] {
            assert!(traveller.pointer(path).is_some(), "{of}{path}");
            let (part, _) = path.rsplit_once('/').unwrap();
            let missing = format!("unprocessable: /traveller{part} missing");
            rows.push((entered(without(traveller.clone(), path)), missing.clone()));
            rows.push((refused(without(traveller.clone(), path), &["A"]), missing));
        }
        // Art. 16(1): no door takes fingerprints of anybody as yet, and never of these.
        let prints = with(traveller.clone(), "fingerprints", json!(["x"]));
        rows.push((entered(prints), "unprocessable: /traveller unknown-field".to_owned()));
    }
    let mut otherwise = Vec::new();
    for ((path, request), expected) in rows {
        let answer = desk.post(OFFICER, path, &request).await;
        let told = told(&answer);
        if !answer.status.is_client_error() || !told.starts_with(&expected) {
            otherwise.push(format!("{path} {request}: {told}, not {expected}"));
        }
    }
    assert_eq!(otherwise, [""; 0]);
    let client = database.superuser().await;
    for table in ["file", "crossing", "refusal"] {
        let count = client.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.unwrap();
        assert_eq!(count.get::<_, i64>(0), 0, "nothing is left in {table}");
    }
}

#[tokio::test]
async fn an_exit_holds_time_and_place_and_no_authority_and_no_visa_of_who_needs_none() {
    let (desk, _database) = Desk::open().await;
    desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    let authority = with(exit(2, &exempt("GE1")), "authority", json!("Border Police"));
    let refused = desk.post(OFFICER, "/v1/exits", &authority).await;
    assert!(refused.status.is_client_error(), "EES Art. 16(3): {}", refused.text);
    let shown = exit(2, &with(exempt("GE1"), "visa", visa()));
    let refused = desk.post(OFFICER, "/v1/exits", &shown).await;
    let faults = "fields-do-not-fit: /traveller/visa/sticker not-for-this-case";
    assert!(told(&refused).starts_with(faults), "{}", refused.text);
    let left = desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    assert_eq!(left.status, 201, "{}", left.text);
    assert_eq!(left.json()["crossing"]["exit"]["point"], "ROU-A-OTP");
}

#[tokio::test]
async fn entries_and_days_of_a_visa_are_entered_with_the_first_entry_on_it() {
    let (desk, _database) = Desk::open().await;
    let many = with(visa(), "entries", json!("multiple"));
    let person = with(visa_required("IN1"), "visa", many.clone());
    let first = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await.json();
    assert_eq!(first["crossing"]["stay_until"], "2026-08-13", "thirty days");
    desk.clock.advance(SignedDuration::from_hours(24 * 9));
    desk.post(OFFICER, "/v1/exits", &exit(2, &person)).await;
    desk.clock.advance(SignedDuration::from_hours(24));
    let longer = with(visa_required("IN1"), "visa", with(many, "duration_days", json!(60)));
    let refused = desk.post(OFFICER, "/v1/entries", &entry(3, &longer)).await;
    assert_eq!(
        told(&refused),
        "fields-do-not-fit: /traveller/visa/duration_days not-for-this-case",
        "EES Art. 16(2)(e): {}",
        refused.text
    );
    let again = desk.post(OFFICER, "/v1/entries", &entry(3, &person)).await;
    assert_eq!(again.status, 201, "{}", again.text);
    assert_eq!(
        again.json()["crossing"]["stay_until"],
        "2026-08-13",
        "recomputed: 20 days are left"
    );
}

#[tokio::test]
async fn another_visa_at_the_exit_is_kept_and_the_one_before_stays_in_the_history() {
    let (desk, _database) = Desk::open().await;
    let first = with(visa(), "valid_to", json!("2026-07-31"));
    let person = with(visa_required("IN1"), "visa", first);
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &person)).await.json();
    assert_eq!(entered["crossing"]["stay_until"], "2026-07-31");
    desk.clock.advance(SignedDuration::from_hours(24 * 20));
    let other = json!({
        "sticker": "ROU777777", "issuer": "ROU", "kind": "short-stay", "valid_to": "2026-12-31",
        "entries": "one", "duration_days": 90,
    });
    let shown = exit(2, &with(visa_required("IN1"), "visa", other));
    let left = desk.post(OFFICER, "/v1/exits", &shown).await;
    assert_eq!(left.status, 201, "{}", left.text);
    let crossing = &left.json()["crossing"];
    assert_eq!(crossing["visa"]["sticker"], "ROU777777", "EES Art. 16(3), second subparagraph");
    assert_eq!(left.json()["overstay"], "none", "the other visa covers these days");
    let file = format!("{FILE}/{}", entered["file_id"].as_str().unwrap());
    let read = desk.get(OFFICER, &file).await.json();
    assert_eq!(&read["crossings"][0], crossing);
    let history = desk.get(OFFICER, &format!("{file}/versions")).await.json();
    assert_eq!(history[0]["deed"], "updated");
    assert!(history[0]["before"].to_string().contains("ROU123456"), "{history}");
}

#[tokio::test]
async fn what_is_entered_comes_back() {
    let (desk, _database) = Desk::open().await;
    let person = exempt("GE1");
    let person = set(person, "/identity/birth", json!("1988-00-00"));
    let person = set(person, "/identity/nationalities", json!(["GEO", "JPN"]));
    let person = set(person, "/identity/sex", json!("X"));
    let in_march = with(entry(1, &person), "at", json!("2026-03-01T08:00:00Z"));
    let entered = desk.post(OFFICER, "/v1/entries", &in_march).await;
    assert_eq!(entered.status, 201, "{}", entered.text);
    let file = format!("{FILE}/{}", entered.json()["file_id"].as_str().unwrap());
    let left = with(exit(2, &person), "at", json!("2026-03-09T08:00:00Z"));
    desk.post(OFFICER, "/v1/exits", &left).await;
    let renamed = set(exempt("GE2"), "/identity/surname", json!("Lomidze"));
    let second = with(entry(3, &renamed), "file_id", json!(entered.json()["file_id"]));
    assert_eq!(desk.post(OFFICER, "/v1/entries", &second).await.status, 201);
    let read = desk.get(OFFICER, &file).await.json();
    assert_eq!(read["identities"][0]["birth"], "1988-00-00", "a date that is partly known");
    assert_eq!(read["identities"][0]["nationalities"], json!(["GEO", "JPN"]));
    assert_eq!(read["identities"][0]["sex"], "X");
    assert_eq!(read["identities"].as_array().unwrap().len(), 2, "Art. 14(2): added");
    assert_eq!(read["documents"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&read["responsible_state"], &read["responsible_office"]),
        (&json!("ROU"), &json!("Office of border"))
    );
    let periods: Vec<&Value> =
        read["crossings"].as_array().unwrap().iter().map(|one| &one["quality_period"]).collect();
    assert_eq!(periods, [&json!("progressive"), &json!("normal")], "Reg. (EU) 2025/1534");
    assert_eq!(
        (&read["crossings"][0]["source"], &read["crossings"][0]["is_fallback"]),
        (&json!("live"), &json!(false))
    );
    let limited = with(visa(), "kind", json!("limited-territory-b"));
    let person = with(visa_required("IN1"), "visa", limited);
    let entered = desk.post(OFFICER, "/v1/entries", &entry(4, &person)).await.json();
    assert_eq!(entered["crossing"]["visa"]["kind"], "limited-territory-b", "Art. 16(2)(f)");
    assert_eq!(entered["crossing"]["stay_only_in"], "ROU");
    let transit = desk.post(OFFICER, "/v1/entries", &entry(5, &transit("FT1"))).await.json();
    assert_eq!(transit["crossing"]["ground"], "transit-road", "Annex II");
    assert_eq!(transit["crossing"]["transit_multiple_entry"], json!(true), "Annex II point 1(a)");
    let by_rail = set(visa_required("FR1"), "/document/kind", json!("facilitated-rail-transit"));
    let by_rail = desk.post(OFFICER, "/v1/entries", &entry(6, &by_rail)).await.json();
    assert_eq!(by_rail["crossing"]["ground"], "transit-rail");
    assert_eq!(by_rail["crossing"]["transit_multiple_entry"], json!(null), "one journey and back");
    let path = format!("{FILE}/{}", transit["file_id"].as_str().unwrap());
    assert_eq!(desk.get(OFFICER, &path).await.json()["visa_regime"], "transit");
}

#[tokio::test]
async fn a_short_stay_that_begins_inside_names_its_day_and_who_entered_it() {
    let (desk, _database) = Desk::open().await;
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    desk.clock.advance(SignedDuration::from_hours(24 * 30));
    let path = format!("{FILE}/{}/status-changes", entered["file_id"].as_str().unwrap());
    let change = json!({
        "crossing_id": Uuid::from_u128(7), "starts_on": "2026-08-10", "evidence": "Permit",
    });
    let headers = [("if-match", "*")];
    for missing in ["starts_on", "evidence", "crossing_id"] {
        let body = without(change.clone(), &format!("/{missing}")).to_string();
        let refused =
            desk.send("immigration/supervisor", Method::POST, &path, (&headers, &body)).await;
        assert!(refused.status.is_client_error(), "{missing}: {}", refused.text);
    }
    let with_visa = with(change, "visa", visa()).to_string();
    let refused =
        desk.send("immigration/supervisor", Method::POST, &path, (&headers, &with_visa)).await;
    assert!(refused.status.is_client_error(), "{}", refused.text);
}
