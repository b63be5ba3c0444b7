//! What the searches of a check find: in this system and in the Visa Information System.

use fnd_core::Id;

use crate::fields::{Exemption, Is};
use crate::file::File;
use crate::refusal::VisImage;

use super::known::Unusable;

/// What the search in this system gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EesSearch {
    /// A file.
    Hit(FileFound),
    /// None.
    NoHit,
    /// The system cannot be reached.
    Unavailable,
}

/// What identification in this system gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A file that may be the person's; a human looks at it.
    Match(FileFound),
    /// None.
    NoMatch,
    /// There is nothing that searches, or it did not answer.
    NotAvailable,
    /// What was taken cannot be used.
    Unusable(Unusable),
    /// The person refused.
    Refused,
}

/// What a check needs to know of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileFound {
    /// Which file.
    pub id: Id<File>,
    /// The facial image it holds.
    pub face: FaceOnFile,
    /// The fingerprints it holds.
    pub prints: PrintsOnFile,
    /// The document is not in it yet.
    pub document_is_new: Is,
    /// The identity is not in it yet.
    pub identity_is_new: Is,
    /// It was made on a national short-stay visa by a State outside the area, and this is the
    /// first crossing into the area. Art. 23(5).
    pub first_into_area: Is,
    /// The person takes part in a facilitation programme that eases checks here.
    pub programme: Is,
}

/// The facial image on a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaceOnFile {
    /// None.
    None,
    /// One of the chip.
    Chip,
    /// One taken live, of poor quality.
    PoorLive,
    /// One taken live.
    Live,
}

/// The fingerprints on a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrintsOnFile {
    /// None, for whatever reason.
    None,
    /// Marked as not applicable, for this reason.
    NotApplicable(Exemption),
    /// Marked as impossible for the time being.
    ImpossibleToday,
    /// They are there.
    Taken,
}

/// What the search in the Visa Information System gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisSearch {
    /// Data on the person.
    Hit(VisFound),
    /// None.
    NoHit,
    /// It cannot be reached.
    Unavailable,
}

/// What a check needs to know of data in the Visa Information System.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisFound {
    /// Whether it holds a valid visa for this border.
    pub visa: VisaInVis,
    /// Whether it holds fingerprints.
    pub prints: Is,
    /// What image it holds.
    pub image: VisImage,
}

/// Whether the Visa Information System holds a valid visa.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VisaInVis {
    /// One that is valid here and today.
    Valid,
    /// None.
    NoneValid,
}
