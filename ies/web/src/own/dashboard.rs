//! The first page of somebody with an account.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Html;
use fnd_core::Id;
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use fnd_web::shell::Link;
use fnd_web::words::Words;
use ies_domain::access::{Action, Target};
use ies_domain::community::{Community, State as MembershipState, Verb, lapses_at};
use ies_domain::role::Inert;
use ies_domain::switches::PermissionTimes;
use ies_pages::personal::said::{Reminder, Work};
use ies_pages::personal::{DashboardPage, Duty, Notice, Place, Task, Urgency};
use ies_store::purpose::own::{OwnMembership, Wanted};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::memberships::level;
use super::{Told, end, open};
use crate::app::{App, Shared};
use crate::call::{Call, Who};
use crate::problem::of_store;
use crate::shell::{html, local, name, shell, words};

/// Days for which a change by an administrator is shown.
const EDIT_SHOWN_HOURS: i64 = 30 * 24;
/// Days before a deadline from which on it is near.
const SOON_DAYS: i32 = 3;

/// The work of roles: what one may do, where, and the code of what waits there.
const WORK: &[(Action, &str, &str, &str)] = &[
    (Action::ListRequests, "/requests", "menu-requests", "requests"),
    (Action::ListUsers, "/users", "menu-users", "users"),
    (Action::ReadRoles, "/roles", "menu-roles", "roles"),
    (Action::ListCases, "/cases", "menu-cases", "cases"),
    (Action::ReadLog, "/log", "menu-log", "log"),
    (Action::RunSystem, "/system", "menu-system", "system"),
];

/// The page.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(told): Parameters<Told>,
) -> Result<Html<String>, Problem> {
    let (lawful, unit) = open(&app, &call, Action::ReadOwnMemberships).await?;
    let memberships = unit.memberships().await.map_err(of_store)?;
    let led = memberships.iter().filter(|one| leads(one)).map(|one| one.community.community.id);
    let waiting = unit.waiting(&led.collect::<Vec<_>>()).await.map_err(of_store)?;
    let roles = unit.roles().await.map_err(of_store)?;
    end(&call, &lawful, unit).await?;
    let is_edited = is_edited(&app, &call).await?;
    let words = words(&app, &call.visit);
    let is_due =
        roles.iter().any(|grant| grant.standing(lawful.at).err() == Some(Inert::NotAcknowledged));
    let role = is_due.then(|| Notice {
        title: Reminder("role").text(&words),
        text: words.text("acknowledge-text"),
        link: Some(to("/my/memberships", words.text("my-memberships-title"))),
    });
    let edited = is_edited.then(|| Notice {
        title: Reminder("edited").text(&words),
        text: words.text("action-edited-exceptionally"),
        link: Some(to("/my/activity", words.text("activity-title"))),
    });
    let page = DashboardPage {
        shell: DashboardPage::shell(shell(&app, &call.visit, "/my"), &name(&call.who)),
        done: told.text(&words),
        notices: edited.into_iter().chain(role).collect(),
        tasks: tasks(&words, (&memberships, &waiting), (&app.switches.permission, lawful.at)),
        communities: places(&words, &memberships),
        find: "/communities".into(),
        duties: duties(&words, &call.who),
    };
    html(&page)
}

/// Whether somebody else changed the reader's details lately. R33.
async fn is_edited(app: &App, call: &Call) -> Result<bool, Problem> {
    let (lawful, unit) = open(app, call, Action::ReadOwnActivity).await?;
    let since = lawful.at.checked_sub(SignedDuration::from_hours(EDIT_SHOWN_HOURS));
    let wanted = Wanted {
        from: since.ok(),
        codes: Some((Vec::new(), vec!["edited-exceptionally"])),
        most: 1,
        ..Wanted::default()
    };
    let edits = unit.activity(&wanted).await.map_err(of_store)?;
    end(call, &lawful, unit).await?;
    Ok(!edits.is_empty())
}

/// Whether the reader decides on applications there.
fn leads(one: &OwnMembership) -> bool {
    let membership = &one.row.membership;
    membership.state == MembershipState::Active && membership.level.may(Verb::ManageMembers)
}

fn to(href: &str, label: String) -> Link {
    Link { href: href.into(), label }
}

/// Invitations that wait for an answer, then applications that wait for a decision of the reader.
fn tasks(
    words: &Words,
    (memberships, waiting): (&[OwnMembership], &BTreeMap<Id<Community>, u32>),
    (times, now): (&PermissionTimes, Timestamp),
) -> Vec<Task> {
    let invited =
        memberships.iter().filter(|one| one.row.membership.state == MembershipState::Invited);
    let mut tasks: Vec<Task> = invited
        .map(|one| {
            let due = local(lapses_at(one.row.membership.since, times)).date();
            Task {
                link: to(&invitation(one), Reminder("invitation").text(words)),
                about: one.community.name(words.code()).to_owned(),
                due: Some((due, urgency(due, local(now).date()))),
            }
        })
        .collect();
    tasks.sort_by_key(|task| task.due.map(|(day, _)| day));
    tasks.extend(memberships.iter().filter_map(|one| {
        let count = waiting.get(&one.row.membership.community)?;
        Some(Task {
            link: to(
                &format!("/communities/{}/applications", one.community.slug),
                words.count("remind-applications", count),
            ),
            about: one.community.name(words.code()).to_owned(),
            due: None,
        })
    }));
    tasks
}

/// Where an invitation is answered.
pub(super) fn invitation(one: &OwnMembership) -> String {
    format!("/communities/{}/invitation", one.community.slug)
}

fn urgency(due: Date, today: Date) -> Urgency {
    match today.until(due).map(|span| span.get_days()) {
        Ok(days) if days < 0 => Urgency::Overdue,
        Ok(days) if days <= SOON_DAYS => Urgency::Soon,
        Ok(_) | Err(_) => Urgency::Later,
    }
}

fn places(words: &Words, memberships: &[OwnMembership]) -> Vec<Place> {
    let active =
        memberships.iter().filter(|one| one.row.membership.state == MembershipState::Active);
    active
        .map(|one| Place {
            link: to(
                &format!("/communities/{}", one.community.slug),
                one.community.name(words.code()).to_owned(),
            ),
            level: level(one.row.membership.level),
        })
        .collect()
}

fn duties(words: &Words, who: &Who) -> Vec<Duty> {
    let held = WORK.iter().filter(|(action, ..)| who.may(*action, &Target::nothing()));
    held.map(|(_, href, label, code)| Duty {
        link: to(href, words.text(label)),
        about: Work(code).text(words),
    })
    .collect()
}
