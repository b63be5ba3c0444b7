//! What was done to the parts of a file, and what they were before. EES Art. 35(8).

use fnd_core::CountryCode;
use jiff::Timestamp;
use uuid::Uuid;

/// What was done to a part of a file. EES Art. 14(8), 19, 20, 35.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// What was wrong was corrected.
    Rectified,
    /// What was missing was added.
    Completed,
    /// A decision was taken on the stay.
    Decided,
    /// The person was taken off the list of overstayers.
    Unlisted,
    /// An earlier passage became known, and what followed from it was calculated anew.
    Recalculated,
    /// Two files became one.
    Merged,
    /// They became two again.
    Split,
    /// What the file says was brought up to date at a crossing. EES Art. 14(2).
    Updated,
    /// Access to a facilitation programme was withdrawn. EES Art. 16(6).
    Withdrawn,
    /// When the record was made, an officer verified the person by eye. EES Art. 23(2).
    SeenByEye,
    /// When the record was made, the second line found out who the person is. EES Art. 23(4).
    FoundBySecondLine,
}

impl Deed {
    /// All deeds with their codes.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::Rectified, "rectified"),
        (Self::Completed, "completed"),
        (Self::Decided, "decided"),
        (Self::Unlisted, "unlisted"),
        (Self::Recalculated, "recalculated"),
        (Self::Merged, "merged"),
        (Self::Split, "split"),
        (Self::Updated, "updated"),
        (Self::Withdrawn, "withdrawn"),
        (Self::SeenByEye, "seen-by-eye"),
        (Self::FoundBySecondLine, "found-by-second-line"),
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(deed, _)| *deed == self).map_or("", |(_, code)| code)
    }

    /// The deed with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(deed, _)| deed)
    }
}

/// A part of a file that has versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// An entry/exit record.
    Crossing,
    /// A refusal of entry record.
    Refusal,
    /// The file itself.
    File,
}

impl Part {
    /// All parts with their codes.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Crossing, "crossing"), (Self::Refusal, "refusal"), (Self::File, "file")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(part, _)| *part == self).map_or("", |(_, code)| code)
    }

    /// The part with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(part, _)| part)
    }
}

/// What was done and why; the reason names the evidence. Art. 35(8).
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// What.
    pub deed: Deed,
    /// Why.
    pub reason: &'a str,
}

/// A field of a part, as it was before a change.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FieldBefore {
    /// The code of the field.
    pub field: String,
    /// What stood in it.
    pub value: String,
}

/// Personal data stays out of logs.
impl std::fmt::Debug for FieldBefore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FieldBefore").field("field", &self.field).finish_non_exhaustive()
    }
}

/// A part of a file as it was before a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The version of the file that the change made.
    pub version: i64,
    /// Which part.
    pub part: Part,
    /// Its identifier.
    pub part_id: Uuid,
    /// What was done.
    pub deed: Deed,
    /// When.
    pub at: Timestamp,
    /// The State that did it, responsible from then on. Art. 35(8).
    pub state: CountryCode,
    /// The authority.
    pub authority: String,
    /// What stood there.
    pub before: Vec<FieldBefore>,
    /// Why it was changed.
    pub reason: String,
}
