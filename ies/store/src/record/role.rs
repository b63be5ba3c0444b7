//! Roles.

use fnd_core::{CountryCode, Id};
use fnd_register::Coded;
use ies_domain::account::Account;
use ies_domain::role::{Acknowledgement, Hand, RoleGrant, Scope, Signature};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use super::account::Hold;
use super::{coded, maybe_coded};
use crate::seal::{Keeper, ObjectKey};
use crate::{StoreError, Unit};

/// The columns that [`read`] reads, in its order.
pub(crate) const COLUMNS: &str = "grant_id, account_id, role, scope, country, proposed_by, \
     proposed_at, approved_by, approved_at, acknowledged_at, document, certified_by, certified_at, \
     expires_at, ended_at, end_cause";

fn hand(by: Option<Uuid>) -> Hand {
    by.map_or(Hand::Installation, |id| Hand::Account(Id::from_uuid(id)))
}

const fn signed(hand: Hand) -> Option<Uuid> {
    match hand {
        Hand::Account(id) => Some(id.to_uuid()),
        Hand::Installation => None,
    }
}

pub(crate) fn read(row: &Row) -> Result<RoleGrant, StoreError> {
    let country: Option<CountryCode> = row
        .get::<_, Option<&str>>(4)
        .map(|code| code.parse().ok().ok_or(StoreError::odd("country")))
        .transpose()?;
    let scope = match (row.get::<_, &str>(3), country) {
        ("platform", None) => Scope::Platform,
        ("programme", None) => Scope::Programme,
        ("country", Some(country)) => Scope::Country(country),
        _ => return Err(StoreError::odd("scope of a role")),
    };
    let sign = |by: usize, at: usize| {
        row.get::<_, Option<Timestamp>>(at).map(|at| Signature { by: hand(row.get(by)), at })
    };
    let acknowledged = row.get::<_, Option<Timestamp>>(9).map(|at| Acknowledgement {
        at,
        document: row.get::<_, Option<String>>(10).unwrap_or_default(),
    });
    let ended = match (row.get::<_, Option<Timestamp>>(14), maybe_coded(row.get(15))?) {
        (Some(at), Some(cause)) => Some((at, cause)),
        _ => None,
    };
    Ok(RoleGrant {
        id: Id::from_uuid(row.get(0)),
        account: Id::from_uuid(row.get(1)),
        role: coded(row.get(2))?,
        scope,
        proposed: Signature { by: hand(row.get(5)), at: row.get(6) },
        approved: sign(7, 8),
        acknowledged,
        certified: sign(11, 12),
        expires_at: row.get(13),
        ended,
    })
}

/// Grants of an account that have not ended.
pub(crate) async fn of_account(
    unit: &Unit,
    account: Id<Account>,
) -> Result<Vec<RoleGrant>, StoreError> {
    let client = unit.client()?;
    let sql = format!(
        "SELECT {COLUMNS} FROM role_grant WHERE account_id = $1 AND ended_at IS NULL
          ORDER BY proposed_at"
    );
    let select = client.prepare_cached(&sql).await?;
    client.query(&select, &[&account.to_uuid()]).await?.iter().map(read).collect()
}

/// One grant.
pub(crate) async fn find(
    unit: &Unit,
    id: Id<RoleGrant>,
    hold: Hold,
) -> Result<Option<RoleGrant>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM role_grant WHERE grant_id = $1{}", hold.sql());
    let row = unit.client()?.query_opt(&sql, &[&id.to_uuid()]).await?;
    row.as_ref().map(read).transpose()
}

/// Stores a grant, new or changed.
pub(crate) async fn save(unit: &Unit, grant: &RoleGrant) -> Result<(), StoreError> {
    let country = match grant.scope {
        Scope::Country(country) => Some(country.to_string()),
        Scope::Platform | Scope::Programme => None,
    };
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO role_grant (grant_id, account_id, role, scope, country, proposed_by,
                 proposed_at, approved_by, approved_at, acknowledged_at, document, certified_by,
                 certified_at, expires_at, ended_at, end_cause)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
             ON CONFLICT (grant_id) DO UPDATE SET approved_by = $8, approved_at = $9,
                 acknowledged_at = $10, document = $11, certified_by = $12, certified_at = $13,
                 expires_at = $14, ended_at = $15, end_cause = $16",
            &[
                &grant.id.to_uuid(),
                &grant.account.to_uuid(),
                &grant.role.code(),
                &grant.scope.code(),
                &country,
                &signed(grant.proposed.by),
                &grant.proposed.at,
                &grant.approved.and_then(|signature| signed(signature.by)),
                &grant.approved.map(|signature| signature.at),
                &grant.acknowledged.as_ref().map(|said| said.at),
                &grant.acknowledged.as_ref().map(|said| said.document.clone()),
                &grant.certified.and_then(|signature| signed(signature.by)),
                &grant.certified.map(|signature| signature.at),
                &grant.expires_at,
                &grant.ended.map(|(at, _)| at),
                &grant.ended.map(|(_, cause)| cause.code()),
            ],
        )
        .await?;
    Ok(())
}

/// Stores the end of a grant alone, which is all that upkeep may change.
pub(crate) async fn end(unit: &Unit, grant: &RoleGrant) -> Result<(), StoreError> {
    let client = unit.client()?;
    client
        .execute(
            "UPDATE role_grant SET ended_at = $2, end_cause = $3 WHERE grant_id = $1",
            &[
                &grant.id.to_uuid(),
                &grant.ended.map(|(at, _)| at),
                &grant.ended.map(|(_, cause)| cause.code()),
            ],
        )
        .await?;
    Ok(())
}

/// Why a role of the account was proposed; empty when that is not known.
pub(crate) async fn reason(
    unit: &Unit,
    (id, account): (Id<RoleGrant>, Id<Account>),
) -> Result<String, StoreError> {
    let sql = "SELECT sealed_reason FROM role_grant WHERE grant_id = $1";
    let row = unit.client()?.query_opt(sql, &[&id.to_uuid()]).await?;
    let Some(sealed) = row.and_then(|row| row.get::<_, Option<Vec<u8>>>(0)) else {
        return Ok(String::new());
    };
    let key = ObjectKey::of(unit, Keeper::Account, account.to_uuid()).await?;
    key.open(&sealed_as(id), &sealed)
}

/// Stores why a role of the account is proposed, under the key of the account.
pub(crate) async fn set_reason(
    unit: &Unit,
    (id, account): (Id<RoleGrant>, Id<Account>),
    reason: &str,
) -> Result<(), StoreError> {
    let key = ObjectKey::of(unit, Keeper::Account, account.to_uuid()).await?;
    let sealed = key.seal(&sealed_as(id), &reason)?;
    let sql = "UPDATE role_grant SET sealed_reason = $2 WHERE grant_id = $1";
    unit.client()?.execute(sql, &[&id.to_uuid(), &sealed]).await?;
    Ok(())
}

/// What the reason of a proposal is sealed as.
fn sealed_as(id: Id<RoleGrant>) -> String {
    format!("role {id}")
}
