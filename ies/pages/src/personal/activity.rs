//! Who has seen or changed one's data, when one signed in, and what one did.

use askama::Template;
use fnd_web::form::{Choice, Field};
use fnd_web::pager::Pager;
use fnd_web::shell::{MenuEntry, Shell};
use fnd_web::words::Words;
use jiff::civil::DateTime;

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActivityKind {
    /// A sign-in, also one that was refused.
    SignIn,
    /// Somebody saw the data.
    Seen,
    /// The data changed.
    Changed,
    /// Something else that one did oneself.
    Own,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityRow {
    /// When.
    pub at: DateTime,
    /// What kind.
    pub kind: ActivityKind,
    /// What happened, in a few words.
    pub what: String,
    /// Who did it, as a name with the organisation or a role; empty for the reader.
    pub who: String,
    /// What it was done for.
    pub purpose: String,
    /// Why, where an administrator changed the data; empty otherwise.
    pub reason: String,
    /// From where and with what, for one's own lines while it is kept; empty otherwise.
    pub origin: String,
}

/// What to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityFilter {
    /// Where it is sent, by GET.
    pub action: String,
    /// From this day.
    pub from: Field,
    /// To this day.
    pub to: Field,
    /// Of this kind.
    pub kind: Field,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/activity.html")]
pub struct ActivityPage {
    /// The shell.
    pub shell: Shell,
    /// The tabs.
    pub tabs: Vec<MenuEntry>,
    /// What to list.
    pub filter: ActivityFilter,
    /// How many lines there are in all.
    pub total: u32,
    /// The lines of this page, the latest first.
    pub rows: Vec<ActivityRow>,
    /// Where in the list this is.
    pub pager: Pager,
    /// Months for which lines are kept.
    pub months: u32,
}

impl ActivityKind {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 4] = [Self::SignIn, Self::Seen, Self::Changed, Self::Own];

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::SignIn => "activity-sign-in",
            Self::Seen => "activity-seen",
            Self::Changed => "activity-changed",
            Self::Own => "activity-own",
        }
    }

    /// The code that is sent for it.
    pub fn code(self) -> &'static str {
        self.key().trim_start_matches("activity-")
    }
}

impl ActivityFilter {
    /// An empty filter.
    pub fn empty(action: impl Into<String>) -> Self {
        let (from, to, kind) = (Field::new("from"), Field::new("to"), Field::new("kind"));
        Self { action: action.into(), from, to, kind }
    }

    /// The kinds to choose from.
    pub fn kinds(&self, words: &Words) -> Vec<Choice> {
        let choice = |kind: ActivityKind| Choice::new(kind.code(), words.text(kind.key()));
        ActivityKind::ALL.map(choice).into()
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        fnd_web::form::wrong(&[&self.from, &self.to])
    }
}

impl ActivityPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("activity-title"), shell.words.text("activity-lead"));
        shell.titled(title).leading(lead)
    }
}
