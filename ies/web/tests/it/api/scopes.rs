//! What a token is for, and what ends it. A20.

use ies_domain::access::Action;
use serde_json::json;

use super::{Desk, OPERATIONS};
use crate::tokens;

#[tokio::test(flavor = "multi_thread")]
async fn a_scope_opens_its_operation_and_no_other() {
    let desk = Desk::new().await;
    for (scope, own) in OPERATIONS {
        let token = desk.token(&[scope]).await;
        for (_, path) in OPERATIONS {
            let answer = desk.get(&token, path).await;
            if path == own {
                assert_eq!(answer.status, 200, "{scope} {path}: {}", answer.text);
            } else {
                assert_eq!(
                    answer.problem().as_deref(),
                    Some("token-out-of-scope"),
                    "{scope} {path}"
                );
            }
        }
        let changed = desk.change(&token, Some("*"), &json!({})).await;
        assert_eq!(changed.problem().as_deref(), Some("token-out-of-scope"), "{scope}");
    }
    let token = desk.token(&["edit-own-profile"]).await;
    assert_eq!(desk.change(&token, Some("*"), &json!({})).await.status, 200);
    assert_eq!(desk.get(&token, "/v1/me").await.status, 403);
}

#[tokio::test]
async fn without_a_token_nobody_is_there() {
    let desk = Desk::new().await;
    for (_, path) in OPERATIONS {
        for token in ["", "limen-ies-0000"] {
            let answer = desk.get(token, path).await;
            assert_eq!(answer.problem().as_deref(), Some("unauthenticated"), "{path}");
        }
    }
    assert_eq!(desk.change("", Some("*"), &json!({})).await.status, 401);
}

#[tokio::test]
async fn a_session_may_what_its_person_may() {
    let desk = Desk::new().await;
    for (_, path) in OPERATIONS {
        let answer = desk.browser.get(&desk.site.at(&desk.path(path))).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    }
}

#[tokio::test]
async fn an_account_that_is_not_in_use_opens_nothing_to_its_tokens() {
    let desk = Desk::new().await;
    let token = desk.whole().await;
    let ana = desk.ana;
    let suspend = "UPDATE account SET state = 'suspended', suspended_reason = 'terms-broken'";
    desk.sql(&format!("{suspend} WHERE account_id = '{ana}'")).await;
    for (scope, path) in OPERATIONS {
        let answer = desk.get(&token, path).await;
        if *scope == "read-own-consents" {
            // What one has agreed to, one may read also while the account is suspended.
            assert_eq!(answer.status, 200, "{path}");
        } else {
            assert_eq!(answer.problem().as_deref(), Some("account-suspended"), "{path}");
        }
    }
    let changed = desk.change(&token, Some("*"), &json!({ "job_title": "Head" })).await;
    assert_eq!(changed.problem().as_deref(), Some("account-suspended"));
}

#[tokio::test]
async fn a_token_dies_with_its_account() {
    let mut desk = Desk::new().await;
    desk.site.pause();
    let token = desk.whole().await;
    let ana = desk.ana;
    desk.sql(&format!(
        "UPDATE account SET state = 'disabled-pending-erasure', version = version + 1,
                disabled_cause = 'erasure-requested', disabled_at = modified_at,
                erase_by = modified_at + interval '1 hour' WHERE account_id = '{ana}'"
    ))
    .await;
    for (_, path) in OPERATIONS {
        let answer = desk.get(&token, path).await;
        assert_eq!(answer.problem().as_deref(), Some("account-closed"), "{path}");
    }
    desk.sql(&format!("DELETE FROM api_token WHERE account_id = '{ana}'")).await;
    assert_eq!(desk.get(&token, "/v1/me").await.status, 401);
}

#[tokio::test]
async fn when_a_token_was_used_is_told_to_the_hour() {
    let desk = Desk::new().await;
    let token = desk.token(&["read-own-profile"]).await;
    desk.site.clock.advance(jiff::SignedDuration::from_mins(75));
    desk.read(&token, "/v1/me").await;
    let client = desk.site.database.superuser().await;
    let row = client.query_one("SELECT used_at FROM api_token", &[]).await.unwrap();
    let used: Option<jiff::Timestamp> = row.get(0);
    assert_eq!(used, Some("2026-07-15T11:00:00Z".parse().unwrap()));
}

#[tokio::test]
async fn every_operation_can_be_what_a_token_is_for() {
    let desk = Desk::new().await;
    let page = desk.browser.page(&desk.site.at(tokens::PATH)).await;
    for code in OPERATIONS.iter().map(|(scope, _)| *scope).chain(["edit-own-profile"]) {
        assert!(Action::ALL.iter().any(|action| fnd_register::Coded::code(action) == code));
        assert!(page.text.contains(&format!("value=\"{code}\"")), "{code}");
    }
}

#[test]
fn every_route_of_the_interface_is_described() {
    let document = serde_json::to_value(ies_web::routes::description()).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
    let mut described = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let name = format!("{method} {path}");
            described.push((method.to_uppercase(), path.clone()));
            assert!(operation["summary"].is_string(), "{name} says what it does");
            assert!(operation["operationId"].is_string(), "{name} has a name");
            let answers = operation["responses"].as_object().unwrap();
            let is_open = path == "/privacy.json";
            assert_eq!(answers.contains_key("401"), !is_open, "{name}: 401");
            assert_eq!(answers.contains_key("403"), !is_open, "{name}: 403");
            assert_eq!(answers.contains_key("404"), path.contains('{'), "{name}: 404");
        }
    }
    let listed = ies_web::routes::listed();
    let api: Vec<_> = listed.iter().filter(|(_, path)| path.starts_with("/v1/")).collect();
    for (method, path) in &api {
        let route = ((*method).to_owned(), (*path).to_owned());
        assert!(described.contains(&route), "{method} {path} is not described");
    }
    assert_eq!(described.len(), api.len() + 1, "what is described beside `/privacy.json`");
    let ways: Vec<_> = document["security"].as_array().unwrap().iter().collect();
    assert_eq!(ways, [&serde_json::json!({ "session": [] }), &serde_json::json!({ "token": [] })]);
}
