//! Measurements that need more than a crate: programs and a register of millions of records, or
//! models and peers from other registries.
//!
//! It prepares what is needed and starts the measurement; what is measured, and how, stands in
//! `ees/api/benches/register/main.rs` and `ees/biometrics/benches/match/main.rs`.

mod matching;

use std::ops::RangeInclusive;
use std::process::ExitCode;

use crate::args::Args;
use crate::assets;
use crate::failure::Failure;
use crate::postgres;
use crate::program;
use crate::say;
use crate::workspace::Workspace;

pub(crate) const HELP: &str = "\
usage: cargo xtask bench register [OPTION]...
       cargo xtask bench match [OPTION]...

REGISTER compares how fast entries are recorded over the whole authenticated way, from the connection with
its certificate to the answer, with how fast PostgreSQL does the same statements for `pgbench`.

  --travellers N   people whose passages are recorded one by one (default 20000)
  --crossings N    records that are there before anything is measured; what is missing are
                   copies (default 5000000)
  --clients N      clients at the same time (default 8)
  --seconds N      how long each way runs in a round (default 20)
  --rounds N       how often both run, one after the other (default 5)
  --keep DIR       keep the register in DIR, and use the one that is there

Both run on one private cluster that waits for the disk, half of the entries by people who are
new and half by people with a file, each of whom leaves between the rounds.
Five million records take some 20 GB and a quarter of an hour before the first round.
Progress goes to standard error; the only line on standard output is JSON.

MATCH measures how exact and how fast fingers and faces are compared, beside peers in the same
run: recorded scores of others, NIST's programs in Rust, `faiss-cpu`.

  --data DIR       the folder with fingerprints/fvc2002/DB1_B and others (default:
                   LIMEN_SHARED_DATA); without it error rates are left out
  --people N       people of the synthetic gallery (default 100000)
  --faces N        faces of the scan (default 1000000)
  --only PART,...  of accuracy, speed, faces and people

It fetches the models (`cargo xtask models`) and, where Python can, `faiss-cpu`.
Exit codes: 0 measured, whatever came out, 1 failed, 2 wrong arguments.";

/// An option and the numbers that it takes.
type Number = (&'static str, RangeInclusive<u64>);

const NUMBERS: [Number; 5] = [
    ("--travellers", 100..=2_000_000),
    ("--crossings", 0..=100_000_000),
    ("--clients", 1..=16),
    ("--seconds", 1..=3_600),
    ("--rounds", 1..=100),
];

/// The command.
pub(crate) fn run(workspace: &Workspace, args: &mut Args) -> Result<ExitCode, Failure> {
    match args.command().as_deref() {
        Some("register") => {}
        Some("match") => return matching::run(workspace, args),
        Some(other) => {
            return Err(Failure::usage(format!("there is no measurement `{other}`")));
        }
        None => return Err(Failure::usage("what is to be measured? see `--help`")),
    }
    let passed_on = options(args)?;
    args.finish()?;
    let postgres = postgres::prepare(workspace)?;
    if let Err(failure) = assets::prepare(workspace) {
        say::warning(&format!("{}; pages will be plain", failure.text()));
    }
    let mut built = workspace.cargo(&["build", "--release", "--bins"]);
    built.args(["--package", "ees-api", "--package", "ees-synth"]);
    if !program::run(built)?.success() {
        return Err(Failure::new("`eesd` and `ees-synth` do not build"));
    }
    let mut measured =
        workspace.cargo(&["bench", "--quiet", "--package", "ees-api", "--bench", "register", "--"]);
    measured.arg("--programs").arg(workspace.target()?.join("release")).args(passed_on);
    postgres.tell(&mut measured);
    let is_done = program::run(measured)?.success();
    Ok(if is_done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The options as the measurement takes them.
fn options(args: &mut Args) -> Result<Vec<String>, Failure> {
    let mut options = Vec::new();
    for (name, range) in NUMBERS {
        let Some(number) = args.number::<u64>(name)? else { continue };
        if !range.contains(&number) {
            let (least, most) = range.into_inner();
            return Err(Failure::usage(format!("`{name}` is from {least} to {most}")));
        }
        options.extend([name.to_owned(), number.to_string()]);
    }
    if let Some(folder) = args.value("--keep")? {
        let folder = std::path::absolute(&folder)
            .map_err(|error| Failure::usage(format!("`--keep`: {error}")))?;
        options.extend(["--keep".to_owned(), folder.display().to_string()]);
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Vec<String>, Failure> {
        let mut args = Args::new(line.split_whitespace().map(str::to_owned));
        options(&mut args).and_then(|options| args.finish().map(|()| options))
    }

    #[test]
    fn options_are_passed_on_and_numbers_that_make_no_sense_are_refused() {
        for (line, expected) in [
            ("", Some("")),
            ("--clients 4 --rounds=3", Some("--clients 4 --rounds 3")),
            ("--keep /here", Some("--keep /here")),
            ("--clients 0", None),
            ("--clients 17", None),
            ("--seconds soon", None),
            ("--travellers 99", None),
            ("--keep", None),
            ("--fast", None),
        ] {
            let read = read(line).ok().map(|options| options.join(" "));
            assert_eq!(read.as_deref(), expected, "{line}");
        }
    }
}
