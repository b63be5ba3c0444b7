//! Reading a file with everything on it.

use ees_domain::file::{File, Regime};
use ees_domain::identity::{Identity, TravelDocument};
use ees_domain::refusal::{Reason, Refusal};
use fnd_core::Id;
use fnd_vault::WrappedKey;
use futures_util::try_join;
use jiff::civil::Date;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::crossing::{self, day};
use super::sealed::FileKey;
use super::unit::Unit;
use crate::StoreError;

const HEAD: &str = "SELECT f.version, f.visa_regime, f.responsible_state, f.responsible_office,
            f.created_at, f.changed_at, k.wrapped_by, k.wrapped
       FROM file f JOIN file_key k USING (file_id) WHERE f.file_id = $1";
const IDENTITIES: &str =
    "SELECT identity_no, sealed FROM identity WHERE file_id = $1 ORDER BY identity_no";
const DOCUMENTS: &str =
    "SELECT document_no, sealed FROM travel_document WHERE file_id = $1 ORDER BY document_no";
const REFUSALS: &str = "SELECT refusal_id, refused_at, refusal_day, point, authority, reasons
       FROM refusal WHERE file_id = $1 ORDER BY refused_at";

/// Whether others may change the file while the unit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// They may; the file is only read.
    Free,
    /// They wait until the unit ends.
    Held,
}

/// Reads a file and its key in one exchange with the server.
pub(super) async fn read(
    unit: &Unit,
    id: Id<File>,
    hold: Hold,
) -> Result<Option<(File, FileKey)>, StoreError> {
    let client = unit.client()?;
    let head = match hold {
        Hold::Free => client.prepare_cached(HEAD).await?,
        Hold::Held => client.prepare_cached(&format!("{HEAD} FOR UPDATE OF f")).await?,
    };
    let identities = client.prepare_cached(IDENTITIES).await?;
    let documents = client.prepare_cached(DOCUMENTS).await?;
    let crossings = client.prepare_cached(crossing::SELECT).await?;
    let refusals = client.prepare_cached(REFUSALS).await?;
    let uuid = id.to_uuid();
    let by_file: [&(dyn ToSql + Sync); 1] = [&uuid];
    // The server answers in order, so what follows the lock sees what the holder before us did.
    let (head, identities, documents, crossings, refusals) = try_join!(
        client.query_opt(&head, &by_file),
        client.query(&identities, &by_file),
        client.query(&documents, &by_file),
        client.query(&crossings, &by_file),
        client.query(&refusals, &by_file),
    )?;
    let Some(head) = head else { return Ok(None) };
    let wrapped = WrappedKey { by: head.try_get(6)?, bytes: head.try_get(7)? };
    let key = FileKey::unwrap(&unit.shared.ring, id, &wrapped)?;
    let file = File {
        id,
        version: head.try_get(0)?,
        regime: Regime::find(head.try_get(1)?)
            .ok_or(StoreError::Inconsistent { what: "regime" })?,
        identities: open_identities(&key, &identities)?,
        documents: open_documents(&key, &documents)?,
        crossings: crossings
            .iter()
            .map(|row| crossing::read(&key, row))
            .collect::<Result<_, _>>()?,
        refusals: refusals.iter().map(refusal).collect::<Result<_, _>>()?,
        responsible_state: head
            .try_get::<_, &str>(2)?
            .parse()
            .ok()
            .ok_or(StoreError::Inconsistent { what: "responsible State" })?,
        responsible_office: head.try_get(3)?,
        created_at: head.try_get(4)?,
        changed_at: head.try_get(5)?,
    };
    Ok(Some((file, key)))
}

fn open_identities(key: &FileKey, rows: &[Row]) -> Result<Vec<Identity>, StoreError> {
    rows.iter().map(|row| key.open_identity(row.try_get(0)?, row.try_get(1)?)).collect()
}

fn open_documents(key: &FileKey, rows: &[Row]) -> Result<Vec<TravelDocument>, StoreError> {
    rows.iter().map(|row| key.open_document(row.try_get(0)?, row.try_get(1)?)).collect()
}

fn refusal(row: &Row) -> Result<Refusal, StoreError> {
    let codes: Vec<&str> = row.try_get(5)?;
    let reasons: Option<Vec<Reason>> = codes.iter().map(|code| Reason::find(code)).collect();
    Ok(Refusal {
        id: Id::from_uuid(row.try_get(0)?),
        at: row.try_get(1)?,
        day: day(row.try_get::<_, Date>(2)?)?,
        point: row.try_get(3)?,
        authority: row.try_get(4)?,
        reasons: reasons.ok_or(StoreError::Inconsistent { what: "reason for refusal" })?,
    })
}
