//! Merging two files of one person, and parting them again. EES Art. 14(2) and (4), 35(2).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::day::Day;
use ees_domain::file::{Crossing, File};
use ees_domain::merging::{MergeError, MergeGround, Merged, merge, split};
use ees_domain::point::Zones;
use ees_domain::refusal::Refusal;
use ees_domain::retention::{kept_until, refusals};
use ees_store::{Change, Deed, Joined, StoreError, Work};
use ees_wire::faults::{Faults, unknown};
use ees_wire::text;
use fnd_core::Id;
use fnd_web::etag::IfMatch;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::step::recalculate;
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::{hide, version_tag};
use crate::decisions::add::{REASON_CHARS_MAX, microseconds, said};
use crate::problem::{ended, of_merge, of_stay, of_store, of_value};
use crate::unit::{as_seen, begin, done, hold};

/// Which file is of the same person, and what shows it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MergeRequest)]
pub struct Request {
    /// The individual reference number of the other file.
    pub other: Uuid,
    /// `biometrics` or `documents`. That names are alike is no ground.
    #[schema(value_type = text::GroundOfMerge)]
    pub ground: String,
    /// What shows that both are one person.
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// Which file is of another person after all.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SplitRequest)]
pub struct SplitRequest {
    /// The individual reference number of the file that is taken away.
    pub other: Uuid,
    /// What shows that they are two persons.
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// Two files after they were merged or parted.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = MergeReply)]
pub struct Reply {
    /// The file that is kept.
    pub file_id: Uuid,
    /// Its version.
    pub version: i64,
    /// The other one. While they are merged its reference number leads to the kept file.
    pub other: Uuid,
}

/// Merges two files: the one that was made first is kept, and the other one's number leads to it.
#[utoipa::path(
    post, path = "/v1/files/{file_id}/merge", tag = "amendments", operation_id = "merge_files",
    params(
        ("file_id" = Uuid, Path, description = "the individual reference number"),
        ("If-Match" = String, Header, description = "the entity tag of the file as it was read"),
    ),
    request_body = Request,
    responses(
        (status = 200, body = Reply, headers(("ETag" = String, description = "the new version"))),
        (status = 404, description = "no such file, or none that the caller may know of"),
        (status = 409, description = "does not fit what is on file"),
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
    let lawful = lawful(&app, &call, Action::MergeFiles, Purpose::Amendment).await.map_err(hide)?;
    let done = join(&app, &lawful, (Id::from_uuid(file_id), &condition), &request).await?;
    Ok(done.into_response())
}

/// Parts two files again: each has the records that were made under its own number.
#[utoipa::path(
    post, path = "/v1/files/{file_id}/split", tag = "amendments", operation_id = "split_files",
    params(
        ("file_id" = Uuid, Path, description = "the individual reference number"),
        ("If-Match" = String, Header, description = "the entity tag of the file as it was read"),
    ),
    request_body = SplitRequest,
    responses(
        (status = 200, body = Reply, headers(("ETag" = String, description = "the new version"))),
        (status = 404, description = "no such file, or none that the caller may know of"),
        (status = 409, description = "does not fit what is on file"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn splitting(
    State(app): State<Shared>,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    condition: IfMatch,
    Body(request): Body<SplitRequest>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::MergeFiles, Purpose::Amendment).await.map_err(hide)?;
    let done = part(&app, &lawful, (Id::from_uuid(file_id), &condition), &request).await?;
    Ok(done.into_response())
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        (version_tag(self.version), Json(self)).into_response()
    }
}

/// What is sent with it, for the log.
const SENT: &[&str] = &["file-administration", "entry-exit"];

/// Merges the file `id` with the other one, if it is as the caller saw it.
pub async fn join(
    app: &App,
    lawful: &Lawful,
    (id, condition): (Id<File>, &IfMatch),
    request: &Request,
) -> Result<Reply, Problem> {
    let reason = request.read()?;
    let now = microseconds(app.clock.now());
    let mut work = begin(app, lawful, request).await?;
    let Some(files) = both(&mut *work, id, Id::from_uuid(request.other)).await? else {
        return ended(work, None, Problem::not_found()).await;
    };
    let (one, other) = &files;
    if one.id == id {
        work = as_seen(work, one, condition).await?;
    }
    let mut can = can_be_merged(&*work, (id, request), &files);
    // With a file that is erased the person goes, and so would the other file.
    for file in [one, other] {
        if can.is_ok() && work.is_to_be_erased(file.id).await.map_err(of_store)? {
            can = Err(MergeError::ErasureWaits);
        }
    }
    let rules: (&dyn Zones, _) = (&app.points, app.switches);
    let found = match can {
        Ok(()) => merge((one, other), &reason, (now, rules)),
        Err(error) => Err(error),
    };
    let merged = match found {
        Ok(merged) => merged,
        Err(error) => return ended(work, Some(id), of_merge(&error)).await,
    };
    let (kept, joined) = if one.id == merged.kept { (one, other) } else { (other, one) };
    keep(&mut *work, (kept, joined), (&merged, &reason)).await.map_err(of_store)?;
    done(work, kept.id, SENT).await?;
    let version = kept.version.max(joined.version).saturating_add(1);
    Ok(Reply { file_id: kept.id.to_uuid(), version, other: joined.id.to_uuid() })
}

/// Both files, held in the order of their numbers; `None` when one is not there.
async fn both(
    work: &mut dyn Work,
    one: Id<File>,
    other: Id<File>,
) -> Result<Option<(File, File)>, Problem> {
    let mut held = Vec::with_capacity(2);
    for id in [one.min(other), one.max(other)] {
        match work.file_for_update(id).await.map_err(of_store)? {
            Some(file) => held.push(file),
            None => return Ok(None),
        }
    }
    let (Some(last), Some(first)) = (held.pop(), held.pop()) else { return Ok(None) };
    Ok(Some(if one <= other { (first, last) } else { (last, first) }))
}

/// Whether neither leads to another file, and the later one is no file to which others lead.
fn can_be_merged(
    work: &dyn Work,
    (id, request): (Id<File>, &Request),
    (one, other): &(File, File),
) -> Result<(), MergeError> {
    if one.id == other.id {
        return Err(MergeError::SameFile);
    }
    if one.id != id || other.id != Id::from_uuid(request.other) {
        return Err(MergeError::Merged);
    }
    let later = if (one.created_at, one.id) <= (other.created_at, other.id) { other } else { one };
    if work.joined(later.id).is_empty() { Ok(()) } else { Err(MergeError::Merged) }
}

/// Stores what becomes of the records of both, and lets one lead to the other.
async fn keep(
    work: &mut dyn Work,
    (kept, joined): (&File, &File),
    (merged, reason): (&Merged, &str),
) -> Result<(), StoreError> {
    // Both go on under one row of versions, behind those that either has.
    let version = kept.version.max(joined.version);
    let kept = &File { version, ..kept.clone() };
    let joined = &File { version, ..joined.clone() };
    for file in [kept, joined] {
        let own: Vec<Crossing> = merged
            .crossings
            .iter()
            .filter(|record| file.crossings.iter().any(|one| one.id == record.id))
            .cloned()
            .collect();
        recalculate(work, file, &own, reason).await?;
    }
    work.merge_files((kept, joined), Change { deed: Deed::Merged, reason }).await?;
    let until = kept_until(&merged.crossings, refusals(kept).chain(refusals(joined)));
    work.tell_relieved(joined).await?;
    work.take_over(kept, until).await
}

/// Parts the file `id` and the other one, if it is as the caller saw it.
pub async fn part(
    app: &App,
    lawful: &Lawful,
    (id, condition): (Id<File>, &IfMatch),
    request: &SplitRequest,
) -> Result<Reply, Problem> {
    let reason = request.read()?;
    let now = microseconds(app.clock.now());
    let (work, file) = hold(begin(app, lawful, request).await?, id).await?;
    let mut work = as_seen(work, &file, condition).await?;
    let other = Id::from_uuid(request.other);
    let joined = work.joined(file.id).iter().find(|one| one.file == other).cloned();
    let Some(joined) = joined else {
        return ended(work, Some(file.id), of_merge(&MergeError::NotMerged)).await;
    };
    let rules: (&dyn Zones, _) = (&app.points, app.switches);
    let parted = match split(&file.crossings, &joined.crossings, (now, rules)) {
        Ok(parted) => parted,
        Err(error) => return ended(work, Some(file.id), of_stay(&error)).await,
    };
    take_apart(&mut *work, (&file, &joined), (&parted, &reason)).await.map_err(of_store)?;
    done(work, file.id, SENT).await?;
    let version = file.version.saturating_add(1);
    Ok(Reply { file_id: file.id.to_uuid(), version, other: request.other })
}

async fn take_apart(
    work: &mut dyn Work,
    (file, joined): (&File, &Joined),
    ((ours, theirs), reason): (&(Vec<Crossing>, Vec<Crossing>), &str),
) -> Result<(), StoreError> {
    let all: Vec<Crossing> = ours.iter().chain(theirs).cloned().collect();
    recalculate(work, file, &all, reason).await?;
    let is_theirs = |refusal: &&Refusal| joined.refusals.contains(&refusal.id);
    let until: Option<Day> = kept_until(theirs, refusals(file).filter(is_theirs));
    let change = Change { deed: Deed::Split, reason };
    work.split_files((file, joined.file), until, change).await?;
    let until = kept_until(ours, refusals(file).filter(|refusal| !is_theirs(refusal)));
    work.take_over(file, until).await
}

impl Request {
    /// Why, or everything that is wrong with the request.
    fn read(&self) -> Result<String, Problem> {
        let mut faults = Faults::default();
        let expected = "`biometrics` or `documents`";
        let ground = MergeGround::find(&self.ground)
            .ok_or_else(|| unknown("/ground", "unknown-ground", expected));
        faults.keep(ground);
        let reason = faults.keep(said("/reason", &self.reason, REASON_CHARS_MAX));
        match reason {
            Some(reason) if faults.is_empty() => Ok(format!("{}: {reason}", self.ground)),
            _ => Err(faults.into()),
        }
    }
}

impl SplitRequest {
    fn read(&self) -> Result<String, Problem> {
        let wrong = |_| of_value("/reason", "not-a-text", "say what shows that they are two");
        said("/reason", &self.reason, REASON_CHARS_MAX).map_err(wrong)
    }
}
