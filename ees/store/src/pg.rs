//! The register on PostgreSQL.

mod case;
mod consultation;
mod crossing;
mod decision;
mod file;
mod joined;
mod mark;
mod oversight;
mod overstayers;
mod procedure;
mod programme;
mod quality;
mod refusal;
pub(crate) mod sample;
pub(crate) mod sealed;
mod suspension;
mod unit;
mod uses;
mod version;
mod wanted;
mod work;
mod writes;

use std::sync::Arc;

use async_trait::async_trait;
use fnd_core::Ids;
use fnd_pg::Database;
use fnd_pg::log::{INSERT, LogKeys};
use fnd_vault::{BlindIndex, SharedRing};

use crate::{Access, Consultation, Denied, Operation, Oversight, Register, StoreError, Work};
use consultation::PgConsultation;
pub(crate) use crossing::day as day_of;
use oversight::PgOversight;
pub(crate) use procedure::HELD;
pub(crate) use sealed::object as file_key_object;
use suspension::PgOperation;
use unit::Unit;
use work::PgWork;

/// The register in a PostgreSQL database.
#[derive(Debug, Clone)]
pub struct PgRegister(Arc<Inner>);

/// What all units of work share.
#[derive(Debug)]
struct Inner {
    database: Database,
    ring: Arc<SharedRing>,
    index: BlindIndex,
    log_keys: LogKeys,
    ids: Arc<dyn Ids>,
}

impl PgRegister {
    /// The register that `database` (as the role [`crate::schema::APP`]) holds under `ring`.
    pub fn new(database: Database, ring: Arc<SharedRing>, ids: Arc<dyn Ids>) -> Self {
        let index = ring.current().blind_index();
        let log_keys = LogKeys::new(Arc::clone(&ring));
        Self(Arc::new(Inner { database, ring, index, log_keys, ids }))
    }
}

#[async_trait]
impl Register for PgRegister {
    #[tracing::instrument(name = "db.consult", skip_all)]
    async fn consult(&self, access: Access) -> Result<Box<dyn Consultation>, StoreError> {
        Ok(Box::new(PgConsultation(Unit::read(Arc::clone(&self.0), access).await?)))
    }

    #[tracing::instrument(name = "db.begin", skip_all)]
    async fn begin(&self, access: Access) -> Result<Box<dyn Work>, StoreError> {
        Ok(Box::new(PgWork::new(Unit::begin(Arc::clone(&self.0), access).await?)))
    }

    #[tracing::instrument(name = "db.oversee", skip_all)]
    async fn oversee(&self, access: Access) -> Result<Box<dyn Oversight>, StoreError> {
        Ok(Box::new(PgOversight(Unit::begin(Arc::clone(&self.0), access).await?)))
    }

    #[tracing::instrument(name = "db.operate", skip_all)]
    async fn operate(&self, access: Access) -> Result<Box<dyn Operation>, StoreError> {
        Ok(Box::new(PgOperation(Unit::begin(Arc::clone(&self.0), access).await?)))
    }

    #[tracing::instrument(name = "db.note_denied", skip_all)]
    async fn note_denied(&self, denied: Denied) -> Result<(), StoreError> {
        let client = self.0.database.connection().await?;
        let insert = client.prepare_cached(INSERT).await?;
        let entry = unit::denied_entry(self.0.ids.next(denied.at), denied);
        Ok(entry.insert(&**client, &insert).await?)
    }
}
