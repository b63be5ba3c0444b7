//! Mail on its way: a row in the transaction of its cause, sealed under a key of its own.
//!
//! What a mail names is little (a Community, a day, a path), and its text is made when it is
//! sent. Whether its reader may still know of it is found out then, too (A18).

use ies_domain::unshown;
use std::collections::BTreeMap;

use fnd_core::{Id, Language};
use fnd_pg::jobs::Job;
use fnd_register::Coded;
use ies_domain::account::Account;
use ies_domain::community::{Community, Level};
use ies_domain::mail::Notice;
use ies_domain::person::Email;
use ies_domain::registration::Registration;
use ies_domain::role::Role;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::account::{COLUMNS, read_head};
use crate::seal::{Keeper, ObjectKey};
use crate::{StoreError, Unit};

/// The job that sends what waits.
pub const SEND: &str = "send-mail";

/// To whom a mail goes.
#[derive(Debug, Clone)]
pub(crate) enum To {
    /// The holder of an account, at the address they have when it is sent.
    Account(Id<Account>),
    /// An applicant, at the address on the request.
    Registration(Id<Registration>),
    /// An address, as for one that is confirmed or left behind.
    Address(Email, Option<Id<Account>>),
}

/// What a mail names besides its notice. Keys and values are plain; the text comes from the words
/// of the reader's language.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The Community it is about: who is no longer a member gets no mail about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community: Option<uuid::Uuid>,
    /// Where the reader goes on, a path of this site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Values of the words, as `reason` or `day`.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

unshown!(Named { community });

impl Named {
    /// Leads to `path`.
    pub fn leading(path: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..Self::default() }
    }

    /// The same, about a Community.
    #[must_use]
    pub fn about(self, community: Id<Community>) -> Self {
        Self { community: Some(community.to_uuid()), ..self }
    }

    /// The same, with a value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.insert(name.to_owned(), value.into());
        self
    }
}

/// What is sealed of a mail.
#[derive(Serialize, Deserialize)]
pub(crate) struct Written {
    pub(crate) address: Option<String>,
    #[serde(flatten)]
    pub(crate) named: Named,
}

/// Queues one mail.
pub(crate) async fn queue(
    unit: &Unit,
    notice: Notice,
    (to, language): (&To, Language),
    named: &Named,
) -> Result<(), StoreError> {
    let id = unit.next_id();
    let (account, registration, address) = match to {
        To::Account(id) => (Some(id.to_uuid()), None, None),
        To::Registration(id) => (None, Some(id.to_uuid()), None),
        To::Address(email, account) => {
            (account.map(Id::to_uuid), None, Some(email.as_str().to_owned()))
        }
    };
    let key = ObjectKey::draw(unit, Keeper::Mail, id)?;
    let sealed = key.seal("mail", &Written { address, named: named.clone() })?;
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO mail (mail_id, account_id, registration_id, notice, language, sealed,
                               queued_at, attempts, next_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $7)",
            &[&id, &account, &registration, &notice.code(), &language.code(), &sealed, &unit.at()],
        )
        .await?;
    key.keep(unit).await?;
    Job::new(unit.next_id(), SEND, json!({ "mail": id }), unit.at()).add(&***client).await?;
    Ok(())
}

/// Queues a mail to the holder of an account.
pub(crate) async fn to_account(
    unit: &Unit,
    notice: Notice,
    account: Id<Account>,
    named: &Named,
) -> Result<(), StoreError> {
    let client = unit.client()?;
    let row = client
        .query_opt("SELECT language FROM account WHERE account_id = $1", &[&account.to_uuid()])
        .await?;
    let Some(row) = row else { return Ok(()) };
    let language = Language::find(row.get(0)).unwrap_or(Language::ENGLISH);
    queue(unit, notice, (&To::Account(account), language), named).await
}

/// Queues a mail to everybody who holds `role` now.
pub(crate) async fn to_role(
    unit: &Unit,
    notice: Notice,
    role: Role,
    named: &Named,
) -> Result<(), StoreError> {
    let client = unit.client()?;
    let sql = format!(
        "SELECT DISTINCT {COLUMNS} FROM role_grant JOIN account USING (account_id)
          WHERE role = $1 AND ended_at IS NULL AND approved_at IS NOT NULL AND $2 < expires_at
            AND account.state = 'active'"
    );
    let rows = client.query(&sql, &[&role.code(), &unit.at()]).await?;
    for row in &rows {
        let (head, _) = read_head(row, 0)?;
        queue(unit, notice, (&To::Account(head.account.id), head.language), named).await?;
    }
    Ok(())
}

/// Queues a mail to active members of a Community who have one of `levels`, but not to `except`.
pub(crate) async fn to_members(
    unit: &Unit,
    notice: Notice,
    (community, levels, except): (Id<Community>, &[Level], Option<Id<Account>>),
    named: &Named,
) -> Result<(), StoreError> {
    let client = unit.client()?;
    let sql = format!(
        "SELECT {COLUMNS} FROM membership JOIN account USING (account_id)
          WHERE community_id = $1 AND membership.state = 'active' AND account.state = 'active'
            AND (membership.expires_at IS NULL OR $2 < membership.expires_at)
            AND level = ANY ($3) AND account_id IS DISTINCT FROM $4"
    );
    let levels: Vec<&str> = levels.iter().map(Coded::code).collect();
    let rows = client
        .query(&sql, &[&community.to_uuid(), &unit.at(), &levels, &except.map(Id::to_uuid)])
        .await?;
    for row in &rows {
        let (head, _) = read_head(row, 0)?;
        queue(unit, notice, (&To::Account(head.account.id), head.language), named).await?;
    }
    Ok(())
}
