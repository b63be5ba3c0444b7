//! What would follow from a change, beside what is recorded, before anything is stored.

use askama::Template;
use fnd_web::form::Hidden;
use fnd_web::shell::Shell;

/// A value as it is and as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// What it is.
    pub label: String,
    /// What is recorded.
    pub before: String,
    /// What it would be.
    pub after: String,
}

/// One thing that changes, such as a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is, in words.
    pub title: String,
    /// Its values.
    pub rows: Vec<Compared>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "foreseen.html")]
pub struct ForeseenPage {
    /// The shell.
    pub shell: Shell,
    /// What is to be looked at, a sentence or more for each paragraph.
    pub lead: Vec<String>,
    /// Whose file it is, and what is written of the change: labels with values.
    pub facts: Vec<(String, String)>,
    /// What changes.
    pub blocks: Vec<Block>,
    /// Where the form posts to.
    pub action: String,
    /// What is sent along: what was typed, and the version of the file.
    pub hidden: Vec<Hidden>,
    /// The words of the button that stores.
    pub submit: String,
    /// Where whoever changes their mind goes.
    pub back: String,
}

impl Compared {
    /// Whether it would be other than it is.
    pub fn is_changed(&self) -> bool {
        self.before != self.after
    }
}
