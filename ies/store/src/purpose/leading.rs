//! What leads of a Community do: decide on applications, invite, set levels and ends, remove,
//! change settings, read who changed what. Statement 6 and 7; R28, R34; A4, A22.

use fnd_core::Id;
use fnd_register::Coded;
use ies_domain::account::{Account, State as AccountState};
use ies_domain::community::{Community, JoinNotice, Joiner, Leads, Level, Step};
use ies_domain::log::Event;
use ies_domain::person::Email;
use ies_domain::switches::PermissionTimes;
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use super::communities::{Found, Said, held, recipient};
use super::contacts::{CONSENTS, FELLOW, Fellow, Reader, WITH_CARD, shared_with};
use super::notice;
use super::settle::membership::membership_step;
use crate::record::account;
use crate::record::account::Hold;
use crate::record::community::{self, CommunityRow};
use crate::record::consent::{self, Whose};
use crate::record::membership::{self, MembershipRow};
use crate::{Access, Outcome, Store, StoreError, Unit};

/// Memberships and applications that a list holds at most.
pub const LIST_MAX: i64 = 5000;
/// Rows of history that are shown at most.
pub const HISTORY_MAX: i64 = 200;

/// A unit of work of somebody who leads a Community.
#[derive(Debug)]
pub struct Leading {
    unit: Unit,
    reader: Reader,
}

/// Somebody's membership or application, with their card.
#[derive(Debug, Clone)]
pub struct Belonging {
    /// Who.
    pub fellow: Fellow,
    /// The membership.
    pub row: MembershipRow,
}

/// A row of what was changed, without anything technical. R34.
#[derive(Debug, Clone)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// The code of what was done.
    pub what: String,
    /// By whom, when it was a person.
    pub by: Option<Id<Account>>,
    /// Whether that account was erased: its identifier means nobody. A23.
    pub is_by_nobody: bool,
    /// Whose membership it was about, when it was.
    pub about: Option<Id<Account>>,
}

impl Store {
    /// Begins to lead for `access`.
    #[tracing::instrument(name = "db.lead", skip_all)]
    pub async fn lead(&self, access: Access) -> Result<Leading, StoreError> {
        let unit = self.begin(access).await?;
        let reader = Reader::of(&unit).await?;
        Ok(Leading { unit, reader })
    }
}

/// The columns of a card, then those of a membership.
const MEMBERSHIP_FROM: usize = 12;
/// Who belongs to the Community at `$2`.
const LIVE: &str = "here.state = 'active' AND (here.expires_at IS NULL OR $2 < here.expires_at)";

impl Leading {
    /// Who asks to join, those who wait longest first. Their cards were shown to the leads with
    /// the application; to a lead outside the Union only with consent to that.
    pub async fn applications(&self, of: Id<Community>) -> Result<Vec<Belonging>, StoreError> {
        self.belonging((of, None), "here.state = 'applied'").await
    }

    /// The application of `account`.
    pub async fn application(
        &self,
        of: Id<Community>,
        account: Id<Account>,
    ) -> Result<Option<Belonging>, StoreError> {
        Ok(self.belonging((of, Some(account)), "here.state = 'applied'").await?.pop())
    }

    /// Who belongs to the Community now.
    pub async fn members(&self, of: Id<Community>) -> Result<Vec<Belonging>, StoreError> {
        self.belonging((of, None), LIVE).await
    }

    /// The membership of `account`, if they belong to the Community now.
    pub async fn member(
        &self,
        of: Id<Community>,
        account: Id<Account>,
    ) -> Result<Option<Belonging>, StoreError> {
        Ok(self.belonging((of, Some(account)), LIVE).await?.pop())
    }

    /// Who is invited and has not answered, among those whom the lead sees as a fellow of another
    /// Community: of others, a lead does not learn whether they use the system.
    pub async fn invitations(&self, of: Id<Community>) -> Result<Vec<Belonging>, StoreError> {
        let fellow = format!("here.state = 'invited' AND {}", shared_with("$4"));
        self.belonging((of, None), &fellow).await
    }

    async fn belonging(
        &self,
        (of, one): (Id<Community>, Option<Id<Account>>),
        which: &str,
    ) -> Result<Vec<Belonging>, StoreError> {
        let client = self.unit.client()?;
        let sql = format!(
            "SELECT {FELLOW}, {} FROM account subject {WITH_CARD}
               JOIN membership here ON here.account_id = subject.account_id
              WHERE here.community_id = $1 AND subject.state = 'active' AND {which}
                AND (NOT $3 OR {CONSENTS}) AND $4::uuid IS NOT NULL
                AND ($5::uuid IS NULL OR subject.account_id = $5)
              ORDER BY here.since, here.membership_id LIMIT {LIST_MAX}",
            membership::COLUMNS.replace("membership.", "here.")
        );
        let select = client.prepare_cached(&sql).await?;
        let reader = self.reader.account.to_uuid();
        let (of, one) = (of.to_uuid(), one.map(Id::to_uuid));
        let rows = client
            .query(&select, &[&of, &self.unit.at(), &self.reader.is_abroad, &reader, &one])
            .await?;
        let read = |row: &Row| {
            let fellow = self.reader.fellow(&self.unit, row)?;
            Ok(Belonging { fellow, row: membership::read(row, MEMBERSHIP_FROM)? })
        };
        rows.iter().map(read).collect()
    }

    /// Counts `cards` that are being opened now, as those of fellows are counted. A24.
    pub async fn count(&mut self, cards: usize, times: &PermissionTimes) -> Result<(), StoreError> {
        self.reader.count(&mut self.unit, cards, times).await
    }

    /// What an applicant tells the leads.
    pub async fn message(&self, row: &MembershipRow) -> Result<String, StoreError> {
        membership::message(&self.unit, row).await
    }

    /// The Community and the membership of `account`, both held until the unit ends.
    pub async fn held(
        &self,
        id: Id<Community>,
        account: Id<Account>,
    ) -> Result<Option<Found>, StoreError> {
        held(&self.unit, id, account).await
    }

    /// The level of whoever has the access, at this instant.
    pub async fn own_level(&self, id: Id<Community>) -> Result<Option<Level>, StoreError> {
        let own = (id, self.reader.account);
        let standing = membership::standing(&self.unit, own, Hold::Free).await?;
        Ok(standing.and_then(|row| row.membership.live_level(self.unit.at())))
    }

    /// Who leads a Community besides `but`.
    pub async fn other_leads(&self, of: (Id<Community>, Id<Account>)) -> Result<Leads, StoreError> {
        membership::other_leads(&self.unit, of).await
    }

    /// The recipients outside the Union among the members of a Community.
    pub async fn notice(&self, community: Id<Community>) -> Result<JoinNotice, StoreError> {
        notice(&self.unit, community).await
    }

    /// The person as somebody who is to join; [`None`] when there is no such account.
    pub async fn joiner(
        &self,
        account: Id<Account>,
        seen: Option<&MembershipRow>,
    ) -> Result<Option<Joiner>, StoreError> {
        let Some(head) = account::head(&self.unit, account).await? else { return Ok(None) };
        let consent = consent::last(&self.unit, Whose::Account(account)).await?;
        let at = self.unit.at();
        Ok(Some(Joiner {
            account,
            state: head.account.state,
            recipient: recipient(&self.unit, account).await?,
            covers_transfers: consent.is_some_and(|consent| consent.covers_transfers(at)),
            seen: seen.and_then(|row| row.membership.notice_seen.clone()),
        }))
    }

    /// The account in use that has this address, if any. Who asks is not told.
    pub async fn invitee(&self, email: &Email) -> Result<Option<Id<Account>>, StoreError> {
        let Some(id) = account::of_email(&self.unit, &email.folded()).await? else {
            return Ok(None);
        };
        let head = account::head(&self.unit, id).await?;
        Ok(head.filter(|head| head.account.state == AccountState::Active).map(|_| id))
    }

    /// Stores the membership as `step` left it, with what goes with it.
    pub async fn save(
        &mut self,
        found: &Found,
        step: &Step,
        said: Said<'_>,
    ) -> Result<Uuid, StoreError> {
        let before = (&found.row, found.standing.as_ref());
        membership_step(&mut self.unit, before, step, said).await
    }

    /// Stores changed settings.
    pub async fn save_settings(&mut self, row: &CommunityRow) -> Result<(), StoreError> {
        community::update(&self.unit, row).await?;
        self.unit.happened(Event::CommunityChanged, row.community.id.to_uuid());
        Ok(())
    }

    /// What was changed in the Community, the latest first: who, what and when, and nothing
    /// technical.
    ///
    /// Law: R34, "a content-history without technical data".
    pub async fn history(&self, of: Id<Community>) -> Result<Vec<Change>, StoreError> {
        let client = self.unit.client()?;
        let codes = CHANGES.map(|event| event.code());
        let sql = format!(
            "SELECT log_entry.at, log_entry.action, log_entry.person, membership.account_id,
                    NOT EXISTS (SELECT FROM account
                                 WHERE account.account_id::text = log_entry.person)
               FROM log_entry
               LEFT JOIN membership ON membership.membership_id = log_entry.object
              WHERE log_entry.object IN (SELECT $1::uuid UNION ALL SELECT membership_id
                                           FROM membership WHERE community_id = $1)
                AND log_entry.action = ANY ($2) AND log_entry.outcome = 'done'
              ORDER BY log_entry.at DESC, log_entry.log_id DESC LIMIT {HISTORY_MAX}"
        );
        let select = client.prepare_cached(&sql).await?;
        let rows = client.query(&select, &[&of.to_uuid(), &codes.as_slice()]).await?;
        let read = |row: &Row| Change {
            at: row.get(0),
            what: row.get(1),
            by: Uuid::try_parse(row.get(2)).ok().map(Id::from_uuid),
            about: row.get::<_, Option<Uuid>>(3).map(Id::from_uuid),
            is_by_nobody: row.get(4),
        };
        Ok(rows.iter().map(read).collect())
    }

    /// Ends the unit and makes everything last, the log rows included.
    pub async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.unit.end(outcome).await
    }
}

/// What the history tells of.
const CHANGES: [Event; 9] = [
    Event::MembershipApplied,
    Event::MembershipInvited,
    Event::MembershipBegun,
    Event::MembershipDeclined,
    Event::MembershipLapsed,
    Event::MembershipEnded,
    Event::LevelChanged,
    Event::ThirdCountryJoined,
    Event::CommunityChanged,
];
