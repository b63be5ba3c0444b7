//! How jobs stand, for who runs the system. Identifiers and codes; nothing of anybody. R20.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{Store, StoreError};

/// How the jobs of one kind stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobStanding {
    /// The kind.
    pub kind: String,
    /// How many are due.
    pub due: u32,
    /// How many minutes the oldest of these has waited.
    pub oldest_minutes: u32,
    /// How many were done in the last 24 hours, as far as the log tells.
    pub done: u32,
    /// How many were given up.
    pub given_up: u32,
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobGivenUp {
    /// The kind.
    pub kind: String,
    /// Its identifier.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// How often it was tried.
    pub tries: u32,
    /// The code of the fault.
    pub code: String,
}

/// Jobs given up that are listed.
const LISTED_MAX: i64 = 50;

impl Store {
    /// How the jobs stand at `now`, kind by kind.
    pub async fn jobs_standing(&self, now: Timestamp) -> Result<Vec<JobStanding>, StoreError> {
        let client = self.0.database.connection().await?;
        let sql = "SELECT kind, count(*) FILTER (WHERE failed_at IS NULL AND due_at <= $1),
                          coalesce(extract(epoch FROM $1::timestamptz - min(due_at)
                              FILTER (WHERE failed_at IS NULL AND due_at <= $1)), 0)::bigint / 60,
                          count(*) FILTER (WHERE failed_at IS NOT NULL)
                     FROM job GROUP BY kind ORDER BY kind";
        let rows = client.query(sql, &[&now]).await?;
        let number = |row: &tokio_postgres::Row, place| {
            u32::try_from(row.get::<_, i64>(place)).unwrap_or(u32::MAX)
        };
        // The row of a mail that went out names the mail twice. Others of this action note that
        // reminders were queued, whose mails have rows of their own.
        let sent = "SELECT count(*) FROM log_entry
                     WHERE action = 'mail-sent' AND object = request
                       AND $1::timestamptz - interval '1 day' < at";
        let sent = client.query_one(sent, &[&now]).await?;
        let read = |row: &tokio_postgres::Row| {
            let kind: String = row.get(0);
            let done = if kind == crate::jobs::SEND_MAIL { number(&sent, 0) } else { 0 };
            let (due, oldest_minutes) = (number(row, 1), number(row, 2));
            JobStanding { kind, due, oldest_minutes, done, given_up: number(row, 3) }
        };
        Ok(rows.iter().map(read).collect())
    }

    /// Jobs that were given up, the latest first.
    pub async fn jobs_given_up(&self) -> Result<Vec<JobGivenUp>, StoreError> {
        let client = self.0.database.connection().await?;
        let sql = "SELECT kind, job_id, failed_at, attempts, failure FROM job
                    WHERE failed_at IS NOT NULL ORDER BY failed_at DESC LIMIT $1";
        let rows = client.query(sql, &[&LISTED_MAX]).await?;
        let read = |row: &tokio_postgres::Row| JobGivenUp {
            kind: row.get(0),
            id: row.get(1),
            at: row.get(2),
            tries: u32::try_from(row.get::<_, i32>(3)).unwrap_or_default(),
            code: row.get::<_, Option<String>>(4).unwrap_or_default(),
        };
        Ok(rows.iter().map(read).collect())
    }
}
