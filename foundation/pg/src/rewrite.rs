//! Writing tables anew, so that what was deleted from them is no longer in the server's files.
//!
//! A deleted row stays in its page until something else takes its place, also after `VACUUM`; a
//! copy of it stays in the write-ahead log, and single values of it in the planner's statistics.
//! What this module reaches are the files that the server has now. It does not reach the blocks
//! that a file had which is gone, nor any copy that somebody made: only the destruction of a key
//! does.

use std::time::Duration;

use tokio_postgres::Client;

use crate::failure::Failure;

/// How often a table is tried that somebody holds.
const TRIES_MAX: u32 = 5;
/// How long each try waits, and with it whoever comes after: milliseconds.
const LOCK_WAIT: &str = "SET lock_timeout = '2000ms'";
/// How long nobody waits for a table between two tries.
const PAUSE: Duration = Duration::from_secs(1);
/// Passes through the write-ahead log at most; one is enough unless somebody writes much.
const PASSES_MAX: u32 = 10;

/// Every ordinary table of the schema `public`.
pub async fn tables(client: &Client) -> Result<Vec<String>, Failure> {
    let sql = "SELECT relname::text FROM pg_class
                WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1";
    Ok(client.query(sql, &[]).await?.iter().map(|row| row.get(0)).collect())
}

/// Writes `tables` anew, with their indexes and what the planner knows of them. Each is closed to
/// everybody while it is written; `owner` is its owner. Names must be plain.
///
/// Fails with [`Failure::Contended`] or [`Failure::Defect`] when somebody holds a table for long.
pub async fn rewrite(owner: &Client, tables: &[&str]) -> Result<(), Failure> {
    owner.batch_execute(LOCK_WAIT).await?;
    for table in tables {
        let sql = format!("VACUUM (FULL, ANALYZE) {table}");
        let mut tries = 1;
        while let Err(error) = owner.batch_execute(&sql).await {
            if tries == TRIES_MAX || error.is_closed() {
                return Err(error.into());
            }
            tries = tries.saturating_add(1);
            // Whoever waited behind us goes first.
            tokio::time::sleep(PAUSE).await;
        }
    }
    Ok(())
}

/// How often it is looked whether older transactions have ended: with [`SETTLE`], for a minute.
const LOOKS_MAX: u32 = 120;
const SETTLE: Duration = Duration::from_millis(500);

/// Waits until every transaction has ended that was under way when this was called, a minute at
/// most; answers whether they have.
///
/// Who wrapped a key under an older one before may still write it until then.
pub async fn settle(client: &Client) -> Result<bool, Failure> {
    // Between the wrapping of a key and the first write under it there is no transaction to see.
    tokio::time::sleep(SETTLE).await;
    let now: String = client.query_one("SELECT pg_current_xact_id()::text", &[]).await?.get(0);
    for _ in 0..LOOKS_MAX {
        let sql = "SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8";
        if client.query_one(sql, &[&now]).await?.get(0) {
            return Ok(true);
        }
        tokio::time::sleep(SETTLE).await;
    }
    Ok(false)
}

/// Writes the planner's statistics anew, which hold single values of rows that are gone, and goes
/// through the write-ahead log until nothing of before is in its files. Needs a superuser.
///
/// Answers whether it got there: who writes very much meanwhile can keep it from its end, and
/// then it can be called again.
pub async fn forget(superuser: &Client) -> Result<bool, Failure> {
    superuser.batch_execute("VACUUM FULL pg_catalog.pg_statistic").await?;
    // A segment that is used again keeps its old content until it is overwritten.
    superuser.batch_execute("ALTER SYSTEM SET wal_recycle = off").await?;
    superuser.batch_execute("SELECT pg_reload_conf()").await?;
    let passed = pass_through(superuser).await;
    superuser.batch_execute("ALTER SYSTEM RESET wal_recycle").await?;
    superuser.batch_execute("SELECT pg_reload_conf()").await?;
    passed
}

/// The number of segments before and after the one that is written, begun at `$1`.
const SEGMENTS: &str = "SELECT count(*) FILTER (WHERE name < pg_walfile_name($1::text::pg_lsn)),
        count(*) FILTER (WHERE pg_walfile_name(pg_current_wal_lsn()) < name)
   FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$'";

async fn pass_through(superuser: &Client) -> Result<bool, Failure> {
    let sql = "SELECT pg_current_wal_lsn()::text";
    let begun: String = superuser.query_one(sql, &[]).await?.get(0);
    for _ in 0..PASSES_MAX {
        let row = superuser.query_one(SEGMENTS, &[&begun]).await?;
        let ahead: i64 = row.get(1);
        // What lies ahead may be old segments under new names: a switch fills each with zeros.
        for _ in 0..=ahead {
            superuser.execute("SELECT pg_logical_emit_message(false, 'limen', '')", &[]).await?;
            superuser.execute("SELECT pg_switch_wal()", &[]).await?;
        }
        superuser.batch_execute("CHECKPOINT").await?;
        let row = superuser.query_one(SEGMENTS, &[&begun]).await?;
        let sql =
            "SELECT pg_walfile_name(pg_current_wal_lsn()) > pg_walfile_name($1::text::pg_lsn)";
        let has_moved: bool = superuser.query_one(sql, &[&begun]).await?.get(0);
        if has_moved && (row.get::<_, i64>(0), row.get::<_, i64>(1)) == (0, 0) {
            return Ok(true);
        }
    }
    Ok(false)
}
