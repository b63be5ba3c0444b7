//! Joining a Community: by application, or by accepting an invitation. Who outside the Union will
//! see the reader's contact details is shown before.

use askama::Template;
use fnd_web::form::Field;
use fnd_web::shell::Shell;
use jiff::civil::Date;

use super::{Kind, Recipient};
use crate::person::Level;

form! {
    /// An application.
    pub struct ApplyForm {
        /// What the reader tells the leads.
        message => "message";
        /// That the reader has seen the recipients and agrees to the transfer.
        transfer => "transfer";
    }
}

form! {
    /// The acceptance of an invitation.
    pub struct TakeUpForm {
        /// That the reader has seen the recipients and agrees to the transfer.
        transfer => "transfer";
    }
}

/// How one comes to a Community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JoinWay {
    /// By applying.
    Apply(Box<ApplyForm>),
    /// By invitation only.
    InvitationOnly,
    /// The reader has applied.
    Applied {
        /// When.
        since: Date,
        /// Where it is taken back, by POST.
        take_back: String,
    },
}

/// A Community before one belongs to it.
#[derive(Debug, Clone, Template)]
#[template(path = "community/join.html")]
pub struct JoinPage {
    /// The shell.
    pub shell: Shell,
    /// Its kind.
    pub kind: Kind,
    /// What it is for.
    pub purpose: String,
    /// How many belong to it.
    pub members: u32,
    /// Who outside the Union will see the reader's contact details.
    pub recipients: Vec<Recipient>,
    /// How one comes to it.
    pub way: JoinWay,
}

/// An invitation.
#[derive(Debug, Clone, Template)]
#[template(path = "community/invitation.html")]
pub struct InvitationPage {
    /// The shell.
    pub shell: Shell,
    /// The Community's kind.
    pub kind: Kind,
    /// What it is for.
    pub purpose: String,
    /// How many belong to it.
    pub members: u32,
    /// What the reader would be able to do.
    pub level: Level,
    /// The last day of the membership, if it would end.
    pub ends: Option<Date>,
    /// The last day on which the invitation can be accepted.
    pub until: Date,
    /// What the leads wrote; may be empty.
    pub message: String,
    /// Who outside the Union will see the reader's contact details.
    pub recipients: Vec<Recipient>,
    /// The form that accepts.
    pub accept: TakeUpForm,
    /// Where it is declined, by POST.
    pub decline: String,
}

impl JoinPage {
    /// The shell of this page; `list` is the address of the list of Communities.
    #[must_use]
    pub fn shell(shell: Shell, list: &str, name: &str) -> Shell {
        let (label, title) =
            (shell.words.text("communities-title"), shell.words.one("join-title", "name", name));
        shell.below(list, label).titled(title)
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        match &self.way {
            JoinWay::Apply(form) => form.errors(),
            JoinWay::InvitationOnly | JoinWay::Applied { .. } => Vec::new(),
        }
    }
}

impl InvitationPage {
    /// The shell of this page; `list` is the address of the list of Communities.
    #[must_use]
    pub fn shell(shell: Shell, list: &str, name: &str) -> Shell {
        let words = shell.words.clone();
        shell.below(list, words.text("communities-title")).titled(words.one(
            "invitation-title",
            "name",
            name,
        ))
    }
}
