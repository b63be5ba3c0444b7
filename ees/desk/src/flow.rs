//! The check as the law orders it, carried out: machines and the register answer what they can,
//! and what is left is for the officer. EES Art. 23, 27; SBC Art. 8(3).

mod facts;

use ees_domain::check::{
    Answered, Decision, Direction, EesSearch, EntryEvidence, EyeComparison, Found, Known,
    OtherChecks, Outcome, Proposal, Question, SecondLine, SecondLineChoice, Step, Taking,
    VisSearch, next,
};
use ees_domain::fields::{Age, Is};
use ees_domain::refusal::{AlertBiometrics, FormText};

use crate::machines::{Comparison, Machines};

pub use facts::{Chosen, Facts, on_file as file_found};

/// A check as far as it has come.
#[derive(Debug, Clone)]
pub struct Walk {
    /// What machines and the register have answered, in order.
    pub done: Vec<Done>,
    /// What comes next.
    pub step: Step,
}

/// A question that machines or the register have answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The question.
    pub question: Question,
    /// The answer, a code.
    pub answer: &'static str,
}

/// Goes as far as machines, the register and what the officer `answered` lead.
pub fn walk(
    direction: Direction,
    facts: &Facts,
    (answered, machines): (&Answered, &dyn Machines),
) -> Walk {
    let begun = Known { document: Some(facts.document), ..Known::nothing(facts.post) };
    let mut known = answered.onto(begun);
    let mut done = Vec::new();
    loop {
        let step = next(direction, &known);
        match &step {
            Step::Ask(question) if !question.is_for_officer() => {
                let Some(answer) = answer(&mut known, question, (facts, machines)) else {
                    return Walk { done, step };
                };
                done.push(Done { question: question.clone(), answer });
            }
            Step::Ask(_) | Step::Decide(_) | Step::Record(_) | Step::NotRecorded(_) => {
                return Walk { done, step };
            }
        }
    }
}

/// Answers what is no question for an officer; `None` when it is one, the document is unread or
/// nobody has searched yet.
fn answer(
    known: &mut Known,
    question: &Question,
    (facts, machines): (&Facts, &dyn Machines),
) -> Option<&'static str> {
    use ees_domain::check::Against;
    let compare = |what| {
        let outcome = machines.compare(what);
        (Some(outcome), outcome_code(outcome))
    };
    let code;
    match question {
        Question::SearchEes => {
            known.ees = Some(facts.ees);
            code = search_code(facts.ees);
        }
        Question::SearchVis(by) => {
            let found = machines.search_vis(*by);
            known.vis = Some(found);
            code = vis_code(found);
        }
        Question::CompareChip => (known.chip, code) = compare(Comparison::Chip),
        Question::VerifyFace(against) => {
            let face = match against {
                Against::Ees => &mut known.face_in_ees,
                Against::Vis => &mut known.face_in_vis,
            };
            (*face, code) = compare(Comparison::Face(*against));
        }
        Question::VerifyPrints(against) => {
            let prints = match against {
                Against::Ees => &mut known.prints_in_ees,
                Against::Vis => &mut known.prints_in_vis,
            };
            (*prints, code) = compare(Comparison::Prints(*against));
        }
        Question::Identify(by) => {
            let found = machines.identify(*by)?;
            known.identified = Some(found);
            code = found_code(found);
        }
        Question::SearchWidely => {
            known.searched_widely = Some(facts.widely);
            code = found_code(facts.widely);
        }
        Question::IdentifyInVis => {
            let outcome = machines.identify_in_vis();
            known.identified_in_vis = Some(outcome);
            code = outcome_code(outcome);
        }
        Question::TakePrints => {
            let taking = machines.take_prints();
            known.prints_taken = Some(taking);
            code = taking_code(taking);
        }
        Question::Consult(_) => {
            known.consulted = Some(facts.consulted);
            code = "read";
        }
        Question::ReadDocument
        | Question::Age
        | Question::CompareByEye
        | Question::SecondLine
        | Question::EntryEvidence
        | Question::OtherChecks(_) => return None,
    }
    Some(code)
}

/// What an officer will be asked if everything is as it seems, and what is then proposed.
#[derive(Debug, Clone)]
pub struct Preview {
    /// What machines and the register have answered.
    pub done: Vec<Done>,
    /// The officer's questions, in order.
    pub asked: Vec<Question>,
    /// The proposal; `None` when the person is not recorded.
    pub proposal: Option<Proposal>,
    /// What a machine has to find out before it goes on.
    pub waits_for: Option<Question>,
}

/// Walks the whole way with the answers that most people lead to, so that a page can ask for all
/// of them at once.
pub fn preview(
    direction: Direction,
    facts: &Facts,
    (answered, machines): (&Answered, &dyn Machines),
) -> Preview {
    let mut answered = Answered { decision: None, ..answered.clone() };
    let mut asked = Vec::new();
    loop {
        let Walk { done, step } = walk(direction, facts, (&answered, machines));
        let question = match step {
            Step::Ask(question) => question,
            Step::Decide(proposal) => {
                return Preview { done, asked, proposal: Some(proposal), waits_for: None };
            }
            Step::Record(_) | Step::NotRecorded(_) => {
                return Preview { done, asked, proposal: None, waits_for: None };
            }
        };
        if !suppose(&mut answered, &question) {
            return Preview { done, asked, proposal: None, waits_for: Some(question) };
        }
        asked.push(question);
    }
}

/// The answer that most people lead to; false when an officer has none to give.
fn suppose(answered: &mut Answered, question: &Question) -> bool {
    let Ok(reason) = "?".parse::<FormText>() else { return false };
    match question {
        Question::Age => answered.age = Some(Age::TwelveOrOlder),
        Question::CompareByEye => {
            answered.by_eye = Some(EyeComparison { same_person: Is::So, reason });
        }
        Question::SecondLine => {
            let choice = SecondLineChoice::PersonOfFile;
            answered.second_line = Some(SecondLine { choice, reason });
        }
        Question::EntryEvidence => answered.entry_evidence = Some(EntryEvidence::None),
        Question::OtherChecks(_) => {
            let (reasons, threats) = (Vec::new(), Vec::new());
            let alert = AlertBiometrics::NotHeld;
            answered.other_checks = Some(OtherChecks { reasons, alert, threats });
        }
        Question::ReadDocument
        | Question::SearchEes
        | Question::SearchVis(_)
        | Question::CompareChip
        | Question::VerifyFace(_)
        | Question::VerifyPrints(_)
        | Question::Identify(_)
        | Question::SearchWidely
        | Question::IdentifyInVis
        | Question::TakePrints
        | Question::Consult(_) => return false,
    }
    true
}

/// Where in a request the answer to a question is missing.
pub const fn pointer(question: &Question) -> &'static str {
    match question {
        Question::Age => "/answers/under_twelve",
        Question::CompareByEye => "/answers/by_eye",
        Question::SecondLine => "/answers/second_line",
        Question::EntryEvidence => "/answers/entry_evidence",
        Question::OtherChecks(_) => "/answers/other_checks",
        Question::ReadDocument
        | Question::SearchEes
        | Question::SearchVis(_)
        | Question::CompareChip
        | Question::VerifyFace(_)
        | Question::VerifyPrints(_)
        | Question::Identify(_)
        | Question::SearchWidely
        | Question::IdentifyInVis
        | Question::TakePrints
        | Question::Consult(_) => "/traveller",
    }
}

/// The decision that ends a check with a record.
pub const fn decision(direction: Direction) -> Decision {
    match direction {
        Direction::Entry => Decision::Admit,
        Direction::Exit => Decision::LetLeave,
    }
}

const fn outcome_code(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Match => "match",
        Outcome::NoMatch => "no-match",
        Outcome::NotAvailable => "not-available",
        Outcome::Unusable(_) => "unusable",
        Outcome::Refused => "refused",
    }
}

const fn taking_code(taking: Taking) -> &'static str {
    match taking {
        Taking::Taken => "taken",
        Taking::NotAvailable => "not-available",
        Taking::Unusable(_) => "unusable",
        Taking::Refused => "refused",
    }
}

const fn found_code(found: Found) -> &'static str {
    match found {
        Found::Match(_) => "match",
        Found::NoMatch => "no-match",
        Found::NotAvailable => "not-available",
        Found::Unusable(_) => "unusable",
        Found::Refused => "refused",
    }
}

const fn search_code(search: EesSearch) -> &'static str {
    match search {
        EesSearch::Hit(_) => "match",
        EesSearch::NoHit => "no-match",
        EesSearch::Unavailable => "not-available",
    }
}

const fn vis_code(search: VisSearch) -> &'static str {
    match search {
        VisSearch::Hit(_) => "match",
        VisSearch::NoHit => "no-match",
        VisSearch::Unavailable => "not-available",
    }
}
