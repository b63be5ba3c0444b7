//! Consents.

use fnd_core::Id;
use fnd_register::Coded;
use ies_domain::account::Account;
use ies_domain::consent::{Consent, Given};
use ies_domain::registration::Registration;
use tokio_postgres::Row;
use uuid::Uuid;

use super::{coded, digest};
use crate::{StoreError, Unit};

/// Whose consent it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    Account(Id<Account>),
    Registration(Id<Registration>),
}

impl Whose {
    /// The column that says so, and its value.
    const fn column(self) -> (&'static str, Uuid) {
        match self {
            Self::Account(id) => ("account_id", id.to_uuid()),
            Self::Registration(id) => ("registration_id", id.to_uuid()),
        }
    }
}

/// The columns that [`read`] reads, in its order.
pub(crate) const COLUMNS: &str = "consent.consent_id, consent.is_transfer, \
     consent.privacy_version, consent.terms_version, consent.privacy_digest, \
     consent.terms_digest, consent.channel, consent.given_at, consent.transfer_withdrawn_at, \
     consent.withdrawn_at";

/// Reads the columns of [`COLUMNS`], the first of which is at `from`.
pub(crate) fn read(row: &Row, from: usize) -> Result<Consent, StoreError> {
    let at = |place: usize| from.saturating_add(place);
    let version =
        |place| u32::try_from(row.get::<_, i32>(at(place))).ok().ok_or(StoreError::odd("version"));
    Ok(Consent {
        id: Id::from_uuid(row.get(at(0))),
        given: Given { general: true, transfer: row.get(at(1)) },
        privacy_version: version(2)?,
        terms_version: version(3)?,
        digests: [digest(row.get(at(4)))?, digest(row.get(at(5)))?],
        channel: coded(row.get(at(6)))?,
        given_at: row.get(at(7)),
        transfer_withdrawn_at: row.get(at(8)),
        withdrawn_at: row.get(at(9)),
    })
}

/// Stores a consent as the one that counts.
pub(crate) async fn insert(unit: &Unit, whose: Whose, consent: &Consent) -> Result<(), StoreError> {
    let (account, registration) = match whose {
        Whose::Account(id) => (Some(id.to_uuid()), None),
        Whose::Registration(id) => (None, Some(id.to_uuid())),
    };
    let client = unit.client()?;
    client
        .execute(
            "UPDATE consent SET is_last = false
              WHERE is_last AND (account_id = $1 OR registration_id = $2)",
            &[&account, &registration],
        )
        .await?;
    let [privacy, terms] = consent.digests.map(|digest| digest.to_vec());
    let number = |version: u32| i32::try_from(version).unwrap_or(i32::MAX);
    client
        .execute(
            "INSERT INTO consent (consent_id, account_id, registration_id, is_last, is_transfer,
                                  privacy_version, terms_version, privacy_digest, terms_digest,
                                  channel, given_at, transfer_withdrawn_at, withdrawn_at)
             VALUES ($1, $2, $3, true, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            &[
                &consent.id.to_uuid(),
                &account,
                &registration,
                &consent.given.transfer,
                &number(consent.privacy_version),
                &number(consent.terms_version),
                &privacy,
                &terms,
                &consent.channel.code(),
                &consent.given_at,
                &consent.transfer_withdrawn_at,
                &consent.withdrawn_at,
            ],
        )
        .await?;
    Ok(())
}

/// Stores what a withdrawal changed.
pub(crate) async fn update(unit: &Unit, consent: &Consent) -> Result<(), StoreError> {
    let client = unit.client()?;
    client
        .execute(
            "UPDATE consent SET transfer_withdrawn_at = $2, withdrawn_at = $3 WHERE consent_id = $1",
            &[&consent.id.to_uuid(), &consent.transfer_withdrawn_at, &consent.withdrawn_at],
        )
        .await?;
    Ok(())
}

/// The consent that counts, of an account or of a request for one.
pub(crate) async fn last(unit: &Unit, whose: Whose) -> Result<Option<Consent>, StoreError> {
    let (column, id) = whose.column();
    let client = unit.client()?;
    let sql = format!("SELECT {COLUMNS} FROM consent WHERE {column} = $1 AND is_last");
    let select = client.prepare_cached(&sql).await?;
    let row = client.query_opt(&select, &[&id]).await?;
    row.map(|row| read(&row, 0)).transpose()
}

/// Every consent of an account, or of a request for one, the newest first.
pub(crate) async fn all(unit: &Unit, whose: Whose) -> Result<Vec<Consent>, StoreError> {
    let (column, id) = whose.column();
    let client = unit.client()?;
    let sql = format!("SELECT {COLUMNS} FROM consent WHERE {column} = $1 ORDER BY given_at DESC");
    let select = client.prepare_cached(&sql).await?;
    client.query(&select, &[&id]).await?.iter().map(|row| read(row, 0)).collect()
}
