//! Three-letter country codes (ISO 3166-1 alpha-3) in their shape alone.
//!
//! Which codes exist, and what they mean in a given field, is for the table that uses them.

use std::fmt;
use std::str::FromStr;

/// Three capital letters, `A` to `Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 3]);

/// The text is not three letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a country code is three letters, `A` to `Z`")]
pub struct CountryCodeError;

impl CountryCode {
    /// The code `letters`, which must be capital letters; for constants.
    ///
    /// # Panics
    /// At compile time, when a letter is not a capital letter.
    pub const fn of(letters: &[u8; 3]) -> Self {
        assert!(
            letters[0].is_ascii_uppercase()
                && letters[1].is_ascii_uppercase()
                && letters[2].is_ascii_uppercase()
        );
        Self(*letters)
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for CountryCode {
    type Err = CountryCodeError;

    /// Reads three letters of any case.
    fn from_str(text: &str) -> Result<Self, CountryCodeError> {
        match *text.as_bytes() {
            [a, b, c] if [a, b, c].iter().all(u8::is_ascii_alphabetic) => {
                Ok(Self([a, b, c].map(|letter| letter.to_ascii_uppercase())))
            }
            _ => Err(CountryCodeError),
        }
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_code_is_three_letters() {
        assert_eq!("rou".parse(), Ok(CountryCode::of(b"ROU")));
        for wrong in ["", "RO", "ROUM", "R0U", "R<U", "ȚAR"] {
            assert_eq!(wrong.parse::<CountryCode>(), Err(CountryCodeError), "{wrong}");
        }
    }
}
