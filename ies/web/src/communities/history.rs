//! `GET /communities/{place}/history`: who changed what, for those who lead; nothing technical.
//! R34.

use axum::extract::State;
use axum::response::Html;
use fnd_core::Id;
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::account::Account;
use ies_pages::community::{HistoryPage, HistoryRow, Tab};
use ies_store::purpose::contacts::Fellow;

use super::{Entered, LIST, enter};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{html, local, shell, words};

/// The history. Names are those of people whom the lead sees now.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
) -> Result<Html<String>, Problem> {
    let entered = enter(&app, &call, &place, Action::ReadHistory).await?;
    let unit = app.store.lead(entered.lawful.access()).await.map_err(of_store)?;
    let changes = unit.history(entered.found.row.community.id).await.map_err(of_store)?;
    let outcome = entered.lawful.showing(entered.id()).hitting(changes.len());
    unit.end(outcome).await.map_err(of_store)?;
    let mut people: Vec<Id<Account>> =
        changes.iter().flat_map(|change| [change.by, change.about]).flatten().collect();
    people.sort();
    people.dedup();
    let cards = cards(&app, &call, &entered, &people).await?;

    let words = words(&app, &call.visit);
    let name = |id: Option<Id<Account>>| match id {
        None => String::new(),
        Some(id) => cards
            .iter()
            .find(|fellow| fellow.account == id)
            .map_or_else(|| words.text("history-somebody"), |fellow| fellow.card.full_name()),
    };
    let place = entered.place(&call, Tab::History);
    let row = |change: &ies_store::purpose::leading::Change| HistoryRow {
        at: local(change.at),
        what: words.text(&format!("action-{}", change.what)),
        who: if change.by.is_some() && change.is_by_nobody {
            words.text("history-former")
        } else {
            name(change.by)
        },
        about: name(change.about),
    };
    let shell = shell(&app, &call.visit, &place.of(Tab::History));
    let page = HistoryPage {
        shell: place.shell(shell, LIST),
        rows: changes.iter().map(row).collect(),
        place,
    };
    html(&page)
}

async fn cards(
    app: &App,
    call: &Call,
    entered: &Entered,
    people: &[Id<Account>],
) -> Result<Vec<Fellow>, Problem> {
    let community = &entered.found.row.community;
    let target = Target::of_community(community, entered.found.membership(), entered.lawful.at);
    let lawful = call.lawful(app, Action::ListMembers, &target).await?;
    let unit = app.store.contacts(lawful.access()).await.map_err(of_store)?;
    let found = unit.some(people).await.map_err(of_store)?;
    unit.end(lawful.showing(entered.id())).await.map_err(of_store)?;
    Ok(found)
}
