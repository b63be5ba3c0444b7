//! Emergency access. R35; A6.

use fnd_core::Id;
use ies_domain::account::Account;
use ies_domain::registration::Registration;
use ies_domain::role::{Emergency, EmergencyTarget};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use super::account::Hold;
use crate::{StoreError, Unit};

const COLUMNS: &str = "emergency_id, account_id, registration_id, community_id, reason, asked_at, \
     first_by, second_by, begun_at, ended_at";

fn read(row: &Row) -> Result<Emergency, StoreError> {
    let target = match (row.get::<_, Option<Uuid>>(2), row.get::<_, Option<Uuid>>(3)) {
        (Some(id), None) => EmergencyTarget::Scan(Id::from_uuid(id)),
        (None, Some(id)) => EmergencyTarget::Community(Id::from_uuid(id)),
        (Some(_), Some(_)) | (None, None) => return Err(StoreError::odd("emergency")),
    };
    let second = match (row.get::<_, Option<Uuid>>(7), row.get::<_, Option<Timestamp>>(8)) {
        (Some(by), Some(at)) => Some((Id::from_uuid(by), at)),
        _ => None,
    };
    Ok(Emergency {
        id: Id::from_uuid(row.get(0)),
        account: Id::from_uuid(row.get(1)),
        target,
        reason: row.get(4),
        asked_at: row.get(5),
        first: row.get::<_, Option<Uuid>>(6).map(Id::from_uuid),
        second,
        ended_at: row.get(9),
    })
}

/// Stores emergency access that was asked for.
pub(crate) async fn insert(unit: &Unit, asked: &Emergency) -> Result<(), StoreError> {
    let (registration, community) = match asked.target {
        EmergencyTarget::Scan(id) => (Some(id.to_uuid()), None),
        EmergencyTarget::Community(id) => (None, Some(id.to_uuid())),
    };
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO emergency_access (emergency_id, account_id, registration_id,
                                           community_id, reason, asked_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                &asked.id.to_uuid(),
                &asked.account.to_uuid(),
                &registration,
                &community,
                &asked.reason,
                &asked.asked_at,
            ],
        )
        .await?;
    Ok(())
}

/// One of them.
pub(crate) async fn find(
    unit: &Unit,
    id: Id<Emergency>,
    hold: Hold,
) -> Result<Option<Emergency>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM emergency_access WHERE emergency_id = $1{}", hold.sql());
    let row = unit.client()?.query_opt(&sql, &[&id.to_uuid()]).await?;
    row.as_ref().map(read).transpose()
}

/// Those asked for since `from`, the latest first, and no more than `most`.
pub(crate) async fn since(
    unit: &Unit,
    from: Timestamp,
    most: i64,
) -> Result<Vec<Emergency>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM emergency_access WHERE $1 <= asked_at
          ORDER BY asked_at DESC, emergency_id DESC LIMIT $2"
    );
    unit.client()?.query(&sql, &[&from, &most]).await?.iter().map(read).collect()
}

/// Those to the scan of `request` that `account` asked for and that began and were not ended.
pub(crate) async fn begun(
    unit: &Unit,
    (account, request): (Id<Account>, Id<Registration>),
) -> Result<Vec<Emergency>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM emergency_access
          WHERE account_id = $1 AND registration_id = $2 AND begun_at IS NOT NULL
            AND ended_at IS NULL ORDER BY begun_at DESC LIMIT 10"
    );
    let ids = (account.to_uuid(), request.to_uuid());
    unit.client()?.query(&sql, &[&ids.0, &ids.1]).await?.iter().map(read).collect()
}

/// Stores who approved, or the end.
pub(crate) async fn update(unit: &Unit, changed: &Emergency) -> Result<(), StoreError> {
    let client = unit.client()?;
    client
        .execute(
            "UPDATE emergency_access SET first_by = $2, second_by = $3, begun_at = $4,
                    ended_at = $5 WHERE emergency_id = $1",
            &[
                &changed.id.to_uuid(),
                &changed.first.map(Id::to_uuid),
                &changed.second.map(|(by, _)| by.to_uuid()),
                &changed.second.map(|(_, at)| at),
                &changed.ended_at,
            ],
        )
        .await?;
    Ok(())
}
