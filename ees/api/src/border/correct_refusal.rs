//! Putting a refusal right after an appeal. SBC Art. 14; EES Art. 35(1), (7) and (8).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::day::Day;
use ees_domain::erasure::EarlyErasure;
use ees_domain::file::File;
use ees_domain::refusal::{
    Appeal, AppealOutcome, Correction, DeskFacts, EnteredUnder, OtherRecords, Reason, Refusal,
    RefusalDecision, correct,
};
use ees_domain::retention::{file_kept_until, file_kept_until_without};
use ees_store::{Change, Deed, ErasureOrder, Part, Work};
use ees_wire::faults::{Faults, unknown};
use ees_wire::problem::of_correction;
use ees_wire::refusal as wire;
use ees_wire::text;
use fnd_core::Id;
use fnd_web::etag::IfMatch;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::read_file::{hide, version_tag};
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::decisions::add::said;
use crate::inland::check::here;
use crate::problem::{ended, of_store};
use crate::unit::{as_seen, begin, done, hold};

/// Longest file number of a ruling, in characters.
const REFERENCE_CHARS_MAX: usize = 200;

/// A ruling on an appeal against a refusal.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RulingRequest)]
pub struct Request {
    /// The day of the ruling.
    #[schema(value_type = text::CalendarDay)]
    pub ruled_on: String,
    /// The file number of the ruling.
    #[schema(min_length = 1, max_length = 200)]
    pub reference: String,
    /// The reasons that fell. When all of them fell the refusal was wrong as a whole, and its
    /// record is erased.
    #[schema(value_type = Vec<text::ReasonForRefusal>, min_items = 1, max_items = 12)]
    pub fallen: Vec<String>,
}

/// What was put right.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RulingReply)]
pub struct Reply {
    /// The file.
    pub file_id: Uuid,
    /// Its new version.
    pub version: i64,
    /// The refusal as it is now; absent when it is erased, which is done within a minute. A file
    /// that was made for it alone goes with it.
    pub refusal: Option<wire::Refusal>,
    /// Whether the visa authority has to look at what was done to the visa.
    pub review_visa: bool,
}

/// Corrects a refusal after a ruling.
#[utoipa::path(
    post, path = "/v1/files/{file_id}/refusals/{refusal_id}/rulings", tag = "border",
    operation_id = "correct_refusal",
    params(
        ("file_id" = Uuid, Path, description = "the individual reference number"),
        ("refusal_id" = Uuid, Path, description = "the refusal"),
        ("If-Match" = String, Header, description = "the entity tag of the file as it was read"),
    ),
    request_body = Request,
    responses(
        (status = 200, body = Reply, headers(("ETag" = String, description = "the new version"))),
        (status = 404, description = "no such refusal, or none that the caller may know of"),
        (status = 409, description = "does not fit the refusal"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment((file_id, refusal_id)): Segment<(Uuid, Uuid)>,
    condition: IfMatch,
    Body(request): Body<Request>,
) -> Result<Response, Problem> {
    let lawful =
        lawful(&app, &call, Action::CorrectRefusal, Purpose::Amendment).await.map_err(hide)?;
    let at = (Id::from_uuid(file_id), Id::from_uuid(refusal_id));
    let done = put_right(&app, &lawful, (at, &condition), &request).await?;
    let tag = version_tag(done.version);
    let reply = Reply {
        file_id,
        version: done.version,
        refusal: done.decision.as_ref().map(wire::Refusal::of),
        review_visa: done.review_visa,
    };
    Ok((tag, Json(reply)).into_response())
}

/// What was put right.
#[derive(Debug, Clone)]
pub struct PutRight {
    /// The version of the file.
    pub version: i64,
    /// The refusal as it is now; `None` when it is erased.
    pub decision: Option<RefusalDecision>,
    /// Whether the visa authority has to look at what was done to the visa.
    pub review_visa: bool,
}

/// Corrects the refusal, if the file is as the caller saw it.
pub async fn put_right(
    app: &App,
    lawful: &Lawful,
    ((file_id, refusal_id), condition): ((Id<File>, Id<Refusal>), &IfMatch),
    request: &Request,
) -> Result<PutRight, Problem> {
    let ruling = request.read()?;
    let today = here(app, &lawful.actor)?.day;
    let (work, file) = hold(begin(app, lawful, request).await?, file_id).await?;
    let file_id = file.id;
    let Some(decision) = file.refusal(refusal_id) else {
        return ended(work, None, Problem::not_found()).await;
    };
    let mut work = as_seen(work, &file, condition).await?;
    let appeal = Appeal {
        day: ruling.day,
        outcome: AppealOutcome::of_fallen(decision, ruling.fallen.clone()),
        corrected_by: lawful.actor.state,
        others: OtherRecords::of(&file),
    };
    let facts = DeskFacts::of_file(&file, decision);
    let entered = EnteredUnder {
        person: facts.person(decision),
        facts: &facts.biometric(decision, &app.check_switches),
        switches: app.check_switches.refusal,
    };
    let correction = match correct(decision, &appeal, entered, today) {
        Ok(correction) => correction,
        Err(error) => return ended(work, Some(file_id), of_correction(&error)).await,
    };
    let order = app.ids.next(app.clock.now());
    let put_right = carry_out(&mut *work, (&file, decision), &ruling, (correction, order)).await;
    let put_right = put_right.map_err(of_store)?;
    done(work, file_id, &["refusal", "refusal-form"]).await?;
    Ok(put_right)
}

/// Does what the rules found: amends, or orders the erasure.
async fn carry_out(
    work: &mut dyn Work,
    (file, decision): (&File, &RefusalDecision),
    ruling: &Ruling,
    (correction, order): (Correction, Uuid),
) -> Result<PutRight, ees_store::StoreError> {
    let version = file.version.saturating_add(1);
    let review = |visa| visa == ees_domain::refusal::VisaAfterwards::ReviewAnnulment;
    match correction {
        Correction::None => Ok(PutRight {
            version: file.version,
            decision: Some(decision.clone()),
            review_visa: false,
        }),
        Correction::Amend { decision: after, visa, may_stay: _ } => {
            let change = Change { deed: Deed::Rectified, reason: &ruling.reference };
            work.amend_refusal(file, (decision, &after), change).await?;
            work.take_over(file, file_kept_until(file)).await?;
            Ok(PutRight { version, decision: Some(*after), review_visa: review(visa) })
        }
        Correction::Erase { record, file: _, visa } => {
            let order = ErasureOrder {
                id: order,
                part: Part::Refusal,
                part_id: record.to_uuid(),
                reason: EarlyErasure::Unlawful,
            };
            work.order_erasure(file.id, &order).await?;
            work.take_over(file, file_kept_until_without(file, record)).await?;
            Ok(PutRight { version, decision: None, review_visa: review(visa) })
        }
    }
}

/// A ruling as it was read.
struct Ruling {
    day: Day,
    reference: String,
    fallen: Vec<Reason>,
}

impl Request {
    /// The ruling, or everything that is wrong with it.
    fn read(&self) -> Result<Ruling, Problem> {
        let mut faults = Faults::default();
        let expected = "a day of the calendar, as in 2026-07-15";
        let day = self.ruled_on.trim().parse().ok();
        let day = faults.keep(day.ok_or_else(|| unknown("/ruled_on", "not-a-day", expected)));
        let reference = faults.keep(said("/reference", &self.reference, REFERENCE_CHARS_MAX));
        let mut fallen = Vec::new();
        for (place, code) in self.fallen.iter().enumerate() {
            let pointer = format!("/fallen/{place}");
            let expected = "a letter of the standard form, as in `C`";
            let reason = Reason::find(code);
            fallen.extend(
                faults.keep(reason.ok_or_else(|| unknown(&pointer, "unknown-reason", expected))),
            );
        }
        if self.fallen.is_empty() {
            faults.add(unknown("/fallen", "no-reason-fell", "at least one reason that fell"));
        }
        match (day, reference) {
            (Some(day), Some(reference)) if faults.is_empty() => {
                Ok(Ruling { day, reference, fallen })
            }
            _ => Err(faults.into()),
        }
    }
}
