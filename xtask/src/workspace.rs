//! The workspace this program belongs to.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::failure::Failure;
use crate::program;

/// Variables that `cargo run` sets for this program and that a cargo started from it would take
/// for a reason to compile things again.
const CARGO_RUN_VARIABLES: &[&str] =
    &["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"];

/// The root of the workspace.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace that holds this program, or else the working directory.
    pub(crate) fn find() -> Result<Self, Failure> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let here = env::current_dir().ok();
        [manifest, here]
            .into_iter()
            .flatten()
            .find_map(|start| start.ancestors().find(|folder| is_root(folder)).map(Path::to_owned))
            .map(|root| Self { root })
            .ok_or_else(|| Failure::usage("run this inside the workspace"))
    }

    /// The folder of the root manifest.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path below the root.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// The cargo that started this program.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = self.command(program);
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if CARGO_RUN_VARIABLES.iter().any(|prefix| text.starts_with(prefix)) {
                command.env_remove(&name);
            }
        }
        command.args(arguments);
        command
    }

    /// A program that runs in the root and reads nothing.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).stdin(Stdio::null());
        command
    }

    /// What `cargo metadata` says; resolved for this kind of machine alone, and from what is
    /// already here when that is enough.
    pub(crate) fn metadata(&self) -> Result<Value, Failure> {
        let host = self.host()?;
        let arguments = ["metadata", "--format-version=1", "--filter-platform", &host];
        let mut offline = self.cargo(&arguments);
        offline.arg("--offline");
        let answer = program::read(offline).or_else(|_| program::read(self.cargo(&arguments)))?;
        serde_json::from_str(&answer)
            .map_err(|error| Failure::new(format!("`cargo metadata`: {error}")))
    }

    /// The folder that cargo builds into.
    pub(crate) fn target(&self) -> Result<PathBuf, Failure> {
        let mut command = self.cargo(&["metadata", "--format-version=1", "--no-deps", "--offline"]);
        command.stderr(Stdio::inherit());
        let answer: Value = serde_json::from_str(&program::read(command)?)
            .map_err(|error| Failure::new(format!("`cargo metadata`: {error}")))?;
        let folder = answer.get("target_directory").and_then(Value::as_str);
        folder.map(PathBuf::from).ok_or_else(|| Failure::new("cargo names no target directory"))
    }

    fn host(&self) -> Result<String, Failure> {
        let mut command = self.command(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        command.arg("-vV");
        let answer = program::read(command)?;
        let host = answer.lines().find_map(|line| line.strip_prefix("host: "));
        host.map(str::to_owned).ok_or_else(|| Failure::new("`rustc -vV` names no host"))
    }
}

fn is_root(folder: &Path) -> bool {
    fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|text| text.contains("[workspace]"))
}
