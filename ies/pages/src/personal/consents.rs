//! What one has consented to, and when.

use askama::Template;
use fnd_web::shell::{MenuEntry, Shell};
use jiff::civil::DateTime;

use crate::public::Version;

/// One act of consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRow {
    /// The privacy statement.
    pub statement: Version,
    /// The terms of use.
    pub terms: Version,
    /// Whether it covers transfers too.
    pub transfer: bool,
    /// When it was given.
    pub given: DateTime,
    /// When it was withdrawn, or replaced by consent to later versions.
    pub ended: Option<DateTime>,
    /// The fingerprint of the texts, by which they can be told from any other.
    pub fingerprint: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/consents.html")]
pub struct ConsentsPage {
    /// The shell.
    pub shell: Shell,
    /// The tabs.
    pub tabs: Vec<MenuEntry>,
    /// What was just done, as a sentence; may be empty.
    pub done: String,
    /// All of them, the latest first.
    pub consents: Vec<ConsentRow>,
    /// Where consent is withdrawn.
    pub withdraw: String,
}

impl ConsentsPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("consents-title"), shell.words.text("consents-lead"));
        shell.titled(title).leading(lead)
    }
}
