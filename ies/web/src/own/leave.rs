//! Leaving a Community: from that instant on its members do not see one any more. R30, R36.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::community::{self as communities, Leads};
use ies_pages::personal::LeavePage;
use uuid::Uuid;

use super::{account, end, open};
use crate::app::Shared;
use crate::call::Call;
use crate::problem::{by_rule, of_store};
use crate::shell::{html, shell};

const MEMBERSHIPS: &str = "/my/memberships";

/// The question.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    let (lawful, unit) = open(&app, &call, Action::ReadOwnMemberships).await?;
    let found = unit.membership(id).await.map_err(of_store)?.ok_or_else(Problem::not_found)?;
    end(&call, &lawful, unit).await?;
    let name = found.community.name(call.visit.language.code());
    let path = format!("{MEMBERSHIPS}/{id}/leave");
    html(&LeavePage {
        shell: LeavePage::shell(shell(&app, &call.visit, &path), MEMBERSHIPS, name),
        community: name.to_owned(),
        action: path,
        hidden: Vec::new(),
        back: MEMBERSHIPS.into(),
    })
}

/// Leaves.
pub(super) async fn leave(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    // What one is to the Community is read first: a membership of somebody else is not there.
    let (read, unit) = open(&app, &call, Action::ReadOwnMemberships).await?;
    let found = unit.membership(id).await.map_err(of_store)?.ok_or_else(Problem::not_found)?;
    end(&call, &read, unit).await?;
    let now = app.clock.now();
    let membership = &found.row.membership;
    let target = Target::of_community(&found.community.community, Some(membership), now);
    let lawful = call.lawful(&app, Action::LeaveCommunity, &target).await?;
    let mut unit = app.store.own(lawful.access(), account(&call)?).await.map_err(of_store)?;
    let found = unit.membership(id).await.map_err(of_store)?.ok_or_else(Problem::not_found)?;
    let leads = Leads { others: found.other_leads };
    let step = communities::leave(&found.row.membership, account(&call)?, leads, lawful.at);
    let step = step.map_err(|error| by_rule(&error))?;
    unit.leave(&found, &step).await.map_err(of_store)?;
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    app.jobs.wake();
    Ok(Redirect::to(MEMBERSHIPS).into_response())
}
