//! Taking one's request back. Statement 5; R14, R16.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::registration::{Applicant, withdraw};
use ies_domain::retention::request_erased_at;
use ies_pages::entry::WithdrawPage;

use super::STATUS;
use crate::app::Shared;
use crate::call::Call;
use crate::problem::{by_rule, of_store};
use crate::shell::{html, local, shell_without_menu};

/// The question.
pub(super) async fn page(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let (_, lawful) = call.lawful_on_own_request(&app, Action::WithdrawOwnRequest).await?;
    let unit = app.store.apply(lawful.access()).await.map_err(of_store)?;
    let own = unit.own(&call.who.subject).await.map_err(of_store)?;
    let request = own.ok_or_else(Problem::not_found)?;
    let id = request.registration.id.to_uuid();
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    let step = withdraw(&request.registration, Applicant(&call.who.subject), lawful.at)
        .map_err(|error| by_rule(&error))?;
    let erased = request_erased_at(&step.registration, &app.switches).unwrap_or(lawful.at);
    let page = WithdrawPage {
        shell: WithdrawPage::shell(shell_without_menu(&app, &call.visit, STATUS), STATUS),
        action: "/request/withdraw".into(),
        hidden: Vec::new(),
        back: STATUS.into(),
        erased: local(erased).date(),
    };
    Ok(html(&page)?.into_response())
}

/// Takes it back; the scan is destroyed with it.
pub(super) async fn handler(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let (_, lawful) = call.lawful_on_own_request(&app, Action::WithdrawOwnRequest).await?;
    let mut unit = app.store.apply(lawful.access()).await.map_err(of_store)?;
    let own = unit.own(&call.who.subject).await.map_err(of_store)?;
    let request = own.ok_or_else(Problem::not_found)?;
    let step = withdraw(&request.registration, Applicant(&call.who.subject), lawful.at)
        .map_err(|error| by_rule(&error))?;
    let id = request.registration.id.to_uuid();
    unit.save(&request, &step).await.map_err(of_store)?;
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    app.jobs.wake();
    Ok(Redirect::to(&format!("{STATUS}/{id}")).into_response())
}
