//! How long a run of erasure takes, and that it looks at what is due alone.
//!
//! `cargo run --release -p ees-store --example erasures -- RECORDS DUE` makes a fresh database
//! with RECORDS records, each on a file of its own with its keys, of which DUE are due on one day
//! with their files; prints the plans of what looks for them, and the times of the run that erases
//! them, of the next, which finds nothing, and of the search for what hangs on nothing.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::error::Error;
use std::time::Instant;

use ees_domain::switches::RetentionSwitches;
use ees_store::retention::orphans::find_orphans;
use ees_store::retention::{How, ahead, erase_due};
use ees_store::schema;
use fnd_core::id::RandomIds;
use fnd_testkit::TestDatabase;
use fnd_testkit::postgres::Schema;

const SCHEMA: Schema = Schema { roles: schema::ROLES, migrations: schema::migrations };
/// The day after the last of what is due, and a day on which its files are due too.
const NOW: &str = "2029-07-17T12:00:00Z";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<i32>());
    let records = numbers.next().unwrap_or(Ok(100_000))?;
    let due = numbers.next().unwrap_or(Ok(1_000))?;
    let database = TestDatabase::fresh(SCHEMA).await;
    let begun = Instant::now();
    let sql = include_str!("register/records.sql").replace("RECORDS", &records.to_string());
    let client = database.superuser().await;
    client.batch_execute(&sql.replace("DUE", &due.to_string())).await?;
    for statement in ["VACUUM ANALYZE", "CHECKPOINT"] {
        client.batch_execute(statement).await?;
    }
    println!("{records} records made in {:.1} s", begun.elapsed().as_secs_f64());
    let mut client = database.client(schema::RETENTION).await;
    for sql in [
        "SELECT crossing_id FROM crossing WHERE kept_until < '2029-07-17'
          ORDER BY kept_until LIMIT 1000",
        "SELECT file_id FROM file WHERE kept_until < '2029-07-17' ORDER BY kept_until LIMIT 500",
    ] {
        let sql = format!("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {sql}");
        for row in client.query(&sql, &[]).await? {
            println!("    {}", row.get::<_, String>(0));
        }
    }
    let switches = RetentionSwitches::default();
    let how = How { ids: &RandomIds, now: NOW.parse()?, switches };
    for name in ["what is due", "nothing"] {
        let begun = Instant::now();
        let Some((_, erased)) = erase_due(&mut client, how).await? else { continue };
        let seconds = begun.elapsed().as_secs_f64();
        println!("{name}: {} records, {} files in {seconds:.2} s", erased.records, erased.files);
    }
    let begun = Instant::now();
    let found = find_orphans(&client, how).await?;
    println!("orphans: {found:?} in {:.2} s", begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    ahead::by_month(&client, how.today()).await?;
    println!("the months ahead are counted in {:.2} s", begun.elapsed().as_secs_f64());
    Ok(())
}
