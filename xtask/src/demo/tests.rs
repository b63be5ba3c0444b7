//! The demonstration with small scripts in place of its programs.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::MutexGuard;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::thread;

use super::callers::Callers;
use super::folder::{self, Folder};
use super::options::Options;
use super::programs::Programs;
use super::stage::{self, Ended};
use super::system::System;
use crate::postgres::Postgres;
use crate::program;

/// Notes that it started and with what.
const WORKER: &str = "echo \"$0 $*\" >>\"$NOTES\"\n";

/// Notes that it started and with what, and when it is asked to stop, that it stopped.
const SERVER: &str = "trap 'echo \"$0 stopped\" >>\"$NOTES\"; exit 0' TERM INT\n\
    echo \"$0 $*\" >>\"$NOTES\"\n\
    [ \"$1\" = migrate ] && exit 0\n\
    while :; do sleep 0.05; done\n";

/// Starts and dies.
const DYING: &str = "echo \"$0 $*\" >>\"$NOTES\"\necho why >&2\nexit 7\n";

/// Answers the question for border crossing points.
const POINTS: &str = "[ \"$1\" = points ] && echo '# points' && exit 0\n";

/// Says a key for each name.
const AUTHORITY: &str = "shift\nfor name; do echo \"$name key-of-$name\"; done\n";

/// What stands in for each program when a test says nothing else.
const SCRIPTS: &[(&str, &str)] = &[
    ("standin-authority", AUTHORITY),
    ("standin-provider", SERVER),
    ("standin-mail", SERVER),
    ("ees-synth", WORKER),
    ("ies-synth", WORKER),
    ("eesd", SERVER),
    ("iesd", SERVER),
];

struct Scene {
    here: tempfile::TempDir,
    first_port: u16,
    _alone: MutexGuard<'static, ()>,
}

impl Scene {
    fn new() -> Self {
        let alone = program::start_alone();
        let here = tempfile::tempdir().unwrap();
        Self { here, first_port: eight_free_ports(), _alone: alone }
    }

    fn options(&self) -> Options {
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

    /// One of the eight ports.
    fn port(&self, number: u16) -> u16 {
        self.first_port.checked_add(number).unwrap()
    }

    fn folder(&self) -> Folder {
        Folder::open(&self.options()).unwrap()
    }

    /// The directory when `system` is started alone.
    fn folder_of(&self, system: System) -> Folder {
        Folder::open(&Options { only: Some(system), ..self.options() }).unwrap()
    }

    /// Takes the directory with `port`, writes the configuration and lets the directory go.
    fn configure(&self, port: Option<u16>) {
        let folder = Folder::open(&Options { port, ..self.options() }).unwrap();
        let authority = self.script("standin-authority", AUTHORITY);
        folder.configure(&Callers::certify(&authority, folder.root()).unwrap()).unwrap();
    }

    /// Scripts for every program; those in `changed` are others than usual.
    fn programs(&self, changed: &[(&str, &str)]) -> Programs {
        for (name, body) in SCRIPTS.iter().chain(changed) {
            let begin = if *name == "ees-synth" { POINTS } else { "" };
            self.script(name, &format!("{begin}{body}"));
        }
        Programs { folder: self.here.path().into(), postgres: Postgres::In("/programs".into()) }
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

    /// Waits until a script has noted `what`, or the demonstration is over.
    fn wait_for(&self, what: &str, is_over: &AtomicBool) {
        while !self.notes().contains(what) && !is_over.load(Ordering::Relaxed) {
            thread::yield_now();
        }
    }
}

/// Sets a flag at the end, also when a test fails, so that helping threads end too.
struct SetAtEnd<'a>(&'a AtomicBool);

impl Drop for SetAtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The first of eight ports that nobody listens on. They lie below those that the operating
/// system hands out by itself, and each test of this process has its own.
fn eight_free_ports() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let begin = u16::try_from(std::process::id() % 1100).unwrap();
    for _ in 0..100 {
        let number = begin.checked_add(NEXT.fetch_add(1, Ordering::Relaxed)).unwrap();
        let port = number.checked_mul(8).and_then(|port| port.checked_add(20_000)).unwrap();
        let is_free = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
        if (0..8).filter_map(|number| port.checked_add(number)).all(is_free) {
            return port;
        }
    }
    panic!("no eight free ports in a row");
}

/// Takes a stand-in's port once its script has begun.
fn listen(scene: &Scene, number: u16, is_over: &AtomicBool) {
    let port = scene.port(number);
    scene.wait_for(&format!("127.0.0.1:{port}\n"), is_over);
    let _listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).unwrap();
    while !is_over.load(Ordering::Relaxed) {
        thread::yield_now();
    }
}

/// Answers `200` once on the port of health, after the daemon's script has begun.
fn answer_health(scene: &Scene, (daemon, number): (&str, u16), is_over: &AtomicBool) {
    scene.wait_for(&format!("{daemon} serve"), is_over);
    let health = TcpListener::bind((Ipv4Addr::LOCALHOST, scene.port(number))).unwrap();
    health.set_nonblocking(true).unwrap();
    while !is_over.load(Ordering::Relaxed) {
        if let Ok((mut stream, _)) = health.accept() {
            stream.set_nonblocking(false).unwrap();
            let _ = stream.read(&mut [0; 512]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
            return;
        }
        thread::yield_now();
    }
}

/// Runs the demonstration with listeners in place of those of stand-ins; health is answered, and
/// once that of the last daemon was, somebody asks to stop.
fn run_to_the_end(scene: &Scene, folder: &Folder, programs: &Programs) -> Ended {
    let (stop, is_over) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|scope| {
        for number in [2, 6, 7] {
            let is_over = &is_over;
            scope.spawn(move || listen(scene, number, is_over));
        }
        scope.spawn(|| {
            for daemon in [("eesd", 1), ("iesd", 5)].iter().zip(System::ALL) {
                if folder.systems.contains(&daemon.1) {
                    answer_health(scene, *daemon.0, &is_over);
                }
            }
            stop.store(true, Ordering::Relaxed);
        });
        let _over = SetAtEnd(&is_over);
        stage::run(programs, folder, &stop).unwrap()
    })
}

/// What scripts note when both systems are filled.
const FILLING: &str = "ees-synth fill --data data --travellers 7 --until-stdin-closes\n\
    iesd migrate --config data/ies/iesd.toml\n\
    ies-synth fill --data data/ies --accounts 5 --until-stdin-closes\n";

/// What they note when both start and stop.
fn serving(scene: &Scene) -> String {
    let [ees, ies, mail] = [2, 6, 7].map(|number| scene.port(number));
    format!(
        "standin-provider data/people.toml 127.0.0.1:{ees}\n\
         standin-provider data/ies/people.toml 127.0.0.1:{ies}\n\
         standin-mail data/ies/mail 127.0.0.1:{mail}\n\
         eesd serve --config data/eesd.toml --until-stdin-closes\n\
         iesd serve --config data/ies/iesd.toml --until-stdin-closes\n\
         iesd stopped\neesd stopped\nstandin-mail stopped\nstandin-provider stopped\n\
         standin-provider stopped\n"
    )
}

#[test]
fn everything_starts_in_order_and_stops_in_order_and_each_system_is_filled_once() {
    let scene = Scene::new();
    let programs = scene.programs(&[]);
    assert_eq!(run_to_the_end(&scene, &scene.folder(), &programs), Ended::Asked);
    assert_eq!(scene.notes(), format!("{FILLING}{}", serving(&scene)));
    let points = fs::read_to_string(scene.options().data.join("points.toml")).unwrap();
    assert_eq!(points, "# points\n");
    fs::remove_file(scene.notes_path()).unwrap();
    assert_eq!(run_to_the_end(&scene, &scene.folder(), &programs), Ended::Asked);
    assert_eq!(scene.notes(), serving(&scene));
}

#[test]
fn a_directory_from_a_time_of_one_system_gets_the_other() {
    let scene = Scene::new();
    let programs = scene.programs(&[]);
    let alone = run_to_the_end(&scene, &scene.folder_of(System::Ees), &programs);
    assert_eq!(alone, Ended::Asked);
    let data = scene.options().data;
    fs::remove_dir_all(data.join("ies")).unwrap();
    fs::write(data.join("eesd.toml"), "mine").unwrap();
    fs::remove_file(scene.notes_path()).unwrap();
    assert_eq!(run_to_the_end(&scene, &scene.folder(), &programs), Ended::Asked);
    let (_, of_one) = FILLING.split_once('\n').unwrap();
    assert_eq!(scene.notes(), format!("{of_one}{}", serving(&scene)));
    assert_eq!(fs::read_to_string(data.join("eesd.toml")).unwrap(), "mine");
}

#[test]
fn one_system_starts_alone_and_leaves_the_ports_of_the_other() {
    for (system, other, of_other) in [
        (System::Ees, 4, ["iesd", "ies-synth", "standin-mail"].as_slice()),
        (System::Ies, 0, ["eesd", "ees-synth"].as_slice()),
    ] {
        let scene = Scene::new();
        let programs = scene.programs(&[]);
        let _taken = TcpListener::bind((Ipv4Addr::LOCALHOST, scene.port(other))).unwrap();
        let ended = run_to_the_end(&scene, &scene.folder_of(system), &programs);
        assert_eq!(ended, Ended::Asked);
        let notes = scene.notes();
        assert_eq!(notes.matches("serve").count(), 1, "{notes}");
        assert!(of_other.iter().all(|name| !notes.contains(name)), "{notes}");
    }
}

#[test]
fn a_filling_that_fails_begins_anew() {
    for (system, program, made) in [
        (System::Ees, "ees-synth", ["cluster", "keys.toml"]),
        (System::Ies, "iesd", ["cluster", "scan-keys.toml"]),
        (System::Ies, "ies-synth", ["files", "keys.toml"]),
    ] {
        let scene = Scene::new();
        let programs = scene.programs(&[(program, "[ \"$1\" = serve ] || exit 1\n")]);
        let stop = AtomicBool::new(false);
        let folder = scene.folder();
        assert_eq!(stage::run(&programs, &folder, &stop).unwrap(), Ended::Crashed);
        let place = folder.place(system);
        assert!(!place.is_filled());
        for name in made {
            fs::create_dir(place.path(name)).unwrap();
        }
        assert_eq!(stage::run(&programs, &folder, &stop).unwrap(), Ended::Crashed);
        assert!(made.iter().all(|name| !place.path(name).exists()), "{program}: what was left");
        assert!(place.path("people.toml").exists());
        let is_other_filled = system == System::Ies;
        assert_eq!(folder.place(System::Ees).is_filled(), is_other_filled);
    }
}

#[test]
fn a_filling_can_be_stopped() {
    for program in ["ees-synth", "ies-synth"] {
        let scene = Scene::new();
        let programs = scene.programs(&[(program, SERVER)]);
        let stop = AtomicBool::new(false);
        let folder = scene.folder();
        thread::scope(|scope| {
            scope.spawn(|| {
                scene.wait_for(&format!("{program} fill"), &stop);
                stop.store(true, Ordering::Relaxed);
            });
            let _over = SetAtEnd(&stop);
            assert_eq!(stage::run(&programs, &folder, &stop).unwrap(), Ended::Asked);
        });
        assert!(scene.notes().ends_with(&format!("{program} stopped\n")), "{}", scene.notes());
        assert!(!folder.place(System::Ies).is_filled());
    }
}

#[test]
fn a_program_that_dies_ends_the_others() {
    for (program, log) in [
        ("eesd", "output/eesd.log"),
        ("iesd", "ies/output/iesd.log"),
        ("standin-mail", "ies/output/standin-mail.log"),
        ("standin-provider", "output/standin-provider.log"),
    ] {
        let scene = Scene::new();
        let dying = DYING.replace("echo why", "[ \"$1\" = migrate ] && exit 0\necho why");
        let programs = scene.programs(&[(program, &dying)]);
        assert_eq!(run_to_the_end(&scene, &scene.folder(), &programs), Ended::Crashed);
        let notes = scene.notes();
        let begun = notes.matches("127.0.0.1:").count() + notes.matches("d serve").count();
        assert_eq!(notes.matches(" stopped").count() + 1, begun, "{notes}");
        let log = scene.here.path().join("data").join(log);
        assert_eq!(fs::read_to_string(log).unwrap(), "why\n");
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    for number in [1, 7] {
        let scene = Scene::new();
        let port = scene.port(number);
        let _taken = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).unwrap();
        let programs = scene.programs(&[]);
        let stop = AtomicBool::new(false);
        let failure = stage::run(&programs, &scene.folder(), &stop).unwrap_err();
        assert!(failure.text().contains(&format!("port {port} ")), "{}", failure.text());
        assert!(failure.text().contains("eight in a row"), "{}", failure.text());
    }
}

#[test]
fn a_first_port_after_which_not_all_others_fit_is_forgotten() {
    let scene = Scene::new();
    drop(scene.folder());
    fs::write(scene.options().data.join("demo.port"), "65532\n").unwrap();
    let folder = Folder::open(&Options { port: None, ..scene.options() }).unwrap();
    assert_eq!(folder.ports(System::Ies).all(), [8084, 8085, 8086, 8087]);
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
    for name in ["ies/iesd.toml", "ies/people.toml"] {
        assert!(!read(name).contains(['{', '}']), "every placeholder is replaced");
        assert!(read(name).contains(&format!("http://localhost:{}", scene.port(4))));
        assert!(!read(name).contains(&secret), "what belongs to one system stays there");
    }
    assert!(read("ies/iesd.toml").contains(&format!("port = {}\n", scene.port(7))));
    for name in ["eesd.toml", "ies/iesd.toml"] {
        fs::write(data.join(name), "mine").unwrap();
        scene.configure(None);
        assert_eq!(read(name), "mine");
    }
    scene.configure(Some(9000));
    assert!(read("eesd.toml").contains("127.0.0.1:9000"));
    assert!(read("ies/iesd.toml").contains("127.0.0.1:9004"));
    assert_eq!(read("eesd.toml.old"), "mine");
    assert_eq!(read("ies/iesd.toml.old"), "mine");
    assert_eq!(read("secrets/client-secret"), secret);
}

#[test]
fn only_a_directory_of_ours_is_deleted() {
    let scene = Scene::new();
    assert!(folder::reset(&scene.options()).unwrap(), "nothing there is as good as deleted");
    let beside = scene.here.path().join("beside");
    fs::create_dir(&beside).unwrap();
    let data = scene.folder();
    for system in System::ALL {
        let place = data.place(system);
        fs::create_dir(place.path("cluster")).unwrap();
        fs::write(place.path("cluster/elsewhere"), beside.display().to_string()).unwrap();
    }
    drop(data);
    assert!(folder::reset(&scene.options()).unwrap());
    assert!(beside.exists(), "only a folder for databases is followed");
    assert!(!scene.options().data.exists());
    fs::create_dir(Path::new(&scene.options().data)).unwrap();
    assert!(folder::reset(&scene.options()).is_err());
}
