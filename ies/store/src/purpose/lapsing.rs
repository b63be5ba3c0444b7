//! Memberships that end by time, and invitations that nobody answers. R30, R36.
//!
//! Nothing hangs on when this runs: a membership counts no more from the instant of its end, and
//! every question looks at that.

use fnd_core::Id;
use ies_domain::account::Account;
use ies_domain::community::{Community, Membership, MembershipError, State, Step, expire, lapse};
use ies_domain::log::{Doer, Event};
use ies_domain::switches::Switches;
use jiff::Timestamp;
use uuid::Uuid;

use super::communities::held;
use super::rounds::{BATCH_MAX, carried_on};
use super::settle::membership::{Said, membership_step, without};
use crate::record::membership;
use crate::{Access, Outcome, Store, StoreError, Unit};

impl Store {
    /// Ends memberships whose time is over, and invitations that nobody took up.
    #[tracing::instrument(name = "db.end_memberships", skip_all)]
    pub async fn end_memberships(
        &self,
        switches: &Switches,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut last = None;
        loop {
            let batch = self.maybe_over(now, last).await?;
            let Some((end, ..)) = batch.last() else { return Ok(()) };
            last = Some(*end);
            for (_, community, account) in &batch {
                let of = (Id::from_uuid(*community), Id::from_uuid(*account));
                carried_on("membership", self.end_membership(of, switches, now).await)?;
            }
        }
    }

    /// Memberships of the batch after `last`: the identifier of each, the Community, the account.
    async fn maybe_over(
        &self,
        now: Timestamp,
        last: Option<Uuid>,
    ) -> Result<Vec<(Uuid, Uuid, Uuid)>, StoreError> {
        let client = self.0.database.connection().await?;
        let sql = format!(
            "SELECT membership_id, community_id, account_id FROM membership
              WHERE (state = 'active' AND expires_at <= $1 OR state = 'invited')
                AND ($2::uuid IS NULL OR $2 < membership_id)
              ORDER BY membership_id LIMIT {BATCH_MAX}"
        );
        let rows = client.query(&sql, &[&now, &last]).await?;
        Ok(rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect())
    }

    async fn end_membership(
        &self,
        (community, account): (Id<Community>, Id<Account>),
        switches: &Switches,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut unit = self.look(now).await?;
        let Some(found) = held(&unit, community, account).await? else {
            return unit.leave().await;
        };
        let Some(row) = &found.standing else { return unit.leave().await };
        let Ok((step, event)) = over(&unit, &row.membership, switches).await? else {
            return unit.leave().await;
        };
        let request = self.0.ids.next(now);
        unit.becomes(Access::happened(now, Doer::System, event, request));
        // The unit's own row tells of the end.
        let (step, id) = (without(step, event), row.id);
        membership_step(&mut unit, (&found.row, Some(row)), &step, Said::default()).await?;
        unit.end(Outcome::on(id)).await
    }
}

/// The step that time brings, and its event.
async fn over(
    unit: &Unit,
    held: &Membership,
    switches: &Switches,
) -> Result<Result<(Step, Event), MembershipError>, StoreError> {
    if held.state == State::Invited {
        let lapsed = lapse(held, unit.at(), &switches.permission);
        return Ok(lapsed.map(|step| (step, Event::MembershipLapsed)));
    }
    let leads = membership::other_leads(unit, (held.community, held.account)).await?;
    let expired = expire(held, leads, unit.at());
    Ok(expired.map(|step| (step, Event::MembershipEnded)))
}
