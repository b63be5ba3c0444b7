//! Forms of pages: what is sent is recorded, and what is wrong is marked at its field.

use axum::http::Method;
use fnd_testkit::http::Answer;
use serde_json::json;
use uuid::Uuid;

use crate::kit::Desk;
use crate::people::{entry, exempt, with};

const OFFICER: &str = "border/officer";
const SUPERVISOR: &str = "border/supervisor";

/// Who stands at the desk, typed.
pub(crate) const PERSON: &str = "surname=Beridze&given_names=Nino&birth_day=1&birth_month=4&birth_year=1988\
     &nationality=GEO&sex=F&document_kind=ordinary-passport&document_number=GE1\
     &document_issuer=GEO&expiry_day=31&expiry_month=1&expiry_year=2031";

pub(crate) async fn sent(desk: &Desk, who: &str, path: &str, body: &str) -> Answer {
    let headers =
        [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    desk.send(who, Method::POST, path, (&headers, body)).await
}

/// The value of the hidden field `name`.
pub(crate) fn hidden(page: &str, name: &str) -> String {
    let begin = format!("name=\"{name}\" value=\"");
    let rest = page.split(&begin).nth(1).unwrap_or_else(|| panic!("no field {name}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_refusal_by_page_is_recorded_and_what_lacks_is_marked() {
    let (desk, database) = Desk::open().await;
    let opened = sent(&desk, OFFICER, "/refusals/new", PERSON).await;
    assert_eq!(opened.status, 200, "{}", opened.text);
    let id = hidden(&opened.text, "refusal_id");
    let body = |more: &str| format!("{PERSON}&refusal_id={id}{more}");
    for (more, marked) in [
        ("", "reasons_error"),
        ("&reason_e=yes", "missing_documents-error"),
        ("&reason_h_nat=yes", "national_register-error"),
        ("&reason_a=yes&missing_documents=x", "missing_documents-error"),
    ] {
        let refused = sent(&desk, OFFICER, "/refusals", &body(more)).await;
        assert_eq!(refused.status, 422, "{more}");
        assert!(refused.text.contains(&format!("id=\"{marked}\"")), "{more}: {}", refused.text);
        assert_eq!(hidden(&refused.text, "refusal_id"), id, "the form stays the same one");
    }
    let done = sent(
        &desk,
        OFFICER,
        "/refusals",
        &body("&reason_e=yes&missing_documents=Hotel%0D%0ATicket"),
    )
    .await;
    assert_eq!(done.status, 200, "{}", done.text);
    let path = done
        .text
        .split("action=\"")
        .find_map(|rest| rest.split_once("/signature\"").map(|(path, _)| path.to_owned()));
    let path = path.expect("where the signature is said");
    assert_eq!(
        sent(&desk, OFFICER, &format!("{path}/signature"), "signature=refused").await.status,
        303
    );
    let shown = desk.get(OFFICER, &path).await;
    assert!(shown.text.contains("The person refused to sign"), "{}", shown.text);
    let client = database.superuser().await;
    let row = client.query_one("SELECT reasons, signature FROM refusal", &[]).await.unwrap();
    assert_eq!((row.get::<_, Vec<&str>>(0), row.get::<_, &str>(1)), (vec!["E"], "refused"));
}

#[tokio::test]
async fn the_standard_form_is_drawn_in_the_languages_that_are_set_and_keeps_nothing() {
    let (desk, database) = Desk::open().await;
    let opened = sent(&desk, OFFICER, "/refusals/new", PERSON).await;
    let id = hidden(&opened.text, "refusal_id");
    sent(&desk, OFFICER, "/refusals", &format!("{PERSON}&refusal_id={id}&reason_a=yes")).await;
    let client = database.superuser().await;
    let file: Uuid = client.query_one("SELECT file_id FROM refusal", &[]).await.unwrap().get(0);
    let path = format!("/files/{file}/refusals/{id}/form");
    let shown = desk.get(OFFICER, path.trim_end_matches("/form")).await;
    let name = shown.text.split("name=\"officer\"").nth(1).and_then(|rest| rest.split('>').next());
    assert!(name.is_some_and(|rest| !rest.contains("value=\"\"")), "who is signed in: {name:?}");
    let nobody = sent(&desk, OFFICER, &path, "language=en").await;
    assert_eq!(nobody.status, 422);
    assert!(nobody.text.contains("id=\"officer-error\""), "{}", nobody.text);
    let unset = sent(&desk, OFFICER, &path, "language=de&officer=17").await;
    assert!(unset.text.contains("id=\"language-error\""), "{}", unset.text);
    let both = sent(&desk, OFFICER, &path, "language=two&officer=17&coming_from=Tbilisi").await;
    assert_eq!(both.status, 200, "{}", both.text);
    for said in ["Refusal of entry at the border", "Refuzul intrării la frontieră", "Tbilisi"] {
        assert!(both.text.contains(said), "{said}");
    }
    let leaked = "SELECT count(*) FROM log_entry WHERE sent LIKE '%Tbilisi%'";
    assert_eq!(client.query_one(leaked, &[]).await.unwrap().get::<_, i64>(0), 0);
}

#[tokio::test]
async fn the_standard_form_names_who_was_refused_and_each_sheet_in_its_language() {
    let (desk, database) = Desk::open().await;
    let opened = sent(&desk, OFFICER, "/refusals/new", PERSON).await;
    let id = hidden(&opened.text, "refusal_id");
    sent(&desk, OFFICER, "/refusals", &format!("{PERSON}&refusal_id={id}&reason_a=yes")).await;
    let client = database.superuser().await;
    let file: Uuid = client.query_one("SELECT file_id FROM refusal", &[]).await.unwrap().get(0);
    let newer = with(
        exempt("GE2"),
        "identity",
        json!({
            "surname": "Kvaratskhelia", "given_names": "Nino", "birth": "1988-04-01",
            "nationalities": ["GEO"], "sex": "F",
        }),
    );
    let entry = with(entry(7, &newer), "file_id", json!(file));
    assert_eq!(desk.post(OFFICER, "/v1/entries", &entry).await.status, 201);
    let path = format!("/files/{file}/refusals/{id}/form");
    let paper = sent(&desk, OFFICER, &path, "language=two&officer=17").await;
    assert_eq!(paper.text.matches("<code>GE1</code>").count(), 2, "{}", paper.text);
    for absent in ["GE2", "Kvaratskhelia"] {
        assert!(!paper.text.contains(absent), "{absent} came later");
    }
    let sheets: Vec<&str> = paper.text.split("lang=\"ro\" aria-labelledby").collect();
    let [english, romanian] = sheets.as_slice() else { panic!("two sheets: {}", paper.text) };
    assert!(english.contains("Ordinary passport") && !english.contains("Pașaport simplu"));
    assert!(romanian.contains("Pașaport simplu") && !romanian.contains("Ordinary passport"));
}

#[tokio::test]
async fn whose_file_a_false_document_is_on_is_asked_at_its_point() {
    let (desk, database) = Desk::open().await;
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    let bearer = entered["file_id"].as_str().unwrap().to_owned();
    let opened = sent(&desk, OFFICER, "/refusals/new", PERSON).await;
    let id = hidden(&opened.text, "refusal_id");
    let body = |more: &str| format!("{PERSON}&refusal_id={id}&reason_b=yes{more}");
    let open = sent(&desk, OFFICER, "/refusals", &body("")).await;
    assert_eq!(open.status, 409);
    assert!(open.text.contains("id=\"bearer-error\""), "{}", open.text);
    assert!(open.text.contains(&format!("value=\"{bearer}\"")), "the file is offered");
    assert_eq!(sent(&desk, OFFICER, "/refusals", &body("&bearer=new")).await.status, 200);
    let client = database.superuser().await;
    let file: Uuid = client.query_one("SELECT file_id FROM refusal", &[]).await.unwrap().get(0);
    assert_ne!(file.to_string(), bearer);
}

#[tokio::test]
async fn a_decision_by_page_moves_the_end_and_what_does_not_fit_is_marked() {
    let (desk, _database) = Desk::open().await;
    let entered = desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await.json();
    let file = format!("/files/{}", entered["file_id"].as_str().unwrap());
    let opened = desk.get(SUPERVISOR, &format!("{file}/decide")).await;
    assert_eq!(opened.status, 200, "{}", opened.text);
    let id = hidden(&opened.text, "decision_id");
    let body = |ground: &str, on: &str, until: &str| {
        format!(
            "version=1&decision_id={id}&subject=stay&ruling=extended&ground={ground}\
             &decided_on={on}&place=Bucharest&until={until}&sticker=&reason=File+17"
        )
    };
    let path = format!("{file}/decide");
    for (form, marked) in [
        (body("humanitarian", "2026-07-15", ""), "until-error"),
        (body("humanitarian", "2026-07-15", "2026-08-01"), "until-error"),
        (body("humanitarian", "2026-07-16", "2026-12-01"), "decided_on-error"),
        (body("return-decision", "2026-07-15", "2026-12-01"), "ground-error"),
    ] {
        let refused = sent(&desk, SUPERVISOR, &path, &form).await;
        assert!(refused.status.is_client_error(), "{form}");
        assert!(refused.text.contains(&format!("id=\"{marked}\"")), "{form}: {}", refused.text);
    }
    let form = body("humanitarian", "2026-07-15", "2026-12-01");
    assert_eq!(sent(&desk, SUPERVISOR, &path, &form).await.status, 303);
    let shown = desk.get(SUPERVISOR, &file).await;
    assert!(shown.text.contains("Extended (Extension: humanitarian reasons)"), "{}", shown.text);
    let history = desk.get(SUPERVISOR, &format!("{file}/history")).await;
    assert!(history.text.contains("Decision recorded"), "{}", history.text);
}
