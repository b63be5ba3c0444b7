//! Who may do what, and who did. EES Art. 9(2).

use ees_domain::access::permissions;
use fnd_register::Coded;
use serde_json::{Value, json};

use crate::kit::{Desk, NODE};
use crate::people::{entry, exempt};

const OFFICER: &str = "border/officer";
const AUDITOR: &str = "supervisory/auditor";

fn find<'a>(list: &'a Value, pairs: &[(&str, &str)]) -> &'a Value {
    let fits = |one: &&Value| pairs.iter().all(|(name, value)| one[*name] == json!(value));
    list.as_array().unwrap().iter().find(fits).unwrap_or(&Value::Null)
}

#[tokio::test]
async fn every_right_is_listed_with_its_article_and_the_use_made_of_it() {
    let (desk, _database) = Desk::open().await;
    desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    desk.post(OFFICER, "/v1/entries", &entry(2, &exempt("GE1"))).await;
    desk.post("visa/officer", "/v1/entries", &entry(3, &exempt("GE1"))).await;
    let listed = desk.get(AUDITOR, "/v1/access").await.json();
    assert_eq!((&listed["from"], &listed["to"]), (&json!("2026-06-16"), &json!("2026-07-15")));
    let rights = &listed["rights"];
    assert_eq!(rights.as_array().unwrap().len(), permissions().len());
    for row in permissions() {
        let pairs = [
            ("authority", row.authority.code()),
            ("purpose", row.purpose.code()),
            ("action", row.action.code()),
        ];
        let found = find(rights, &pairs);
        assert_eq!(found["basis"], json!(row.basis), "{row:?}");
        let is_entry = row.action.code() == "record-entry";
        assert_eq!(found["done"], json!(u8::from(is_entry)), "{row:?}");
        assert_eq!(found["refused"], json!(u8::from(is_entry)), "inside already: {row:?}");
        assert_eq!(found["last_at"].is_null(), !is_entry, "{row:?}");
    }
    let attempt = &listed["attempts"][0];
    assert_eq!(
        (&attempt["authority"], &attempt["action"], &attempt["times"]),
        (&json!("visa"), &json!("record-entry"), &json!(1)),
        "who may not is counted apart"
    );
}

#[tokio::test]
async fn offices_and_systems_are_listed_whether_they_did_anything_or_not() {
    let (desk, _database) = Desk::open().await;
    desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    let listed = desk.get(AUDITOR, "/v1/access").await.json();
    let border = find(&listed["offices"], &[("name", "Office of border")]);
    assert_eq!((&border["rows"], &border["is_configured"]), (&json!(1), &json!(true)), "{border}");
    let visa = find(&listed["offices"], &[("name", "Office of visa")]);
    assert_eq!((&visa["rows"], &visa["last_at"]), (&json!(0), &Value::Null), "{visa}");
    let officer = find(&listed["systems"], &[("name", OFFICER)]);
    assert_eq!((&officer["rows"], &officer["vouches"]), (&json!(1), &json!(false)), "{officer}");
    let node = find(&listed["systems"], &[("name", NODE)]);
    assert_eq!((&node["rows"], &node["vouches"]), (&json!(0), &json!(true)), "{node}");
    assert_eq!(node["place"], json!("ROU-A-OTP"));
    // Outside the days asked for nothing was done.
    let before = desk.get(AUDITOR, "/v1/access?from=2026-07-01&to=2026-07-14").await.json();
    assert_eq!(find(&before["systems"], &[("name", OFFICER)])["rows"], json!(0));
    assert_eq!(before["attempts"], json!([]));
}

#[tokio::test]
async fn the_list_of_rights_is_a_page_and_files_and_wrong_days_are_named() {
    let (desk, _database) = Desk::open().await;
    desk.post(OFFICER, "/v1/entries", &entry(1, &exempt("GE1"))).await;
    let page = desk.get(AUDITOR, "/oversight/access?lang=en").await;
    for part in ["Who may do what", "EES Art. 14(1)-(4), 16, 17", "Never", "Vouches for officers"] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    let file = desk.get(AUDITOR, "/oversight/access/file?list=border&lang=en").await;
    assert!(file.text.contains("Entry recorded,"), "{}", file.text);
    assert!(file.header("content-disposition").contains("access-border-2026-07-15.csv"));
    assert_eq!(desk.get(AUDITOR, "/oversight/access/file?list=nothing").await.status, 404);
    for (query, said) in [
        ("from=2026-07-16", "not before the first"),
        ("from=2025-01-01", "at most 92 days"),
        ("to=soon", "Give a day"),
    ] {
        let page = desk.get(AUDITOR, &format!("/oversight/access?{query}&lang=en")).await;
        assert!(page.text.contains(said), "{query}: {}", page.text);
        assert_eq!(desk.get(AUDITOR, &format!("/v1/access?{query}")).await.status, 422, "{query}");
    }
}
