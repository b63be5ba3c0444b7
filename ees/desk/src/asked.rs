//! What the law asks of the officer, as fields of a form, and what machines found out, in words.

use ees_domain::check::{Answered, Direction, Proposal, Question, Step, Suggestion};
use ees_domain::fields::{Age, AgeReading};
use ees_domain::file::Regime;
use ees_domain::presented::Requirement;
use ees_domain::switches::CheckSwitches;
use ees_pages::asked::{Asked, Proposed, Reasoned, StepTaken, Way};
use ees_wire::check::Answers;
use fnd_core::Id;
use fnd_web::form::{Field, Hidden};
use fnd_web::problem::{Place, Problem};
use fnd_web::words::Words;

use crate::checked::Checked;
use crate::flow::{Chosen, Facts, Preview, pointer, preview, walk};
use crate::form::Form;
use crate::machines::Machines;

/// What carries out a check: the machines, and how the law is read.
#[derive(Debug, Clone, Copy)]
pub struct Means<'a> {
    /// What compares and identifies.
    pub machines: &'a dyn Machines,
    /// How the law is read.
    pub switches: CheckSwitches,
}

/// The names of the fields of one form.
struct Names {
    asked: &'static str,
    age: &'static str,
    hands: (&'static str, &'static str),
    by_eye: (&'static str, &'static str),
    second_line: (&'static str, &'static str),
    other_checks: &'static str,
}

const ENTRY: Names = Names {
    asked: "asked",
    age: "age",
    hands: ("hands", "hands_reason"),
    by_eye: ("by_eye", "by_eye_reason"),
    second_line: ("second_line", "second_line_reason"),
    other_checks: "other_checks",
};
const EXIT: Names = Names {
    asked: "exit_asked",
    age: "exit_age",
    hands: ("exit_hands", "exit_hands_reason"),
    by_eye: ("exit_by_eye", "exit_by_eye_reason"),
    second_line: ("exit_second_line", "exit_second_line_reason"),
    other_checks: "exit_other_checks",
};

/// What is asked and proposed for one direction.
pub(crate) fn asked(
    means: Means<'_>,
    direction: Direction,
    (sent, checked): (&Form, &Checked),
    words: &Words,
) -> (Asked, Proposed) {
    let seen = preview_of(means, direction, (sent, checked));
    let mut proposed = proposed(&seen, words);
    let lets_pass = |proposal: &Proposal| {
        matches!(proposal.suggestion, Suggestion::Admit | Suggestion::LetLeave)
    };
    if checked.is_without_register() && seen.proposal.as_ref().is_some_and(lets_pass) {
        // Nothing was looked for, so that nothing speaks for it either.
        proposed.suggestion = words.text("proposal-away");
    }
    // Whoever needs a visa has not shown it yet when the page opens: its data is typed below.
    let awaits_visa = checked.presented.requirement(checked.passage.day) == Requirement::Visa
        && checked.presented.visa.is_none();
    if awaits_visa && direction == Direction::Entry {
        proposed.suggestion = words.text("proposal-visa-first");
    }
    (fields(direction, (sent, checked), &seen, words), proposed)
}

/// The check as far as it goes when everything is as it seems.
fn preview_of(
    means: Means<'_>,
    direction: Direction,
    (sent, checked): (&Form, &Checked),
) -> Preview {
    let chosen = match direction {
        Direction::Entry => &sent.file_id,
        Direction::Exit => &sent.exit_file,
    };
    let chosen = chosen.parse().map_or(Chosen::Open, |id| Chosen::File(Id::from_uuid(id)));
    let facts = Facts::of(checked, (direction, chosen), means.switches);
    preview(direction, &facts, (&answered(direction, sent), means.machines))
}

/// What a machine has to find out before the page can say what is asked, in either direction.
pub fn waits_for(means: Means<'_>, found: (&Form, &Checked)) -> Option<Question> {
    let directions = [Direction::Entry, Direction::Exit];
    directions.into_iter().find_map(|way| preview_of(means, way, found).waits_for)
}

/// What of the form changes what is asked: that the eye saw somebody else.
fn answered(direction: Direction, sent: &Form) -> Answered {
    let answers = match direction {
        Direction::Entry => sent.answers_at_entry(),
        Direction::Exit => sent.answers_at_exit(),
    };
    let read = answers.and_then(|answers| answers.read().ok()).unwrap_or(Answered::NOTHING);
    let is_other =
        |seen: &ees_domain::check::EyeComparison| seen.same_person == ees_domain::fields::Is::NotSo;
    Answered { by_eye: read.by_eye.filter(is_other), ..Answered::NOTHING }
}

fn fields(
    direction: Direction,
    (sent, checked): (&Form, &Checked),
    seen: &Preview,
    words: &Words,
) -> Asked {
    let (names, values) = match direction {
        Direction::Entry => (
            ENTRY,
            [
                &sent.age,
                &sent.hands,
                &sent.hands_reason,
                &sent.by_eye,
                &sent.by_eye_reason,
                &sent.second_line,
                &sent.second_line_reason,
                &sent.other_checks,
            ],
        ),
        Direction::Exit => (
            EXIT,
            [
                &sent.exit_age,
                &sent.exit_hands,
                &sent.exit_hands_reason,
                &sent.exit_by_eye,
                &sent.exit_by_eye_reason,
                &sent.exit_second_line,
                &sent.exit_second_line_reason,
                &sent.exit_other_checks,
            ],
        ),
    };
    let [age, hands, because, eye, why, line, ground, checks] = values;
    let is_asked = |code: &str| seen.asked.iter().any(|question| question.code() == code);
    let saw_other = eye == "other";
    let default = if checked.is_without_register() {
        "asked-eye-default"
    } else if sent.capture_id.is_empty() {
        "asked-eye-default-nothing"
    } else {
        "asked-eye-default-taken"
    };
    let why = if why.is_empty() { words.text(default) } else { why.clone() };
    let line_choice =
        checked.file.is_some().then(|| Field::holding(names.second_line.0, line.clone()));
    Asked {
        direction: match direction {
            Direction::Entry => Way::In,
            Direction::Exit => Way::Out,
        },
        hidden: Hidden { name: names.asked, value: "yes".to_owned() },
        age: is_asked("age").then(|| Field::holding(names.age, age.clone())),
        hands: gives_prints(checked).then(|| Reasoned {
            choice: Some(Field::holding(names.hands.0, hands.clone())),
            reason: Field::holding(names.hands.1, because.clone()),
        }),
        by_eye: (is_asked("compare-by-eye") || saw_other).then(|| Reasoned {
            choice: Some(Field::holding(names.by_eye.0, eye.clone())),
            reason: Field::holding(names.by_eye.1, why),
        }),
        second_line: is_asked("second-line").then(|| Reasoned {
            choice: line_choice,
            reason: Field::holding(names.second_line.1, ground.clone()),
        }),
        other_checks: seen.asked.iter().find(|one| one.code() == "other-checks").map(|one| {
            let keys = one.aspects().iter().map(|aspect| format!("aspect-{}", aspect.code()));
            (keys.collect(), Field::holding(names.other_checks, checks.clone()))
        }),
    }
}

/// Whether the person gives fingerprints at all, so that the officer may say that it is impossible.
/// While the register cannot be reached nobody gives any: they are taken at the next crossing.
///
/// Law: EES Art. 16(1), 17(3), 21(3).
pub(crate) fn gives_prints(checked: &Checked) -> bool {
    if checked.is_without_register() {
        return false;
    }
    let (presented, day) = (&checked.presented, checked.passage.day);
    let is_child =
        AgeReading::on(presented.identity.birth, day) == AgeReading::Known(Age::UnderTwelve);
    presented.regime(day) != Regime::VisaRequired && !is_child
}

fn proposed(seen: &Preview, words: &Words) -> Proposed {
    let steps = seen.done.iter().map(|done| StepTaken {
        question: words.text(&format!("step-{}", done.question.code())),
        basis: done.question.basis(),
        answer: words.text(&format!("found-{}", done.answer)),
    });
    let proposal = seen.proposal.as_ref();
    Proposed {
        suggestion: match proposal.map(|proposal| &proposal.suggestion) {
            Some(Suggestion::Refuse(reasons)) => {
                let letters = reasons.iter().filter_map(|reason| reason.code().chars().next());
                let letters: Vec<String> = letters.map(String::from).collect();
                words.one("proposal-refuse", "letters", letters.join(", "))
            }
            Some(other) => words.text(&format!("proposal-{}", other.code())),
            None => words.text("proposal-officer-alone"),
        },
        flags: proposal
            .map(|proposal| {
                let flags = proposal.flags.iter();
                flags.map(|flag| words.text(&format!("flag-{}", flag.code()))).collect()
            })
            .unwrap_or_default(),
        steps: steps.collect(),
    }
}

/// The first question that the officer's answers leave open, where the register cannot be reached
/// and nobody else looks whether the check is over; the pointer of its answer and its code.
///
/// Law: EES Art. 21(2), 23; SBC Art. 8(3).
///
/// # Errors
/// What of the answers cannot be read.
pub fn open_question(
    means: Means<'_>,
    direction: Direction,
    (answers, checked): (&Answers, &Checked),
) -> Result<Option<(&'static str, &'static str)>, Problem> {
    let answered = answers.read()?;
    let facts = Facts::of(checked, (direction, Chosen::Open), means.switches);
    Ok(match walk(direction, &facts, (&answered, means.machines)).step {
        Step::Ask(question) => Some((pointer(&question), question.code())),
        Step::Decide(_) => Some(("/answers/decision", "decision")),
        Step::Record(_) | Step::NotRecorded(_) => None,
    })
}

/// Marks what was not answered; false when the form has no field for it.
pub(crate) fn mark(asked: &mut Asked, problem: &Problem, words: &Words) -> bool {
    let mut marked = false;
    for fault in problem.errors() {
        let (Place::Pointer(at) | Place::Field(at)) = &fault.place;
        let choice_or_reason = |one: &mut Reasoned, key: &str| match one.choice.as_mut() {
            Some(choice) if choice.value.is_empty() => {
                choice.error = words.text(key);
            }
            _ => one.reason.error = words.text("asked-reason-missing"),
        };
        let done = match at.as_str() {
            "/answers/under_twelve" => {
                asked.age.as_mut().map(|age| age.error = words.text("asked-age-missing"))
            }
            "/answers/hands/fingers" | "/answers/hands/reason" => {
                asked.hands.as_mut().map(|hands| choice_or_reason(hands, "asked-hands-missing"))
            }
            "/answers/by_eye" | "/answers/by_eye/reason" => {
                asked.by_eye.as_mut().map(|seen| choice_or_reason(seen, "asked-eye-missing"))
            }
            "/answers/second_line" | "/answers/second_line/reason" => {
                asked.second_line.as_mut().map(|line| choice_or_reason(line, "asked-line-missing"))
            }
            "/answers/other_checks" => {
                let field = asked.other_checks.as_mut().map(|(_, field)| field);
                field.map(|field| field.error = words.text("asked-checks-missing"))
            }
            _ => None,
        };
        marked |= done.is_some();
    }
    marked
}
