//! What can be done, by purpose: a type for each, with only what that purpose permits.

pub mod applying;
pub(crate) mod closing;
pub mod erasing;
pub mod gate;
pub mod installing;
pub mod own;
pub mod posting;
pub mod publishing;
pub mod resting;
pub mod reviewing;
pub(crate) mod settle;
pub mod timed;

use fnd_core::Id;
use ies_domain::account::Account;
use ies_domain::community::{Community, JoinNotice};
use ies_domain::organisation::Countries;
use jiff::tz::TimeZone;

use crate::record::organisation;
use crate::{StoreError, Unit};

/// The recipients outside the Union among the live members of a Community. R36.
pub(crate) async fn notice(
    unit: &Unit,
    community: Id<Community>,
) -> Result<JoinNotice, StoreError> {
    notice_besides(unit, community, None).await
}

/// The same, without what one member alone brings about.
pub(crate) async fn notice_besides(
    unit: &Unit,
    community: Id<Community>,
    member: Option<Id<Account>>,
) -> Result<JoinNotice, StoreError> {
    let client = unit.client()?;
    let select = client
        .prepare_cached(
            "SELECT DISTINCT account.organisation_id FROM membership JOIN account USING (account_id)
              WHERE community_id = $1 AND membership.state = 'active' AND account.state = 'active'
                AND (membership.expires_at IS NULL OR $2 < membership.expires_at)
                AND account_id IS DISTINCT FROM $3",
        )
        .await?;
    let values: [&(dyn tokio_postgres::types::ToSql + Sync); 3] =
        [&community.to_uuid(), &unit.at(), &member.map(Id::to_uuid)];
    let rows = client.query(&select, &values).await?;
    let table = organisation::countries(unit).await?;
    let (facts, day) = (table.rows(), unit.at().to_zoned(TimeZone::UTC).date());
    let mut recipients = Vec::new();
    for row in &rows {
        let found = organisation::find(unit, Id::from_uuid(row.get(0))).await?;
        recipients.extend(found.and_then(|one| one.recipient(Countries(&facts), day)));
    }
    Ok(JoinNotice::of(recipients))
}
