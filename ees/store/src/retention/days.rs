//! The days of records and refusals, read without opening anything.

use std::collections::HashMap;

use ees_domain::day::Day;
use ees_domain::retention::{RecordDays, local_day, refusal_of_keeps_file_until};
use jiff::Timestamp;
use jiff::civil::Date;
use tokio_postgres::types::ToSql;
use tokio_postgres::{GenericClient, Row};
use uuid::Uuid;

use crate::StoreError;
use crate::pg::day_of;

/// What [`read`] reads, of the table `crossing`.
pub(super) const COLUMNS: &str = "file_id, crossing_id, kept_until, entry_day, entry_offset,
         exit_day, is_family_member, stay_until, stay_until_at, stay_latest";

/// A record as erasure sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    pub(super) file: Uuid,
    pub(super) id: Uuid,
    /// What stands in the column.
    pub(super) kept_until: Day,
    pub(super) days: RecordDays,
}

/// Reads a row of [`COLUMNS`].
pub(super) fn read(row: &Row) -> Result<Record, StoreError> {
    let day = |column: &str| -> Result<Option<Day>, StoreError> {
        row.try_get::<_, Option<Date>>(column)?.map(day_of).transpose()
    };
    let offset: Option<i16> = row.try_get("entry_offset")?;
    let at: Option<Timestamp> = row.try_get("stay_until_at")?;
    // One of the three stands there at most, but where two days are possible: the later counts.
    let end = day("stay_latest")?.or(day("stay_until")?);
    let end_of_stay = end.or_else(|| local_day(at?, offset.unwrap_or_default()));
    Ok(Record {
        file: row.try_get("file_id")?,
        id: row.try_get("crossing_id")?,
        kept_until: day_of(row.try_get("kept_until")?)?,
        days: RecordDays {
            entry: day("entry_day")?,
            exit: day("exit_day")?,
            end_of_stay,
            is_family: row.try_get("is_family_member")?,
        },
    })
}

/// Until when each of `files` is kept by the records and refusals that are on it now; a file
/// without any is not among them.
///
/// Law: EES Art. 34(2) and (3).
pub(super) async fn of_files(
    client: &impl GenericClient,
    files: &[Uuid],
) -> Result<HashMap<Uuid, Day>, StoreError> {
    kept(client, ("file_id = ANY ($1)", &[&files])).await
}

/// The same for the files behind `after` to `last`, in the order of their identifiers.
pub(super) async fn of_files_between(
    client: &impl GenericClient,
    (after, last): (Uuid, Uuid),
) -> Result<HashMap<Uuid, Day>, StoreError> {
    kept(client, ("$1 < file_id AND file_id <= $2", &[&after, &last])).await
}

async fn kept(
    client: &impl GenericClient,
    (condition, values): (&str, &[&(dyn ToSql + Sync)]),
) -> Result<HashMap<Uuid, Day>, StoreError> {
    let mut kept: HashMap<Uuid, Day> = HashMap::new();
    let mut keep = |file: Uuid, day: Day| {
        let known = kept.entry(file).or_insert(day);
        *known = (*known).max(day);
    };
    let sql = format!("SELECT {COLUMNS} FROM crossing WHERE {condition}");
    for row in client.query(&sql, values).await? {
        let record = read(&row)?;
        keep(record.file, record.days.file_kept_until());
    }
    let sql = format!("SELECT file_id, refusal_day FROM refusal WHERE {condition}");
    for row in client.query(&sql, values).await? {
        keep(row.get(0), refusal_of_keeps_file_until(day_of(row.get(1))?));
    }
    Ok(kept)
}
