//! `limen-capture`, the program on the officer's computer.
#![expect(clippy::print_stdout, reason = "commands speak to whoever typed them")]

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::error::ErrorKind;
use clap::{ArgGroup, CommandFactory, Parser};
use ees_capture::agent::{self, PageOrigin, Settings};
use ees_capture::capture::KEPT;
use ees_capture::scanner::{Fault, Folder, Program, Scanner, Simulator};
use fnd_web::telemetry::{Logging, subscriber};

/// Offers the fingerprint scanner of this computer to the register's pages, on 127.0.0.1 alone.
///
/// Images are kept in memory for two minutes at most; nothing is written to disk or logged.
/// Exit codes: 0 stopped; 1 failed; 2 wrong arguments.
#[derive(Debug, Parser)]
#[command(name = "limen-capture", version, about)]
#[command(group(ArgGroup::new("scanner").required(true)))]
struct Arguments {
    /// Where to listen; no address but 127.0.0.1 is taken, and port 0 is any.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7373", value_parser = listen)]
    listen: SocketAddr,
    /// The origin of the register's pages, as in `https://ees.example`; may be given again.
    #[arg(long = "origin", value_name = "ORIGIN", required = true)]
    origins: Vec<PageOrigin>,
    /// A file with a token that pages must show, readable by its owner alone.
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// The vendor's program that drives the scanner.
    #[arg(long, value_name = "PATH", group = "scanner")]
    scanner_program: Option<PathBuf>,
    /// What it is started with; may be given again.
    #[arg(long = "scanner-argument", value_name = "ARGUMENT", allow_hyphen_values = true)]
    with: Vec<String>,
    /// Offer the files of a folder: `right-index.png` and so on.
    #[arg(long, value_name = "DIR", group = "scanner")]
    folder: Option<PathBuf>,
    /// Offer fingers that do not exist, of the population of this number.
    #[arg(long, value_name = "SEED", group = "scanner")]
    simulate: Option<u64>,
    /// Which person of the population.
    #[arg(long, value_name = "N")]
    person: Option<u32>,
    /// What goes wrong: dry, light, off-centre, timeout, unplugged or wrong-finger.
    #[arg(long, value_name = "FAULT", value_parser = fault)]
    fault: Option<Fault>,
    /// Stop in good order also when standard input ends.
    #[arg(long)]
    until_stdin_closes: bool,
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    match text.parse::<SocketAddr>() {
        Ok(address) if address.ip() == Ipv4Addr::LOCALHOST => Ok(address),
        Ok(_) | Err(_) => Err("say 127.0.0.1 and a port, as in `127.0.0.1:7373`".to_owned()),
    }
}

fn fault(text: &str) -> Result<Fault, String> {
    let known = Fault::ALL.into_iter().find(|fault| fault.name() == text);
    known.ok_or_else(|| format!("say one of {}", Fault::ALL.map(Fault::name).join(", ")))
}

impl Arguments {
    /// What does not go with the scanner that was chosen. Why not by `requires`: clap passes
    /// over it where what is required is excluded by something else.
    fn misfit(&self) -> Option<&'static str> {
        let is_simulated = self.simulate.is_some();
        [
            (self.person.is_some() && !is_simulated, "--person goes with --simulate alone"),
            (self.fault.is_some() && !is_simulated, "--fault goes with --simulate alone"),
            (
                !self.with.is_empty() && self.scanner_program.is_none(),
                "--scanner-argument goes with --scanner-program alone",
            ),
        ]
        .into_iter()
        .find_map(|(is_misfit, said)| is_misfit.then_some(said))
    }

    fn scanner(&self) -> Option<Arc<dyn Scanner>> {
        if let Some(path) = &self.scanner_program {
            return Some(Arc::new(Program::new(path.clone(), self.with.clone())));
        }
        if let Some(folder) = &self.folder {
            return Some(Arc::new(Folder::new(folder.clone())));
        }
        let seed = self.simulate?;
        Some(Arc::new(Simulator::new(seed, self.person.unwrap_or_default(), self.fault)))
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(said) = arguments.misfit() {
        Arguments::command().error(ErrorKind::ArgumentConflict, said).exit();
    }
    match serve(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("limen-capture: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let scanner = arguments.scanner().ok_or("no scanner is named; see --help")?;
    let token = arguments.token_file.as_deref().map(agent::token).transpose()?;
    let lines = subscriber(&Logging::default(), &["ees_capture"], std::io::stderr);
    tracing::subscriber::set_global_default(lines)?;
    let settings = Settings {
        listen: arguments.listen,
        origins: arguments.origins.clone(),
        token,
        kept: KEPT,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let running = agent::start(settings, scanner)?;
        if let Some(address) = running.plain {
            println!("listening on http://{address}");
        }
        if arguments.until_stdin_closes {
            running.stop_at_end_of(std::io::stdin());
        }
        running.until_stopped().await?;
        Ok(())
    })
}
