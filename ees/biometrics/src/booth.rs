//! What is made of images that were just taken of somebody: what is compared by, how good it is,
//! and what the person could do for a better one.

use ees_match::face::embed::Code;
use ees_match::face::quality::{Limits, Quality};
use ees_match::face::{FaceError, Spectrum};
use ees_match::image::decode::{DecodeError, decode_colour};
use ees_match::minutiae::Template;
use ees_match::net::Cpu;
use ees_match::quality::{self, Assessment, Forest, Hint, QualityError, gate};

use crate::extractor::{Extractor, Wanted};
use crate::models::{Models, ModelsError, NFIQ2, SFACE, YUNET};
use crate::portrait::{Look, PortraitError, Portraits};
use crate::sample::{Assumed, Ppi, SampleError, image};

/// Fewer minutiae tell nobody from anybody.
const MINUTIAE_MIN: usize = 6;

/// Networks and forest, prepared once and used by every thread.
#[derive(Debug)]
pub struct Booth {
    extractor: Extractor,
    portraits: Option<Portraits>,
    forest: Option<Forest>,
}

/// A print that can be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Print {
    /// What it is compared by.
    pub template: Template,
    /// How good it is.
    pub assessment: Assessment,
    /// What was assumed about the file.
    pub assumed: Option<Assumed>,
}

/// A face, which can be compared where there are networks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// What it is compared by.
    pub code: Option<Code>,
    /// How good the image is, where something can tell.
    pub quality: Option<Quality>,
    /// The light, as far as it can be seen.
    pub spectrum: Spectrum,
}

/// Why an image is not that of a finger.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The file cannot be used.
    #[error(transparent)]
    Sample(#[from] SampleError),
    /// The image is too large for one finger.
    #[error(transparent)]
    Quality(#[from] QualityError),
    /// It shows no finger, or too little of one.
    #[error("the image shows no finger, or too little of one")]
    NoFinger,
}

impl Booth {
    /// Everything that the folder of models holds; without it the classical way takes minutiae,
    /// and faces are not compared. A model that is there and damaged is an error.
    pub fn prepare(wanted: Wanted, models: &Models, cpu: Cpu) -> Result<Self, ModelsError> {
        let has_faces = models.has(YUNET) && models.has(SFACE);
        Ok(Self {
            extractor: Extractor::prepare(wanted, models, cpu)?,
            portraits: has_faces.then(|| Portraits::prepare(models, cpu)).transpose()?,
            forest: models.has(NFIQ2).then(|| models.nfiq2()).transpose()?,
        })
    }

    /// By what minutiae are taken.
    pub fn extractor(&self) -> &Extractor {
        &self.extractor
    }

    /// Whether faces are compared.
    pub fn compares_faces(&self) -> bool {
        self.portraits.is_some()
    }

    /// Whether the quality of prints is that of NFIQ 2.
    pub fn has_nfiq2(&self) -> bool {
        self.forest.is_some()
    }

    /// A print out of the file of an image.
    pub fn print(&self, bytes: &[u8], ppi: Ppi) -> Result<Print, PrintError> {
        let (image, assumed) = image(bytes, ppi)?;
        let assessment = match &self.forest {
            Some(forest) => quality::nfiq2(&image, forest)?,
            None => gate(&image)?,
        };
        if assessment.hint == Some(Hint::NoFinger) {
            return Err(PrintError::NoFinger);
        }
        let template = self.extractor.extract(&image).map_err(SampleError::from)?;
        if template.minutiae.len() < MINUTIAE_MIN {
            return Err(PrintError::NoFinger);
        }
        Ok(Print { template, assessment, assumed })
    }

    /// A face out of the file of an image, held against `limits`.
    pub fn face(&self, bytes: &[u8], limits: &Limits) -> Result<Face, PortraitError> {
        let Some(portraits) = &self.portraits else {
            let spectrum = Spectrum::of(&decode_colour(bytes)?);
            return Ok(Face { code: None, quality: None, spectrum });
        };
        let Look { embedding, quality, spectrum } = portraits.look(bytes, limits)?;
        Ok(Face { code: Some(embedding.code()), quality: Some(quality), spectrum })
    }
}

impl PrintError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoFinger => "no-finger",
            Self::Quality(QualityError::Size { .. })
            | Self::Sample(SampleError::TooLarge | SampleError::Extract(_)) => "image-too-large",
            Self::Sample(SampleError::Decode(error)) => code_of(error),
            Self::Quality(QualityError::Image(_))
            | Self::Sample(
                SampleError::Unreadable(_) | SampleError::Image(_) | SampleError::Record(_),
            ) => "not-an-image",
        }
    }
}

impl PortraitError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Face(FaceError::None) | Self::Align(_) => "no-face",
            Self::Face(FaceError::Several(_)) => "more-than-one-face",
            Self::Decode(error) => code_of(error),
            Self::File(_) => "not-an-image",
        }
    }
}

/// The stable code of why a file is no image.
const fn code_of(error: &DecodeError) -> &'static str {
    match error {
        DecodeError::Image(_) => "image-too-large",
        DecodeError::Format
        | DecodeError::Damaged { .. }
        | DecodeError::TooShort { .. }
        | DecodeError::Colours
        | DecodeError::Unequal
        | DecodeError::Resolution
        | DecodeError::Wsq(_) => "not-an-image",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ees_match::image::{Image, encode_png};
    use ees_match::synthetic::{Conditions, Finger};

    fn booth() -> Booth {
        let empty = tempfile::tempdir().unwrap();
        let models = Models::at(Some(empty.path()));
        Booth::prepare(Wanted::Best, &models, Cpu::detect()).unwrap()
    }

    fn code(booth: &Booth, bytes: &[u8]) -> &'static str {
        booth.print(bytes, Ppi::Stated).unwrap_err().code()
    }

    #[test]
    fn what_is_no_finger_is_told_apart_from_what_is_no_image() {
        let booth = booth();
        let plain = |side: u32, grey: u8| {
            let pixels = vec![grey; usize::try_from(side * side).unwrap()];
            let side = side.try_into().unwrap();
            encode_png(&Image::new(side, side, 500, pixels).unwrap()).unwrap()
        };
        assert_eq!(code(&booth, &plain(400, 255)), "no-finger");
        assert_eq!(code(&booth, &plain(400, 0)), "no-finger");
        assert_eq!(code(&booth, &plain(1, 90)), "no-finger");
        assert_eq!(code(&booth, b"GIF89a"), "not-an-image");
        let finger = Finger::grow(1, Cpu::detect()).impression(1, &Conditions::GOOD).unwrap();
        let finger = encode_png(&finger).unwrap();
        assert_eq!(code(&booth, &finger[..finger.len() / 2]), "not-an-image");
        assert!(booth.print(&finger, Ppi::Stated).unwrap().template.minutiae.len() > 10);
        assert!(!booth.compares_faces() && !booth.has_nfiq2());
    }
}
