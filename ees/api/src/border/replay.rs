//! Entering afterwards what was stored while the register could not be reached. EES Art. 21.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::day::Day;
use ees_domain::file::Source;
use ees_wire::replay::{Answer, EVENTS_MAX, Event, Officer, Reply, Request, of_configuration};
use ees_wire::text::instant;
use ees_wire::traveller::Traveller;
use fnd_core::Id;
use fnd_web::caller::{Caller, Vouching};
use fnd_web::extract::Body;
use fnd_web::problem::{Place, Problem};
use fnd_web::vouch::Named;
use serde_json::Value;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::check::now;
use super::late::{Clock, Late, Passed, Refused, note, record};
use crate::actor::{Call, Lawful, lawful, lawful_to_send, point};
use crate::app::{App, Shared};
use crate::problem::of_value;

/// Events of one request that are recorded at the same moment. Each takes a connection, and most
/// of them are for those who stand at a desk now.
const AT_ONCE_MAX: usize = 4;

/// Enters passages that took place while the register could not be reached.
#[utoipa::path(
    post, path = "/v1/replays", tag = "border", operation_id = "replay",
    request_body = Request,
    responses(
        (status = 200, body = Reply, description = "an answer for each event"),
        (status = 422, description = "no events, too many, or the caller has no border crossing \
            point"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Body(request): Body<Request>,
) -> Result<Json<Reply>, Problem> {
    let entering = lawful_to_send(&app, &call, Action::RecordEntry, Purpose::BorderEntry).await?;
    let today = now(&app, point(&app, &entering.actor, None)?)?.day;
    let count = request.events.len();
    if count == 0 || EVENTS_MAX < count {
        let expected = format!("expected 1 to {EVENTS_MAX} events");
        return Err(of_value("/events", "number-of-events", expected));
    }
    let results = in_turn(&app, (&call, today), request.events).await?;
    Ok(Json(Reply { results }))
}

/// Answers every event in its place. Events of one traveller are recorded one after another,
/// those of several at the same moment.
async fn in_turn(
    app: &Shared,
    (call, today): (&Call, Day),
    events: Vec<Value>,
) -> Result<Vec<Answer>, Problem> {
    let count = events.len();
    let mut lanes: BTreeMap<String, Vec<(usize, Value)>> = BTreeMap::new();
    for (place, event) in events.into_iter().enumerate() {
        lanes.entry(lane(&event, today)).or_default().push((place, event));
    }
    let free = Arc::new(Semaphore::new(AT_ONCE_MAX));
    let mut running = JoinSet::new();
    for events in lanes.into_values() {
        let (app, call, free) = (Arc::clone(app), call.clone(), Arc::clone(&free));
        running.spawn(async move {
            let mut answers = Vec::with_capacity(events.len());
            for (place, event) in events {
                let _permit = free.acquire().await;
                answers.push((place, answer(&app, &call, event).await));
            }
            answers
        });
    }
    let mut results = BTreeMap::new();
    while let Some(done) = running.join_next().await {
        match done {
            Ok(answers) => results.extend(answers),
            Err(error) => tracing::error!(%error, "an event was not answered"),
        }
    }
    if results.len() < count {
        Err(Problem::internal())
    } else {
        Ok(results.into_values().collect())
    }
}

/// Whose event it is, as far as its order is concerned: the document's, however it is presented.
/// Events of which that cannot be read are in nobody's way.
fn lane(event: &Value, today: Day) -> String {
    let passage = event.get("entry").or_else(|| event.get("exit"));
    let traveller = passage.and_then(|passage| passage.get("traveller")).cloned();
    let traveller = traveller.and_then(|who| serde_json::from_value::<Traveller>(who).ok());
    let read = traveller.and_then(|traveller| traveller.read(today).ok());
    let document = read.map(|read| read.presented.document);
    document.map(|it| format!("{} {}", it.issuer, it.number.as_str())).unwrap_or_default()
}

/// What becomes of one event.
async fn answer(app: &App, call: &Call, event: Value) -> Answer {
    match entered(app, call, event).await {
        Ok(Some(passed)) => {
            Answer::done(passed.is_repeated, (passed.file.to_uuid(), passed.crossing.to_uuid()))
        }
        Ok(None) => Answer::noted(),
        Err(Refused { problem, open }) => {
            let crossing_id = open.map(Id::to_uuid);
            Answer { crossing_id, ..not_done(&problem) }
        }
    }
}

/// What is answered of an event that was not recorded. A passage is not to blame for how the
/// crossing point is set up, nor for a register that fails: it is sent once more.
fn not_done(problem: &Problem) -> Answer {
    let detail = problem.detail();
    let said = if detail.is_empty() { problem.title() } else { detail };
    let mut sentence = said.to_owned();
    for fault in problem.errors() {
        let (Place::Pointer(place) | Place::Field(place)) = &fault.place;
        sentence = format!("{sentence} {place}: {}.", fault.detail);
    }
    if let Some(code) = configuration(problem) {
        return Answer::not_done("later", code, &sentence);
    }
    let again = problem.status().is_server_error() || problem.code() == "overtaken";
    Answer::not_done(if again { "later" } else { "conflict" }, problem.code(), &sentence)
}

/// What of how the crossing point or its officer is set up stands against a passage.
fn configuration(problem: &Problem) -> Option<&'static str> {
    let at_fault = problem.errors().iter().find_map(|fault| of_configuration(fault.code));
    of_configuration(problem.code()).or(at_fault)
}

/// Reads one event, finds out who acts, and records it; nothing of a deed, which is logged.
async fn entered(app: &App, call: &Call, event: Value) -> Result<Option<Passed>, Refused> {
    let event: Event = serde_json::from_value(event).ok().ok_or_else(|| {
        of_value("", "unreadable-event", "expected an event of the form that is described")
    })?;
    let source = Source::find(&event.source).filter(|source| source.is_fallback());
    let source = source.ok_or_else(|| {
        let expected = "expected `local-buffer`, `national-buffer` or `manual`";
        of_value("/source", "unknown-source", expected)
    })?;
    let first = acting(&call.caller, source, ("/officer", event.officer.as_ref()))?;
    // Law: EES Art. 43(2)(g): what was confirmed afterwards is the deed of who confirmed it.
    let caller = match event.confirmed_by.as_ref() {
        Some(officer) => acting(&call.caller, source, ("/confirmed_by", Some(officer)))?,
        None => first.clone(),
    };
    let confirmed_after = (caller.person != first.person).then(|| first.person.clone());
    let call = Call { caller, ..call.clone() };
    let at = instant(&event.at)
        .ok_or_else(|| of_value("/at", "not-an-instant", "expected an instant of RFC 3339"))?;
    let clock = Clock {
        is_in_doubt: event.clock_in_doubt && source != Source::Manual,
        ahead_seconds: event.clock_ahead_seconds,
        is_confirmed: event.time_confirmed,
    };
    let late = |lawful: Lawful| Late { lawful, source, at, clock, confirmed_after };
    match (&event.entry, &event.exit, &event.deed) {
        (Some(entry), None, None) => {
            let lawful = lawful(app, &call, Action::RecordEntry, Purpose::BorderEntry).await?;
            record::entry(app, &late(lawful), entry).await.map(Some)
        }
        (None, Some(exit), None) => {
            let lawful = lawful(app, &call, Action::RecordExit, Purpose::BorderExit).await?;
            record::exit(app, &late(lawful), exit).await.map(Some)
        }
        (None, None, Some(deed)) => {
            note::deed(app, &call, (at, deed)).await?;
            Ok(None)
        }
        _ => {
            let expected = "expected one of `entry`, `exit` and `deed`";
            Err(of_value("", "unreadable-event", expected).into())
        }
    }
}

/// Who acts: the officer whom a system names, or an officer who enters by hand what they wrote
/// down and stamped.
///
/// Law: EES Art. 21(1) to (3), 43(2)(g): everybody acts for themselves.
fn acting(
    caller: &Caller,
    source: Source,
    (place, officer): (&str, Option<&Officer>),
) -> Result<Caller, Problem> {
    match (&caller.vouching, officer) {
        (Vouching::MayName, Some(officer)) => {
            let Officer { person, name, role } = officer.clone();
            let named = Named { person, name, role };
            if !named.is_sound() {
                let expected = "expected a person, a name and a role, each of at most 200 letters";
                return Err(of_value(place, "officer-unreadable", expected));
            }
            caller.naming(&named).ok_or_else(|| {
                let role = format!("{place}/role");
                of_value(&role, "role-not-yours", "expected a role that the system has")
            })
        }
        (Vouching::MayName, None) => {
            Err(of_value("/officer", "officer-missing", "name the officer who let the person pass"))
        }
        (Vouching::Nobody | Vouching::NamedBy(_), Some(_)) => {
            let expected = "only a system that vouches for its officers names one";
            Err(of_value(place, "may-not-vouch", expected))
        }
        (Vouching::Nobody | Vouching::NamedBy(_), None) if source == Source::Manual => {
            Ok(caller.clone())
        }
        (Vouching::Nobody | Vouching::NamedBy(_), None) => {
            let expected = "an officer enters by hand what was recorded by hand: `manual`";
            Err(of_value("/source", "source-not-yours", expected))
        }
    }
}
