//! Feeds parsers with damaged files, counts them, and names the slowest.
//!
//! `fuzz PARSER|all [SEED [COUNT]]`; the parsers are `wsq`, `png`, `jpeg`, `jp2`, `pgm`,
//! `minutiae`, `finger`, `face` and `nist`. With seed and count, inputs are always the same.
//! A panic is reported with the parser, the seed and the place in the sequence.

mod engine;

use engine::{Numbers, Parser, input, parsers};
use std::time::{Duration, Instant};

#[expect(clippy::print_stdout, reason = "an example for people")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wanted = arguments.first().map_or("all", String::as_str);
    let seed = arguments.get(1).map_or(Ok(1), |text| text.parse())?;
    let count = arguments.get(2).map_or(Ok(100_000), |text| text.parse())?;
    let mut broken = 0;
    for parser in parsers().iter().filter(|parser| wanted == "all" || wanted == parser.name) {
        let report = fuzz(parser, seed, count);
        println!(
            "{:9} seed {seed}: {} inputs, {} taken, {} panics; slowest {:?} for {} bytes; {:.1} s; \
             peak {} kB",
            parser.name,
            report.inputs,
            report.taken,
            report.panics,
            report.slowest,
            report.slowest_bytes,
            report.all.as_secs_f64(),
            peak_kilobytes(),
        );
        broken += report.panics;
    }
    if broken == 0 { Ok(()) } else { Err("a parser panicked".into()) }
}

/// What came of the inputs of one parser.
#[derive(Default)]
struct Report {
    inputs: u64,
    taken: u64,
    panics: u64,
    slowest: Duration,
    slowest_bytes: usize,
    all: Duration,
}

fn fuzz(parser: &Parser, seed: u64, count: u64) -> Report {
    let mut numbers = Numbers::new(seed);
    let mut report = Report::default();
    let begin = Instant::now();
    for place in 0..count {
        let bytes = input(parser, &mut numbers);
        let (result, mut time) = timed(parser, &bytes);
        report.inputs += 1;
        if let Ok(taken) = result {
            report.taken += u64::from(taken);
        } else {
            report.panics += 1;
            eprintln!("{} seed {seed} input {place}: {bytes:02x?}", parser.name);
        }
        // Others share the processor: what was slow is measured again, and the least counts.
        if report.slowest < time {
            for _ in 0..4 {
                time = time.min(timed(parser, &bytes).1);
            }
            if report.slowest < time {
                (report.slowest, report.slowest_bytes) = (time, bytes.len());
            }
        }
    }
    report.all = begin.elapsed();
    report
}

fn timed(parser: &Parser, bytes: &[u8]) -> (std::thread::Result<bool>, Duration) {
    let begin = Instant::now();
    let result = std::panic::catch_unwind(|| (parser.run)(bytes));
    (result, begin.elapsed())
}

/// The most memory that the process had so far, where the system tells it.
fn peak_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
