//! Recording an entry. EES Art. 14(1) to (4), 16(2), 17(2).

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::crossing::{Arrival, Entered, enter};
use ees_domain::file::{Crossing, File, RecordedStay};
use ees_domain::point::Passage;
use ees_domain::presented::Presented;
use ees_domain::scope::Scope;
use ees_store::{Movement, NewFile, Outcome, StoreError, Work};
use fnd_core::Id;
use fnd_web::extract::Body;
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actor::{Call, Lawful, lawful, point};
use crate::app::{App, Shared};
use crate::problem::{id_reused, of_entry, of_ground, of_store, of_value, out_of_scope};
use crate::wire::crossing as wire;
use crate::wire::stay::warning_code;
use crate::wire::text;
use crate::wire::traveller::Traveller;

/// An entry to be recorded.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EntryRequest)]
pub struct Request {
    /// The identifier of the record, chosen by the client (a UUID, best of version 7). A request
    /// that is repeated unchanged has the same answer and no further effect.
    pub crossing_id: Uuid,
    /// Who enters.
    pub traveller: Traveller,
    /// The file of the person, when it was found by identity and not by this document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_id: Option<Uuid>,
    /// When, RFC 3339; now, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::Instant>)]
    pub at: Option<String>,
    /// The border crossing point, for a system that serves several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::BorderCrossingPoint>)]
    pub point: Option<String>,
    /// The open record whose exit an officer knows to be missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<Uuid>,
}

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
    // A new file may be overtaken by somebody else's for the same document; the second time it
    // is found.
    match attempt(app, lawful, request, (&presented, &passage)).await {
        Err(Failed::Store(StoreError::DocumentOnOtherFile)) if request.file_id.is_none() => {
            attempt(app, lawful, request, (&presented, &passage)).await
        }
        done => done,
    }
    .map_err(Problem::from)
}

/// Why an attempt failed.
enum Failed {
    Problem(Problem),
    Store(StoreError),
}

impl From<Problem> for Failed {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
impl From<Failed> for Problem {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Problem(problem) => problem,
            Failed::Store(error) => of_store(error),
        }
    }
}

/// One transaction.
async fn attempt(
    app: &App,
    lawful: &Lawful,
    request: &Request,
    (presented, passage): (&Presented, &Passage),
) -> Result<Recorded, Failed> {
    let asked = serde_json::to_string(request).unwrap_or_default();
    let mut work = app.register.begin(lawful.access(app, asked.clone())).await?;
    let id = Id::from_uuid(request.crossing_id);
    if let Some(movement) = work.find_movement(id, &asked).await? {
        return repeated(work, movement).await;
    }
    let file = hold(&mut *work, request, presented).await?;
    let decided = decide(app, lawful, request, (presented, passage), file.as_ref());
    let entered = match decided {
        Ok(entered) => entered,
        Err(problem) => {
            let refused = Some(problem.code());
            work.commit(Outcome { refused, file: file.map(|f| f.id), ..Outcome::default() })
                .await?;
            return Err(problem.into());
        }
    };
    let file = match file {
        Some(file) => update(work.as_mut(), &file, presented, &entered).await?,
        None => create(app, work.as_mut(), lawful, (presented, passage)).await?,
    };
    work.add_crossing(file, &entered.crossing).await?;
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

/// What the same request did before.
async fn repeated(mut work: Box<dyn Work>, movement: Movement) -> Result<Recorded, Failed> {
    let file =
        if movement.same_request { work.file_for_update(movement.file).await? } else { None };
    let crossing =
        file.and_then(|file| file.crossings.into_iter().find(|c| c.id == movement.crossing));
    let refused = crossing.is_none().then_some("id-reused");
    work.commit(Outcome { refused, file: Some(movement.file), ..Outcome::default() }).await?;
    let crossing = crossing.ok_or_else(id_reused)?;
    Ok(Recorded { file: movement.file, crossing, warnings: Vec::new(), is_repeated: true })
}

/// The person's file, held until the unit ends: the one that is named, or the one that holds the
/// document. A document on another file than the one named is refused.
async fn hold(
    work: &mut dyn Work,
    request: &Request,
    presented: &Presented,
) -> Result<Option<File>, Failed> {
    let document = &presented.document;
    let by_document = work.find_by_document(&document.number, document.issuer).await?;
    let named = request.file_id.map(Id::<File>::from_uuid);
    if let (Some(named), Some(found)) = (named, by_document)
        && named != found
    {
        return Err(StoreError::DocumentOnOtherFile.into());
    }
    let Some(id) = named.or(by_document) else { return Ok(None) };
    match work.file_for_update(id).await? {
        Some(file) => Ok(Some(file)),
        None => Err(Problem::not_found().into()),
    }
}

/// One pure call: the rules decide.
fn decide(
    app: &App,
    lawful: &Lawful,
    request: &Request,
    (presented, passage): (&Presented, &Passage),
    file: Option<&File>,
) -> Result<Entered, Problem> {
    let arrival = Arrival {
        id: Id::from_uuid(request.crossing_id),
        passage: passage.clone(),
        authority: lawful.actor.office.clone(),
        ground: presented.ground(passage.day).map_err(of_ground)?,
        supersedes: request.supersedes.map(Id::from_uuid),
    };
    let records = file.map_or(&[][..], |file| &file.crossings);
    enter(records, arrival, app.clock.now(), app.switches).map_err(|error| of_entry(&error))
}

/// Adds what is new about the person; nothing is overwritten. EES Art. 14(2).
async fn update(
    work: &mut dyn Work,
    file: &File,
    presented: &Presented,
    entered: &Entered,
) -> Result<Id<File>, StoreError> {
    if let Some(superseded) = entered.superseded {
        work.supersede(file.id, superseded).await?;
    }
    if !file.holds_document(&presented.document) {
        work.add_document(file, &presented.document).await?;
    }
    if !file.holds_identity(&presented.identity) {
        work.add_identity(file, &presented.identity).await?;
    }
    work.touch(file.id).await?;
    Ok(file.id)
}

/// Makes the file of somebody who is new. EES Art. 14(4).
async fn create(
    app: &App,
    work: &mut dyn Work,
    lawful: &Lawful,
    (presented, passage): (&Presented, &Passage),
) -> Result<Id<File>, StoreError> {
    let at = app.clock.now();
    let file = NewFile {
        id: Id::from_uuid(app.ids.next(at)),
        regime: presented.regime(passage.day),
        identity: presented.identity.clone(),
        document: presented.document.clone(),
        state: lawful.actor.state,
        office: lawful.actor.office.clone(),
        at,
    };
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
        Some(text) => text::instant(text).ok_or_else(|| {
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
