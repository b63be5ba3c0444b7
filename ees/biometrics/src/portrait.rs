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

/// What one look at an image of a face tells.
#[derive(Clone, Debug)]
pub struct Look {
    /// Whose face it is.
    pub embedding: Embedding,
    /// How good the image is.
    pub quality: Quality,
    /// The light in which it was taken, as far as it can be seen.
    pub spectrum: Spectrum,
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

    /// The face of an image and how good the image is, decoded once; with more faces than one there
    /// is none to be compared.
    pub fn look(&self, bytes: &[u8], limits: &Limits) -> Result<Look, PortraitError> {
        let image = decode_colour(bytes)?;
        let faces = self.detector.find(&image);
        let quality = assess(&image, &faces, limits);
        let embedding = self.embedder.embed(&image, &single(&faces)?.landmarks)?;
        Ok(Look { embedding, quality, spectrum: Spectrum::of(&image) })
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
