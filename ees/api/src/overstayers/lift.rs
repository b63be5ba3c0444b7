//! Taking somebody off the list of overstayers, on evidence. EES Art. 35(5).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::{Crossing, File};
use ees_domain::overstayer::{Lift, Mark, lift};
use ees_domain::retention::file_kept_until_with;
use ees_store::{Change, Deed, Outcome};
use ees_wire::crossing as wire;
use ees_wire::faults::unknown;
use ees_wire::text;
use fnd_core::Id;
use fnd_web::etag::{ETag, IfMatch};
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::{etag, hide};
use crate::decisions::add::{REASON_CHARS_MAX, microseconds, said};
use crate::problem::{ended, of_faults, of_lift, of_store};

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
    let tag = ETag::of_version(u64::try_from(version).unwrap_or_default());
    let reply = Reply { file_id, version, crossing: wire::Crossing::of(&record) };
    Ok((tag, Json(reply)).into_response())
}

/// Takes the stay off the list, if the file is as the caller saw it. Answers the version of the
/// file and the record.
pub async fn take_off(
    app: &App,
    lawful: &Lawful,
    ((file_id, record_id), condition): ((Id<File>, Id<Crossing>), &IfMatch),
    request: &Request,
) -> Result<(i64, Crossing), Problem> {
    let expected = "`error`, `serious-event` or `right-to-stay`";
    let ground = Lift::find(&request.ground)
        .ok_or_else(|| of_faults([unknown("/ground", "unknown-ground", expected)]))?;
    let evidence = said("/evidence", &request.evidence, REASON_CHARS_MAX)
        .map_err(|fault| of_faults([fault]))?;
    let asked = serde_json::to_string(request).unwrap_or_default();
    let mut work = app.register.begin(lawful.access(app, asked)).await.map_err(of_store)?;
    let file = work.file_for_update(file_id).await.map_err(of_store)?;
    let held = file.as_ref().and_then(|file| {
        Some((file, file.crossings.iter().find(|record| record.id == record_id)?))
    });
    let Some((file, before)) = held else {
        return ended(work, None, Problem::not_found()).await;
    };
    // A number that was merged leads to the file that was kept, which is the one to write to.
    let file_id = file.id;
    if let Some(Mark::Lifted { ground: known, .. }) = before.mark
        && known == ground
    {
        let done = Outcome { file: Some(file_id), ..Outcome::default() };
        work.commit(done).await.map_err(of_store)?;
        return Ok((file.version, before.clone()));
    }
    if let Err(problem) = condition.check(&etag(file)) {
        return ended(work, Some(file_id), problem).await;
    }
    let now = microseconds(app.clock.now());
    let after = match lift(before, (ground, &evidence), now) {
        Ok(after) => after,
        Err(error) => return ended(work, Some(file_id), of_lift(&error)).await,
    };
    let change = Change { deed: Deed::Unlisted, reason: &evidence };
    work.amend_crossing(file, (before, &after), change).await.map_err(of_store)?;
    work.touch(file_id, file_kept_until_with(file, &after)).await.map_err(of_store)?;
    let sent = &["entry-exit", "overstay-mark"];
    let outcome = Outcome { file: Some(file_id), sent, ..Outcome::default() };
    work.commit(outcome).await.map_err(of_store)?;
    Ok((file.version.saturating_add(1), after))
}
