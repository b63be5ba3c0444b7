//! From an identity as it was shown to who acts by the law.

use ees_domain::authority::{Actor, AuthorityKind, Role};
use fnd_web::caller::Caller;
use fnd_web::problem::Problem;

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
