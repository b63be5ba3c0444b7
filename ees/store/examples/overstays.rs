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
    let begun = Instant::now();
    let sql = include_str!("register/open_stays.sql").replace("OPEN", &open.to_string());
    let client = database.superuser().await;
    client.batch_execute(&sql.replace("ENDED", &ended.to_string())).await?;
    for statement in ["VACUUM ANALYZE", "CHECKPOINT"] {
        client.batch_execute(statement).await?;
    }
    println!("{open} open stays made in {:.1} s", begun.elapsed().as_secs_f64());
    let mut client = database.client(schema::UPKEEP).await;
    for name in ["what has ended", "nothing"] {
        let begun = Instant::now();
        let marked =
            mark_overstays(&mut client, &RandomIds, "2026-10-13T00:00:00Z".parse()?).await?;
        println!("{name}: {} stays in {:.2} s", marked.stays, begun.elapsed().as_secs_f64());
    }
    Ok(())
}
