//! Versions of the privacy statement and of the terms of use, and what follows from a new one.
//!
//! Law: R38.

use askama::Template;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::DateTime;

use super::{Done, Standing, Text};
use crate::declared::Explained;

/// A version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRow {
    /// Which text.
    pub text: Text,
    /// Its number.
    pub version: u32,
    /// From when it holds.
    pub since: DateTime,
    /// Whether it changed the one before in substance.
    pub is_material: bool,
    /// Where it stands.
    pub standing: Standing,
    /// How many have agreed to it.
    pub agreed: u64,
    /// Where it is read.
    pub href: String,
}

/// The list.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/statements.html")]
pub struct StatementsPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// How many users have yet to be asked about what holds now.
    pub to_ask: u32,
    /// The versions, the latest first.
    pub rows: Vec<StatementRow>,
    /// Where a version is published: text and address.
    pub publish: Vec<(Text, String)>,
}

/// A new text in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementText {
    /// The language by its own name, with its code.
    pub language: (String, &'static str),
    /// SHA-256, in hexadecimal digits; empty while the text is missing.
    pub digest: String,
    /// Where it is read before it is published.
    pub href: String,
}

form! {
    /// A publication.
    pub struct PublishForm {
        /// From which day it holds.
        since => "since";
        /// Whether it changes the substance.
        material => "material";
        /// What changes, in English.
        changes_en => "changes_en";
        /// What changes, in French.
        changes_fr => "changes_fr";
        /// What changes, in German.
        changes_de => "changes_de";
    }
}

/// The page that publishes.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/publish.html")]
pub struct PublishPage {
    /// The shell.
    pub shell: Shell,
    /// The number it will have.
    pub version: u32,
    /// The text in each language.
    pub texts: Vec<StatementText>,
    /// The form.
    pub form: PublishForm,
    /// How many users would be asked anew.
    pub users: u32,
}

impl StatementsPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("statements-title")).leading(words.text("statements-lead"))
    }
}

impl PublishPage {
    /// The shell of this page; `statements` is the address of the list.
    #[must_use]
    pub fn shell(shell: Shell, statements: &str, text: Text) -> Shell {
        let words = shell.words.clone();
        let title = words.one("publish-title", "text", text.text(&words));
        shell.below(statements, words.text("statements-title")).titled(title)
    }

    /// Whether a text is missing, so that nothing can be published.
    pub fn is_incomplete(&self) -> bool {
        self.texts.iter().any(|text| text.digest.is_empty())
    }
}

impl PublishForm {
    /// Whether the substance changes, and what follows.
    pub fn kinds(&self, words: &Words, users: &u32) -> Vec<Explained> {
        let material = Explained {
            value: "yes".into(),
            label: words.text("publish-material"),
            about: words.count("publish-material-text", users),
        };
        vec![material, Explained::new(words, "no", "publish-minor", "publish-minor-text")]
    }
}
