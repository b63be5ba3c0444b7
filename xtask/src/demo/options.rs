//! What one may ask of the demonstration.

use std::path::PathBuf;

use crate::args::Args;
use crate::failure::Failure;
use crate::workspace::Workspace;

/// Where everything is kept when nobody says otherwise, below the root of the workspace.
const FOLDER: &str = ".limen";
/// How many travellers the register is filled with.
const TRAVELLERS: u32 = 2000;
/// The highest first port, so that three more follow it.
const PORT_MAX: u16 = u16::MAX - 3;

/// The options.
#[derive(Debug)]
pub(super) struct Options {
    /// The data directory.
    pub(super) data: PathBuf,
    /// How many travellers the register is filled with, the first time.
    pub(super) travellers: u32,
    /// The first of four ports, when one was asked for.
    pub(super) port: Option<u16>,
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
        Ok(Self {
            data,
            travellers: args.number("--travellers")?.unwrap_or(TRAVELLERS),
            port,
            is_release: args.flag("--release"),
            reset: args.flag("--reset"),
            is_sure: args.flag("--yes"),
        })
    }
}
