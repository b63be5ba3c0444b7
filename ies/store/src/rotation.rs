//! Re-wrapping every data key under the active key of its ring.
//!
//! Only wrapped keys are touched, never data. The work goes in batches, each a transaction of
//! its own, so that it can be stopped and taken up again at any time.

use fnd_pg::log::keys;
use fnd_vault::{KeyRing, WrappedKey};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::StoreError;
use crate::seal::Keeper;

/// Keys re-wrapped in one transaction.
const BATCH: i64 = 1_000;

/// Re-wraps every key that is not under the active key of `main`, or of `scans` for scans;
/// answers how many there were.
pub async fn rewrap(
    client: &mut Client,
    (main, scans): (&KeyRing, &KeyRing),
) -> Result<u64, StoreError> {
    let mut done = 0_u64;
    for keeper in Keeper::ALL {
        let ring = if keeper == Keeper::Scan { scans } else { main };
        loop {
            let count = batch(client, keeper, ring).await?;
            done = done.saturating_add(count);
            if count == 0 {
                break;
            }
        }
    }
    let log_keys = keys::rewrap(client, main).await?;
    Ok(done.saturating_add(log_keys))
}

/// How many keys are not under the active key of their ring.
pub async fn remaining(
    client: &Client,
    (main, scans): (&KeyRing, &KeyRing),
) -> Result<u64, StoreError> {
    let mut left = 0_i64;
    for keeper in Keeper::ALL {
        let ring = if keeper == Keeper::Scan { scans } else { main };
        let sql = format!("SELECT count(*) FROM {} WHERE wrapped_by <> $1", keeper.table());
        let row = client.query_one(&sql, &[&ring.active()]).await?;
        left = left.saturating_add(row.get::<_, i64>(0));
    }
    let row = client
        .query_one("SELECT count(*) FROM log_key WHERE wrapped_by <> $1", &[&main.active()])
        .await?;
    left = left.saturating_add(row.get::<_, i64>(0));
    Ok(u64::try_from(left).unwrap_or_default())
}

async fn batch(client: &mut Client, keeper: Keeper, ring: &KeyRing) -> Result<u64, StoreError> {
    let (table, column) = (keeper.table(), keeper.column());
    let transaction = client.transaction().await?;
    let sql = format!(
        "SELECT {column}, wrapped_by, wrapped FROM {table} WHERE wrapped_by <> $1
          LIMIT $2 FOR UPDATE SKIP LOCKED"
    );
    let rows = transaction.query(&sql, &[&ring.active(), &BATCH]).await?;
    let mut done = 0_u64;
    let update = format!("UPDATE {table} SET wrapped_by = $2, wrapped = $3 WHERE {column} = $1");
    for row in rows {
        let id: Uuid = row.get(0);
        let wrapped = WrappedKey { by: row.get(1), bytes: row.get(2) };
        if let Some(fresh) = ring.rewrap(&keeper.bound(id), &wrapped)? {
            transaction.execute(&update, &[&id, &fresh.by, &fresh.bytes]).await?;
            done = done.saturating_add(1);
        }
    }
    transaction.commit().await?;
    Ok(done)
}
