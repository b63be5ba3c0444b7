//! Notices as they happen, as server-sent events. EES Art. 12(1), 35(7).

use axum::http::Method;
use fnd_testkit::TestDatabase;
use fnd_testkit::http::Answer;
use uuid::Uuid;

use crate::kit::{Desk, until_notices_are_in_order};

const OFFICER: &str = "border/officer";
const STREAM: &str = "/v1/notices/stream";

async fn notice(database: &TestDatabase, state: Option<&str>, file: u128) {
    let client = database.superuser().await;
    let sql = "INSERT INTO notice (at, kind, state, file_ids)
               VALUES (now(), 'overstay', $1, ARRAY[$2::uuid])";
    client.execute(sql, &[&state, &Uuid::from_u128(file)]).await.unwrap();
    until_notices_are_in_order(database).await;
}

/// The stream after `last`, read to its end: it ends with the first look, because nothing more can
/// arrive at `desk`.
async fn read(desk: &Desk, last: &str) -> Answer {
    desk.send(OFFICER, Method::GET, STREAM, (&[("last-event-id", last)], "")).await
}

/// The files that events tell of, and the identifier of the last event.
fn told(answer: &Answer) -> (Vec<u128>, String) {
    let files = answer.text.lines().filter_map(|line| line.strip_prefix("data:")).map(|data| {
        let told: serde_json::Value = serde_json::from_str(data).unwrap();
        let file = told["file_ids"][0].as_str().unwrap();
        file.parse::<Uuid>().unwrap().as_u128()
    });
    let mut ids = answer.text.lines().filter_map(|line| line.strip_prefix("id:"));
    (files.collect(), ids.next_back().unwrap_or_default().trim().to_owned())
}

#[tokio::test]
async fn a_state_is_told_what_is_its_own_or_everybodys_and_reads_on_where_it_was() {
    let (mut desk, database) = Desk::open().await;
    notice(&database, Some("ROU"), 1).await;
    notice(&database, Some("BGR"), 2).await;
    notice(&database, None, 3).await;
    desk.arrivals = None;
    let first = read(&desk, "0-0").await;
    assert_eq!(first.status, 200, "{}", first.text);
    let (files, last) = told(&first);
    assert_eq!(files, [1, 3]);
    notice(&database, Some("ROU"), 4).await;
    assert_eq!(told(&read(&desk, &last).await).0, [4]);
    let again = told(&read(&desk, &last).await);
    assert_eq!(again.0, [4], "who did not get it reads it once more");
}

#[tokio::test]
async fn each_look_is_in_the_log_and_only_so_many_streams_are_open() {
    let (mut desk, database) = Desk::open().await;
    desk.arrivals = None;
    let taken = desk
        .streams
        .clone()
        .try_acquire_many_owned(u32::try_from(desk.streams.available_permits()).unwrap());
    let busy = read(&desk, "0-0").await;
    assert_eq!(busy.status, 503, "{}", busy.text);
    assert_eq!(busy.headers.get("retry-after").unwrap(), "30");
    drop(taken);
    assert_eq!(read(&desk, "0-0").await.status, 200);
    let client = database.superuser().await;
    let sql = "SELECT count(*) FROM log_entry WHERE action = 'list-overstayers'";
    let looks: i64 = client.query_one(sql, &[]).await.unwrap().get(0);
    assert_eq!(looks, 1, "who was sent away learned nothing");
    let free = desk.streams.available_permits();
    assert_eq!(free, ees_api::app::STREAMS_MAX, "a stream that ended gives its place back");
}

#[tokio::test]
async fn whoever_was_long_away_is_told_everything_without_waiting_for_something_new() {
    let (mut desk, database) = Desk::open().await;
    let client = database.superuser().await;
    let sql = "INSERT INTO notice (at, kind, state, file_ids)
               SELECT now(), 'overstay', 'ROU', ARRAY[lpad(to_hex(n), 32, '0')::uuid]
                 FROM generate_series(1, 230) AS n";
    client.execute(sql, &[]).await.unwrap();
    until_notices_are_in_order(&database).await;
    desk.arrivals = None;
    let (files, _) = told(&read(&desk, "0-0").await);
    assert_eq!(files, (1..=230).collect::<Vec<u128>>());
}
