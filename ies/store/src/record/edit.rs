//! Exceptional edits of somebody's details by somebody else. R33.

use fnd_core::Id;
use fnd_register::Coded;
use ies_domain::account::{Account, EditReason, ExceptionalEdit};
use ies_domain::person::{ContactCard, ContactField};
use ies_domain::unshown;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio_postgres::Row;
use uuid::Uuid;

use super::card::WrittenCard;
use super::coded;
use crate::seal::{Keeper, ObjectKey};
use crate::{StoreError, Unit};

/// An exceptional edit, without what it changed.
#[derive(Clone, PartialEq, Eq)]
pub struct EditRow {
    /// Its identifier.
    pub id: Uuid,
    /// Whose details.
    pub account: Id<Account>,
    /// By whom.
    pub by: Id<Account>,
    /// Why.
    pub reason: EditReason,
    /// What.
    pub fields: Vec<ContactField>,
    /// The reference of a ticket; may be empty.
    pub ticket: String,
    /// When.
    pub at: Timestamp,
}

unshown!(EditRow { id, account, by, reason, fields, at });

/// What is sealed of an edit, under the key of the account.
#[derive(Serialize, Deserialize)]
pub(crate) struct WrittenEdit {
    pub(crate) before: WrittenCard,
    pub(crate) after: WrittenCard,
    pub(crate) explanation: String,
}

const COLUMNS: &str = "edit_id, account_id, edited_by, reason, fields, ticket, edited_at";

fn read(row: &Row) -> Result<EditRow, StoreError> {
    let fields: Vec<&str> = row.get(4);
    Ok(EditRow {
        id: row.get(0),
        account: Id::from_uuid(row.get(1)),
        by: Id::from_uuid(row.get(2)),
        reason: coded(row.get(3))?,
        fields: fields.into_iter().map(coded).collect::<Result<_, _>>()?,
        ticket: row.get::<_, Option<String>>(5).unwrap_or_default(),
        at: row.get(6),
    })
}

/// Stores an edit of `account` by `by`.
pub(crate) async fn insert(
    unit: &Unit,
    by: Id<Account>,
    edit: &ExceptionalEdit,
    (before, after): (&ContactCard, &ContactCard),
) -> Result<(), StoreError> {
    let (id, account) = (unit.next_id(), edit.step.account.id.to_uuid());
    let written = WrittenEdit {
        before: WrittenCard::of(before),
        after: WrittenCard::of(after),
        explanation: edit.explanation.clone(),
    };
    let key = ObjectKey::of(unit, Keeper::Account, account).await?;
    let sealed = key.seal(&sealed_as(id), &written)?;
    let fields: Vec<&str> = edit.fields.iter().map(Coded::code).collect();
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO exceptional_edit (edit_id, account_id, edited_by, reason, fields, sealed,
                                           ticket, edited_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                &id,
                &account,
                &by.to_uuid(),
                &edit.reason.code(),
                &fields,
                &sealed,
                &edit.ticket,
                &unit.at(),
            ],
        )
        .await?;
    Ok(())
}

/// What an edit is sealed as.
pub(crate) fn sealed_as(id: Uuid) -> String {
    format!("edit {id}")
}

/// The edits of one person's details, the latest first.
pub(crate) async fn of_account(
    unit: &Unit,
    account: Id<Account>,
) -> Result<Vec<EditRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM exceptional_edit WHERE account_id = $1 ORDER BY edited_at DESC"
    );
    unit.client()?.query(&sql, &[&account.to_uuid()]).await?.iter().map(read).collect()
}

/// The edits since `from`, the latest first.
pub(crate) async fn since(unit: &Unit, from: Timestamp) -> Result<Vec<EditRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM exceptional_edit WHERE $1 <= edited_at ORDER BY edited_at DESC"
    );
    unit.client()?.query(&sql, &[&from]).await?.iter().map(read).collect()
}
