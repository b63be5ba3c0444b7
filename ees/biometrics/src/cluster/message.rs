//! What goes between whoever asks and a part of the gallery.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ees_match::compare::calibration::Strength;
use ees_match::gallery::{Candidate, Reference, Samples, Wanted};
use ees_match::record::Position;
use serde::{Deserialize, Serialize};

use super::{NoShare, Share};
use crate::samples::{self, SamplesError};

/// The longest message, in bytes: ten fingers with the most minutiae, and as much again.
pub const MESSAGE_BYTES_MAX: usize = 65_536;
/// The most candidates that are asked for.
const CANDIDATES_MAX: usize = 1_000;
/// The form of the messages; another one is refused.
const VERSION: u8 = 1;

/// Why a message is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// It is too long.
    #[error("a message has at most {MESSAGE_BYTES_MAX} bytes, not {0}")]
    Long(usize),
    /// It is no JSON of this form.
    #[error("the message cannot be read: {0}")]
    Form(String),
    /// It is of another version of this program.
    #[error("the message is of version {0}, not {VERSION}")]
    Version(u8),
    /// The samples in it are none.
    #[error(transparent)]
    Samples(#[from] SamplesError),
    /// The part it is from is none.
    #[error(transparent)]
    Share(#[from] NoShare),
}

/// Who is like this?
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Question {
    pub(super) probe: Samples,
    pub(super) wanted: Wanted,
}

#[derive(Serialize, Deserialize)]
struct QuestionForm {
    version: u8,
    face: Option<String>,
    fingers: Option<String>,
    threshold: f32,
    most: usize,
}

impl Question {
    pub(super) fn write(&self) -> Result<Vec<u8>, MessageError> {
        let fingers = samples::fingers_to_bytes(&self.probe)?;
        to_bytes(&QuestionForm {
            version: VERSION,
            face: samples::face_to_bytes(&self.probe).map(|face| STANDARD.encode(face)),
            fingers: fingers.map(|fingers| STANDARD.encode(fingers)),
            threshold: self.wanted.threshold.decibels(),
            most: self.wanted.most,
        })
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, MessageError> {
        let form: QuestionForm = from_bytes(bytes)?;
        if form.version != VERSION {
            return Err(MessageError::Version(form.version));
        }
        let (fingers, face) = (decoded(form.fingers)?, decoded(form.face)?);
        let probe = samples::from_bytes(fingers.as_deref(), face.as_deref())?;
        let threshold = Strength::of_decibels(form.threshold);
        Ok(Self { probe, wanted: Wanted { threshold, most: form.most.min(CANDIDATES_MAX) } })
    }
}

fn decoded(text: Option<String>) -> Result<Option<Vec<u8>>, MessageError> {
    let decoded = text.map(|text| STANDARD.decode(text)).transpose();
    decoded.map_err(|error| MessageError::Form(error.to_string()))
}

/// What a part says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Answer {
    version: u8,
    part: u32,
    of: u32,
    pub(super) people: u64,
    pub(super) refused: Option<String>,
    candidates: Vec<CandidateForm>,
}

#[derive(Debug, Serialize, Deserialize)]
struct CandidateForm {
    /// In hexadecimal digits, since numbers of JSON end at 53 bits.
    reference: String,
    strength: f32,
    face: Option<f32>,
    fingers: Vec<(u8, f32)>,
}

impl Answer {
    pub(super) fn found(share: Share, people: usize, candidates: &[Candidate]) -> Self {
        let candidate = |one: &Candidate| CandidateForm {
            reference: format!("{:032x}", one.reference.0),
            strength: one.strength.decibels(),
            face: one.face.map(Strength::decibels),
            fingers: one
                .fingers
                .iter()
                .map(|(position, strength)| (position.code(), strength.decibels()))
                .collect(),
        };
        Self {
            people: u64::try_from(people).unwrap_or(u64::MAX),
            candidates: candidates.iter().map(candidate).collect(),
            ..Self::of_nobody(share)
        }
    }

    pub(super) fn refused(share: Share, why: &str) -> Self {
        Self { refused: Some(why.to_owned()), ..Self::of_nobody(share) }
    }

    fn of_nobody(share: Share) -> Self {
        let (part, of) = (share.number, share.of);
        Self { version: VERSION, part, of, people: 0, refused: None, candidates: Vec::new() }
    }

    /// The bytes; what cannot be written is refused in as many words.
    pub(super) fn write(&self) -> Vec<u8> {
        to_bytes(self).unwrap_or_else(|error| {
            let share = Share { number: self.part, of: self.of };
            to_bytes(&Self::refused(share, &error.to_string())).unwrap_or_default()
        })
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, MessageError> {
        let answer: Self = from_bytes(bytes)?;
        if answer.version == VERSION {
            Ok(answer)
        } else {
            Err(MessageError::Version(answer.version))
        }
    }

    pub(super) fn share(&self) -> Result<Share, MessageError> {
        Ok(Share::new(self.part, self.of)?)
    }

    pub(super) fn candidates(&self) -> Result<Vec<Candidate>, MessageError> {
        self.candidates.iter().map(candidate).collect()
    }
}

fn candidate(form: &CandidateForm) -> Result<Candidate, MessageError> {
    let wrong = |what: &str| MessageError::Form(format!("`{what}` is none"));
    let reference = u128::from_str_radix(&form.reference, 16).ok();
    let finger = |(code, strength): &(u8, f32)| {
        let position = Position::new(*code).ok_or_else(|| wrong("finger"))?;
        Ok((position, Strength::of_decibels(*strength)))
    };
    Ok(Candidate {
        reference: Reference(reference.ok_or_else(|| wrong("reference"))?),
        strength: Strength::of_decibels(form.strength),
        face: form.face.map(Strength::of_decibels),
        fingers: form.fingers.iter().map(finger).collect::<Result<_, MessageError>>()?,
    })
}

fn to_bytes<T: Serialize>(form: &T) -> Result<Vec<u8>, MessageError> {
    let bytes = serde_json::to_vec(form).map_err(|error| MessageError::Form(error.to_string()))?;
    checked(bytes.len())?;
    Ok(bytes)
}

fn from_bytes<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, MessageError> {
    checked(bytes.len())?;
    serde_json::from_slice(bytes).map_err(|error| MessageError::Form(error.to_string()))
}

fn checked(length: usize) -> Result<(), MessageError> {
    if MESSAGE_BYTES_MAX < length { Err(MessageError::Long(length)) } else { Ok(()) }
}
