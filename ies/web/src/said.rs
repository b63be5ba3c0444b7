//! What people typed in their own words, and the sentence for what is wrong with it.
//!
//! The bounds and the characters are the domain's, [`ies_domain::text`]; here they meet the words
//! of the page.

use fnd_web::words::Words;
use ies_domain::person::FieldError;
use ies_domain::text::{Extent, TextError, tidy};
use ies_pages::errors::sentence;

/// The words of a field: the key of its label, and that of the sentence for an empty one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Labels {
    /// The key of the label.
    label: &'static str,
    /// The key of the sentence that asks to fill it in.
    missing: Option<&'static str>,
}

/// The labels of a field that has a sentence of its own for when it is empty.
pub(crate) const fn labels(label: &'static str, missing: &'static str) -> Labels {
    Labels { label, missing: Some(missing) }
}

/// The labels of any other field.
pub(crate) const fn label(label: &'static str) -> Labels {
    Labels { label, missing: None }
}

/// `typed` put in order, or what is wrong with it.
pub(crate) fn said(
    words: &Words,
    labels: Labels,
    (typed, extent): (&str, Extent),
) -> Result<String, String> {
    tidy(typed, extent).map_err(|error| wrong(words, labels, error))
}

/// What is wrong with a text, in a sentence.
pub(crate) fn wrong(words: &Words, labels: Labels, error: TextError) -> String {
    match (error, labels.missing) {
        (TextError::Missing, Some(missing)) => words.text(missing),
        (error, _) => sentence(words, labels.label, error.code(), bound(error.most())),
    }
}

/// What is wrong with a contact detail, in a sentence; `label` is the key of its label.
pub(crate) fn of_field(words: &Words, label: &str, error: &FieldError) -> String {
    sentence(words, label, error.code(), bound(error.most()))
}

fn bound(most: usize) -> u32 {
    u32::try_from(most).unwrap_or(u32::MAX)
}
