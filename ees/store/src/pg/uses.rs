//! Who made use of which right in a period, counted from the log. EES Art. 9(2), 46(4).
//!
//! Each count reads an index of the log and no row of it, as far as the period reaches.

use tokio_postgres::{GenericClient, Row};

use crate::{LogActor, LogFilter, LogUse, Span, StoreError};

/// Offices that are listed at most, those that did most first.
const OFFICES_MAX: i64 = 1_000;

/// By kind of authority, purpose, action and outcome.
pub(super) async fn by_right(
    client: &impl GenericClient,
    (from, to): Span,
) -> Result<Vec<LogUse>, StoreError> {
    let sql = "SELECT authority_kind, purpose, action, outcome, count(*) AS rows, max(at) AS last
                 FROM log_entry WHERE at >= $1 AND at < $2
                GROUP BY authority_kind, purpose, action, outcome
                ORDER BY authority_kind, purpose, action, outcome";
    let rows = client.query(sql, &[&from, &to]).await?;
    let of = |row: &Row| LogUse {
        authority_kind: row.get(0),
        purpose: row.get(1),
        action: row.get(2),
        refused: Some(row.get::<_, String>(3)).filter(|code| code != LogFilter::DONE),
        rows: count(row),
        last: row.get("last"),
    };
    Ok(rows.iter().map(of).collect())
}

/// By office.
pub(super) async fn by_office(
    client: &impl GenericClient,
    (from, to): Span,
) -> Result<Vec<LogActor>, StoreError> {
    let sql = "SELECT authority AS name, state, authority_kind, count(*) AS rows, max(at) AS last
                 FROM log_entry WHERE at >= $1 AND at < $2
                GROUP BY authority, state, authority_kind ORDER BY rows DESC, name LIMIT $3";
    let rows = client.query(sql, &[&from, &to, &OFFICES_MAX]).await?;
    Ok(rows.iter().map(actor).collect())
}

/// By user or system, of those that are named.
pub(super) async fn by_person(
    client: &impl GenericClient,
    names: &[String],
    (from, to): Span,
) -> Result<Vec<LogActor>, StoreError> {
    let sql = "SELECT person AS name, '' AS state, '' AS authority_kind, count(*) AS rows,
                      max(at) AS last
                 FROM log_entry WHERE person = ANY ($1) AND at >= $2 AND at < $3
                GROUP BY person ORDER BY person";
    let rows = client.query(sql, &[&names, &from, &to]).await?;
    Ok(rows.iter().map(actor).collect())
}

fn count(row: &Row) -> u64 {
    u64::try_from(row.get::<_, i64>("rows")).unwrap_or_default()
}

fn actor(row: &Row) -> LogActor {
    LogActor {
        name: row.get("name"),
        state: row.get("state"),
        authority_kind: row.get("authority_kind"),
        rows: count(row),
        last: row.get("last"),
    }
}
