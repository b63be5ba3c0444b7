//! The check step by step, as the law orders it: what comes next, given what was answered.
//! EES Art. 23, 27; SBC Art. 8(3).

use axum::Json;
use axum::extract::State;
use ees_desk::flow::{Chosen, Facts, pointer};
use ees_domain::access::{self, Action};
use ees_domain::authority::Purpose;
use ees_domain::check::{self as flow, Answered, Decision, Direction, SecondLineChoice, Step};
use ees_domain::fields::Is;
use ees_domain::file::File;
use ees_domain::point::Passage;
use ees_domain::refusal::FormText;
use ees_match::compare::calibration::Strength;
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
use crate::biometrics::desk::{AtDesk, Named, ToTake};
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
    /// Whom an identification named, the likeliest first; a human decides. EES Art. 27(1).
    pub candidates: Vec<NamedFile>,
    /// How many parts of the gallery could not be searched: somebody may be there.
    pub missing_parts: usize,
}

/// Somebody whom an identification named.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NamedFile {
    /// The file.
    pub file_id: Uuid,
    /// Of so many comparisons of two different people one finds them as alike as this; of more
    /// than 1,000,000,000 that is said.
    pub one_in: u64,
    /// The same of the face alone, where it was compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub face_one_in: Option<u64>,
    /// How many fingers were compared.
    pub fingers: usize,
}

impl NamedFile {
    fn of(named: &Named) -> Self {
        let candidate = &named.candidate;
        Self {
            file_id: named.file.id.to_uuid(),
            one_in: candidate.strength.one_in(),
            face_one_in: candidate.face.map(Strength::one_in),
            fingers: candidate.fingers.len(),
        }
    }
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
    let taken = request.answers.capture_id;
    let mut desk = AtDesk::compared(&app, &lawful, (taken, checked.file.as_ref())).await?;
    let walked = desk.walk((&app, &lawful, &checked), (way, &facts, &answered)).await?;
    let done = walked.done.iter().map(|done| DoneStep {
        question: done.question.code(),
        basis: done.question.basis(),
        answer: done.answer,
    });
    let candidates = desk.named.iter().map(NamedFile::of).collect();
    let done = done.collect();
    let missing_parts = desk.missing_parts;
    Ok(Json(Reply { next: NextStep::of(&walked.step), done, candidates, missing_parts }))
}

/// What a human verified, to be kept with the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// By whom.
    pub deed: Deed,
    /// On what ground.
    pub reason: FormText,
}

impl Verified {
    /// What a human verified by these answers alone: of a check that is over and that nobody
    /// repeats, because the register could not be reached. EES Art. 21.
    pub fn by(answered: &Answered) -> Option<Self> {
        let second = answered.second_line.as_ref();
        let found = second.filter(|said| said.choice == SecondLineChoice::PersonOfFile);
        let seen = answered.by_eye.as_ref().filter(|seen| seen.same_person == Is::So);
        let of = |deed, reason: &FormText| Self { deed, reason: reason.clone() };
        found
            .map(|found| of(Deed::FoundBySecondLine, &found.reason))
            .or_else(|| seen.map(|seen| of(Deed::SeenByEye, &seen.reason)))
    }
}

/// What a check that is over leaves behind; nothing of a request that says nothing of a check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// What a human verified.
    pub verified: Option<Verified>,
    /// What was shown of biometric data.
    pub shown: Shown,
    /// What was taken and is to be entered.
    pub taken: Option<ToTake>,
    /// Where the check came to.
    came_to: Option<CameTo>,
}

/// The file to which a check came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct CameTo {
    /// The file; `None` when one is to be made.
    found: Option<Id<File>>,
    /// The file that the officer named.
    named: Option<Id<File>>,
}

impl Confirmed {
    /// Refuses to record on another file than the one to which the check came: somebody else
    /// made or joined it since, and the check is to be done with it. EES Art. 23(2).
    ///
    /// # Errors
    /// [`StoreError::Overtaken`].
    pub fn must_be_of(&self, held: Option<&File>) -> Result<(), StoreError> {
        let Some(CameTo { found, named }) = self.came_to else { return Ok(()) };
        // A number that was merged leads to the file that was kept, and was asked for as it is.
        let is_same = found == held.map(|file| file.id)
            || (held.is_some() && found.is_some() && found == named);
        if is_same { Ok(()) } else { Err(StoreError::Overtaken) }
    }
}

/// Whether a check is over by the officer's answers, and what of it is kept.
///
/// # Errors
/// `check-incomplete` with the question that is open at its answer; `decision-is-another` when the
/// officer decided otherwise; `document-on-other-file` when the person is found not to be the one
/// whose file holds the document; `answers-name-another-file` when the answers say that the person
/// is of another file, or of none, than the request says.
pub async fn confirm(
    app: &App,
    lawful: &Lawful,
    (wanted, traveller, passage): (Wanted, &Traveller, &Passage),
    (answers, file): (&Answers, Option<Uuid>),
) -> Result<Confirmed, Problem> {
    let way = wanted.direction();
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
    let taken = answers.capture_id;
    let mut desk = AtDesk::compared(app, &lawful, (taken, checked.file.as_ref())).await?;
    match desk.walk((app, &lawful, &checked), (way, &facts, &answered)).await?.step {
        Step::Record(recording) => {
            if !recording.actions.iter().any(|action| wanted.is_done_by(action)) {
                return Err(decision_is_another());
            }
            // Who presents a false document may be refused with somebody else's number.
            let is_refused = wanted == Wanted::Refusal;
            if !is_refused && checked.file.is_some() && is_somebody_else(&answered) {
                return Err(of_store(StoreError::DocumentOnOtherFile));
            }
            let found = recording.actions.iter().find_map(updated);
            let named = file.map(Id::from_uuid);
            let by_document = checked.file.as_ref().map(|file| file.id);
            // Who is found on a file by identity is recorded on it when the file is named, too.
            // A number that was merged is another than that of the file that was kept.
            let is_other_number = named.is_none() || found.is_some();
            let is_this = found == named.or(by_document)
                || (is_refused && found == named)
                || (is_other_number && found == by_document);
            if !is_this {
                let expected = "the answers say that the person is of another file, or of none";
                return Err(of_value("/file_id", "answers-name-another-file", expected));
            }
            let verified = recording.actions.iter().find_map(verified);
            let shown = Shown::of(&answered, verified.as_ref(), &checked);
            let chip = desk.chip_comparison();
            let taken = taken.map(|capture| ToTake { capture, chip });
            Ok(Confirmed { verified, shown, taken, came_to: Some(CameTo { found, named }) })
        }
        Step::Ask(question) => Err(check_incomplete(pointer(&question), question.code())),
        Step::Decide(_) => Err(check_incomplete("/answers/decision", "decision")),
        Step::NotRecorded(exclusion) => Err(out_of_scope(exclusion.article())),
    }
}

/// What is to be recorded when the check is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// An entry.
    Entry,
    /// An exit.
    Exit,
    /// A refusal of entry.
    Refusal,
}

impl Wanted {
    const fn direction(self) -> Direction {
        match self {
            Self::Entry | Self::Refusal => Direction::Entry,
            Self::Exit => Direction::Exit,
        }
    }

    /// Whether the action records it; who is held back or goes into the procedure for
    /// international protection neither crosses nor is refused.
    const fn is_done_by(self, action: &flow::Action) -> bool {
        match self {
            Self::Entry => matches!(action, flow::Action::RecordEntry { .. }),
            Self::Exit => matches!(action, flow::Action::RecordExit(_)),
            Self::Refusal => matches!(action, flow::Action::RecordRefusal(_)),
        }
    }

    /// Whether a decision is the one after which it is recorded.
    pub const fn is_decided_by(self, decision: &Decision) -> bool {
        match self {
            Self::Entry => matches!(decision, Decision::Admit),
            Self::Exit => matches!(decision, Decision::LetLeave),
            Self::Refusal => matches!(decision, Decision::Refuse(_)),
        }
    }
}

/// The officer decided otherwise than the request says.
pub fn decision_is_another() -> Problem {
    let expected = "the decision is not to record this";
    of_value("/answers/decision", "decision-is-another", expected)
}

/// The file that an action brings up to date.
const fn updated(action: &flow::Action) -> Option<Id<File>> {
    if let flow::Action::UpdateFile(file) = action { Some(*file) } else { None }
}

/// Whether the second line found somebody whom no file is about.
pub fn is_somebody_else(answered: &Answered) -> bool {
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
