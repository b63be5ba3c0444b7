//! The start page, which differs by who is signed in.

use askama::Template;
use fnd_web::shell::{Link, Shell};

use crate::check::CheckForm;

/// A task on the start page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Where it begins.
    pub link: Link,
    /// What it is for, in one sentence.
    pub about: String,
}

/// Who looks at the start page.
#[derive(Debug, Clone)]
pub enum Visitor {
    /// Nobody is signed in; the address of the sign-in.
    SignedOut(String),
    /// An officer who checks people: the form at once.
    Officer(Box<CheckForm>),
    /// Somebody who oversees: what they may do.
    Oversight(Vec<Task>),
}

/// The start page.
#[derive(Debug, Clone, Template)]
#[template(path = "start.html")]
pub struct StartPage {
    /// The shell.
    pub shell: Shell,
    /// Who looks at it.
    pub visitor: Visitor,
}

impl StartPage {
    /// The page for `visitor`.
    pub fn new(shell: Shell, visitor: Visitor) -> Self {
        let title = match &visitor {
            Visitor::SignedOut(_) => "start-title",
            Visitor::Officer(form) => form.place.title(),
            Visitor::Oversight(_) => "start-oversight-title",
        };
        let title = shell.words.text(title);
        Self { shell: shell.titled(title), visitor }
    }
}
