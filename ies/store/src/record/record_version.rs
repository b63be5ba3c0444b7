//! The record of processing as it stood. R53.

use jiff::Timestamp;

use crate::client::Client;
use crate::{StoreError, Unit};

/// A version of the record of processing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordVersion {
    /// From 1 on.
    pub version: u32,
    /// From when on it stood so.
    pub since: Timestamp,
    /// The record as JSON.
    pub content: String,
}

/// Every version, the earliest first. There is one for each release or configuration that
/// changed it.
pub(crate) async fn all(client: Client<'_>) -> Result<Vec<RecordVersion>, StoreError> {
    let sql = "SELECT version, since, content FROM record_version ORDER BY version";
    let rows = client.query(sql, &[]).await?;
    let read = |row: &tokio_postgres::Row| {
        let version = u32::try_from(row.get::<_, i32>(0)).ok();
        let version = version.ok_or(StoreError::odd("version"))?;
        Ok(RecordVersion { version, since: row.get(1), content: row.get(2) })
    };
    rows.iter().map(read).collect()
}

/// Keeps a version, unless another process that starts has just kept it.
pub(crate) async fn insert(unit: &Unit, kept: &RecordVersion) -> Result<(), StoreError> {
    let version = i32::try_from(kept.version).ok().ok_or(StoreError::odd("version"))?;
    let sql = "INSERT INTO record_version (version, since, content) VALUES ($1, $2, $3)
               ON CONFLICT DO NOTHING";
    unit.client()?.execute(sql, &[&version, &kept.since, &kept.content]).await?;
    Ok(())
}
