//! Who a traveller says to be, and the document that says so.
//!
//! Law: EES Art. 16(1)(a) to (c): surname, first names, date of birth, nationality or
//! nationalities, sex; type, number and issuer of the travel document; its expiry date.

use std::fmt;

use fnd_core::CountryCode;
use jiff::civil::Date;

use crate::code::Code;
use crate::partial_date::PartialDate;

mod kind;
#[cfg(test)]
mod tests;

pub use kind::DocumentKind;

/// Longest name, in characters of its script.
pub const NAME_CHARS_MAX: usize = 200;
/// Most nationalities of one identity.
pub const NATIONALITIES_MAX: usize = 8;
/// Longest document number, in letters and digits: what a card (TD1) can hold.
pub const NUMBER_CHARS_MAX: usize = 24;

/// Why a part of an identity was refused. The texts never repeat what was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Nothing but blanks.
    #[error("a name holds at least one letter")]
    NameWithoutLetter,
    /// Too many characters.
    #[error("a name holds at most {NAME_CHARS_MAX} characters")]
    NameTooLong,
    /// A character that does not belong into a name.
    #[error("a name holds no control characters and no invisible marks of direction")]
    NameWithControl,
    /// No nationality at all.
    #[error("an identity has at least one nationality")]
    NoNationality,
    /// Too many nationalities.
    #[error("an identity has at most {NATIONALITIES_MAX} nationalities")]
    TooManyNationalities,
    /// Three letters that are no nationality.
    #[error("a nationality is not in the table of codes")]
    UnknownNationality,
    /// No letter or digit.
    #[error("a document number holds at least one letter or digit")]
    NumberEmpty,
    /// Too many letters and digits.
    #[error("a document number holds at most {NUMBER_CHARS_MAX} letters and digits")]
    NumberTooLong,
    /// Something other than letters and digits.
    #[error("a document number holds letters A to Z and digits only")]
    NumberCharacter,
}

impl IdentityError {
    /// The stable name of the error.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NameWithoutLetter => "name-without-letter",
            Self::NameTooLong => "name-too-long",
            Self::NameWithControl => "name-with-control-character",
            Self::NoNationality => "no-nationality",
            Self::TooManyNationalities => "too-many-nationalities",
            Self::UnknownNationality => "unknown-nationality",
            Self::NumberEmpty => "document-number-empty",
            Self::NumberTooLong => "document-number-too-long",
            Self::NumberCharacter => "document-number-character",
        }
    }
}

/// A surname, or all given names, as the document writes them, in any script.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    /// Takes over a name; blanks around it are dropped, everything else is kept as given.
    pub fn new(text: &str) -> Result<Self, IdentityError> {
        let text = text.trim();
        if NAME_CHARS_MAX < text.chars().take(NAME_CHARS_MAX.saturating_add(1)).count() {
            return Err(IdentityError::NameTooLong);
        }
        if text.chars().any(is_unfit) {
            return Err(IdentityError::NameWithControl);
        }
        if !text.chars().any(char::is_alphabetic) {
            return Err(IdentityError::NameWithoutLetter);
        }
        Ok(Self(text.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a character may change what the reader sees without being seen.
///
/// The two joiners `U+200C` and `U+200D` belong to Persian and Indic spelling and are fit.
fn is_unfit(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFF}')
}

/// Personal data stay out of logs, also by way of `{:?}`.
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Name({} characters)", self.0.chars().count())
    }
}

/// The sex a document states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// `F`.
    Female,
    /// `M`.
    Male,
    /// `X` in words, `<` in a machine readable zone.
    Unspecified,
}

impl Sex {
    /// `F`, `M` or `X`.
    pub const fn letter(self) -> char {
        match self {
            Self::Female => 'F',
            Self::Male => 'M',
            Self::Unspecified => 'X',
        }
    }

    /// Reads `F`, `M`, `X` or the filler `<`.
    pub const fn of_letter(letter: char) -> Option<Self> {
        match letter {
            'F' => Some(Self::Female),
            'M' => Some(Self::Male),
            'X' | '<' => Some(Self::Unspecified),
            _ => None,
        }
    }
}

/// One to [`NATIONALITIES_MAX`] nationalities, each a code of the table, each once, in order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nationalities(Vec<CountryCode>);

impl Nationalities {
    /// Takes over nationalities; repeated ones are dropped.
    pub fn new(codes: impl IntoIterator<Item = CountryCode>) -> Result<Self, IdentityError> {
        let mut kept: Vec<CountryCode> =
            codes.into_iter().take(NATIONALITIES_MAX.saturating_add(1)).collect();
        if NATIONALITIES_MAX < kept.len() {
            return Err(IdentityError::TooManyNationalities);
        }
        kept.sort_unstable();
        kept.dedup();
        if kept.is_empty() {
            return Err(IdentityError::NoNationality);
        }
        if kept.iter().any(|code| Code::find(*code).is_none()) {
            return Err(IdentityError::UnknownNationality);
        }
        Ok(Self(kept))
    }

    /// The codes, in the order of their letters.
    pub fn as_slice(&self) -> &[CountryCode] {
        &self.0
    }

    /// Whether both have a nationality in common.
    pub fn intersect(&self, other: &Self) -> bool {
        self.0.iter().any(|code| other.0.contains(code))
    }
}

/// One identity of a traveller. EES Art. 16(1)(a).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identity {
    /// Surname, or the only name of who has just one.
    pub surname: Name,
    /// All given names; `None` when the document states none.
    pub given_names: Option<Name>,
    /// Date of birth, as far as it is known.
    pub birth: PartialDate,
    /// Nationality or nationalities.
    pub nationalities: Nationalities,
    /// Sex.
    pub sex: Sex,
}

/// The number of a document in one canonical form: letters and digits, capitals.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentNumber(String);

impl DocumentNumber {
    /// Reads a number; case, blanks, hyphens and fillers do not matter.
    ///
    /// The letter `O` and the digit `0` stay different: which one is meant is for the reader
    /// of the document to say.
    pub fn new(text: &str) -> Result<Self, IdentityError> {
        let mut number = String::new();
        for character in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '<' | '-')) {
            if !character.is_ascii_alphanumeric() {
                return Err(IdentityError::NumberCharacter);
            }
            if number.len() == NUMBER_CHARS_MAX {
                return Err(IdentityError::NumberTooLong);
            }
            number.push(character.to_ascii_uppercase());
        }
        if number.is_empty() { Err(IdentityError::NumberEmpty) } else { Ok(Self(number)) }
    }

    /// The letters and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Personal data stay out of logs, also by way of `{:?}`.
impl fmt::Debug for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentNumber({} characters)", self.0.len())
    }
}

/// A travel document. EES Art. 16(1)(b) and (c).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TravelDocument {
    /// What kind of document.
    pub kind: DocumentKind,
    /// Its number.
    pub number: DocumentNumber,
    /// The State or organisation that issued it.
    pub issuer: CountryCode,
    /// Last day of validity.
    pub expires: Date,
}
