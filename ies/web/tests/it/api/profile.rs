//! One's own profile: read, changed from a known version, and by nothing that was not asked for.
//! R32, R41; A9.

use serde_json::json;

use super::Desk;

#[tokio::test]
async fn a_change_is_that_of_the_page_with_its_log_rows_and_letters() {
    let desk = Desk::new().await;
    let token = desk.whole().await;
    let before = desk.get(&token, "/v1/me").await;
    let tag = before.header("etag").to_owned();
    assert_eq!(before.json()["id"], desk.ana.to_string());
    assert_eq!(before.json()["contact"]["last_name"], "Lind");

    let body = json!({ "last_name": "Lindqvist", "job_title": "Head of unit" });
    let after = desk.change(&token, Some(&tag), &body).await;
    assert_eq!(after.status, 200, "{}", after.text);
    assert_ne!(after.header("etag"), tag);
    let contact = &after.json()["contact"];
    assert_eq!(
        (&contact["first_name"], &contact["last_name"]),
        (&json!("Ana"), &json!("Lindqvist"))
    );
    assert_eq!(contact["job_title"], "Head of unit");
    assert_eq!(desk.get(&token, "/v1/me").await.header("etag"), after.header("etag"));
    // A name was proven, so validators hear of it.
    for event in ["edit-own-profile", "profile-changed", "name-changed"] {
        let sql = format!("SELECT count(*) FROM log_entry WHERE action = '{event}'");
        assert_eq!(desk.site.count(&sql).await, 1, "{event}");
    }
    let sent = "SELECT count(*) FROM log_entry
                 WHERE action = 'edit-own-profile' AND sent = 'contact-details'";
    assert_eq!(desk.site.count(sent).await, 1);
}

#[tokio::test]
async fn who_saves_what_stands_there_changes_nothing() {
    let desk = Desk::new().await;
    let token = desk.whole().await;
    let tag = desk.get(&token, "/v1/me").await.header("etag").to_owned();
    for body in [json!({}), json!({ "first_name": "Ana" })] {
        let answer = desk.change(&token, Some(&tag), &body).await;
        assert_eq!((answer.status.as_u16(), answer.header("etag")), (200, tag.as_str()), "{body}");
    }
}

#[tokio::test]
async fn a_change_needs_the_version_it_starts_from() {
    let desk = Desk::new().await;
    let token = desk.whole().await;
    let tag = desk.get(&token, "/v1/me").await.header("etag").to_owned();
    let body = json!({ "job_title": "Head of unit" });
    assert_eq!(desk.change(&token, None, &body).await.status, 428);
    assert_eq!(desk.change(&token, Some("v1"), &body).await.status, 400);
    assert_eq!(desk.change(&token, Some(&tag), &body).await.status, 200);
    // Somebody who still holds the version before.
    let late = desk.change(&token, Some(&tag), &json!({ "job_title": "Clerk" })).await;
    assert_eq!(late.problem().as_deref(), Some("precondition-failed"), "{}", late.text);
    assert_eq!(desk.read(&token, "/v1/me").await["contact"]["job_title"], "Head of unit");
    let refused = "SELECT count(*) FROM log_entry
                    WHERE action = 'edit-own-profile' AND outcome = 'precondition-failed'";
    assert_eq!(desk.site.count(refused).await, 1);
}

#[tokio::test]
async fn a_field_that_is_not_one_of_these_is_refused_and_nothing_is_half_done() {
    let desk = Desk::new().await;
    let token = desk.whole().await;
    for (field, value) in [
        ("role", json!("user-admin")),
        ("roles", json!(["validator"])),
        ("account_id", json!(desk.tom.to_string())),
        ("id", json!(desk.tom.to_string())),
        ("state", json!("active")),
        ("email", json!("other@example.test")),
        ("organisation", json!("European Commission")),
        ("version", json!(1)),
    ] {
        let body = json!({ "job_title": "Taken over", field: value });
        let answer = desk.change(&token, Some("*"), &body).await;
        assert_eq!(answer.status, 422, "{field}: {}", answer.text);
        assert_eq!(answer.json()["errors"][0]["code"], "unknown-field", "{field}");
    }
    let contact = desk.read(&token, "/v1/me").await["contact"].clone();
    assert_eq!(
        (&contact["job_title"], &contact["email"]),
        (&json!("Policy officer"), &json!("ana@example.test"))
    );
    assert_eq!(
        desk.site.count("SELECT count(*) FROM log_entry WHERE action = 'profile-changed'").await,
        0
    );
}

#[tokio::test]
async fn a_value_that_cannot_be_used_is_named_by_its_place_and_its_code() {
    let desk = Desk::new().await;
    let token = desk.whole().await;
    let body = json!({ "first_name": "=HYPERLINK", "telephone": "none", "job_title": "" });
    let answer = desk.change(&token, Some("*"), &body).await;
    assert_eq!(answer.problem().as_deref(), Some("invalid-value"), "{}", answer.text);
    let errors = answer.json()["errors"].clone();
    let places: Vec<_> =
        errors.as_array().unwrap().iter().map(|one| one["pointer"].clone()).collect();
    assert_eq!(places, ["/first_name", "/telephone", "/job_title"]);
    assert!(!answer.text.contains("HYPERLINK"), "what was sent is not said again");
    for body in [json!({ "job_title": null }), json!({ "job_title": 7 }), json!([])] {
        let answer = desk.change(&token, Some("*"), &body).await;
        assert_eq!(answer.status, 422, "{body}: {}", answer.text);
    }
    assert_eq!(desk.read(&token, "/v1/me").await["contact"]["job_title"], "Policy officer");
}
