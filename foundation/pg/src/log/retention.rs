//! Erasing rows whose time is over, so that the log still verifies.
//!
//! The tree keeps the hash of an erased row: nobody can read what it said, and everybody can see
//! that it was there. The row that tells of the erasure says how many went with it; it is sealed
//! like any other, so more cannot go under its name later. It names nobody and stays.

use jiff::Timestamp;
use tokio_postgres::GenericClient;
use uuid::Uuid;

use crate::failure::Failure;

/// Erases the rows of `due`, a query for pairs of `log_id` and `leaf_index` of sealed rows of the
/// log `l`, whose values are `$2` and what follows.
fn statement(due: &str) -> String {
    format!(
        "WITH due AS (
             SELECT l.log_id, f.leaf_index FROM log_entry l JOIN log_leaf f USING (log_id)
              WHERE {due}),
             noted AS (
             INSERT INTO log_erased (leaf_index, told_by) SELECT leaf_index, $1 FROM due)
         DELETE FROM log_entry USING due WHERE log_entry.log_id = due.log_id"
    )
}

/// Which rows stay although their time is over: a condition on the log `l` in SQL, written in code
/// and never made of what anybody sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spared {
    /// None.
    None,
    /// Those for which the condition holds.
    Where(&'static str),
}

impl Spared {
    /// The condition under which a row may go.
    fn not(self) -> String {
        match self {
            Self::None => String::from("true"),
            Self::Where(condition) => format!("NOT ({condition})"),
        }
    }
}

/// Rows that tell of an erasure stay.
const TELLS_OF_NONE: &str = "NOT EXISTS (SELECT 1 FROM log_erased e WHERE e.told_by = l.log_id)";

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
    let sql = statement(&format!("action = ANY ($2) AND at <= $3 AND {TELLS_OF_NONE}"));
    Ok(client.execute(&sql, &[&told_by, &actions, &until]).await?)
}

/// As [`erase`], for the rows about any of `objects`, whenever they were written, but for those
/// that are `spared`.
pub async fn erase_about(
    client: &impl GenericClient,
    (objects, spared): (&[Uuid], Spared),
    told_by: Uuid,
) -> Result<u64, Failure> {
    let may_go = spared.not();
    let sql = statement(&format!("object = ANY ($2) AND {TELLS_OF_NONE} AND {may_go}"));
    Ok(client.execute(&sql, &[&told_by, &objects]).await?)
}

/// As [`erase`], for at most `count_max` rows about no object that were written before `before`,
/// but for those that are `spared`.
pub async fn erase_about_nobody(
    client: &impl GenericClient,
    (before, count_max, spared): (Timestamp, i64, Spared),
    told_by: Uuid,
) -> Result<u64, Failure> {
    let may_go = spared.not();
    let due = format!(
        "l.log_id IN (SELECT log_id FROM log_entry l JOIN log_leaf USING (log_id)
             WHERE object IS NULL AND at < $2 AND {TELLS_OF_NONE} AND {may_go}
             ORDER BY at LIMIT $3)"
    );
    Ok(client.execute(&statement(&due), &[&told_by, &before, &count_max]).await?)
}
