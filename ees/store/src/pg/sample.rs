//! Reading samples of files, and what was taken and is on no file yet.

use ees_domain::enrolment::SampleOf;
use ees_domain::file::File;
use fnd_core::Id;
use fnd_vault::WrappedKey;
use tokio_postgres::Row;
use uuid::Uuid;

use super::sealed::{FileKey, Kind};
use super::unit::Unit;
use crate::{StoreError, StoredCapture, Template};

/// What everybody of whom this is one file is compared by.
const TEMPLATES: &str = "SELECT s.file_id, s.slot, s.position, s.template, k.wrapped_by, k.wrapped
       FROM biometric_sample s JOIN file_key k USING (file_id)
      WHERE s.template IS NOT NULL
        AND s.file_id IN (SELECT file_id FROM file WHERE file_id = $1 OR merged_into = $1)
      ORDER BY s.file_id, s.slot";
/// The facial image that was kept last of a person.
const FACE: &str = "SELECT s.file_id, s.image, k.wrapped_by, k.wrapped
       FROM biometric_sample s JOIN file_key k USING (file_id)
      WHERE s.slot = 0
        AND s.file_id IN (SELECT file_id FROM file WHERE file_id = $1 OR merged_into = $1)
      ORDER BY s.added_at DESC LIMIT 1";
/// A capture is for the office that made it, as long as its time is not over.
const CAPTURE: &str = "SELECT wrapped_by, wrapped, findings FROM capture
      WHERE capture_id = $1 AND state = $2 AND authority = $3 AND $4 < expires_at";
/// The same with its images, which only whoever enters them needs.
const CAPTURE_WITH_IMAGES: &str = "SELECT wrapped_by, wrapped, findings, images FROM capture
      WHERE capture_id = $1 AND state = $2 AND authority = $3 AND $4 < expires_at";

const fn inconsistent() -> StoreError {
    StoreError::Inconsistent { what: "biometric sample" }
}

/// What a row says its sample shows.
fn shows(slot: i16, position: Option<i16>) -> Result<SampleOf, StoreError> {
    let position = position.map(u8::try_from).transpose().ok().ok_or(inconsistent())?;
    let of = SampleOf::at(position).ok_or(inconsistent())?;
    if i16::from(of.slot()) == slot { Ok(of) } else { Err(inconsistent()) }
}

/// The template on a row whose columns from `at` on are slot, position and template.
pub(crate) fn template(key: &FileKey, row: &Row, at: usize) -> Result<Template, StoreError> {
    let [slot, position, sealed] = [at, at.saturating_add(1), at.saturating_add(2)];
    let of = shows(row.try_get(slot)?, row.try_get(position)?)?;
    let bytes = key.open_bytes(Kind::Template(of.slot()), row.try_get(sealed)?)?;
    Ok(Template { of, bytes })
}

/// What the person of a file is compared by, on all of their files.
pub(super) async fn templates(unit: &Unit, file: Id<File>) -> Result<Vec<Template>, StoreError> {
    let client = unit.client()?;
    let statement = client.prepare_cached(TEMPLATES).await?;
    let rows = client.query(&statement, &[&file.to_uuid()]).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let home = Id::from_uuid(row.try_get(0)?);
        let wrapped = WrappedKey { by: row.try_get(4)?, bytes: row.try_get(5)? };
        let key = FileKey::unwrap(&unit.shared.ring, home, &wrapped)?;
        found.push(template(&key, row, 1)?);
    }
    Ok(found)
}

/// The facial image of the person of a file.
pub(super) async fn facial_image(
    unit: &Unit,
    file: Id<File>,
) -> Result<Option<Vec<u8>>, StoreError> {
    let client = unit.client()?;
    let statement = client.prepare_cached(FACE).await?;
    let Some(row) = client.query_opt(&statement, &[&file.to_uuid()]).await? else {
        return Ok(None);
    };
    let wrapped = WrappedKey { by: row.try_get(2)?, bytes: row.try_get(3)? };
    let key = FileKey::unwrap(&unit.shared.ring, Id::from_uuid(row.try_get(0)?), &wrapped)?;
    Ok(Some(key.open_bytes(Kind::Image(SampleOf::Face.slot()), row.try_get(1)?)?))
}

/// The parts of a capture that are sealed, as what they are bound to.
pub(super) fn bound(part: [u8; 8], capture: Uuid) -> Vec<u8> {
    [part.as_slice(), capture.as_bytes()].concat()
}

/// The key of a capture.
pub(super) const KEY: [u8; 8] = *b"capture.";
/// What was found out of it.
pub(super) const FINDINGS: [u8; 8] = *b"findings";
/// Its images.
pub(super) const IMAGES: [u8; 8] = *b"pictures";

pub(super) fn sealing(error: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Seal(Box::new(error))
}

/// What was found out from what was taken, for the office that took it.
pub(super) async fn capture(unit: &Unit, id: Uuid) -> Result<Option<StoredCapture>, StoreError> {
    read(unit, (CAPTURE, None), id).await
}

/// What was taken, with its images, for the office that took it.
pub(super) async fn capture_with_images(
    unit: &Unit,
    id: Uuid,
) -> Result<Option<StoredCapture>, StoreError> {
    read(unit, (CAPTURE_WITH_IMAGES, Some(3)), id).await
}

async fn read(
    unit: &Unit,
    (statement, images): (&str, Option<usize>),
    id: Uuid,
) -> Result<Option<StoredCapture>, StoreError> {
    let client = unit.client()?;
    let statement = client.prepare_cached(statement).await?;
    let actor = &unit.access.actor;
    let (state, at) = (actor.state.to_string(), unit.access.at);
    let row = client.query_opt(&statement, &[&id, &state, &actor.office, &at]).await?;
    row.map_or(Ok(None), |row| opened(unit, id, &row, images).map(Some))
}

/// Opens a row of wrapped key and findings, with images in the column `images` where they are.
fn opened(
    unit: &Unit,
    capture: Uuid,
    row: &Row,
    images: Option<usize>,
) -> Result<StoredCapture, StoreError> {
    let wrapped = WrappedKey { by: row.try_get(0)?, bytes: row.try_get(1)? };
    let key = unit.shared.ring.unwrap(&bound(KEY, capture), &wrapped).map_err(sealing)?;
    let open = |part, sealed: &[u8]| key.open(&bound(part, capture), sealed).map_err(sealing);
    Ok(StoredCapture {
        findings: open(FINDINGS, row.try_get(2)?)?.to_vec(),
        images: match images {
            Some(column) => open(IMAGES, row.try_get(column)?)?.to_vec(),
            None => Vec::new(),
        },
    })
}
