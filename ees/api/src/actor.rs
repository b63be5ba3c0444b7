//! From who is calling to what they may do.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use ees_domain::access::{self, Action, Grant};
use ees_domain::authority::{Actor, AuthorityKind, Purpose, Role};
use ees_domain::point::BorderPoint;
use ees_store::{Access, Denied};
use fnd_web::caller::{Caller, NoCaller};
use fnd_web::problem::Problem;
use fnd_web::telemetry::RequestId;

use crate::app::App;
use crate::problem::{of_store, of_value};

/// Who is calling, in which request.
#[derive(Debug, Clone)]
pub struct Call {
    /// Who.
    pub caller: Caller,
    /// The request.
    pub request: RequestId,
}

impl<S: Send + Sync> FromRequestParts<S> for Call {
    type Rejection = NoCaller;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, NoCaller> {
        let caller = <Caller as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        let Ok(request) = RequestId::from_request_parts(parts, state).await;
        Ok(Self { caller, request })
    }
}

/// The actor that `caller` is; a problem when the kind of authority or the role is unknown here.
///
/// Of several roles the one that may do most of the authority's work counts: a supervisor may do
/// what an officer may.
pub fn actor(caller: &Caller) -> Result<Actor, Problem> {
    let authority = AuthorityKind::find(&caller.authority_kind);
    let role = [Role::Supervisor, Role::Officer, Role::Auditor]
        .into_iter()
        .find(|role| caller.roles.iter().any(|code| Role::find(code) == Some(*role)));
    match (authority, role, caller.state) {
        (Some(authority), Some(role), Some(state)) => Ok(Actor {
            authority,
            role,
            state,
            office: caller.office.clone(),
            person: caller.person.clone(),
            place: caller.place.clone(),
        }),
        _ => Err(Problem::no_basis().because(
            "Your identity names no authority and role that this system knows. Ask whoever \
             manages your account.",
        )),
    }
}

/// A call that was found lawful, with everything its log row needs.
#[derive(Debug, Clone)]
pub struct Lawful {
    /// Who acts.
    pub actor: Actor,
    /// The article that permits it.
    pub grant: Grant,
    /// The request.
    pub request: RequestId,
}

impl Lawful {
    /// What opens the store, with what was asked.
    pub fn access(&self, app: &App, asked: String) -> Access {
        Access {
            grant: self.grant,
            actor: self.actor.clone(),
            request: self.request.0,
            at: app.clock.now(),
            asked,
        }
    }
}

/// Finds the article that lets `caller` do `action` for `purpose`; what is not listed is refused
/// and the refusal is logged.
///
/// Law: EES Art. 9(2) and (3), 46(1).
pub async fn lawful(
    app: &App,
    call: &Call,
    action: Action,
    purpose: Purpose,
) -> Result<Lawful, Problem> {
    let (actor, request) = (actor(&call.caller)?, call.request);
    if let Some(grant) = access::grant(&actor, action, purpose) {
        return Ok(Lawful { actor, grant, request });
    }
    let denied = Denied { actor, action, purpose, request: request.0, at: app.clock.now() };
    app.register.note_denied(denied).await.map_err(of_store)?;
    Err(Problem::no_basis())
}

/// The border crossing point of `actor`: the one bound to the identity, or, for a system that
/// serves several, the one named in the request, in its own State.
pub fn point<'a>(
    app: &'a App,
    actor: &Actor,
    named: Option<&str>,
) -> Result<&'a BorderPoint, Problem> {
    let code = match (&actor.place, named) {
        (Some(bound), Some(named)) if bound != named => {
            return Err(of_value(
                "/point",
                "other-point",
                "your identity is bound to another border crossing point",
            ));
        }
        (Some(code), _) => code,
        (None, Some(named)) => named,
        (None, None) => {
            return Err(of_value("/point", "point-missing", "name the border crossing point"));
        }
    };
    let point = app.points.iter().find(|point| point.code.as_str() == code).ok_or_else(|| {
        of_value("/point", "unknown-point", "the list has no such border crossing point")
    })?;
    if point.code.state() == actor.state {
        Ok(point)
    } else {
        Err(of_value(
            "/point",
            "point-of-other-state",
            "the border crossing point belongs to another State",
        ))
    }
}
