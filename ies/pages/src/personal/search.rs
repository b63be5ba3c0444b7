//! People whom the reader may find: those who share a Community with them now.

use askama::Template;
use fnd_web::form::{Field, wrong};
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;

use crate::person::{Abroad, Card};

/// Somebody who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Their card.
    pub card: Card,
    /// The address of the card as vCard.
    pub vcard: String,
}

/// One card on a page of its own.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/card.html")]
pub struct CardPage {
    /// The shell.
    pub shell: Shell,
    /// The card.
    pub card: Card,
    /// Its address as vCard.
    pub vcard: String,
}

impl CardPage {
    /// The shell of this page; `search` is the address of the search, `name` of whom the card is.
    #[must_use]
    pub fn shell(shell: Shell, search: &str, name: &str) -> Shell {
        let label = shell.words.text("search-title");
        shell.below(search, label).titled(name.to_owned())
    }
}

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
    pub cards: Vec<Hit>,
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
