//! What a file says of biometric data, as it is sent.

use ees_domain::biometrics as own;
use ees_domain::day::Day;
use ees_domain::fields::{Age, AgeReading};
use ees_domain::file::File;
use serde::Serialize;
use utoipa::ToSchema;

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
}

impl Biometrics {
    /// The marks as they are sent on a day.
    pub fn of(file: &File, on: Day) -> Self {
        let own::Biometrics { face, prints } = &file.biometrics;
        Self {
            face: Mark {
                mark: face.mark.code(),
                basis: face.mark.article(),
                since: face.since.to_string(),
                reason: face.reason.as_ref().map(|reason| reason.as_str().to_owned()),
                is_owed: matches!(face.mark, own::FaceMark::Missing(_)),
            },
            fingerprints: Mark {
                mark: prints.mark.code(),
                basis: prints.mark.article(),
                since: prints.since.to_string(),
                reason: prints.reason.as_ref().map(|reason| reason.as_str().to_owned()),
                is_owed: prints.mark.is_owed(age(file, on)),
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
