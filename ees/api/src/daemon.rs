//! Starting and stopping `eesd`.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ees_domain::switches::Switches;
use ees_pages::TEXTS;
use ees_store::{PgRegister, schema};
use fnd_core::clock::SystemClock;
use fnd_core::id::RandomIds;
use fnd_core::{Clock, Ids};
use fnd_pg::cluster::{Cluster, ClusterError, Options, SUPERUSER};
use fnd_pg::database::{Connection, connect, ensure_database, ensure_roles, migrate};
use fnd_pg::log::mirror::{Mirror, MirrorError};
use fnd_pg::log::{Audit, Auditor, Sealer};
use fnd_pg::session::{Lifetime, Sessions};
use fnd_pg::{Database, Failure};
use fnd_vault::{RingError, SharedRing};
use fnd_web::problem::page::Renderer;
use fnd_web::serve::{self, Admin, ServeError};
use fnd_web::sign_in::{SignIn, SignInError};
use fnd_web::telemetry::Metrics;
use fnd_web::words::{Catalogue, CatalogueError};
use fnd_web::{Certificates, Stack, SystemError, session};

use crate::app::App;
use crate::config::{Config, ConfigError};
use crate::{pages, routes};

/// The name under which the log's checkpoints are signed.
pub const LOG_ORIGIN: &str = "limen.example/ees/log";
/// Connections of the request pool.
const CONNECTIONS_MAX: usize = 16;
/// How often ended sessions are deleted.
const SWEEP: Duration = Duration::from_mins(5);

/// The daemon could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum DaemonError {
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The private cluster failed.
    #[error(transparent)]
    Cluster(#[from] ClusterError),
    /// The database failed.
    #[error("the database: {}", said(.0))]
    Database(#[from] Failure),
    /// The key ring failed.
    #[error(transparent)]
    Ring(#[from] RingError),
    /// The log's files failed.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// The words of the pages are damaged.
    #[error(transparent)]
    Words(#[from] CatalogueError),
    /// Sign-in is not configured well.
    #[error(transparent)]
    SignIn(#[from] SignInError),
    /// A system is not configured well.
    #[error(transparent)]
    System(#[from] SystemError),
    /// The listeners failed.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// The operating system refused.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// What lies behind a failure of the database, for whoever starts the daemon.
fn said(failure: &Failure) -> String {
    let source = std::error::Error::source(failure).map(|source| format!(" ({source})"));
    format!("{failure}{}", source.unwrap_or_default())
}

/// The connections of the daemon, and the cluster when it is ours.
#[derive(Debug)]
pub struct Storage {
    cluster: Option<Cluster>,
    /// How the requests' role connects.
    pub app: Connection,
    /// How the sealing role connects.
    pub sealer: Connection,
    /// How the owner connects.
    pub owner: Connection,
}

impl Storage {
    /// Starts the private cluster, or takes the addresses of the configuration.
    pub async fn open(config: &Config) -> Result<Self, DaemonError> {
        let Some(database) = &config.database else {
            return Self::private(&config.data).await;
        };
        let read = fnd_pg::database::connection;
        Ok(Self {
            cluster: None,
            app: read(&database.app)?,
            sealer: read(&database.sealer)?,
            owner: read(&database.owner)?,
        })
    }

    /// As [`open`](Self::open), for a tool beside a daemon that may be running.
    pub async fn open_beside(config: &Config) -> Result<Self, DaemonError> {
        match Self::open(config).await {
            Err(DaemonError::Cluster(ClusterError::InUse(folder))) => {
                let of = |role| Cluster::running(&folder, role, schema::DATABASE);
                let (app, sealer, owner) =
                    (of(schema::APP)?, of(schema::SEALER)?, of(schema::OWNER)?);
                Ok(Self { cluster: None, app, sealer, owner })
            }
            done => done,
        }
    }

    /// The private cluster below `data`, with its roles and database.
    pub async fn private(data: &Path) -> Result<Self, DaemonError> {
        let options = Options {
            folder: data.join("cluster"),
            roles: schema::ROLES.to_vec(),
            durable: true,
            settings: Vec::new(),
        };
        let cluster = Cluster::start(&options).await?;
        let admin = connect(&cluster.connection(SUPERUSER, "postgres")).await?;
        ensure_roles(&admin, schema::ROLES).await?;
        ensure_database(&admin, schema::DATABASE, schema::OWNER).await?;
        let of = |role| cluster.connection(role, schema::DATABASE);
        Ok(Self {
            app: of(schema::APP),
            sealer: of(schema::SEALER),
            owner: of(schema::OWNER),
            cluster: Some(cluster),
        })
    }

    /// Applies the migrations that have not been applied.
    pub async fn migrate(&self) -> Result<usize, DaemonError> {
        let mut owner = connect(&self.owner).await?;
        Ok(migrate(&mut owner, &schema::migrations()).await?)
    }

    /// Stops the cluster, when it is ours.
    pub async fn close(self) -> Result<(), DaemonError> {
        if let Some(cluster) = self.cluster {
            cluster.stop().await?;
        }
        Ok(())
    }
}

/// The key ring of a data directory.
pub fn ring(data: &Path, clock: &dyn Clock) -> Result<Arc<SharedRing>, DaemonError> {
    std::fs::create_dir_all(data)?;
    Ok(Arc::new(SharedRing::open(&data.join("keys.toml"), clock.now())?))
}

/// What ends [`serve()`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// A signal.
    Signal,
    /// A signal, or the end of standard input.
    StdinCloses,
}

/// Serves until it is ended, then finishes what is under way and stops the cluster.
pub async fn serve(config: &Config, metrics: Metrics, until: Until) -> Result<(), DaemonError> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let ring = ring(&config.data, &*clock)?;
    let storage = Storage::open(config).await?;
    let applied = storage.migrate().await?;
    tracing::info!(applied, "the schema is up to date");
    let result = serve_with(config, (&storage, ring, clock), metrics, until).await;
    storage.close().await?;
    result
}

async fn serve_with(
    config: &Config,
    (storage, ring, clock): (&Storage, Arc<SharedRing>, Arc<dyn Clock>),
    metrics: Metrics,
    until: Until,
) -> Result<(), DaemonError> {
    let database = Database::new(storage.app.clone(), CONNECTIONS_MAX)?;
    let sessions = Sessions::new(database.clone(), Arc::clone(&clock), Lifetime::default());
    let app = app(config, (&database, &ring, &clock))?;
    let router = stack(config, &app, sessions.clone())?.around(routes::routes(Arc::clone(&app)));
    let auditor = Auditor {
        config: storage.sealer.clone(),
        verifier: ring.current().signer(LOG_ORIGIN).verifier(),
        mirror: Mirror::new(&config.data.join("log"))?,
        audit: app.audit.clone(),
    };
    let watch = Arc::clone(&clock);
    let auditing = tokio::spawn(async move { auditor.run(&*watch).await });
    let sealing = tokio::spawn(seal(
        storage.sealer.clone(),
        config.data.join("log"),
        ring,
        Arc::clone(&clock),
    ));
    let sweeping = tokio::spawn(sweep(sessions));
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
    sealing.abort();
    auditing.abort();
    sweeping.abort();
    database.close();
    Ok(result?)
}

/// What handlers share.
fn app(
    config: &Config,
    (database, ring, clock): (&Database, &Arc<SharedRing>, &Arc<dyn Clock>),
) -> Result<Arc<App>, DaemonError> {
    let ids: Arc<dyn Ids> = Arc::new(RandomIds);
    Ok(Arc::new(App {
        register: Arc::new(PgRegister::new(database.clone(), Arc::clone(ring), Arc::clone(&ids))),
        clock: Arc::clone(clock),
        ids,
        points: config.points()?,
        switches: Switches::default(),
        catalogue: Arc::new(Catalogue::new(TEXTS)?),
        office: config.office.clone(),
        log_key: ring.current().signer(LOG_ORIGIN).verifier().to_string(),
        audit: Audit::default(),
    }))
}

/// The layers around the routes.
fn stack(config: &Config, app: &Arc<App>, sessions: Sessions) -> Result<Stack, DaemonError> {
    let mut stack = Stack::new(Arc::clone(&app.clock), Arc::clone(&app.ids));
    stack.headers = config.headers.clone();
    stack.limits = config.limits;
    stack.languages = app.catalogue.languages();
    stack.certificates = Certificates::new(&config.system)?;
    stack.security.clone_from(&config.security);
    stack.sessions = Some(session::Store::new(sessions.clone()).ending(move |handle| {
        let sessions = sessions.clone();
        async move { sessions.end(&handle).await.map_err(|error| error.code()) }
    }));
    if let Some(provider) = &config.sign_in {
        stack.sign_in = Some(SignIn::new(provider.clone(), Arc::clone(&app.clock))?);
    }
    let shared = Arc::clone(app);
    stack.problem_page =
        Some(Renderer::new(move |problem, reader| pages::problem::page(&shared, problem, reader)));
    Ok(stack)
}

/// Seals the log until the task is aborted.
async fn seal(
    connection: Connection,
    folder: std::path::PathBuf,
    ring: Arc<SharedRing>,
    clock: Arc<dyn Clock>,
) {
    match Mirror::new(&folder) {
        Ok(mirror) => {
            let signer = ring.current().signer(LOG_ORIGIN);
            Sealer::new(connection, signer, mirror).run(&*clock).await;
        }
        Err(error) => tracing::error!(%error, "the log cannot be sealed"),
    }
}

/// Deletes ended sessions until the task is aborted.
async fn sweep(sessions: Sessions) {
    loop {
        if let Err(error) = sessions.sweep().await {
            tracing::warn!(error = error.code(), "ended sessions stay for now");
        }
        tokio::time::sleep(SWEEP).await;
    }
}
