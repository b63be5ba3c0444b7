//! The database of a daemon: a private cluster, or a server of the operator's.

use std::collections::BTreeMap;
use std::path::Path;

use fnd_pg::Migration;
use fnd_pg::cluster::{Cluster, ClusterError, Options, SUPERUSER};
use fnd_pg::database::{Connection, connect, connection, ensure_database, ensure_roles, migrate};

use crate::HostError;

/// What a system calls its database and its roles.
#[derive(Debug, Clone, Copy)]
pub struct Names {
    /// The database.
    pub database: &'static str,
    /// The roles, the owner first.
    pub roles: &'static [&'static str],
}

/// How each role connects, and the cluster when it is ours.
#[derive(Debug)]
pub struct Storage {
    names: Names,
    cluster: Option<Cluster>,
    connections: BTreeMap<&'static str, Connection>,
    superuser: Option<Connection>,
}

impl Storage {
    /// Starts the private cluster below `data`, or takes the `addresses` of the configuration by
    /// role.
    pub async fn open(
        names: Names,
        data: &Path,
        addresses: Option<&BTreeMap<&'static str, String>>,
    ) -> Result<Self, HostError> {
        let Some(addresses) = addresses else { return Self::private(names, data).await };
        let read = |(role, address): (&&'static str, &String)| {
            Ok::<_, HostError>((*role, connection(address)?))
        };
        let connections = addresses.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self { names, cluster: None, connections, superuser: None })
    }

    /// As [`open`](Self::open), for a tool beside a daemon that may be running.
    pub async fn open_beside(
        names: Names,
        data: &Path,
        addresses: Option<&BTreeMap<&'static str, String>>,
    ) -> Result<Self, HostError> {
        match Self::open(names, data, addresses).await {
            Err(HostError::Cluster(ClusterError::InUse(folder))) => {
                let of = |role: &&'static str| {
                    Ok::<_, HostError>((*role, Cluster::running(&folder, role, names.database)?))
                };
                let connections = names.roles.iter().map(of).collect::<Result<_, _>>()?;
                let superuser = Some(Cluster::running(&folder, SUPERUSER, names.database)?);
                Ok(Self { names, cluster: None, connections, superuser })
            }
            done => done,
        }
    }

    /// The private cluster below `data`, with its roles and database.
    pub async fn private(names: Names, data: &Path) -> Result<Self, HostError> {
        let options = Options {
            folder: data.join("cluster"),
            roles: names.roles.to_vec(),
            durable: true,
            settings: Vec::new(),
        };
        let cluster = Cluster::start(&options).await?;
        let admin = connect(&cluster.connection(SUPERUSER, "postgres")).await?;
        ensure_roles(&admin, names.roles).await?;
        let owner = names.roles.first().copied().ok_or(HostError::NoAddress("owner"))?;
        ensure_database(&admin, names.database, owner).await?;
        let of = |role: &&'static str| (*role, cluster.connection(role, names.database));
        let connections = names.roles.iter().map(of).collect();
        let superuser = Some(cluster.connection(SUPERUSER, names.database));
        Ok(Self { names, connections, cluster: Some(cluster), superuser })
    }

    /// How `role` connects.
    pub fn of(&self, role: &'static str) -> Result<&Connection, HostError> {
        self.connections.get(role).ok_or(HostError::NoAddress(role))
    }

    /// How whoever may do anything connects, for the tools of an operator; `None` on a server that
    /// is not ours.
    pub fn superuser(&self) -> Option<&Connection> {
        self.superuser.as_ref()
    }

    /// Applies the migrations that have not been applied; answers how many.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<usize, HostError> {
        let owner = self.names.roles.first().copied().ok_or(HostError::NoAddress("owner"))?;
        let mut owner = connect(self.of(owner)?).await?;
        Ok(migrate(&mut owner, migrations).await?)
    }

    /// Stops the cluster, when it is ours.
    pub async fn close(self) -> Result<(), HostError> {
        if let Some(cluster) = self.cluster {
            cluster.stop().await?;
        }
        Ok(())
    }
}
