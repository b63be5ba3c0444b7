//! Suspensions of crossing points in the database.

use async_trait::async_trait;
use ees_domain::point::PointCode;
use ees_domain::suspension::{Extent, Notified, Suspension};
use fnd_core::{CountryCode, Id};
use jiff::Timestamp;
use tokio_postgres::types::ToSql;
use tokio_postgres::{GenericClient, Row};

use super::quality::quality;
use super::unit::Unit;
use crate::operation::{Operation, SUSPENSIONS_MAX};
use crate::quality::Quality;
use crate::{Outcome, Span, StoreError};

const COLUMNS: &str = "suspension_id, point, extent, begins_at, ends_at, latest_end, notify_by,
     reason, authority, notified_at, notified_under";

/// Suspensions that cast doubt on records at most: more at a time there cannot be in earnest.
const DOUBTS_MAX: i64 = 10_000;

/// A unit that keeps crossing points in operation.
#[derive(Debug)]
pub(super) struct PgOperation(pub(super) Unit);

fn read(row: &Row) -> Result<Suspension, StoreError> {
    let wrong = |what| move || StoreError::Inconsistent { what };
    let (point, extent): (String, String) = (row.try_get(1)?, row.try_get(2)?);
    let notified: (Option<Timestamp>, Option<String>) = (row.try_get(9)?, row.try_get(10)?);
    Ok(Suspension {
        id: Id::from_uuid(row.try_get(0)?),
        point: point.parse().ok().ok_or_else(wrong("point of a suspension"))?,
        extent: Extent::find(&extent).ok_or_else(wrong("extent of a suspension"))?,
        begins_at: row.try_get(3)?,
        ends_at: row.try_get(4)?,
        latest_end: row.try_get(5)?,
        notify_by: row.try_get(6)?,
        reason: row.try_get(7)?,
        authority: row.try_get(8)?,
        notified: notified.0.zip(notified.1).map(|(at, reference)| Notified { at, reference }),
    })
}

async fn select(
    client: &impl GenericClient,
    condition: &str,
    values: &[&(dyn ToSql + Sync)],
) -> Result<Vec<Suspension>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM point_suspension WHERE {condition}");
    let statement = client.prepare(&sql).await?;
    client.query(&statement, values).await?.iter().map(read).collect()
}

/// Those in force at some time from `from` on and before `to`.
pub(super) async fn between(
    unit: &Unit,
    (from, to): (Timestamp, Timestamp),
) -> Result<Vec<Suspension>, StoreError> {
    let client = unit.client()?;
    let sql = format!(
        "SELECT {COLUMNS} FROM point_suspension
          WHERE begins_at < $2 AND coalesce(ends_at, latest_end) > $1
          ORDER BY begins_at DESC LIMIT $3"
    );
    let statement = client.prepare_cached(&sql).await?;
    client.query(&statement, &[&from, &to, &DOUBTS_MAX]).await?.iter().map(read).collect()
}

#[async_trait]
impl Operation for PgOperation {
    #[tracing::instrument(name = "db.suspensions_of", skip_all)]
    async fn suspensions_of(
        &mut self,
        state: Option<CountryCode>,
    ) -> Result<Vec<Suspension>, StoreError> {
        let state = state.map(|state| state.to_string());
        let condition = "($1::text IS NULL OR left(point, 3) = $1)
                         ORDER BY begins_at DESC, suspension_id LIMIT $2";
        let most = i64::from(SUSPENSIONS_MAX);
        select(&***self.0.client()?, condition, &[&state, &most]).await
    }

    #[tracing::instrument(name = "db.find_suspension", skip_all)]
    async fn find_suspension(
        &mut self,
        id: Id<Suspension>,
    ) -> Result<Option<Suspension>, StoreError> {
        let found = select(&***self.0.client()?, "suspension_id = $1", &[&id.to_uuid()]).await?;
        Ok(found.into_iter().next())
    }

    #[tracing::instrument(name = "db.suspensions_for_update", skip_all)]
    async fn suspensions_for_update(
        &mut self,
        point: &PointCode,
    ) -> Result<Vec<Suspension>, StoreError> {
        let client = self.0.client()?;
        // A lock of its own: a point without suspensions has no row that could be held.
        let hold = "SELECT pg_advisory_xact_lock(hashtextextended('suspension ' || $1, 0))";
        client.execute(hold, &[&point.as_str()]).await?;
        let condition = "point = $1 ORDER BY begins_at";
        select(&***client, condition, &[&point.as_str()]).await
    }

    #[tracing::instrument(name = "db.add_suspension", skip_all)]
    async fn add_suspension(&mut self, suspension: &Suspension) -> Result<(), StoreError> {
        let sql = format!(
            "INSERT INTO point_suspension ({COLUMNS})
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        );
        let (id, notified) = (suspension.id.to_uuid(), suspension.notified.as_ref());
        let (at, under) = (notified.map(|one| one.at), notified.map(|one| &one.reference));
        let values: [&(dyn ToSql + Sync); 11] = [
            &id,
            &suspension.point.as_str(),
            &suspension.extent.code(),
            &suspension.begins_at,
            &suspension.ends_at,
            &suspension.latest_end,
            &suspension.notify_by,
            &suspension.reason,
            &suspension.authority,
            &at,
            &under,
        ];
        self.0.client()?.execute(&sql, &values).await?;
        Ok(())
    }

    #[tracing::instrument(name = "db.change_suspension", skip_all)]
    async fn change_suspension(&mut self, suspension: &Suspension) -> Result<(), StoreError> {
        let sql = "UPDATE point_suspension
                      SET ends_at = $2, notified_at = $3, notified_under = $4
                    WHERE suspension_id = $1";
        let notified = suspension.notified.as_ref();
        let (at, under) = (notified.map(|one| one.at), notified.map(|one| &one.reference));
        let id = suspension.id.to_uuid();
        let values: [&(dyn ToSql + Sync); 4] = [&id, &suspension.ends_at, &at, &under];
        self.0.client()?.execute(sql, &values).await?;
        Ok(())
    }

    #[tracing::instrument(name = "db.quality", skip_all)]
    async fn quality(
        &mut self,
        state: Option<CountryCode>,
        span: Span,
    ) -> Result<Quality, StoreError> {
        quality(&***self.0.client()?, (state, span)).await
    }

    #[tracing::instrument(name = "db.end", skip_all)]
    async fn end(self: Box<Self>, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}
