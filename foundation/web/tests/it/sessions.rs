//! How sessions live and end.

use std::collections::HashMap;

use fnd_pg::session::Sessions;
use fnd_testkit::http::Client;
use http::Method;
use jiff::SignedDuration;
use tower_sessions::SessionStore;

use crate::sign_in::sign_in;
use crate::site::{Draft, Site};

/// Changes what is in the session of a cookie, as an older version might have left it.
pub(crate) async fn change(
    site: &Site,
    cookie: &str,
    how: impl FnOnce(&mut HashMap<String, serde_json::Value>),
) {
    let mut record = site.sessions.load(&cookie.parse().unwrap()).await.unwrap().unwrap();
    how(&mut record.data);
    site.sessions.save(&record).await.unwrap();
}

async fn is_signed_in(site: &Site, client: &Client) -> bool {
    client.get(&site.at("/greet")).await.text == "Ana Pop"
}

async fn signed_in() -> (Site, Client) {
    let (site, client) = (Site::start().await, Client::plain());
    sign_in(&site, &client, "ana", "/").await;
    assert!(is_signed_in(&site, &client).await);
    (site, client)
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used() {
    let (site, client) = signed_in().await;
    for _ in 0..3 {
        site.clock.advance(SignedDuration::from_mins(29));
        assert!(is_signed_in(&site, &client).await, "use keeps it");
    }
    site.clock.advance(SignedDuration::from_mins(30));
    let answer = client.get(&site.at("/me")).await;
    assert_eq!(
        (answer.status.as_u16(), answer.problem().as_deref()),
        (401, Some("unauthenticated"))
    );
    let page = client.page(&site.at("/me")).await;
    assert_eq!(page.leads_to(), site.at("/sign-in?return_to=%2Fme"));
}

#[tokio::test]
async fn a_session_ends_however_much_it_is_used() {
    let (site, client) = signed_in().await;
    for _ in 0..31 {
        site.clock.advance(SignedDuration::from_mins(15));
        assert!(is_signed_in(&site, &client).await);
    }
    site.clock.advance(SignedDuration::from_mins(15));
    assert!(!is_signed_in(&site, &client).await);
}

#[tokio::test]
async fn a_made_up_cookie_is_nobody() {
    let site = Site::start().await;
    for value in ["AAAAAAAAAAAAAAAAAAAAAA", "short", "!!!", ""] {
        let client = Client::plain();
        client.put_cookie(site.host(), "__Host-session", value);
        let answer = client.get(&site.at("/me")).await;
        assert_eq!(answer.problem().as_deref(), Some("unauthenticated"), "{value}");
        client.put_cookie(site.host(), "__Host-session", value);
        assert_eq!(client.page(&site.at("/me")).await.status, 303, "{value}");
    }
}

#[tokio::test]
async fn rows_alone_tell_nothing_and_a_changed_row_is_no_session() {
    let (site, client) = signed_in().await;
    let id = client.cookie(site.host(), "__Host-session").unwrap();
    let admin = site.database.superuser().await;
    let rows = admin.query("SELECT session::text, sealed FROM session", &[]).await.unwrap();
    for row in &rows {
        let sealed = String::from_utf8_lossy(row.get(1)).into_owned();
        for secret in [id.as_str(), "Ana", "ROU"] {
            assert!(!row.get::<_, String>(0).contains(secret) && !sealed.contains(secret));
        }
    }
    // The row of one session under the digest of another does not open.
    let other = Client::plain();
    sign_in(&site, &other, "bob", "/").await;
    admin
        .batch_execute(
            "UPDATE session SET sealed = (SELECT sealed FROM session ORDER BY begun_at DESC, \
             session_digest LIMIT 1)",
        )
        .await
        .unwrap();
    let (one, two) =
        (client.get(&site.at("/greet")).await.text, other.get(&site.at("/greet")).await.text);
    assert!(one == "nobody" || two == "nobody", "{one} {two}");
}

#[tokio::test]
async fn ended_sessions_are_swept_and_others_stay() {
    let (site, client) = signed_in().await;
    site.clock.advance(SignedDuration::from_mins(20));
    let late = Client::plain();
    sign_in(&site, &late, "ana", "/").await;
    site.clock.advance(SignedDuration::from_mins(20));
    let sessions: &Sessions = &site.sessions;
    assert_eq!(sessions.sweep().await.unwrap(), 1);
    assert!(!is_signed_in(&site, &client).await);
    assert!(is_signed_in(&site, &late).await);
}

#[tokio::test]
async fn posts_from_another_site_are_refused() {
    let (site, client) = signed_in().await;
    let post = async |headers: &[(&str, &str)]| {
        client.send(Method::POST, &site.at("/me"), headers, "").await.unwrap()
    };
    assert_eq!(post(&[]).await.text, "done");
    assert_eq!(post(&[("sec-fetch-site", "same-origin")]).await.text, "done");
    assert_eq!(post(&[("origin", &site.base)]).await.text, "done");
    let cases: [&[(&str, &str)]; 4] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
    ];
    for headers in cases {
        let answer = post(headers).await;
        assert_eq!(answer.problem().as_deref(), Some("cross-site"), "{headers:?}");
    }
    let headers = [("sec-fetch-site", "cross-site")];
    let out = client.send(Method::POST, &site.at("/sign-out"), &headers, "").await.unwrap();
    assert_eq!(out.problem().as_deref(), Some("cross-site"));
    assert!(is_signed_in(&site, &client).await);
}

#[tokio::test]
async fn an_outage_of_the_database_is_told_as_such() {
    let (site, client) = signed_in().await;
    let admin = site.database.superuser().await;
    admin.batch_execute("ALTER TABLE session RENAME TO gone").await.unwrap();
    let answer = client.get(&site.at("/me")).await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_deref()), (503, Some("unavailable")));
    let answer = Client::plain().get(&site.at("/sign-in")).await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_deref()), (503, Some("unavailable")));
    assert_eq!(Client::plain().get(&site.at("/open")).await.text, "open");
}

#[tokio::test]
async fn a_session_of_another_version_is_read_or_begins_anew() {
    let (site, client) = signed_in().await;
    let cookie = client.cookie(site.host(), "__Host-session").unwrap();
    change(&site, &cookie, |data| {
        let caller = data.get_mut("caller").unwrap().as_object_mut().unwrap();
        caller.remove("authentication").unwrap();
    })
    .await;
    assert!(is_signed_in(&site, &client).await, "what came later may be absent");
    change(&site, &cookie, |data| {
        data.insert("caller".into(), "another form".into());
    })
    .await;
    let answer = client.get(&site.at("/me")).await;
    assert_eq!(answer.problem().as_deref(), Some("unauthenticated"));
    sign_in(&site, &client, "ana", "/").await;
    assert!(is_signed_in(&site, &client).await);
}

#[tokio::test]
async fn systems_of_one_host_do_not_sign_each_other_out() {
    let one = Site::start().await;
    let mut draft = Draft::new().await;
    draft.change = |stack| {
        stack.sessions = stack.sessions.take().map(|store| store.named("__Host-other-session"));
    };
    let other = draft.start().await;
    let client = Client::plain();
    sign_in(&one, &client, "ana", "/").await;
    // A browser keeps the cookies of a host together, whatever the port.
    let ours = client.cookie(one.host(), "__Host-session").unwrap();
    client.put_cookie(other.host(), "__Host-session", &ours);
    sign_in(&other, &client, "ana", "/").await;
    let kept = client.cookie(other.host(), "__Host-session");
    assert_eq!(kept.as_ref(), Some(&ours), "the other system leaves it alone");
    let theirs = client.cookie(other.host(), "__Host-other-session").unwrap();
    client.put_cookie(one.host(), "__Host-other-session", &theirs);
    assert!(is_signed_in(&one, &client).await && is_signed_in(&other, &client).await);

    let left = client.send(Method::POST, &other.at("/sign-out"), &[], "").await.unwrap();
    let taken = left.header("set-cookie");
    assert!(taken.starts_with("__Host-other-session=;"), "{taken}");
    assert_eq!(client.cookie(other.host(), "__Host-session"), Some(ours));
    assert!(!is_signed_in(&other, &client).await && is_signed_in(&one, &client).await);
}
