//! What went wrong in the database, sorted by what the caller can do about it.

use std::error::Error;

use tokio_postgres::error::SqlState;

/// A failed call to the database.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The database does not answer, is stopping, or has no connection free. Trying again later
    /// is safe: what was not committed did not happen, and a repeated id answers the same.
    #[error("the database cannot be reached")]
    Unavailable(#[source] Box<dyn Error + Send + Sync>),
    /// Somebody else changed the same rows at the same moment. Trying again at once is safe.
    #[error("somebody else changed the same rows")]
    Contended(#[source] tokio_postgres::Error),
    /// A constraint refused the rows; the name says which.
    #[error("the constraint `{constraint}` refused the rows")]
    Constraint {
        /// The constraint's name.
        constraint: String,
        /// What the server said.
        #[source]
        source: tokio_postgres::Error,
    },
    /// Anything else is a mistake of ours.
    #[error("the database refused a statement")]
    Defect(#[source] Box<dyn Error + Send + Sync>),
}

impl Failure {
    /// What the server or the connection said, as a code without values: an SQLSTATE, or a word
    /// for a failure without one.
    pub fn code(&self) -> String {
        let source = match self {
            Self::Contended(error) | Self::Constraint { source: error, .. } => Some(error),
            Self::Unavailable(boxed) | Self::Defect(boxed) => {
                boxed.downcast_ref::<tokio_postgres::Error>()
            }
        };
        match source.and_then(tokio_postgres::Error::code) {
            Some(state) => state.code().to_owned(),
            None if matches!(self, Self::Unavailable(_)) => "connection".to_owned(),
            None => "client".to_owned(),
        }
    }
}

impl From<tokio_postgres::Error> for Failure {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(said) = error.as_db_error() else {
            // Without an answer of the server the connection itself broke, except when a value
            // could not be turned into its type, which is a mistake of ours.
            let ours = error.source().is_some_and(|source| !source.is::<std::io::Error>());
            let broken = error.is_closed() || !ours;
            let boxed = Box::new(error);
            return if broken { Self::Unavailable(boxed) } else { Self::Defect(boxed) };
        };
        let code = said.code().clone();
        if let Some(constraint) = said.constraint() {
            let constraint = constraint.to_owned();
            return Self::Constraint { constraint, source: error };
        }
        if is_contention(&code) {
            return Self::Contended(error);
        }
        if is_outage(&code) {
            return Self::Unavailable(Box::new(error));
        }
        Self::Defect(Box::new(error))
    }
}

impl From<deadpool_postgres::PoolError> for Failure {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        Self::Unavailable(Box::new(error))
    }
}

fn is_contention(code: &SqlState) -> bool {
    [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::LOCK_NOT_AVAILABLE,
    ]
    .contains(code)
}

/// Classes 08 (connection), 53 (resources), 57 (operator intervention) and 58 (system).
fn is_outage(code: &SqlState) -> bool {
    ["08", "53", "57", "58"].iter().any(|class| code.code().starts_with(class))
}
