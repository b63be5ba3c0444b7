//! What a file says of biometric data, as columns of the file. EES Art. 15, 17(3) to (5), 21(3).

use ees_domain::biometrics::{Biometrics, FaceMark, Noted, PrintsMark};
use ees_domain::day::Day;
use ees_domain::enrolment::{Held, Quality, ScoredPrints};
use ees_domain::fields::{Finger, FingerState, Hand, MissingFinger, Prints};
use serde::{Deserialize, Serialize};

use super::sealed::{FileKey, Kind};
use crate::{FieldBefore, StoreError};

const fn inconsistent() -> StoreError {
    StoreError::Inconsistent { what: "marks of biometric data" }
}

#[derive(Serialize, Deserialize)]
struct WrittenNoted {
    mark: String,
    since: String,
    reason: Option<String>,
}

/// What there is of one finger: its quality, or why it is missing.
#[derive(Serialize, Deserialize)]
struct WrittenFinger {
    missing: Option<String>,
    nfiq2: Option<u8>,
}

#[derive(Serialize, Deserialize)]
struct WrittenPrints {
    hand: char,
    fingers: [WrittenFinger; 4],
}

/// What a file holds. Rows from before say nothing of it.
#[derive(Default, Serialize, Deserialize)]
struct WrittenHeld {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    is_face_sufficient: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prints: Option<WrittenPrints>,
}

#[derive(Serialize, Deserialize)]
struct Written {
    face: WrittenNoted,
    prints: WrittenNoted,
    #[serde(default)]
    held: WrittenHeld,
}

impl WrittenHeld {
    fn of(held: &Held) -> Self {
        Self {
            is_face_sufficient: held.face.map(|quality| quality == Quality::Sufficient),
            prints: held.prints.as_ref().map(WrittenPrints::of),
        }
    }

    fn read(self) -> Result<Held, StoreError> {
        let face = self.is_face_sufficient.map(|is_sufficient| {
            if is_sufficient { Quality::Sufficient } else { Quality::Insufficient }
        });
        let prints = self.prints.map(|prints| prints.read().ok_or(inconsistent()));
        Ok(Held { face, prints: prints.transpose()? })
    }
}

impl WrittenPrints {
    fn of(held: &ScoredPrints) -> Self {
        let finger = |finger: Finger| {
            let found = held.prints.fingers().zip(held.scores).find(|((one, _), _)| *one == finger);
            let (state, nfiq2) =
                found.map_or((FingerState::Taken, None), |((_, state), nfiq2)| (state, nfiq2));
            let missing = match state {
                FingerState::Taken => None,
                FingerState::Missing(why) => Some(why.code().to_owned()),
            };
            WrittenFinger { missing, nfiq2 }
        };
        let hand = match held.prints.hand() {
            Hand::Right => 'R',
            Hand::Left => 'L',
        };
        Self { hand, fingers: Finger::ALL.map(finger) }
    }

    fn read(self) -> Option<ScoredPrints> {
        let hand = match self.hand {
            'R' => Hand::Right,
            'L' => Hand::Left,
            _ => return None,
        };
        let state = |finger: &WrittenFinger| match finger.missing.as_deref() {
            None => Some(FingerState::Taken),
            Some(code) => MissingFinger::find(code).map(FingerState::Missing),
        };
        let [index, middle, ring, little] = &self.fingers;
        let states = [state(index)?, state(middle)?, state(ring)?, state(little)?];
        let scores = [index.nfiq2, middle.nfiq2, ring.nfiq2, little.nfiq2];
        Some(ScoredPrints { prints: Prints::stored(hand, states)?, scores })
    }
}

impl WrittenNoted {
    fn of<M>(noted: &Noted<M>, code: &str) -> Self {
        Self {
            mark: code.to_owned(),
            since: noted.since.to_string(),
            reason: noted.reason.as_ref().map(|reason| reason.as_str().to_owned()),
        }
    }

    fn read<M>(&self, find: impl Fn(&str) -> Option<M>) -> Result<Noted<M>, StoreError> {
        let reason = self.reason.as_deref().map(|text| text.parse().ok().ok_or(inconsistent()));
        Ok(Noted {
            mark: find(&self.mark).ok_or(inconsistent())?,
            since: self.since.parse().ok().ok_or(inconsistent())?,
            reason: reason.transpose()?,
        })
    }
}

/// Seals the marks with their days, grounds and reasons.
pub(super) fn seal(key: &FileKey, marks: &Biometrics) -> Result<Vec<u8>, StoreError> {
    let written = Written {
        face: WrittenNoted::of(&marks.face, marks.face.mark.code()),
        prints: WrittenNoted::of(&marks.prints, marks.prints.mark.code()),
        held: WrittenHeld::of(&marks.held),
    };
    key.seal(Kind::Marks, &written)
}

/// Reads the two marks and what is sealed of them; files from before have no more than the marks,
/// which stand since `made`.
pub(super) fn read(
    key: &FileKey,
    (face, prints, sealed): (&str, &str, Option<&[u8]>),
    made: Day,
) -> Result<Biometrics, StoreError> {
    let Some(sealed) = sealed else {
        let noted = |code: &str| WrittenNoted {
            mark: code.to_owned(),
            since: made.to_string(),
            reason: None,
        };
        return Ok(Biometrics {
            face: noted(face).read(FaceMark::find)?,
            prints: noted(prints).read(PrintsMark::find)?,
            held: Held::default(),
        });
    };
    let written: Written = key.open(Kind::Marks, sealed)?;
    Ok(Biometrics {
        face: written.face.read(FaceMark::find)?,
        prints: written.prints.read(PrintsMark::find)?,
        held: written.held.read()?,
    })
}

/// The fields of the marks, for the history. EES Art. 17(4): nothing keeps that prints were
/// impossible for a time beyond the mark itself.
pub(super) fn fields(marks: &Biometrics) -> Vec<FieldBefore> {
    let mut fields = of("facial-image", &marks.face, marks.face.mark.code());
    if marks.history_keeps_prints() {
        fields.extend(of("fingerprints", &marks.prints, marks.prints.mark.code()));
    }
    fields
}

fn of<M>(field: &str, noted: &Noted<M>, code: &str) -> Vec<FieldBefore> {
    let value = match &noted.reason {
        Some(reason) => format!("{code} {} ({})", noted.since, reason.as_str()),
        None => format!("{code} {}", noted.since),
    };
    vec![FieldBefore { field: field.to_owned(), value }]
}
