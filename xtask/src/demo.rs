//! The demonstration: both systems on one machine, with people who do not exist.
//!
//! It builds the programs, lays out a data directory, has certificates issued, fills each system
//! once, starts for each an identity provider of its own and the daemon, for one a mail server
//! too, and stops them in good order. It knows the programs by their command lines alone.

mod callers;
mod child;
mod ees;
mod files;
mod folder;
mod ies;
mod options;
mod place;
mod programs;
mod ready;
mod stage;
mod system;
#[cfg(test)]
mod tests;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};

use crate::args::Args;
use crate::assets;
use crate::failure::Failure;
use crate::postgres;
use crate::program;
use crate::say;
use crate::workspace::Workspace;
use folder::Folder;
use options::Options;
use programs::Programs;
use stage::Ended;
use system::System;

pub(crate) const HELP: &str = "\
Builds and starts the Entry/Exit System with synthetic travellers and the Information Exchange
System with synthetic people, each by itself, on this machine alone.

usage: cargo demo [--only ees|ies] [--data DIR] [--travellers N] [--people N] [--port PORT]
                  [--release] [--reset [--yes]]

  --only SYSTEM    start one system alone: `ees` or `ies`
  --data DIR       where everything is kept (default .limen)
  --travellers N   how many travellers the register is filled with, the first time (default 2000)
  --people N       how many people the Information Exchange System is filled with, the first
                   time, besides those one can sign in as (default 200)
  --port PORT      where to listen on 127.0.0.1 (default 8080); the next eight are taken too,
                   the fourth to the seventh of them by the Information Exchange System
  --release        build with all optimisations: slower to start the first time, faster to use
  --reset          delete the data directory, of both systems, and start anew; asks first
  --yes            do not ask

Ctrl-C stops everything. Started again, it goes on with the same data.
PostgreSQL is the machine's own or that of `LIMEN_POSTGRES`, else it comes from npm.";

/// The packages of each system's programs, and of what stands in for others.
const PACKAGES: &[(Option<System>, &str)] = &[
    (Some(System::Ees), "ees-api"),
    (Some(System::Ees), "ees-synth"),
    (Some(System::Ees), "ees-capture"),
    (Some(System::Ies), "ies-web"),
    (Some(System::Ies), "ies-synth"),
    // Its program must lie beside the daemon.
    (Some(System::Ies), "fnd-intake"),
    (None, "fnd-testkit"),
];

/// The command.
pub(crate) fn run(workspace: &Workspace, args: &mut Args) -> Result<ExitCode, Failure> {
    let options = Options::read(workspace, args)?;
    args.finish()?;
    let stop = listen_for_signals()?;
    if options.reset && !folder::reset(&options)? {
        say::line("Nothing was deleted.");
        return Ok(ExitCode::SUCCESS);
    }
    let folder = Folder::open(&options)?;
    let ended = match build(workspace, &options) {
        // Ctrl-C reaches the compiler too, which then fails.
        Err(_) if stop.load(Ordering::Relaxed) => Ended::Asked,
        programs => stage::run(&programs?, &folder, &stop)?,
    };
    match ended {
        Ended::Asked => {
            say::line("Stopped. `cargo demo` goes on with the same data.");
            Ok(ExitCode::SUCCESS)
        }
        Ended::Crashed => Ok(ExitCode::FAILURE),
    }
}

/// A flag that Ctrl-C and a request to end set.
fn listen_for_signals() -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))
            .map_err(|error| Failure::new(format!("cannot listen for signals: {error}")))?;
    }
    Ok(stop)
}

/// Builds the programs and finds the database's. What goes wrong with the looks of pages is said
/// and no obstacle.
fn build(workspace: &Workspace, options: &Options) -> Result<Programs, Failure> {
    let postgres = postgres::prepare(workspace)?;
    if let Err(failure) = assets::prepare(workspace) {
        say::warning(&format!("{}; pages will be plain", failure.text()));
    }
    say::line("Building; the first time takes some minutes.");
    let mut command = workspace.cargo(&["build", "--bins"]);
    for (system, package) in PACKAGES {
        if system.is_none_or(|system| options.starts(system)) {
            command.args(["--package", package]);
        }
    }
    if options.is_release {
        command.arg("--release");
    }
    if !program::run(command)?.success() {
        return Err(Failure::new("the programs do not build"));
    }
    let profile = if options.is_release { "release" } else { "debug" };
    Ok(Programs { folder: workspace.target()?.join(profile), postgres })
}
