//! Recording an exit. EES Art. 14(1), 16(3), 17(2); Art. 11(2)(c) for the overstay.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::crossing::{Departure, Left, Overstay, leave, overstay, with_visa_at_exit};
use ees_domain::fields::{AtExit, violations_at_exit};
use ees_domain::file::{Crossing, File, Source};
use ees_domain::point::{Passage, Zones};
use ees_domain::presented::Presented;
use ees_domain::retention::file_kept_until_with;
use ees_domain::visa::VisaPart;
use ees_store::{Change, Deed, Movement, Number, Outcome, Work};
use ees_wire::crossing as wire;
use ees_wire::stay::overstay_days;
use fnd_core::Id;
use fnd_web::extract::Body;
use fnd_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::alone::{self, Leaving, Shown};
use super::attempt::{
    Failed, add_what_is_new, done_before, hold, keep_verification, meanwhile, noted, of_record,
};
use super::next_step::{Confirmed, Verified, Wanted, confirm};
use super::record_entry::passage;
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::biometrics::desk::Enrolling;
use crate::problem::{of_exit, of_fields, of_stay, of_value};

pub use ees_wire::passage::ExitRequest as Request;

/// An exit that was recorded.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ExitReply)]
pub struct Reply {
    /// The file.
    pub file_id: Uuid,
    /// The completed record.
    pub crossing: wire::Crossing,
    /// `none`, `days`, `time-exceeded`, `not-calculated` or `needs-human`.
    pub overstay: &'static str,
    /// Days past the last lawful one, when they can be counted.
    pub overstay_days: Option<i32>,
}

/// An exit, as pages and API show it.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The file.
    pub file: Id<File>,
    /// The completed record.
    pub crossing: Crossing,
    /// What it shows about the stay.
    pub overstay: Overstay,
    /// Whether this very request was carried out before.
    pub is_repeated: bool,
}

/// Records an exit.
#[utoipa::path(
    post, path = "/v1/exits", tag = "border", operation_id = "record_exit",
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
    let lawful = lawful(&app, &call, Action::RecordExit, Purpose::BorderExit).await?;
    let recorded = record(&app, &lawful, &request).await?;
    let status = if recorded.is_repeated { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(Reply::of(&recorded))))
}

/// Records the exit of `request`, once.
pub async fn record(app: &App, lawful: &Lawful, request: &Request) -> Result<Recorded, Problem> {
    let passage = passage(app, lawful, (request.at.as_deref(), request.point.as_deref()))?;
    let presented = match &request.traveller {
        Some(traveller) => Some(traveller.read(passage.day)?.presented),
        None => None,
    };
    let confirmed = confirmation(app, lawful, request, &passage).await;
    let shown = alone::read(app, lawful, request)?;
    let presented = presented.as_ref();
    let this = (presented, &passage, &confirmed, shown.as_ref());
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
    (presented, passage, confirmed, shown): (
        Option<&Presented>,
        &Passage,
        &Result<Confirmed, Problem>,
        Option<&Shown>,
    ),
) -> Result<Recorded, Failed> {
    let asked = serde_json::to_string(request).unwrap_or_default();
    let mut work = app.register.begin(lawful.access(app, asked.clone())).await?;
    let id = Id::from_uuid(request.exit_id);
    if let Some(movement) = work.find_movement(id, &asked).await? {
        return repeated(work, movement).await;
    }
    let confirmed = match confirmed {
        Ok(confirmed) => confirmed,
        Err(problem) => return noted(work, None, problem.clone().into()).await,
    };
    let held = match (request.file_id, presented) {
        (named, Some(presented)) => hold(&mut *work, named, presented).await,
        (Some(id), None) => named_alone(&mut *work, Id::from_uuid(id)).await,
        (None, None) => {
            let expected = "name the file or the traveller";
            Err(of_value("/file_id", "nothing-presented", expected).into())
        }
    };
    let held = match held {
        Ok(held) => held,
        Err(failed) => return noted(work, None, failed).await,
    };
    if let Err(error) = confirmed.must_be_of(held.as_ref()) {
        let (work, movement) = meanwhile(work, (id, &asked), (None, error.into())).await?;
        return repeated(work, movement).await;
    }
    // Where nothing is open, no rule tells that the same request made this record meanwhile.
    if request.entry_unknown
        && held.is_some()
        && let Some(movement) = work.find_movement(id, &asked).await?
    {
        return repeated(work, movement).await;
    }
    let day = passage.day;
    let is_alone = shown.is_some() || (held.is_none() && request.entry_unknown);
    if let (true, Some(presented)) = (is_alone, presented) {
        let (passage, shown) = (passage.clone(), shown.cloned());
        let leaving = Leaving { presented, passage, confirmed, shown };
        return alone::record(app, lawful, (work, (id, &asked)), (held, leaving)).await;
    }
    let Some(file) = held else { return noted(work, None, not_on_file().into()).await };
    let entry_unknown = request.entry_unknown;
    let ground = presented.and_then(|presented| presented.ground(day).ok());
    let source = Source::Live;
    let departure = Departure { id, passage: passage.clone(), entry_unknown, ground, source };
    let visa = presented.and_then(|presented| presented.visa.as_ref());
    let gone = match go(app, &file, departure, visa) {
        Ok(gone) => gone,
        Err(problem) => {
            let failed = (Some(file.id), problem.into());
            let (work, movement) = meanwhile(work, (id, &asked), failed).await?;
            return repeated(work, movement).await;
        }
    };
    let home = match presented {
        None => file.id,
        Some(whose) => {
            let shown = confirmed.shown.on(whose, (day, Source::Live));
            let taken = (confirmed.taken, app.check_switches.biometrics);
            let who = (Some(&file), whose, &shown);
            let entering = Enrolling::read(&mut *work, taken, who, passage).await?;
            let whom = (whose, Number::Searched);
            add_what_is_new(&mut *work, &file, whom, &entering.onto(shown)).await?;
            entering.put(&mut *work, file.id).await?;
            work.home_of(file.id, &whose.document)
        }
    };
    store(work, (id, &asked), (&file, home), (gone, confirmed.verified.as_ref())).await
}

/// An exit that the rules allow.
struct Gone {
    left: Left,
    /// The record with the visa that was shown, when it is another than that of the entry.
    with_visa: Option<Crossing>,
}

/// The rules decide on the exit and on what is entered. EES Art. 16(3).
fn go(
    app: &App,
    file: &File,
    departure: Departure,
    visa: Option<&VisaPart>,
) -> Result<Gone, Problem> {
    let mut records = file.crossings.clone();
    let rules: (&dyn Zones, _) = (&app.points, app.switches);
    let with_visa = match visa {
        Some(visa) => with_visa_at_exit(&records, visa, rules).map_err(|error| of_stay(&error))?,
        None => None,
    };
    if let Some(changed) = &with_visa {
        for record in records.iter_mut().filter(|record| record.id == changed.id) {
            record.clone_from(changed);
        }
    }
    let left = leave(&records, departure, app.clock.now()).map_err(|error| of_exit(&error))?;
    let open = file.open_crossing();
    let wrong = violations_at_exit(AtExit { open, record: left.crossing(), visa });
    if wrong.is_empty() { Ok(Gone { left, with_visa }) } else { Err(of_fields(&wrong)) }
}

/// The check that is over, when the request says how it went.
async fn confirmation(
    app: &App,
    lawful: &Lawful,
    request: &Request,
    passage: &Passage,
) -> Result<Confirmed, Problem> {
    match (&request.answers, &request.traveller) {
        (Some(answers), Some(traveller)) => {
            let way = (Wanted::Exit, traveller, passage);
            confirm(app, lawful, way, (answers, request.file_id)).await
        }
        (Some(_), None) => {
            let expected = "name the traveller whose check this was";
            Err(of_value("/traveller", "nothing-presented", expected))
        }
        (None, _) => Ok(Confirmed::default()),
    }
}

/// The file that is named where no document is presented.
pub(super) async fn named_alone(work: &mut dyn Work, id: Id<File>) -> Result<Option<File>, Failed> {
    let file = work.file_for_update(id).await?;
    file.map(Some).ok_or_else(|| Problem::not_found().into())
}

/// Stores what was decided.
async fn store(
    mut work: Box<dyn Work>,
    (id, asked): (Id<Crossing>, &str),
    (held, home): (&File, Id<File>),
    (gone, verified): (Gone, Option<&Verified>),
) -> Result<Recorded, Failed> {
    let file = held.id;
    let Gone { left, with_visa } = gone;
    if let (Some(after), Some(before)) = (&with_visa, held.open_crossing()) {
        let change = Change { deed: Deed::Updated, reason: "Another visa was shown at the exit." };
        work.amend_crossing(held, (before, after), change).await?;
    }
    let (crossing, overstay) = match left {
        Left::Closed { crossing, overstay } => {
            work.add_exit(file, &crossing).await?;
            (crossing, overstay)
        }
        Left::EntryUnknown(crossing) => {
            work.add_crossing(home, &crossing).await?;
            (crossing, Overstay::NotCalculated)
        }
    };
    let version = held.version.saturating_add(1);
    keep_verification(work.as_mut(), ((file, version), of_record(crossing.id)), verified).await?;
    work.add_movement(id, (file, crossing.id), asked).await?;
    work.touch(file, file_kept_until_with(held, &crossing)).await?;
    let sent = &["entry-exit"];
    work.commit(Outcome { file: Some(file), sent, ..Outcome::default() }).await?;
    Ok(Recorded { file, crossing, overstay, is_repeated: false })
}

fn not_on_file() -> Problem {
    of_exit(&ees_domain::crossing::ExitError::NoOpenEntry)
}

/// What the same request did before.
pub(super) async fn repeated(work: Box<dyn Work>, movement: Movement) -> Result<Recorded, Failed> {
    let exit = |file: &File| {
        let record = file.crossings.iter().find(|c| c.id == movement.crossing)?;
        Some((record.clone(), overstay(record.stay, record.exit.as_ref()?)))
    };
    let (crossing, overstay) = done_before(work, (movement, &["entry-exit"]), exit).await?;
    Ok(Recorded { file: movement.file, crossing, overstay, is_repeated: true })
}

/// The code of what an exit shows.
pub const fn overstay_code(overstay: Overstay) -> &'static str {
    match overstay {
        Overstay::None => "none",
        Overstay::Days(_) => "days",
        Overstay::TimeExceeded => "time-exceeded",
        Overstay::NotCalculated => "not-calculated",
        Overstay::NeedsHuman => "needs-human",
    }
}

impl Reply {
    /// The exit as it is sent.
    pub fn of(recorded: &Recorded) -> Self {
        Self {
            file_id: recorded.file.to_uuid(),
            crossing: wire::Crossing::of(&recorded.crossing),
            overstay: overstay_code(recorded.overstay),
            overstay_days: overstay_days(recorded.overstay),
        }
    }
}
