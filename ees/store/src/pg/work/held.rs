//! What a unit of work that records has at hand: keys of files, homes of parts, what waits.

use std::collections::HashMap;

use deadpool_postgres::Object;
use ees_domain::file::File;
use ees_domain::identity::TravelDocument;
use fnd_core::Id;
use fnd_pg::Failure;
use uuid::Uuid;

use crate::pg::joined::Places;
use crate::pg::sealed::FileKey;
use crate::pg::unit::Unit;
use crate::pg::version;
use crate::pg::writes::{Value, Writes};
use crate::{Change, FieldBefore, Joined, Part, StoreError};

/// A unit that records. It keeps the keys of the files it has read or made.
///
/// INVARIANT: whoever asks the server and waits for the answer has it first do what waits, by
/// [`client`](Self::client), so that statements take effect in the order of the calls.
#[derive(Debug)]
pub(in crate::pg) struct PgWork {
    pub(super) unit: Unit,
    pub(super) keys: HashMap<Id<File>, FileKey>,
    /// On which file a record or a refusal is that is not on the kept file itself.
    pub(super) homes: HashMap<Uuid, Id<File>>,
    /// The files that lead to a file held.
    pub(super) joined: HashMap<Id<File>, Vec<Joined>>,
    /// The travel documents that are on a file that leads to one held.
    pub(super) documents: Vec<(TravelDocument, Id<File>)>,
    /// Which identity and which travel document of a file held is which.
    pub(super) places: HashMap<Id<File>, Places>,
    pub(super) writes: Writes,
}

impl PgWork {
    pub(in crate::pg) fn new(unit: Unit) -> Self {
        Self {
            unit,
            keys: HashMap::new(),
            homes: HashMap::new(),
            joined: HashMap::new(),
            documents: Vec::new(),
            places: HashMap::new(),
            writes: Writes::default(),
        }
    }

    pub(super) fn key(&self, file: Id<File>) -> Result<&FileKey, StoreError> {
        self.keys.get(&file).ok_or(StoreError::Inconsistent { what: "key" })
    }

    /// The file on which a part of `file` is, and its key.
    pub(super) fn home(
        &self,
        file: Id<File>,
        part: Uuid,
    ) -> Result<(Id<File>, &FileKey), StoreError> {
        let home = self.homes.get(&part).copied().unwrap_or(file);
        Ok((home, self.key(home)?))
    }

    /// Keeps what a part of the file held was that has no record of its own. The history goes with
    /// the file on which that part is.
    pub(super) async fn keep_of_file(
        &mut self,
        file: &File,
        part: Uuid,
        kept: (&[FieldBefore], Change<'_>),
    ) -> Result<(), StoreError> {
        self.flush().await?;
        let (home, key) = self.home(file.id, part)?;
        let made = (home, file.version.saturating_add(1), key);
        version::insert(&self.unit, made, (Part::File, part), kept).await
    }

    /// The digest of a request, keyed, because requests hold names and numbers.
    pub(super) fn digest(&self, asked: &str) -> Vec<u8> {
        self.unit.shared.index.fingerprint("movement", asked).to_vec()
    }

    /// Has the server do what waits.
    pub(super) async fn flush(&mut self) -> Result<(), StoreError> {
        let client = self.unit.client()?;
        self.writes.prepare(client).await?.send(client).await
    }

    /// The connection, when nothing waits any more.
    pub(super) async fn client(&mut self) -> Result<&Object, StoreError> {
        self.flush().await?;
        self.unit.client()
    }

    /// Lets a statement wait.
    pub(super) async fn write(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<(), StoreError> {
        self.writes.add(sql, values);
        if self.writes.is_full() { self.flush().await } else { Ok(()) }
    }
}

/// A constraint that refused tells which rule was about to be broken.
pub(in crate::pg) fn refine(error: tokio_postgres::Error) -> StoreError {
    let constraint = error.as_db_error().and_then(|said| said.constraint());
    match constraint {
        Some("document_is_in_one_file") => StoreError::DocumentOnOtherFile,
        Some(
            "crossing_one_open_per_file"
            | "movement_pkey"
            | "crossing_pkey"
            | "case_is_opened_once",
        ) => StoreError::Overtaken,
        _ => StoreError::Database(Failure::from(error)),
    }
}
