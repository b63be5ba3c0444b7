//! The form that takes a facial image and fingerprints, and what was found of them, in words.
//! EES Art. 15, 17(1), 23(2), 27(1).

use ees_domain::access::{Action, grant};
use ees_domain::authority::Purpose;
use ees_domain::biometrics::PrintsMark;
use ees_domain::check::{Against, Outcome};
use ees_domain::fields::Hand as Which;
use ees_domain::file::File;
use ees_domain::identity::Identity;
use ees_domain::scope::Scope;
use ees_pages::taking::{
    Alike, Compared, FingerField, Hand, ImageRow, NamedRow, Prints, TakenFound, Taking,
};
use ees_wire::capture::{CaptureReply, FINGERS, FaceFound, FingerFound};
use fnd_core::Id;
use fnd_web::form::Field;
use fnd_web::problem::{Place, Problem};
use fnd_web::words::Words;

use crate::asked::gives_prints;
use crate::checked::{Checked, SUSPENDED_IN_FULL, SUSPENDED_IN_PART};
use crate::form::Form;
use crate::machines::{Comparison, Machines};
use crate::result::Desk;
use crate::view;

/// Where images are sent.
pub const TAKE: &str = "/check/samples";

/// What is there to take images with, and what came of those that were taken.
#[derive(Debug, Clone, Copy)]
pub struct AtTaking<'a> {
    /// The origin of the program that drives a scanner; empty for none.
    pub agent: &'a str,
    /// What was found of the images, where any were taken.
    pub found: Option<&'a CaptureReply>,
    /// Whom a search of all files named; `None` when nothing was searched.
    pub named: Option<&'a [NamedPerson]>,
    /// How many parts of the gallery did not answer.
    pub missing_parts: usize,
    /// What is wrong with what was sent, if anything, and the names of the fields of fingers in the
    /// order in which the problem counts them.
    pub problem: Option<(&'a Problem, &'a [&'static str])>,
}

/// Somebody whom a search named.
#[derive(Debug, Clone)]
pub struct NamedPerson {
    /// The file.
    pub file: Id<File>,
    /// Who.
    pub identity: Identity,
    /// Of so many strangers one is as alike.
    pub one_in: u64,
    /// Whether it is the greatest number that is told, so that fewer are.
    pub is_most: bool,
    /// How many fingers were compared.
    pub fingers: usize,
    /// Whether the face was compared, too.
    pub with_face: bool,
}

/// The name of the field that says why a finger of [`FINGERS`] is missing.
pub const MISSING: [&str; 8] = [
    "missing-right-index",
    "missing-right-middle",
    "missing-right-ring",
    "missing-right-little",
    "missing-left-index",
    "missing-left-middle",
    "missing-left-ring",
    "missing-left-little",
];

/// The form, for who may take images of whom the system covers. While operation at the crossing
/// point is suspended nothing biometric is taken.
pub(crate) fn taking(
    desk: &Desk<'_>,
    at: &AtTaking<'_>,
    (sent, checked): (&Form, &Checked),
    words: &Words,
) -> Option<Taking> {
    let may = |action| grant(desk.actor, action, Purpose::BorderEntry).is_some();
    let is_suspended = [SUSPENDED_IN_FULL, SUSPENDED_IN_PART]
        .iter()
        .any(|warning| checked.warnings.contains(warning));
    if matches!(checked.scope, Scope::Out(_)) || is_suspended || !may(Action::Capture) {
        return None;
    }
    let known = checked.file.as_ref().filter(|file| file.biometrics.held.face.is_some());
    let known_face = known.filter(|_| may(Action::ReadFile));
    let mut form = Taking {
        action: format!("{TAKE}#taking"),
        hidden: sent.carried().into_iter().chain(sent.typed()).collect(),
        face: Field::new("face"),
        chip: Field::new("chip"),
        unattainable: Field::holding("unattainable", sent.unattainable.clone()),
        hands: [hand("right", Which::Right), hand("left", Which::Left)],
        prints: prints(desk.means.machines, checked),
        agent: at.agent.to_owned(),
        known_face: known_face
            .map(|file| format!("/files/{}/facial-image", file.id))
            .unwrap_or_default(),
        found: at.found.map(|found| found_of((at, found), (desk.means.machines, checked), words)),
    };
    if let Some((problem, order)) = at.problem {
        mark(&mut form, (problem, order), words);
    }
    Some(form)
}

fn hand(code: &'static str, which: Which) -> Hand {
    let of_hand = FINGERS.iter().zip(MISSING).filter(|((_, hand, _), _)| *hand == which);
    let mut fields = of_hand.map(|((image, ..), missing)| FingerField {
        image: Field::new(image),
        missing: Field::new(missing),
    });
    let empty = || FingerField { image: Field::new(""), missing: Field::new("") };
    Hand { code, fingers: std::array::from_fn(|_| fields.next().unwrap_or_else(empty)) }
}

/// What fingers are taken for.
///
/// Law: EES Art. 16(1) and 17(3) name who gives none; 23(2) and (4) when they verify.
fn prints(machines: &dyn Machines, checked: &Checked) -> Prints {
    if !gives_prints(checked) {
        return Prints::ToSearchAlone;
    }
    let Some(file) = &checked.file else { return Prints::ToEnter };
    let is_held = file.biometrics.prints.mark == PrintsMark::Taken;
    if !is_held {
        return Prints::ToEnter;
    }
    match machines.compare(Comparison::Face(Against::Ees)) {
        Outcome::Match => Prints::IfNeeded,
        Outcome::NotAvailable if file.biometrics.held.face.is_some() => Prints::IfNeeded,
        Outcome::NoMatch | Outcome::NotAvailable | Outcome::Unusable(_) | Outcome::Refused => {
            Prints::ToVerify
        }
    }
}

fn found_of(
    (at, found): (&AtTaking<'_>, &CaptureReply),
    (machines, checked): (&dyn Machines, &Checked),
    words: &Words,
) -> TakenFound {
    let faces = [("image-face", &found.face), ("image-chip", &found.chip)];
    let faces =
        faces.into_iter().filter_map(|(key, face)| Some(of_face(key, face.as_ref()?, words)));
    let fingers = found.fingers.iter().map(|finger| of_finger(finger, words));
    let compare = |key, what, is_taken: bool| {
        let result = match machines.compare(what) {
            Outcome::Match => Alike::Yes,
            Outcome::NoMatch => Alike::No,
            Outcome::NotAvailable | Outcome::Unusable(_) | Outcome::Refused => Alike::Unknown,
        };
        is_taken.then_some(Compared { key, result })
    };
    let has_chip = found.chip.is_some() && found.face.is_some();
    let held = checked.file.as_ref().map(|file| &file.biometrics);
    let holds_face = held.is_some_and(|held| held.held.face.is_some());
    let holds_prints = held.is_some_and(|held| held.prints.mark == PrintsMark::Taken);
    let (face, prints) = (Comparison::Face(Against::Ees), Comparison::Prints(Against::Ees));
    let compared = [
        compare("compared-chip", Comparison::Chip, has_chip),
        compare("compared-face", face, holds_face && found.face.is_some()),
        compare("compared-prints", prints, holds_prints && !found.fingers.is_empty()),
    ];
    TakenFound {
        images: faces.chain(fingers).collect(),
        compared: compared.into_iter().flatten().collect(),
        incomplete: found
            .prints_not_complete
            .map(|code| words.text(&format!("incomplete-{code}")))
            .unwrap_or_default(),
        named: at.named.map(|named| named.iter().map(|one| row(one, words)).collect()),
        missing_parts: at.missing_parts,
    }
}

fn of_face(key: &str, face: &FaceFound, words: &Words) -> ImageRow {
    // What would help a finger of the same name is another thing.
    let hint = |code: &&str| match *code {
        "not-centred" | "too-dark" => words.text(&format!("hint-face-{code}")),
        code => words.text(&format!("hint-{code}")),
    };
    let light = (face.light != "colour").then(|| words.text("image-not-in-colour"));
    ImageRow {
        shows: words.text(key),
        quality: face.quality,
        is_sufficient: face.is_sufficient,
        hints: light.into_iter().chain(face.hints.iter().map(hint)).collect(),
    }
}

fn of_finger(finger: &FingerFound, words: &Words) -> ImageRow {
    // A print that is good enough needs no advice: the officer is to look at the others.
    let hint = finger.hint.filter(|_| !finger.is_sufficient);
    ImageRow {
        shows: words.text(&format!("finger-{}", finger.position)),
        quality: Some(finger.quality),
        is_sufficient: finger.is_sufficient,
        hints: hint.map(|code| words.text(&format!("hint-{code}"))).into_iter().collect(),
    }
}

fn row(named: &NamedPerson, words: &Words) -> NamedRow {
    NamedRow {
        identity: view::identity(&named.identity, words.language()),
        href: format!("/files/{}", named.file),
        one_in: named.one_in,
        is_most: named.is_most,
        fingers: named.fingers,
        with_face: named.with_face,
    }
}

/// The largest image that is taken, in bytes.
pub const IMAGE_BYTES_MAX: usize = 4 << 20;
/// The code of a file that is larger.
pub const TOO_LARGE: &str = "file-too-large";

/// What is wrong with an image, as a sentence.
fn sentence(code: &str, is_face: bool, words: &Words) -> String {
    words.text(match code {
        TOO_LARGE => "taken-wrong-size",
        "image-too-large" => "taken-wrong-pixels",
        "no-finger" => "taken-wrong-no-finger",
        "no-face" => "taken-wrong-no-face",
        "more-than-one-face" => "taken-wrong-several-faces",
        "nothing-taken" => "taken-wrong-nothing",
        "capture-gone" => "taken-wrong-gone",
        "same-finger-twice" => "taken-wrong-same-finger",
        "finger-twice" => "taken-wrong-twice",
        "both-hands" | "too-many-fingers" => "taken-wrong-hands",
        _ if is_face => "taken-wrong-face",
        _ => "taken-wrong-finger",
    })
}

/// The field of the form that a place of a problem is about; the first finger for the hand as a
/// whole.
fn field<'a>(place: &Place, order: &[&'a str]) -> Option<&'a str> {
    let (Place::Pointer(at) | Place::Field(at)) = place;
    let mut parts = at.trim_matches('/').split('/');
    match parts.next()? {
        "face" | "answers" => Some("face"),
        "chip" => Some("chip"),
        "fingers" | "missing" => {
            let place: Option<usize> = parts.next().and_then(|number| number.parse().ok());
            let named = place.and_then(|place| order.get(place)).or(order.first());
            Some(named.copied().unwrap_or("right-index"))
        }
        _ => None,
    }
}

/// Marks the fields that `problem` names.
fn mark(form: &mut Taking, (problem, order): (&Problem, &[&str]), words: &Words) {
    for fault in problem.errors() {
        let Some(name) = field(&fault.place, order) else { continue };
        let error = sentence(fault.code, matches!(name, "face" | "chip"), words);
        let fingers = form.hands.iter_mut().flat_map(|hand| &mut hand.fingers);
        let fields = fingers.map(|finger| &mut finger.image);
        let mut fields = [&mut form.face, &mut form.chip].into_iter().chain(fields);
        if let Some(field) = fields.find(|field| field.name == name) {
            field.error = error;
        }
    }
}

/// Whether `problem` is about what was taken, so that the form that takes images can mend it.
pub fn is_about(problem: &Problem) -> bool {
    problem.errors().iter().any(|fault| {
        let (Place::Pointer(at) | Place::Field(at)) = &fault.place;
        !at.starts_with("/answers/") && field(&fault.place, &[]).is_some()
            || at == "/answers/capture_id"
    })
}
