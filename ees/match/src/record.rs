//! Records of ISO/IEC 19794: minutiae, images of fingers and images of faces, of the editions
//! of 2005 and of 2011.
//!
//! What is read takes no more memory than some times the record's bytes, and no longer than a
//! walk over them: lengths are checked against what is there, and counts take memory only as
//! their content is found. What a reader does not know (blocks of vendors, ridge counts, cores
//! and deltas, three-dimensional shapes) it skips within its length.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

pub mod face;
pub mod finger;
pub mod minutiae;
mod parts;

pub use parts::{Capture, Moment, Position, Quality};

use crate::bytes::End;

/// The edition of the standard that a record follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// The first edition, as passports have it.
    Of2005,
    /// The second edition.
    Of2011,
}

/// Why bytes are no record, or a record cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// The first bytes are not those of the record.
    #[error("not a record of this kind")]
    Signature,
    /// The record is of an edition that is not known.
    #[error("a record of an edition that is not known")]
    Version,
    /// The record ends too early, at this byte of the part that is read.
    #[error("the record ends at byte {0}, in the middle of a part")]
    Truncated(usize),
    /// A length does not agree with what is there.
    #[error("the length {stated} of the {part} does not agree with its {found} bytes")]
    Length {
        /// The part of the record.
        part: &'static str,
        /// The length that the record states.
        stated: usize,
        /// The bytes that are there.
        found: usize,
    },
    /// There is nothing in the record.
    #[error("the record is empty")]
    Empty,
    /// A field has a value that is not taken.
    #[error("the {0} has a value that is not taken")]
    Field(&'static str),
    /// There are more parts than the record can count.
    #[error("more {0} than a record can have")]
    TooMany(&'static str),
    /// What is common to a record of 2005 differs between its images.
    #[error("the images differ in what a record of 2005 says once")]
    Mixed,
}

impl From<End> for RecordError {
    fn from(end: End) -> Self {
        Self::Truncated(end.0)
    }
}
