//! Reading the log.

use async_trait::async_trait;
use ees_domain::day::Day;
use ees_domain::monitoring::Procedure;
use fnd_core::{CountryCode, Id};
use fnd_pg::log::Entry;
use fnd_pg::log::proof::{Proven, prove};
use tokio_postgres::Row;
use uuid::Uuid;

use super::unit::Unit;
use super::wanted::Wanted;
use super::{procedure, uses};
use crate::retention::{ahead, orders, runs};
use crate::{
    DueMonth, FailingOrders, LogActor, LogFilter, LogRow, LogState, LogUse, Outcome, Oversight,
    RetentionRun, Span, StoreError,
};

/// Rows of one answer at most.
const ROWS_MAX: u16 = 10_001;

/// A unit that reads the log.
#[derive(Debug)]
pub(super) struct PgOversight(pub(super) Unit);

impl PgOversight {
    /// A row as it was selected; what was asked with is opened only when `is_opened`.
    async fn read(&self, row: &Row, is_opened: bool) -> Result<LogRow, StoreError> {
        let (client, entry) = (self.0.client()?, Entry::read(row)?);
        let leaf_index: Option<i64> = row.try_get("leaf_index")?;
        let asked = match entry.used.as_ref().filter(|_| is_opened) {
            Some(used) => self.0.shared.log_keys.open(&***client, entry.id, used).await?,
            None => None,
        };
        let leaf_index = leaf_index.and_then(|index| u64::try_from(index).ok());
        Ok(LogRow { entry, leaf_index, asked })
    }
}

#[async_trait]
impl Oversight for PgOversight {
    #[tracing::instrument(name = "db.list_log", skip_all)]
    async fn list_log(&mut self, filter: &LogFilter) -> Result<Vec<LogRow>, StoreError> {
        let client = self.0.client()?;
        let wanted = Wanted::of(&***client, filter).await?;
        let sql = wanted.list(filter, filter.count_max.clamp(1, ROWS_MAX));
        let mut rows = Vec::new();
        for row in client.query(&sql, &wanted.values(filter)).await? {
            rows.push(self.read(&row, filter.is_opened).await?);
        }
        if filter.after.is_some() {
            rows.reverse();
        }
        Ok(rows)
    }

    #[tracing::instrument(name = "db.count_log", skip_all)]
    async fn count_log(&mut self, filter: &LogFilter, max: u32) -> Result<u64, StoreError> {
        let client = self.0.client()?;
        let all = LogFilter { before: None, after: None, ..filter.clone() };
        let wanted = Wanted::of(&***client, &all).await?;
        let sql = wanted.count(&all, max);
        let row = client.query_one(&sql, &wanted.values(&all)).await?;
        Ok(u64::try_from(row.get::<_, i64>(0)).unwrap_or_default())
    }

    #[tracing::instrument(name = "db.find_log", skip_all)]
    async fn find_log(&mut self, id: Uuid) -> Result<Option<LogRow>, StoreError> {
        let client = self.0.client()?;
        let sql = format!(
            "SELECT {}, (SELECT leaf_index FROM log_leaf f WHERE f.log_id = l.log_id) AS leaf_index
               FROM log_entry l WHERE log_id = $1",
            Entry::COLUMNS
        );
        match client.query_opt(&sql, &[&id]).await? {
            Some(row) => Ok(Some(self.read(&row, true).await?)),
            None => Ok(None),
        }
    }

    #[tracing::instrument(name = "db.prove_log", skip_all)]
    async fn prove_log(&mut self, id: Uuid) -> Result<Option<Proven>, StoreError> {
        Ok(prove(&***self.0.client()?, id).await?)
    }

    #[tracing::instrument(name = "db.log_uses", skip_all)]
    async fn log_uses(&mut self, span: Span) -> Result<Vec<LogUse>, StoreError> {
        uses::by_right(&***self.0.client()?, span).await
    }

    #[tracing::instrument(name = "db.log_offices", skip_all)]
    async fn log_offices(&mut self, span: Span) -> Result<Vec<LogActor>, StoreError> {
        uses::by_office(&***self.0.client()?, span).await
    }

    #[tracing::instrument(name = "db.log_persons", skip_all)]
    async fn log_persons(
        &mut self,
        names: &[String],
        span: Span,
    ) -> Result<Vec<LogActor>, StoreError> {
        uses::by_person(&***self.0.client()?, names, span).await
    }

    #[tracing::instrument(name = "db.retention_runs", skip_all)]
    async fn retention_runs(&mut self, count_max: u16) -> Result<Vec<RetentionRun>, StoreError> {
        runs::list(&***self.0.client()?, count_max).await
    }

    #[tracing::instrument(name = "db.erasures_ahead", skip_all)]
    async fn erasures_ahead(&mut self, today: Day) -> Result<Vec<DueMonth>, StoreError> {
        ahead::by_month(&***self.0.client()?, today).await
    }

    #[tracing::instrument(name = "db.failing_orders", skip_all)]
    async fn failing_orders(&mut self) -> Result<Vec<FailingOrders>, StoreError> {
        orders::failing(&***self.0.client()?).await
    }

    #[tracing::instrument(name = "db.procedures", skip_all)]
    async fn procedures(&mut self, own: (CountryCode, &str)) -> Result<Vec<Procedure>, StoreError> {
        procedure::list(&***self.0.client()?, own).await
    }

    #[tracing::instrument(name = "db.find_procedure", skip_all)]
    async fn find_procedure(&mut self, id: Id<Procedure>) -> Result<Option<Procedure>, StoreError> {
        procedure::find(&***self.0.client()?, id).await
    }

    #[tracing::instrument(name = "db.add_procedure", skip_all)]
    async fn add_procedure(&mut self, made: &Procedure) -> Result<(), StoreError> {
        procedure::insert(&***self.0.client()?, made).await
    }

    #[tracing::instrument(name = "db.end_procedure", skip_all)]
    async fn end_procedure(&mut self, made: &Procedure) -> Result<(), StoreError> {
        procedure::end(&***self.0.client()?, made).await
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
