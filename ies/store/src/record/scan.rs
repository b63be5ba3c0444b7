//! The scanned identification page: a row, a key under a ring of its own, and a file.
//!
//! The row and the key go in the transaction of the decision; the file is unlinked by a job that
//! the same transaction queues. From the commit on the file is noise.

use fnd_core::Id;
use fnd_pg::jobs::Job;
use fnd_register::Coded;
use fnd_vault::{RingError, SealError, WrappedKey};
use ies_domain::registration::Registration;
use ies_domain::scan::{Cause, Held, Scan};
use serde_json::json;
use tokio_postgres::Row;
use uuid::Uuid;

use super::{coded, digest};
use crate::seal::{Keeper, ObjectKey};
use crate::{StoreError, Unit};

/// The job that removes the file of a destroyed scan.
pub const UNLINK: &str = "unlink-scan";

/// What is held, from a row with state, kind, bytes, digest and instant from `from` on.
pub(crate) fn held(row: &Row, from: usize) -> Result<Option<Scan>, StoreError> {
    let at = |place: usize| from.saturating_add(place);
    let Some(state) = row.get::<_, Option<&str>>(at(0)) else { return Ok(None) };
    let bytes: i32 = row.get(at(2));
    let held = Held {
        kind: coded(row.get(at(1)))?,
        bytes: usize::try_from(bytes).unwrap_or_default(),
        digest: digest(row.get(at(3)))?,
        uploaded_at: row.get(at(4)),
    };
    match state {
        "quarantined" => Ok(Some(Scan::Quarantined(held))),
        "available" => Ok(Some(Scan::Available(held))),
        _ => Err(StoreError::odd("state of a scan")),
    }
}

/// Stores a scan: its ciphertext first, so that no row names a file that is not there.
pub(crate) async fn put(
    unit: &Unit,
    registration: Id<Registration>,
    scan: &Scan,
    picture: &[u8],
) -> Result<(), StoreError> {
    let held = scan.held().ok_or(StoreError::odd("scan"))?;
    let id = unit.next_id();
    let key = ObjectKey::draw(unit, Keeper::Scan, id)?;
    let blob = unit.shared.blobs.write(unit.next_id(), key.seal_bytes("page", picture)?).await?;
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO scan (registration_id, scan_id, state, kind, bytes, digest, uploaded_at,
                               blob)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                &registration.to_uuid(),
                &id,
                &scan.state().code(),
                &held.kind.code(),
                &i32::try_from(held.bytes).unwrap_or(i32::MAX),
                &held.digest.as_slice(),
                &held.uploaded_at,
                &blob,
            ],
        )
        .await?;
    key.keep(unit).await
}

/// The picture of the scan of a request; `None` when there is none, or no key to it, or when the
/// ring of its key is lost, as on a restored backup: it is then as one that was destroyed. R57.
pub(crate) async fn open(
    unit: &Unit,
    registration: Id<Registration>,
) -> Result<Option<Vec<u8>>, StoreError> {
    let client = unit.client()?;
    let row = client
        .query_opt(
            "SELECT scan_id, blob FROM scan WHERE registration_id = $1 AND state = 'available'",
            &[&registration.to_uuid()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (id, blob): (Uuid, &str) = (row.get(0), row.get(1));
    let found = ObjectKey::find(unit, Keeper::Scan, id).await;
    let Some(key) = unless_lost(found)?.flatten() else { return Ok(None) };
    let Some(sealed) = unit.shared.blobs.read(blob).await? else { return Ok(None) };
    key.open_bytes("page", &sealed).map(Some)
}

/// Whether a request has a scan to which there is no key any more, or none that the ring opens.
pub(crate) async fn is_lost(
    unit: &Unit,
    registration: Id<Registration>,
) -> Result<bool, StoreError> {
    let sql = "SELECT scan_id FROM scan WHERE registration_id = $1";
    let row = unit.client()?.query_opt(sql, &[&registration.to_uuid()]).await?;
    let Some(row) = row else { return Ok(false) };
    let found = ObjectKey::find(unit, Keeper::Scan, row.get(0)).await;
    Ok(unless_lost(found)?.flatten().is_none())
}

/// Scans whose keys the ring does not open, because it is another than the one they were wrapped
/// under.
pub(crate) async fn lost(unit: &Unit) -> Result<usize, StoreError> {
    let client = unit.client()?;
    let rows = client.query("SELECT scan_id, wrapped_by, wrapped FROM scan_key", &[]).await?;
    let mut lost = 0_usize;
    for row in &rows {
        let wrapped = WrappedKey { by: row.get(1), bytes: row.get(2) };
        if unless_lost(ObjectKey::unwrap(unit, Keeper::Scan, row.get(0), &wrapped))?.is_none() {
            lost = lost.saturating_add(1);
        }
    }
    Ok(lost)
}

/// What was found of a key; `None` when no key of the ring opens it. Any other failure stays one.
fn unless_lost<T>(found: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    let Err(StoreError::Seal(error)) = &found else { return found.map(Some) };
    let is_lost = matches!(
        error.downcast_ref(),
        Some(RingError::NoSuchKey(_) | RingError::Seal(SealError::DoesNotOpen))
    );
    if is_lost { Ok(None) } else { found.map(Some) }
}

/// Destroys the scan of a request: the key first, the row with it, the file by a job.
///
/// Law: statement 4, "deleted automatically upon decision to accept or decline"; R14.
pub(crate) async fn destroy(
    unit: &Unit,
    registration: Id<Registration>,
    cause: Cause,
) -> Result<bool, StoreError> {
    let client = unit.client()?;
    client
        .execute(
            "DELETE FROM scan_key USING scan
              WHERE scan.scan_id = scan_key.scan_id AND scan.registration_id = $1",
            &[&registration.to_uuid()],
        )
        .await?;
    let row = client
        .query_opt(
            "DELETE FROM scan WHERE registration_id = $1 RETURNING scan_id, digest, blob",
            &[&registration.to_uuid()],
        )
        .await?;
    let Some(row) = row else { return Ok(false) };
    let (id, digest, blob): (Uuid, &[u8], &str) = (row.get(0), row.get(1), row.get(2));
    client
        .execute(
            "INSERT INTO scan_end (scan_id, registration_id, cause, digest, ended_at)
             VALUES ($1, $2, $3, $4, $5)",
            &[&id, &registration.to_uuid(), &cause.code(), &digest, &unit.at()],
        )
        .await?;
    let about = json!({ "scan": id, "blob": blob });
    Job::new(unit.next_id(), UNLINK, about, unit.at()).add(&***client).await?;
    Ok(true)
}
