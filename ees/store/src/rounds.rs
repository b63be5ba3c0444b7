//! What hangs on time alone: stays that have expired are marked, and Member States are told of
//! them and, years later, of the erasure ahead.
//!
//! A round costs what has changed since the last one: an index holds the stays that are open and
//! not marked in the order of their ends, another the overstayers nobody was told of, and nothing
//! else is looked at. Law: EES Art. 12(1), 34(3).

use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::retention::warned_through;
use ees_domain::switches::RetentionSwitches;
use fnd_core::Ids;
use jiff::Timestamp;
use tokio_postgres::Client;
use tokio_postgres::types::ToSql;

use crate::StoreError;
use crate::system::{System, Told};

/// Records that are marked in one transaction; a power cut costs no more than one of them.
const BATCH: i64 = 10_000;

/// Files that a notice is about at most.
pub const FILES_MAX: i64 = 500;
/// The code of a notice that stays have expired without an exit. Art. 12(1)(a).
pub const OVERSTAY: &str = "overstay";
/// The code of a notice that the data of overstayers will be erased. Art. 34(3).
pub const ERASURE_AHEAD: &str = "erasure-ahead";

/// Marks the stays that have ended by `$1`, and tells the States of entry, each once, in the same
/// transaction. Rows that somebody holds wait for the next round.
const MARK: &str = "WITH due AS (
        SELECT file_id, crossing_id FROM crossing
         WHERE exited_at IS NULL AND marked_at IS NULL AND lifted_at IS NULL
           AND stay_ends_at <= $1
         ORDER BY stay_ends_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED),
    done AS (
        UPDATE crossing c SET marked_at = $1 FROM due
         WHERE c.file_id = due.file_id AND c.crossing_id = due.crossing_id
        RETURNING c.file_id, left(c.entry_point, 3) AS state)";

/// Notes of the overstayers that are kept until `$5` at most that their States are told.
const WARN: &str = "WITH due AS (
        SELECT file_id, crossing_id FROM crossing
         WHERE marked_at IS NOT NULL AND exited_at IS NULL AND warned_at IS NULL
           AND lifted_at IS NULL AND NOT is_family_member AND kept_until <= $5
         ORDER BY kept_until LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED),
    done AS (
        UPDATE crossing c SET warned_at = $1 FROM due
         WHERE c.file_id = due.file_id AND c.crossing_id = due.crossing_id
        RETURNING c.file_id, left(c.entry_point, 3) AS state)";

/// Tells the State of entry of each file of `done`; a notice is about [`FILES_MAX`] of them at
/// most, so that whoever is told can take it.
const TELL: &str = ", told AS (
        INSERT INTO notice (at, kind, state, file_ids)
        SELECT $1, $3, state, array_agg(file_id ORDER BY file_id)
          FROM (SELECT file_id, state,
                       (row_number() OVER (PARTITION BY state ORDER BY file_id) - 1) / $4 AS part
                  FROM done) AS parted
         GROUP BY state, part)
    SELECT count(*) FROM done";

/// A value of a statement.
type Value<'a> = &'a (dyn ToSql + Sync);

/// What a round did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marked {
    /// Stays that were marked.
    pub stays: u64,
}

/// Marks every stay that has ended by `now`; in batches, each a transaction with its log row, so
/// that it can be broken off and taken up again at any time.
pub async fn mark_overstays(
    client: &mut Client,
    ids: &dyn Ids,
    now: Timestamp,
) -> Result<Marked, StoreError> {
    let purpose = Purpose::InformationMechanism;
    let system = System::begin((ids, now), Action::MarkOverstays, purpose)?;
    let sql = format!("{MARK}{TELL}");
    let values: [Value<'_>; 4] = [&now, &BATCH, &OVERSTAY, &FILES_MAX];
    let stays = in_batches(client, &system, (&sql, &values), "overstay-mark").await?;
    Ok(Marked { stays })
}

/// Tells Member States of the overstayers whose data will be erased in three months, each once;
/// answers how many stays there were. In batches, as [`mark_overstays`].
///
/// Law: EES Art. 34(3).
pub async fn warn_of_erasures(
    client: &mut Client,
    (ids, now): (&dyn Ids, Timestamp),
    switches: RetentionSwitches,
) -> Result<u64, StoreError> {
    let system = System::begin((ids, now), Action::WarnOfErasure, Purpose::Retention)?;
    let today = switches.today(now);
    let last = warned_through(today).date();
    let sql = format!("{WARN}{TELL}");
    let values: [Value<'_>; 5] = [&now, &BATCH, &ERASURE_AHEAD, &FILES_MAX, &last];
    let count = in_batches(client, &system, (&sql, &values), "entry-exit").await?;
    if 0 < count {
        let told = "INSERT INTO retention_run (run_id, kind, began_at, ended_at, day, warnings)
                    VALUES ($1, 'warnings', $2, $2, $3, $4)";
        let number = i64::try_from(count).unwrap_or(i64::MAX);
        client.execute(told, &[&system.next_id(), &now, &today.date(), &number]).await?;
    }
    Ok(count)
}

/// Repeats a statement until it has found less than a batch; each is a transaction with its log
/// row. Answers how many rows it found in all.
async fn in_batches(
    client: &mut Client,
    system: &System<'_>,
    (sql, values): (&str, &[Value<'_>]),
    sent: &str,
) -> Result<u64, StoreError> {
    let mut done = 0_u64;
    loop {
        let transaction = client.transaction().await?;
        let found: i64 = transaction.query_one(sql, values).await?.get(0);
        let count = u64::try_from(found).unwrap_or_default();
        if 0 < count {
            let told = Told { count, sent, ..Told::default() };
            system.log(&transaction, system.next_id(), told).await?;
        }
        transaction.commit().await?;
        done = done.saturating_add(count);
        if found < BATCH {
            return Ok(done);
        }
    }
}
