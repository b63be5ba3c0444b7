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

/// The columns of [`Kept`], in its order; the first four are those of an envelope.
macro_rules! columns {
    () => {
        "m.id, m.kind, m.event_at, m.traveller, m.wrapped_by, m.wrapped_key, m.state, \
         m.attempts, m.received_at, m.body, m.first_body, m.remark, m.code, m.seq"
    };
}
pub(super) use columns;

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

impl Kept {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, BufferError> {
        let state = State::find(&row.get::<_, String>(6)?);
        Ok(Self {
            envelope: envelope(row)?,
            wrapped: WrappedKey { by: row.get(4)?, bytes: row.get(5)? },
            state: state.ok_or_else(|| BufferError::damaged("a message is in no known state"))?,
            attempts: row.get(7)?,
            received: row.get(8)?,
            body: row.get(9)?,
            first_body: row.get(10)?,
            remark: row.get(11)?,
            code: row.get(12)?,
            seq: row.get(13)?,
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
            at: instant(self.envelope.at)?,
            traveller: self.envelope.traveller,
            received: instant(self.received)?,
            state: self.state,
            attempts: self.attempts,
            body: key.as_ref().and_then(|key| self.open_body(key)),
            remark: remark.and_then(|(key, sealed)| self.envelope.open(key, Part::Remark, sealed)),
        })
    }
}

/// The instant of so many microseconds.
pub(super) fn instant(microseconds: i64) -> Result<Timestamp, BufferError> {
    let read = Timestamp::from_microsecond(microseconds);
    read.ok().ok_or_else(|| BufferError::damaged("an instant is out of range"))
}
