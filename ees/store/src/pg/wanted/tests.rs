//! What a search finds, and what it costs, on a log in which nearly all rows are alike.

use fnd_testkit::TestDatabase;
use fnd_testkit::postgres::Schema;
use jiff::Timestamp;
use serde_json::Value as Json;
use tokio_postgres::Client;

use super::*;
use crate::schema;

/// Rows that are alike.
const ROWS: i64 = 30_000;
/// Pages of 8 KiB that a search for a few rows may look at, however many rows there are: to look
/// below every kind of authority and purpose takes most. All rows are on more than a thousand.
const PAGES_MAX: i64 = 520;

/// Writes the rows, one a second from midnight on 1 July 2026; every ten-thousandth is another.
async fn write(database: &TestDatabase, rows: i64) -> Client {
    let client = database.superuser().await;
    let sql = "INSERT INTO log_entry (log_id, at, action, purpose, basis, authority_kind,
                 authority, state, person, place, request, object, outcome, hits, sent)
        SELECT gen_random_uuid(), timestamptz '2026-07-01Z' + make_interval(secs => n),
               CASE WHEN r THEN 'lift-overstay' ELSE 'check' END,
               CASE WHEN r THEN 'amendment' ELSE 'border-entry' END, 'EES Art. 23',
               CASE WHEN r THEN 'immigration' ELSE 'border' END,
               CASE WHEN r THEN 'Office 2' ELSE 'Office 1' END,
               CASE WHEN r THEN 'BGR' ELSE 'ROU' END,
               CASE WHEN r THEN 'rare' ELSE 'p' || n % 7 END,
               CASE WHEN r THEN 'BGR-A-SOF' ELSE 'ROU-A-OTP' END,
               gen_random_uuid(),
               CASE WHEN r THEN '00000000-0000-0000-0000-000000000001'::uuid END,
               CASE WHEN r THEN 'not-listed' ELSE 'done' END, 1,
               CASE WHEN r THEN 'identity overstay-mark' ELSE 'identity entry-exit' END
          FROM (SELECT n, n % 10000 = 5000 AS r FROM generate_series(1, $1::bigint) n) AS row";
    client.execute(sql, &[&rows]).await.unwrap();
    client.batch_execute("VACUUM ANALYZE log_entry").await.unwrap();
    client
}

/// How many rows the statement of `filter` finds, and at how many pages it looks.
async fn cost(client: &Client, filter: &LogFilter) -> (usize, i64) {
    let wanted = Wanted::of(client, filter).await.unwrap();
    let (sql, values) = (wanted.list(filter, 51), wanted.values(filter));
    let found = client.query(&sql, &values).await.unwrap().len();
    let explain = format!("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}");
    let plan: Json = client.query_one(&explain, &values).await.unwrap().get(0);
    let plan = &plan[0]["Plan"];
    let pages = |name: &str| plan[name].as_i64().unwrap_or_default();
    (found, pages("Shared Hit Blocks").saturating_add(pages("Shared Read Blocks")))
}

fn by(field: LogField, text: &str) -> LogFilter {
    LogFilter { fields: vec![(field, text.into())], ..LogFilter::default() }
}

#[tokio::test]
async fn a_search_costs_in_proportion_to_what_it_finds() {
    let database =
        TestDatabase::fresh(Schema { roles: schema::ROLES, migrations: schema::migrations }).await;
    let client = write(&database, ROWS).await;
    let at = |text: &str| -> Option<Timestamp> { Some(text.parse().unwrap()) };
    let hour = (at("2026-07-01T01:00:00Z"), at("2026-07-01T01:00:10Z"));
    let rare = 3;
    let cases = [
        ("everything, a page of it", LogFilter::default(), 51),
        ("a time", LogFilter { from: hour.0, to: hour.1, ..LogFilter::default() }, 10),
        ("the kind of authority", by(LogField::AuthorityKind, "immigration"), rare),
        ("the office", by(LogField::Office, "Office 2"), rare),
        ("the State", by(LogField::State, "BGR"), rare),
        ("the purpose", by(LogField::Purpose, "amendment"), rare),
        ("the user", by(LogField::Person, "rare"), rare),
        ("the place", by(LogField::Place, "BGR-A-SOF"), rare),
        ("the action", by(LogField::Action, "lift-overstay"), rare),
        ("what was refused", by(LogField::Outcome, LogFilter::REFUSED), rare),
        ("one reason of refusal", by(LogField::Outcome, "not-listed"), rare),
        ("what was done", by(LogField::Outcome, LogFilter::DONE), 51),
        ("a category that few rows gave", by(LogField::Sent, "overstay-mark"), rare),
        ("a category that every row gave", by(LogField::Sent, "identity"), 51),
        ("nothing", by(LogField::Person, "nobody"), 0),
        (
            "the file",
            LogFilter { file: Some(Id::from_uuid(Uuid::from_u128(1))), ..LogFilter::default() },
            rare,
        ),
    ];
    for (rule, filter, expected) in cases {
        let (found, pages) = cost(&client, &filter).await;
        assert_eq!(found, expected, "{rule}");
        assert!(pages < PAGES_MAX, "{rule}: {pages} pages");
    }
}

#[tokio::test]
async fn conditions_hold_together_and_a_page_begins_behind_the_last() {
    let database =
        TestDatabase::fresh(Schema { roles: schema::ROLES, migrations: schema::migrations }).await;
    let client = write(&database, 20_000).await;
    let both = |action: &str| LogFilter {
        fields: vec![
            (LogField::State, "BGR".into()),
            (LogField::Action, action.into()),
            (LogField::Sent, "identity".into()),
            (LogField::Outcome, LogFilter::REFUSED.into()),
            (LogField::Place, "BGR-A-SOF".into()),
        ],
        from: Some("2026-07-01T00:00:00Z".parse().unwrap()),
        ..LogFilter::default()
    };
    assert_eq!(cost(&client, &both("lift-overstay")).await.0, 2);
    assert_eq!(cost(&client, &both("check")).await.0, 0);
    let sql = "SELECT at, log_id FROM log_entry WHERE person = 'rare' ORDER BY at DESC LIMIT 1";
    let newest = client.query_one(sql, &[]).await.unwrap();
    let edge = Some((newest.get(0), newest.get(1)));
    let older = LogFilter { before: edge, ..both("lift-overstay") };
    assert_eq!(cost(&client, &older).await.0, 1);
    let newer = LogFilter { after: edge, ..both("lift-overstay") };
    assert_eq!(cost(&client, &newer).await.0, 0);
}
