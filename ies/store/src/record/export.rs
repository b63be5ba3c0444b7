//! Archives of one's own data: asked for, made, fetched, erased. R40, R44; A19.

use fnd_core::Id;
use fnd_pg::jobs::Job;
use ies_domain::account::Account;
use ies_domain::rights::{Request, Right};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use super::coded;
use crate::seal::{Keeper, ObjectKey};
use crate::{StoreError, Unit};

/// The job that makes an archive.
pub const BUILD: &str = "build-archive";
/// The job that removes the file of one that was erased.
pub const UNLINK: &str = "unlink-export";

/// How far an archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It is being made.
    Asked,
    /// It can be fetched.
    Ready {
        /// Since when.
        at: Timestamp,
        /// Until when.
        until: Timestamp,
    },
    /// It could not be made.
    Failed,
}

/// An archive as it is stored.
#[derive(Debug, Clone)]
pub struct ExportRow {
    /// Its identifier.
    pub id: Uuid,
    /// Whose data it holds.
    pub account: Id<Account>,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// How far it is.
    pub progress: Progress,
    /// The request by letter that it answers; `None` when the person asked on a page.
    pub request: Option<Id<Request>>,
    pub(crate) blob: Option<String>,
}

impl ExportRow {
    /// Whether it can be fetched at `now`: its time counts from its instant on, not from the
    /// round of a timer.
    pub fn is_there(&self, now: Timestamp) -> bool {
        matches!(self.progress, Progress::Ready { until, .. } if now < until)
    }
}

const SELECT: &str = "SELECT export_id, account_id, asked_at, state, ready_at, expires_at, blob, \
     request_id FROM export WHERE kind = 'own-data'";

fn read(row: &tokio_postgres::Row) -> ExportRow {
    let progress = match (row.get::<_, &str>(3), row.get(4), row.get(5)) {
        ("ready", Some(at), Some(until)) => Progress::Ready { at, until },
        ("asked", ..) => Progress::Asked,
        _ => Progress::Failed,
    };
    ExportRow {
        id: row.get(0),
        account: Id::from_uuid(row.get(1)),
        asked_at: row.get(2),
        progress,
        blob: row.get(6),
        request: row.get::<_, Option<Uuid>>(7).map(Id::from_uuid),
    }
}

/// The archive that the person asked for last, on a page.
pub(crate) async fn last(
    unit: &Unit,
    account: Id<Account>,
) -> Result<Option<ExportRow>, StoreError> {
    let client = unit.client()?;
    let sql = format!(
        "{SELECT} AND account_id = $1 AND request_id IS NULL
          ORDER BY asked_at DESC, export_id DESC LIMIT 1"
    );
    Ok(client.query_opt(&sql, &[&account.to_uuid()]).await?.as_ref().map(read))
}

/// The archive that was made last to answer a request by letter.
pub(crate) async fn of_request(
    unit: &Unit,
    request: Id<Request>,
) -> Result<Option<ExportRow>, StoreError> {
    let client = unit.client()?;
    let sql =
        format!("{SELECT} AND request_id = $1 ORDER BY asked_at DESC, export_id DESC LIMIT 1");
    Ok(client.query_opt(&sql, &[&request.to_uuid()]).await?.as_ref().map(read))
}

/// The archive `id`.
pub(crate) async fn find(unit: &Unit, id: Uuid) -> Result<Option<ExportRow>, StoreError> {
    let client = unit.client()?;
    let sql = format!("{SELECT} AND export_id = $1");
    Ok(client.query_opt(&sql, &[&id]).await?.as_ref().map(read))
}

/// How many bytes the file of an archive has; 0 when there is none.
pub(crate) async fn length(unit: &Unit, row: &ExportRow) -> Result<u64, StoreError> {
    match &row.blob {
        Some(blob) => Ok(unit.shared.blobs.length(blob).await?),
        None => Ok(0),
    }
}

/// Asks for an archive for `right`, in the transaction of the request; `letter` is the request
/// that it answers when an officer sends it.
pub(crate) async fn ask(
    unit: &Unit,
    account: Id<Account>,
    (right, letter): (Right, Option<Id<Request>>),
) -> Result<Uuid, StoreError> {
    use fnd_register::Coded;
    let id = unit.next_id();
    let key = ObjectKey::draw(unit, Keeper::Export, id)?;
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO export (export_id, account_id, request_id, kind, state, asked_at)
             VALUES ($1, $2, $3, 'own-data', 'asked', $4)",
            &[&id, &account.to_uuid(), &letter.map(Id::to_uuid), &unit.at()],
        )
        .await?;
    key.keep(unit).await?;
    let about = json!({ "export": id, "account": account.to_uuid(), "right": right.code() });
    Job::new(unit.next_id(), BUILD, about, unit.at()).add(&***client).await?;
    Ok(id)
}

/// The right for which a job makes an archive.
pub fn right_of(code: &str) -> Option<Right> {
    coded(code).ok()
}

/// Stores a finished archive, sealed in a file of its own, to be fetched until `until`.
pub(crate) async fn finish(
    unit: &Unit,
    id: Uuid,
    (bytes, until): (&[u8], Timestamp),
) -> Result<(), StoreError> {
    let key = ObjectKey::of(unit, Keeper::Export, id).await?;
    let sealed = key.seal_bytes("archive", bytes)?;
    let blob = unit.shared.blobs.write(unit.next_id(), sealed).await?;
    let client = unit.client()?;
    client
        .execute(
            "UPDATE export SET state = 'ready', ready_at = $2, expires_at = $3, blob = $4
              WHERE export_id = $1",
            &[&id, &unit.at(), &until, &blob],
        )
        .await?;
    Ok(())
}

/// Notes that an archive could not be made.
pub(crate) async fn fail(unit: &Unit, id: Uuid) -> Result<(), StoreError> {
    let client = unit.client()?;
    let sql = "UPDATE export SET state = 'failed' WHERE export_id = $1 AND state = 'asked'";
    client.execute(sql, &[&id]).await?;
    Ok(())
}

/// The bytes of an archive; `None` when its file or its key is gone.
pub(crate) async fn open(unit: &Unit, row: &ExportRow) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(blob) = &row.blob else { return Ok(None) };
    let Some(key) = ObjectKey::find(unit, Keeper::Export, row.id).await? else { return Ok(None) };
    let Some(sealed) = unit.shared.blobs.read(blob).await? else { return Ok(None) };
    key.open_bytes("archive", &sealed).map(Some)
}

/// Erases the archives of `account`; answers which.
pub(crate) async fn erase_of(unit: &Unit, account: Id<Account>) -> Result<Vec<Uuid>, StoreError> {
    let sql = "DELETE FROM export WHERE account_id = $1 RETURNING export_id, blob";
    let rows = unit.client()?.query(sql, &[&account.to_uuid()]).await?;
    unlink(unit, &rows).await
}

/// Erases archives whose time is over, and those that were asked for until `abandoned` and never
/// made; answers which.
pub(crate) async fn erase_over(
    unit: &Unit,
    abandoned: Option<Timestamp>,
) -> Result<Vec<Uuid>, StoreError> {
    let sql = "DELETE FROM export
                WHERE expires_at <= $1 OR expires_at IS NULL AND asked_at <= $2
            RETURNING export_id, blob";
    let rows = unit.client()?.query(sql, &[&unit.at(), &abandoned]).await?;
    unlink(unit, &rows).await
}

/// Has the files of erased archives removed. Their keys went with the rows.
async fn unlink(unit: &Unit, rows: &[tokio_postgres::Row]) -> Result<Vec<Uuid>, StoreError> {
    let client = unit.client()?;
    let mut erased = Vec::new();
    for row in rows {
        erased.push(row.get(0));
        if let Some(blob) = row.get::<_, Option<String>>(1) {
            let about = json!({ "blob": blob });
            Job::new(unit.next_id(), UNLINK, about, unit.at()).add(&***client).await?;
        }
    }
    Ok(erased)
}
