//! Where one belongs, has asked to belong or is invited to, and one's roles. R22, R36, R40.

use axum::extract::State;
use axum::response::Html;
use fnd_register::Coded;
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use fnd_web::shell::Link;
use fnd_web::words::Words;
use ies_domain::access::Action;
use ies_domain::community::{self as communities, State as MembershipState, lapses_at};
use ies_domain::role::{Inert, RoleGrant, Scope, certifiable};
use ies_domain::switches::Switches;
use ies_pages::people::{Needs, Role};
use ies_pages::person::Level;
use ies_pages::personal::said::RoleScope;
use ies_pages::personal::{Invitation, Membership, MembershipsPage, OwnRole, Tab, Waiting};
use ies_store::purpose::own::OwnMembership;
use jiff::Timestamp;

use super::dashboard::invitation;
use super::{Told, end, open, tabs_for};
use crate::app::Shared;
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{html, local, shell, words};

const PATH: &str = "/my/memberships";

/// The page.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(told): Parameters<Told>,
) -> Result<Html<String>, Problem> {
    let (lawful, unit) = open(&app, &call, Action::ReadOwnMemberships).await?;
    let all = unit.memberships().await.map_err(of_store)?;
    let roles = unit.roles().await.map_err(of_store)?;
    end(&call, &lawful, unit).await?;
    let words = words(&app, &call.visit);
    let of = |state| all.iter().filter(move |one| one.row.membership.state == state);
    let invited = of(MembershipState::Invited).map(|one| invited(&words, one, &app.switches));
    let roles = roles.iter().map(|grant| role(&words, grant, (&app.switches, lawful.at)));
    html(&MembershipsPage {
        shell: MembershipsPage::shell(shell(&app, &call.visit, PATH)),
        tabs: tabs_for(&call.who, &words, Tab::Memberships),
        done: told.text(&words),
        invitations: invited.collect(),
        memberships: of(MembershipState::Active).map(|one| member(&words, one)).collect(),
        waiting: of(MembershipState::Applied).map(|one| waiting(&words, one)).collect(),
        roles: roles.collect(),
        find: "/communities".into(),
    })
}

fn link(words: &Words, one: &OwnMembership) -> Link {
    Link {
        href: format!("/communities/{}", one.community.slug),
        label: one.community.name(words.code()).to_owned(),
    }
}

fn invited(words: &Words, one: &OwnMembership, switches: &Switches) -> Invitation {
    let until = lapses_at(one.row.membership.since, &switches.permission);
    let link = Link { href: invitation(one), ..link(words, one) };
    Invitation { link, until: local(until).date() }
}

fn member(words: &Words, one: &OwnMembership) -> Membership {
    let held = &one.row.membership;
    let leave =
        if one.is_only_lead() { String::new() } else { format!("{PATH}/{}/leave", one.row.id) };
    Membership {
        community: link(words, one),
        level: level(held.level),
        since: local(one.row.begun_at.unwrap_or(held.since)).date(),
        until: held.expires_at.map(crate::communities::last_day),
        abroad: u32::try_from(one.abroad).unwrap_or(u32::MAX),
        leave,
    }
}

fn waiting(words: &Words, one: &OwnMembership) -> Waiting {
    let community = link(words, one);
    let withdraw = format!("{}/join/take-back", community.href);
    Waiting { community, sent: local(one.row.membership.since).date(), withdraw }
}

/// A level as pages name it.
pub(super) const fn level(level: communities::Level) -> Level {
    match level {
        communities::Level::Reader => Level::Reader,
        communities::Level::Contributor => Level::Contributor,
        communities::Level::Editor => Level::Editor,
        communities::Level::Lead => Level::Lead,
    }
}

fn role(words: &Words, grant: &RoleGrant, (switches, now): (&Switches, Timestamp)) -> OwnRole {
    let needs = match grant.standing(now) {
        Ok(()) if certifiable(grant, now, &switches.permission) => Needs::Certification,
        Ok(()) => Needs::Nothing,
        Err(Inert::NotApproved) => Needs::Approval,
        Err(Inert::NotAcknowledged) => Needs::Acknowledgement,
        Err(Inert::Expired | Inert::Ended) => Needs::Expired,
    };
    let is_due = needs == Needs::Acknowledgement;
    let acknowledge = format!("/my/roles/{}/acknowledge", grant.id.to_uuid());
    let scope = match grant.scope {
        Scope::Country(country) => ies_pages::countries::name(words, country.as_str()),
        Scope::Platform | Scope::Programme => RoleScope(grant.scope.code()).text(words),
    };
    OwnRole {
        role: Role(grant.role.code()),
        scope,
        until: local(grant.expires_at).date(),
        needs,
        acknowledge: if is_due { acknowledge } else { String::new() },
    }
}
