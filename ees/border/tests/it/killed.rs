//! The register and the crossing point are killed again and again; every passage that was
//! acknowledged is in the register exactly once.

use std::collections::BTreeSet;

use fnd_core::random::Random;
use fnd_testkit::http::{Answer, Client};
use uuid::Uuid;

use crate::stand::{Stand, enter, leave, until, until_page};

/// How often the crossing point is killed.
const KILLS: u64 = 100;
/// How often the register is killed under load.
const OUTAGES: u32 = 4;

/// Whether the officer was told that the passage is recorded or stored.
fn is_acknowledged(answer: &Answer) -> bool {
    let told = ["Entry recorded", "Entry stored", "Exit recorded", "Exit stored"];
    answer.status == 200 && told.iter().any(|text| answer.text.contains(text))
}

fn id(number: u32) -> Uuid {
    Uuid::from_u128(u128::from(number))
}

/// Fails unless the register has each of `acknowledged` exactly once, and nobody twice.
async fn compare(stand: &Stand, acknowledged: &BTreeSet<Uuid>) {
    let database = stand.database().await;
    let rows = database.query("SELECT movement_id FROM movement", &[]).await.unwrap();
    let found: BTreeSet<Uuid> = rows.iter().map(|row| row.get(0)).collect();
    let lost: Vec<_> = acknowledged.difference(&found).collect();
    assert_eq!(lost, Vec::<&Uuid>::new(), "of {} acknowledged", acknowledged.len());
    // Every document is of one person, who entered once.
    let twice = "SELECT count(*) FROM (
        SELECT file_id FROM crossing GROUP BY file_id HAVING 1 < count(*)) many";
    assert_eq!(database.query_one(twice, &[]).await.unwrap().get::<_, i64>(0), 0);
    let count = "SELECT count(*) FROM crossing WHERE entered_at IS NOT NULL";
    let entered: i64 = database.query_one(count, &[]).await.unwrap().get(0);
    let entries = found.iter().filter(|id| id.as_u128() < EXITS).count();
    assert_eq!(usize::try_from(entered).unwrap(), entries);
}

/// Identifiers from here on are those of exits.
const EXITS: u128 = 1 << 32;

#[tokio::test]
async fn a_crossing_point_killed_a_hundred_times_loses_nothing_that_was_acknowledged() {
    let stand = Stand::new();
    let mut random = Random::of(31, 0);
    let mut centre = Some(stand.centre());
    let mut acknowledged = BTreeSet::new();
    let mut number = 0;
    for run in 0..KILLS {
        let node = stand.node();
        let officer = stand.officer();
        for _ in 0..=random.below(4) {
            number += 1;
            let answer = enter(&officer, &node.base, (number, id(number))).await.unwrap();
            assert!(is_acknowledged(&answer), "{}", answer.text);
            acknowledged.insert(id(number));
        }
        // One more is under way when it is killed.
        number += 1;
        let (base, under_way) = (node.base.clone(), number);
        let racing =
            tokio::spawn(async move { enter(&officer, &base, (under_way, id(under_way))).await });
        for _ in 0..random.below(50) {
            tokio::task::yield_now().await;
        }
        node.kill();
        if racing.await.unwrap().is_some_and(|answer| is_acknowledged(&answer)) {
            acknowledged.insert(id(under_way));
        }
        // The register is away for a quarter of the time.
        match (run % 20, centre.take()) {
            (10, Some(running)) => running.kill(),
            (15, None) => centre = Some(stand.centre()),
            (_, unchanged) => centre = unchanged,
        }
    }
    let centre = centre.unwrap_or_else(|| stand.centre());
    let node = stand.node();
    let list = format!("{}/buffer", node.base);
    until_page(&stand.officer(), &list, ("The register answers", true)).await;
    until_page(&stand.officer(), &list, ("Nothing waits", true)).await;
    until_page(&stand.officer(), &list, ("Nothing to decide", true)).await;
    compare(&stand, &acknowledged).await;
    node.stop();
    centre.stop();
}

/// An officer who lets people in and out until told to stop.
async fn at_work(client: Client, base: String, numbers: std::ops::Range<u32>) -> BTreeSet<Uuid> {
    let mut acknowledged = BTreeSet::new();
    for number in numbers {
        let entry = id(number);
        let answer = enter(&client, &base, (number, entry)).await.unwrap();
        assert!(is_acknowledged(&answer), "{}", answer.text);
        acknowledged.insert(entry);
        if number % 2 == 0 {
            let exit = Uuid::from_u128(EXITS + u128::from(number));
            let answer = leave(&client, &base, (number, exit)).await.unwrap();
            assert!(is_acknowledged(&answer), "{}", answer.text);
            acknowledged.insert(exit);
        }
    }
    acknowledged
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_that_is_killed_under_load_has_every_passage_once() {
    let stand = Stand::new();
    let mut centre = stand.centre();
    let node = stand.node();
    let list = format!("{}/buffer", node.base);
    until_page(&stand.officer(), &list, ("The register answers", true)).await;
    let mut acknowledged = BTreeSet::new();
    for outage in 0..OUTAGES {
        let first = outage * 1_000 + 1;
        let desks: Vec<_> = (0..4)
            .map(|desk| {
                let numbers = first + desk * 200..first + desk * 200 + 25;
                tokio::spawn(at_work(stand.officer(), node.base.clone(), numbers))
            })
            .collect();
        // In the middle of it, the register is gone, and comes back.
        let database = stand.database().await;
        let wanted = i64::from(outage) * 100 + 10;
        until("some passages are recorded", || async {
            let count = "SELECT count(*) FROM crossing";
            let count: i64 = database.query_one(count, &[]).await.unwrap().get(0);
            if wanted <= count { Ok(()) } else { Err(count.to_string()) }
        })
        .await;
        drop(database);
        centre.kill();
        centre = stand.centre();
        for desk in desks {
            acknowledged.extend(desk.await.unwrap());
        }
        until_page(&stand.officer(), &list, ("Nothing waits", true)).await;
    }
    until_page(&stand.officer(), &list, ("Nothing to decide", true)).await;
    compare(&stand, &acknowledged).await;
    node.stop();
    centre.stop();
}
