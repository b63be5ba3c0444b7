//! Who the person is: verification, identification, and what the second line says.

use super::found::{EesSearch, FileFound, Found, VisSearch};
use super::known::{DocumentState, Known, Outcome, SecondLineChoice, Taking, Unusable};
use super::question::{IdentifyBy, Question, VisKey};
use super::verify::{self, Verification};
use super::{Person, Step, ask};
use crate::fields::{Capture, Fingers, Is};
use crate::file::Regime;
use crate::refusal::Chip;
use crate::switches::VisIdentification;

/// Who the person is, as far as this system knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Who<'a> {
    /// The file.
    pub file: FileChoice<'a>,
    /// How that was found out.
    pub how: How,
}

/// Which file is the person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileChoice<'a> {
    /// None: one is made.
    None,
    /// This one.
    This(&'a FileFound),
    /// Nobody can tell while the system cannot be reached.
    Unreachable,
}

/// How it was found out who the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// By comparing biometric data.
    Matched,
    /// By the officer's eye.
    SeenByEye,
    /// By the second line.
    SecondLine,
    /// Nothing was found anywhere.
    NothingFound,
    /// Nothing could be searched.
    NotSearched,
    /// The person refused biometric data.
    Refused,
}

impl<'a> Who<'a> {
    /// The file, when there is one.
    pub const fn file(&self) -> Option<&'a FileFound> {
        match self.file {
            FileChoice::This(file) => Some(file),
            FileChoice::None | FileChoice::Unreachable => None,
        }
    }
}

/// E1 to E5: searches, verifies, identifies.
pub(super) fn settle<'a>(person: &Person<'_>, known: &'a Known) -> Result<Who<'a>, Step> {
    let ees = known.ees.as_ref().ok_or(ask(Question::SearchEes))?;
    if person.document.regime == Regime::VisaRequired && known.vis.is_none() {
        let is_away = matches!(ees, EesSearch::Unavailable);
        let by_sticker = is_away || known.vis_by_sticker == Is::So;
        let key = if by_sticker { VisKey::Sticker } else { VisKey::Alphanumeric };
        return Err(ask(Question::SearchVis(key)));
    }
    if known.refused_biometrics() {
        return Ok(Who { file: of_search(ees), how: How::Refused });
    }
    match ees {
        EesSearch::Unavailable => without_system(person, known),
        EesSearch::NoHit => {
            compare_chip(person, known)?;
            identify(person, None, known)
        }
        EesSearch::Hit(file) => of_hit(person, file, known),
    }
}

const fn of_search(ees: &EesSearch) -> FileChoice<'_> {
    match ees {
        EesSearch::Hit(file) => FileChoice::This(file),
        EesSearch::NoHit => FileChoice::None,
        EesSearch::Unavailable => FileChoice::Unreachable,
    }
}

/// The face of the chip against the live face: of who has no file, and of a doubtful document.
///
/// Law: SBC Art. 8(3)(a)(i) and (ib), 8(3)(g)(i).
fn compare_chip(person: &Person<'_>, known: &Known) -> Result<(), Step> {
    let can = person.document.chip == Chip::WithFace && verify::can_compare(known);
    if can && known.chip.is_none() { Err(ask(Question::CompareChip)) } else { Ok(()) }
}

/// The system cannot be reached: who holds a visa is verified in the Visa Information System.
///
/// Law: SBC Art. 9(3)(ii); EES Art. 21.
fn without_system<'a>(person: &Person<'_>, known: &'a Known) -> Result<Who<'a>, Step> {
    compare_chip(person, known)?;
    let verified = match verify::vis_of_required(person, known) {
        Some(vis) => verify::in_vis(person, vis, known)?,
        None => Verification::NotPossible,
    };
    let file = FileChoice::Unreachable;
    if is_in_doubt(known) {
        return second_line(file, known);
    }
    match verified {
        Verification::Failed => second_line(file, known),
        Verification::Matched => Ok(Who { file, how: How::Matched }),
        Verification::SeenByEye | Verification::NotPossible => {
            Ok(Who { file, how: How::NotSearched })
        }
    }
}

/// E2 with a hit: E3, and E4 when that fails or the officer doubts.
fn of_hit<'a>(person: &Person<'_>, file: &'a FileFound, known: &'a Known) -> Result<Who<'a>, Step> {
    if person.document.state == DocumentState::Doubtful {
        compare_chip(person, known)?;
    }
    let verified = verify::of_file(person, *file, known)?;
    let how = match verified {
        Verification::Matched => How::Matched,
        Verification::SeenByEye => How::SeenByEye,
        Verification::Failed | Verification::NotPossible => {
            return identify(person, Some((file, verified)), known);
        }
    };
    if is_in_doubt(known) {
        return identify(person, Some((file, verified)), known);
    }
    if first_into_area_fails(person, *file, known)? {
        return identify(person, Some((file, Verification::Failed)), known);
    }
    Ok(Who { file: FileChoice::This(file), how })
}

/// E5b: whether the Visa Information System does not know the person of a file that was made on a
/// national visa, at the first crossing into the area.
///
/// Law: EES Art. 23(5).
fn first_into_area_fails(
    person: &Person<'_>,
    file: FileFound,
    known: &Known,
) -> Result<bool, Step> {
    if file.first_into_area == Is::NotSo {
        return Ok(false);
    }
    match verify::vis_of_required(person, known) {
        Some(vis) => Ok(verify::in_vis(person, vis, known)? == Verification::Failed),
        None => Ok(false),
    }
}

/// Whether the officer or the chip casts doubt on who the person is.
fn is_in_doubt(known: &Known) -> bool {
    known.doubt == Is::So || known.chip == Some(Outcome::NoMatch)
}

/// E4 and E5: searches all files, then the Visa Information System, then asks the second line if
/// anything was found or contradicts. `hit` is the file that was searched for, if it was found.
///
/// Law: EES Art. 23(4), 27(1).
fn identify<'a>(
    person: &Person<'_>,
    hit: Option<(&'a FileFound, Verification)>,
    known: &'a Known,
) -> Result<Who<'a>, Step> {
    let nobody = Who { file: FileChoice::None, how: How::NothingFound };
    let of_hit = hit.map_or(FileChoice::None, |(file, _)| FileChoice::This(file));
    if !verify::can_compare(known) {
        return without_biometrics(person, of_hit, known);
    }
    let found = in_ees(person, known)?;
    let failed = hit.is_some_and(|(_, verified)| verified == Verification::Failed);
    let vis = in_vis(person, found, failed, known)?;
    match (found, hit) {
        (Some(file), _) => second_line(FileChoice::This(file), known),
        (None, Some(_)) => second_line(of_hit, known),
        (None, None) if is_in_doubt(known) || vis == VisResult::Contradicts => {
            second_line(FileChoice::None, known)
        }
        (None, None) => Ok(nobody),
    }
}

/// E4 at a point without biometric functions: nobody is identified, but the Visa Information
/// System is consulted before a file is made of one who needs no visa, and a hit that is doubted
/// still needs somebody to look.
///
/// Law: EES Art. 4(5); Reg. (EC) No 767/2008 Art. 19a(1).
fn without_biometrics<'a>(
    person: &Person<'_>,
    of_hit: FileChoice<'a>,
    known: &'a Known,
) -> Result<Who<'a>, Step> {
    if of_hit != FileChoice::None {
        return second_line(of_hit, known);
    }
    let is_required = person.document.regime == Regime::VisaRequired;
    if !is_required && known.post.capture == Capture::PointWithout && known.vis.is_none() {
        return Err(ask(Question::SearchVis(VisKey::AlphanumericOfExempt)));
    }
    Ok(Who { file: FileChoice::None, how: How::NotSearched })
}

/// The file that is found among all; by letters and digits when fingerprints cannot be used or
/// the search fails.
///
/// Law: EES Art. 27(1), first and third subparagraphs.
fn in_ees<'a>(person: &Person<'_>, known: &'a Known) -> Result<Option<&'a FileFound>, Step> {
    match known.identified.as_ref() {
        Some(Found::Match(file)) => return Ok(Some(file)),
        Some(Found::NoMatch) => return Ok(None),
        None if verify::can_give_prints(person, known) => {
            return Err(ask(Question::Identify(known.identify_by())));
        }
        Some(Found::NotAvailable | Found::Unusable(_) | Found::Refused) | None => {}
    }
    match known.searched_widely.as_ref().ok_or(ask(Question::SearchWidely))? {
        Found::Match(file) => Ok(Some(file)),
        Found::NoMatch | Found::NotAvailable | Found::Unusable(_) | Found::Refused => Ok(None),
    }
}

/// What the Visa Information System adds to an identification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum VisResult {
    /// Nothing that speaks against the person.
    Agrees,
    /// It knows somebody else, or knows the person by another name.
    Contradicts,
}

/// E4 in the Visa Information System: first data of the person, Art. 18 or 19a, then, on failure
/// or doubt, everybody's, Art. 20.
///
/// Law: EES Art. 23(4)(a) and (b), 27(1), second subparagraph: never identification first.
fn in_vis(
    person: &Person<'_>,
    found: Option<&FileFound>,
    failed: bool,
    known: &Known,
) -> Result<VisResult, Step> {
    let is_required = person.document.regime == Regime::VisaRequired;
    if !is_required && found.is_some() {
        return Ok(VisResult::Agrees);
    }
    let key = Question::SearchVis(VisKey::AlphanumericOfExempt);
    let verified = match known.vis.as_ref().ok_or(ask(key))? {
        VisSearch::Hit(vis) => verify::in_vis(person, *vis, known)?,
        // A visa that nobody issued could not be verified; who needs none has nothing to verify.
        VisSearch::NoHit if is_required => Verification::Failed,
        VisSearch::NoHit => Verification::NotPossible,
        VisSearch::Unavailable => return Ok(VisResult::Agrees),
    };
    let always = known.post.switches.vis_identification == VisIdentification::WheneverNobodyIsFound;
    let is_asked = verified == Verification::Failed
        || (failed && is_required)
        || is_in_doubt(known)
        || (always && found.is_none() && verified != Verification::Matched);
    let identified = match known.identified_in_vis {
        None if is_asked && verify::can_give_prints(person, known) => {
            return Err(ask(Question::IdentifyInVis));
        }
        identified => identified,
    };
    let is_other = identified == Some(Outcome::Match);
    let is_failed = verified == Verification::Failed && known.vis_was_compared();
    Ok(if is_other || is_failed { VisResult::Contradicts } else { VisResult::Agrees })
}

/// E5: the second line says whether the person is the one of `file`.
fn second_line<'a>(file: FileChoice<'a>, known: &Known) -> Result<Who<'a>, Step> {
    let said = known.second_line.as_ref().ok_or(ask(Question::SecondLine))?;
    let file = match (said.choice, file) {
        (SecondLineChoice::PersonOfFile, _) | (_, FileChoice::Unreachable) => file,
        (SecondLineChoice::NobodyOnFile, FileChoice::This(_) | FileChoice::None) => {
            FileChoice::None
        }
    };
    Ok(Who { file, how: How::SecondLine })
}

impl Known {
    /// Whether the person refused biometric data of any kind.
    pub(super) fn refused_biometrics(&self) -> bool {
        let compared = [
            self.chip,
            self.face_in_ees,
            self.face_in_vis,
            self.prints_in_ees,
            self.prints_in_vis,
            self.identified_in_vis,
        ];
        compared.contains(&Some(Outcome::Refused))
            || self.identified == Some(Found::Refused)
            || self.prints_taken == Some(Taking::Refused)
    }

    /// Why fingerprints were unusable, wherever they were tried.
    pub(super) fn prints_unusable(&self) -> impl Iterator<Item = Unusable> {
        let compared = [self.prints_in_ees, self.prints_in_vis, self.identified_in_vis];
        let of_comparing = compared.into_iter().filter_map(|outcome| match outcome {
            Some(Outcome::Unusable(why)) => Some(why),
            Some(Outcome::Match | Outcome::NoMatch | Outcome::NotAvailable | Outcome::Refused)
            | None => None,
        });
        let of_identifying = match self.identified {
            Some(Found::Unusable(why)) => Some(why),
            Some(Found::Match(_) | Found::NoMatch | Found::NotAvailable | Found::Refused)
            | None => None,
        };
        let of_taking = match self.prints_taken {
            Some(Taking::Unusable(why)) => Some(why),
            Some(Taking::Taken | Taking::NotAvailable | Taking::Refused) | None => None,
        };
        let said = match self.hands.as_ref().map(|hands| hands.fingers) {
            Some(Fingers::PermanentlyImpossible) => Some(Unusable::PermanentlyImpossible),
            Some(Fingers::TemporarilyImpossible) => Some(Unusable::TemporarilyImpossible),
            Some(Fingers::Usable) | None => None,
        };
        of_comparing.chain(of_identifying).chain(of_taking).chain(said)
    }

    /// With the face too, unless it was found unusable.
    fn identify_by(&self) -> IdentifyBy {
        let faces = [self.face_in_ees, self.face_in_vis];
        let is_unusable = |face: &Option<Outcome>| matches!(face, Some(Outcome::Unusable(_)));
        if faces.iter().any(is_unusable) { IdentifyBy::Prints } else { IdentifyBy::PrintsAndFace }
    }

    /// Whether something of the person was compared with the Visa Information System and differed.
    fn vis_was_compared(&self) -> bool {
        [self.face_in_vis, self.prints_in_vis].contains(&Some(Outcome::NoMatch))
    }
}
