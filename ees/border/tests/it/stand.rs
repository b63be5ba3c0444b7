//! A register and a crossing point as real processes on this machine.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ees_store::schema;
use fnd_core::Clock;
use fnd_core::clock::SystemClock;
use fnd_pg::cluster::{Cluster, SUPERUSER};
use fnd_pg::database::connect;
use fnd_testkit::Reserved;
use fnd_testkit::http::{Answer, Client};
use fnd_testkit::tls::Credentials;
use fnd_testkit::tls::kept;
use tempfile::TempDir;
use uuid::Uuid;

/// The environment of the process that is the register: its configuration.
const CENTRE: &str = "LIMEN_TEST_CENTRE";
/// How long a condition may take to come true.
const PATIENCE: Duration = Duration::from_mins(2);

const CENTRE_CONFIG: &str = r#"
data = "centre"
points = "points.toml"

[server.tls]
address = "PORT"
certificate = "certificates/server.pem"
key = "certificates/server.key"
client_authorities = ["certificates/authority.pem"]

[[system]]
key = "NODE"
name = "node of Otopeni"
authority_kind = "border"
office = "Border Police"
state = "ROU"
place = "ROU-A-OTP"
roles = ["officer", "supervisor"]
vouches = true

[limits]
body_bytes_max = 1048576
requests_max = 1024
request_seconds_max = 60
by_address = { per_second = 10000, burst = 10000 }
by_caller = { per_second = 10000, burst = 10000 }

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
const NODE_CONFIG: &str = r#"
data = "node"
office = "Border Police"

[server]
admin = "127.0.0.1:0"

[server.tls]
address = "127.0.0.1:0"
certificate = "certificates/server.pem"
key = "certificates/server.key"
client_authorities = ["certificates/authority.pem"]

[centre]
address = "https://localhost:PORT"
certificate = "certificates/node.pem"
key = "certificates/node.key"
authorities = ["certificates/authority.pem"]
answer_seconds_max = 30

[point]
code = "ROU-A-OTP"
name = "Otopeni"
zone = "Europe/Bucharest"

[[officer]]
key = "OFFICER"
person = "o-17"
name = "Ștefan Ionescu"
role = "officer"

[[officer]]
key = "SUPERVISOR"
person = "s-3"
name = "Ioana Dumitrescu"
role = "supervisor"

[limits]
body_bytes_max = 1048576
requests_max = 1024
request_seconds_max = 60
by_address = { per_second = 10000, burst = 10000 }
by_caller = { per_second = 10000, burst = 10000 }
"#;

/// The folder, the certificates and the address of the register.
pub(crate) struct Stand {
    pub(crate) folder: TempDir,
    authority: String,
    officer: Credentials,
    supervisor: Credentials,
    stranger: Credentials,
    _port: Reserved,
}

/// A process of ours, ended when it is dropped.
pub(crate) struct Process {
    child: Child,
    pub(crate) base: String,
    /// Kept: a program whose lines nobody reads would stand still.
    _lines: Option<std::thread::JoinHandle<()>>,
}

/// The process of the register: this very program, running this test alone with an environment.
/// Without that environment it has nothing to do.
#[test]
fn a_register_until_it_is_ended() {
    let Some(config) = std::env::var_os(CENTRE) else { return };
    let _ = ees_api::commands::serve(Path::new(&config), fnd_host::Until::StdinCloses);
}

impl Stand {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let names = ["node", "officer", "supervisor", "stranger"].map(str::to_owned);
        let certificates = folder.path().join("certificates");
        let issued = kept::issue(&certificates, &names, SystemClock.now()).unwrap();
        let [node, officer, supervisor, stranger]: [Credentials; 4] =
            issued.clients.try_into().unwrap();
        let port = Reserved::new();
        let address = port.address();
        let centre = CENTRE_CONFIG
            .replace("PORT", &address.to_string())
            .replace("NODE", &node.fingerprint());
        fs::write(folder.path().join("eesd.toml"), centre).unwrap();
        fs::write(folder.path().join("points.toml"), POINTS).unwrap();
        let own = NODE_CONFIG
            .replace("PORT", &address.port().to_string())
            .replace("OFFICER", &officer.fingerprint())
            .replace("SUPERVISOR", &supervisor.fingerprint());
        fs::write(folder.path().join("ees-borderd.toml"), own).unwrap();
        let authority = issued.authority;
        Self { folder, authority, officer, supervisor, stranger, _port: port }
    }

    pub(crate) fn node_config(&self) -> PathBuf {
        self.folder.path().join("ees-borderd.toml")
    }

    pub(crate) fn buffer(&self) -> PathBuf {
        self.folder.path().join("node/buffer.sqlite")
    }

    /// Starts the register and waits until it listens.
    pub(crate) fn centre(&self) -> Process {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", "stand::a_register_until_it_is_ended", "--nocapture"])
            .env(CENTRE, self.folder.path().join("eesd.toml"))
            .stdin(Stdio::piped())
            .stdout(Stdio::null());
        Process::start(command).unwrap()
    }

    pub(crate) fn node_command(&self, command: &str) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_ees-borderd"));
        program.arg(command).arg("--config").arg(self.node_config()).stdin(Stdio::null());
        program
    }

    /// Starts the crossing point and waits until it listens.
    pub(crate) fn node(&self) -> Process {
        Process::start(self.node_command("serve")).unwrap()
    }

    pub(crate) fn officer(&self) -> Client {
        Client::new(Some(&self.authority), Some(&self.officer))
    }

    pub(crate) fn supervisor(&self) -> Client {
        Client::new(Some(&self.authority), Some(&self.supervisor))
    }

    pub(crate) fn stranger(&self) -> Client {
        Client::new(Some(&self.authority), Some(&self.stranger))
    }

    /// The database of a register that runs, with every right.
    pub(crate) async fn database(&self) -> tokio_postgres::Client {
        let cluster = cluster(&self.folder.path().join("centre/cluster"));
        connect(&cluster).await.unwrap()
    }
}

fn cluster(folder: &Path) -> fnd_pg::database::Connection {
    let elsewhere = fs::read_to_string(folder.join("elsewhere")).ok();
    let folder = elsewhere.map_or(folder.to_owned(), |path| PathBuf::from(path.trim()));
    Cluster::running(&folder, SUPERUSER, schema::DATABASE).unwrap()
}

impl Process {
    /// Starts a program and waits until it says where it listens; what it said when it ended.
    pub(crate) fn start(mut command: Command) -> Result<Self, (Option<i32>, String)> {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut seen = String::new();
        let line = loop {
            let Some(line) = lines.next() else {
                return Err((child.wait().unwrap().code(), seen));
            };
            let line = line.unwrap();
            if line.contains("listening") {
                break line;
            }
            seen.push_str(&line);
        };
        let (_, rest) = line.split_once("tls=Some(").unwrap();
        let address = rest.split_once(')').unwrap().0;
        let base = format!("https://localhost:{}", address.rsplit_once(':').unwrap().1);
        let is_told = std::env::var_os("LIMEN_TEST_LINES").is_some();
        let lines = std::thread::spawn(move || {
            for line in lines.map_while(Result::ok).filter(|_| is_told) {
                eprintln!("{line}");
            }
        });
        Ok(Self { child, base, _lines: Some(lines) })
    }

    /// Ends it as a power cut does.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Ends it in good order.
    pub(crate) fn stop(mut self) {
        self.terminate();
    }

    fn terminate(&mut self) {
        let pid = self.child.id().to_string();
        if self.child.try_wait().unwrap().is_none() {
            let _ = Command::new("kill").args(["-TERM", &pid]).status();
            let _ = self.child.wait();
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.terminate();
    }
}

/// What a form sends about a traveller who does not exist, whose document has this number.
pub(crate) fn form(number: u32, more: &[(&str, &str)]) -> String {
    let document = format!("GE{number:07}");
    let pairs = [
        ("surname", "Beridze"),
        ("given_names", "Nino"),
        ("birth_day", "1"),
        ("birth_month", "4"),
        ("birth_year", "1988"),
        ("nationality", "GEO"),
        ("sex", "F"),
        ("document_kind", "ordinary-passport"),
        ("document_number", &document),
        ("document_issuer", "GEO"),
        ("expiry_day", "31"),
        ("expiry_month", "1"),
        ("expiry_year", "2031"),
    ];
    let all: Vec<String> =
        pairs.iter().chain(more).map(|(name, value)| format!("{name}={value}")).collect();
    all.join("&")
}

/// Posts a form as a browser does; an error when no answer comes.
pub(crate) async fn post(
    client: &Client,
    base: &str,
    (path, form): (&str, &str),
) -> Option<Answer> {
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("accept", "text/html"),
        ("sec-fetch-site", "same-origin"),
    ];
    let url = format!("{base}{path}");
    client.send(axum::http::Method::POST, &url, &headers, form).await.ok()
}

/// Records an entry of the traveller with this number under this identifier.
pub(crate) async fn enter(
    client: &Client,
    base: &str,
    (number, id): (u32, Uuid),
) -> Option<Answer> {
    let form = form(number, &[("crossing_id", &id.to_string()), ("file_id", "new")]);
    post(client, base, ("/entries", &form)).await
}

/// Records an exit of the traveller with this number under this identifier.
pub(crate) async fn leave(
    client: &Client,
    base: &str,
    (number, id): (u32, Uuid),
) -> Option<Answer> {
    let form = form(number, &[("crossing_id", &id.to_string())]);
    post(client, base, ("/exits", &form)).await
}

/// Asks until `what` is so; fails with what was found last.
pub(crate) async fn until<T, F>(what: &str, mut ask: impl FnMut() -> F) -> T
where
    F: Future<Output = Result<T, String>>,
{
    let end = Instant::now() + PATIENCE;
    loop {
        match ask().await {
            Ok(found) => return found,
            Err(found) => assert!(Instant::now() < end, "not in time: {what}; last: {found}"),
        }
        tokio::task::yield_now().await;
    }
}

/// Waits until the page of the crossing point at `base` has (or lacks) a text.
pub(crate) async fn until_page(client: &Client, url: &str, (text, is_there): (&str, bool)) {
    until(text, || async {
        let page = client.page(url).await;
        if page.text.contains(text) == is_there { Ok(()) } else { Err(page.text) }
    })
    .await;
}
