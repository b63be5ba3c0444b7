//! Filling the register, starting the programs, watching them, stopping them.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::child::{Child, PAUSE};
use super::folder::Folder;
use super::ready;
use super::systems::Systems;
use crate::failure::{Failure, at};
use crate::postgres::Postgres;
use crate::program;
use crate::say;

/// How long a program may take until it is ready, a new database included.
const READY_MAX: Duration = Duration::from_mins(3);

/// Makes a program end when its standard input does, so that nothing goes on alone when this
/// program is killed. The identity provider does so unasked.
const UNTIL_STDIN_CLOSES: &str = "--until-stdin-closes";

/// The programs of the demonstration.
#[derive(Debug)]
pub(super) struct Programs {
    /// `eesd`, the Entry/Exit System.
    pub(super) daemon: PathBuf,
    /// `ees-synth`, which makes synthetic travellers.
    pub(super) synth: PathBuf,
    /// `standin-provider`, an identity provider for demonstrations and tests.
    pub(super) provider: PathBuf,
    /// `standin-authority`, which issues certificates for demonstrations.
    pub(super) authority: PathBuf,
    /// The programs of PostgreSQL.
    pub(super) postgres: Postgres,
}

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
    folder.write_points(|| points(programs))?;
    let systems = Systems::certify(&programs.authority, folder.root())?;
    folder.configure(&systems)?;
    if !folder.is_filled()
        && let Way::Out(ended) = fill(programs, folder, stop)?
    {
        return Ok(ended);
    }
    let log = folder.path("output/standin-provider.log");
    let mut provider = Child::start("the identity provider", provider(programs, folder), &log)?;
    let is_up = || ready::is_listening(folder.provider_port());
    if let Way::Out(ended) = wait(&mut [&mut provider], is_up, stop)? {
        return Ok(ended);
    }
    let log = folder.path("output/eesd.log");
    let mut daemon = Child::start("eesd", daemon(programs, folder), &log)?;
    let is_up = || ready::is_ok(folder.admin_port(), "/health/ready");
    if let Way::Out(ended) = wait(&mut [&mut daemon, &mut provider], is_up, stop)? {
        return Ok(ended);
    }
    say::line(&welcome(programs, folder, example(folder, &systems)?.as_deref()));
    let ended = watch(&mut [&mut daemon, &mut provider], stop)?;
    if ended == Ended::Asked {
        say::line("\nStopping.");
    }
    // The daemon first: it finishes its requests and stops its database.
    daemon.stop()?;
    provider.stop()?;
    Ok(ended)
}

/// The border crossing points at which synthetic travellers cross, as configuration.
fn points(programs: &Programs) -> Result<String, Failure> {
    let mut command = Command::new(&programs.synth);
    command.arg("points");
    program::read(command)
}

fn provider(programs: &Programs, folder: &Folder) -> Command {
    let mut command = Command::new(&programs.provider);
    command.arg(folder.path("people.toml"));
    command.arg(format!("127.0.0.1:{}", folder.provider_port()));
    command
}

fn daemon(programs: &Programs, folder: &Folder) -> Command {
    let mut command = Command::new(&programs.daemon);
    command.arg("serve").arg("--config").arg(folder.path("eesd.toml")).arg(UNTIL_STDIN_CLOSES);
    programs.postgres.tell(&mut command);
    command
}

/// How a system asks, unless somebody changed the configuration so that none can.
fn example(folder: &Folder, systems: &Systems) -> Result<Option<String>, Failure> {
    let path = folder.path("eesd.toml");
    let configuration = fs::read_to_string(&path).map_err(at(&path))?;
    let example = systems.example(&configuration, folder.tls_port());
    Ok(example.filter(|_| ready::is_listening(folder.tls_port())))
}

/// All four ports are free; otherwise the programs would say so less clearly.
fn check_ports(folder: &Folder) -> Result<(), Failure> {
    let ports = [folder.port, folder.admin_port(), folder.provider_port(), folder.tls_port()];
    match ports.into_iter().find(|port| !ready::is_free(*port)) {
        None => Ok(()),
        Some(taken) => Err(Failure::new(format!(
            "port {taken} of this machine is taken; choose others with `--port` (it takes four \
             in a row)"
        ))),
    }
}

/// Fills the register with synthetic travellers and remembers it. Its progress is shown.
fn fill(programs: &Programs, folder: &Folder, stop: &AtomicBool) -> Result<Way, Failure> {
    say::line(&format!("Filling the register with {} travellers.", folder.travellers));
    folder.begin_filling()?;
    let mut command = Command::new(&programs.synth);
    command.arg("fill").arg("--data").arg(folder.root());
    command.arg("--travellers").arg(folder.travellers.to_string()).arg(UNTIL_STDIN_CLOSES);
    programs.postgres.tell(&mut command);
    let mut synth = Child::start_openly("ees-synth", command)?;
    loop {
        if let Some(status) = synth.ended()? {
            if status.success() {
                folder.set_filled()?;
                return Ok(Way::On);
            }
            say::problem(&synth.obituary(status));
            return Ok(Way::Out(Ended::Crashed));
        }
        if stop.load(Ordering::Relaxed) {
            synth.stop()?;
            return Ok(Way::Out(Ended::Asked));
        }
        std::thread::sleep(PAUSE);
    }
}

/// Waits until the first of `children` is up, one of them dies, or somebody asks to stop.
fn wait(
    children: &mut [&mut Child],
    is_up: impl Fn() -> bool,
    stop: &AtomicBool,
) -> Result<Way, Failure> {
    let begun = Instant::now();
    while begun.elapsed() < READY_MAX {
        if let Some(ended) = look(children, stop)? {
            return Ok(Way::Out(ended));
        }
        if is_up() {
            return Ok(Way::On);
        }
        std::thread::sleep(PAUSE);
    }
    Err(Failure::new(format!("not ready after {} seconds; see its log", READY_MAX.as_secs())))
}

/// Waits until somebody asks to stop or one of `children` dies.
fn watch(children: &mut [&mut Child], stop: &AtomicBool) -> Result<Ended, Failure> {
    loop {
        if let Some(ended) = look(children, stop)? {
            return Ok(ended);
        }
        std::thread::sleep(PAUSE);
    }
}

/// Whether it is over, and why.
fn look(children: &mut [&mut Child], stop: &AtomicBool) -> Result<Option<Ended>, Failure> {
    for child in children {
        if let Some(status) = child.ended()? {
            say::problem(&child.obituary(status));
            return Ok(Some(Ended::Crashed));
        }
    }
    Ok(stop.load(Ordering::Relaxed).then_some(Ended::Asked))
}

/// Where to look, as whom, and how to stop.
fn welcome(programs: &Programs, folder: &Folder, example: Option<&str>) -> String {
    let mut lines = vec![
        String::new(),
        "The Entry/Exit System is ready.".to_owned(),
        String::new(),
        format!("  Look at   http://localhost:{}", folder.port),
        String::new(),
        "  Sign in as one of these; the provider shows their names and asks no password:"
            .to_owned(),
        "    a border officer at Bucharest Otopeni airport".to_owned(),
        "    a border supervisor".to_owned(),
        "    an immigration officer".to_owned(),
        "    an auditor, who reads the log and no file".to_owned(),
        String::new(),
        "  Documents worth trying at the desk are listed in".to_owned(),
        format!("            {}", folder.path("specimens.txt").display()),
        String::new(),
        format!("  Data      {}", folder.root().display()),
        format!("  Keys      {}", folder.path("keys.toml").display()),
        format!("  Output    {}", folder.path("output").display()),
    ];
    if let Some(setting) = programs.postgres.setting() {
        lines.push(format!("  Database  {setting}"));
    }
    if let Some(example) = example {
        let systems = "  Systems call with certificates; so one of them reads the log:".to_owned();
        lines.extend([String::new(), systems, format!("    {example}")]);
    }
    lines.extend([
        String::new(),
        "  Every traveller is synthetic. Ctrl-C stops everything.".to_owned(),
        String::new(),
    ]);
    let rule = "-".repeat(78);
    format!("{rule}{}{rule}", lines.join("\n"))
}
