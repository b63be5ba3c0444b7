//! What the log and the metrics tell of requests, and what they must not.

use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex};

use fnd_testkit::http::Client;
use fnd_web::telemetry::{Format, Logging, subscriber};
use http::Method;
use tracing::Dispatch;
use tracing_subscriber::fmt::MakeWriter;

use crate::sign_in::sign_in;
use crate::site::{Draft, Site};

/// Keeps what is written.
#[derive(Debug, Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Kept {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

impl Kept {
    /// Keeps the lines of this thread until the guard is dropped.
    fn begin(format: Format, detailed: bool) -> (Self, tracing::subscriber::DefaultGuard) {
        // Why: with one subscriber only, the library asks the thread that first comes to a line
        // whether anybody wants it, and that may be the thread of another test.
        static ANOTHER: LazyLock<Dispatch> =
            LazyLock::new(|| Dispatch::new(subscriber(&Logging::default(), &[], std::io::sink)));
        LazyLock::force(&ANOTHER);
        let kept = Self::default();
        let logging = Logging { format, detailed };
        let guard = tracing::subscriber::set_default(subscriber(&logging, &[], kept.clone()));
        (kept, guard)
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// Requests that carry a canary wherever a request can.
async fn call_with_canaries(site: &Site, client: &Client) {
    let json = ("content-type", "application/json");
    let header = ("x-note", "CANARY");
    client.put_cookie(site.host(), "note", "CANARY");
    let body = "{\"day\":\"CANARY\",\"CANARY\":1}";
    for path in ["/echo?note=CANARY", "/list/CANARY", "/CANARY", "/list/1?day=CANARY", "/boom"] {
        for method in [Method::GET, Method::POST] {
            client.send(method, &site.at(path), &[json, header], body).await.unwrap();
        }
    }
    let made_up = Method::from_bytes(b"CANARY").unwrap();
    client.send(made_up, &site.at("/open"), &[], "").await.unwrap();
    let back = "/sign-in/callback?code=CANARY&state=CANARY&error=CANARY&iss=CANARY";
    client.page(&site.at(back)).await;
    client.put_cookie(site.host(), "__Host-session", "CANARY");
    client.page(&site.at("/me?note=CANARY")).await;
}

#[tokio::test]
async fn lines_tell_of_requests_and_never_of_persons() {
    for format in [Format::Text, Format::Json] {
        let (kept, guard) = Kept::begin(format, true);
        let site = Site::start().await;
        let client = Client::plain();
        sign_in(&site, &client, "ana", "/").await;
        client.get(&site.at("/me")).await;
        sign_in(&site, &Client::plain(), "zoe", "/").await;
        call_with_canaries(&site, &Client::plain()).await;
        drop(guard);
        let text = kept.text();
        assert!(text.contains("/list/{number}"), "{text}");
        assert!(text.contains("duration_ms"), "{text}");
        for secret in ["CANARY", "ana", "Ana", "zoe", "Zoe", "code="] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
}

#[tokio::test]
async fn lines_tell_nothing_of_tickets_and_of_what_they_are_good_for() {
    use fnd_testkit::cas::Misbehaviour as M;

    let (kept, guard) = Kept::begin(Format::Text, true);
    let mut site = Draft::cas().await.start().await;
    let client = Client::plain();
    site.cas().set("ana", "email", "CANARY@example.test".into());
    let ways = [M::OtherService, M::Malformed, M::Entity, M::TwoPersons, M::Broken, M::Page];
    for way in ways.map(Some).into_iter().chain([None]) {
        site.cas().misbehave(way);
        site.enter(&client, "/sign-in?login_hint=CANARY", "ana").await;
    }
    site.enter(&client, "/sign-in?again=yes", "bob").await;
    for name in ["logoutRequest", "logout_token"] {
        site.post("/sign-out/back-channel", name, "<CANARY>CANARY</CANARY>").await;
    }
    client.page(&site.at("/sign-in/callback?state=CANARY&ticket=CANARY")).await;
    let back = site.answer(&client, "/sign-in", "ana").await;
    site.cas = None;
    client.page(&back).await;
    drop(guard);
    let text = kept.text();
    assert!(text.contains("the provider refused the ticket"), "{text}");
    for secret in ["CANARY", "ana", "Ana", "Pop", "bob", "ST-", "ticket=", "state="] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[tokio::test]
async fn an_answer_carries_the_id_under_which_the_log_knows_it() {
    let (kept, guard) = Kept::begin(Format::Json, false);
    let site = Site::start().await;
    let client = Client::plain();
    let given = [("x-request-id", "CANARY")];
    let answer = client.send(Method::GET, &site.at("/open"), &given, "").await.unwrap();
    drop(guard);
    let id = answer.header("x-request-id");
    assert_eq!(id.len(), 36, "{id}");
    let text = kept.text();
    let line = text.lines().find(|line| line.contains(id)).unwrap();
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!(line["status"], 200);
    assert_eq!(line["span"]["route"], "/open");
}

#[tokio::test]
async fn numbers_are_by_route_and_status() {
    let site = Site::start().await;
    let client = Client::plain();
    client.get(&site.at("/list/CANARY?day=1")).await;
    let numbers = client.get(&format!("{}/metrics", site.admin)).await;
    assert!(numbers.header("content-type").starts_with("text/plain; version=0.0.4"));
    let expected = "http_requests_total{method=\"GET\",route=\"/list/{number}\",status=\"404\"}";
    assert!(numbers.text.contains(expected), "{}", numbers.text);
    assert!(numbers.text.contains("http_request_duration_seconds_bucket"));
    assert!(!numbers.text.contains("CANARY"));
}
