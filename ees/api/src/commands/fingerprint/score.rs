//! `eesd fingerprint score`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use ees_biometrics::pairs;

use super::super::{complain, scores};
use super::Comparing;

pub(super) const HELP: &str = "Compare pairs of images or templates.

PAIRS has two paths a line, with a tab between them, or with a space where there is no tab; `-` \
reads the lines from standard input. Each file is an image (PNG, JPEG, JPEG 2000, WSQ, PGM) or a \
record of ISO/IEC 19794-2, and is opened once however often it is named.

For each line, in their order, both paths and the score are printed. The score is the strength of \
the match in decibels, −10 · log10 of the false match rate: 30 is reached by one of a thousand \
comparisons of different fingers, 33 by one of two thousand. Beyond 35 that is extrapolated.

A file that cannot be used is told on standard error; its pairs score 0, and the exit code is 1.";

/// What `score` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The list of pairs.
    pairs: PathBuf,
    #[command(flatten)]
    comparing: Comparing,
}

/// Compares every pair of the list.
pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let pairs = match scores::read(&arguments.pairs) {
        Ok(pairs) => pairs,
        Err(code) => return code,
    };
    let extractor = match arguments.comparing.reading.prepare() {
        Ok(extractor) => extractor,
        Err(error) => {
            complain(&error.to_string());
            return ExitCode::FAILURE;
        }
    };
    scores::tell(&pairs, &pairs::fingers(&pairs, &arguments.comparing.with(&extractor)))
}
