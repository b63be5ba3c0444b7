//! Log rows whose time is over. EES Art. 46(4).
//!
//! Rows about a file go a year after the period of its data; rows that name no file have a period
//! of their own, a switch. What they said cannot be read any more; their hashes stay in the tree,
//! so that the log still verifies.

use fnd_pg::log::retention::{Spared, erase_about, erase_about_nobody};
use jiff::tz::TimeZone;
use tokio_postgres::{Client, Transaction};
use uuid::Uuid;

use super::{Batch, How};
use crate::StoreError;
use crate::pg::HELD;

/// Rows that a monitoring procedure needs which has begun and not ended. Art. 46(4).
const NEEDED: Spared = Spared::Where(HELD);
/// Erased files of one batch; each may have hundreds of rows.
const FILES_MAX: i64 = 100;
/// Rows about nobody of one batch.
const ROWS_MAX: i64 = 5_000;

/// Rows about files that are gone. A file stays noted as long as rows about it are not sealed, or
/// a monitoring procedure needs some.
pub(super) async fn of_files(
    transaction: &Transaction<'_>,
    how: How<'_>,
    (row, held): (Uuid, &[Uuid]),
) -> Result<Batch, StoreError> {
    let sql = "SELECT file_id FROM erased_file
                WHERE log_until < $1 AND NOT file_id = ANY ($2) ORDER BY log_until LIMIT $3";
    let kept_from = how.kept_from().date();
    let due = transaction.query(sql, &[&kept_from, &held, &FILES_MAX]).await?;
    let mut files: Vec<Uuid> = due.iter().map(|row| row.get(0)).collect();
    let is_full = i64::try_from(files.len()).is_ok_and(|found| FILES_MAX <= found);
    let count = erase_about(transaction, (&files, NEEDED), row).await?;
    let sql = "DELETE FROM erased_file f WHERE file_id = ANY ($1)
                  AND NOT EXISTS (SELECT 1 FROM log_entry l WHERE l.object = f.file_id)
               RETURNING file_id";
    let gone = transaction.query(sql, &[&files]).await?;
    files.retain(|file| !gone.iter().any(|row| row.get::<_, Uuid>(0) == *file));
    Ok(Batch { count, held: files, is_full })
}

/// Rows that name no file.
pub(super) async fn of_nobody(
    transaction: &Transaction<'_>,
    how: How<'_>,
    row: Uuid,
) -> Result<Batch, StoreError> {
    let from = how.switches.rows_about_nobody_from(how.today());
    let Some(from) = from else { return Ok(Batch::default()) };
    let count = erase_about_nobody(transaction, (from, ROWS_MAX, NEEDED), row).await?;
    let is_full = i64::try_from(count).is_ok_and(|count| ROWS_MAX <= count);
    Ok(Batch { count, held: Vec::new(), is_full })
}

/// Erases monitoring procedures whose time is over, which runs from their end.
pub(super) async fn drop_procedures(client: &Client, how: How<'_>) -> Result<u64, StoreError> {
    let sql = "DELETE FROM monitoring_procedure WHERE kept_until < $1";
    Ok(client.execute(sql, &[&how.kept_from().date()]).await?)
}

/// Destroys the keys of months of which no row is left that was sealed under them.
pub(super) async fn drop_keys(client: &Client, how: How<'_>) -> Result<u64, StoreError> {
    let from = how.switches.rows_about_nobody_from(how.today());
    let Some(from) = from else { return Ok(0) };
    let date = from.to_zoned(TimeZone::UTC).date();
    let month = i32::from(date.year()).saturating_mul(100).saturating_add(i32::from(date.month()));
    let sql = "DELETE FROM log_key k WHERE log_key_id < $1 AND NOT EXISTS (
                   SELECT 1 FROM log_entry l,
                          make_timestamptz(log_key_id / 100, log_key_id % 100, 1, 0, 0, 0, 'UTC')
                              AS first (day)
                    WHERE l.at >= first.day AND l.at < first.day + interval '1 month'
                      AND l.used_key = k.log_key_id AND l.used IS NOT NULL)";
    Ok(client.execute(sql, &[&month]).await?)
}
