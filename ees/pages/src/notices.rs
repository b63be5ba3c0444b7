//! What the reader's Member State was told. EES Art. 12(1), 34(3), 35(7).

use askama::Template;
use fnd_web::shell::Shell;
use jiff::Timestamp;

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// When it became true.
    pub at: Timestamp,
    /// What it is, in words.
    pub kind: String,
    /// Whether all Member States were told.
    pub for_all: bool,
    /// The files: their numbers and, while they are there, their addresses.
    pub files: Vec<(String, String)>,
    /// How many more files it is about.
    pub more: u64,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "notices.html")]
pub struct NoticesPage {
    /// The shell.
    pub shell: Shell,
    /// The State.
    pub state: String,
    /// The notices, the newest first.
    pub rows: Vec<NoticeRow>,
    /// Where new ones are announced.
    pub stream: String,
    /// The address of this page.
    pub again: String,
}

impl NoticesPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let title = shell.words.text("notices-title");
        shell.titled(title)
    }
}
