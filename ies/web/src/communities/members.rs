//! `/communities/{place}/members`: who belongs to it, as cards or as a file. Statement 7; R30.

use axum::extract::State;
use axum::response::{Html, Response};
use fnd_web::extract::{Parameters, Segment};
use fnd_web::pager::Pager;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::community::{JoinNotice, Level};
use ies_pages::community::{Member, MembersFilter, MembersPage, Tab};
use ies_store::purpose::contacts::Fellow;

use super::{Entered, Query, enter};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::contacts::vcard;
use crate::problem::of_store;
use crate::shell::{html, shell, words};
use crate::shown;

/// `GET …/members`: a page of cards.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
    Parameters(query): Parameters<Query>,
) -> Result<Html<String>, Problem> {
    let entered = enter(&app, &call, &place, Action::ListMembers).await?;
    let asked = query.text();
    let place = entered.place(&call, Tab::Members);
    let base = place.of(Tab::Members);
    let href = shown::narrowed(&base, &asked);
    let leaf = leaf(&app, &entered, (&asked, query.page), &href).await?;

    let words = words(&app, &call.visit);
    let member = |fellow: &Fellow| Member {
        card: shown::card(fellow, &words),
        is_reader: fellow.account == entered.me,
        vcard: format!("/people/{}.vcf", fellow.account.to_uuid()),
    };
    let mut filter = MembersFilter::empty(base);
    filter.text.value = asked;
    // The last lead cannot go; whether there is another only a lead needs to be told here.
    let stays = entered.level() == Some(Level::Lead);
    let page = MembersPage {
        shell: place.shell(shell(&app, &call.visit, &href), super::LIST),
        filter,
        total: shown::number(leaf.total),
        members: leaf.here.iter().map(member).collect(),
        pager: leaf.pager,
        recipients: shown::recipients(&leaf.notice, &words),
        leave: if stays { String::new() } else { format!("{}/leave", place.href) },
        place,
    };
    html(&page)
}

/// A page of the members of a Community.
pub(crate) struct Leaf {
    /// Those on it.
    pub(crate) here: Vec<Fellow>,
    /// How many there are in all.
    pub(crate) total: usize,
    /// Where in the list it is.
    pub(crate) pager: Pager,
    /// The recipients outside the Union.
    notice: JoinNotice,
}

/// The page asked for of those whose cards the reader sees; `href` is the address of the list.
pub(crate) async fn leaf(
    app: &App,
    entered: &Entered,
    (asked, page): (&str, Option<u32>),
    href: &str,
) -> Result<Leaf, Problem> {
    let id = entered.found.row.community.id;
    let access = entered.lawful.access().asking(asked);
    let mut unit = app.store.contacts(access).await.map_err(of_store)?;
    let all = unit.members(id, asked).await.map_err(of_store)?;
    let notice = unit.notice(id).await.map_err(of_store)?;
    let (pager, begins) = shown::leaf(all.len(), page, href);
    let total = all.len();
    let here: Vec<_> = all.into_iter().skip(begins).take(shown::PAGE_ROWS).collect();
    let others = here.iter().filter(|fellow| fellow.account != entered.me).count();
    unit.count(others, &app.switches.permission).await.map_err(of_store)?;
    let outcome = entered.lawful.showing(entered.id()).hitting(others);
    unit.end(outcome).await.map_err(of_store)?;
    Ok(Leaf { here, total, pager, notice })
}

/// `GET …/members.vcf`: the cards of all fellow members as a file. Each counts as opened. A24.
pub(super) async fn file(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
) -> Result<Response, Problem> {
    let entered = enter(&app, &call, &place, Action::ListMembers).await?;
    let id = entered.found.row.community.id;
    let mut unit = app.store.contacts(entered.lawful.access()).await.map_err(of_store)?;
    let mut all = unit.members(id, "").await.map_err(of_store)?;
    all.retain(|fellow| fellow.account != entered.me);
    unit.count(all.len(), &app.switches.permission).await.map_err(of_store)?;
    let outcome = entered.lawful.showing(entered.id()).hitting(all.len());
    unit.end(outcome).await.map_err(of_store)?;
    Ok(vcard::file("members.vcf", &all))
}
