//! What is erased when, and what was.
//!
//! Law: statement 5; R16 to R19.

use askama::Template;
use fnd_web::shell::Shell;
use jiff::civil::DateTime;

use super::{Condition, Done};

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRow {
    /// The category, in words.
    pub category: String,
    /// How long, from what on, in words.
    pub period: String,
    /// What that rests on.
    pub law: String,
    /// How many were erased in the last run.
    pub erased: u64,
    /// How many could not be.
    pub failed: u64,
}

/// A run of the night's job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRow {
    /// When it began.
    pub at: DateTime,
    /// How it came out.
    pub condition: Condition,
    /// How many were erased.
    pub erased: u64,
    /// How many could not be.
    pub failed: u64,
    /// Its page.
    pub href: String,
}

/// An account that is being erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingRow {
    /// Its opaque identifier.
    pub account: String,
    /// Why, in words.
    pub cause: String,
    /// Since when.
    pub since: DateTime,
    /// By when it is done, and whether that is over; nothing while the data are frozen.
    pub by: Option<(DateTime, bool)>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/retention.html")]
pub struct RetentionPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// When the next run is.
    pub next: DateTime,
    /// The rules.
    pub rules: Vec<RuleRow>,
    /// Accounts that are being erased, the oldest first.
    pub pending: Vec<PendingRow>,
    /// The runs, the latest first.
    pub runs: Vec<RunRow>,
}

/// One run.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/run.html")]
pub struct RunPage {
    /// The shell.
    pub shell: Shell,
    /// The run.
    pub run: RunRow,
    /// What was erased: category, how many, how many could not be.
    pub rows: Vec<(String, u64, u64)>,
}

impl RetentionPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("retention-title")).leading(words.text("retention-lead"))
    }
}

impl RunPage {
    /// The shell of this page; `retention` is the address of the rules.
    #[must_use]
    pub fn shell(shell: Shell, retention: &str, run: &RunRow) -> Shell {
        let words = shell.words.clone();
        let title = words.one("run-title", "moment", words.moment(&run.at));
        shell.below(retention, words.text("retention-title")).titled(title)
    }
}
