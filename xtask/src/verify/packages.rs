//! Packages of Debian that tests need.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::program;
use crate::say;

/// What is going to be run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// Tests with a browser.
    pub(super) browser: bool,
    /// Pages with their looks.
    pub(super) assets: bool,
    /// Tests with a server that carries messages.
    pub(super) messages: bool,
}

/// Installs what is missing, or says how. Without the right to install, pages may stay plain;
/// whoever prepares them says so.
pub(super) fn ensure(wanted: Wanted) -> Result<(), Failure> {
    let is_root = rustix::process::geteuid().is_root();
    let wanted = Wanted { assets: wanted.assets && is_root, ..wanted };
    let missing = missing(wanted, Need::is_met);
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let command = format!("apt-get install -y --no-install-recommends {list}");
    if program::find("apt-get").is_none() {
        return Err(Failure::usage(format!("tests need what Debian calls: {list}")));
    }
    if !is_root {
        return Err(Failure::usage(format!("tests need more packages; run `sudo {command}`")));
    }
    install(&missing)
}

/// Installs Debian's PostgreSQL where that may be done; elsewhere `otherwise` is the answer.
pub(super) fn ensure_database(otherwise: Failure) -> Result<(), Failure> {
    if program::find("apt-get").is_some() && rustix::process::geteuid().is_root() {
        say::warning(otherwise.text());
        install(&["postgresql"])
    } else {
        Err(otherwise)
    }
}

fn install(packages: &[&str]) -> Result<(), Failure> {
    say::heading(&format!("installing {}", packages.join(" ")));
    apt_get(&["update", "--quiet"])?;
    let mut arguments = vec!["install", "-y", "--quiet", "--no-install-recommends"];
    arguments.extend(packages);
    apt_get(&arguments)
}

/// Where Debian puts the server that carries messages.
const NATS_OF_DEBIAN: &str = "/usr/sbin/nats-server";

/// Something a test needs, and the package it comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Chromium,
    Node,
    Npm,
    Nats,
}

impl Need {
    fn package(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Node => "nodejs",
            Self::Npm => "npm",
            Self::Nats => "nats-server",
        }
    }

    fn is_met(self) -> bool {
        match self {
            Self::Chromium => program::find("chromium").is_some(),
            Self::Node => program::find("node").is_some(),
            Self::Npm => program::find("npm").is_some(),
            Self::Nats => {
                // Where Debian has it is not on everybody's search path.
                program::find("nats-server").is_some() || Path::new(NATS_OF_DEBIAN).is_file()
            }
        }
    }
}

/// The packages that are missing.
fn missing(wanted: Wanted, is_met: impl Fn(Need) -> bool) -> Vec<&'static str> {
    let node = wanted.assets || wanted.browser;
    let needs = [
        (wanted.browser, Need::Chromium),
        (node, Need::Node),
        (node, Need::Npm),
        (wanted.messages, Need::Nats),
    ];
    needs
        .into_iter()
        .filter(|(is_wanted, need)| *is_wanted && !is_met(*need))
        .map(|(_, need)| need.package())
        .collect()
}

/// Runs `apt-get` so that it asks nothing. Tests start servers of their own, so the run level
/// keeps the package from starting one.
fn apt_get(arguments: &[&str]) -> Result<(), Failure> {
    let mut command = Command::new("apt-get");
    command.args(arguments).envs([("DEBIAN_FRONTEND", "noninteractive"), ("RUNLEVEL", "1")]);
    command.stdin(std::process::Stdio::null());
    if program::run(command)?.success() {
        Ok(())
    } else {
        Err(Failure::usage(format!("`apt-get {}` failed", arguments.join(" "))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_needed_and_missing_is_installed() {
        let all = Wanted { browser: true, assets: true, messages: true };
        assert_eq!(missing(all, |_| false), ["chromium", "nodejs", "npm", "nats-server"]);
        assert_eq!(missing(all, |need| need == Need::Node), ["chromium", "npm", "nats-server"]);
        let none = Wanted { browser: false, assets: false, messages: false };
        assert!(missing(none, |_| false).is_empty());
    }
}
