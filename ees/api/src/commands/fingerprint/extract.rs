//! `eesd fingerprint extract`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, ValueEnum};
use ees_biometrics::sample::{self, SampleError};
use ees_match::record::Edition;

use super::super::{complain, say};
use super::Reading;

/// What `extract` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// An image: PNG, JPEG, JPEG 2000, WSQ or PGM.
    image: PathBuf,
    /// Where the template goes.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The edition of ISO/IEC 19794-2.
    #[arg(long, value_enum, default_value = "2011")]
    edition: EditionName,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EditionName {
    /// As passports have it.
    #[value(name = "2005")]
    Of2005,
    /// The second edition.
    #[value(name = "2011")]
    Of2011,
}

/// Takes the minutiae of one image.
pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let extractor = match arguments.reading.prepare() {
        Ok(extractor) => extractor,
        Err(error) => {
            complain(&error.to_string());
            return ExitCode::FAILURE;
        }
    };
    let extract = || -> Result<String, SampleError> {
        let bytes = sample::read(&arguments.image)?;
        let begun = Instant::now();
        let (template, assumed) = sample::template(&bytes, arguments.reading.ppi(), &extractor)?;
        let took = begun.elapsed().as_secs_f64() * 1e3;
        if let Some(assumed) = assumed {
            complain(&format!("`{}` {assumed}", arguments.image.display()));
        }
        let edition = match arguments.edition {
            EditionName::Of2005 => Edition::Of2005,
            EditionName::Of2011 => Edition::Of2011,
        };
        let (count, width, height) = (template.minutiae.len(), template.width, template.height);
        let record = sample::record(template, edition)?;
        fs::write(&arguments.output, &record)?;
        Ok(format!(
            "{}: {count} minutiae of {width} × {height} pixels, {} bytes, {extractor}, {took:.0} ms",
            arguments.output.display(),
            record.len()
        ))
    };
    match extract() {
        Ok(done) => {
            say(&done);
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&format!("`{}`: {error}", arguments.image.display()));
            ExitCode::FAILURE
        }
    }
}
