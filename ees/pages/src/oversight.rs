//! The page of the proof that the log is whole.

use askama::Template;
use fnd_web::shell::Shell;
use jiff::Timestamp;

/// Whether the log is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every line is sealed and the proofs hold.
    Sound,
    /// The proofs hold, but sealing is late.
    Late,
    /// A proof does not hold.
    Broken,
}

/// What recomputing the whole log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recomputed {
    /// When it ended.
    pub at: Timestamp,
    /// Lines that fit.
    pub rows: u64,
    /// The first line that does not fit, as a sentence in English for the operator; empty when
    /// all do.
    pub fault: String,
}

/// The state of the log's proofs.
#[derive(Debug, Clone, Template)]
#[template(path = "integrity.html")]
pub struct IntegrityPage {
    /// The shell.
    pub shell: Shell,
    /// Whether the log is whole.
    pub verdict: Verdict,
    /// Lines sealed.
    pub tree_size: u64,
    /// Lines written but not yet sealed.
    pub waiting: u64,
    /// Seconds since the oldest of them was written.
    pub lag_seconds: u32,
    /// When the last checkpoint was signed.
    pub checkpoint_at: Timestamp,
    /// What the last recomputation found; `None` before the first one has ended.
    pub recomputed: Option<Recomputed>,
    /// Its root, in base 64.
    pub root: String,
    /// The name of the key that signed it.
    pub key: String,
    /// The address of the checkpoint itself.
    pub checkpoint: String,
    /// Where a recomputation is asked for.
    pub recompute: String,
}

impl Recomputed {
    /// The lines as words count them.
    pub fn count(&self) -> i64 {
        i64::try_from(self.rows).unwrap_or(i64::MAX)
    }
}

impl IntegrityPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("integrity-title")).leading(words.text("integrity-lead"))
    }
}

impl Verdict {
    /// The key of its words; the sentence below it ends in `-line`.
    pub fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Sound => ("integrity-sound", "integrity-sound-line"),
            Self::Late => ("integrity-late", "integrity-late-line"),
            Self::Broken => ("integrity-broken", "integrity-broken-line"),
        }
    }

    /// How the answer looks.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Sound => "success",
            Self::Late => "warning",
            Self::Broken => "error",
        }
    }
}
