//! Two files side by side before they are merged. EES Art. 14(2) and (4).

use askama::Template;
use fnd_web::form::{Choice, Field, Hidden, wrong};
use fnd_web::shell::Shell;
use jiff::civil::DateTime;

use crate::person::{Document, Identity};

/// One of the two files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Its number.
    pub id: String,
    /// The address of the file.
    pub href: String,
    /// When it was made, in words.
    pub created: String,
    /// The State responsible for it.
    pub responsible: String,
    /// Whether it is the one that is kept.
    pub is_kept: bool,
    /// Identities, the latest first.
    pub identities: Vec<Identity>,
    /// Documents, the latest first.
    pub documents: Vec<Document>,
}

/// A passage or a refusal of one of them, in the order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: DateTime,
    /// What, in words.
    pub what: String,
    /// Where.
    pub point: String,
    /// Whether it is of the file on the left.
    pub is_left: bool,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "merge.html")]
pub struct MergePage {
    /// The shell.
    pub shell: Shell,
    /// Both files, the one from which the reader came first.
    pub sides: [Side; 2],
    /// What is recorded of both.
    pub events: Vec<Event>,
    /// Where the form posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// On what ground.
    pub ground: Field,
    /// Grounds to choose from.
    pub grounds: Vec<Choice>,
    /// What shows it.
    pub reason: Field,
    /// Where whoever changes their mind goes.
    pub back: String,
}

impl MergePage {
    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        wrong(&[&self.ground, &self.reason])
    }
}
