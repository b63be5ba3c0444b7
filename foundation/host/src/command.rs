//! What the commands of every daemon have in common: a runtime, a log that is verified, and what
//! is printed of it. Each prints for people and answers an exit code.
#![expect(clippy::print_stdout, reason = "commands speak to whoever typed them")]

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use fnd_pg::database::connect;
use fnd_pg::log::mirror::Mirror;
use fnd_pg::log::verify::{Fault, Report, VerifyError, verify};
use fnd_vault::KeyRing;

use crate::{HostError, Storage};

/// The exit code of a log that does not fit.
pub const FAULT: u8 = 4;

/// Runs a command of `program` to its end on a runtime of its own; says why when it fails.
pub fn run<E: Display + From<io::Error>>(
    program: &str,
    work: impl Future<Output = Result<ExitCode, E>>,
) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let result = match runtime {
        Ok(runtime) => runtime.block_on(work),
        Err(error) => Err(error.into()),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{program}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Ends `program` when standard input does; a cluster that it started then stops by itself.
pub fn break_off_with_stdin(program: &'static str) {
    std::thread::spawn(move || {
        // An input that cannot be read has ended too.
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        // Nobody may be left to read this.
        let _ = writeln!(io::stderr(), "{program}: standard input ended, so this is broken off");
        std::process::exit(1)
    });
}

/// A log could not be verified.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The keys or files beside the database failed.
    #[error(transparent)]
    Host(#[from] HostError),
    /// Reading it failed.
    #[error(transparent)]
    Verify(#[from] VerifyError),
}

/// Recomputes the log of `origin` whose keys and files lie in `data`, in the role `sealer`.
pub async fn verify_log(
    (storage, sealer): (&Storage, &'static str),
    data: &Path,
    origin: &str,
) -> Result<Result<Report, Fault>, LogError> {
    let ring = KeyRing::load(&data.join("keys.toml")).map_err(HostError::from)?;
    let client = connect(storage.of(sealer)?).await.map_err(HostError::from)?;
    let mirror = Mirror::new(&data.join("log")).map_err(HostError::from)?;
    Ok(verify(&client, &ring.signer(origin).verifier(), &mirror).await?)
}

/// Says what was found.
pub fn say_verified(found: &Result<Report, Fault>) -> ExitCode {
    let report = match found {
        Ok(report) => report,
        Err(fault) => {
            println!("the log does not fit: {fault}");
            return ExitCode::from(FAULT);
        }
    };
    let root = report.root.map(|byte| format!("{byte:02x}")).concat();
    println!("the log fits: {} rows, {} checkpoints", report.rows, report.checkpoints);
    if 0 < report.erased {
        println!("{} of these rows were erased after their time; their hashes fit", report.erased);
    }
    println!("root {root}");
    if 0 < report.unsealed {
        println!("{} rows wait to be sealed", report.unsealed);
    }
    ExitCode::SUCCESS
}

/// Prints the description of an interface.
pub fn print_description<E: Display>(program: &str, text: Result<String, E>) -> ExitCode {
    match text {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{program}: {error}");
            ExitCode::FAILURE
        }
    }
}
