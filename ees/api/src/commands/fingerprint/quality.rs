//! `eesd fingerprint quality`.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use ees_biometrics::models::{Models, NFIQ2};
use ees_biometrics::parallel;
use ees_biometrics::sample::{self, Ppi, SampleError};
use ees_match::image::Image;
use ees_match::quality::{self, Assessment, Forest, Hint, Method, QualityError};
use serde_json::json;

use super::super::{complain, say};

pub(super) const HELP: &str = "Say how good images are, by NFIQ 2, and what would help.

For each image the score from 0 to 100 is printed, what gave it, the file, and what the person at \
the scanner could do better. The score is of NFIQ 2 where its forest is installed (`cargo xtask \
models`): 65 of its 69 features are exact, the four of minutiae are those of an own extractor, so \
that four scores of five are within 3 of NIST's. Without the forest a gate of an own kind gives \
a score on the same scale, which is no NFIQ 2.

A file that cannot be used is told on standard error, and the exit code is 1.";

/// What `quality` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Images of one finger each: PNG, JPEG, JPEG 2000, WSQ or PGM.
    #[arg(required = true)]
    images: Vec<PathBuf>,
    /// The folder of models, which `cargo xtask models` fills.
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
    /// The resolution of the images, whatever they state, in pixels per inch.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(72..=1200))]
    ppi: Option<u16>,
    /// So many threads work; without it as many as there are processors.
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Print a line of JSON for each image, with every feature.
    #[arg(long)]
    json: bool,
}

/// A file or what is in it is not assessed.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Sample(#[from] SampleError),
    #[error(transparent)]
    Quality(#[from] QualityError),
}

/// Assesses every image.
pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let models = Models::at(arguments.models.as_deref());
    let forest = if models.has(NFIQ2) {
        match models.nfiq2() {
            Ok(forest) => Some(forest),
            Err(error) => {
                complain(&error.to_string());
                return ExitCode::FAILURE;
            }
        }
    } else {
        complain(
            "no forest of NFIQ 2 is installed (`cargo xtask models` brings it): the scores are of \
             a gate, not of NFIQ 2",
        );
        None
    };
    let ppi = arguments.ppi.map_or(Ppi::Stated, Ppi::Exactly);
    let threads = arguments.threads.unwrap_or_else(parallel::threads);
    let work = |(): &mut (), path: &PathBuf| -> Result<Assessment, Failure> {
        let (image, _) = sample::image(&sample::read(path)?, ppi)?;
        Ok(assess(&image, forest.as_ref())?)
    };
    let assessed = parallel::map(&arguments.images, threads, || (), work);
    let mut code = ExitCode::SUCCESS;
    for (path, assessed) in arguments.images.iter().zip(assessed) {
        let path = path.display().to_string();
        match assessed {
            Ok(assessment) if arguments.json => say(&described(&path, &assessment).to_string()),
            Ok(assessment) => {
                let hint = assessment.hint.map_or("", sentence);
                let (score, method) = (assessment.score, name(assessment.method));
                say(format!("{score:3}  {method:6}  {path}  {hint}").trim_end());
            }
            Err(error) => {
                complain(&format!("`{path}`: {error}"));
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

fn assess(image: &Image, forest: Option<&Forest>) -> Result<Assessment, QualityError> {
    match forest {
        Some(forest) => quality::nfiq2(image, forest),
        None => quality::gate(image),
    }
}

fn name(method: Method) -> &'static str {
    match method {
        Method::Nfiq2 => "nfiq2",
        Method::Gate => "gate",
    }
}

fn sentence(hint: Hint) -> &'static str {
    match hint {
        Hint::NoFinger => "there is no finger",
        Hint::TooSmall => "too little of the finger: put it down flat",
        Hint::NotCentred => "not in the middle: move the finger",
        Hint::TooDark => "too dark: press less, or wipe the finger",
        Hint::TooLight => "too light: press more",
        Hint::TooDry => "too dry: moisten the finger",
        Hint::Smudged => "blurred: hold the finger still, or clean the glass",
    }
}

fn described(path: &str, assessment: &Assessment) -> serde_json::Value {
    let features: serde_json::Map<String, serde_json::Value> = assessment
        .features
        .iter()
        .map(|(name, value)| ((*name).to_owned(), json!(value)))
        .collect();
    json!({
        "file": path,
        "score": assessment.score,
        "method": name(assessment.method),
        "hint": assessment.hint.map(sentence),
        "features": features,
    })
}
