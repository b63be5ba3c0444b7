//! The register as a process of its own, and a system that calls it with a certificate.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ees_store::schema;
use fnd_core::Clock;
use fnd_core::clock::SystemClock;
use fnd_pg::cluster::{Cluster, SUPERUSER};
use fnd_pg::database::{Client as Database, Connection, connect};
use fnd_testkit::http::Client;
use fnd_testkit::tls::{Credentials, kept};

use crate::Done;
use crate::bulk::Place;
use crate::orders::Orders;

/// How long the register may take to do its work of the day on millions of records.
const QUIET_MAX: Duration = Duration::from_mins(30);
/// How long it must have been quiet.
const QUIET: Duration = Duration::from_secs(3);

const CONFIG: &str = r#"
data = "."
points = "points.toml"

[server]
admin = "127.0.0.1:0"

[server.tls]
address = "127.0.0.1:0"
certificate = "certificates/server.pem"
key = "certificates/server.key"
client_authorities = ["certificates/authority.pem"]

[[system]]
key = "GATES"
name = "gates-otopeni"
authority_kind = "border"
office = "Border Police Otopeni"
state = "ROU"
place = "ROU-A-OTP"
roles = ["officer"]

[limits]
body_bytes_max = 1048576
requests_max = 1024
request_seconds_max = 60
by_address = { per_second = 100000, burst = 100000 }
by_caller = { per_second = 100000, burst = 100000 }

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

/// The register, running.
pub(crate) struct Stand {
    /// Where it listens.
    pub(crate) base: String,
    authority: String,
    gates: Credentials,
    folder: PathBuf,
    child: Child,
}

impl Stand {
    /// Starts the register of `place`.
    pub(crate) fn start(orders: &Orders, place: &Place) -> Done<Self> {
        let folder = &place.folder;
        let names = ["gates".to_owned()];
        let issued = kept::issue(&folder.join("certificates"), &names, SystemClock.now())
            .map_err(|error| error.to_string())?;
        let gates = issued.clients.into_iter().next().ok_or("no certificate was issued")?;
        let config = folder.join("eesd.toml");
        fs::write(&config, CONFIG.replace("GATES", &gates.fingerprint()))?;
        let mut command = Command::new(orders.programs.join("eesd"));
        command.arg("serve").arg("--config").arg(&config).arg("--until-stdin-closes");
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let port = listening_port(&mut child)?;
        Ok(Self {
            base: format!("https://localhost:{port}"),
            authority: issued.authority,
            gates,
            folder: folder.clone(),
            child,
        })
    }

    /// A client with a connection of its own.
    pub(crate) fn client(&self) -> Client {
        Client::new(Some(&self.authority), Some(&self.gates))
    }

    /// How `role` connects to the register's database.
    pub(crate) fn connection(&self, role: &str) -> Done<Connection> {
        Ok(Cluster::running(&self.folder.join("cluster"), role, schema::DATABASE)?)
    }

    /// The database, with every right.
    pub(crate) async fn database(&self) -> Done<Database> {
        Ok(connect(&self.connection(SUPERUSER)?).await?)
    }

    /// Where the server of the database writes its log.
    pub(crate) fn server_log(&self) -> PathBuf {
        let elsewhere = fs::read_to_string(self.folder.join("cluster/elsewhere")).ok();
        let own = self.folder.join("cluster/postgresql");
        elsewhere.map_or(own, |path| PathBuf::from(path.trim())).join("server.log")
    }

    /// The folder of the database's socket.
    pub(crate) fn socket(&self) -> Done<PathBuf> {
        let connection = self.connection(schema::APP)?;
        let host = connection.get_hosts().first().ok_or("the cluster has no socket")?;
        match host {
            tokio_postgres::config::Host::Unix(path) => Ok(path.clone()),
            tokio_postgres::config::Host::Tcp(_) => Err("the cluster has no socket".into()),
        }
    }

    /// Lets it finish and stop its database.
    pub(crate) fn stop(mut self) -> Done<()> {
        drop(self.child.stdin.take());
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Stand {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// Waits until the program says on which port it listens; its later lines are read and dropped,
/// because a program whose lines nobody reads would stand still.
fn listening_port(child: &mut Child) -> Done<u16> {
    let errors = child.stderr.take().ok_or("the register has no output")?;
    let mut lines = BufReader::new(errors).lines();
    let mut said = String::new();
    while let Some(line) = lines.next().transpose()? {
        let address = line.split_once("tls=Some(").and_then(|(_, rest)| rest.split_once(')'));
        if let Some((address, _)) = address {
            let port = address.rsplit_once(':').ok_or("no port")?.1.parse()?;
            std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
            return Ok(port);
        }
        said = line;
    }
    Err(format!("the register did not start: {said}").into())
}

/// Waits until the log is sealed and the work of the day is done, so that none of it is measured.
pub(crate) async fn until_quiet(database: &Database) -> Done<()> {
    let busy = "SELECT (SELECT count(*) FROM log_entry) > (SELECT size FROM log_state)
             OR NOT EXISTS (SELECT FROM retention_run WHERE kind = 'daily' AND orphans IS NOT NULL)
             OR EXISTS (SELECT FROM pg_stat_activity
                         WHERE usename IN ('ees_upkeep', 'ees_retention') AND state <> 'idle')";
    let begun = Instant::now();
    let mut quiet_since = Instant::now();
    while quiet_since.elapsed() < QUIET {
        if QUIET_MAX < begun.elapsed() {
            return Err("the register did not come to rest in half an hour".into());
        }
        if database.query_one(busy, &[]).await?.try_get::<_, bool>(0)? {
            quiet_since = Instant::now();
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    Ok(())
}
