//! What an operator does: start, stop, look at the log, rotate keys. With the real program.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;

use axum::http::Method;
use ees_api::daemon::{LOG_ORIGIN, private, ring};
use ees_domain::access::Action;
use ees_domain::authority::{Actor, AuthorityKind, Purpose, Role};
use ees_store::{Denied, PgRegister, Register, schema};
use fnd_core::Clock;
use fnd_core::CountryCode;
use fnd_core::clock::SystemClock;
use fnd_core::id::{Ids, RandomIds};
use fnd_pg::Database;
use fnd_pg::cluster::{Cluster, Options, SUPERUSER};
use fnd_pg::database::connect;
use fnd_testkit::http::Client;
use fnd_testkit::tls::kept;
use fnd_vault::KeyRing;
use tempfile::TempDir;

/// A configuration that needs nothing but a folder.
const CONFIG: &str = r#"
data = "."
points = "points.toml"

[server]
admin = "127.0.0.1:0"

[server.plain]
address = "127.0.0.1:0"

[office]
controller = ["Border Police"]
requests = "https://example.org/requests"
supervisor = "Supervisory authority"
supervisor_page = "https://example.org"
acts = []
court_act = "an act"
answer_days = 30
answer_days_enforcement = 60
"#;
const POINTS: &str = r#"
[[point]]
code = "ROU-A-OTP"
name = "Otopeni"
zone = "Europe/Bucharest"
"#;

pub(crate) fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("eesd.toml");
    fs::write(&config, CONFIG).unwrap();
    fs::write(folder.path().join("points.toml"), POINTS).unwrap();
    (folder, config)
}

pub(crate) fn eesd(arguments: &[&str], config: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_eesd"));
    command.args(arguments).arg("--config").arg(config).stdin(Stdio::null());
    command
}

pub(crate) fn run(arguments: &[&str], config: &Path) -> Output {
    eesd(arguments, config).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A daemon that listens, and its address.
pub(crate) struct Daemon {
    child: Child,
    address: String,
    with_tls: Option<String>,
    /// Kept open: a daemon whose lines nobody reads would stand still.
    _lines: std::thread::JoinHandle<()>,
}

impl Daemon {
    pub(crate) fn start(config: &Path) -> Self {
        Self::start_as(eesd(&["serve"], config))
    }

    fn start_as(mut command: Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut seen = String::new();
        let line = loop {
            let Some(line) = lines.next() else { panic!("the daemon ended: {seen}") };
            let line = line.unwrap();
            if line.contains("listening") {
                break line;
            }
            seen.push_str(&line);
        };
        let address_of = |kind: &str| {
            let (_, rest) = line.split_once(&format!("{kind}=Some("))?;
            Some(rest.split_once(')')?.0.to_owned())
        };
        let address = address_of("plain").unwrap();
        let with_tls = address_of("tls");
        Self { child, address, with_tls, _lines: std::thread::spawn(move || lines.for_each(drop)) }
    }

    pub(crate) fn signal(&mut self, name: &str) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

/// Writes `count` rows of the log, as calls that were refused.
async fn write_log(data: &Path, count: usize) {
    let clock = SystemClock;
    let storage = private(data).await.unwrap();
    storage.migrate(&schema::migrations()).await.unwrap();
    let database = Database::new(storage.of(schema::APP).unwrap().clone(), 2).unwrap();
    let ids = Arc::new(RandomIds);
    let register = PgRegister::new(database.clone(), ring(data, &clock).unwrap(), ids);
    for _ in 0..count {
        let at = clock.now();
        let actor = Actor {
            authority: AuthorityKind::Visa,
            role: Role::Officer,
            state: CountryCode::of(b"ROU"),
            office: "Consulate".into(),
            person: "clerk".into(),
            place: None,
        };
        let (action, purpose) = (Action::RecordEntry, Purpose::BorderEntry);
        let denied = Denied { actor, action, purpose, request: RandomIds.next(at), at };
        register.note_denied(denied).await.unwrap();
    }
    database.close();
    storage.close().await.unwrap();
}

#[tokio::test]
async fn a_daemon_starts_on_an_empty_folder_and_is_looked_after_while_it_runs() {
    let (_folder, config) = folder();
    let mut daemon = Daemon::start(&config);
    let url = format!("http://{}/privacy.json", daemon.address);
    assert_eq!(Client::plain().get(&url).await.status, 200);

    let second = run(&["serve"], &config);
    assert_eq!(second.status.code(), Some(1));
    assert!(text(&second.stderr).contains("another copy is already running"), "{second:?}");

    for arguments in [
        &["log", "verify"][..],
        &["keys", "rotate"],
        &["keys", "remove", "1"],
        &["retention", "preview"],
        &["retention", "run"],
        &["retention", "orphans"],
        &["retention", "destroy"],
        &["log", "verify"],
    ] {
        let done = run(arguments, &config);
        assert!(done.status.success(), "{arguments:?}: {}", text(&done.stderr));
    }
    assert_eq!(Client::plain().get(&url).await.status, 200);
    assert_eq!(daemon.signal("-TERM"), Some(0));
}

#[tokio::test]
async fn erasure_tells_what_it_did_and_what_is_wrong() {
    let (folder, config) = folder();
    write_log(folder.path(), 3).await;
    let said = text(&run(&["retention", "run"], &config).stdout);
    assert!(said.contains("kept no longer: 0 records, 0 refusals, 0 files"), "{said}");
    let said = text(&run(&["retention", "preview"], &config).stdout);
    assert!(
        said.lines().count() == 5 + 12 && said.contains("orders of authorities wait"),
        "{said}"
    );
    assert_eq!(run(&["retention", "orphans"], &config).status.code(), Some(0));

    let storage = private(folder.path()).await.unwrap();
    let intruder = connect(storage.superuser().unwrap()).await.unwrap();
    let lost = "INSERT INTO document_key VALUES ('a', gen_random_uuid(), 1)";
    intruder.batch_execute(lost).await.unwrap();
    drop(intruder);
    storage.close().await.unwrap();
    let found = run(&["retention", "orphans"], &config);
    assert_eq!(found.status.code(), Some(1));
    assert!(text(&found.stdout).contains("1 document-key-without-file"), "{found:?}");

    let before = fs::read_to_string(folder.path().join("keys.toml")).unwrap();
    let done = run(&["retention", "destroy", "--everything"], &config);
    assert!(done.status.success(), "{done:?}");
    let said = text(&done.stdout);
    for line in ["key number 2 is the only one", "tables are written anew", "write-ahead log"] {
        assert!(said.contains(line), "{said}");
    }
    assert_ne!(fs::read_to_string(folder.path().join("keys.toml")).unwrap(), before);
    assert!(run(&["log", "verify"], &config).status.success(), "the log still verifies");
    for words in [&["retention", "destroy", "--help"][..], &["retention", "orphans", "--help"]] {
        let help = Command::new(env!("CARGO_BIN_EXE_eesd")).args(words).output().unwrap();
        assert!(help.status.success() && 300 < help.stdout.len(), "{words:?}");
    }
}

#[tokio::test]
async fn a_killed_daemon_leaves_nothing_that_keeps_the_next_one_from_starting() {
    let (_folder, config) = folder();
    let mut daemon = Daemon::start(&config);
    assert_eq!(daemon.signal("-KILL"), None);
    let mut next = Daemon::start(&config);
    let url = format!("http://{}/privacy.json", next.address);
    assert_eq!(Client::plain().get(&url).await.status, 200);
    assert_eq!(next.signal("-INT"), Some(0));
}

#[tokio::test]
async fn a_daemon_whose_parent_is_gone_stops_in_good_order_and_its_cluster_with_it() {
    let (folder, config) = folder();
    let mut command = eesd(&["serve", "--until-stdin-closes"], &config);
    command.stdin(Stdio::piped());
    let mut daemon = Daemon::start_as(command);
    let url = format!("http://{}/privacy.json", daemon.address);
    assert_eq!(Client::plain().get(&url).await.status, 200);
    let cluster = folder.path().join("cluster");
    let server = Cluster::running(&cluster, SUPERUSER, schema::DATABASE).unwrap();
    assert!(connect(&server).await.is_ok());
    // The kernel closes the pipe of a program that is killed just so.
    drop(daemon.child.stdin.take());
    assert_eq!(daemon.child.wait().unwrap().code(), Some(0));
    assert!(connect(&server).await.is_err());
}

/// A listener with TLS, and one system that may call.
const SYSTEM: &str = r#"
[server.tls]
address = "127.0.0.1:0"
certificate = "certificates/server.pem"
key = "certificates/server.key"
client_authorities = ["certificates/authority.pem"]

[[system]]
key = "KEY"
name = "auditing"
authority_kind = "supervisory"
office = "Supervisory authority"
state = "ROU"
roles = ["auditor"]
"#;

#[tokio::test]
async fn a_system_is_known_by_its_certificate_and_nobody_else_is_let_in() {
    let (folder, config) = folder();
    let names = ["auditing", "stranger"].map(str::to_owned);
    let now = SystemClock.now();
    let here = kept::issue(&folder.path().join("certificates"), &names, now).unwrap();
    let abroad = kept::issue(&folder.path().join("abroad"), &names, now).unwrap();
    let system = SYSTEM.replace("KEY", &here.clients[0].fingerprint());
    fs::write(&config, format!("{CONFIG}{system}")).unwrap();
    let mut daemon = Daemon::start(&config);
    let address = daemon.with_tls.clone().unwrap().replace("127.0.0.1", "localhost");
    let log = format!("https://{address}/v1/log");
    let client = |own| Client::new(Some(&here.authority), own);

    let read = client(Some(&here.clients[0])).get(&log).await;
    assert_eq!(read.status, 200, "{}", read.text);
    for own in [Some(&here.clients[1]), None] {
        assert_eq!(client(own).get(&log).await.problem().as_deref(), Some("unauthenticated"));
    }
    // The same name and office, from an authority that nobody asked.
    let foreign = client(Some(&abroad.clients[0])).send(Method::GET, &log, &[], "").await;
    assert!(foreign.is_err());
    // A client that knows another authority does not take this server for the right one.
    let other = Client::new(Some(&abroad.authority), Some(&here.clients[0]));
    assert!(other.send(Method::GET, &log, &[], "").await.is_err());
    assert_eq!(daemon.signal("-TERM"), Some(0));
}

#[tokio::test]
async fn log_verify_names_the_first_row_that_was_changed() {
    let (folder, config) = folder();
    write_log(folder.path(), 5).await;
    // A daemon seals what waits as soon as it runs, and that it filled its gallery.
    let mut daemon = Daemon::start(&config);
    loop {
        let said = text(&run(&["log", "verify"], &config).stdout);
        if said.contains("the log fits: 6 rows") && !said.contains("wait to be sealed") {
            break;
        }
    }
    assert_eq!(daemon.signal("-TERM"), Some(0));

    let options = Options {
        folder: folder.path().join("cluster"),
        roles: schema::ROLES.to_vec(),
        durable: true,
        settings: Vec::new(),
    };
    let cluster = Cluster::start(&options).await.unwrap();
    let intruder = connect(&cluster.connection(SUPERUSER, schema::DATABASE)).await.unwrap();
    let of = "SELECT log_id FROM log_leaf WHERE leaf_index IN (2, 3) ORDER BY leaf_index";
    let ids: Vec<uuid::Uuid> =
        intruder.query(of, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    let id = ids[1];
    let change = "UPDATE log_entry SET person = 'nobody' WHERE log_id = $1";
    assert_eq!(intruder.execute(change, &[&id]).await.unwrap(), 1);
    drop(intruder);
    cluster.stop().await.unwrap();

    let found = run(&["log", "verify"], &config);
    assert_eq!(found.status.code(), Some(4));
    let said = text(&found.stdout);
    assert!(said.contains(&format!("row 3 (id {id}) was changed")), "{said}");
    proofs(&folder, &config, &ids);
}

/// A row is proven by a file that is checked with the public key alone; the second one was changed.
fn proofs(folder: &TempDir, config: &Path, ids: &[uuid::Uuid]) {
    let key = KeyRing::load(&folder.path().join("keys.toml")).unwrap();
    let key = key.signer(LOG_ORIGIN).verifier().to_string();
    let file = folder.path().join("row.tlog-proof");
    let check = |key: &str| {
        let program = env!("CARGO_BIN_EXE_eesd");
        let arguments = ["log", "verify-proof", file.to_str().unwrap(), "--key", key];
        Command::new(program).args(arguments).output().unwrap()
    };
    assert_eq!(check(&key).status.code(), Some(1), "there is no file yet");
    assert_eq!(check("nonsense").status.code(), Some(2));
    let nil = uuid::Uuid::nil().to_string();
    assert_eq!(run(&["log", "prove", "--row", &nil], config).status.code(), Some(1));
    for (row, expected) in [(&ids[0], 0), (&ids[1], 4)] {
        let proof = run(&["log", "prove", "--row", &row.to_string()], config);
        fs::write(&file, &proof.stdout).unwrap();
        let checked = check(&key);
        assert_eq!(checked.status.code(), Some(expected), "{}", text(&checked.stdout));
        let said = text(&checked.stdout);
        let is_told = said.contains("row number 3 of 6") && said.contains(&row.to_string());
        assert_eq!(is_told, expected == 0, "{said}");
    }
}

#[test]
fn a_wrong_configuration_says_what_and_where() {
    let (folder, config) = folder();
    fs::write(&config, CONFIG.replace("127.0.0.1:0\"\n\n[office]", "0.0.0.0:0\"\n\n[office]"))
        .unwrap();
    let refused = run(&["serve"], &config);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("loopback"), "{}", text(&refused.stderr));
    fs::write(&config, format!("{CONFIG}\nshoe = 42\n")).unwrap();
    let refused = run(&["serve"], &config);
    assert!(text(&refused.stderr).contains("shoe"), "{}", text(&refused.stderr));
    fs::write(&config, CONFIG).unwrap();
    fs::write(folder.path().join("points.toml"), POINTS.replace("ROU-A", "ROU-X")).unwrap();
    let refused = run(&["serve"], &config);
    assert!(text(&refused.stderr).contains("ROU-X-OTP"), "{}", text(&refused.stderr));
}
