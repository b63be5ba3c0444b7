//! What a search by identity finds.

use fnd_core::Id;

use super::{Likeness, Reason, likeness};
use crate::file::File;
use crate::identity::Identity;

/// A file found by an inexact search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The file.
    pub file: Id<File>,
    /// The identity on it that was alike.
    pub identity: Identity,
    /// How alike, and why.
    pub likeness: Likeness,
}

impl Candidate {
    /// A file that holds the number of the document presented as that of a false one. Whoever
    /// presents it may be the same person under whatever name, or another one with a document of
    /// the same forger. EES Art. 18, 23(2).
    pub fn refused_with(file: &File, presented: &Identity) -> Option<Self> {
        let identity = file.identities.last()?.clone();
        let known = likeness(presented, &identity);
        let mut likeness = known.unwrap_or(Likeness { score: 0, reasons: Vec::new() });
        likeness.reasons.insert(0, Reason::RefusedDocument);
        Some(Self { file: file.id, identity, likeness })
    }

    /// A file that a search by fingerprints named, which a human has to look at.
    ///
    /// Law: EES Art. 27(1).
    pub fn named(file: &File, presented: &Identity) -> Option<Self> {
        let identity = file.identities.last()?.clone();
        let known = likeness(presented, &identity);
        let mut reasons = known.map(|known| known.reasons).unwrap_or_default();
        reasons.insert(0, Reason::Biometrics);
        Some(Self { file: file.id, identity, likeness: Likeness { score: LIKENESS_MAX, reasons } })
    }
}

/// The greatest likeness there is.
const LIKENESS_MAX: u32 = 1_000;

/// What a search by identity found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidates {
    /// The files, the likest first, at most as many as are shown at once.
    pub list: Vec<Candidate>,
    /// Whether there is more than the list.
    pub more: More,
}

/// What a search by identity left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum More {
    /// Nothing: whoever is alike is on the list.
    #[default]
    Nothing,
    /// More files are alike; those on the list are the likest.
    Alike,
    /// More identities share something with the one asked for than are compared. Who is left
    /// out shares less than those that were compared, or as little as the last of them, and may
    /// be alike all the same. A question with more given names or a whole date of birth leaves
    /// out nobody.
    NotCompared,
}

impl More {
    /// The stable name; `None` when nothing was left out.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Alike => Some("more-alike"),
            Self::NotCompared => Some("more-not-compared"),
        }
    }
}
