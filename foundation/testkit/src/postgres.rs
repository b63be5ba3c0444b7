//! A fresh database for each test, on a real PostgreSQL server.
//!
//! Every test binary takes a cluster of its own below the temporary directory, starts it when
//! the first test asks, and leaves it to the next run, which saves making it again. The server
//! stops when the test process ends. Databases of earlier runs are dropped at the start.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, mpsc};

use fnd_pg::Migration;
use fnd_pg::cluster::{Cluster, ClusterError, Options, SUPERUSER};
use fnd_pg::database::{connect, ensure_database, ensure_roles, migrate};
use tokio::sync::Mutex;
use tokio_postgres::{Client, Config};

/// Clusters that may run at the same moment.
const CLUSTERS_MAX: u32 = 16;

/// A database that belongs to one test.
#[derive(Debug)]
pub struct TestDatabase {
    name: String,
    socket: PathBuf,
    data: PathBuf,
}

/// What is known of the shared cluster.
#[derive(Debug, Clone)]
struct Server {
    socket: PathBuf,
    data: PathBuf,
}

/// A system's roles, the first of which owns the database, and its schema.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// Roles that may connect.
    pub roles: &'static [&'static str],
    /// Makes the list of migrations.
    pub migrations: fn() -> Vec<Migration>,
}

impl TestDatabase {
    /// A database with the schema applied and nothing in it.
    pub async fn fresh(schema: Schema) -> Self {
        static MAKING: Mutex<()> = Mutex::const_new(());
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = server(schema.roles);
        let admin = connect(&config(&server.socket, SUPERUSER, "postgres")).await.unwrap();
        let template = {
            let _one_at_a_time = MAKING.lock().await;
            template(&admin, &server, schema).await
        };
        let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        admin
            .batch_execute(&format!(
                "CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"
            ))
            .await
            .unwrap();
        Self { name, socket: server.socket, data: server.data }
    }

    /// How to connect as `role`.
    pub fn config(&self, role: &str) -> Config {
        config(&self.socket, role, &self.name)
    }

    /// A connection as `role`.
    pub async fn client(&self, role: &str) -> Client {
        connect(&self.config(role)).await.unwrap()
    }

    /// A connection that may do anything, as somebody who broke in would have it.
    pub async fn superuser(&self) -> Client {
        self.client(SUPERUSER).await
    }

    /// The folder with the server's files, for looking for what must not be in them.
    pub fn data_folder(&self) -> &std::path::Path {
        &self.data
    }
}

/// The schema applied once, to be copied for each test.
async fn template(admin: &Client, server: &Server, schema: Schema) -> String {
    let migrations = (schema.migrations)();
    let mut hasher = DefaultHasher::new();
    for migration in &migrations {
        migration.sql.hash(&mut hasher);
    }
    let name = format!("template_{:016x}", hasher.finish());
    let known = admin.query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name]).await;
    if known.unwrap().is_some() {
        return name;
    }
    let owner = schema.roles.first().expect("a schema has an owner");
    let draft = format!("{name}_draft");
    admin.batch_execute(&format!("DROP DATABASE IF EXISTS {draft}")).await.unwrap();
    ensure_roles(admin, schema.roles).await.unwrap();
    ensure_database(admin, &draft, owner).await.unwrap();
    let mut client = connect(&config(&server.socket, owner, &draft)).await.unwrap();
    migrate(&mut client, &migrations).await.expect("the migrations apply");
    drop(client);
    // The owner's connection may take a moment to be gone from the server's list.
    while admin.batch_execute(&format!("ALTER DATABASE {draft} RENAME TO {name}")).await.is_err() {
        tokio::task::yield_now().await;
    }
    name
}

/// The cluster of this process, started by a thread that holds it until the process ends.
fn server(roles: &'static [&'static str]) -> Server {
    static SERVER: LazyLock<std::sync::Mutex<Option<Server>>> = LazyLock::new(Default::default);
    let mut known = SERVER.lock().unwrap();
    if let Some(server) = &*known {
        return server.clone();
    }
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let cluster = start(roles).await;
            drop_left_over(&cluster).await;
            let socket = cluster.socket_folder().to_owned();
            tell.send(Server { socket, data: cluster.data_folder().to_owned() }).unwrap();
            std::future::pending::<()>().await;
        });
    });
    let server = told.recv().expect("the test cluster starts");
    *known = Some(server.clone());
    server
}

/// Starts the first cluster that no other process holds.
async fn start(roles: &'static [&'static str]) -> Cluster {
    let base = std::env::temp_dir().join("limen-test-clusters");
    for slot in 0..CLUSTERS_MAX {
        let options = Options {
            folder: base.join(slot.to_string()),
            roles: roles.to_vec(),
            durable: false,
            settings: vec!["max_connections=200".to_owned()],
        };
        match Cluster::start(&options).await {
            Ok(cluster) => return cluster,
            // Another process has it, or another PostgreSQL made it.
            Err(ClusterError::InUse(_) | ClusterError::OtherVersion { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
    panic!("all {CLUSTERS_MAX} test clusters below `{}` are in use", base.display());
}

async fn drop_left_over(cluster: &Cluster) {
    let admin = connect(&cluster.connection(SUPERUSER, "postgres")).await.unwrap();
    let rows = admin
        .query("SELECT datname::text FROM pg_database WHERE datname LIKE 'test\\_%'", &[])
        .await
        .unwrap();
    for row in rows {
        let name: String = row.get(0);
        admin.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
    }
}

fn config(socket: &std::path::Path, role: &str, database: &str) -> Config {
    let mut config = Config::new();
    config.host_path(socket).user(role).dbname(database);
    config
}
