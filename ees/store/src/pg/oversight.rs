//! Reading the log.

use async_trait::async_trait;
use fnd_core::Id;
use fnd_pg::log::Entry;
use tokio_postgres::types::ToSql;

use super::unit::Unit;
use crate::{LogFilter, LogRow, LogState, Outcome, Oversight, StoreError};

/// Rows of a page at most.
const ROWS_MAX: u16 = 200;

/// The condition of a filter; its values are those of [`fitting`].
const FITS: &str = "($1::timestamptz IS NULL OR at >= $1)
                AND ($2::timestamptz IS NULL OR at < $2)
                AND ($3::text IS NULL OR authority_kind = $3)
                AND ($4::text IS NULL OR purpose = $4)
                AND ($5::text IS NULL OR person = $5)
                AND ($6::uuid IS NULL OR object = $6)";

/// A value of a statement.
type Value<'a> = &'a (dyn ToSql + Sync);

/// The values of [`FITS`], in its order; `file` is that of the filter.
fn fitting<'a>(filter: &'a LogFilter, file: Value<'a>) -> [Value<'a>; 6] {
    let LogFilter { from, to, authority_kind, purpose, person, .. } = filter;
    [from, to, authority_kind, purpose, person, file]
}

/// A unit that reads the log.
#[derive(Debug)]
pub(super) struct PgOversight(pub(super) Unit);

#[async_trait]
impl Oversight for PgOversight {
    #[tracing::instrument(name = "db.list_log", skip_all)]
    async fn list_log(&mut self, filter: &LogFilter) -> Result<Vec<LogRow>, StoreError> {
        let client = self.0.client()?;
        // Towards newer rows the page is read from its end, and turned round below.
        let is_backwards = filter.after.is_some();
        let (beyond, order) = if is_backwards { (">", "ASC") } else { ("<", "DESC") };
        let sql = format!(
            "SELECT {}, (SELECT leaf_index FROM log_leaf f WHERE f.log_id = l.log_id) AS leaf_index
               FROM log_entry l
              WHERE {FITS} AND ($7::timestamptz IS NULL OR (at, log_id) {beyond} ($7, $8))
              ORDER BY at {order}, log_id {order} LIMIT $9",
            Entry::COLUMNS
        );
        let select = client.prepare_cached(&sql).await?;
        let file = filter.file.map(Id::to_uuid);
        let (edge_at, edge_id) = filter.after.or(filter.before).unzip();
        let count = i64::from(filter.count_max.clamp(1, ROWS_MAX));
        let mut values = fitting(filter, &file).to_vec();
        let edge: [Value<'_>; 3] = [&edge_at, &edge_id, &count];
        values.extend(edge);
        let mut rows = Vec::new();
        for row in client.query(&select, &values).await? {
            let entry = Entry::read(&row)?;
            let leaf_index: Option<i64> = row.try_get("leaf_index")?;
            let asked = match &entry.used {
                Some(used) => self.0.shared.log_keys.open(&***client, entry.id, used).await?,
                None => None,
            };
            let leaf_index = leaf_index.and_then(|index| u64::try_from(index).ok());
            rows.push(LogRow { entry, leaf_index, asked });
        }
        if is_backwards {
            rows.reverse();
        }
        Ok(rows)
    }

    #[tracing::instrument(name = "db.count_log", skip_all)]
    async fn count_log(&mut self, filter: &LogFilter, max: u32) -> Result<u64, StoreError> {
        let client = self.0.client()?;
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM log_entry l WHERE {FITS} LIMIT $7) AS counted"
        );
        let select = client.prepare_cached(&sql).await?;
        let file = filter.file.map(Id::to_uuid);
        let max = i64::from(max);
        let mut values = fitting(filter, &file).to_vec();
        values.push(&max);
        let row = client.query_one(&select, &values).await?;
        Ok(u64::try_from(row.get::<_, i64>(0)).unwrap_or_default())
    }

    #[tracing::instrument(name = "db.log_state", skip_all)]
    async fn log_state(&mut self) -> Result<LogState, StoreError> {
        let client = self.0.client()?;
        let counts = client
            .query_one(
                "SELECT coalesce((SELECT max(leaf_index) + 1 FROM log_leaf), 0),
                        (SELECT count(*) FROM log_entry l
                          WHERE NOT EXISTS (SELECT 1 FROM log_leaf f WHERE f.log_id = l.log_id)
                            AND at > now() - interval '1 day')",
                &[],
            )
            .await?;
        let checkpoint = client
            .query_opt("SELECT signed, at FROM log_checkpoint ORDER BY size DESC LIMIT 1", &[])
            .await?;
        let count = |column| u64::try_from(counts.get::<_, i64>(column)).unwrap_or_default();
        Ok(LogState {
            sealed: count(0),
            waiting: count(1),
            checkpoint: checkpoint.map(|row| (row.get(0), row.get(1))),
        })
    }

    #[tracing::instrument(name = "db.find_tile", skip_all)]
    async fn find_tile(&mut self, level: u32, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let (Ok(level), Ok(number)) = (i32::try_from(level), i64::try_from(number)) else {
            return Ok(None);
        };
        let client = self.0.client()?;
        let row = client
            .query_opt(
                "SELECT hashes FROM log_tile WHERE level = $1 AND number = $2",
                &[&level, &number],
            )
            .await?;
        Ok(row.map(|row| row.get(0)))
    }

    #[tracing::instrument(name = "db.end", skip_all)]
    async fn end(self: Box<Self>, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}
