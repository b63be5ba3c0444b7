//! Starting and stopping `eesd`.

use std::path::Path;
use std::sync::Arc;

use ees_biometrics::cluster::Share;
use ees_domain::switches::{CheckSwitches, Switches};
use ees_pages::TEXTS;
use ees_store::notices::{Place, after_restore};
use ees_store::{PgRegister, StoreError, schema};
use fnd_core::clock::SystemClock;
use fnd_core::id::RandomIds;
use fnd_core::{Clock, Ids};
use fnd_host::{HostError, Keeper, Names, Storage, Until};
use fnd_pg::database::connect;
use fnd_pg::log::Audit;
use fnd_pg::session::{Lifetime, Sessions};
use fnd_pg::{Database, Failure};
use fnd_vault::SharedRing;
use fnd_web::problem::page::Renderer;
use fnd_web::serve::{self, Admin, ServeError};
use fnd_web::sign_in::{SignIn, SignInError};
use fnd_web::telemetry::Metrics;
use fnd_web::words::{Catalogue, CatalogueError};
use fnd_web::{Certificates, Stack, SystemError, session};
use tokio::sync::{Semaphore, watch};

use crate::app::{App, STREAMS_MAX};
use crate::biometrics::Biometrics;
use crate::biometrics::config::{BiometricsError, Ready};
use crate::biometrics::follow::{self, Source};
use crate::config::{Config, ConfigError};
use crate::notices::arrivals;
use crate::notices::deliver::{self, Delivery, WebhookError};
use crate::{erasing, pages, routes, upkeep};

/// The name under which the log's checkpoints are signed.
pub const LOG_ORIGIN: &str = "limen.example/ees/log";
/// The name under which notices to Member States are signed.
pub const NOTICE_SIGNER: &str = "limen-ees-notices";
/// Connections of the request pool.
const CONNECTIONS_MAX: usize = 16;

/// Connections of timed work.
const UPKEEP_CONNECTIONS_MAX: usize = 2;

/// The daemon could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum DaemonError {
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Storage, keys, log, sign-in or listeners failed.
    #[error(transparent)]
    Host(#[from] HostError),
    /// The register could not be made ready.
    #[error(transparent)]
    Register(#[from] StoreError),
    /// Faces and fingers cannot be made ready.
    #[error(transparent)]
    Biometrics(#[from] BiometricsError),
    /// A webhook cannot be used.
    #[error(transparent)]
    Webhook(#[from] WebhookError),
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
of_host!(CatalogueError, Failure, ServeError, SignInError, SystemError);

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

/// The private cluster below `data`.
pub async fn private(data: &Path) -> Result<Storage, HostError> {
    Storage::private(NAMES, data).await
}

/// The key ring of a data directory.
pub fn ring(data: &Path, clock: &dyn Clock) -> Result<Arc<SharedRing>, HostError> {
    fnd_host::ring(data, "keys.toml", clock)
}

/// Serves until it is ended, then finishes what is under way and stops the cluster.
pub async fn serve(config: &Config, metrics: Metrics, until: Until) -> Result<(), DaemonError> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let ring = ring(&config.data, &*clock)?;
    let storage = storage(config).await?;
    let applied = storage.migrate(&schema::migrations()).await?;
    tracing::info!(applied, "the schema is up to date");
    let mut owner = connect(storage.of(schema::OWNER)?).await?;
    if after_restore(&mut owner).await? {
        tracing::info!("notices of the restored register were put in order");
    }
    drop(owner);
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
    let database = Database::new(storage.of(schema::APP)?.clone(), CONNECTIONS_MAX)?;
    let sessions = Sessions::new(database.clone(), Arc::clone(&clock), Lifetime::default());
    let (sender, arrivals) = watch::channel(Place::first());
    let Ready { biometrics, gallery } = config.biometrics.prepare().await?;
    let app = app(config, (&database, &ring, &clock), (arrivals, biometrics))?;
    let following = gallery.map(|gallery| {
        let source = source(storage, &app, &ring)?;
        Ok::<_, HostError>(follow::start(source, gallery, Share::WHOLE))
    });
    let following = following.transpose()?;
    let router = stack(config, &app, sessions.clone())?.around(routes::routes(Arc::clone(&app)));
    let keeper = Keeper {
        sealer: storage.of(schema::SEALER)?.clone(),
        folder: config.data.join("log"),
        origin: LOG_ORIGIN,
        ring: Arc::clone(&ring),
        audit: app.audit.clone(),
        clock,
    };
    let kept = keeper.start(sessions)?;
    let worked = Database::new(storage.of(schema::UPKEEP)?.clone(), UPKEEP_CONNECTIONS_MAX)?;
    let told = arrivals::start(worked.clone(), sender);
    let deliveries = deliver::start(deliveries(config, &worked, (&ring, &app.clock))?);
    let upkeep = upkeep::start(worked, (Arc::clone(&app.clock), Arc::clone(&app.ids)));
    let erasing = erasing::start(
        storage.of(schema::RETENTION)?.clone(),
        (Arc::clone(&app.clock), Arc::clone(&app.ids)),
    );
    let pinged = database.clone();
    let admin = Admin::new().metrics(metrics).check("database", move || {
        let database = pinged.clone();
        async move { database.ping().await.map_err(|error| error.code()) }
    });
    let running = serve::start(&config.server, router, admin)?;
    tracing::info!(
        tls = ?running.tls, plain = ?running.plain, admin = ?running.admin, "listening"
    );
    // Streams of notices end when nothing more can arrive; without that they would keep the server
    // from stopping for as long as it has patience.
    let stopper = running.stopper();
    let ending = tokio::spawn(async move {
        stopper.begun().await;
        drop(told);
    });
    if until == Until::StdinCloses {
        running.stop_at_end_of(std::io::stdin());
    }
    let result = running.until_stopped().await;
    ending.abort();
    drop((kept, upkeep, erasing, deliveries, following));
    database.close();
    Ok(result?)
}

/// Who delivers notices to the States that are configured.
fn deliveries(
    config: &Config,
    database: &Database,
    (ring, clock): (&SharedRing, &Arc<dyn Clock>),
) -> Result<Vec<Delivery>, DaemonError> {
    let made = config.webhook.iter().map(|webhook| {
        let signer = ring.current().message_signer(NOTICE_SIGNER);
        let with = (database.clone(), Arc::clone(clock));
        Ok(Delivery::new(webhook.clone(), with, signer)?)
    });
    made.collect()
}

/// What a gallery is filled from.
fn source(storage: &Storage, app: &App, ring: &Arc<SharedRing>) -> Result<Source, HostError> {
    Ok(Source {
        connection: storage.of(schema::MATCHER)?.clone(),
        ring: Arc::clone(ring),
        clock: Arc::clone(&app.clock),
        ids: Arc::clone(&app.ids),
    })
}

/// What handlers share.
fn app(
    config: &Config,
    (database, ring, clock): (&Database, &Arc<SharedRing>, &Arc<dyn Clock>),
    (arrivals, biometrics): (watch::Receiver<Place>, Biometrics),
) -> Result<Arc<App>, DaemonError> {
    let ids: Arc<dyn Ids> = Arc::new(RandomIds);
    Ok(Arc::new(App {
        biometrics,
        register: Arc::new(PgRegister::new(database.clone(), Arc::clone(ring), Arc::clone(&ids))),
        clock: Arc::clone(clock),
        ids,
        points: config.points()?,
        switches: Switches::default(),
        check_switches: CheckSwitches {
            biometrics: config.biometrics.switches()?,
            ..CheckSwitches::default()
        },
        catalogue: Arc::new(Catalogue::new(TEXTS)?),
        office: config.office.clone(),
        log_key: ring.current().signer(LOG_ORIGIN).verifier().to_string(),
        arrivals,
        streams: Arc::new(Semaphore::new(STREAMS_MAX)),
        systems: config.system.clone(),
        audit: Audit::default(),
    }))
}

/// The layers around the routes.
fn stack(config: &Config, app: &Arc<App>, sessions: Sessions) -> Result<Stack, DaemonError> {
    let mut stack = Stack::new(Arc::clone(&app.clock), Arc::clone(&app.ids));
    stack.headers = config.headers.clone();
    let agent = &app.biometrics.agent;
    if !agent.is_empty() && !stack.headers.connect.contains(agent) {
        stack.headers.connect.push(agent.clone());
    }
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
