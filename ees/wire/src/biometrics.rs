//! What a file says of biometric data, as it is sent.

use ees_domain::biometrics as own;
use ees_domain::day::Day;
use ees_domain::enrolment::{Quality, SampleOf, ScoredPrints};
use ees_domain::fields::{Age, AgeReading};
use ees_domain::file::File;
use serde::Serialize;
use utoipa::ToSchema;

use crate::capture::{code_of, state_code};

/// What a file says of biometric data. EES Art. 15, 17(3) to (5), 21(3).
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = BiometricMarks)]
pub struct Biometrics {
    /// `live`, `chip`, `missing-fallback`, `missing-point-without`, `missing-not-available` or
    /// `not-entered`.
    pub face: Mark,
    /// `taken`, `must-not-be-stored`, `not-applicable-under-twelve`, `not-applicable-impossible`,
    /// `impossible-today`, `missing-fallback`, `missing-point-without`, `missing-not-available` or
    /// `not-entered`.
    pub fingerprints: Mark,
}

/// A mark in place of biometric data, or that it is there.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = BiometricMark)]
pub struct Mark {
    /// The mark, a code.
    pub mark: &'static str,
    /// The article that has it made.
    pub basis: &'static str,
    /// The day since which it stands.
    pub since: String,
    /// Why, in the officer's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether it is owed by the age on this day, and is asked for at the next crossing.
    pub is_owed: bool,
    /// Whether what is there is good enough; a better sample takes its place otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_sufficient: Option<bool>,
    /// The fingers, each taken or missing; none of a facial image.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fingers: Vec<FingerOnFile>,
}

/// A finger as the file has it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = FingerOnFile)]
pub struct FingerOnFile {
    /// Which finger, as in `right-index`.
    pub position: &'static str,
    /// `taken`, `amputated` or `unable`.
    pub state: &'static str,
    /// NFIQ 2, from 0 to 100, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<u8>,
}

impl FingerOnFile {
    fn all(held: &ScoredPrints) -> Vec<Self> {
        let hand = held.prints.hand();
        let fingers = held.prints.fingers().zip(held.scores);
        fingers
            .filter_map(|((finger, state), quality)| {
                let position = code_of(SampleOf::Print(hand, finger))?;
                Some(Self { position, state: state_code(state), quality })
            })
            .collect()
    }
}

impl Biometrics {
    /// The marks as they are sent on a day.
    pub fn of(file: &File, on: Day) -> Self {
        let own::Biometrics { face, prints, held } = &file.biometrics;
        Self {
            face: Mark {
                mark: face.mark.code(),
                basis: face.mark.article(),
                since: face.since.to_string(),
                reason: face.reason.as_ref().map(|reason| reason.as_str().to_owned()),
                is_owed: matches!(face.mark, own::FaceMark::Missing(_)),
                is_sufficient: held.face.map(|quality| quality == Quality::Sufficient),
                fingers: Vec::new(),
            },
            fingerprints: Mark {
                mark: prints.mark.code(),
                basis: prints.mark.article(),
                since: prints.since.to_string(),
                reason: prints.reason.as_ref().map(|reason| reason.as_str().to_owned()),
                is_owed: prints.mark.is_owed(age(file, on)),
                is_sufficient: None,
                fingers: held.prints.as_ref().map(FingerOnFile::all).unwrap_or_default(),
            },
        }
    }
}

/// The age on a day, by the identity that was entered last; whoever may be twelve is asked.
fn age(file: &File, on: Day) -> Age {
    let birth = file.identities.last().map(|identity| identity.birth);
    match birth.map(|birth| AgeReading::on(birth, on)) {
        Some(AgeReading::Known(age)) => age,
        Some(AgeReading::Unclear) | None => Age::TwelveOrOlder,
    }
}
