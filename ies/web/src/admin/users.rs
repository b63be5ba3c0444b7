//! Users: finding one and looking at one. There is no list of all; each look is logged.
//! Statement 7; R28, R31; A5.

use axum::extract::State;
use axum::response::Response;
use fnd_core::Id;
use fnd_register::Coded;
use fnd_web::extract::{Parameters, Segment};
use fnd_web::form::{Choice, Field};
use fnd_web::pager::Pager;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::account::{self, Account};
use ies_pages::people::{
    AccountState, Done, EditReason, Suspension, SuspensionReason, UserEdit, UserPage, UserRow,
    UsersFilter, UsersPage,
};
use ies_pages::person::Level;
use ies_store::AccountRow;
use ies_store::purpose::administering::{Administering, USERS_A_PAGE, UserFilter};
use serde::Deserialize;
use uuid::Uuid;

use super::shared::{
    After, STATES, abroad, country, kind, name, own, page_of, pager, role, scope, shown, state_of,
};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{local, shell, words};
use crate::shown::contact;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Query {
    q: String,
    state: String,
    page: String,
}

/// Letters below which nobody is looked for.
const LETTERS_MIN: usize = 3;

/// The search.
pub(super) async fn list(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::ListUsers, &Target::nothing()).await?;
    let words = words(&app, &call.visit);
    let mut filter = UsersFilter::empty("/users");
    let choice = |(shown, state): &(AccountState, account::State)| {
        Choice::new(state.code(), words.text(shown.key()))
    };
    filter.states = STATES.iter().map(choice).collect();
    filter.text.value.clone_from(&query.q);
    filter.state = Field::holding("state", query.state.as_str());
    let text = query.q.trim();
    let is_short = text.chars().count() < LETTERS_MIN;
    if is_short && !text.is_empty() {
        filter.text = filter.text.wrong(words.text("users-text-short"));
    }
    let mut page = UsersPage {
        shell: UsersPage::shell(shell(&app, &call.visit, "/users")),
        filter,
        found: None,
        total: 0,
        pager: Pager::default(),
    };
    let access = lawful.access().asking(text);
    let unit = app.store.administer(access).await.map_err(of_store)?;
    if is_short {
        unit.end(ies_store::Outcome::default()).await.map_err(of_store)?;
        return shown(&page);
    }
    let number = page_of(&query.page);
    let state = account::State::find(&query.state);
    let wanted = UserFilter { text: text.to_owned(), state, page: number };
    let found = unit.users(&wanted).await.map_err(of_store)?;
    let outcome = ies_store::Outcome::default().hitting(found.rows.len()).showing(lawful.sent());
    unit.end(outcome).await.map_err(of_store)?;
    let row = |(head, card): &(ies_store::Head, ies_domain::person::ContactCard)| UserRow {
        name: card.full_name(),
        email: card.email.as_str().to_owned(),
        organisation: card.organisation.as_str().to_owned(),
        state: state_of(head.account.state),
        href: format!("/users/{}", head.account.id.to_uuid()),
    };
    page.found = Some(found.rows.iter().map(row).collect());
    page.total = found.total;
    let kept = [("q", text), ("state", query.state.as_str())];
    page.pager = pager((number, USERS_A_PAGE), found.total, "/users", &kept);
    shown(&page)
}

const DONE: &[(&str, Done)] =
    &[("suspended", Done::Suspended), ("restored", Done::Restored), ("edited", Done::Edited)];

/// One user.
pub(super) async fn one(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Parameters(after): Parameters<After>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::ReadUser, &Target::nothing()).await?;
    let unit = app.store.administer(lawful.access()).await.map_err(of_store)?;
    let Some(row) = unit.user(Id::from_uuid(id)).await.map_err(of_store)? else {
        let outcome = ies_store::Outcome::refused("not-found", Some(id));
        unit.end(outcome).await.map_err(of_store)?;
        return Err(Problem::not_found());
    };
    let mut page = page(&app, &call, &unit, &row).await?;
    page.done = after.of(DONE);
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    shown(&page)
}

/// The page of a user as the store has them.
async fn page(
    app: &App,
    call: &Call,
    unit: &Administering,
    row: &AccountRow,
) -> Result<UserPage, Problem> {
    let (id, words) = (row.account.id, words(app, &call.visit));
    let card = unit.card(id).await.map_err(of_store)?.ok_or_else(Problem::not_found)?.0;
    let found = unit.organisation(row.account.organisation).await.map_err(of_store)?;
    let organisation = found.ok_or_else(Problem::internal)?;
    let countries = unit.countries().await.map_err(of_store)?;
    let memberships = unit.memberships(id).await.map_err(of_store)?;
    let roles = unit.roles(id).await.map_err(of_store)?;
    let edits = unit.edits(id).await.map_err(of_store)?;
    let by: Vec<Uuid> = edits.iter().map(|edit| edit.by.to_uuid()).collect();
    let names = unit.names(&by).await.map_err(of_store)?;
    let path = format!("/users/{}", id.to_uuid());
    let target = Target::of_account(id, Some(own(call)?));
    let is_suspended = row.account.state == account::State::Suspended;
    let can_change = is_suspended || row.account.state == account::State::Active;
    let change = if is_suspended { "restore" } else { "suspend" };
    let to = |may: bool, what: &str| if may { format!("{path}/{what}") } else { String::new() };
    let is_open = row.account.state != account::State::DisabledPendingErasure;
    let member = |(row, community): &(ies_store::MembershipRow, ies_store::CommunityRow)| {
        let name = community.name(words.code()).to_owned();
        (name, level(row.membership.level))
    };
    Ok(UserPage {
        shell: UserPage::shell(shell(app, &call.visit, &path), "/users", &card.full_name()),
        done: None,
        contact: contact(&card),
        kind: kind(organisation.kind),
        seat: country(&words, organisation.seat),
        abroad: abroad(&words, &organisation, &countries, app.clock.now()),
        state: state_of(row.account.state),
        suspension: suspension(unit, row).await?,
        memberships: memberships.iter().map(member).collect(),
        roles: roles.iter().map(|one| (role(one.role), scope(&words, one.scope))).collect(),
        edits: edits
            .iter()
            .map(|edit| UserEdit {
                at: local(edit.at),
                by: name(&names, edit.by),
                reason: EditReason(edit.reason.code()),
                fields: edit.fields.iter().copied().map(super::edits::label).collect(),
            })
            .collect(),
        change: to(can_change && call.who.may(Action::SuspendUser, &target), change),
        edit: to(is_open && call.who.may(Action::EditExceptionally, &target), "edit"),
    })
}

fn level(level: ies_domain::community::Level) -> Level {
    let found = Level::ALL.into_iter().find(|one| one.code() == level.code());
    found.unwrap_or(Level::Reader)
}

/// Why and since when the account is closed.
pub(super) async fn suspension(
    unit: &Administering,
    row: &AccountRow,
) -> Result<Option<Suspension>, Problem> {
    let Some(reason) = row.account.suspended else { return Ok(None) };
    let note = unit.note(row.account.id).await.map_err(of_store)?;
    let by: Vec<Uuid> = note.iter().map(|note| note.by.to_uuid()).collect();
    let names = unit.names(&by).await.map_err(of_store)?;
    Ok(Some(Suspension {
        since: local(note.as_ref().map_or(row.account.modified_at, |note| note.at)),
        by: note.as_ref().map(|note| name(&names, note.by)).unwrap_or_default(),
        reason: SuspensionReason(reason.code()),
        note: note.map(|note| note.text).unwrap_or_default(),
    }))
}

/// The name of the user, for a page below theirs.
pub(super) async fn name_of(unit: &Administering, id: Id<Account>) -> Result<String, Problem> {
    let card = unit.card(id).await.map_err(of_store)?;
    Ok(card.map(|(card, _)| card.full_name()).unwrap_or_default())
}
