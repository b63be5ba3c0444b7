//! Exceptional edits of a user's data by somebody else, and how many there were.
//!
//! Law: statement 7, "in very specific situations (e.g. upon request from the user due to a
//! technical glitch), admin users may have access to modify a user's personal data"; R33, A10.

use askama::Template;
use fnd_web::form::Hidden;
use fnd_web::shell::{Link, Shell};
use jiff::civil::{Date, DateTime};

use super::EditReason;

form! {
    /// An exceptional edit.
    pub struct EditForm {
        /// Why, a code.
        reason => "reason";
        /// Why, in words.
        text => "text";
        /// The number of the ticket, if there is one.
        ticket => "ticket";
        /// First name.
        first_name => "first_name";
        /// Last name.
        last_name => "last_name";
        /// E-mail address.
        email => "email";
        /// Telephone number.
        telephone => "telephone";
        /// Work address.
        work_address => "work_address";
        /// Organisation.
        organisation => "organisation";
        /// Job title.
        job_title => "job_title";
    }
    choices {
        /// The reasons.
        reasons,
    }
}

/// The form.
#[derive(Debug, Clone, Template)]
#[template(path = "people/edit.html")]
pub struct EditPage {
    /// The shell.
    pub shell: Shell,
    /// The form, which begins with what stands there now.
    pub form: EditForm,
    /// The user's page.
    pub back: String,
}

/// A field that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The key of its words.
    pub field: &'static str,
    /// What stands there now.
    pub before: String,
    /// What is to stand there.
    pub after: String,
}

/// The edit before it is made.
#[derive(Debug, Clone, Template)]
#[template(path = "people/edit_preview.html")]
pub struct EditPreviewPage {
    /// The shell.
    pub shell: Shell,
    /// What changes.
    pub changes: Vec<Change>,
    /// Why, a code.
    pub reason: EditReason,
    /// Why, in words.
    pub text: String,
    /// The number of the ticket; may be empty.
    pub ticket: String,
    /// Where it is saved, by POST.
    pub action: String,
    /// What is sent along unseen.
    pub hidden: Vec<Hidden>,
    /// Back to the form.
    pub back: String,
}

/// How many edits there were in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthRow {
    /// A day of it.
    pub month: Date,
    /// How many.
    pub count: u32,
    /// How many for each reason.
    pub reasons: Vec<(EditReason, u32)>,
    /// The edits of that month.
    pub href: String,
}

/// An edit, without what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditRow {
    /// When.
    pub at: DateTime,
    /// By whom.
    pub by: String,
    /// Whose data: the user's page; without a label when the account was erased.
    pub user: Link,
    /// Why.
    pub reason: EditReason,
    /// The number of the ticket; may be empty.
    pub ticket: String,
    /// Keys of the fields' words.
    pub fields: Vec<&'static str>,
}

/// How many edits there were.
#[derive(Debug, Clone, Template)]
#[template(path = "people/edits.html")]
pub struct EditsPage {
    /// The shell.
    pub shell: Shell,
    /// The last twelve months, the latest first.
    pub months: Vec<MonthRow>,
    /// The month whose edits are listed, if one was chosen.
    pub month: Option<Date>,
    /// Its edits.
    pub rows: Vec<EditRow>,
}

impl EditPage {
    /// The shell of this page; `shell` is that of the user's page.
    #[must_use]
    pub fn shell(shell: Shell, user: &str) -> Shell {
        let (name, words) = (shell.title.clone(), shell.words.clone());
        let lead = words.one("edit-lead", "name", &name);
        shell.below(user, name).titled(words.text("edit-title")).leading(lead)
    }
}

impl EditPreviewPage {
    /// The shell of this page; `shell` is that of the form.
    #[must_use]
    pub fn shell(shell: Shell, form: &str) -> Shell {
        let (label, words) = (shell.title.clone(), shell.words.clone());
        shell.below(form, label).titled(words.text("edit-preview-title")).leading(String::new())
    }
}

impl EditsPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("edits-title")).leading(words.text("edits-lead"))
    }
}
