//! The confirmation that an entry or an exit was recorded.

use askama::Template;
use fnd_web::shell::Shell;
use jiff::civil::{Date, DateTime};

use crate::person::Identity;
use crate::stay::End;

/// What was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// An entry, with the end of the stay.
    Entry(End),
    /// An exit in time.
    Exit,
    /// An exit after the last lawful day.
    LateExit {
        /// How many days after.
        days: u32,
        /// The last lawful day.
        until: Date,
    },
    /// An entry that is kept at the crossing point, because the register cannot be reached.
    StoredEntry,
    /// An exit that is kept there.
    StoredExit,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "recorded.html")]
pub struct RecordedPage {
    /// The shell.
    pub shell: Shell,
    /// Whose crossing.
    pub identity: Identity,
    /// What was recorded.
    pub recorded: Recorded,
    /// When, at the crossing point.
    pub at: DateTime,
    /// The border crossing point.
    pub point: String,
    /// The address of the file; empty while it cannot be opened.
    pub file: String,
    /// The address of the receipt; empty while none can be drawn.
    pub receipt: String,
    /// The address of the next check.
    pub next: String,
}

impl RecordedPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell, check: &str, recorded: Recorded) -> Shell {
        let title = match recorded {
            Recorded::Entry(_) => "recorded-entry",
            Recorded::Exit | Recorded::LateExit { .. } => "recorded-exit",
            Recorded::StoredEntry => "recorded-stored-entry",
            Recorded::StoredExit => "recorded-stored-exit",
        };
        let (title, label) = (shell.words.text(title), shell.words.text("check-short"));
        shell.below(check, label).titled(title)
    }
}
