//! Notices to Member States: delivered until they are taken, whatever the endpoint does.
//! EES Art. 12(1), 35(7).

use std::fs;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::routing::post;
use ees_api::notices::deliver::{Delivery, DeliveryError, Webhook, WebhookError};
use ees_store::schema;
use fnd_core::Clock;
use fnd_core::clock::FixedClock;
use fnd_pg::Database;
use fnd_testkit::TestDatabase;
use fnd_testkit::tls::TestAuthority;
use fnd_vault::{KeyRing, MessageVerifier};
use fnd_web::client::Server;
use fnd_web::serve::{self, Admin, Stopper};
use fnd_web::signed;
use serde_json::Value;
use tempfile::TempDir;
use uuid::Uuid;

use crate::kit::until_notices_are_in_order;

/// What the endpoint does with the next request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Takes,
    Refuses,
    Hangs,
}

/// The mood of an endpoint, and what it was sent.
type Seen = Arc<Mutex<(Mood, Vec<Request<Bytes>>)>>;

/// A State's endpoint: what it was sent, and its mood.
#[derive(Debug)]
struct Endpoint {
    base: String,
    sent: Seen,
    stopper: Stopper,
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.stopper.stop_at_once();
    }
}

async fn take(State(seen): State<Seen>, request: axum::extract::Request) -> StatusCode {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let mood = {
        let mut seen = seen.lock().unwrap();
        seen.1.push(Request::from_parts(parts, body));
        seen.0
    };
    match mood {
        Mood::Takes => StatusCode::NO_CONTENT,
        Mood::Refuses => StatusCode::SERVICE_UNAVAILABLE,
        Mood::Hangs => std::future::pending().await,
    }
}

impl Endpoint {
    fn start(folder: &TempDir, authority: &TestAuthority, mood: Mood) -> Self {
        let sent = Arc::new(Mutex::new((mood, Vec::new())));
        let router =
            Router::new().route("/limen/notices", post(take)).with_state(Arc::clone(&sent));
        let listener = crate::kit::listener(folder, authority);
        let running = serve::start(&listener, router, Admin::new()).unwrap();
        let base = format!("https://localhost:{}", running.tls.unwrap().port());
        let stopper = running.stopper();
        tokio::spawn(running.until_stopped());
        Self { base, sent, stopper }
    }

    fn becomes(&self, mood: Mood) {
        self.sent.lock().unwrap().0 = mood;
    }

    fn files(&self) -> Vec<Vec<String>> {
        let sent = self.sent.lock().unwrap();
        let files = |request: &Request<Bytes>| {
            let told: Value = serde_json::from_slice(request.body()).unwrap();
            let notices = told["notices"].as_array().unwrap().clone();
            notices.iter().map(|one| one["file_ids"][0].as_str().unwrap().to_owned()).collect()
        };
        sent.1.iter().map(files).collect()
    }
}

/// A database with notices, an endpoint, and who delivers to it.
struct Told {
    database: TestDatabase,
    endpoint: Endpoint,
    webhook: Webhook,
    delivery: Delivery,
    verifier: MessageVerifier,
    _folder: TempDir,
}

fn webhook(folder: &TempDir, authority: &TestAuthority, base: &str) -> Webhook {
    let own = authority.client("ees");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("client.pem"), &own.certificate).unwrap();
    fnd_vault::secret::write(&path("client.key"), &own.key).unwrap();
    Webhook {
        state: "ROU".into(),
        path: "/limen/notices".into(),
        server: Server {
            address: base.to_owned(),
            certificate: path("client.pem"),
            key: path("client.key"),
            authorities: vec![path("authority.pem")],
        },
        seconds: 1,
    }
}

async fn told(mood: Mood) -> Told {
    let database = TestDatabase::fresh(crate::kit::SCHEMA).await;
    let folder = tempfile::tempdir().unwrap();
    let authority = TestAuthority::new("test authority");
    let endpoint = Endpoint::start(&folder, &authority, mood);
    let clock: Arc<dyn Clock> = Arc::new(FixedClock::new("2026-07-15T09:00:00Z".parse().unwrap()));
    let signer = KeyRing::generate(clock.now()).unwrap().message_signer("limen-ees-notices");
    let verifier = signer.verifier();
    let pool = Database::new(database.config(schema::UPKEEP), 2).unwrap();
    let webhook = webhook(&folder, &authority, &endpoint.base);
    let delivery = Delivery::new(webhook.clone(), (pool, clock), signer).unwrap();
    Told { database, endpoint, webhook, delivery, verifier, _folder: folder }
}

impl Told {
    /// Who delivers the same to another endpoint.
    fn to(&self, webhook: Webhook) -> Delivery {
        let clock: Arc<dyn Clock> =
            Arc::new(FixedClock::new("2026-07-15T09:00:00Z".parse().unwrap()));
        let signer = KeyRing::generate(clock.now()).unwrap().message_signer("x");
        let pool = Database::new(self.database.config(schema::UPKEEP), 2).unwrap();
        Delivery::new(webhook, (pool, clock), signer).unwrap()
    }
}

async fn notice(told: &Told, file: u128) -> String {
    let client = told.database.superuser().await;
    let file = Uuid::from_u128(file);
    let sql = "INSERT INTO notice (at, kind, state, file_ids)
               VALUES (now(), 'overstay', 'ROU', ARRAY[$1::uuid])";
    client.execute(sql, &[&file]).await.unwrap();
    until_notices_are_in_order(&told.database).await;
    file.to_string()
}

#[tokio::test]
async fn notices_are_signed_and_sent_once_when_they_are_taken() {
    let told = told(Mood::Takes).await;
    assert_eq!(told.delivery.round().await.unwrap(), 0);
    let (one, two) = (notice(&told, 1).await, notice(&told, 2).await);
    assert_eq!(told.delivery.round().await.unwrap(), 2);
    assert_eq!(told.delivery.round().await.unwrap(), 0);
    assert_eq!(told.endpoint.files(), [[one, two]]);
    let address = format!("{}/limen/notices", told.endpoint.base);
    let sent = told.endpoint.sent.lock().unwrap();
    assert!(signed::is_signed(&sent.1[0], &address, &told.verifier), "{:?}", sent.1[0].headers());
}

#[tokio::test]
async fn a_night_in_which_many_stays_end_goes_in_requests_that_a_receiver_takes() {
    let told = told(Mood::Takes).await;
    let client = told.database.superuser().await;
    let sql = "INSERT INTO notice (at, kind, state, file_ids)
               SELECT now(), 'overstay', 'ROU', array_agg(gen_random_uuid())
                 FROM generate_series(0, 11) AS part (p), generate_series(1, 500) GROUP BY p";
    client.execute(sql, &[]).await.unwrap();
    until_notices_are_in_order(&told.database).await;
    let mut sent = Vec::new();
    loop {
        match told.delivery.round().await.unwrap() {
            0 => break,
            count => sent.push(count),
        }
    }
    assert_eq!(sent, [10, 2]);
    let longest = told.endpoint.sent.lock().unwrap().1.iter().map(|one| one.body().len()).max();
    assert!(longest.unwrap() < 1 << 20, "what a receiver takes by default: {longest:?}");
}

#[tokio::test]
async fn an_endpoint_that_refuses_or_hangs_is_told_the_same_until_it_takes_it() {
    let told = told(Mood::Refuses).await;
    let first = notice(&told, 1).await;
    let refused = told.delivery.round().await.unwrap_err();
    assert!(matches!(refused, DeliveryError::Refused(503)), "{refused}");
    told.endpoint.becomes(Mood::Hangs);
    let hung = told.delivery.round().await.unwrap_err();
    assert_eq!(hung.code(), "timeout", "{hung}");
    let client = told.database.superuser().await;
    let sql = "SELECT failure, failing_since IS NOT NULL FROM notice_delivery";
    let row = client.query_one(sql, &[]).await.unwrap();
    assert_eq!((row.get::<_, &str>(0), row.get::<_, bool>(1)), ("timeout", true));
    let second = notice(&told, 2).await;
    told.endpoint.becomes(Mood::Takes);
    assert_eq!(told.delivery.round().await.unwrap(), 2);
    assert_eq!(
        told.endpoint.files(),
        [vec![first.clone()], vec![first.clone()], vec![first, second]]
    );
    let row = client.query_one("SELECT failing_since IS NULL FROM notice_delivery", &[]).await;
    assert!(row.unwrap().get::<_, bool>(0), "it is well again");
}

#[tokio::test]
async fn an_endpoint_that_is_not_there_loses_nothing() {
    let told = told(Mood::Takes).await;
    let first = notice(&told, 1).await;
    // A port that was free a moment ago, and that nobody listens on.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let nowhere = Webhook {
        server: Server {
            address: format!("https://localhost:{}", free.port()),
            ..told.webhook.server.clone()
        },
        ..told.webhook.clone()
    };
    let lost = told.to(nowhere).round().await.unwrap_err();
    assert_eq!(lost.code(), "no-connection", "{lost}");
    assert_eq!(told.delivery.round().await.unwrap(), 1);
    assert_eq!(told.endpoint.files(), [[first]]);
}

#[test]
fn a_webhook_that_cannot_be_used_is_refused_with_what_to_correct() {
    let folder = tempfile::tempdir().unwrap();
    let authority = TestAuthority::new("test authority");
    fs::write(folder.path().join("authority.pem"), authority.certificate()).unwrap();
    let good = webhook(&folder, &authority, "https://localhost:1");
    let cases = [
        (Webhook { state: "Romania".into(), ..good.clone() }, "three letters"),
        (Webhook { path: "notices".into(), ..good.clone() }, "begins with `/`"),
        (Webhook { path: "/our notices".into(), ..good.clone() }, "has no spaces"),
        (
            Webhook {
                server: Server { address: "http://localhost".into(), ..good.server.clone() },
                ..good
            },
            "https://",
        ),
    ];
    for (webhook, said) in cases {
        let clock: Arc<dyn Clock> =
            Arc::new(FixedClock::new("2026-07-15T09:00:00Z".parse().unwrap()));
        let signer = KeyRing::generate(clock.now()).unwrap().message_signer("x");
        let pool = Database::new("host=localhost".parse().unwrap(), 1).unwrap();
        let error: WebhookError = Delivery::new(webhook, (pool, clock), signer).unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
    }
}
