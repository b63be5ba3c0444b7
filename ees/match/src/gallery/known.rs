//! What is known of somebody, ready to be put into a gallery.

use super::first::Codes;
use super::{GalleryError, Samples, check};
use crate::face::embed::Code;
use crate::minutiae::Template;
use crate::record::Position;

/// One finger.
pub(super) struct Finger {
    /// Which finger.
    pub(super) position: Position,
    /// What the first stage compares.
    pub(super) codes: Codes,
    /// What is compared then.
    pub(super) template: Template,
}

/// What is known of somebody, ready to be searched: made without a gallery, so that nobody who
/// searches one waits for it.
pub struct Known {
    pub(super) face: Option<Code>,
    pub(super) fingers: Vec<Finger>,
}

impl Known {
    /// Of these samples.
    ///
    /// # Errors
    /// Samples of nobody, or of several people.
    pub fn new(samples: &Samples) -> Result<Self, GalleryError> {
        check(samples)?;
        let finger = |(position, template): &(Position, Template)| Finger {
            position: *position,
            codes: Codes::new(template),
            template: template.clone(),
        };
        Ok(Self { face: samples.face, fingers: samples.fingers.iter().map(finger).collect() })
    }
}

impl std::fmt::Debug for Known {
    /// Without what somebody is known by.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Known").field("fingers", &self.fingers.len()).finish_non_exhaustive()
    }
}
