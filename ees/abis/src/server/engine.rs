//! From what a request brings to what is compared: images become templates here.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ees_biometrics::extractor::{self, Extractor};
use ees_biometrics::models::{Models, ModelsError, NFIQ2, SFACE, YUNET};
use ees_biometrics::portrait::{PortraitError, Portraits};
use ees_biometrics::sample::{self, Ppi, SampleError};
use ees_match::compare::Method;
use ees_match::compare::fingers::FINGERS_MAX;
use ees_match::face::FaceError;
use ees_match::face::embed::{Code as Face, LENGTH};
use ees_match::gallery::Samples;
use ees_match::image::{Image, PPI_RANGE};
use ees_match::minutiae::Template;
use ees_match::net::Cpu;
use ees_match::quality::{self, Forest};
use ees_match::record::{Position, minutiae};

use super::config::{self, Config};
use super::fault::{Code, Fault};
use crate::wire::{
    BIOMETRICS_MAX, BiometricData, BiometricSubType, BiometricType, CompressionType, TEMPLATE_2005,
    TEMPLATE_2011,
};

/// The name of the templates of faces, which are numbers of this system: 128 bytes.
pub const TEMPLATE_FACE: &str = "LIMEN_FACE_128";
/// The greatest side of the image of one finger, in pixels of 500 per inch: 5 cm.
const FINGER_SIDE_MAX: usize = 1_000;
/// With fewer minutiae there is nothing to compare, and probably no finger.
const MINUTIAE_MIN: usize = 5;

/// Everything that is prepared once.
#[derive(Debug)]
pub(super) struct Engine {
    extractor: Extractor,
    portraits: Option<Portraits>,
    forest: Option<Forest>,
    pub(super) method: Method,
    pub(super) cpu: Cpu,
}

/// What was made of a request.
#[derive(Default, PartialEq)]
pub(super) struct Taken {
    pub(super) samples: Samples,
    /// NFIQ 2 of the fingers that came as images.
    pub(super) qualities: Vec<(Position, u8)>,
}

impl Engine {
    /// Reads the models that are there. One that is there and damaged is an error; without those
    /// of faces no faces are taken.
    pub(super) fn prepare(config: &Config) -> Result<Self, ModelsError> {
        let (models, cpu) = (Models::at(config.models.as_deref()), Cpu::detect());
        let wanted = match config.extractor {
            config::Extractor::Best => extractor::Wanted::Best,
            config::Extractor::Leader => extractor::Wanted::Leader,
            config::Extractor::Classical => extractor::Wanted::Classical,
        };
        let has_faces = models.has(YUNET) && models.has(SFACE);
        Ok(Self {
            extractor: Extractor::prepare(wanted, &models, cpu)?,
            portraits: has_faces.then(|| Portraits::prepare(&models, cpu)).transpose()?,
            forest: models.has(NFIQ2).then(|| models.nfiq2()).transpose()?,
            method: config.matcher.method(),
            cpu,
        })
    }

    /// What takes minutiae from images.
    pub(super) fn extractor(&self) -> &'static str {
        self.extractor.name()
    }

    /// Whether faces are taken.
    pub(super) fn has_faces(&self) -> bool {
        self.portraits.is_some()
    }

    /// Everything of a request, or nothing.
    pub(super) fn take(&self, all: &[BiometricData]) -> Result<Taken, Fault> {
        let fingers = all.iter().filter(|one| one.biometric_type == BiometricType::Finger).count();
        if FINGERS_MAX < fingers {
            let said = format!("{fingers} fingers are more than a person has");
            return Err(Fault::new(Code::TooManyFingers, said));
        }
        if BIOMETRICS_MAX < all.len() {
            let said = format!("at most {BIOMETRICS_MAX} pieces of biometric data are taken");
            return Err(Fault::new(Code::TooManyFingers, said));
        }
        let mut taken = Taken::default();
        for one in all {
            if one.image_ref.is_some() || one.template_ref.is_some() {
                let said = "references are not followed; send the image or the template itself";
                return Err(Fault::new(Code::References, said));
            }
            match one.biometric_type {
                BiometricType::Finger => self.take_finger(one, &mut taken)?,
                BiometricType::Face => self.take_face(one, &mut taken)?,
                BiometricType::Iris | BiometricType::Signature | BiometricType::Unknown => {
                    return Err(Fault::new(Code::Kind, "faces and fingers are compared here"));
                }
            }
        }
        if taken.samples.face.is_none() && taken.samples.fingers.is_empty() {
            return Err(Fault::new(Code::Nothing, "there is neither a face nor a finger"));
        }
        Ok(taken)
    }

    fn take_finger(&self, one: &BiometricData, taken: &mut Taken) -> Result<(), Fault> {
        let named = position(one)?;
        // Before anything is computed: the same finger twice is a mistake of whoever sent it.
        free(named, taken)?;
        let (position, template, quality) = match (&one.image, &one.template) {
            (Some(image), _) => {
                let named = named.ok_or_else(which)?;
                let image = Self::finger(&decoded(image)?, one)?;
                let template = self.extractor.extract(&image);
                let template = template.map_err(|error| no_finger(&error.to_string()))?;
                (named, template, self.quality(&image))
            }
            (None, Some(template)) => {
                let (position, template) = template_of(&decoded(template)?, one, named)?;
                (position, template, None)
            }
            (None, None) => {
                return Err(Fault::new(Code::Nothing, "a finger has neither image nor template"));
            }
        };
        free(Some(position), taken)?;
        if template.minutiae.len() < MINUTIAE_MIN {
            return Err(no_finger("too little of a fingerprint is to be seen"));
        }
        taken.samples.fingers.push((position, template));
        taken.qualities.extend(quality.map(|quality| (position, quality)));
        Ok(())
    }

    /// The image of one finger, at 500 pixels per inch.
    fn finger(bytes: &[u8], one: &BiometricData) -> Result<Image, Fault> {
        let ppi = one.resolution.map(|ppi| {
            let ppi = u16::try_from(ppi).ok().filter(|ppi| PPI_RANGE.contains(ppi));
            ppi.ok_or_else(|| Fault::new(Code::Parameter, "`resolution` is from 72 to 1200"))
        });
        let ppi = ppi.transpose()?;
        let is_raw = one.compression == Some(CompressionType::None);
        let image = match (is_raw, one.width.zip(one.height)) {
            (true, Some(sides)) if one.bitdepth.is_none_or(|bits| bits == 8) => {
                raw(bytes, sides, ppi.unwrap_or(500))?
            }
            (true, _) => {
                let said = "pixels without a format need `width` and `height` and have 8 bits";
                return Err(Fault::new(Code::NotAnImage, said));
            }
            (false, _) => {
                let ppi = ppi.map_or(Ppi::Stated, Ppi::Exactly);
                sample::image(bytes, ppi).map_err(|error| not_taken(&error))?.0
            }
        };
        if FINGER_SIDE_MAX < image.width().max(image.height()) {
            let (width, height) = (image.width(), image.height());
            let said = format!(
                "{width} × {height} pixels of 500 per inch are not one finger; \
                 at most {FINGER_SIDE_MAX} × {FINGER_SIDE_MAX} are"
            );
            return Err(Fault::new(Code::NotAnImage, said));
        }
        Ok(image)
    }

    /// NFIQ 2, where its forest is there and the image is measured.
    fn quality(&self, image: &Image) -> Option<u8> {
        let forest = self.forest.as_ref()?;
        Some(quality::nfiq2(image, forest).ok()?.score)
    }

    fn take_face(&self, one: &BiometricData, taken: &mut Taken) -> Result<(), Fault> {
        if taken.samples.face.is_some() {
            return Err(Fault::new(Code::Twice, "a face is there twice"));
        }
        if matches!(
            one.biometric_sub_type,
            Some(BiometricSubType::LeftProfile | BiometricSubType::RightProfile)
        ) {
            return Err(Fault::new(Code::Kind, "faces are compared from the front alone"));
        }
        let face = match (&one.image, &one.template) {
            (Some(image), _) => self.face(&decoded(image)?)?,
            (None, Some(template)) => numbers(&decoded(template)?, one)?,
            (None, None) => {
                return Err(Fault::new(Code::Nothing, "a face has neither image nor template"));
            }
        };
        taken.samples.face = Some(face);
        Ok(())
    }

    fn face(&self, bytes: &[u8]) -> Result<Face, Fault> {
        let Some(portraits) = &self.portraits else {
            let said = "the models of faces are not installed here, so no image of a face is taken";
            return Err(Fault::new(Code::Faces, said));
        };
        match portraits.embedding(bytes) {
            Ok(embedding) => Ok(embedding.code()),
            Err(PortraitError::Decode(error)) => {
                Err(Fault::new(Code::NotAnImage, error.to_string()))
            }
            Err(PortraitError::File(error)) => Err(not_taken(&error)),
            Err(PortraitError::Face(error @ (FaceError::None | FaceError::Several(_)))) => {
                Err(Fault::new(Code::NotOneFace, error.to_string()))
            }
            Err(PortraitError::Align(error)) => {
                Err(Fault::new(Code::NotOneFace, error.to_string()))
            }
        }
    }
}

fn which() -> Fault {
    Fault::new(Code::WhichFinger, "which finger it is has to be said, as in `RIGHT_INDEX`")
}

fn no_finger(said: &str) -> Fault {
    Fault::new(Code::NoFinger, format!("no finger that can be compared: {said}"))
}

/// Which finger a piece says that it is.
fn position(one: &BiometricData) -> Result<Option<Position>, Fault> {
    match one.biometric_sub_type {
        None | Some(BiometricSubType::Unknown) => Ok(None),
        Some(name) => match name.position() {
            Some(position) if position.is_single() => Ok(Some(position)),
            Some(_) => {
                let said = "several fingers in one image are not taken apart here; send each alone";
                Err(Fault::new(Code::Groups, said))
            }
            None => Err(which()),
        },
    }
}

/// Whether a finger is not there yet.
fn free(position: Option<Position>, taken: &Taken) -> Result<(), Fault> {
    let is_taken = taken.samples.fingers.iter().any(|(known, _)| Some(*known) == position);
    if !is_taken {
        return Ok(());
    }
    let code = position.map_or(0, Position::code);
    Err(Fault::new(Code::Twice, format!("finger {code} is there twice")))
}

fn decoded(text: &str) -> Result<Vec<u8>, Fault> {
    let decoded = STANDARD.decode(text);
    decoded.map_err(|error| Fault::new(Code::Base64, format!("that is no base64: {error}")))
}

fn not_taken(error: &SampleError) -> Fault {
    let code = match error {
        SampleError::Extract(_) => Code::NoFinger,
        SampleError::Record(_) => Code::NotATemplate,
        SampleError::Unreadable(_)
        | SampleError::TooLarge
        | SampleError::Decode(_)
        | SampleError::Image(_) => Code::NotAnImage,
    };
    Fault::new(code, error.to_string())
}

/// Grey values without a format.
fn raw(bytes: &[u8], (width, height): (u32, u32), ppi: u16) -> Result<Image, Fault> {
    let side = |side: u32| usize::try_from(side).unwrap_or(usize::MAX);
    let image = Image::new(side(width), side(height), ppi, bytes.to_vec());
    let image = image.map_err(|error| Fault::new(Code::NotAnImage, error.to_string()))?;
    if ppi == 500 {
        return Ok(image);
    }
    let image = ees_match::image::resample::resample(&image, 500);
    image.map_err(|error| Fault::new(Code::NotAnImage, error.to_string()))
}

/// The template of one finger, and which finger it is.
fn template_of(
    bytes: &[u8],
    one: &BiometricData,
    named: Option<Position>,
) -> Result<(Position, Template), Fault> {
    let format = one.template_format.as_deref().unwrap_or(TEMPLATE_2005);
    if ![TEMPLATE_2005, TEMPLATE_2011].contains(&format) {
        let said = format!("templates are `{TEMPLATE_2005}` or `{TEMPLATE_2011}` here");
        return Err(Fault::new(Code::TemplateFormat, said));
    }
    let wrong = |said: &str| Fault::new(Code::NotATemplate, said);
    let views = minutiae::read(bytes).map_err(|error| wrong(&error.to_string()))?.views;
    let mut views = views.into_iter();
    let (Some(view), None) = (views.next(), views.next()) else {
        return Err(wrong("a record of several fingers; send each alone"));
    };
    let stated = Some(view.position).filter(|position| position.is_single());
    match (named, stated) {
        (Some(named), Some(stated)) if named != stated => {
            Err(Fault::new(Code::WhichFinger, "the record says that it is another finger"))
        }
        (named, stated) => Ok((named.or(stated).ok_or_else(which)?, view.template)),
    }
}

/// The numbers of a face, which this system made.
fn numbers(bytes: &[u8], one: &BiometricData) -> Result<Face, Fault> {
    if one.template_format.as_deref() != Some(TEMPLATE_FACE) {
        let said = format!("of templates of faces only `{TEMPLATE_FACE}` is known; send the image");
        return Err(Fault::new(Code::TemplateFormat, said));
    }
    let numbers = <[u8; LENGTH]>::try_from(bytes);
    match numbers {
        Ok(numbers) => Ok(Face(numbers.map(u8::cast_signed))),
        Err(_) => Err(Fault::new(Code::NotATemplate, format!("a face has {LENGTH} bytes"))),
    }
}
