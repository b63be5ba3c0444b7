//! Why storage failed.

use fnd_pg::Failure;
use fnd_pg::log::keys::LogKeyError;
use fnd_vault::{RingError, SealError};
use tokio_postgres::error::SqlState;

use crate::blob::BlobError;

/// Storage failed. What the caller can do is in the variant.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database is away or overloaded; the same request may be sent again.
    #[error(transparent)]
    Database(#[from] Failure),
    /// Somebody else changed the same thing at the same moment; look at it again.
    #[error("somebody else changed this at the same moment")]
    Overtaken,
    /// Keys or sealed values failed.
    #[error("a sealed value could not be made or opened")]
    Seal(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The file of a sealed value could not be written or read.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// A row breaks a rule that is always kept.
    #[error("the {what} is inconsistent")]
    Inconsistent {
        /// What, without its value.
        what: &'static str,
    },
}

impl StoreError {
    /// A row that cannot be.
    pub(crate) const fn odd(what: &'static str) -> Self {
        Self::Inconsistent { what }
    }
}

impl From<LogKeyError> for StoreError {
    fn from(error: LogKeyError) -> Self {
        match error {
            LogKeyError::Database(failure) => Self::Database(failure),
            LogKeyError::Ring(_) | LogKeyError::Seal(_) | LogKeyError::Destroyed(_) => {
                Self::Seal(Box::new(error))
            }
        }
    }
}

impl From<SealError> for StoreError {
    fn from(error: SealError) -> Self {
        Self::Seal(Box::new(error))
    }
}

impl From<RingError> for StoreError {
    fn from(error: RingError) -> Self {
        Self::Seal(Box::new(error))
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let is_twice = error.code() == Some(&SqlState::UNIQUE_VIOLATION);
        // Two at the same moment: a unique index let one of them pass.
        if is_twice { Self::Overtaken } else { Self::Database(error.into()) }
    }
}
