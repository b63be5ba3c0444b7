//! Contact cards, as fellow members see them. Statement 7; R30, R31, R36; A5, A24.
//!
//! The rule of [`ies_domain::contact::visibility`] stands here in SQL, once, in every query that
//! opens a card; a test holds the two against each other.

use fnd_core::Id;
use fnd_register::Coded;
use ies_domain::account::Account;
use ies_domain::community::{Community, JoinNotice, Level};
use ies_domain::contact::{Alarm, OPENINGS, Opening, Person, Seen, Unseen, alarm, visibility};
use ies_domain::log::Doer;
use ies_domain::mail::Addressee;
use ies_domain::organisation::{Abroad, Countries};
use ies_domain::person::ContactCard;
use ies_domain::role::Role;
use ies_domain::switches::PermissionTimes;
use ies_domain::unshown;
use jiff::Timestamp;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::today;
use crate::record::account::{begun_words, open_card, words};
use crate::record::consent::{self, Whose};
use crate::record::mail::{Named, to_role};
use crate::record::organisation::CountryTable;
use crate::record::{account, maybe_coded, membership, organisation};
use crate::{Access, Outcome, Store, StoreError, Unit};

/// Cards that one question opens at most.
pub const CARDS_MAX: i64 = 5000;

/// The rule in SQL: `$1` is the viewer, `$2` the instant, `$3` whether the viewer works outside
/// the Union; `subject` is the account in question.
const VISIBLE: &str = "(subject.account_id = $1 OR
    EXISTS (SELECT FROM account viewer WHERE viewer.account_id = $1 AND viewer.state = 'active')
    AND subject.state = 'active'
    AND SHARED AND (NOT $3 OR CONSENTS))";

/// The part on Communities: `viewer` and the subject belong to one at `$2`. Those of the viewer
/// are read once, whoever the subject is.
pub(crate) fn shared_with(viewer: &str) -> String {
    format!(
        "EXISTS (SELECT FROM membership theirs
                  WHERE theirs.account_id = subject.account_id AND theirs.state = 'active'
                    AND (theirs.expires_at IS NULL OR $2 < theirs.expires_at)
                    AND theirs.community_id = ANY (ARRAY(
                        SELECT mine.community_id FROM membership mine
                         WHERE mine.account_id = {viewer} AND mine.state = 'active'
                           AND (mine.expires_at IS NULL OR $2 < mine.expires_at))))"
    )
}

/// The part on transfers, of its own for leads who decide on applications. R36, R37.
pub(crate) const CONSENTS: &str = "EXISTS (SELECT FROM consent
    WHERE consent.account_id = subject.account_id AND consent.is_transfer AND consent.is_last
      AND (consent.transfer_withdrawn_at IS NULL OR $2 < consent.transfer_withdrawn_at)
      AND (consent.withdrawn_at IS NULL OR $2 < consent.withdrawn_at))";

/// The columns that [`Reader::fellow`] reads, in its order.
pub(crate) const FELLOW: &str = "subject.account_id, profile.sealed, profile.version, \
     account_key.wrapped_by, account_key.wrapped, organisation.organisation_id, \
     organisation.name, organisation.kind, organisation.seat, here.level, here.begun_at, \
     here.expires_at";

/// Where they are read from; `subject` and `here` are named before.
pub(crate) const WITH_CARD: &str = "JOIN profile ON profile.account_id = subject.account_id
     JOIN account_key ON account_key.account_id = subject.account_id
     JOIN organisation ON organisation.organisation_id = subject.organisation_id";

/// Somebody whose card is shown.
#[derive(Debug, Clone)]
pub struct Fellow {
    /// The account.
    pub account: Id<Account>,
    /// The seven contact details.
    pub card: ContactCard,
    /// Why what they see leaves the Union, if it does.
    pub abroad: Option<Abroad>,
    /// What they may do, where the list is of one Community.
    pub level: Option<Level>,
    /// Since when they belong to it.
    pub since: Option<Timestamp>,
    /// Until when.
    pub until: Option<Timestamp>,
}

/// Who looks, with what is needed to read rows for them.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) account: Id<Account>,
    pub(crate) is_abroad: bool,
    countries: CountryTable,
}

/// A unit of work on contact cards.
#[derive(Debug)]
pub struct Contacts {
    unit: Unit,
    reader: Reader,
}

impl Store {
    /// Begins to look at contact cards for `access`.
    #[tracing::instrument(name = "db.contacts", skip_all)]
    pub async fn contacts(&self, access: Access) -> Result<Contacts, StoreError> {
        let unit = self.begin(access).await?;
        let reader = Reader::of(&unit).await?;
        Ok(Contacts { unit, reader })
    }

    /// Whether `viewer` sees the card of `subject`, by the rule itself. Nothing sealed is opened
    /// and no row is written, for the row of the access or of its refusal follows.
    #[tracing::instrument(name = "db.sees", skip_all)]
    pub async fn sees(
        &self,
        (viewer, subject): (Id<Account>, Id<Account>),
        now: Timestamp,
    ) -> Result<Result<Seen, Unseen>, StoreError> {
        let unit = self.look(now).await?;
        let (ours, theirs) = (known(&unit, viewer).await?, known(&unit, subject).await?);
        unit.leave().await?;
        let (Some(ours), Some(theirs)) = (ours, theirs) else {
            return Ok(Err(Unseen::NothingShared));
        };
        Ok(visibility(ours.person(), theirs.person(), now))
    }
}

/// What the rule looks at.
struct Known {
    account: Account,
    memberships: Vec<ies_domain::community::Membership>,
    is_abroad: bool,
    covers_transfers: bool,
}

impl Known {
    fn person(&self) -> Person<'_> {
        Person {
            account: self.account.id,
            state: self.account.state,
            memberships: &self.memberships,
            is_abroad: self.is_abroad,
            covers_transfers: self.covers_transfers,
        }
    }
}

async fn known(unit: &Unit, id: Id<Account>) -> Result<Option<Known>, StoreError> {
    let Some(head) = account::head(unit, id).await? else { return Ok(None) };
    let rows = membership::of_account(unit, id).await?;
    let consent = consent::last(unit, Whose::Account(id)).await?;
    let employer = organisation::find(unit, head.account.organisation).await?;
    let table = organisation::countries(unit).await?;
    let (facts, day) = (table.rows(), today(unit.at()));
    Ok(Some(Known {
        account: head.account,
        memberships: rows.into_iter().map(|row| row.membership).collect(),
        is_abroad: employer.is_some_and(|one| one.abroad(Countries(&facts), day).is_some()),
        covers_transfers: consent.is_some_and(|consent| consent.covers_transfers(unit.at())),
    }))
}

impl Reader {
    /// Whoever has the access of `unit`.
    pub(crate) async fn of(unit: &Unit) -> Result<Self, StoreError> {
        let Doer::Account(account) = unit.doer() else { return Err(StoreError::odd("reader")) };
        let client = unit.client()?;
        let sql = format!(
            "SELECT {} FROM account JOIN organisation USING (organisation_id)
              WHERE account_id = $1",
            organisation::COLUMNS
        );
        let select = client.prepare_cached(&sql).await?;
        let row = client.query_one(&select, &[&account.to_uuid()]).await?;
        let employer = organisation::read_from(&row, 0)?;
        let countries = organisation::countries(unit).await?;
        let is_abroad = {
            let facts = countries.rows();
            employer.abroad(Countries(&facts), today(unit.at())).is_some()
        };
        Ok(Self { account, is_abroad, countries })
    }

    /// Reads the columns of [`FELLOW`], which come first.
    pub(crate) fn fellow(&self, unit: &Unit, row: &Row) -> Result<Fellow, StoreError> {
        let id: Uuid = row.get(0);
        let (facts, day) = (self.countries.rows(), today(unit.at()));
        Ok(Fellow {
            account: Id::from_uuid(id),
            card: open_card(unit, id, row, 1)?,
            abroad: organisation::read_from(row, 5)?.abroad(Countries(&facts), day),
            level: maybe_coded(row.get(9))?,
            since: row.get(10),
            until: row.get(11),
        })
    }
}

impl Reader {
    /// Counts `cards` that are being opened now, by whatever action. A24.
    pub(crate) async fn count(
        &self,
        unit: &mut Unit,
        cards: usize,
        times: &PermissionTimes,
    ) -> Result<(), StoreError> {
        let now = unit.at();
        // Two at one moment would each see too few of the other's.
        let person = self.account.to_uuid().to_string();
        let hold = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
        unit.client()?.execute(hold, &[&person]).await?;
        let opened = opened(unit, self.account, times).await?;
        let Some(Alarm { event, mail }) = alarm(&opened, cards, now, times) else { return Ok(()) };
        unit.happened(event, self.account.to_uuid());
        if mail.to != Addressee::Auditors {
            return Err(StoreError::odd("reader of a mail"));
        }
        let list = Named::leading(format!("/log?deed={}", event.code()));
        to_role(unit, mail.notice, Role::LogAuditor, &list).await
    }
}

/// Whose cards are asked for, among those that are visible.
#[derive(Default, Clone, Copy)]
struct Asked<'a> {
    community: Option<Id<Community>>,
    words: Option<&'a str>,
    accounts: Option<&'a [Id<Account>]>,
}

unshown!(Asked<'_> { community });

impl Contacts {
    /// The members of a Community whose cards the reader sees, by last name; with `words`, those
    /// whose card has words that begin so.
    pub async fn members(
        &self,
        community: Id<Community>,
        words: &str,
    ) -> Result<Vec<Fellow>, StoreError> {
        let words = (!is_blank(words)).then_some(words);
        let asked = Asked { community: Some(community), words, ..Asked::default() };
        self.cards(asked).await
    }

    /// Everybody but the reader whose card has words that begin as those of `words`. Words of one
    /// letter are not looked for; when there are no others, nobody is found.
    pub async fn search(&self, words: &str) -> Result<Vec<Fellow>, StoreError> {
        if is_blank(words) {
            return Ok(Vec::new());
        }
        let mut found = self.cards(Asked { words: Some(words), ..Asked::default() }).await?;
        found.retain(|fellow| fellow.account != self.reader.account);
        Ok(found)
    }

    /// Those of `accounts` whom the reader sees, by last name.
    pub async fn some(&self, accounts: &[Id<Account>]) -> Result<Vec<Fellow>, StoreError> {
        self.cards(Asked { accounts: Some(accounts), ..Asked::default() }).await
    }

    /// The card of `account`, if the reader sees it.
    pub async fn card(&self, account: Id<Account>) -> Result<Option<Fellow>, StoreError> {
        Ok(self.some(&[account]).await?.pop())
    }

    /// One query, whatever is asked; names lie sealed, so the order is made here.
    async fn cards(&self, asked: Asked<'_>) -> Result<Vec<Fellow>, StoreError> {
        let (viewer, at) = (self.reader.account.to_uuid(), self.unit.at());
        let community = asked.community.map(Id::to_uuid);
        let fingerprints = asked.words.map(|words| begun_words(&self.unit, words));
        let many = fingerprints.as_ref().map_or(0, Vec::len);
        let many = i64::try_from(many).unwrap_or(i64::MAX);
        let accounts: Option<Vec<Uuid>> =
            asked.accounts.map(|ids| ids.iter().map(|id| id.to_uuid()).collect());
        let mut values: Vec<&(dyn ToSql + Sync)> =
            vec![&viewer, &at, &self.reader.is_abroad, &community];
        let mut sql = statement(asked.community.is_some());
        if let Some(fingerprints) = &fingerprints {
            values.push(fingerprints);
            values.push(&many);
            sql.push_str(
                " AND subject.account_id IN (SELECT account_id FROM contact_search_key
                      WHERE fingerprint = ANY ($5) GROUP BY account_id HAVING count(*) = $6)",
            );
        }
        if let Some(accounts) = &accounts {
            values.push(accounts);
            sql.push_str(" AND subject.account_id = ANY ($5)");
        }
        let client = self.unit.client()?;
        let select = client.prepare_cached(&format!("{sql} LIMIT {CARDS_MAX}")).await?;
        let rows = client.query(&select, &values).await?;
        let mut found = rows
            .iter()
            .map(|row| self.reader.fellow(&self.unit, row))
            .collect::<Result<Vec<_>, _>>()?;
        found.sort_by_cached_key(order);
        Ok(found)
    }

    /// Counts `cards` that are being opened now. Who has opened so many within an hour that
    /// somebody should look is noted, and who reads the log is told, once as that begins. A24.
    pub async fn count(&mut self, cards: usize, times: &PermissionTimes) -> Result<(), StoreError> {
        self.reader.count(&mut self.unit, cards, times).await
    }

    /// The recipients outside the Union among the members of a Community. R36.
    pub async fn notice(&self, community: Id<Community>) -> Result<JoinNotice, StoreError> {
        super::notice(&self.unit, community).await
    }

    /// Ends the unit and makes its log rows last. Nothing may be shown before.
    pub async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.unit.end(outcome).await
    }
}

/// Whether there is no word that could be looked for.
pub fn is_blank(text: &str) -> bool {
    words(text).is_empty()
}

/// By last name, first name, then always the same.
fn order(fellow: &Fellow) -> (String, String, Uuid) {
    let folded = |text: &str| words(text).join(" ");
    let (first, last) = (fellow.card.first_name.as_str(), fellow.card.last_name.as_str());
    (folded(last), folded(first), fellow.account.to_uuid())
}

/// The question without what narrows it; `$4` is the Community whose levels are told.
fn statement(is_of_community: bool) -> String {
    let join = if is_of_community { "JOIN" } else { "LEFT JOIN" };
    let visible = VISIBLE.replace("SHARED", &shared_with("$1")).replace("CONSENTS", CONSENTS);
    format!(
        "SELECT {FELLOW} FROM account subject {WITH_CARD}
           {join} membership here ON here.account_id = subject.account_id
                AND here.community_id = $4::uuid AND here.state = 'active'
                AND (here.expires_at IS NULL OR $2 < here.expires_at)
          WHERE {visible}"
    )
}

/// When this person opened cards within the last hour; no more of one row than are needed to see
/// that they were too many.
async fn opened(
    unit: &Unit,
    person: Id<Account>,
    times: &PermissionTimes,
) -> Result<Vec<Timestamp>, StoreError> {
    let client = unit.client()?;
    let counted = |how: Opening| -> Vec<&'static str> {
        let codes = OPENINGS.iter().filter(|(_, opening)| *opening == how);
        codes.map(|(action, _)| action.code()).collect()
    };
    let (one, as_hit) = (counted(Opening::One), counted(Opening::AsHit));
    let select = client
        .prepare_cached(
            "SELECT at, CASE WHEN action = ANY ($3) THEN 1 ELSE coalesce(hits, 0) END
               FROM log_entry
              WHERE person = $1 AND person <> '' AND $2::timestamptz - interval '1 hour' < at AND outcome = 'done'
                AND (action = ANY ($3) OR action = ANY ($4))",
        )
        .await?;
    let person = person.to_uuid().to_string();
    let rows = client.query(&select, &[&person, &unit.at(), &one, &as_hit]).await?;
    let enough = usize::from(times.cards_an_hour_max).saturating_add(1);
    let of_row = |row: &Row| {
        let count = usize::try_from(row.get::<_, i32>(1)).unwrap_or_default();
        std::iter::repeat_n(row.get::<_, Timestamp>(0), count.min(enough))
    };
    Ok(rows.iter().flat_map(of_row).collect())
}
