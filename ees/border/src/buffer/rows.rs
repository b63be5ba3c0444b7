//! Rows of the file, read.

use fnd_core::Id;
use fnd_vault::{DataKey, SharedRing, WrappedKey};
use jiff::Timestamp;
use rusqlite::{Row, Transaction};
use uuid::Uuid;

use super::error::BufferError;
use super::message::{Body, Held, Kind, Message, Traveller};
use super::sealed::{Envelope, Part};
use super::state::State;

/// The columns of [`Kept`], in its order; the first four are those of an envelope, the next two
/// those of a wrapped key.
macro_rules! columns {
    () => {
        "m.id, m.kind, m.event_at, m.traveller, m.wrapped_by, m.wrapped_key, m.state, \
         m.attempts, m.received_at, m.body, m.first_body, m.remark, m.code, m.seq, \
         m.ahead_seconds"
    };
}
pub(super) use columns;

/// The number of no key.
const NO_KEY: i32 = i32::MIN;
/// The first second of the year 9999, after which calendars end.
const YEAR_9999: i64 = 253_370_764_800;

/// A message as it lies in the file.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) envelope: Envelope,
    wrapped: WrappedKey,
    pub(super) state: State,
    pub(super) attempts: u32,
    received: i64,
    body: Vec<u8>,
    first_body: Option<Vec<u8>>,
    remark: Option<Vec<u8>>,
    pub(super) code: Option<String>,
    pub(super) seq: i64,
    pub(super) ahead_seconds: i64,
}

/// Reads the first four columns.
pub(super) fn envelope(row: &Row<'_>) -> Result<Envelope, BufferError> {
    let kind = Kind::find(&row.get::<_, String>(1)?);
    Ok(Envelope {
        id: Id::from_uuid(Uuid::from_bytes(row.get(0)?)),
        kind: kind.ok_or_else(|| BufferError::damaged("a message is of no known kind"))?,
        at: row.get(2)?,
        traveller: Traveller::new(row.get(3)?),
    })
}

/// Reads the wrapped key. A number that no key can have is one of no key: what was changed in a
/// row must not keep anybody from the others.
pub(super) fn wrapped(row: &Row<'_>) -> Result<WrappedKey, BufferError> {
    let by = i32::try_from(row.get::<_, i64>(4)?).unwrap_or(NO_KEY);
    Ok(WrappedKey { by, bytes: row.get(5)? })
}

impl Kept {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, BufferError> {
        let state = State::find(&row.get::<_, String>(6)?);
        Ok(Self {
            envelope: envelope(row)?,
            wrapped: wrapped(row)?,
            state: state.ok_or_else(|| BufferError::damaged("a message is in no known state"))?,
            attempts: u32::try_from(row.get::<_, i64>(7)?).unwrap_or(u32::MAX),
            received: row.get(8)?,
            body: row.get(9)?,
            first_body: row.get(10)?,
            remark: row.get(11)?,
            code: row.get(12)?,
            seq: row.get(13)?,
            ahead_seconds: row.get(14)?,
        })
    }

    /// The message of that identifier.
    pub(super) fn find(
        step: &Transaction<'_>,
        id: Id<Message>,
    ) -> Result<Option<Self>, BufferError> {
        let mut find =
            step.prepare(concat!("SELECT ", columns!(), " FROM message m WHERE m.id = ?1"))?;
        let mut rows = find.query([id.to_uuid().as_bytes()])?;
        rows.next()?.map(Self::read).transpose()
    }

    /// The key of the message; `None` when it does not unwrap.
    pub(super) fn key(&self, ring: &SharedRing) -> Result<Option<DataKey>, BufferError> {
        self.envelope.unwrap_key(ring, &self.wrapped)
    }

    /// Bytes of the body as it lies in the file.
    pub(super) const fn length(&self) -> usize {
        self.body.len()
    }

    /// What is to be sent; `None` when it does not open.
    pub(super) fn open_body(&self, key: &DataKey) -> Option<Body> {
        self.envelope.open(key, Part::Body, &self.body)
    }

    /// What was put at first; `None` when it does not open.
    pub(super) fn open_first(&self, key: &DataKey) -> Option<Body> {
        self.envelope.open(key, Part::Body, self.first_body.as_ref().unwrap_or(&self.body))
    }

    /// The message as people see it.
    pub(super) fn show(&self, ring: &SharedRing) -> Result<Held, BufferError> {
        let key = self.key(ring)?;
        let remark = key.as_ref().zip(self.remark.as_ref());
        Ok(Held {
            id: self.envelope.id,
            kind: self.envelope.kind,
            at: instant(self.envelope.at),
            traveller: self.envelope.traveller,
            received: instant(self.received),
            ahead_seconds: self.ahead_seconds,
            state: self.state,
            attempts: self.attempts,
            body: key.as_ref().and_then(|key| self.open_body(key)),
            remark: remark.and_then(|(key, sealed)| self.envelope.open(key, Part::Remark, sealed)),
        })
    }
}

/// The instant of so many microseconds; the first of 1970 for what no passage can have. The body
/// of a message whose instant was changed does not open.
pub(super) fn instant(microseconds: i64) -> Timestamp {
    let read = Timestamp::from_microsecond(microseconds).ok();
    let is_possible = |at: &Timestamp| (0..YEAR_9999).contains(&at.as_second());
    read.filter(is_possible).unwrap_or(Timestamp::UNIX_EPOCH)
}
