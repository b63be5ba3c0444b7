//! Requests for an account.

pub(crate) mod found_by;
pub(crate) mod said;

use fnd_core::{Id, Language};
use fnd_register::Coded;
use fnd_vault::WrappedKey;
use ies_domain::account::Account;
use ies_domain::community::Community;
use ies_domain::organisation::OrganisationKind;
use ies_domain::person::{ContactCard, ContactInput, FieldError};
use ies_domain::registration::{Decision, RefusalReason, Registration};
use ies_domain::scan::Scan;
use ies_domain::session::Subject;
use ies_domain::unshown;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::account::Hold;
use super::{coded, maybe_coded, scan};
use crate::seal::{Keeper, ObjectKey};
use crate::{StoreError, Unit};

/// What an applicant has typed, checked or not.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone.
    pub telephone: String,
    /// Work address.
    pub work_address: String,
    /// Organisation.
    pub organisation: String,
    /// Job title.
    pub job_title: String,
    /// Why the person needs the system.
    pub justification: String,
    /// The identifier of the organisation, when it was chosen among those on file.
    pub chosen: String,
    /// The country of the seat of an organisation that is not on file, ISO 3166-1 alpha-3.
    pub seat: String,
    /// The name that the identity provider gave, held against the one that was typed.
    pub login_name: String,
    /// The address that the identity provider gave.
    pub login_email: String,
    /// How surely the identity was registered there, a code.
    pub login_assurance: String,
}

unshown!(Draft {});

impl Draft {
    /// The contact details, or everything that is wrong with them.
    pub fn card(&self) -> Result<ContactCard, Vec<FieldError>> {
        ContactCard::read(&ContactInput {
            first_name: &self.first_name,
            last_name: &self.last_name,
            email: &self.email,
            telephone: &self.telephone,
            work_address: &self.work_address,
            organisation: &self.organisation,
            job_title: &self.job_title,
        })
    }
}

/// A request with what it says.
#[derive(Debug, Clone)]
pub struct Request {
    /// The request.
    pub registration: Registration,
    /// What the applicant has typed.
    pub draft: Draft,
    /// The language of the applicant.
    pub language: Language,
    /// What the organisation is.
    pub kind: Option<OrganisationKind>,
    /// The Communities wanted.
    pub communities: Vec<Id<Community>>,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// Counts changes.
    pub version: i64,
    /// The account that was opened.
    pub account: Option<Id<Account>>,
}

/// What is sealed of a request.
#[derive(Default, Serialize, Deserialize)]
struct Written {
    subject: String,
    language: String,
    #[serde(flatten)]
    draft: Draft,
}

/// Columns of a request with its key and its scan.
const SELECT: &str = "SELECT registration_id, registration.state, since, submitted_at, questions, \
     registration.sealed, organisation_kind, begun_at, decided_by, decided_at, refusal_reason, \
     ended_at, registration.account_id, registration.version, wrapped_by, wrapped, \
     scan.state, scan.kind, scan.bytes, scan.digest, scan.uploaded_at, \
     ended.cause, ended.at \
  FROM registration JOIN registration_key USING (registration_id) \
  LEFT JOIN scan USING (registration_id) \
  LEFT JOIN LATERAL (SELECT cause, ended_at AS at FROM scan_end \
       WHERE scan_end.registration_id = registration.registration_id \
       ORDER BY ended_at DESC LIMIT 1) AS ended ON true";

fn read(unit: &Unit, row: &Row) -> Result<Request, StoreError> {
    let id: Uuid = row.get(0);
    let wrapped = WrappedKey { by: row.get(14), bytes: row.get(15) };
    let key = ObjectKey::unwrap(unit, Keeper::Registration, id, &wrapped)?;
    let written: Written = key.open("request", row.get(5))?;
    let decision = match (row.get::<_, Option<Uuid>>(8), row.get::<_, Option<Timestamp>>(9)) {
        (Some(by), Some(at)) => Some(Decision {
            by: Id::from_uuid(by),
            at,
            refusal: maybe_coded::<RefusalReason>(row.get(10))?,
        }),
        _ => None,
    };
    let scan = match (scan::held(row, 16)?, row.get::<_, Option<&str>>(21)) {
        (Some(scan), _) => scan,
        (None, Some(cause)) => Scan::Destroyed { at: row.get(22), cause: coded(cause)? },
        (None, None) => Scan::None,
    };
    let questions: i16 = row.get(4);
    let registration = Registration {
        id: Id::from_uuid(id),
        subject: Subject::read(&written.subject).ok().ok_or(StoreError::odd("subject"))?,
        state: coded(row.get(1))?,
        since: row.get(2),
        submitted_at: row.get(3),
        questions: u8::try_from(questions).unwrap_or(u8::MAX),
        scan,
        decision,
        ended_at: row.get(11),
    };
    Ok(Request {
        registration,
        draft: written.draft,
        language: Language::find(&written.language).unwrap_or(Language::ENGLISH),
        kind: maybe_coded(row.get(6))?,
        communities: Vec::new(),
        begun_at: row.get(7),
        version: row.get(13),
        account: row.get::<_, Option<Uuid>>(12).map(Id::from_uuid),
    })
}

/// The request `id`, with the Communities it names.
pub(crate) async fn find(
    unit: &Unit,
    id: Id<Registration>,
    hold: Hold,
) -> Result<Option<Request>, StoreError> {
    let client = unit.client()?;
    if hold == Hold::Held {
        // The row alone: a lock on a join would hold its other side as well.
        let sql = format!("SELECT 1 FROM registration WHERE registration_id = $1{}", hold.sql());
        let lock = client.prepare_cached(&sql).await?;
        client.query_opt(&lock, &[&id.to_uuid()]).await?;
    }
    let select = client.prepare_cached(&format!("{SELECT} WHERE registration_id = $1")).await?;
    let Some(row) = client.query_opt(&select, &[&id.to_uuid()]).await? else { return Ok(None) };
    let mut request = read(unit, &row)?;
    request.communities = communities(unit, id).await?;
    Ok(Some(request))
}

async fn communities(unit: &Unit, id: Id<Registration>) -> Result<Vec<Id<Community>>, StoreError> {
    let client = unit.client()?;
    let select = client
        .prepare_cached(
            "SELECT community_id FROM registration_community WHERE registration_id = $1
              ORDER BY community_id",
        )
        .await?;
    let rows = client.query(&select, &[&id.to_uuid()]).await?;
    Ok(rows.iter().map(|row| Id::from_uuid(row.get(0))).collect())
}

/// Requests that wait for a decision, those that wait longest first.
pub(crate) async fn waiting(unit: &Unit, count_max: i64) -> Result<Vec<Request>, StoreError> {
    let client = unit.client()?;
    let sql = format!(
        "{SELECT} WHERE registration.state IN ('submitted', 'in-review', 'info-requested')
         ORDER BY submitted_at, registration_id LIMIT $1"
    );
    let select = client.prepare_cached(&sql).await?;
    client.query(&select, &[&count_max]).await?.iter().map(|row| read(unit, row)).collect()
}

/// Requests that led to no account and are still held, `count_max` of those after `last`, without
/// the Communities they name.
pub(crate) async fn without_account(
    unit: &Unit,
    last: Option<Id<Registration>>,
    count_max: i64,
) -> Result<Vec<Request>, StoreError> {
    let client = unit.client()?;
    let sql = format!(
        "{SELECT} WHERE registration.account_id IS NULL
            AND ($1::uuid IS NULL OR $1 < registration_id) ORDER BY registration_id LIMIT $2"
    );
    let select = client.prepare_cached(&sql).await?;
    let rows = client.query(&select, &[&last.map(Id::to_uuid), &count_max]).await?;
    rows.iter().map(|row| read(unit, row)).collect()
}

/// Stores a new request.
pub(crate) async fn insert(unit: &Unit, request: &Request) -> Result<(), StoreError> {
    let registration = &request.registration;
    let id = registration.id.to_uuid();
    let key = ObjectKey::draw(unit, Keeper::Registration, id)?;
    let sealed = key.seal("request", &written(request))?;
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO registration (registration_id, state, since, questions, sealed, begun_at,
                                       version)
             VALUES ($1, $2, $3, 0, $4, $3, 1)",
            &[&id, &registration.state.code(), &registration.since, &sealed],
        )
        .await?;
    key.keep(unit).await?;
    found_by::hold(unit, registration.id, ("subject", registration.subject.as_str())).await
}

fn written(request: &Request) -> Written {
    Written {
        subject: request.registration.subject.as_str().to_owned(),
        language: request.language.code().to_owned(),
        draft: request.draft.clone(),
    }
}

/// Stores what the applicant typed and chose.
pub(crate) async fn update_form(unit: &Unit, request: &Request) -> Result<(), StoreError> {
    let id = request.registration.id.to_uuid();
    let key = ObjectKey::of(unit, Keeper::Registration, id).await?;
    let sealed = key.seal("request", &written(request))?;
    let client = unit.client()?;
    client
        .execute(
            "UPDATE registration SET sealed = $2, organisation_kind = $3, since = $4
              WHERE registration_id = $1",
            &[&id, &sealed, &request.kind.map(|kind| kind.code()), &request.registration.since],
        )
        .await?;
    client.execute("DELETE FROM registration_community WHERE registration_id = $1", &[&id]).await?;
    let wanted: Vec<Uuid> = request.communities.iter().map(|id| id.to_uuid()).collect();
    client
        .execute(
            "INSERT INTO registration_community (registration_id, community_id)
             SELECT DISTINCT $1::uuid, wanted FROM unnest($2::uuid[]) AS made (wanted)",
            &[&id, &wanted],
        )
        .await?;
    Ok(())
}

/// Stores the request as a step left it; [`StoreError::Overtaken`] when somebody else was faster.
pub(crate) async fn update(
    unit: &Unit,
    before: &Request,
    after: &Registration,
    account: Option<Id<Account>>,
) -> Result<(), StoreError> {
    let was = &before.registration;
    // Upkeep, which ends requests by time, may change no more than this.
    let is_state_alone = (was.submitted_at, was.questions, was.decision)
        == (after.submitted_at, after.questions, after.decision);
    let client = unit.client()?;
    let changed = if is_state_alone && account.is_none() {
        let update = client
            .prepare_cached(
                "UPDATE registration SET state = $3, since = $4, ended_at = $5,
                        version = version + 1
                  WHERE registration_id = $1 AND version = $2",
            )
            .await?;
        let (id, state) = (after.id.to_uuid(), after.state.code());
        let values: [&(dyn ToSql + Sync); 5] =
            [&id, &before.version, &state, &after.since, &after.ended_at];
        client.execute(&update, &values).await?
    } else {
        update_whole(unit, before.version, (after, account)).await?
    };
    if changed != 1 {
        return Err(StoreError::Overtaken);
    }
    if after.state.is_end() {
        // The person can ask again; nobody finds the request by its applicant any more.
        found_by::let_go(unit, after.id).await?;
    } else if !is_state_alone {
        found_by::hold_email(unit, after.id, &before.draft.email).await?;
    }
    Ok(())
}

async fn update_whole(
    unit: &Unit,
    version: i64,
    (after, account): (&Registration, Option<Id<Account>>),
) -> Result<u64, StoreError> {
    let client = unit.client()?;
    let update = client
        .prepare_cached(
            "UPDATE registration SET state = $3, since = $4, submitted_at = $5, questions = $6,
                    decided_by = $7, decided_at = $8, refusal_reason = $9, ended_at = $10,
                    account_id = $11, version = version + 1
              WHERE registration_id = $1 AND version = $2",
        )
        .await?;
    let changed = client
        .execute(
            &update,
            &[
                &after.id.to_uuid(),
                &version,
                &after.state.code(),
                &after.since,
                &after.submitted_at,
                &i16::from(after.questions),
                &after.decision.map(|decision| decision.by.to_uuid()),
                &after.decision.map(|decision| decision.at),
                &after.decision.and_then(|d| d.refusal).map(|reason| reason.code()),
                &after.ended_at,
                &account.map(Id::to_uuid),
            ],
        )
        .await?;
    Ok(changed)
}
