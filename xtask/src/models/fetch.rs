//! Fetching an archive and taking files out of it, by `curl` and `tar`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Archive, check};
use crate::failure::{Failure, at};
use crate::program;
use crate::say;

/// An archive on this machine.
#[derive(Debug)]
pub(super) struct Opened {
    file: PathBuf,
    /// Whether it goes when it is no longer needed.
    is_ours: bool,
}

impl Opened {
    /// The content of one file in it.
    pub(super) fn member(&self, name: &str) -> Result<Vec<u8>, Failure> {
        let output = Command::new("tar")
            .arg("-xzOf")
            .arg(&self.file)
            .arg(name)
            .output()
            .map_err(|error| Failure::new(format!("`tar`: {error}")))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(Failure::new(format!("`tar` finds no `{name}`: {}", said.trim())))
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        if self.is_ours {
            let _ = fs::remove_file(&self.file);
        }
    }
}

/// The archive from the folder `from`, or from its registry into the folder `into`.
pub(super) fn archive(
    archive: &Archive,
    into: &Path,
    from: Option<&Path>,
) -> Result<Opened, Failure> {
    let opened = match from {
        Some(folder) => Opened { file: folder.join(archive.name), is_ours: false },
        None => fetched(archive, into)?,
    };
    let bytes = fs::read(&opened.file).map_err(at(&opened.file))?;
    match check(&bytes, archive.sha256) {
        Ok(()) => Ok(opened),
        Err(why) => Err(Failure::new(format!("`{}` {why}", archive.name))),
    }
}

fn fetched(archive: &Archive, into: &Path) -> Result<Opened, Failure> {
    let Some(curl) = program::find("curl") else {
        return Err(Failure::usage(format!(
            "`curl` is not installed; `apt-get install curl`, or fetch {} and say `--from DIR`",
            archive.url
        )));
    };
    say::line(&format!("models: fetching {}", archive.url));
    let opened = Opened { file: into.join(format!("{}.part", archive.name)), is_ours: true };
    let mut command = Command::new(curl);
    command.args(["--fail", "--silent", "--show-error", "--location", "--proto", "=https"]);
    command.args(["--retry", "3", "--connect-timeout", "30", "--max-time", "600"]);
    command.arg("--output").arg(&opened.file).arg(archive.url);
    if program::run(command)?.success() {
        return Ok(opened);
    }
    Err(Failure::new(format!(
        "{} cannot be fetched; where there is no network, bring the file and say `--from DIR`",
        archive.url
    )))
}
