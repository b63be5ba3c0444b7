//! Verifying one to one: is this the person of the file, or of the visa.

use super::found::{FaceOnFile, FileFound, PrintsOnFile, VisFound, VisSearch};
use super::known::{Known, Outcome};
use super::question::{Against, Modality, Question};
use super::{Person, Step, ask};
use crate::fields::{Age, Capture, Is};
use crate::file::Regime;
use crate::refusal::VisImage;

/// What verification came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verification {
    /// A machine found it to be the person.
    Matched,
    /// The officer did.
    SeenByEye,
    /// It failed.
    Failed,
    /// Nothing could be compared.
    NotPossible,
}

/// E3: whether the person is the one of the file that was found.
///
/// Law: EES Art. 23(2), third and fourth subparagraphs: face or fingerprints, and if the one
/// fails, the other.
pub(super) fn of_file(
    person: &Person<'_>,
    file: FileFound,
    known: &Known,
) -> Result<Verification, Step> {
    let order = match known.first {
        Modality::Face => [Modality::Face, Modality::Prints],
        Modality::Prints => [Modality::Prints, Modality::Face],
    };
    let mut found = Verification::NotPossible;
    for modality in order {
        let outcome = match modality {
            Modality::Face => face(person, file, known)?,
            Modality::Prints => prints(person, file, known)?,
        };
        found = after(found, outcome);
        if found == Verification::Matched {
            return Ok(found);
        }
    }
    if found == Verification::NotPossible { by_eye(known) } else { Ok(found) }
}

/// What is found after one more comparison; `None` when it could not be made.
const fn after(found: Verification, outcome: Option<Outcome>) -> Verification {
    match outcome {
        Some(Outcome::Match) => Verification::Matched,
        Some(Outcome::NoMatch) => Verification::Failed,
        Some(Outcome::NotAvailable | Outcome::Unusable(_) | Outcome::Refused) | None => found,
    }
}

/// The officer compares where no machine can, and says why.
fn by_eye(known: &Known) -> Result<Verification, Step> {
    let seen = known.by_eye.as_ref().ok_or(ask(Question::CompareByEye))?;
    match seen.same_person {
        Is::So => Ok(Verification::SeenByEye),
        Is::NotSo => Ok(Verification::Failed),
    }
}

/// The live face against the file, or, when that has none, against the Visa Information System.
fn face(person: &Person<'_>, file: FileFound, known: &Known) -> Result<Option<Outcome>, Step> {
    if file.face != FaceOnFile::None {
        let can = can_compare(known);
        return answer(known.face_in_ees, can, Question::VerifyFace(Against::Ees));
    }
    match vis_of_required(person, known) {
        Some(vis) => face_in_vis(vis, known),
        None => Ok(None),
    }
}

/// Fingerprints: of who needs a visa against the Visa Information System, of others against the
/// file.
fn prints(person: &Person<'_>, file: FileFound, known: &Known) -> Result<Option<Outcome>, Step> {
    match person.document.regime {
        Regime::VisaRequired => match vis_of_required(person, known) {
            Some(vis) => prints_in_vis(person, vis, known),
            None => Ok(None),
        },
        Regime::VisaExempt | Regime::Transit => {
            let can = file.prints == PrintsOnFile::Taken && can_give_prints(person, known);
            answer(known.prints_in_ees, can, Question::VerifyPrints(Against::Ees))
        }
    }
}

/// Data in the Visa Information System of one who needs a visa.
pub(super) fn vis_of_required(person: &Person<'_>, known: &Known) -> Option<VisFound> {
    match (person.document.regime, known.vis.as_ref()?) {
        (Regime::VisaRequired, VisSearch::Hit(vis)) => Some(*vis),
        (Regime::VisaRequired, VisSearch::NoHit | VisSearch::Unavailable)
        | (Regime::VisaExempt | Regime::Transit, _) => None,
    }
}

/// E4: whether the person is the one of the data in the Visa Information System.
///
/// Law: EES Art. 23(4)(a); Reg. (EC) No 767/2008 Art. 18(6), 19a(4).
pub(super) fn in_vis(
    person: &Person<'_>,
    vis: VisFound,
    known: &Known,
) -> Result<Verification, Step> {
    let mut found = Verification::NotPossible;
    if person.document.regime == Regime::VisaRequired {
        found = after(found, face_in_vis(vis, known)?);
    }
    if found != Verification::Matched {
        found = after(found, prints_in_vis(person, vis, known)?);
    }
    Ok(found)
}

/// Only with the revised Visa Information System, and only against an image taken live.
fn face_in_vis(vis: VisFound, known: &Known) -> Result<Option<Outcome>, Step> {
    let is_live = known.post.in_force().vis_reform && vis.image == VisImage::Live;
    let can = is_live && can_compare(known);
    answer(known.face_in_vis, can, Question::VerifyFace(Against::Vis))
}

fn prints_in_vis(
    person: &Person<'_>,
    vis: VisFound,
    known: &Known,
) -> Result<Option<Outcome>, Step> {
    let can = vis.prints == Is::So && can_give_prints(person, known);
    answer(known.prints_in_vis, can, Question::VerifyPrints(Against::Vis))
}

/// The answer that is there; else the question, when it can be asked; else nothing.
fn answer(
    given: Option<Outcome>,
    can_be_asked: bool,
    question: Question,
) -> Result<Option<Outcome>, Step> {
    match given {
        Some(outcome) => Ok(Some(outcome)),
        None if can_be_asked => Err(ask(question)),
        None => Ok(None),
    }
}

/// Whether the point compares biometric data at all. Law: EES Art. 4(5), 21(2).
pub(super) fn can_compare(known: &Known) -> bool {
    known.post.capture == Capture::Possible
}

/// Whether the person can be asked for fingerprints: not a child under twelve, and not one whose
/// prints were found unusable in this check.
pub(super) fn can_give_prints(person: &Person<'_>, known: &Known) -> bool {
    person.age == Age::TwelveOrOlder
        && can_compare(known)
        && known.prints_unusable().next().is_none()
}
