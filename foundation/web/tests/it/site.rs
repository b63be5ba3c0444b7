//! A small server with every layer, its database and its identity provider.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use tokio::sync::Semaphore;

use axum::routing::{get, post, put};
use axum::{Json, Router};
use fnd_core::clock::FixedClock;
use fnd_core::id::RandomIds;
use fnd_core::{Clock, Language};
use fnd_pg::session::{self, Lifetime, Sessions};
use fnd_pg::{Database, Migration};
use fnd_testkit::TestDatabase;
use fnd_testkit::postgres::Schema;
use fnd_testkit::provider::{Algorithm, Person, Provider, Settings};
use fnd_web::etag::{ETag, IfMatch};
use fnd_web::extract::{Body, Parameters, Segment};
use fnd_web::language::Chosen;
use fnd_web::problem::page::Renderer;
use fnd_web::serve::{self, Admin, Config, Plain, Stopper};
use fnd_web::session::Store;
use fnd_web::sign_in::{Provider as ProviderConfig, TokenAuthentication};
use fnd_web::{Caller, Problem, SignIn, Stack};
use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;

const SCHEMA: Schema = Schema { roles: &["t_owner", "t_app"], migrations };
const SECRET: &str = "a secret of both sides, long enough";

fn migrations() -> Vec<Migration> {
    vec![session::migration(1, "t_app")]
}

/// A server that runs until it is dropped.
pub(crate) struct Site {
    pub(crate) base: String,
    pub(crate) admin: String,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) provider: Option<Provider>,
    pub(crate) database: TestDatabase,
    pub(crate) sessions: Sessions,
    pub(crate) stopper: Stopper,
    _folder: TempDir,
}

/// What a test changes before the server starts.
pub(crate) struct Draft {
    pub(crate) provider: ProviderConfig,
    pub(crate) algorithm: Algorithm,
    pub(crate) without_provider: bool,
    pub(crate) change: fn(&mut Stack),
    pub(crate) config: Config,
    pub(crate) clock: Arc<FixedClock>,
    folder: TempDir,
    database: TestDatabase,
    /// Where the provider is, or will be.
    pub(crate) provider_address: SocketAddr,
}

pub(crate) fn free_address() -> SocketAddr {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap()
}

pub(crate) fn people() -> Vec<Person> {
    let person = |login: &str, claims: Value| Person {
        login: login.to_owned(),
        label: format!("Person {login}"),
        claims: claims.as_object().unwrap().clone(),
    };
    vec![
        person(
            "ana",
            json!({ "name": "Ana Pop", "kind": "office", "office": "17", "state": "ROU",
                    "desk": "4", "groups": ["clerk", "reader"], "acr": "high" }),
        ),
        person(
            "bob",
            json!({ "name": "Bob", "kind": "office", "office": "17", "state": "ROU",
                    "acr": "low" }),
        ),
        person("zoe", json!({ "name": "Zoe", "kind": "office", "state": "ROU", "acr": "high" })),
    ]
}

pub(crate) fn settings(base: &str, algorithm: Algorithm) -> Settings {
    Settings {
        client_id: "limen".into(),
        client_secret: SECRET.into(),
        redirect_addresses: vec![format!("{base}/sign-in/callback")],
        signed_out_addresses: vec![format!("{base}/open")],
        algorithm,
        people: people(),
    }
}

impl Draft {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret");
        fnd_vault::secret::write(&secret, SECRET).unwrap();
        let (here, provider) = (free_address(), free_address());
        let plain = Some(Plain { address: here, behind_proxy: false });
        let admin = Some(SocketAddr::from(([127, 0, 0, 1], 0)));
        let claims = json!({
            "person": "sub", "name": "name", "authority_kind": "kind", "office": "office",
            "state": "state", "place": "desk", "roles": "groups",
        });
        Self {
            provider: ProviderConfig {
                issuer: format!("http://{provider}"),
                client_id: "limen".into(),
                client_secret_file: Some(secret),
                token_authentication: TokenAuthentication::ClientSecretBasic,
                public_address: format!("http://{here}"),
                scopes: vec![],
                algorithms: ["ES256", "RS256", "PS512"].map(str::to_owned).to_vec(),
                clock_skew_seconds_max: 5,
                levels: vec![],
                userinfo: false,
                authorities: vec![],
                claims: serde_json::from_value(claims).unwrap(),
                signed_out_path: "/open".into(),
            },
            algorithm: Algorithm::Es256,
            without_provider: false,
            change: |_| {},
            config: Config { plain, admin, shutdown_seconds_max: 5, ..Config::default() },
            clock: Arc::new(FixedClock::new("2026-07-15T10:00:00Z".parse().unwrap())),
            folder,
            database: TestDatabase::fresh(SCHEMA).await,
            provider_address: provider,
        }
    }

    pub(crate) async fn start(self) -> Site {
        let clock: Arc<dyn Clock> = self.clock.clone();
        let base = self.provider.public_address.clone();
        let provider = if self.without_provider {
            None
        } else {
            let settings = settings(&base, self.algorithm);
            Some(Provider::start_at(self.provider_address, settings, Arc::clone(&clock)).await)
        };
        let database = Database::new(self.database.config("t_app"), 8).unwrap();
        let sessions = Sessions::new(database, Arc::clone(&clock), Lifetime::default());
        let mut stack = Stack::new(Arc::clone(&clock), Arc::new(RandomIds));
        stack.languages = vec![Language::ENGLISH, Language::ROMANIAN];
        stack.problem_page = Some(Renderer::new(|problem, reader| {
            let language = reader.language.code();
            format!("<html lang=\"{language}\"><h1>{}</h1>{}", problem.title(), problem.code())
        }));
        stack.sign_in = Some(SignIn::new(self.provider, Arc::clone(&clock)).unwrap());
        stack.sessions = Some(Store::new(sessions.clone()));
        stack.limits.request_seconds_max = 2;
        (self.change)(&mut stack);
        let admin = Admin::new().metrics(fnd_web::telemetry::Metrics::global());
        let routes = stack.around(routes());
        let running = serve::start(&self.config, routes, admin).unwrap();
        let stopper = running.stopper();
        let admin = format!("http://{}", running.admin.unwrap());
        tokio::spawn(running.until_stopped());
        Site {
            base,
            admin,
            clock: self.clock,
            provider,
            database: self.database,
            sessions,
            stopper,
            _folder: self.folder,
        }
    }
}

impl Site {
    pub(crate) async fn start() -> Self {
        Draft::new().await.start().await
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Host and port, as cookies are kept under.
    pub(crate) fn host(&self) -> &str {
        self.base.split_once("//").unwrap().1
    }

    pub(crate) fn provider(&self) -> &Provider {
        self.provider.as_ref().unwrap()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stopper.stop_at_once();
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    day: u8,
}

/// Routes that show what the layers do.
pub(crate) fn routes() -> Router {
    Router::new()
        .route("/open", get(|| async { "open" }))
        .route(
            "/me",
            get(|caller: Caller| async { Json(caller) }).post(|_: Caller| async { "done" }),
        )
        .route(
            "/greet",
            get(|caller: Option<Caller>| async move {
                caller.map_or_else(|| "nobody".to_owned(), |caller| caller.name)
            }),
        )
        .route("/echo", post(|Body(sample): Body<Sample>| async move { sample.day.to_string() }))
        .route(
            "/list/{number}",
            get(|Segment(n): Segment<u8>, Parameters(s): Parameters<Sample>| async move {
                format!("{n} {}", s.day)
            }),
        )
        .route(
            "/thing",
            put(|seen: IfMatch| async move {
                seen.check(&ETag::of_version(7))?;
                Ok::<_, Problem>((ETag::of_version(8), "changed"))
            }),
        )
        .route("/language", get(|Chosen(language): Chosen| async move { language.code() }))
        .route("/slow", get(std::future::pending::<()>))
        .route("/told", get(told))
        .route("/boom", get(boom))
}

/// One permit for each request to `/told` whose handler has begun.
pub(crate) static TOLD: Semaphore = Semaphore::const_new(0);

/// Tells that it has begun, and never ends by itself.
async fn told() {
    TOLD.add_permits(1);
    std::future::pending::<()>().await;
}

async fn boom() -> &'static str {
    panic!("a bug with a SECRET")
}
