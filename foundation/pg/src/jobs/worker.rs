//! Doing jobs.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use fnd_core::{Clock, Ids};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use tokio_postgres::Row;
use uuid::Uuid;

use super::Job;
use crate::database::Database;
use crate::failure::Failure;

/// How often due jobs are looked for when nobody says that there are some.
const INTERVAL: Duration = Duration::from_millis(500);
/// How long somebody may take for a job before another one tries it.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// The first pause before a job is tried again; each further one is twice as long.
const PAUSE: SignedDuration = SignedDuration::from_secs(5);
/// The longest pause.
const PAUSE_MAX: SignedDuration = SignedDuration::from_hours(1);
/// From this attempt on, after about a day, a job that waits is an error in the operator's lines.
/// It is tried every hour all the same: what was promised to a person is not given up because
/// something was broken for long.
const ATTEMPTS_MANY: u32 = 32;

/// Why a job was not done. Codes are stable and say nothing personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failing {
    /// It may be done later, and is tried until it is done.
    Again(&'static str),
    /// It cannot be done.
    Never(&'static str),
}

impl From<Failure> for Failing {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unavailable(_) | Failure::Contended(_) => Self::Again("database-unavailable"),
            Failure::Constraint { .. } | Failure::Defect(_) => Self::Again("database-refused"),
        }
    }
}

/// What does jobs of one kind. A job can come twice: doing it again must change nothing.
#[async_trait]
pub trait Work: fmt::Debug + Send + Sync {
    /// Does the job.
    async fn run(&self, job: &Job) -> Result<(), Failing>;
}

/// Wakes workers; cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Jobs(Arc<Notify>);

impl Jobs {
    /// Says that a job was added. Call it after the commit; without it the job waits for half a
    /// second.
    pub fn wake(&self) {
        self.0.notify_one();
    }
}

/// Does the jobs of one database.
#[derive(Debug)]
pub struct Worker {
    database: Database,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    jobs: Jobs,
    kinds: BTreeMap<&'static str, Arc<dyn Work>>,
}

impl Worker {
    /// A worker that knows no kind of job yet.
    pub fn new(database: Database, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Self {
        Self { database, clock, ids, jobs: Jobs::default(), kinds: BTreeMap::new() }
    }

    /// The same worker, which does jobs of `kind` by `work`.
    #[must_use]
    pub fn with(mut self, kind: &'static str, work: Arc<dyn Work>) -> Self {
        self.kinds.insert(kind, work);
        self
    }

    /// The same worker, which `jobs` wakes.
    #[must_use]
    pub fn awakened_by(self, jobs: Jobs) -> Self {
        Self { jobs, ..self }
    }

    /// What wakes it.
    pub fn jobs(&self) -> Jobs {
        self.jobs.clone()
    }

    /// Does jobs until the task is aborted.
    pub async fn run(self) {
        loop {
            match self.next().await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => tracing::warn!(code = %error.code(), "jobs wait"),
            }
            // Woken early or not, the next round is the same.
            let _woken = tokio::time::timeout(INTERVAL, self.jobs.0.notified()).await;
        }
    }

    /// Does the job that is due longest; false when none is.
    pub async fn next(&self) -> Result<bool, Failure> {
        let now = self.clock.now();
        let lease = self.ids.next(now);
        let Some(job) = self.take(lease, now).await? else { return Ok(false) };
        let done = match self.kinds.get(job.kind.as_str()) {
            Some(work) => work.run(&job).await,
            None => Err(Failing::Never("unknown-kind")),
        };
        match done {
            Ok(()) => self.remove(&job, lease).await?,
            Err(failing) => self.put_back(&job, lease, failing).await?,
        }
        Ok(true)
    }

    /// Leases the job that is due longest, also one whose lease has ended.
    async fn take(&self, lease: Uuid, now: Timestamp) -> Result<Option<Job>, Failure> {
        let client = self.database.connection().await?;
        let sql = client
            .prepare_cached(
                "UPDATE job SET lease = $1, leased_until = $2, attempts = attempts + 1
                  WHERE job_id = (SELECT job_id FROM job
                                   WHERE failed_at IS NULL AND due_at <= $3
                                     AND (leased_until IS NULL OR leased_until <= $3)
                                   ORDER BY due_at, job_id LIMIT 1 FOR UPDATE SKIP LOCKED)
                  RETURNING job_id, kind, once, about, sealed, due_at, attempts - 1",
            )
            .await?;
        let until = now.saturating_add(LEASE).unwrap_or(now);
        let row = client.query_opt(&sql, &[&lease, &until, &now]).await?;
        Ok(row.map(|row| read(&row)))
    }

    /// Removes a job that is done, unless somebody else has taken it over meanwhile.
    async fn remove(&self, job: &Job, lease: Uuid) -> Result<(), Failure> {
        let client = self.database.connection().await?;
        let sql = client.prepare_cached("DELETE FROM job WHERE job_id = $1 AND lease = $2").await?;
        client.execute(&sql, &[&job.id, &lease]).await?;
        Ok(())
    }

    /// Lets a job wait for another attempt, or gives it up.
    async fn put_back(&self, job: &Job, lease: Uuid, failing: Failing) -> Result<(), Failure> {
        let now = self.clock.now();
        let attempts = job.attempts.saturating_add(1);
        let (code, is_lost) = match failing {
            Failing::Again(code) => (code, false),
            Failing::Never(code) => (code, true),
        };
        if is_lost {
            tracing::error!(job = %job.id, kind = job.kind, code, attempts, "a job was given up");
        } else if ATTEMPTS_MANY <= attempts {
            tracing::error!(job = %job.id, kind = job.kind, code, attempts, "a job still waits");
        } else {
            tracing::warn!(job = %job.id, kind = job.kind, code, attempts, "a job waits");
        }
        let due = now.saturating_add(pause(attempts)).unwrap_or(now);
        let failed = is_lost.then_some(now);
        let client = self.database.connection().await?;
        // A newer job of the same word does what this one would.
        let overtaken = client
            .prepare_cached(
                "DELETE FROM job j WHERE job_id = $1 AND lease = $2 AND EXISTS
                    (SELECT 1 FROM job o WHERE o.kind = j.kind AND o.once = j.once
                        AND o.lease IS NULL AND o.failed_at IS NULL)",
            )
            .await?;
        if client.execute(&overtaken, &[&job.id, &lease]).await? == 1 {
            return Ok(());
        }
        let sql = client
            .prepare_cached(
                "UPDATE job SET lease = NULL, leased_until = NULL, due_at = $3, failed_at = $4,
                                failure = $5
                  WHERE job_id = $1 AND lease = $2",
            )
            .await?;
        client.execute(&sql, &[&job.id, &lease, &due, &failed, &code]).await?;
        Ok(())
    }
}

/// How long a job waits after so many attempts.
fn pause(attempts: u32) -> SignedDuration {
    let doubled = 2_i32.saturating_pow(attempts.saturating_sub(1).min(20));
    PAUSE.saturating_mul(doubled).min(PAUSE_MAX)
}

fn read(row: &Row) -> Job {
    Job {
        id: row.get(0),
        kind: row.get(1),
        once: row.get(2),
        about: row.get(3),
        sealed: row.get(4),
        due: row.get(5),
        attempts: u32::try_from(row.get::<_, i32>(6)).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour() {
        let seconds = |attempts| pause(attempts).as_secs();
        assert_eq!([1, 2, 3, 4].map(seconds), [5, 10, 20, 40]);
        assert_eq!([11, 32, u32::MAX].map(seconds), [3600, 3600, 3600]);
    }
}
