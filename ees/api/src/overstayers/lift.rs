//! Taking somebody off the list of overstayers, on evidence. EES Art. 35(5).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::{Crossing, File};
use ees_domain::overstayer::{Lift, Mark, lift};
use ees_domain::retention::file_kept_until_with;
use ees_store::{Change, Deed};
use ees_wire::crossing as wire;
use ees_wire::faults::{Faults, unknown};
use ees_wire::text;
use fnd_core::Id;
use fnd_web::etag::IfMatch;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::{hide, version_tag};
use crate::decisions::add::{REASON_CHARS_MAX, microseconds, said};
use crate::problem::{ended, of_lift, of_store};
use crate::unit::{as_seen, begin, done, hold};

/// Why somebody is taken off the list.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LiftRequest)]
pub struct Request {
    /// `error`, `serious-event` or `right-to-stay`.
    #[schema(value_type = text::GroundOfLift)]
    pub ground: String,
    /// The evidence: a document, its date and who issued it.
    #[schema(min_length = 1, max_length = 2000)]
    pub evidence: String,
}

/// A stay that is off the list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = LiftReply)]
pub struct Reply {
    /// The file.
    pub file_id: Uuid,
    /// Its new version.
    pub version: i64,
    /// The record.
    pub crossing: wire::Crossing,
}

/// Takes a stay off the list of overstayers. Repeated with the same ground it has no further
/// effect.
#[utoipa::path(
    post, path = "/v1/files/{file_id}/crossings/{crossing_id}/lift", tag = "overstayers",
    operation_id = "lift_overstay",
    params(
        ("file_id" = Uuid, Path, description = "the individual reference number"),
        ("crossing_id" = Uuid, Path, description = "the entry/exit record"),
        ("If-Match" = String, Header, description = "the entity tag of the file as it was read"),
    ),
    request_body = Request,
    responses(
        (status = 200, body = Reply, headers(("ETag" = String, description = "the new version"))),
        (status = 404, description = "no such record, or none that the caller may know of"),
        (status = 409, description = "the stay is not on the list"),
        (status = 422, description = "no ground, or no evidence"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment((file_id, crossing_id)): Segment<(Uuid, Uuid)>,
    condition: IfMatch,
    Body(request): Body<Request>,
) -> Result<Response, Problem> {
    let lawful =
        lawful(&app, &call, Action::LiftOverstay, Purpose::Amendment).await.map_err(hide)?;
    let at = (Id::from_uuid(file_id), Id::from_uuid(crossing_id));
    let (version, record) = take_off(&app, &lawful, (at, &condition), &request).await?;
    let reply = Reply { file_id, version, crossing: wire::Crossing::of(&record) };
    Ok((version_tag(version), Json(reply)).into_response())
}

/// What is sent with it, for the log.
const SENT: &[&str] = &["entry-exit", "overstay-mark"];

/// Takes the stay off the list, if the file is as the caller saw it. Answers the version of the
/// file and the record.
pub async fn take_off(
    app: &App,
    lawful: &Lawful,
    ((file_id, record_id), condition): ((Id<File>, Id<Crossing>), &IfMatch),
    request: &Request,
) -> Result<(i64, Crossing), Problem> {
    let expected = "`error`, `serious-event` or `right-to-stay`";
    let mut faults = Faults::default();
    let ground = Lift::find(&request.ground);
    let ground = faults.keep(ground.ok_or_else(|| unknown("/ground", "unknown-ground", expected)));
    let evidence = faults.keep(said("/evidence", &request.evidence, REASON_CHARS_MAX));
    let (Some(ground), Some(evidence)) = (ground, evidence) else { return Err(faults.into()) };
    let (work, file) = hold(begin(app, lawful, request).await?, file_id).await?;
    let file_id = file.id;
    let Some(before) = file.crossings.iter().find(|record| record.id == record_id) else {
        return ended(work, None, Problem::not_found()).await;
    };
    if let Some(Mark::Lifted { ground: known, .. }) = before.mark
        && known == ground
    {
        done(work, file_id, SENT).await?;
        return Ok((file.version, before.clone()));
    }
    let mut work = as_seen(work, &file, condition).await?;
    let now = microseconds(app.clock.now());
    let after = match lift(before, (ground, &evidence), now) {
        Ok(after) => after,
        Err(error) => return ended(work, Some(file_id), of_lift(&error)).await,
    };
    let change = Change { deed: Deed::Unlisted, reason: &evidence };
    work.amend_crossing(&file, (before, &after), change).await.map_err(of_store)?;
    work.take_over(&file, file_kept_until_with(&file, &after)).await.map_err(of_store)?;
    done(work, file_id, SENT).await?;
    Ok((file.version.saturating_add(1), after))
}
