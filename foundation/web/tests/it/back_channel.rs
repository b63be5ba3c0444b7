//! The provider says that somebody signed out elsewhere.

use std::sync::atomic::{AtomicBool, Ordering};

use fnd_testkit::cas::logout_request;
use fnd_testkit::http::{Answer, Client};
use fnd_testkit::provider::Misbehaviour;
use serde_json::{Value, json};

use crate::cas::started as with_cas;
use crate::site::{Draft, Site};

const BACK_CHANNEL: &str = "/sign-out/back-channel";
const CALLBACK: &str = "/sign-in/callback";

fn ticket(back: &str) -> &str {
    back.split("ticket=").nth(1).unwrap()
}

async fn token(site: &Site, changes: &Value) -> Answer {
    site.post(BACK_CHANNEL, "logout_token", &site.provider().logout_token(changes)).await
}

#[tokio::test]
async fn a_ticket_that_is_over_ends_its_session_and_no_other() {
    let site = with_cas().await;
    for path in [BACK_CHANNEL, CALLBACK] {
        let (one, other) = (Client::plain(), Client::plain());
        let back = site.answer(&one, "/sign-in", "ana").await;
        one.page(&back).await;
        site.enter(&other, "/sign-in", "ana").await;
        let answer = site.post(path, "logoutRequest", &logout_request(ticket(&back))).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert!(!site.knows(&one).await, "{path}");
        assert!(site.knows(&other).await, "another sign-in of the same person goes on");
    }
}

#[tokio::test]
async fn who_signs_out_at_the_provider_is_signed_out_here() {
    let site = with_cas().await;
    let client = Client::plain();
    site.enter(&client, "/sign-in", "ana").await;
    client.page(&format!("{}/logout", site.cas().server())).await;
    assert!(!site.knows(&client).await);
}

#[tokio::test]
async fn a_logout_request_that_is_made_up_ends_nothing_and_tells_nothing() {
    let site = with_cas().await;
    let client = Client::plain();
    let back = site.answer(&client, "/sign-in", "ana").await;
    client.page(&back).await;
    // The same answer as for a ticket that is known.
    let guessed = site.post(BACK_CHANNEL, "logoutRequest", &logout_request("ST-guessed")).await;
    assert_eq!((guessed.status.as_u16(), guessed.text.as_str()), (200, ""));

    let good = logout_request(ticket(&back));
    let entity = format!(
        "<!DOCTYPE x [<!ENTITY t \"{}\">]>{}",
        ticket(&back),
        logout_request("ST").replace(">ST<", ">&t;<")
    );
    let long = good.replace("@NOT_USED@", &"x".repeat(300_000));
    let bad = [
        entity.as_str(),
        &long,
        good.trim_end_matches("LogoutRequest>"),
        "",
        "<LogoutRequest/>",
        "no XML",
    ];
    for request in bad {
        let answer = site.post(BACK_CHANNEL, "logoutRequest", request).await;
        assert_eq!(answer.problem().as_deref(), Some("logout-not-believed"));
        assert!(!answer.text.contains("ST-"), "{}", answer.text);
    }
    // A token is not what this provider speaks.
    assert_eq!(site.post(BACK_CHANNEL, "logout_token", "a.b.c").await.status, 400);
    // A browser on another site cannot post it, either.
    let headers =
        [("sec-fetch-site", "cross-site"), ("content-type", "application/x-www-form-urlencoded")];
    let to = site.at(BACK_CHANNEL);
    let forged = client.send(http::Method::POST, &to, &headers, "logoutRequest=x").await.unwrap();
    assert_eq!(forged.problem().as_deref(), Some("cross-site"));
    assert!(site.knows(&client).await);
}

#[tokio::test]
async fn a_logout_token_ends_the_session_it_names_or_all_of_the_person() {
    let site = Site::start().await;
    let (one, two, other) = (Client::plain(), Client::plain(), Client::plain());
    site.enter(&one, "/sign-in", "ana").await;
    let first = site.provider().session("ana").unwrap();
    site.enter(&two, "/sign-in", "ana").await;
    site.enter(&other, "/sign-in", "bob").await;
    let answer = token(&site, &json!({ "sid": first, "sub": "ana" })).await;
    assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"));
    assert!(!site.knows(&one).await);
    assert!(site.knows(&two).await && site.knows(&other).await);

    site.enter(&one, "/sign-in", "ana").await;
    assert_eq!(token(&site, &json!({ "sub": "ana" })).await.status, 200);
    assert!(!site.knows(&one).await && !site.knows(&two).await);
    assert!(site.knows(&other).await);
}

#[tokio::test]
async fn a_logout_token_with_anything_wrong_ends_nothing() {
    use Misbehaviour as M;

    let site = Site::start().await;
    let client = Client::plain();
    site.enter(&client, "/sign-in", "ana").await;
    let now = fnd_core::Clock::now(&*site.clock).as_second();
    let cases = [
        ("nobody named", json!({ "sub": null })),
        ("a nonce", json!({ "nonce": "n" })),
        ("no event", json!({ "events": null })),
        ("another event", json!({ "events": { "http://schemas.openid.net/event/other": {} } })),
        (
            "an event of another form",
            json!({ "events": { "http://schemas.openid.net/event/backchannel-logout": true } }),
        ),
        ("another issuer", json!({ "iss": "http://127.0.0.1:1" })),
        ("another audience", json!({ "aud": "another" })),
        ("a second audience", json!({ "aud": ["limen", "another"] })),
        ("expired", json!({ "exp": now - 6 })),
        ("no end", json!({ "exp": null })),
        ("of tomorrow", json!({ "iat": now + 86_400, "exp": now + 90_000 })),
        ("of yesterday", json!({ "iat": now - 86_400 })),
        ("no name", json!({ "jti": null })),
        ("an empty name", json!({ "jti": "" })),
    ];
    for (wrong, changes) in cases {
        let mut all = json!({ "sub": "ana" });
        all.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        let answer = token(&site, &all).await;
        assert_eq!(answer.problem().as_deref(), Some("logout-not-believed"), "{wrong}");
    }
    for way in [M::NoSignature, M::SharedSecret, M::UnknownKey, M::Changed] {
        site.provider().misbehave(Some(way));
        let answer = token(&site, &json!({ "sub": "ana" })).await;
        assert_eq!(answer.problem().as_deref(), Some("logout-not-believed"), "{way:?}");
    }
    for text in ["", "a", "a.b.c", "....", "e30.e30.e30", &"x".repeat(100_000)] {
        let answer = site.post(BACK_CHANNEL, "logout_token", text).await;
        assert_eq!(answer.problem().as_deref(), Some("logout-not-believed"), "{text:.10}");
    }
    assert!(site.knows(&client).await);
}

#[tokio::test]
async fn an_id_token_is_no_logout_token_and_a_logout_token_counts_once() {
    let site = Site::start().await;
    let client = Client::plain();
    site.enter(&client, "/sign-in", "ana").await;
    let as_id_token = json!({ "sub": "ana", "nonce": "n", "events": null });
    assert_eq!(token(&site, &as_id_token).await.status, 400);

    let token = site.provider().logout_token(&json!({ "sub": "ana" }));
    assert_eq!(site.post(BACK_CHANNEL, "logout_token", &token).await.status, 200);
    assert!(!site.knows(&client).await);
    site.enter(&client, "/sign-in", "ana").await;
    let replayed = site.post(BACK_CHANNEL, "logout_token", &token).await;
    assert_eq!(replayed.problem().as_deref(), Some("logout-not-believed"));
    assert!(site.knows(&client).await);
}

#[tokio::test]
async fn new_keys_of_the_provider_are_fetched_for_a_logout_token_too() {
    let site = Site::start().await;
    let client = Client::plain();
    site.enter(&client, "/sign-in", "ana").await;
    site.provider().rotate_keys();
    assert_eq!(token(&site, &json!({ "sub": "ana" })).await.status, 200);
    assert!(!site.knows(&client).await);
}

#[tokio::test]
async fn rows_alone_do_not_tell_whose_sign_in_a_session_is() {
    let site = Site::start().await;
    let client = Client::plain();
    site.enter(&client, "/sign-in", "ana").await;
    let admin = site.database.superuser().await;
    let sql = "SELECT handles FROM session WHERE handles <> '{}'";
    let row = admin.query_one(sql, &[]).await.unwrap();
    let handles: Vec<Vec<u8>> = row.get(0);
    assert_eq!(handles.len(), 2, "the session at the provider, and the person");
    // Who has the rows and guesses the person finds nothing: the secret is not there.
    let guess = "SELECT count(*) FROM session, unnest(handles) AS handle
                  WHERE handle IN (sha256('ana'), sha256('subana'), sha256(convert_to($1, 'UTF8')))";
    let plain = format!("limen handle v1sub{}ana", site.provider().issuer());
    let found: i64 = admin.query_one(guess, &[&plain]).await.unwrap().get(0);
    assert_eq!(found, 0);
}

#[tokio::test]
async fn an_outage_of_the_database_is_told_as_such() {
    let site = Site::start().await;
    site.enter(&Client::plain(), "/sign-in", "ana").await;
    let admin = site.database.superuser().await;
    admin.batch_execute("ALTER TABLE session RENAME TO gone").await.unwrap();
    let answer = token(&site, &json!({ "sub": "ana" })).await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_deref()), (503, Some("unavailable")));
}

#[tokio::test]
async fn a_logout_token_that_had_no_effect_can_be_sent_again() {
    static FAILED: AtomicBool = AtomicBool::new(false);

    let mut draft = Draft::new().await;
    draft.change = |stack| {
        let failing = |_| async {
            let failed = FAILED.swap(true, Ordering::Relaxed);
            if failed { Ok(0) } else { Err("connection".to_owned()) }
        };
        stack.sessions = stack.sessions.take().map(|sessions| sessions.ending(failing));
    };
    let site = draft.start().await;
    let token = site.provider().logout_token(&json!({ "sub": "ana" }));
    for expected in [503, 200, 400] {
        let answer = site.post(BACK_CHANNEL, "logout_token", &token).await;
        assert_eq!(answer.status, expected, "{}", answer.text);
    }
}
