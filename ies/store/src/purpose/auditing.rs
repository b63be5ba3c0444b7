//! Reading the log. That too is logged, with what was searched for. Statement 7; R27, R34; A8.

use ies_domain::unshown;
use std::collections::BTreeMap;
use std::net::IpAddr;

use fnd_pg::log::Entry;
use jiff::Timestamp;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use crate::{Access, Outcome, Store, StoreError, Unit};

/// How far rows are counted: counting all of a log of years would take longer than reading it.
pub const COUNTED_MAX: i64 = 100_000;

/// How an operation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// It was done.
    Done,
    /// It was refused.
    Refused,
}

/// Which rows are wanted; all that are given must fit.
#[derive(Clone, Default)]
pub struct LogFilter {
    /// From this instant on.
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub to: Option<Timestamp>,
    /// By this account.
    pub person: Option<String>,
    /// What was done: a code or its beginning.
    pub action: Option<String>,
    /// What for, a code.
    pub purpose: Option<String>,
    /// How it ended.
    pub ended: Option<Ended>,
    /// To what.
    pub object: Option<Uuid>,
    /// From which address.
    pub ip: Option<IpAddr>,
    /// Older than this row.
    pub before: Option<(Timestamp, Uuid)>,
    /// Newer than this row.
    pub after: Option<(Timestamp, Uuid)>,
    /// Rows at most.
    pub count_max: u16,
}

unshown!(LogFilter { from, to, action, purpose, ended, count_max });

/// Where somebody did something from. Shown to auditors and to the person, and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct FromWhere {
    /// The address.
    pub ip: IpAddr,
    /// The country of the address; empty when it is not known.
    pub country: String,
    /// The browser.
    pub browser: String,
    /// Its major version.
    pub version: Option<i16>,
    /// The operating system.
    pub system: String,
}

unshown!(FromWhere {});

/// A row of the log.
#[derive(Clone)]
pub struct LogRow {
    /// The row.
    pub entry: Entry,
    /// What was asked with, while that is kept.
    pub asked: Option<String>,
    /// The technical part, while that is kept.
    pub technical: Option<FromWhere>,
}

unshown!(LogRow {});

/// How the sealing of the log stands.
#[derive(Debug, Clone)]
pub struct LogState {
    /// Rows that are sealed.
    pub sealed: u64,
    /// Rows that wait for it, [`COUNTED_MAX`] at most.
    pub waiting: u64,
    /// The newest checkpoint, signed, and when it was made.
    pub checkpoint: Option<(String, Timestamp)>,
}

type Value<'a> = &'a (dyn ToSql + Sync);

/// The condition of a filter; its values are those of [`fitting`].
const FITS: &str = "($1::timestamptz IS NULL OR at >= $1)
    AND ($2::timestamptz IS NULL OR at < $2)
    AND ($3::text IS NULL OR person = $3)
    AND ($4::text IS NULL OR starts_with(action, $4))
    AND ($5::text IS NULL OR purpose = $5)
    AND ($6::bool IS NULL OR (outcome = 'done') = $6)
    AND ($7::uuid IS NULL OR object = $7)
    AND ($8::inet IS NULL OR EXISTS (SELECT 1 FROM log_technical t
                                      WHERE t.log_id = l.log_id AND t.ip = $8))";

#[expect(clippy::ref_option, reason = "what a statement is given are references to options")]
fn fitting<'a>(filter: &'a LogFilter, is_done: &'a Option<bool>) -> [Value<'a>; 8] {
    let LogFilter { from, to, person, action, purpose, object, ip, .. } = filter;
    [from, to, person, action, purpose, is_done, object, ip]
}

/// A unit of work that reads the log.
#[derive(Debug)]
pub struct Auditing(Unit);

impl Store {
    /// Begins to read the log for `access`.
    #[tracing::instrument(name = "db.audit", skip_all)]
    pub async fn audit(&self, access: Access) -> Result<Auditing, StoreError> {
        Ok(Auditing(self.begin(access).await?))
    }
}

impl Auditing {
    /// The rows that fit, the newest first.
    pub async fn rows(&self, filter: &LogFilter) -> Result<Vec<LogRow>, StoreError> {
        let client = self.0.client()?;
        // Towards newer rows the page is read from its end, and turned round below.
        let is_backwards = filter.after.is_some();
        let (beyond, order) = if is_backwards { (">", "ASC") } else { ("<", "DESC") };
        let sql = format!(
            "SELECT {} FROM log_entry l
              WHERE {FITS} AND ($9::timestamptz IS NULL OR (at, log_id) {beyond} ($9, $10))
              ORDER BY at {order}, log_id {order} LIMIT $11",
            Entry::COLUMNS
        );
        let is_done = filter.ended.map(|ended| ended == Ended::Done);
        let (edge_at, edge_id) = filter.after.or(filter.before).unzip();
        let count = i64::from(filter.count_max);
        let mut values = fitting(filter, &is_done).to_vec();
        let edge: [Value<'_>; 3] = [&edge_at, &edge_id, &count];
        values.extend(edge);
        let mut entries = Vec::new();
        for row in client.query(&sql, &values).await? {
            entries.push(Entry::read(&row)?);
        }
        if is_backwards {
            entries.reverse();
        }
        self.whole(entries).await
    }

    /// The rows with what lies apart from them.
    async fn whole(&self, entries: Vec<Entry>) -> Result<Vec<LogRow>, StoreError> {
        let client = self.0.client()?;
        let ids: Vec<Uuid> = entries.iter().map(|entry| entry.id).collect();
        let sql = "SELECT log_id, ip, country, browser, browser_version, system
                     FROM log_technical WHERE log_id = ANY ($1)";
        let rows = client.query(sql, &[&ids]).await?;
        let read = |row: &tokio_postgres::Row| {
            let part = FromWhere {
                ip: row.get(1),
                country: row.get::<_, Option<String>>(2).unwrap_or_default(),
                browser: row.get(3),
                version: row.get(4),
                system: row.get(5),
            };
            (row.get::<_, Uuid>(0), part)
        };
        let mut technical: BTreeMap<Uuid, FromWhere> = rows.iter().map(read).collect();
        let mut found = Vec::new();
        for entry in entries {
            let asked = match &entry.used {
                Some(used) => self.0.shared.log_keys.open(&***client, entry.id, used).await?,
                None => None,
            };
            let technical = technical.remove(&entry.id);
            found.push(LogRow { entry, asked, technical });
        }
        Ok(found)
    }

    /// How many rows fit, [`COUNTED_MAX`] at most.
    pub async fn count(&self, filter: &LogFilter) -> Result<u64, StoreError> {
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM log_entry l WHERE {FITS} LIMIT $9) AS counted"
        );
        let is_done = filter.ended.map(|ended| ended == Ended::Done);
        let mut values = fitting(filter, &is_done).to_vec();
        values.push(&COUNTED_MAX);
        let row = self.0.client()?.query_one(&sql, &values).await?;
        Ok(u64::try_from(row.get::<_, i64>(0)).unwrap_or_default())
    }

    /// How the sealing stands.
    pub async fn state(&self) -> Result<LogState, StoreError> {
        let client = self.0.client()?;
        // What is not sealed came after the last checkpoint, or not long before it: rows have the
        // instant at which their transaction began. However long sealing has stood still, all of
        // that is counted, up to the bound.
        let sql = format!(
            "SELECT coalesce((SELECT max(leaf_index) + 1 FROM log_leaf), 0),
                    (SELECT count(*) FROM (SELECT 1 FROM log_entry l
                      WHERE NOT EXISTS (SELECT 1 FROM log_leaf f WHERE f.log_id = l.log_id)
                        AND coalesce((SELECT max(at) FROM log_checkpoint), '-infinity')
                            - interval '1 day' < at LIMIT {COUNTED_MAX}) AS counted)"
        );
        let counts = client.query_one(&sql, &[]).await?;
        let checkpoint = client
            .query_opt("SELECT signed, at FROM log_checkpoint ORDER BY size DESC LIMIT 1", &[])
            .await?;
        let count = |place| u64::try_from(counts.get::<_, i64>(place)).unwrap_or_default();
        Ok(LogState {
            sealed: count(0),
            waiting: count(1),
            checkpoint: checkpoint.map(|row| (row.get(0), row.get(1))),
        })
    }

    /// A tile of the sealed log, as far as it is filled.
    pub async fn tile(&self, level: u32, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let (Ok(level), Ok(number)) = (i32::try_from(level), i64::try_from(number)) else {
            return Ok(None);
        };
        let sql = "SELECT hashes FROM log_tile WHERE level = $1 AND number = $2";
        let row = self.0.client()?.query_opt(sql, &[&level, &number]).await?;
        Ok(row.map(|row| row.get(0)))
    }

    /// Ends the unit and makes everything last, the log row included.
    pub async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}
