//! New e-mail addresses that wait for their confirmation. R41.

use fnd_core::Id;
use ies_domain::account::{Account, EmailChange};
use ies_domain::person::Email;

use crate::seal::{Keeper, ObjectKey};
use crate::{StoreError, Unit};

/// The change that waits, and the digest of its link.
pub(crate) async fn find(
    unit: &Unit,
    id: Id<Account>,
) -> Result<Option<(EmailChange, Vec<u8>)>, StoreError> {
    let client = unit.client()?;
    let row = client
        .query_opt(
            "SELECT sealed, asked_at, expires_at, link_digest FROM email_change
              WHERE account_id = $1 FOR NO KEY UPDATE",
            &[&id.to_uuid()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let key = ObjectKey::of(unit, Keeper::Account, id.to_uuid()).await?;
    let address: String = key.open("email-change", row.get(0))?;
    let address = Email::read(&address).ok().ok_or(StoreError::odd("e-mail address"))?;
    let change = EmailChange { address, asked_at: row.get(1), expires_at: row.get(2) };
    Ok(Some((change, row.get(3))))
}

/// Stores a change; one that waited before is over, and so is its link.
pub(crate) async fn put(
    unit: &Unit,
    id: Id<Account>,
    (change, link_digest): (&EmailChange, &[u8]),
) -> Result<(), StoreError> {
    let key = ObjectKey::of(unit, Keeper::Account, id.to_uuid()).await?;
    let sealed = key.seal("email-change", &change.address.as_str())?;
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO email_change (account_id, sealed, link_digest, asked_at, expires_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (account_id) DO UPDATE
                SET sealed = $2, link_digest = $3, asked_at = $4, expires_at = $5",
            &[&id.to_uuid(), &sealed, &link_digest, &change.asked_at, &change.expires_at],
        )
        .await?;
    Ok(())
}

/// Ends a change.
pub(crate) async fn delete(unit: &Unit, id: Id<Account>) -> Result<(), StoreError> {
    let client = unit.client()?;
    client.execute("DELETE FROM email_change WHERE account_id = $1", &[&id.to_uuid()]).await?;
    Ok(())
}

/// Whether another account, or an open request of another person, has the address.
pub(crate) async fn is_taken(
    unit: &Unit,
    address: &Email,
    by_other_than: Id<Account>,
) -> Result<bool, StoreError> {
    let fingerprint = unit.shared.index.fingerprint("email", &address.folded()).to_vec();
    let client = unit.client()?;
    let row = client
        .query_one(
            "SELECT EXISTS (SELECT 1 FROM account_search_key
                             WHERE kind = 'email' AND fingerprint = $1 AND account_id <> $2)
                 OR EXISTS (SELECT 1 FROM registration_search_key
                             WHERE kind = 'email' AND fingerprint = $1)",
            &[&fingerprint, &by_other_than.to_uuid()],
        )
        .await?;
    Ok(row.get(0))
}
