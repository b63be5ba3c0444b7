//! Erasing rows whose time is over, so that the log still verifies.
//!
//! The tree keeps the hash of an erased row: nobody can read what it said, and everybody can see
//! that it was there. The row that tells of the erasure says how many went with it; it is sealed
//! like any other, so more cannot go under its name later. It names nobody and stays.

use jiff::Timestamp;
use tokio_postgres::GenericClient;
use uuid::Uuid;

use crate::failure::Failure;

/// Erases the sealed rows of `actions` that were written at or before `until`, in the caller's
/// transaction, and answers how many they were. The row `told_by` tells of it: its `hits` must
/// be the sum of all erasures under its name.
///
/// Rows that are not sealed yet stay until they are: their hash would be missing from the tree.
/// Rows that tell of an erasure stay too.
pub async fn erase(
    client: &impl GenericClient,
    (actions, until): (&[&str], Timestamp),
    told_by: Uuid,
) -> Result<u64, Failure> {
    let sql = "WITH due AS (
                   SELECT log_id, leaf_index FROM log_entry JOIN log_leaf USING (log_id)
                    WHERE action = ANY ($1) AND at <= $2
                      AND NOT EXISTS (SELECT 1 FROM log_erased WHERE told_by = log_id)),
                   noted AS (
                   INSERT INTO log_erased (leaf_index, told_by) SELECT leaf_index, $3 FROM due)
               DELETE FROM log_entry USING due WHERE log_entry.log_id = due.log_id";
    Ok(client.execute(sql, &[&actions, &until, &told_by]).await?)
}
