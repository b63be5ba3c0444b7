//! What must be recorded once an officer has decided.

use fnd_core::Id;

use super::Person;
use super::found::{FaceOnFile, FileFound, PrintsOnFile, VisSearch};
use super::identify::{FileChoice, How};
use super::known::{Consulted, Decision, EntryEvidence, Known, Taking, Unusable, VisaShown};
use super::propose::Findings;
use crate::crossing::Overstay;
use crate::fields::{Age, Capture, Exemption, Fingers, Is, PrintsDuty, prints_duty};
use crate::file::{File, Regime};
use crate::refusal::{
    BiometricFacts, BiometricsAllowed, EarlierFile, FormText, Person as Refused, Reason, VisImage,
    may_enter,
};

/// What must be recorded, in the order in which it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    /// The actions.
    pub actions: Vec<Action>,
}

/// One thing to record or to do with the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Make a file. EES Art. 14(4).
    CreateFile(Regime),
    /// Link to the file and bring it up to date. EES Art. 14(2).
    UpdateFile(Id<File>),
    /// Add the document. EES Art. 14(2).
    AddDocument,
    /// Add the identity. EES Art. 14(2).
    AddIdentity,
    /// Take a live facial image. EES Art. 15(1).
    TakeFace,
    /// Replace the facial image by a live one. EES Art. 14(2), 15.
    ReplaceFace,
    /// Take fingerprints. EES Art. 17(1)(c).
    TakePrints,
    /// Delete the note that prints were impossible, once they are given. EES Art. 17(4).
    ClearPrintsNote,
    /// Mark that prints are not applicable. EES Art. 17(5).
    MarkPrintsNotApplicable(Exemption),
    /// Note that prints are impossible today. EES Art. 17(4).
    NotePrintsImpossible,
    /// Mark that biometric data is missing. EES Art. 4(5), 21(3).
    MarkBiometricsMissing,
    /// Enter what a refusal allows, and nothing else. EES Art. 18(1) to (5).
    EnterForRefusal(BiometricsAllowed),
    /// Enter the data of the visa, from the Visa Information System where it is there. EES
    /// Art. 14(3), 16(5), 18(6).
    EnterVisa,
    /// Note that the identity was seen by eye, with the officer's reason.
    NoteSeenByEye(FormText),
    /// Note what the second line found out, with its reason.
    NoteSecondLine(FormText),
    /// Record the entry; the earlier record without exit is marked, when there is one.
    RecordEntry {
        /// Whether an earlier record lacks its exit.
        earlier_is_open: Is,
    },
    /// Record the refusal. EES Art. 18(6).
    RecordRefusal(Vec<Reason>),
    /// Record the exit.
    RecordExit(ExitRecord),
    /// Bring the visa of the record up to date. EES Art. 16(3), second subparagraph.
    UpdateVisa,
    /// Tell how long the stay may be. EES Art. 11(3).
    TellStay,
    /// Tell that the stay was exceeded. EES Art. 11(2)(c).
    TellOverstay,
    /// Take the person off the list of those still inside; the record keeps the overstay.
    TakeOffList,
    /// Tell the Visa Information System of a child's exit. Reg. (EC) No 767/2008 Art. 23(3).
    NotifyVis,
    /// Hand over the standard form. SBC Art. 14.
    HandOverForm,
    /// See whether the visa is annulled or revoked. SBC Annex V Part A point 1(c).
    ReviewVisa,
    /// Store all this by the fall-back procedure, and enter it later. EES Art. 21(1).
    StoreByFallback,
    /// Stamp the document. EES Art. 21(2).
    StampDocument,
    /// Go on with the national procedure for international protection; nothing is recorded here.
    NationalProcedure,
    /// Nothing is recorded: the person stays.
    Nothing,
}

/// How an exit is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExitRecord {
    /// It completes the open record. EES Art. 16(3).
    Completes,
    /// The entry is that of the stamp. EES Art. 22(2).
    WithStampedEntry,
    /// The entry is completed by what rebuts the presumption. EES Art. 20(b).
    WithShownEntry,
    /// The entry stays unknown, and nobody is accused because of it.
    EntryUnknown,
    /// Which record it completes is found when the system is reached again. EES Art. 21(1).
    FoundLater,
}

/// What must be recorded after the officer's decision.
///
/// Law: EES Art. 14(1) to (4), 16 to 18, 21.
pub(super) fn recording(
    findings: Findings<'_>,
    decision: &Decision,
    evidence: Option<EntryEvidence>,
    known: &Known,
) -> Recording {
    let actions = match decision {
        Decision::Admit => admission(findings, known),
        Decision::Refuse(reasons) => refusal(findings, reasons, known),
        Decision::LetLeave => exit(findings, evidence, known),
        Decision::Protection => vec![Action::NationalProcedure],
        Decision::HoldBack => vec![Action::Nothing],
    };
    Recording { actions }
}

/// E8, admitted.
fn admission(findings: Findings<'_>, known: &Known) -> Vec<Action> {
    let mut actions = file_actions(findings, known);
    actions.extend(legitimate(findings));
    actions.extend(biometric_actions(findings, known));
    if holds_visa(findings.person) {
        actions.push(Action::EnterVisa);
    }
    let earlier_is_open = findings.consulted.map_or(Is::NotSo, |consulted| consulted.open_record);
    actions.push(Action::RecordEntry { earlier_is_open });
    if findings.consulted.is_some_and(|consulted| consulted.stay.is_some()) {
        actions.push(Action::TellStay);
    }
    actions
}

/// E8, refused.
fn refusal(findings: Findings<'_>, reasons: &[Reason], known: &Known) -> Vec<Action> {
    let mut actions = file_actions(findings, known);
    let allowed = allowed(findings, reasons, known);
    if known.post.capture == Capture::Possible {
        actions.push(Action::EnterForRefusal(allowed));
    } else if !allowed.is_empty() {
        actions.push(Action::MarkBiometricsMissing);
    }
    if holds_visa(findings.person) {
        actions.push(Action::EnterVisa);
    }
    actions.push(Action::RecordRefusal(reasons.to_vec()));
    actions.push(Action::HandOverForm);
    if holds_visa(findings.person) {
        actions.push(Action::ReviewVisa);
    }
    actions
}

/// Whether there is a visa whose data belongs into the record; of who needs none there is not.
fn holds_visa(person: &Person<'_>) -> bool {
    let document = person.document;
    document.regime == Regime::VisaRequired && document.visa != VisaShown::None
}

/// X2 to X5.
fn exit(findings: Findings<'_>, evidence: Option<EntryEvidence>, known: &Known) -> Vec<Action> {
    let mut actions = file_actions(findings, known);
    actions.extend(legitimate(findings));
    actions.extend(biometric_actions(findings, known));
    let how = match (findings.who.file, evidence) {
        (FileChoice::Unreachable, _) => ExitRecord::FoundLater,
        (FileChoice::None | FileChoice::This(_), None) => ExitRecord::Completes,
        (_, Some(EntryEvidence::StampBeforeStart)) => ExitRecord::WithStampedEntry,
        (_, Some(EntryEvidence::Rebutted)) => ExitRecord::WithShownEntry,
        (_, Some(EntryEvidence::None)) => ExitRecord::EntryUnknown,
    };
    actions.push(Action::RecordExit(how));
    actions.extend(findings.consulted.into_iter().flat_map(after_exit));
    let is_child = findings.person.age == Age::UnderTwelve;
    let is_in_vis = matches!(known.vis, Some(VisSearch::Hit(_)));
    if known.post.in_force().vis_reform && is_child && is_in_vis {
        actions.push(Action::NotifyVis);
    }
    actions
}

/// What follows from the record on an exit.
fn after_exit(consulted: &Consulted) -> Vec<Action> {
    let is_late = matches!(consulted.overstay, Some(Overstay::Days(_) | Overstay::TimeExceeded));
    let found = [
        (consulted.other_visa == Is::So, Action::UpdateVisa),
        (is_late, Action::TellOverstay),
        (consulted.listed == Is::So, Action::TakeOffList),
    ];
    found.into_iter().filter(|(is_so, _)| *is_so).map(|(_, action)| action).collect()
}

/// The file, and what is noted of how it was found.
fn file_actions(findings: Findings<'_>, known: &Known) -> Vec<Action> {
    let mut actions = Vec::new();
    match findings.who.file {
        FileChoice::None => actions.push(Action::CreateFile(findings.person.document.regime)),
        FileChoice::This(file) => actions.push(Action::UpdateFile(file.id)),
        FileChoice::Unreachable => actions.push(Action::StoreByFallback),
    }
    if known.post.capture == Capture::StoredByHand {
        actions.push(Action::StampDocument);
    }
    actions.extend(note(findings.who.how, known));
    actions
}

/// What a human said about who the person is, with the reason.
fn note(how: How, known: &Known) -> Option<Action> {
    match how {
        How::SeenByEye => Some(Action::NoteSeenByEye(known.by_eye.as_ref()?.reason.clone())),
        How::SecondLine => Some(Action::NoteSecondLine(known.second_line.as_ref()?.reason.clone())),
        How::Matched | How::NothingFound | How::NotSearched | How::Refused => None,
    }
}

/// Documents and identities that were used legitimately are added; a refusal adds none.
fn legitimate(findings: Findings<'_>) -> Vec<Action> {
    let Some(file) = findings.who.file() else { return Vec::new() };
    let found =
        [(file.document_is_new, Action::AddDocument), (file.identity_is_new, Action::AddIdentity)];
    found.into_iter().filter(|(is_new, _)| *is_new == Is::So).map(|(_, action)| action).collect()
}

/// Biometric data that is missing, poor or to be renewed.
fn biometric_actions(findings: Findings<'_>, known: &Known) -> Vec<Action> {
    let file = findings.who.file();
    let face = face_action(findings.person, file, known);
    let prints = prints_actions(findings.person, file, known);
    if known.post.capture == Capture::Possible {
        return face.into_iter().chain(prints).collect();
    }
    let is_owed = face == Some(Action::TakeFace) || prints.contains(&Action::TakePrints);
    let marks = |action: &Action| matches!(action, Action::MarkPrintsNotApplicable(_));
    let missing = is_owed.then_some(Action::MarkBiometricsMissing);
    prints.into_iter().filter(marks).chain(missing).collect()
}

/// Law: EES Art. 14(2) third subparagraph, 15, 16(1)(d); Reg. (EU) 2021/1134 Art. 4(5): what the
/// Visa Information System holds live is not taken again.
fn face_action(person: &Person<'_>, file: Option<&FileFound>, known: &Known) -> Option<Action> {
    let is_required = person.document.regime == Regime::VisaRequired;
    let image = vis_image(known);
    if is_required && known.post.in_force().vis_reform && image != VisImage::None {
        return None;
    }
    match file.map(|file| (file.face, file.document_is_new)) {
        None | Some((FaceOnFile::None, _)) => Some(Action::TakeFace),
        Some((FaceOnFile::Chip | FaceOnFile::PoorLive, _) | (FaceOnFile::Live, Is::So)) => {
            Some(Action::ReplaceFace)
        }
        Some((FaceOnFile::Live, Is::NotSo)) => None,
    }
}

const fn vis_image(known: &Known) -> VisImage {
    match &known.vis {
        Some(VisSearch::Hit(vis)) => vis.image,
        Some(VisSearch::NoHit | VisSearch::Unavailable) | None => VisImage::None,
    }
}

/// Never of one who needs a visa. Law: EES Art. 16(1), 17(1)(c) and (3) to (5), 21(3), Annex II.
fn prints_actions(person: &Person<'_>, file: Option<&FileFound>, known: &Known) -> Vec<Action> {
    if person.document.regime == Regime::VisaRequired {
        return Vec::new();
    }
    let held = file.map_or(PrintsOnFile::None, |file| file.prints);
    match (duty(person, held, known), held) {
        (_, PrintsOnFile::Taken) | (PrintsDuty::Later, PrintsOnFile::ImpossibleToday) => Vec::new(),
        (PrintsDuty::NotApplicable(why), PrintsOnFile::NotApplicable(held)) if why == held => {
            Vec::new()
        }
        (PrintsDuty::NotApplicable(why), _) => vec![Action::MarkPrintsNotApplicable(why)],
        (PrintsDuty::Later, _) => vec![Action::NotePrintsImpossible],
        (PrintsDuty::Due, _) => due_actions(held, known),
    }
}

/// What becomes of prints that are due, given what the file says.
fn due_actions(held: PrintsOnFile, known: &Known) -> Vec<Action> {
    // What is noted stands until they are given.
    let is_noted = held == PrintsOnFile::ImpossibleToday;
    let is_away = known.prints_taken == Some(Taking::NotAvailable);
    match (is_noted, is_away) {
        (true, true) => Vec::new(),
        (true, false) => vec![Action::TakePrints, Action::ClearPrintsNote],
        (false, true) => vec![Action::MarkBiometricsMissing],
        (false, false) => vec![Action::TakePrints],
    }
}

/// What prints the person owes, given what this check showed and what the file says.
fn duty(person: &Person<'_>, held: PrintsOnFile, known: &Known) -> PrintsDuty {
    let for_good = PrintsOnFile::NotApplicable(Exemption::PermanentlyImpossible);
    let stands = held == for_good && known.hands.is_none();
    let fingers = if stands { Fingers::PermanentlyImpossible } else { fingers(known) };
    prints_duty(person.age, fingers)
}

/// Whether a file says of the person that prints are owed, so that they are taken here.
///
/// Law: EES Art. 17(3) and (4), 21(3).
pub(super) fn owes_prints(person: &Person<'_>, file: &FileFound, known: &Known) -> bool {
    let is_held = match file.prints {
        PrintsOnFile::Taken => true,
        PrintsOnFile::None | PrintsOnFile::NotApplicable(_) | PrintsOnFile::ImpossibleToday => {
            false
        }
    };
    person.document.regime != Regime::VisaRequired
        && !known.refused_biometrics()
        && known.post.capture == Capture::Possible
        && !is_held
        && duty(person, file.prints, known) == PrintsDuty::Due
}

/// What this check showed about the hands.
fn fingers(known: &Known) -> Fingers {
    let found: Vec<Unusable> = known.prints_unusable().collect();
    if found.contains(&Unusable::PermanentlyImpossible) {
        Fingers::PermanentlyImpossible
    } else if found.contains(&Unusable::TemporarilyImpossible) {
        Fingers::TemporarilyImpossible
    } else {
        Fingers::Usable
    }
}

/// Which biometric data the refusal allows to be entered.
fn allowed(findings: Findings<'_>, reasons: &[Reason], known: &Known) -> BiometricsAllowed {
    let document = findings.person.document;
    let person = match (document.regime, known.vis.as_ref()) {
        (Regime::VisaExempt | Regime::Transit, _) => Refused::VisaExempt,
        (Regime::VisaRequired, Some(VisSearch::NoHit)) => Refused::VisaRequiredNotInVis,
        // Why: while nobody can look there, only what both columns allow is entered.
        (Regime::VisaRequired, Some(VisSearch::Hit(_) | VisSearch::Unavailable) | None) => {
            Refused::VisaRequiredInVis
        }
    };
    let facts = BiometricFacts {
        earlier_file: earlier_file(findings.who.file()),
        alert: findings.checks.alert,
        threats: &findings.checks.threats,
        chip: document.chip,
        vis_image: vis_image(known),
        age: findings.person.age,
        fingers: fingers(known),
        in_force: known.post.in_force(),
    };
    may_enter(reasons, person, &facts, known.post.switches.refusal)
}

const fn earlier_file(file: Option<&FileFound>) -> EarlierFile {
    match file {
        None => EarlierFile::None,
        Some(file) => match (file.face, file.prints) {
            (
                FaceOnFile::None,
                PrintsOnFile::None | PrintsOnFile::NotApplicable(_) | PrintsOnFile::ImpossibleToday,
            ) => EarlierFile::WithoutBiometrics,
            (FaceOnFile::Chip | FaceOnFile::PoorLive | FaceOnFile::Live, _)
            | (FaceOnFile::None, PrintsOnFile::Taken) => EarlierFile::WithBiometrics,
        },
    }
}
