//! The record of processing, generated from the register and the configuration as they stand.
//!
//! Law: EUDPR Art. 31; R53.

use askama::Template;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::DateTime;

use super::Purpose;

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

/// What differs between two versions; categories by what they are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordChange {
    /// A category came.
    Added(String),
    /// What is said of a category is other.
    Changed(String),
    /// A category went.
    Removed(String),
    /// Something that is not about one category.
    Rest,
}

impl RecordChange {
    /// In words.
    pub fn text(&self, words: &Words) -> String {
        match self {
            Self::Added(name) => words.one("record-category-added", "name", name.clone()),
            Self::Changed(name) => words.one("record-category-changed", "name", name.clone()),
            Self::Removed(name) => words.one("record-category-removed", "name", name.clone()),
            Self::Rest => words.text("record-rest-changed"),
        }
    }
}

/// A version that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Its number.
    pub number: u32,
    /// From when on it stood so.
    pub at: DateTime,
    /// What changed.
    pub changed: Vec<RecordChange>,
    /// Where it is read, as JSON.
    pub href: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/record.html")]
pub struct RecordPage {
    /// The shell.
    pub shell: Shell,
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
