//! What Member States are told without having asked, as it is read and as it is delivered.
//!
//! Law: EES Art. 12(1) and (3), 34(3), 35(2), (7) and (8).

use ees_domain::file::File;
use fnd_core::{CountryCode, Id};
use jiff::Timestamp;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, GenericClient, Row};
use uuid::Uuid;

use crate::StoreError;
use crate::retention::{ERASED, RECORD_ERASED};
use crate::rounds::{ERASURE_AHEAD, OVERSTAY};

/// The code of a notice that another State put data right and is responsible for it now.
/// Art. 35(2), (8).
pub const AMENDED: &str = "amended";

/// The code of a notice that a step in a case of amendment is the State's own. Art. 35(3), (6).
pub const CASE_WAITS: &str = "case-waits";
/// The code of a notice that a case of amendment which the State raised was settled. Art. 35(3).
pub const CASE_SETTLED: &str = "case-settled";

/// The code of a notice that visa-related data which is said to be wrong is the same in the Visa
/// Information System, where the State is responsible for it. Art. 35(4).
pub const VIS_SAME: &str = "vis-same";

/// Kinds of notices. They are codes of the interface.
pub const KINDS: [&str; 8] =
    [OVERSTAY, ERASURE_AHEAD, ERASED, RECORD_ERASED, AMENDED, CASE_WAITS, CASE_SETTLED, VIS_SAME];

/// A place in the order of notices: everything before it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    tx: String,
    number: i64,
}

impl Place {
    /// Before all notices.
    pub fn first() -> Self {
        Self { tx: "0".into(), number: 0 }
    }

    /// The place that its `Display` wrote.
    pub fn read(text: &str) -> Option<Self> {
        let (tx, number) = text.split_once('-')?;
        tx.parse::<u64>().ok()?;
        Some(Self { tx: tx.to_owned(), number: number.parse().ok()? })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.tx, self.number)
    }
}

/// A notice. It names files by their references and nobody by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Where it stands.
    pub place: Place,
    /// When it became true.
    pub at: Timestamp,
    /// What kind it is, one of [`KINDS`].
    pub kind: String,
    /// Whom it is for; `None` for all Member States.
    pub state: Option<CountryCode>,
    /// The files it is about.
    pub files: Vec<Id<File>>,
}

const COLUMNS: &str = "tx::text, notice_no, at, kind, state, file_ids";

fn read(row: &Row) -> Result<Notice, StoreError> {
    let state: Option<&str> = row.try_get(4)?;
    let inconsistent = || StoreError::Inconsistent { what: "notice" };
    let files: Vec<Uuid> = row.try_get(5)?;
    Ok(Notice {
        place: Place { tx: row.try_get(0)?, number: row.try_get(1)? },
        at: row.try_get(2)?,
        kind: row.try_get(3)?,
        state: state.map(|code| code.parse().ok().ok_or_else(inconsistent)).transpose()?,
        files: files.into_iter().map(Id::from_uuid).collect(),
    })
}

/// The notices for `state` after `place`, in their order, at most `count`. Those whose
/// transaction may still be preceded by another one's wait for the next time.
pub(crate) async fn after(
    client: &impl GenericClient,
    state: CountryCode,
    (place, count): (&Place, i64),
) -> Result<Vec<Notice>, StoreError> {
    // A place of another cluster, from before a restore, stands behind all that were restored.
    let part = |whose: &str| {
        format!(
            "(SELECT * FROM notice
               WHERE {whose} AND tx < pg_snapshot_xmin(pg_current_snapshot())
                 AND (tx, notice_no) > (CASE
                     WHEN $2::text::xid8 < pg_snapshot_xmax(pg_current_snapshot())
                     THEN $2::text::xid8 ELSE '0'::xid8 END, $3)
               ORDER BY tx, notice_no LIMIT $4)"
        )
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM ({} UNION ALL {}) AS both_kinds
          ORDER BY both_kinds.tx, notice_no LIMIT $4",
        part("state = $1"),
        part("state IS NULL"),
    );
    let state = state.as_str();
    let values: [&(dyn ToSql + Sync); 4] = [&state, &place.tx, &place.number, &count];
    client.query(&sql, &values).await?.iter().map(read).collect()
}

/// The latest notices for `state`, the newest first.
pub(crate) async fn latest(
    client: &impl GenericClient,
    state: CountryCode,
    count: i64,
) -> Result<Vec<Notice>, StoreError> {
    let part = |whose: &str| {
        format!("(SELECT * FROM notice WHERE {whose} ORDER BY tx DESC, notice_no DESC LIMIT $2)")
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM ({} UNION ALL {}) AS both_kinds
          ORDER BY both_kinds.tx DESC, notice_no DESC LIMIT $2",
        part("state = $1"),
        part("state IS NULL"),
    );
    client.query(&sql, &[&state.as_str(), &count]).await?.iter().map(read).collect()
}

/// The place of the newest notice before which none can come any more; in the role of upkeep.
pub async fn newest(client: &Client) -> Result<Place, StoreError> {
    let sql = "SELECT tx::text, notice_no FROM notice
                WHERE tx < pg_snapshot_xmin(pg_current_snapshot())
                ORDER BY tx DESC, notice_no DESC LIMIT 1";
    let row = client.query_opt(sql, &[]).await?;
    Ok(row.map_or_else(Place::first, |row| Place { tx: row.get(0), number: row.get(1) }))
}

/// Brings notices that were restored into a new cluster before everything that happens there: a
/// new cluster counts its transactions from the beginning, and what was told before the restore
/// would stand behind what comes after it. Answers whether there were any; in the role of the
/// owner, before anybody writes.
pub async fn after_restore(client: &mut Client) -> Result<bool, StoreError> {
    let transaction = client.transaction().await?;
    let sql = "SELECT EXISTS (SELECT FROM notice
                               WHERE tx >= pg_snapshot_xmax(pg_current_snapshot()))";
    if !transaction.query_one(sql, &[]).await?.try_get::<_, bool>(0)? {
        return Ok(false);
    }
    // Among all that are moved only their numbers tell the order, in which they need not have
    // become true: a State is told again from the first that it was not told.
    let sql = "UPDATE notice_delivery AS told SET tx = '0', notice_no = coalesce(
                   (SELECT min(notice_no) - 1 FROM notice
                     WHERE (notice.state = told.state OR notice.state IS NULL)
                       AND (notice.tx, notice.notice_no) > (told.tx::xid8, told.notice_no)),
                   (SELECT max(notice_no) FROM notice))";
    transaction.execute(sql, &[]).await?;
    transaction.execute("UPDATE notice SET tx = '0'", &[]).await?;
    transaction.commit().await?;
    Ok(true)
}

/// What a State is to be told next, at most `count`; in the role of upkeep.
pub async fn pending(
    client: &Client,
    state: CountryCode,
    count: i64,
) -> Result<Vec<Notice>, StoreError> {
    let sql = "SELECT tx, notice_no FROM notice_delivery WHERE state = $1";
    let row = client.query_opt(sql, &[&state.as_str()]).await?;
    let place = row.map_or_else(Place::first, |row| Place { tx: row.get(0), number: row.get(1) });
    after(client, state, (&place, count)).await
}

/// Notes that `state` was told everything up to `place`.
pub async fn delivered(
    client: &Client,
    state: CountryCode,
    (place, at): (&Place, Timestamp),
) -> Result<(), StoreError> {
    let sql = "INSERT INTO notice_delivery (state, tx, notice_no, delivered_at)
               VALUES ($1, $2, $3, $4)
               ON CONFLICT (state) DO UPDATE SET tx = $2, notice_no = $3, delivered_at = $4,
                                                 failing_since = NULL, failure = NULL";
    client.execute(sql, &[&state.as_str(), &place.tx, &place.number, &at]).await?;
    Ok(())
}

/// Notes that `state` could not be told, and why, a code.
pub async fn failed(
    client: &Client,
    state: CountryCode,
    (why, at): (&str, Timestamp),
) -> Result<(), StoreError> {
    let sql = "INSERT INTO notice_delivery (state, tx, notice_no, failing_since, failure)
               VALUES ($1, '0', 0, $3, $2)
               ON CONFLICT (state) DO UPDATE SET failure = $2,
                  failing_since = coalesce(notice_delivery.failing_since, $3)";
    client.execute(sql, &[&state.as_str(), &why, &at]).await?;
    Ok(())
}
