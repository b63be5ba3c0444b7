//! What can be done, by purpose: a type for each, with only what that purpose permits.
//!
//! # Locks
//!
//! A unit holds what it changes until it ends, and takes in this order what it holds of: a
//! request under data protection law, a request for an account, the organisation, the account,
//! Communities by their identifiers, then memberships and roles. Several Communities are taken by
//! `in_order` and no other way; the membership in one is taken after the Community.
//! Two units that take in one order never wait for each other in a circle.
//!
//! Rows are held `FOR NO KEY UPDATE`, which lets others add rows that refer to them: a lead who
//! holds a Community may invite somebody whose account is held by who closes it.

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
mod looking;
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
pub(crate) mod rounds;
pub(crate) mod settle;
pub mod tending;
pub mod timed;
pub mod tokens;

use std::collections::{BTreeMap, BTreeSet};

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
    notice_besides(unit, community, None).await
}

/// The recipients outside the Union, without what one member alone brings about.
pub(crate) async fn notice_besides(
    unit: &Unit,
    community: Id<Community>,
    member: Option<Id<Account>>,
) -> Result<JoinNotice, StoreError> {
    let mut all = notices(unit, &[community], member).await?;
    Ok(all.remove(&community).unwrap_or(JoinNotice::of([])))
}

/// The same of many Communities at once; one without recipients is not in the answer.
///
/// Organisations are few, and those outside the Union fewer: only their staff is looked at.
pub(crate) async fn notices(
    unit: &Unit,
    communities: &[Id<Community>],
    but: Option<Id<Account>>,
) -> Result<BTreeMap<Id<Community>, JoinNotice>, StoreError> {
    let table = organisation::countries(unit).await?;
    let (facts, day) = (table.rows(), today(unit.at()));
    let all = organisation::all(unit).await?;
    let abroad = all.iter().filter_map(|one| one.recipient(Countries(&facts), day));
    let abroad: BTreeMap<Uuid, Recipient> =
        abroad.map(|recipient| (recipient.organisation.to_uuid(), recipient)).collect();
    let employers: Vec<Uuid> = abroad.keys().copied().collect();
    let ids: Vec<Uuid> = communities.iter().map(|id| id.to_uuid()).collect();
    let sql = "SELECT DISTINCT membership.community_id, account.organisation_id
                 FROM account JOIN membership USING (account_id)
                WHERE account.organisation_id = ANY ($1) AND account.state = 'active'
                  AND membership.community_id = ANY ($2) AND membership.state = 'active'
                  AND (membership.expires_at IS NULL OR $3 < membership.expires_at)
                  AND account_id IS DISTINCT FROM $4";
    let rows =
        unit.client()?.query(sql, &[&employers, &ids, &unit.at(), &but.map(Id::to_uuid)]).await?;
    let mut recipients: BTreeMap<Id<Community>, Vec<Recipient>> = BTreeMap::new();
    for row in &rows {
        let found = abroad.get(&row.get::<_, Uuid>(1)).cloned();
        recipients.entry(Id::from_uuid(row.get(0))).or_default().extend(found);
    }
    Ok(recipients.into_iter().map(|(id, all)| (id, JoinNotice::of(all))).collect())
}

/// Communities in the one order in which a unit takes several of them.
pub(crate) fn in_order(communities: impl IntoIterator<Item = Id<Community>>) -> Vec<Id<Community>> {
    let ordered: BTreeSet<_> = communities.into_iter().collect();
    ordered.into_iter().collect()
}

/// The day by which facts on countries are read.
pub(crate) fn today(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}
