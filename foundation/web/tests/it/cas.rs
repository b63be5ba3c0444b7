//! Signing in and out at a server that speaks CAS, as it should go.

use fnd_core::Clock;
use fnd_testkit::cas::Cas;
use fnd_testkit::http::Client;
use fnd_web::Caller;
use fnd_web::caller::{Authentication, Means, Vouching};
use fnd_web::sign_in::{Claim, Kind};
use http::Method;
use serde_json::json;

use crate::site::{Draft, Site, cas_settings};

pub(crate) async fn started() -> Site {
    Draft::cas().await.start().await
}

#[tokio::test]
async fn a_person_signs_in_by_cas_and_is_the_same_caller_as_by_any_other_way() {
    let site = started().await;
    let client = Client::plain();
    let refused = client.page(&site.at("/me?a=b")).await;
    let path = refused.leads_to().replace(&site.base, "");
    let back = site.enter(&client, &path, "ana").await;
    assert_eq!(back.leads_to(), site.at("/me?a=b"));

    let me: Caller = serde_json::from_str(&client.get(&site.at("/me")).await.text).unwrap();
    let expected = Caller {
        person: "ana".into(),
        name: "Ana Pop".into(),
        authority_kind: String::new(),
        office: String::new(),
        state: None,
        place: None,
        roles: vec![],
        means: Means::Session,
        vouching: Vouching::Nobody,
        authentication: Some(Authentication {
            email: Some("ana@example.test".into()),
            first_name: Some("Ana".into()),
            last_name: Some("Pop".into()),
            assurance: Some("LOW".into()),
            level: Some("MEDIUM".into()),
            at: Some(site.clock.now()),
            locale: Some("ro".into()),
        }),
    };
    assert_eq!(me, expected);
    assert!(!format!("{:?}", me.authentication).contains("example.test"));
}

#[tokio::test]
async fn the_ticket_is_asked_about_with_everything_that_was_wanted() {
    let mut draft = Draft::cas().await;
    draft.provider.common.level_min = Some("MEDIUM".into());
    draft.provider.common.claims.roles = Some(Claim::Name("groups".into()));
    if let Kind::Cas(cas) = &mut draft.provider.kind {
        cas.groups = vec!["A".into(), "B".into()];
    }
    let site = draft.start().await;
    let client = Client::plain();
    let begun = client.page(&site.at("/sign-in")).await.leads_to();
    let service = format!("{}/sign-in/callback?state=", site.base);
    let encoded: String = url::form_urlencoded::byte_serialize(service.as_bytes()).collect();
    assert!(begun.starts_with(&format!("{}/login?service={encoded}", site.cas().server())));
    assert!(begun.ends_with("&authenticationLevel=MEDIUM"), "{begun}");

    assert_eq!(site.enter(&client, "/sign-in", "ana").await.status, 303);
    let asked = site.cas().asked();
    assert!(asked.starts_with("ticket=ST-") && asked.contains(&encoded), "{asked}");
    let rest = "&ticketTypes=SERVICE&userDetails=true&assuranceLevel=LOW\
                &authenticationLevel=MEDIUM&groups=A%2CB";
    assert!(asked.ends_with(rest), "{asked}");
    let roles = client.get(&site.at("/me")).await.json()["roles"].clone();
    assert_eq!(roles, json!(["A", "B"]));
}

#[tokio::test]
async fn a_server_that_nests_attributes_is_understood_too() {
    let mut draft = Draft::cas().await;
    if let Kind::Cas(cas) = &mut draft.provider.kind {
        cas.validation_path = "/p3/serviceValidate".into();
    }
    let site = draft.start().await;
    let client = Client::plain();
    assert_eq!(site.enter(&client, "/sign-in", "ana").await.status, 303);
    assert_eq!(client.get(&site.at("/greet")).await.text, "Ana Pop");
}

#[tokio::test]
async fn who_is_known_at_the_provider_comes_back_at_once() {
    let site = started().await;
    let client = Client::plain();
    site.enter(&client, "/sign-in", "ana").await;
    let again = client.page(&site.at("/sign-in")).await;
    let at_provider = client.follow(&again).await;
    assert_eq!(at_provider.status, 303, "no button is needed");
    assert_eq!(client.follow(&at_provider).await.status, 303);
}

#[tokio::test]
async fn signing_out_kills_the_session_here_and_at_the_provider() {
    let site = started().await;
    let client = Client::plain();
    site.enter(&client, "/sign-in", "ana").await;
    let stolen = client.cookie(site.host(), "__Host-session").unwrap();
    let answer = client.send(Method::POST, &site.at("/sign-out"), &[], "").await.unwrap();
    assert!(answer.leads_to().starts_with(&format!("{}/logout?", site.cas().server())));
    assert_eq!(client.follow(&answer).await.leads_to(), site.at("/open"));
    client.put_cookie(site.host(), "__Host-session", &stolen);
    assert!(!site.knows(&client).await);

    // At the provider nobody is known any more, either.
    let begun = client.page(&site.at("/sign-in")).await;
    assert_eq!(client.follow(&begun).await.status, 200);
}

#[tokio::test]
async fn a_server_that_is_down_at_the_start_is_found_when_it_is_up() {
    let mut draft = Draft::cas().await;
    draft.without_provider = true;
    let address = draft.provider_address;
    let site = draft.start().await;
    assert_eq!(Client::plain().get(&site.at("/open")).await.text, "open");
    let cas = Cas::start_at(address, cas_settings(&site.base), site.clock.clone()).await;
    let client = Client::plain();
    assert_eq!(site.enter(&client, "/sign-in", "ana").await.status, 303);
    assert!(site.knows(&client).await);
    drop(cas);
}

#[tokio::test]
async fn a_level_and_an_assurance_that_are_configured_must_be_reached() {
    let mut draft = Draft::cas().await;
    draft.provider.common.level_min = Some("MEDIUM".into());
    draft.provider.common.assurance_min = Some("LOW".into());
    let site = draft.start().await;
    let refused = async |login: &str| {
        let client = Client::plain();
        let answer = site.enter(&client, "/sign-in", login).await;
        assert!(!site.knows(&client).await, "{login}");
        (answer.status.as_u16(), answer.text)
    };
    let (status, text) = refused("bob").await;
    assert!(status == 403 && text.contains("sign-in-too-weak"), "{text}");
    for level in [json!("STRONG"), json!("medium"), json!(["MEDIUM", "BASIC"]), json!(null)] {
        site.cas().set("ana", "authenticationLevel", level.clone());
        assert!(refused("ana").await.1.contains("sign-in-too-weak"), "{level}");
    }
    site.cas().set("ana", "authenticationLevel", json!("HIGH"));
    assert_eq!(site.enter(&Client::plain(), "/sign-in", "ana").await.status, 303);
    for assurance in [json!("0"), json!("99"), json!(null)] {
        site.cas().set("ana", "assuranceLevel", assurance.clone());
        assert!(refused("ana").await.1.contains("sign-in-not-assured"), "{assurance}");
    }
}
