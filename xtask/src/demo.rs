//! The demonstration: the whole Entry/Exit System on one machine, with synthetic travellers.
//!
//! It builds the programs, lays out a data directory, has certificates issued, fills the register
//! once, starts an identity provider of its own and the daemon, and stops them in good order. It knows the programs by
//! their command lines alone.

mod child;
mod folder;
mod options;
mod ready;
mod stage;
mod systems;
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
use stage::{Ended, Programs};

pub(crate) const HELP: &str = "\
Builds and starts the Entry/Exit System with synthetic travellers, on this machine alone.

usage: cargo demo [--data DIR] [--travellers N] [--port PORT] [--release] [--reset [--yes]]

  --data DIR       where everything is kept (default .limen)
  --travellers N   how many travellers the register is filled with, the first time (default 2000)
  --port PORT      where to listen on 127.0.0.1 (default 8080); the next three are taken too
  --release        build with all optimisations: slower to start the first time, faster to use
  --reset          delete the data directory and start anew; asks first
  --yes            do not ask

Ctrl-C stops everything. Started again, it goes on with the same data.
PostgreSQL is the machine's own or that of `LIMEN_POSTGRES`, else it comes from npm.";

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

/// Builds the four programs and finds the database's. What goes wrong with the looks of pages is said and no obstacle.
fn build(workspace: &Workspace, options: &Options) -> Result<Programs, Failure> {
    let postgres = postgres::prepare(workspace)?;
    if let Err(failure) = assets::prepare(workspace) {
        say::warning(&format!("{}; pages will be plain", failure.text()));
    }
    say::line("Building; the first time takes some minutes.");
    let mut command = workspace.cargo(&["build", "--bins"]);
    command.args(["--package", "ees-api", "--package", "ees-synth", "--package", "fnd-testkit"]);
    if options.is_release {
        command.arg("--release");
    }
    if !program::run(command)?.success() {
        return Err(Failure::new("the programs do not build"));
    }
    let profile = if options.is_release { "release" } else { "debug" };
    let folder = workspace.target()?.join(profile);
    Ok(Programs {
        daemon: folder.join("eesd"),
        synth: folder.join("ees-synth"),
        provider: folder.join("standin-provider"),
        authority: folder.join("standin-authority"),
        postgres,
    })
}
