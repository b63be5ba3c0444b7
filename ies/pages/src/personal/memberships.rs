//! Where one belongs, has asked to belong, or is invited to.

use askama::Template;
use fnd_web::form::Hidden;
use fnd_web::shell::{Link, MenuEntry, Shell};
use jiff::civil::Date;

use crate::people::{AcknowledgeForm, Needs, Role};
use crate::person::Level;

/// A membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The Community.
    pub community: Link,
    /// What one may do there.
    pub level: Level,
    /// Since when.
    pub since: Date,
    /// The last day, if there is one.
    pub until: Option<Date>,
    /// How many organisations outside the Union have members there.
    pub abroad: u32,
    /// Where one leaves; empty for its only lead, who has to hand over first.
    pub leave: String,
}

/// An application that is not decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The Community.
    pub community: Link,
    /// When it was sent.
    pub sent: Date,
    /// Where it is taken back, by POST.
    pub withdraw: String,
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Where it is answered; the name of the Community.
    pub link: Link,
    /// The last day for an answer.
    pub until: Date,
}

/// A role of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRole {
    /// The role.
    pub role: Role,
    /// For what, in words: the platform, a programme, a country.
    pub scope: String,
    /// Until when it works.
    pub until: Date,
    /// What it lacks.
    pub needs: Needs,
    /// Where its duties are acknowledged; empty unless that is lacking.
    pub acknowledge: String,
}

/// The duties of a role, before it works: what its holder takes note of.
///
/// Law: statement 6; R22, R26.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/acknowledge.html")]
pub struct AcknowledgePage {
    /// The shell.
    pub shell: Shell,
    /// The form.
    pub form: AcknowledgeForm,
    /// Back to the memberships.
    pub back: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/memberships.html")]
pub struct MembershipsPage {
    /// The shell.
    pub shell: Shell,
    /// The tabs.
    pub tabs: Vec<MenuEntry>,
    /// What was just done, as a sentence; may be empty.
    pub done: String,
    /// Invitations.
    pub invitations: Vec<Invitation>,
    /// Memberships.
    pub memberships: Vec<Membership>,
    /// Applications.
    pub waiting: Vec<Waiting>,
    /// Roles.
    pub roles: Vec<OwnRole>,
    /// Where Communities are found.
    pub find: String,
}

/// The question whether one leaves a Community.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/leave.html")]
pub struct LeavePage {
    /// The shell.
    pub shell: Shell,
    /// The Community.
    pub community: String,
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// Back to the memberships.
    pub back: String,
}

impl MembershipsPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let title = shell.words.text("my-memberships-title");
        let lead = shell.words.text("my-memberships-lead");
        shell.titled(title).leading(lead)
    }
}

impl LeavePage {
    /// The shell of this page; `memberships` is the address of the memberships.
    #[must_use]
    pub fn shell(shell: Shell, memberships: &str, community: &str) -> Shell {
        let label = shell.words.text("my-memberships-title");
        let title = shell.words.one("my-leave-title", "community", community);
        shell.below(memberships, label).titled(title)
    }
}

impl AcknowledgePage {
    /// The shell of this page; `memberships` is the address of the memberships.
    #[must_use]
    pub fn shell(shell: Shell, memberships: &str, role: Role) -> Shell {
        let label = shell.words.text("my-memberships-title");
        let title = shell.words.one("duties-title", "role", role.text(&shell.words));
        shell.below(memberships, label).titled(title)
    }
}
