//! `GET /communities/{place}/memberships`: levels and ends, for those who lead.

use axum::extract::State;
use axum::response::Html;
use fnd_web::extract::{Parameters, Segment};
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::Action;
use ies_pages::community::{MembersFilter, MembershipRow, MembershipsPage, Tab};
use ies_store::purpose::leading::Belonging;

use super::{LIST, Query, enter, last_day};
use crate::app::Shared;
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{html, local, shell, words};
use crate::shown;

/// The list.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
    Parameters(query): Parameters<Query>,
) -> Result<Html<String>, Problem> {
    let entered = enter(&app, &call, &place, Action::ManageMembers).await?;
    let asked = query.text();
    let access = entered.lawful.access().asking(&*asked);
    let mut unit = app.store.lead(access).await.map_err(of_store)?;
    let mut all = unit.members(entered.found.row.community.id).await.map_err(of_store)?;
    all.retain(|one| is_asked(one, &asked));
    all.sort_by_cached_key(|one| one.fellow.card.last_name.as_str().to_lowercase());
    let place = entered.place(&call, Tab::Memberships);
    let base = place.of(Tab::Memberships);
    let href = if asked.is_empty() {
        base.clone()
    } else {
        format!("{base}?q={}", shown::escaped(&asked))
    };
    let (pager, begins) = shown::leaf(all.len(), query.page, &href);
    let here: Vec<_> = all.iter().skip(begins).take(shown::PAGE_ROWS).collect();
    let others = here.iter().filter(|one| one.fellow.account != entered.me).count();
    unit.count(others, &app.switches.permission).await.map_err(of_store)?;
    let outcome = entered.lawful.showing(entered.id()).hitting(others);
    unit.end(outcome).await.map_err(of_store)?;

    let words = words(&app, &call.visit);
    let mut filter = MembersFilter::empty(base);
    filter.text.value = asked;
    let page = MembershipsPage {
        shell: place.shell(shell(&app, &call.visit, &href), LIST),
        done: query.done(),
        filter,
        total: shown::number(all.len()),
        rows: here.into_iter().map(|one| row(one, &place.href, &words)).collect(),
        pager,
        place,
    };
    html(&page)
}

fn is_asked(one: &Belonging, asked: &str) -> bool {
    let card = &one.fellow.card;
    let text = [&card.full_name(), card.organisation.as_str(), card.job_title.as_str()].join(" ");
    let text = text.to_lowercase();
    asked.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

/// A membership as the pages of leads show it.
pub(super) fn row(one: &Belonging, href: &str, words: &Words) -> MembershipRow {
    let membership = &one.row.membership;
    let since = one.row.begun_at.unwrap_or(membership.since);
    MembershipRow {
        name: one.fellow.card.full_name(),
        organisation: one.fellow.card.organisation.as_str().to_owned(),
        abroad: one.fellow.abroad.map(|why| shown::abroad(why, words)),
        level: shown::level(membership.level),
        since: local(since).date(),
        until: membership.expires_at.map(last_day),
        href: format!("{href}/members/{}", one.fellow.account.to_uuid()),
    }
}
