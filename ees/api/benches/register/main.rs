//! How fast entries are recorded over the whole authenticated way of a request, beside how fast
//! PostgreSQL does the same statements for `pgbench`.
//!
//! One private cluster, durable as it is delivered, holds a register of millions of records. Both
//! ways run on it in turn, with the same number of clients for the same time, half of the
//! entries by people who are new and half by people with a file. `cargo xtask bench register`
//! builds what is needed and starts this with its arguments; nothing is asserted on time.
#![expect(
    clippy::print_stdout,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    reason = "a measurement"
)]

mod bulk;
mod desk;
mod orders;
mod people;
mod pgbench;
mod report;
mod script;
mod stand;
mod trace;

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;

use orders::Orders;
use report::{Report, Round};
use stand::Stand;

/// Whatever goes wrong ends the measurement.
type Done<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let orders = match Orders::read(std::env::args().skip(1)) {
        Ok(orders) => orders,
        Err(error) => {
            say(&format!("error: {error}"));
            return ExitCode::from(2);
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let done = runtime.map_err(Into::into).and_then(|runtime| runtime.block_on(measure(&orders)));
    match done {
        Ok(report) => {
            say(&report.table());
            println!("{}", report.json());
            ExitCode::SUCCESS
        }
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// A line of progress, beside what machines read.
fn say(text: &str) {
    // A closed pipe is no reason to stop.
    let _ = writeln!(std::io::stderr(), "{text}");
}

async fn measure(orders: &Orders) -> Done<Report> {
    let place = bulk::prepare(orders).await?;
    let stand = Stand::start(orders, &place)?;
    let database = stand.database().await?;
    say("waiting until the register has sealed its log and done its work of the day");
    stand::until_quiet(&database).await?;
    let counted = bulk::count(&database).await?;
    say(&format!("{} files, {} records", counted.files, counted.crossings));
    let traces = trace::of_entries(&stand, &database).await?;
    let known = people::come_and_go(&stand, &place, orders).await?;
    people::note(&database, &known).await?;
    bulk::settle(&database).await?;
    let scripts = script::write(&place.folder, &traces)?;
    let mut report = Report::new(orders.clone(), counted, &traces);
    for number in 0..orders.rounds {
        let is_plain_first = number.is_multiple_of(2);
        let mut round = Round::default();
        for is_plain in [is_plain_first, !is_plain_first] {
            if is_plain {
                round.plain = pgbench::run(orders, &stand, &scripts)?;
            } else {
                round.whole = desk::run(orders, &stand, &known, number).await?;
            }
            people::leave(&database).await?;
        }
        say(&round.line(number + 1, orders.rounds));
        report.add(round);
    }
    report.load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    stand.stop()?;
    Ok(report)
}
