//! Filling the systems, starting the programs, watching them, stopping them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::callers::Callers;
use super::child::{Child, PAUSE};
use super::folder::Folder;
use super::programs::{AUTHORITY, Filling, Programs, Server, Sign};
use super::ready;
use super::system::System;
use super::{ees, ies};
use crate::failure::Failure;
use crate::say;

/// How long a program may take until it is ready, a new database included.
const READY_MAX: Duration = Duration::from_mins(3);

/// Why the demonstration ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Somebody asked for it.
    Asked,
    /// A program died; it was said which, and how.
    Crashed,
}

/// Whether to go on after a part of the way.
enum Way {
    On,
    Out(Ended),
}

/// Runs the demonstration until somebody asks it to stop or a program dies.
pub(super) fn run(
    programs: &Programs,
    folder: &Folder,
    stop: &AtomicBool,
) -> Result<Ended, Failure> {
    check_ports(folder)?;
    if folder.systems.contains(&System::Ees) {
        ees::prepare(programs, folder)?;
    }
    let callers = Callers::certify(&programs.folder.join(AUTHORITY), folder.root())?;
    folder.configure(&callers)?;
    for system in &folder.systems {
        if !folder.place(*system).is_filled()
            && let Way::Out(ended) = fill(filling(*system, programs, folder), folder, stop)?
        {
            return Ok(ended);
        }
    }
    let mut running = Running::default();
    for server in servers(programs, folder) {
        if let Way::Out(ended) = running.start(server, stop)? {
            return Ok(ended);
        }
    }
    say::line(&welcome(programs, folder, &callers)?);
    let ended = running.watch(stop)?;
    if ended == Ended::Asked {
        say::line("\nStopping.");
    }
    running.stop()?;
    Ok(ended)
}

/// Every port is free; otherwise the programs would say so less clearly.
fn check_ports(folder: &Folder) -> Result<(), Failure> {
    let scanner = folder.systems.iter().filter(|system| **system == System::Ees);
    let scanner = scanner.map(|system| folder.ports(*system).scanner());
    let ports = folder.systems.iter().flat_map(|system| folder.ports(*system).all());
    let mut ports = ports.chain(scanner);
    match ports.find(|port| !ready::is_free(*port)) {
        None => Ok(()),
        Some(taken) => Err(Failure::new(format!(
            "port {taken} of this machine is taken; choose others with `--port` (it takes nine \
             in a row)"
        ))),
    }
}

fn filling(system: System, programs: &Programs, folder: &Folder) -> Filling {
    match system {
        System::Ees => ees::filling(programs, folder),
        System::Ies => ies::filling(programs, folder),
    }
}

/// What goes on until the end, in the order in which it is started: the stand-ins of all
/// systems, then their daemons.
fn servers(programs: &Programs, folder: &Folder) -> Vec<Server> {
    let stand_ins = folder.systems.iter().flat_map(|system| match system {
        System::Ees => ees::stand_ins(programs, folder),
        System::Ies => ies::stand_ins(programs, folder),
    });
    let daemons = folder.systems.iter().map(|system| match system {
        System::Ees => ees::daemon(programs, folder),
        System::Ies => ies::daemon(programs, folder),
    });
    stand_ins.chain(daemons).collect()
}

/// Fills a system and remembers it. Progress is shown.
fn fill(filling: Filling, folder: &Folder, stop: &AtomicBool) -> Result<Way, Failure> {
    say::line(&format!("Filling {} with {}.", filling.system.title(), filling.with));
    let place = folder.place(filling.system);
    place.begin_filling()?;
    for (name, command) in filling.steps {
        let child = Child::start_openly(name, command)?;
        if let Way::Out(ended) = to_the_end(child, stop)? {
            return Ok(Way::Out(ended));
        }
    }
    place.set_filled(filling.count)?;
    Ok(Way::On)
}

/// Waits until `child` has done its work, unless it fails or somebody asks to stop.
fn to_the_end(mut child: Child, stop: &AtomicBool) -> Result<Way, Failure> {
    loop {
        if let Some(status) = child.ended()? {
            if status.success() {
                return Ok(Way::On);
            }
            say::problem(&child.obituary(status));
            return Ok(Way::Out(Ended::Crashed));
        }
        if stop.load(Ordering::Relaxed) {
            child.stop()?;
            return Ok(Way::Out(Ended::Asked));
        }
        std::thread::sleep(PAUSE);
    }
}

/// The programs that run, the last one started last.
#[derive(Debug, Default)]
struct Running(Vec<Child>);

impl Running {
    /// Starts one more and waits until it is up, any of them dies, or somebody asks to stop.
    fn start(&mut self, server: Server, stop: &AtomicBool) -> Result<Way, Failure> {
        self.0.push(Child::start(server.name, server.command, &server.log)?);
        let begun = Instant::now();
        while begun.elapsed() < READY_MAX {
            if let Some(ended) = self.look(stop)? {
                return Ok(Way::Out(ended));
            }
            if is_up(server.sign) {
                return Ok(Way::On);
            }
            std::thread::sleep(PAUSE);
        }
        let (name, log) = (server.name, server.log.display());
        let seconds = READY_MAX.as_secs();
        Err(Failure::new(format!("{name} is not ready after {seconds} seconds; see {log}")))
    }

    /// Waits until somebody asks to stop or one of them dies.
    fn watch(&mut self, stop: &AtomicBool) -> Result<Ended, Failure> {
        loop {
            if let Some(ended) = self.look(stop)? {
                return Ok(ended);
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// Whether it is over, and why. Who was started last is looked at first: when more than one
    /// died, it is rather the cause.
    fn look(&mut self, stop: &AtomicBool) -> Result<Option<Ended>, Failure> {
        for child in self.0.iter_mut().rev() {
            if let Some(status) = child.ended()? {
                say::problem(&child.obituary(status));
                return Ok(Some(Ended::Crashed));
            }
        }
        Ok(stop.load(Ordering::Relaxed).then_some(Ended::Asked))
    }

    /// Stops who was started last first: a daemon finishes its requests and stops its database
    /// while what it needs is still there.
    fn stop(&mut self) -> Result<(), Failure> {
        while let Some(mut child) = self.0.pop() {
            child.stop()?;
        }
        Ok(())
    }
}

impl Drop for Running {
    /// In the same order when something goes wrong.
    fn drop(&mut self) {
        while let Some(child) = self.0.pop() {
            drop(child);
        }
    }
}

fn is_up(sign: Sign) -> bool {
    match sign {
        Sign::Listens(port) => ready::is_listening(port),
        Sign::IsReady(port) => ready::is_ok(port, "/health/ready"),
    }
}

/// Where to look, as whom, and how to stop.
fn welcome(programs: &Programs, folder: &Folder, callers: &Callers) -> Result<String, Failure> {
    let mut lines = vec![String::new()];
    for system in &folder.systems {
        lines.push(format!("{} is ready.", capital(system.title())));
        lines.extend(match system {
            System::Ees => ees::welcome(folder, callers)?,
            System::Ies => ies::welcome(folder),
        });
        lines.push(String::new());
    }
    if let Some(setting) = programs.postgres.setting() {
        lines.push(format!("  Database  {setting}"));
    }
    lines.extend([
        "  Everybody and everything in here is synthetic. Ctrl-C stops everything.".to_owned(),
        String::new(),
    ]);
    let rule = "-".repeat(78);
    Ok(format!("{rule}{}{rule}", lines.join("\n")))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
