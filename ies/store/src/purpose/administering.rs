//! Looking after users: finding one, closing an account for a while, and changing somebody's
//! details in an exceptional case. No content, no scan, no log. Statement 7; R28, R33; A5, A10.

use ies_domain::unshown;
use std::collections::BTreeMap;

use fnd_core::Id;
use fnd_register::Coded;
use ies_domain::account::{Account, ExceptionalEdit, State, Step};
use ies_domain::mail::Addressee;
use ies_domain::organisation::Organisation;
use ies_domain::person::{ContactCard, Email};
use ies_domain::role::RoleGrant;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio_postgres::Row;
use uuid::Uuid;

use super::closing::{account_step, do_duty};
use crate::record::account::{
    self, AccountRow, COLUMNS, Head, Hold, begun_words, open_card, read_head,
};
pub use crate::record::edit::EditRow;
use crate::record::mail::{Named, To, queue};
use crate::record::membership::MembershipRow;
use crate::record::organisation::CountryTable;
use crate::record::{community, edit, email_change, membership, names, organisation, role};
use crate::seal::{Keeper, ObjectKey};
use crate::{Access, CommunityRow, Outcome, Store, StoreError, Unit};

/// Users of a page.
pub const USERS_A_PAGE: u32 = 25;

/// Whom to look for.
#[derive(Clone, Default)]
pub struct UserFilter {
    /// Beginnings of words of the name, organisation and job, or a whole e-mail address.
    pub text: String,
    /// The state of the account.
    pub state: Option<State>,
    /// The page, from 1.
    pub page: u32,
}

unshown!(UserFilter { state, page });

/// Who was found.
#[derive(Debug, Clone, Default)]
pub struct FoundUsers {
    /// Those of the page.
    pub rows: Vec<(Head, ContactCard)>,
    /// How many there are in all.
    pub total: u32,
}

/// Why an account is suspended, as one administrator tells the next.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// By whom.
    pub by: Id<Account>,
    /// Since when.
    pub at: Timestamp,
    /// In words.
    pub text: String,
}

unshown!(Note { by, at });

/// A note as it is sealed.
#[derive(Serialize, Deserialize)]
struct WrittenNote {
    by: Uuid,
    at: String,
    text: String,
}

/// A unit of work that looks after users.
#[derive(Debug)]
pub struct Administering(Unit);

impl Store {
    /// Begins to look after users for `access`.
    #[tracing::instrument(name = "db.administer", skip_all)]
    pub async fn administer(&self, access: Access) -> Result<Administering, StoreError> {
        Ok(Administering(self.begin(access).await?))
    }
}

impl Administering {
    /// Users by words of their card or by their e-mail address. R28: there is no list of all.
    pub async fn users(&self, filter: &UserFilter) -> Result<FoundUsers, StoreError> {
        found_users(&self.0, filter).await
    }

    /// A user, held until the unit ends; `None` when there is none, or none any more.
    pub async fn user(&self, id: Id<Account>) -> Result<Option<AccountRow>, StoreError> {
        let found = account::find(&self.0, id, Hold::Held).await?;
        Ok(found.filter(|row| row.account.state != State::Erased))
    }

    /// The contact details of a user, and their version.
    pub async fn card(&self, id: Id<Account>) -> Result<Option<(ContactCard, i64)>, StoreError> {
        account::card(&self.0, id).await
    }

    /// The organisation `id`.
    pub async fn organisation(
        &self,
        id: Id<Organisation>,
    ) -> Result<Option<Organisation>, StoreError> {
        organisation::find(&self.0, id).await
    }

    /// The dated facts on countries.
    pub async fn countries(&self) -> Result<CountryTable, StoreError> {
        organisation::countries(&self.0).await
    }

    /// The memberships of a user that have not ended, each with its Community.
    pub async fn memberships(
        &self,
        id: Id<Account>,
    ) -> Result<Vec<(MembershipRow, CommunityRow)>, StoreError> {
        let mut found = Vec::new();
        for row in membership::of_account(&self.0, id).await? {
            let community = community::find(&self.0, row.membership.community, Hold::Free).await?;
            found.extend(community.map(|community| (row, community)));
        }
        Ok(found)
    }

    /// The roles of a user that have not ended.
    pub async fn roles(&self, id: Id<Account>) -> Result<Vec<RoleGrant>, StoreError> {
        role::of_account(&self.0, id).await
    }

    /// Exceptional edits of a user's details, the latest first.
    pub async fn edits(&self, id: Id<Account>) -> Result<Vec<EditRow>, StoreError> {
        edit::of_account(&self.0, id).await
    }

    /// Every exceptional edit since `from`, the latest first. R33.
    pub async fn edits_since(&self, from: Timestamp) -> Result<Vec<EditRow>, StoreError> {
        edit::since(&self.0, from).await
    }

    /// The names of those who are still there.
    pub async fn names(&self, ids: &[Uuid]) -> Result<BTreeMap<Uuid, String>, StoreError> {
        names::of(&self.0, ids).await
    }

    /// Why a user is suspended, for colleagues.
    pub async fn note(&self, id: Id<Account>) -> Result<Option<Note>, StoreError> {
        note(&self.0, id).await
    }

    /// Whether somebody else has the address, or is about to.
    pub async fn is_taken(&self, email: &Email, by: Id<Account>) -> Result<bool, StoreError> {
        email_change::is_taken(&self.0, email, by).await
    }

    /// Stores a suspension with its note, or the end of one.
    pub async fn save_lock(
        &mut self,
        before: &AccountRow,
        step: &Step,
        (note, named): (Option<&Note>, &Named),
    ) -> Result<(), StoreError> {
        let id = before.account.id.to_uuid();
        let sealed = match note {
            Some(note) => {
                let key = ObjectKey::of(&self.0, Keeper::Account, id).await?;
                let (by, at, text) = (note.by.to_uuid(), note.at.to_string(), note.text.clone());
                Some(key.seal("suspension", &WrittenNote { by, at, text })?)
            }
            None => None,
        };
        let client = self.0.client()?;
        let sql = "UPDATE account SET sealed_note = $2 WHERE account_id = $1";
        client.execute(sql, &[&id, &sealed]).await?;
        account_step(&mut self.0, before, step, (None, named)).await
    }

    /// Stores an exceptional edit over the details of `version`, and tells the person at the
    /// address before and, when it changed, at the one after. R33.
    pub async fn save_edit(
        &mut self,
        (row, version): (&AccountRow, i64),
        by: Id<Account>,
        done: &ExceptionalEdit,
        (before, after): (&ContactCard, &ContactCard),
    ) -> Result<(), StoreError> {
        let unit = &mut self.0;
        let id = row.account.id;
        account::update(unit, row, &done.step.account).await?;
        account::update_card(unit, (id, version), (before, after)).await?;
        edit::insert(unit, by, done, (before, after)).await?;
        for duty in &done.step.effects.duties {
            do_duty(unit, id, *duty).await?;
        }
        let named = Named::leading("/my/activity").with("reason", done.reason.code());
        for mail in &done.step.effects.mails {
            let address = if mail.to == Addressee::HolderFormer {
                &before.email
            } else if mail.to == Addressee::HolderNew {
                &after.email
            } else {
                return Err(StoreError::odd("reader of a mail"));
            };
            let to = To::Address(address.clone(), Some(id));
            queue(unit, mail.notice, (&to, row.language), &named).await?;
        }
        unit.all_happened(&done.step.effects.log, id.to_uuid());
        Ok(())
    }

    /// Ends the unit and makes everything last, the log rows included.
    pub async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}

/// Why a user is suspended, as colleagues read it, and the person who asks for their data.
pub(crate) async fn note(unit: &Unit, id: Id<Account>) -> Result<Option<Note>, StoreError> {
    let sql = "SELECT sealed_note FROM account WHERE account_id = $1";
    let row = unit.client()?.query_opt(sql, &[&id.to_uuid()]).await?;
    let sealed = row.and_then(|row| row.get::<_, Option<Vec<u8>>>(0));
    let Some(sealed) = sealed else { return Ok(None) };
    let key = ObjectKey::of(unit, Keeper::Account, id.to_uuid()).await?;
    let written: WrittenNote = key.open("suspension", &sealed)?;
    let at = written.at.parse().ok().ok_or(StoreError::odd("note"))?;
    Ok(Some(Note { by: Id::from_uuid(written.by), at, text: written.text }))
}

/// Users by words of their card or by their e-mail address. R28: there is no list of all.
pub(crate) async fn found_users(
    unit: &Unit,
    filter: &UserFilter,
) -> Result<FoundUsers, StoreError> {
    let email = Email::read(&filter.text).ok();
    let words = if email.is_some() { Vec::new() } else { begun_words(unit, &filter.text) };
    let email = email.map(|email| unit.shared.index.fingerprint("email", &email.folded()).to_vec());
    let state = filter.state.map(|state| state.code());
    let skipped = filter.page.saturating_sub(1).saturating_mul(USERS_A_PAGE);
    let client = unit.client()?;
    let sql = format!(
        "SELECT {COLUMNS}, profile.sealed, profile.version, account_key.wrapped_by,
                account_key.wrapped, count(*) OVER ()
           FROM account JOIN profile USING (account_id) JOIN account_key USING (account_id)
          WHERE ($1::text IS NULL OR account.state = $1)
            AND account_id IN (
                SELECT account_id FROM contact_search_key WHERE fingerprint = ANY ($2)
                 GROUP BY account_id HAVING count(*) = cardinality($2)
                UNION ALL
                SELECT account_id FROM account_search_key
                 WHERE kind = 'email' AND fingerprint = $3)
          ORDER BY account_id LIMIT $4 OFFSET $5"
    );
    let select = client.prepare_cached(&sql).await?;
    let page = (i64::from(USERS_A_PAGE), i64::from(skipped));
    let rows = client.query(&select, &[&state, &words, &email, &page.0, &page.1]).await?;
    let total = rows.first().map_or(0, |row| row.get::<_, i64>(18));
    let found = |row: &Row| {
        let (head, _) = read_head(row, 0)?;
        let card = open_card(unit, head.account.id.to_uuid(), row, 14)?;
        Ok((head, card))
    };
    Ok(FoundUsers {
        rows: rows.iter().map(found).collect::<Result<_, StoreError>>()?,
        total: u32::try_from(total).unwrap_or(u32::MAX),
    })
}
