//! Putting right what a file says of the person. EES Art. 35(1), (2), (8).

mod visa;

use axum::http::Method;
use fnd_testkit::TestDatabase;
use fnd_testkit::http::Answer;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::kit::Desk;
use crate::people::{entry, exempt, with};

const OFFICER: &str = "border/officer";
const AMENDS: &str = "immigration/supervisor";

/// A desk at which somebody has entered, and the path of the file.
async fn entered(person: &Value) -> (Desk, TestDatabase, String) {
    let (desk, database) = Desk::open().await;
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, person)).await;
    assert_eq!(entered.status, 201, "{}", entered.text);
    let file = format!("/v1/files/{}", entered.json()["file_id"].as_str().unwrap());
    (desk, database, file)
}

async fn send(desk: &Desk, path: &str, (tag, request): (&str, &Value)) -> Answer {
    let headers = [("if-match", tag)];
    desk.send(AMENDS, Method::POST, path, (&headers, &request.to_string())).await
}

async fn rectify(desk: &Desk, file: &str, (tag, request): (&str, &Value)) -> Answer {
    send(desk, &format!("{file}/rectifications"), (tag, request)).await
}

fn identity(surname: &str, birth: &str, nationality: &str) -> Value {
    json!({
        "surname": surname, "given_names": "Nino", "birth": birth,
        "nationalities": [nationality], "sex": "F",
    })
}

fn document(number: &str) -> Value {
    json!({
        "kind": "ordinary-passport", "number": number, "issuer": "GEO", "expires": "2032-02-29",
    })
}

fn set(what: &str, value: Value) -> Value {
    let request = json!({ "what": what, "place": 1, "evidence": "Passport, seen on 15 July" });
    with(request, what, value)
}

/// How many files a check of this traveller finds.
async fn found(desk: &Desk, person: &Value) -> Value {
    let request = json!({ "purpose": "border-entry", "traveller": person });
    let checked = desk.post(OFFICER, "/v1/checks", &request).await;
    assert_eq!(checked.status, 200, "{}", checked.text);
    checked.json()
}

#[tokio::test]
async fn an_identity_is_put_right_and_the_person_is_found_by_what_is_right() {
    let (desk, database, file) = entered(&exempt("GE1")).await;
    let before = desk.get(OFFICER, &file).await.json();
    let right = set("identity", identity("Lomidze", "1979-11-00", "ARM"));
    let preview = with(right.clone(), "preview", json!(true));
    let foreseen = rectify(&desk, &file, ("\"v1\"", &preview)).await;
    assert_eq!(foreseen.status, 200, "{}", foreseen.text);
    let foreseen = foreseen.json();
    assert_eq!((&foreseen["stored"], &foreseen["version"]), (&json!(false), &json!(1)));
    assert_eq!(foreseen["doubtful_grounds"], json!([Uuid::from_u128(1)]), "Armenians need a visa");
    assert_eq!(desk.get(OFFICER, &file).await.json(), before, "a preview stores nothing");
    let done = rectify(&desk, &file, ("\"v1\"", &right)).await;
    assert_eq!((done.status.as_u16(), done.header("etag")), (200, "\"v2\""), "{}", done.text);
    let after = desk.get(OFFICER, &file).await.json();
    assert_eq!(after["identities"], json!([right["identity"]]));
    assert_eq!(after["crossings"], before["crossings"]);
    // Somebody with another passport is found by what is right, and not by what was wrong.
    let with_other = |who: Value| with(exempt("ZZ9"), "identity", who);
    let new = found(&desk, &with_other(identity("Lomidze", "1979-11-00", "ARM"))).await;
    assert_eq!(new["similar"][0]["file_id"], after["file_id"], "{new}");
    let old = found(&desk, &with_other(before["identities"][0].clone())).await;
    assert_eq!(old["similar"], json!([]), "{old}");
    let history = desk.get(AMENDS, &format!("{file}/versions")).await.json();
    assert_eq!(history[0]["deed"], "rectified");
    assert!(history[0].to_string().contains("1988-04-01"), "{history}");
    assert_eq!(history[0]["reason"], "Passport, seen on 15 July");
    let client = database.superuser().await;
    let sql = "SELECT before, reason FROM record_version";
    let row = client.query_one(sql, &[]).await.unwrap();
    for sealed in [row.get::<_, Vec<u8>>(0), row.get::<_, Vec<u8>>(1)] {
        let text = String::from_utf8_lossy(&sealed).into_owned();
        assert!(!text.contains("Beridze") && !text.contains("Passport"), "it lies sealed");
    }
    let logged = "SELECT count(*) FROM log_entry WHERE action = 'rectify' AND outcome = 'done'
                     AND object IS NOT NULL AND used IS NOT NULL AND sent LIKE '%identity%'";
    assert_eq!(client.query_one(logged, &[]).await.unwrap().get::<_, i64>(0), 2);
}

#[tokio::test]
async fn the_list_of_overstayers_is_narrowed_by_what_is_right() {
    let (desk, database, file) = entered(&exempt("GE1")).await;
    desk.clock.advance(SignedDuration::from_hours(24 * 100));
    let mut client = database.client(ees_store::schema::UPKEEP).await;
    let now = fnd_core::Clock::now(&*desk.clock);
    let ids = fnd_core::id::RandomIds;
    ees_store::rounds::mark_overstays(&mut client, &ids, now).await.unwrap();
    let total = async |nationality: &str| {
        let path = format!("/v1/overstayers?nationality={nationality}");
        desk.get(AMENDS, &path).await.json()["total"].clone()
    };
    assert_eq!((total("GEO").await, total("UKR").await), (json!(1), json!(0)));
    let right = set("identity", identity("Beridze", "1988-04-01", "UKR"));
    assert_eq!(rectify(&desk, &file, ("\"v1\"", &right)).await.status, 200);
    assert_eq!((total("GEO").await, total("UKR").await), (json!(0), json!(1)));
}

#[tokio::test]
async fn a_document_is_put_right_and_found_and_a_wrong_one_is_taken_away() {
    let (desk, _database, file) = entered(&exempt("GE1")).await;
    let right = set("document", document("GE77"));
    assert_eq!(rectify(&desk, &file, ("\"v1\"", &right)).await.status, 200);
    let by = async |number: &str| {
        let person = with(exempt(number), "document", document(number));
        found(&desk, &person).await["file"]["file_id"].clone()
    };
    let own = json!(file.rsplit('/').next().unwrap());
    assert_eq!((by("GE77").await, by("GE1").await), (own.clone(), json!(null)));
    let last = json!({ "what": "document", "place": 1, "evidence": "Not hers" });
    let refused = rectify(&desk, &file, ("\"v2\"", &last)).await;
    assert_eq!(refused.problem().as_deref(), Some("nothing-left"), "{}", refused.text);
    let more = json!({ "what": "document", "document": document("GE78"), "evidence": "Second" });
    assert_eq!(rectify(&desk, &file, ("\"v2\"", &more)).await.status, 200);
    assert_eq!(rectify(&desk, &file, ("\"v3\"", &last)).await.status, 200);
    assert_eq!((by("GE77").await, by("GE78").await), (json!(null), own.clone()));
    // A number that was taken away is not given again.
    let third = json!({ "what": "document", "document": document("GE79"), "evidence": "Third" });
    assert_eq!(rectify(&desk, &file, ("\"v4\"", &third)).await.status, 200);
    assert_eq!(by("GE79").await, own);
    let read = desk.get(OFFICER, &file).await.json();
    let numbers: Vec<&str> = read["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["number"].as_str().unwrap())
        .collect();
    assert_eq!(numbers, ["GE78", "GE79"]);
}

#[tokio::test]
async fn a_document_of_somebody_else_is_taken_by_no_amendment() {
    let (desk, _database, file) = entered(&exempt("GE1")).await;
    desk.post(OFFICER, "/v1/entries", &entry(2, &exempt("GE2"))).await;
    for request in [
        set("document", document("GE2")),
        json!({ "what": "document", "document": document("GE2"), "evidence": "x" }),
        with(set("document", document("GE2")), "preview", json!(true)),
    ] {
        let refused = rectify(&desk, &file, ("\"v1\"", &request)).await;
        assert_eq!(
            (refused.status.as_u16(), refused.problem().as_deref()),
            (409, Some("document-on-other-file")),
            "{}",
            refused.text
        );
    }
    assert_eq!(desk.get(OFFICER, &file).await.json()["version"], 1);
}

#[tokio::test]
async fn what_is_wrong_with_an_amendment_is_said_at_its_place_and_nothing_is_stored() {
    let (desk, database, file) = entered(&exempt("GE1")).await;
    let whole = identity("Lomidze", "1979-11-00", "ARM");
    for (request, pointer, code) in [
        (json!({ "what": "visa", "evidence": "x" }), "/what", "unknown-part"),
        (json!({ "what": "identity", "evidence": "x" }), "/identity", "nothing-given"),
        (set("identity", whole.clone()), "/evidence", "not-a-text"),
        (with(set("identity", whole.clone()), "place", json!(0)), "/place", "no-such-place"),
        (
            with(set("identity", whole.clone()), "regime", json!("transit")),
            "/regime",
            "not-asked-for",
        ),
        (
            set("identity", with(whole.clone(), "birth", json!("1979-13-01"))),
            "/identity/birth",
            "no-such-day",
        ),
        (
            set("identity", with(whole.clone(), "nationalities", json!(["XYZ"]))),
            "/identity/nationalities",
            "unknown-code",
        ),
        (
            set("identity", with(whole.clone(), "surname", json!("7"))),
            "/identity/surname",
            "name-without-letter",
        ),
        (
            set("document", with(document("GE9"), "number", json!("#"))),
            "/document/number",
            "document-number-character",
        ),
        (
            json!({ "what": "regime", "regime": "none", "evidence": "x" }),
            "/regime",
            "unknown-regime",
        ),
    ] {
        let request = match code {
            "not-a-text" => with(request, "evidence", json!(" ")),
            _ => request,
        };
        let refused = rectify(&desk, &file, ("\"v1\"", &request)).await;
        assert_eq!(refused.status, 422, "{pointer}: {}", refused.text);
        let fault = &refused.json()["errors"][0];
        assert_eq!((&fault["pointer"], &fault["code"]), (&json!(pointer), &json!(code)));
    }
    for (request, status, code) in [
        (with(set("identity", whole.clone()), "place", json!(2)), 409, "no-such-place"),
        (set("identity", identity("Lomidze", "1979-11-00", "FRA")), 422, "out-of-scope"),
        (
            json!({ "what": "regime", "regime": "visa-exempt", "evidence": "x" }),
            409,
            "nothing-changed",
        ),
    ] {
        let refused = rectify(&desk, &file, ("\"v1\"", &request)).await;
        assert_eq!(
            (refused.status.as_u16(), refused.problem().as_deref()),
            (status, Some(code)),
            "{}",
            refused.text
        );
    }
    let (right, nobodys) = (set("identity", whole), format!("/v1/files/{}", Uuid::nil()));
    assert_eq!(rectify(&desk, &file, ("\"v9\"", &right)).await.status, 412);
    assert_eq!(rectify(&desk, &nobodys, ("\"v1\"", &right)).await.status, 404);
    let count = "SELECT count(*) FROM record_version";
    let kept = database.superuser().await.query_one(count, &[]).await.unwrap();
    assert_eq!(kept.get::<_, i64>(0), 0);
}

async fn form(desk: &Desk, path: &str, body: &str) -> Answer {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    desk.send(AMENDS, Method::POST, path, (&headers, body)).await
}

#[tokio::test]
async fn the_pages_put_a_person_right_after_showing_what_follows() {
    let (desk, _database, file) = entered(&exempt("GE1")).await;
    let page = file.replace("/v1", "");
    let shown = desk.get(AMENDS, &page).await;
    for link in ["rectify/identity-1", "rectify/document-1", "rectify/regime", "/ground"] {
        assert!(shown.text.contains(link), "{link}: {}", shown.text);
    }
    assert!(!desk.get(OFFICER, &page).await.text.contains("rectify/"), "an officer may not");
    let path = format!("{page}/rectify/identity-1");
    let opened = desk.get(AMENDS, &path).await;
    assert!(opened.text.contains("value=\"1988-04-01\""), "{}", opened.text);
    let filled = "version=1&deed=set&identity_surname=Lomidze&identity_given_names=Nino\
                  &identity_birth=1979-11-00&identity_nationalities=GEO%2C+ARM&identity_sex=F\
                  &evidence=Passport";
    for (change, to, said) in [
        ("1979-11-00", "1979", "Write year, month and day"),
        ("GEO%2C+ARM", "FRA", "does not apply to a person of this nationality"),
        ("deed=set", "deed=remove", "Nothing would be left"),
        ("evidence=Passport", "evidence=", "Name the evidence"),
    ] {
        let wrong = form(&desk, &path, &filled.replace(change, to)).await;
        assert!(wrong.text.contains(said), "{to}: {}", wrong.text);
        assert!(wrong.status.is_client_error(), "{to}");
    }
    let foreseen = form(&desk, &path, filled).await;
    assert!(foreseen.text.contains("Nothing is stored yet"), "{}", foreseen.text);
    let stored = form(&desk, &path, &format!("{filled}&step=store")).await;
    assert_eq!(stored.status, 303, "{}", stored.text);
    let read = desk.get(OFFICER, &file).await.json();
    assert_eq!(read["identities"][0]["nationalities"], json!(["ARM", "GEO"]));
    let history = desk.get(AMENDS, &format!("{page}/history")).await;
    assert!(history.text.contains("1 April 1988"), "{}", history.text);
    for what in ["identity", "document", "document-1", "regime"] {
        let opened = desk.get(AMENDS, &format!("{page}/rectify/{what}")).await;
        assert_eq!(opened.status, 200, "{what}");
    }
    for what in ["visa", "identity-9", "regime-1", "identity-x"] {
        let opened = desk.get(AMENDS, &format!("{page}/rectify/{what}")).await;
        assert_eq!(opened.status, 404, "{what}");
    }
}
