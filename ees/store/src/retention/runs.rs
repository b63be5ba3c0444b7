//! The account of what runs of erasure did: numbers, no names.

use jiff::Timestamp;
use jiff::civil::Date;
use tokio_postgres::{Client, GenericClient, Row};
use uuid::Uuid;

use super::How;
use crate::StoreError;

/// What a run was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    /// Erasing what is kept no longer.
    Daily,
    /// Erasing what authorities ordered to go before its time.
    Orders,
    /// Telling Member States of what will go.
    Warnings,
}

impl RunKind {
    /// All kinds with their codes.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Daily, "daily"), (Self::Orders, "orders"), (Self::Warnings, "warnings")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(kind, _)| *kind == self).map_or("", |(_, code)| code)
    }

    /// The kind with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(kind, _)| kind)
    }
}

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionRun {
    /// Its identifier.
    pub id: Uuid,
    /// What it was for.
    pub kind: RunKind,
    /// When it began.
    pub began_at: Timestamp,
    /// When it ended; `None` when it goes on or was broken off.
    pub ended_at: Option<Timestamp>,
    /// The day that had not ended everywhere.
    pub day: Date,
    /// Records erased, those of erased files not counted.
    pub records: u64,
    /// Refusals erased, those of erased files not counted.
    pub refusals: u64,
    /// Files erased.
    pub files: u64,
    /// Overstayers of whose data Member States were told that it will go.
    pub warnings: u64,
    /// Notices erased.
    pub notices: u64,
    /// Log rows erased.
    pub log_rows: u64,
    /// What was due by its column and is kept by the rules.
    pub held: u64,
    /// What was found without its file, or with a wrong day; `None` when it was not looked for.
    pub orphans: Option<u64>,
}

/// Begins the account of a run; answers its identifier.
pub(super) async fn begin(
    client: &impl GenericClient,
    how: How<'_>,
    kind: RunKind,
) -> Result<Uuid, StoreError> {
    let id = how.ids.next(how.now);
    let sql = "INSERT INTO retention_run (run_id, kind, began_at, day) VALUES ($1, $2, $3, $4)";
    let day = how.today().date();
    client.execute(sql, &[&id, &kind.code(), &how.now, &day]).await?;
    Ok(id)
}

/// Adds `count` to `column`, a column of the table, in the transaction of what is counted.
pub(super) async fn add(
    client: &impl GenericClient,
    run: Uuid,
    column: &'static str,
    count: u64,
) -> Result<(), StoreError> {
    if 0 < count {
        let sql = format!("UPDATE retention_run SET {column} = {column} + $2 WHERE run_id = $1");
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        client.execute(&sql, &[&run, &count]).await?;
    }
    Ok(())
}

/// Ends the account of a run.
pub(super) async fn end(client: &Client, how: How<'_>, run: Uuid) -> Result<(), StoreError> {
    // The run did everything at one moment; how long it took, the server's clock knows.
    let sql = "UPDATE retention_run SET ended_at = greatest($2::timestamptz, clock_timestamp())
                WHERE run_id = $1";
    client.execute(sql, &[&run, &how.now]).await?;
    Ok(())
}

/// Notes how much the search for what hangs on nothing found.
pub async fn note_orphans(client: &Client, run: Uuid, count: u64) -> Result<(), StoreError> {
    let sql = "UPDATE retention_run SET orphans = $2 WHERE run_id = $1";
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    client.execute(sql, &[&run, &count]).await?;
    Ok(())
}

/// Whether a daily run for the day of `how` has ended.
pub async fn is_done(client: &Client, how: How<'_>) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM retention_run
                WHERE kind = 'daily' AND day = $1 AND ended_at IS NOT NULL)";
    Ok(client.query_one(sql, &[&how.today().date()]).await?.get(0))
}

/// The last runs, the latest first, at most `count_max`.
pub(crate) async fn list(
    client: &impl GenericClient,
    count_max: u16,
) -> Result<Vec<RetentionRun>, StoreError> {
    let sql = "SELECT run_id, kind, began_at, ended_at, day, records, refusals, files, warnings,
                      notices, log_rows, held, orphans
                 FROM retention_run ORDER BY began_at DESC, run_id DESC LIMIT $1";
    let rows = client.query(sql, &[&i64::from(count_max)]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<RetentionRun, StoreError> {
    let count = |column| u64::try_from(row.get::<_, i64>(column)).unwrap_or_default();
    Ok(RetentionRun {
        id: row.try_get(0)?,
        kind: RunKind::find(row.try_get(1)?).ok_or(StoreError::Inconsistent { what: "run" })?,
        began_at: row.try_get(2)?,
        ended_at: row.try_get(3)?,
        day: row.try_get(4)?,
        records: count(5),
        refusals: count(6),
        files: count(7),
        warnings: count(8),
        notices: count(9),
        log_rows: count(10),
        held: count(11),
        orphans: row.try_get::<_, Option<i64>>(12)?.and_then(|found| u64::try_from(found).ok()),
    })
}
