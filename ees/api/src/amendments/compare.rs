//! Noting in a case what the Visa Information System holds, and what the State informed of it did.
//! EES Art. 35(4).

use axum::Json;
use axum::extract::State;
use ees_domain::access::Action;
use ees_domain::amendment::{Amendment, VisError, VisFinding, VisReply};
use ees_domain::authority::Purpose;
use ees_domain::day::Day;
use ees_store::Case;
use ees_store::notices::VIS_SAME;
use ees_wire::faults::{Faults, unknown};
use ees_wire::text;
use fnd_core::{CountryCode, Id};
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::sent;
use super::step::{Held, hold};
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::hide;
use crate::inland::check::here;
use crate::problem::{ended, of_store, of_vis};
use crate::unit::{begin, done};

/// What the Visa Information System holds beside the data that is said to be wrong.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ComparisonRequest)]
pub struct Request {
    /// `same`, `other` or `not-available`.
    #[schema(value_type = text::FindingInVis)]
    pub finding: String,
    /// With `same`, the State that is responsible for the data there; it is informed at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::StateCode>)]
    pub informed: Option<String>,
}

/// What the State that was informed did.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VisReplyRequest)]
pub struct ReplyRequest {
    /// `corrected` or `found-right`.
    #[schema(value_type = text::ReplyOfVisState)]
    pub reply: String,
}

/// Notes what the Visa Information System holds. Where it is the same, the State responsible for
/// the data there has a notice of it at once.
#[utoipa::path(
    post, path = "/v1/amendments/{case_id}/comparison", tag = "amendments",
    operation_id = "compare_in_case",
    params(("case_id" = Uuid, Path, description = "the case")),
    request_body = Request,
    responses(
        (status = 200, body = sent::Case),
        (status = 404, description = "no such case, or none that the caller may know of"),
        (status = 409, description = "does not fit how far the case has come"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(case_id): Segment<Uuid>,
    Body(request): Body<Request>,
) -> Result<Json<sent::Case>, Problem> {
    let lawful = lawful(&app, &call, Action::HandleCase, Purpose::Amendment).await.map_err(hide)?;
    let case = compare(&app, &lawful, Id::from_uuid(case_id), &request).await?;
    Ok(Json(sent::Case::of(&case, here(&app, &lawful.actor)?.day)))
}

/// Notes what the State responsible for the data in the Visa Information System did with it.
#[utoipa::path(
    post, path = "/v1/amendments/{case_id}/vis-reply", tag = "amendments",
    operation_id = "note_vis_reply",
    params(("case_id" = Uuid, Path, description = "the case")),
    request_body = ReplyRequest,
    responses(
        (status = 200, body = sent::Case),
        (status = 404, description = "no such case, or none that the caller may know of"),
        (status = 409, description = "does not fit how far the case has come"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn replying(
    State(app): State<Shared>,
    call: Call,
    Segment(case_id): Segment<Uuid>,
    Body(request): Body<ReplyRequest>,
) -> Result<Json<sent::Case>, Problem> {
    let lawful = lawful(&app, &call, Action::HandleCase, Purpose::Amendment).await.map_err(hide)?;
    let case = note_reply(&app, &lawful, Id::from_uuid(case_id), &request).await?;
    Ok(Json(sent::Case::of(&case, here(&app, &lawful.actor)?.day)))
}

/// Notes in the case `id` what the system holds today.
pub async fn compare(
    app: &App,
    lawful: &Lawful,
    id: Id<Amendment>,
    request: &Request,
) -> Result<Case, Problem> {
    let (finding, informed) = request.read()?;
    let step = |amendment: &Amendment, by: CountryCode, today: Day| {
        amendment.compare(by, (today, finding, informed))
    };
    take((app, lawful), (id, request), (step, informed)).await
}

/// Notes in the case `id` what the State that was informed did.
pub async fn note_reply(
    app: &App,
    lawful: &Lawful,
    id: Id<Amendment>,
    request: &ReplyRequest,
) -> Result<Case, Problem> {
    let expected = "`corrected` or `found-right`";
    let mut faults = Faults::default();
    let reply = VisReply::find(&request.reply);
    let reply = faults.keep(reply.ok_or_else(|| unknown("/reply", "unknown-reply", expected)));
    let Some(reply) = reply else { return Err(faults.into()) };
    let step =
        |amendment: &Amendment, by: CountryCode, today: Day| amendment.replied(by, (today, reply));
    take((app, lawful), (id, request), (step, None)).await
}

/// Takes a step in the case `id` today, and tells the State `informed` of it.
async fn take(
    (app, lawful): (&App, &Lawful),
    (id, request): (Id<Amendment>, &(impl Serialize + Sync)),
    (step, informed): (
        impl Fn(&Amendment, CountryCode, Day) -> Result<Amendment, VisError> + Send,
        Option<CountryCode>,
    ),
) -> Result<Case, Problem> {
    let today = here(app, &lawful.actor)?.day;
    let state = lawful.actor.state;
    let work = begin(app, lawful, request).await?;
    let Held { mut work, file, case } = hold(work, id, state).await?;
    let amendment = match step(&case.amendment, state, today) {
        Ok(amendment) => amendment,
        Err(error) => return ended(work, Some(file.id), of_vis(&error)).await,
    };
    let case = Case { amendment, ..case };
    work.step_case(&case).await.map_err(of_store)?;
    if let Some(informed) = informed.filter(|informed| *informed != state) {
        work.add_notice(VIS_SAME, (informed, file.id)).await.map_err(of_store)?;
    }
    done(work, file.id, &["amendment-case"]).await?;
    Ok(case)
}

impl Request {
    fn read(&self) -> Result<(VisFinding, Option<CountryCode>), Problem> {
        let mut faults = Faults::default();
        let finding = VisFinding::find(&self.finding);
        let expected = "`same`, `other` or `not-available`";
        let finding =
            faults.keep(finding.ok_or_else(|| unknown("/finding", "unknown-finding", expected)));
        let informed = self.informed.as_deref().map(|code| {
            let expected = "three letters, as in ROU";
            let read = code.trim().parse().ok();
            read.ok_or_else(|| unknown("/informed", "unknown-state", expected))
        });
        let informed = faults.keep(informed.transpose());
        match (finding, informed) {
            (Some(finding), Some(informed)) if faults.is_empty() => Ok((finding, informed)),
            _ => Err(faults.into()),
        }
    }
}
