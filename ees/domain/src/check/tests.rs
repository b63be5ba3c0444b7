//! The border check, branch by branch, and what holds of every way through it.
//!
//! A test has an oracle: a [`Known`] in which every answer stands. The check starts from nothing,
//! and whatever it asks is answered from there.

mod entry;
mod exit;
mod identity;
mod property;
mod recording;

use fnd_core::Id;
use uuid::Uuid;

use super::*;
use crate::day::Day;
use crate::fields::Capture;
use crate::file::{File, Regime};
use crate::refusal::{AlertBiometrics, Chip, Reason, VisImage};
use crate::switches::{BiometricSwitches, CheckSwitches, Features};

/// After the period in which stamps count.
const DAY: Day = Day::of(2026, 11, 2);

const POST: Post = Post {
    day: DAY,
    capture: Capture::Possible,
    switches: CheckSwitches {
        biometrics: BiometricSwitches {
            sufficient_nfiq2: 30,
            better_by: 10,
            verification_per_million: 500,
            identification_per_million: 1_000,
        },
        vis_identification: crate::switches::VisIdentification::OnFailureOrDoubt,
        refusal: crate::switches::RefusalSwitches {
            several_reasons: crate::switches::SeveralReasons::Together,
            public_policy: crate::switches::PublicPolicy::IsSecurity,
            further_reasons: &[],
        },
        programmes: crate::switches::ProgrammeSwitches::READ,
        features: Features { vis_reform_from: None, etias_from: None },
    },
};

/// The file that is searched for.
const ID: Id<File> = Id::from_uuid(Uuid::from_u128(1));
/// Another one.
const OTHER_ID: Id<File> = Id::from_uuid(Uuid::from_u128(2));

const FILE: FileFound = FileFound {
    id: ID,
    face: FaceOnFile::Live,
    prints: PrintsOnFile::Taken,
    document_is_new: Is::NotSo,
    identity_is_new: Is::NotSo,
    first_into_area: Is::NotSo,
    programme: Is::NotSo,
};

const VISA: VisFound = VisFound { visa: VisaInVis::Valid, prints: Is::So, image: VisImage::None };

const CONSULTED: Consulted = Consulted {
    stay: None,
    overstay: None,
    open_record: Is::NotSo,
    other_visa: Is::NotSo,
    listed: Is::NotSo,
};

fn reason(text: &str) -> crate::refusal::FormText {
    text.parse().unwrap()
}

/// A grown person who needs no visa, with a file, of whom everything matches, on entry.
fn exempt() -> Known {
    Known {
        document: Some(Document {
            state: DocumentState::Authentic,
            scope: Scope::InFull,
            regime: Regime::VisaExempt,
            age: AgeReading::Known(Age::TwelveOrOlder),
            chip: Chip::WithFace,
            visa: VisaShown::None,
        }),
        age: Some(Age::UnderTwelve),
        ees: Some(EesSearch::Hit(FILE)),
        vis: Some(VisSearch::NoHit),
        chip: Some(Outcome::Match),
        face_in_ees: Some(Outcome::Match),
        face_in_vis: Some(Outcome::Match),
        prints_in_ees: Some(Outcome::Match),
        prints_in_vis: Some(Outcome::Match),
        by_eye: Some(EyeComparison { same_person: Is::So, reason: reason("no matcher") }),
        identified: Some(Found::NoMatch),
        searched_widely: Some(Found::NoMatch),
        identified_in_vis: Some(Outcome::NoMatch),
        second_line: Some(SecondLine {
            choice: SecondLineChoice::PersonOfFile,
            reason: reason("spoken to"),
        }),
        consulted: Some(CONSULTED),
        entry_evidence: Some(EntryEvidence::None),
        prints_taken: Some(Taking::Taken),
        other_checks: Some(OtherChecks {
            reasons: Vec::new(),
            alert: AlertBiometrics::NotHeld,
            threats: Vec::new(),
        }),
        ..Known::nothing(POST)
    }
}

/// The same person needing a visa, and with one.
fn visa() -> Known {
    let mut known = exempt();
    let document = known.document.as_mut().unwrap();
    document.regime = Regime::VisaRequired;
    document.visa = VisaShown::ShortStay;
    known.vis = Some(VisSearch::Hit(VISA));
    known
}

/// Nobody with this document is on file.
fn unknown(mut known: Known) -> Known {
    known.ees = Some(EesSearch::NoHit);
    known
}

/// A child.
fn child(mut known: Known) -> Known {
    known.document.as_mut().unwrap().age = AgeReading::Known(Age::UnderTwelve);
    known
}

fn with(mut known: Known, change: impl FnOnce(&mut Known)) -> Known {
    change(&mut known);
    known
}

/// A change to the file that is searched for.
fn with_file(known: Known, change: impl FnOnce(&mut FileFound)) -> Known {
    with(known, |known| {
        let Some(EesSearch::Hit(file)) = known.ees.as_mut() else { panic!("there is a file") };
        change(file);
    })
}

fn with_document(known: Known, change: impl FnOnce(&mut Document)) -> Known {
    with(known, |known| change(known.document.as_mut().unwrap()))
}

/// From the day of the test on, the revised Visa Information System works.
fn reform(known: Known) -> Known {
    with(known, |known| known.post.switches.features.vis_reform_from = Some(DAY))
}

/// Copies the answer to `question` from the oracle.
fn answer(known: &mut Known, question: &Question, oracle: &Known) {
    match question {
        Question::ReadDocument => known.document = oracle.document,
        Question::Age => known.age = oracle.age,
        Question::SearchEes => known.ees = oracle.ees,
        Question::SearchVis(_) => known.vis = oracle.vis,
        Question::CompareChip => known.chip = oracle.chip,
        Question::VerifyFace(Against::Ees) => known.face_in_ees = oracle.face_in_ees,
        Question::VerifyFace(Against::Vis) => known.face_in_vis = oracle.face_in_vis,
        Question::VerifyPrints(Against::Ees) => known.prints_in_ees = oracle.prints_in_ees,
        Question::VerifyPrints(Against::Vis) => known.prints_in_vis = oracle.prints_in_vis,
        Question::CompareByEye => known.by_eye = oracle.by_eye.clone(),
        Question::Identify(_) => known.identified = oracle.identified,
        Question::SearchWidely => known.searched_widely = oracle.searched_widely,
        Question::IdentifyInVis => known.identified_in_vis = oracle.identified_in_vis,
        Question::SecondLine => known.second_line = oracle.second_line.clone(),
        Question::TakePrints => known.prints_taken = oracle.prints_taken,
        Question::Consult(_) => known.consulted = oracle.consulted,
        Question::EntryEvidence => known.entry_evidence = oracle.entry_evidence,
        Question::OtherChecks(_) => known.other_checks = oracle.other_checks.clone(),
    }
}

/// A question in a word.
const fn word(question: &Question) -> &'static str {
    match question {
        Question::ReadDocument => "document",
        Question::Age => "age",
        Question::SearchEes => "ees",
        Question::SearchVis(VisKey::Alphanumeric) => "vis",
        Question::SearchVis(VisKey::AlphanumericOfExempt) => "vis-19a",
        Question::SearchVis(VisKey::Sticker) => "vis-sticker",
        Question::CompareChip => "chip",
        Question::VerifyFace(Against::Ees) => "face",
        Question::VerifyFace(Against::Vis) => "face-vis",
        Question::VerifyPrints(Against::Ees) => "prints",
        Question::VerifyPrints(Against::Vis) => "prints-vis",
        Question::CompareByEye => "eye",
        Question::Identify(IdentifyBy::Prints) => "identify-prints",
        Question::Identify(IdentifyBy::PrintsAndFace) => "identify",
        Question::SearchWidely => "widely",
        Question::IdentifyInVis => "identify-vis",
        Question::SecondLine => "second-line",
        Question::TakePrints => "take",
        Question::Consult(Stamps::Ignore) => "consult",
        Question::Consult(Stamps::CountToo) => "consult-stamps",
        Question::EntryEvidence => "evidence",
        Question::OtherChecks(_) => "others",
    }
}

/// The beginning of a check, with what the officer chose.
fn begun(oracle: &Known) -> Known {
    let Known { post, first, vis_by_sticker, .. } = oracle;
    Known { first: *first, vis_by_sticker: *vis_by_sticker, ..Known::nothing(*post) }
}

/// More steps than any check can have.
const STEPS_MAX: usize = 24;

/// Asks until something other than a question comes; gives the questions and the last step.
fn run(direction: Direction, oracle: &Known) -> (Vec<Question>, Step) {
    let mut known = begun(oracle);
    known.doubt = oracle.doubt;
    known.hands.clone_from(&oracle.hands);
    known.decision.clone_from(&oracle.decision);
    let mut asked = Vec::new();
    while asked.len() < STEPS_MAX {
        match next(direction, &known) {
            Step::Ask(question) => {
                answer(&mut known, &question, oracle);
                asked.push(question);
            }
            last @ (Step::Decide(_) | Step::Record(_) | Step::NotRecorded(_)) => {
                return (asked, last);
            }
        }
    }
    panic!("the check does not end: {asked:?}")
}

/// The questions of a check in words.
fn asked(direction: Direction, oracle: &Known) -> String {
    let (asked, _) = run(direction, oracle);
    asked.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// The proposal at the end of a check without decision.
fn proposed(direction: Direction, oracle: &Known) -> Proposal {
    match run(direction, oracle).1 {
        Step::Decide(proposal) => proposal,
        other @ (Step::Ask(_) | Step::Record(_) | Step::NotRecorded(_)) => {
            panic!("a proposal, not {other:?}")
        }
    }
}

/// What is recorded after a decision.
fn recorded(direction: Direction, oracle: Known, decision: Decision) -> Vec<Action> {
    let oracle = Known { decision: Some(decision), ..oracle };
    match run(direction, &oracle).1 {
        Step::Record(recording) => recording.actions,
        other @ (Step::Ask(_) | Step::Decide(_) | Step::NotRecorded(_)) => {
            panic!("a recording, not {other:?}")
        }
    }
}
