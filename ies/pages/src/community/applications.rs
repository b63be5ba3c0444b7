//! What a lead decides: who comes in, and who is invited.

use askama::Template;
use fnd_web::form::Field;
use fnd_web::shell::Shell;
use jiff::civil::Date;

use super::{Done, Place};
use crate::person::{Abroad, Contact, Level};

/// An application that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationRow {
    /// Who applied.
    pub name: String,
    /// For whom they work.
    pub organisation: String,
    /// Why what they would see leaves the Union, if it does.
    pub abroad: Option<Abroad>,
    /// When they applied.
    pub since: Date,
    /// Where it is read and decided.
    pub href: String,
}

/// An invitation that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationRow {
    /// To whom.
    pub email: String,
    /// What they would be able to do.
    pub level: Level,
    /// The last day on which it can be accepted.
    pub until: Date,
    /// Where it is taken back, by POST.
    pub take_back: String,
}

form! {
    /// An invitation to be sent.
    pub struct InviteForm {
        /// To whom.
        email => "email";
        /// What they will be able to do.
        level => "level";
        /// The last day of the membership, if it is to end.
        ends => "ends";
        /// What the lead tells them.
        message => "message";
    }
}

/// Applications and invitations.
#[derive(Debug, Clone, Template)]
#[template(path = "community/applications.html")]
pub struct ApplicationsPage {
    /// The shell.
    pub shell: Shell,
    /// The Community.
    pub place: Place,
    /// What was just done.
    pub done: Option<Done>,
    /// Applications, the oldest first.
    pub applications: Vec<ApplicationRow>,
    /// Invitations, the latest first.
    pub invitations: Vec<InvitationRow>,
    /// The form that invites.
    pub invite: InviteForm,
}

form! {
    /// An acceptance.
    pub struct AcceptForm {
        /// What the member will be able to do.
        level => "level";
        /// The last day of the membership, if it is to end.
        ends => "ends";
    }
}

form! {
    /// A refusal.
    pub struct DeclineForm {
        /// Why, as the applicant will read it.
        reason => "reason";
    }
}

/// One application.
#[derive(Debug, Clone, Template)]
#[template(path = "community/application.html")]
pub struct ApplicationPage {
    /// The shell.
    pub shell: Shell,
    /// The Community.
    pub place: Place,
    /// Who applied.
    pub contact: Contact,
    /// Why what they would see leaves the Union, if it does.
    pub abroad: Option<Abroad>,
    /// Whether they would be the first from outside the Union.
    pub is_first_abroad: bool,
    /// When they applied.
    pub since: Date,
    /// What they wrote.
    pub message: String,
    /// The form that accepts.
    pub accept: AcceptForm,
    /// The form that declines.
    pub decline: DeclineForm,
}

impl ApplicationPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell, place: &Place, list: &str, name: &str) -> Shell {
        let label = shell.words.text(place.current.key());
        let title = shell.words.one("application-title", "name", name);
        place.shell(shell, list).below(&place.of(place.current), label).titled(title)
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        [self.accept.errors(), self.decline.errors()].concat()
    }
}
