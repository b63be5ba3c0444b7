//! Codes of countries as the table has them.

use std::fmt;

/// A code of two capital letters, of ISO 3166-1 but for a few that registries write besides:
/// `EU` and `AP` for networks in use in several countries of Europe or of Asia, `UK` for `GB`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Alpha2([u8; 2]);

impl Alpha2 {
    /// The code that `text` is; `None` when it is not two capital letters.
    pub fn parse(text: &str) -> Option<Self> {
        let letters: [u8; 2] = text.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_uppercase).then_some(Self(letters))
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        // Why: only capital letters of ASCII get in, so there is always a text.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Alpha2 {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.as_str())
    }
}

impl fmt::Debug for Alpha2 {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Alpha2({})", self.as_str())
    }
}
