//! Sentences about what is wrong with a form, in the reader's language.

use fnd_web::words::{Value, Words};

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It is empty and must not be.
    Missing,
    /// It is a date that does not exist.
    NoDate,
    /// It has a shape that nothing of its kind has.
    Unreadable,
}

impl Wrong {
    /// The sentence for a field whose label has the key `label`.
    pub fn sentence(self, words: &Words, label: &str) -> String {
        let key = match self {
            Self::Missing => "error-missing",
            Self::NoDate => "error-date",
            Self::Unreadable => "error-unreadable",
        };
        words.one(key, "field", words.text(label))
    }
}

/// The sentence for a form sent without any data.
pub fn nothing_to_check(words: &Words) -> String {
    words.text("error-zone-empty")
}

/// The sentence for a zone with damaged fields.
pub fn zone_damaged(words: &Words) -> String {
    words.text("error-zone-damaged")
}

/// What a reader of lines may have mistaken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistaken {
    /// A letter stands where a digit belongs: what was read, what may be meant.
    Digit(char, char),
    /// A digit stands where a letter belongs: what was read, what may be meant.
    Letter(char, char),
    /// The check digit does not fit.
    CheckDigit,
}

impl Mistaken {
    /// The suggestion, as a sentence.
    pub fn sentence(self, words: &Words) -> String {
        let pair = |read: char, meant: char| {
            [("read", Value::from(read.to_string())), ("meant", Value::from(meant.to_string()))]
        };
        match self {
            Self::Digit(read, meant) => words.with("suggest-digit", &pair(read, meant)),
            Self::Letter(read, meant) => words.with("suggest-letter", &pair(read, meant)),
            Self::CheckDigit => words.text("suggest-check-digit"),
        }
    }
}
