//! Starting and stopping `ees-borderd`.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use ees_pages::TEXTS;
use fnd_core::Clock;
use fnd_core::clock::SystemClock;
use fnd_core::id::RandomIds;
use fnd_vault::{RingError, SharedRing};
use fnd_web::client::{Client, ClientError};
use fnd_web::problem::page::Renderer;
use fnd_web::serve::{self, Admin, ServeError};
use fnd_web::telemetry::Metrics;
use fnd_web::words::{Catalogue, CatalogueError};
use fnd_web::{Certificates, Stack, SystemError};
use tokio::sync::Notify;

use crate::buffer::{Buffer, BufferError};
use crate::config::{Config, ConfigError};
use crate::link::Link;
use crate::node::{Hindrances, Node, Shared};
use crate::shelf::Shelf;
use crate::{pages, replay};

/// The daemon could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum DaemonError {
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The buffer cannot be used.
    #[error("{code}: {0}", code = .0.code())]
    Buffer(#[from] BufferError),
    /// The key ring cannot be used.
    #[error(transparent)]
    Ring(#[from] RingError),
    /// The register cannot be called as it is configured.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// An officer's card is not well described.
    #[error("an `[[officer]]`: {0}")]
    Officer(#[from] SystemError),
    /// The words of the pages are damaged.
    #[error(transparent)]
    Words(#[from] CatalogueError),
    /// The listeners failed.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// The operating system refused.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Looks at everything that does not have to be opened.
///
/// # Errors
/// What of the configuration cannot be used.
pub fn check(config: &Config) -> Result<(), DaemonError> {
    config.point()?;
    Certificates::of(config.officers()?)?;
    Client::new(&config.register())?;
    if config.server.tls.is_none() && config.server.plain.is_none() {
        return Err(ServeError::NoListener.into());
    }
    Ok(())
}

/// Serves until it is ended; with `until_stdin_closes` also when standard input ends.
///
/// # Errors
/// [`DaemonError::Buffer`] when the buffer is not to be trusted: nothing is served then, and the
/// file stays as it is.
pub async fn serve(
    config: &Config,
    metrics: Metrics,
    until_stdin_closes: bool,
) -> Result<(), DaemonError> {
    let node = node(config, Arc::new(SystemClock))?;
    let router = router(config, &node)?;
    let looked_at = Arc::clone(&node);
    let admin = Admin::new().metrics(metrics).check("buffer", move || {
        let node = Arc::clone(&looked_at);
        async move {
            let standing = node.shelf.with(Buffer::standing).await;
            standing.map(|_| ()).map_err(|error| error.to_string())
        }
    });
    let running = serve::start(&config.server, router, admin)?;
    tracing::info!(
        tls = ?running.tls, plain = ?running.plain, admin = ?running.admin, "listening"
    );
    let sending = tokio::spawn(replay::run(Arc::clone(&node)));
    let erasing = tokio::spawn(replay::erase(node));
    if until_stdin_closes {
        running.stop_at_end_of(std::io::stdin());
    }
    let result = running.until_stopped().await;
    sending.abort();
    erasing.abort();
    Ok(result?)
}

/// The pages with everything around them.
///
/// # Errors
/// [`DaemonError::Officer`] when a card is not well described.
pub fn router(config: &Config, node: &Shared) -> Result<Router, DaemonError> {
    let router = stack(config, node)?.around(pages::routes(Arc::clone(node)));
    Ok(router.layer(from_fn_with_state(Arc::clone(node), pages::layer)))
}

/// What handlers share, by `clock`.
///
/// # Errors
/// What of the configuration, the key ring or the buffer cannot be used.
pub fn node(config: &Config, clock: Arc<dyn Clock>) -> Result<Shared, DaemonError> {
    std::fs::create_dir_all(&config.data)?;
    let ring = Arc::new(SharedRing::open(&config.data.join("keys.toml"), clock.now())?);
    let index = ring.current().blind_index();
    let buffer = Buffer::open(&config.data.join("buffer.sqlite"), ring, Arc::clone(&clock))?;
    Ok(Arc::new(Node {
        shelf: Shelf::new(buffer),
        centre: Client::new(&config.register())?,
        patience: Duration::from_secs(config.centre.answer_seconds_max.into()),
        link: Link::new(clock.now()),
        wake: Notify::new(),
        clock,
        ids: Arc::new(RandomIds),
        points: vec![config.point()?],
        catalogue: Arc::new(Catalogue::new(TEXTS)?),
        banner: config.banner.clone(),
        index,
        clock_seconds_max: config.clock_seconds_max,
        hindrances: Hindrances::default(),
    }))
}

/// The layers around the routes.
fn stack(config: &Config, node: &Shared) -> Result<Stack, DaemonError> {
    let mut stack = Stack::new(Arc::clone(&node.clock), Arc::clone(&node.ids));
    stack.headers = config.headers.clone();
    stack.limits = config.limits;
    stack.languages = node.catalogue.languages();
    stack.certificates = Certificates::of(config.officers()?)?;
    stack.security.clone_from(&config.security);
    let shared = Arc::clone(node);
    stack.problem_page =
        Some(Renderer::new(move |problem, reader| pages::problem(&shared, problem, reader)));
    Ok(stack)
}
