//! Recording an entry. EES Art. 14(1) to (4), 16(2), 17(2).

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::biometrics::{Biometrics, Seen};
use ees_domain::crossing::{Arrival, Entered, enter};
use ees_domain::fields::{Entering, violations_at_entry, violations_of_new_file};
use ees_domain::file::{Crossing, File, RecordedStay, Source};
use ees_domain::point::Passage;
use ees_domain::point::Zones;
use ees_domain::presented::Presented;
use ees_domain::retention::{file_kept_until_with, kept_until};
use ees_domain::scope::Scope;
use ees_store::{Change, Deed, Movement, Number, Outcome, StoreError, Work};
use ees_wire::crossing as wire;
use ees_wire::stay::warning_code;
use ees_wire::text::instant;
use fnd_core::Id;
use fnd_web::extract::Body;
use fnd_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::attempt::{
    Failed, add_what_is_new, done_before, hold, keep_verification, meanwhile, new_file, noted,
    of_record,
};
use super::next_step::{Confirmed, Wanted, confirm};
use crate::actor::{Call, Lawful, lawful, point};
use crate::app::{App, Shared};
use crate::biometrics::desk::Enrolling;
use crate::problem::{of_entry, of_fields, of_ground, of_value, out_of_scope};

pub use ees_wire::passage::EntryRequest as Request;

/// An entry that was recorded.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = EntryReply)]
pub struct Reply {
    /// The file.
    pub file_id: Uuid,
    /// The record.
    pub crossing: wire::Crossing,
    /// The last lawful day; absent for family members, the latest possible one when a person
    /// must decide.
    pub last_lawful_day: Option<String>,
    /// Whether a person must decide between two possible ends of the stay.
    pub needs_human: bool,
    /// What an officer must see beside it.
    pub warnings: Vec<&'static str>,
}

/// An entry, as pages and API show it.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The file.
    pub file: Id<File>,
    /// The record.
    pub crossing: Crossing,
    /// What an officer must see beside it.
    pub warnings: Vec<&'static str>,
    /// Whether this very request was carried out before.
    pub is_repeated: bool,
}

/// Records an entry.
#[utoipa::path(
    post, path = "/v1/entries", tag = "border", operation_id = "record_entry",
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
    let lawful = lawful(&app, &call, Action::RecordEntry, Purpose::BorderEntry).await?;
    let recorded = record(&app, &lawful, &request).await?;
    let status = if recorded.is_repeated { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(Reply::of(&recorded))))
}

/// Records the entry of `request`, once.
///
/// Two officers may try at the same moment; the second one waits for the file, or for the
/// document's place in the index, and is then told what the first one did.
pub async fn record(app: &App, lawful: &Lawful, request: &Request) -> Result<Recorded, Problem> {
    let passage = passage(app, lawful, (request.at.as_deref(), request.point.as_deref()))?;
    let presented = request.traveller.read(passage.day)?.presented;
    if let Scope::Out(reason) = presented.scope(&passage.point, passage.day) {
        return Err(out_of_scope(reason.article()));
    }
    let confirmed = match &request.answers {
        None => Confirmed::default(),
        Some(answers) => {
            let way = (Wanted::Entry, &request.traveller, &passage);
            match confirm(app, lawful, way, (answers, request.file_id)).await {
                Ok(confirmed) => confirmed,
                Err(problem) => return Ok(not_over(app, lawful, request, problem).await?),
            }
        }
    };
    let this = (&presented, &passage, &confirmed);
    match attempt(app, lawful, request, this).await {
        Err(failed) if failed.is_worth_a_second(request.file_id) => {
            attempt(app, lawful, request, this).await
        }
        done => done,
    }
    .map_err(Problem::from)
}

/// One transaction.
async fn attempt(
    app: &App,
    lawful: &Lawful,
    request: &Request,
    (presented, passage, confirmed): (&Presented, &Passage, &Confirmed),
) -> Result<Recorded, Failed> {
    let asked = serde_json::to_string(request).unwrap_or_default();
    let mut work = app.register.begin(lawful.access(app, asked.clone())).await?;
    let id = Id::from_uuid(request.crossing_id);
    if let Some(movement) = work.find_movement(id, &asked).await? {
        return repeated(work, movement).await;
    }
    let file = match hold(&mut *work, request.file_id, presented).await {
        Ok(file) => file,
        Err(failed) => return noted(work, None, failed).await,
    };
    if let Err(error) = confirmed.must_be_of(file.as_ref()) {
        let (work, movement) = meanwhile(work, (id, &asked), (None, error.into())).await?;
        return repeated(work, movement).await;
    }
    let shown = confirmed.shown.on(presented, (passage.day, Source::Live));
    let taken = (confirmed.taken, app.check_switches.biometrics);
    let entering =
        match Enrolling::read(&mut *work, taken, (file.as_ref(), presented, &shown), passage).await
        {
            Ok(entering) => entering,
            Err(problem) => {
                let failed = (file.map(|file| file.id), problem.into());
                let (work, movement) = meanwhile(work, (id, &asked), failed).await?;
                return repeated(work, movement).await;
            }
        };
    let who = (presented, &entering.onto(shown));
    let decided = decide(app, lawful, request, (who, passage), file.as_ref());
    let entered = match decided {
        Ok(entered) => entered,
        Err(problem) => {
            let failed = (file.map(|file| file.id), problem.into());
            let (work, movement) = meanwhile(work, (id, &asked), failed).await?;
            return repeated(work, movement).await;
        }
    };
    let version = file.as_ref().map_or(1, |file| file.version.saturating_add(1));
    let file = match file {
        Some(file) => update(work.as_mut(), &file, who, &entered).await?,
        None => create(app, work.as_mut(), lawful, (who, &entered.crossing)).await?,
    };
    entering.put(work.as_mut(), file).await?;
    let home = work.home_of(file, &presented.document);
    work.add_crossing(home, &entered.crossing).await?;
    let verified = confirmed.verified.as_ref();
    keep_verification(work.as_mut(), ((file, version), of_record(id)), verified).await?;
    work.add_movement(id, (file, id), &asked).await?;
    let sent = &["entry-exit"];
    work.commit(Outcome { file: Some(file), sent, ..Outcome::default() }).await?;
    Ok(Recorded {
        file,
        crossing: entered.crossing,
        warnings: entered.assessment.warnings.iter().map(warning_code).collect(),
        is_repeated: false,
    })
}

/// A request whose check is not over may be one that was carried out before: then it is answered
/// as it was.
async fn not_over(
    app: &App,
    lawful: &Lawful,
    request: &Request,
    problem: Problem,
) -> Result<Recorded, Failed> {
    let asked = serde_json::to_string(request).unwrap_or_default();
    let work = app.register.begin(lawful.access(app, asked.clone())).await?;
    let id = Id::from_uuid(request.crossing_id);
    let (work, movement) = meanwhile(work, (id, &asked), (None, problem.into())).await?;
    repeated(work, movement).await
}

/// What the same request did before.
async fn repeated(work: Box<dyn Work>, movement: Movement) -> Result<Recorded, Failed> {
    let record = |file: &File| file.crossings.iter().find(|c| c.id == movement.crossing).cloned();
    let crossing = done_before(work, (movement, &["entry-exit"]), record).await?;
    Ok(Recorded { file: movement.file, crossing, warnings: Vec::new(), is_repeated: true })
}

/// The rules decide on the stay and on what is entered.
fn decide(
    app: &App,
    lawful: &Lawful,
    request: &Request,
    ((presented, seen), passage): ((&Presented, &Seen), &Passage),
    file: Option<&File>,
) -> Result<Entered, Problem> {
    let arrival = Arrival {
        id: Id::from_uuid(request.crossing_id),
        passage: passage.clone(),
        authority: lawful.actor.office.clone(),
        ground: presented.ground(passage.day).map_err(of_ground)?,
        supersedes: request.supersedes.map(Id::from_uuid),
        source: Source::Live,
        zone: app.points.zone(&passage.point),
    };
    let records = file.map_or(&[][..], |file| &file.crossings);
    let entered = enter(records, arrival, app.clock.now(), app.switches);
    let entered = entered.map_err(|error| of_entry(&error))?;
    let mut wrong = match file {
        Some(_) => Vec::new(),
        None => violations_of_new_file(presented, (seen, &Biometrics::of_new(seen))),
    };
    wrong.extend(violations_at_entry(Entering { file, presented, record: &entered.crossing }));
    if wrong.is_empty() { Ok(entered) } else { Err(of_fields(&wrong)) }
}

/// Why a record is marked as lacking its exit, in the history of the record.
const LATER_ENTRY: &str = "A later entry was recorded.";

/// Adds what is new about the person, and says until when the file is kept. EES Art. 14(2).
async fn update(
    work: &mut dyn Work,
    file: &File,
    (presented, seen): (&Presented, &Seen),
    entered: &Entered,
) -> Result<Id<File>, StoreError> {
    let lacks_exit = |record: &&Crossing| Some(record.id) == entered.superseded;
    if let Some(before) = file.crossings.iter().find(lacks_exit) {
        let after = Crossing { is_superseded: true, ..before.clone() };
        let change = Change { deed: Deed::Recalculated, reason: LATER_ENTRY };
        work.amend_crossing(file, (before, &after), change).await?;
    }
    add_what_is_new(work, file, (presented, Number::Searched), seen).await?;
    work.touch(file.id, file_kept_until_with(file, &entered.crossing)).await?;
    Ok(file.id)
}

/// Makes the file of somebody who is new. EES Art. 14(4).
pub(super) async fn create(
    app: &App,
    work: &mut dyn Work,
    lawful: &Lawful,
    (who, first): ((&Presented, &Seen), &Crossing),
) -> Result<Id<File>, StoreError> {
    let file = new_file(app, lawful, who, kept_until([first], []));
    work.add_file(&file).await?;
    Ok(file.id)
}

/// Where and when: at the named instant or now, through the actor's border crossing point.
pub fn passage(
    app: &App,
    lawful: &Lawful,
    (at, named): (Option<&str>, Option<&str>),
) -> Result<Passage, Problem> {
    let place = point(app, &lawful.actor, named)?;
    let at = match at {
        None => app.clock.now(),
        Some(text) => instant(text).ok_or_else(|| {
            let expected = "expected an instant of RFC 3339, as in 2026-07-15T12:04:00+03:00";
            of_value("/at", "not-an-instant", expected)
        })?,
    };
    place.passage(at).ok_or_else(|| of_value("/at", "not-an-instant", "outside the calendar"))
}

impl Reply {
    /// The entry as it is sent.
    pub fn of(recorded: &Recorded) -> Self {
        let crossing = wire::Crossing::of(&recorded.crossing);
        Self {
            file_id: recorded.file.to_uuid(),
            last_lawful_day: crossing.stay_until.clone(),
            needs_human: matches!(recorded.crossing.stay, RecordedStay::NeedsHuman { .. }),
            warnings: recorded.warnings.clone(),
            crossing,
        }
    }
}
