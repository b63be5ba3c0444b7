//! The programs that a demonstration starts, and how each is told what all are told.

use std::path::PathBuf;
use std::process::Command;

use super::system::{Ports, System};
use crate::postgres::Postgres;

/// Makes a program end when its standard input does, so that nothing goes on alone when this
/// program is killed. The stand-ins do so unasked.
pub(super) const UNTIL_STDIN_CLOSES: &str = "--until-stdin-closes";

/// Issues certificates.
pub(super) const AUTHORITY: &str = "standin-authority";
/// Signs people in.
const PROVIDER: &str = "standin-provider";

/// Where the programs are.
#[derive(Debug)]
pub(super) struct Programs {
    /// The folder of our own.
    pub(super) folder: PathBuf,
    /// The programs of PostgreSQL.
    pub(super) postgres: Postgres,
}

impl Programs {
    /// A program of our own that needs no database.
    pub(super) fn command(&self, name: &str) -> Command {
        Command::new(self.folder.join(name))
    }

    /// A program of our own that is told where the database's are.
    pub(super) fn with_database(&self, name: &str) -> Command {
        let mut command = self.command(name);
        self.postgres.tell(&mut command);
        command
    }

    /// An identity provider with the people of the file `people`.
    pub(super) fn provider(&self, people: PathBuf, port: u16) -> Command {
        let mut command = self.command(PROVIDER);
        command.arg(people).arg(here(port));
        command
    }

    /// The daemon `name` with its configuration.
    pub(super) fn daemon(&self, name: &str, config: PathBuf) -> Command {
        let mut command = self.with_database(name);
        command.arg("serve").arg("--config").arg(config).arg(UNTIL_STDIN_CLOSES);
        command
    }
}

/// An address of this machine alone.
pub(super) fn here(port: u16) -> String {
    format!("127.0.0.1:{port}")
}

/// A program that goes on until it is stopped.
#[derive(Debug)]
pub(super) struct Server {
    /// What it is called when it ends.
    pub(super) name: &'static str,
    /// How it is started.
    pub(super) command: Command,
    /// Where its output goes.
    pub(super) log: PathBuf,
    /// How to tell that it is up.
    pub(super) sign: Sign,
}

/// How to tell that a program is up.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sign {
    /// It listens on the port.
    Listens(u16),
    /// It says on the port of administration that it is ready.
    IsReady(u16),
}

impl Sign {
    /// That of a daemon.
    pub(super) fn of_daemon(ports: Ports) -> Self {
        Self::IsReady(ports.admin())
    }
}

/// What fills a system, once.
#[derive(Debug)]
pub(super) struct Filling {
    /// The system.
    pub(super) system: System,
    /// With whom, for people.
    pub(super) with: String,
    /// With how many.
    pub(super) count: u32,
    /// The programs, one after the other.
    pub(super) steps: Vec<(&'static str, Command)>,
}
