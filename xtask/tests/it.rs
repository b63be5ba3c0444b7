//! The program itself, in a small workspace with scripts in place of cargo and what it builds.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::tests_outside_test_module,
    reason = "a file of tests"
)]

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// After this the test has failed; all is well within a second.
const PATIENCE: Duration = Duration::from_mins(1);

/// In place of cargo: builds nothing, and says where everything is built to.
const CARGO: &str =
    "[ \"$1\" = metadata ] && echo '{\"target_directory\":\"HERE/target\"}'\nexit 0\n";
/// In place of a daemon or a stand-in: goes on until its standard input ends. Migrating is done
/// at once.
const DAEMON: &str = "[ \"$1\" = migrate ] && exit 0\n\
    echo \"$(basename $0) $2 begins\" >>HERE/notes\ncat >/dev/null\n\
    echo \"$(basename $0) $2 ends\" >>HERE/notes\n";

struct Scene(tempfile::TempDir);

impl Scene {
    fn new() -> Self {
        let scene = Self(tempfile::tempdir().unwrap());
        fs::write(scene.path("Cargo.toml"), "[workspace]\n").unwrap();
        scene.script("cargo", CARGO);
        for program in ["ees-synth", "ies-synth", "standin-authority"] {
            scene.script(&format!("target/debug/{program}"), "exit 0\n");
        }
        for program in ["standin-provider", "standin-mail", "limen-capture", "eesd", "iesd"] {
            scene.script(&format!("target/debug/{program}"), DAEMON);
        }
        scene
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    fn script(&self, name: &str, body: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let body = body.replace("HERE", &self.0.path().display().to_string());
        fs::write(&path, format!("#!/bin/sh\n{body}")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn demo(&self, port: u16) -> Child {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["demo", "--port", &port.to_string()])
            .current_dir(self.0.path())
            .env("CARGO_MANIFEST_DIR", self.0.path())
            .env("CARGO", self.path("cargo"))
            // No server is started, so none is looked for.
            .env("LIMEN_POSTGRES", Path::new("/"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    }

    fn notes(&self) -> String {
        fs::read_to_string(self.path("notes")).unwrap_or_default()
    }

    /// Waits until `line` was noted.
    fn await_note(&self, line: &str) {
        let begun = Instant::now();
        loop {
            let notes = self.notes();
            if notes.lines().any(|noted| noted == line) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "no `{line}` in: {notes}");
            std::thread::yield_now();
        }
    }
}

/// The first of several ports in a row that nobody listens on.
fn free_ports(count: u16) -> u16 {
    let is_free = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    let mut firsts = (29_500..32_000_u16).step_by(usize::from(count));
    let found = firsts.find(|first| (0..count).filter_map(|n| first.checked_add(n)).all(is_free));
    found.unwrap_or_else(|| panic!("no {count} free ports in a row"))
}

/// Answers `200` to whoever asks for health, until the test ends.
fn answer_health(port: u16) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).unwrap();
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let _ = stream.read(&mut [0; 512]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        }
    });
}

#[test]
fn a_demonstration_that_is_killed_leaves_no_program_behind() {
    let scene = Scene::new();
    let port = free_ports(9);
    let mut demo = scene.demo(port);
    let mut listeners = Vec::new();
    let mut begun = Vec::new();
    for (name, number) in [
        (format!("standin-provider 127.0.0.1:{}", port + 2), 2),
        ("limen-capture 2017".to_owned(), 8),
        (format!("standin-provider 127.0.0.1:{}", port + 6), 6),
        (format!("standin-mail 127.0.0.1:{}", port + 7), 7),
    ] {
        scene.await_note(&format!("{name} begins"));
        listeners.push(TcpListener::bind((Ipv4Addr::LOCALHOST, port + number)).unwrap());
        begun.push(name);
    }
    // The demonstration waits for the health of the first daemon before it starts the second.
    scene.await_note("eesd --config begins");
    answer_health(port + 1);
    scene.await_note("iesd --config begins");
    begun.extend(["eesd --config".to_owned(), "iesd --config".to_owned()]);
    assert!(!scene.notes().contains("ends"));
    // SIGKILL: nothing of the demonstration's own runs any more.
    demo.kill().unwrap();
    assert!(!demo.wait().unwrap().success());
    for name in begun {
        scene.await_note(&format!("{name} ends"));
    }
}
