//! Taking a request up, and asking the applicant. R04.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_core::Id;
use fnd_web::extract::{Posted, Segment};
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::registration::{RegistrationError, ask, begin_review};
use ies_domain::text::kept;
use ies_store::Named;
use serde::Deserialize;
use uuid::Uuid;

use super::path_of;
use super::review::{Wrong, page};
use crate::app::Shared;
use crate::call::{Call, moment};
use crate::problem::{by_rule, of_store};
use crate::shell::html;

/// Takes a request up.
pub(super) async fn take(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let path = path_of(id);
    let lawful = call.lawful_on_request(&app, Action::AskApplicant, Id::from_uuid(id)).await;
    let lawful = lawful.map_err(|problem| problem.back_to(&path))?;
    let mut unit = app.store.review(lawful.access()).await.map_err(of_store)?;
    let found = unit.request(Id::from_uuid(id)).await.map_err(of_store)?;
    let request = found.ok_or_else(Problem::not_found)?;
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let step = begin_review(&request.registration, &actor, moment(&app, lawful.at))
        .map_err(|error| by_rule(&error))?;
    unit.save(&request, &step, (None, &Named::default())).await.map_err(of_store)?;
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    Ok(Redirect::to(&format!("{path}?done=taken")).into_response())
}

/// What is asked.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    question: String,
}

/// Asks the applicant.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let path = path_of(id);
    let lawful = call.lawful_on_request(&app, Action::AskApplicant, Id::from_uuid(id)).await;
    let lawful = lawful.map_err(|problem| problem.back_to(&path))?;
    let mut unit = app.store.review(lawful.access()).await.map_err(of_store)?;
    let found = unit.request(Id::from_uuid(id)).await.map_err(of_store)?;
    let request = found.ok_or_else(Problem::not_found)?;
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let times = (moment(&app, lawful.at), &app.switches.registration);
    let step = match ask(&request.registration, &actor, &sent.question, times) {
        Ok(step) => step,
        Err(RegistrationError::Text(error)) => {
            drop(unit);
            let wrong = Wrong::question(&sent.question, error);
            let page = page(&app, &call, Id::from_uuid(id), (None, true, Some(wrong))).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response());
        }
        Err(error) => return Err(by_rule(&error)),
    };
    let question = kept(&sent.question);
    unit.add_question(Id::from_uuid(id), (actor.account, &question)).await.map_err(of_store)?;
    let named = Named::leading("/request");
    unit.save(&request, &step, (None, &named)).await.map_err(of_store)?;
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    app.jobs.wake();
    Ok(Redirect::to(&format!("{path}?done=asked")).into_response())
}
