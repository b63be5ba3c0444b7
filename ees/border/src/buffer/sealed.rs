//! What is kept sealed, and what each sealed value is bound to.

use fnd_core::Id;
use fnd_vault::{DataKey, RingError, SealError, SharedRing, WrappedKey};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::error::BufferError;
use super::message::{Body, Kind, Message, Traveller};

/// What the key of the probe is bound to.
const PROBE: &[u8] = b"border buffer probe";

/// What stands in the clear of a message, and therefore has to be bound to what is sealed: a
/// body does not open for another message, kind, instant or traveller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Envelope {
    pub(super) id: Id<Message>,
    pub(super) kind: Kind,
    /// Microseconds since 1970.
    pub(super) at: i64,
    pub(super) traveller: Traveller,
}

/// What a sealed value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Body,
    Remark,
}

impl Envelope {
    pub(super) fn of(message: &Message) -> Self {
        let Message { id, kind, at, traveller, body: _ } = message;
        Self { id: *id, kind: *kind, at: at.as_microsecond(), traveller: *traveller }
    }

    /// The bytes that name it; every part but the last has a fixed length.
    fn object(&self, prefix: [u8; 8]) -> Vec<u8> {
        let (id, at) = (self.id.to_uuid(), self.at.to_be_bytes());
        let parts: [&[u8]; 5] =
            [&prefix, id.as_bytes(), &at, self.traveller.as_bytes(), self.kind.code().as_bytes()];
        parts.concat()
    }

    fn key_object(&self) -> Vec<u8> {
        self.object(*b"msg key.")
    }

    fn part_object(&self, part: Part) -> Vec<u8> {
        self.object(match part {
            Part::Body => *b"body....",
            Part::Remark => *b"remark..",
        })
    }

    /// Draws the key of a new message; answers it with its wrapped form.
    pub(super) fn draw_key(&self, ring: &SharedRing) -> Result<(DataKey, WrappedKey), BufferError> {
        let key = DataKey::generate()?;
        let wrapped = ring.wrap(&self.key_object(), &key)?;
        Ok((key, wrapped))
    }

    /// Unwraps the key of a message; `None` when it was changed or belongs elsewhere, or when the
    /// ring has no key of that number: it is the right ring, as the probe says, so that number was
    /// changed or the key was removed too early.
    pub(super) fn unwrap_key(
        &self,
        ring: &SharedRing,
        wrapped: &WrappedKey,
    ) -> Result<Option<DataKey>, BufferError> {
        match ring.unwrap(&self.key_object(), wrapped) {
            Ok(key) => Ok(Some(key)),
            Err(
                RingError::Seal(SealError::DoesNotOpen | SealError::UnknownFormat)
                | RingError::NoSuchKey(_),
            ) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn seal(
        &self,
        key: &DataKey,
        part: Part,
        body: &Body,
    ) -> Result<Vec<u8>, BufferError> {
        Ok(key.seal(&self.part_object(part), body.as_bytes())?)
    }

    /// Opens a part; `None` when it was changed or belongs elsewhere.
    pub(super) fn open(&self, key: &DataKey, part: Part, sealed: &[u8]) -> Option<Body> {
        key.open(&self.part_object(part), sealed).ok().map(Body::kept)
    }
}

/// Finds out whether `ring` is the one that the file was written with, and marks a new file.
pub(super) fn probe(connection: &Connection, ring: &SharedRing) -> Result<(), BufferError> {
    let found = "SELECT wrapped_by, wrapped_key FROM probe";
    let found = connection
        .query_row(found, [], |row| Ok(WrappedKey { by: row.get(0)?, bytes: row.get(1)? }));
    if let Some(wrapped) = found.optional()? {
        return match ring.unwrap(PROBE, &wrapped) {
            Ok(_) => Ok(()),
            Err(RingError::NoSuchKey(_) | RingError::Seal(_)) => Err(BufferError::OtherRing),
            Err(error) => Err(error.into()),
        };
    }
    let is_used = "SELECT EXISTS (SELECT 1 FROM message)";
    if connection.query_row(is_used, [], |row| row.get::<_, bool>(0))? {
        return Err(BufferError::damaged("the mark of its key ring is missing"));
    }
    let wrapped = ring.wrap(PROBE, &DataKey::generate()?)?;
    let mark = "INSERT INTO probe (one, wrapped_by, wrapped_key) VALUES (1, ?1, ?2)";
    connection.execute(mark, params![wrapped.by, wrapped.bytes])?;
    Ok(())
}

/// Wraps under the active key of the ring whatever another key wraps; answers how many messages
/// that were. What does not unwrap stays as it is, for a human to see.
pub(super) fn rewrap(step: &Transaction<'_>, ring: &SharedRing) -> Result<usize, BufferError> {
    let ring = ring.reload()?;
    let old = step.query_row("SELECT wrapped_by, wrapped_key FROM probe", [], |row| {
        Ok(WrappedKey { by: row.get(0)?, bytes: row.get(1)? })
    })?;
    if let Some(new) = ring.rewrap(PROBE, &old)? {
        let write = "UPDATE probe SET wrapped_by = ?1, wrapped_key = ?2";
        step.execute(write, params![new.by, new.bytes])?;
    }
    let mut list = step.prepare(
        "SELECT id, kind, event_at, traveller, wrapped_by, wrapped_key
         FROM message WHERE wrapped_by <> ?1",
    )?;
    let mut write =
        step.prepare("UPDATE message SET wrapped_by = ?2, wrapped_key = ?3 WHERE id = ?1")?;
    let mut rows = list.query([ring.active()])?;
    let mut count: usize = 0;
    while let Some(row) = rows.next()? {
        let envelope = super::rows::envelope(row)?;
        let old = super::rows::wrapped(row)?;
        if let Ok(Some(new)) = ring.rewrap(&envelope.key_object(), &old) {
            write.execute(params![envelope.id.to_uuid().as_bytes(), new.by, new.bytes])?;
            count = count.saturating_add(1);
        }
    }
    Ok(count)
}
