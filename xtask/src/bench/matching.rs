//! `cargo xtask bench match`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::args::Args;
use crate::failure::Failure;
use crate::models;
use crate::program;
use crate::say;
use crate::workspace::Workspace;

/// The peer of the scan of faces, at the version that was compared with.
const PEER: [&str; 2] = ["faiss-cpu==1.15.1", "numpy"];
/// The parts of the measurement.
const PARTS: [&str; 4] = ["accuracy", "speed", "faces", "people"];

/// The measurement of fingers and faces.
pub(super) fn run(workspace: &Workspace, args: &mut Args) -> Result<ExitCode, Failure> {
    let mut passed_on = Vec::new();
    let data = args.value("--data")?.or_else(of_environment);
    if let Some(data) = data {
        let data = std::path::absolute(&data)
            .map_err(|error| Failure::usage(format!("`--data`: {error}")))?;
        if !data.is_dir() {
            return Err(Failure::usage(format!("`--data`: `{}` is no folder", data.display())));
        }
        passed_on.extend(["--data".to_owned(), data.display().to_string()]);
    }
    for (name, range) in [("--people", 1_000..=10_000_000), ("--faces", 1_000..=20_000_000)] {
        let Some(number) = args.number::<u64>(name)? else { continue };
        if !range.contains(&number) {
            let (least, most) = range.into_inner();
            return Err(Failure::usage(format!("`{name}` is from {least} to {most}")));
        }
        passed_on.extend([name.to_owned(), number.to_string()]);
    }
    let only = args.value("--only")?;
    args.finish()?;
    let is_wanted = |part: &str| {
        only.as_deref().is_none_or(|only| only.split(',').any(|wanted| wanted == part))
    };
    if let Some(only) = &only {
        if let Some(unknown) = only.split(',').find(|part| !PARTS.contains(part)) {
            return Err(Failure::usage(format!("`--only`: there is no part `{unknown}`")));
        }
        passed_on.extend(["--only".to_owned(), only.clone()]);
    }
    if (is_wanted("accuracy") || is_wanted("speed"))
        && let Err(failure) = models::provide_all(None, None)
    {
        say::warning(&format!("{}; LEADER is left out", failure.text()));
    }
    if is_wanted("faces") {
        match python(&workspace.target()?.join("bench-python")) {
            Ok(python) => passed_on.extend(["--python".to_owned(), python.display().to_string()]),
            Err(failure) => say::warning(&format!("{}; faiss is left out", failure.text())),
        }
    }
    let mut measured = workspace.cargo(&[
        "bench",
        "--quiet",
        "--package",
        "ees-biometrics",
        "--bench",
        "match",
        "--",
    ]);
    measured.args(passed_on);
    let is_done = program::run(measured)?.success();
    Ok(if is_done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The folder of data that the environment names.
fn of_environment() -> Option<String> {
    std::env::var_os("LIMEN_SHARED_DATA").and_then(|data| data.into_string().ok())
}

/// A Python of our own with the peer, made once.
fn python(home: &Path) -> Result<PathBuf, Failure> {
    let python = home.join("bin/python");
    let has_peer = |python: &Path| {
        let mut asked = Command::new(python);
        asked.args(["-c", "import faiss, numpy"]).stderr(std::process::Stdio::null());
        asked.status().is_ok_and(|status| status.success())
    };
    if has_peer(&python) {
        return Ok(python);
    }
    let system = program::find("python3").ok_or_else(|| Failure::new("there is no python3"))?;
    let mut made = Command::new(system);
    made.args(["-m", "venv"]).arg(home);
    let mut installed = Command::new(&python);
    installed.args(["-m", "pip", "install", "--quiet"]).args(PEER);
    for command in [made, installed] {
        if !program::run(command)?.success() {
            return Err(Failure::new(format!("no Python with {} could be made", PEER[0])));
        }
    }
    Ok(python)
}
