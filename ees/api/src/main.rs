//! `eesd`, the program of the Entry/Exit System.

use std::io::{self, BufReader, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use ees_api::commands;
use fnd_host::Until;

/// The Entry/Exit System of Regulation (EU) 2017/2226.
///
/// Exit codes: 0 done; 1 failed; 2 wrong arguments; 4 `log verify` found a fault.
#[derive(Debug, Parser)]
#[command(name = "eesd", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the interface and the pages until a signal stops it.
    Serve(ServeArguments),
    /// Apply the migrations of the database and stop.
    Migrate(Configured),
    /// Verify the sealed log.
    #[command(subcommand)]
    Log(LogCommand),
    /// Look after the key ring.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Print the description of the interface, OpenAPI 3.1.
    Openapi,
    /// Answer questions on 90 days in any 180: JSON lines in, JSON lines out.
    #[command(long_about = STAY_HELP)]
    Stay,
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
    /// Add a key, make it the active one and wrap every data key anew under it.
    Rotate(Configured),
    /// Remove a key under which nothing lies any more.
    Remove {
        /// The key's number.
        number: i32,
        #[command(flatten)]
        configured: Configured,
    },
}

const STAY_HELP: &str = r#"Answer questions on 90 days in any 180: JSON lines in, JSON lines out.

Reads one question a line from standard input:

  {"id":1,"stays":[{"entry":"2026-01-01","exit":"2026-02-14"},{"entry":"2026-04-01","exit":null}],"on":"2026-05-15"}

and writes one answer a line, in the same order, to standard output:

  {"id":1,"days_used":90,"remaining":0,"present_on":true,"overstay_on":false,"excess_days":0,"unauthorised_days":0,"first_unauthorised_day":null,"max_stay_from_on":1,"latest_exit":"2026-05-15","earliest_entry":"2026-05-15","full_allowance_from":"2026-08-13"}

"id" is any JSON value and comes back as it was. Stays may stand in any order, overlap and repeat.
Both days of a stay count, and a stay without exit lasts until "on". Other keys are passed over.

A line that cannot be answered gives {"id":...,"error":"code: sentence"}, and the rest goes on. How
many there were is said on standard error; the exit code is 0 all the same."#;

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Serve(with) => commands::serve(&with.configured.config, with.until()),
        Command::Migrate(with) => commands::migrate(&with.config),
        Command::Log(LogCommand::Verify(with)) => commands::log_verify(&with.config),
        Command::Keys(KeysCommand::Status(with)) => commands::keys_status(&with.config),
        Command::Keys(KeysCommand::Rotate(with)) => commands::keys_rotate(&with.config),
        Command::Keys(KeysCommand::Remove { number, configured }) => {
            commands::keys_remove(&configured.config, number)
        }
        Command::Openapi => commands::openapi(),
        Command::Stay => stay(),
    }
}

fn stay() -> ExitCode {
    // Why: lines of two hundred stays have ten kilobytes, so small buffers would be all calls.
    const BUFFER_BYTES: usize = 1 << 18;
    let mut input = BufReader::with_capacity(BUFFER_BYTES, io::stdin().lock());
    let mut output = BufWriter::with_capacity(BUFFER_BYTES, io::stdout().lock());
    match ees_api::stay::answer_lines(&mut input, &mut output) {
        Ok(tally) => {
            if 0 < tally.refused {
                eprintln!("eesd: {} of {} lines were not answered", tally.refused, tally.lines());
            }
            ExitCode::SUCCESS
        }
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("eesd: {error}");
            ExitCode::FAILURE
        }
    }
}
