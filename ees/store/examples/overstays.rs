//! How long the round takes that marks the stays that have expired.
//!
//! `cargo run --release -p ees-store --example overstays -- OPEN ENDED` makes a fresh database
//! with OPEN stays, of which ENDED end on the same day, and prints the time of the round that
//! marks them and of the next, which finds nothing. Rows are copies of one record: the round
//! opens nothing sealed.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::error::Error;
use std::time::Instant;

use ees_store::rounds::mark_overstays;
use ees_store::schema;
use fnd_core::id::RandomIds;
use fnd_testkit::TestDatabase;
use fnd_testkit::postgres::Schema;

const SCHEMA: Schema = Schema { roles: schema::ROLES, migrations: schema::migrations };

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<i32>());
    let open = numbers.next().unwrap_or(Ok(100_000))?;
    let ended = numbers.next().unwrap_or(Ok(open))?;
    let database = TestDatabase::fresh(SCHEMA).await;
    fill(&database, open, ended).await?;
    let mut client = database.client(schema::UPKEEP).await;
    for name in ["what has ended", "nothing"] {
        let begun = Instant::now();
        let marked =
            mark_overstays(&mut client, &RandomIds, "2026-10-13T00:00:00Z".parse()?).await?;
        println!("{name}: {} stays in {:.2} s", marked.stays, begun.elapsed().as_secs_f64());
    }
    Ok(())
}

/// Makes `open` stays, of which `ended` have ended by 13 October 2026.
async fn fill(database: &TestDatabase, open: i32, ended: i32) -> Result<(), Box<dyn Error>> {
    let client = database.superuser().await;
    let begun = Instant::now();
    let made = "WITH made AS (
            INSERT INTO file (file_id, version, visa_regime, responsible_state,
                              responsible_office, created_at, changed_at)
            SELECT gen_random_uuid(), 1, 'visa-exempt', 'ROU', 'Border Police', now(), now()
              FROM generate_series(1, $1::int)
            RETURNING file_id),
        numbered AS (SELECT file_id, row_number() OVER () AS number FROM made)
        INSERT INTO crossing (file_id, crossing_id, entered_at, entry_offset, entry_day,
            entry_point, entry_authority, is_family_member, ground, stay_kind, stay_until,
            stay_bound, source, quality_period, stay_ends_at, kept_until)
        SELECT file_id, gen_random_uuid(), '2026-07-15T09:00:00Z', 180, '2026-07-15',
               (ARRAY['ROU-A-OTP', 'FRA-A-CDG', 'DEU-A-FRA', 'ESP-A-MAD'])[1 + number % 4],
               'Border Police', false, 'visa-exempt', 'until', '2026-10-12', 'ninety-days', 'live',
               'normal',
               CASE WHEN number <= $2::int THEN '2026-10-12T21:00:00Z'::timestamptz
                    ELSE '2026-11-12T22:00:00Z' END, '2031-10-12'
          FROM numbered";
    client.execute(made, &[&open, &ended]).await?;
    for statement in ["VACUUM ANALYZE crossing", "CHECKPOINT"] {
        client.batch_execute(statement).await?;
    }
    println!("{open} open stays made in {:.1} s", begun.elapsed().as_secs_f64());
    Ok(())
}
