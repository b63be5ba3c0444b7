//! Signing in again because an action demands it, at both kinds of providers.

use fnd_testkit::cas::Misbehaviour as CasMisbehaviour;
use fnd_testkit::http::{Answer, Client};
use fnd_testkit::provider::Misbehaviour;
use http::Method;
use jiff::SignedDuration;
use serde_json::json;

use crate::site::{Draft, Site};

/// A site with each kind of provider.
async fn both() -> [Site; 2] {
    [Draft::new().await.start().await, Draft::cas().await.start().await]
}

/// The path that `answer` leads to on `site`.
fn path(site: &Site, answer: &Answer) -> String {
    let to = answer.leads_to();
    to.strip_prefix(&site.base).unwrap().to_owned()
}

fn is(answer: &Answer, status: u16, code: &str) -> bool {
    answer.status == status && answer.text.contains(code)
}

#[tokio::test]
async fn a_page_that_demands_a_fresh_sign_in_leads_there_and_back() {
    for site in both().await {
        let client = Client::plain();
        site.enter(&client, "/sign-in", "ana").await;
        assert_eq!(client.page(&site.at("/fresh?a=b")).await.text, "fresh");
        site.clock.advance(SignedDuration::from_mins(16));
        let sent = client.page(&site.at("/fresh?a=b")).await;
        assert_eq!(path(&site, &sent), "/sign-in?again=yes&return_to=%2Ffresh%3Fa%3Db");
        let at_provider = client.follow(&sent).await.leads_to();
        let forced = if site.cas.is_some() { "renew=true" } else { "prompt=login&max_age=0" };
        let shown = client.page(&at_provider).await;
        assert_eq!(shown.status, 200, "who is known there presses a button all the same");
        let asked = url::form_urlencoded::parse(at_provider.as_bytes())
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>();
        for part in forced.split('&') {
            assert!(asked.iter().any(|pair| pair == part), "{part}: {at_provider}");
        }

        let before = client.cookie(site.host(), "__Host-session");
        let back = site.enter(&client, &path(&site, &sent), "ana").await;
        assert_eq!(path(&site, &back), "/fresh?a=b");
        assert_eq!(client.follow(&back).await.text, "fresh");
        assert_ne!(client.cookie(site.host(), "__Host-session"), before, "a new name");
    }
}

#[tokio::test]
async fn a_level_that_an_action_demands_is_asked_for_and_must_be_reached() {
    for site in both().await {
        let client = Client::plain();
        site.enter(&client, "/sign-in", "bob").await;
        let sent = client.page(&site.at("/strong")).await;
        assert_eq!(path(&site, &sent), "/sign-in?again=yes&return_to=%2Fstrong&level=MEDIUM");
        let at_provider = client.follow(&sent).await.leads_to();
        let asked = if site.cas.is_some() {
            "&authenticationLevel=MEDIUM"
        } else {
            "&acr_values=MEDIUM+HIGH"
        };
        assert!(at_provider.contains(asked), "{at_provider}");
        // The provider was asked, and did not keep to it: the session is what it was.
        let answer = site.enter(&client, &path(&site, &sent), "bob").await;
        assert!(is(&answer, 403, "sign-in-too-weak"), "{}", answer.text);
        assert!(site.knows(&client).await);
        assert_eq!(client.page(&site.at("/strong")).await.status, 303);
        if let Some(cas) = &site.cas {
            cas.set("bob", "authenticationLevel", json!("HIGH"));
            let back = site.enter(&client, &path(&site, &sent), "bob").await;
            assert_eq!(client.follow(&back).await.text, "strong");
        }
    }
}

#[tokio::test]
async fn when_another_person_comes_back_the_session_ends() {
    for site in both().await {
        let client = Client::plain();
        site.enter(&client, "/sign-in", "ana").await;
        let kept = client.cookie(site.host(), "__Host-session").unwrap();
        let answer = site.enter(&client, "/sign-in?again=yes&return_to=/fresh", "bob").await;
        assert!(is(&answer, 403, "sign-in-other-person"), "{}", answer.text);
        assert_eq!(client.cookie(site.host(), "__Host-session"), None);
        client.put_cookie(site.host(), "__Host-session", &kept);
        assert!(!site.knows(&client).await, "neither of them is signed in");
    }
}

#[tokio::test]
async fn a_provider_that_did_not_ask_again_is_not_believed() {
    let [open_id, cas] = both().await;
    let again = "/sign-in?again=yes";
    for way in [Misbehaviour::OldAuthentication, Misbehaviour::NoAuthenticationTime] {
        let client = Client::plain();
        open_id.provider().misbehave(Some(way));
        open_id.enter(&client, "/sign-in", "ana").await;
        assert!(open_id.knows(&client).await, "nobody asked for a fresh sign-in yet");
        assert_eq!(client.page(&open_id.at("/fresh")).await.status, 303, "{way:?}");
        let answer = open_id.enter(&client, again, "ana").await;
        assert!(is(&answer, 403, "sign-in-not-fresh"), "{way:?}: {}", answer.text);
    }
    open_id.provider().misbehave(Some(Misbehaviour::FutureAuthentication));
    let answer = open_id.enter(&Client::plain(), "/sign-in", "ana").await;
    assert!(is(&answer, 400, "sign-in-failed"), "{}", answer.text);

    let client = Client::plain();
    cas.enter(&client, "/sign-in", "ana").await;
    cas.clock.advance(SignedDuration::from_mins(16));
    cas.cas().misbehave(Some(CasMisbehaviour::IgnoresRenew));
    let answer = cas.enter(&client, again, "ana").await;
    assert!(is(&answer, 403, "sign-in-not-fresh"), "{}", answer.text);
    assert_eq!(client.page(&cas.at("/fresh")).await.status, 303);
}

#[tokio::test]
async fn an_interface_is_told_what_is_lacking_and_a_form_goes_where_its_handler_says() {
    for site in both().await {
        let client = Client::plain();
        site.enter(&client, "/sign-in", "bob").await;
        site.clock.advance(SignedDuration::from_mins(16));
        let cases = [("/strong", "acr_values=\"MEDIUM\""), ("/fresh", "max_age=\"900\"")];
        for (path, lacking) in cases {
            let answer = client.get(&site.at(path)).await;
            assert_eq!(answer.status, 401);
            let code = answer.problem();
            assert_eq!(code.as_deref(), Some("insufficient-user-authentication"), "{path}");
            let expected = format!("Bearer error=\"insufficient_user_authentication\", {lacking}");
            assert_eq!(answer.header("www-authenticate"), expected);
        }
        let page = [("accept", "text/html")];
        let posted = client.send(Method::POST, &site.at("/fresh"), &page, "").await.unwrap();
        assert_eq!(path(&site, &posted), "/sign-in?again=yes&return_to=%2Fme");
        // Who is not signed in at all is refused as before.
        let nobody = Client::plain().get(&site.at("/fresh")).await;
        assert_eq!(nobody.problem().as_deref(), Some("unauthenticated"));
    }
}

#[tokio::test]
async fn who_is_not_signed_in_can_be_anybody_when_asked_again() {
    for site in both().await {
        let client = Client::plain();
        let answer = site.enter(&client, "/sign-in?again=yes&return_to=/fresh", "bob").await;
        assert_eq!(path(&site, &answer), "/fresh");
        assert_eq!(client.follow(&answer).await.text, "fresh");
    }
}

#[tokio::test]
async fn a_level_that_is_not_configured_cannot_be_asked_for() {
    for site in both().await {
        let answer = Client::plain().get(&site.at("/sign-in?level=HIGHEST")).await;
        assert_eq!(answer.problem().as_deref(), Some("malformed-parameters"));
    }
}
