//! Reading a file with everything on it.

use ees_domain::biometrics::Biometrics;
use ees_domain::file::{File, Regime};
use ees_domain::identity::{Identity, TravelDocument};
use fnd_core::Id;
use fnd_vault::WrappedKey;
use futures_util::try_join;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::sealed::FileKey;
use super::unit::Unit;
use super::{crossing, day_of, decision, mark, programme, refusal};
use crate::StoreError;

const HEAD: &str = "SELECT f.version, f.visa_regime, f.responsible_state, f.responsible_office,
            f.created_at, f.changed_at, k.wrapped_by, k.wrapped, f.merged_into,
            f.face_mark, f.prints_mark, f.marks
       FROM file f JOIN file_key k USING (file_id) WHERE f.file_id = $1";
const IDENTITIES: &str =
    "SELECT identity_no, sealed FROM identity WHERE file_id = $1 ORDER BY identity_no";
const DOCUMENTS: &str =
    "SELECT document_no, sealed FROM travel_document WHERE file_id = $1 ORDER BY document_no";

/// Whether others may change the file while the unit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// They may; the file is only read.
    Free,
    /// They wait until the unit ends.
    Held,
}

/// The files that lead to one, in the order in which they were made.
pub(super) const LEADING: &str =
    "SELECT file_id FROM file WHERE merged_into = $1 ORDER BY created_at, file_id";

/// A file that leads to another one is not held: whoever holds the other one holds it, too. Were
/// it held first, whoever holds the other one and changes this one would wait for us, and we for
/// them.
fn held() -> String {
    format!("{HEAD} AND f.merged_into IS NULL FOR UPDATE OF f")
}

/// Where a file stands among those of its person.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The file to which it leads.
    pub(super) merged_into: Option<Id<File>>,
    /// Those that lead to it.
    pub(super) joined: Vec<Id<File>>,
    /// The numbers of its identities and of its travel documents, in their order.
    pub(super) numbers: (Vec<i16>, Vec<i16>),
    /// The last number that was given to an identity, and to a travel document; what had it may
    /// have been taken away.
    pub(super) last: (i16, i16),
}

/// The file to which `id` leads; itself, when it leads to none; `None` when it is not there.
pub(super) async fn leads_to(unit: &Unit, id: Id<File>) -> Result<Option<Id<File>>, StoreError> {
    let client = unit.client()?;
    let sql = "SELECT coalesce(merged_into, file_id) FROM file WHERE file_id = $1";
    let statement = client.prepare_cached(sql).await?;
    let row = client.query_opt(&statement, &[&id.to_uuid()]).await?;
    Ok(row.map(|row| Id::from_uuid(row.get(0))))
}

/// Reads a file, and no other one that was merged with it, and its key in one exchange with the
/// server. To be held it must not lead to another one; then it is as if it were not there.
pub(super) async fn read_alone(
    unit: &Unit,
    id: Id<File>,
    hold: Hold,
) -> Result<Option<(File, FileKey, Place)>, StoreError> {
    let client = unit.client()?;
    let head = match hold {
        Hold::Free => client.prepare_cached(HEAD).await?,
        Hold::Held => client.prepare_cached(&held()).await?,
    };
    let identities = client.prepare_cached(IDENTITIES).await?;
    let documents = client.prepare_cached(DOCUMENTS).await?;
    let crossings = client.prepare_cached(crossing::SELECT).await?;
    let refusals = client.prepare_cached(refusal::SELECT).await?;
    let decisions = client.prepare_cached(decision::SELECT).await?;
    let programmes = client.prepare_cached(programme::SELECT).await?;
    let joined = client.prepare_cached(LEADING).await?;
    let uuid = id.to_uuid();
    let by_file: [&(dyn ToSql + Sync); 1] = [&uuid];
    // The server answers in order, so what follows the lock sees what the holder before us did.
    let (head, identities, documents, crossings, refusals, decisions, programmes, joined) = try_join!(
        client.query_opt(&head, &by_file),
        client.query(&identities, &by_file),
        client.query(&documents, &by_file),
        client.query(&crossings, &by_file),
        client.query(&refusals, &by_file),
        client.query(&decisions, &by_file),
        client.query(&programmes, &by_file),
        client.query(&joined, &by_file),
    )?;
    let Some(head) = head else { return Ok(None) };
    let wrapped = WrappedKey { by: head.try_get(6)?, bytes: head.try_get(7)? };
    let key = FileKey::unwrap(&unit.shared.ring, id, &wrapped)?;
    let decisions: Vec<_> =
        decisions.iter().map(|row| decision::read(&key, row)).collect::<Result<_, _>>()?;
    let numbers = |rows: &[Row]| -> Result<Vec<i16>, StoreError> {
        present(rows).map(|row| Ok(row.try_get(0)?)).collect()
    };
    let last = |rows: &[Row]| rows.last().map_or(0, |row| row.get(0));
    let file = File {
        id,
        version: head.try_get(0)?,
        regime: Regime::find(head.try_get(1)?)
            .ok_or(StoreError::Inconsistent { what: "regime" })?,
        identities: open_identities(&key, &identities)?,
        documents: open_documents(&key, &documents)?,
        biometrics: biometrics(&key, &head)?,
        programmes: programmes
            .iter()
            .map(|row| programme::read(&key, row))
            .collect::<Result<_, _>>()?,
        crossings: crossings
            .iter()
            .map(|row| crossing::read(&key, row, &decisions))
            .collect::<Result<_, _>>()?,
        refusals: refusals.iter().map(|row| refusal::read(&key, row)).collect::<Result<_, _>>()?,
        responsible_state: head
            .try_get::<_, &str>(2)?
            .parse()
            .ok()
            .ok_or(StoreError::Inconsistent { what: "responsible State" })?,
        responsible_office: head.try_get(3)?,
        created_at: head.try_get(4)?,
        changed_at: head.try_get(5)?,
    };
    let place = Place {
        merged_into: head.try_get::<_, Option<Uuid>>(8)?.map(Id::from_uuid),
        joined: joined.iter().map(|row| Id::from_uuid(row.get(0))).collect(),
        numbers: (numbers(&identities)?, numbers(&documents)?),
        last: (last(&identities), last(&documents)),
    };
    Ok(Some((file, key, place)))
}

/// The marks of a row of [`HEAD`].
fn biometrics(key: &FileKey, head: &Row) -> Result<Biometrics, StoreError> {
    let made: Timestamp = head.try_get(4)?;
    let made = day_of(made.to_zoned(TimeZone::UTC).date())?;
    mark::read(key, (head.try_get(9)?, head.try_get(10)?, head.try_get(11)?), made)
}

/// Those of the rows whose content was not taken away.
fn present(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|row| row.try_get::<_, Option<&[u8]>>(1).is_ok_and(|it| it.is_some()))
}

fn open_identities(key: &FileKey, rows: &[Row]) -> Result<Vec<Identity>, StoreError> {
    present(rows).map(|row| key.open_identity(row.try_get(0)?, row.try_get(1)?)).collect()
}

fn open_documents(key: &FileKey, rows: &[Row]) -> Result<Vec<TravelDocument>, StoreError> {
    present(rows).map(|row| key.open_document(row.try_get(0)?, row.try_get(1)?)).collect()
}
