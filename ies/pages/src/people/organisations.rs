//! Organisations: what they are and where they sit.
//!
//! Law: R05, R07, R36.

use askama::Template;
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;

use super::Done;
use crate::person::{Abroad, OrganisationKind};

form! {
    /// Which organisations to list, by GET.
    pub struct OrganisationsFilter {
        /// Part of a name.
        text => "q";
        /// A kind.
        kind => "kind";
        /// A country.
        seat => "seat";
    }
    choices {
        /// The kinds to choose from.
        kinds,
        /// The countries to choose from.
        seats,
    }
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationRow {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// The country of its seat.
    pub seat: String,
    /// Why what its staff see leaves the Union, if it does.
    pub abroad: Option<Abroad>,
    /// How many users work there.
    pub users: u32,
    /// Its page.
    pub href: String,
}

/// The list.
#[derive(Debug, Clone, Template)]
#[template(path = "people/organisations.html")]
pub struct OrganisationsPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// What to list.
    pub filter: OrganisationsFilter,
    /// How many there are of them.
    pub total: u32,
    /// Those of this page.
    pub rows: Vec<OrganisationRow>,
    /// Where in the list this is.
    pub pager: Pager,
    /// The page of the countries.
    pub countries: String,
}

form! {
    /// An organisation's data.
    pub struct OrganisationForm {
        /// Its name.
        name => "name";
        /// What it is, a code.
        kind => "kind";
        /// The country of its seat, a code.
        seat => "seat";
    }
    choices {
        /// The kinds.
        kinds,
        /// The countries.
        seats,
    }
}

/// One organisation.
#[derive(Debug, Clone, Template)]
#[template(path = "people/organisation.html")]
pub struct OrganisationPage {
    /// The shell.
    pub shell: Shell,
    /// The organisation.
    pub organisation: OrganisationRow,
    /// How many Communities its staff belong to.
    pub communities: u32,
    /// The form.
    pub form: OrganisationForm,
}

impl OrganisationsPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("organisations-title")).leading(words.text("organisations-lead"))
    }
}

impl OrganisationPage {
    /// The shell of this page; `list` is the address of the list.
    #[must_use]
    pub fn shell(shell: Shell, list: &str, name: &str) -> Shell {
        let label = shell.words.text("organisations-title");
        shell.below(list, label).titled(name.to_owned())
    }
}
