//! The local buffer of a crossing point: messages that were acknowledged to an officer and that
//! the register has not taken yet, in one SQLite file.
//!
//! Law: EES Art. 21: where the data cannot be entered into the central system, it is stored
//! locally in electronic form, and entered as soon as that is possible again.
//!
//! Three promises:
//!
//! - *What was acknowledged is not lost.* [`Buffer::put`] returns when the message is on the
//!   disk; a program that is killed or loses its power finds it again.
//! - *Events of one traveller reach the register in their order.* A later message waits until an
//!   earlier one is taken or withdrawn; a conflict holds back its traveller alone.
//! - *Nothing personal lies in the clear*, and what the register has taken is erased with its
//!   key by [`Buffer::forget_settled`].
//!
//! The register knows messages by their identifiers, so one that is sent twice is recorded once:
//! after a crash whatever was sent without an answer is sent again.

mod backoff;
mod error;
mod file;
mod message;
mod replay;
mod rows;
mod sealed;
mod state;

use std::path::Path;
use std::sync::Arc;

use fnd_core::{Clock, Id};
use fnd_vault::SharedRing;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Statement, Transaction, TransactionBehavior, params};

pub use backoff::{
    ASKED_SECONDS_MAX, RETRY_SECONDS_MAX, RETRY_SECONDS_MIN, due_after, is_due, wait_after,
};
pub use error::{BufferError, MessageError};
pub use message::{
    Answer, BODY_BYTES_MAX, Body, Conflict, Held, Kind, Message, Outgoing, Put, Resolution,
    Standing, TooLong, Traveller,
};
pub use state::{OutOfTurn, State, Step};

use file::Opened;
use rows::{Kept, columns};
use sealed::{Envelope, Part};

/// Messages of one traveller, or in conflict, that are shown at once at most.
pub const SHOWN_MAX: u32 = 100;
/// Messages that are handed out at once at most.
pub const BATCH_MAX: u32 = 1_000;

/// An open buffer. One program has it at a time; in it, one thread.
#[derive(Debug)]
pub struct Buffer {
    opened: Opened,
    ring: Arc<SharedRing>,
    clock: Arc<dyn Clock>,
}

impl Buffer {
    /// Opens the buffer at `path`, whose bodies are sealed under `ring`; makes an empty one when
    /// there is no file.
    ///
    /// The whole file is read once. Messages that were sent and not answered when the program
    /// ended are to be sent again, and keys are wrapped anew when the ring was rotated, so that
    /// the old key can be removed after every buffer was opened once.
    ///
    /// # Errors
    /// [`BufferError::InUse`], [`BufferError::OpenToOthers`], [`BufferError::NotABuffer`],
    /// [`BufferError::Damaged`], [`BufferError::Newer`] and [`BufferError::OtherRing`] say what
    /// to do; the file stays as it was.
    pub fn open(
        path: &Path,
        ring: Arc<SharedRing>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, BufferError> {
        let opened = file::open(path)?;
        sealed::probe(&opened.connection, &ring)?;
        let mut buffer = Self { opened, ring, clock };
        let now = buffer.now();
        buffer.change(|step, ring| {
            sealed::rewrap(step, ring)?;
            let again = "UPDATE message SET state = 'waiting', due_at = ?1 WHERE state = 'sent'";
            step.execute(again, [now.as_microsecond()])?;
            Ok(())
        })?;
        Ok(buffer)
    }

    /// Keeps `message`; it is on the disk when this returns.
    ///
    /// # Errors
    /// [`MessageError::OtherContent`] when the identifier is taken by another message.
    pub fn put(&mut self, message: &Message) -> Result<Put, BufferError> {
        let done = self.put_all(std::slice::from_ref(message))?;
        let one = done.into_iter().next();
        Ok(one.ok_or_else(|| BufferError::damaged("a message was not answered"))??)
    }

    /// Keeps `messages` in one transaction; all are on the disk when this returns.
    ///
    /// Each is answered for itself and in its place: one with a fault does not keep the others
    /// of the group from being recorded.
    pub fn put_all(
        &mut self,
        messages: &[Message],
    ) -> Result<Vec<Result<Put, MessageError>>, BufferError> {
        let now = self.now();
        self.change(|step, ring| {
            let mut statement = step.prepare(INSERT)?;
            let mut done = Vec::with_capacity(messages.len());
            for message in messages {
                if let Some(kept) = Kept::find(step, message.id)? {
                    done.push(compare(&kept, message, ring)?);
                    continue;
                }
                insert(&mut statement, ring, (message, now))?;
                done.push(Ok(Put::New));
            }
            Ok(done)
        })
    }

    /// The message of that identifier; `None` when there is none (any more).
    pub fn find(&mut self, id: Id<Message>) -> Result<Option<Held>, BufferError> {
        self.change(|step, ring| Kept::find(step, id)?.map(|kept| kept.show(ring)).transpose())
    }

    /// What happened to one traveller here at or after `since`, in the order of the events: the
    /// latest [`SHOWN_MAX`] of it. What was withdrawn is shown too and says so.
    pub fn of_traveller(
        &mut self,
        traveller: Traveller,
        since: Timestamp,
    ) -> Result<Vec<Held>, BufferError> {
        self.change(|step, ring| {
            let mut list = step.prepare(concat!(
                "SELECT ",
                columns!(),
                " FROM message m WHERE m.traveller = ?1 AND ?2 <= m.event_at
                  ORDER BY m.event_at DESC, m.seq DESC LIMIT ?3"
            ))?;
            let since = since.as_microsecond();
            let mut rows = list.query(params![traveller.as_bytes(), since, SHOWN_MAX])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(Kept::read(row)?.show(ring)?);
            }
            found.reverse();
            Ok(found)
        })
    }

    /// What has to be sent or was sent without an answer, oldest event first: at most
    /// [`SHOWN_MAX`] of it.
    pub fn undecided(&mut self) -> Result<Vec<Held>, BufferError> {
        self.change(|step, ring| {
            let mut list = step.prepare(concat!(
                "SELECT ",
                columns!(),
                " FROM message m WHERE m.state IN ('waiting', 'sent')
                  ORDER BY m.event_at, m.seq LIMIT ?1"
            ))?;
            let mut rows = list.query([SHOWN_MAX])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(Kept::read(row)?.show(ring)?);
            }
            Ok(found)
        })
    }

    /// How many messages stand where.
    pub fn standing(&mut self) -> Result<Standing, BufferError> {
        self.change(|step, _| {
            let mut count =
                step.prepare("SELECT state, count(*), min(event_at) FROM message GROUP BY state")?;
            let mut rows = count.query([])?;
            let mut standing = Standing::default();
            while let Some(row) = rows.next()? {
                let state = State::find(&row.get::<_, String>(0)?);
                let number = u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default();
                let oldest = rows::instant(row.get(2)?);
                let place = match state {
                    Some(State::Waiting) => &mut standing.waiting,
                    Some(State::Sent) => &mut standing.sent,
                    Some(State::Conflict) => &mut standing.conflicts,
                    Some(State::Taken | State::Withdrawn) => &mut standing.settled,
                    None => return Err(BufferError::damaged("a message is in no known state")),
                };
                *place = place.saturating_add(number);
                if matches!(state, Some(State::Waiting | State::Sent)) {
                    let known = standing.oldest.unwrap_or(oldest);
                    standing.oldest = Some(known.min(oldest));
                }
            }
            Ok(standing)
        })
    }

    /// Erases what was taken or withdrawn so long ago, keys and all, and answers how much that was.
    /// Afterwards the bytes are neither in the file nor in the one beside it.
    ///
    /// What was settled later than `kept` from now is erased as well: a clock that was ahead and
    /// has been put right must not keep anything for as long as it was wrong.
    ///
    /// Law: EES Art. 21.
    pub fn forget_settled(&mut self, kept: SignedDuration) -> Result<usize, BufferError> {
        let now = self.now();
        let before = now.checked_sub(kept).unwrap_or(Timestamp::MIN);
        let after = now.checked_add(kept).unwrap_or(Timestamp::MAX);
        let erased = self.change(|step, _| {
            let erase = "DELETE FROM message WHERE settled_at < ?1 OR ?2 < settled_at";
            Ok(step.execute(erase, [before.as_microsecond(), after.as_microsecond()])?)
        })?;
        // Why: the old pages with the sealed bytes would stay in the `-wal` until it is used anew.
        let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
        let is_busy: bool = self.opened.connection.query_row(checkpoint, [], |row| row.get(0))?;
        if is_busy { Err(BufferError::damaged("its `-wal` is in use")) } else { Ok(erased) }
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Does `work` in one transaction, which is on the disk when this returns, or not at all.
    fn change<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>, &SharedRing) -> Result<T, BufferError>,
    ) -> Result<T, BufferError> {
        let behaviour = TransactionBehavior::Immediate;
        let step = self.opened.connection.transaction_with_behavior(behaviour)?;
        let done = work(&step, &self.ring)?;
        step.commit()?;
        Ok(done)
    }
}

/// How a message is put.
const INSERT: &str = "INSERT INTO message (id, kind, event_at, received_at, traveller, wrapped_by,
     wrapped_key, body, state, attempts, due_at)
 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'waiting', 0, ?4)";

/// Puts a message that is not there yet, by [`INSERT`].
fn insert(
    insert: &mut Statement<'_>,
    ring: &SharedRing,
    (message, now): (&Message, Timestamp),
) -> Result<(), BufferError> {
    let envelope = Envelope::of(message);
    let (key, wrapped) = envelope.draw_key(ring)?;
    insert.execute(params![
        envelope.id.to_uuid().as_bytes(),
        envelope.kind.code(),
        envelope.at,
        now.as_microsecond(),
        envelope.traveller.as_bytes(),
        wrapped.by,
        wrapped.bytes,
        envelope.seal(&key, Part::Body, &message.body)?,
    ])?;
    Ok(())
}

/// What a message is whose identifier is known: the same again, or another.
fn compare(
    kept: &Kept,
    message: &Message,
    ring: &SharedRing,
) -> Result<Result<Put, MessageError>, BufferError> {
    if kept.envelope != Envelope::of(message) {
        return Ok(Err(MessageError::OtherContent(message.id)));
    }
    let first = kept.key(ring)?.and_then(|key| kept.open_first(&key));
    Ok(match first {
        None => Err(MessageError::DoesNotOpen(message.id)),
        Some(body) if body == message.body => Ok(Put::Same),
        Some(_) => Err(MessageError::OtherContent(message.id)),
    })
}
