//! Cases of amendment: the list of a State, and one case with its steps. EES Art. 35.

use askama::Template;
use fnd_web::form::{Choice, Field};
use fnd_web::pager::Pager;
use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use jiff::civil::Date;

/// When something is due, seen from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Without delay; raised so many days ago.
    WithoutDelay(u32),
    /// In so many days; 0 is today.
    In(u32),
    /// So many days ago.
    Late(u32),
    /// Nothing is due: it is over.
    Over,
}

/// One case of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// The address of the case.
    pub href: String,
    /// The person.
    pub person: String,
    /// What is to be done, in words.
    pub wish: String,
    /// Which State raised it.
    pub raised_by: String,
    /// When.
    pub raised_on: Date,
    /// Whose step is next, or how it ended, in words.
    pub next: String,
    /// When something is due.
    pub urgency: Urgency,
    /// The last day, where there is one.
    pub due_on: Option<Date>,
}

/// The list.
#[derive(Debug, Clone, Template)]
#[template(path = "cases.html")]
pub struct CasesPage {
    /// The shell.
    pub shell: Shell,
    /// Where the filter is sent to.
    pub action: String,
    /// The stage that is wanted.
    pub stage: Field,
    /// The wish that is wanted.
    pub wish: Field,
    /// Stages to choose from.
    pub stages: Vec<Choice>,
    /// Wishes to choose from.
    pub wishes: Vec<Choice>,
    /// Erasures that the reader's State ordered and that could not be carried out yet.
    pub failing: u64,
    /// How many fit.
    pub total: u64,
    /// The cases of this page.
    pub rows: Vec<CaseRow>,
    /// Where in the list this is.
    pub pager: Pager,
}

/// One step that a case has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub on: Date,
    /// What, in words.
    pub what: String,
    /// What was said; may be empty.
    pub said: String,
}

/// One case.
#[derive(Debug, Clone, Template)]
#[template(path = "case.html")]
pub struct CasePage {
    /// The shell.
    pub shell: Shell,
    /// Labels with their values.
    pub facts: Vec<(String, String)>,
    /// What it is waiting for, in words.
    pub next: String,
    /// When something is due.
    pub urgency: Urgency,
    /// The last day, where there is one.
    pub due_on: Option<Date>,
    /// What was done, the first step first.
    pub steps: Vec<Step>,
    /// What the reader can do next: addresses with their words.
    pub links: Vec<Link>,
    /// Where the State responsible is asked; empty when it cannot be, or for who may not.
    pub ask: String,
    /// Whether an erasure was ordered and is carried out now.
    pub is_erasing: bool,
    /// What keeps the erasure from being carried out and what to do, in words; empty when nothing.
    pub failing: String,
}

impl CasesPage {
    /// Whether an erasure that was ordered could not be carried out yet.
    pub const fn is_any_failing(&self) -> bool {
        0 < self.failing
    }

    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let title = shell.words.text("cases-title");
        shell.titled(title)
    }
}

impl CasePage {
    /// The shell of this page, below the list at `list`.
    #[must_use]
    pub fn shell(shell: Shell, list: &str) -> Shell {
        let (title, label) = (shell.words.text("case-title"), shell.words.text("cases-title"));
        shell.below(list, label).titled(title)
    }
}

impl Urgency {
    /// How it looks.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Late(_) => "error",
            Self::WithoutDelay(_) | Self::In(0..=2) => "warning",
            Self::In(_) | Self::Over => "info",
        }
    }

    /// In words.
    pub fn text(self, words: &Words) -> String {
        match self {
            Self::WithoutDelay(days) => words.count("case-without-delay", i64::from(days)),
            Self::In(0) => words.text("case-due-today"),
            Self::In(days) => words.count("case-due-in", i64::from(days)),
            Self::Late(days) => words.count("case-late", i64::from(days)),
            Self::Over => words.text("case-over"),
        }
    }
}
