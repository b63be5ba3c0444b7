//! The history of a file: what its parts were before they were changed. EES Art. 35(8).

use askama::Template;
use fnd_web::shell::Shell;
use jiff::Timestamp;

/// A change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// The version that the change made.
    pub version: i64,
    /// What was done, in words.
    pub deed: String,
    /// When.
    pub at: Timestamp,
    /// Who did it: State and authority.
    pub authority: String,
    /// The fields as they were: codes of fields with their values.
    pub before: Vec<(String, String)>,
    /// Why; may be empty.
    pub why: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "history.html")]
pub struct HistoryPage {
    /// The shell.
    pub shell: Shell,
    /// The number of the file.
    pub id: String,
    /// The changes, the latest first.
    pub rows: Vec<HistoryRow>,
    /// The address of the file.
    pub back: String,
}

impl HistoryPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell, file: &str) -> Shell {
        let (title, label) = (shell.words.text("history-title"), shell.words.text("file-title"));
        shell.below(file, label).titled(title)
    }
}
