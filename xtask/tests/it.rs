//! The program itself, in a small workspace with scripts in place of cargo and what it builds.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::tests_outside_test_module,
    reason = "a file of tests"
)]

use std::fs;
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
/// In place of a daemon: goes on until its standard input ends.
const DAEMON: &str = "echo \"$(basename $0) begins\" >>HERE/notes\ncat >/dev/null\n\
    echo \"$(basename $0) ends\" >>HERE/notes\n";

struct Scene(tempfile::TempDir);

impl Scene {
    fn new() -> Self {
        let scene = Self(tempfile::tempdir().unwrap());
        fs::write(scene.path("Cargo.toml"), "[workspace]\n").unwrap();
        scene.script("cargo", CARGO);
        scene.script("target/debug/ees-synth", "exit 0\n");
        scene.script("target/debug/standin-authority", "exit 0\n");
        scene.script("target/debug/standin-provider", DAEMON);
        scene.script("target/debug/eesd", DAEMON);
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

#[test]
fn a_demonstration_that_is_killed_leaves_no_program_behind() {
    let scene = Scene::new();
    let port = free_ports(4);
    let mut demo = scene.demo(port);
    scene.await_note("standin-provider begins");
    let _provider = TcpListener::bind((Ipv4Addr::LOCALHOST, port + 2)).unwrap();
    scene.await_note("eesd begins");
    assert!(!scene.notes().contains("ends"));
    // SIGKILL: nothing of the demonstration's own runs any more.
    demo.kill().unwrap();
    assert!(!demo.wait().unwrap().success());
    scene.await_note("eesd ends");
    scene.await_note("standin-provider ends");
}
