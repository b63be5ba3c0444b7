//! Tokens for programs: they can do what they are for, as long as their owner can. A20.

use fnd_testkit::http::{Answer, Client};
use http::Method;
use ies_domain::organisation::OrganisationKind;
use jiff::SignedDuration;

use crate::kit::Site;

const MINISTRY: (&str, OrganisationKind, &str) =
    ("Ministry of the Interior", OrganisationKind::NationalAuthority, "FIN");

/// Where tokens are kept.
pub const PATH: &str = "/my/tokens";

/// Makes a token for `scope` and takes it from the page.
pub async fn make(site: &Site, browser: &Client, scope: &[&str], days: &str) -> Answer {
    let ticked = scope.iter().map(|action| ("scope", *action));
    let fields: Vec<_> = ticked.chain([("days", days)]).collect();
    site.post(browser, "/my/tokens", &fields).await
}

pub fn token(answer: &Answer) -> String {
    let (_, rest) = answer.text.split_once("limen-ies-").unwrap();
    format!("limen-ies-{}", rest.split('<').next().unwrap())
}

pub async fn get(site: &Site, token: &str, path: &str) -> Answer {
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("accept", "application/json")];
    Client::plain().send(Method::GET, &site.at(path), &headers, "").await.unwrap()
}

#[tokio::test]
async fn a_token_is_shown_once_and_only_its_digest_is_kept() {
    let site = Site::start().await;
    site.account("ana", MINISTRY, &[]).await;
    let ana = site.enter("ana").await;
    let made = make(&site, &ana, &["list-communities"], "7").await;
    assert_eq!(made.status, 200, "{}", made.text);
    let token = token(&made);
    assert_eq!(token.len(), "limen-ies-".len() + 64);
    let again = ana.page(&site.at("/my/tokens")).await;
    assert!(!again.text.contains(&token));
    crate::upload::assert_gone(&site, &token).await;
}

#[tokio::test]
async fn a_token_does_what_it_is_for_and_nothing_else() {
    let site = Site::start().await;
    site.account("ana", MINISTRY, &[]).await;
    let ana = site.enter("ana").await;
    let token = token(&make(&site, &ana, &["list-communities"], "7").await);
    // Its owner could; the token is not for it.
    let answer = get(&site, &token, "/my/tokens").await;
    assert_eq!(answer.problem().as_deref(), Some("token-out-of-scope"), "{}", answer.text);
    // Nobody could.
    let answer = get(&site, &token, "/requests").await;
    assert_eq!(answer.status, 403, "{}", answer.text);
    for wrong in ["limen-ies-0000", "", &token[..token.len() - 1]] {
        let answer = get(&site, wrong, "/my/tokens").await;
        assert_eq!(answer.status, 401, "{wrong}");
    }
}

#[tokio::test]
async fn a_token_ends_when_it_is_revoked_and_when_its_time_is_over() {
    let site = Site::start().await;
    site.account("ana", MINISTRY, &[]).await;
    let ana = site.enter("ana").await;
    let one = token(&make(&site, &ana, &["list-communities"], "1").await);
    site.clock.advance(SignedDuration::from_mins(1));
    let two = token(&make(&site, &ana, &["list-communities"], "90").await);
    let page = ana.page(&site.at("/my/tokens")).await;
    let (_, rest) = page.text.split_once("name=\"digest\" value=\"").unwrap();
    let newest = rest.split('"').next().unwrap();
    let revoked = site.post(&ana, "/my/tokens/revoke", &[("digest", newest)]).await;
    assert_eq!(revoked.leads_to(), site.at("/my/tokens?done=revoked"), "{}", revoked.text);
    assert_eq!(get(&site, &two, "/my/tokens").await.status, 401);
    assert_eq!(get(&site, &one, "/my/tokens").await.status, 403);
    site.clock.advance(SignedDuration::from_hours(25));
    assert_eq!(get(&site, &one, "/my/tokens").await.status, 401);
}

#[tokio::test]
async fn wrong_wishes_are_named_at_their_fields() {
    let site = Site::start().await;
    site.account("ana", MINISTRY, &[]).await;
    let ana = site.enter("ana").await;
    for (scope, days) in [
        (&[][..], "7"),
        (&["decide-request"], "7"),
        (&["list-communities"], "0"),
        (&["list-communities"], "91"),
        (&["list-communities"], "soon"),
    ] {
        let answer = make(&site, &ana, scope, days).await;
        assert_eq!(answer.status, 422, "{scope:?} {days}");
    }
    assert_eq!(site.count("SELECT count(*) FROM api_token").await, 0);
    // Somebody else's token is not there.
    let unknown = "0".repeat(64);
    let revoked = site.post(&ana, "/my/tokens/revoke", &[("digest", &unknown)]).await;
    assert_eq!(revoked.status, 404);
}

#[tokio::test]
async fn a_token_for_reading_takes_no_application_back() {
    let site = Site::start().await;
    let tom = site.account("tom", MINISTRY, &[]).await;
    site.account("ana", MINISTRY, &[]).await;
    site.community("statelessness", &[(tom, ies_domain::community::Level::Lead)]).await;
    let ana = site.enter("ana").await;
    let fields = [("message", "I work on it."), ("transfer", "yes")];
    site.post(&ana, "/communities/statelessness/join", &fields).await;
    let applied = "SELECT count(*) FROM membership WHERE state = 'applied'";
    assert_eq!(site.count(applied).await, 1);
    let token = token(&make(&site, &ana, &["read-notice"], "7").await);
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("accept", "application/json")];
    let path = site.at("/communities/statelessness/join/take-back");
    let refused = Client::plain().send(Method::POST, &path, &headers, "").await.unwrap();
    assert_eq!(refused.problem().as_deref(), Some("token-out-of-scope"), "{}", refused.text);
    assert_eq!(site.count(applied).await, 1);
    // Its owner takes it back on the page.
    let done = site.post(&ana, "/communities/statelessness/join/take-back", &[]).await;
    assert_eq!(done.status, 303, "{}", done.text);
    assert_eq!(site.count(applied).await, 0);
}
