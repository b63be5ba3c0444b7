//! The privacy statement, made from the register of processing.
//!
//! The order and the numbers of its sections are those of the statement that was filed, so that
//! "section 7" means the same in both.

use askama::Template;
use fnd_web::shell::{Link, Shell};
use fnd_web::words::{Value, Words};

use super::statement::PrivacyStatement;
use super::texts::Version;

/// A category of personal data, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its name.
    pub name: String,
    /// What is in it, in one sentence.
    pub about: String,
    /// The grounds it rests on, each with its article.
    pub grounds: Vec<String>,
    /// What it is used for.
    pub purposes: Vec<String>,
    /// Who sees it.
    pub recipients: Vec<String>,
    /// How long it is kept, and from when.
    pub retention: String,
}

/// What the register of processing says of a category, in codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Processing<'a> {
    /// The category.
    pub category: &'a str,
    /// The grounds.
    pub grounds: &'a [&'a str],
    /// The purposes.
    pub purposes: &'a [&'a str],
    /// The recipients.
    pub recipients: &'a [&'a str],
    /// How long it is kept.
    pub kept: Kept<'a>,
}

/// For how long after its end event something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// No longer.
    Until,
    /// Hours.
    Hours(u32),
    /// Days.
    Days(u32),
    /// Years.
    Years(u32),
}

/// How long something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept<'a> {
    /// The code of the event from which on.
    pub start: &'a str,
    /// The code of the event that ends it.
    pub end: &'a str,
    /// For how long after that.
    pub period: Period,
}

impl Kept<'_> {
    /// It as a phrase, as in "From the upload until the decision".
    pub fn phrase(&self, words: &Words) -> String {
        let event = |code: &str| Value::from(words.text(&format!("retention-event-{code}")));
        let (key, count) = match self.period {
            Period::Until => ("retention-until", 0),
            Period::Hours(hours) => ("retention-hours", hours),
            Period::Days(days) => ("retention-days", days),
            Period::Years(years) => ("retention-years", years),
        };
        let events = [("start", event(self.start)), ("end", event(self.end))];
        let values: Vec<_> = events.into_iter().chain([("count", count.into())]).collect();
        words.with(key, &values)
    }
}

impl Category {
    /// The category as `words` tell what the register says of it.
    pub fn of(words: &Words, processing: &Processing<'_>) -> Self {
        let all = |beginning: &str, codes: &[&str]| -> Vec<String> {
            codes.iter().map(|code| words.text(&format!("{beginning}{code}"))).collect()
        };
        let mut recipients = all("recipient-", processing.recipients);
        if recipients.is_empty() {
            recipients.push(words.text("recipients-nobody"));
        }
        Self {
            name: words.text(&format!("category-{}", processing.category)),
            about: words.text(&format!("category-{}-about", processing.category)),
            grounds: all("ground-", processing.grounds),
            purposes: all("purpose-", processing.purposes),
            recipients,
            retention: processing.kept.phrase(words),
        }
    }
}

/// Somebody to turn to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The name.
    pub name: String,
    /// The postal address, line by line.
    pub lines: Vec<String>,
    /// The e-mail address; may be empty.
    pub email: String,
    /// The telephone number; may be empty.
    pub telephone: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "public/privacy.html")]
pub struct PrivacyPage {
    /// The shell.
    pub shell: Shell,
    /// What it says.
    pub statement: PrivacyStatement,
    /// The version shown, which applies.
    pub version: Version,
    /// All versions, the latest first.
    pub versions: Vec<Version>,
    /// Where a person who has an account exercises rights.
    pub rights: String,
    /// The public register of processing operations.
    pub register: Link,
    /// The record of processing for machines.
    pub record: Link,
}

impl Party {
    /// The help desk, which has a mail address alone.
    pub fn help_desk(words: &Words, email: &str) -> Self {
        Self {
            name: words.text("help-desk"),
            lines: Vec::new(),
            email: email.to_owned(),
            telephone: String::new(),
        }
    }

    /// The telephone number as an address to call.
    pub fn dialled(&self) -> String {
        self.telephone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect()
    }
}

/// The keys of the headings, in the order of the statement.
pub(super) const HEADINGS: [&str; 10] = [
    "privacy-introduction",
    "privacy-why",
    "privacy-grounds",
    "privacy-data",
    "privacy-kept",
    "privacy-safe",
    "privacy-seen",
    "privacy-rights",
    "privacy-contacts",
    "privacy-register",
];

impl PrivacyPage {
    /// The keys of the headings, in the order of the statement.
    pub fn headings(&self) -> [&'static str; 10] {
        HEADINGS
    }

    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("privacy-title"), shell.words.text("privacy-lead"));
        shell.titled(title).leading(lead)
    }
}
