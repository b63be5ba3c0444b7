//! Two files of one person become one, and two again. EES Art. 14(2) and (4).

mod erasing;

use axum::http::Method;
use ees_domain::switches::RetentionSwitches;
use ees_store::retention::How;
use ees_store::retention::orphans::find_orphans;
use ees_store::schema;
use fnd_core::Clock;
use fnd_core::id::RandomIds;
use fnd_testkit::TestDatabase;
use fnd_testkit::http::Answer;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::kit::Desk;
use crate::people::{entry, exempt, exit};

const OFFICER: &str = "border/officer";
const MERGES: &str = "immigration/supervisor";

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

/// Somebody who was here in July with one passport and is inside since August with another: the
/// numbers of both files, the earlier first.
async fn twice() -> (Desk, TestDatabase, String, String) {
    let (desk, database) = Desk::open().await;
    let first = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    desk.clock.advance(days(29));
    desk.post(OFFICER, "/v1/exits", &exit(2, &exempt("GE1"))).await;
    desk.clock.advance(days(5));
    let second = desk.post(OFFICER, "/v1/entries", &entry(3, &exempt("GE2"))).await.json();
    let number = |of: &Value| of["file_id"].as_str().unwrap().to_owned();
    (desk, database, number(&first), number(&second))
}

async fn send(desk: &Desk, path: &str, (tag, request): (&str, &Value)) -> Answer {
    let headers = [("if-match", tag)];
    desk.send(MERGES, Method::POST, path, (&headers, &request.to_string())).await
}

async fn merge(desk: &Desk, file: &str, (tag, other): (&str, &str)) -> Answer {
    let request =
        json!({ "other": other, "ground": "documents", "reason": "Passport GE1 renewed" });
    send(desk, &format!("/v1/files/{file}/merge"), (tag, &request)).await
}

async fn split(desk: &Desk, file: &str, (tag, other): (&str, &str)) -> Answer {
    let request = json!({ "other": other, "reason": "Two sisters" });
    send(desk, &format!("/v1/files/{file}/split"), (tag, &request)).await
}

async fn read(desk: &Desk, file: &str) -> Value {
    let answer = desk.get(OFFICER, &format!("/v1/files/{file}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

fn how(desk: &Desk) -> How<'static> {
    How { ids: &RandomIds, now: desk.clock.now(), switches: RetentionSwitches::default() }
}

/// That nothing hangs on nothing.
async fn assert_whole(desk: &Desk, database: &TestDatabase) {
    let client = database.client(schema::RETENTION).await;
    assert_eq!(find_orphans(&client, how(desk)).await.unwrap(), []);
}

#[tokio::test]
async fn both_are_one_person_for_whoever_asks_and_two_again_exactly() {
    let (desk, database, first, second) = twice().await;
    let before = (read(&desk, &first).await, read(&desk, &second).await);
    // Whichever of both is named, the one that was made first is kept.
    let merged = merge(&desk, &second, ("\"v1\"", &first)).await;
    assert_eq!(merged.status, 200, "{}", merged.text);
    assert_eq!(merged.json(), json!({ "file_id": first, "version": 3, "other": second }),);
    let whole = read(&desk, &first).await;
    assert_eq!(read(&desk, &second).await, whole, "its number leads to the one that is kept");
    assert_eq!((&whole["file_id"], &whole["joined"]), (&json!(first), &json!([second])));
    for (field, count) in [("identities", 2), ("documents", 2), ("crossings", 2)] {
        assert_eq!(whole[field].as_array().unwrap().len(), count, "{field}: {whole}");
    }
    assert_eq!(whole["crossings"][1]["stay_until"], "2026-10-16", "thirty days are spent");
    for number in ["GE1", "GE2"] {
        let check = json!({ "purpose": "border-exit", "traveller": exempt(number) });
        let found = desk.post(OFFICER, "/v1/checks", &check).await.json();
        assert_eq!(found["file"]["file_id"], json!(first), "{number}");
        assert_eq!(found["similar"], json!([]), "one person, not two alike");
    }
    assert_whole(&desk, &database).await;
    let parted = split(&desk, &first, ("\"v3\"", &second)).await;
    assert_eq!(parted.status, 200, "{}", parted.text);
    let after = (read(&desk, &first).await, read(&desk, &second).await);
    for (before, after) in [(&before.0, &after.0), (&before.1, &after.1)] {
        for field in ["file_id", "identities", "documents", "crossings", "refusals", "visa_regime"]
        {
            assert_eq!(before[field], after[field], "{field}");
        }
    }
    let history = desk.get(MERGES, &format!("/v1/files/{first}/versions")).await.json();
    let deeds: Vec<&str> =
        history.as_array().unwrap().iter().map(|one| one["deed"].as_str().unwrap()).collect();
    assert!(deeds.contains(&"merged") && deeds.contains(&"split"), "{history}");
    let sql = "SELECT count(*) FROM log_entry WHERE action = 'merge-files' AND outcome = 'done'
                  AND used IS NOT NULL";
    let client = database.superuser().await;
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 2);
    assert_whole(&desk, &database).await;
    // And once more, for a mistake can be made twice.
    let version = after.0["version"].as_i64().unwrap();
    let again = merge(&desk, &first, (&format!("\"v{version}\""), &second)).await;
    assert_eq!(again.status, 200, "{}", again.text);
}

#[tokio::test]
async fn what_is_recorded_of_a_merged_person_stands_where_it_belongs() {
    let (desk, database, first, second) = twice().await;
    merge(&desk, &first, ("\"v2\"", &second)).await;
    // The exit closes the record on the other file; a new document comes to the kept one.
    desk.clock.advance(days(3));
    let left = desk.post(OFFICER, "/v1/exits", &exit(4, &exempt("GE1"))).await;
    assert_eq!(left.json()["crossing"]["crossing_id"], json!(Uuid::from_u128(3)), "{}", left.text);
    let again = desk.post(OFFICER, "/v1/exits", &exit(4, &exempt("GE1"))).await;
    assert_eq!(again.json()["crossing"], left.json()["crossing"], "the same request");
    let version = read(&desk, &first).await["version"].as_i64().unwrap();
    let tag = format!("\"v{version}\"");
    let amend = json!({
        "basis": "correction", "evidence": "Stamp",
        "exit": { "at": "2026-08-20T10:00:00+03:00", "point": "ROU-A-OTP" },
    });
    let path = format!("/v1/files/{second}/crossings/{}/amendments", Uuid::from_u128(3));
    let amended = send(&desk, &path, (&tag, &amend)).await;
    assert_eq!(amended.status, 200, "{}", amended.text);
    desk.clock.advance(days(2));
    let entered = desk.post(OFFICER, "/v1/entries", &entry(5, &exempt("GE3"))).await.json();
    assert_ne!(entered["file_id"], json!(first), "a third passport is nobody's yet");
    assert_whole(&desk, &database).await;
    // Documents are added to the kept file, before and after it is parted from the other one.
    let paper = async |number: &str, version: i64| {
        let path = format!("/v1/files/{first}/documents");
        let paper = json!({
            "kind": "ordinary-passport", "number": number, "issuer": "GEO",
            "expires": "2033-01-01",
        });
        let tag = format!("\"v{version}\"");
        let headers = [("if-match", tag.as_str())];
        desk.send("border/supervisor", Method::POST, &path, (&headers, &paper.to_string())).await
    };
    let version = read(&desk, &first).await["version"].as_i64().unwrap();
    assert_eq!(paper("GE11", version).await.status, 201);
    let version = read(&desk, &first).await["version"].as_i64().unwrap();
    let parted = split(&desk, &first, (&format!("\"v{version}\""), &second)).await;
    assert_eq!(parted.status, 200, "{}", parted.text);
    let theirs = read(&desk, &second).await;
    assert_eq!(theirs["crossings"][0]["exit"]["at"], "2026-08-20T10:00:00+03:00");
    assert_eq!(theirs["crossings"].as_array().unwrap().len(), 1);
    let version = read(&desk, &first).await["version"].as_i64().unwrap();
    let added = paper("GE12", version).await;
    assert_eq!(added.status, 201, "{}", added.text);
    let numbers: Vec<Value> = read(&desk, &first).await["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|paper| paper["number"].clone())
        .collect();
    assert_eq!(numbers, ["GE1", "GE11", "GE12"]);
    assert_whole(&desk, &database).await;
}

#[tokio::test]
async fn what_cannot_be_merged_or_parted_is_refused_and_nothing_moves() {
    let (desk, database, first, second) = twice().await;
    let third = desk.post(OFFICER, "/v1/entries", &entry(7, &exempt("GE7"))).await.json();
    let third = third["file_id"].as_str().unwrap().to_owned();
    let nobody = Uuid::nil().to_string();
    for (file, tag, other, status, code) in [
        (&first, "\"v2\"", &first, 409, Some("same-file")),
        (&first, "\"v2\"", &nobody, 404, Some("not-found")),
        (&nobody, "\"v2\"", &first, 404, Some("not-found")),
        (&first, "\"v9\"", &second, 412, None),
    ] {
        let refused = merge(&desk, file, (tag, other)).await;
        assert_eq!(refused.status, status, "{}", refused.text);
        if let Some(code) = code {
            assert_eq!(refused.problem().as_deref(), Some(code), "{}", refused.text);
        }
    }
    for (field, value, code) in
        [("ground", json!("names"), "unknown-ground"), ("reason", json!(" "), "not-a-text")]
    {
        let mut request = json!({ "other": second, "ground": "documents", "reason": "x" });
        request[field] = value;
        let path = format!("/v1/files/{first}/merge");
        let refused = send(&desk, &path, ("\"v2\"", &request)).await;
        assert_eq!(refused.json()["errors"][0]["code"], code, "{}", refused.text);
    }
    let apart = split(&desk, &first, ("\"v2\"", &second)).await;
    assert_eq!(apart.problem().as_deref(), Some("not-merged"), "{}", apart.text);
    let client = database.superuser().await;
    let sql = "SELECT count(*) FROM file WHERE merged_into IS NOT NULL";
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 0);
    assert_eq!(merge(&desk, &first, ("\"v2\"", &second)).await.status, 200);
    // Twice, in a ring, and along a chain.
    for (file, tag, other, code) in [
        (&first, "\"v3\"", &second, "same-file"),
        (&second, "\"v3\"", &first, "same-file"),
        (&second, "\"v2\"", &third, "already-merged"),
        (&third, "\"v1\"", &second, "already-merged"),
    ] {
        let refused = merge(&desk, file, (tag, other)).await;
        assert_eq!(refused.problem().as_deref(), Some(code), "{}", refused.text);
    }
    // A third file of the same person joins the one that is kept.
    assert_eq!(merge(&desk, &third, ("\"v1\"", &first)).await.status, 200);
    let whole = read(&desk, &third).await;
    assert_eq!((&whole["file_id"], whole["joined"].as_array().unwrap().len()), (&json!(first), 2));
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 2);
}

#[tokio::test]
async fn both_files_stand_side_by_side_before_they_are_merged() {
    let (desk, _database, first, second) = twice().await;
    let page = format!("/files/{first}/merge");
    let post = async |path: &str, body: &str| {
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        desk.send(MERGES, Method::POST, path, (&headers, body)).await
    };
    let asked = desk.get(MERGES, &page).await;
    assert!(asked.text.contains("Number of the other file"), "{}", asked.text);
    for (other, said) in [
        ("17", "Write the number of a file that is there"),
        (&Uuid::nil().to_string(), "No file has this number"),
        (&first, "This is the same file"),
    ] {
        let refused = post(&page, &format!("step=find&other={other}")).await;
        assert_eq!(refused.status, 422, "{other}: {}", refused.text);
        assert!(refused.text.contains(said), "{other}: {}", refused.text);
    }
    let found = post(&page, &format!("step=find&other={second}")).await;
    assert_eq!(found.header("location"), format!("{page}?other={second}"), "{}", found.text);
    let both = desk.get(MERGES, &format!("{page}?other={second}")).await;
    for said in [&first, &second, "GE1", "GE2", "is kept", "in the order of time"] {
        assert!(both.text.contains(said), "{said}: {}", both.text);
    }
    let unsure = post(&page, &format!("version=2&other={second}&reason=x")).await;
    assert_eq!(unsure.status, 422);
    assert!(unsure.text.contains("Choose what shows it"), "{}", unsure.text);
    let filled = format!("version=2&other={second}&ground=documents&reason=Renewed");
    let merged = post(&page, &filled).await;
    let shown = format!("/files/{first}?done=merged");
    assert_eq!(merged.header("location"), shown, "{}", merged.text);
    assert!(desk.get(MERGES, &shown).await.text.contains("The two files are one now"));
    let claimed = desk.get(MERGES, &format!("/files/{first}?done=erased")).await;
    assert!(!claimed.text.contains("limen-done"), "only what can be done is said to be");
    let led = desk.get(MERGES, &format!("/files/{second}")).await;
    assert_eq!((led.status.as_u16(), led.header("location")), (303, &*format!("/files/{first}")));
    let shown = desk.get(MERGES, &format!("/files/{first}")).await;
    assert!(shown.text.contains("Merged with") && shown.text.contains(&second), "{}", shown.text);
    let again = post(&page, &filled.replace("version=2", "version=3")).await;
    assert!(again.text.contains("This is the same file"), "{}", again.text);
    let apart = format!("/files/{first}/split");
    assert_eq!(post(&apart, "version=3&other=x&reason=y").await.status, 422);
    let empty = post(&apart, "version=3&other=&reason=").await;
    for field in ["other-error", "reason-error"] {
        assert!(empty.text.contains(&format!("id=\"{field}\"")), "{field}: {}", empty.text);
    }
    let parted = post(&apart, &format!("version=3&other={second}&reason=Sisters")).await;
    assert_eq!(parted.status, 303, "{}", parted.text);
    assert_eq!(desk.get(MERGES, &format!("/files/{second}")).await.status, 200);
    assert_eq!(desk.get(MERGES, &apart).await.status, 404);
}

#[tokio::test]
async fn files_of_any_versions_are_merged_put_right_and_parted() {
    let (desk, _database, first, second) = twice().await;
    // The later file has been changed more often than the one that is kept, and its record, too.
    for (version, document) in [(1, "GE7"), (2, "GE8"), (3, "GE9")] {
        let added = json!({
            "kind": "ordinary-passport", "number": document, "issuer": "GEO",
            "expires": "2033-01-01",
        });
        let tag = format!("\"v{version}\"");
        let headers = [("if-match", tag.as_str())];
        let path = format!("/v1/files/{second}/documents");
        let done = desk
            .send("border/supervisor", Method::POST, &path, (&headers, &added.to_string()))
            .await;
        assert_eq!(done.status, 201, "{}", done.text);
    }
    let version = read(&desk, &second).await["version"].as_i64().unwrap();
    assert!(read(&desk, &first).await["version"].as_i64().unwrap() < version);
    let of_first = format!("\"v{}\"", read(&desk, &first).await["version"]);
    let merged = merge(&desk, &first, (&of_first, &second)).await;
    assert_eq!(merged.status, 200, "{}", merged.text);
    let joint = merged.json()["version"].as_i64().unwrap();
    assert!(version < joint, "whoever read either file before sees that it is another one now");
    assert_eq!(read(&desk, &first).await["version"], json!(joint));
    let stale = split(&desk, &first, (&format!("\"v{version}\""), &second)).await;
    assert_eq!(stale.status, 412, "{}", stale.text);
    let tag = format!("\"v{joint}\"");
    let parted = split(&desk, &first, (&tag, &second)).await;
    assert_eq!(parted.status, 200, "{}", parted.text);
    let tag = format!("\"v{}\"", read(&desk, &first).await["version"]);
    assert_eq!(merge(&desk, &first, (&tag, &second)).await.status, 200, "and once more");
}

#[tokio::test]
async fn records_made_since_a_merge_go_with_the_document_that_was_presented() {
    let (desk, database, first, second) = twice().await;
    merge(&desk, &first, ("\"v2\"", &second)).await;
    desk.clock.advance(days(3));
    desk.post(OFFICER, "/v1/exits", &exit(4, &exempt("GE2"))).await;
    desk.clock.advance(days(2));
    let entered = desk.post(OFFICER, "/v1/entries", &entry(5, &exempt("GE2"))).await;
    assert_eq!(entered.json()["file_id"], json!(first), "{}", entered.text);
    desk.clock.advance(days(1));
    desk.post(OFFICER, "/v1/exits", &exit(6, &exempt("GE2"))).await;
    let refused = json!({
        "refusal_id": Uuid::from_u128(7), "traveller": exempt("GE2"), "reasons": ["G"],
    });
    let refused = desk.post(OFFICER, "/v1/refusals", &refused).await;
    assert_eq!(refused.status, 201, "{}", refused.text);
    assert_whole(&desk, &database).await;
    let version = read(&desk, &first).await["version"].as_i64().unwrap();
    let parted = split(&desk, &first, (&format!("\"v{version}\""), &second)).await;
    assert_eq!(parted.status, 200, "{}", parted.text);
    let counts =
        |file: &Value| ["crossings", "refusals"].map(|field| file[field].as_array().unwrap().len());
    assert_eq!(counts(&read(&desk, &first).await), [1, 0]);
    assert_eq!(counts(&read(&desk, &second).await), [2, 1]);
    assert_whole(&desk, &database).await;
}

#[tokio::test]
async fn a_deed_sent_to_the_number_of_a_joined_file_is_done_on_the_one_that_is_kept() {
    let (desk, database, first, second) = twice().await;
    merge(&desk, &first, ("\"v2\"", &second)).await;
    let version = read(&desk, &first).await["version"].as_i64().unwrap();
    let decision = json!({
        "decision_id": Uuid::from_u128(9), "subject": "stay", "ruling": "extended",
        "ground": "bilateral", "decided_on": "2026-08-18", "place": "Bucharest",
        "until": "2026-12-31", "reason": "Agreement of 1972, file 17",
    });
    let tag = format!("\"v{version}\"");
    let path = format!("/v1/files/{second}/decisions");
    let decided = send(&desk, &path, (&tag, &decision)).await;
    assert_eq!(decided.status, 201, "{}", decided.text);
    let reply = decided.json();
    assert_eq!((&reply["file_id"], &reply["version"]), (&json!(first), &json!(version + 1)));
    assert_eq!(read(&desk, &first).await["version"], json!(version + 1), "so that others see it");
    let stale = send(
        &desk,
        &path,
        (
            &tag,
            &json!({ "decision_id": Uuid::from_u128(10),
        "subject": "stay", "ruling": "extended", "ground": "bilateral",
        "decided_on": "2026-08-18", "place": "Bucharest", "until": "2026-12-30",
        "reason": "Once more" }),
        ),
    )
    .await;
    assert_eq!(stale.status, 412, "{}", stale.text);
    let sql = "SELECT count(*) FROM log_entry
                WHERE action = 'decide-stay' AND object = $1 AND outcome = 'done'";
    let kept: Uuid = first.parse().unwrap();
    let client = database.superuser().await;
    assert_eq!(client.query_one(sql, &[&kept]).await.unwrap().get::<_, i64>(0), 1);
    let path = format!("/v1/files/{second}/crossings/{}/amendments", Uuid::from_u128(1));
    let amendment = json!({ "basis": "correction", "remove": ["exit"], "evidence": "Stamps" });
    assert_eq!(send(&desk, &path, (&tag, &amendment)).await.status, 412);
    let sql = "SELECT count(*) FROM log_entry
                WHERE action = 'rectify' AND object = $1 AND outcome = 'precondition-failed'";
    assert_eq!(client.query_one(sql, &[&kept]).await.unwrap().get::<_, i64>(0), 1);
}
