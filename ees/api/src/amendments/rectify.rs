//! Putting an entry/exit record right, or seeing what would follow. EES Art. 20, 35(1), (2), (8).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::day::Day;
use ees_domain::file::{Crossing, EntryPart, File, RecordedGround};
use ees_domain::late::Placed;
use ees_domain::overstayer::class;
use ees_domain::point::{BorderPoint, Passage, PointCode, Zones};
use ees_domain::recalculation::changed;
use ees_domain::rectification::{Basis, Rectification, Wanted, concerns_visa, rectify};
use ees_domain::retention::{kept_until, refusals};
use ees_store::{Change, Deed, StoreError, Work};
use ees_wire::crossing as wire;
use ees_wire::faults::{Faults, unknown};
use ees_wire::text;
use fnd_core::Id;
use fnd_web::etag::IfMatch;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::{Fault, Problem};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub use super::ground::GroundRequest;
use super::ground::compared;
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::late::store;
use crate::border::read_file::{hide, version_tag};
use crate::decisions::add::{REASON_CHARS_MAX, microseconds, said};
use crate::problem::{ended, of_rectification, of_store};
use crate::unit::{as_seen, begin, done, hold};

/// How a record is to be from now on.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RectificationRequest)]
pub struct Request {
    /// `correction` of what is wrong or not whole, or `rebuttal` of the presumption that the
    /// person is not here lawfully.
    #[schema(value_type = text::BasisOfRectification)]
    pub basis: String,
    /// The entry as it was; without it the entry stays as it is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<PassageRequest>,
    /// The exit as it was; without it the exit stays as it is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit: Option<PassageRequest>,
    /// What never took place: `entry` or `exit`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<text::PartOfRecord>, max_items = 2)]
    pub remove: Vec<String>,
    /// The ground of the entry as it was; without it the ground stays as it is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<GroundRequest>,
    /// The case in which the data of the visa was compared with the Visa Information System;
    /// needed where a visa is put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<Uuid>,
    /// What shows it: a document, its date and who issued it.
    #[schema(min_length = 1, max_length = 2000)]
    pub evidence: String,
    /// Whether nothing is stored, and the answer only says what would follow.
    #[serde(default)]
    pub preview: bool,
}

/// A passage as it was.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PassageRequest)]
pub struct PassageRequest {
    /// When.
    #[schema(value_type = text::Instant)]
    pub at: String,
    /// The border crossing point.
    #[schema(value_type = text::BorderCrossingPoint)]
    pub point: String,
}

/// What follows.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RectificationReply)]
pub struct Reply {
    /// The file.
    pub file_id: Uuid,
    /// Its version: the new one when something was stored.
    pub version: i64,
    /// Whether it is stored.
    pub stored: bool,
    /// Every record that changes, this one first.
    pub changes: Vec<Changed>,
    /// The last day on which the file is kept, as things stand then.
    pub kept_until: Option<String>,
}

/// A record that changes.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ChangedRecord)]
pub struct Changed {
    /// What is recorded.
    pub before: wire::Crossing,
    /// What it is then.
    pub after: wire::Crossing,
    /// Whether the stay is on the list of overstayers now.
    pub was_listed: bool,
    /// Whether it is then.
    pub is_listed: bool,
}

/// What follows from putting a record right.
#[derive(Debug, Clone)]
pub struct Followed {
    /// The file as it was.
    pub file: File,
    /// Its records as they are then.
    pub placed: Placed,
    /// The last day on which the file is kept then.
    pub kept_until: Option<Day>,
    /// At which instant it was found.
    pub now: Timestamp,
    /// Whether it is stored.
    pub stored: bool,
}

impl Followed {
    /// The records that change, each as it was and as it is then; the one put right first.
    pub fn changes(&self) -> Vec<(&Crossing, &Crossing)> {
        let before = &self.file.crossings;
        let mut changes = changed(before, &self.placed.records);
        changes.sort_by_key(|record| record.id != self.placed.own);
        let was = |record: &Crossing| before.iter().find(|one| one.id == record.id);
        changes.into_iter().filter_map(|record| Some((was(record)?, record))).collect()
    }
}

/// Puts a record right, or tells what would follow from it.
#[utoipa::path(
    post, path = "/v1/files/{file_id}/crossings/{crossing_id}/amendments", tag = "amendments",
    operation_id = "rectify_record",
    params(
        ("file_id" = Uuid, Path, description = "the individual reference number"),
        ("crossing_id" = Uuid, Path, description = "the entry/exit record"),
        ("If-Match" = String, Header, description = "the entity tag of the file as it was read"),
    ),
    request_body = Request,
    responses(
        (status = 200, body = Reply, headers(("ETag" = String, description = "the version"))),
        (status = 404, description = "no such record, or none that the caller may know of"),
        (status = 409, description = "does not fit what is on file"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment((file_id, crossing_id)): Segment<(Uuid, Uuid)>,
    condition: IfMatch,
    Body(request): Body<Request>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::Rectify, Purpose::Amendment).await.map_err(hide)?;
    let at = (Id::from_uuid(file_id), Id::from_uuid(crossing_id));
    let followed = put_right(&app, &lawful, (at, &condition), &request).await?;
    let reply = Reply::of(file_id, &followed);
    Ok((version_tag(reply.version), Json(reply)).into_response())
}

impl Reply {
    /// What follows, as it is sent.
    pub fn of(file_id: Uuid, followed: &Followed) -> Self {
        Self {
            file_id,
            version: followed.file.version.saturating_add(i64::from(followed.stored)),
            stored: followed.stored,
            changes: followed.changes().into_iter().map(|one| sent(one, followed.now)).collect(),
            kept_until: followed.kept_until.map(|day| day.to_string()),
        }
    }
}

fn sent((before, after): (&Crossing, &Crossing), now: Timestamp) -> Changed {
    Changed {
        before: wire::Crossing::of(before),
        after: wire::Crossing::of(after),
        was_listed: class(before, now).is_some(),
        is_listed: class(after, now).is_some(),
    }
}

/// Puts the record right, if the file is as the caller saw it; a preview stores nothing.
pub async fn put_right(
    app: &App,
    lawful: &Lawful,
    ((file_id, record_id), condition): ((Id<File>, Id<Crossing>), &IfMatch),
    request: &Request,
) -> Result<Followed, Problem> {
    let draft = request.read()?;
    let now = microseconds(app.clock.now());
    let (work, file) = hold(begin(app, lawful, request).await?, file_id).await?;
    let file_id = file.id;
    let mut work = as_seen(work, &file, condition).await?;
    let wanted = match draft.complete(app, lawful, (&file, record_id)) {
        Ok(wanted) => wanted,
        Err(problem) => return ended(work, Some(file_id), problem).await,
    };
    let before = file.crossings.iter().find(|record| record.id == record_id);
    let of_visa = before.zip(wanted.ground.as_ref());
    if of_visa.is_some_and(|(before, after)| concerns_visa(&before.ground, after)) {
        let case = request.case_id.map(Id::from_uuid);
        let may = compared(&mut *work, lawful, (&file, record_id), case).await?;
        if let Err(problem) = may {
            return ended(work, Some(file_id), problem).await;
        }
    }
    let rules: (&dyn Zones, _) = (&app.points, app.switches);
    let placed = match rectify(&file.crossings, record_id, wanted, (now, rules)) {
        Ok(placed) => placed,
        Err(error) => return ended(work, Some(file_id), of_rectification(&error)).await,
    };
    let kept = kept_until(&placed.records, refusals(&file));
    let stored = !request.preview;
    let followed = Followed { file, placed, kept_until: kept, now, stored };
    if stored {
        keep(&mut *work, (&followed, &draft)).await.map_err(of_store)?;
    }
    done(work, file_id, &["entry-exit", "overstay-mark", "visa"]).await?;
    Ok(followed)
}

/// Stores what follows, and tells the State that was responsible.
async fn keep(
    work: &mut dyn Work,
    (followed, draft): (&Followed, &Draft),
) -> Result<(), StoreError> {
    let file = &followed.file;
    let before = file.crossings.iter().find(|record| record.id == followed.placed.own);
    let change = Change { deed: draft.deed(before), reason: &draft.evidence };
    store(work, (file, file.id), &followed.placed, change).await?;
    work.take_over(file, followed.kept_until).await
}

/// A request that could be read.
struct Draft {
    basis: Basis,
    entry: Wanted<(Timestamp, PointCode)>,
    exit: Wanted<(Timestamp, PointCode)>,
    ground: Option<RecordedGround>,
    evidence: String,
}

impl Request {
    /// What is wanted, or everything that is wrong with it.
    fn read(&self) -> Result<Draft, Problem> {
        let mut faults = Faults::default();
        let basis = Basis::find(&self.basis)
            .ok_or_else(|| unknown("/basis", "unknown-basis", "`correction` or `rebuttal`"));
        let basis = faults.keep(basis);
        for (place, part) in self.remove.iter().enumerate() {
            if !matches!(part.as_str(), "entry" | "exit") {
                let pointer = format!("/remove/{place}");
                faults.add(unknown(&pointer, "unknown-part", "`entry` or `exit`"));
            }
        }
        let entry = self.part("entry", self.entry.as_ref(), &mut faults);
        let exit = self.part("exit", self.exit.as_ref(), &mut faults);
        let ground = self.ground.as_ref().and_then(|ground| ground.read(&mut faults));
        let evidence = faults.keep(said("/evidence", &self.evidence, REASON_CHARS_MAX));
        match (basis, evidence) {
            (Some(basis), Some(evidence)) if faults.is_empty() => {
                Ok(Draft { basis, entry, exit, ground, evidence })
            }
            _ => Err(faults.into()),
        }
    }

    /// What is to become of one part of the record.
    fn part(
        &self,
        name: &str,
        set: Option<&PassageRequest>,
        faults: &mut Faults,
    ) -> Wanted<(Timestamp, PointCode)> {
        let is_removed = self.remove.iter().any(|part| part == name);
        let Some(set) = set else {
            return if is_removed { Wanted::Remove } else { Wanted::Keep };
        };
        if is_removed {
            let detail = "a part that never took place has no time and no place".to_owned();
            faults.add(Fault::pointer(format!("/{name}"), "set-and-removed", detail));
        }
        let expected = "date, time and offset, as in 2026-07-15T12:04:00+03:00";
        let at = text::instant(set.at.trim())
            .ok_or_else(|| unknown(&format!("/{name}/at"), "not-an-instant", expected));
        let expected = "a border crossing point, as in ROU-A-OTP";
        let point = set.point.trim().parse().ok();
        let point =
            point.ok_or_else(|| unknown(&format!("/{name}/point"), "unknown-point", expected));
        let (at, point) = (faults.keep(at), faults.keep(point));
        match (at, point) {
            (Some(at), Some(point)) => Wanted::Set((microseconds(at), point)),
            _ => Wanted::Keep,
        }
    }
}

impl Draft {
    /// What is wanted of the record, with days and offsets of the places.
    fn complete(
        &self,
        app: &App,
        lawful: &Lawful,
        (file, id): (&File, Id<Crossing>),
    ) -> Result<Rectification, Problem> {
        let record = file.crossings.iter().find(|record| record.id == id);
        let record = record.ok_or_else(Problem::not_found)?;
        let mut faults = Faults::default();
        let mut passage = |name: &str, wanted: &Wanted<(Timestamp, PointCode)>| match wanted {
            Wanted::Keep => Wanted::Keep,
            Wanted::Remove => Wanted::Remove,
            Wanted::Set((at, point)) => faults
                .keep(passage(app, record, (name, *at, point)))
                .map_or(Wanted::Keep, Wanted::Set),
        };
        let (entry, exit) = (passage("entry", &self.entry), passage("exit", &self.exit));
        if !faults.is_empty() {
            return Err(faults.into());
        }
        // Who let the person in is known from the record, or it is whoever finds it out.
        let authority = record.entry.as_ref().map(|entry| entry.authority.clone());
        let authority = authority.unwrap_or_else(|| lawful.actor.office.clone());
        let entry = match entry {
            Wanted::Keep => Wanted::Keep,
            Wanted::Remove => Wanted::Remove,
            Wanted::Set(passage) => Wanted::Set(EntryPart { passage, authority }),
        };
        Ok(Rectification { basis: self.basis, entry, exit, ground: self.ground.clone() })
    }

    /// What is done to the record: a part that was missing is added, or a part is other than it
    /// was recorded.
    fn deed(&self, before: Option<&Crossing>) -> Deed {
        let is_new = |wanted: &Wanted<_>, is_there: bool| match wanted {
            Wanted::Set(_) => !is_there,
            Wanted::Keep => true,
            Wanted::Remove => false,
        };
        let entry = before.is_some_and(|record| record.entry.is_some());
        let exit = before.is_some_and(|record| record.exit.is_some());
        if self.ground.is_none() && is_new(&self.entry, entry) && is_new(&self.exit, exit) {
            Deed::Completed
        } else {
            Deed::Rectified
        }
    }
}

/// The passage at `at` through `point`, which stands on the list or on the record.
fn passage(
    app: &App,
    record: &Crossing,
    (name, at, point): (&str, Timestamp, &PointCode),
) -> Result<Passage, Fault> {
    let recorded = record.entry.as_ref().map(|entry| &entry.passage);
    let is_recorded = recorded.into_iter().chain(&record.exit).any(|one| one.point == *point);
    if !is_recorded && !app.points.iter().any(|one| one.code == *point) {
        let expected = "a border crossing point of the list";
        return Err(unknown(&format!("/{name}/point"), "unknown-point", expected));
    }
    let (zone, code) = (app.points.zone(point), point.clone());
    let passage = BorderPoint { code, name: String::new(), zone }.passage(at);
    let expected = "an instant of the calendar";
    passage.ok_or_else(|| unknown(&format!("/{name}/at"), "not-an-instant", expected))
}
