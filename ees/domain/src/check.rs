//! The border check as the law orders it: given what is known, what comes next.
//!
//! The function [`next`] is pure and asks for nothing itself. Whoever carries out the check hands
//! over what is [`Known`], does what the [`Step`] says, adds the answer, and asks again. Pages,
//! interfaces and the crossing point without connection all follow this one order.
//!
//! The stages have the names of the process: E0 reading, E1 searching, E2 and E3 verifying, E4
//! identifying, E5 the result, E6 file and calculation, E7 other checks, E8 the decision on entry;
//! X1 to X5 the same for an exit. The machine proposes and an officer decides, always.

mod answered;
mod code;
mod found;
mod identify;
mod known;
mod propose;
mod question;
mod record;
#[cfg(test)]
mod tests;
mod verify;

use crate::fields::{Age, AgeReading, Is};
use crate::scope::{Exclusion, Scope};
use crate::transition::{Measure, applies};

pub use answered::Answered;
pub use found::{
    EesSearch, FaceOnFile, FileFound, Found, PrintsOnFile, VisFound, VisSearch, VisaInVis,
};
pub use identify::{FileChoice, How, Who};
pub use known::{
    Consulted, Decision, Document, DocumentState, EntryEvidence, EyeComparison, Hands, Known,
    OtherChecks, Outcome, Post, SecondLine, SecondLineChoice, Taking, Unusable, VisaShown,
};
pub use propose::{Flag, Proposal, Suggestion};
pub use question::{Against, Aspect, IdentifyBy, Modality, Question, Stamps, VisKey};
pub use record::{Action, ExitRecord, Recording};

/// Which way somebody crosses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// In. Stages E0 to E8.
    Entry,
    /// Out. Stages X1 to X5.
    Exit,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Something is to be found out; its answer goes into [`Known`].
    Ask(Question),
    /// An officer decides; this is what the machine proposes.
    Decide(Proposal),
    /// An officer has decided; this is what must be recorded.
    Record(Recording),
    /// The system does not apply to the person: nothing is recorded.
    NotRecorded(Exclusion),
}

/// What comes next in a check of which this is known.
///
/// Law: SBC Art. 8(3)(a) and (g); EES Art. 14, 23 and 27; Reg. (EC) No 767/2008 Art. 18, 19a
/// and 20 as they stand since Reg. (EU) 2017/2226.
pub fn next(direction: Direction, known: &Known) -> Step {
    match walk(direction, known) {
        Ok(recording) => Step::Record(recording),
        Err(step) => step,
    }
}

/// The whole way; stops with the first step that is not done.
fn walk(direction: Direction, known: &Known) -> Result<Recording, Step> {
    let person = person(known)?;
    let who = identify::settle(&person, known)?;
    let consulted = consulted(&who, known)?;
    let evidence = entry_evidence(direction, consulted, known)?;
    take_prints(&person, &who, known)?;
    let checks = other_checks(direction, &person, &who, known)?;
    let findings = propose::Findings { person: &person, who: &who, consulted, checks };
    let decision = propose::decided(direction, findings, known)?;
    Ok(record::recording(findings, decision, evidence, known))
}

/// A person as the document and the officer's word on the age show it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Person<'a> {
    document: &'a Document,
    age: Age,
}

const fn ask(question: Question) -> Step {
    Step::Ask(question)
}

/// E0: the document, whether the system applies, and the age.
fn person(known: &Known) -> Result<Person<'_>, Step> {
    let document = known.document.as_ref().ok_or(ask(Question::ReadDocument))?;
    if let Scope::Out(exclusion) = document.scope {
        return Err(Step::NotRecorded(exclusion));
    }
    let age = match (document.age, known.age) {
        (AgeReading::Known(age), _) | (AgeReading::Unclear, Some(age)) => age,
        (AgeReading::Unclear, None) => return Err(ask(Question::Age)),
    };
    Ok(Person { document, age })
}

/// E6, X3: file, records and calculation; `None` while the system cannot be reached.
fn consulted<'a>(who: &Who<'_>, known: &'a Known) -> Result<Option<&'a Consulted>, Step> {
    if who.file == FileChoice::Unreachable {
        return Ok(None);
    }
    let stamps = if applies(Measure::StampsCount, known.post.day)
        || applies(Measure::ProgressiveStart, known.post.day)
    {
        Stamps::CountToo
    } else {
        Stamps::Ignore
    };
    known.consulted.as_ref().map(Some).ok_or(ask(Question::Consult(stamps)))
}

/// X2: how the entry is shown that was never recorded; `None` where nothing is to be shown.
fn entry_evidence(
    direction: Direction,
    consulted: Option<&Consulted>,
    known: &Known,
) -> Result<Option<EntryEvidence>, Step> {
    let is_missing = consulted.is_some_and(|consulted| consulted.open_record == Is::NotSo);
    if direction == Direction::Entry || !is_missing {
        return Ok(None);
    }
    known.entry_evidence.map(Some).ok_or(ask(Question::EntryEvidence))
}

/// X3, E8: takes the fingerprints that the file says are owed.
///
/// Law: EES Art. 17(4), on exit or at the subsequent entry; 21(3), what was missing is entered.
fn take_prints(person: &Person<'_>, who: &Who<'_>, known: &Known) -> Result<(), Step> {
    let is_due = who.file().is_some_and(|file| record::owes_prints(person, file, known));
    if is_due && known.prints_taken.is_none() { Err(ask(Question::TakePrints)) } else { Ok(()) }
}

/// E7: what is checked outside this system.
fn other_checks<'a>(
    direction: Direction,
    person: &Person<'_>,
    who: &Who<'_>,
    known: &'a Known,
) -> Result<&'a OtherChecks, Step> {
    let aspects = question::aspects(direction, person, who.file(), known);
    known.other_checks.as_ref().ok_or(ask(Question::OtherChecks(aspects)))
}
