//! Communities: the list, joining and leaving, who belongs to one, and what its leads arrange.
//! Statement 2 and 7; R06, R30, R36; A4.

mod application;
mod applications;
mod history;
mod home;
mod invitation;
mod join;
mod leave;
mod list;
pub(crate) mod members;
mod membership;
mod memberships;
mod new;
mod settings;
mod settings_form;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use fnd_core::Id;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Refusal, Target};
use ies_domain::account::Account;
use ies_domain::community::{Level, Manager};
use ies_pages::community::{Done, Place, Tab};
use ies_store::purpose::communities::Found;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use uuid::Uuid;

use crate::app::{App, Shared};
use crate::call::{Call, Lawful, moment};
use crate::problem::of_store;
use crate::shell::{local, zone};

/// Where the list is.
pub const LIST: &str = "/communities";

/// The routes, for the matrix of everybody and everything.
pub const ROUTES: &[(&str, &str)] = &[
    ("GET", "/communities"),
    ("GET", "/communities/new"),
    ("POST", "/communities/new"),
    ("GET", "/communities/{place}"),
    ("POST", "/communities/{place}/notice/seen"),
    ("GET", "/communities/{place}/join"),
    ("POST", "/communities/{place}/join"),
    ("POST", "/communities/{place}/join/take-back"),
    ("GET", "/communities/{place}/invitation"),
    ("POST", "/communities/{place}/invitation"),
    ("POST", "/communities/{place}/invitation/decline"),
    ("GET", "/communities/{place}/leave"),
    ("POST", "/communities/{place}/leave"),
    ("GET", "/communities/{place}/members"),
    ("GET", "/communities/{place}/members.vcf"),
    ("GET", "/communities/{place}/members/{id}"),
    ("POST", "/communities/{place}/members/{id}"),
    ("GET", "/communities/{place}/members/{id}/remove"),
    ("POST", "/communities/{place}/members/{id}/remove"),
    ("GET", "/communities/{place}/memberships"),
    ("GET", "/communities/{place}/applications"),
    ("GET", "/communities/{place}/applications/{id}"),
    ("POST", "/communities/{place}/applications/{id}/accept"),
    ("POST", "/communities/{place}/applications/{id}/decline"),
    ("POST", "/communities/{place}/invitations"),
    ("POST", "/communities/{place}/invitations/{id}/take-back"),
    ("GET", "/communities/{place}/settings"),
    ("POST", "/communities/{place}/settings"),
    ("GET", "/communities/{place}/history"),
];

/// The routes. A Community is named by its name in addresses, or by its identifier.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route(LIST, get(list::handler))
        .route("/communities/new", get(new::show).post(new::make))
        .route("/communities/{place}", get(home::handler))
        .route("/communities/{place}/notice/seen", post(home::seen))
        .route("/communities/{place}/join", get(join::show).post(join::apply))
        .route("/communities/{place}/join/take-back", post(join::take_back))
        .route("/communities/{place}/invitation", get(invitation::show).post(invitation::accept))
        .route("/communities/{place}/invitation/decline", post(invitation::decline))
        .route("/communities/{place}/leave", get(leave::show).post(leave::leave))
        .route("/communities/{place}/members", get(members::handler))
        .route("/communities/{place}/members.vcf", get(members::file))
        .route("/communities/{place}/members/{id}", get(membership::show).post(membership::change))
        .route(
            "/communities/{place}/members/{id}/remove",
            get(membership::ask).post(membership::remove),
        )
        .route("/communities/{place}/memberships", get(memberships::handler))
        .route("/communities/{place}/applications", get(applications::show))
        .route("/communities/{place}/applications/{id}", get(application::show))
        .route("/communities/{place}/applications/{id}/accept", post(application::accept))
        .route("/communities/{place}/applications/{id}/decline", post(application::decline))
        .route("/communities/{place}/invitations", post(applications::invite))
        .route("/communities/{place}/invitations/{id}/take-back", post(applications::take_back))
        .route("/communities/{place}/settings", get(settings::show).post(settings::save))
        .route("/communities/{place}/history", get(history::handler))
}

/// What was just done, and what a list is narrowed to.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    done: Option<String>,
    q: Option<String>,
    kind: Option<String>,
    page: Option<u32>,
}

impl Query {
    /// What was just done.
    fn done(&self) -> Option<Done> {
        let said = self.done.as_deref()?;
        Done::ALL.iter().copied().find(|done| done.key().strip_prefix("done-") == Some(said))
    }

    /// What is searched for, without more than a name has.
    fn text(&self) -> String {
        self.q.as_deref().unwrap_or_default().trim().chars().take(200).collect()
    }
}

/// Leads on to `path`, where `done` is said.
fn done(path: &str, done: Done) -> Redirect {
    let said = done.key().strip_prefix("done-").unwrap_or_default();
    Redirect::to(&format!("{path}?done={said}"))
}

/// Somebody lawfully at a Community.
#[derive(Debug)]
pub(crate) struct Entered {
    /// The rule that permits it.
    pub(crate) lawful: Lawful,
    /// The Community, and what the caller is to it.
    pub(crate) found: Found,
    me: Id<Account>,
}

impl Entered {
    /// The Community's identifier, for the log.
    fn id(&self) -> Uuid {
        self.found.row.community.id.to_uuid()
    }

    /// The address of the Community.
    fn href(&self) -> String {
        format!("{LIST}/{}", self.found.row.slug)
    }

    /// The level of the reader, when they belong to it now.
    fn level(&self) -> Option<Level> {
        self.found.membership().and_then(|membership| membership.live_level(self.lawful.at))
    }

    /// The Community as pages show it, with the page `current`.
    fn place(&self, call: &Call, current: Tab) -> Place {
        let tabs = match self.level() {
            Some(Level::Lead) => Tab::OF_LEADS,
            Some(Level::Reader | Level::Contributor | Level::Editor) => Tab::OF_MEMBERS,
            None => Tab::OF_ADMINS,
        };
        let name = self.found.row.name(call.visit.language.code()).to_owned();
        Place { name, href: self.href(), tabs, current }
    }
}

/// Finds the Community `place` and the rule that lets the caller do `action` there. What is
/// hidden or foreign answers like what is not there, and is logged. A4.
pub(crate) async fn enter(
    app: &App,
    call: &Call,
    place: &str,
    action: Action,
) -> Result<Entered, Problem> {
    enter_about(app, call, place, (action, Id::from_uuid(Uuid::nil()))).await
}

/// As [`enter`], for what is done to the membership of `subject`.
async fn enter_about(
    app: &App,
    call: &Call,
    place: &str,
    (action, subject): (Action, Id<Account>),
) -> Result<Entered, Problem> {
    let now = app.clock.now();
    let found = match call.who.account() {
        Some(me) => app.store.community(place, me).await.map_err(of_store)?.map(|one| (me, one)),
        None => None,
    };
    let Some((me, found)) = found else {
        let refusal = call.weigh(app, action, &Target::nothing()).err();
        let refusal = refusal.unwrap_or(Refusal::NotFound);
        return Err(call.refuse(app, (action, refusal), None).await?);
    };
    let mut target = Target::of_community(&found.row.community, found.membership(), now);
    if action == Action::ManageMembers {
        target = target.owned_by(subject, me);
    }
    let id = found.row.community.id.to_uuid();
    if let Err(refusal) = call.weigh(app, action, &target) {
        return Err(call.refuse(app, (action, refusal), Some(id)).await?);
    }
    let lawful = call.lawful(app, action, &target).await?;
    Ok(Entered { lawful, found, me })
}

/// Tells that an object within a Community is not there, and logs it.
async fn absent(
    app: &App,
    call: &Call,
    (action, object): (Action, Option<Uuid>),
) -> Result<Problem, Problem> {
    call.refuse(app, (action, Refusal::NotFound), object).await
}

/// The account that a segment of an address names.
fn subject(segment: &str) -> Option<Id<Account>> {
    Uuid::try_parse(segment).ok().map(Id::from_uuid)
}

/// Who manages members, at the level read in the unit of the act.
fn manager<'a>(
    app: &'a App,
    call: &'a Call,
    (level, now): (Option<Level>, Timestamp),
) -> Result<Manager<'a>, Problem> {
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    Ok(Manager { actor, level, moment: moment(app, now) })
}

/// The last day on which a membership counts that ends at `end`: one ends with a day in Brussels.
pub(crate) fn last_day(end: Timestamp) -> Date {
    let before = end.checked_sub(SignedDuration::from_secs(1)).unwrap_or(end);
    local(before).date()
}

/// The instant at which a membership ends whose last day is `day`.
fn end_of(day: Date) -> Option<Timestamp> {
    let next = day.tomorrow().ok()?;
    Some(next.to_zoned(zone()).ok()?.timestamp())
}
