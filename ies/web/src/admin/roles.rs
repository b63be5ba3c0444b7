//! The list of roles: what waits, what is due, what works. Statement 6; R28.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::{Action, Target};
use ies_domain::role::{self, CONFLICTS, Granter, Inert, RoleGrant, certifiable};
use ies_domain::switches::PermissionTimes;
use ies_pages::people::{Apart, Conflict, Done, GrantRow, Needs, RolesPage};
use ies_store::Outcome;
use ies_store::purpose::roles::{Granting, Held};
use jiff::Timestamp;
use uuid::Uuid;

use super::shared::{After, day, hand, role as role_of, scope, shown};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{shell, words};

/// What a role lacks.
pub(super) fn needs(grant: &RoleGrant, now: Timestamp, times: &PermissionTimes) -> Needs {
    match grant.standing(now) {
        Ok(()) if certifiable(grant, now, times) => Needs::Certification,
        Ok(()) => Needs::Nothing,
        Err(Inert::NotApproved) => Needs::Approval,
        Err(Inert::NotAcknowledged) => Needs::Acknowledgement,
        Err(Inert::Expired | Inert::Ended) => Needs::Expired,
    }
}

/// The accounts that a role names besides its holder.
pub(super) fn signed(grant: &RoleGrant) -> Vec<Uuid> {
    let signatures = [Some(grant.proposed), grant.approved, grant.certified];
    let accounts = signatures.into_iter().flatten().filter_map(|one| match one.by {
        role::Hand::Account(id) => Some(id.to_uuid()),
        role::Hand::Installation => None,
    });
    accounts.collect()
}

/// A role as lists show it.
pub(super) fn row(
    held: &Held,
    (names, words): (&BTreeMap<Uuid, String>, &Words),
    (now, times): (Timestamp, &PermissionTimes),
) -> GrantRow {
    let grant = &held.grant;
    let by = |one: role::Signature| (hand(names, words, one.by), day(one.at));
    GrantRow {
        holder: held.name.clone(),
        organisation: held.organisation.name.as_str().to_owned(),
        role: role_of(grant.role),
        scope: scope(words, grant.scope),
        proposed: by(grant.proposed),
        approved: grant.approved.map(by),
        acknowledged: grant.acknowledged.as_ref().map(|one| (day(one.at), one.document.clone())),
        certified: grant.certified.map(by),
        expires: day(grant.expires_at),
        needs: needs(grant, now, times),
        href: format!("/roles/{}", grant.id.to_uuid()),
    }
}

/// What may not be combined, as pages show it.
pub(super) fn apart() -> Vec<Apart> {
    let row = |conflict: &role::Conflict| Apart {
        one: role_of(conflict.one),
        other: role_of(conflict.other),
        why: Conflict(key(conflict)),
    };
    CONFLICTS.iter().map(row).collect()
}

/// The end of the key of a conflict's sentence.
fn key(conflict: &role::Conflict) -> &'static str {
    use ies_domain::role::Role as R;
    match (conflict.one, conflict.other) {
        (R::Validator, R::LogAuditor) => "validator-log-auditor",
        (R::Validator, R::SysAdmin) => "validator-sys-admin",
        (R::LogAuditor, R::SysAdmin) => "log-auditor-sys-admin",
        (R::UserAdmin, R::Validator) => "user-admin-validator",
        (R::UserAdmin, R::LogAuditor) => "user-admin-log-auditor",
        (R::UserAdmin, R::SysAdmin) => "user-admin-sys-admin",
        (R::DpOfficer, R::SysAdmin) => "dp-officer-sys-admin",
        _ => "dp-officer-log-auditor",
    }
}

/// Who grants, with what the domain asks of them. R03: who works for the controller is told by
/// the name of their organisation, which the operator sets.
pub(super) async fn granter<'a>(
    app: &App,
    call: &'a Call,
    unit: &Granting,
) -> Result<Granter<'a>, Problem> {
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let head = call.who.person.account.as_ref().ok_or_else(Problem::not_found)?;
    let found = unit.organisation(head.account.organisation).await.map_err(of_store)?;
    let controller = &app.site.controller_organisation;
    let is_of_controller = found.is_some_and(|found| found.is_controller(controller));
    Ok(Granter { actor, is_of_controller, coordinates: call.who.coordinates(app.clock.now()) })
}

/// What was done, by its code.
pub(super) const DONE: &[(&str, Done)] = &[
    ("proposed", Done::Proposed),
    ("approved", Done::Approved),
    ("turned-down", Done::TurnedDown),
    ("acknowledged", Done::Acknowledged),
    ("certified", Done::Certified),
    ("ended", Done::Ended),
];

/// The list.
pub(super) async fn list(
    State(app): State<Shared>,
    call: Call,
    Parameters(after): Parameters<After>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::ReadRoles, &Target::nothing()).await?;
    let unit = app.store.roles(lawful.access()).await.map_err(of_store)?;
    let all = unit.all().await.map_err(of_store)?;
    let signed: Vec<Uuid> = all.iter().flat_map(|held| signed(&held.grant)).collect();
    let names = unit.names(&signed).await.map_err(of_store)?;
    unit.end(Outcome::default().hitting(all.len()).showing(lawful.sent()))
        .await
        .map_err(of_store)?;
    let words = words(&app, &call.visit);
    let times = (lawful.at, &app.switches.permission);
    let (mut proposals, mut due, mut grants) = (Vec::new(), Vec::new(), Vec::new());
    for held in &all {
        let row = row(held, (&names, &words), times);
        match row.needs {
            Needs::Approval => proposals.push(row),
            Needs::Acknowledgement | Needs::Certification | Needs::Expired => due.push(row),
            Needs::Nothing => grants.push(row),
        }
    }
    let may_propose = call.who.may(
        Action::ProposeRole,
        &Target::of_account(fnd_core::Id::from_uuid(Uuid::nil()), call.who.account()),
    );
    let page = RolesPage {
        shell: RolesPage::shell(shell(&app, &call.visit, "/roles")),
        done: after.of(DONE),
        propose: if may_propose { "/roles/propose".into() } else { String::new() },
        proposals,
        due,
        grants,
        apart: apart(),
        who_sees: "/roles/who-sees".into(),
    };
    shown(&page)
}
