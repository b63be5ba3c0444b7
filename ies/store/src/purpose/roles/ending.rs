//! Roles that end by time, and their holders who are told before. R28.

use fnd_core::Id;
use ies_domain::log::{Doer, Event};
use ies_domain::mail::Notice;
use ies_domain::role::RoleGrant;
use jiff::Timestamp;
use uuid::Uuid;

use super::{named, tell_end};
use crate::purpose::rounds::{BATCH_MAX, carried_on};
use crate::record::account::Hold;
use crate::record::mail::to_account;
use crate::record::role;
use crate::{Access, Outcome, Store, StoreError};

impl Store {
    /// Ends roles whose time is over, and tells holders of those that end soon; answers how many
    /// ended. R28.
    #[tracing::instrument(name = "db.expire_roles", skip_all)]
    pub async fn expire_roles(
        &self,
        now: Timestamp,
        warned_days: u16,
    ) -> Result<usize, StoreError> {
        let (mut last, mut ended) = (None, 0_usize);
        loop {
            let batch = self.over_roles(now, last).await?;
            let Some(end) = batch.last() else { break };
            last = Some(*end);
            for id in &batch {
                let done = carried_on("role-grant", self.expire_role(*id, now).await)?;
                ended = ended.saturating_add(done);
            }
        }
        self.warn_of_ends(now, warned_days).await?;
        Ok(ended)
    }

    /// The batch after `last`.
    async fn over_roles(
        &self,
        now: Timestamp,
        last: Option<Uuid>,
    ) -> Result<Vec<Uuid>, StoreError> {
        let client = self.0.database.connection().await?;
        let sql = format!(
            "SELECT grant_id FROM role_grant WHERE ended_at IS NULL AND expires_at <= $1
                AND ($2::uuid IS NULL OR $2 < grant_id) ORDER BY grant_id LIMIT {BATCH_MAX}"
        );
        let rows = client.query(&sql, &[&now, &last]).await?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    /// Ends the role if its time is over, and answers how many that was.
    async fn expire_role(&self, id: Uuid, now: Timestamp) -> Result<usize, StoreError> {
        let mut unit = self.look(now).await?;
        let found = role::find(&unit, Id::from_uuid(id), Hold::Held).await?;
        let Some(over) = found.and_then(|grant| grant.expire(now)) else {
            unit.leave().await?;
            return Ok(0);
        };
        let request = self.0.ids.next(now);
        unit.becomes(Access::happened(now, Doer::System, Event::RoleEnded, request));
        role::end(&unit, &over).await?;
        tell_end(&unit, &over).await?;
        unit.end(Outcome::on(id)).await?;
        Ok(1)
    }

    /// A role is told of once: on the day from which it is up for certification.
    async fn warn_of_ends(&self, now: Timestamp, days: u16) -> Result<(), StoreError> {
        let mut last = None;
        loop {
            let batch = self.ending_roles((now, days), last).await?;
            let Some(end) = batch.last() else { return Ok(()) };
            last = Some(end.id);
            for grant in &batch {
                carried_on("role-grant", self.warn_of_end(grant, now).await)?;
            }
        }
    }

    async fn warn_of_end(&self, grant: &RoleGrant, now: Timestamp) -> Result<(), StoreError> {
        let request = self.0.ids.next(now);
        // The row is also what tells the next round that this was done.
        let access = Access::happened(now, Doer::System, Event::MailSent, request);
        let unit = self.begin(access).await?;
        let day = grant.expires_at.to_zoned(jiff::tz::TimeZone::UTC).date();
        let named = named(grant).with("day", day.to_string());
        to_account(&unit, Notice::RoleEndsSoon, grant.account, &named).await?;
        unit.end(Outcome::on(grant.id.to_uuid())).await
    }

    /// Roles that end soon and of which nobody was told, the batch after `last`.
    async fn ending_roles(
        &self,
        (now, days): (Timestamp, u16),
        last: Option<Id<RoleGrant>>,
    ) -> Result<Vec<RoleGrant>, StoreError> {
        let client = self.0.database.connection().await?;
        let sql = format!(
            "SELECT {} FROM role_grant
              WHERE ended_at IS NULL AND approved_at IS NOT NULL AND $1 < expires_at
                AND expires_at <= $1 + make_interval(days => $2)
                AND ($3::uuid IS NULL OR $3 < grant_id)
                AND NOT EXISTS (SELECT 1 FROM log_entry
                     WHERE object = grant_id AND action = 'mail-sent'
                       AND authority_kind = 'system'
                       AND expires_at - make_interval(days => $2) <= at)
              ORDER BY grant_id LIMIT {BATCH_MAX}",
            role::COLUMNS
        );
        let (days, last) = (i32::from(days), last.map(Id::to_uuid));
        client.query(&sql, &[&now, &days, &last]).await?.iter().map(role::read).collect()
    }
}
