//! Every check, from formatting to the browser, with one line at the end that counts them.

mod browser;
mod packages;
mod rust;
mod tally;
mod test_output;

use std::process::ExitCode;
use std::time::Instant;

use crate::args::Args;
use crate::assets;
use crate::failure::Failure;
use crate::postgres::{self, Postgres};
use crate::say;
use crate::tidy;
use crate::workspace::Workspace;

use tally::Tally;

pub(crate) const HELP: &str = "\
Installs what tests need and runs every check.

usage: cargo verify [--only STEP,STEP...]

Steps, in this order:
  fmt      the source is formatted
  clippy   lints, warnings counted as errors
  test     unit, scenario and database tests
  tidy     structure of the source tree and its documents
  doc      the documentation of every item builds without a warning
  browser  pages in a real browser

Packages of Debian that tests need are installed when they are missing and this runs as root;
otherwise it names the command and stops with exit code 2.
PostgreSQL is the machine's own or that of `LIMEN_POSTGRES`, else it comes from npm, else from
Debian.
The last line counts: `N passed, N failed`. Exit code 1 when anything failed.";

/// A step of the verification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Fmt,
    Clippy,
    Test,
    Tidy,
    Doc,
    Browser,
}

/// The steps by name, in their order.
const STEPS: &[(&str, Step)] = &[
    ("fmt", Step::Fmt),
    ("clippy", Step::Clippy),
    ("test", Step::Test),
    ("tidy", Step::Tidy),
    ("doc", Step::Doc),
    ("browser", Step::Browser),
];

/// The command.
pub(crate) fn run(workspace: &Workspace, args: &mut Args) -> Result<ExitCode, Failure> {
    let steps = chosen(args.value("--only")?.as_deref())?;
    args.finish()?;
    let begun = Instant::now();
    let postgres = prepare(workspace, &steps)?;
    let mut tally = Tally::default();
    if steps.iter().any(|(_, step)| is_compiling(*step)) {
        let assets = assets::prepare(workspace);
        if let Err(failure) = assets {
            say::problem(failure.text());
            tally.fail("assets");
        }
    }
    for (name, step) in steps {
        say::heading(name);
        let begun = Instant::now();
        if let Err(failure) = run_step((workspace, &postgres), step, &mut tally) {
            say::problem(failure.text());
            tally.fail(name);
        }
        say::line(&format!("{name}: {:.1} s", begun.elapsed().as_secs_f64()));
    }
    say::heading(&format!("verified in {:.0} s", begun.elapsed().as_secs_f64()));
    for failure in tally.failures() {
        say::line(&format!("failed: {failure}"));
    }
    say::line(&tally.closing_line());
    Ok(tally.code())
}

/// Installs what the steps need from outside; which PostgreSQL tests take.
fn prepare(workspace: &Workspace, steps: &[(&'static str, Step)]) -> Result<Postgres, Failure> {
    let has = |wanted| steps.iter().any(|(_, step)| *step == wanted);
    let in_browser = has(Step::Browser) && browser::is_wanted(workspace);
    packages::ensure(packages::Wanted {
        browser: in_browser,
        assets: steps.iter().any(|(_, step)| is_compiling(*step)),
        messages: has(Step::Test),
    })?;
    if !has(Step::Test) && !in_browser {
        return Ok(Postgres::OfMachine);
    }
    postgres::prepare(workspace).or_else(|missing| {
        packages::ensure_database(missing)?;
        Ok(Postgres::OfMachine)
    })
}

/// Whether the step builds the pages, which take their looks from npm.
fn is_compiling(step: Step) -> bool {
    !matches!(step, Step::Fmt | Step::Tidy)
}

fn run_step(
    (workspace, postgres): (&Workspace, &Postgres),
    step: Step,
    tally: &mut Tally,
) -> Result<(), Failure> {
    match step {
        Step::Fmt => rust::fmt(workspace, tally),
        Step::Clippy => rust::clippy(workspace, tally),
        Step::Test => rust::test(workspace, postgres, tally),
        Step::Tidy => {
            for (name, findings) in tidy::check_all(workspace)? {
                tally.count(name, findings.is_empty());
            }
            Ok(())
        }
        Step::Doc => rust::doc(workspace, tally),
        Step::Browser => browser::test(workspace, postgres, tally),
    }
}

/// The steps to run: all, or those named.
fn chosen(only: Option<&str>) -> Result<Vec<(&'static str, Step)>, Failure> {
    let Some(only) = only else { return Ok(STEPS.to_vec()) };
    let names: Vec<&str> = only.split(',').map(str::trim).collect();
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|(known, _)| known != *name)) {
        return Err(Failure::usage(format!("`--only`: there is no step `{unknown}`")));
    }
    Ok(STEPS.iter().filter(|(name, _)| names.contains(name)).copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_run_in_their_order_whatever_order_they_are_named_in() {
        let names = |only| {
            let steps = chosen(only).unwrap();
            steps.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(names(None), "fmt clippy test tidy doc browser");
        assert_eq!(names(Some("tidy, fmt")), "fmt tidy");
        assert!(chosen(Some("fmt,lint")).is_err());
    }
}
