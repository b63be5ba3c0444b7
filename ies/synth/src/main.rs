//! `ies-synth`, which makes people who do not exist.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use fnd_host::HostError;
use fnd_host::command::break_off_with_stdin;
use fnd_pg::cluster::ClusterError;
use ies_synth::{FillError, Order, fill};

/// People, organisations and Communities that do not exist, for demonstrations and load tests.
///
/// A development tool: what it makes is made up and stands for nobody.
#[derive(Debug, Parser)]
#[command(name = "ies-synth", version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 the system is not \
                          empty, 4 another program works on the data folder.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Fill an empty system, on which `iesd migrate` was run, with organisations, Communities,
    /// people who play parts, other people, and requests that wait for a decision.
    #[command(after_help = EXIT_CODES)]
    Fill(FillArguments),
}

#[derive(Debug, clap::Args)]
struct FillArguments {
    /// The data folder of `iesd`.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// How many people besides those who play parts.
    #[arg(long, value_name = "N", default_value_t = 200,
          value_parser = clap::value_parser!(u32).range(0..=5_000))]
    accounts: u32,
    /// The same seed makes the same people.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// Break off when standard input ends: for a program that starts this one and holds the other
    /// end of a pipe.
    #[arg(long)]
    until_stdin_closes: bool,
}

fn main() -> ExitCode {
    let Command::Fill(arguments) = Arguments::parse().command;
    if arguments.until_stdin_closes {
        break_off_with_stdin("ies-synth");
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error, 1),
    };
    let order = Order {
        data: arguments.data,
        accounts: usize::try_from(arguments.accounts).unwrap_or(usize::MAX),
        seed: arguments.seed,
    };
    let mut tell = |count: usize| eprintln!("{count} accounts");
    match runtime.block_on(fill(&order, &mut tell)) {
        Ok(tally) => {
            eprintln!(
                "{} accounts, {} Communities, {} requests",
                tally.accounts, tally.communities, tally.requests
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            let code = match &error {
                FillError::NotEmpty => 3,
                FillError::Host(HostError::Cluster(ClusterError::InUse(_))) => 4,
                FillError::Host(_)
                | FillError::NoStatement
                | FillError::Database(_)
                | FillError::Blob(_)
                | FillError::Store(_)
                | FillError::Rule(_) => 1,
            };
            failed(&error, code)
        }
    }
}

fn failed(error: &dyn std::error::Error, code: u8) -> ExitCode {
    eprintln!("ies-synth: {error}");
    ExitCode::from(code)
}
