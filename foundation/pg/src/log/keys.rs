//! The keys under which the log keeps what was asked with: one for each month.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use fnd_vault::{DataKey, KeyRing, RingError, SealError, SharedRing, WrappedKey};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio_postgres::GenericClient;
use uuid::Uuid;

use super::entry::{Used, digest};
use crate::failure::Failure;

/// The month's key, wrapped, lies in the database; unwrapped ones are kept in memory.
#[derive(Debug)]
pub struct LogKeys {
    ring: Arc<SharedRing>,
    known: Mutex<HashMap<i32, Arc<DataKey>>>,
}

/// Something could not be sealed for the log or opened from it.
#[derive(Debug, thiserror::Error)]
pub enum LogKeyError {
    /// The database failed.
    #[error(transparent)]
    Database(#[from] Failure),
    /// The ring failed.
    #[error(transparent)]
    Ring(#[from] RingError),
    /// Sealing or opening failed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The month's key has been destroyed, and with it what was asked with.
    #[error("the key of the month {0} has been destroyed")]
    Destroyed(i32),
}

impl LogKeys {
    /// Keys wrapped by `ring`.
    pub fn new(ring: Arc<SharedRing>) -> Self {
        Self { ring, known: Mutex::new(HashMap::new()) }
    }

    /// Seals `plain` for the row `id`, made `at`.
    pub async fn seal(
        &self,
        client: &impl GenericClient,
        (id, at): (Uuid, Timestamp),
        plain: &[u8],
    ) -> Result<Used, LogKeyError> {
        let number = month(at);
        let key = match self.find(client, number).await? {
            Some(key) => key,
            None => self.make(client, number).await?,
        };
        let sealed = key.seal(id.as_bytes(), plain)?;
        Ok(Used { key: number, digest: digest(&sealed), sealed: Some(sealed) })
    }

    /// Opens what was sealed for the row `id`; `None` when it has been erased.
    pub async fn open(
        &self,
        client: &impl GenericClient,
        id: Uuid,
        used: &Used,
    ) -> Result<Option<String>, LogKeyError> {
        let Some(sealed) = &used.sealed else { return Ok(None) };
        let key = self.find(client, used.key).await?.ok_or(LogKeyError::Destroyed(used.key))?;
        let plain = key.open(id.as_bytes(), sealed)?;
        Ok(Some(String::from_utf8_lossy(&plain).into_owned()))
    }

    /// The key of the month, when there is one.
    async fn find(
        &self,
        client: &impl GenericClient,
        number: i32,
    ) -> Result<Option<Arc<DataKey>>, LogKeyError> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&number).cloned();
        if known.is_some() {
            return Ok(known);
        }
        let row = client
            .query_opt("SELECT wrapped_by, wrapped FROM log_key WHERE log_key_id = $1", &[&number])
            .await
            .map_err(Failure::from)?;
        let Some(row) = row else { return Ok(None) };
        let wrapped = WrappedKey { by: row.get(0), bytes: row.get(1) };
        let key = Arc::new(self.ring.unwrap(&object(number), &wrapped)?);
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(number, Arc::clone(&key));
        Ok(Some(key))
    }

    /// Draws the month's key. Two daemons may do so at once; the one that comes second takes
    /// the first one's key.
    async fn make(
        &self,
        client: &impl GenericClient,
        number: i32,
    ) -> Result<Arc<DataKey>, LogKeyError> {
        let wrapped = self.ring.wrap(&object(number), &DataKey::generate()?)?;
        client
            .execute(
                "INSERT INTO log_key (log_key_id, wrapped_by, wrapped) VALUES ($1, $2, $3)
                 ON CONFLICT DO NOTHING",
                &[&number, &wrapped.by, &wrapped.bytes],
            )
            .await
            .map_err(Failure::from)?;
        self.find(client, number).await?.ok_or(LogKeyError::Destroyed(number))
    }
}

/// Re-wraps every month's key under the active key of `ring`; answers how many were not yet.
pub async fn rewrap(client: &impl GenericClient, ring: &KeyRing) -> Result<u64, LogKeyError> {
    let rows = client
        .query(
            "SELECT log_key_id, wrapped_by, wrapped FROM log_key WHERE wrapped_by <> $1",
            &[&ring.active()],
        )
        .await
        .map_err(Failure::from)?;
    let mut done = 0_u64;
    for row in rows {
        let number: i32 = row.get(0);
        let wrapped = WrappedKey { by: row.get(1), bytes: row.get(2) };
        let Some(fresh) = ring.rewrap(&object(number), &wrapped)? else { continue };
        client
            .execute(
                "UPDATE log_key SET wrapped_by = $2, wrapped = $3 WHERE log_key_id = $1",
                &[&number, &fresh.by, &fresh.bytes],
            )
            .await
            .map_err(Failure::from)?;
        done = done.saturating_add(1);
    }
    Ok(done)
}

/// Year times 100 plus month, in UTC.
fn month(at: Timestamp) -> i32 {
    let date = at.to_zoned(TimeZone::UTC).date();
    i32::from(date.year()).saturating_mul(100).saturating_add(i32::from(date.month()))
}

/// What a month's key is bound to.
fn object(number: i32) -> [u8; 11] {
    let mut object = *b"log key    ";
    for (to, from) in object.iter_mut().skip(7).zip(number.to_be_bytes()) {
        *to = from;
    }
    object
}
