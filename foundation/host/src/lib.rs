//! How a daemon of this workspace starts and stops: its storage, its keys, who keeps its log, and
//! the commands an operator types about them. What it serves is the system's own.

pub mod command;
pub mod keeper;
pub mod storage;

use std::path::Path;
use std::sync::Arc;

use fnd_core::Clock;
use fnd_pg::Failure;
use fnd_pg::cluster::ClusterError;
use fnd_pg::log::mirror::MirrorError;
use fnd_vault::{RingError, SharedRing};
use fnd_web::SystemError;
use fnd_web::serve::ServeError;
use fnd_web::sign_in::SignInError;
use fnd_web::words::CatalogueError;

pub use keeper::Keeper;
pub use storage::{Names, Storage};

/// A daemon could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// The private cluster failed.
    #[error(transparent)]
    Cluster(#[from] ClusterError),
    /// The database failed.
    #[error("the database: {}", said(.0))]
    Database(#[from] Failure),
    /// The configuration names no address for a role.
    #[error("the configuration names no address of the database for the role `{0}`")]
    NoAddress(&'static str),
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

/// What ends a daemon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// A signal.
    Signal,
    /// A signal, or the end of standard input.
    StdinCloses,
}

/// The key ring in the file `name` of a data directory, made when it is not there.
pub fn ring(data: &Path, name: &str, clock: &dyn Clock) -> Result<Arc<SharedRing>, HostError> {
    std::fs::create_dir_all(data)?;
    Ok(Arc::new(SharedRing::open(&data.join(name), clock.now())?))
}
