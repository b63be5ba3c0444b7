//! The folder of one system, and what is remembered of its filling.

use std::fs;
use std::path::{Path, PathBuf};

use super::files::{make, remove};
use super::system::System;
use crate::failure::{Failure, at};
use crate::say;

/// Says that the system was filled, and with how many.
const FILLED: &str = "demo.filled";
/// Says that a filling began.
const FILLING: &str = "demo.filling";
/// Names where the database lies, when it is not in the directory.
const ELSEWHERE: &str = "cluster/elsewhere";
/// The folder of databases that lie elsewhere.
const DATABASES: &str = "/var/lib/limen";

/// A folder that holds everything of one system.
#[derive(Debug)]
pub(super) struct Place {
    system: System,
    path: PathBuf,
}

impl Place {
    /// The folder of `system` in the data directory. The Entry/Exit System, which was there
    /// first, lies in the directory itself.
    pub(super) fn of(system: System, data: &Path) -> Self {
        let path = match system {
            System::Ees => data.to_owned(),
            System::Ies => data.join("ies"),
        };
        Self { system, path }
    }

    /// The folder itself.
    pub(super) fn root(&self) -> &Path {
        &self.path
    }

    /// A path in the folder.
    pub(super) fn path(&self, below: &str) -> PathBuf {
        self.path.join(below)
    }

    /// Makes the folders that programs do not make themselves, as they do the database, the keys
    /// and the signed log.
    pub(super) fn lay_out(&self) -> Result<(), Failure> {
        make(&self.path("output"))
    }

    /// Whether the system was filled before.
    pub(super) fn is_filled(&self) -> bool {
        self.path(FILLED).exists()
    }

    /// Makes ready for a filling: what one that was broken off left is removed.
    pub(super) fn begin_filling(&self) -> Result<(), Failure> {
        let mark = self.path(FILLING);
        if mark.exists() {
            say::line("The last filling was broken off; it begins anew.");
            self.remove_elsewhere()?;
            for name in self.filled() {
                remove(&self.path(name))?;
            }
        }
        fs::write(&mark, "").map_err(at(&mark))
    }

    /// Remembers that the system is filled.
    pub(super) fn set_filled(&self, count: u32) -> Result<(), Failure> {
        let path = self.path(FILLED);
        fs::write(&path, format!("{count}\n")).map_err(at(&path))?;
        remove(&self.path(FILLING))
    }

    /// What a filling makes, and what is removed after one that was broken off.
    fn filled(&self) -> &'static [&'static str] {
        match self.system {
            System::Ees => &["cluster", "log", "keys.toml", "specimens.txt"],
            System::Ies => &["cluster", "log", "keys.toml", "scan-keys.toml", "files"],
        }
    }

    /// Removes the database of the folder when it lies elsewhere, as it does where the account
    /// it runs as cannot enter. Nothing is removed but a folder for such databases.
    pub(super) fn remove_elsewhere(&self) -> Result<(), Failure> {
        let Ok(named) = fs::read_to_string(self.path(ELSEWHERE)) else { return Ok(()) };
        let named = Path::new(named.trim());
        if named.parent() == Some(Path::new(DATABASES)) { remove(named) } else { Ok(()) }
    }
}
