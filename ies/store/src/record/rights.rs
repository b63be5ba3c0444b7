//! Requests under data protection law. R46; A21.
//!
//! Who asks lies sealed under a key of the request's own, since the answer may be due when the
//! account is no longer there.

use fnd_core::Id;
use fnd_register::Coded;
use fnd_vault::WrappedKey;
use ies_domain::account::Account;
use ies_domain::rights::{About, Answer, Outcome, RefusalGround, Request};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{coded, maybe_coded};
use crate::seal::{Keeper, ObjectKey};
use crate::{StoreError, Unit};

/// Who asks, and what was written to and fro.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letter {
    /// Who asks, as they are named.
    pub who: String,
    /// Where the answer goes.
    pub address: String,
    /// What the person wrote.
    pub text: String,
    /// The ground of an objection.
    pub ground: String,
    /// Why the answer takes longer.
    pub extension: String,
    /// The reasons of the answer.
    pub reasons: String,
    /// What else is written of it, by who answers.
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

impl std::fmt::Debug for Letter {
    /// Without what was written.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter").finish_non_exhaustive()
    }
}

/// What was written, if anything was.
fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A request as it is stored.
#[derive(Debug, Clone)]
pub struct CaseRow {
    /// The request.
    pub request: Request,
    /// Who asks, and what was written.
    pub letter: Letter,
    /// Counts changes.
    pub version: i64,
}

const SELECT: &str = "SELECT request_id, asked_right, account_id, registration_id, channel, state, \
     received_on, due_on, sealed, executed_at, answer, refusal_ground, is_held, closed_at, \
     version, wrapped_by, wrapped FROM rights_request JOIN rights_request_key USING (request_id)";

fn read(unit: &Unit, row: &Row) -> Result<CaseRow, StoreError> {
    let id: Uuid = row.get(0);
    let wrapped = WrappedKey { by: row.get(15), bytes: row.get(16) };
    let key = ObjectKey::unwrap(unit, Keeper::RightsRequest, id, &wrapped)?;
    let letter: Letter = key.open("request", row.get(8))?;
    let about = match (row.get::<_, Option<Uuid>>(2), row.get::<_, Option<Uuid>>(3)) {
        (Some(account), _) => About::Holder(Id::from_uuid(account)),
        (None, Some(registration)) => About::Applicant(Id::from_uuid(registration)),
        (None, None) => About::Nobody,
    };
    let answer = maybe_coded::<Answer>(row.get(10))?;
    let ground = maybe_coded::<RefusalGround>(row.get(11))?;
    let outcome = match (answer, row.get(12), row.get(13)) {
        (Some(answer), Some(is_held), Some(at)) => {
            Some(Outcome { answer, ground, reasons: said(&letter.reasons), is_held, at })
        }
        _ => None,
    };
    let request = Request {
        id: Id::from_uuid(id),
        right: coded(row.get(1))?,
        about,
        channel: coded(row.get(4))?,
        state: coded(row.get(5))?,
        received_on: row.get(6),
        due_on: row.get(7),
        ground: said(&letter.ground),
        executed_at: row.get(9),
        outcome,
        closed_at: row.get(13),
    };
    Ok(CaseRow { request, letter, version: row.get(14) })
}

/// The request `id`, held until the unit ends.
pub(crate) async fn find(unit: &Unit, id: Id<Request>) -> Result<Option<CaseRow>, StoreError> {
    let client = unit.client()?;
    let sql = format!("{SELECT} WHERE request_id = $1 FOR UPDATE OF rights_request");
    let select = client.prepare_cached(&sql).await?;
    let row = client.query_opt(&select, &[&id.to_uuid()]).await?;
    row.as_ref().map(|row| read(unit, row)).transpose()
}

/// Requests about the holder of an account, the latest first.
pub(crate) async fn of_account(
    unit: &Unit,
    account: Id<Account>,
) -> Result<Vec<CaseRow>, StoreError> {
    let client = unit.client()?;
    let sql = format!("{SELECT} WHERE account_id = $1 ORDER BY received_on DESC, request_id DESC");
    let select = client.prepare_cached(&sql).await?;
    client.query(&select, &[&account.to_uuid()]).await?.iter().map(|row| read(unit, row)).collect()
}

/// Stores a new request; `entered_by` is who took a letter down.
pub(crate) async fn insert(
    unit: &Unit,
    request: &Request,
    letter: &Letter,
    entered_by: Option<Id<Account>>,
) -> Result<(), StoreError> {
    let id = request.id.to_uuid();
    let key = ObjectKey::draw(unit, Keeper::RightsRequest, id)?;
    let (account, registration) = match request.about {
        About::Holder(account) => (Some(account.to_uuid()), None),
        About::Applicant(registration) => (None, Some(registration.to_uuid())),
        About::Nobody => (None, None),
    };
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO rights_request (request_id, asked_right, account_id, registration_id,
                 channel, state, received_on, due_on, sealed, executed_at, entered_by, closed_at,
                 version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)",
            &[
                &id,
                &request.right.code(),
                &account,
                &registration,
                &request.channel.code(),
                &request.state.code(),
                &request.received_on,
                &request.due_on,
                &key.seal("request", letter)?,
                &request.executed_at,
                &entered_by.map(Id::to_uuid),
                &request.closed_at,
            ],
        )
        .await?;
    key.keep(unit).await
}

/// Stores a request as a step left it, over the version it was read in; `decided_by` is who
/// answered it.
pub(crate) async fn update(
    unit: &Unit,
    before: &CaseRow,
    (after, letter): (&Request, &Letter),
    decided_by: Option<Id<Account>>,
) -> Result<(), StoreError> {
    let id = after.id.to_uuid();
    let key = ObjectKey::of(unit, Keeper::RightsRequest, id).await?;
    let (account, registration) = match after.about {
        About::Holder(account) => (Some(account.to_uuid()), None),
        About::Applicant(registration) => (None, Some(registration.to_uuid())),
        About::Nobody => (None, None),
    };
    let outcome = after.outcome.as_ref();
    let client = unit.client()?;
    let changed = client
        .execute(
            "UPDATE rights_request SET account_id = $3, registration_id = $4, state = $5,
                    due_on = $6, sealed = $7, executed_at = $8, answer = $9, refusal_ground = $10,
                    is_held = $11, decided_by = coalesce($12, decided_by), closed_at = $13,
                    version = version + 1
              WHERE request_id = $1 AND version = $2",
            &[
                &id,
                &before.version,
                &account,
                &registration,
                &after.state.code(),
                &after.due_on,
                &key.seal("request", letter)?,
                &after.executed_at,
                &outcome.map(|outcome| outcome.answer.code()),
                &outcome.and_then(|outcome| outcome.ground).map(|ground| ground.code()),
                &outcome.map(|outcome| outcome.is_held),
                &decided_by.map(Id::to_uuid),
                &after.closed_at,
            ],
        )
        .await?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Overtaken) }
}
