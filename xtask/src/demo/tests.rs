//! The demonstration with small scripts in place of its programs.

mod scene;

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::folder::{self, Folder};
use super::options::Options;
use super::stage::{self, Ended};
use super::system::System;
use scene::{DYING, SERVER, Scene, SetAtEnd, run_to_the_end};

/// What scripts note when both systems are filled.
const FILLING: &str = "ees-synth fill --data data --travellers 7 --until-stdin-closes\n\
    iesd migrate --config data/ies/iesd.toml --until-stdin-closes\n\
    ies-synth fill --data data/ies --accounts 5 --until-stdin-closes\n";

/// What they note when both start and stop.
fn serving(scene: &Scene) -> String {
    let [pages, ees, ies, mail, scanner] = [0, 2, 6, 7, 8].map(|number| scene.port(number));
    format!(
        "standin-provider data/people.toml 127.0.0.1:{ees}\n\
         limen-capture --simulate 2017 --origin http://localhost:{pages} --until-stdin-closes \
         --listen 127.0.0.1:{scanner}\n\
         standin-provider data/ies/people.toml 127.0.0.1:{ies}\n\
         standin-mail data/ies/mail 127.0.0.1:{mail}\n\
         eesd serve --config data/eesd.toml --until-stdin-closes\n\
         iesd serve --config data/ies/iesd.toml --until-stdin-closes\n\
         iesd stopped\neesd stopped\nstandin-mail stopped\nstandin-provider stopped\n\
         limen-capture stopped\nstandin-provider stopped\n"
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
        assert!(failure.text().contains("nine in a row"), "{}", failure.text());
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
