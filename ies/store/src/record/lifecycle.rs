//! What changes of an account when its state does, written with no more rights than that needs:
//! upkeep has them too.

use fnd_core::Id;
use fnd_register::Coded;
use ies_domain::account::Account;
use jiff::Timestamp;

use super::account::AccountRow;
use crate::{StoreError, Unit};

/// Stores the account as a step left it, by the columns that a change of state touches;
/// [`StoreError::Overtaken`] when somebody else was faster.
pub(crate) async fn update_state(
    unit: &Unit,
    before: &AccountRow,
    after: &Account,
) -> Result<(), StoreError> {
    let client = unit.client()?;
    let update = client
        .prepare_cached(
            "UPDATE account SET state = $3, session_epoch = $4, modified_at = $5, warned_at = $6,
                    suspended_reason = $7, disabled_cause = $8, disabled_at = $9, erase_by = $10,
                    version = version + 1
              WHERE account_id = $1 AND version = $2",
        )
        .await?;
    let changed = client
        .execute(
            &update,
            &[
                &after.id.to_uuid(),
                &before.version,
                &after.state.code(),
                &i64::from(after.epoch.0),
                &after.modified_at,
                &after.warned_at,
                &after.suspended.map(|reason| reason.code()),
                &after.disabled.map(|disabled| disabled.cause.code()),
                &after.disabled.map(|disabled| disabled.at),
                &after.disabled.and_then(|disabled| disabled.erase_by),
            ],
        )
        .await?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Overtaken) }
}

/// Forgets who the holder is at the identity provider; upkeep alone may.
pub(crate) async fn forget_subject(unit: &Unit, id: Id<Account>) -> Result<(), StoreError> {
    let client = unit.client()?;
    let sql = "UPDATE account SET sealed_subject = NULL WHERE account_id = $1";
    client.execute(sql, &[&id.to_uuid()]).await?;
    Ok(())
}

/// Revokes every token for programs. A20.
pub(crate) async fn revoke_tokens(unit: &Unit, id: Id<Account>) -> Result<(), StoreError> {
    let client = unit.client()?;
    client.execute("DELETE FROM api_token WHERE account_id = $1", &[&id.to_uuid()]).await?;
    Ok(())
}

/// Drops what waits to be sent to the account, except what is about its closing. R48.
pub(crate) async fn drop_mails(unit: &Unit, id: Id<Account>) -> Result<(), StoreError> {
    use ies_domain::mail::Notice;
    let about: Vec<&str> =
        Notice::ALL.iter().filter(|notice| notice.outlives_account()).map(Coded::code).collect();
    let client = unit.client()?;
    client
        .execute(
            "DELETE FROM mail WHERE account_id = $1 AND sent_at IS NULL AND notice <> ALL ($2)",
            &[&id.to_uuid(), &about],
        )
        .await?;
    Ok(())
}

/// Notes that an account is used: to five minutes, and no warning stands any more. R15, R19.
pub(crate) async fn touch(unit: &Unit, used: &Account) -> Result<(), StoreError> {
    let client = unit.client()?;
    client
        .execute(
            "UPDATE account SET used_at = $2, warned_at = $3 WHERE account_id = $1",
            &[&used.id.to_uuid(), &used.used_at, &used.warned_at],
        )
        .await?;
    Ok(())
}

/// Accounts in use that were not used since `used`, and those that were closed and are not to be
/// erased by a day; at most `most` of those after `last`.
pub(crate) async fn resting(
    client: &tokio_postgres::Client,
    (used, last): (Timestamp, Option<Id<Account>>),
    most: i64,
) -> Result<Vec<Id<Account>>, StoreError> {
    let rows = client
        .query(
            "SELECT account_id FROM account
              WHERE ((state IN ('active', 'dormant', 'suspended') AND used_at <= $1)
                  OR (state = 'disabled-pending-erasure' AND erase_by IS NULL))
                AND ($3::uuid IS NULL OR $3 < account_id)
              ORDER BY account_id LIMIT $2",
            &[&used, &most, &last.map(Id::to_uuid)],
        )
        .await?;
    Ok(rows.iter().map(|row| Id::from_uuid(row.get(0))).collect())
}
