//! A buffer in a folder of its own, and messages about travellers who do not exist.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ees_border::buffer::{
    Answer, Body, Buffer, BufferError, Kind, Message, Outgoing, Standing, State, Traveller,
};
use fnd_core::clock::FixedClock;
use fnd_core::{Clock, Id};
use fnd_vault::SharedRing;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use uuid::Uuid;

/// A buffer that is open, and what it stands on.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) buffer: Buffer,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::new(second(1_000)));
        let buffer = open(folder.path(), clock.clone()).unwrap();
        Self { folder, clock, buffer }
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    /// Closes the buffer, does `work` with its file and opens it again.
    pub(crate) fn reopened_after(self, work: impl FnOnce(&Path)) -> Result<Self, BufferError> {
        let Self { folder, clock, buffer } = self;
        drop(buffer);
        work(&path(folder.path()));
        let buffer = open(folder.path(), clock.clone())?;
        Ok(Self { folder, clock, buffer })
    }

    /// The numbers of the messages that are handed out now.
    pub(crate) fn batch(&mut self, limit: u32) -> Vec<u128> {
        self.buffer.next_batch(limit).unwrap().iter().map(number).collect()
    }

    pub(crate) fn taken(&mut self, number: u128) {
        let answer = Answer::Taken(body("taken"));
        assert_eq!(self.buffer.answer(id(number), answer).unwrap(), State::Taken);
    }

    pub(crate) fn refused(&mut self, number: u128, code: &str, sentence: &str) {
        let answer = Answer::Refused { code: code.into(), sentence: body(sentence) };
        assert_eq!(self.buffer.answer(id(number), answer).unwrap(), State::Conflict);
    }

    pub(crate) fn standing(&mut self) -> (u64, u64, u64, u64) {
        let Standing { waiting, sent, conflicts, settled, oldest: _ } =
            self.buffer.standing().unwrap();
        (waiting, sent, conflicts, settled)
    }
}

pub(crate) fn path(folder: &Path) -> PathBuf {
    folder.join("buffer.sqlite")
}

pub(crate) fn ring(folder: &Path) -> Arc<SharedRing> {
    Arc::new(SharedRing::open(&folder.join("keys.toml"), second(0)).unwrap())
}

pub(crate) fn open(folder: &Path, clock: Arc<dyn Clock>) -> Result<Buffer, BufferError> {
    Buffer::open(&path(folder), ring(folder), clock)
}

pub(crate) fn second(count: i64) -> Timestamp {
    let start: Timestamp = "2026-07-15T10:00:00Z".parse().unwrap();
    start.checked_add(SignedDuration::from_secs(count)).unwrap()
}

pub(crate) fn body(text: &str) -> Body {
    Body::text(text).unwrap()
}

pub(crate) fn id(number: u128) -> Id<Message> {
    Id::from_uuid(Uuid::from_u128(number))
}

pub(crate) fn number(outgoing: &Outgoing) -> u128 {
    outgoing.message.id.to_uuid().as_u128()
}

/// Message `number` of traveller `traveller`, which happened at that second.
pub(crate) fn message(number: u128, traveller: u8, at: i64) -> Message {
    Message {
        id: id(number),
        kind: Kind::Entry,
        at: second(at),
        traveller: Traveller::new([traveller; 16]),
        body: body(&format!("body of {number}")),
    }
}
