//! Putting right the ground of an entry with its visa, once the Visa Information System was asked.
//! EES Art. 35(4).

use fnd_testkit::TestDatabase;
use fnd_testkit::http::Answer;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{AMENDS, OFFICER, entered, form, send};
use crate::kit::Desk;
use crate::people::{exempt, visa, visa_required, with};

/// Somebody who entered with a visa, and the path of amendments of the record.
async fn with_visa() -> (Desk, TestDatabase, String, String) {
    let person = with(visa_required("IN1"), "visa", visa());
    let (desk, database, file) = entered(&person).await;
    let path = format!("{file}/crossings/{}/amendments", Uuid::from_u128(1));
    (desk, database, file, path)
}

fn longer() -> Value {
    let visa = with(visa(), "duration_days", json!(60));
    json!({
        "basis": "correction", "ground": { "ground": "visa", "visa": visa },
        "case_id": Uuid::from_u128(8), "evidence": "The sticker",
    })
}

async fn open_case(desk: &Desk, file: &str) {
    let case = json!({
        "case_id": Uuid::from_u128(8), "wish": "rectify", "said": "The visa is of 60 days",
        "crossing_id": Uuid::from_u128(1),
    });
    let opened = desk.post(OFFICER, &format!("{file}/amendments"), &case).await;
    assert_eq!(opened.status, 201, "{}", opened.text);
}

async fn step(desk: &Desk, step: &str, request: Value) -> Answer {
    desk.post(AMENDS, &format!("/v1/amendments/{}/{step}", Uuid::from_u128(8)), &request).await
}

#[tokio::test]
async fn a_visa_is_put_right_once_the_visa_system_was_asked_and_the_stay_follows() {
    let (desk, database, file, path) = with_visa().await;
    let before = desk.get(OFFICER, &file).await.json();
    let refused = async |code: &str| {
        let refused = send(&desk, &path, ("\"v1\"", &longer())).await;
        assert_eq!(
            (refused.status.as_u16(), refused.problem().as_deref()),
            (409, Some(code)),
            "{}",
            refused.text
        );
    };
    refused("vis-not-compared").await;
    open_case(&desk, &file).await;
    refused("vis-not-compared").await;
    let silent = step(&desk, "comparison", json!({ "finding": "not-available" })).await;
    assert_eq!(silent.json()["vis_next"], "compare", "{}", silent.text);
    refused("vis-did-not-answer").await;
    let same = json!({ "finding": "same", "informed": "BGR" });
    let same = step(&desk, "comparison", same).await;
    assert_eq!(same.status, 200, "{}", same.text);
    assert_eq!(same.json()["vis"]["informed"], "BGR");
    assert_eq!(same.json()["vis_next"], "await");
    let client = database.superuser().await;
    let told = client.query_one("SELECT state FROM notice WHERE kind = 'vis-same'", &[]).await;
    assert_eq!(told.unwrap().get::<_, String>(0), "BGR", "at once");
    refused("vis-awaited").await;
    let corrected = step(&desk, "vis-reply", json!({ "reply": "corrected" })).await;
    assert_eq!(corrected.json()["vis_next"], "put-right", "{}", corrected.text);
    let preview = send(&desk, &path, ("\"v1\"", &with(longer(), "preview", json!(true)))).await;
    assert_eq!(preview.status, 200, "{}", preview.text);
    assert_eq!(desk.get(OFFICER, &file).await.json(), before);
    let done = send(&desk, &path, ("\"v1\"", &longer())).await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert_eq!(done.json()["changes"], preview.json()["changes"]);
    let record = &desk.get(OFFICER, &file).await.json()["crossings"][0];
    assert_eq!(record["visa"]["duration_days"], 60);
    assert_eq!(record["stay_until"], "2026-09-12", "sixty days from 15 July");
    let history = desk.get(AMENDS, &format!("{file}/versions")).await.json();
    assert!(history[0].to_string().contains("visa-days"), "{history}");
    let end = json!({ "outcome": "done", "answer": "Sticker seen" });
    let settle = format!("/v1/amendments/{}/settle", Uuid::from_u128(8));
    let settled = send(&desk, &settle, ("\"v2\"", &end)).await;
    assert_eq!(settled.status, 200, "{}", settled.text);
}

#[tokio::test]
async fn what_does_not_fit_a_comparison_is_refused() {
    let (desk, _database, file, path) = with_visa().await;
    open_case(&desk, &file).await;
    for (name, request, pointer, code) in [
        ("comparison", json!({ "finding": "maybe" }), "/finding", "unknown-finding"),
        ("comparison", json!({ "finding": "same", "informed": "x" }), "/informed", "unknown-state"),
        ("vis-reply", json!({ "reply": "perhaps" }), "/reply", "unknown-reply"),
    ] {
        let refused = step(&desk, name, request).await;
        let fault = &refused.json()["errors"][0];
        assert_eq!((&fault["pointer"], &fault["code"]), (&json!(pointer), &json!(code)));
    }
    for (name, request, status, code) in [
        ("comparison", json!({ "finding": "same" }), 422, "informed-not-fitting"),
        (
            "comparison",
            json!({ "finding": "other", "informed": "BGR" }),
            422,
            "informed-not-fitting",
        ),
        ("vis-reply", json!({ "reply": "corrected" }), 409, "nobody-informed"),
    ] {
        let refused = step(&desk, name, request).await;
        let found = (refused.status.as_u16(), refused.problem());
        assert_eq!(found, (status, Some(code.to_owned())), "{}", refused.text);
    }
    let other = step(&desk, "comparison", json!({ "finding": "other" })).await;
    assert_eq!(other.status, 200, "{}", other.text);
    let again = step(&desk, "comparison", json!({ "finding": "other" })).await;
    assert_eq!(again.problem().as_deref(), Some("already-compared"), "{}", again.text);
    let none = with(longer(), "ground", json!({ "ground": "visa" }));
    let refused = send(&desk, &path, ("\"v1\"", &none)).await;
    assert_eq!(refused.json()["errors"][0]["pointer"], "/ground/visa", "{}", refused.text);
    let odd = with(longer(), "ground", json!({ "ground": "visa-exempt", "visa": visa() }));
    let refused = send(&desk, &path, ("\"v1\"", &odd)).await;
    assert_eq!(refused.json()["errors"][0]["code"], "visa-not-fitting", "{}", refused.text);
}

#[tokio::test]
async fn a_family_member_needs_no_comparison_and_has_no_stay() {
    let (desk, database, file) = entered(&exempt("GE1")).await;
    let path = format!("{file}/crossings/{}/amendments", Uuid::from_u128(1));
    let request = json!({
        "basis": "correction", "ground": { "ground": "family-member" },
        "evidence": "Marriage certificate",
    });
    let done = send(&desk, &path, ("\"v1\"", &request)).await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert_eq!(done.json()["changes"][0]["after"]["stay_until"], json!(null));
    let client = database.superuser().await;
    let row = client.query_one("SELECT is_family_member, kept_until::text FROM crossing", &[]);
    let row = row.await.unwrap();
    assert_eq!((row.get::<_, bool>(0), row.get::<_, String>(1)), (true, "2031-07-15".to_owned()));
}

#[tokio::test]
async fn the_pages_lead_from_the_case_to_the_visa() {
    let (desk, _database, file, _) = with_visa().await;
    open_case(&desk, &file).await;
    let case = format!("/amendments/{}", Uuid::from_u128(8));
    let shown = desk.get(AMENDS, &case).await;
    assert!(shown.text.contains("Compare with the Visa Information System"), "{}", shown.text);
    let page = format!("{}/crossings/{}/ground", file.replace("/v1", ""), Uuid::from_u128(1));
    let link = format!("{page}?case={}", Uuid::from_u128(8));
    assert!(shown.text.contains(&link), "{}", shown.text);
    let opened = desk.get(AMENDS, &link).await;
    assert!(opened.text.contains("value=\"ROU123456\""), "{}", opened.text);
    let filled = format!(
        "version=1&case_id={}&ground_ground=visa&ground_visa_sticker=ROU123457\
         &ground_visa_issuer=ROU&ground_visa_kind=short-stay&ground_visa_valid_to=2026-12-31\
         &ground_visa_entries=one&ground_visa_duration_days=45&evidence=Sticker",
        Uuid::from_u128(8)
    );
    let early = form(&desk, &page, &filled).await;
    assert!(early.text.contains("Open a case of amendment on this record first"), "{}", early.text);
    let vis = format!("{case}/vis");
    assert!(desk.get(AMENDS, &vis).await.text.contains("did not answer"));
    let unsaid = form(&desk, &vis, "finding=&informed=").await;
    assert!(unsaid.text.contains("Choose what that system holds"), "{}", unsaid.text);
    let nobody = form(&desk, &vis, "finding=same&informed=").await;
    assert!(nobody.text.contains("Choose the State that is responsible"), "{}", nobody.text);
    assert_eq!(form(&desk, &vis, "finding=same&informed=BGR").await.status, 303);
    let awaited = desk.get(AMENDS, &vis).await;
    assert!(awaited.text.contains("corrected the data there"), "{}", awaited.text);
    let early = form(&desk, &vis, "reply=").await;
    assert!(early.text.contains("Choose what that State did"), "{}", early.text);
    assert_eq!(form(&desk, &vis, "reply=corrected").await.status, 303);
    let shown = desk.get(AMENDS, &case).await;
    assert!(shown.text.contains("The data was corrected in the Visa"), "{}", shown.text);
    let wrong = form(&desk, &page, &filled.replace("days=45", "days=many")).await;
    assert!(wrong.text.contains("Write the days that the visa grants"), "{}", wrong.text);
    let foreseen = form(&desk, &page, &filled).await;
    assert!(foreseen.text.contains("Nothing is stored yet"), "{}", foreseen.text);
    assert_eq!(form(&desk, &page, &format!("{filled}&step=store")).await.status, 303);
    let record = &desk.get(OFFICER, &file).await.json()["crossings"][0];
    assert_eq!(record["visa"]["sticker"], "ROU123457");
}
