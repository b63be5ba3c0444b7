//! `ees-synth`, which makes people who do not exist.

mod bar;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use ees_domain::day::Day;
use ees_synth::fill::{FillError, Order, fill};
use ees_synth::points::POINTS_TOML;
use ees_synth::population::{SEED, travellers};
use fnd_core::clock::{Clock, SystemClock};
use fnd_host::command::break_off_with_stdin;
use fnd_pg::cluster::ClusterError;
use jiff::tz::TimeZone;

use bar::Bar;

/// People who do not exist and their crossings, for demonstrations and load tests.
///
/// A development tool: what it makes is drawn at random and stands for nobody.
#[derive(Debug, Parser)]
#[command(name = "ees-synth", version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 the register is not \
                          empty, 4 another program works on the data folder.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Fill an empty register with travellers and two years of crossings.
    ///
    /// Makes the private PostgreSQL cluster, the key ring and the database in the data folder
    /// when they are missing, as the daemon would, and stops the cluster at the end. Also writes
    /// `specimens.txt` there: documents worth trying at the desk. A run that is broken off leaves
    /// a register that is not empty; remove the data folder and begin again.
    #[command(after_help = EXIT_CODES)]
    Fill(FillArguments),
    /// Print the border crossing points as TOML, for a configuration.
    Points,
    /// Print machine readable zones of the travellers of a seed, each followed by an empty line.
    Mrz(MrzArguments),
}

#[derive(Debug, clap::Args)]
struct FillArguments {
    /// The data folder.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// How many people.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=2_000_000))]
    travellers: u32,
    /// The same seed and day make the same people.
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// The history ends the day before; default: the day it is, in UTC.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
    /// Break off when standard input ends: for a program that starts this one and holds the other
    /// end of a pipe.
    #[arg(long)]
    until_stdin_closes: bool,
}

#[derive(Debug, clap::Args)]
struct MrzArguments {
    /// How many.
    #[arg(long, value_name = "N")]
    count: usize,
    /// The same seed and day make the same people as `fill`.
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// The day that `fill` was given; default: the day it is, in UTC.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Fill(arguments) => return fill_command(arguments),
        Command::Points => io::stdout().write_all(POINTS_TOML.as_bytes()),
        Command::Mrz(arguments) => print_zones(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => failed(&error, 1),
    }
}

fn failed(error: &dyn std::error::Error, code: u8) -> ExitCode {
    eprintln!("ees-synth: {error}");
    ExitCode::from(code)
}

/// The day it is, in UTC.
fn today(given: Option<Day>) -> Day {
    let date = SystemClock.now().to_zoned(TimeZone::UTC).date();
    given.unwrap_or_else(|| Day::from(date))
}

fn print_zones(arguments: &MrzArguments) -> io::Result<()> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    // People who never reached a border are in no register and are passed over.
    let known = travellers(arguments.seed, today(arguments.today))
        .filter_map(|traveller| {
            let paper = traveller.units.first()?.paper;
            traveller.person.papers.get(paper)?.zone().ok()
        })
        .take(arguments.count);
    for zone in known {
        writeln!(output, "{zone}\n")?;
    }
    output.flush()
}

fn fill_command(arguments: FillArguments) -> ExitCode {
    if arguments.until_stdin_closes {
        break_off_with_stdin("ees-synth");
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error, 1),
    };
    let order = Order {
        data: arguments.data,
        travellers: usize::try_from(arguments.travellers).unwrap_or(usize::MAX),
        seed: arguments.seed,
        today: today(arguments.today),
    };
    let mut bar = Bar::new();
    let mut tell = |progress| bar.show(progress);
    match runtime.block_on(fill(&order, SystemClock.now(), &mut tell)) {
        Ok(tally) => {
            bar.end(&tally);
            let specimens = order.data.join("specimens.txt");
            eprintln!("Documents to try at the desk: {}", specimens.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            bar.leave();
            let code = match &error {
                FillError::NotEmpty(_) => 3,
                FillError::Cluster(ClusterError::InUse(_)) => 4,
                FillError::Cluster(_)
                | FillError::Database(_)
                | FillError::Ring(_)
                | FillError::Store(_)
                | FillError::Broken
                | FillError::Io { .. } => 1,
            };
            failed(&error, code)
        }
    }
}
