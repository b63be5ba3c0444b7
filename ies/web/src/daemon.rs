//! Starting and stopping `iesd`.

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use fnd_core::Clock;
use fnd_core::clock::SystemClock;
use fnd_core::id::RandomIds;
use fnd_host::{HostError, Keeper, Names, Storage, Until};
use fnd_intake::apart::Apart;
use fnd_intake::clamav::Clamav;
use fnd_mail::{MailError, Mailer};
use fnd_origin::Table;
use fnd_pg::jobs::Jobs;
use fnd_pg::log::Audit;
use fnd_pg::session::{Lifetime, Sessions};
use fnd_pg::{Database, Failure};
use fnd_vault::SharedRing;
use fnd_web::problem::page::Renderer;
use fnd_web::serve::{self, Admin, ServeError};
use fnd_web::sign_in::{SignIn, SignInError};
use fnd_web::telemetry::Metrics;
use fnd_web::words::{Catalogue, CatalogueError};
use fnd_web::{Epochs, Stack, session};
use ies_pages::TEXTS;
use ies_pages::public::SESSION_COOKIE;
use ies_store::{BlobError, Rings, Store, StoreError, schema};
use jiff::{SignedDuration, Timestamp};

use crate::app::App;
use crate::config::{self, Config, ConfigError};
use crate::sign_ins::Noted;
use crate::{public, routes, upkeep};

/// The name under which the log's checkpoints are signed.
pub const LOG_ORIGIN: &str = "limen.example/ies/log";
/// Connections of the request pool.
const CONNECTIONS_MAX: usize = 16;
/// Connections of the pool of timed work.
const UPKEEP_CONNECTIONS_MAX: usize = 3;

/// The daemon could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum DaemonError {
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Storage, keys, log, sign-in or listeners failed.
    #[error(transparent)]
    Host(#[from] HostError),
    /// The files of scans and exports failed.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The mail server is not configured well.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The table of countries is there and cannot be read.
    #[error("`origins`: {0}")]
    Origins(std::io::Error),
    /// The program that draws uploads anew is not there.
    #[error("`limen-intake` must lie beside `iesd`: {0}")]
    Intake(std::io::Error),
}

/// Failures of the foundation's parts are the host's.
macro_rules! of_host {
    ($($error:ty),*) => {
        $(impl From<$error> for DaemonError {
            fn from(error: $error) -> Self {
                Self::Host(error.into())
            }
        })*
    };
}
of_host!(CatalogueError, Failure, ServeError, SignInError);

/// The database and its roles.
const NAMES: Names = Names { database: schema::DATABASE, roles: schema::ROLES };

/// The storage that `config` describes.
pub async fn storage(config: &Config) -> Result<Storage, HostError> {
    Storage::open(NAMES, &config.data, config.addresses().as_ref()).await
}

/// As [`storage`], for a tool beside a daemon that may be running.
pub async fn storage_beside(config: &Config) -> Result<Storage, HostError> {
    Storage::open_beside(NAMES, &config.data, config.addresses().as_ref()).await
}

/// The key rings of a data directory: scans have one of their own, which no backup holds.
pub fn rings(data: &Path, clock: &dyn Clock) -> Result<Rings, HostError> {
    Ok(Rings {
        main: fnd_host::ring(data, "keys.toml", clock)?,
        scans: fnd_host::ring(data, "scan-keys.toml", clock)?,
    })
}

/// The store in the role `role`.
pub fn store(
    (storage, role): (&Storage, &'static str),
    (rings, data): (&Rings, &Path),
    connections_max: usize,
) -> Result<Store, DaemonError> {
    let database = Database::new(storage.of(role)?.clone(), connections_max)?;
    Ok(Store::new(database, rings.clone(), &data.join("files"), Arc::new(RandomIds))?)
}

/// Serves until it is ended, then finishes what is under way and stops the cluster.
pub async fn serve(config: &Config, metrics: Metrics, until: Until) -> Result<(), DaemonError> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let rings = rings(&config.data, &*clock)?;
    let storage = storage(config).await?;
    let applied = storage.migrate(&schema::migrations()).await?;
    tracing::info!(applied, "the schema is up to date");
    let result = serve_with(config, (&storage, &rings, clock), metrics, until).await;
    storage.close().await?;
    result
}

async fn serve_with(
    config: &Config,
    (storage, rings, clock): (&Storage, &Rings, Arc<dyn Clock>),
    metrics: Metrics,
    until: Until,
) -> Result<(), DaemonError> {
    let database = Database::new(storage.of(schema::APP)?.clone(), CONNECTIONS_MAX)?;
    let sessions = Sessions::new(database.clone(), Arc::clone(&clock), lifetime(config));
    let worked = Database::new(storage.of(schema::UPKEEP)?.clone(), UPKEEP_CONNECTIONS_MAX)?;
    let kept = store((storage, schema::UPKEEP), (rings, &config.data), UPKEEP_CONNECTIONS_MAX)?;
    let mailer = config.mail.as_ref().map(Mailer::new).transpose()?;
    let served = store((storage, schema::APP), (rings, &config.data), CONNECTIONS_MAX)?;
    let intake = Apart::beside_this().map_err(DaemonError::Intake)?;
    let app = app(config, served, (intake, log_key(&rings.main)), &clock)?;
    public::statements::ensure(&app).await?;
    put_in_order(&kept, app.clock.now()).await?;
    let upkeep = upkeep::start(&app, (kept, worked), mailer);
    let router = stack(config, &app, sessions.clone())?.around(routes::routes(Arc::clone(&app)));
    let keeper = Keeper {
        sealer: storage.of(schema::SEALER)?.clone(),
        folder: config.data.join("log"),
        origin: LOG_ORIGIN,
        ring: Arc::clone(&rings.main),
        audit: app.audit.clone(),
        clock,
    };
    let keeping = keeper.start(sessions)?;
    let pinged = database.clone();
    let admin = Admin::new().metrics(metrics).check("database", move || {
        let database = pinged.clone();
        async move { database.ping().await.map_err(|error| error.code()) }
    });
    let running = serve::start(&config.server, router, admin)?;
    tracing::info!(
        tls = ?running.tls, plain = ?running.plain, admin = ?running.admin, "listening"
    );
    if until == Until::StdinCloses {
        running.stop_at_end_of(std::io::stdin());
    }
    let result = running.until_stopped().await;
    upkeep.abort();
    drop(keeping);
    database.close();
    Ok(result?)
}

/// Puts a restored backup in order, before anybody can sign in. R57.
async fn put_in_order(kept: &Store, now: Timestamp) -> Result<(), StoreError> {
    let replayed = kept.replay_erasures(now).await?;
    if 0 < replayed {
        tracing::warn!(replayed, "erasures were repeated: a backup had brought accounts back");
    }
    let lost = kept.lost_scans(now).await?;
    if 0 < lost {
        tracing::warn!(
            lost,
            "scans cannot be opened any more: `scan-keys.toml` is not the ring they were sealed \
             under; ask the applicants to upload again"
        );
    }
    Ok(())
}

/// Publishes the first privacy statement and terms where there are none.
pub async fn publish_first(config: &Config, storage: &Storage) -> Result<(), DaemonError> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let rings = rings(&config.data, &*clock)?;
    let served = store((storage, schema::APP), (&rings, &config.data), 2)?;
    let intake = Apart::beside_this().map_err(DaemonError::Intake)?;
    let app = app(config, served, (intake, log_key(&rings.main)), &clock)?;
    Ok(public::statements::ensure(&app).await?)
}

/// How long sessions last. R25.
fn lifetime(config: &Config) -> Lifetime {
    let times = config.switches.session;
    Lifetime {
        idle: SignedDuration::from_mins(times.idle_minutes.into()),
        whole: SignedDuration::from_hours(times.whole_hours.into()),
    }
}

/// What handlers share, on `store`.
pub fn app(
    config: &Config,
    store: Store,
    (intake, log_key): (Apart, String),
    clock: &Arc<dyn Clock>,
) -> Result<Arc<App>, DaemonError> {
    Ok(Arc::new(App {
        store,
        clock: Arc::clone(clock),
        ids: Arc::new(RandomIds),
        switches: config.switches,
        catalogue: Arc::new(Catalogue::new(TEXTS)?),
        site: config.site.clone(),
        security: config.security.clone(),
        intake,
        clamav: config.clamav.as_ref().map(scanner),
        origins: origins(config)?,
        jobs: Jobs::default(),
        log_key,
        audit: Audit::default(),
    }))
}

/// The table of countries by address. It is a hint for who reads the log, so a site runs without
/// one; a folder that is named and of no use is told.
fn origins(config: &Config) -> Result<Table, DaemonError> {
    let Some(folder) = &config.origins else { return Ok(Table::empty()) };
    let table = Table::read(&folder.join("geoip"), &folder.join("geoip6"));
    let table = table.map_err(DaemonError::Origins)?;
    if table.is_empty() {
        tracing::warn!("`origins` holds no table; countries of addresses are unknown");
    }
    if 0 < table.skipped() {
        tracing::warn!(skipped = table.skipped(), "lines of `origins` could not be used");
    }
    Ok(table)
}

fn log_key(ring: &SharedRing) -> String {
    ring.current().signer(LOG_ORIGIN).verifier().to_string()
}

fn scanner(config: &config::Clamav) -> Clamav {
    match config {
        config::Clamav::Socket { socket } => Clamav::Socket(socket.clone()),
        config::Clamav::Port { host, port } => Clamav::Port(host.clone(), *port),
    }
}

/// Tells the epochs of sessions: once an account is closed, each of its sessions is over. R48.
#[derive(Debug)]
struct AccountEpochs(Store);

#[async_trait]
impl Epochs for AccountEpochs {
    async fn epoch(&self, person: &str) -> Result<i64, String> {
        self.0.epoch(person).await.map_err(|failure| failure.code())
    }
}

/// The layers around the routes.
pub fn stack(config: &Config, app: &Arc<App>, sessions: Sessions) -> Result<Stack, DaemonError> {
    let mut stack = Stack::new(Arc::clone(&app.clock), Arc::clone(&app.ids));
    stack.headers = config.headers.clone();
    stack.limits = config.limits;
    stack.languages = app.catalogue.languages();
    stack.security.clone_from(&config.security);
    stack.epochs = Some(Arc::new(AccountEpochs(app.store.clone())));
    stack.sign_ins = Some(Arc::new(Noted(Arc::clone(app))));
    let store = session::Store::new(sessions.clone()).named(SESSION_COOKIE);
    stack.sessions = Some(store.ending(move |handle| {
        let sessions = sessions.clone();
        async move { sessions.end(&handle).await.map_err(|error| error.code()) }
    }));
    if let Some(provider) = &config.sign_in {
        stack.sign_in = Some(SignIn::new(provider.clone(), Arc::clone(&app.clock))?);
    }
    let shared = Arc::clone(app);
    stack.problem_page =
        Some(Renderer::new(move |problem, reader| public::problem::page(&shared, problem, reader)));
    Ok(stack)
}
