//! Sign-ins that must not succeed.

use fnd_testkit::http::{Answer, Client};
use fnd_testkit::provider::Misbehaviour;
use jiff::SignedDuration;

use crate::sign_in::sign_in;
use crate::site::{Draft, Site};

async fn nobody(site: &Site, client: &Client) -> bool {
    client.get(&site.at("/greet")).await.text == "nobody"
}

#[tokio::test]
async fn a_token_with_anything_wrong_is_not_believed() {
    use Misbehaviour as M;

    let site = Site::start().await;
    let ways = [
        M::WrongNonce,
        M::WrongAudience,
        M::SecondAudience,
        M::WrongIssuer,
        M::WrongParty,
        M::Expired,
        M::IssuedTomorrow,
        M::NoSignature,
        M::SharedSecret,
        M::UnknownKey,
        M::Changed,
    ];
    for way in ways {
        site.provider().misbehave(Some(way));
        let client = Client::plain();
        let answer = sign_in(&site, &client, "ana", "/").await;
        assert_eq!(answer.status, 400, "{way:?}");
        assert!(answer.text.contains("sign-in-failed"), "{way:?}: {}", answer.text);
        assert!(nobody(&site, &client).await, "{way:?}");
    }
    site.provider().misbehave(None);
    assert_eq!(sign_in(&site, &Client::plain(), "ana", "/").await.status, 303);
}

#[tokio::test]
async fn userinfo_of_somebody_else_is_not_believed() {
    let mut draft = Draft::new().await;
    draft.open_id().userinfo = true;
    let site = draft.start().await;
    site.provider().misbehave(Some(Misbehaviour::OtherPerson));
    assert_eq!(sign_in(&site, &Client::plain(), "ana", "/").await.status, 400);
}

/// Begins a sign-in and answers the address that the provider sends the browser back to.
async fn answer_of_provider(site: &Site, client: &Client) -> String {
    let begun = client.page(&site.at("/sign-in?login_hint=ana")).await;
    client.follow(&begun).await.leads_to()
}

fn expired(answer: &Answer) -> bool {
    answer.status == 400 && answer.text.contains("sign-in-expired")
}

#[tokio::test]
async fn an_answer_counts_only_in_the_browser_that_asked() {
    let site = Site::start().await;
    let (asked, other) = (Client::plain(), Client::plain());
    let back = answer_of_provider(&site, &asked).await;
    assert!(expired(&other.page(&back).await), "a browser without a session");
    answer_of_provider(&site, &other).await;
    assert!(expired(&other.page(&back).await), "a browser with a sign-in of its own");
    assert!(nobody(&site, &other).await);
    assert_eq!(asked.page(&back).await.status, 303);
}

#[tokio::test]
async fn a_made_up_state_is_refused() {
    let site = Site::start().await;
    let client = Client::plain();
    let back = answer_of_provider(&site, &client).await;
    let code = back.split("code=").nth(1).unwrap().split('&').next().unwrap();
    for state in ["", "&state=", "&state=made-up"] {
        let forged = site.at(&format!("/sign-in/callback?code={code}{state}"));
        assert!(expired(&client.page(&forged).await), "{state}");
    }
    assert!(nobody(&site, &client).await);
}

#[tokio::test]
async fn an_answer_counts_once_and_a_code_is_redeemed_once() {
    let site = Site::start().await;
    let client = Client::plain();
    let back = answer_of_provider(&site, &client).await;
    assert_eq!(client.page(&back).await.status, 303);
    assert!(expired(&client.page(&back).await), "the same answer again");

    // The code of the first under the state of a second sign-in.
    let other = Client::plain();
    let code = back.split("code=").nth(1).unwrap().split('&').next().unwrap();
    let second = answer_of_provider(&site, &other).await;
    let state = second.split("state=").nth(1).unwrap();
    let mixed = site.at(&format!("/sign-in/callback?code={code}&state={state}"));
    let answer = other.page(&mixed).await;
    assert!(answer.text.contains("sign-in-failed"), "{}", answer.text);
    assert!(nobody(&site, &other).await);
}

#[tokio::test]
async fn an_answer_of_another_issuer_is_refused() {
    let site = Site::start().await;
    let client = Client::plain();
    let back = answer_of_provider(&site, &client).await;
    let port = site.provider().address().port().to_string();
    let mixed =
        back.replace(&format!("iss=http%3A%2F%2F127.0.0.1%3A{port}"), "iss=http%3A%2F%2Fevil");
    assert_ne!(back, mixed);
    assert_eq!(client.page(&mixed).await.status, 400);
    assert!(nobody(&site, &client).await);
}

#[tokio::test]
async fn an_answer_that_comes_too_late_is_refused() {
    let site = Site::start().await;
    let client = Client::plain();
    let back = answer_of_provider(&site, &client).await;
    site.clock.advance(SignedDuration::from_secs(601));
    assert!(expired(&client.page(&back).await));
}

#[tokio::test]
async fn who_presses_no_button_is_told_so() {
    let site = Site::start().await;
    let client = Client::plain();
    let begun = client.page(&site.at("/sign-in")).await;
    let asked = client.follow(&begun).await.url.query().unwrap().to_owned();
    let choose = format!("{}/authorize", site.provider().issuer());
    let body = format!("{asked}&refuse=yes");
    let refused = client.send(http::Method::POST, &choose, &[], &body).await.unwrap();
    let answer = client.follow(&refused).await;
    assert_eq!(answer.status, 403);
    assert!(answer.text.contains("sign-in-refused"), "{}", answer.text);
}

#[tokio::test]
async fn an_account_that_lacks_a_claim_is_told_which() {
    let site = Site::start().await;
    let client = Client::plain();
    let begun = client.get(&site.at("/sign-in?login_hint=zoe")).await;
    let back = client.follow(&begun).await.leads_to();
    let answer = client.get(&back).await;
    assert_eq!(answer.status, 403);
    assert_eq!(answer.problem().as_deref(), Some("claim-missing"));
    assert!(answer.json()["detail"].as_str().unwrap().contains("`office`"), "{}", answer.text);
    assert!(!answer.text.contains("Zoe"), "{}", answer.text);
    assert!(nobody(&site, &client).await);
}

#[tokio::test]
async fn sign_in_leads_to_this_host_alone() {
    let site = Site::start().await;
    let cases = [
        ("/me?a=b", "/me?a=b"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ];
    for (asked, expected) in cases {
        let answer = sign_in(&site, &Client::plain(), "ana", asked).await;
        assert_eq!(answer.leads_to(), site.at(expected), "{asked}");
    }
}

#[tokio::test]
async fn a_provider_that_goes_down_is_told_as_such() {
    let mut site = Site::start().await;
    let (client, signed_in) = (Client::plain(), Client::plain());
    sign_in(&site, &signed_in, "ana", "/").await;
    let back = answer_of_provider(&site, &client).await;
    site.provider = None;
    let answer = client.page(&back).await;
    assert_eq!(answer.status, 503);
    assert!(answer.text.contains("identity-provider-unavailable"), "{}", answer.text);
    assert!(!nobody(&site, &signed_in).await, "who is signed in stays so");
}
