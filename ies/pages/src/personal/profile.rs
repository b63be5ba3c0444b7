//! One's own contact details, and the confirmation of a new e-mail address.

use askama::Template;
use fnd_web::form::{Field, Hidden, wrong};
use fnd_web::shell::{MenuEntry, Shell};
use jiff::civil::DateTime;

/// A new e-mail address that was not confirmed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingEmail {
    /// The address.
    pub email: String,
    /// Until when the link that was sent there works.
    pub until: DateTime,
    /// Where the link is sent again, by POST.
    pub again: String,
    /// Where the change is dropped, by POST.
    pub cancel: String,
}

/// The form that asks for a new e-mail address. It stands by itself, because it changes nothing
/// before the new address has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailForm {
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// The address of now.
    pub current: String,
    /// The address wanted.
    pub wanted: Field,
}

/// The form of everything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileForm {
    /// Where it posts to.
    pub action: String,
    /// What is sent along, such as the version that is changed.
    pub hidden: Vec<Hidden>,
    /// First name.
    pub first_name: Field,
    /// Last name.
    pub last_name: Field,
    /// Telephone number.
    pub telephone: Field,
    /// Work address.
    pub work_address: Field,
    /// Organisation: it is shown, and somebody else changes it, because it decides who is told
    /// that data goes outside the Union.
    pub organisation: String,
    /// Job title.
    pub job_title: Field,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/profile.html")]
pub struct ProfilePage {
    /// The shell.
    pub shell: Shell,
    /// The tabs.
    pub tabs: Vec<MenuEntry>,
    /// What was just done, as a sentence; may be empty.
    pub done: String,
    /// A new address that waits for its confirmation.
    pub pending: Option<PendingEmail>,
    /// The form that asks for a new address.
    pub email: EmailForm,
    /// The form of everything else.
    pub form: ProfileForm,
    /// Where something else is asked for.
    pub ask: String,
}

/// The page behind the link that was sent to a new address.
///
/// Why: programs that examine mail follow links, so the link itself changes nothing.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/confirm_email.html")]
pub struct ConfirmEmailPage {
    /// The shell.
    pub shell: Shell,
    /// The new address.
    pub email: String,
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// The profile.
    pub profile: String,
}

/// What became of a confirmation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmailAnswer {
    /// The address is now the account's.
    Confirmed(String),
    /// The link is too old, was used, or was replaced by another.
    LinkEnded,
    /// It cannot be used. Why is not said, so that nobody learns who else has an account.
    NotUsable,
}

/// The page that says so.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/email_answer.html")]
pub struct EmailAnswerPage {
    /// The shell.
    pub shell: Shell,
    /// What became of it.
    pub answer: EmailAnswer,
    /// The profile.
    pub profile: String,
}

impl ProfileForm {
    /// Empty fields under the names that the form sends.
    pub fn empty(action: impl Into<String>, organisation: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            hidden: Vec::new(),
            first_name: Field::new("first_name"),
            last_name: Field::new("last_name"),
            telephone: Field::new("telephone"),
            work_address: Field::new("work_address"),
            organisation: organisation.into(),
            job_title: Field::new("job_title"),
        }
    }

    /// The fields with which something is wrong, in their order.
    pub fn errors(&self) -> Vec<&Field> {
        wrong(&[
            &self.first_name,
            &self.last_name,
            &self.telephone,
            &self.job_title,
            &self.work_address,
        ])
    }
}

impl ProfilePage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("profile-title"), shell.words.text("profile-lead"));
        shell.titled(title).leading(lead)
    }

    /// The fields with which something is wrong, in their order.
    pub fn errors(&self) -> Vec<&Field> {
        let mut errors = self.form.errors();
        errors.extend(wrong(&[&self.email.wanted]));
        errors
    }
}

impl EmailForm {
    /// An empty field, beside the address of now.
    pub fn empty(action: impl Into<String>, current: impl Into<String>) -> Self {
        let (action, current) = (action.into(), current.into());
        Self { action, hidden: Vec::new(), current, wanted: Field::new("email") }
    }
}

impl ConfirmEmailPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let title = shell.words.text("confirm-email-title");
        shell.titled(title)
    }
}

impl EmailAnswer {
    /// The keys of the title and of the sentence.
    pub fn keys(&self) -> (&'static str, &'static str) {
        match self {
            Self::Confirmed(_) => ("email-confirmed", "email-confirmed-text"),
            Self::LinkEnded => ("email-link-ended", "email-link-ended-text"),
            Self::NotUsable => ("email-not-usable", "email-not-usable-text"),
        }
    }
}

impl EmailAnswerPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell, answer: &EmailAnswer) -> Shell {
        let title = shell.words.text(answer.keys().0);
        shell.titled(title)
    }
}
