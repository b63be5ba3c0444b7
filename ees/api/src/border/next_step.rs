//! The check step by step, as the law orders it: what comes next, given what was answered.
//! EES Art. 23, 27; SBC Art. 8(3).

use axum::Json;
use axum::extract::State;
use ees_desk::flow::{Chosen, Facts, walk};
use ees_domain::access::{self, Action};
use ees_domain::authority::Purpose;
use ees_domain::check::{self as flow, Answered, Direction, Question, SecondLineChoice, Step};
use ees_domain::point::Passage;
use ees_domain::refusal::FormText;
use ees_store::{Deed, StoreError};
use ees_wire::check::{Answers, NextStep};
use ees_wire::text;
use ees_wire::traveller::Traveller;
use fnd_core::Id;
use fnd_web::extract::Body;
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::attempt::Shown;
use super::check::{check, direction, now};
use crate::actor::{Call, Lawful, lawful, point};
use crate::app::{App, Shared};
use crate::problem::{check_incomplete, of_store, of_value, out_of_scope};

/// Who is checked, for which direction, and what the officer has answered so far.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NextStepRequest)]
pub struct Request {
    /// `border-entry` or `border-exit`.
    #[schema(value_type = text::Direction)]
    pub purpose: String,
    /// The border crossing point, for a system that serves several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::BorderCrossingPoint>)]
    pub point: Option<String>,
    /// Who stands at the desk.
    pub traveller: Traveller,
    /// The file that the officer holds to be the person's, when it was found by identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_id: Option<Uuid>,
    /// What the officer has answered.
    #[serde(default)]
    pub answers: Answers,
}

/// What comes next, and what was found out on the way.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = NextStepReply)]
pub struct Reply {
    /// What comes next.
    pub next: NextStep,
    /// What machines and the register have answered, in order.
    pub done: Vec<DoneStep>,
}

/// A question that machines or the register have answered.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DoneStep {
    /// The question, a code.
    pub question: &'static str,
    /// The article that orders it.
    pub basis: &'static str,
    /// `match`, `no-match`, `not-available`, `unusable`, `refused` or `read`.
    pub answer: &'static str,
}

/// Says what comes next in a check.
#[utoipa::path(
    post, path = "/v1/checks/steps", tag = "border", operation_id = "next_step",
    request_body = Request,
    responses(
        (status = 200, body = Reply),
        (status = 422, description = "the traveller's data or an answer cannot be used"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Body(request): Body<Request>,
) -> Result<Json<Reply>, Problem> {
    let purpose = direction(&request.purpose)?;
    let lawful = lawful(&app, &call, Action::Check, purpose).await?;
    let place = point(&app, &lawful.actor, request.point.as_deref())?;
    let way = if purpose == Purpose::BorderExit { Direction::Exit } else { Direction::Entry };
    let answered = request.answers.read()?;
    let chosen = request.file_id.map_or(Chosen::Open, |file| Chosen::File(Id::from_uuid(file)));
    let read = request.traveller.read(now(&app, place)?.day)?;
    let checked = check(&app, &lawful, &request.traveller, (read, now(&app, place)?)).await?;
    let facts = Facts::of(&checked, (way, chosen), app.check_switches);
    let walked = walk(way, &facts, (&answered, &*app.machines));
    let done = walked.done.iter().map(|done| DoneStep {
        question: done.question.code(),
        basis: done.question.basis(),
        answer: done.answer,
    });
    Ok(Json(Reply { next: NextStep::of(&walked.step), done: done.collect() }))
}

/// What a human verified, to be kept with the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// By whom.
    pub deed: Deed,
    /// On what ground.
    pub reason: FormText,
}

/// What a check that is over leaves behind, to be kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// What a human verified.
    pub verified: Option<Verified>,
    /// What was shown of biometric data.
    pub shown: Shown,
}

/// Whether a check is over by the officer's answers, and what of it is kept.
///
/// # Errors
/// `check-incomplete` with the question that is open at its answer; `decision-is-another` when the
/// officer decided against the crossing; `document-on-other-file` when the person is found not to
/// be the one whose file holds the document.
pub async fn confirm(
    app: &App,
    lawful: &Lawful,
    (way, traveller, passage): (Direction, &Traveller, &Passage),
    (answers, file): (&Answers, Option<Uuid>),
) -> Result<Confirmed, Problem> {
    let purpose = match way {
        Direction::Entry => Purpose::BorderEntry,
        Direction::Exit => Purpose::BorderExit,
    };
    let grant = access::grant(&lawful.actor, Action::Check, purpose);
    let lawful = Lawful { grant: grant.ok_or_else(Problem::no_basis)?, ..lawful.clone() };
    let answered = answers.read()?;
    let read = traveller.read(passage.day)?;
    let checked = check(app, &lawful, traveller, (read, passage.clone())).await?;
    let chosen = file.map_or(Chosen::Open, |file| Chosen::File(Id::from_uuid(file)));
    let facts = Facts::of(&checked, (way, chosen), app.check_switches);
    match walk(way, &facts, (&answered, &*app.machines)).step {
        Step::Record(recording) => {
            if !recording.actions.iter().any(|action| records(way, action)) {
                let expected = "the decision is not to record this crossing";
                return Err(of_value("/answers/decision", "decision-is-another", expected));
            }
            if checked.file.is_some() && is_somebody_else(&answered) {
                return Err(of_store(StoreError::DocumentOnOtherFile));
            }
            let verified = recording.actions.iter().find_map(verified);
            let shown = Shown::of(&answered, verified.as_ref(), &checked);
            Ok(Confirmed { verified, shown })
        }
        Step::Ask(question) => Err(check_incomplete(pointer(&question), question.code())),
        Step::Decide(_) => Err(check_incomplete("/answers/decision", "decision")),
        Step::NotRecorded(exclusion) => Err(out_of_scope(exclusion.article())),
    }
}

/// Whether an action records the crossing of that direction; who is refused, held back or goes into
/// the procedure for international protection does not cross.
const fn records(way: Direction, action: &flow::Action) -> bool {
    match way {
        Direction::Entry => matches!(action, flow::Action::RecordEntry { .. }),
        Direction::Exit => matches!(action, flow::Action::RecordExit(_)),
    }
}

fn is_somebody_else(answered: &Answered) -> bool {
    let said = answered.second_line.as_ref();
    said.is_some_and(|said| said.choice == SecondLineChoice::NobodyOnFile)
}

fn verified(action: &flow::Action) -> Option<Verified> {
    let kept = |deed, reason: &FormText| Some(Verified { deed, reason: reason.clone() });
    if let flow::Action::NoteSeenByEye(reason) = action {
        kept(Deed::SeenByEye, reason)
    } else if let flow::Action::NoteSecondLine(reason) = action {
        kept(Deed::FoundBySecondLine, reason)
    } else {
        None
    }
}

/// Where the answer to a question is missing.
const fn pointer(question: &Question) -> &'static str {
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
