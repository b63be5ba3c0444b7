//! `eesd fingerprint evaluate`.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use ees_biometrics::evaluation::{self, Evaluation, Row};
use serde_json::json;

use super::super::{complain, say};
use super::Comparing;

pub(super) const HELP: &str = "Measure error rates and speed on folders of impressions.

A folder holds images or templates named `finger_impression`, such as `101_1.png`. All pairs of \
impressions of one finger are mated; pairs of different fingers are those of the first impressions \
for EER, as in the Fingerprint Verification Competition, and all of them for every other figure.

  EER       the rate at which false matches and false non-matches are equally many
  EER all   the same, against all pairs of different fingers
  FMR100    false non-matches at a false match rate of 1 in 100
  FMR1000   the same at 1 in 1,000
  ZeroFMR   the same where no pair of different fingers matches
  ms        milliseconds of one processor for the minutiae of an image
  per s     comparisons per second of one processor

A range is the interval of 95 % (Clopper and Pearson), as if all pairs were independent, which \
pairs of few fingers are not: true uncertainty is greater. A file that cannot be used counts: its \
comparisons score 0.";

#[derive(Debug, Args)]
pub struct Arguments {
    /// Folders of impressions.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    #[command(flatten)]
    comparing: Comparing,
    /// Draw the curves of errors into this SVG file.
    #[arg(long, value_name = "FILE")]
    det: Option<PathBuf>,
    /// Write every pair with its score into this file.
    #[arg(long, value_name = "FILE")]
    scores: Option<PathBuf>,
    /// Print the figures as JSON.
    #[arg(long)]
    json: bool,
}

/// Evaluates every folder.
pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let extractor = match arguments.comparing.reading.prepare() {
        Ok(extractor) => extractor,
        Err(error) => {
            complain(&error.to_string());
            return ExitCode::FAILURE;
        }
    };
    let with = arguments.comparing.with(&extractor);
    let begun = Instant::now();
    let mut evaluations = Vec::new();
    for folder in &arguments.folders {
        if io::stderr().is_terminal() {
            complain(&format!("{} …", folder.display()));
        }
        match evaluation::evaluate(folder, &with) {
            Ok(done) => evaluations.push(done),
            Err(error) => {
                complain(&error.to_string());
                return ExitCode::FAILURE;
            }
        }
    }
    for (file, error) in evaluations.iter().flat_map(|one| &one.failed) {
        complain(&format!("`{}`: {error}", file.display()));
    }
    let rows: Vec<Row> = evaluations.iter().map(evaluation::row).collect();
    if arguments.json {
        say(&described(&rows, arguments, extractor.name()).to_string());
    } else {
        let heading = format!(
            "extractor {extractor}, matcher {}, {}, {} threads, {:.1} s",
            with.method,
            with.cpu.name(),
            with.threads,
            begun.elapsed().as_secs_f64()
        );
        say(&heading);
        say(&table(&rows));
    }
    match files(arguments, &evaluations) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// Writes what was asked for beside the figures.
fn files(arguments: &Arguments, evaluations: &[Evaluation]) -> Result<(), String> {
    let failed = |path: &PathBuf| {
        let path = path.display().to_string();
        move |error: io::Error| format!("`{path}`: {error}")
    };
    if let Some(path) = &arguments.det {
        fs::write(path, evaluation::svg(evaluations)).map_err(failed(path))?;
    }
    if let Some(path) = &arguments.scores {
        let mut file = io::BufWriter::new(fs::File::create(path).map_err(failed(path))?);
        for (left, right, score) in evaluations.iter().flat_map(|one| &one.pairs) {
            writeln!(file, "{}\t{}\t{score:.4}", left.display(), right.display())
                .map_err(failed(path))?;
        }
        file.flush().map_err(failed(path))?;
    }
    Ok(())
}

const HEADINGS: [&str; 11] = [
    "folder", "mated", "others", "EER", "EER all", "FMR100", "FMR1000", "ZeroFMR", "failed", "ms",
    "per s",
];

fn table(rows: &[Row]) -> String {
    let mut lines: Vec<Vec<String>> = vec![HEADINGS.map(str::to_owned).to_vec()];
    lines.extend(rows.iter().map(cells));
    if 1 < rows.len() {
        lines.extend(evaluation::mean(rows).map(|row| cells(&row)));
    }
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max()
    };
    let widths: Vec<usize> =
        (0..HEADINGS.len()).map(|column| width(column).unwrap_or_default()).collect();
    let lines: Vec<String> = lines
        .iter()
        .map(|line| {
            let cells = line.iter().zip(&widths).enumerate().map(|(place, (cell, width))| {
                if place == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
            cells.collect::<Vec<String>>().join("  ").trim_end().to_owned()
        })
        .collect();
    lines.join("\n")
}

fn cells(row: &Row) -> Vec<String> {
    let percent = |share: f64| format!("{:.2} %", 100.0 * share);
    let rate = |place: usize| {
        let observed = row.fnmr.get(place).copied().unwrap_or_default();
        let interval = row.intervals.as_ref().and_then(|all| all.get(place));
        let range = interval.map(|interval| {
            format!(" ({:.2}–{:.2})", 100.0 * interval.lower, 100.0 * interval.upper)
        });
        format!("{}{}", percent(observed), range.unwrap_or_default())
    };
    vec![
        row.name.clone(),
        row.counts[0].to_string(),
        row.counts[2].to_string(),
        percent(row.eer),
        percent(row.eer_all),
        rate(0),
        rate(1),
        rate(2),
        row.failed.to_string(),
        format!("{:.1}", row.extraction_ms),
        format!("{:.0}", row.per_second),
    ]
}

fn described(rows: &[Row], arguments: &Arguments, extractor: &str) -> serde_json::Value {
    let row = |row: &Row| {
        let intervals = row.intervals.as_ref();
        let intervals = intervals
            .map(|all| all.iter().map(|one| json!([one.lower, one.upper])).collect::<Vec<_>>());
        json!({
            "name": row.name,
            "mated": row.counts[0],
            "others_first": row.counts[1],
            "others": row.counts[2],
            "eer": row.eer,
            "eer_all": row.eer_all,
            "fmr100": row.fnmr[0],
            "fmr1000": row.fnmr[1],
            "zero_fmr": row.fnmr[2],
            "intervals_95": intervals,
            "failed": row.failed,
            "extraction_ms": row.extraction_ms,
            "comparisons_per_second": row.per_second,
            "template_bytes": row.bytes,
        })
    };
    json!({
        "extractor": extractor,
        "matcher": format!("{:?}", arguments.comparing.matcher).to_lowercase(),
        "folders": rows.iter().map(row).collect::<Vec<_>>(),
        "mean": evaluation::mean(rows).as_ref().map(row),
    })
}
