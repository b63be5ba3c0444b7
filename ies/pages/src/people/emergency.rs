//! Emergency access: who asked for it, why, who approved it, and until when it opens what.
//!
//! Law: statement 7; R35; A6.

use askama::Template;
use fnd_web::form::Field;
use fnd_web::shell::Shell;
use jiff::civil::DateTime;

use super::Done;

worded! {
    /// How far emergency access is.
    pub enum EmergencyPhase: key, tone {
        /// Two people are asked.
        Asked => "emergency-asked", "warning";
        /// One has approved.
        ApprovedOnce => "emergency-approved-once", "warning";
        /// It opens what it is to.
        Open => "emergency-open", "error";
        /// It opens nothing.
        Over => "emergency-over", "info";
    }
}

/// An emergency access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyRow {
    /// To what, in words.
    pub what: String,
    /// Who asked.
    pub asker: String,
    /// Why.
    pub reason: String,
    /// When.
    pub asked: DateTime,
    /// Who approved, in their order.
    pub approvers: Vec<String>,
    /// Until when it can be approved, or is open; or when it was over.
    pub until: DateTime,
    /// How far it is.
    pub phase: EmergencyPhase,
    /// Where the reader approves it; empty when they cannot.
    pub approve: String,
    /// Whether the reader approved it, and a second colleague is missing.
    pub waits_for_colleague: bool,
    /// Where the reader ends it; empty when they cannot.
    pub end: String,
    /// Where the reader looks at what it opened; empty when it opened nothing to them.
    pub look: String,
}

form! {
    /// What is asked for, and why.
    pub struct EmergencyForm {
        /// The application whose scan is to be looked at.
        request => "request";
        /// What has happened, and why nothing else helps.
        reason => "reason";
    }
}

/// Emergency access of the last year.
#[derive(Debug, Clone, Template)]
#[template(path = "people/emergency.html")]
pub struct EmergencyPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// What the reader can ask for; `None` when they cannot.
    pub form: Option<EmergencyForm>,
    /// The latest first.
    pub rows: Vec<EmergencyRow>,
}

impl EmergencyPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("emergency-title")).leading(words.text("emergency-lead"))
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        self.form.as_ref().map(EmergencyForm::errors).unwrap_or_default()
    }
}

impl EmergencyRow {
    /// The key of what `until` says.
    pub fn until_key(&self) -> &'static str {
        match self.phase {
            EmergencyPhase::Asked | EmergencyPhase::ApprovedOnce => "emergency-approve-until",
            EmergencyPhase::Open => "emergency-open-until",
            EmergencyPhase::Over => "emergency-over-since",
        }
    }
}
