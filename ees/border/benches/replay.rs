//! How long it takes until what waited at a crossing point is in the register, beside officers
//! who go on working. Real processes, real TLS, a durable private cluster.
//!
//! `cargo bench -p ees-border --bench replay -- [PASSAGES]` prints what it measured and asserts
//! nothing on time.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a measurement"
)]

#[path = "../tests/it/stand.rs"]
#[expect(dead_code, reason = "tests use more of it")]
mod stand;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use fnd_testkit::http::Client;
use stand::{Stand, enter, form, post, until_page};
use uuid::Uuid;

/// Passages that wait, when nothing else is said.
const PASSAGES: u32 = 10_000;
/// Desks that store passages while the register is away.
const STORING: u16 = 8;
/// Desks that go on working while what waited is sent.
const DESKS: u32 = 2;
/// Identifiers of passages at desks begin here.
const LIVE: u32 = 5_000_000;

fn main() {
    if let Some(config) = std::env::var_os("LIMEN_TEST_CENTRE") {
        let _ = ees_api::commands::serve(Path::new(&config), fnd_host::Until::StdinCloses);
        return;
    }
    let passages = std::env::args().skip(1).find_map(|text| text.parse().ok()).unwrap_or(PASSAGES);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(measure(passages));
}

async fn measure(passages: u32) {
    let stand = Stand::new();
    let node = stand.node();
    let begin = Instant::now();
    let storing: Vec<_> = (0..u32::from(STORING))
        .map(|lane| {
            let (client, base) = (stand.officer(), node.base.clone());
            tokio::spawn(async move {
                for number in (lane..passages).step_by(STORING.into()) {
                    let id = Uuid::from_u128(u128::from(number) + 1);
                    let answer = enter(&client, &base, (number, id)).await.unwrap();
                    assert_eq!(answer.status, 200, "{}", answer.text);
                }
            })
        })
        .collect();
    for lane in storing {
        lane.await.unwrap();
    }
    let stored = begin.elapsed();
    println!("stored here:        {passages} passages in {:.1} s", stored.as_secs_f64());

    let centre = stand.centre();
    let list = format!("{}/buffer", node.base);
    until_page(&stand.officer(), &list, ("The register answers", true)).await;
    let begin = Instant::now();
    let is_over = Arc::new(AtomicBool::new(false));
    let desks = at_desks(&stand, &node.base, 0, &is_over);
    until_page(&stand.officer(), &list, ("Nothing waits", true)).await;
    let sent = begin.elapsed();
    is_over.store(true, Ordering::Relaxed);
    let beside = times(desks).await;
    let rate = f64::from(passages) / sent.as_secs_f64();
    println!("in the register:    {:.1} s ({rate:.0} a second)", sent.as_secs_f64());

    let is_over = Arc::new(AtomicBool::new(false));
    let desks = at_desks(&stand, &node.base, 1, &is_over);
    tokio::time::sleep(Duration::from_secs(10)).await;
    is_over.store(true, Ordering::Relaxed);
    let alone = times(desks).await;
    say("desks beside it:   ", &beside);
    say("desks on their own:", &alone);
    let database = stand.database().await;
    let count: i64 = database.query_one("SELECT count(*) FROM crossing", &[]).await.unwrap().get(0);
    let live = beside.len() / 2 + alone.len() / 2;
    println!("records:            {count} ({passages} that waited, {live} at desks)");
    drop(database);
    node.stop();
    centre.stop();
}

/// Officers who check and let people in, one after another, until it is over.
fn at_desks(
    stand: &Stand,
    base: &str,
    round: u32,
    is_over: &Arc<AtomicBool>,
) -> Vec<tokio::task::JoinHandle<Vec<Duration>>> {
    (0..DESKS)
        .map(|desk| {
            let first = LIVE + (round * DESKS + desk) * 1_000_000;
            tokio::spawn(at_work(stand.officer(), base.to_owned(), first, Arc::clone(is_over)))
        })
        .collect()
}

async fn at_work(
    client: Client,
    base: String,
    first: u32,
    is_over: Arc<AtomicBool>,
) -> Vec<Duration> {
    let mut times = Vec::new();
    let mut number = first;
    while !is_over.load(Ordering::Relaxed) {
        number += 1;
        let begin = Instant::now();
        let checked = post(&client, &base, ("/check", &form(number, &[]))).await.unwrap();
        times.push(begin.elapsed());
        let begin = Instant::now();
        let id = Uuid::from_u128(u128::from(number));
        let entered = enter(&client, &base, (number, id)).await.unwrap();
        times.push(begin.elapsed());
        assert_eq!((checked.status.as_u16(), entered.status.as_u16()), (200, 200));
    }
    times
}

async fn times(desks: Vec<tokio::task::JoinHandle<Vec<Duration>>>) -> Vec<Duration> {
    let mut all = Vec::new();
    for desk in desks {
        all.extend(desk.await.unwrap());
    }
    all.sort_unstable();
    all
}

fn say(what: &str, sorted: &[Duration]) {
    let at = |share: usize| sorted[(sorted.len() - 1) * share / 100].as_secs_f64() * 1_000.0;
    println!(
        "{what} {} requests, median {:.1} ms, 99 of 100 {:.1} ms",
        sorted.len(),
        at(50),
        at(99)
    );
}
