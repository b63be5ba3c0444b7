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

/// A place in the order of notices: everything before it was told. It holds in the cluster that
/// gave it; in one that was restored it stands before everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    epoch: i64,
    tx: String,
    number: i64,
}

impl Place {
    /// Before all notices.
    pub fn first() -> Self {
        Self { epoch: 0, tx: "0".into(), number: 0 }
    }

    /// The place that its `Display` wrote. Two numbers are a place in the first cluster.
    pub fn read(text: &str) -> Option<Self> {
        let (before, number) = text.rsplit_once('-')?;
        let (epoch, tx) = before.split_once('-').unwrap_or(("0", before));
        tx.parse::<u64>().ok()?;
        let epoch = epoch.parse().ok()?;
        Some(Self { epoch, tx: tx.to_owned(), number: number.parse().ok()? })
    }

    /// The place on a row whose first columns are [`PLACE`].
    fn of(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { epoch: row.try_get(0)?, tx: row.try_get(1)?, number: row.try_get(2)? })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}-{}", self.epoch, self.tx, self.number)
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

/// The columns of the place of a notice.
const PLACE: &str = "(SELECT epoch FROM notice_epoch), tx::text, notice_no";

fn read(row: &Row) -> Result<Notice, StoreError> {
    let state: Option<&str> = row.try_get(5)?;
    let inconsistent = || StoreError::Inconsistent { what: "notice" };
    let files: Vec<Uuid> = row.try_get(6)?;
    Ok(Notice {
        place: Place::of(row)?,
        at: row.try_get(3)?,
        kind: row.try_get(4)?,
        state: state.map(|code| code.parse().ok().ok_or_else(inconsistent)).transpose()?,
        files: files.into_iter().map(Id::from_uuid).collect(),
    })
}

/// That a row of `notice` is for a State that has an endpoint and was not told of it yet.
pub(crate) const UNTOLD: &str = "EXISTS (
    SELECT FROM notice_delivery AS told
     WHERE (notice.state = told.state OR notice.state IS NULL)
       AND (told.tx::xid8, told.notice_no) < (notice.tx, notice.notice_no))";

/// The notices for `state` after `place`, in their order, at most `count`. Those whose
/// transaction may still be preceded by another one's wait for the next time.
pub(crate) async fn after(
    client: &impl GenericClient,
    state: CountryCode,
    (place, count): (&Place, i64),
) -> Result<Vec<Notice>, StoreError> {
    // A place of another cluster says nothing of the order here. One that lies ahead of
    // everything stands behind all that were restored.
    let part = |whose: &str| {
        format!(
            "(SELECT * FROM notice
               WHERE {whose} AND tx < pg_snapshot_xmin(pg_current_snapshot())
                 AND (tx, notice_no) > (
                     CASE WHEN $5::bigint = (SELECT epoch FROM notice_epoch)
                           AND $2::text::xid8 < pg_snapshot_xmax(pg_current_snapshot())
                          THEN $2::text::xid8 ELSE '0'::xid8 END,
                     CASE WHEN $5::bigint = (SELECT epoch FROM notice_epoch) THEN $3::bigint
                          ELSE 0 END)
               ORDER BY tx, notice_no LIMIT $4)"
        )
    };
    let sql = format!(
        "SELECT {PLACE}, at, kind, state, file_ids FROM ({} UNION ALL {}) AS both_kinds
          ORDER BY both_kinds.tx, notice_no LIMIT $4",
        part("state = $1"),
        part("state IS NULL"),
    );
    let state = state.as_str();
    let values: [&(dyn ToSql + Sync); 5] = [&state, &place.tx, &place.number, &count, &place.epoch];
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
        "SELECT {PLACE}, at, kind, state, file_ids FROM ({} UNION ALL {}) AS both_kinds
          ORDER BY both_kinds.tx DESC, notice_no DESC LIMIT $2",
        part("state = $1"),
        part("state IS NULL"),
    );
    client.query(&sql, &[&state.as_str(), &count]).await?.iter().map(read).collect()
}

/// The place of the newest notice before which none can come any more; in the role of upkeep.
pub async fn newest(client: &Client) -> Result<Place, StoreError> {
    let sql = format!(
        "SELECT {PLACE} FROM notice WHERE tx < pg_snapshot_xmin(pg_current_snapshot())
          ORDER BY notice.tx DESC, notice_no DESC LIMIT 1"
    );
    let row = client.query_opt(&sql, &[]).await?;
    row.as_ref().map_or_else(|| Ok(Place::first()), Place::of)
}

/// Brings notices that were restored into a new cluster before everything that happens there: a
/// new cluster counts its transactions from the beginning, and what was told before the restore
/// would stand behind what comes after it. Places that were told there hold here no longer, nor do
/// those of a cluster that was taken back to an earlier moment. Answers whether the cluster is
/// another one; in the role of the owner, before anybody writes.
pub async fn after_restore(client: &mut Client) -> Result<bool, StoreError> {
    let transaction = client.transaction().await?;
    // A cluster that goes on from an earlier moment begins a timeline, which names its WAL files.
    // The clock gives the number, for what was counted before went back with the cluster.
    let sql = "UPDATE notice_epoch
                  SET epoch = greatest(epoch + 1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint),
                      cluster = here.cluster
                 FROM (SELECT system_identifier || '-'
                              || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS cluster
                         FROM pg_control_system()) AS here
                WHERE notice_epoch.cluster <> here.cluster";
    let is_another = transaction.execute(sql, &[]).await? == 1;
    let sql = "SELECT EXISTS (SELECT FROM notice
                               WHERE tx >= pg_snapshot_xmax(pg_current_snapshot()))";
    if !transaction.query_one(sql, &[]).await?.try_get::<_, bool>(0)? {
        transaction.commit().await?;
        return Ok(is_another);
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
    let sql = format!("SELECT {PLACE} FROM notice_delivery WHERE state = $1");
    let row = client.query_opt(&sql, &[&state.as_str()]).await?;
    let place = row.as_ref().map_or_else(|| Ok(Place::first()), Place::of)?;
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
