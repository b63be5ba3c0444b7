//! What can be wrong with a zone, said without repeating what it holds.

use std::fmt;

use super::{DAMAGES_MAX, INPUT_BYTES_MAX};

/// A field of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// A whole line.
    Line,
    /// The first two characters.
    DocumentCode,
    /// Issuing State or organisation.
    Issuer,
    /// Surname and given names.
    Name,
    /// Document number.
    Number,
    /// Check digit of the document number.
    NumberCheck,
    /// Nationality.
    Nationality,
    /// Date of birth.
    Birth,
    /// Check digit of the date of birth.
    BirthCheck,
    /// Sex.
    Sex,
    /// Date of expiry.
    Expiry,
    /// Check digit of the date of expiry.
    ExpiryCheck,
    /// Optional data; in a passport the personal number.
    Optional,
    /// Second part of the optional data.
    OptionalSecond,
    /// Check digit of the personal number.
    OptionalCheck,
    /// Composite check digit.
    CompositeCheck,
}

impl Field {
    /// Every field of every format, in the order in which damages are looked for.
    pub const ALL: [Self; 16] = [
        Self::Line,
        Self::DocumentCode,
        Self::Issuer,
        Self::Number,
        Self::NumberCheck,
        Self::Birth,
        Self::BirthCheck,
        Self::Sex,
        Self::Expiry,
        Self::ExpiryCheck,
        Self::Nationality,
        Self::Name,
        Self::Optional,
        Self::OptionalSecond,
        Self::OptionalCheck,
        Self::CompositeCheck,
    ];

    /// The stable name of the field.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::DocumentCode => "document-code",
            Self::Issuer => "issuer",
            Self::Name => "name",
            Self::Number => "document-number",
            Self::NumberCheck => "document-number-check",
            Self::Nationality => "nationality",
            Self::Birth => "date-of-birth",
            Self::BirthCheck => "date-of-birth-check",
            Self::Sex => "sex",
            Self::Expiry => "date-of-expiry",
            Self::ExpiryCheck => "date-of-expiry-check",
            Self::Optional => "optional-data",
            Self::OptionalSecond => "optional-data-second",
            Self::OptionalCheck => "personal-number-check",
            Self::CompositeCheck => "composite-check",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Line => "line",
            Self::DocumentCode => "document code",
            Self::Issuer => "issuing State",
            Self::Name => "name",
            Self::Number => "document number",
            Self::NumberCheck => "check digit of the document number",
            Self::Nationality => "nationality",
            Self::Birth => "date of birth",
            Self::BirthCheck => "check digit of the date of birth",
            Self::Sex => "sex",
            Self::Expiry => "date of expiry",
            Self::ExpiryCheck => "check digit of the date of expiry",
            Self::Optional => "optional data",
            Self::OptionalSecond => "second optional data",
            Self::OptionalCheck => "check digit of the personal number",
            Self::CompositeCheck => "composite check digit",
        })
    }
}

/// What kind of character was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// `A` to `Z`.
    Letter,
    /// `0` to `9`.
    Digit,
    /// `<`.
    Filler,
    /// A letter that zones do not have, for instance with a diacritic or of another script.
    ForeignLetter,
    /// Punctuation, a symbol, a foreign digit.
    Symbol,
    /// A control character or something that is no text.
    Control,
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Letter => "a letter",
            Self::Digit => "a digit",
            Self::Filler => "a filler",
            Self::ForeignLetter => "a letter outside A to Z",
            Self::Symbol => "a symbol",
            Self::Control => "a control character",
        })
    }
}

/// What a place of a zone may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expected {
    /// `A` to `Z`.
    Letter,
    /// `0` to `9`.
    Digit,
    /// `A` to `Z` or `<`.
    LetterOrFiller,
    /// `0` to `9` or `<`.
    DigitOrFiller,
    /// Anything a zone may hold.
    LetterDigitOrFiller,
    /// `F`, `M`, `X` or `<`.
    Sex,
}

impl Expected {
    /// Whether a character fits.
    pub(super) const fn admits(self, character: u8) -> bool {
        let (letter, digit, filler) =
            (character.is_ascii_uppercase(), character.is_ascii_digit(), character == b'<');
        match self {
            Self::Letter => letter,
            Self::Digit => digit,
            Self::LetterOrFiller => letter || filler,
            Self::DigitOrFiller => digit || filler,
            Self::LetterDigitOrFiller => letter || digit || filler,
            Self::Sex => matches!(character, b'F' | b'M' | b'X' | b'<'),
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Letter => "a letter",
            Self::Digit => "a digit",
            Self::LetterOrFiller => "a letter or a filler",
            Self::DigitOrFiller => "a digit or a filler",
            Self::LetterDigitOrFiller => "a letter, a digit or a filler",
            Self::Sex => "F, M or a filler",
        })
    }
}

/// One character that, written otherwise, would make its check digit or its field right.
///
/// It is a guess from characters that are often confused; whoever holds the document decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Suggestion {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// The character to try there.
    pub character: char,
}

/// One damage: the field, the place and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field} (line {line}, column {column}): {kind}")]
pub struct Damage {
    /// The field.
    pub field: Field,
    /// Line, from 1.
    pub line: usize,
    /// First column, from 1.
    pub column: usize,
    /// How many characters, at least 1.
    pub length: usize,
    /// What is wrong.
    pub kind: DamageKind,
    /// What might be meant, at most four.
    pub suggestions: Vec<Suggestion>,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DamageKind {
    /// A line is too short or too long.
    #[error("expected {expected} characters, found {found}")]
    Length {
        /// Characters the format has.
        expected: usize,
        /// Characters there are.
        found: usize,
    },
    /// A character that does not belong there.
    #[error("expected {expected}, found {found}")]
    Character {
        /// What may stand there.
        expected: Expected,
        /// What stands there.
        found: Class,
    },
    /// The check digit does not fit its field.
    #[error("expected {expected}, found {}", found.map_or("a filler".to_owned(), |d| d.to_string()))]
    CheckDigit {
        /// The digit that the field gives.
        expected: u8,
        /// The digit that is printed; `None` for a filler.
        found: Option<u8>,
    },
    /// Only fillers where something must stand.
    #[error("expected content, found fillers only")]
    Missing,
    /// Three letters that are no code.
    #[error("expected a code of the table, found an unknown one")]
    UnknownCode,
    /// A day that the calendar does not have, or a part of it.
    #[error("expected a day of the calendar, found none")]
    NoSuchDay,
}

impl DamageKind {
    /// The stable name of the damage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Length { .. } => "mrz-length",
            Self::Character { .. } => "mrz-character",
            Self::CheckDigit { .. } => "mrz-check-digit",
            Self::Missing => "mrz-missing",
            Self::UnknownCode => "mrz-unknown-code",
            Self::NoSuchDay => "mrz-no-such-day",
        }
    }
}

/// Why a zone was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MrzError {
    /// Nothing was given.
    #[error("machine readable zone: expected two or three lines, found nothing")]
    Empty,
    /// More than anybody types or pastes.
    #[error("machine readable zone: expected at most {INPUT_BYTES_MAX} bytes, found {bytes}")]
    TooLong {
        /// Length of the input in bytes.
        bytes: usize,
    },
    /// The bytes are no text in UTF-8.
    #[error("machine readable zone: expected text, found other bytes from byte {byte} on")]
    NotText {
        /// Place of the first such byte, from 1.
        byte: usize,
    },
    /// Number and length of lines are of no format.
    #[error(
        "machine readable zone: expected three lines of 30 or two of 36 or 44 characters, \
         found {characters} characters in {lines} lines"
    )]
    NoFormat {
        /// Lines that hold anything.
        lines: usize,
        /// Characters of all of them.
        characters: usize,
    },
    /// The format is clear and fields are damaged; at least one, at most [`DAMAGES_MAX`].
    #[error("machine readable zone: {}", first_of(.0))]
    Damaged(Vec<Damage>),
}

/// The first damage and how many more there are, bounded by [`DAMAGES_MAX`].
fn first_of(damages: &[Damage]) -> String {
    let more = damages.len().min(DAMAGES_MAX).saturating_sub(1);
    match damages.first() {
        Some(first) if more == 0 => first.to_string(),
        Some(first) => format!("{first}; and {more} more"),
        None => String::new(),
    }
}

impl MrzError {
    /// The stable name of the error; of several damages that of the first.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "mrz-empty",
            Self::TooLong { .. } => "mrz-too-long",
            Self::NotText { .. } => "mrz-not-text",
            Self::NoFormat { .. } => "mrz-no-format",
            Self::Damaged(damages) => {
                damages.first().map_or("mrz-damaged", |damage| damage.kind.code())
            }
        }
    }

    /// The damages, empty when not even the format is clear.
    pub fn damages(&self) -> &[Damage] {
        match self {
            Self::Damaged(damages) => damages,
            Self::Empty | Self::TooLong { .. } | Self::NotText { .. } | Self::NoFormat { .. } => {
                &[]
            }
        }
    }
}
