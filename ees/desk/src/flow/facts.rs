//! What the register found out about whoever is checked, as the questions of the check ask for it.

use ees_domain::biometrics::{FaceMark, PrintsMark};
use ees_domain::check::{
    Consulted, Direction, Document, DocumentState, EesSearch, FaceOnFile, FileFound, Found, Post,
    PrintsOnFile, VisaShown,
};
use ees_domain::crossing::overstay;
use ees_domain::enrolment::Quality;
use ees_domain::fields::{AgeReading, Capture, FaceSource, Is};
use ees_domain::file::{Crossing, File};
use ees_domain::outlook::Outlook;
use ees_domain::overstayer::Mark;
use ees_domain::programme::Participation;
use ees_domain::refusal::Chip;
use ees_domain::switches::CheckSwitches;
use ees_domain::visa::VisaKind;
use fnd_core::Id;

use crate::checked::{Checked, LIKELY, SUSPENDED_IN_PART};

/// Who the officer holds the person for, when the document alone does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// Nobody was chosen yet.
    Open,
    /// The person of this file.
    File(Id<File>),
}

/// What the register found out about whoever is checked.
#[derive(Debug, Clone)]
pub struct Facts {
    pub(super) post: Post,
    pub(super) document: Document,
    pub(super) ees: EesSearch,
    pub(super) widely: Found,
    pub(super) consulted: Consulted,
}

impl Facts {
    /// What a check found, as the questions of `direction` ask for it.
    pub fn of(
        checked: &Checked,
        (direction, chosen): (Direction, Chosen),
        switches: CheckSwitches,
    ) -> Self {
        let passage = &checked.passage;
        let is_without = checked.warnings.contains(&SUSPENDED_IN_PART);
        let capture = if is_without { Capture::PointWithout } else { Capture::Possible };
        let post = Post { day: passage.day, capture, switches };
        Self {
            post,
            document: document(checked),
            ees: match &checked.file {
                Some(file) => EesSearch::Hit(on_file(file, checked, switches)),
                None if checked.is_without_register() => EesSearch::Unavailable,
                None => EesSearch::NoHit,
            },
            widely: widely(checked, chosen, switches),
            consulted: consulted(checked, (direction, chosen)),
        }
    }
}

fn document(checked: &Checked) -> Document {
    let (presented, day) = (&checked.presented, checked.passage.day);
    Document {
        // Nothing reads chips here; an officer who sees something wrong says so.
        state: DocumentState::NotVerifiable,
        scope: checked.scope,
        regime: presented.regime(day),
        age: AgeReading::on(presented.identity.birth, day),
        chip: if presented.facts.has_chip { Chip::WithFace } else { Chip::None },
        visa: match presented.visa.as_ref().map(|visa| visa.kind) {
            None => VisaShown::None,
            Some(VisaKind::NationalShortStay) => VisaShown::National,
            Some(
                VisaKind::ShortStay | VisaKind::LimitedTerritoryA | VisaKind::LimitedTerritoryB,
            ) => VisaShown::ShortStay,
        },
    }
}

const fn is(so: bool) -> Is {
    if so { Is::So } else { Is::NotSo }
}

/// A file of which nothing is known but that it may be the person's.
const fn some_file(id: Id<File>) -> FileFound {
    FileFound {
        id,
        face: FaceOnFile::None,
        prints: PrintsOnFile::None,
        document_is_new: Is::So,
        identity_is_new: Is::So,
        first_into_area: Is::NotSo,
        programme: Is::NotSo,
    }
}

/// What a check needs to know of a file, held against who was checked.
pub fn on_file(file: &File, checked: &Checked, switches: CheckSwitches) -> FileFound {
    let (presented, passage) = (&checked.presented, &checked.passage);
    let eases = |programme: &Participation| {
        programme.eases(passage.day, passage.point.state(), switches.programmes)
    };
    FileFound {
        face: match file.biometrics.face.mark {
            FaceMark::Taken(FaceSource::Live)
                if file.biometrics.held.face == Some(Quality::Insufficient) =>
            {
                FaceOnFile::PoorLive
            }
            FaceMark::Taken(FaceSource::Live) => FaceOnFile::Live,
            FaceMark::Taken(FaceSource::Chip) => FaceOnFile::Chip,
            FaceMark::Missing(_) | FaceMark::NotEntered => FaceOnFile::None,
        },
        prints: match file.biometrics.prints.mark {
            PrintsMark::Taken => PrintsOnFile::Taken,
            PrintsMark::NotApplicable(why) => PrintsOnFile::NotApplicable(why),
            PrintsMark::ImpossibleToday => PrintsOnFile::ImpossibleToday,
            PrintsMark::MustNotBeStored | PrintsMark::Missing(_) | PrintsMark::NotEntered => {
                PrintsOnFile::None
            }
        },
        programme: is(file.programmes.iter().any(eases)),
        document_is_new: is(!file.holds_document(&presented.document)),
        identity_is_new: is(!file.holds_identity(&presented.identity)),
        ..some_file(file.id)
    }
}

/// Whom the search by letters and digits found: whoever the officer chose, else the likeliest.
fn widely(checked: &Checked, chosen: Chosen, switches: CheckSwitches) -> Found {
    let likeliest = || {
        let likely = checked.similar.iter().find(|one| LIKELY <= one.candidate.likeness.score);
        likely.map(|one| one.candidate.file)
    };
    let found = match chosen {
        Chosen::File(file) => Some(file),
        Chosen::Open => likeliest(),
    };
    let read = |id: Id<File>| {
        let alike = checked.similar.iter().find(|one| one.candidate.file == id);
        let file = alike.and_then(|alike| alike.file.as_ref());
        file.map_or(some_file(id), |file| on_file(file, checked, switches))
    };
    found.map_or(Found::NoMatch, |id| Found::Match(read(id)))
}

fn consulted(checked: &Checked, (direction, chosen): (Direction, Chosen)) -> Consulted {
    let open = checked.file.as_ref().and_then(File::open_crossing);
    let is_exit = direction == Direction::Exit;
    Consulted {
        stay: checked.stay.as_ref().and_then(|(outlook, _)| match outlook {
            Outlook::Outside(assessment) => Some(assessment.stay),
            Outlook::Inside { .. } => None,
        }),
        overstay: open.filter(|_| is_exit).map(|record| overstay(record.stay, &checked.passage)),
        // What is open on a file that was chosen by hand, recording the exit finds out.
        open_record: is(open.is_some() || (is_exit && chosen != Chosen::Open)),
        other_visa: is(is_exit && open.is_some_and(|record| uses_other_visa(record, checked))),
        listed: is(open.is_some_and(|record| matches!(record.mark, Some(Mark::Expired { .. })))),
    }
}

fn uses_other_visa(record: &Crossing, checked: &Checked) -> bool {
    match (record.ground.visa(), &checked.presented.visa) {
        (Some(then), Some(now)) => !then.is_same_sticker(now),
        (None, Some(_)) => record.ground.is_family(),
        (_, None) => false,
    }
}
