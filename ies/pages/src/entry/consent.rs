//! The two consents, asked for apart, and asked for again when a text has changed.

use askama::Template;
use fnd_web::form::{Field, Hidden, wrong};
use fnd_web::shell::Shell;

use crate::public::Version;

/// Consent to the processing, and explicit consent to transfers: two boxes, never one.
///
/// Law: EUDPR Art. 7 and 50(1)(a); the statement, sections 3 and 7.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentForm {
    /// The privacy statement that is agreed to.
    pub statement: Version,
    /// The terms of use that are agreed to.
    pub terms: Version,
    /// Consent to the processing.
    pub general: Field,
    /// Consent to transfers. `None` for somebody who withdrew that part alone and keeps the
    /// account without it: a renewal does not ask for it again.
    pub transfer: Option<Field>,
}

/// A text has changed: nothing else is reachable before this is answered.
#[derive(Debug, Clone, Template)]
#[template(path = "entry/reconsent.html")]
pub struct ReconsentPage {
    /// The shell; without a menu, as nothing else is reachable.
    pub shell: Shell,
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// What has changed, a sentence each; empty for somebody who was away for long.
    pub changes: Vec<String>,
    /// The two consents.
    pub consent: ConsentForm,
    /// Where somebody goes who does not agree.
    pub refuse: String,
}

/// Somebody does not agree: what follows, before it does.
#[derive(Debug, Clone, Template)]
#[template(path = "entry/disagree.html")]
pub struct DisagreePage {
    /// The shell.
    pub shell: Shell,
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// The box that says that the consequence is understood.
    pub understood: Field,
    /// Hours within which the data are deleted.
    pub hours: u32,
    /// Back to the texts.
    pub back: String,
}

impl ConsentForm {
    /// Empty boxes for these texts.
    pub fn empty(statement: Version, terms: Version) -> Self {
        let (general, transfer) = (Field::new("consent"), Some(Field::new("transfer_consent")));
        Self { statement, terms, general, transfer }
    }

    /// The boxes.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        [Some(&self.general), self.transfer.as_ref()].into_iter().flatten()
    }
}

impl ReconsentPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let title = shell.words.text("reconsent-title");
        let lead = shell.words.text("reconsent-lead");
        shell.titled(title).leading(lead)
    }

    /// The boxes with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        wrong(&self.consent.fields().collect::<Vec<_>>())
    }
}

impl DisagreePage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let title = shell.words.text("disagree-title");
        shell.titled(title)
    }

    /// The box, if something is wrong with it.
    pub fn errors(&self) -> Vec<&Field> {
        wrong(&[&self.understood])
    }
}
