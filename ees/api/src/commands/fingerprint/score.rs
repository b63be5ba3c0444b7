//! `eesd fingerprint score`.

use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use ees_biometrics::pairs::{self, Pair};

use super::super::complain;
use super::Comparing;

pub(super) const HELP: &str = "Compare pairs of images or templates.

PAIRS has two paths a line, with a tab between them, or with a space where there is no tab; `-` \
reads the lines from standard input. Each file is an image (PNG, JPEG, JPEG 2000, WSQ, PGM) or a \
record of ISO/IEC 19794-2, and is opened once however often it is named.

For each line, in their order, both paths and the score are printed. The score is the strength of \
the match in decibels, −10 · log10 of the false match rate: 30 is reached by one of a thousand \
comparisons of different fingers, 33 by one of two thousand. Beyond 35 that is extrapolated.

A file that cannot be used is told on standard error; its pairs score 0, and the exit code is 1.";

#[derive(Debug, Args)]
pub struct Arguments {
    /// The list of pairs.
    pairs: PathBuf,
    #[command(flatten)]
    comparing: Comparing,
}

/// Compares every pair of the list.
pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let list = match read(&arguments.pairs) {
        Ok(list) => list,
        Err(error) => return failed(&arguments.pairs, &error),
    };
    let pairs = match pairs::read(&list) {
        Ok(pairs) => pairs,
        Err(error) => return failed(&arguments.pairs, &error),
    };
    let extractor = match arguments.comparing.reading.prepare() {
        Ok(extractor) => extractor,
        Err(error) => {
            complain(&error.to_string());
            return ExitCode::FAILURE;
        }
    };
    let scored = pairs::score(&pairs, &arguments.comparing.with(&extractor));
    for (file, assumed) in &scored.assumed {
        complain(&format!("`{file}` {assumed}"));
    }
    for (file, error) in &scored.failed {
        complain(&format!("`{file}`: {error}"));
    }
    match print(&pairs, &scored.scores) {
        Ok(()) if scored.failed.is_empty() => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
        // Whoever closed the pipe has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("standard output: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn read(path: &Path) -> io::Result<String> {
    if path == Path::new("-") {
        let mut list = String::new();
        io::stdin().lock().read_to_string(&mut list)?;
        return Ok(list);
    }
    std::fs::read_to_string(path)
}

fn failed(path: &Path, error: &dyn std::fmt::Display) -> ExitCode {
    complain(&format!("`{}`: {error}", path.display()));
    ExitCode::from(2)
}

fn print(pairs: &[Pair], scores: &[f32]) -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for (Pair { line: (left, right, by) }, score) in pairs.iter().zip(scores) {
        writeln!(output, "{left}{by}{right}{by}{score:.4}")?;
    }
    output.flush()
}
