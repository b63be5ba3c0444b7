//! What can go wrong with the buffer, with stable codes and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use fnd_core::Id;
use fnd_vault::{RingError, SealError};
use rusqlite::ErrorCode;

use super::message::Message;
use super::state::OutOfTurn;

/// One message of several could not be put or answered; the others were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// The identifier is that of a message with other content, which stays as it is.
    #[error(
        "message `{0}` is here already with other content; give the new one an identifier of its own"
    )]
    OtherContent(Id<Message>),
    /// There is no such message; it may have been erased after the register took it.
    #[error("there is no message `{0}`")]
    NoSuchMessage(Id<Message>),
    /// What was asked for does not follow on where the message stands.
    #[error("message `{id}`: {why}")]
    OutOfTurn {
        /// The message.
        id: Id<Message>,
        /// Where it stands and what was asked for.
        why: OutOfTurn,
    },
    /// The bytes in the file do not open: they were changed, or belong elsewhere.
    #[error(
        "message `{0}` does not open; it was changed in the file, so compare it with the officer's notes"
    )]
    DoesNotOpen(Id<Message>),
}

impl MessageError {
    /// The code for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OtherContent(_) => "message-has-other-content",
            Self::NoSuchMessage(_) => "no-such-message",
            Self::OutOfTurn { .. } => "message-out-of-turn",
            Self::DoesNotOpen(_) => "message-does-not-open",
        }
    }
}

/// The buffer could not do what was asked; nothing of it was done.
#[derive(Debug, thiserror::Error)]
pub enum BufferError {
    /// Another program has the buffer open.
    #[error("the buffer `{}` is open already; stop the other program first", .0.display())]
    InUse(PathBuf),
    /// Others than the owner may read or write the file.
    #[error("the buffer `{}` may be read by others than its owner (mode {mode:o}); run `chmod 600` on it", path.display())]
    OpenToOthers {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file is something else.
    #[error("`{}` is a database of something else, not a buffer; name another file", .0.display())]
    NotABuffer(PathBuf),
    /// The file cannot be trusted to hold what was put in.
    #[error(
        "the buffer is damaged ({0}); copy it together with the files beside it, record new crossings with another file, and restore or read it out before anything of it is deleted"
    )]
    Damaged(String),
    /// A newer program wrote the file.
    #[error(
        "the buffer has version {found}, and this program knows {known} at most; run the newer program"
    )]
    Newer {
        /// The version of the file.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The key ring does not open what this buffer holds.
    #[error(
        "the key ring is not the one that the buffer was written with; put that one in its place"
    )]
    OtherRing,
    /// The disk is full.
    #[error("there is no room left for the buffer; free some on its disk, nothing was recorded")]
    Full,
    /// One message could not be put or answered.
    #[error(transparent)]
    Message(#[from] MessageError),
    /// The key ring could not be read.
    #[error(transparent)]
    Ring(#[from] RingError),
    /// Nothing could be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The operating system refused.
    #[error("`{}`: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The database failed otherwise.
    #[error("the buffer failed: {0}")]
    Sqlite(rusqlite::Error),
}

impl BufferError {
    /// The code for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InUse(_) => "buffer-in-use",
            Self::OpenToOthers { .. } => "buffer-open-to-others",
            Self::NotABuffer(_) => "not-a-buffer",
            Self::Damaged(_) => "buffer-damaged",
            Self::Newer { .. } => "buffer-of-a-newer-program",
            Self::OtherRing => "other-key-ring",
            Self::Full => "buffer-full",
            Self::Message(error) => error.code(),
            Self::Ring(_) => "key-ring-unreadable",
            Self::Seal(_) => "not-sealed",
            Self::Io { .. } | Self::Sqlite(_) => "buffer-failed",
        }
    }

    /// What the operating system said of `path`.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    /// A value in the file that this program cannot have written.
    pub(super) fn damaged(what: &str) -> Self {
        Self::Damaged(what.to_owned())
    }
}

impl From<rusqlite::Error> for BufferError {
    fn from(error: rusqlite::Error) -> Self {
        let code = error.sqlite_error_code();
        if code == Some(ErrorCode::DiskFull) {
            return Self::Full;
        }
        if [Some(ErrorCode::DatabaseCorrupt), Some(ErrorCode::NotADatabase)].contains(&code) {
            return Self::Damaged(error.to_string());
        }
        Self::Sqlite(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_from_a_failure() {
        let small = rusqlite::Connection::open_in_memory().unwrap();
        small.execute_batch("CREATE TABLE a (x BLOB) STRICT; PRAGMA max_page_count = 3").unwrap();
        let full = small.execute("INSERT INTO a VALUES (zeroblob(100000))", []).unwrap_err();
        assert_eq!(BufferError::from(full).code(), "buffer-full");
        let other = small.execute("INSERT INTO b VALUES (1)", []).unwrap_err();
        assert_eq!(BufferError::from(other).code(), "buffer-failed");
    }
}
