//! Monitoring procedures: begun and ended by the body that oversees, and listed for it. While one
//! lasts, the log rows it needs are not erased. EES Art. 46(4), 55, 56.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::day::Day;
use ees_domain::monitoring::{
    Procedure as Own, ProcedureError, REASON_CHARS_MAX, REFERENCE_CHARS_MAX, Scope,
};
use ees_store::{Outcome, Oversight};
use ees_wire::faults::{Faults, unknown};
use ees_wire::text;
use fnd_core::Id;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::{Fault, Problem};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::hide;
use crate::decisions::add::{day, microseconds, said};
use crate::problem::{id_reused, of_store, of_value};

/// A procedure to be begun.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProcedureRequest)]
pub struct Request {
    /// The identifier of the procedure, chosen by the client (a UUID, best of version 7). A request
    /// that is repeated has the same answer and no further effect.
    pub procedure_id: Uuid,
    /// The file whose rows are needed; or an office and a period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_id: Option<Uuid>,
    /// The office whose rows are needed, as the log names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200)]
    pub held_office: Option<String>,
    /// The State of that office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::StateCode>)]
    pub held_state: Option<String>,
    /// The first day of the period, a day of Universal Time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::CalendarDay>)]
    pub held_from: Option<String>,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::CalendarDay>)]
    pub held_to: Option<String>,
    /// Under which number the body keeps the procedure.
    #[schema(min_length = 1, max_length = 200)]
    pub reference: String,
    /// What is looked into, without names.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// A monitoring procedure.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = MonitoringProcedure)]
pub struct Procedure {
    /// Its identifier.
    pub procedure_id: Uuid,
    /// The file whose rows are needed.
    pub file_id: Option<Uuid>,
    /// The office whose rows are needed.
    pub held_office: Option<String>,
    /// The State of that office.
    pub held_state: Option<String>,
    /// The first day of the period.
    pub held_from: Option<String>,
    /// Its last day.
    pub held_to: Option<String>,
    /// Under which number the body keeps it.
    pub reference: String,
    /// What is looked into.
    pub reason: String,
    /// When it began, RFC 3339.
    pub begun_at: String,
    /// When it ended; absent while it lasts.
    pub ended_at: Option<String>,
}

impl Procedure {
    /// The procedure as it is sent.
    pub fn of(own: &Own) -> Self {
        let (file, office) = match &own.scope {
            Scope::File(file) => (Some(file.to_uuid()), None),
            Scope::Office { office, state, from, to } => (None, Some((office, state, from, to))),
        };
        Self {
            procedure_id: own.id.to_uuid(),
            file_id: file,
            held_office: office.map(|(office, ..)| office.clone()),
            held_state: office.map(|(_, state, ..)| state.to_string()),
            held_from: office.map(|(_, _, from, _)| from.to_string()),
            held_to: office.map(|(.., to)| to.to_string()),
            reference: own.reference.clone(),
            reason: own.reason.clone(),
            begun_at: own.begun_at.to_string(),
            ended_at: own.ended_at.map(|at| at.to_string()),
        }
    }
}

/// The procedures of the caller's body.
#[utoipa::path(
    get, path = "/v1/monitoring-procedures", tag = "oversight", operation_id = "list_procedures",
    responses(
        (status = 200, body = Vec<Procedure>),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
) -> Result<Json<Vec<Procedure>>, Problem> {
    let lawful = lawful(&app, &call, Action::ListProcedures, Purpose::Monitoring).await?;
    let found = list(&app, &lawful).await?;
    Ok(Json(found.iter().map(Procedure::of).collect()))
}

/// Begins a procedure: from now on the rows it needs are not erased.
#[utoipa::path(
    post, path = "/v1/monitoring-procedures", tag = "oversight", operation_id = "begin_procedure",
    request_body = Request,
    responses(
        (status = 201, body = Procedure, description = "begun"),
        (status = 200, body = Procedure, description = "begun before by this very request"),
        (status = 409, description = "the id was used before for another"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn beginning(
    State(app): State<Shared>,
    call: Call,
    Body(request): Body<Request>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::HoldLog, Purpose::Monitoring).await?;
    let (made, is_repeated) = begin(&app, &lawful, &request).await?;
    let status = if is_repeated { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(Procedure::of(&made))).into_response())
}

/// Ends a procedure: what it held and is due goes in the next run of erasure.
#[utoipa::path(
    post, path = "/v1/monitoring-procedures/{procedure_id}/end", tag = "oversight",
    operation_id = "end_procedure",
    params(("procedure_id" = Uuid, Path, description = "the procedure")),
    responses(
        (status = 200, body = Procedure),
        (status = 404, description = "no such procedure, or none of the caller's body"),
        (status = 409, description = "it has ended"),
    )
)]
pub async fn ending(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Json<Procedure>, Problem> {
    let lawful = lawful(&app, &call, Action::HoldLog, Purpose::Monitoring).await.map_err(hide)?;
    let ended = end(&app, &lawful, Id::from_uuid(id)).await?;
    Ok(Json(Procedure::of(&ended)))
}

/// The procedures of the actor's body, those that last first.
pub async fn list(app: &App, lawful: &Lawful) -> Result<Vec<Own>, Problem> {
    let access = lawful.access(app, String::new());
    let mut unit = app.register.oversee(access).await.map_err(of_store)?;
    let own = (lawful.actor.state, lawful.actor.office.as_str());
    let found = unit.procedures(own).await.map_err(of_store)?;
    let outcome = Outcome { hits: Some(found.len()), ..Outcome::default() };
    unit.end(outcome).await.map_err(of_store)?;
    Ok(found)
}

/// Begins a procedure; says whether this very request did so before.
pub async fn begin(app: &App, lawful: &Lawful, request: &Request) -> Result<(Own, bool), Problem> {
    let now = microseconds(app.clock.now());
    let made = request.read(lawful, now)?;
    let asked = serde_json::to_string(request).unwrap_or_default();
    let mut unit = app.register.oversee(lawful.access(app, asked)).await.map_err(of_store)?;
    if let Some(known) = unit.find_procedure(made.id).await.map_err(of_store)? {
        let what = |one: &Own| (one.scope.clone(), one.reference.clone(), one.reason.clone());
        if what(&known) != what(&made) || !known.is_of(made.state, &made.office) {
            return ended(unit, id_reused()).await;
        }
        unit.end(Outcome::default()).await.map_err(of_store)?;
        return Ok((known, true));
    }
    let today = Day::from(now.to_zoned(TimeZone::UTC).date());
    if let Err(error) = made.check(today) {
        return ended(unit, of_procedure(error)).await;
    }
    unit.add_procedure(&made).await.map_err(of_store)?;
    unit.end(Outcome::default()).await.map_err(of_store)?;
    Ok((made, false))
}

/// Ends a procedure of the actor's body.
pub async fn end(app: &App, lawful: &Lawful, id: Id<Own>) -> Result<Own, Problem> {
    let access = lawful.access(app, String::new());
    let mut unit = app.register.oversee(access).await.map_err(of_store)?;
    let known = unit.find_procedure(id).await.map_err(of_store)?;
    let own = known.filter(|one| one.is_of(lawful.actor.state, &lawful.actor.office));
    let Some(known) = own else { return ended(unit, Problem::not_found()).await };
    let made = match known.end(microseconds(app.clock.now())) {
        Ok(made) => made,
        Err(error) => return ended(unit, of_procedure(error)).await,
    };
    unit.end_procedure(&made).await.map_err(of_store)?;
    unit.end(Outcome::default()).await.map_err(of_store)?;
    Ok(made)
}

/// Ends a unit that stored nothing; the refusal is logged.
async fn ended<T>(unit: Box<dyn Oversight>, problem: Problem) -> Result<T, Problem> {
    let outcome = Outcome { refused: Some(problem.code()), ..Outcome::default() };
    unit.end(outcome).await.map_err(of_store)?;
    Err(problem)
}

fn of_procedure(error: ProcedureError) -> Problem {
    match error {
        ProcedureError::EndsBeforeBegin => of_value("/held_to", error.code(), error.to_string()),
        ProcedureError::InFuture => of_value("/held_from", error.code(), error.to_string()),
        ProcedureError::Ended { .. } => {
            let title = ees_wire::problem::CONFLICT;
            Problem::new(StatusCode::CONFLICT, error.code(), title).because(error.to_string())
        }
    }
}

impl Request {
    /// The procedure, or everything that is wrong with it.
    fn read(&self, lawful: &Lawful, now: jiff::Timestamp) -> Result<Own, Problem> {
        let mut faults = Faults::default();
        let scope = self.scope(&mut faults);
        let reference = faults.keep(said("/reference", &self.reference, REFERENCE_CHARS_MAX));
        let reason = faults.keep(said("/reason", &self.reason, REASON_CHARS_MAX));
        match (scope, reference, reason) {
            (Some(scope), Some(reference), Some(reason)) if faults.is_empty() => Ok(Own {
                id: Id::from_uuid(self.procedure_id),
                scope,
                reference,
                reason,
                state: lawful.actor.state,
                office: lawful.actor.office.clone(),
                begun_at: now,
                ended_at: None,
            }),
            _ => Err(faults.into()),
        }
    }

    fn scope(&self, faults: &mut Faults) -> Option<Scope> {
        let Some(office) = &self.held_office else {
            let others = [&self.held_state, &self.held_from, &self.held_to];
            if self.file_id.is_none() || others.iter().any(|other| other.is_some()) {
                let expected = "a file, or an office with its State and a period";
                faults.add(unknown("/file_id", "nothing-held", expected));
            }
            return self.file_id.map(|file| Scope::File(Id::from_uuid(file)));
        };
        if self.file_id.is_some() {
            let expected = "a file or an office, and not both";
            faults.add(unknown("/held_office", "two-scopes", expected));
        }
        let office = faults.keep(said("/held_office", office, REFERENCE_CHARS_MAX));
        let expected = "three letters, as in ROU";
        let state = self.held_state.as_deref().and_then(|code| code.trim().parse().ok());
        let state = state.ok_or_else(|| unknown("/held_state", "unknown-state", expected));
        let state = faults.keep(state);
        let read = |pointer: &str, text: &Option<String>| -> Result<Day, Fault> {
            day(pointer, text.as_deref().unwrap_or_default())
        };
        let from = faults.keep(read("/held_from", &self.held_from));
        let to = faults.keep(read("/held_to", &self.held_to));
        Some(Scope::Office { office: office?, state: state?, from: from?, to: to? })
    }
}
