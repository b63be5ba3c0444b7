//! Settling a case of amendment, and what goes with it: an erasure is ordered. EES Art. 35.

use axum::Json;
use axum::extract::State;
use ees_domain::access::Action;
use ees_domain::amendment::{Amendment, Concerned, Settlement, check_done};
use ees_domain::authority::Purpose;
use ees_domain::erasure::EarlyErasure;
use ees_domain::file::{Crossing, File};
use ees_domain::point::Zones;
use ees_domain::rectification::without;
use ees_domain::retention::{file_kept_until_without, kept_until, refusals};
use ees_store::notices::CASE_SETTLED;
use ees_store::{Case, Change, Deed, ErasureOrder, Part, StoreError, Work};
use ees_wire::faults::{Faults, unknown};
use ees_wire::text;
use fnd_core::Id;
use fnd_web::etag::IfMatch;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::Problem;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::sent::{self, urgent_since};
use super::step::{Held, hold, recalculate};
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::hide;
use crate::decisions::add::{REASON_CHARS_MAX, microseconds, said};
use crate::inland::check::here;
use crate::problem::{ended, of_amendment, of_stay, of_store, of_value};
use crate::unit::{as_seen, begin, done};

/// How a case ends.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SettlementRequest)]
pub struct Request {
    /// `done` or `not-founded`.
    #[schema(value_type = text::OutcomeOfCase)]
    pub outcome: String,
    /// What was found, and what shows it.
    #[schema(min_length = 1, max_length = 2000)]
    pub answer: String,
    /// Confirms an erasure, which cannot be undone; needed where settling the case as done erases.
    #[serde(default)]
    pub erase: bool,
}

/// Settles a case. Where it is about an erasure and is done, the erasure is ordered and carried
/// out within a minute, and all Member States are told; the case of a whole file goes with it.
#[utoipa::path(
    post, path = "/v1/amendments/{case_id}/settle", tag = "amendments",
    operation_id = "settle_case",
    params(
        ("case_id" = Uuid, Path, description = "the case"),
        ("If-Match" = String, Header, description = "the entity tag of the file as it was read"),
    ),
    request_body = Request,
    responses(
        (status = 200, body = sent::Case),
        (status = 404, description = "no such case, or none that the caller may know of"),
        (status = 409, description = "does not fit how far the case has come, or what is on file"),
        (status = 422, description = "the rules do not allow it, or the erasure is not confirmed"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(case_id): Segment<Uuid>,
    condition: IfMatch,
    Body(request): Body<Request>,
) -> Result<Json<sent::Case>, Problem> {
    let lawful = lawful(&app, &call, Action::HandleCase, Purpose::Amendment).await.map_err(hide)?;
    let case = settle(&app, &lawful, (Id::from_uuid(case_id), &condition), &request).await?;
    let today = here(&app, &lawful.actor)?.day;
    Ok(Json(sent::Case::of(&case, today)))
}

/// Settles the case `id` today, if its file is as the caller saw it.
pub async fn settle(
    app: &App,
    lawful: &Lawful,
    (id, condition): (Id<Amendment>, &IfMatch),
    request: &Request,
) -> Result<Case, Problem> {
    let (outcome, answer) = request.read()?;
    let today = here(app, &lawful.actor)?.day;
    let work = begin(app, lawful, request).await?;
    let Held { work, file, case } = hold(work, id, lawful.actor.state).await?;
    let mut work = as_seen(work, &file, condition).await?;
    let state = lawful.actor.state;
    let settled = case.amendment.settle(state, (today, outcome)).and_then(|(settled, by)| {
        if by.is_some() {
            check_done(&case.amendment, (&file, case.file_version), app.clock.now())?;
        }
        Ok(settled)
    });
    let settled = match settled {
        Ok(settled) => settled,
        Err(error) => return ended(work, Some(file.id), of_amendment(&error)).await,
    };
    let erasure = EarlyErasure::of(settled.wish).filter(|_| outcome == Settlement::Done);
    if let Some(reason) = erasure {
        if !request.erase {
            return ended(work, Some(file.id), not_confirmed()).await;
        }
        if let Err(failed) = order(app, &mut *work, (&file, &settled, reason)).await {
            return match failed {
                Failed::Rule(problem) => ended(work, Some(file.id), problem).await,
                Failed::Store(error) => Err(of_store(error)),
            };
        }
    }
    let urgent_since = urgent_since(&settled);
    let case = Case { urgent_since, amendment: settled, answer: Some(answer), ..case };
    work.step_case(&case).await.map_err(of_store)?;
    if case.amendment.raised_by != state {
        let raised_by = case.amendment.raised_by;
        work.add_notice(CASE_SETTLED, (raised_by, file.id)).await.map_err(of_store)?;
    }
    done(work, file.id, &["amendment-case", "amendment-words"]).await?;
    Ok(case)
}

fn not_confirmed() -> Problem {
    of_value("/erase", "erasure-not-confirmed", "an erasure cannot be undone; confirm it")
}

/// Why nothing was ordered.
enum Failed {
    /// The rules.
    Rule(Problem),
    /// The store.
    Store(StoreError),
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Orders the erasure of what the case is about. Law: EES Art. 35(1), (2), (6), (7).
async fn order(
    app: &App,
    work: &mut dyn Work,
    (file, settled, reason): (&File, &Amendment, EarlyErasure),
) -> Result<(), Failed> {
    let now = microseconds(app.clock.now());
    let id = app.ids.next(now);
    match settled.concerned {
        Concerned::File => {
            let part_id = file.id.to_uuid();
            let order = ErasureOrder { id, part: Part::File, part_id, reason };
            work.order_erasure(file.id, &order).await?;
            work.touch(file.id, None).await?;
        }
        Concerned::Refusal(refusal) => {
            let part_id = refusal.to_uuid();
            let order = ErasureOrder { id, part: Part::Refusal, part_id, reason };
            work.order_erasure(file.id, &order).await?;
            work.take_over(file, file_kept_until_without(file, refusal)).await?;
        }
        Concerned::Crossing(record) => {
            let part_id = record.to_uuid();
            let order = ErasureOrder { id, part: Part::Crossing, part_id, reason };
            take_out(app, work, (file, record, now)).await?;
            work.order_erasure(file.id, &order).await?;
        }
    }
    Ok(())
}

/// Calculates the other records anew without the one that goes, and stores them.
async fn take_out(
    app: &App,
    work: &mut dyn Work,
    (file, record, now): (&File, Id<Crossing>, Timestamp),
) -> Result<(), Failed> {
    // What was said of the record goes with it, so the history of the others says no more.
    let reason = "Another record of the file is erased, Art. 35(1), (2).";
    let rules: (&dyn Zones, _) = (&app.points, app.switches);
    let rest = without(&file.crossings, record, now, rules)
        .map_err(|error| Failed::Rule(of_stay(&error)))?;
    let going = file.crossings.iter().find(|one| one.id == record);
    // Until it is gone it must not be the open one beside another that is open again.
    if let Some(going) = going.filter(|one| one.is_open()) {
        let passed = Crossing { is_superseded: true, ..going.clone() };
        let change = Change { deed: Deed::Rectified, reason };
        work.amend_crossing(file, (going, &passed), change).await?;
    }
    recalculate(work, file, &rest, reason).await?;
    work.take_over(file, kept_until(&rest, refusals(file))).await?;
    Ok(())
}

impl Request {
    /// How it ends and why, or everything that is wrong with it.
    fn read(&self) -> Result<(Settlement, String), Problem> {
        let mut faults = Faults::default();
        let outcome = Settlement::find(&self.outcome)
            .ok_or_else(|| unknown("/outcome", "unknown-outcome", "`done` or `not-founded`"));
        let outcome = faults.keep(outcome);
        let answer = faults.keep(said("/answer", &self.answer, REASON_CHARS_MAX));
        match (outcome, answer) {
            (Some(outcome), Some(answer)) if faults.is_empty() => Ok((outcome, answer)),
            _ => Err(faults.into()),
        }
    }
}
