//! Machine readable zones of ICAO Doc 9303: reading, writing, and saying what is damaged.
//!
//! [`read`] takes what a keyboard wedge types or an officer pastes. It never corrects silently:
//! a damage names its field and its place, and a likely confusion of characters is offered as a
//! suggestion. Texts of errors hold no names and no numbers of documents. Pictures are not read
//! here, and nothing is looked up.

pub mod check_digit;
mod clean;
mod damage;
mod dates;
mod hint;
mod layout;
mod names;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

use fnd_core::CountryCode;
use jiff::civil::Date;

use crate::identity::{DocumentKind, DocumentNumber, Identity, TravelDocument};

pub use damage::{Class, Damage, DamageKind, Expected, Field, MrzError, Suggestion};
pub use layout::Format;
pub use reader::{read, read_bytes};
pub use writer::{WriteError, Writing, write};

/// Longest input that is looked at, in bytes.
pub const INPUT_BYTES_MAX: usize = 4096;
/// Most damages that are reported.
pub const DAMAGES_MAX: usize = 32;

/// What a machine readable zone says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mrz {
    /// Which of the five formats.
    pub format: Format,
    /// The first one or two characters, without filler: `P`, `PD`, `ID`, `V`.
    pub document_code: String,
    /// The issuing State or organisation.
    pub issuer: CountryCode,
    /// Who the document is for; the names as the zone transliterates them.
    pub identity: Identity,
    /// The number of the document, whole also where it overflows its field.
    pub number: DocumentNumber,
    /// Last day of validity; `None` when the zone states none.
    pub expires: Option<Date>,
    /// The optional data, first part, without fillers at the end: in a passport (TD3) the
    /// personal number.
    pub optional: String,
    /// The second part of the optional data of a card (TD1).
    pub optional_second: String,
    /// Whether the names fill their field, so that letters may be missing.
    pub name_may_be_truncated: bool,
    /// What is readable and yet worth a look.
    pub warnings: Vec<Warning>,
}

impl Mrz {
    /// The kind that the zone suggests; an officer confirms it.
    pub fn kind(&self) -> DocumentKind {
        let nationality = self.identity.nationalities.as_slice().first();
        DocumentKind::suggested(&self.document_code, nationality.copied().unwrap_or(self.issuer))
    }

    /// The travel document; `None` for a visa and for a document without last day.
    pub fn travel_document(&self) -> Option<TravelDocument> {
        let expires = self.expires.filter(|_| !self.format.is_visa())?;
        let (number, issuer) = (self.number.clone(), self.issuer);
        Some(TravelDocument { kind: self.kind(), number, issuer, expires })
    }
}

/// Something that is no damage and yet worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Warning {
    /// The last day of validity is past.
    Expired,
    /// The zone states no last day of validity.
    NoExpiry,
    /// Issuer or nationality is Utopia: this is a specimen, not a document.
    Specimen,
    /// The names fill their field.
    NameMayBeTruncated,
    /// The zone states no given names.
    NoGivenNames,
    /// A part of the date of birth is unknown.
    BirthIncomplete,
    /// The sex is written `X`; Doc 9303 wants the filler.
    SexAsLetterX,
    /// The first letter is not one that Doc 9303 gives to this format.
    UnusualDocumentCode,
}

impl Warning {
    /// The stable name of the warning.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::NoExpiry => "no-expiry",
            Self::Specimen => "specimen",
            Self::NameMayBeTruncated => "name-may-be-truncated",
            Self::NoGivenNames => "no-given-names",
            Self::BirthIncomplete => "birth-incomplete",
            Self::SexAsLetterX => "sex-as-letter-x",
            Self::UnusualDocumentCode => "unusual-document-code",
        }
    }
}
