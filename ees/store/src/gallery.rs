//! What galleries in memory are filled from and kept true by: templates, and whose have changed.
//!
//! Everything here goes in the role [`crate::schema::MATCHER`], which reads no image and no name.
//! Law: EES Art. 23(2), 27.

use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::File;
use fnd_core::{Id, Ids};
use fnd_vault::{SharedRing, WrappedKey};
use jiff::Timestamp;
use tokio_postgres::{Client, Row};
use uuid::Uuid;

use crate::pg::sample::template;
use crate::pg::sealed::FileKey;
use crate::system::{System, Told};
use crate::{StoreError, Template};

/// Files that are read at once.
const BATCH: i64 = 2_000;

const COLUMNS: &str = "s.file_id, s.slot, s.position, s.template, k.wrapped_by, k.wrapped";

/// A place in the order of changes: everything before it is in the gallery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    tx: String,
    number: i64,
}

/// Whether a file belongs into a gallery.
pub type Wants = dyn Fn(Id<File>) -> bool + Sync;

/// The templates of one file; none when it has no sample any more.
pub type OfFile = (Id<File>, Vec<Template>);

/// The place before which everything is in what is read from now on; that a gallery is filled is
/// in the log.
pub async fn begin(
    client: &Client,
    (ids, now): (&dyn Ids, Timestamp),
) -> Result<Place, StoreError> {
    let system = System::begin((ids, now), Action::FillGallery, Purpose::Operation)?;
    let told = Told { sent: "biometric-sample", ..Told::default() };
    system.log(client, system.next_id(), told).await?;
    let row = client.query_one("SELECT pg_snapshot_xmin(pg_current_snapshot())::text", &[]).await?;
    Ok(Place { tx: row.try_get(0)?, number: 0 })
}

/// The templates of the files after `after` for which `wants` says so, in the order of their
/// numbers, and the last file that was looked at; `None` when there are no more.
pub async fn next(
    client: &Client,
    ring: &SharedRing,
    (after, wants): (Option<Id<File>>, &Wants),
) -> Result<Option<(Vec<OfFile>, Id<File>)>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM biometric_sample s JOIN file_key k USING (file_id)
          WHERE s.template IS NOT NULL
            AND s.file_id IN (SELECT DISTINCT file_id FROM biometric_sample
                               WHERE file_id > $1 AND template IS NOT NULL
                               ORDER BY file_id LIMIT $2)
          ORDER BY s.file_id, s.slot"
    );
    let statement = client.prepare(&sql).await?;
    let after = after.map_or(Uuid::nil(), Id::to_uuid);
    let rows = client.query(&statement, &[&after, &BATCH]).await?;
    let Some(last) = rows.last() else { return Ok(None) };
    let last = Id::from_uuid(last.try_get(0)?);
    Ok(Some((grouped(ring, &rows, wants)?, last)))
}

/// Whose samples have changed after `place`, and the place behind them. Those whose transaction
/// may still be preceded by another one's wait for the next time.
pub async fn changed(client: &Client, place: &Place) -> Result<(Vec<Id<File>>, Place), StoreError> {
    let sql = "SELECT file_id, tx::text, change_no FROM gallery_change
                WHERE tx < pg_snapshot_xmin(pg_current_snapshot())
                  AND (tx, change_no) > ($1::text::xid8, $2)
                ORDER BY tx, change_no LIMIT $3";
    let rows = client.query(sql, &[&place.tx, &place.number, &BATCH]).await?;
    let mut files: Vec<Id<File>> = rows.iter().map(|row| Id::from_uuid(row.get(0))).collect();
    files.sort_unstable();
    files.dedup();
    let place = match rows.last() {
        Some(row) => Place { tx: row.try_get(1)?, number: row.try_get(2)? },
        None => place.clone(),
    };
    Ok((files, place))
}

/// The templates of these files, each with none when it has no sample any more.
pub async fn of_files(
    client: &Client,
    ring: &SharedRing,
    files: &[Id<File>],
) -> Result<Vec<OfFile>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM biometric_sample s JOIN file_key k USING (file_id)
          WHERE s.template IS NOT NULL AND s.file_id = ANY ($1)
          ORDER BY s.file_id, s.slot"
    );
    let wanted: Vec<Uuid> = files.iter().map(|file| file.to_uuid()).collect();
    let rows = client.query(&sql, &[&wanted]).await?;
    let mut found = grouped(ring, &rows, &|_| true)?;
    let gone: Vec<OfFile> = files
        .iter()
        .filter(|file| !found.iter().any(|(known, _)| known == *file))
        .map(|file| (*file, Vec::new()))
        .collect();
    found.extend(gone);
    Ok(found)
}

/// Rows in the order of files, as files.
fn grouped(ring: &SharedRing, rows: &[Row], wants: &Wants) -> Result<Vec<OfFile>, StoreError> {
    let mut found: Vec<OfFile> = Vec::new();
    let mut key: Option<(Id<File>, FileKey)> = None;
    for row in rows {
        let file = Id::from_uuid(row.try_get(0)?);
        if !wants(file) {
            continue;
        }
        let key = match key.take() {
            Some(known) if known.0 == file => key.insert(known),
            Some(_) | None => {
                let wrapped = WrappedKey { by: row.try_get(4)?, bytes: row.try_get(5)? };
                key.insert((file, FileKey::unwrap(ring, file, &wrapped)?))
            }
        };
        let one = template(&key.1, row, 1)?;
        match found.last_mut() {
            Some((last, templates)) if *last == file => templates.push(one),
            Some(_) | None => found.push((file, vec![one])),
        }
    }
    Ok(found)
}
