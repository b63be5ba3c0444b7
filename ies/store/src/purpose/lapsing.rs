//! Memberships that end by time, and invitations that nobody answers. R30, R36.
//!
//! Nothing hangs on when this runs: a membership counts no more from the instant of its end, and
//! every question looks at that.

use fnd_core::Id;
use ies_domain::community::{Membership, MembershipError, State, Step, expire, lapse};
use ies_domain::log::{Doer, Event};
use ies_domain::switches::Switches;
use jiff::Timestamp;
use uuid::Uuid;

use super::communities::held;
use super::settle::membership::{Said, membership_step, without};
use crate::record::membership;
use crate::{Access, Outcome, Store, StoreError, Unit};

/// Memberships that one round ends at most; the next goes on.
const ROUND_MAX: i64 = 1000;

impl Store {
    /// Ends memberships whose time is over, and invitations that nobody took up.
    #[tracing::instrument(name = "db.end_memberships", skip_all)]
    pub async fn end_memberships(
        &self,
        switches: &Switches,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        for (community, account) in self.maybe_over(now).await? {
            self.end_membership((community, account), switches, now).await?;
        }
        Ok(())
    }

    async fn maybe_over(&self, now: Timestamp) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
        let client = self.0.database.connection().await?;
        let sql = format!(
            "SELECT community_id, account_id FROM membership
              WHERE state = 'active' AND expires_at <= $1 OR state = 'invited'
              ORDER BY since LIMIT {ROUND_MAX}"
        );
        let rows = client.query(&sql, &[&now]).await?;
        Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
    }

    async fn end_membership(
        &self,
        (community, account): (Uuid, Uuid),
        switches: &Switches,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut unit = self.look(now).await?;
        let (community, account) = (Id::from_uuid(community), Id::from_uuid(account));
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
