//! Tokens with which programs act for somebody.

use askama::Template;
use fnd_web::form::{Field, Hidden, Tick, wrong};
use fnd_web::shell::{MenuEntry, Shell};
use jiff::civil::{Date, DateTime};

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// The beginning of its digest, by which its owner tells it from others.
    pub mark: String,
    /// What it may be used for, in words.
    pub scope: Vec<String>,
    /// When it was made.
    pub made: DateTime,
    /// The last day on which it works.
    pub until: Date,
    /// When it was last used.
    pub used: Option<DateTime>,
    /// What is sent to revoke it.
    pub digest: String,
}

/// The form for a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenForm {
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// What it may be used for.
    pub scope: Field,
    /// What can be ticked.
    pub offered: Vec<Tick>,
    /// For how many days.
    pub days: Field,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/tokens.html")]
pub struct TokensPage {
    /// The shell.
    pub shell: Shell,
    /// The tabs.
    pub tabs: Vec<MenuEntry>,
    /// What was just done, as a sentence; may be empty.
    pub done: String,
    /// A token that was just made; it is shown this once.
    pub made: String,
    /// Those there are.
    pub rows: Vec<TokenRow>,
    /// Where one is revoked.
    pub revoke: String,
    /// The form.
    pub form: TokenForm,
}

impl TokenForm {
    /// Empty fields under the names that the form sends.
    pub fn empty(action: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            hidden: Vec::new(),
            scope: Field::new("scope"),
            offered: Vec::new(),
            days: Field::holding("days", "30"),
        }
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        wrong(&[&self.scope, &self.days])
    }
}

impl TokensPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("tokens-title"), shell.words.text("tokens-lead"));
        shell.titled(title).leading(lead)
    }
}
