//! From who is calling to what they may do.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use ees_domain::access::{self, Action, Grant};
use ees_domain::authority::{Actor, Purpose};
use ees_domain::point::BorderPoint;
use ees_store::{Access, Denied};
use fnd_web::caller::{Caller, NoCaller, Vouching};
use fnd_web::problem::Problem;
use fnd_web::telemetry::RequestId;
use serde_json::json;

use crate::app::App;
use crate::problem::{of_store, of_value};

pub use ees_desk::actor::actor;

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

/// A call that was found lawful, with everything its log row needs.
#[derive(Debug, Clone)]
pub struct Lawful {
    /// Who acts.
    pub actor: Actor,
    /// The article that permits it.
    pub grant: Grant,
    /// The request.
    pub request: RequestId,
    /// The system that vouches for the actor, if one does.
    pub via: Option<String>,
}

impl Lawful {
    /// What opens the store, with what was asked; where a system vouches for the person, what was
    /// asked names it.
    pub fn access(&self, app: &App, asked: String) -> Access {
        let asked = match &self.via {
            Some(via) if asked.is_empty() => json!({ "via": via }).to_string(),
            Some(via) => format!("{{\"via\":{},\"asked\":{asked}}}", json!(via)),
            None => asked,
        };
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
/// and the refusal is logged. A system that vouches for persons does nothing in its own name.
///
/// Law: EES Art. 9(2) and (3), 43(2)(g), 46(1).
pub async fn lawful(
    app: &App,
    call: &Call,
    action: Action,
    purpose: Purpose,
) -> Result<Lawful, Problem> {
    let acts_itself = call.caller.vouching != Vouching::MayName;
    found(app, call, (action, purpose), acts_itself).await
}

/// The same for what names the person who acts in itself, so that a system that vouches may send
/// it; each part is then looked at for itself.
pub async fn lawful_to_send(
    app: &App,
    call: &Call,
    action: Action,
    purpose: Purpose,
) -> Result<Lawful, Problem> {
    found(app, call, (action, purpose), true).await
}

async fn found(
    app: &App,
    call: &Call,
    (action, purpose): (Action, Purpose),
    may_act: bool,
) -> Result<Lawful, Problem> {
    let (actor, request) = (actor(&call.caller)?, call.request);
    if let Some(grant) = access::grant(&actor, action, purpose).filter(|_| may_act) {
        let via = match &call.caller.vouching {
            Vouching::NamedBy(system) => Some(system.clone()),
            Vouching::Nobody | Vouching::MayName => None,
        };
        return Ok(Lawful { actor, grant, request, via });
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
