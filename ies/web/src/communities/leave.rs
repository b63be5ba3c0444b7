//! `/communities/{place}/leave`: leaving, after what follows from it was said. R30.

use axum::extract::State;
use axum::response::{Html, Redirect};
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_pages::community::Done;
use ies_pages::personal::LeavePage;
use ies_store::Outcome;

use super::{LIST, done, enter};
use crate::app::Shared;
use crate::call::Call;
use crate::problem::{by_rule, of_store};
use crate::shell::{html, shell};

/// `GET`: what follows.
pub(super) async fn show(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
) -> Result<Html<String>, Problem> {
    let entered = enter(&app, &call, &place, Action::LeaveCommunity).await?;
    let unit = app.store.communities(entered.lawful.access()).await.map_err(of_store)?;
    unit.end(Outcome::on(entered.id())).await.map_err(of_store)?;
    let path = format!("{}/leave", entered.href());
    let name = entered.found.row.name(call.visit.language.code()).to_owned();
    let page = LeavePage {
        shell: LeavePage::shell(shell(&app, &call.visit, &path), "/my/memberships", &name),
        community: name,
        action: path,
        hidden: Vec::new(),
        back: entered.href(),
    };
    html(&page)
}

/// `POST`: leaves.
pub(super) async fn leave(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
) -> Result<Redirect, Problem> {
    let entered = enter(&app, &call, &place, Action::LeaveCommunity).await?;
    let id = entered.found.row.community.id;
    let mut unit = app.store.communities(entered.lawful.access()).await.map_err(of_store)?;
    let left = unit.leave(id, entered.me).await.map_err(of_store)?;
    match left {
        Some(Ok(())) => unit.end(Outcome::on(entered.id())).await.map_err(of_store)?,
        Some(Err(error)) => {
            let outcome = Outcome::refused(error.code(), Some(entered.id()));
            unit.end(outcome).await.map_err(of_store)?;
            return Err(by_rule(&error));
        }
        None => return Err(Problem::not_found()),
    }
    app.jobs.wake();
    Ok(done(LIST, Done::Left))
}
