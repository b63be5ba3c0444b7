//! What one has consented to, and when.

use askama::Template;
use fnd_web::form::Hidden;
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
    /// When the part on transfers was withdrawn by itself.
    pub transfer_withdrawn: Option<DateTime>,
    /// When it was withdrawn, or replaced by consent to later versions.
    pub ended: Option<DateTime>,
    /// Whether it came by letter, so that somebody else entered it.
    pub by_letter: bool,
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
    /// Where consent to transfers is withdrawn by itself; empty when there is none.
    pub withdraw_transfer: String,
    /// Where consent is withdrawn as a whole.
    pub withdraw: String,
}

/// The question whether consent to transfers is withdrawn by itself: the account stays, without
/// the Communities from which contact details go outside the Union.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/transfer.html")]
pub struct TransferPage {
    /// The shell.
    pub shell: Shell,
    /// Names of the Communities that are left.
    pub left: Vec<String>,
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// Back to the consents.
    pub back: String,
}

impl ConsentsPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("consents-title"), shell.words.text("consents-lead"));
        shell.titled(title).leading(lead)
    }
}

impl TransferPage {
    /// The shell of this page; `consents` is the address of the consents.
    #[must_use]
    pub fn shell(shell: Shell, consents: &str) -> Shell {
        let label = shell.words.text("consents-title");
        let title = shell.words.text("transfer-end-title");
        shell.below(consents, label).titled(title)
    }
}
