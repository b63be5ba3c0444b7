//! The steps that cargo runs.

use std::process::Command;

use super::tally::Tally;
use super::test_output::Libtest;
use crate::failure::Failure;
use crate::postgres::Postgres;
use crate::program;
use crate::workspace::Workspace;

/// The source is formatted.
pub(super) fn fmt(workspace: &Workspace, tally: &mut Tally) -> Result<(), Failure> {
    one("fmt", workspace.cargo(&["fmt", "--all", "--check"]), tally)
}

/// Lints, warnings counted as errors.
pub(super) fn clippy(workspace: &Workspace, tally: &mut Tally) -> Result<(), Failure> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    one("clippy", workspace.cargo(&arguments), tally)
}

/// Every item's documentation builds without a warning.
pub(super) fn doc(workspace: &Workspace, tally: &mut Tally) -> Result<(), Failure> {
    let arguments = ["doc", "--workspace", "--no-deps", "--document-private-items"];
    let mut command = workspace.cargo(&arguments);
    command.env("RUSTDOCFLAGS", "-Dwarnings");
    one("doc", command, tally)
}

/// Every test of every crate, also after one failed.
pub(super) fn test(
    workspace: &Workspace,
    postgres: &Postgres,
    tally: &mut Tally,
) -> Result<(), Failure> {
    let mut read = Libtest::default();
    let mut command = workspace.cargo(&["test", "--workspace", "--no-fail-fast"]);
    postgres.tell(&mut command);
    let status = program::run_reading(command, |line| read.read(line))?;
    let (passed, failures) = read.end(status.success());
    tally.pass(passed);
    for failure in failures {
        tally.fail(failure);
    }
    Ok(())
}

fn one(name: &str, command: Command, tally: &mut Tally) -> Result<(), Failure> {
    let status = program::run(command)?;
    tally.count(name, status.success());
    Ok(())
}
