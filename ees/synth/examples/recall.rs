//! Prints how many people a search finds in another writing, script by script.
//!
//! `cargo run --release -p ees-synth --example recall -- 40000`

use std::io::{self, Write};

use ees_synth::population::SEED;
use ees_synth::recall::{Known, measure};

fn main() -> io::Result<()> {
    let count = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(20_000);
    let mut out = io::stdout().lock();
    for (known, text) in [(Known::Day, "the day"), (Known::Year, "no more than the year")] {
        writeln!(out, "\n{count} people on file, asked for with {text} of birth\n")?;
        writeln!(out, "| script | on file | asked for | people | found | opened | strangers |")?;
        writeln!(out, "|---|---|---|---|---|---|---|")?;
        for row in measure(SEED, count, known) {
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}
