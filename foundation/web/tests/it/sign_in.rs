//! Signing in and out as it should go.

use fnd_core::{Clock, CountryCode};
use fnd_testkit::http::{Answer, Client};
use fnd_testkit::provider::{Algorithm, Provider};
use fnd_web::Caller;
use fnd_web::caller::{Authentication, Means, Vouching};
use fnd_web::sign_in::TokenAuthentication;

use crate::site::{Draft, Site, settings};

/// Signs `login` in without a page of the provider; answers what the callback answered.
pub(crate) async fn sign_in(site: &Site, client: &Client, login: &str, to: &str) -> Answer {
    let to: String = url::form_urlencoded::byte_serialize(to.as_bytes()).collect();
    let begun = client.page(&site.at(&format!("/sign-in?login_hint={login}&return_to={to}"))).await;
    let chosen = client.follow(&begun).await;
    client.follow(&chosen).await
}

#[tokio::test]
async fn a_person_signs_in_by_pressing_their_button() {
    let site = Site::start().await;
    let client = Client::plain();

    // A page that needs a caller leads to sign-in, and remembers where one wanted to go.
    let refused = client.page(&site.at("/me?a=b")).await;
    assert_eq!(refused.leads_to(), site.at("/sign-in?return_to=%2Fme%3Fa%3Db"));
    let at_provider = client.follow(&refused).await;
    let buttons = client.follow(&at_provider).await;
    assert!(buttons.text.contains("<button name=\"login\" value=\"ana\">Person ana</button>"));

    let asked = buttons.url.query().unwrap();
    let body = format!("{asked}&login=ana");
    let choose = format!("{}/authorize", site.provider().issuer());
    let chosen = client.send(http::Method::POST, &choose, &[], &body).await.unwrap();
    let back = client.follow(&chosen).await;
    assert_eq!(back.leads_to(), site.at("/me?a=b"));

    let me: Caller = serde_json::from_str(&client.get(&site.at("/me")).await.text).unwrap();
    let expected = Caller {
        person: "ana".into(),
        name: "Ana Pop".into(),
        authority_kind: "office".into(),
        office: "17".into(),
        state: Some(CountryCode::of(b"ROU")),
        place: Some("4".into()),
        roles: vec!["clerk".into(), "reader".into()],
        means: Means::Session,
        vouching: Vouching::Nobody,
        authentication: Some(Authentication {
            level: Some("HIGH".into()),
            at: Some(site.clock.now()),
            ..Authentication::default()
        }),
    };
    assert_eq!(me, expected);
    assert_eq!(client.get(&site.at("/greet")).await.text, "Ana Pop");
}

#[tokio::test]
async fn the_session_cookie_is_for_this_host_and_not_for_scripts() {
    let site = Site::start().await;
    let client = Client::plain();
    let answer = sign_in(&site, &client, "ana", "/").await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-session="), "{cookie}");
    for attribute in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(attribute), "{attribute}: {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn sign_in_gives_the_session_a_new_name() {
    let site = Site::start().await;
    let client = Client::plain();
    let begun = client.page(&site.at("/sign-in?login_hint=ana")).await;
    let before = client.cookie(site.host(), "__Host-session").unwrap();
    let chosen = client.follow(&begun).await;
    client.follow(&chosen).await;
    let after = client.cookie(site.host(), "__Host-session").unwrap();
    assert_ne!(before, after);

    // Who had prepared the session before sign-in has nothing.
    let other = Client::plain();
    other.put_cookie(site.host(), "__Host-session", &before);
    assert_eq!(other.get(&site.at("/me")).await.problem().as_deref(), Some("unauthenticated"));
}

#[tokio::test]
async fn every_way_to_show_the_secret_and_to_sign_a_token_works() {
    let ways = [
        (TokenAuthentication::ClientSecretBasic, Algorithm::Rs256),
        (TokenAuthentication::ClientSecretPost, Algorithm::Es256),
        (TokenAuthentication::ClientSecretJwt, Algorithm::Ps512),
    ];
    for (way, algorithm) in ways {
        let mut draft = Draft::new().await;
        draft.open_id().token_authentication = way;
        draft.open_id().userinfo = true;
        draft.algorithm = algorithm;
        let site = draft.start().await;
        let client = Client::plain();
        let answer = sign_in(&site, &client, "ana", "/me").await;
        assert_eq!(answer.status, 303, "{way:?} {algorithm:?}: {}", answer.text);
        assert_eq!(client.get(&site.at("/greet")).await.text, "Ana Pop");
    }
}

#[tokio::test]
async fn new_keys_of_the_provider_are_fetched_when_a_token_needs_them() {
    let site = Site::start().await;
    assert_eq!(sign_in(&site, &Client::plain(), "ana", "/").await.status, 303);
    site.provider().rotate_keys();
    assert_eq!(sign_in(&site, &Client::plain(), "ana", "/").await.status, 303);
}

#[tokio::test]
async fn a_provider_that_is_down_at_the_start_is_found_when_it_is_up() {
    let mut draft = Draft::new().await;
    draft.without_provider = true;
    let address = draft.provider_address;
    let site = draft.start().await;
    let client = Client::plain();
    let answer = client.page(&site.at("/sign-in")).await;
    assert_eq!(answer.status, 503);
    assert!(answer.text.contains("identity-provider-unavailable"), "{}", answer.text);
    assert_eq!(answer.header("retry-after"), "10");
    assert_eq!(client.get(&site.at("/open")).await.text, "open");

    let settings = settings(&site.base, Algorithm::Es256);
    let _provider = Provider::start_at(address, settings, site.clock.clone()).await;
    // What failed is not asked again at once.
    let mut answer = client.page(&site.at("/sign-in?login_hint=ana")).await;
    while answer.status == 503 {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        answer = client.page(&site.at("/sign-in?login_hint=ana")).await;
    }
    let chosen = client.follow(&answer).await;
    assert_eq!(client.follow(&chosen).await.status, 303);
}

#[tokio::test]
async fn signing_out_kills_the_session_here_and_at_the_provider() {
    let site = Site::start().await;
    let client = Client::plain();
    sign_in(&site, &client, "ana", "/").await;
    let stolen = client.cookie(site.host(), "__Host-session").unwrap();

    let answer = client.send(http::Method::POST, &site.at("/sign-out"), &[], "").await.unwrap();
    assert_eq!(answer.status, 303);
    let to = answer.leads_to();
    assert!(to.starts_with(&format!("{}/end-session?", site.provider().issuer())), "{to}");
    assert_eq!(client.follow(&answer).await.leads_to(), site.at("/open"));
    assert_eq!(client.cookie(site.host(), "__Host-session"), None);

    client.put_cookie(site.host(), "__Host-session", &stolen);
    let after = client.get(&site.at("/me")).await;
    assert_eq!(after.problem().as_deref(), Some("unauthenticated"));
}

#[tokio::test]
async fn a_level_that_was_asked_for_must_be_reached() {
    let mut draft = Draft::new().await;
    draft.provider.common.levels = Some(vec!["HIGH".into()]);
    let site = draft.start().await;
    let answer = sign_in(&site, &Client::plain(), "bob", "/").await;
    assert_eq!(answer.status, 403);
    assert!(answer.text.contains("sign-in-too-weak"), "{}", answer.text);
    assert_eq!(sign_in(&site, &Client::plain(), "ana", "/").await.status, 303);
}
