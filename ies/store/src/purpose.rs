//! What can be done, by purpose: a type for each, with only what that purpose permits.

pub mod administering;
pub mod applying;
pub mod auditing;
pub(crate) mod closing;
pub mod communities;
pub mod contacts;
pub mod erasing;
pub mod gate;
pub mod installing;
pub mod lapsing;
pub mod leading;
pub mod organisations;
pub mod own;
pub mod posting;
pub mod protecting;
pub mod publishing;
pub(crate) mod recipients;
pub mod resting;
pub mod retaining;
pub mod reviewing;
pub mod roles;
pub(crate) mod settle;
pub mod tending;
pub mod timed;
pub mod tokens;

use std::collections::BTreeMap;

use fnd_core::Id;
use ies_domain::account::Account;
use ies_domain::community::{Community, JoinNotice};
use ies_domain::organisation::{Countries, Recipient};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::record::organisation;
use crate::{StoreError, Unit};

/// The recipients outside the Union among the live members of a Community. R36.
pub(crate) async fn notice(
    unit: &Unit,
    community: Id<Community>,
) -> Result<JoinNotice, StoreError> {
    Ok(notices(unit, &[community]).await?.remove(&community).unwrap_or(JoinNotice::of([])))
}

/// The same of many Communities at once; one without recipients is not in the answer.
pub(crate) async fn notices(
    unit: &Unit,
    communities: &[Id<Community>],
) -> Result<BTreeMap<Id<Community>, JoinNotice>, StoreError> {
    let client = unit.client()?;
    let ids: Vec<Uuid> = communities.iter().map(|id| id.to_uuid()).collect();
    let sql = format!(
        "SELECT DISTINCT membership.community_id, {} FROM membership
           JOIN account USING (account_id) JOIN organisation USING (organisation_id)
          WHERE membership.community_id = ANY ($1) AND membership.state = 'active'
            AND account.state = 'active'
            AND (membership.expires_at IS NULL OR $2 < membership.expires_at)",
        organisation::COLUMNS
    );
    let select = client.prepare_cached(&sql).await?;
    let rows = client.query(&select, &[&ids, &unit.at()]).await?;
    let table = organisation::countries(unit).await?;
    let (facts, day) = (table.rows(), today(unit.at()));
    let mut recipients: BTreeMap<Id<Community>, Vec<Recipient>> = BTreeMap::new();
    for row in &rows {
        let found = organisation::read_from(row, 1)?.recipient(Countries(&facts), day);
        if let Some(recipient) = found {
            recipients.entry(Id::from_uuid(row.get(0))).or_default().push(recipient);
        }
    }
    Ok(recipients.into_iter().map(|(id, all)| (id, JoinNotice::of(all))).collect())
}

/// The day by which facts on countries are read.
pub(crate) fn today(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// The recipients outside the Union, without what one member alone brings about.
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
    let (facts, day) = (table.rows(), today(unit.at()));
    let mut recipients = Vec::new();
    for row in &rows {
        let found = organisation::find(unit, Id::from_uuid(row.get(0))).await?;
        recipients.extend(found.and_then(|one| one.recipient(Countries(&facts), day)));
    }
    Ok(JoinNotice::of(recipients))
}
