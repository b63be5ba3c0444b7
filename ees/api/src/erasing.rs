//! Erasing what is kept no longer, every day, and at once what is ordered. EES Art. 34, 35(6).
//!
//! The work goes in a database role of its own, the only one that may erase, on a connection that
//! is there as long as there is something to do.

use std::sync::Arc;
use std::time::Duration;

use ees_domain::switches::RetentionSwitches;
use ees_store::StoreError;
use ees_store::retention::orphans::{Finding, find_orphans};
use ees_store::retention::{Erased, How, captures, carry_out_orders, erase_due, runs};
use fnd_core::{Clock, Ids};
use fnd_pg::database::{Connection, connect};
use fnd_web::telemetry::Metrics;
use tokio::task::JoinHandle;

/// How often orders are looked for, and whether the day has had its run.
const INTERVAL: Duration = Duration::from_mins(1);
/// The metric of what was erased, by its kind.
const ERASED: &str = "ees_erased_total";
/// The metric of orders that could not be carried out, each time anew.
const FAILED: &str = "ees_erasure_orders_failed_total";
/// The metric of what was found to hang on nothing, by its kind.
const ORPHANS: &str = "ees_orphans_found_total";

/// The task of erasure; it ends when this is dropped.
#[derive(Debug)]
pub struct Erasing(JoinHandle<()>);

impl Drop for Erasing {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Begins to erase, as `connection` connects the role of retention.
pub fn start(connection: Connection, (clock, ids): (Arc<dyn Clock>, Arc<dyn Ids>)) -> Erasing {
    Erasing(tokio::spawn(async move {
        loop {
            if let Err(error) = round(&connection, (&*clock, &*ids)).await {
                tracing::warn!(%error, "erasure waits for the next round");
            }
            tokio::time::sleep(INTERVAL).await;
        }
    }))
}

/// One round: orders, and the run of the day when it has not ended yet. What fails is tried again
/// in the next.
pub async fn round(
    connection: &Connection,
    (clock, ids): (&dyn Clock, &dyn Ids),
) -> Result<(), StoreError> {
    let how = How { ids, now: clock.now(), switches: RetentionSwitches::default() };
    let mut client = connect(connection).await?;
    captures::forget(&client, how.now).await?;
    if let Some(erased) = carry_out_orders(&mut client, how).await? {
        tell(&erased, "what was ordered is erased");
    }
    if runs::is_done(&client, how).await? {
        return Ok(());
    }
    let Some((run, erased)) = erase_due(&mut client, how).await? else { return Ok(()) };
    tell(&erased, "what is kept no longer is erased");
    let found = find_orphans(&client, how).await?;
    let count = found.iter().map(|one| one.count).fold(0, u64::saturating_add);
    runs::note_orphans(&client, run, count).await?;
    found.iter().for_each(warn);
    Ok(())
}

/// Tells of what was erased, in a log line and in the metrics.
fn tell(erased: &Erased, what: &str) {
    let Erased { records, refusals, files, notices, log_rows, held, failed } = *erased;
    if 0 < failed {
        tracing::error!(
            failed,
            "orders of erasure failed and are tried again; the page of erasures says which State \
             ordered them and what stood in the way"
        );
        Metrics::count(FAILED, "orders", failed);
    }
    if 0 < held {
        tracing::warn!(held, "what is due by its day is kept by a record; see `retention orphans`");
    }
    if erased.total() == 0 {
        return;
    }
    tracing::info!(records, refusals, files, notices, log_rows, "{what}");
    for (kind, count) in [
        ("records", records),
        ("refusals", refusals),
        ("files", files),
        ("notices", notices),
        ("log-rows", log_rows),
    ] {
        Metrics::count(ERASED, kind, count);
    }
}

fn warn(finding: &Finding) {
    let Finding { kind, count } = *finding;
    tracing::warn!(kind, count, "something hangs on nothing; see `eesd retention orphans`");
    Metrics::count(ORPHANS, kind, count);
}
