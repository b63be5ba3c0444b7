//! The proof that the log is whole.

use askama::Template;
use fnd_web::shell::Shell;
use jiff::Timestamp;

use super::Condition;

/// What recomputing the log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recomputed {
    /// When.
    pub at: Timestamp,
    /// Rows whose hashes fit.
    pub rows: u64,
    /// Of these, rows that were erased after their time.
    pub erased: u64,
    /// What does not fit, for the operator; empty when everything does.
    pub fault: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/integrity.html")]
pub struct IntegrityPage {
    /// The shell.
    pub shell: Shell,
    /// What was found last; `None` before the first time.
    pub recomputed: Option<Recomputed>,
    /// Where it is recomputed now, by POST.
    pub recompute: String,
    /// Rows that are sealed.
    pub sealed: u64,
    /// Rows that wait for it.
    pub waiting: u64,
    /// Whether they have waited for longer than sealing takes.
    pub is_late: bool,
    /// When the newest root was signed; `None` before the first.
    pub signed_at: Option<Timestamp>,
    /// The root, in base 64.
    pub root: String,
    /// The public key, as checkpoints name it.
    pub key: String,
    /// Where the signed checkpoint is.
    pub checkpoint: String,
}

impl IntegrityPage {
    /// The shell of this page, below the log at `log`.
    #[must_use]
    pub fn shell(shell: Shell, log: &str) -> Shell {
        let words = shell.words.clone();
        shell
            .below(log, words.text("log-title"))
            .titled(words.text("integrity-title"))
            .leading(words.text("integrity-lead"))
    }

    /// Tone, and the keys of what is said first.
    pub fn verdict(&self) -> (&'static str, &'static str, &'static str) {
        let is_broken = self.recomputed.as_ref().is_some_and(|found| !found.fault.is_empty());
        if is_broken {
            (Condition::Bad.tone(), "integrity-broken", "integrity-broken-text")
        } else if self.is_late {
            (Condition::Troubled.tone(), "integrity-late", "integrity-late-text")
        } else {
            (Condition::Good.tone(), "integrity-sound", "integrity-sound-text")
        }
    }
}
