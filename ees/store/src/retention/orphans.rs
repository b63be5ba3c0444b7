//! Looking for what hangs on nothing: rows that outlived their file or their record, files that
//! lack what every file has, days that the rules would not give.
//!
//! Foreign keys keep most of it from happening; what they do not reach is looked for here, in
//! batches in the order of the files, so that nobody waits for it. It opens nothing sealed.

use ees_domain::day::Day;
use ees_domain::retention::refusal_of_kept_until;
use jiff::civil::Date;
use tokio_postgres::Client;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::{How, days};
use crate::StoreError;
use crate::notices::UNTOLD;
use crate::pg::day_of;

/// Rows that are looked at together.
const ROWS_MAX: i64 = 20_000;

/// How much was found of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// What, a stable code.
    pub kind: &'static str,
    /// How much.
    pub count: u64,
}

/// That the file of `part` is not there.
const NO_FILE: &str = "NOT EXISTS (SELECT 1 FROM file f WHERE f.file_id = part.file_id)";

/// What is looked for: its code, the table, and the columns that the condition names; columns of
/// an index where it can be, so that no row is read for it.
const LOOKS: [(&str, &str, &str, &str); 8] = [
    ("document-key-without-file", "document_key", "file_id", NO_FILE),
    ("identity-key-without-file", "identity_key", "file_id", NO_FILE),
    (
        "movement-without-record",
        "movement",
        "file_id, crossing_id",
        "NOT EXISTS (SELECT 1 FROM crossing c WHERE c.file_id = part.file_id
                        AND c.crossing_id = part.crossing_id)
         AND NOT EXISTS (SELECT 1 FROM refusal r WHERE r.file_id = part.file_id
                            AND r.refusal_id = part.crossing_id)",
    ),
    (
        "version-without-record",
        "record_version",
        "file_id, part, part_id",
        "part.part <> 'file'
         AND NOT EXISTS (SELECT 1 FROM crossing c WHERE c.file_id = part.file_id
                            AND c.crossing_id = part.part_id)
         AND NOT EXISTS (SELECT 1 FROM refusal r WHERE r.file_id = part.file_id
                            AND r.refusal_id = part.part_id)",
    ),
    (
        "file-without-key",
        "file",
        "file_id",
        "NOT EXISTS (SELECT 1 FROM file_key k WHERE k.file_id = part.file_id)",
    ),
    (
        "file-without-identity",
        "file",
        "file_id",
        "NOT EXISTS (SELECT 1 FROM identity i WHERE i.file_id = part.file_id)",
    ),
    (
        "file-without-document",
        "file",
        "file_id",
        "NOT EXISTS (SELECT 1 FROM travel_document d WHERE d.file_id = part.file_id)",
    ),
    (
        "file-without-search-keys",
        "file",
        "file_id",
        "NOT EXISTS (SELECT 1 FROM identity_key k WHERE k.file_id = part.file_id)",
    ),
];

/// A batch looks up its own rows, and never reads a whole table for them.
const MODEST: &str = "SET enable_seqscan = off; SET enable_hashjoin = off;
                      SET enable_mergejoin = off";
/// The session as it was.
const AS_BEFORE: &str = "RESET enable_seqscan; RESET enable_hashjoin; RESET enable_mergejoin";

/// Everything of each kind that was found; kinds of which nothing was found are not among them.
/// `client` is in the role [`crate::schema::RETENTION`].
pub async fn find_orphans(client: &Client, how: How<'_>) -> Result<Vec<Finding>, StoreError> {
    client.batch_execute(MODEST).await?;
    let found = find(client, how).await;
    client.batch_execute(AS_BEFORE).await?;
    found
}

async fn find(client: &Client, how: How<'_>) -> Result<Vec<Finding>, StoreError> {
    let mut found = Vec::new();
    for (kind, table, columns, condition) in LOOKS {
        let count = count(client, (table, columns), condition).await?;
        found.push(Finding { kind, count });
    }
    let count = records_with_other_days(client).await?;
    found.push(Finding { kind: "record-with-other-day", count });
    let count = refusals_with_other_days(client).await?;
    found.push(Finding { kind: "refusal-with-other-day", count });
    let count = files_with_other_days(client).await?;
    found.push(Finding { kind: "file-with-other-day", count });
    if let Some(from) = how.switches.notices_from(how.today()) {
        let sql = format!(
            "SELECT count(*) FILTER (WHERE NOT is_untold), count(*) FILTER (WHERE is_untold)
               FROM (SELECT {UNTOLD} AS is_untold FROM notice WHERE at < $1) AS old"
        );
        let row = client.query_one(&sql, &[&from]).await?;
        let of = |column| u64::try_from(row.get::<_, i64>(column)).unwrap_or_default();
        found.push(Finding { kind: "notice-out-of-time", count: of(0) });
        found.push(Finding { kind: "notice-untold", count: of(1) });
    }
    found.retain(|finding| 0 < finding.count);
    Ok(found)
}

/// How many rows of `table` meet `condition`.
async fn count(
    client: &Client,
    (table, columns): (&str, &str),
    condition: &str,
) -> Result<u64, StoreError> {
    let sql = format!(
        "WITH part AS MATERIALIZED (
             SELECT {columns} FROM {table} WHERE file_id > $1 ORDER BY file_id LIMIT $2)
         SELECT (SELECT count(*) FROM part WHERE {condition}),
                (SELECT file_id FROM part ORDER BY file_id DESC LIMIT 1)"
    );
    let (mut after, mut found) = (Uuid::nil(), 0_u64);
    loop {
        let row = client.query_one(&sql, &[&after, &ROWS_MAX]).await?;
        found = found.saturating_add(u64::try_from(row.get::<_, i64>(0)).unwrap_or_default());
        // Rows of the last file may lie beyond the batch; that it is lost is known by then.
        match row.get::<_, Option<Uuid>>(1) {
            Some(last) => after = last,
            None => return Ok(found),
        }
    }
}

/// Records whose day is not the one that the rules give.
async fn records_with_other_days(client: &Client) -> Result<u64, StoreError> {
    let sql = format!(
        "SELECT {} FROM crossing WHERE (file_id, crossing_id) > ($1, $2)
          ORDER BY file_id, crossing_id LIMIT $3",
        days::COLUMNS
    );
    let (mut after, mut found) = ((Uuid::nil(), Uuid::nil()), 0_u64);
    loop {
        let rows = client.query(&sql, &[&after.0, &after.1, &ROWS_MAX]).await?;
        for row in &rows {
            let record = days::read(row)?;
            found = found.saturating_add(u64::from(record.days.kept_until() != record.kept_until));
            after = (record.file, record.id);
        }
        if rows.is_empty() {
            return Ok(found);
        }
    }
}

/// Refusals whose day is not the one that the rules give.
async fn refusals_with_other_days(client: &Client) -> Result<u64, StoreError> {
    let sql = "SELECT file_id, refusal_id, refusal_day, kept_until FROM refusal
                WHERE (file_id, refusal_id) > ($1, $2) ORDER BY file_id, refusal_id LIMIT $3";
    let (mut after, mut found) = ((Uuid::nil(), Uuid::nil()), 0_u64);
    loop {
        let values: [&(dyn ToSql + Sync); 3] = [&after.0, &after.1, &ROWS_MAX];
        let rows = client.query(sql, &values).await?;
        for row in &rows {
            let kept_until = day_of(row.get(3))?;
            let is_other = refusal_of_kept_until(day_of(row.get(2))?) != kept_until;
            found = found.saturating_add(u64::from(is_other));
            after = (row.get(0), row.get(1));
        }
        if rows.is_empty() {
            return Ok(found);
        }
    }
}

/// Files without a day, and files that a record keeps longer than their day. A file may be kept
/// longer than the records on it say: some of them have been erased.
async fn files_with_other_days(client: &Client) -> Result<u64, StoreError> {
    let sql = "SELECT file_id, kept_until FROM file WHERE file_id > $1 ORDER BY file_id LIMIT $2";
    let (mut after, mut found) = (Uuid::nil(), 0_u64);
    loop {
        let rows = client.query(sql, &[&after, &ROWS_MAX]).await?;
        let Some(last) = rows.last().map(|row| row.get::<_, Uuid>(0)) else { return Ok(found) };
        let kept = days::of_files_between(client, (after, last)).await?;
        for row in &rows {
            let until: Option<Day> = row.get::<_, Option<Date>>(1).map(day_of).transpose()?;
            let is_other = until.is_none() || until < kept.get(&row.get(0)).copied();
            found = found.saturating_add(u64::from(is_other));
        }
        after = last;
    }
}
