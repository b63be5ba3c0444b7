//! Decisions on stays. EES Art. 19.

use axum::http::Method;
use fnd_testkit::http::Answer;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::kit::Desk;
use crate::people::{entry, exempt, with};

const OFFICER: &str = "border/officer";
const DECIDES: &str = "immigration/supervisor";

fn extension(number: u128) -> Value {
    json!({
        "decision_id": uuid::Uuid::from_u128(number), "subject": "stay", "ruling": "extended",
        "ground": "bilateral", "decided_on": "2026-07-15", "place": "Bucharest",
        "until": "2026-12-31", "reason": "Agreement of 1972, file 17",
    })
}

/// A desk at which somebody has entered, and the path of decisions on the file.
async fn entered() -> (Desk, fnd_testkit::TestDatabase, String) {
    let (desk, database) = Desk::open().await;
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    let file = entered["file_id"].as_str().unwrap().to_owned();
    (desk, database, format!("/v1/files/{file}"))
}

async fn decide(desk: &Desk, file: &str, (tag, decision): (&str, &Value)) -> Answer {
    let path = format!("{file}/decisions");
    let headers = [("if-match", tag)];
    desk.send(DECIDES, Method::POST, &path, (&headers, &decision.to_string())).await
}

#[tokio::test]
async fn an_extension_moves_the_end_of_the_stay_at_once_and_holds_in_its_state() {
    let (desk, database, file) = entered().await;
    let decided = decide(&desk, &file, ("\"v1\"", &extension(7))).await;
    assert_eq!(decided.status, 201, "{}", decided.text);
    let crossing = &decided.json()["crossing"];
    assert_eq!(crossing["stay_until"], "2026-12-31");
    assert_eq!(
        (&crossing["stay_limit"], &crossing["stay_only_in"]),
        (&json!("decision"), &json!("ROU"))
    );
    let read = desk.get(OFFICER, &file).await.json();
    assert_eq!((&read["version"], &read["crossings"][0]), (&json!(2), crossing));
    // What would have been an overstay without it is none.
    desk.clock.advance(SignedDuration::from_hours(24 * 100));
    let mut client = database.client(ees_store::schema::UPKEEP).await;
    let now = fnd_core::Clock::now(&*desk.clock);
    let ids = fnd_core::id::RandomIds;
    assert_eq!(ees_store::rounds::mark_overstays(&mut client, &ids, now).await.unwrap().stays, 0);
}

#[tokio::test]
async fn a_stay_that_is_annulled_or_revoked_ends_and_whoever_stays_on_is_listed() {
    for ruling in ["annulled", "revoked"] {
        let (desk, database, file) = entered().await;
        let decision = json!({
            "decision_id": Uuid::from_u128(7), "subject": "stay", "ruling": ruling,
            "ground": "return-decision", "decided_on": "2026-07-15", "place": "București",
            "until": "2026-07-25", "reason": "Return decision 17/2026",
        });
        let decided = decide(&desk, &file, ("\"v1\"", &decision)).await;
        assert_eq!(decided.status, 201, "{ruling}: {}", decided.text);
        let crossing = &decided.json()["crossing"];
        assert_eq!(crossing["stay_until"], "2026-07-25", "time to leave, {ruling}");
        assert_eq!(crossing["decisions"][0]["ruling"], ruling);
        let page = desk.get(DECIDES, &file.replace("/v1", "")).await;
        assert!(page.text.contains("București"), "{ruling}: {}", page.text);
        desk.clock.advance(SignedDuration::from_hours(24 * 11));
        let mut client = database.client(ees_store::schema::UPKEEP).await;
        let now = fnd_core::Clock::now(&*desk.clock);
        let ids = fnd_core::id::RandomIds;
        let marked = ees_store::rounds::mark_overstays(&mut client, &ids, now).await.unwrap();
        assert_eq!(marked.stays, 1, "{ruling}");
    }
}

#[tokio::test]
async fn a_decision_is_recorded_once_and_on_the_file_as_it_was_read() {
    let (desk, database, file) = entered().await;
    assert_eq!(decide(&desk, &file, ("\"v9\"", &extension(7))).await.status, 412);
    assert_eq!(decide(&desk, &file, ("\"v1\"", &extension(7))).await.status, 201);
    let again = decide(&desk, &file, ("\"v1\"", &extension(7))).await;
    assert_eq!(again.status, 200, "{}", again.text);
    let other = with(extension(7), "place", json!("Cluj"));
    let reused = decide(&desk, &file, ("\"v2\"", &other)).await;
    assert_eq!(reused.problem().as_deref(), Some("id-reused"), "{}", reused.text);
    let client = database.superuser().await;
    for table in ["stay_decision", "record_version"] {
        let sql = format!("SELECT count(*) FROM {table}");
        assert_eq!(client.query_one(&sql, &[]).await.unwrap().get::<_, i64>(0), 1, "{table}");
    }
}

#[tokio::test]
async fn what_cannot_be_decided_is_refused_with_its_reason_and_changes_nothing() {
    let (desk, database, file) = entered().await;
    let revoked =
        with(with(extension(7), "ruling", json!("revoked")), "ground", json!("return-decision"));
    let cases = [
        (with(extension(7), "until", json!("2026-10-01")), 409, "not-longer"),
        (with(extension(7), "decided_on", json!("2026-07-16")), 422, "date-in-future"),
        (with(extension(7), "decided_on", json!("2026-07-01")), 422, "decided-before-entry"),
        (with(extension(7), "subject", json!("visa")), 409, "no-visa-on-record"),
        (with(extension(7), "sticker", json!("ROU123")), 422, "sticker-not-fitting"),
        (with(revoked, "until", json!("2026-07-14")), 422, "departure-before-decision"),
    ];
    for (decision, status, code) in cases {
        let refused = decide(&desk, &file, ("\"v1\"", &decision)).await;
        assert_eq!(refused.status, status, "{code}: {}", refused.text);
        assert_eq!(refused.problem().as_deref(), Some(code), "{}", refused.text);
    }
    let wrong = json!({
        "decision_id": uuid::Uuid::from_u128(8), "subject": "stay", "ruling": "extended",
        "ground": "return-decision", "decided_on": "2026-07-15", "place": " ", "reason": "",
    });
    let refused = decide(&desk, &file, ("\"v1\"", &wrong)).await;
    let codes: Vec<_> = refused.json()["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["code"].clone())
        .collect();
    assert_eq!(
        codes,
        ["not-a-text", "not-a-text", "unknown-ground", "until-missing"],
        "all at once"
    );
    let client = database.superuser().await;
    let count = client.query_one("SELECT count(*) FROM stay_decision", &[]).await.unwrap();
    assert_eq!(count.get::<_, i64>(0), 0);
    let refusals =
        "SELECT count(*) FROM log_entry WHERE action = 'decide-stay' AND outcome <> 'done'";
    assert_eq!(client.query_one(refusals, &[]).await.unwrap().get::<_, i64>(0), 6);
}

async fn correct(desk: &Desk, who: &str, (path, tag, request): (&str, &str, &Value)) -> Answer {
    let headers = [("if-match", tag)];
    desk.send(who, Method::POST, path, (&headers, &request.to_string())).await
}

#[tokio::test]
async fn a_decision_that_was_recorded_wrongly_is_corrected_or_withdrawn_by_who_took_it() {
    let (desk, database, file) = entered().await;
    let before = desk.get(OFFICER, &file).await.json();
    assert_eq!(decide(&desk, &file, ("\"v1\"", &extension(7))).await.status, 201);
    let path = format!("{file}/decisions/{}/corrections", uuid::Uuid::from_u128(7));
    let mut taken = extension(7);
    let fields = taken.as_object_mut().unwrap();
    fields.remove("decision_id");
    fields.remove("reason");
    let right = json!({
        "decision": with(taken.clone(), "until", json!("2026-11-30")), "reason": "A slip, file 17",
    });
    let foreseen = with(right.clone(), "preview", json!(true));
    let foreseen = correct(&desk, DECIDES, (&path, "\"v2\"", &foreseen)).await;
    assert_eq!(foreseen.status, 200, "{}", foreseen.text);
    assert_eq!(desk.get(OFFICER, &file).await.json()["version"], 2, "nothing is stored yet");
    for (who, tag, request, status, code) in [
        ("border/supervisor", "\"v2\"", &right, 409, Some("not-the-deciding-authority")),
        (DECIDES, "\"v9\"", &right, 412, None),
        (
            DECIDES,
            "\"v2\"",
            &json!({ "decision": taken, "reason": "x" }),
            409,
            Some("nothing-changed"),
        ),
    ] {
        let refused = correct(&desk, who, (&path, tag, request)).await;
        assert_eq!(refused.status, status, "{}", refused.text);
        if code.is_some() {
            assert_eq!(refused.problem().as_deref(), code, "{}", refused.text);
        }
    }
    let odd = with(right.clone(), "decision", with(right["decision"].clone(), "until", json!("x")));
    let refused = correct(&desk, DECIDES, (&path, "\"v2\"", &odd)).await;
    assert_eq!(refused.json()["errors"][0]["pointer"], "/decision/until", "{}", refused.text);
    let done = correct(&desk, DECIDES, (&path, "\"v2\"", &right)).await;
    assert_eq!((done.status.as_u16(), done.header("etag")), (200, "\"v3\""), "{}", done.text);
    let read = desk.get(OFFICER, &file).await.json();
    assert_eq!(read["crossings"][0]["stay_until"], "2026-11-30");
    let never = json!({ "reason": "It was of somebody else" });
    let gone = correct(&desk, DECIDES, (&path, "\"v3\"", &never)).await;
    assert_eq!(gone.status, 200, "{}", gone.text);
    let read = desk.get(OFFICER, &file).await.json();
    assert_eq!(read["crossings"], before["crossings"], "as if it had never been taken");
    let again = correct(&desk, DECIDES, (&path, "\"v4\"", &never)).await;
    assert_eq!(again.status, 404, "{}", again.text);
    let history = desk.get(DECIDES, &format!("{file}/versions")).await;
    assert!(history.text.contains("2026-12-31") && history.text.contains("2026-11-30"));
    // The next run of erasure takes what was withdrawn.
    let mut client = database.client(ees_store::schema::RETENTION).await;
    let now = fnd_core::Clock::now(&*desk.clock);
    let switches = ees_domain::switches::RetentionSwitches::default();
    let how = ees_store::retention::How { ids: &fnd_core::id::RandomIds, now, switches };
    ees_store::retention::erase_due(&mut client, how).await.unwrap();
    let left = "SELECT count(*) FROM stay_decision";
    let left: i64 = database.superuser().await.query_one(left, &[]).await.unwrap().get(0);
    assert_eq!(left, 0);
}

#[tokio::test]
async fn the_page_corrects_a_decision_after_showing_what_follows() {
    let (desk, _database, file) = entered().await;
    assert_eq!(decide(&desk, &file, ("\"v1\"", &extension(7))).await.status, 201);
    let page = file.replace("/v1", "");
    let path = format!("{page}/decisions/{}/correct", uuid::Uuid::from_u128(7));
    assert!(desk.get(DECIDES, &page).await.text.contains(&path), "who decided has the link");
    assert!(!desk.get("border/supervisor", &page).await.text.contains(&path));
    let opened = desk.get(DECIDES, &path).await;
    assert!(opened.text.contains("value=\"2026-12-31\""), "{}", opened.text);
    let filled = "version=2&deed=set&decision_subject=stay&decision_ruling=extended\
                  &decision_ground=bilateral&decision_decided_on=2026-07-15\
                  &decision_place=Bucharest&decision_until=2026-11-30&reason=A+slip";
    let form = async |body: &str| {
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        desk.send(DECIDES, Method::POST, &path, (&headers, body)).await
    };
    let wrong = form(&filled.replace("2026-11-30", "2026-07-20")).await;
    assert!(wrong.text.contains("an extension ends later"), "{}", wrong.text);
    let foreseen = form(filled).await;
    assert!(foreseen.text.contains("Nothing is stored yet"), "{}", foreseen.text);
    assert_eq!(form(&format!("{filled}&step=store")).await.status, 303);
    let read = desk.get(OFFICER, &file).await.json();
    assert_eq!(read["crossings"][0]["stay_until"], "2026-11-30");
}
