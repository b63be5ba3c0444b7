//! People whom the reader may find: those who share a Community with them now.

use askama::Template;
use fnd_web::form::{Field, wrong};
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;

use crate::person::{Abroad, Card};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/search.html")]
pub struct SearchPage {
    /// The shell.
    pub shell: Shell,
    /// Where the search is sent, by GET.
    pub action: String,
    /// What is searched for.
    pub query: Field,
    /// How many were found; `None` before a search.
    pub total: Option<u32>,
    /// Those of this page.
    pub cards: Vec<Card>,
    /// Where in the list this is.
    pub pager: Pager,
}

impl SearchPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("search-title"), shell.words.text("search-lead"));
        shell.titled(title).leading(lead)
    }

    /// The field, if something is wrong with it.
    pub fn errors(&self) -> Vec<&Field> {
        wrong(&[&self.query])
    }
}
