//! Who may do what for which purpose, and who did so in a period. EES Art. 9(2), 46(4).
//!
//! What is permitted is read from the access table of the domain, what was done from the log: there
//! is no second list.

use axum::Json;
use axum::extract::State;
use ees_domain::access::{Action, Permitted, permissions};
use ees_domain::authority::Purpose;
use ees_store::{LogActor, LogUse, Outcome};
use fnd_register::Coded;
use fnd_web::System;
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::period::{Period, Query};
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::problem::of_store;

/// Every right, every system, and what use was made of them.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccessReply)]
pub struct Reply {
    /// The first day of the period, `YYYY-MM-DD`.
    pub from: String,
    /// Its last day.
    pub to: String,
    /// Every right, by kind of authority, purpose and action.
    pub rights: Vec<Right>,
    /// What was tried in the period although nobody of that kind may.
    pub attempts: Vec<Attempt>,
    /// Offices that did anything in the period or that a system is registered for; a thousand at
    /// most, those that did most first.
    pub offices: Vec<Office>,
    /// Systems that may call with a client certificate.
    pub systems: Vec<RegisteredSystem>,
}

/// What a kind of authority may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AccessRight)]
pub struct Right {
    /// The kind of authority, a code.
    pub authority: String,
    /// What for, a code.
    pub purpose: String,
    /// What, a code.
    pub action: String,
    /// The article that permits it.
    pub basis: String,
    /// Who in the authority may, codes of roles.
    pub roles: Vec<String>,
    /// How often it was done in the period.
    pub done: u64,
    /// How often it was refused for another reason than the right.
    pub refused: u64,
    /// When it was used last in the period, RFC 3339; absent when it never was.
    pub last_at: Option<String>,
}

/// What was refused because nobody of that kind of authority, or not in that role, may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AccessAttempt)]
pub struct Attempt {
    /// The kind of authority, a code.
    pub authority: String,
    /// What for, a code.
    pub purpose: String,
    /// What, a code.
    pub action: String,
    /// How often.
    pub times: u64,
    /// The last time, RFC 3339.
    pub last_at: String,
}

/// An office that made use of its rights, or could.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AccessOffice)]
pub struct Office {
    /// Its name.
    pub name: String,
    /// Its State, three letters.
    pub state: String,
    /// The kind of authority, a code.
    pub authority: String,
    /// Whether a system is registered for it.
    pub is_configured: bool,
    /// How often it did anything in the period.
    pub rows: u64,
    /// The last time, RFC 3339; absent when it did nothing.
    pub last_at: Option<String>,
}

/// A system that may call with a client certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AccessSystem)]
pub struct RegisteredSystem {
    /// The name it goes by.
    pub name: String,
    /// The kind of authority, a code.
    pub authority: String,
    /// The office it acts for.
    pub office: String,
    /// The office's State, three letters.
    pub state: String,
    /// The border crossing point it is bound to.
    pub place: Option<String>,
    /// Its roles, codes.
    pub roles: Vec<String>,
    /// Whether it vouches for the persons before it; what these do is in the log under their own
    /// names.
    pub vouches: bool,
    /// How often it did anything in its own name in the period.
    pub rows: u64,
    /// The last time, RFC 3339; absent when it did nothing.
    pub last_at: Option<String>,
}

/// Lists who may do what, and who did.
#[utoipa::path(
    get, path = "/v1/access", tag = "oversight", operation_id = "list_access",
    params(Query),
    responses(
        (status = 200, body = Reply),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Json<Reply>, Problem> {
    let lawful = lawful(&app, &call, Action::ReadAccess, Purpose::Monitoring).await?;
    Ok(Json(list(&app, &lawful, &query).await?))
}

/// Who may do what, and who did in the days of `query`.
pub async fn list(app: &App, lawful: &Lawful, query: &Query) -> Result<Reply, Problem> {
    let period = query.period(app.clock.now())?;
    let asked = serde_json::to_string(query).unwrap_or_default();
    let names: Vec<String> = app.systems.iter().map(|system| system.name.clone()).collect();
    let mut oversight = app.register.oversee(lawful.access(app, asked)).await.map_err(of_store)?;
    let uses = oversight.log_uses(period.span()).await.map_err(of_store)?;
    let offices = oversight.log_offices(period.span()).await.map_err(of_store)?;
    let persons = oversight.log_persons(&names, period.span()).await.map_err(of_store)?;
    let outcome = Outcome { hits: Some(uses.len()), ..Outcome::default() };
    oversight.end(outcome).await.map_err(of_store)?;
    Ok(reply(&app.systems, period, (&uses, &offices, &persons)))
}

fn reply(
    systems: &[System],
    period: Period,
    (uses, offices, persons): (&[LogUse], &[LogActor], &[LogActor]),
) -> Reply {
    Reply {
        from: period.first.to_string(),
        to: period.last.to_string(),
        rights: permissions().iter().map(|row| right(row, uses)).collect(),
        attempts: attempts(uses),
        offices: all_offices(systems, offices),
        systems: systems.iter().map(|system| registered(system, persons)).collect(),
    }
}

/// What is refused for want of a right.
const NO_BASIS: &str = "no-basis";

fn right(row: &Permitted, uses: &[LogUse]) -> Right {
    let (authority, purpose) = (row.authority.code(), row.purpose.code());
    let action = row.action.code();
    let is_it = |one: &&LogUse| {
        one.authority_kind == authority && one.purpose == purpose && one.action == action
    };
    let is_lawful = |one: &&LogUse| one.refused.as_deref() != Some(NO_BASIS);
    let of: Vec<&LogUse> = uses.iter().filter(is_it).filter(is_lawful).collect();
    let sum = |is_done: bool| {
        let counted = of.iter().filter(|one| one.refused.is_none() == is_done);
        counted.fold(0_u64, |all, one| all.saturating_add(one.rows))
    };
    Right {
        authority: authority.to_owned(),
        purpose: purpose.to_owned(),
        action: action.to_owned(),
        basis: row.basis.to_owned(),
        roles: row.roles.iter().map(|role| role.code().to_owned()).collect(),
        done: sum(true),
        refused: sum(false),
        last_at: of.iter().map(|one| one.last).max().map(|at| at.to_string()),
    }
}

fn attempts(uses: &[LogUse]) -> Vec<Attempt> {
    let in_vain = uses.iter().filter(|one| one.refused.as_deref() == Some(NO_BASIS));
    let of = |one: &LogUse| Attempt {
        authority: one.authority_kind.clone(),
        purpose: one.purpose.clone(),
        action: one.action.clone(),
        times: one.rows,
        last_at: one.last.to_string(),
    };
    in_vain.map(of).collect()
}

/// The offices of the log, and those of systems that did nothing.
fn all_offices(systems: &[System], found: &[LogActor]) -> Vec<Office> {
    let is_of = |system: &System, one: &Office| {
        system.office == one.name
            && system.state == one.state
            && system.authority_kind == one.authority
    };
    let mut offices: Vec<Office> = Vec::new();
    for actor in found {
        let mut office = Office {
            name: actor.name.clone(),
            state: actor.state.clone(),
            authority: actor.authority_kind.clone(),
            is_configured: false,
            rows: actor.rows,
            last_at: Some(actor.last.to_string()),
        };
        office.is_configured = systems.iter().any(|system| is_of(system, &office));
        offices.push(office);
    }
    for system in systems {
        if !offices.iter().any(|office| is_of(system, office)) {
            offices.push(Office {
                name: system.office.clone(),
                state: system.state.clone(),
                authority: system.authority_kind.clone(),
                is_configured: true,
                rows: 0,
                last_at: None,
            });
        }
    }
    offices
}

fn registered(system: &System, persons: &[LogActor]) -> RegisteredSystem {
    let used = persons.iter().find(|person| person.name == system.name);
    RegisteredSystem {
        name: system.name.clone(),
        authority: system.authority_kind.clone(),
        office: system.office.clone(),
        state: system.state.clone(),
        place: system.place.clone(),
        roles: system.roles.clone(),
        vouches: system.vouches,
        rows: used.map_or(0, |used| used.rows),
        last_at: used.map(|used: &LogActor| -> Timestamp { used.last }).map(|at| at.to_string()),
    }
}
