//! A message, and what is shown of one that is kept.

use std::fmt;

use fnd_core::Id;
use fnd_vault::blind::Fingerprint;
use jiff::Timestamp;
use zeroize::Zeroizing;

use super::state::State;

/// Bytes of a body at most: a facial image, four fingerprints and all fields, as text, have
/// room in a quarter of it.
pub const BODY_BYTES_MAX: usize = 1 << 20;

/// What happened at the border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Somebody was let in.
    Entry,
    /// Somebody left.
    Exit,
    /// Somebody was not let in.
    Refusal,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Entry, Self::Exit, Self::Refusal];

    /// The word in the file; it stays the same for ever.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Exit => "exit",
            Self::Refusal => "refusal",
        }
    }

    /// The kind of that word.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Which messages are of one traveller: a keyed fingerprint, made by a
/// [`BlindIndex`](fnd_vault::BlindIndex) of what names the traveller.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Traveller(Fingerprint);

impl Traveller {
    /// Takes over a fingerprint.
    pub const fn new(fingerprint: Fingerprint) -> Self {
        Self(fingerprint)
    }

    /// The bare bytes.
    pub const fn as_bytes(&self) -> &Fingerprint {
        &self.0
    }
}

impl fmt::Debug for Traveller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Traveller(..)")
    }
}

/// The body is longer than [`BODY_BYTES_MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a body has {0} bytes, and at most {BODY_BYTES_MAX} are kept")]
pub struct TooLong(pub usize);

/// Bytes that may be personal and that nobody here reads. They do not show themselves in debug
/// output and are wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Body(Zeroizing<Vec<u8>>);

impl Body {
    /// Takes over bytes, at most [`BODY_BYTES_MAX`] of them.
    pub fn new(bytes: Vec<u8>) -> Result<Self, TooLong> {
        let bytes = Zeroizing::new(bytes);
        if BODY_BYTES_MAX < bytes.len() { Err(TooLong(bytes.len())) } else { Ok(Self(bytes)) }
    }

    /// Takes over what was kept, whose length was looked at before.
    pub(super) const fn kept(bytes: Zeroizing<Vec<u8>>) -> Self {
        Self(bytes)
    }

    /// Takes over the bytes of a text, at most [`BODY_BYTES_MAX`] of them.
    pub fn text(text: &str) -> Result<Self, TooLong> {
        Self::new(text.as_bytes().to_vec())
    }

    /// The text, when it is one.
    pub fn as_text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} bytes)", self.0.len())
    }
}

/// What was acknowledged to an officer and has to reach the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Chosen by who sends it, so that a message that is sent again is the same message.
    pub id: Id<Message>,
    /// What happened.
    pub kind: Kind,
    /// When it happened. What is finer than a microsecond is not kept.
    pub at: Timestamp,
    /// Whose messages it is ordered among.
    pub traveller: Traveller,
    /// What the register is told.
    pub body: Body,
}

/// What is asked of a repeated message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It was not there, and now is.
    New,
    /// It was there already with the same content; nothing changed.
    Same,
}

/// A message that is kept, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its identifier.
    pub id: Id<Message>,
    /// What happened.
    pub kind: Kind,
    /// When it happened, to the microsecond.
    pub at: Timestamp,
    /// Whose messages it is ordered among.
    pub traveller: Traveller,
    /// When it was put here, by the clock of this machine.
    pub received: Timestamp,
    /// Where it stands.
    pub state: State,
    /// By how many seconds the clock was ahead then, as it was found out when it was moved;
    /// negative when it was behind, 0 when nothing is known.
    pub ahead_seconds: i64,
    /// How often it was handed out since its body was written.
    pub attempts: u32,
    /// What the register is told; `None` when the bytes in the file do not open.
    pub body: Option<Body>,
    /// What was said of it at last: the register's reply, or the reason of who withdrew it.
    pub remark: Option<Body>,
}

/// A message with which a human has to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The message.
    pub held: Held,
    /// The stable code of what is wrong with it.
    pub code: String,
    /// What is wrong with it, for people, as text.
    pub sentence: Body,
}

/// A message on its way to the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The message.
    pub message: Message,
    /// How often it was handed out, this time included.
    pub attempt: u32,
    /// By how many seconds the clock was ahead when it was put, as [`Held`] says.
    pub ahead_seconds: i64,
}

/// What became of a message that was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The register has it, and replied this.
    Taken(Body),
    /// The register does not take it as it is.
    Refused {
        /// The stable code of the reason, in kebab case.
        code: String,
        /// The reason for people, as text.
        sentence: Body,
    },
    /// There was no answer, or one that says to try again.
    Retry {
        /// Until when the register asked not to be troubled.
        not_before: Option<Timestamp>,
    },
}

/// What a human decided on a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// It is sent again with another body.
    Resend(Body),
    /// It is not sent, for this reason.
    Withdraw(Body),
}

/// How many messages stand where: the visible state of the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// To be sent.
    pub waiting: u64,
    /// Handed out, without an answer.
    pub sent: u64,
    /// Waiting for a human.
    pub conflicts: u64,
    /// Taken or withdrawn, and not erased yet.
    pub settled: u64,
    /// When the oldest happened that waits or was sent; `None` when the register has all.
    pub oldest: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_personal_shows_itself() {
        let message = Message {
            id: Id::from_uuid(uuid::Uuid::from_u128(1)),
            kind: Kind::Entry,
            at: Timestamp::UNIX_EPOCH,
            traveller: Traveller::new([0xAB; 16]),
            body: Body::new(b"Popescu".to_vec()).unwrap(),
        };
        let shown = format!("{message:?}");
        assert!(shown.contains("Body(7 bytes)") && shown.contains("Traveller(..)"), "{shown}");
        for bytes in ["Popescu", "80, 111", "171", "ab", "AB"] {
            assert!(!shown.contains(bytes), "{shown}");
        }
    }

    #[test]
    fn a_body_has_a_bound() {
        assert!(Body::new(vec![0; BODY_BYTES_MAX]).is_ok());
        assert_eq!(Body::new(vec![0; BODY_BYTES_MAX + 1]), Err(TooLong(BODY_BYTES_MAX + 1)));
    }

    #[test]
    fn a_kind_reads_back_what_it_wrote() {
        for kind in Kind::ALL {
            assert_eq!(Kind::find(kind.code()), Some(kind));
        }
        assert_eq!(Kind::find("stay"), None);
    }
}
