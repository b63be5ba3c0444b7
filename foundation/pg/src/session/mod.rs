//! Sessions of browsers.
//!
//! The database holds a digest of each session's id, and what is in the session sealed under a
//! key derived from the id. The id itself is in the browser's cookie and nowhere else, so who
//! reads the tables learns nothing and cannot take over a session.
//!
//! Beside the sealed content stand the session's handles, digests by which an identity provider
//! can have it ended; who adds a session gives them in it, under the key `handles`.
//!
//! A session ends when it was not used for a while, or has lived long enough, whichever comes
//! first; the clock that decides is ours.

use std::sync::Arc;

use async_trait::async_trait;
use fnd_core::Clock;
use fnd_vault::DataKey;
use fnd_vault::log::merkle::sha256;
use jiff::{SignedDuration, Timestamp};
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

use crate::database::{Database, Migration};
use crate::failure::Failure;

/// What the key of a session is derived for.
const PURPOSE: &[u8] = b"limen session v1";
/// Where in a session its handles stand, as hexadecimal text.
const HANDLES_KEY: &str = "handles";
/// Bytes of a handle.
const HANDLE_LENGTH: usize = 32;
/// A session in use is given more time no more often than this.
const TOUCH: SignedDuration = SignedDuration::from_secs(60);

/// The table of sessions as migration number `number`; `app` keeps sessions in it.
pub fn migration(number: u32, app: &str) -> Migration {
    let sql = include_str!("session.sql").replace("@app", app);
    Migration { number, name: "session", sql }
}

/// What lets sessions be ended by their handles, as migration number `number`; it comes after
/// [`migration`], and a [`Sessions`] needs both.
pub fn handles_migration(number: u32) -> Migration {
    let sql = include_str!("handles.sql").to_owned();
    Migration { number, name: "session_handles", sql }
}

/// How long a session lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifetime {
    /// Since it was last used.
    pub idle: SignedDuration,
    /// Since it began; signing in begins a new one.
    pub whole: SignedDuration,
}

impl Default for Lifetime {
    /// Half an hour without use, a working day in all.
    fn default() -> Self {
        Self { idle: SignedDuration::from_mins(30), whole: SignedDuration::from_hours(8) }
    }
}

/// Keeps sessions in PostgreSQL; cheap to clone.
#[derive(Debug, Clone)]
pub struct Sessions {
    database: Database,
    clock: Arc<dyn Clock>,
    lifetime: Lifetime,
}

impl Sessions {
    /// A store in `database`, connected as the role that the migration named.
    pub fn new(database: Database, clock: Arc<dyn Clock>, lifetime: Lifetime) -> Self {
        Self { database, clock, lifetime }
    }

    /// Deletes the sessions that have ended; answers how many. Call it now and then.
    pub async fn sweep(&self) -> std::result::Result<u64, Failure> {
        let client = self.database.connection().await?;
        let sql = client.prepare_cached("DELETE FROM session WHERE expires_at <= $1").await?;
        Ok(client.execute(&sql, &[&self.clock.now()]).await?)
    }

    /// Deletes the sessions that have `handle`; answers how many.
    pub async fn end(&self, handle: &[u8; HANDLE_LENGTH]) -> std::result::Result<u64, Failure> {
        let client = self.database.connection().await?;
        let sql = "DELETE FROM session WHERE handles @> ARRAY[$1::bytea]";
        let sql = client.prepare_cached(sql).await?;
        Ok(client.execute(&sql, &[&handle.as_slice()]).await?)
    }

    /// When a session used now ends.
    fn ends(&self, begun: Timestamp, now: Timestamp) -> Timestamp {
        let idle = now.checked_add(self.lifetime.idle).unwrap_or(now);
        let whole = begun.checked_add(self.lifetime.whole).unwrap_or(now);
        idle.min(whole)
    }

    /// Adds a row; false when the id is taken.
    async fn add(&self, record: &Record) -> Result<bool> {
        let (digest, sealed) = seal(record)?;
        let handles = handles(record)?;
        let now = self.clock.now();
        let client = self.database.connection().await.map_err(backend)?;
        let sql = "INSERT INTO session (session_digest, sealed, begun_at, expires_at, handles)
                   VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
        let sql = client.prepare_cached(sql).await.map_err(defect)?;
        let end = self.ends(now, now);
        let added =
            client.execute(&sql, &[&digest.as_slice(), &sealed, &now, &end, &handles]).await;
        Ok(added.map_err(defect)? == 1)
    }

    async fn replace(&self, record: &Record) -> Result<()> {
        let (digest, sealed) = seal(record)?;
        let client = self.database.connection().await.map_err(backend)?;
        // Only what is there: a request that ends late must not bring back what was signed out.
        let sql = "UPDATE session SET sealed = $2 WHERE session_digest = $1 AND $3 < expires_at";
        let sql = client.prepare_cached(sql).await.map_err(defect)?;
        let now = self.clock.now();
        client.execute(&sql, &[&digest.as_slice(), &sealed, &now]).await.map_err(defect)?;
        Ok(())
    }

    async fn find(&self, id: &Id) -> Result<Option<Record>> {
        let digest = digest(id);
        let now = self.clock.now();
        let client = self.database.connection().await.map_err(backend)?;
        let sql = "SELECT sealed, begun_at, expires_at FROM session
                    WHERE session_digest = $1 AND $2 < expires_at";
        let sql = client.prepare_cached(sql).await.map_err(defect)?;
        let row = client.query_opt(&sql, &[&digest.as_slice(), &now]).await.map_err(defect)?;
        let Some(row) = row else { return Ok(None) };
        let (begun, ends): (Timestamp, Timestamp) = (row.get(1), row.get(2));
        let end = self.ends(begun, now);
        if TOUCH < end.duration_since(ends) {
            let sql = "UPDATE session SET expires_at = $2
                        WHERE session_digest = $1 AND expires_at < $2";
            let sql = client.prepare_cached(sql).await.map_err(defect)?;
            client.execute(&sql, &[&digest.as_slice(), &end]).await.map_err(defect)?;
        }
        open(id, &digest, row.get(0))
    }

    async fn remove(&self, id: &Id) -> Result<()> {
        let client = self.database.connection().await.map_err(backend)?;
        let sql = "DELETE FROM session WHERE session_digest = $1";
        let sql = client.prepare_cached(sql).await.map_err(defect)?;
        client.execute(&sql, &[&digest(id).as_slice()]).await.map_err(defect)?;
        Ok(())
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        while !self.add(record).await? {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        self.replace(record).await
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        self.find(id).await
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.remove(id).await
    }
}

fn digest(id: &Id) -> [u8; 32] {
    sha256(&[&id.0.to_le_bytes()])
}

/// The handles of a session that is added.
fn handles(record: &Record) -> Result<Vec<Vec<u8>>> {
    let Some(list) = record.data.get(HANDLES_KEY) else { return Ok(Vec::new()) };
    let handles = list.as_array().map(|list| list.iter().map(|text| handle(text.as_str()?)));
    let handles = handles.and_then(Iterator::collect::<Option<Vec<_>>>);
    handles.ok_or_else(|| Error::Encode("the handles of a session are not digests".into()))
}

fn handle(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes().chunks(2).map(|pair| {
        let digits = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(digits, 16).ok()
    });
    let bytes = bytes.collect::<Option<Vec<u8>>>()?;
    (bytes.len() == HANDLE_LENGTH).then_some(bytes)
}

fn seal(record: &Record) -> Result<([u8; 32], Vec<u8>)> {
    let digest = digest(&record.id);
    let key = DataKey::derive(&record.id.0.to_le_bytes(), PURPOSE);
    let plain =
        serde_json::to_vec(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
    match key.and_then(|key| key.seal(&digest, &plain)) {
        Ok(sealed) => Ok((digest, sealed)),
        Err(error) => Err(Error::Encode(error.to_string())),
    }
}

/// Opens a row. One that does not open was changed by somebody, and is no session.
fn open(id: &Id, digest: &[u8; 32], sealed: &[u8]) -> Result<Option<Record>> {
    let key = DataKey::derive(&id.0.to_le_bytes(), PURPOSE);
    let plain = match key.and_then(|key| key.open(digest, sealed)) {
        Ok(plain) => plain,
        Err(error) => {
            tracing::error!(%error, "a session in the database was changed");
            return Ok(None);
        }
    };
    // The library's own date is a formality: whether a session lives, the table has said.
    let expiry_date = OffsetDateTime::UNIX_EPOCH;
    match serde_json::from_slice(&plain) {
        Ok(data) => Ok(Some(Record { id: *id, data, expiry_date })),
        Err(_) => Err(Error::Decode("not the JSON of a session".into())),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn backend(failure: Failure) -> Error {
    Error::Backend(failure.to_string())
}

fn defect(error: tokio_postgres::Error) -> Error {
    backend(Failure::from(error))
}
