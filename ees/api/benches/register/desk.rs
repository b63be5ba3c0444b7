//! Entries over the whole way: connection, certificate, request, rules, storage, answer.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::http::Method;
use ees_wire::passage::EntryRequest;
use fnd_core::clock::SystemClock;
use fnd_core::id::RandomIds;
use fnd_core::{Clock, Ids};
use fnd_testkit::http::{Answer, Client};
use uuid::Uuid;

use crate::Done;
use crate::orders::Orders;
use crate::people::{Known, entry_of, entry_of_new};
use crate::report::Way;
use crate::stand::Stand;

/// Whose turn it is among those who are known; it goes on from round to round.
static TURN: AtomicUsize = AtomicUsize::new(0);
/// The number of the next person who is new.
static NEW: AtomicU64 = AtomicU64::new(0);

/// An identifier as clients choose them.
pub(crate) fn new_id() -> Uuid {
    RandomIds.next(SystemClock.now())
}

/// Has an entry recorded.
pub(crate) async fn send(client: &Client, base: &str, request: &EntryRequest) -> Done<Answer> {
    let body = serde_json::to_string(request)?;
    let headers = [("content-type", "application/json")];
    Ok(client.send(Method::POST, &format!("{base}/v1/entries"), &headers, &body).await?)
}

/// Clients that record entries one after another until the time is over, new people and known
/// ones by turns.
pub(crate) async fn run(
    orders: &Orders,
    stand: &Stand,
    known: &Arc<Known>,
    round: u32,
) -> Done<Way> {
    // Documents of another run in the same register are other documents.
    let first = u64::try_from(SystemClock.now().as_second())? % 10_000 * 10_000;
    NEW.fetch_max(first + u64::from(round), Ordering::Relaxed);
    let begun = Instant::now();
    let until = begun + Duration::from_secs(orders.seconds);
    let clerks: Vec<_> = (0..orders.clients)
        .map(|number| {
            let (client, base) = (stand.client(), stand.base.clone());
            let known = Arc::clone(known);
            tokio::spawn(async move { clerk((client, base), &known, number, until).await })
        })
        .collect();
    let mut times = Vec::new();
    let mut refused = BTreeMap::new();
    for clerk in clerks {
        let (own, others) = clerk.await??;
        times.extend(own);
        for (code, count) in others {
            *refused.entry(code).or_insert(0) += count;
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    Ok(Way::of_times(times, seconds, refused))
}

type Told = (Vec<Duration>, BTreeMap<String, u64>);

async fn clerk(
    (client, base): (Client, String),
    known: &Known,
    number: u32,
    until: Instant,
) -> Done<Told> {
    let (mut times, mut refused) = (Vec::new(), BTreeMap::new());
    let mut is_new = number.is_multiple_of(2);
    while Instant::now() < until {
        let request = if is_new {
            entry_of_new(NEW.fetch_add(1, Ordering::Relaxed), new_id())
        } else {
            let turn = TURN.fetch_add(1, Ordering::Relaxed) % known.zones.len();
            entry_of(&known.zones[turn], new_id())
        };
        is_new = !is_new;
        let begun = Instant::now();
        let answer = send(&client, &base, &request).await?;
        if answer.status == 201 {
            times.push(begun.elapsed());
        } else {
            let code = answer.problem().unwrap_or_else(|| answer.status.to_string());
            *refused.entry(code).or_insert(0) += 1;
        }
    }
    Ok((times, refused))
}
