//! Texts that have versions: the terms of use, and earlier privacy statements.

use askama::Template;
use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use jiff::civil::Date;

/// A version of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub number: u32,
    /// The first day on which it applies.
    pub since: Date,
    /// Whether it applies.
    pub applies: Applies,
    /// What differs from the version before, in a sentence; empty for the first.
    pub change: String,
    /// Its address.
    pub href: String,
}

/// Whether a version of a text applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// Nobody published it yet.
    Draft,
    /// From its first day on.
    Later,
    /// Now.
    Now,
    /// Until this day, which was its last.
    Until(Date),
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// Which text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// The terms of use.
    Terms,
    /// The privacy statement.
    Privacy,
}

/// The page of one version of a text.
///
/// The privacy statement that applies has a page of its own, which is made from the register of
/// processing; this one shows what earlier versions said, word by word.
#[derive(Debug, Clone, Template)]
#[template(path = "public/text.html")]
pub struct TextPage {
    /// The shell.
    pub shell: Shell,
    /// Which text.
    pub text: Text,
    /// The version shown.
    pub version: Version,
    /// What it says.
    pub sections: Vec<Section>,
    /// All versions, the latest first.
    pub versions: Vec<Version>,
    /// The address of the version that applies.
    pub current: String,
}

/// The parts of the terms of use: the key of each heading, and those of its paragraphs.
const TERMS: &[(&str, &[&str])] = &[
    ("terms-scope", &["terms-scope-1", "terms-scope-2"]),
    ("terms-account", &["terms-account-1", "terms-account-2", "terms-account-3"]),
    ("terms-use", &["terms-use-1", "terms-use-2"]),
    ("terms-others", &["terms-others-1", "terms-others-2"]),
    ("terms-own", &["terms-own-1", "terms-own-2"]),
    ("terms-abroad", &["terms-abroad-1"]),
    ("terms-end", &["terms-end-1", "terms-end-2", "terms-end-3"]),
    ("terms-liability", &["terms-liability-1"]),
    ("terms-change", &["terms-change-1"]),
];

/// The terms of use that come with the product.
pub fn terms(words: &Words) -> Vec<Section> {
    let section = |(title, paragraphs): &(&str, &[&str])| Section {
        title: words.text(title),
        paragraphs: paragraphs.iter().map(|key| words.text(key)).collect(),
    };
    TERMS.iter().map(section).collect()
}

impl Version {
    /// Whether it applies now.
    pub fn is_current(&self) -> bool {
        self.applies == Applies::Now
    }

    /// The version as a link says it, as in "Version 2 of 1 March 2026".
    pub fn name(&self, words: &Words) -> String {
        let number = i64::from(self.number);
        let values = [("number", number.into()), ("date", words.date(&self.since).into())];
        words.with("version-name", &values)
    }

    /// A link to it.
    pub fn link(&self, words: &Words) -> Link {
        Link { href: self.href.clone(), label: self.name(words) }
    }
}

impl Text {
    /// The key of its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Terms => "terms-title",
            Self::Privacy => "privacy-title",
        }
    }
}

impl TextPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell, text: Text) -> Shell {
        let title = shell.words.text(text.title());
        shell.titled(title)
    }
}
