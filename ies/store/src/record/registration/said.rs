//! What is said to and fro about a request, and the words of its decision.

use fnd_core::Id;
use fnd_register::Coded;
use ies_domain::account::Account;
use ies_domain::registration::Registration;
use ies_domain::unshown;
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::seal::{Keeper, ObjectKey};
use crate::{StoreError, Unit};

/// Words between applicant and validator.
#[derive(Clone)]
pub struct Message {
    /// Who wrote; `None` for the applicant.
    pub by: Option<Id<Account>>,
    /// What.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

unshown!(Message { by, at });

/// The words on a request, in their order.
pub(crate) async fn messages(
    unit: &Unit,
    id: Id<Registration>,
) -> Result<Vec<Message>, StoreError> {
    let client = unit.client()?;
    let rows = client
        .query(
            "SELECT message_no, written_by, sealed, written_at FROM registration_message
              WHERE registration_id = $1 ORDER BY message_no",
            &[&id.to_uuid()],
        )
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = ObjectKey::of(unit, Keeper::Registration, id.to_uuid()).await?;
    let read = |row: &Row| {
        Ok(Message {
            by: row.get::<_, Option<Uuid>>(1).map(Id::from_uuid),
            text: key.open(&message(row.get(0)), row.get(2))?,
            at: row.get(3),
        })
    };
    rows.iter().map(read).collect()
}

/// Adds words to a request.
pub(crate) async fn add_message(
    unit: &Unit,
    id: Id<Registration>,
    (by, text): (Option<Id<Account>>, &str),
) -> Result<(), StoreError> {
    let client = unit.client()?;
    let row = client
        .query_one(
            "SELECT coalesce(max(message_no), 0::smallint) + 1::smallint FROM registration_message
              WHERE registration_id = $1",
            &[&id.to_uuid()],
        )
        .await?;
    let number: i16 = row.get(0);
    let key = ObjectKey::of(unit, Keeper::Registration, id.to_uuid()).await?;
    let sealed = key.seal(&message(number), &text)?;
    client
        .execute(
            "INSERT INTO registration_message (registration_id, message_no, written_by, sealed,
                                               written_at)
             VALUES ($1, $2, $3, $4, $5)",
            &[&id.to_uuid(), &number, &by.map(Id::to_uuid), &sealed, &unit.at()],
        )
        .await?;
    Ok(())
}

fn message(number: i16) -> String {
    format!("message {number}")
}

/// Stores the words of a decision: what the applicant is told, or why the person belongs here.
pub(crate) async fn set_note(
    unit: &Unit,
    id: Id<Registration>,
    note: &str,
) -> Result<(), StoreError> {
    let key = ObjectKey::of(unit, Keeper::Registration, id.to_uuid()).await?;
    let sealed = key.seal("note", &note)?;
    let client = unit.client()?;
    client
        .execute(
            "UPDATE registration SET sealed_note = $2 WHERE registration_id = $1",
            &[&id.to_uuid(), &sealed],
        )
        .await?;
    Ok(())
}

/// Who took the request up last, and when.
pub(crate) async fn reviewer(
    unit: &Unit,
    id: Id<Registration>,
) -> Result<Option<(Id<Account>, Timestamp)>, StoreError> {
    let client = unit.client()?;
    let row = client
        .query_opt(
            "SELECT person, at FROM log_entry
              WHERE object = $1 AND action = $2 AND outcome = 'done' AND person <> ''
              ORDER BY at DESC LIMIT 1",
            &[&id.to_uuid(), &ies_domain::log::Event::RegistrationReviewBegun.code()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let person = Uuid::parse_str(row.get(0)).ok().ok_or(StoreError::odd("person of a log row"))?;
    Ok(Some((Id::from_uuid(person), row.get(1))))
}

/// The words of the decision, if any were written.
pub(crate) async fn note(unit: &Unit, id: Id<Registration>) -> Result<String, StoreError> {
    let client = unit.client()?;
    let row = client
        .query_opt(
            "SELECT sealed_note FROM registration
              WHERE registration_id = $1 AND sealed_note IS NOT NULL",
            &[&id.to_uuid()],
        )
        .await?;
    let Some(row) = row else { return Ok(String::new()) };
    let key = ObjectKey::of(unit, Keeper::Registration, id.to_uuid()).await?;
    key.open("note", row.get(0))
}
