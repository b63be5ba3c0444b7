//! Notifications of facilitation programmes as rows. EES Art. 16(6), 17(1)(d).

use ees_domain::file::File;
use ees_domain::programme::Participation;
use fnd_core::Id;
use serde::{Deserialize, Serialize};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::sealed::{FileKey, Kind};
use super::work::refine;
use crate::{FieldBefore, StoreError};

/// All notifications of a file in the order in which they were entered.
pub(super) const SELECT: &str = "SELECT programme_id, state, authority, entered_at, sealed
       FROM facilitation_programme WHERE file_id = $1 ORDER BY entered_at, programme_id";

const INSERT: &str = "INSERT INTO facilitation_programme (file_id, programme_id, state, authority,
            entered_at, sealed)
     VALUES ($1, $2, $3, $4, $5, $6)";
const REWRITE: &str =
    "UPDATE facilitation_programme SET sealed = $3 WHERE file_id = $1 AND programme_id = $2";

const fn inconsistent() -> StoreError {
    StoreError::Inconsistent { what: "facilitation programme" }
}

#[derive(Serialize, Deserialize)]
struct Written {
    programme: String,
    granted_on: String,
    until: String,
    withdrawn_on: Option<String>,
}

impl Written {
    fn of(one: &Participation) -> Self {
        Self {
            programme: one.programme.as_str().to_owned(),
            granted_on: one.granted_on.to_string(),
            until: one.until.to_string(),
            withdrawn_on: one.withdrawn_on.map(|day| day.to_string()),
        }
    }
}

/// Reads a row of [`SELECT`].
pub(super) fn read(key: &FileKey, row: &Row) -> Result<Participation, StoreError> {
    let id: Uuid = row.try_get(0)?;
    let written: Written = key.open(Kind::Programme(id), row.try_get(4)?)?;
    let day = |text: &str| text.parse().ok().ok_or(inconsistent());
    Ok(Participation {
        id: Id::from_uuid(id),
        programme: written.programme.parse().ok().ok_or(inconsistent())?,
        state: row.try_get::<_, &str>(1)?.parse().ok().ok_or(inconsistent())?,
        granted_on: day(&written.granted_on)?,
        until: day(&written.until)?,
        withdrawn_on: written.withdrawn_on.as_deref().map(day).transpose()?,
        authority: row.try_get(2)?,
        entered_at: row.try_get(3)?,
    })
}

/// Adds a notification.
pub(super) async fn insert(
    client: &deadpool_postgres::Object,
    (file, key): (Id<File>, &FileKey),
    one: &Participation,
) -> Result<(), StoreError> {
    let id = one.id.to_uuid();
    let values: [&(dyn ToSql + Sync); 6] = [
        &file.to_uuid(),
        &id,
        &one.state.as_str(),
        &one.authority,
        &one.entered_at,
        &key.seal(Kind::Programme(id), &Written::of(one))?,
    ];
    let statement = client.prepare_cached(INSERT).await?;
    client.execute(&statement, &values).await.map_err(refine)?;
    Ok(())
}

/// Stores a notification as it is now; false when it is not there.
pub(super) async fn rewrite(
    client: &deadpool_postgres::Object,
    (file, key): (Id<File>, &FileKey),
    one: &Participation,
) -> Result<bool, StoreError> {
    let id = one.id.to_uuid();
    let sealed = key.seal(Kind::Programme(id), &Written::of(one))?;
    let statement = client.prepare_cached(REWRITE).await?;
    let changed = client.execute(&statement, &[&file.to_uuid(), &id, &sealed]).await?;
    Ok(changed == 1)
}

/// The fields of a notification, for the history.
pub(super) fn fields(one: &Participation) -> Vec<FieldBefore> {
    let field = |field: &str, value: String| FieldBefore { field: field.to_owned(), value };
    let withdrawn = one.withdrawn_on.map(|day| field("programme-withdrawn", day.to_string()));
    let stands = [
        field("programme", format!("{} {}", one.state, one.programme.as_str())),
        field("programme-granted", one.granted_on.to_string()),
        field("programme-until", one.until.to_string()),
    ];
    stands.into_iter().chain(withdrawn).collect()
}
