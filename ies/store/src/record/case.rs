//! Requests under data protection law. R46; A21.
//!
//! What says who asked and what was written lies sealed under a key of the request's own, so
//! that it outlives an account; what is counted and due lies beside it.

use fnd_core::Id;
use fnd_register::Coded;
use fnd_vault::WrappedKey;
use ies_domain::account::Account;
use ies_domain::rights::{About, Outcome, Request};
use ies_domain::unshown;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio_postgres::Row;
use uuid::Uuid;

use super::account::Hold;
use super::{coded, maybe_coded};
use crate::seal::{Keeper, ObjectKey};
use crate::{StoreError, Unit};

/// What is written in a request and about it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CaseContent {
    /// Who asks, as they named themselves.
    pub who: String,
    /// Where the answer goes, when it is no account's or applicant's address.
    pub address: String,
    /// What the person wrote.
    pub text: String,
    /// The ground of an objection.
    pub ground: String,
    /// The reasons of an extension.
    pub extension: String,
    /// The reasons of the answer.
    pub reasons: String,
    /// Those who had received the data.
    pub recipients: Vec<String>,
    /// What happened, the oldest first.
    pub steps: Vec<CaseStep>,
}

unshown!(CaseContent {});

/// Something that happened in a case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CaseStep {
    /// When, as RFC 3339 has it.
    pub at: String,
    /// By whom; absent for the person or the system.
    pub by: Option<Uuid>,
    /// What, a stable code.
    pub code: String,
}

/// A request as it is stored.
#[derive(Debug, Clone)]
pub struct Case {
    /// The request.
    pub request: Request,
    /// What is written.
    pub content: CaseContent,
    /// Who entered it; `None` for a page.
    pub entered_by: Option<Id<Account>>,
    /// Who answered it.
    pub decided_by: Option<Id<Account>>,
    /// Counts changes.
    pub version: i64,
}

/// The columns that [`read`] reads, in its order.
pub(crate) const COLUMNS: &str = "request_id, asked_right, account_id, registration_id, channel, \
     state, received_on, due_on, sealed, executed_at, answer, refusal_ground, is_held, \
     entered_by, decided_by, closed_at, version, wrapped_by, wrapped";
/// Where [`COLUMNS`] come from.
pub(crate) const TABLES: &str = "rights_request JOIN rights_request_key USING (request_id)";

/// Reads the columns of [`COLUMNS`], which come first.
pub(crate) fn read(unit: &Unit, row: &Row) -> Result<Case, StoreError> {
    let id: Uuid = row.get(0);
    let wrapped = WrappedKey { by: row.get(17), bytes: row.get(18) };
    let key = ObjectKey::unwrap(unit, Keeper::RightsRequest, id, &wrapped)?;
    let content: CaseContent = key.open("request", row.get(8))?;
    let about = match (row.get::<_, Option<Uuid>>(2), row.get::<_, Option<Uuid>>(3)) {
        (Some(account), _) => About::Holder(Id::from_uuid(account)),
        (None, Some(registration)) => About::Applicant(Id::from_uuid(registration)),
        (None, None) => About::Nobody,
    };
    let closed_at: Option<Timestamp> = row.get(15);
    let outcome = match (maybe_coded(row.get(10))?, closed_at) {
        (Some(answer), Some(at)) => Some(Outcome {
            answer,
            ground: maybe_coded(row.get(11))?,
            reasons: said(&content.reasons),
            is_held: row.get::<_, Option<bool>>(12).unwrap_or_default(),
            at,
        }),
        _ => None,
    };
    let account = |place| row.get::<_, Option<Uuid>>(place).map(Id::from_uuid);
    Ok(Case {
        request: Request {
            id: Id::from_uuid(id),
            right: coded(row.get(1))?,
            about,
            channel: coded(row.get(4))?,
            state: coded(row.get(5))?,
            received_on: row.get(6),
            due_on: row.get(7),
            ground: said(&content.ground),
            executed_at: row.get(9),
            outcome,
            closed_at,
        },
        content,
        entered_by: account(13),
        decided_by: account(14),
        version: row.get(16),
    })
}

fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The account or the applicant, as columns have them.
fn about(request: &Request) -> (Option<Uuid>, Option<Uuid>) {
    match request.about {
        About::Holder(id) => (Some(id.to_uuid()), None),
        About::Applicant(id) => (None, Some(id.to_uuid())),
        About::Nobody => (None, None),
    }
}

/// One request.
pub(crate) async fn find(
    unit: &Unit,
    id: Id<Request>,
    hold: Hold,
) -> Result<Option<Case>, StoreError> {
    let client = unit.client()?;
    if hold == Hold::Held {
        // The row alone: a lock on a join would hold its other side as well.
        let sql = format!("SELECT 1 FROM rights_request WHERE request_id = $1{}", hold.sql());
        let lock = client.prepare_cached(&sql).await?;
        client.query_opt(&lock, &[&id.to_uuid()]).await?;
    }
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE request_id = $1");
    let select = client.prepare_cached(&sql).await?;
    let row = client.query_opt(&select, &[&id.to_uuid()]).await?;
    row.as_ref().map(|row| read(unit, row)).transpose()
}

/// Requests about the holder of an account, the latest first.
pub(crate) async fn of_account(unit: &Unit, id: Id<Account>) -> Result<Vec<Case>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE account_id = $1
          ORDER BY received_on DESC, request_id DESC"
    );
    let client = unit.client()?;
    let select = client.prepare_cached(&sql).await?;
    client.query(&select, &[&id.to_uuid()]).await?.iter().map(|row| read(unit, row)).collect()
}

/// Stores a new request.
pub(crate) async fn insert(unit: &Unit, case: &Case) -> Result<(), StoreError> {
    let request = &case.request;
    let id = request.id.to_uuid();
    let key = ObjectKey::draw(unit, Keeper::RightsRequest, id)?;
    let sealed = key.seal("request", &case.content)?;
    let (account, registration) = about(request);
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
                &sealed,
                &request.executed_at,
                &case.entered_by.map(Id::to_uuid),
                &request.closed_at,
            ],
        )
        .await?;
    key.keep(unit).await
}

/// Stores a changed request over the version it was read in.
pub(crate) async fn update(unit: &Unit, case: &Case) -> Result<(), StoreError> {
    let request = &case.request;
    let id = request.id.to_uuid();
    let key = ObjectKey::of(unit, Keeper::RightsRequest, id).await?;
    let sealed = key.seal("request", &case.content)?;
    let (account, registration) = about(request);
    let outcome = request.outcome.as_ref();
    let client = unit.client()?;
    let changed = client
        .execute(
            "UPDATE rights_request SET account_id = $3, registration_id = $4, state = $5,
                    due_on = $6, sealed = $7, executed_at = $8, answer = $9, refusal_ground = $10,
                    is_held = $11, decided_by = $12, closed_at = $13, version = version + 1
              WHERE request_id = $1 AND version = $2",
            &[
                &id,
                &case.version,
                &account,
                &registration,
                &request.state.code(),
                &request.due_on,
                &sealed,
                &request.executed_at,
                &outcome.map(|outcome| outcome.answer.code()),
                &outcome.and_then(|outcome| outcome.ground).map(|ground| ground.code()),
                &outcome.map(|outcome| outcome.is_held),
                &case.decided_by.map(Id::to_uuid),
                &request.closed_at,
            ],
        )
        .await?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Overtaken) }
}
