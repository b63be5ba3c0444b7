//! Finding an identity in a register that stores only keyed digests of strings.
//!
//! The store keeps a digest of every [`stored_keys`] string and looks for the digests of the
//! [`query_keys`]; an identity is a candidate when any of them is equal. Which candidates are
//! shown, and why, [`likeness()`] says. Nothing here merges or decides that two are one.
//!
//! Law: EES Art. 16(1)(a) to (c) name what is searched; Art. 27 when; two files are merged only
//! by an authorised person.

mod candidate;
mod keys;
mod likeness;
#[cfg(test)]
mod tests;

use std::fmt;

use fnd_core::CountryCode;

use crate::code::Code;
use crate::identity::{DocumentKind, DocumentNumber, Identity, TravelDocument};

pub use candidate::{Candidate, Candidates, More};
pub use keys::{KEYS_MAX, query_keys, stored_keys};
pub use likeness::{LIKENESS_MIN, Likeness, Reason, Sought, likeness};

/// A string whose keyed digest is stored and looked for. It begins with its kind.
///
/// It holds personal data in the clear and stays in memory; output of `{:?}` shows the kind only.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SearchKey(String);

impl SearchKey {
    fn new(kind: char, parts: &[&str]) -> Self {
        Self(format!("{kind}|{}", parts.join("|")))
    }

    /// The string.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How much it says of two identities that they share this string, 1 to 4.
    ///
    /// A first letter, or a nationality and a day alone, are shared by many strangers; a search
    /// that meets more identities than it can compare begins with those that share most.
    pub fn weight(&self) -> i16 {
        if self.0.starts_with(['m', 's']) { 1 } else { 4 }
    }
}

impl fmt::Debug for SearchKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SearchKey({})", self.0.chars().next().unwrap_or('-'))
    }
}

/// The string of a document, for exact search by number and issuer, and kind when it is known.
///
/// The number is canonical by its type; `O` and `0` stay different.
pub fn document_key(
    kind: Option<DocumentKind>,
    number: &DocumentNumber,
    issuer: CountryCode,
) -> SearchKey {
    let issuer = canonical(issuer);
    match kind {
        None => SearchKey::new('d', &[issuer.as_str(), number.as_str()]),
        Some(kind) => SearchKey::new('k', &[issuer.as_str(), number.as_str(), kind.code()]),
    }
}

/// The strings by which a list is narrowed to people of these nationalities.
pub fn nationality_keys(identity: &Identity) -> Vec<SearchKey> {
    identity.nationalities.as_slice().iter().map(|code| nationality_key(*code)).collect()
}

/// The string by which a list is narrowed to people of a nationality. Law: EES Art. 12(3).
pub fn nationality_key(code: CountryCode) -> SearchKey {
    SearchKey::new('n', &[canonical(code).as_str()])
}

/// The string by which a list is narrowed to documents of an issuer. Law: EES Art. 12(3).
pub fn issuer_key(issuer: CountryCode) -> SearchKey {
    SearchKey::new('i', &[canonical(issuer).as_str()])
}

/// Codes of one State that documents write differently are one.
fn canonical(code: CountryCode) -> CountryCode {
    Code::read(code.as_str()).map_or(code, Code::code)
}

/// Both strings under which a document is stored: without its kind and with it.
pub fn document_keys(document: &TravelDocument) -> [SearchKey; 2] {
    [None, Some(document.kind)].map(|kind| document_key(kind, &document.number, document.issuer))
}
