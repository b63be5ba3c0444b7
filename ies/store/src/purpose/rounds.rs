//! Rounds of timed work: batch by batch through everything that is due, and one row that fails
//! keeps no other waiting.

use fnd_pg::Failure;

use crate::StoreError;

/// Rows that are read at once.
pub(crate) const BATCH_MAX: i64 = 500;

/// What became of one row, or what would have if it had failed; the next round tries again. When
/// the database is away, so is everything else, and the round ends.
pub(crate) fn carried_on<T: Default>(
    what: &'static str,
    done: Result<T, StoreError>,
) -> Result<T, StoreError> {
    match done {
        Ok(done) => Ok(done),
        Err(error @ StoreError::Database(Failure::Unavailable(_))) => Err(error),
        Err(error) => {
            tracing::warn!(what, %error, "one row waits for the next round");
            Ok(T::default())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_fails_is_passed_over_and_a_database_that_is_away_is_not() {
        let odd = Err(StoreError::odd("row"));
        assert_eq!(carried_on::<usize>("row", odd).ok(), Some(0));
        assert_eq!(carried_on("row", Ok(1)).ok(), Some(1));
        let away = StoreError::Database(Failure::Unavailable("away".into()));
        assert!(carried_on::<usize>("row", Err(away)).is_err());
    }
}
