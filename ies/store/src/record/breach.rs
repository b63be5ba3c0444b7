//! The register of breaches. R54.

use fnd_core::Id;
use fnd_register::Coded;
use ies_domain::account::Account;
use ies_domain::rights::breach::{Breach, Told};
use ies_domain::unshown;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio_postgres::Row;
use uuid::Uuid;

use super::case::CaseStep;
use super::coded;
use crate::seal::{Keeper, ObjectKey};
use crate::{StoreError, Unit};

/// What is written of a breach.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BreachContent {
    /// What happened, in a few words.
    pub title: String,
    /// What is known.
    pub text: String,
    /// Why the report came late.
    pub delay: String,
    /// Why the persons need not be told.
    pub not_told: String,
    /// What the persons are told.
    pub message: String,
    /// What happened, the oldest first.
    pub steps: Vec<CaseStep>,
}

unshown!(BreachContent {});

/// A breach as it is stored.
#[derive(Debug, Clone)]
pub struct BreachRow {
    /// The breach.
    pub breach: Breach,
    /// What is written of it.
    pub content: BreachContent,
    /// Who entered it.
    pub entered_by: Id<Account>,
    /// Counts changes.
    pub version: i64,
}

const COLUMNS: &str = "breach_id, sealed, aware_at, risk, reported_at, told_at, told_how, \
     entered_by, closed_at, version";

async fn read(unit: &Unit, row: &Row) -> Result<BreachRow, StoreError> {
    let id: Uuid = row.get(0);
    let key = ObjectKey::of(unit, Keeper::Breach, id).await?;
    let content: BreachContent = key.open("breach", row.get(1))?;
    let delay = (!content.delay.is_empty()).then(|| content.delay.clone());
    let reported = row.get::<_, Option<Timestamp>>(4).map(|at| (at, delay));
    let told = match (row.get::<_, Option<&str>>(6), row.get::<_, Option<Timestamp>>(5)) {
        (Some("directly"), Some(at)) => Some(Told::Directly(at, content.message.clone())),
        (Some("publicly"), Some(at)) => Some(Told::Publicly(at, content.message.clone())),
        (Some("not-needed"), None) => Some(Told::NotNeeded(content.not_told.clone())),
        (None, None) => None,
        _ => return Err(StoreError::odd("breach")),
    };
    Ok(BreachRow {
        breach: Breach {
            id: Id::from_uuid(id),
            aware_at: row.get(2),
            risk: coded(row.get(3))?,
            reported,
            told,
            closed_at: row.get(8),
        },
        content,
        entered_by: Id::from_uuid(row.get(7)),
        version: row.get(9),
    })
}

/// One of them, held until the unit ends.
pub(crate) async fn find(unit: &Unit, id: Id<Breach>) -> Result<Option<BreachRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM breach WHERE breach_id = $1 FOR NO KEY UPDATE");
    match unit.client()?.query_opt(&sql, &[&id.to_uuid()]).await? {
        Some(row) => read(unit, &row).await.map(Some),
        None => Ok(None),
    }
}

/// All of them, open ones first.
pub(crate) async fn all(unit: &Unit, count_max: i64) -> Result<Vec<BreachRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM breach ORDER BY closed_at IS NOT NULL, aware_at DESC LIMIT $1"
    );
    let mut found = Vec::new();
    for row in unit.client()?.query(&sql, &[&count_max]).await? {
        found.push(read(unit, &row).await?);
    }
    Ok(found)
}

fn told(breach: &Breach) -> (Option<Timestamp>, Option<&'static str>) {
    match &breach.told {
        Some(Told::Directly(at, _)) => (Some(*at), Some("directly")),
        Some(Told::Publicly(at, _)) => (Some(*at), Some("publicly")),
        Some(Told::NotNeeded(_)) => (None, Some("not-needed")),
        None => (None, None),
    }
}

/// Stores a new breach.
pub(crate) async fn insert(unit: &Unit, row: &BreachRow) -> Result<(), StoreError> {
    let id = row.breach.id.to_uuid();
    let key = ObjectKey::draw(unit, Keeper::Breach, id)?;
    let sealed = key.seal("breach", &row.content)?;
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO breach (breach_id, sealed, aware_at, risk, entered_by, version)
             VALUES ($1, $2, $3, $4, $5, 1)",
            &[
                &id,
                &sealed,
                &row.breach.aware_at,
                &row.breach.risk.code(),
                &row.entered_by.to_uuid(),
            ],
        )
        .await?;
    key.keep(unit).await
}

/// Stores a changed breach over the version it was read in.
pub(crate) async fn update(unit: &Unit, row: &BreachRow) -> Result<(), StoreError> {
    let id = row.breach.id.to_uuid();
    let key = ObjectKey::of(unit, Keeper::Breach, id).await?;
    let sealed = key.seal("breach", &row.content)?;
    let (told_at, told_how) = told(&row.breach);
    let client = unit.client()?;
    let changed = client
        .execute(
            "UPDATE breach SET sealed = $3, risk = $4, reported_at = $5, told_at = $6,
                    told_how = $7, closed_at = $8, version = version + 1
              WHERE breach_id = $1 AND version = $2",
            &[
                &id,
                &row.version,
                &sealed,
                &row.breach.risk.code(),
                &row.breach.reported.as_ref().map(|(at, _)| *at),
                &told_at,
                &told_how,
                &row.breach.closed_at,
            ],
        )
        .await?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Overtaken) }
}

/// Notes that these accounts are affected, as far as there are such; answers those that were not
/// noted before.
pub(crate) async fn affect(
    unit: &Unit,
    id: Id<Breach>,
    accounts: &[Uuid],
) -> Result<Vec<Uuid>, StoreError> {
    let client = unit.client()?;
    let rows = client
        .query(
            "INSERT INTO breach_affected (breach_id, account_id)
             SELECT $1::uuid, account_id FROM account WHERE account_id = ANY ($2)
             ON CONFLICT DO NOTHING RETURNING account_id",
            &[&id.to_uuid(), &accounts],
        )
        .await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// The accounts that are affected.
pub(crate) async fn affected(unit: &Unit, id: Id<Breach>) -> Result<Vec<Uuid>, StoreError> {
    let sql = "SELECT account_id FROM breach_affected WHERE breach_id = $1 ORDER BY account_id";
    let rows = unit.client()?.query(sql, &[&id.to_uuid()]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// Takes an account off the list of those affected.
pub(crate) async fn spare(unit: &Unit, id: Id<Breach>, account: Uuid) -> Result<bool, StoreError> {
    let sql = "DELETE FROM breach_affected WHERE breach_id = $1 AND account_id = $2";
    let gone = unit.client()?.execute(sql, &[&id.to_uuid(), &account]).await?;
    Ok(gone == 1)
}
