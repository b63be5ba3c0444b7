//! What the standard form asks for beside its points.

use std::fmt;
use std::str::FromStr;

use super::Reason;

/// Longest text in a field of the form, in characters.
pub const FORM_TEXT_CHARS_MAX: usize = 1_000;
/// Longest code of a further reason.
const CODE_LETTERS_MAX: usize = 16;

/// What the form holds beside its points. Law: SBC Art. 14, Annex V Part A point 1 and Part B.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Particulars {
    /// Point E: the documents that are missing.
    pub missing_documents: Option<FormText>,
    /// Point H, second box: the authority whose national register holds the alert.
    pub national_register: Option<FormText>,
    /// Point I: what is threatened.
    pub threats: Vec<Threat>,
    /// Point I: the national law on such refusals.
    pub national_law: Option<FormText>,
    /// Comments of the officer.
    pub comments: Option<FormText>,
    /// Whether the person signed; a refusal to sign stands among the comments of the form.
    pub signature: Signature,
}

/// One of the fields that belong to a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Detail {
    /// Point E.
    MissingDocuments,
    /// Point H, the national register.
    NationalRegister,
    /// Point I.
    Threats,
    /// Point I.
    NationalLaw,
}

impl Detail {
    /// All of them, each with the reason it belongs to, its code and what it is.
    pub const ALL: [(Self, Reason, &'static str, &'static str); 4] = [
        (Self::MissingDocuments, Reason::E, "missing-documents", "the list of missing documents"),
        (
            Self::NationalRegister,
            Reason::HNational,
            "national-register",
            "the authority whose national register holds the alert",
        ),
        (Self::Threats, Reason::I, "threats", "what is threatened"),
        (Self::NationalLaw, Reason::I, "national-law", "the national law on such refusals"),
    ];

    /// The reason that asks for it.
    pub fn reason(self) -> Reason {
        self.row().1
    }

    /// The code of the field.
    pub fn code(self) -> &'static str {
        self.row().2
    }

    /// What it is, to be used in a sentence.
    pub fn words(self) -> &'static str {
        self.row().3
    }

    fn row(self) -> (Self, Reason, &'static str, &'static str) {
        let found = Self::ALL.into_iter().find(|(detail, ..)| *detail == self);
        // INVARIANT: every detail has its row.
        found.unwrap_or((self, Reason::E, "", ""))
    }
}

impl Particulars {
    /// Whether a field is filled in.
    pub fn has(&self, detail: Detail) -> bool {
        match detail {
            Detail::MissingDocuments => self.missing_documents.is_some(),
            Detail::NationalRegister => self.national_register.is_some(),
            Detail::Threats => !self.threats.is_empty(),
            Detail::NationalLaw => self.national_law.is_some(),
        }
    }
}

/// What a person is considered to threaten. SBC Annex V Part B, point I.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Threat {
    /// Public policy.
    PublicPolicy,
    /// Internal security.
    InternalSecurity,
    /// Public health.
    PublicHealth,
    /// International relations of a Member State.
    InternationalRelations,
}

impl Threat {
    /// All of them with their codes.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::PublicPolicy, "public-policy"),
        (Self::InternalSecurity, "internal-security"),
        (Self::PublicHealth, "public-health"),
        (Self::InternationalRelations, "international-relations"),
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(threat, _)| *threat == self).map_or("", |(_, code)| code)
    }

    /// The threat with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(threat, _)| threat)
    }
}

/// Whether the person acknowledged receipt. Law: SBC Annex V Part A point 1(a).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Signature {
    /// The form was not handed over yet.
    #[default]
    Awaited,
    /// It was signed.
    Given,
    /// The person refused to sign.
    Refused,
}

impl Signature {
    /// All of them with their codes.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Awaited, "awaited"), (Self::Given, "given"), (Self::Refused, "refused")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(state, _)| *state == self).map_or("", |(_, code)| code)
    }

    /// The state with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(state, _)| state)
    }
}

/// A text that an officer writes into the form: 1 to [`FORM_TEXT_CHARS_MAX`] characters, line
/// breaks allowed, nothing else that does not show.
#[derive(Clone, PartialEq, Eq)]
pub struct FormText(String);

/// Why a text does not go into the form. The texts never repeat what was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FormTextError {
    /// Nothing but blanks.
    #[error("write at least one character, or leave the field out")]
    Empty,
    /// Too long.
    #[error("a field of the form holds at most {FORM_TEXT_CHARS_MAX} characters")]
    TooLong,
    /// A character that does not show.
    #[error("a field of the form holds no control characters but line breaks")]
    ControlCharacter,
}

impl FormTextError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "form-text-empty",
            Self::TooLong => "form-text-too-long",
            Self::ControlCharacter => "form-text-control-character",
        }
    }
}

impl FormText {
    /// The text as written, without blanks around it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FormText {
    type Err = FormTextError;

    fn from_str(text: &str) -> Result<Self, FormTextError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(FormTextError::Empty);
        }
        if FORM_TEXT_CHARS_MAX < text.chars().take(FORM_TEXT_CHARS_MAX.saturating_add(1)).count() {
            return Err(FormTextError::TooLong);
        }
        if text.chars().any(|letter| letter != '\n' && letter.is_control()) {
            return Err(FormTextError::ControlCharacter);
        }
        Ok(Self(text.to_owned()))
    }
}

/// Personal data stays out of logs, also by way of `{:?}`.
impl fmt::Debug for FormText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FormText({} characters)", self.0.chars().count())
    }
}

/// The code of a reason beyond the letters A to J, which a later form may have: capital letters,
/// digits and `_`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FurtherCode(String);

/// The text is no code of a further reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a further reason has a code of 1 to 16 capital letters, digits and `_`")]
pub struct FurtherCodeError;

impl FurtherCode {
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FurtherCode {
    type Err = FurtherCodeError;

    /// Reads a code; those of the letters A to J are none.
    fn from_str(text: &str) -> Result<Self, FurtherCodeError> {
        let fits = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        let is_code = (1..=CODE_LETTERS_MAX).contains(&text.len()) && text.bytes().all(fits);
        if is_code && Reason::find(text).is_none() {
            Ok(Self(text.to_owned()))
        } else {
            Err(FurtherCodeError)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_the_form_is_bounded_and_shows_what_it_holds() {
        let long = "é".repeat(FORM_TEXT_CHARS_MAX);
        let too_long = format!("{long}é");
        let cases = [
            ("hotel booking\nreturn ticket", Ok("hotel booking\nreturn ticket")),
            ("  a ", Ok("a")),
            (long.as_str(), Ok(long.as_str())),
            (too_long.as_str(), Err(FormTextError::TooLong)),
            (" \n ", Err(FormTextError::Empty)),
            ("a\u{7}b", Err(FormTextError::ControlCharacter)),
        ];
        for (text, expected) in cases {
            let read = text.parse::<FormText>();
            assert_eq!(read.as_ref().map(FormText::as_str).map_err(|error| *error), expected);
        }
        let secret: FormText = "Doe".parse().unwrap();
        assert_eq!(format!("{secret:?}"), "FormText(3 characters)");
    }

    #[test]
    fn a_further_code_is_none_of_the_letters() {
        assert_eq!("K_NEW".parse::<FurtherCode>().unwrap().as_str(), "K_NEW");
        for wrong in ["", "k", "A", "H_SIS", "K-1", "ABCDEFGHIJKLMNOPQ"] {
            assert_eq!(wrong.parse::<FurtherCode>(), Err(FurtherCodeError), "{wrong}");
        }
    }

    #[test]
    fn every_code_is_found_again() {
        for (threat, code) in Threat::ALL {
            assert_eq!((Threat::find(code), threat.code()), (Some(threat), code));
        }
        for (state, code) in Signature::ALL {
            assert_eq!((Signature::find(code), state.code()), (Some(state), code));
        }
        for (detail, reason, code, words) in Detail::ALL {
            assert_eq!((detail.reason(), detail.code(), detail.words()), (reason, code, words));
        }
    }
}
