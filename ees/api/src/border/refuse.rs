//! Recording a refusal of entry. EES Art. 14(4), 18; SBC Art. 14 and Annex V.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::biometrics::{Biometrics, Seen};
use ees_domain::check::Hands;
use ees_domain::fields::{Fingers, Violation, violations_at_refusal, violations_of_new_file};
use ees_domain::file::{File, Source};
use ees_domain::point::Passage;
use ees_domain::presented::Presented;
use ees_domain::refusal::{
    AttemptedEntry, Bearer, BiometricsAllowed, DeskFacts, EarlierFile, RefusalDecision,
    document_tells_whose, refuse,
};
use ees_domain::retention::{file_kept_until_refused, kept_until};
use ees_store::{Movement, NewFile, Number, Outcome, Part, StoreError, Work};
use ees_wire::refusal::{self as wire, MayEnter, RefusalRequest as Request, Ticked};
use fnd_core::Id;
use fnd_web::extract::Body;
use fnd_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::attempt::{
    Failed, Shown, add_what_is_new, done_before, hold, keep_verification, meanwhile, new_file,
    noted,
};
use super::next_step::{Confirmed, Wanted, confirm};
use super::record_entry::passage;
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::biometrics::desk::{AtDesk, Enrolling};
use crate::problem::{file_to_be_chosen, of_fields};

/// A refusal that was recorded.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RefusalReply)]
pub struct Reply {
    /// The file.
    pub file_id: Uuid,
    /// The record.
    pub refusal: wire::Refusal,
    /// Which biometric data may be entered with it.
    pub biometrics: Vec<MayEnter>,
}

/// A refusal, as pages and API show it.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The file.
    pub file: Id<File>,
    /// The record.
    pub decision: RefusalDecision,
    /// Which biometric data may be entered with it.
    pub may_enter: BiometricsAllowed,
    /// Whether this very request was carried out before.
    pub is_repeated: bool,
}

/// Records a refusal of entry; makes the file of somebody who has none.
#[utoipa::path(
    post, path = "/v1/refusals", tag = "border", operation_id = "refuse_entry",
    request_body = Request,
    responses(
        (status = 201, body = Reply, description = "recorded"),
        (status = 200, body = Reply, description = "recorded before by this very request"),
        (status = 404, description = "no such file"),
        (status = 409, description = "does not fit what is on file, or the id was used before"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Body(request): Body<Request>,
) -> Result<(StatusCode, Json<Reply>), Problem> {
    let lawful = lawful(&app, &call, Action::RefuseEntry, Purpose::BorderRefusal).await?;
    let recorded = record(&app, &lawful, &request).await?;
    let status = if recorded.is_repeated { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(Reply::of(&recorded))))
}

/// What was read of a request before anything is opened.
struct Attempt<'a> {
    request: &'a Request,
    ticked: Ticked,
    hands: Option<Hands>,
    presented: Presented,
    passage: Passage,
    confirmed: Confirmed,
}

/// Records the refusal of `request`, once.
///
/// Two officers may make the file of one person at the same moment; the second one then finds
/// the file of the first.
pub async fn record(app: &App, lawful: &Lawful, request: &Request) -> Result<Recorded, Problem> {
    let passage = passage(app, lawful, (request.at.as_deref(), request.point.as_deref()))?;
    let ticked = request.ticked()?;
    let presented = request.traveller.read(passage.day)?.presented;
    let hands = request.hands()?;
    let confirmed = Confirmed::default();
    let mut this = Attempt { request, ticked, hands, presented, passage, confirmed };
    if let Some(answers) = &request.answers {
        let way = (Wanted::Refusal, &request.traveller, &this.passage);
        match confirm(app, lawful, way, (answers, request.file_id)).await {
            Ok(confirmed) => this.confirmed = confirmed,
            Err(problem) => return Ok(not_over(app, lawful, &this, problem).await?),
        }
    }
    if this.confirmed.taken.is_none() {
        match AtDesk::to_take(app, lawful, request.capture_id).await {
            Ok(taken) => this.confirmed.taken = taken,
            Err(problem) => return Ok(not_over(app, lawful, &this, problem).await?),
        }
    }
    match attempt(app, lawful, &this).await {
        Err(failed) if failed.is_worth_a_second(request.file_id) => {
            attempt(app, lawful, &this).await
        }
        done => done,
    }
    .map_err(Problem::from)
}

/// One transaction.
async fn attempt(app: &App, lawful: &Lawful, this: &Attempt<'_>) -> Result<Recorded, Failed> {
    let asked = serde_json::to_string(this.request).unwrap_or_default();
    let mut work = app.register.begin(lawful.access(app, asked.clone())).await?;
    let id = Id::from_uuid(this.request.refusal_id);
    if let Some(movement) = work.find_movement(id, &asked).await? {
        return repeated(app, work, movement, this).await;
    }
    let held = match this.number() {
        Number::Searched => hold(&mut *work, this.request.file_id, &this.presented).await,
        Number::Unsearched => this.chosen(&mut *work).await,
    };
    let file = match held {
        Ok(file) => file,
        Err(failed) => return noted(work, None, failed).await,
    };
    if let Err(error) = this.confirmed.must_be_of(file.as_ref()) {
        let (work, movement) = meanwhile(work, (id, &asked), (None, error.into())).await?;
        return repeated(app, work, movement, this).await;
    }
    let decision = match refuse(this.entry(lawful), app.clock.now(), app.check_switches.refusal) {
        Ok(decision) => decision,
        Err(errors) => {
            let file = file.map(|file| file.id);
            return noted(work, file, wire::refused(&errors).into()).await;
        }
    };
    let may_enter = this.may_enter(app, EarlierFile::of(file.as_ref()), &decision);
    let seen = this.seen(may_enter);
    let taken = (this.confirmed.taken, app.check_switches.biometrics);
    let entering = match Enrolling::read(
        &mut *work,
        taken,
        (file.as_ref(), &this.presented, &seen),
        &this.passage,
    )
    .await
    {
        Ok(entering) => entering,
        Err(problem) => return noted(work, None, problem.into()).await,
    };
    let seen = entering.onto(seen);
    let wrong = this.violations(file.is_none(), &decision, &seen);
    if !wrong.is_empty() {
        return noted(work, None, of_fields(&wrong).into()).await;
    }
    let version = file.as_ref().map_or(1, |file| file.version.saturating_add(1));
    let file = keep(app, work.as_mut(), lawful, (this, file, &decision, &seen)).await?;
    entering.put(work.as_mut(), file).await?;
    let home = match this.number() {
        Number::Searched => work.home_of(file, &this.presented.document),
        // A false document says nothing about whose file it is on.
        Number::Unsearched => file,
    };
    work.add_refusal(home, &decision).await?;
    let part = (Part::Refusal, decision.refusal.id.to_uuid());
    let verified = this.confirmed.verified.as_ref();
    keep_verification(work.as_mut(), ((file, version), part), verified).await?;
    work.add_movement(id, (file, id), &asked).await?;
    let sent = &["refusal", "refusal-form"];
    work.commit(Outcome { file: Some(file), sent, ..Outcome::default() }).await?;
    Ok(Recorded { file, decision, may_enter, is_repeated: false })
}

/// What the same request did before.
async fn repeated(
    app: &App,
    work: Box<dyn Work>,
    movement: Movement,
    this: &Attempt<'_>,
) -> Result<Recorded, Failed> {
    let refusal = |file: &File| {
        let decision = file.refusal(Id::from_uuid(this.request.refusal_id))?.clone();
        let earlier = EarlierFile::before(file, decision.refusal.day);
        let may_enter = this.may_enter(app, earlier, &decision);
        Some((decision, may_enter))
    };
    let (decision, may_enter) =
        done_before(work, (movement, &["refusal", "refusal-form"]), refusal).await?;
    Ok(Recorded { file: movement.file, decision, may_enter, is_repeated: true })
}

/// Makes the file of somebody who is new, or adds what is new to the one that is there.
async fn keep(
    app: &App,
    work: &mut dyn Work,
    lawful: &Lawful,
    (this, file, decision, seen): (&Attempt<'_>, Option<File>, &RefusalDecision, &Seen),
) -> Result<Id<File>, StoreError> {
    let refusal = &decision.refusal;
    if let Some(file) = file {
        add_what_is_new(work, &file, (&this.presented, this.number()), seen).await?;
        work.touch(file.id, file_kept_until_refused(&file, refusal)).await?;
        return Ok(file.id);
    }
    let who = (&this.presented, seen);
    let made = new_file(app, lawful, who, kept_until([], [refusal]));
    let file = NewFile { number: this.number(), ..made };
    work.add_file(&file).await?;
    Ok(file.id)
}

/// A request whose check is not over may be one that was carried out before: then it is answered
/// as it was.
async fn not_over(
    app: &App,
    lawful: &Lawful,
    this: &Attempt<'_>,
    problem: Problem,
) -> Result<Recorded, Failed> {
    let asked = serde_json::to_string(this.request).unwrap_or_default();
    let work = app.register.begin(lawful.access(app, asked.clone())).await?;
    let id = Id::from_uuid(this.request.refusal_id);
    let (work, movement) = meanwhile(work, (id, &asked), (None, problem.into())).await?;
    repeated(app, work, movement, this).await
}

impl Attempt<'_> {
    /// Whether the number of the document leads to the file.
    fn number(&self) -> Number {
        if document_tells_whose(&self.ticked.reasons) {
            Number::Searched
        } else {
            Number::Unsearched
        }
    }

    /// The file that was chosen for somebody with a false document, held until the unit ends.
    /// Where its number is on file, whether the person is the one of that file must be said.
    async fn chosen(&self, work: &mut dyn Work) -> Result<Option<File>, Failed> {
        if let Some(named) = self.request.file_id {
            let file = work.file_for_update(Id::from_uuid(named)).await?;
            return file.map(Some).ok_or_else(|| Problem::not_found().into());
        }
        let document = &self.presented.document;
        let found = work.find_by_document(&document.number, document.issuer).await?;
        if found.is_some() && !self.request.is_other_person {
            return Err(file_to_be_chosen().into());
        }
        Ok(None)
    }

    /// What is seen of the person, and what the refusal allows of biometric data.
    fn seen(&self, allowed: BiometricsAllowed) -> Seen {
        let shown = match &self.hands {
            Some(hands) => Shown::of_hands(Some(hands)),
            None => self.confirmed.shown.clone(),
        };
        let seen = shown.on(&self.presented, (self.passage.day, Source::Live));
        Seen { refusal: Some(allowed), ..seen }
    }

    /// What is wrong with the fields of the refusal, and of the file if one is made.
    fn violations(&self, is_new: bool, decision: &RefusalDecision, seen: &Seen) -> Vec<Violation> {
        let mut wrong = violations_at_refusal(seen.regime, decision);
        if is_new {
            let marks = Biometrics::of_new(seen);
            wrong.extend(violations_of_new_file(&self.presented, (seen, &marks)));
        }
        wrong
    }

    fn entry(&self, lawful: &Lawful) -> AttemptedEntry {
        let (presented, passage) = (&self.presented, &self.passage);
        AttemptedEntry {
            id: Id::from_uuid(self.request.refusal_id),
            passage: passage.clone(),
            authority: lawful.actor.office.clone(),
            scope: presented.scope(&passage.point, passage.day),
            regime: presented.regime(passage.day),
            bearer: Bearer {
                identity: presented.identity.clone(),
                document: presented.document.clone(),
            },
            visa: presented.visa.clone(),
            reasons: self.ticked.reasons.clone(),
            further: self.ticked.further.clone(),
            particulars: self.ticked.particulars.clone(),
        }
    }

    fn may_enter(
        &self,
        app: &App,
        earlier_file: EarlierFile,
        decision: &RefusalDecision,
    ) -> BiometricsAllowed {
        let presented = &self.presented;
        let facts = DeskFacts {
            regime: presented.regime(self.passage.day),
            birth: presented.identity.birth,
            has_chip: presented.facts.has_chip,
            earlier_file,
            alert_holds: self.request.alert_holds_biometrics,
            is_in_vis: self.request.is_in_vis,
            fingers: self.hands.as_ref().map_or(Fingers::Usable, |hands| hands.fingers),
        };
        facts.may_enter(decision, &app.check_switches)
    }
}

impl Reply {
    /// The refusal as it is sent.
    pub fn of(recorded: &Recorded) -> Self {
        Self {
            file_id: recorded.file.to_uuid(),
            refusal: wire::Refusal::of(&recorded.decision),
            biometrics: MayEnter::all(&recorded.may_enter).into(),
        }
    }
}
