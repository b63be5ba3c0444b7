//! Re-wrapping every data key under the ring's active key.
//!
//! Only wrapped keys are touched, never data. The work goes in batches, each a transaction of
//! its own, so that it can be stopped and taken up again at any time.

use ees_domain::file::File;
use fnd_core::Id;
use fnd_pg::log::keys;
use fnd_vault::{KeyRing, WrappedKey};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::StoreError;
use crate::pg::file_key_object;

/// Keys re-wrapped in one transaction.
const BATCH: i64 = 1_000;

/// Re-wraps every key that is not under the active key yet; answers how many there were.
pub async fn rewrap(client: &mut Client, ring: &KeyRing) -> Result<u64, StoreError> {
    let mut done = 0_u64;
    loop {
        let count = rewrap_files(client, ring).await?;
        done = done.saturating_add(count);
        if count == 0 {
            break;
        }
    }
    let log_keys = keys::rewrap(client, ring).await?;
    Ok(done.saturating_add(log_keys))
}

/// How many keys are not under the active key.
pub async fn remaining(client: &Client, ring: &KeyRing) -> Result<u64, StoreError> {
    let row = client
        .query_one(
            "SELECT (SELECT count(*) FROM file_key WHERE wrapped_by <> $1)
                  + (SELECT count(*) FROM log_key WHERE wrapped_by <> $1)",
            &[&ring.active()],
        )
        .await?;
    Ok(u64::try_from(row.get::<_, i64>(0)).unwrap_or_default())
}

async fn rewrap_files(client: &mut Client, ring: &KeyRing) -> Result<u64, StoreError> {
    let transaction = client.transaction().await?;
    let rows = transaction
        .query(
            "SELECT file_id, wrapped_by, wrapped FROM file_key WHERE wrapped_by <> $1
              LIMIT $2 FOR UPDATE SKIP LOCKED",
            &[&ring.active(), &BATCH],
        )
        .await?;
    let mut done = 0_u64;
    for row in rows {
        let id: Uuid = row.get(0);
        let wrapped = WrappedKey { by: row.get(1), bytes: row.get(2) };
        let object = file_key_object(Id::<File>::from_uuid(id));
        let fresh = match ring.rewrap(&object, &wrapped) {
            Ok(Some(fresh)) => fresh,
            Ok(None) => continue,
            Err(error) => return Err(StoreError::Seal(Box::new(error))),
        };
        transaction
            .execute(
                "UPDATE file_key SET wrapped_by = $2, wrapped = $3 WHERE file_id = $1",
                &[&id, &fresh.by, &fresh.bytes],
            )
            .await?;
        done = done.saturating_add(1);
    }
    transaction.commit().await?;
    Ok(done)
}
