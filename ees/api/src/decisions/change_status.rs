//! Entering a short stay that begins within the territory. EES Art. 14(8).

use axum::extract::State;
use axum::response::Response;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::File;
use ees_domain::point::{PointCode, Zones};
use ees_domain::retention::file_kept_until_with;
use ees_domain::status_change::{StatusChange, change_status};
use ees_store::{Change, Deed, Movement, Part, Work};
use ees_wire::crossing as wire;
use ees_wire::text;
use fnd_core::Id;
use fnd_web::etag::IfMatch;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Recorded;
use super::add::{REASON_CHARS_MAX, day, said};
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::hide;
use crate::problem::{ended, id_reused, of_status_change, of_store};
use crate::unit::{as_seen, done, hold};
use ees_wire::faults::Faults;

/// A short stay that begins within the territory.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StatusChangeRequest)]
pub struct Request {
    /// The identifier of the record to be, chosen by the client (a UUID, best of version 7). A
    /// request that is repeated has the same answer and no further effect.
    pub crossing_id: Uuid,
    /// The first day of the short stay: the one after the permit or the long-stay visa ended.
    #[schema(value_type = text::CalendarDay)]
    pub starts_on: String,
    /// What ended, and what shows it.
    #[schema(min_length = 1, max_length = 2000)]
    pub evidence: String,
}

/// A short stay that was entered.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StatusChangeReply)]
pub struct Reply {
    /// The file.
    pub file_id: Uuid,
    /// Its version.
    pub version: i64,
    /// The record. Its entry is at no border crossing point: `point` is the State and `T`.
    pub crossing: wire::Crossing,
}

/// Enters a short stay that begins within the territory.
#[utoipa::path(
    post, path = "/v1/files/{file_id}/status-changes", tag = "decisions",
    operation_id = "change_status",
    params(
        ("file_id" = Uuid, Path, description = "the individual reference number"),
        ("If-Match" = String, Header, description = "the entity tag of the file as it was read"),
    ),
    request_body = Request,
    responses(
        (status = 201, body = Reply, description = "entered",
            headers(("ETag" = String, description = "the new version"))),
        (status = 200, body = Reply, description = "entered before by this very request"),
        (status = 404, description = "no such file, or none that the caller may know of"),
        (status = 409, description = "does not fit what is on file, or the id was used before"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    condition: IfMatch,
    Body(request): Body<Request>,
) -> Result<Response, Problem> {
    let purpose = Purpose::Amendment;
    let lawful = lawful(&app, &call, Action::ChangeStatus, purpose).await.map_err(hide)?;
    let begun = change(&app, &lawful, (Id::from_uuid(file_id), &condition), &request).await?;
    let crossing = wire::Crossing::of(&begun.crossing);
    let file_id = begun.file.to_uuid();
    Ok(begun.answer(Reply { file_id, version: begun.version, crossing }))
}

/// Enters the short stay of `request`, if the file is as the caller saw it.
pub async fn change(
    app: &App,
    lawful: &Lawful,
    (id, condition): (Id<File>, &IfMatch),
    request: &Request,
) -> Result<Recorded, Problem> {
    let change = request.read(app, lawful)?;
    let asked = serde_json::to_string(request).unwrap_or_default();
    let mut work = app.register.begin(lawful.access(app, asked.clone())).await.map_err(of_store)?;
    if let Some(known) = work.find_movement(change.id, &asked).await.map_err(of_store)? {
        return repeated(work, (id, known)).await;
    }
    let (work, file) = hold(work, id).await?;
    let id = file.id;
    let mut work = as_seen(work, &file, condition).await?;
    let begun = match change_status(&file, change, app.clock.now(), app.switches) {
        Ok(entered) => entered.crossing,
        Err(error) => return ended(work, Some(id), of_status_change(&error)).await,
    };
    work.add_crossing(id, &begun).await.map_err(of_store)?;
    work.add_movement(begun.id, (id, begun.id), &asked).await.map_err(of_store)?;
    let change = Change { deed: Deed::Completed, reason: request.evidence.trim() };
    let version = file.version.saturating_add(1);
    work.add_verification((id, version), (Part::Crossing, begun.id.to_uuid()), change)
        .await
        .map_err(of_store)?;
    work.take_over(&file, file_kept_until_with(&file, &begun)).await.map_err(of_store)?;
    done(work, id, &["entry-exit"]).await?;
    let version = file.version.saturating_add(1);
    Ok(Recorded { file: id, version, crossing: begun, is_repeated: false })
}

/// What the same request did before.
async fn repeated(
    mut work: Box<dyn Work>,
    (id, known): (Id<File>, Movement),
) -> Result<Recorded, Problem> {
    let file = work.file_for_update(id).await.map_err(of_store)?;
    let record = file.as_ref().filter(|_| known.same_request).and_then(|file| {
        Some((file, file.crossings.iter().find(|record| record.id == known.crossing)?))
    });
    let Some((file, record)) = record else { return ended(work, Some(id), id_reused()).await };
    done(work, id, &["entry-exit"]).await?;
    let (version, crossing) = (file.version, record.clone());
    Ok(Recorded { file: file.id, version, crossing, is_repeated: true })
}

impl Request {
    /// The short stay, or everything that is wrong with it.
    fn read(&self, app: &App, lawful: &Lawful) -> Result<StatusChange, Problem> {
        let mut faults = Faults::default();
        let starts_on = faults.keep(day("/starts_on", &self.starts_on));
        let evidence = faults.keep(said("/evidence", &self.evidence, REASON_CHARS_MAX));
        match (starts_on, evidence) {
            (Some(starts_on), Some(_)) if faults.is_empty() => Ok(StatusChange {
                id: Id::from_uuid(self.crossing_id),
                starts_on,
                state: lawful.actor.state,
                authority: lawful.actor.office.clone(),
                zone: app.points.zone(&PointCode::within(lawful.actor.state)),
            }),
            _ => Err(faults.into()),
        }
    }
}
