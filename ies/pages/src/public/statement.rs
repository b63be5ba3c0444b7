//! What the privacy statement says, as sections of plain text.
//!
//! The page of the statement sets the same words as lists and tables. A test compares the two, so
//! that the text that is kept, and whose digest people agree to, is what the page shows.

use fnd_web::words::Words;

use super::privacy::{Category, HEADINGS, Party};
use super::texts::Section;

/// What the privacy statement says of one system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivacyStatement {
    /// The number under which the processing stands in the public register.
    pub reference: String,
    /// Who answers for the processing.
    pub controller: Party,
    /// The data protection officer.
    pub officer: Party,
    /// The European Data Protection Supervisor.
    pub supervisor: Party,
    /// Where the data lie, as a sentence.
    pub hosting: String,
    /// What is kept.
    pub categories: Vec<Category>,
}

const INTRODUCTION: &[&str] = &["privacy-introduction-1", "privacy-introduction-2"];
const WHY: &[&str] = &[
    "privacy-why-1",
    "privacy-why-2",
    "privacy-why-3",
    "privacy-why-4",
    "purpose-provide-service",
    "purpose-verify-identity",
    "purpose-manage-permissions",
    "purpose-enable-contacts",
    "privacy-why-5",
];
const GROUNDS: &[&str] = &[
    "privacy-grounds-1",
    "privacy-ground-task",
    "privacy-ground-obligation",
    "privacy-ground-consent",
    "privacy-grounds-2",
];
const DATA: &[&str] = &["privacy-data-1", "privacy-data-2", "privacy-data-scan"];
const SAFE: &[&str] = &[
    "privacy-safe-encryption",
    "privacy-safe-transfer",
    "privacy-safe-login",
    "privacy-safe-staff",
    "privacy-safe-contractors",
    "privacy-safe-rules",
];
const SEEN: &[&str] = &[
    "privacy-seen-1",
    "privacy-seen-2",
    "privacy-seen-3",
    "privacy-abroad",
    "privacy-abroad-1",
    "privacy-abroad-2",
    "privacy-abroad-3",
];
const RIGHTS: &[&str] = &[
    "privacy-rights-1",
    "privacy-right-access",
    "privacy-right-rectify",
    "privacy-right-erase",
    "privacy-right-restrict",
    "privacy-right-carry",
    "privacy-right-object",
    "privacy-right-withdraw",
    "privacy-consequence",
    "consequence",
];

/// Where the data lie, as a sentence.
///
/// Law: statement 6, "hosted at the European Commission Data Centre"; R21. Who is not the
/// Commission does not claim it.
pub fn hosting(words: &Words, controller: &str, is_official: bool) -> String {
    if is_official {
        words.text("privacy-hosting-official")
    } else {
        words.one("privacy-hosting", "controller", controller)
    }
}

/// The address of the statement in the public register: its label.
pub fn register_label(words: &Words) -> String {
    words.text("privacy-register-link")
}

/// The record of processing for machines: its label.
pub fn record_label(words: &Words) -> String {
    words.text("privacy-record-link")
}

impl PrivacyStatement {
    /// Its ten sections, word by word.
    pub fn sections(&self, words: &Words) -> Vec<Section> {
        let all = |keys: &[&str]| keys.iter().map(|key| words.text(key)).collect::<Vec<_>>();
        let parts = [
            all(INTRODUCTION),
            all(WHY),
            all(GROUNDS),
            [all(DATA), self.data(words)].concat(),
            self.kept(words),
            [vec![self.hosting.clone()], all(SAFE)].concat(),
            [self.seen(), all(SEEN)].concat(),
            [all(RIGHTS), self.how(words)].concat(),
            self.contacts(words),
            self.more(words),
        ];
        let section = |(key, paragraphs): (&str, _)| Section { title: words.text(key), paragraphs };
        HEADINGS.into_iter().zip(parts).map(section).collect()
    }

    fn data(&self, words: &Words) -> Vec<String> {
        let lines = |category: &Category| {
            [
                format!("{}: {}", category.name, category.about),
                listed(&words.text("privacy-purposes"), &category.purposes),
                listed(&words.text("privacy-basis"), &category.grounds),
            ]
        };
        self.categories.iter().flat_map(lines).collect()
    }

    fn kept(&self, words: &Words) -> Vec<String> {
        let line = |category: &Category| format!("{}: {}", category.name, category.retention);
        let lines = self.categories.iter().map(line);
        std::iter::once(words.text("privacy-kept-1")).chain(lines).collect()
    }

    fn seen(&self) -> Vec<String> {
        let line = |category: &Category| listed(&category.name, &category.recipients);
        self.categories.iter().map(line).collect()
    }

    fn how(&self, words: &Words) -> Vec<String> {
        let here = [words.text("privacy-how-1"), words.text("privacy-how-link")].join(" ");
        let letter = words.one("privacy-how-2", "reference", self.reference.as_str());
        vec![here, letter, words.text("privacy-how-3"), words.text("privacy-complaint")]
    }

    fn contacts(&self, words: &Words) -> Vec<String> {
        let lines = |(title, about, party): (&str, &str, &Party)| {
            [words.text(title), words.text(about), party.line()]
        };
        let parties = [
            ("privacy-controller", "privacy-controller-for", &self.controller),
            ("privacy-officer", "privacy-officer-for", &self.officer),
            ("privacy-supervisor", "privacy-supervisor-for", &self.supervisor),
        ];
        parties.into_iter().flat_map(lines).collect()
    }

    fn more(&self, words: &Words) -> Vec<String> {
        let register = words.one("privacy-register-text", "reference", self.reference.as_str());
        vec![
            [register, register_label(words)].join(" "),
            [words.text("privacy-record-text"), record_label(words)].join(" "),
        ]
    }
}

impl Party {
    /// Name, address, mail and telephone on one line.
    fn line(&self) -> String {
        let lines = self.lines.iter().map(String::as_str);
        let all = std::iter::once(self.name.as_str()).chain(lines);
        let all = all.chain([self.email.as_str(), self.telephone.as_str()]);
        all.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

fn listed(name: &str, values: &[String]) -> String {
    format!("{name}: {}", values.join("; "))
}
