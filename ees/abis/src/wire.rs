//! What goes over the interface, by the names of its description.
//!
//! What a request may hold is read strictly: a field that the interface does not have is refused,
//! since it may change what is meant. Where the interface is open (`contextualData`,
//! `biographicData`, `filter`, `others`) everything is taken. Answers of other makers are read
//! with more patience: what they add is passed over.
//!
//! Nothing here shows an image, a template, or what is known of a person, in its debug output.

mod biometric;
mod encounter;
mod search;

pub use biometric::{
    BiometricComputedData, BiometricData, BiometricSubType, BiometricType, CompressionType,
    ImpressionType, MissingType, NFIQ2, Presence, TEMPLATE_2005, TEMPLATE_2011,
};
pub use encounter::{Encounter, EncounterStatus, ExtendablePersonIds, PersonIds};
pub use search::{
    Candidate, IdentifyRequest, ScoreDetail, TaskId, TaskStatus, Verification, VerifyFromBio,
    VerifyFromId,
};

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Something that every implementation may fill as it likes.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Open(pub Map<String, Value>);

impl fmt::Debug for Open {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It may hold what is known of a person.
        write!(formatter, "Open({} fields)", self.0.len())
    }
}

/// The gallery that stands for all of them in a search.
pub const ALL_GALLERIES: &str = "ALL";
/// The longest identifier of a person, an encounter or a gallery that is taken, in bytes.
pub const IDENTIFIER_BYTES_MAX: usize = 128;
/// The most galleries of one encounter.
pub const GALLERIES_MAX: usize = 32;
/// The most pieces of biometric data of one encounter or request: ten fingers, some faces.
pub const BIOMETRICS_MAX: usize = 16;

/// What goes wrong, as the interface tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Error {
    /// A number that stays the same.
    pub code: i32,
    /// What a person reads.
    pub message: String,
}

/// Whether a text can be the identifier of a person, an encounter or a gallery: from 1 to
/// [`IDENTIFIER_BYTES_MAX`] bytes, and nothing that cannot be seen.
pub fn is_identifier(text: &str) -> bool {
    let is_of_length = (1..=IDENTIFIER_BYTES_MAX).contains(&text.len());
    is_of_length && !text.chars().any(|letter| letter.is_control() || letter.is_whitespace())
}
