//! The record of processing as rows, from the register and the switches as they stand.

use fnd_register::Coded;

use super::{REGISTER, Recipient, starts_with};
use crate::purpose::LegalGround;
use crate::retention;
use crate::switches::Switches;

/// A row of the record of processing: one category, in codes that pages and machines translate.
///
/// Law: EUDPR Art. 31(1); R53.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// The category.
    pub category: &'static str,
    /// Whose data.
    pub subjects: &'static str,
    /// On what grounds.
    pub basis: &'static str,
    /// Those grounds by their codes, in the order of the law.
    pub grounds: Vec<&'static str>,
    /// What for.
    pub purposes: Vec<&'static str>,
    /// For whom.
    pub recipients: Vec<&'static str>,
    /// Whether it goes to third countries or international organisations.
    pub is_transferred: bool,
    /// From which event on it is kept.
    pub kept_from: &'static str,
    /// The event from which its time is counted.
    pub counted_from: &'static str,
    /// The time, as the switches have it now.
    pub period: retention::Span,
    /// What the time rests on.
    pub period_basis: &'static str,
    /// Whether it is encrypted under a key of its own.
    pub is_encrypted: bool,
}

/// The record, one row for each category, in the order of the register.
pub fn record(switches: &Switches) -> Vec<RecordRow> {
    let row = |category: &'static fnd_register::Category<_, Recipient>| RecordRow {
        category: category.code,
        subjects: category.subjects,
        basis: category.basis,
        grounds: grounds(category.basis),
        purposes: codes(category.purposes),
        recipients: codes(category.recipients),
        is_transferred: category.recipients.contains(&Recipient::FellowMembersAbroad),
        kept_from: starts_with(category.code).unwrap_or_default(),
        counted_from: category.retention.from,
        period: retention::span(category.code, switches),
        period_basis: category.retention.basis,
        is_encrypted: category.encrypted,
    };
    REGISTER.categories.iter().map(row).collect()
}

/// The grounds that `basis` cites, EUDPR Art. 5(1).
fn grounds(basis: &str) -> Vec<&'static str> {
    // A second ground is cited without the name of the act.
    let is_cited = |ground: &&LegalGround| {
        ground.article().rsplit(' ').next().is_some_and(|article| basis.contains(article))
    };
    LegalGround::ALL.iter().filter(is_cited).map(Coded::code).collect()
}

fn codes<T: Coded>(values: &[T]) -> Vec<&'static str> {
    values.iter().map(Coded::code).collect()
}
