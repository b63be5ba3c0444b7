//! Pages in a real browser, as node's test runner tries them.

use std::process::Stdio;

use super::tally::Tally;
use super::test_output::NodeTest;
use crate::assets::{self, Assets};
use crate::failure::Failure;
use crate::postgres::Postgres;
use crate::program;
use crate::say;
use crate::workspace::Workspace;

/// The folder of the tests.
const FOLDER: &str = "tests/browser";
/// Packages whose programs the tests start, and the folders they lie in.
const PROGRAMS: &[(&str, &str)] = &[
    ("ees-api", "ees/api"),
    ("ees-synth", "ees/synth"),
    ("ees-capture", "ees/capture"),
    ("ies-web", "ies/web"),
    ("ies-synth", "ies/synth"),
    // Its program must lie beside the daemon `iesd`.
    ("fnd-intake", "foundation/intake"),
    ("fnd-testkit", "foundation/testkit"),
];

/// Whether there are such tests.
pub(super) fn is_wanted(workspace: &Workspace) -> bool {
    workspace.path(FOLDER).join("package.json").exists()
}

/// Builds the programs and runs the tests, one file after the other. Tests find the programs in
/// the folder that `LIMEN_PROGRAMS` names.
pub(super) fn test(
    workspace: &Workspace,
    postgres: &Postgres,
    tally: &mut Tally,
) -> Result<(), Failure> {
    if !is_wanted(workspace) {
        say::line("no browser tests");
        return Ok(());
    }
    let folder = workspace.path(FOLDER);
    if assets::install(&folder)? == Assets::NoNpm {
        return Err(Failure::new("browser tests need npm"));
    }
    build(workspace)?;
    let mut command = workspace.command("node");
    command
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .current_dir(&folder)
        .env("LIMEN_PROGRAMS", workspace.target()?.join("debug"))
        .stdin(Stdio::null());
    postgres.tell(&mut command);
    let mut read = NodeTest::default();
    let status = program::run_reading(command, |line| read.read(line))?;
    let (passed, failures) = read.end(status.success());
    tally.pass(passed);
    for failure in failures {
        tally.fail(failure);
    }
    Ok(())
}

/// Builds those programs whose packages are there.
fn build(workspace: &Workspace) -> Result<(), Failure> {
    let mut command = workspace.cargo(&["build", "--bins"]);
    for (package, folder) in PROGRAMS {
        if workspace.path(folder).join("Cargo.toml").exists() {
            command.args(["--package", package]);
        }
    }
    if program::run(command)?.success() {
        Ok(())
    } else {
        Err(Failure::new("the programs that browser tests start do not build"))
    }
}
