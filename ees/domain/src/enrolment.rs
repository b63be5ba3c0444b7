//! What is entered of biometric data that was taken at a crossing point: nothing that a rule does
//! not let in, and nothing worse than what is there.

use crate::biometrics::{Biometrics, FaceMark, PrintsMark, Seen};
use crate::fields::{
    FaceCapture, FaceError, FaceSource, FaceUse, Finger, FingerState, Hand, Is, Prints, PrintsDuty,
    face_fit, prints_duty,
};
use crate::file::Regime;
use crate::refusal::Allowance;
use crate::switches::BiometricSwitches;

#[cfg(test)]
mod tests;

/// What a sample shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SampleOf {
    /// The face.
    Face,
    /// One finger.
    Print(Hand, Finger),
}

/// Whether a sample serves for automated matching. Law: EES Art. 15(4), 17(1)(b) and (c);
/// Impl. Decision (EU) 2019/329, Annex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quality {
    /// It does.
    Sufficient,
    /// It does not, after trying again; a better one takes its place when it can be had.
    Insufficient,
}

/// Prints with the quality of each finger that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoredPrints {
    /// The prints.
    pub prints: Prints,
    /// NFIQ 2, from 0 to 100, in the order of [`Finger::ALL`]; `None` where a finger is missing
    /// or nothing could tell its quality.
    pub scores: [Option<u8>; 4],
}

/// A facial image with what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferedFace {
    /// How it came about.
    pub capture: FaceCapture,
    /// Whether it is good enough.
    pub quality: Quality,
}

/// What was taken at a crossing point.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Offered {
    /// The live facial image.
    pub live: Option<OfferedFace>,
    /// The facial image of the chip.
    pub chip: Option<OfferedFace>,
    /// Fingerprints.
    pub prints: Option<ScoredPrints>,
}

/// What a file holds, beside its marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    /// How good the facial image is; `None` where there is none, or nothing is known of it.
    pub face: Option<Quality>,
    /// Which prints there are.
    pub prints: Option<ScoredPrints>,
}

/// What of an offer is entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToEnter {
    /// The facial image of this source.
    pub face: Option<(FaceSource, Quality)>,
    /// The prints, in place of all that were there.
    pub prints: Option<ScoredPrints>,
    /// Why something that was taken and would have been owed is not entered.
    pub not_entered: Vec<FaceError>,
}

impl SampleOf {
    /// Its place in a file: 0 the face, 1 to 4 the index, middle, ring and little finger.
    pub const fn slot(self) -> u8 {
        match self {
            Self::Face => 0,
            Self::Print(_, Finger::Index) => 1,
            Self::Print(_, Finger::Middle) => 2,
            Self::Print(_, Finger::Ring) => 3,
            Self::Print(_, Finger::Little) => 4,
        }
    }

    /// The position of a finger by ANSI/NIST-ITL, from 2 to 5 and from 7 to 10.
    pub const fn position(self) -> Option<u8> {
        match self {
            Self::Face => None,
            Self::Print(Hand::Right, Finger::Index) => Some(2),
            Self::Print(Hand::Right, Finger::Middle) => Some(3),
            Self::Print(Hand::Right, Finger::Ring) => Some(4),
            Self::Print(Hand::Right, Finger::Little) => Some(5),
            Self::Print(Hand::Left, Finger::Index) => Some(7),
            Self::Print(Hand::Left, Finger::Middle) => Some(8),
            Self::Print(Hand::Left, Finger::Ring) => Some(9),
            Self::Print(Hand::Left, Finger::Little) => Some(10),
        }
    }

    /// The sample at a position; the face where there is none.
    pub fn at(position: Option<u8>) -> Option<Self> {
        match position {
            None => Some(Self::Face),
            Some(position) => {
                let (hand, finger) = Finger::of_position(position).ok()?;
                Some(Self::Print(hand, finger))
            }
        }
    }
}

impl ScoredPrints {
    /// The fingers that are there.
    pub fn taken(&self) -> impl Iterator<Item = (SampleOf, Option<u8>)> {
        let hand = self.prints.hand();
        let fingers = self.prints.fingers().zip(self.scores);
        fingers
            .filter(|((_, state), _)| *state == FingerState::Taken)
            .map(move |((finger, _), score)| (SampleOf::Print(hand, finger), score))
    }

    /// Whether these take the place of `held`: they show every finger that is there and none of
    /// them worse, and show another finger or one that is better by enough.
    ///
    /// Source: Impl. Decision (EU) 2019/329, Annex 1.4, by its heading; by how much better is set
    /// in [`BiometricSwitches`].
    pub fn is_better_than(&self, held: &Self, switches: BiometricSwitches) -> bool {
        let score_of = |of: &Self, sample| {
            let found = of.taken().find(|(one, _)| *one == sample);
            found.map(|(_, score)| score.unwrap_or_default())
        };
        let is_none_worse = held
            .taken()
            .all(|(sample, score)| score_of(self, sample) >= Some(score.unwrap_or_default()));
        let is_one_better = self.taken().any(|(sample, score)| match score_of(held, sample) {
            None => true,
            Some(before) => before.saturating_add(switches.better_by) <= score.unwrap_or_default(),
        });
        is_none_worse && is_one_better
    }

    /// Whether every finger that is there is good enough.
    pub fn is_sufficient(&self, switches: BiometricSwitches) -> bool {
        self.taken().all(|(_, score)| score.is_none_or(|score| switches.sufficient_nfiq2 <= score))
    }
}

/// What of `offered` is entered in a file that says `held`, or that is made; `document` says
/// whether the travel document is new to it.
///
/// Law: EES Art. 14(2), a facial image is brought up to date with another document; 15(1) and (2);
/// 16(1)(d), 17(1)(b) and (c), prints of those alone who need no visa; 18(2) to (5).
pub fn to_enter(
    offered: &Offered,
    held: Option<&Biometrics>,
    (seen, document): (&Seen, Is),
    switches: BiometricSwitches,
) -> ToEnter {
    let mut to_enter = ToEnter::default();
    if let Some(face) = face(offered, held, (seen, document), &mut to_enter.not_entered) {
        to_enter.face = Some(face);
    }
    to_enter.prints = offered.prints.filter(|prints| takes_prints(prints, held, (seen, switches)));
    to_enter
}

/// The image that is entered, if one is.
fn face(
    offered: &Offered,
    held: Option<&Biometrics>,
    (seen, document): (&Seen, Is),
    not_entered: &mut Vec<FaceError>,
) -> Option<(FaceSource, Quality)> {
    let (live_use, chip_use) = uses(seen);
    let fits = |face: OfferedFace, purpose: Option<FaceUse>| {
        purpose.map(|purpose| face_fit(face.capture, purpose))
    };
    for (face, purpose) in [(offered.live, live_use), (offered.chip, chip_use)] {
        let Some(face) = face else { continue };
        // A live image that is too poor gives way to the chip, where the law lets it.
        let gives_way = face.capture.source == FaceSource::Live
            && face.quality == Quality::Insufficient
            && offered.chip.is_some_and(|chip| fits(chip, chip_use) == Some(Ok(())));
        if gives_way {
            continue;
        }
        match fits(face, purpose) {
            Some(Ok(())) if replaces(face, held, document) => {
                return Some((face.capture.source, face.quality));
            }
            // A chip image is there to be compared; that it is not entered needs no words.
            Some(Err(why)) if why != FaceError::LiveFirst => not_entered.push(why),
            Some(Ok(()) | Err(_)) | None => {}
        }
    }
    None
}

/// What live and chip image may be entered for, if for anything.
fn uses(seen: &Seen) -> (Option<FaceUse>, Option<FaceUse>) {
    match &seen.refusal {
        None => (Some(FaceUse::Enrolment), Some(FaceUse::Enrolment)),
        Some(allowed) => {
            let live = allowed.face.is_allowed().then_some(FaceUse::Enrolment);
            let of_chip = allowed.face_of_chip.is_allowed();
            let chip = if of_chip { Some(FaceUse::EnrolmentAfterRefusal) } else { live };
            (live, chip)
        }
    }
}

/// Whether a face takes the place of what a file says.
fn replaces(face: OfferedFace, held: Option<&Biometrics>, document: Is) -> bool {
    let Some(held) = held else { return true };
    let source = match held.face.mark {
        FaceMark::Missing(_) | FaceMark::NotEntered => return true,
        FaceMark::Taken(source) => source,
    };
    let is_good = face.quality == Quality::Sufficient;
    let is_poor = held.held.face == Some(Quality::Insufficient);
    match (source, face.capture.source) {
        (FaceSource::Chip, FaceSource::Live) => is_good,
        (FaceSource::Live, FaceSource::Live) => is_good && (is_poor || document == Is::So),
        (FaceSource::Chip, FaceSource::Chip) => is_good && document == Is::So,
        (FaceSource::Live, FaceSource::Chip) => false,
    }
}

/// Whether prints are entered.
fn takes_prints(
    prints: &ScoredPrints,
    held: Option<&Biometrics>,
    (seen, switches): (&Seen, BiometricSwitches),
) -> bool {
    let may = match &seen.refusal {
        Some(allowed) => matches!(allowed.fingerprints, Allowance::Allowed(_)),
        // Whoever needs a visa has given them for it, and they are in the Visa Information System.
        None if seen.regime == Regime::VisaRequired => false,
        // What was said of the hands before does not count against prints that are there.
        None => {
            let fingers = crate::fields::Fingers::Usable;
            prints_duty(seen.age(), fingers) == PrintsDuty::Due
        }
    };
    let before = held.and_then(|held| match held.prints.mark {
        PrintsMark::Taken => Some(held.held.prints),
        PrintsMark::MustNotBeStored
        | PrintsMark::NotApplicable(_)
        | PrintsMark::ImpossibleToday
        | PrintsMark::Missing(_)
        | PrintsMark::NotEntered => None,
    });
    may && match before {
        None => true,
        // Something is there of which nothing is known: it is left as it is.
        Some(None) => false,
        Some(Some(before)) => prints.is_better_than(&before, switches),
    }
}
