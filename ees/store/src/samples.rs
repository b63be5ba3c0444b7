//! Facial images and fingerprints, as they are handed over to be kept and as they are read.

use ees_domain::enrolment::SampleOf;
use jiff::Timestamp;
use uuid::Uuid;

/// A sample to be kept: the image as it was captured, and what it is compared by.
#[derive(Clone, PartialEq, Eq)]
pub struct Sample {
    /// What it shows.
    pub of: SampleOf,
    /// The file of the image.
    pub image: Vec<u8>,
    /// What it is compared by; `None` where nothing could be made of the image.
    pub template: Option<Vec<u8>>,
}

/// What one sample of somebody is compared by.
#[derive(Clone, PartialEq, Eq)]
pub struct Template {
    /// What it shows.
    pub of: SampleOf,
    /// The bytes that were kept.
    pub bytes: Vec<u8>,
}

/// What was taken at a crossing point and is on no file yet. Its content is whoever makes it's.
#[derive(Clone, PartialEq, Eq)]
pub struct NewCapture {
    /// Its identifier.
    pub id: Uuid,
    /// When it is gone.
    pub until: Timestamp,
    /// What was taken and what is compared by it, without the images.
    pub findings: Vec<u8>,
    /// The images.
    pub images: Vec<u8>,
}

/// A capture that was read again.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredCapture {
    /// What was taken, without the images.
    pub findings: Vec<u8>,
    /// The images; empty where they were not asked for.
    pub images: Vec<u8>,
}

/// Nothing of a body reaches a log by way of debug output.
macro_rules! silent {
    ($($kind:ident $(. $shown:ident)?),*) => {
        $(impl std::fmt::Debug for $kind {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let mut shown = formatter.debug_struct(stringify!($kind));
                $(shown.field(stringify!($shown), &self.$shown);)?
                shown.finish_non_exhaustive()
            }
        })*
    };
}
silent!(Sample.of, Template.of, NewCapture.id, StoredCapture);
