//! Filling a real register, and what the program says.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::tests_outside_test_module,
    reason = "a file of tests"
)]

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use ees_domain::access::{Action, grant};
use ees_domain::authority::{Actor, AuthorityKind, Purpose, Role};
use ees_domain::day::Day;
use ees_domain::file::File;
use ees_store::{Access, Outcome, PgRegister, Register, schema};
use ees_synth::fill::{FillError, Order, fill};
use ees_synth::history::Traveller;
use ees_synth::population::{SEED, travellers};
use fnd_core::id::{Ids, RandomIds};
use fnd_core::{CountryCode, Id};
use fnd_pg::Database;
use fnd_pg::cluster::{Cluster, Options, SUPERUSER};
use fnd_pg::database::connect;
use fnd_vault::SharedRing;
use jiff::Timestamp;
use tokio_postgres::Client;

const PEOPLE: usize = 60;

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn order(data: &Path) -> Order {
    Order { data: data.to_owned(), travellers: PEOPLE, seed: SEED, today: Day::of(2026, 11, 21) }
}

/// The cluster as the daemon would start it.
async fn cluster(data: &Path) -> Cluster {
    let options = Options {
        folder: data.join("cluster"),
        roles: schema::ROLES.to_vec(),
        durable: true,
        settings: Vec::new(),
    };
    Cluster::start(&options).await.unwrap()
}

fn register(cluster: &Cluster, data: &Path) -> PgRegister {
    let ring = Arc::new(SharedRing::open(&data.join("keys.toml"), now()).unwrap());
    let config = cluster.connection(schema::APP, schema::DATABASE);
    PgRegister::new(Database::new(config, 4).unwrap(), ring, Arc::new(RandomIds))
}

fn access() -> Access {
    let actor = Actor {
        authority: AuthorityKind::Border,
        role: Role::Officer,
        state: CountryCode::of(b"ROU"),
        office: "Border Police".into(),
        person: "ROU-1".into(),
        place: None,
    };
    Access {
        grant: grant(&actor, Action::ReadFile, Purpose::BorderEntry).unwrap(),
        actor,
        request: RandomIds.next(now()),
        at: now(),
        asked: String::new(),
    }
}

async fn file(register: &PgRegister, id: Id<File>) -> File {
    let mut consultation = register.consult(access()).await.unwrap();
    let file = consultation.find_file(id).await.unwrap().unwrap();
    consultation.end(Outcome::default()).await.unwrap();
    file
}

async fn count(client: &Client, table: &str) -> usize {
    let row = client.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.unwrap();
    usize::try_from(row.get::<_, i64>(0)).unwrap()
}

#[tokio::test]
async fn an_empty_register_is_filled_once_and_every_file_reads_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let mut told = Vec::new();
    let tally = fill(&order(data), now(), &mut |progress| told.push(progress)).await.unwrap();
    assert_eq!(told.last().unwrap().units, (tally.units, tally.units));
    let again = fill(&order(data), now(), &mut |_| {}).await.unwrap_err();
    assert!(matches!(again, FillError::NotEmpty(_)), "{again}");

    let cluster = cluster(data).await;
    let admin = connect(&cluster.connection(SUPERUSER, schema::DATABASE)).await.unwrap();
    let units = usize::try_from(tally.units).unwrap();
    assert_eq!(count(&admin, "log_entry").await, units, "one row for each unit");
    assert_eq!(count(&admin, "file").await, usize::try_from(tally.files).unwrap());
    assert_eq!(count(&admin, "crossing").await, usize::try_from(tally.records).unwrap());
    assert_eq!(count(&admin, "refusal").await, usize::try_from(tally.refusals).unwrap());
    let register = register(&cluster, data);
    let people = travellers(SEED, Day::of(2026, 11, 21)).take(PEOPLE);
    for traveller in people.filter(|traveller| !traveller.units.is_empty()) {
        agrees(&file(&register, traveller.file).await, &traveller);
    }
    cluster.stop().await.unwrap();
    specimens(data);
}

/// The file holds what the traveller lived through.
fn agrees(file: &File, traveller: &Traveller) {
    assert!(file.crossings.iter().filter(|record| record.is_open()).count() <= 1);
    assert_eq!(file.crossings, traveller.records);
    let first = &traveller.person.papers[traveller.units[0].paper];
    assert_eq!(file.documents[0], first.document);
    assert_eq!(file.identities[0], traveller.person.identities[first.identity]);
    let added = traveller.units.iter().filter(|unit| unit.adds_paper).count();
    assert_eq!(file.documents.len(), added.saturating_add(1));
    assert_eq!(usize::try_from(file.version).unwrap(), traveller.units.len());
    assert_eq!(file.created_at, traveller.units[0].at);
}

fn specimens(data: &Path) {
    let text = std::fs::read_to_string(data.join("specimens.txt")).unwrap();
    let zones = text.split("\n\n").filter(|part| part.contains("P<") || part.contains("\nP"));
    assert!(10 < zones.count(), "{text}");
    assert!(text.contains("New to the register"));
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ees-synth")).args(arguments).output().unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_program_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let wrong = run(&["fill", "--data", data, "--travellers", "0"]);
    assert_eq!(wrong.status.code(), Some(2));
    let wrong = run(&["fill", "--data", data, "--travellers", "1", "--today", "yesterday"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(said(&wrong.stderr).contains("YYYY-MM-DD"), "{}", said(&wrong.stderr));

    std::fs::write(folder.path().join("file"), "").unwrap();
    let inside_file = folder.path().join("file").join("data");
    let wrong = run(&["fill", "--data", inside_file.to_str().unwrap(), "--travellers", "1"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(said(&wrong.stderr).contains("ees-synth: `"), "{}", said(&wrong.stderr));

    std::fs::create_dir(folder.path().join("cluster")).unwrap();
    let lock = std::fs::File::create(folder.path().join("cluster/lock")).unwrap();
    lock.try_lock().unwrap();
    let wrong = run(&["fill", "--data", data, "--travellers", "1"]);
    assert_eq!(wrong.status.code(), Some(4), "{}", said(&wrong.stderr));
    assert!(said(&wrong.stderr).contains("already running"), "{}", said(&wrong.stderr));
}

#[test]
fn a_filling_whose_parent_is_gone_is_broken_off() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    // The standard input of what is run here has ended from the beginning.
    let many = ["--travellers", "1000000", "--until-stdin-closes"];
    let broken_off = run(&[&["fill", "--data", data], &many[..]].concat());
    assert_eq!(broken_off.status.code(), Some(1));
    let said = said(&broken_off.stderr);
    assert!(said.contains("standard input ended"), "{said}");
}

#[test]
fn zones_and_points_are_printed() {
    let zones = run(&["mrz", "--count", "7", "--seed", "3", "--today", "2026-11-21"]);
    assert_eq!(said(&zones.stdout).split_terminator("\n\n").count(), 7);
    assert_eq!(
        zones.stdout,
        run(&["mrz", "--count", "7", "--seed", "3", "--today", "2026-11-21"]).stdout
    );
    assert_eq!(said(&run(&["points"]).stdout), ees_synth::points::POINTS_TOML);
}
