//! `ees-borderd`, the program of a border crossing point.
#![expect(clippy::print_stdout, reason = "commands speak to whoever typed them")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use ees_border::config::Config;
use ees_border::daemon::{self, DaemonError};
use fnd_web::telemetry::{Metrics, subscriber};

/// The exit code when the buffer is not to be trusted.
const BUFFER_REFUSED: u8 = 5;

/// The crossing point of the Entry/Exit System: checks go on when the register does not answer.
///
/// Exit codes: 0 done; 1 failed; 2 wrong arguments; 5 the buffer was refused and stays as it is.
#[derive(Debug, Parser)]
#[command(name = "ees-borderd", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages, and send what waits, until a signal stops it.
    Serve(ServeArguments),
    /// Look whether the configuration can be used, and stop.
    CheckConfig(Configured),
}

/// Where the configuration is.
#[derive(Debug, clap::Args)]
struct Configured {
    /// The configuration file.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

#[derive(Debug, clap::Args)]
struct ServeArguments {
    #[command(flatten)]
    configured: Configured,
    /// Stop in good order also when standard input ends.
    #[arg(long)]
    until_stdin_closes: bool,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Serve(with) => serve(&with.configured.config, with.until_stdin_closes),
        Command::CheckConfig(with) => check(&with.config),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ees-borderd: {error}");
            match error {
                DaemonError::Buffer(_) => ExitCode::from(BUFFER_REFUSED),
                DaemonError::Config(_)
                | DaemonError::Ring(_)
                | DaemonError::Client(_)
                | DaemonError::Officer(_)
                | DaemonError::Words(_)
                | DaemonError::Serve(_)
                | DaemonError::Io(_) => ExitCode::FAILURE,
            }
        }
    }
}

fn serve(config: &Path, until_stdin_closes: bool) -> Result<(), DaemonError> {
    let config = Config::load(config)?;
    let lines = subscriber(&config.logging, &["ees_"], std::io::stderr);
    let metrics = Metrics::global();
    if let Err(error) = tracing::subscriber::set_global_default(lines) {
        return Err(std::io::Error::other(error).into());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(daemon::serve(&config, metrics, until_stdin_closes))
}

fn check(config: &Path) -> Result<(), DaemonError> {
    daemon::check(&Config::load(config)?)?;
    println!("the configuration can be used");
    Ok(())
}
