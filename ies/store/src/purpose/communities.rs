//! Communities as a user comes to them: which there are, what is shown before joining, applying,
//! answering an invitation, leaving. Statement 2 and 7; R06, R30, R36; A4.

use fnd_core::Id;
use ies_domain::account::Account;
use ies_domain::community::{
    Community, JoinNotice, Leads, Membership, NoticeSeen, State, Step, leave,
};
use ies_domain::organisation::{Countries, Organisation, Recipient};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

pub use super::settle::membership::Said;
use super::settle::membership::membership_step;
use super::{notice, notices, today};
use crate::record::account::Hold;
use crate::record::community::{self, CommunityRow};
use crate::record::membership::{self, MembershipRow};
use crate::record::organisation;
use crate::{Access, Outcome, Store, StoreError, Unit};

/// Communities that a list holds at most.
pub const LIST_MAX: i64 = 1000;

/// Whether the reader `$1` knows of a Community at `$2`:
/// [`Community::is_known_to`] of what [`counting`] leaves of their standing.
const KNOWN: &str = "(community.visibility = 'listed' OR membership.state = 'invited'
    OR membership.state = 'active'
       AND (membership.expires_at IS NULL OR $2 < membership.expires_at))";

/// A Community with what the reader is to it.
#[derive(Debug, Clone)]
pub struct Found {
    /// The Community.
    pub row: CommunityRow,
    /// The reader's membership that has not ended.
    pub standing: Option<MembershipRow>,
}

impl Found {
    /// What the reader is to it, as the domain looks at it.
    pub fn membership(&self) -> Option<&Membership> {
        self.standing.as_ref().map(|row| &row.membership)
    }

    /// The state that counts of the reader's membership.
    pub fn state(&self, now: Timestamp) -> Option<State> {
        counting(self.membership(), now)
    }

    /// Whether the reader knows of it.
    pub fn is_known(&self, now: Timestamp) -> bool {
        self.row.community.is_known_to(counting(self.membership(), now))
    }
}

/// The state of a membership that counts at `now`: one whose time is over is none, from its
/// instant on. R30.
fn counting(membership: Option<&Membership>, now: Timestamp) -> Option<State> {
    let membership = membership?;
    let is_over = membership.state == State::Active && !membership.is_live(now);
    (!is_over).then_some(membership.state)
}

/// A Community of a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The Community and what the reader is to it.
    pub found: Found,
    /// How many belong to it.
    pub members: u32,
    /// Recipients outside the Union.
    pub notice: JoinNotice,
}

/// A unit of work of somebody who comes to Communities.
#[derive(Debug)]
pub struct Communities(Unit);

impl Store {
    /// The Community of this name in addresses, or with this identifier, and what `reader` is to
    /// it. Nothing sealed is opened and no row is written, for the row of the access or of its
    /// refusal follows. Whether the reader may know of it is for the access table to say.
    #[tracing::instrument(name = "db.community", skip_all)]
    pub async fn community(
        &self,
        place: &str,
        reader: Id<Account>,
    ) -> Result<Option<Found>, StoreError> {
        let client = self.0.database.connection().await?;
        let sql = format!(
            "SELECT {}, {} FROM community
               LEFT JOIN membership ON membership.community_id = community.community_id
                    AND membership.account_id = $3
                    AND membership.state IN ('applied', 'invited', 'active')
              WHERE slug = $1 OR community.community_id = $2",
            community::COLUMNS,
            membership::COLUMNS
        );
        let id = Uuid::try_parse(place).ok();
        let select = client.prepare_cached(&sql).await?;
        let row = client.query_opt(&select, &[&place, &id, &reader.to_uuid()]).await?;
        row.as_ref().map(found).transpose()
    }

    /// Begins to come to Communities for `access`.
    #[tracing::instrument(name = "db.communities", skip_all)]
    pub async fn communities(&self, access: Access) -> Result<Communities, StoreError> {
        Ok(Communities(self.begin(access).await?))
    }
}

/// The columns of a Community, then those of a membership, if there is one.
const MEMBERSHIP_FROM: usize = 10;

fn found(row: &Row) -> Result<Found, StoreError> {
    let standing = match row.get::<_, Option<Uuid>>(MEMBERSHIP_FROM) {
        Some(_) => Some(membership::read(row, MEMBERSHIP_FROM)?),
        None => None,
    };
    Ok(Found { row: community::read(row)?, standing })
}

impl Communities {
    /// Every Community that `reader` knows of, by name in addresses.
    pub async fn list(&self, reader: Id<Account>) -> Result<Vec<Listed>, StoreError> {
        let client = self.0.client()?;
        let sql = format!(
            "SELECT {}, {}, coalesce(belonging.members, 0)
               FROM community
               LEFT JOIN (SELECT theirs.community_id, count(*) AS members
                            FROM membership theirs JOIN account USING (account_id)
                           WHERE theirs.state = 'active' AND account.state = 'active'
                             AND (theirs.expires_at IS NULL OR $2 < theirs.expires_at)
                           GROUP BY theirs.community_id) belonging
                      ON belonging.community_id = community.community_id
               LEFT JOIN membership ON membership.community_id = community.community_id
                    AND membership.account_id = $1
                    AND membership.state IN ('applied', 'invited', 'active')
              WHERE {KNOWN} ORDER BY slug LIMIT {LIST_MAX}",
            community::COLUMNS,
            membership::COLUMNS
        );
        let select = client.prepare_cached(&sql).await?;
        let rows = client.query(&select, &[&reader.to_uuid(), &self.0.at()]).await?;
        let count = |row: &Row| u32::try_from(row.get::<_, i64>(24)).unwrap_or(u32::MAX);
        let all: Vec<(Found, u32)> = rows
            .iter()
            .map(|row| Ok((found(row)?, count(row))))
            .collect::<Result<_, StoreError>>()?;
        let ids: Vec<_> = all.iter().map(|(found, _)| found.row.community.id).collect();
        let mut notices = notices(&self.0, &ids, None).await?;
        let listed = all.into_iter().map(|(found, members)| {
            let notice = notices.remove(&found.row.community.id);
            Listed { found, members, notice: notice.unwrap_or(JoinNotice::of([])) }
        });
        Ok(listed.collect())
    }

    /// The recipients outside the Union among the members of a Community.
    pub async fn notice(&self, community: Id<Community>) -> Result<JoinNotice, StoreError> {
        notice(&self.0, community).await
    }

    /// How many belong to a Community.
    pub async fn members(&self, community: Id<Community>) -> Result<u32, StoreError> {
        self.count(community, "membership.state = 'active' AND account.state = 'active'").await
    }

    /// How many ask to join a Community.
    pub async fn waiting(&self, community: Id<Community>) -> Result<u32, StoreError> {
        self.count(community, "membership.state = 'applied' AND account.state = 'active'").await
    }

    async fn count(&self, community: Id<Community>, which: &str) -> Result<u32, StoreError> {
        let client = self.0.client()?;
        let sql = format!(
            "SELECT count(*) FROM membership JOIN account USING (account_id)
              WHERE community_id = $1 AND {which} AND (expires_at IS NULL OR $2 < expires_at)"
        );
        let select = client.prepare_cached(&sql).await?;
        let row = client.query_one(&select, &[&community.to_uuid(), &self.0.at()]).await?;
        Ok(u32::try_from(row.get::<_, i64>(0)).unwrap_or(u32::MAX))
    }

    /// Leads of a Community, then who has joined since `since`, the latest first; as identifiers,
    /// for whoever shows cards.
    pub async fn leads_and_new(
        &self,
        community: Id<Community>,
        since: Timestamp,
    ) -> Result<(Vec<Id<Account>>, Vec<(Id<Account>, Timestamp)>), StoreError> {
        let client = self.0.client()?;
        let select = client
            .prepare_cached(
                "SELECT account_id, level = 'lead', begun_at FROM membership
                  WHERE community_id = $1 AND state = 'active' AND begun_at IS NOT NULL
                    AND (expires_at IS NULL OR $2 < expires_at)
                    AND (level = 'lead' OR $3 <= begun_at)
                  ORDER BY level = 'lead' DESC, begun_at DESC LIMIT 50",
            )
            .await?;
        let rows = client.query(&select, &[&community.to_uuid(), &self.0.at(), &since]).await?;
        let mut leads = Vec::new();
        let mut new = Vec::new();
        for row in &rows {
            let (id, begun): (Uuid, Timestamp) = (row.get(0), row.get(2));
            if row.get(1) {
                leads.push(Id::from_uuid(id));
            }
            if since <= begun {
                new.push((Id::from_uuid(id), begun));
            }
        }
        Ok((leads, new))
    }

    /// The Community `id` and what `reader` is to it, both held until the unit ends, so that two
    /// cannot each be the first from outside the Union, and two leads cannot both be the last but
    /// one.
    pub async fn held(
        &self,
        id: Id<Community>,
        reader: Id<Account>,
    ) -> Result<Option<Found>, StoreError> {
        held(&self.0, id, reader).await
    }

    /// Who leads a Community besides `but`.
    pub async fn other_leads(&self, of: (Id<Community>, Id<Account>)) -> Result<Leads, StoreError> {
        membership::other_leads(&self.0, of).await
    }

    /// What the account's organisation is to others, when it is outside the Union.
    pub async fn recipient(&self, of: Id<Account>) -> Result<Option<Recipient>, StoreError> {
        recipient(&self.0, of).await
    }

    /// What the leads wrote with an invitation, or the person with an application.
    pub async fn message(&self, row: &MembershipRow) -> Result<String, StoreError> {
        membership::message(&self.0, row).await
    }

    /// Stores a new Community and who leads it.
    pub async fn found(&mut self, row: &CommunityRow, step: &Step) -> Result<(), StoreError> {
        community::insert(&self.0, row).await?;
        membership_step(&mut self.0, (row, None), step, Said::default()).await?;
        Ok(())
    }

    /// Whether a Community has this name in addresses already.
    pub async fn is_taken(&self, slug: &str) -> Result<bool, StoreError> {
        Ok(community::by_slug(&self.0, slug).await?.is_some())
    }

    /// Stores the membership as `step` left it, with what goes with it.
    pub async fn save(
        &mut self,
        found: &Found,
        step: &Step,
        said: Said<'_>,
    ) -> Result<(), StoreError> {
        let before = (&found.row, found.standing.as_ref());
        membership_step(&mut self.0, before, step, said).await?;
        Ok(())
    }

    /// Notes that a member has seen the recipients outside the Union of now. R36.
    pub async fn note_seen(
        &self,
        standing: &MembershipRow,
        seen: NoticeSeen,
    ) -> Result<(), StoreError> {
        let membership = &standing.membership;
        let after = Membership { notice_seen: Some(seen), ..membership.clone() };
        membership::update(&self.0, standing, &after).await
    }

    /// Leaves the Community `id`; [`None`] when the account does not belong to it. The caller is
    /// told what the domain says, and who has left is seen by nobody there from this instant on.
    ///
    /// Law: R30, R36.
    pub async fn leave(
        &mut self,
        id: Id<Community>,
        account: Id<Account>,
    ) -> Result<Option<Result<(), ies_domain::community::MembershipError>>, StoreError> {
        let Some(found) = self.held(id, account).await? else { return Ok(None) };
        let Some(membership) = found.membership() else { return Ok(None) };
        let leads = self.other_leads((id, account)).await?;
        match leave(membership, account, leads, self.0.at()) {
            Ok(step) => {
                self.save(&found, &step, Said::default()).await?;
                Ok(Some(Ok(())))
            }
            Err(error) => Ok(Some(Err(error))),
        }
    }

    /// Ends the unit and makes everything last, the log rows included.
    pub async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}

/// The Community `id` and what `account` is to it, both held.
pub(crate) async fn held(
    unit: &Unit,
    id: Id<Community>,
    account: Id<Account>,
) -> Result<Option<Found>, StoreError> {
    let Some(row) = community::find(unit, id, Hold::Held).await? else { return Ok(None) };
    let standing = membership::standing(unit, (id, account), Hold::Held).await?;
    Ok(Some(Found { row, standing }))
}

/// What the account's organisation is to others, when it is outside the Union.
pub(crate) async fn recipient(
    unit: &Unit,
    account: Id<Account>,
) -> Result<Option<Recipient>, StoreError> {
    let client = unit.client()?;
    let sql = format!(
        "SELECT {} FROM account JOIN organisation USING (organisation_id) WHERE account_id = $1",
        organisation::COLUMNS
    );
    let select = client.prepare_cached(&sql).await?;
    let Some(row) = client.query_opt(&select, &[&account.to_uuid()]).await? else {
        return Ok(None);
    };
    let employer: Organisation = organisation::read_from(&row, 0)?;
    let table = organisation::countries(unit).await?;
    Ok(employer.recipient(Countries(&table.rows()), today(unit.at())))
}
