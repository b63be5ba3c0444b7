//! `eesd`, the program of the Entry/Exit System.

use std::io::{self, BufReader, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use ees_api::commands;
use ees_api::commands::face::{self, Face};
use ees_api::commands::fingerprint::{self, Fingerprint};
use ees_api::commands::matcher;
use ees_api::commands::retention::{self, Scope};
use fnd_host::Until;
use fnd_vault::log::Verifier;
use uuid::Uuid;

/// The Entry/Exit System of Regulation (EU) 2017/2226.
///
/// Exit codes: 0 done; 1 failed, or `retention orphans` found something; 2 wrong arguments;
/// 4 `log verify` found a fault, or a proof does not hold.
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
    /// Verify the sealed log, and prove single rows of it.
    #[command(subcommand)]
    Log(LogCommand),
    /// Look after the key ring.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Erase what is kept no longer, look ahead, destroy what is left.
    #[command(subcommand)]
    Retention(RetentionCommand),
    /// Print the description of the interface, OpenAPI 3.1.
    Openapi,
    /// Answer questions on 90 days in any 180: JSON lines in, JSON lines out.
    #[command(long_about = STAY_HELP)]
    Stay,
    /// Take minutiae, compare and evaluate files of fingerprints.
    #[command(subcommand)]
    Fingerprint(Fingerprint),
    /// Compare and assess files of portraits.
    #[command(subcommand)]
    Face(Face),
    /// Compare and search in a process of its own.
    #[command(long_about = matcher::HELP)]
    Matcher(matcher::Arguments),
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
    /// Print the proof that a row is in the signed log, as a file that anybody can check.
    ///
    /// The form is C2SP tlog-proof. The file holds the row without what it keeps sealed.
    Prove {
        /// The row, as the page of the log shows it in its address.
        #[arg(long, value_name = "ID")]
        row: Uuid,
        #[command(flatten)]
        configured: Configured,
    },
    /// Check such a proof, without database and without configuration.
    ///
    /// Says which row it is of, and at which place of how many. The exit code is 4 when the proof
    /// does not hold.
    VerifyProof {
        /// The proof.
        file: PathBuf,
        /// The public key of the log, NAME+HASH+KEY, as the page of its integrity shows it.
        #[arg(long)]
        key: Verifier,
    },
}

#[derive(Debug, Subcommand)]
enum KeysCommand {
    /// Say which keys there are and how much is still under older ones.
    Status(Configured),
    /// Print the public key under which notices to Member States are signed, for those States.
    Notices(Configured),
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

#[derive(Debug, Subcommand)]
enum RetentionCommand {
    /// Erase now what is kept no longer and what authorities ordered to go.
    ///
    /// The daemon does so by itself: orders within a minute, the rest every day. Beside a daemon
    /// that is erasing at this moment nothing is done, and the exit code is 1.
    Run(Configured),
    /// Say what a run would erase now, and what is due in each of the coming months.
    ///
    /// Erases nothing. The numbers are as things stand: who travels again keeps the file.
    Preview(Configured),
    /// Look for what hangs on nothing: search keys, movements and versions without their file or
    /// record, files that lack something, days that the rules would not give.
    ///
    /// Changes nothing. The exit code is 1 when something is found.
    Orphans(Configured),
    /// Destroy what is left of what was erased.
    #[command(long_about = DESTROY_HELP)]
    Destroy {
        #[command(flatten)]
        configured: Configured,
        /// Also write every table anew and go through the write-ahead log; nobody can work on a
        /// table meanwhile.
        #[arg(long)]
        everything: bool,
    },
}

const DESTROY_HELP: &str = "Destroy what is left of what was erased.

A row that was erased stays in the files of the database until something else takes its place, and \
in backups as long as they are kept. Names, documents and visas in it are sealed under a key of \
their own, which was erased too, but may be left over just so.

This adds a key to the key ring, wraps the keys of all files that are there anew under it, and \
removes the older keys from the ring: what is left of the keys of erased files opens nothing any \
more, wherever it is. It runs beside the daemon. Then destroy every older copy of the key ring: a \
backup made before can afterwards no longer be read, so make a new one first.

With --everything the days, places and numbers of what was erased are removed from the tables and \
the write-ahead log too. That takes minutes for each ten million records, in which nobody can be \
checked: stop the daemon first.";

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
        Command::Log(command) => log(&command),
        Command::Keys(KeysCommand::Status(with)) => commands::keys_status(&with.config),
        Command::Keys(KeysCommand::Notices(with)) => commands::keys_notices(&with.config),
        Command::Keys(KeysCommand::Rotate(with)) => commands::keys_rotate(&with.config),
        Command::Keys(KeysCommand::Remove { number, configured }) => {
            commands::keys_remove(&configured.config, number)
        }
        Command::Retention(command) => erase(&command),
        Command::Openapi => commands::openapi(),
        Command::Stay => stay(),
        Command::Fingerprint(command) => fingerprint::run(&command),
        Command::Face(command) => face::run(&command),
        Command::Matcher(arguments) => matcher::matcher(&arguments),
    }
}

fn log(command: &LogCommand) -> ExitCode {
    match command {
        LogCommand::Verify(with) => commands::log_verify(&with.config),
        LogCommand::Prove { row, configured } => commands::log_prove(&configured.config, *row),
        LogCommand::VerifyProof { file, key } => commands::log_verify_proof(file, key),
    }
}

fn erase(command: &RetentionCommand) -> ExitCode {
    match command {
        RetentionCommand::Run(with) => retention::run_now(&with.config),
        RetentionCommand::Preview(with) => retention::preview(&with.config),
        RetentionCommand::Orphans(with) => retention::orphans(&with.config),
        RetentionCommand::Destroy { configured, everything } => {
            let scope = if *everything { Scope::Everything } else { Scope::Keys };
            retention::destroy(&configured.config, scope)
        }
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
