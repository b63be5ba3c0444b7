//! What hangs on time alone: requests that nobody decides, drafts that nobody sends, files whose
//! rows are gone. Statement 5; R14, R16, R45.

use fnd_core::Id;
use ies_domain::log::{Doer, Event};
use ies_domain::registration::{Registration, expire, expires_at};
use ies_domain::switches::Switches;
use jiff::Timestamp;
use uuid::Uuid;

use super::rounds::{BATCH_MAX, carried_on};
use super::settle::registration_step;
use crate::record::account::Hold;
use crate::record::mail::Named;
use crate::record::{registration, scan};
use crate::{Access, Outcome, Store, StoreError};

impl Store {
    /// Ends requests whose time is over, and destroys the scans of drafts that were not sent.
    #[tracing::instrument(name = "db.expire_requests", skip_all)]
    pub async fn expire_requests(
        &self,
        switches: &Switches,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut last = None;
        loop {
            let batch = self.open_requests(last).await?;
            let Some(end) = batch.last() else { return Ok(()) };
            last = Some(*end);
            for id in &batch {
                carried_on("registration", self.expire_request(*id, switches, now).await)?;
            }
        }
    }

    /// The batch after `last`.
    async fn open_requests(
        &self,
        last: Option<Id<Registration>>,
    ) -> Result<Vec<Id<Registration>>, StoreError> {
        let client = self.0.database.connection().await?;
        let sql = format!(
            "SELECT registration_id FROM registration
              WHERE state IN ('draft', 'submitted', 'in-review', 'info-requested')
                AND ($1::uuid IS NULL OR $1 < registration_id)
              ORDER BY registration_id LIMIT {BATCH_MAX}"
        );
        let rows = client.query(&sql, &[&last.map(Id::to_uuid)]).await?;
        Ok(rows.iter().map(|row| Id::from_uuid(row.get(0))).collect())
    }

    async fn expire_request(
        &self,
        id: Id<Registration>,
        switches: &Switches,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let request = self.0.ids.next(now);
        let mut unit = self.look(now).await?;
        let found = registration::find(&unit, id, Hold::Held).await?;
        let Some(found) = found else { return unit.leave().await };
        let times = &switches.registration;
        let held = &found.registration;
        if expires_at(held, times).is_some_and(|at| at <= now)
            && let Ok(mut step) = expire(held, now, times)
        {
            let event = Event::RegistrationExpired;
            unit.becomes(Access::happened(now, Doer::System, event, request));
            // The unit's own row tells of the expiry.
            step.effects.log.retain(|logged| *logged != event);
            registration_step(&mut unit, &found, &step, &Named::default()).await?;
            return unit.end(Outcome::on(id.to_uuid())).await;
        }
        if let Some(changed) = held.scan.outlived_draft(held.state, now, times)
            && let Some(cause) = changed.destroy
            && scan::destroy(&unit, id, cause).await?
        {
            unit.becomes(Access::happened(now, Doer::System, Event::ScanDestroyed, request));
            return unit.end(Outcome::on(id.to_uuid())).await;
        }
        unit.leave().await
    }

    /// Removes the file of a scan that was destroyed, and notes that its bytes are gone.
    #[tracing::instrument(name = "db.unlink_scan", skip_all)]
    pub async fn unlink_scan(
        &self,
        (scan, blob): (Uuid, &str),
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.0.blobs.unlink(blob).await?;
        let client = self.0.database.connection().await?;
        client
            .execute(
                "UPDATE scan_end SET unlinked_at = $2 WHERE scan_id = $1 AND unlinked_at IS NULL",
                &[&scan, &now],
            )
            .await?;
        Ok(())
    }

    /// How many scans of open requests the ring of scans does not open: it was lost, or this is a
    /// restored backup, which never holds it. They are as if they were destroyed. R57.
    #[tracing::instrument(name = "db.lost_scans", skip_all)]
    pub async fn lost_scans(&self, now: Timestamp) -> Result<usize, StoreError> {
        let unit = self.look(now).await?;
        let lost = scan::lost(&unit).await?;
        unit.leave().await?;
        Ok(lost)
    }
}
