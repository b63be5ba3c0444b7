//! Work that is done after the transaction that asked for it.
//!
//! A job is a row, written in the transaction of its cause: it is there if and only if the cause
//! is. A [`Worker`] leases it, does it and removes it. Whoever dies meanwhile leaves a lease
//! that ends, so a job is done at least once and what does it must bear being repeated.
//!
//! A row names objects by identifiers. What is personal (an address to which a last mail goes)
//! is sealed by the system before it comes here and leaves with the row.

mod worker;

use jiff::Timestamp;
use serde_json::Value;
use tokio_postgres::GenericClient;
use uuid::Uuid;

use crate::database::Migration;
use crate::failure::Failure;

pub use worker::{Failing, Jobs, Work, Worker};

/// The table of jobs as migration number `number`; `app` writes and does them.
pub fn migration(number: u32, app: &str) -> Migration {
    Migration { number, name: "job", sql: include_str!("jobs.sql").replace("@app", app) }
}

/// Work to be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its identifier.
    pub id: Uuid,
    /// What is to be done, a code that a worker knows.
    pub kind: String,
    /// Of jobs of one kind with the same word here, one waits at most; the others are not added.
    pub once: Option<String>,
    /// Identifiers and codes; nothing personal.
    pub about: Value,
    /// What is personal, sealed by the system.
    pub sealed: Option<Vec<u8>>,
    /// Not before this moment.
    pub due: Timestamp,
    /// How often it was tried before.
    pub attempts: u32,
}

impl Job {
    /// A job of `kind` about `about`, to be done from `due` on.
    pub fn new(id: Uuid, kind: &str, about: Value, due: Timestamp) -> Self {
        let kind = kind.to_owned();
        Self { id, kind, once: None, about, sealed: None, due, attempts: 0 }
    }

    /// The same job, unless one of its kind with this word waits already.
    #[must_use]
    pub fn once(mut self, word: impl Into<String>) -> Self {
        self.once = Some(word.into());
        self
    }

    /// The same job with something personal, sealed.
    #[must_use]
    pub fn with_sealed(mut self, sealed: Vec<u8>) -> Self {
        self.sealed = Some(sealed);
        self
    }

    /// Adds the job in the transaction `client`; answers whether it was added.
    pub async fn add(&self, client: &impl GenericClient) -> Result<bool, Failure> {
        let sql = "INSERT INTO job (job_id, kind, once, about, sealed, due_at)
                   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
        let values: [&(dyn tokio_postgres::types::ToSql + Sync); 6] =
            [&self.id, &self.kind, &self.once, &self.about, &self.sealed, &self.due];
        Ok(client.execute(sql, &values).await? == 1)
    }
}

/// How many jobs wait and how many were given up, for the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Jobs that are due and not done.
    pub due: u64,
    /// Jobs that were given up.
    pub failed: u64,
}

/// How the jobs stand at `now`.
pub async fn standing(client: &impl GenericClient, now: Timestamp) -> Result<Standing, Failure> {
    let sql = "SELECT count(*) FILTER (WHERE failed_at IS NULL AND due_at <= $1),
                      count(*) FILTER (WHERE failed_at IS NOT NULL) FROM job";
    let row = client.query_one(sql, &[&now]).await?;
    let count = |column| u64::try_from(row.get::<_, i64>(column)).unwrap_or_default();
    Ok(Standing { due: count(0), failed: count(1) })
}
