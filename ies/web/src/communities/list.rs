//! `GET /communities`: those the reader belongs to or is invited to, and those one can find.

use axum::extract::State;
use axum::response::Html;
use fnd_register::Coded;
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::community::{CommunityKind, State as Standing, Visibility, lapses_at};
use ies_pages::community::{
    CommunitiesPage, InvitedRow, Kind, ListFilter, ListedRow, MineRow, WaitingRow,
};
use ies_store::Outcome;
use ies_store::purpose::communities::Listed;
use jiff::Timestamp;

use super::{LIST, Query, last_day};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{html, local, shell, words};
use crate::shown;

/// The list.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Html<String>, Problem> {
    let lawful = call.lawful(&app, Action::ListCommunities, &Target::nothing()).await?;
    let me = call.who.account().ok_or_else(Problem::not_found)?;
    let unit = app.store.communities(lawful.access()).await.map_err(of_store)?;
    let all = unit.list(me).await.map_err(of_store)?;
    unit.end(Outcome::default().hitting(all.len())).await.map_err(of_store)?;

    let (words, language) = (words(&app, &call.visit), call.visit.language.code());
    let of = |state| all.iter().filter(move |one| one.found.state(lawful.at) == Some(state));
    let mut filter = ListFilter::empty(LIST);
    filter.kinds = Kind::choices(&words, &kinds());
    filter.text.value = query.text();
    filter.kind.value = query.kind.clone().unwrap_or_default();
    let mut listed: Vec<_> = all.iter().filter(|one| is_asked(one, &filter, language)).collect();
    listed.sort_by_cached_key(|one| one.found.row.name(language).to_lowercase());
    let href = address(&filter);
    let (pager, begins) = shown::leaf(listed.len(), query.page, &href);
    let make = call.who.may(Action::CreateCommunity, &Target::nothing());
    let page = CommunitiesPage {
        shell: CommunitiesPage::shell(shell(&app, &call.visit, &href)),
        done: query.done(),
        make: if make { format!("{LIST}/new") } else { String::new() },
        invited: of(Standing::Invited).filter_map(|one| invited(&app, one, language)).collect(),
        mine: of(Standing::Active).filter_map(|one| mine(one, language)).collect(),
        waiting: of(Standing::Applied).filter_map(|one| waiting(one, language)).collect(),
        filter,
        total: shown::number(listed.len()),
        listed: listed
            .into_iter()
            .skip(begins)
            .take(shown::PAGE_ROWS)
            .map(|one| row(one, (language, lawful.at)))
            .collect(),
        pager,
    };
    html(&page)
}

/// The codes of the kinds.
pub(super) fn kinds() -> Vec<&'static str> {
    CommunityKind::ALL.iter().map(Coded::code).collect()
}

fn address(filter: &ListFilter) -> String {
    let values = [("q", &filter.text.value), ("kind", &filter.kind.value)];
    let said = values.iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<_> =
        said.map(|(name, value)| format!("{name}={}", shown::escaped(value))).collect();
    if pairs.is_empty() { LIST.to_owned() } else { format!("{LIST}?{}", pairs.join("&")) }
}

fn is_asked(one: &Listed, filter: &ListFilter, language: &str) -> bool {
    let row = &one.found.row;
    let text = format!("{} {}", row.name(language), row.purpose(language)).to_lowercase();
    let kind = filter.kind.value.as_str();
    row.community.visibility == Visibility::Listed
        && (kind.is_empty() || row.community.kind.code() == kind)
        && filter.text.value.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

fn row(one: &Listed, (language, now): (&str, Timestamp)) -> ListedRow {
    let row = &one.found.row;
    // Who belongs to it has no need to join.
    let is_mine = one.found.state(now) == Some(Standing::Active);
    ListedRow {
        name: row.name(language).to_owned(),
        href: format!("{LIST}/{}{}", row.slug, if is_mine { "" } else { "/join" }),
        kind: Kind(row.community.kind.code()),
        purpose: row.purpose(language).to_owned(),
        members: one.members,
        recipients: shown::number(one.notice.recipients().len()),
    }
}

fn mine(one: &Listed, language: &str) -> Option<MineRow> {
    let (row, membership) = (&one.found.row, one.found.membership()?);
    Some(MineRow {
        name: row.name(language).to_owned(),
        href: format!("{LIST}/{}", row.slug),
        kind: Kind(row.community.kind.code()),
        level: shown::level(membership.level),
        until: membership.expires_at.map(last_day),
    })
}

fn invited(app: &App, one: &Listed, language: &str) -> Option<InvitedRow> {
    let (row, membership) = (&one.found.row, one.found.membership()?);
    Some(InvitedRow {
        name: row.name(language).to_owned(),
        until: last_day(lapses_at(membership.since, &app.switches.permission)),
        href: format!("{LIST}/{}/invitation", row.slug),
    })
}

fn waiting(one: &Listed, language: &str) -> Option<WaitingRow> {
    let (row, membership) = (&one.found.row, one.found.membership()?);
    Some(WaitingRow {
        name: row.name(language).to_owned(),
        since: local(membership.since).date(),
        take_back: format!("{LIST}/{}/join/take-back", row.slug),
    })
}
