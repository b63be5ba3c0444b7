//! Sign-ins at a server that speaks CAS that must not succeed.

use fnd_testkit::cas::Misbehaviour;
use fnd_testkit::http::{Answer, Client};
use jiff::SignedDuration;
use serde_json::json;

use crate::cas::started;
use crate::site::{Site, press};

fn is(answer: &Answer, status: u16, code: &str) -> bool {
    answer.status == status && answer.text.contains(code)
}

#[tokio::test]
async fn an_answer_with_anything_wrong_is_not_believed() {
    use Misbehaviour as M;

    let site = started().await;
    let cases = [
        (M::OtherService, 400, "sign-in-failed"),
        (M::Malformed, 400, "sign-in-failed"),
        (M::DocumentType, 400, "sign-in-failed"),
        (M::Laughs, 400, "sign-in-failed"),
        (M::Entity, 400, "sign-in-failed"),
        (M::Instruction, 400, "sign-in-failed"),
        (M::Long, 400, "sign-in-failed"),
        (M::Endless, 503, "identity-provider-unavailable"),
        (M::TwoPersons, 403, "claim-ambiguous"),
        (M::TwoAnswers, 400, "sign-in-failed"),
        (M::Page, 400, "sign-in-failed"),
        (M::Broken, 503, "identity-provider-unavailable"),
        (M::InternalError, 503, "identity-provider-unavailable"),
    ];
    for (way, status, code) in cases {
        site.cas().misbehave(Some(way));
        let client = Client::plain();
        let answer = site.enter(&client, "/sign-in", "ana").await;
        assert!(is(&answer, status, code), "{way:?}: {} {}", answer.status, answer.text);
        assert!(!site.knows(&client).await, "{way:?}");
    }
    assert_eq!(site.cas().trapped(), 0, "nobody followed an entity");
    site.cas().misbehave(None);
    assert_eq!(site.enter(&Client::plain(), "/sign-in", "ana").await.status, 303);
}

#[tokio::test]
async fn a_server_that_does_not_answer_holds_nobody_up_for_ever() {
    let site = started().await;
    site.cas().misbehave(Some(Misbehaviour::Silent));
    let client = Client::plain();
    let answer = site.enter(&client, "/sign-in", "ana").await;
    assert!(is(&answer, 503, "identity-provider-unavailable"), "{}", answer.text);
    assert!(!site.knows(&client).await);
}

#[tokio::test]
async fn a_server_that_goes_down_is_told_as_such() {
    let mut site = started().await;
    let (client, signed_in) = (Client::plain(), Client::plain());
    site.enter(&signed_in, "/sign-in", "ana").await;
    let back = site.answer(&client, "/sign-in", "ana").await;
    site.cas = None;
    let answer = client.page(&back).await;
    assert!(is(&answer, 503, "identity-provider-unavailable"), "{}", answer.text);
    assert!(site.knows(&signed_in).await, "who is signed in stays so");
}

#[tokio::test]
async fn a_ticket_counts_only_in_the_browser_that_asked() {
    let site = started().await;
    let (asked, other) = (Client::plain(), Client::plain());
    let back = site.answer(&asked, "/sign-in", "ana").await;
    // Somebody is made to follow the link of somebody else's sign-in.
    assert!(is(&other.page(&back).await, 400, "sign-in-expired"), "without a session");
    let own = site.answer(&other, "/sign-in", "bob").await;
    assert!(is(&other.page(&back).await, 400, "sign-in-expired"), "with one of their own");

    // The ticket of one under the state of the other is for another service.
    let ticket = back.split("ticket=").nth(1).unwrap();
    let (planted, _) = own.split_once("ticket=").unwrap();
    let answer = other.page(&format!("{planted}ticket={ticket}")).await;
    assert!(is(&answer, 400, "sign-in-failed"), "{}", answer.text);
    assert!(!site.knows(&other).await);
}

#[tokio::test]
async fn a_made_up_state_or_ticket_is_refused() {
    let site = started().await;
    let client = Client::plain();
    let back = site.answer(&client, "/sign-in", "ana").await;
    let ticket = back.split("ticket=").nth(1).unwrap();
    for state in ["", "state=&", "state=made-up&"] {
        let forged = site.at(&format!("/sign-in/callback?{state}ticket={ticket}"));
        assert!(is(&client.page(&forged).await, 400, "sign-in-expired"), "{state}");
    }
    let long = format!("ST-{}", "x".repeat(600));
    for forged in ["ST-made-up", "PT-1", "PGT-1", "ST-%0A", "ST-%C3%A9", long.as_str()] {
        let back = site.answer(&client, "/sign-in", "ana").await;
        let (before, _) = back.split_once("ticket=").unwrap();
        let answer = client.page(&format!("{before}ticket={forged}")).await;
        assert!(is(&answer, 400, "sign-in-failed"), "{forged}: {}", answer.text);
    }
    assert!(!site.knows(&client).await);
}

#[tokio::test]
async fn an_answer_counts_once_and_a_ticket_is_validated_once() {
    let site = started().await;
    let client = Client::plain();
    let back = site.answer(&client, "/sign-in", "ana").await;
    assert_eq!(client.page(&back).await.status, 303);
    assert!(is(&client.page(&back).await, 400, "sign-in-expired"), "the same answer again");
}

#[tokio::test]
async fn a_ticket_or_an_answer_that_comes_too_late_is_refused() {
    let site = started().await;
    let client = Client::plain();
    let back = site.answer(&client, "/sign-in", "ana").await;
    site.clock.advance(SignedDuration::from_secs(11));
    assert!(is(&client.page(&back).await, 400, "sign-in-failed"), "the ticket has expired");
    let back = site.answer(&client, "/sign-in", "ana").await;
    site.clock.advance(SignedDuration::from_secs(601));
    assert!(is(&client.page(&back).await, 400, "sign-in-expired"), "the sign-in has");
}

#[tokio::test]
async fn who_presses_no_button_is_told_so() {
    let site = started().await;
    let client = Client::plain();
    let begun = client.page(&site.at("/sign-in")).await;
    let shown = client.follow(&begun).await;
    let refused = press(&client, &shown, "refuse=yes").await;
    let answer = client.follow(&refused).await;
    assert!(is(&answer, 403, "sign-in-refused"), "{}", answer.text);
}

#[tokio::test]
async fn an_account_that_lacks_an_attribute_is_told_which() {
    let site = started().await;
    site.cas().set("ana", "lastName", json!(null));
    let client = Client::plain();
    let back = site.answer(&client, "/sign-in", "ana").await;
    let answer = client.get(&back).await;
    assert_eq!(answer.problem().as_deref(), Some("claim-missing"));
    assert!(answer.json()["detail"].as_str().unwrap().contains("`lastName`"), "{}", answer.text);
}

#[tokio::test]
async fn a_sign_in_from_the_future_is_not_believed() {
    let site = started().await;
    let client = Client::plain();
    let path = "/sign-in";
    let back = site.answer(&client, path, "ana").await;
    site.clock.advance(SignedDuration::from_secs(-6));
    assert!(is(&client.page(&back).await, 400, "sign-in-failed"));
    assert!(!site.knows(&client).await);
}

#[tokio::test]
async fn sign_in_leads_to_this_host_alone() {
    let site: Site = started().await;
    let cases = [
        ("/me?a=b", "/me?a=b"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
    ];
    for (asked, expected) in cases {
        let to: String = url::form_urlencoded::byte_serialize(asked.as_bytes()).collect();
        let path = format!("/sign-in?return_to={to}");
        let answer = site.enter(&Client::plain(), &path, "ana").await;
        assert_eq!(answer.leads_to(), site.at(expected), "{asked}");
    }
}
