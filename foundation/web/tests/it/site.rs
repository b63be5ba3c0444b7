//! A small server with every layer, its database and its identity provider.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::sync::Semaphore;

use axum::routing::{get, post, put};
use axum::{Json, Router};
use fnd_core::clock::FixedClock;
use fnd_core::id::RandomIds;
use fnd_core::{Clock, Language};
use fnd_pg::session::{self, Lifetime, Sessions};
use fnd_pg::{Database, Migration};
use fnd_testkit::cas::{self, Cas};
use fnd_testkit::http::{Answer, Client};
use fnd_testkit::postgres::Schema;
use fnd_testkit::provider::{Algorithm, Person, Provider, Settings};
use fnd_testkit::{Reserved, TestDatabase};
use fnd_web::etag::{ETag, IfMatch};
use fnd_web::extract::{Body, Parameters, Segment};
use fnd_web::language::Chosen;
use fnd_web::problem::page::Renderer;
use fnd_web::serve::{self, Admin, Config, Plain, Stopper};
use fnd_web::session::Store;
use fnd_web::sign_in::{Kind, OpenId, Provider as ProviderConfig, SignIns};
use fnd_web::{Caller, Demand, Epochs, Problem, Proof, SignIn, Stack};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;

const SCHEMA: Schema = Schema { roles: &["t_owner", "t_app"], migrations };
const SECRET: &str = "a secret of both sides, long enough";

fn migrations() -> Vec<Migration> {
    vec![session::migration(1, "t_app"), session::handles_migration(2)]
}

/// A server that runs until it is dropped.
pub(crate) struct Site {
    pub(crate) base: String,
    pub(crate) admin: String,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) provider: Option<Provider>,
    pub(crate) cas: Option<Cas>,
    pub(crate) database: TestDatabase,
    pub(crate) sessions: Sessions,
    pub(crate) stopper: Stopper,
    _reserved: [Reserved; 2],
    _folder: TempDir,
}

/// What a test changes before the server starts.
pub(crate) struct Draft {
    pub(crate) provider: ProviderConfig,
    pub(crate) algorithm: Algorithm,
    pub(crate) without_provider: bool,
    pub(crate) change: fn(&mut Stack),
    pub(crate) epochs: Option<Arc<dyn Epochs>>,
    pub(crate) sign_ins: Option<Arc<dyn SignIns>>,
    pub(crate) config: Config,
    pub(crate) clock: Arc<FixedClock>,
    folder: TempDir,
    database: TestDatabase,
    /// Where the provider is, or will be.
    pub(crate) provider_address: SocketAddr,
    reserved: [Reserved; 2],
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
                    "desk": "4", "groups": ["clerk", "reader"], "acr": "HIGH" }),
        ),
        person(
            "bob",
            json!({ "name": "Bob", "kind": "office", "office": "17", "state": "ROU",
                    "acr": "BASIC" }),
        ),
        person("zoe", json!({ "name": "Zoe", "kind": "office", "state": "ROU", "acr": "HIGH" })),
    ]
}

/// Those who can sign in at the server that speaks CAS.
pub(crate) fn cas_settings(base: &str) -> cas::Settings {
    let person = |login: &str, first: &str, attributes: Value| {
        let mut all = json!({
            "firstName": first, "lastName": "Pop", "email": format!("{login}@example.test"),
            "domain": "external", "locale": "ro", "assuranceLevel": "10",
            "strengths": ["PASSWORD"],
        });
        let all = all.as_object_mut().unwrap();
        all.extend(attributes.as_object().unwrap().clone());
        let label = format!("Person {login}");
        cas::Person { login: login.to_owned(), label, attributes: all.clone() }
    };
    cas::Settings {
        services: vec![format!("{base}/sign-in/callback")],
        signed_out_addresses: vec![format!("{base}/open")],
        people: vec![
            person("ana", "Ana", json!({ "authenticationLevel": "MEDIUM", "groups": ["A", "B"] })),
            person("bob", "Bob", json!({ "authenticationLevel": "BASIC" })),
        ],
    }
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
        let reserved = [Reserved::new(), Reserved::new()];
        let [here, provider] = reserved.each_ref().map(Reserved::address);
        let plain = Some(Plain { address: here, behind_proxy: false });
        let admin = Some(SocketAddr::from(([127, 0, 0, 1], 0)));
        let config = json!({
            "issuer": format!("http://{provider}"), "client_id": "limen",
            "client_secret_file": secret, "public_address": format!("http://{here}"),
            "algorithms": ["ES256", "RS256", "PS512"], "clock_skew_seconds_max": 5,
            "claims": {
                "person": "sub", "name": "name", "authority_kind": "kind", "office": "office",
                "state": "state", "place": "desk", "roles": "groups",
            },
            "signed_out_path": "/open",
        });
        Self {
            provider: serde_json::from_value(config).unwrap(),
            algorithm: Algorithm::Es256,
            without_provider: false,
            change: |_| {},
            epochs: None,
            sign_ins: None,
            config: Config { plain, admin, shutdown_seconds_max: 5, ..Config::default() },
            clock: Arc::new(FixedClock::new("2026-07-15T10:00:00Z".parse().unwrap())),
            folder,
            database: TestDatabase::fresh(SCHEMA).await,
            provider_address: provider,
            reserved,
        }
    }

    /// The same, which gives up on a handler soon.
    pub(crate) fn impatient(mut self) -> Self {
        self.change = |stack| stack.limits.request_seconds_max = 2;
        self
    }

    /// The same, with a server that speaks CAS.
    pub(crate) async fn cas() -> Self {
        let mut draft = Self::new().await;
        let config = json!({
            "kind": "cas", "server": format!("http://{}/cas", draft.provider_address),
            "public_address": draft.provider.common.public_address,
            "clock_skew_seconds_max": 5, "signed_out_path": "/open",
        });
        draft.provider = serde_json::from_value(config).unwrap();
        draft
    }

    pub(crate) fn open_id(&mut self) -> &mut OpenId {
        match &mut self.provider.kind {
            Kind::OpenId(open_id) => open_id,
            Kind::Cas(_) => panic!("this provider speaks CAS"),
        }
    }

    async fn provider(&self, clock: &Arc<dyn Clock>) -> (Option<Provider>, Option<Cas>) {
        let (base, clock) = (&self.provider.common.public_address, Arc::clone(clock));
        match &self.provider.kind {
            _ if self.without_provider => (None, None),
            Kind::OpenId(_) => {
                let settings = settings(base, self.algorithm);
                (Some(Provider::start_at(self.provider_address, settings, clock).await), None)
            }
            Kind::Cas(_) => {
                let settings = cas_settings(base);
                (None, Some(Cas::start_at(self.provider_address, settings, clock).await))
            }
        }
    }

    pub(crate) async fn start(self) -> Site {
        let clock: Arc<dyn Clock> = self.clock.clone();
        let base = self.provider.common.public_address.clone();
        let (provider, cas) = self.provider(&clock).await;
        let database = Database::new(self.database.config("t_app"), 8).unwrap();
        let sessions = Sessions::new(database, Arc::clone(&clock), Lifetime::default());
        let mut stack = Stack::new(Arc::clone(&clock), Arc::new(RandomIds));
        stack.languages = vec![Language::ENGLISH, Language::ROMANIAN];
        stack.problem_page = Some(Renderer::new(|problem, reader| {
            let language = reader.language.code();
            format!("<html lang=\"{language}\"><h1>{}</h1>{}", problem.title(), problem.code())
        }));
        stack.sign_in = Some(SignIn::new(self.provider, Arc::clone(&clock)).unwrap());
        let ended = sessions.clone();
        stack.sessions = Some(Store::new(sessions.clone()).ending(move |handle| {
            let sessions = ended.clone();
            async move { sessions.end(&handle).await.map_err(|error| error.code()) }
        }));
        stack.epochs = self.epochs;
        stack.sign_ins = self.sign_ins;
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
            cas,
            database: self.database,
            sessions,
            stopper,
            _reserved: self.reserved,
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

    pub(crate) fn cas(&self) -> &Cas {
        self.cas.as_ref().unwrap()
    }

    /// Signs `login` in from `path`, by their button if the provider shows any; answers what the
    /// callback answered.
    pub(crate) async fn enter(&self, client: &Client, path: &str, login: &str) -> Answer {
        let back = self.answer(client, path, login).await;
        client.page(&back).await
    }

    /// The same as far as the provider: where it sends the browser back to.
    pub(crate) async fn answer(&self, client: &Client, path: &str, login: &str) -> String {
        let begun = client.page(&self.at(path)).await;
        let shown = client.follow(&begun).await;
        if shown.status == 303 {
            return shown.leads_to();
        }
        press(client, &shown, &format!("login={login}")).await.leads_to()
    }

    /// Whether `client` is signed in as somebody.
    pub(crate) async fn knows(&self, client: &Client) -> bool {
        client.get(&self.at("/greet")).await.text != "nobody"
    }

    /// Posts a form as a server does, not a browser.
    pub(crate) async fn post(&self, path: &str, name: &str, value: &str) -> Answer {
        let value: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        let body = format!("{name}={value}");
        Client::plain().send(http::Method::POST, &self.at(path), &kind, &body).await.unwrap()
    }
}

/// Presses a button of a provider's page.
pub(crate) async fn press(client: &Client, page: &Answer, button: &str) -> Answer {
    assert!(page.text.contains("<button name=\"login\""), "{}", page.text);
    let mut to = page.url.clone();
    to.set_query(None);
    let body = format!("{}&{button}", page.url.query().unwrap());
    client.send(http::Method::POST, to.as_str(), &[], &body).await.unwrap()
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

const STRONG: Demand = Demand { level: Some("MEDIUM"), age_max: None };
const FRESH: Demand = Demand { level: None, age_max: Some(SignedDuration::from_mins(15)) };

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
        .route("/strong", get(async |proof: Proof| proof.meets(&STRONG).map(|()| "strong")))
        .route(
            "/fresh",
            get(async |proof: Proof| proof.meets(&FRESH).map(|()| "fresh")).post(
                async |proof: Proof| {
                    proof.meets(&FRESH).map_err(|again| again.back_to("/me"))?;
                    Ok::<_, Problem>("done")
                },
            ),
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
