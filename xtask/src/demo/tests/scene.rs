//! Scripts in place of programs, and listeners in place of theirs.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::MutexGuard;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::thread;
use std::time::Duration;

use crate::demo::callers::Callers;
use crate::demo::folder::Folder;
use crate::demo::options::Options;
use crate::demo::programs::Programs;
use crate::demo::stage::{self, Ended};
use crate::demo::system::System;
use crate::postgres::Postgres;
use crate::program;

/// Notes that it started and with what.
pub(super) const WORKER: &str = "echo \"$0 $*\" >>\"$NOTES\"\n";

/// Notes that it started and with what, and when it is asked to stop, that it stopped.
pub(super) const SERVER: &str = "trap 'echo \"$0 stopped\" >>\"$NOTES\"; exit 0' TERM INT\n\
    echo \"$0 $*\" >>\"$NOTES\"\n\
    [ \"$1\" = migrate ] && exit 0\n\
    while :; do sleep 0.05; done\n";

/// Starts and dies.
pub(super) const DYING: &str = "echo \"$0 $*\" >>\"$NOTES\"\necho why >&2\nexit 7\n";

/// Answers the question for border crossing points.
const POINTS: &str = "[ \"$1\" = points ] && echo '# points' && exit 0\n";

/// Says a key for each name.
pub(super) const AUTHORITY: &str = "shift\nfor name; do echo \"$name key-of-$name\"; done\n";

/// What stands in for each program when a test says nothing else.
const SCRIPTS: &[(&str, &str)] = &[
    ("standin-authority", AUTHORITY),
    ("standin-provider", SERVER),
    ("standin-mail", SERVER),
    ("ees-synth", WORKER),
    ("ies-synth", WORKER),
    ("limen-capture", SERVER),
    ("eesd", SERVER),
    ("iesd", SERVER),
];

pub(super) struct Scene {
    pub(super) here: tempfile::TempDir,
    pub(super) first_port: u16,
    _alone: MutexGuard<'static, ()>,
}

impl Scene {
    pub(super) fn new() -> Self {
        let alone = program::start_alone();
        let here = tempfile::tempdir().unwrap();
        Self { here, first_port: nine_free_ports(), _alone: alone }
    }

    pub(super) fn options(&self) -> Options {
        Options {
            data: self.here.path().join("data"),
            travellers: 7,
            people: 5,
            port: Some(self.first_port),
            only: None,
            is_release: false,
            reset: false,
            is_sure: true,
        }
    }

    /// One of the nine ports.
    pub(super) fn port(&self, number: u16) -> u16 {
        self.first_port.checked_add(number).unwrap()
    }

    pub(super) fn folder(&self) -> Folder {
        Folder::open(&self.options()).unwrap()
    }

    /// The directory when `system` is started alone.
    pub(super) fn folder_of(&self, system: System) -> Folder {
        Folder::open(&Options { only: Some(system), ..self.options() }).unwrap()
    }

    /// Takes the directory with `port`, writes the configuration and lets the directory go.
    pub(super) fn configure(&self, port: Option<u16>) {
        let folder = Folder::open(&Options { port, ..self.options() }).unwrap();
        let authority = self.script("standin-authority", AUTHORITY);
        folder.configure(&Callers::certify(&authority, folder.root()).unwrap()).unwrap();
    }

    /// Scripts for every program; those in `changed` are others than usual.
    pub(super) fn programs(&self, changed: &[(&str, &str)]) -> Programs {
        for (name, body) in SCRIPTS.iter().chain(changed) {
            let begin = if *name == "ees-synth" { POINTS } else { "" };
            self.script(name, &format!("{begin}{body}"));
        }
        Programs { folder: self.here.path().into(), postgres: Postgres::In("/programs".into()) }
    }

    pub(super) fn script(&self, name: &str, body: &str) -> PathBuf {
        let path = self.here.path().join(name);
        let notes = self.notes_path();
        let body = body.replace("$NOTES", &notes.display().to_string());
        fs::write(&path, format!("#!/bin/sh\n{body}")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    pub(super) fn notes_path(&self) -> PathBuf {
        self.here.path().join("notes")
    }

    pub(super) fn notes(&self) -> String {
        let notes = fs::read_to_string(self.notes_path()).unwrap_or_default();
        notes.replace(&format!("{}/", self.here.path().display()), "")
    }

    /// Waits until a script has noted `what`, or the demonstration is over.
    pub(super) fn wait_for(&self, what: &str, is_over: &AtomicBool) {
        while !self.notes().contains(what) && !is_over.load(Ordering::Relaxed) {
            let_others_work();
        }
    }
}

/// Sets a flag at the end, also when a test fails, so that helping threads end too.
pub(super) struct SetAtEnd<'a>(pub(super) &'a AtomicBool);

impl Drop for SetAtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The first of nine ports that nobody listens on. They lie below those that the operating
/// system hands out by itself, and each test of this process has its own.
fn nine_free_ports() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let begin = u16::try_from(std::process::id() % 1100).unwrap();
    for _ in 0..100 {
        let number = begin.checked_add(NEXT.fetch_add(1, Ordering::Relaxed)).unwrap();
        let port = number.checked_mul(9).and_then(|port| port.checked_add(20_000)).unwrap();
        let is_free = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
        if (0..9).filter_map(|number| port.checked_add(number)).all(is_free) {
            return port;
        }
    }
    panic!("no nine free ports in a row");
}

/// Between two looks at something that others bring about: they need the processor more.
fn let_others_work() {
    thread::park_timeout(Duration::from_millis(1));
}

/// Takes a stand-in's port once its script has begun.
fn listen(scene: &Scene, number: u16, is_over: &AtomicBool) {
    let port = scene.port(number);
    scene.wait_for(&format!("127.0.0.1:{port}\n"), is_over);
    let _listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).unwrap();
    while !is_over.load(Ordering::Relaxed) {
        let_others_work();
    }
}

/// Answers `200` on the port of health, after the daemon's script has begun, and calls `answered`
/// each time.
fn answer_health(
    scene: &Scene,
    (daemon, number): (&str, u16),
    is_over: &AtomicBool,
    answered: impl Fn(),
) {
    scene.wait_for(&format!("{daemon} serve"), is_over);
    let health = TcpListener::bind((Ipv4Addr::LOCALHOST, scene.port(number))).unwrap();
    health.set_nonblocking(true).unwrap();
    while !is_over.load(Ordering::Relaxed) {
        if let Ok((mut stream, _)) = health.accept() {
            stream.set_nonblocking(false).unwrap();
            let _ = stream.read(&mut [0; 512]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
            answered();
        }
        let_others_work();
    }
}

/// Runs the demonstration with listeners in place of those of stand-ins; health is answered, and
/// once that of the last daemon was, somebody asks to stop.
pub(super) fn run_to_the_end(scene: &Scene, folder: &Folder, programs: &Programs) -> Ended {
    let (stop, is_over) = (AtomicBool::new(false), AtomicBool::new(false));
    let last = folder.systems.last();
    thread::scope(|scope| {
        let (stop, is_over) = (&stop, &is_over);
        for number in [2, 6, 7, 8] {
            scope.spawn(move || listen(scene, number, is_over));
        }
        for (daemon, system) in [("eesd", 1), ("iesd", 5)].into_iter().zip(System::ALL) {
            let answered = move || {
                if last == Some(&system) {
                    stop.store(true, Ordering::Relaxed);
                }
            };
            scope.spawn(move || answer_health(scene, daemon, is_over, answered));
        }
        let _over = SetAtEnd(is_over);
        stage::run(programs, folder, stop).unwrap()
    })
}
