//! The data folder, opened as the daemon opens it: a private cluster and a key ring.

use std::path::Path;
use std::sync::Arc;

use ees_store::{PgRegister, schema};
use fnd_core::id::RandomIds;
use fnd_pg::Database;
use fnd_pg::cluster::{Cluster, Options, SUPERUSER};
use fnd_pg::database::{connect, ensure_database, ensure_roles, migrate};
use fnd_vault::SharedRing;
use jiff::Timestamp;

use super::{CONNECTIONS, FillError};

/// An open register.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) register: PgRegister,
    cluster: Cluster,
    database: Database,
}

impl Place {
    /// Starts the cluster in `data`, made first when there is none, with its schema and keys.
    pub(super) async fn open(data: &Path, now: Timestamp) -> Result<Self, FillError> {
        std::fs::create_dir_all(data)
            .map_err(|source| FillError::Io { path: data.to_owned(), source })?;
        let options = Options {
            folder: data.join("cluster"),
            roles: schema::ROLES.to_vec(),
            durable: true,
            // For this run alone: a crash of this tool is answered by filling again, and the
            // orderly stop at its end writes everything.
            settings: vec!["synchronous_commit=off".to_owned()],
        };
        let cluster = Cluster::start(&options).await?;
        match Self::on(&cluster, data, now).await {
            Ok((register, database)) => Ok(Self { register, cluster, database }),
            Err(error) => {
                cluster.stop().await?;
                Err(error)
            }
        }
    }

    async fn on(
        cluster: &Cluster,
        data: &Path,
        now: Timestamp,
    ) -> Result<(PgRegister, Database), FillError> {
        let admin = connect(&cluster.connection(SUPERUSER, "postgres")).await?;
        ensure_roles(&admin, schema::ROLES).await?;
        ensure_database(&admin, schema::DATABASE, schema::OWNER).await?;
        let mut owner = connect(&cluster.connection(schema::OWNER, schema::DATABASE)).await?;
        migrate(&mut owner, &schema::migrations()).await?;
        let ring = Arc::new(SharedRing::open(&data.join("keys.toml"), now)?);
        let config = cluster.connection(schema::APP, schema::DATABASE);
        let database = Database::new(config, CONNECTIONS)?;
        let register = PgRegister::new(database.clone(), ring, Arc::new(RandomIds));
        Ok((register, database))
    }

    /// Whether the register holds no file.
    pub(super) async fn is_empty(&self) -> Result<bool, FillError> {
        let client = self.database.connection().await?;
        let row = client.query_opt("SELECT 1 FROM file LIMIT 1", &[]).await;
        Ok(row.map_err(fnd_pg::Failure::from)?.is_none())
    }

    /// Lets the server learn how the tables are filled, so that the first searches are fast.
    pub(super) async fn settle(&self) -> Result<(), FillError> {
        let config = self.cluster.connection(schema::OWNER, schema::DATABASE);
        let owner = connect(&config).await?;
        let analyze = "ANALYZE file, file_key, identity, identity_key, travel_document, \
                       document_key, crossing, movement, refusal, log_entry";
        Ok(owner.batch_execute(analyze).await.map_err(fnd_pg::Failure::from)?)
    }

    /// Stops the server when everything is written.
    pub(super) async fn stop(self) -> Result<(), FillError> {
        self.database.close();
        Ok(self.cluster.stop().await?)
    }
}
