//! The Entry/Exit System: its programs, and what is said of it.

use std::fs;

use super::callers::Callers;
use super::files::write_for_owner;
use super::folder::Folder;
use super::place::Place;
use super::programs::{Filling, Programs, Server, Sign, UNTIL_STDIN_CLOSES, here};
use super::ready;
use super::system::System;
use crate::failure::{Failure, at};
use crate::program;

const DAEMON: &str = "eesd";
const SYNTH: &str = "ees-synth";
const CONFIG: &str = "eesd.toml";
/// Drives the scanner of an officer; here one of fingers that do not exist.
const SCANNER: &str = "limen-capture";
/// The seed of these fingers.
const FINGERS: &str = "2017";

fn place(folder: &Folder) -> Place {
    folder.place(System::Ees)
}

/// Writes the list of border crossing points at which synthetic travellers cross, unless there
/// is one.
pub(super) fn prepare(programs: &Programs, folder: &Folder) -> Result<(), Failure> {
    let path = place(folder).path("points.toml");
    if path.exists() {
        return Ok(());
    }
    let mut command = programs.command(SYNTH);
    command.arg("points");
    write_for_owner(&path, &program::read(command)?)
}

/// Fills the register with synthetic travellers.
pub(super) fn filling(programs: &Programs, folder: &Folder) -> Filling {
    let count = folder.travellers;
    let mut command = programs.with_database(SYNTH);
    command.arg("fill").arg("--data").arg(place(folder).root());
    command.arg("--travellers").arg(count.to_string()).arg(UNTIL_STDIN_CLOSES);
    let with = format!("{count} travellers");
    Filling { system: System::Ees, with, count, steps: vec![(SYNTH, command)] }
}

/// What the daemon needs beside it.
pub(super) fn stand_ins(programs: &Programs, folder: &Folder) -> Vec<Server> {
    let (place, ports) = (place(folder), folder.ports(System::Ees));
    let (provider, scanner) = (ports.provider(), ports.scanner());
    let mut simulated = programs.command(SCANNER);
    simulated.args(["--simulate", FINGERS]).arg("--origin");
    simulated.arg(format!("http://localhost:{}", ports.pages())).arg(UNTIL_STDIN_CLOSES);
    simulated.arg("--listen").arg(here(scanner));
    vec![
        Server {
            name: "the identity provider of the Entry/Exit System",
            command: programs.provider(place.path("people.toml"), provider),
            log: place.path("output/standin-provider.log"),
            sign: Sign::Listens(provider),
        },
        Server {
            name: "the simulated scanner",
            command: simulated,
            log: place.path("output/limen-capture.log"),
            sign: Sign::Listens(scanner),
        },
    ]
}

/// The daemon.
pub(super) fn daemon(programs: &Programs, folder: &Folder) -> Server {
    let place = place(folder);
    Server {
        name: DAEMON,
        command: programs.daemon(DAEMON, place.path(CONFIG)),
        log: place.path("output/eesd.log"),
        sign: Sign::of_daemon(folder.ports(System::Ees)),
    }
}

/// Where to look, as whom, and what to try.
pub(super) fn welcome(folder: &Folder, callers: &Callers) -> Result<Vec<String>, Failure> {
    let place = place(folder);
    let mut lines = vec![
        format!("  Look at   http://localhost:{}", folder.ports(System::Ees).pages()),
        "  Sign in as one of these; the provider shows their names and asks no password:"
            .to_owned(),
        "    Ana Marin       border officer at Bucharest Otopeni airport".to_owned(),
        "    Radu Ionescu    border supervisor".to_owned(),
        "    Elena Dobre     immigration officer".to_owned(),
        "    Mihai Stan      auditor, who reads the log and no file".to_owned(),
        "  The scanner of fingers is simulated, and has the same person's for everybody."
            .to_owned(),
        "  Documents worth trying at the desk are listed in".to_owned(),
        format!("            {}", place.path("specimens.txt").display()),
        format!("  Data      {}", place.root().display()),
        format!("  Keys      {}", place.path("keys.toml").display()),
        format!("  Output    {}", place.path("output").display()),
    ];
    if let Some(example) = example(folder, callers)? {
        let systems = "  Systems call with certificates; so one of them reads the log:";
        lines.extend([systems.to_owned(), format!("    {example}")]);
    }
    Ok(lines)
}

/// How a system asks, unless somebody changed the configuration so that none can.
fn example(folder: &Folder, callers: &Callers) -> Result<Option<String>, Failure> {
    let path = place(folder).path(CONFIG);
    let configuration = fs::read_to_string(&path).map_err(at(&path))?;
    let port = folder.ports(System::Ees).last();
    let example = callers.example(&configuration, port);
    Ok(example.filter(|_| ready::is_listening(port)))
}
