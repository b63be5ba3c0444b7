//! Memberships.

use fnd_core::Id;
use fnd_register::Coded;
use ies_domain::account::Account;
use ies_domain::community::{Community, Leads, Membership, NoticeSeen};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use super::account::Hold;
use super::{coded, maybe_coded};
use crate::seal::{Keeper, ObjectKey};
use crate::{StoreError, Unit};

/// A membership as it is stored.
#[derive(Debug, Clone)]
pub struct MembershipRow {
    /// Its identifier.
    pub id: Uuid,
    /// The membership.
    pub membership: Membership,
    /// When the person joined, if they did.
    pub begun_at: Option<Timestamp>,
    /// Counts changes.
    pub version: i64,
    pub(crate) sealed_message: Option<Vec<u8>>,
}

/// The columns that [`read`] reads, in its order.
pub(crate) const COLUMNS: &str = "membership.membership_id, membership.community_id, \
     membership.account_id, membership.level, membership.state, membership.since, \
     membership.begun_at, membership.expires_at, membership.decided_by, \
     membership.sealed_message, membership.notice_seen_at, membership.notice_organisations, \
     membership.end_cause, membership.version";

/// Reads the columns of [`COLUMNS`], the first of which is at `from`.
pub(crate) fn read(row: &Row, from: usize) -> Result<MembershipRow, StoreError> {
    let at = |place: usize| from.saturating_add(place);
    let seen = row.get::<_, Option<Timestamp>>(at(10)).map(|at_instant| NoticeSeen {
        at: at_instant,
        organisations: row
            .get::<_, Option<Vec<Uuid>>>(at(11))
            .unwrap_or_default()
            .into_iter()
            .map(Id::from_uuid)
            .collect(),
    });
    Ok(MembershipRow {
        id: row.get(at(0)),
        membership: Membership {
            community: Id::from_uuid(row.get(at(1))),
            account: Id::from_uuid(row.get(at(2))),
            level: coded(row.get(at(3)))?,
            state: coded(row.get(at(4)))?,
            since: row.get(at(5)),
            expires_at: row.get(at(7)),
            decided_by: row.get::<_, Option<Uuid>>(at(8)).map(Id::from_uuid),
            notice_seen: seen,
            end: maybe_coded(row.get(at(12)))?,
        },
        begun_at: row.get(at(6)),
        version: row.get(at(13)),
        sealed_message: row.get(at(9)),
    })
}

/// Memberships of an account that have not ended.
pub(crate) async fn of_account(
    unit: &Unit,
    account: Id<Account>,
) -> Result<Vec<MembershipRow>, StoreError> {
    let client = unit.client()?;
    let sql = format!(
        "SELECT {COLUMNS} FROM membership
          WHERE account_id = $1 AND state IN ('applied', 'invited', 'active')
          ORDER BY since, membership_id"
    );
    let select = client.prepare_cached(&sql).await?;
    client.query(&select, &[&account.to_uuid()]).await?.iter().map(|row| read(row, 0)).collect()
}

/// The membership of an account in a Community that has not ended.
pub(crate) async fn standing(
    unit: &Unit,
    (community, account): (Id<Community>, Id<Account>),
    hold: Hold,
) -> Result<Option<MembershipRow>, StoreError> {
    let client = unit.client()?;
    let sql = format!(
        "SELECT {COLUMNS} FROM membership
          WHERE community_id = $1 AND account_id = $2
            AND state IN ('applied', 'invited', 'active'){}",
        hold.sql()
    );
    let select = client.prepare_cached(&sql).await?;
    let row = client.query_opt(&select, &[&community.to_uuid(), &account.to_uuid()]).await?;
    row.map(|row| read(&row, 0)).transpose()
}

/// Stores a new membership, with why the person wants to join.
pub(crate) async fn insert(
    unit: &Unit,
    membership: &Membership,
    message: Option<&str>,
) -> Result<Uuid, StoreError> {
    let id = unit.next_id();
    let account = membership.account.to_uuid();
    let sealed = match message {
        Some(message) => {
            let key = ObjectKey::of(unit, Keeper::Account, account).await?;
            Some(key.seal(&message_of(id), &message)?)
        }
        None => None,
    };
    let organisations: Option<Vec<Uuid>> = membership
        .notice_seen
        .as_ref()
        .map(|seen| seen.organisations.iter().map(|id| id.to_uuid()).collect());
    let is_active = membership.state == ies_domain::community::State::Active;
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO membership (membership_id, community_id, account_id, level, state, since,
                 begun_at, expires_at, decided_by, sealed_message, notice_seen_at,
                 notice_organisations, end_cause, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)",
            &[
                &id,
                &membership.community.to_uuid(),
                &account,
                &membership.level.code(),
                &membership.state.code(),
                &membership.since,
                &is_active.then_some(membership.since),
                &membership.expires_at,
                &membership.decided_by.map(Id::to_uuid),
                &sealed,
                &membership.notice_seen.as_ref().map(|seen| seen.at),
                &organisations,
                &membership.end.map(|cause| cause.code()),
            ],
        )
        .await?;
    Ok(id)
}

/// Stores the membership as a step left it; [`StoreError::Overtaken`] when somebody was faster.
pub(crate) async fn update(
    unit: &Unit,
    before: &MembershipRow,
    after: &Membership,
) -> Result<(), StoreError> {
    let organisations: Option<Vec<Uuid>> = after
        .notice_seen
        .as_ref()
        .map(|seen| seen.organisations.iter().map(|id| id.to_uuid()).collect());
    let is_active = after.state == ies_domain::community::State::Active;
    let begun = before.begun_at.or_else(|| is_active.then_some(after.since));
    // What somebody wrote to be admitted has served its purpose once that is decided; so has what
    // was written to who is invited, once that is answered.
    let message = before.sealed_message.as_ref().filter(|_| after.state == before.membership.state);
    let client = unit.client()?;
    let changed = client
        .execute(
            "UPDATE membership SET level = $3, state = $4, since = $5, begun_at = $6,
                    expires_at = $7, decided_by = $8, sealed_message = $9, notice_seen_at = $10,
                    notice_organisations = $11, end_cause = $12, version = version + 1
              WHERE membership_id = $1 AND version = $2",
            &[
                &before.id,
                &before.version,
                &after.level.code(),
                &after.state.code(),
                &after.since,
                &begun,
                &after.expires_at,
                &after.decided_by.map(Id::to_uuid),
                &message,
                &after.notice_seen.as_ref().map(|seen| seen.at),
                &organisations,
                &after.end.map(|cause| cause.code()),
            ],
        )
        .await?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Overtaken) }
}

/// Stores the end of a membership, or of what was to become one; touches no more than an end
/// does, so that timed work may.
pub(crate) async fn end(
    unit: &Unit,
    before: &MembershipRow,
    after: &Membership,
) -> Result<(), StoreError> {
    let client = unit.client()?;
    let changed = client
        .execute(
            "UPDATE membership SET state = $3, since = $4, sealed_message = NULL, end_cause = $5,
                    version = version + 1
              WHERE membership_id = $1 AND version = $2",
            &[
                &before.id,
                &before.version,
                &after.state.code(),
                &after.since,
                &after.end.map(|cause| cause.code()),
            ],
        )
        .await?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Overtaken) }
}

/// Members of a Community who lead it now, besides `but`. The Community is held by the caller,
/// so that two cannot leave it without a lead at the same moment.
pub(crate) async fn other_leads(
    unit: &Unit,
    (community, but): (Id<Community>, Id<Account>),
) -> Result<Leads, StoreError> {
    let client = unit.client()?;
    let row = client
        .query_one(
            "SELECT count(*) FROM membership JOIN account USING (account_id)
              WHERE community_id = $1 AND account_id <> $2 AND level = 'lead'
                AND membership.state = 'active' AND account.state = 'active'
                AND (membership.expires_at IS NULL OR $3 < membership.expires_at)",
            &[&community.to_uuid(), &but.to_uuid(), &unit.at()],
        )
        .await?;
    Ok(Leads { others: usize::try_from(row.get::<_, i64>(0)).unwrap_or(usize::MAX) })
}

/// Why the person wants to join; empty when nothing was written.
pub(crate) async fn message(unit: &Unit, row: &MembershipRow) -> Result<String, StoreError> {
    let Some(sealed) = &row.sealed_message else { return Ok(String::new()) };
    let key = ObjectKey::of(unit, Keeper::Account, row.membership.account.to_uuid()).await?;
    key.open(&message_of(row.id), sealed)
}

fn message_of(id: Uuid) -> String {
    format!("membership {id}")
}
