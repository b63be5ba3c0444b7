//! Records and refusals as they are changed, and what was ordered for them.

use ees_domain::day::Day;
use ees_domain::file::{Crossing, File};
use ees_domain::refusal::RefusalDecision;
use fnd_core::Id;

use super::held::PgWork;
use crate::pg::writes::Value;
use crate::pg::{crossing, refusal, version};
use crate::{Change, ErasureOrder, Movement, Part, StoreError, Work};

const ADD_MOVEMENT: &str = "INSERT INTO movement (movement_id, file_id, crossing_id, digest)
     VALUES ($1, $2, $3, $4)";
/// Files that lead to another one are kept as long as that one.
const KEEP_JOINED: &str = "UPDATE file SET kept_until = coalesce($2, kept_until)
      WHERE merged_into = $1";
const TOUCH: &str = "UPDATE file SET version = version + 1, responsible_state = $2,
            responsible_office = $3, changed_at = $4, kept_until = coalesce($5, kept_until)
      WHERE file_id = $1";

impl PgWork {
    /// What the client-chosen id did before, if anything.
    pub(super) async fn movement(
        &mut self,
        id: Id<Crossing>,
        asked: &str,
    ) -> Result<Option<Movement>, StoreError> {
        let client = self.client().await?;
        let select = client
            .prepare_cached(
                "SELECT file_id, crossing_id, digest FROM movement WHERE movement_id = $1",
            )
            .await?;
        let row = client.query_opt(&select, &[&id.to_uuid()]).await?;
        let digest = self.digest(asked);
        Ok(row.map(|row| Movement {
            file: Id::from_uuid(row.get(0)),
            crossing: Id::from_uuid(row.get(1)),
            same_request: row.get::<_, &[u8]>(2) == digest.as_slice(),
        }))
    }

    /// Raises the version of the file, makes the actor responsible, and says how long it is kept.
    pub(super) async fn raise(
        &mut self,
        file: Id<File>,
        kept_until: Option<Day>,
    ) -> Result<(), StoreError> {
        let access = &self.unit.access;
        let values: Vec<Value> = vec![
            Box::new(file.to_uuid()),
            Box::new(access.actor.state.to_string()),
            Box::new(access.actor.office.clone()),
            Box::new(access.at),
            Box::new(kept_until.map(Day::date)),
        ];
        self.write(TOUCH, values).await?;
        if self.joined.get(&file).is_none_or(Vec::is_empty) {
            return Ok(());
        }
        let values: Vec<Value> =
            vec![Box::new(file.to_uuid()), Box::new(kept_until.map(Day::date))];
        self.write(KEEP_JOINED, values).await
    }

    /// Stores a record as it is now, and keeps what it was.
    pub(super) async fn rewrite_crossing(
        &mut self,
        file: &File,
        (before, after): (&Crossing, &Crossing),
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        self.flush().await?;
        let (home, key) = self.home(file.id, before.id.to_uuid())?;
        let made = (home, file.version.saturating_add(1), key);
        let part = (Part::Crossing, before.id.to_uuid());
        version::insert(&self.unit, made, part, (&version::of_crossing(before), change)).await?;
        let is_there = crossing::rewrite(self.unit.client()?, (home, key), after).await?;
        if is_there { Ok(()) } else { Err(StoreError::Overtaken) }
    }

    /// Remembers what the client-chosen id did.
    pub(super) async fn note_movement(
        &mut self,
        id: Id<Crossing>,
        (file, crossing): (Id<File>, Id<Crossing>),
        asked: &str,
    ) -> Result<(), StoreError> {
        let home = self.homes.get(&crossing.to_uuid()).copied().unwrap_or(file);
        let values: Vec<Value> = vec![
            Box::new(id.to_uuid()),
            Box::new(home.to_uuid()),
            Box::new(crossing.to_uuid()),
            Box::new(self.digest(asked)),
        ];
        self.write(ADD_MOVEMENT, values).await
    }

    /// Orders that a part be erased before its time.
    pub(super) async fn add_order(
        &mut self,
        file: Id<File>,
        order: &ErasureOrder,
    ) -> Result<(), StoreError> {
        self.flush().await?;
        let home = self.homes.get(&order.part_id).copied().unwrap_or(file);
        let access = &self.unit.access;
        let client = self.unit.client()?;
        let insert = client
            .prepare_cached(
                "INSERT INTO erasure_order (order_id, file_id, part, part_id, reason, ordered_at,
                                            state, authority)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
            )
            .await?;
        let values: [&(dyn tokio_postgres::types::ToSql + Sync); 8] = [
            &order.id,
            &home.to_uuid(),
            &order.part.code(),
            &order.part_id,
            &order.reason.code(),
            &access.at,
            &access.actor.state.as_str(),
            &access.actor.office,
        ];
        client.execute(&insert, &values).await?;
        Ok(())
    }

    /// Stores a refusal as it is now, and keeps what it was.
    pub(super) async fn rewrite_refusal(
        &mut self,
        file: &File,
        (before, after): (&RefusalDecision, &RefusalDecision),
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        self.flush().await?;
        let (home, key) = self.home(file.id, before.refusal.id.to_uuid())?;
        let made = (home, file.version.saturating_add(1), key);
        let part = (Part::Refusal, before.refusal.id.to_uuid());
        version::insert(&self.unit, made, part, (&refusal::fields(before), change)).await?;
        self.sign_refusal(file.id, after).await
    }
}
