//! Files of portraits: where the face is, whose it is, how good the image is.

use ees_match::face::align::AlignError;
use ees_match::face::detect::Detector;
use ees_match::face::embed::{Embedder, Embedding};
use ees_match::face::quality::{Limits, Quality, assess};
use ees_match::face::{FaceError, Spectrum, single};
use ees_match::image::decode::{DecodeError, decode_colour};
use ees_match::net::Cpu;

use crate::models::{Models, ModelsError};
use crate::sample::SampleError;

/// Why a portrait cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum PortraitError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] SampleError),
    /// The bytes are no image.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// There is not one face.
    #[error(transparent)]
    Face(#[from] FaceError),
    /// The face lies so that it cannot be brought upright.
    #[error(transparent)]
    Align(#[from] AlignError),
}

/// The networks of faces, ready to be used by every thread.
#[derive(Debug)]
pub struct Portraits {
    detector: Detector,
    embedder: Embedder,
}

impl Portraits {
    /// Both networks from their models.
    pub fn prepare(models: &Models, cpu: Cpu) -> Result<Self, ModelsError> {
        Ok(Self { detector: models.detector(cpu)?, embedder: models.embedder(cpu)? })
    }

    /// The only face of an image.
    pub fn embedding(&self, bytes: &[u8]) -> Result<Embedding, PortraitError> {
        let image = decode_colour(bytes)?;
        let faces = self.detector.find(&image);
        Ok(self.embedder.embed(&image, &single(&faces)?.landmarks)?)
    }

    /// How good an image is, whatever it shows, and which light it was taken in.
    pub fn quality(
        &self,
        bytes: &[u8],
        limits: &Limits,
    ) -> Result<(Quality, Spectrum), PortraitError> {
        let image = decode_colour(bytes)?;
        let faces = self.detector.find(&image);
        Ok((assess(&image, &faces, limits), Spectrum::of(&image)))
    }
}
