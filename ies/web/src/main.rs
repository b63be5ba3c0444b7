//! `iesd`, the program of the Information Exchange System.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use fnd_host::Until;
use ies_web::commands;

/// The Information Exchange System of the European Migration Network.
///
/// Exit codes: 0 done; 1 failed; 2 wrong arguments; 4 `log verify` found a fault.
#[derive(Debug, Parser)]
#[command(name = "iesd", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the interface and the pages until a signal stops it.
    Serve(ServeArguments),
    /// Apply the migrations of the database, publish the first texts to agree to, and stop.
    Migrate(Configured),
    /// Verify the sealed log.
    #[command(subcommand)]
    Log(LogCommand),
    /// Look after the key rings.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Print the description of the interface, OpenAPI 3.1.
    Openapi,
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
    ///
    /// For a program that starts this one and holds the other end of a pipe: when it is gone, in
    /// whatever way, nothing is left behind.
    #[arg(long)]
    until_stdin_closes: bool,
}

impl ServeArguments {
    fn until(&self) -> Until {
        if self.until_stdin_closes { Until::StdinCloses } else { Until::Signal }
    }
}

#[derive(Debug, Subcommand)]
enum LogCommand {
    /// Recompute the log from its rows and name the first one that does not fit.
    Verify(Configured),
}

#[derive(Debug, Subcommand)]
enum KeysCommand {
    /// Say which keys there are and how much is still under older ones.
    Status(Configured),
    /// Add a key to each ring, make it the active one and wrap every data key anew under it.
    Rotate(Configured),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Serve(with) => commands::serve(&with.configured.config, with.until()),
        Command::Migrate(with) => commands::migrate(&with.config),
        Command::Log(LogCommand::Verify(with)) => commands::log_verify(&with.config),
        Command::Keys(KeysCommand::Status(with)) => commands::keys_status(&with.config),
        Command::Keys(KeysCommand::Rotate(with)) => commands::keys_rotate(&with.config),
        Command::Openapi => commands::openapi(),
    }
}
