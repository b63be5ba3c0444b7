//! Countries: what each is, and whether it is a third country. This changes, so every fact has the
//! days between which it holds.
//!
//! Law: R02, R36.

use askama::Template;
use fnd_web::shell::Shell;
use jiff::civil::Date;

use super::{Aspect, Done};

/// What a country is, from one day to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AspectRow {
    /// What.
    pub aspect: Aspect,
    /// The first day.
    pub from: Date,
    /// The last day, if it is over or will be.
    pub until: Option<Date>,
}

/// A country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryRow {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it is a third country today.
    pub is_third_country: bool,
    /// What it is and was, the latest first.
    pub aspects: Vec<AspectRow>,
}

form! {
    /// A fact about a country.
    pub struct CountryForm {
        /// The country.
        country => "country";
        /// What it is.
        aspect => "aspect";
        /// The first day.
        from => "from";
        /// The last day, if it is known.
        until => "until";
        /// Where that is written.
        source => "source";
    }
    choices {
        /// The countries.
        countries,
        /// What a country can be.
        aspects,
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "people/countries.html")]
pub struct CountriesPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// All of them.
    pub rows: Vec<CountryRow>,
    /// The form; `None` when the reader may only look.
    pub form: Option<CountryForm>,
}

impl CountriesPage {
    /// The shell of this page; `organisations` is the address of the organisations.
    #[must_use]
    pub fn shell(shell: Shell, organisations: &str) -> Shell {
        let words = shell.words.clone();
        let shell = shell.below(organisations, words.text("organisations-title"));
        shell.titled(words.text("countries-title")).leading(words.text("countries-lead"))
    }
}
