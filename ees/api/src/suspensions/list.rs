//! The suspensions of a State, and of all to who oversees.

use axum::Json;
use axum::extract::State;
use ees_domain::access::Action;
use ees_domain::authority::{AuthorityKind, Purpose};
use ees_domain::suspension::Suspension;
use ees_store::Outcome;
use fnd_core::CountryCode;
use fnd_web::problem::Problem;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::problem::of_store;

/// Suspensions, those that began last first; a hundred at most.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SuspensionsReply)]
pub struct Reply {
    /// The suspensions.
    pub suspensions: Vec<Told>,
}

/// A suspension of a border crossing point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Suspension)]
pub struct Told {
    /// Its identifier.
    pub suspension_id: Uuid,
    /// The border crossing point.
    pub point: String,
    /// `full`, or `partial`: without biometrics.
    pub extent: String,
    /// From when on, RFC 3339.
    pub begins_at: String,
    /// When operation went on again, or is to, RFC 3339; absent as long as nobody has said so.
    pub ends_at: Option<String>,
    /// By when operation must go on again, and then counts as going on, RFC 3339.
    pub latest_end: String,
    /// Whether it is in force now.
    pub is_in_force: bool,
    /// Why.
    pub reason: String,
    /// The office that suspended.
    pub authority: String,
    /// By when the Commission and eu-LISA are to be notified, RFC 3339.
    pub notify_by: String,
    /// When they were, RFC 3339.
    pub notified_at: Option<String>,
    /// Under which reference.
    pub reference: Option<String>,
}

impl Told {
    /// The suspension as it is sent.
    pub fn of(one: &Suspension, now: Timestamp) -> Self {
        Self {
            suspension_id: one.id.to_uuid(),
            point: one.point.as_str().to_owned(),
            extent: one.extent.code().to_owned(),
            begins_at: one.begins_at.to_string(),
            ends_at: one.ends_at.map(|at| at.to_string()),
            latest_end: one.latest_end.to_string(),
            is_in_force: one.is_in_force(now),
            reason: one.reason.clone(),
            authority: one.authority.clone(),
            notify_by: one.notify_by.to_string(),
            notified_at: one.notified.as_ref().map(|notified| notified.at.to_string()),
            reference: one.notified.as_ref().map(|notified| notified.reference.clone()),
        }
    }
}

/// Lists suspensions of crossing points: those of the caller's State, or all to who oversees.
#[utoipa::path(
    get, path = "/v1/suspensions", tag = "border", operation_id = "list_suspensions",
    responses((status = 200, body = Reply))
)]
pub async fn handler(State(app): State<Shared>, call: Call) -> Result<Json<Reply>, Problem> {
    let lawful = may(&app, &call).await?;
    let found = list(&app, &lawful).await?;
    let now = app.clock.now();
    Ok(Json(Reply { suspensions: found.iter().map(|one| Told::of(one, now)).collect() }))
}

/// Whoever keeps crossing points in operation may see the list, and whoever oversees.
pub async fn may(app: &App, call: &Call) -> Result<Lawful, Problem> {
    let oversees =
        crate::actor::actor(&call.caller).is_ok_and(|actor| is_overseer(actor.authority));
    let purpose = if oversees { Purpose::Monitoring } else { Purpose::Operation };
    lawful(app, call, Action::ReadSuspensions, purpose).await
}

/// Whether an authority of this kind oversees, and sees what all States do.
pub const fn is_overseer(kind: AuthorityKind) -> bool {
    matches!(kind, AuthorityKind::Supervisory | AuthorityKind::DataProtectionSupervisor)
}

/// The suspensions that the actor may see.
pub async fn list(app: &App, lawful: &Lawful) -> Result<Vec<Suspension>, Problem> {
    let state = (!is_overseer(lawful.actor.authority)).then_some(lawful.actor.state);
    let asked = json!({ "state": state.map(|state: CountryCode| state.to_string()) });
    let access = lawful.access(app, asked.to_string());
    let mut unit = app.register.operate(access).await.map_err(of_store)?;
    let found = unit.suspensions_of(state).await.map_err(of_store)?;
    let outcome = Outcome { hits: Some(found.len()), ..Outcome::default() };
    unit.end(outcome).await.map_err(of_store)?;
    Ok(found)
}
