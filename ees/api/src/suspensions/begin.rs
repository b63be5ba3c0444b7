//! Beginning a suspension, or recording one that was.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::point::BorderPoint;
use ees_domain::suspension::{Extent, Suspension, SuspensionError, Wanted, begin};
use ees_domain::switches::SuspensionSwitches;
use ees_store::{Operation, Outcome};
use ees_wire::text;
use fnd_core::Id;
use fnd_web::extract::Body;
use fnd_web::problem::Problem;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::list::Told;
use crate::actor::{Call, Lawful, lawful, point};
use crate::app::{App, Shared};
use crate::decisions::add::microseconds;
use crate::problem::{id_reused, of_faults, of_store, of_value};

/// Longest reason and reference, in characters.
pub const TEXT_CHARS_MAX: usize = 500;

/// A suspension to begin now, or to record afterwards.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SuspensionRequest)]
pub struct Request {
    /// Chosen by the client, so that sending it again is safe.
    pub suspension_id: Uuid,
    /// The border crossing point; may be left out by who is bound to one.
    #[schema(value_type = Option<text::BorderCrossingPoint>)]
    pub point: Option<String>,
    /// `full`, or `partial`: without biometrics.
    #[schema(value_type = text::ExtentOfSuspension)]
    pub extent: String,
    /// From when on, RFC 3339; now when it is left out.
    #[schema(value_type = Option<text::Instant>)]
    pub begins_at: Option<String>,
    /// Until when, RFC 3339, if that is known.
    #[schema(value_type = Option<text::Instant>)]
    pub ends_at: Option<String>,
    /// Why.
    #[schema(value_type = text::TextOfSuspension)]
    pub reason: String,
}

/// Suspends operation at a border crossing point, in part or in full.
#[utoipa::path(
    post, path = "/v1/suspensions", tag = "border", operation_id = "begin_suspension",
    request_body = Request,
    responses(
        (status = 201, body = Told, description = "recorded"),
        (status = 200, body = Told, description = "recorded before by this very request"),
        (status = 409, description = "the id was used before for another"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Body(request): Body<Request>,
) -> Result<(StatusCode, Json<Told>), Problem> {
    let lawful = may(&app, &call).await?;
    let (made, is_repeated) = suspend(&app, &lawful, &request).await?;
    let status = if is_repeated { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(Told::of(&made, app.clock.now()))))
}

/// Supervisors of border authorities suspend.
pub async fn may(app: &App, call: &Call) -> Result<Lawful, Problem> {
    lawful(app, call, Action::SuspendPoint, Purpose::Operation).await
}

/// Records the suspension; says whether this very request did so before.
pub async fn suspend(
    app: &App,
    lawful: &Lawful,
    request: &Request,
) -> Result<(Suspension, bool), Problem> {
    let now = microseconds(app.clock.now());
    let place = point(app, &lawful.actor, request.point.as_deref())?;
    let wanted = request.read(lawful, now)?;
    let asked = serde_json::to_string(request).unwrap_or_default();
    let mut unit = app.register.operate(lawful.access(app, asked)).await.map_err(of_store)?;
    if let Some(known) = unit.find_suspension(wanted.id).await.map_err(of_store)? {
        let same = known.point == place.code
            && known.extent == wanted.extent
            && known.reason == wanted.reason
            && request.begins_at.as_ref().is_none_or(|_| known.begins_at == wanted.begins_at);
        if !same {
            return ended(unit, id_reused()).await;
        }
        unit.end(Outcome::default()).await.map_err(of_store)?;
        return Ok((known, true));
    }
    let others = unit.suspensions_for_update(&place.code).await.map_err(of_store)?;
    let switches = SuspensionSwitches::default();
    let place: &BorderPoint = place;
    let made = match begin(wanted, (place, &others), now, switches) {
        Ok(made) => made,
        Err(error) => return ended(unit, of_suspension(&error)).await,
    };
    unit.add_suspension(&made).await.map_err(of_store)?;
    unit.end(Outcome::default()).await.map_err(of_store)?;
    Ok((made, false))
}

/// Ends a unit that stored nothing; the refusal is logged.
pub(super) async fn ended<T>(unit: Box<dyn Operation>, problem: Problem) -> Result<T, Problem> {
    let outcome = Outcome { refused: Some(problem.code()), ..Outcome::default() };
    unit.end(outcome).await.map_err(of_store)?;
    Err(problem)
}

/// The problem of what the rules refuse, at the field that has to be mended.
pub fn of_suspension(error: &SuspensionError) -> Problem {
    let field = match error {
        SuspensionError::NotPermitted { .. }
        | SuspensionError::BeginsInFuture
        | SuspensionError::Overlaps => "/begins_at",
        SuspensionError::FullNotPermitted { .. } => "/extent",
        SuspensionError::EndsBeforeBegin
        | SuspensionError::TooLong { .. }
        | SuspensionError::EndedAlready
        | SuspensionError::EndsInFuture => "/ends_at",
        SuspensionError::NotifiedAlready => "/reference",
        SuspensionError::NotifiedAtWrongTime => "/notified_at",
    };
    of_value(field, error.code(), error.to_string())
}

/// An instant that was given at `field`, to the microsecond that the database keeps.
pub(super) fn instant(
    field: &'static str,
    text: Option<&String>,
) -> Result<Option<Timestamp>, Problem> {
    let wrong = || of_value(field, "not-an-instant", "expected an instant of RFC 3339");
    text.map(|text| text::instant(text).map(microseconds).ok_or_else(wrong)).transpose()
}

/// A text that says something, in one paragraph.
pub(super) fn said(field: &'static str, text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().nth(TEXT_CHARS_MAX).is_none();
    if fits && !text.chars().any(char::is_control) {
        return Ok(text.to_owned());
    }
    let expected = format!("expected 1 to {TEXT_CHARS_MAX} characters on one line");
    Err(of_value(field, "not-a-text", expected))
}

impl Request {
    fn read(&self, lawful: &Lawful, now: Timestamp) -> Result<Wanted, Problem> {
        let unknown = || of_value("/extent", "unknown-extent", "expected `full` or `partial`");
        let extent = Extent::find(&self.extent).ok_or_else(unknown);
        let begins_at = instant("/begins_at", self.begins_at.as_ref());
        let ends_at = instant("/ends_at", self.ends_at.as_ref());
        let reason = said("/reason", &self.reason);
        match (extent, begins_at, ends_at, reason) {
            (Ok(extent), Ok(begins_at), Ok(ends_at), Ok(reason)) => Ok(Wanted {
                id: Id::from_uuid(self.suspension_id),
                extent,
                begins_at: begins_at.unwrap_or(now),
                ends_at,
                reason,
                authority: lawful.actor.office.clone(),
            }),
            (extent, begins_at, ends_at, reason) => {
                let wrong = [extent.err(), begins_at.err(), ends_at.err(), reason.err()];
                let faults = wrong.iter().flatten().flat_map(|problem| problem.errors().to_vec());
                Err(of_faults(faults))
            }
        }
    }
}
