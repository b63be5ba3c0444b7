//! A telephone number with the code of its country, as one can dial it from anywhere.

use std::fmt;

use super::{ContactField, FieldError};

/// Digits of a number with the code of its country. ITU-T E.164 section 6.
const DIGITS_MAX: usize = 15;
/// The shortest numbers in use have this many digits, the code of the country included.
const DIGITS_MIN: usize = 7;
/// Digits of an extension within an organisation.
const EXTENSION_MAX: usize = 8;
/// Characters that are looked at; a longer text is no telephone number.
const LENGTH_MAX: usize = 60;
/// What people put between digits. Blanks of any kind are taken too.
const BETWEEN: &[char] = &['-', '.', '/', '(', ')', '\u{2010}', '\u{2011}', '\u{2013}'];
/// How people announce an extension, the longest first.
const EXTENSIONS: &[&str] = &[";ext=", "extension", "poste", "ext.", "ext", "x", "#"];

/// A telephone number: `+`, digits, and `;ext=` with an extension if there is one. RFC 3966.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Telephone(String);

/// Why a text is no telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TelephoneError {
    /// Nothing.
    #[error("write your telephone number at work")]
    Missing,
    /// No code of a country.
    #[error("begin with `+` and the code of the country, as in `+32 2 123 45 67`")]
    NoCountryCode,
    /// A character that is not dialled.
    #[error("write digits, blanks and hyphens only, and `ext.` before an extension")]
    NotDialled,
    /// Too few digits.
    #[error(
        "some digits are missing; with the code of the country there are at least {DIGITS_MIN}"
    )]
    TooShort,
    /// Too many digits.
    #[error(
        "there are too many digits; with the code of the country there are at most {DIGITS_MAX}"
    )]
    TooLong,
    /// An extension that is none.
    #[error("an extension has 1 to {EXTENSION_MAX} digits")]
    Extension,
}

impl TelephoneError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NoCountryCode => "telephone-without-country-code",
            Self::NotDialled => "telephone-with-other-characters",
            Self::TooShort => "telephone-too-short",
            Self::TooLong => "telephone-too-long",
            Self::Extension => "telephone-extension",
        }
    }
}

impl Telephone {
    /// Reads what was typed, in any of the usual ways of writing.
    pub fn read(text: &str) -> Result<Self, FieldError> {
        let fault = |error: TelephoneError| FieldError {
            field: ContactField::Telephone,
            fault: error.into(),
        };
        parse(text).map_err(fault)
    }

    /// The number as RFC 3966 writes it, for a link `tel:`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `+` and the digits, without an extension.
    pub fn number(&self) -> &str {
        self.0.split(';').next().unwrap_or_default()
    }

    /// The extension, when there is one.
    pub fn extension(&self) -> Option<&str> {
        self.0.split_once(";ext=").map(|(_, extension)| extension)
    }
}

/// The number for people to read.
impl fmt::Display for Telephone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.number())?;
        self.extension().map_or(Ok(()), |extension| write!(f, " ext. {extension}"))
    }
}

/// Personal data stays out of logs.
impl fmt::Debug for Telephone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Telephone(..)")
    }
}

fn parse(text: &str) -> Result<Telephone, TelephoneError> {
    let text = text.trim().to_lowercase();
    let text = text.strip_prefix("tel:").unwrap_or(&text);
    if text.is_empty() {
        return Err(TelephoneError::Missing);
    }
    if LENGTH_MAX < text.chars().count() {
        return Err(TelephoneError::TooLong);
    }
    let (number, extension) = parts(text);
    let digits = international(number)?;
    if digits.len() < DIGITS_MIN {
        return Err(TelephoneError::TooShort);
    }
    if DIGITS_MAX < digits.len() {
        return Err(TelephoneError::TooLong);
    }
    match extension.map(dialled) {
        None => Ok(Telephone(format!("+{digits}"))),
        Some(Ok(extension)) if (1..=EXTENSION_MAX).contains(&extension.len()) => {
            Ok(Telephone(format!("+{digits};ext={extension}")))
        }
        Some(_) => Err(TelephoneError::Extension),
    }
}

/// The number and what follows the announcement of an extension.
fn parts(text: &str) -> (&str, Option<&str>) {
    let mark = EXTENSIONS.iter().find_map(|mark| text.split_once(mark));
    mark.map_or((text, None), |(number, extension)| (number, Some(extension)))
}

/// The digits from the code of the country on.
fn international(number: &str) -> Result<String, TelephoneError> {
    // Why: `(0)` is dialled within the country only, and is written for those who do.
    let number = number.replacen("(0)", "", 1);
    let number = number.trim_start_matches(|letter: char| letter == '(' || letter.is_whitespace());
    let code = number.strip_prefix('+').or_else(|| number.strip_prefix("00"));
    let digits = dialled(code.unwrap_or(number))?;
    if code.is_none() || digits.starts_with('0') {
        return Err(TelephoneError::NoCountryCode);
    }
    Ok(digits)
}

/// The digits of `text`, which holds nothing else but what stands between digits.
fn dialled(text: &str) -> Result<String, TelephoneError> {
    let is_between = |letter: char| letter.is_whitespace() || BETWEEN.contains(&letter);
    if !text.chars().all(|letter| letter.is_ascii_digit() || is_between(letter)) {
        return Err(TelephoneError::NotDialled);
    }
    if text.chars().any(char::is_control) {
        return Err(TelephoneError::NotDialled);
    }
    Ok(text.chars().filter(char::is_ascii_digit).collect())
}
