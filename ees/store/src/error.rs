//! What the storage cannot do, and what its caller can do then.

use fnd_pg::Failure;
use fnd_pg::log::keys::LogKeyError;

/// Storage failed. What the caller can do is in the variant.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database is away or overloaded; the same request may be sent again.
    #[error(transparent)]
    Database(#[from] Failure),
    /// A travel document that was to be added is on another file already.
    #[error("the travel document is on another file")]
    DocumentOnOtherFile,
    /// Somebody else recorded a passage of the same person at the same moment.
    #[error("somebody else recorded a passage of this person")]
    Overtaken,
    /// Keys or sealed values failed.
    #[error("a sealed value could not be made or opened")]
    Seal(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A row breaks a rule that is always kept.
    #[error("the {what} of a file is inconsistent")]
    Inconsistent {
        /// What, without its value.
        what: &'static str,
    },
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

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Database(error.into())
    }
}
