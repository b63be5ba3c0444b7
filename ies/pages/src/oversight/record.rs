//! The record of processing, generated from the register and the configuration as they stand.
//!
//! Law: EUDPR Art. 31; R53.

use askama::Template;
use fnd_web::shell::Shell;
use jiff::civil::DateTime;

use super::{Done, Purpose};

/// One category of personal data. What is said of it is text of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// The category.
    pub category: String,
    /// Whose data.
    pub subjects: String,
    /// On what grounds.
    pub basis: String,
    /// What for.
    pub purposes: Vec<Purpose>,
    /// For whom.
    pub recipients: Vec<String>,
    /// Whether it goes to third countries or international organisations.
    pub is_transferred: bool,
    /// How long, from what on.
    pub period: String,
    /// What that rests on.
    pub period_basis: String,
    /// Whether it is encrypted under a key of its own.
    pub is_encrypted: bool,
}

/// A version that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Its number.
    pub number: u32,
    /// When it was kept.
    pub at: DateTime,
    /// By whom; empty for the system.
    pub by: String,
    /// What changed, in words of the register.
    pub changed: Vec<String>,
    /// Where it is read, as JSON.
    pub href: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/record.html")]
pub struct RecordPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// Name and address of the controller.
    pub controller: Vec<String>,
    /// The Data Protection Officer.
    pub officer: Vec<String>,
    /// The record's reference in the Commission's register.
    pub reference: String,
    /// The categories.
    pub rows: Vec<RecordRow>,
    /// Measures of security.
    pub measures: Vec<String>,
    /// What differs from the last version that was kept; empty when nothing does.
    pub changed: Vec<String>,
    /// Where the state of now is kept as a version, by POST.
    pub keep: String,
    /// Versions, the latest first.
    pub versions: Vec<VersionRow>,
    /// The record as JSON.
    pub json: String,
}

impl RecordPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("record-title")).leading(words.text("record-lead"))
    }
}
