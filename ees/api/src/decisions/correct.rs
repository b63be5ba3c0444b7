//! Correcting or withdrawing a decision that was recorded wrongly, or seeing what would follow.
//! EES Art. 19, 35(1), (8).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::decision::{Correction, StayDecision, correct_decision};
use ees_domain::file::File;
use ees_domain::point::Zones;
use ees_domain::retention::{kept_until, refusals};
use ees_store::{Change, Deed, StoreError, Work};
use ees_wire::faults::Faults;
use ees_wire::text;
use fnd_core::Id;
use fnd_web::etag::IfMatch;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::add::{self, REASON_CHARS_MAX, microseconds, said};
use crate::actor::{Call, Lawful, lawful};
use crate::amendments::rectify::{self, Followed};
use crate::app::{App, Shared};
use crate::border::late::{kept_with, store};
use crate::border::read_file::{hide, version_tag};
use crate::inland::check::here;
use crate::problem::{ended, of_decision, of_store};
use crate::unit::{as_seen, begin, done, hold};

/// What becomes of a recorded decision.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DecisionCorrectionRequest)]
pub struct Request {
    /// The decision as it was taken; without it the decision is withdrawn: it was never taken, or
    /// not on this stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Taken>,
    /// What shows that it was recorded wrongly.
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
    /// Whether nothing is stored, and the answer only says what would follow.
    #[serde(default)]
    pub preview: bool,
}

/// A decision as it was taken.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DecisionTaken)]
pub struct Taken {
    /// `stay` or `visa`: what was decided on.
    #[schema(value_type = text::SubjectOfDecision)]
    pub subject: String,
    /// `extended`, `revoked` or `annulled`.
    #[schema(value_type = text::RulingOfDecision)]
    pub ruling: String,
    /// The ground.
    #[schema(value_type = text::GroundOfDecision)]
    pub ground: String,
    /// The day of the decision.
    #[schema(value_type = text::CalendarDay)]
    pub decided_on: String,
    /// The place of the decision.
    #[schema(min_length = 1, max_length = 200)]
    pub place: String,
    /// The new last day of an extension; otherwise the end of the time for departure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::CalendarDay>)]
    pub until: Option<String>,
    /// The number of the new sticker of an extended visa.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::VisaStickerNumber>)]
    pub sticker: Option<String>,
}

/// Corrects or withdraws a decision, or tells what would follow from it. The authority that
/// decided does so.
#[utoipa::path(
    post, path = "/v1/files/{file_id}/decisions/{decision_id}/corrections", tag = "decisions",
    operation_id = "correct_decision",
    params(
        ("file_id" = Uuid, Path, description = "the individual reference number"),
        ("decision_id" = Uuid, Path, description = "the decision"),
        ("If-Match" = String, Header, description = "the entity tag of the file as it was read"),
    ),
    request_body = Request,
    responses(
        (status = 200, body = rectify::Reply,
            headers(("ETag" = String, description = "the version"))),
        (status = 404, description = "no such decision, or none that the caller may know of"),
        (status = 409, description = "does not fit what is on file"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment((file_id, decision_id)): Segment<(Uuid, Uuid)>,
    condition: IfMatch,
    Body(request): Body<Request>,
) -> Result<Response, Problem> {
    let purpose = Purpose::RevokeAnnulExtend;
    let lawful = lawful(&app, &call, Action::DecideStay, purpose).await.map_err(hide)?;
    let at = (Id::from_uuid(file_id), Id::from_uuid(decision_id));
    let followed = correct(&app, &lawful, (at, &condition), &request).await?;
    let version = followed.file.version.saturating_add(i64::from(followed.stored));
    Ok((version_tag(version), Json(rectify::Reply::of(file_id, &followed))).into_response())
}

/// Corrects the decision, if the file is as the caller saw it; a preview stores nothing.
pub async fn correct(
    app: &App,
    lawful: &Lawful,
    ((file_id, id), condition): ((Id<File>, Id<StayDecision>), &IfMatch),
    request: &Request,
) -> Result<Followed, Problem> {
    let (correction, reason) = request.read(app, lawful, id)?;
    let (now, today) = (microseconds(app.clock.now()), here(app, &lawful.actor)?.day);
    let (work, file) = hold(begin(app, lawful, request).await?, file_id).await?;
    let mut work = as_seen(work, &file, condition).await?;
    let rules: (&dyn Zones, _) = (&app.points, app.switches);
    let by = (lawful.actor.state, lawful.actor.office.as_str());
    let corrected = correct_decision(&file.crossings, (id, correction), by, (now, today), rules);
    let placed = match corrected {
        Ok(placed) => placed,
        Err(error) => return ended(work, Some(file.id), of_decision(&error)).await,
    };
    let kept = kept_until(&placed.records, refusals(&file));
    let stored = !request.preview;
    let followed = Followed { file, placed, kept_until: kept, now, stored };
    if stored {
        keep(&mut *work, (&followed, id), &reason).await.map_err(of_store)?;
    }
    done(work, followed.file.id, &["entry-exit", "stay-decision"]).await?;
    Ok(followed)
}

async fn keep(
    work: &mut dyn Work,
    (followed, id): (&Followed, Id<StayDecision>),
    reason: &str,
) -> Result<(), StoreError> {
    let (file, placed) = (&followed.file, &followed.placed);
    let change = Change { deed: Deed::Rectified, reason };
    store(work, (file, file.id), placed, change).await?;
    work.take_over(file, kept_with(file, placed)).await?;
    match placed.records.iter().find(|record| record.id == placed.own) {
        Some(record) => work.amend_decision(file.id, record, id).await,
        None => Ok(()),
    }
}

impl Request {
    /// What is wanted and why, or everything that is wrong with it.
    fn read(
        &self,
        app: &App,
        lawful: &Lawful,
        id: Id<StayDecision>,
    ) -> Result<(Correction, String), Problem> {
        let mut faults = Faults::default();
        let reason = faults.keep(said("/reason", &self.reason, REASON_CHARS_MAX));
        let correction = match &self.decision {
            None => Some(Correction::Withdraw),
            Some(taken) => taken.read((app, lawful), id, &mut faults).map(Correction::Set),
        };
        match (correction, reason) {
            (Some(correction), Some(reason)) if faults.is_empty() => Ok((correction, reason)),
            _ => Err(faults.into()),
        }
    }
}

impl Taken {
    fn read(
        &self,
        (app, lawful): (&App, &Lawful),
        id: Id<StayDecision>,
        faults: &mut Faults,
    ) -> Option<StayDecision> {
        let request = add::Request {
            decision_id: id.to_uuid(),
            subject: self.subject.clone(),
            ruling: self.ruling.clone(),
            ground: self.ground.clone(),
            decided_on: self.decided_on.clone(),
            place: self.place.clone(),
            until: self.until.clone(),
            sticker: self.sticker.clone(),
            // What shows the correction stands beside the decision.
            reason: "-".to_owned(),
        };
        request.understand("/decision", (app, lawful), faults)
    }
}
