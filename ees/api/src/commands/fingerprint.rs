//! `eesd fingerprint`: minutiae, comparison and evaluation of files, without register and
//! without configuration.

mod evaluate;
mod extract;
mod quality;
mod score;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use ees_biometrics::extractor::{Extractor, Wanted};
use ees_biometrics::models::{Models, ModelsError};
use ees_biometrics::pairs::Comparison;
use ees_biometrics::parallel;
use ees_biometrics::sample::Ppi;
use ees_match::compare::Method;
use ees_match::net::Cpu;

use super::complain;

/// What can be done with files of fingerprints.
#[derive(Debug, Subcommand)]
pub enum Fingerprint {
    /// Take the minutiae of an image and write them as a record of ISO/IEC 19794-2.
    Extract(extract::Arguments),
    /// Say how good images are, by NFIQ 2, and what would help.
    #[command(long_about = quality::HELP)]
    Quality(quality::Arguments),
    /// Compare pairs of images or templates.
    #[command(long_about = score::HELP)]
    Score(score::Arguments),
    /// Measure error rates and speed on folders of impressions.
    #[command(long_about = evaluate::HELP)]
    Evaluate(evaluate::Arguments),
}

/// Runs the command.
pub fn run(command: &Fingerprint) -> ExitCode {
    match command {
        Fingerprint::Extract(arguments) => extract::run(arguments),
        Fingerprint::Quality(arguments) => quality::run(arguments),
        Fingerprint::Score(arguments) => score::run(arguments),
        Fingerprint::Evaluate(arguments) => evaluate::run(arguments),
    }
}

/// The way from an image to minutiae.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ExtractorName {
    /// The network LEADER; its model has to be there.
    Leader,
    /// Without any model.
    Classical,
}

/// The engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MatcherName {
    /// Neighbourhoods of minutiae as bits, with relaxation; the fastest.
    Cylinder,
    /// Edges between minutiae.
    Edge,
    /// Both engines together; the most exact.
    Both,
}

/// How images are read.
#[derive(Debug, Args)]
struct Reading {
    /// How minutiae are taken; without it LEADER where its model is there, else classical.
    #[arg(long, value_enum)]
    extractor: Option<ExtractorName>,
    /// The folder of models, which `cargo xtask models` fills.
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
    /// The resolution of the images, whatever they state, in pixels per inch.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(72..=1200))]
    ppi: Option<u16>,
}

impl Reading {
    /// The way, said on standard error where nobody chose it.
    fn prepare(&self) -> Result<Extractor, ModelsError> {
        let wanted = match self.extractor {
            Some(ExtractorName::Leader) => Wanted::Leader,
            Some(ExtractorName::Classical) => Wanted::Classical,
            None => Wanted::Best,
        };
        let models = Models::at(self.models.as_deref());
        let extractor = Extractor::prepare(wanted, &models, Cpu::detect())?;
        if wanted == Wanted::Best && matches!(extractor, Extractor::Classical(_)) {
            complain(
                "no model LEADER.onnx is installed (`cargo xtask models` brings it): minutiae are \
                 taken by the classical extractor, with more errors",
            );
        }
        Ok(extractor)
    }

    fn ppi(&self) -> Ppi {
        self.ppi.map_or(Ppi::Stated, Ppi::Exactly)
    }
}

/// How templates are made and compared.
#[derive(Debug, Args)]
struct Comparing {
    #[command(flatten)]
    reading: Reading,
    /// How templates are compared.
    #[arg(long, value_enum, default_value = "both")]
    matcher: MatcherName,
    /// So many threads work; without it as many as there are processors.
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

impl Comparing {
    fn with<'a>(&self, extractor: &'a Extractor) -> Comparison<'a> {
        Comparison {
            extractor,
            method: match self.matcher {
                MatcherName::Cylinder => Method::Cylinder,
                MatcherName::Edge => Method::Edge,
                MatcherName::Both => Method::Both,
            },
            ppi: self.reading.ppi(),
            cpu: Cpu::detect(),
            threads: self.threads.unwrap_or_else(parallel::threads),
        }
    }
}
