//! Names, the work address, the organisation and the job title.

use std::fmt;

use super::{ContactField, FieldError, FieldFault};
use crate::text::{Extent, TextError, is_mark, tidy};

/// Why a text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// A character that no name in a passport has.
    #[error(
        "write the name as your passport has it: letters, blanks, hyphens, apostrophes and dots"
    )]
    NotInNames,
    /// It begins with a hyphen or a dot, or has no letter.
    #[error("begin the name with a letter")]
    NoLetterFirst,
}

impl NameError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotInNames => "not-in-names",
            Self::NoLetterFirst => "no-letter-first",
        }
    }
}

/// Declares a contact detail that is text.
macro_rules! text_field {
    ($(#[$about:meta])* $name:ident, $field:expr, $extent:expr, $check:expr) => {
        $(#[$about])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// What it holds at most.
            pub const EXTENT: Extent = $extent;

            /// Reads what was typed.
            pub fn read(text: &str) -> Result<Self, FieldError> {
                let check: fn(&str) -> Result<(), FieldFault> = $check;
                let fault = |fault| FieldError { field: $field, fault };
                let text = tidy(text, Self::EXTENT).map_err(|error| fault(error.into()))?;
                check(&text).map_err(fault)?;
                Ok(Self(text))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Personal data stays out of logs.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}

text_field! {
    /// A first name, or several, as the passport has them.
    FirstName, ContactField::FirstName, Extent { chars_max: 100, lines_max: 1 }, check_name
}
text_field! {
    /// A last name. Who has one name only writes it in both fields.
    LastName, ContactField::LastName, Extent { chars_max: 100, lines_max: 1 }, check_name
}
text_field! {
    /// The address of the place of work.
    WorkAddress, ContactField::WorkAddress, Extent { chars_max: 300, lines_max: 6 }, check_said
}
text_field! {
    /// The name of the organisation of employment.
    OrganisationName, ContactField::Organisation, Extent { chars_max: 200, lines_max: 1 }, check_said
}
text_field! {
    /// What the person is in the organisation.
    JobTitle, ContactField::JobTitle, Extent { chars_max: 150, lines_max: 1 }, check_said
}

/// Letters of any script with their accents, and what stands between the parts of names.
///
/// A name that passes is no formula of a spreadsheet and no markup either: both need characters
/// that are not here.
fn check_name(name: &str) -> Result<(), FieldFault> {
    if !name.chars().all(is_in_names) {
        return Err(NameError::NotInNames.into());
    }
    let bare = name.trim_start_matches(APOSTROPHES);
    if !bare.starts_with(char::is_alphabetic) {
        return Err(NameError::NoLetterFirst.into());
    }
    Ok(())
}

const APOSTROPHES: &[char] = &['\'', '\u{2018}', '\u{2019}', '`', '\u{00B4}'];
/// Hyphens, dots between and after parts, and the joiners that [`tidy`] has looked at.
const BETWEEN: &[char] =
    &[' ', '-', '\u{2010}', '\u{2011}', '.', '\u{00B7}', '\u{30FB}', '\u{200C}', '\u{200D}'];

fn is_in_names(letter: char) -> bool {
    letter.is_alphabetic()
        || is_mark(letter)
        || is_sign(letter)
        || APOSTROPHES.contains(&letter)
        || BETWEEN.contains(&letter)
}

/// Signs that belong to letters and are not letters by themselves: points of Hebrew and Arabic,
/// signs that silence a vowel or change a consonant in the scripts of India, and tones.
///
/// Source: Unicode, combining marks of these blocks that are not `Alphabetic`.
const fn is_sign(letter: char) -> bool {
    matches!(
        letter,
        '\u{0591}'..='\u{05BD}'
            | '\u{05BF}'
            | '\u{0610}'..='\u{061A}'
            | '\u{064B}'..='\u{065F}'
            | '\u{0670}'
            | '\u{093C}'
            | '\u{094D}'
            | '\u{09BC}'
            | '\u{09CD}'
            | '\u{0A3C}'
            | '\u{0A4D}'
            | '\u{0ABC}'
            | '\u{0ACD}'
            | '\u{0B3C}'
            | '\u{0B4D}'
            | '\u{0BCD}'
            | '\u{0C4D}'
            | '\u{0CBC}'
            | '\u{0CCD}'
            | '\u{0D4D}'
            | '\u{0DCA}'
            | '\u{0E47}'..='\u{0E4E}'
            | '\u{0EC8}'..='\u{0ECD}'
            | '\u{1037}'
            | '\u{1039}'..='\u{103A}'
            | '\u{17C9}'..='\u{17D3}'
    )
}

/// Something that can be read aloud: a letter or a digit is in it.
fn check_said(text: &str) -> Result<(), FieldFault> {
    if text.chars().any(char::is_alphanumeric) { Ok(()) } else { Err(TextError::Missing.into()) }
}
