//! Roles, databases, migrations and the pool.

use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use tokio_postgres::{Config, NoTls};

use crate::failure::Failure;

/// How long a request waits for a free connection before it is told to come back later.
const WAIT_MAX: Duration = Duration::from_secs(2);
/// Limits of every session of the pool: no statement, lock or forgotten transaction holds
/// others up for long, and the sealer of the log is never held up.
const SESSION_LIMITS: &str = "-c statement_timeout=10s -c lock_timeout=4s \
     -c idle_in_transaction_session_timeout=10s -c timezone=UTC";

/// A connection outside the pool.
pub use tokio_postgres::Client;
/// How to connect to a server as a role.
pub use tokio_postgres::Config as Connection;

/// Reads how to connect, written as libpq writes it: words or an address.
pub fn connection(text: &str) -> Result<Connection, Failure> {
    Ok(text.parse()?)
}

/// One step of the schema: its number, its name, its SQL.
#[derive(Debug, Clone)]
pub struct Migration {
    /// Steps run in the order of their numbers, each once.
    pub number: u32,
    /// A noun.
    pub name: &'static str,
    /// The statements.
    pub sql: String,
}

/// A pool of connections as one role.
#[derive(Debug, Clone)]
pub struct Database {
    pool: Pool,
}

impl Database {
    /// A pool of at most `connections_max` connections made by `config`. Connects when first
    /// used.
    pub fn new(mut config: Config, connections_max: usize) -> Result<Self, Failure> {
        config.options(SESSION_LIMITS).connect_timeout(WAIT_MAX);
        let manager = Manager::from_config(
            config,
            NoTls,
            ManagerConfig { recycling_method: RecyclingMethod::Fast },
        );
        let pool = Pool::builder(manager)
            .max_size(connections_max)
            .wait_timeout(Some(WAIT_MAX))
            .create_timeout(Some(WAIT_MAX))
            .runtime(Runtime::Tokio1)
            .build();
        match pool {
            Ok(pool) => Ok(Self { pool }),
            Err(error) => Err(Failure::Defect(Box::new(error))),
        }
    }

    /// A connection, for one unit of work.
    pub async fn connection(&self) -> Result<deadpool_postgres::Object, Failure> {
        Ok(self.pool.get().await?)
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), Failure> {
        self.connection().await?.simple_query("SELECT 1").await?;
        Ok(())
    }

    /// Closes every connection.
    pub fn close(&self) {
        self.pool.close();
    }
}

/// Connects once, outside a pool, for set-up. The task that drives the connection ends with it.
pub async fn connect(config: &Config) -> Result<Client, Failure> {
    let (client, connection) = config.connect(NoTls).await?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a set-up connection ended");
        }
    });
    Ok(client)
}

/// Makes the roles that are missing, each able to log in and nothing else. Names must be plain.
pub async fn ensure_roles(admin: &Client, roles: &[&str]) -> Result<(), Failure> {
    for role in roles {
        let known = admin.query_opt("SELECT 1 FROM pg_roles WHERE rolname = $1", &[role]).await?;
        if known.is_none() {
            admin.batch_execute(&format!("CREATE ROLE {role} LOGIN")).await?;
        }
    }
    Ok(())
}

/// Makes the database `name` owned by `owner` when it is missing; nobody else may enter it
/// unless a migration grants it. Names must be plain.
pub async fn ensure_database(admin: &Client, name: &str, owner: &str) -> Result<(), Failure> {
    let known = admin.query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name]).await?;
    if known.is_none() {
        admin.batch_execute(&format!("CREATE DATABASE {name} OWNER {owner}")).await?;
        admin.batch_execute(&format!("REVOKE ALL ON DATABASE {name} FROM PUBLIC")).await?;
    }
    Ok(())
}

/// Applies the migrations that have not been applied; answers how many were.
pub async fn migrate(owner: &mut Client, migrations: &[Migration]) -> Result<usize, Failure> {
    let mut steps = Vec::new();
    for migration in migrations {
        let name = format!("V{}__{}", migration.number, migration.name);
        match refinery::Migration::unapplied(&name, &migration.sql) {
            Ok(step) => steps.push(step),
            Err(error) => return Err(Failure::Defect(Box::new(error))),
        }
    }
    let mut runner = refinery::Runner::new(&steps).set_grouped(true);
    runner.set_migration_table_name("schema_history");
    match runner.run_async(owner).await {
        Ok(report) => Ok(report.applied_migrations().len()),
        Err(error) => Err(Failure::Defect(Box::new(error))),
    }
}

/// The columns of every table of the schema `public`, pairs of table and column.
pub async fn columns(client: &Client) -> Result<Vec<(String, String)>, Failure> {
    let rows = client
        .query(
            "SELECT table_name::text, column_name::text FROM information_schema.columns
              WHERE table_schema = 'public' ORDER BY 1, 2",
            &[],
        )
        .await?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}
