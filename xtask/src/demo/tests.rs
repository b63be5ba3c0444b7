//! The demonstration with small scripts in place of its programs.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::MutexGuard;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::thread;

use super::folder::{self, Folder};
use super::options::Options;
use super::stage::{self, Ended, Programs};
use super::systems::Systems;
use crate::postgres::Postgres;
use crate::program;

/// Notes that it started and with what, and when it is asked to stop, that it stopped.
const SERVER: &str = "echo \"$0 $*\" >>\"$NOTES\"\n\
    trap 'echo \"$0 stopped\" >>\"$NOTES\"; exit 0' TERM INT\n\
    while :; do sleep 0.05; done\n";

/// Answers the question for border crossing points.
const POINTS: &str = "[ \"$1\" = points ] && echo '# points' && exit 0\n";

/// Says a key for each name.
const AUTHORITY: &str = "shift\nfor name; do echo \"$name key-of-$name\"; done\n";

struct Scene {
    here: tempfile::TempDir,
    first_port: u16,
    _alone: MutexGuard<'static, ()>,
}

impl Scene {
    fn new() -> Self {
        let alone = program::start_alone();
        let here = tempfile::tempdir().unwrap();
        Self { here, first_port: four_free_ports(), _alone: alone }
    }

    fn options(&self) -> Options {
        Options {
            data: self.here.path().join("data"),
            travellers: 7,
            port: Some(self.first_port),
            is_release: false,
            reset: false,
            is_sure: true,
        }
    }

    /// One of the four ports.
    fn port(&self, number: u16) -> u16 {
        self.first_port.checked_add(number).unwrap()
    }

    fn folder(&self) -> Folder {
        Folder::open(&self.options()).unwrap()
    }

    /// Takes the directory with `port`, writes the configuration and lets the directory go.
    fn configure(&self, port: Option<u16>) {
        let folder = Folder::open(&Options { port, ..self.options() }).unwrap();
        let authority = self.script("standin-authority", AUTHORITY);
        folder.configure(&Systems::certify(&authority, folder.root()).unwrap()).unwrap();
    }

    /// Scripts for the filling, the provider and the daemon.
    fn programs(&self, synth: &str, provider: &str, daemon: &str) -> Programs {
        Programs {
            synth: self.script("ees-synth", &format!("{POINTS}{synth}")),
            provider: self.script("standin-provider", provider),
            daemon: self.script("eesd", daemon),
            authority: self.script("standin-authority", AUTHORITY),
            postgres: Postgres::In("/programs".into()),
        }
    }

    fn script(&self, name: &str, body: &str) -> PathBuf {
        let path = self.here.path().join(name);
        let notes = self.notes_path();
        let body = body.replace("$NOTES", &notes.display().to_string());
        fs::write(&path, format!("#!/bin/sh\n{body}")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    fn notes_path(&self) -> PathBuf {
        self.here.path().join("notes")
    }

    fn notes(&self) -> String {
        let notes = fs::read_to_string(self.notes_path()).unwrap_or_default();
        notes.replace(&format!("{}/", self.here.path().display()), "")
    }
}

/// Sets a flag at the end, also when a test fails, so that helping threads end too.
struct SetAtEnd<'a>(&'a AtomicBool);

impl Drop for SetAtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The first of four ports that nobody listens on. They lie below those that the operating
/// system hands out by itself, and each test of this process has its own.
fn four_free_ports() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let begin = u16::try_from(std::process::id() % 2200).unwrap();
    for _ in 0..100 {
        let number = begin.checked_add(NEXT.fetch_add(1, Ordering::Relaxed)).unwrap();
        let port = number.checked_mul(4).and_then(|port| port.checked_add(20_000)).unwrap();
        let is_free = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
        if (0..4).filter_map(|number| port.checked_add(number)).all(is_free) {
            return port;
        }
    }
    panic!("no four free ports in a row");
}

/// Answers `200` on the port of health for as long as the demonstration runs, once the daemon's
/// script has begun; then asks to stop.
fn answer_health_then_stop(scene: &Scene, stop: &AtomicBool, is_over: &AtomicBool) {
    let begun = || scene.notes().contains("eesd serve");
    while !begun() && !is_over.load(Ordering::Relaxed) {
        thread::yield_now();
    }
    let health = TcpListener::bind((Ipv4Addr::LOCALHOST, scene.port(1))).unwrap();
    health.set_nonblocking(true).unwrap();
    while !is_over.load(Ordering::Relaxed) {
        if let Ok((mut stream, _)) = health.accept() {
            stream.set_nonblocking(false).unwrap();
            let _ = stream.read(&mut [0; 512]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
            break;
        }
        thread::yield_now();
    }
    stop.store(true, Ordering::Relaxed);
}

/// Runs the demonstration with health answered and a listener in place of the provider's.
fn run_to_the_end(scene: &Scene, programs: &Programs) -> Ended {
    let (stop, is_over) = (AtomicBool::new(false), AtomicBool::new(false));
    let folder = scene.folder();
    thread::scope(|scope| {
        scope.spawn(|| answer_health_then_stop(scene, &stop, &is_over));
        scope.spawn(|| listen_for_provider(scene, &is_over));
        let _over = SetAtEnd(&is_over);
        stage::run(programs, &folder, &stop).unwrap()
    })
}

/// Takes the provider's port once its script has begun.
fn listen_for_provider(scene: &Scene, is_over: &AtomicBool) {
    while !scene.notes().contains("standin-provider") && !is_over.load(Ordering::Relaxed) {
        thread::yield_now();
    }
    let _listener = TcpListener::bind((Ipv4Addr::LOCALHOST, scene.port(2))).unwrap();
    while !is_over.load(Ordering::Relaxed) {
        thread::yield_now();
    }
}

#[test]
fn everything_starts_in_order_and_stops_in_order_and_the_register_is_filled_once() {
    let scene = Scene::new();
    let programs = scene.programs("echo \"$0 $*\" >>\"$NOTES\"\n", SERVER, SERVER);
    assert_eq!(run_to_the_end(&scene, &programs), Ended::Asked);
    let data = scene.here.path().join("data");
    let data = data.strip_prefix(scene.here.path()).unwrap().display().to_string();
    let servers = format!(
        "standin-provider {data}/people.toml 127.0.0.1:{}\n\
         eesd serve --config {data}/eesd.toml --until-stdin-closes\neesd stopped\nstandin-provider stopped\n",
        scene.port(2)
    );
    let filling = format!("ees-synth fill --data {data} --travellers 7 --until-stdin-closes\n");
    assert_eq!(scene.notes(), format!("{filling}{servers}"));
    let points = fs::read_to_string(scene.options().data.join("points.toml")).unwrap();
    assert_eq!(points, "# points\n");
    fs::remove_file(scene.notes_path()).unwrap();
    assert_eq!(run_to_the_end(&scene, &programs), Ended::Asked);
    assert_eq!(scene.notes(), servers);
}

#[test]
fn a_filling_that_fails_begins_anew() {
    let scene = Scene::new();
    let programs = scene.programs("exit 1\n", SERVER, SERVER);
    let stop = AtomicBool::new(false);
    let folder = scene.folder();
    assert_eq!(stage::run(&programs, &folder, &stop).unwrap(), Ended::Crashed);
    assert!(!folder.is_filled());
    let left = folder.path("cluster/data");
    fs::create_dir_all(&left).unwrap();
    assert_eq!(stage::run(&programs, &folder, &stop).unwrap(), Ended::Crashed);
    assert!(!left.exists(), "what the first filling left is gone");
}

#[test]
fn a_filling_can_be_stopped() {
    let scene = Scene::new();
    let programs = scene.programs(SERVER, SERVER, SERVER);
    let stop = AtomicBool::new(false);
    let folder = scene.folder();
    thread::scope(|scope| {
        scope.spawn(|| {
            while !scene.notes().contains("fill") {
                thread::yield_now();
            }
            stop.store(true, Ordering::Relaxed);
        });
        assert_eq!(stage::run(&programs, &folder, &stop).unwrap(), Ended::Asked);
    });
    assert!(scene.notes().ends_with("ees-synth stopped\n"));
    assert!(!folder.is_filled());
}

#[test]
fn a_program_that_dies_ends_the_others() {
    let scene = Scene::new();
    let daemon = "echo \"$0 serve\" >>\"$NOTES\"\necho why >&2\nexit 7\n";
    let programs = scene.programs("exit 0\n", SERVER, daemon);
    assert_eq!(run_without_health(&scene, &programs), Ended::Crashed);
    assert!(scene.notes().ends_with("standin-provider stopped\n"), "{}", scene.notes());
    let log = scene.here.path().join("data/output/eesd.log");
    assert_eq!(fs::read_to_string(log).unwrap(), "why\n");
}

fn run_without_health(scene: &Scene, programs: &Programs) -> Ended {
    let (stop, is_over) = (AtomicBool::new(false), AtomicBool::new(false));
    let folder = scene.folder();
    thread::scope(|scope| {
        scope.spawn(|| listen_for_provider(scene, &is_over));
        let _over = SetAtEnd(&is_over);
        stage::run(programs, &folder, &stop).unwrap()
    })
}

#[test]
fn a_port_that_is_taken_is_named() {
    let scene = Scene::new();
    let _taken = TcpListener::bind((Ipv4Addr::LOCALHOST, scene.port(1))).unwrap();
    let programs = scene.programs("exit 0\n", SERVER, SERVER);
    let failure = stage::run(&programs, &scene.folder(), &AtomicBool::new(false)).unwrap_err();
    assert!(failure.text().contains(&format!("port {} ", scene.port(1))), "{}", failure.text());
}

#[test]
fn a_second_copy_on_one_directory_is_refused() {
    let scene = Scene::new();
    let first = scene.folder();
    let failure = Folder::open(&scene.options()).unwrap_err();
    assert!(failure.text().contains("another copy is already running"), "{}", failure.text());
    assert!(folder::reset(&scene.options()).is_err());
    drop(first);
    scene.folder();
}

#[test]
fn configuration_and_secrets_are_written_once_and_a_new_port_writes_configuration_anew() {
    let scene = Scene::new();
    scene.configure(Some(scene.first_port));
    let data = scene.options().data;
    let read = |name: &str| fs::read_to_string(data.join(name)).unwrap();
    let secret = read("secrets/client-secret");
    assert_eq!(secret.len(), 64);
    let mode = fs::metadata(data.join("secrets/client-secret")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(!read("eesd.toml").contains(['{', '}']), "every placeholder is replaced");
    assert!(read("eesd.toml").contains("key = \"key-of-supervisory\""));
    assert!(!read("people.toml").contains(['{', '}']), "every placeholder is replaced");
    assert!(read("people.toml").contains(&secret));
    fs::write(data.join("eesd.toml"), "mine").unwrap();
    scene.configure(None);
    assert_eq!(read("eesd.toml"), "mine");
    scene.configure(Some(9000));
    assert!(read("eesd.toml").contains("127.0.0.1:9000"));
    assert_eq!(read("eesd.toml.old"), "mine");
    assert_eq!(read("secrets/client-secret"), secret);
}

#[test]
fn only_a_directory_of_ours_is_deleted() {
    let scene = Scene::new();
    assert!(folder::reset(&scene.options()).unwrap(), "nothing there is as good as deleted");
    let beside = scene.here.path().join("beside");
    fs::create_dir(&beside).unwrap();
    let data = scene.folder();
    fs::create_dir(data.path("cluster")).unwrap();
    fs::write(data.path("cluster/elsewhere"), beside.display().to_string()).unwrap();
    drop(data);
    assert!(folder::reset(&scene.options()).unwrap());
    assert!(beside.exists(), "only a folder for databases is followed");
    assert!(!scene.options().data.exists());
    fs::create_dir(Path::new(&scene.options().data)).unwrap();
    assert!(folder::reset(&scene.options()).is_err());
}
