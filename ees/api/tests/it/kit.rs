//! A real server on loopback with a real database, and callers with real certificates.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use axum::http::Method;
use ees_api::app::{App, STREAMS_MAX};
use ees_api::biometrics::Biometrics;
use ees_api::config::{Office, RefusalTexts};
use ees_api::daemon::LOG_ORIGIN;
use ees_api::{pages, routes};
use ees_biometrics::booth::Booth;
use ees_biometrics::extractor::Wanted;
use ees_biometrics::matcher::{InProcess, Matcher};
use ees_biometrics::models::Models;
use ees_domain::authority::{AuthorityKind, Role};
use ees_domain::point::BorderPoint;
use ees_domain::switches::{CheckSwitches, Switches};
use ees_match::net::Cpu;
use ees_pages::TEXTS;
use ees_store::notices::Place;
use ees_store::{PgRegister, schema};
use fnd_core::Clock;
use fnd_core::clock::FixedClock;
use fnd_core::id::RandomIds;
use fnd_pg::Database;
use fnd_pg::database::Connection;
use fnd_pg::log::mirror::Mirror;
use fnd_pg::log::{Audit, Sealer};
use fnd_register::Coded;
use fnd_testkit::TestDatabase;
use fnd_testkit::http::{Answer, Client};
use fnd_testkit::postgres::Schema;
use fnd_testkit::tls::{Credentials, TestAuthority};
use fnd_vault::log::merkle::sha256;
use fnd_vault::{KeyRing, SharedRing};
use fnd_web::limits::{Limits, Rate};
use fnd_web::problem::page::Renderer;
use fnd_web::serve::{self, Admin, Stopper};
use fnd_web::words::Catalogue;
use fnd_web::{Certificates, Stack, System};
use jiff::tz::TimeZone;
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::{Semaphore, watch};

use crate::described;

pub(crate) const SCHEMA: Schema = Schema { roles: schema::ROLES, migrations: schema::migrations };

/// A server for one test.
pub(crate) struct Desk {
    pub(crate) base: String,
    pub(crate) clock: Arc<FixedClock>,
    /// As long as this is there, streams of notices wait.
    pub(crate) arrivals: Option<watch::Sender<Place>>,
    /// Streams that may be opened.
    pub(crate) streams: Arc<Semaphore>,
    /// Who is searched; empty until a test fills it.
    pub(crate) gallery: InProcess,
    keys: TempDir,
    authority: TestAuthority,
    credentials: BTreeMap<String, Credentials>,
    stopper: Stopper,
}

/// Everybody who could call: every kind of authority with every role, by `kind/role`.
pub(crate) fn everybody() -> Vec<String> {
    let roles = Role::ALL.into_iter().filter(|role| *role != Role::System);
    let pairs =
        AuthorityKind::ALL.iter().flat_map(|kind| roles.clone().map(move |role| (kind, role)));
    pairs.map(|(kind, role)| format!("{}/{}", kind.code(), role.code())).collect()
}

/// Everybody who has a certificate, the pretender included.
fn callers() -> impl Iterator<Item = String> {
    everybody().into_iter().chain([PRETENDER, NODE, ABROAD].map(str::to_owned))
}

/// The system of a border crossing point, which vouches for its officers.
pub(crate) const NODE: &str = "border/node";

/// A supervisor of another Member State, Bulgaria.
pub(crate) const ABROAD: &str = "immigration/abroad";

/// Who claims to be the system itself, which no identity is.
pub(crate) const PRETENDER: &str = "eu-lisa/system";

fn point(code: &str, name: &str, zone: &str) -> BorderPoint {
    let zone = TimeZone::posix(zone).unwrap();
    BorderPoint { code: code.parse().unwrap(), name: name.into(), zone }
}

fn office() -> Office {
    Office {
        controller: vec!["General Inspectorate of Border Police".into()],
        requests: "https://example.org/requests".into(),
        supervisor: "Supervisory authority".into(),
        supervisor_page: "https://example.org/authority".into(),
        acts: vec!["Law No. 190/2018".into()],
        court_act: "Law No. 554/2004".into(),
        answer_days: 30,
        answer_days_enforcement: 60,
        refusal: BTreeMap::from([(
            "ROU".to_owned(),
            ["en", "ro"].map(|language| (language.to_owned(), refusal_texts())).into(),
        )]),
        banner: String::new(),
    }
}

impl Desk {
    /// A server on a database of its own.
    pub(crate) async fn open() -> (Self, TestDatabase) {
        let database = TestDatabase::fresh(SCHEMA).await;
        (Self::on(database.config(schema::APP)), database)
    }

    /// A server with other limits, on a database of its own.
    pub(crate) async fn open_with(limits: Limits) -> (Self, TestDatabase) {
        let database = TestDatabase::fresh(SCHEMA).await;
        (Self::on_with(database.config(schema::APP), limits), database)
    }

    /// Limits that no test reaches unless it wants to.
    pub(crate) fn limits() -> Limits {
        let often = Rate::new(10_000, 10_000);
        Limits { by_address: often, by_caller: often, ..Limits::default() }
    }

    /// A server on the database that `connection` reaches.
    pub(crate) fn on(connection: Connection) -> Self {
        Self::on_with(connection, Self::limits())
    }

    /// A server whose fingers `matcher` compares and searches.
    pub(crate) async fn open_asking(matcher: Arc<dyn Matcher>) -> (Self, TestDatabase) {
        let database = TestDatabase::fresh(SCHEMA).await;
        let connection = database.config(schema::APP);
        (Self::on_asking(connection, Self::limits(), Some(matcher)), database)
    }

    fn on_with(connection: Connection, limits: Limits) -> Self {
        Self::on_asking(connection, limits, None)
    }

    fn on_asking(
        connection: Connection,
        limits: Limits,
        matcher: Option<Arc<dyn Matcher>>,
    ) -> Self {
        let clock = Arc::new(FixedClock::new("2026-07-15T09:00:00Z".parse().unwrap()));
        let keys = tempfile::tempdir().unwrap();
        let ring = SharedRing::open(&keys.path().join("keys.toml"), clock.now()).unwrap();
        let ring = Arc::new(ring);
        let pool = Database::new(connection, 8).unwrap();
        let shown: Arc<dyn Clock> = Arc::<FixedClock>::clone(&clock);
        let (sender, arrivals) = watch::channel(Place::first());
        let known = Known::new();
        // Without models, as on a machine where none are installed.
        let models = Models::at(Some(keys.path()));
        let booth = Booth::prepare(Wanted::Classical, &models, Cpu::detect()).unwrap();
        let (mut biometrics, gallery) =
            Biometrics::in_process(booth, ees_match::compare::Method::Both);
        if let Some(matcher) = matcher {
            biometrics.matcher = matcher;
        }
        let app = Arc::new(App {
            biometrics,
            register: Arc::new(PgRegister::new(pool, Arc::clone(&ring), Arc::new(RandomIds))),
            clock: shown,
            ids: Arc::new(RandomIds),
            points: vec![
                point("ROU-A-OTP", "Otopeni", "EET-2EEST,M3.5.0/3,M10.5.0/4"),
                point("BGR-A-SOF", "Sofia", "EET-2EEST,M3.5.0/3,M10.5.0/4"),
            ],
            switches: Switches::default(),
            check_switches: CheckSwitches::default(),
            catalogue: Arc::new(Catalogue::new(TEXTS).unwrap()),
            office: office(),
            log_key: ring.current().signer(LOG_ORIGIN).verifier().to_string(),
            arrivals,
            streams: Arc::new(Semaphore::new(STREAMS_MAX)),
            systems: known.systems.clone(),
            audit: Audit::default(),
        });
        Self::serve((app, known), limits, (clock, sender), (keys, gallery))
    }

    fn serve(
        (app, known): (Arc<App>, Known),
        limits: Limits,
        (clock, arrivals): (Arc<FixedClock>, watch::Sender<Place>),
        (keys, gallery): (TempDir, InProcess),
    ) -> Self {
        let Known { authority, credentials, systems } = known;
        let mut stack = Stack::new(Arc::clone(&app.clock), Arc::clone(&app.ids));
        stack.languages = app.catalogue.languages();
        stack.certificates = Certificates::new(&systems).unwrap();
        stack.limits = limits;
        let streams = Arc::clone(&app.streams);
        let shared = Arc::clone(&app);
        stack.problem_page = Some(Renderer::new(move |problem, reader| {
            pages::problem::page(&shared, problem, reader)
        }));
        let router = stack.around(routes::routes(app));
        let running = serve::start(&listener(&keys, &authority), router, Admin::new()).unwrap();
        let base = format!("https://localhost:{}", running.tls.unwrap().port());
        let stopper = running.stopper();
        tokio::spawn(running.until_stopped());
        Self {
            base,
            clock,
            arrivals: Some(arrivals),
            streams,
            gallery,
            keys,
            authority,
            credentials,
            stopper,
        }
    }

    /// A client with the certificate of `who`, `kind/role`; nobody's is empty.
    pub(crate) fn client(&self, who: &str) -> Client {
        Client::new(Some(&self.authority.certificate()), self.credentials.get(who))
    }

    /// Seals what is in the log, as the daemon does every second.
    pub(crate) async fn seal(&self, database: &TestDatabase) {
        let ring = KeyRing::load(&self.keys.path().join("keys.toml")).unwrap();
        let mirror = Mirror::new(&self.keys.path().join("log")).unwrap();
        let sealer = Sealer::new(database.config(schema::SEALER), ring.signer(LOG_ORIGIN), mirror);
        let mut client = database.client(schema::SEALER).await;
        let waiting = "SELECT count(*) FROM log_entry l
                        WHERE NOT EXISTS (SELECT 1 FROM log_leaf f WHERE f.log_id = l.log_id)";
        // Transaction numbers are the whole cluster's: a transaction of another test can hold a
        // round up.
        loop {
            sealer.seal(&mut client, &*self.clock).await.unwrap();
            if client.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {
                return;
            }
        }
    }

    /// The keys of the register.
    pub(crate) fn ring(&self) -> Arc<SharedRing> {
        let path = self.keys.path().join("keys.toml");
        Arc::new(SharedRing::open(&path, self.clock.now()).unwrap())
    }

    /// The public key of the log.
    pub(crate) fn log_key(&self) -> String {
        let ring = KeyRing::load(&self.keys.path().join("keys.toml")).unwrap();
        ring.signer(LOG_ORIGIN).verifier().to_string()
    }

    /// Sends JSON as `who`.
    pub(crate) async fn post(&self, who: &str, path: &str, body: &Value) -> Answer {
        self.send(who, Method::POST, path, (&[], &body.to_string())).await
    }

    /// Gets as `who`.
    pub(crate) async fn get(&self, who: &str, path: &str) -> Answer {
        self.send(who, Method::GET, path, (&[], "")).await
    }

    /// Sends anything as `who`; JSON unless the headers say otherwise. An answer that is not as
    /// the interface is described fails the test.
    pub(crate) async fn send(
        &self,
        who: &str,
        method: Method,
        path: &str,
        (headers, body): (&[(&str, &str)], &str),
    ) -> Answer {
        self.send_bytes(who, method, path, (headers, body.as_bytes().to_vec())).await
    }

    /// As [`Desk::send`], with bytes that are no text.
    pub(crate) async fn send_bytes(
        &self,
        who: &str,
        method: Method,
        path: &str,
        (headers, body): (&[(&str, &str)], Vec<u8>),
    ) -> Answer {
        let mut all = headers.to_vec();
        if !all.iter().any(|(name, _)| *name == "content-type") {
            all.push(("content-type", "application/json"));
        }
        let url = format!("{}{path}", self.base);
        let answer = self.client(who).send_bytes(method.clone(), &url, &all, body).await.unwrap();
        described::check(&method, path, &answer);
        answer
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.stopper.stop_at_once();
    }
}

/// Everybody who could call, with certificates.
struct Known {
    authority: TestAuthority,
    credentials: BTreeMap<String, Credentials>,
    systems: Vec<System>,
}

impl Known {
    fn new() -> Self {
        let authority = TestAuthority::new("test authority");
        let credentials: BTreeMap<String, Credentials> =
            callers().map(|who| (who.clone(), authority.client(&who))).collect();
        let systems = credentials.iter().map(|(who, own)| system(who, &own.public_key)).collect();
        Self { authority, credentials, systems }
    }
}

/// A system registered under the key of its certificate.
fn system(who: &str, public_key: &[u8]) -> System {
    let (kind, role) = who.split_once('/').unwrap();
    System {
        key: sha256(&[public_key]).map(|byte| format!("{byte:02x}")).concat(),
        name: who.to_owned(),
        authority_kind: kind.to_owned(),
        office: format!("Office of {kind}"),
        state: if who == ABROAD { "BGR" } else { "ROU" }.to_owned(),
        place: (kind == "border").then(|| "ROU-A-OTP".to_owned()),
        roles: match who {
            NODE => vec!["officer".to_owned(), "supervisor".to_owned()],
            ABROAD => vec!["supervisor".to_owned()],
            _ => vec![role.to_owned()],
        },
        vouches: who == NODE,
    }
}

/// What the standard form says of the State.
fn refusal_texts() -> RefusalTexts {
    RefusalTexts {
        national_law: "Act 194".into(),
        appeal: "Within 30 days, to the court.".into(),
        contact_points: "The bar association.".into(),
    }
}

/// A TLS listener on loopback that asks for client certificates.
pub(crate) fn listener(folder: &TempDir, authority: &TestAuthority) -> serve::Config {
    let server = authority.server(&["localhost"]);
    let path = |name: &str| folder.path().join(name);
    fs::write(path("server.pem"), &server.certificate).unwrap();
    fnd_vault::secret::write(&path("server.key"), &server.key).unwrap();
    fs::write(path("authority.pem"), authority.certificate()).unwrap();
    serve::Config {
        tls: Some(serve::Tls {
            address: "127.0.0.1:0".parse().unwrap(),
            certificate: path("server.pem"),
            key: path("server.key"),
            client_authorities: vec![path("authority.pem")],
        }),
        ..serve::Config::default()
    }
}

/// Until no transaction is open that began before the notices that are there: tests share a
/// cluster, and what may still be preceded by another notice waits.
pub(crate) async fn until_notices_are_in_order(database: &TestDatabase) {
    let client = database.superuser().await;
    let sql = "SELECT count(*) FROM notice WHERE tx >= pg_snapshot_xmin(pg_current_snapshot())";
    while 0 < client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0) {
        tokio::task::yield_now().await;
    }
}
