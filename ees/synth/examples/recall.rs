//! Prints how many people a search finds in another writing, script by script.
//!
//! `cargo run --release -p ees-synth --example recall -- 40000`

use std::io::{self, Write};

use ees_synth::population::SEED;
use ees_synth::recall::measure;

fn main() -> io::Result<()> {
    let count = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(20_000);
    let mut out = io::stdout().lock();
    for year_only in [false, true] {
        let known = if year_only { "the year of birth alone" } else { "the day of birth" };
        writeln!(out, "\n{count} people on file, asked for with {known}\n")?;
        writeln!(out, "| script | on file | asked for | people | found | opened |")?;
        writeln!(out, "|---|---|---|---|---|---|")?;
        for row in measure(SEED, count, year_only) {
            let (whole, part) = (row.recall() / 10, row.recall() % 10);
            writeln!(
                out,
                "| {} | {} | {} | {} | {whole}.{part} % | {} |",
                row.script,
                row.stored,
                row.asked,
                row.people,
                row.files_of_one()
            )?;
        }
    }
    Ok(())
}
