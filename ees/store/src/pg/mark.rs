//! What a file says of biometric data, as columns of the file. EES Art. 15, 17(3) to (5), 21(3).

use ees_domain::biometrics::{Biometrics, FaceMark, Noted, PrintsMark};
use ees_domain::day::Day;
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

#[derive(Serialize, Deserialize)]
struct Written {
    face: WrittenNoted,
    prints: WrittenNoted,
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
        });
    };
    let written: Written = key.open(Kind::Marks, sealed)?;
    Ok(Biometrics {
        face: written.face.read(FaceMark::find)?,
        prints: written.prints.read(PrintsMark::find)?,
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
