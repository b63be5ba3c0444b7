//! One's own request under data protection law: where it stands, and taking it back. R46; A21.

use axum::extract::State;
use axum::response::{Html, Response};
use fnd_core::Id;
use fnd_web::extract::{Parameters, Segment};
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::rights::{About, RECORD_REFERENCE, Request, cancel as take_back};
use ies_pages::personal::{CancelPage, CasePage};
use ies_store::Case;
use uuid::Uuid;

use super::rights::{PATH as RIGHTS, case};
use super::{Told, account, end, on_to, open};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::{by_rule, of_store};
use crate::shell::{html, shell, words};

fn path(id: Uuid) -> String {
    format!("{RIGHTS}/requests/{id}")
}

/// Reads one's request; that of somebody else is not there.
async fn read(app: &App, call: &Call, id: Uuid) -> Result<Case, Problem> {
    let (lawful, unit) = open(app, call, Action::ReadOwnCase).await?;
    let found = unit.case(Id::from_uuid(id)).await.map_err(of_store)?;
    end(call, &lawful, unit).await?;
    found.ok_or_else(Problem::not_found)
}

fn can_be_taken_back(request: &Request) -> bool {
    !request.state.is_end() && request.executed_at.is_none()
}

/// The page.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Parameters(told): Parameters<Told>,
) -> Result<Html<String>, Problem> {
    let found = read(&app, &call, id).await?;
    let shown = case(&found.request);
    let cancel = format!("{}/cancel", path(id));
    html(&CasePage {
        shell: CasePage::shell(shell(&app, &call.visit, &path(id)), RIGHTS, shown.right),
        done: told.text(&words(&app, &call.visit)),
        reference: RECORD_REFERENCE.into(),
        case: shown,
        asked: format!("{}{}", found.content.ground, found.content.text),
        extension: found.content.extension.clone(),
        reply: found.content.reasons.clone(),
        cancel: if can_be_taken_back(&found.request) { cancel } else { String::new() },
        privacy: "/privacy".into(),
    })
}

/// The question whether it is taken back.
pub(super) async fn ask(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    let found = read(&app, &call, id).await?;
    html(&CancelPage {
        shell: CancelPage::shell(shell(&app, &call.visit, &path(id)), RIGHTS),
        case: case(&found.request),
        action: format!("{}/cancel", path(id)),
        hidden: Vec::new(),
    })
}

/// Takes it back.
pub(super) async fn cancel(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let (lawful, mut unit) = open(&app, &call, Action::ExerciseRight).await?;
    let found = unit.case(Id::from_uuid(id)).await.map_err(of_store)?;
    let found = found.ok_or_else(Problem::not_found)?;
    let by = About::Holder(account(&call)?);
    let step = take_back(&found.request, by, lawful.at).map_err(|error| by_rule(&error))?;
    unit.cancel_case(&found, &step).await.map_err(of_store)?;
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    Ok(on_to(&path(id), "cancelled"))
}
