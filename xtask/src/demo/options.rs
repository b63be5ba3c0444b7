//! What one may ask of the demonstration.

use std::path::PathBuf;

use super::system::System;
use crate::args::Args;
use crate::failure::Failure;
use crate::workspace::Workspace;

/// Where everything is kept when nobody says otherwise, below the root of the workspace.
const FOLDER: &str = ".limen";
/// How many travellers the register is filled with.
const TRAVELLERS: u32 = 2000;
/// How many people the Information Exchange System is filled with.
const PEOPLE: u32 = 200;
/// As many people as the program that makes them takes.
const PEOPLE_MAX: u32 = 5000;
/// The highest first port, so that the others follow it.
pub(super) const PORT_MAX: u16 = u16::MAX - System::PORTS + 1;

/// The options.
#[derive(Debug)]
pub(super) struct Options {
    /// The data directory.
    pub(super) data: PathBuf,
    /// How many travellers the register is filled with, the first time.
    pub(super) travellers: u32,
    /// How many people the Information Exchange System is filled with besides those who play
    /// parts, the first time.
    pub(super) people: u32,
    /// The first of the ports, when one was asked for.
    pub(super) port: Option<u16>,
    /// The one system to start, when not both.
    pub(super) only: Option<System>,
    /// Whether to build with all optimisations.
    pub(super) is_release: bool,
    /// Whether to delete the data directory first.
    pub(super) reset: bool,
    /// Whether not to ask before that.
    pub(super) is_sure: bool,
}

impl Options {
    /// Takes the options from the command line.
    pub(super) fn read(workspace: &Workspace, args: &mut Args) -> Result<Self, Failure> {
        let data = args.value("--data")?.map_or_else(|| workspace.path(FOLDER), PathBuf::from);
        let data = std::path::absolute(&data)
            .map_err(|error| Failure::usage(format!("`--data`: {error}")))?;
        let port: Option<u16> = args.number("--port")?;
        if port.is_some_and(|port| !(1..=PORT_MAX).contains(&port)) {
            return Err(Failure::usage(format!("`--port` is between 1 and {PORT_MAX}")));
        }
        let people = args.number("--people")?.unwrap_or(PEOPLE);
        if PEOPLE_MAX < people {
            return Err(Failure::usage(format!("`--people` is at most {PEOPLE_MAX}")));
        }
        Ok(Self {
            data,
            travellers: args.number("--travellers")?.unwrap_or(TRAVELLERS),
            people,
            port,
            only: args.value("--only")?.as_deref().map(System::read).transpose()?,
            is_release: args.flag("--release"),
            reset: args.flag("--reset"),
            is_sure: args.flag("--yes"),
        })
    }

    /// Whether `system` is started.
    pub(super) fn starts(&self, system: System) -> bool {
        self.only.is_none_or(|only| only == system)
    }
}
