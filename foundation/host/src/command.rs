//! What the commands of every daemon have in common: a runtime, a log that is verified, and what
//! is printed of it. Each prints for people and answers an exit code.
#![expect(clippy::print_stdout, reason = "commands speak to whoever typed them")]

use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use fnd_pg::database::connect;
use fnd_pg::log::Entry;
use fnd_pg::log::mirror::Mirror;
use fnd_pg::log::proof::prove;
use fnd_pg::log::verify::{Fault, Report, VerifyError, verify};
use fnd_vault::KeyRing;
use fnd_vault::log::{Proof, ProofError, Verifier};
use uuid::Uuid;

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

/// Why a row could not be proven, or a proof not be checked.
#[derive(Debug, thiserror::Error)]
pub enum ProveError {
    /// The keys or files beside the database failed.
    #[error(transparent)]
    Host(#[from] HostError),
    /// Reading the log failed.
    #[error(transparent)]
    Database(#[from] fnd_pg::Failure),
    /// There is no such row, or it is not sealed yet.
    #[error("row {0} is not in the sealed log; rows are sealed within a second")]
    NotSealed(Uuid),
    /// The file could not be read.
    #[error("`{}`: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

/// Prints the proof that `row` is in the signed log, as a file for [`say_proof`].
pub async fn print_proof(
    (storage, sealer): (&Storage, &'static str),
    row: Uuid,
) -> Result<ExitCode, ProveError> {
    let client = connect(storage.of(sealer)?).await?;
    let proven = prove(&client, row).await?.ok_or(ProveError::NotSealed(row))?;
    print!("{}", proven.proof);
    Ok(ExitCode::SUCCESS)
}

/// Checks the proof in the file at `path` with the public key `verifier` alone, says what it
/// proves, and answers [`FAULT`] when it proves nothing.
pub fn say_proof(path: &Path, verifier: &Verifier) -> Result<ExitCode, ProveError> {
    let text = std::fs::read_to_string(path);
    let text = text.map_err(|source| ProveError::File { path: path.to_owned(), source })?;
    let checked = Proof::read(&text).and_then(|proof| {
        let checkpoint = proof.verify(verifier)?;
        let row = Entry::of_leaf(&proof.leaf).ok_or(ProofError::Malformed)?;
        Ok((proof, checkpoint, row))
    });
    match checked {
        Ok((proof, checkpoint, row)) => {
            let place = proof.index.saturating_add(1);
            println!(
                "the proof holds: row number {place} of {} in the signed log",
                checkpoint.size
            );
            say_row(&row);
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            println!("the proof does not hold: {error}");
            Ok(ExitCode::from(FAULT))
        }
    }
}

/// Prints what a row says, without what it keeps sealed.
fn say_row(row: &Entry) {
    let object = row.object.map(|object| object.to_string()).unwrap_or_default();
    let hits = row.hits.map(|hits| hits.to_string()).unwrap_or_default();
    let (id, at, request) = (row.id.to_string(), row.at.to_string(), row.request.to_string());
    let facts = [
        ("row", &id),
        ("at", &at),
        ("action", &row.action),
        ("purpose", &row.purpose),
        ("basis", &row.basis),
        ("authority kind", &row.authority_kind),
        ("authority", &row.authority),
        ("state", &row.state),
        ("person", &row.person),
        ("place", &row.place),
        ("object", &object),
        ("outcome", &row.outcome),
        ("hits", &hits),
        ("sent", &row.sent),
        ("request", &request),
    ];
    for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        // What somebody is called must not move the cursor of whoever reads it.
        println!("  {name}: {}", value.escape_debug());
    }
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
