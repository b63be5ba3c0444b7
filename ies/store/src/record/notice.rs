//! Which notices somebody wants. R55.

use std::collections::BTreeMap;

use fnd_core::{Id, Language};
use fnd_register::Coded;
use ies_domain::account::Account;
use ies_domain::mail::Notice;
use uuid::Uuid;

use super::coded;
use crate::{StoreError, Unit};

/// What the holder of an account chose; a notice that is not there was not chosen about.
pub(crate) async fn all(
    unit: &Unit,
    account: Id<Account>,
) -> Result<BTreeMap<Notice, bool>, StoreError> {
    let client = unit.client()?;
    let sql = "SELECT notice, is_wanted FROM notification_setting WHERE account_id = $1";
    let rows = client.query(sql, &[&account.to_uuid()]).await?;
    rows.iter().map(|row| Ok((coded::<Notice>(row.get(0))?, row.get(1)))).collect()
}

/// Stores a choice.
pub(crate) async fn put(
    unit: &Unit,
    account: Id<Account>,
    (notice, is_wanted): (Notice, bool),
) -> Result<(), StoreError> {
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO notification_setting (account_id, notice, is_wanted) VALUES ($1, $2, $3)
             ON CONFLICT (account_id, notice) DO UPDATE SET is_wanted = $3",
            &[&account.to_uuid(), &notice.code(), &is_wanted],
        )
        .await?;
    Ok(())
}

/// Whether the holder wants the notice; one that cannot be switched off is always wanted.
pub(crate) async fn is_wanted(
    unit: &Unit,
    account: Uuid,
    notice: Notice,
) -> Result<bool, StoreError> {
    if notice.topic().is_none() {
        return Ok(true);
    }
    let client = unit.client()?;
    let row = client
        .query_opt(
            "SELECT is_wanted FROM notification_setting WHERE account_id = $1 AND notice = $2",
            &[&account, &notice.code()],
        )
        .await?;
    Ok(row.is_none_or(|row| row.get(0)))
}

/// Stores the language in which somebody is written to.
pub(crate) async fn update_language(
    unit: &Unit,
    account: Id<Account>,
    language: Language,
) -> Result<(), StoreError> {
    let client = unit.client()?;
    client
        .execute(
            "UPDATE account SET language = $2 WHERE account_id = $1",
            &[&account.to_uuid(), &language.code()],
        )
        .await?;
    Ok(())
}
