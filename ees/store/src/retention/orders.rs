//! Erasing before the time what an authority ordered. EES Art. 35(1), (2), (6) and (7).
//!
//! Who may order may not erase: an order is a row, written with the grant and the log row of
//! whoever ordered, and carried out here within a minute.

use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::erasure::{EarlyErasure, Obstacle, retry_after};
use ees_domain::retention::log_kept_until;
use fnd_pg::Failure;
use tokio_postgres::{Client, GenericClient, Transaction};
use uuid::Uuid;

use super::parts::{erase_files, erase_records, of_person};
use super::runs::{self, RunKind};
use super::{ERASED, Erased, How, RECORD_ERASED, TRIES_MAX, begin, lock, unlock};
use crate::system::{System, Told};
use crate::{FailingOrders, Part, StoreError};

/// An order as it waits.
struct Order {
    id: Uuid,
    file: Uuid,
    part: Part,
    part_id: Uuid,
    reason: Option<EarlyErasure>,
}

/// The order that has waited longest, of those whose time has come and that did not fail in this
/// run.
const NEXT: &str = "SELECT order_id FROM erasure_order
                     WHERE order_id <> ALL ($1) AND (next_at IS NULL OR next_at <= $2)
                     ORDER BY ordered_at, order_id LIMIT 1";
/// How often an order has failed.
const TRIES: &str = "SELECT tries FROM erasure_order WHERE order_id = $1";
/// Notes that it failed once more.
const FAILED: &str = "UPDATE erasure_order
        SET tries = $2, failed_at = $3, obstacle = $4, next_at = $5 WHERE order_id = $1";
/// One order.
const ORDER: &str = "SELECT order_id, file_id, part, part_id, reason FROM erasure_order
                      WHERE order_id = $1";

/// Carries out every order that waits, each in a transaction with its log row and its notice to
/// all Member States; answers what was erased and how many failed, or `None` when another run is
/// under way. An order that fails is noted with what stood in its way, is tried again after a
/// time that grows, and holds no other back.
///
/// Law: EES Art. 35(6) and (7).
pub async fn carry_out_orders(
    client: &mut Client,
    how: How<'_>,
) -> Result<Option<Erased>, StoreError> {
    if client.query_opt(NEXT, &[&Vec::<Uuid>::new(), &how.now]).await?.is_none() {
        return Ok(Some(Erased::default()));
    }
    if !lock(client).await? {
        return Ok(None);
    }
    let done = all(client, how).await;
    unlock(client).await;
    done.map(Some)
}

async fn all(client: &mut Client, how: How<'_>) -> Result<Erased, StoreError> {
    let run = runs::begin(client, how, RunKind::Orders).await?;
    let (mut erased, mut failed, mut tries) = (Erased::default(), Vec::<Uuid>::new(), 1);
    while let Some(row) = client.query_opt(NEXT, &[&failed, &how.now]).await? {
        let order: Uuid = row.get(0);
        match carry_out(client, how, (run, order)).await {
            Ok(done) => {
                let (part, count) = done.unwrap_or((Part::File, 0));
                let sum = match part {
                    Part::Crossing => &mut erased.records,
                    Part::Refusal => &mut erased.refusals,
                    Part::File => &mut erased.files,
                };
                *sum = sum.saturating_add(count);
                tries = 1;
            }
            // An officer changed the file at this moment.
            Err(StoreError::Database(Failure::Contended(_))) if tries < TRIES_MAX => {
                tries = tries.saturating_add(1);
            }
            // Without the database no other order can be carried out either.
            Err(error @ StoreError::Database(Failure::Unavailable(_))) => return Err(error),
            Err(error) => {
                let obstacle = obstacle(&error);
                tracing::error!(
                    %order, %error, obstacle = obstacle.code(),
                    "an order of erasure failed and is tried again"
                );
                note(client, how, (order, obstacle)).await?;
                erased.failed = erased.failed.saturating_add(1);
                failed.push(order);
                tries = 1;
            }
        }
    }
    runs::end(client, how, run).await?;
    Ok(erased)
}

/// What stands in the way of an order.
fn obstacle(error: &StoreError) -> Obstacle {
    match error {
        StoreError::Database(Failure::Contended(_)) | StoreError::Overtaken => Obstacle::Busy,
        StoreError::Database(_) => Obstacle::Refused,
        StoreError::DocumentOnOtherFile | StoreError::Seal(_) | StoreError::Inconsistent { .. } => {
            Obstacle::Inconsistent
        }
    }
}

/// Notes that an order failed, and when it is tried again.
async fn note(
    client: &Client,
    how: How<'_>,
    (order, obstacle): (Uuid, Obstacle),
) -> Result<(), StoreError> {
    // Nobody else carries out orders while the lock is held.
    let Some(row) = client.query_opt(TRIES, &[&order]).await? else { return Ok(()) };
    let tries = row.get::<_, i32>(0).saturating_add(1);
    let wait = retry_after(u32::try_from(tries).unwrap_or(u32::MAX));
    let next = how.now.checked_add(wait).unwrap_or(how.now);
    client.execute(FAILED, &[&order, &tries, &how.now, &obstacle.code(), &next]).await?;
    Ok(())
}

/// Carries out one order; answers what went, or `None` when it is gone.
async fn carry_out(
    client: &mut Client,
    how: How<'_>,
    (run, order): (Uuid, Uuid),
) -> Result<Option<(Part, u64)>, StoreError> {
    let system = System::begin((how.ids, how.now), Action::EraseEarly, Purpose::Retention)?;
    let transaction = begin(client).await?;
    let Some(row) = transaction.query_opt(ORDER, &[&order]).await? else { return Ok(None) };
    let order = Order {
        id: row.get(0),
        file: row.get(1),
        part: Part::find(row.get(2)).ok_or(StoreError::Inconsistent { what: "order" })?,
        part_id: row.get(3),
        reason: EarlyErasure::find(row.get(4)),
    };
    let files = of_person(&transaction, order.file).await?;
    let (part, count) = erase(&transaction, how, &order).await?;
    transaction.execute("DELETE FROM erasure_order WHERE order_id = $1", &[&order.id]).await?;
    let (column, notice) = match part {
        Part::Crossing => ("records", RECORD_ERASED),
        Part::Refusal => ("refusals", RECORD_ERASED),
        Part::File => ("files", ERASED),
    };
    runs::add(&transaction, run, column, count).await?;
    if 0 < count {
        let files = if part == Part::File { files } else { vec![order.file] };
        tell_all(&transaction, how, (notice, &files)).await?;
    }
    let sent = match part {
        Part::Crossing => "entry-exit",
        Part::Refusal => "refusal",
        Part::File => "file-administration",
    };
    let basis = order.reason.map(EarlyErasure::basis);
    let told = Told { count, sent, object: Some(order.file), basis };
    system.log(&transaction, system.next_id(), told).await?;
    transaction.commit().await?;
    Ok(Some((part, count)))
}

/// Erases what is ordered; with the last record goes its file, whose period would run from
/// nothing. Law: EES Art. 34(2).
async fn erase(
    transaction: &Transaction<'_>,
    how: How<'_>,
    order: &Order,
) -> Result<(Part, u64), StoreError> {
    if order.part != Part::File {
        let (files, parts) = ([order.file], [order.part_id]);
        let count = erase_records(transaction, order.part, (&files, &parts)).await?;
        // Records on a file that was merged with it keep it, too.
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM crossing c WHERE c.file_id = ANY ($1))
                      AND NOT EXISTS (SELECT 1 FROM refusal r WHERE r.file_id = ANY ($1))";
        let files = of_person(transaction, order.file).await?;
        let row = transaction.query_one(sql, &[&files]).await?;
        if files.is_empty() || !row.get::<_, bool>(0) {
            return Ok((order.part, count));
        }
    }
    let log_until = log_kept_until(how.today()).date();
    Ok((Part::File, erase_files(transaction, (&[order.file], &[log_until])).await?))
}

/// Leaves a notice to all Member States. Law: EES Art. 35(7).
async fn tell_all(
    transaction: &Transaction<'_>,
    how: How<'_>,
    (kind, files): (&str, &[Uuid]),
) -> Result<(), StoreError> {
    let sql = "INSERT INTO notice (at, kind, file_ids) VALUES ($1, $2, $3)";
    transaction.execute(sql, &[&how.now, &kind, &files]).await?;
    Ok(())
}

/// Orders that could not be carried out yet, as numbers: which file is meant, only who may read
/// the case learns. EES Art. 34, 55(2), 56(2).
pub(crate) async fn failing(client: &impl GenericClient) -> Result<Vec<FailingOrders>, StoreError> {
    let sql = "SELECT state, obstacle, count(*), max(tries), min(ordered_at), min(next_at)
                 FROM erasure_order WHERE 0 < tries GROUP BY state, obstacle
                ORDER BY min(ordered_at), state, obstacle";
    let inconsistent = || StoreError::Inconsistent { what: "order" };
    let read = |row: &tokio_postgres::Row| -> Result<FailingOrders, StoreError> {
        Ok(FailingOrders {
            state: row.try_get::<_, &str>(0)?.parse().ok().ok_or_else(inconsistent)?,
            obstacle: Obstacle::find(row.try_get(1)?).ok_or_else(inconsistent)?,
            orders: u64::try_from(row.try_get::<_, i64>(2)?).unwrap_or_default(),
            tries: u32::try_from(row.try_get::<_, i32>(3)?).unwrap_or_default(),
            since: row.try_get(4)?,
            next_at: row.try_get(5)?,
        })
    };
    client.query(sql, &[]).await?.iter().map(read).collect()
}
