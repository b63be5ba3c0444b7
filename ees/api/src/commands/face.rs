//! `eesd face`: comparison and quality of files of portraits, without register and without
//! configuration.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use ees_biometrics::models::Models;
use ees_biometrics::portrait::{PortraitError, Portraits};
use ees_biometrics::{pairs, parallel, sample};
use ees_match::face::Spectrum;
use ees_match::face::quality::{Hint, Limits, Quality};
use ees_match::net::Cpu;
use serde_json::json;

use super::{complain, say, scores};

/// What can be done with files of portraits.
#[derive(Debug, Subcommand)]
pub enum Face {
    /// Compare pairs of images.
    #[command(long_about = SCORE_HELP)]
    Score(ScoreArguments),
    /// Say how good images are, and what would help.
    #[command(long_about = QUALITY_HELP)]
    Quality(QualityArguments),
}

const SCORE_HELP: &str = "Compare pairs of images.

PAIRS has two paths a line, with a tab between them, or with a space where there is no tab; `-` \
reads the lines from standard input. Each image has to show one face.

For each line, in their order, both paths and the score are printed. The score is the strength of \
the match in decibels, −10 · log10 of the false match rate, as far as few people photographed \
alike can tell; beyond 30 it is extrapolated.

A file that cannot be used is told on standard error; its pairs score 0, and the exit code is 1.";

const QUALITY_HELP: &str = "Say how good images are, and what would help.

For each image a score from 0 to 100 is printed, the file, and what to do, the first first. \
Geometry and exposure are measured and held against ISO/IEC 19794-5 where it states a limit; the \
score is our own.

A file that cannot be used is told on standard error, and the exit code is 1.";

#[derive(Debug, Args)]
struct Common {
    /// The folder of models, which `cargo xtask models` fills.
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
    /// So many threads work; without it as many as there are processors.
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

impl Common {
    /// The networks; said what is missing where something is.
    fn prepare(&self) -> Result<Portraits, ExitCode> {
        let models = Models::at(self.models.as_deref());
        Portraits::prepare(&models, Cpu::detect()).map_err(|error| {
            complain(&error.to_string());
            ExitCode::FAILURE
        })
    }

    fn threads(&self) -> NonZeroUsize {
        self.threads.unwrap_or_else(parallel::threads)
    }
}

/// What `score` takes.
#[derive(Debug, Args)]
pub struct ScoreArguments {
    /// The list of pairs.
    pairs: PathBuf,
    #[command(flatten)]
    common: Common,
}

/// What images are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Purpose {
    /// To be enrolled: a portrait of head and shoulders.
    Enrolment,
    /// To be compared only.
    Comparison,
}

/// What `quality` takes.
#[derive(Debug, Args)]
pub struct QualityArguments {
    /// Images: PNG, JPEG, JPEG 2000 or PGM.
    #[arg(required = true)]
    images: Vec<PathBuf>,
    /// What they are for.
    #[arg(long = "for", value_enum, default_value = "enrolment")]
    purpose: Purpose,
    /// Print a line of JSON for each image, with everything that was measured.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(command: &Face) -> ExitCode {
    let done = match command {
        Face::Score(arguments) => score(arguments),
        Face::Quality(arguments) => quality(arguments),
    };
    done.unwrap_or_else(|code| code)
}

fn score(arguments: &ScoreArguments) -> Result<ExitCode, ExitCode> {
    let pairs = scores::read(&arguments.pairs)?;
    let portraits = arguments.common.prepare()?;
    Ok(scores::tell(&pairs, &pairs::faces(&pairs, &portraits, arguments.common.threads())))
}

fn quality(arguments: &QualityArguments) -> Result<ExitCode, ExitCode> {
    let portraits = arguments.common.prepare()?;
    let limits = match arguments.purpose {
        Purpose::Enrolment => Limits::enrolment(),
        Purpose::Comparison => Limits::comparison(),
    };
    let work = |(): &mut (), path: &PathBuf| -> Result<(Quality, Spectrum), PortraitError> {
        portraits.quality(&sample::read(path)?, &limits)
    };
    let assessed = parallel::map(&arguments.images, arguments.common.threads(), || (), work);
    let mut code = ExitCode::SUCCESS;
    for (path, assessed) in arguments.images.iter().zip(assessed) {
        let path = path.display().to_string();
        match assessed {
            Ok((quality, spectrum)) if arguments.json => {
                say(&described(&path, &quality, spectrum).to_string());
            }
            Ok((quality, _)) => {
                let hints: Vec<&str> = quality.hints.iter().map(|hint| sentence(*hint)).collect();
                say(format!("{:3}  {path}  {}", quality.score, hints.join("; ")).trim_end());
            }
            Err(error) => {
                complain(&format!("`{path}`: {error}"));
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

fn sentence(hint: Hint) -> &'static str {
    match hint {
        Hint::NoFace => "there is no face",
        Hint::MoreThanOneFace => "there is more than one face",
        Hint::MoveCloser => "move closer",
        Hint::MoveBack => "move back",
        Hint::NotCentred => "put the face in the middle",
        Hint::HoldHeadUpright => "hold the head upright",
        Hint::TurnHeadStraight => "look straight ahead",
        Hint::LevelChin => "level the chin",
        Hint::TooDark => "more light",
        Hint::TooBright => "less light",
        Hint::UnevenLight => "light both halves of the face alike",
        Hint::LowContrast => "clean the lens: the image is pale",
        Hint::Blurred => "hold still: the image is blurred",
        Hint::UnevenBackground => "an even background",
    }
}

fn described(path: &str, quality: &Quality, spectrum: Spectrum) -> serde_json::Value {
    let checks = quality.checks.iter().map(|check| {
        json!({
            "property": format!("{:?}", check.limit.property),
            "value": check.value,
            "least": check.limit.least,
            "most": check.limit.most,
            "hint": check.hint().map(sentence),
        })
    });
    json!({
        "file": path,
        "score": quality.score,
        "spectrum": format!("{spectrum:?}"),
        "hints": quality.hints.iter().map(|hint| sentence(*hint)).collect::<Vec<_>>(),
        "checks": checks.collect::<Vec<_>>(),
    })
}
