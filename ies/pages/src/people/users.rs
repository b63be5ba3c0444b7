//! Users and their accounts. No content, no scan and no log data is shown here.
//!
//! Law: R31, R33, A5, A6, A8.

use askama::Template;
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use jiff::civil::DateTime;

use super::{AccountState, Done, EditReason, Role, SuspensionReason};
use crate::person::{Abroad, Contact, Level, OrganisationKind};

form! {
    /// Whom to look for, by GET.
    pub struct UsersFilter {
        /// Part of a name or an e-mail address.
        text => "q";
        /// A state.
        state => "state";
    }
    choices {
        /// The states to choose from.
        states,
    }
}

/// A user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRow {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Organisation.
    pub organisation: String,
    /// Where the account stands.
    pub state: AccountState,
    /// The user's page.
    pub href: String,
}

/// The search.
#[derive(Debug, Clone, Template)]
#[template(path = "people/users.html")]
pub struct UsersPage {
    /// The shell.
    pub shell: Shell,
    /// Whom to look for.
    pub filter: UsersFilter,
    /// Who was found; `None` before something was looked for.
    pub found: Option<Vec<UserRow>>,
    /// How many there are in all.
    pub total: u32,
    /// Where in the list this is.
    pub pager: Pager,
}

/// Why and since when an account is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspension {
    /// Since when.
    pub since: DateTime,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: SuspensionReason,
    /// In words, for colleagues.
    pub note: String,
}

/// An exceptional edit of the user's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserEdit {
    /// When.
    pub at: DateTime,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: EditReason,
    /// Keys of the fields' words.
    pub fields: Vec<&'static str>,
}

/// One user.
#[derive(Debug, Clone, Template)]
#[template(path = "people/user.html")]
pub struct UserPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// Contact details.
    pub contact: Contact,
    /// What the organisation is.
    pub kind: OrganisationKind,
    /// The country of its seat.
    pub seat: String,
    /// Why what the user sees leaves the Union, if it does.
    pub abroad: Option<Abroad>,
    /// Where the account stands.
    pub state: AccountState,
    /// Why it is closed.
    pub suspension: Option<Suspension>,
    /// Communities: name and level.
    pub memberships: Vec<(String, Level)>,
    /// Roles: role and scope in words.
    pub roles: Vec<(Role, String)>,
    /// Exceptional edits, the latest first.
    pub edits: Vec<UserEdit>,
    /// Where the account is suspended or restored; empty when it cannot be.
    pub change: String,
    /// Where the data is edited in an exceptional case; empty when it cannot be.
    pub edit: String,
}

form! {
    /// A suspension.
    pub struct SuspendForm {
        /// Why, a code.
        reason => "reason";
        /// In words, for colleagues.
        note => "note";
    }
    choices {
        /// The reasons.
        reasons,
    }
}

form! {
    /// The end of a suspension.
    pub struct RestoreForm {
        /// Why, for colleagues.
        note => "note";
    }
}

/// The question whether to suspend.
#[derive(Debug, Clone, Template)]
#[template(path = "people/suspend.html")]
pub struct SuspendPage {
    /// The shell.
    pub shell: Shell,
    /// The form.
    pub form: SuspendForm,
    /// The user's page.
    pub back: String,
}

/// The question whether to restore.
#[derive(Debug, Clone, Template)]
#[template(path = "people/restore.html")]
pub struct RestorePage {
    /// The shell.
    pub shell: Shell,
    /// Why it is closed.
    pub suspension: Suspension,
    /// The form.
    pub form: RestoreForm,
    /// The user's page.
    pub back: String,
}

impl UsersPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("users-title")).leading(words.text("users-lead"))
    }
}

impl UserPage {
    /// The shell of this page; `users` is the address of the search.
    #[must_use]
    pub fn shell(shell: Shell, users: &str, name: &str) -> Shell {
        let label = shell.words.text("users-title");
        shell.below(users, label).titled(name.to_owned())
    }
}

impl SuspendPage {
    /// The shell of this page; `shell` is that of the user's page.
    #[must_use]
    pub fn shell(shell: Shell, user: &str) -> Shell {
        let (name, words) = (shell.title.clone(), shell.words.clone());
        let title = words.one("suspend-title", "name", &name);
        shell.below(user, name).titled(title)
    }
}

impl RestorePage {
    /// The shell of this page; `shell` is that of the user's page.
    #[must_use]
    pub fn shell(shell: Shell, user: &str) -> Shell {
        let (name, words) = (shell.title.clone(), shell.words.clone());
        let title = words.one("restore-title", "name", &name);
        shell.below(user, name).titled(title)
    }
}
