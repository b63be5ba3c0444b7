//! Monitoring procedures as rows. EES Art. 46(4).

use ees_domain::monitoring::{Procedure, Scope};
use ees_domain::retention::procedure_kept_until;
use fnd_core::{CountryCode, Id};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tokio_postgres::types::ToSql;
use tokio_postgres::{GenericClient, Row};
use uuid::Uuid;

use super::crossing::day;
use crate::StoreError;

const COLUMNS: &str = "procedure_id, file_id, held_office, held_state, held_from, held_to,
            reference, reason, state, office, begun_at, ended_at";

/// Procedures of one body that are listed at most.
const PROCEDURES_MAX: i64 = 1_000;

/// Of the log `l`, the rows that a procedure which lasts needs.
pub(crate) const HELD: &str = "EXISTS (SELECT 1 FROM monitoring_procedure p
     WHERE p.ended_at IS NULL
       AND (p.file_id = l.object
            OR (p.held_office = l.authority AND p.held_state = l.state
                AND l.at >= p.held_from::timestamp AT TIME ZONE 'UTC'
                AND l.at < (p.held_to + 1)::timestamp AT TIME ZONE 'UTC')))";

const fn inconsistent() -> StoreError {
    StoreError::Inconsistent { what: "monitoring procedure" }
}

fn read(row: &Row) -> Result<Procedure, StoreError> {
    let state = |place: usize| -> Result<CountryCode, StoreError> {
        row.try_get::<_, &str>(place)?.parse().ok().ok_or(inconsistent())
    };
    let scope = match row.try_get::<_, Option<Uuid>>(1)? {
        Some(file) => Scope::File(Id::from_uuid(file)),
        None => Scope::Office {
            office: row.try_get(2)?,
            state: state(3)?,
            from: day(row.try_get(4)?)?,
            to: day(row.try_get(5)?)?,
        },
    };
    Ok(Procedure {
        id: Id::from_uuid(row.try_get(0)?),
        scope,
        reference: row.try_get(6)?,
        reason: row.try_get(7)?,
        state: state(8)?,
        office: row.try_get(9)?,
        begun_at: row.try_get(10)?,
        ended_at: row.try_get(11)?,
    })
}

/// The procedures of a body, those that last first, then the latest first.
pub(super) async fn list(
    client: &impl GenericClient,
    (state, office): (CountryCode, &str),
) -> Result<Vec<Procedure>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM monitoring_procedure WHERE state = $1 AND office = $2
          ORDER BY (ended_at IS NOT NULL), begun_at DESC, procedure_id DESC LIMIT $3"
    );
    let rows = client.query(&sql, &[&state.as_str(), &office, &PROCEDURES_MAX]).await?;
    rows.iter().map(read).collect()
}

/// The procedure, held until the unit ends.
pub(super) async fn find(
    client: &impl GenericClient,
    id: Id<Procedure>,
) -> Result<Option<Procedure>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM monitoring_procedure WHERE procedure_id = $1 FOR UPDATE");
    let row = client.query_opt(&sql, &[&id.to_uuid()]).await?;
    row.as_ref().map(read).transpose()
}

/// Adds a procedure that begins.
pub(super) async fn insert(
    client: &impl GenericClient,
    made: &Procedure,
) -> Result<(), StoreError> {
    let (file, office, state, from, to) = match &made.scope {
        Scope::File(file) => (Some(file.to_uuid()), None, None, None, None),
        Scope::Office { office, state, from, to } => (
            None,
            Some(office.as_str()),
            Some(state.to_string()),
            Some(from.date()),
            Some(to.date()),
        ),
    };
    let sql = "INSERT INTO monitoring_procedure (procedure_id, file_id, held_office, held_state,
                      held_from, held_to, reference, reason, state, office, begun_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let values: [&(dyn ToSql + Sync); 11] = [
        &made.id.to_uuid(),
        &file,
        &office,
        &state,
        &from,
        &to,
        &made.reference,
        &made.reason,
        &made.state.as_str(),
        &made.office,
        &made.begun_at,
    ];
    client.execute(sql, &values).await?;
    Ok(())
}

/// Stores that a procedure has ended, and until when it is kept.
pub(super) async fn end(client: &impl GenericClient, made: &Procedure) -> Result<(), StoreError> {
    let Some(at) = made.ended_at else { return Err(inconsistent()) };
    let last: Date = at.to_zoned(TimeZone::UTC).date();
    let until = procedure_kept_until(day(last)?).date();
    let sql = "UPDATE monitoring_procedure SET ended_at = $2, kept_until = $3
                WHERE procedure_id = $1 AND ended_at IS NULL";
    client.execute(sql, &[&made.id.to_uuid(), &at, &until]).await?;
    Ok(())
}
