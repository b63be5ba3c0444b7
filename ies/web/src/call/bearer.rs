//! Who calls by a token they made. A20.

use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use fnd_web::caller::{Caller, Means, Vouching};
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Refusal};
use ies_domain::log::Doer;
use ies_domain::role::working;
use ies_domain::session::{AuthenticationLevel, Session};
use ies_store::Access;

use super::{Visit, Who};
use crate::app::Shared;
use crate::problem::of_store;

/// The token that came with a request.
pub(super) fn token(parts: &Parts) -> Option<String> {
    let header = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

/// Whose `token` it is; nobody's when it is unknown, revoked, or its time is over. A20: it can do
/// what its owner may now, and no more than it is for.
pub(super) async fn bearer(
    app: &Shared,
    visit: &Visit,
    token: &str,
) -> Result<Option<Who>, Problem> {
    let now = app.clock.now();
    let digest = fnd_vault::log::merkle::sha256(&[token.as_bytes()]);
    let probe = Access::refused(
        now,
        Doer::Visitor,
        (Action::ReadOwnProfile, Refusal::SignInFirst),
        visit.request.0,
    );
    let found = app.store.bearer(&digest, probe).await.map_err(of_store)?;
    let Some(found) = found else { return Ok(None) };
    let person = app.store.whois(&found.subject, now).await.map_err(of_store)?;
    let roles = working(&person.grants, now);
    // A token is made with two factors, as the access table has it, and is never fresh again.
    let session = Session {
        begun_at: now,
        used_at: now,
        authenticated_at: found.token.made_at,
        level: AuthenticationLevel::Medium,
        epoch: person.account.as_ref().map(|head| head.account.epoch).unwrap_or_default(),
    };
    let caller = Caller {
        person: found.subject.as_str().to_owned(),
        name: String::new(),
        authority_kind: String::new(),
        office: String::new(),
        state: None,
        place: None,
        roles: Vec::new(),
        means: Means::Session,
        authentication: None,
        vouching: Vouching::Nobody,
    };
    let (subject, scope) = (found.subject, Some(found.token.scope));
    Ok(Some(Who { caller, subject, person, roles, session, proof: None, scope }))
}
