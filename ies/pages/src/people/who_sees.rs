//! Who can see what: the access table in words, with how many people that is today.
//!
//! Law: statement 7; R28, "a review screen lists who can see what".

use askama::Template;
use fnd_web::shell::Shell;

use super::Role;

/// One kind of data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeesRow {
    /// The kind, in words.
    pub what: String,
    /// Who sees it without a role of the platform, in words; may be empty.
    pub everybody: String,
    /// The roles that open it, and how many people have each.
    pub roles: Vec<(Role, u32)>,
    /// When it is open, in words.
    pub when: String,
    /// The sentence of the statement or the rule.
    pub law: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "people/who_sees.html")]
pub struct WhoSeesPage {
    /// The shell.
    pub shell: Shell,
    /// One row for each kind of data.
    pub rows: Vec<SeesRow>,
}

impl WhoSeesPage {
    /// The shell of this page; `roles` is the address of the roles.
    #[must_use]
    pub fn shell(shell: Shell, roles: &str) -> Shell {
        let words = shell.words.clone();
        let shell = shell.below(roles, words.text("roles-title"));
        shell.titled(words.text("who-sees-title")).leading(words.text("who-sees-lead"))
    }
}
