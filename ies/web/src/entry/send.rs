//! Sending the application. Statement 4, 5 and 7; R11, R37.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_web::extract::Posted;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::consent::{Act, Channel, Given, Occasion, Statements, give};
use ies_domain::registration::{Applicant, Form, submit};
use serde::Deserialize;

use super::{STATUS, fields};
use crate::app::Shared;
use crate::call::Call;
use crate::problem::{by_rule, of_store};

/// What the page before sent along: what was ticked, and on which texts.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    consent: String,
    #[serde(default)]
    transfer_consent: String,
    privacy: u32,
    terms: u32,
}

/// Sends the request that was shown.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let (_, lawful) = call.lawful_on_own_request(&app, Action::EditOwnRequest).await?;
    let mut unit = app.store.apply(lawful.access()).await.map_err(of_store)?;
    let own = unit.own(&call.who.subject).await.map_err(of_store)?;
    let request = own.ok_or_else(Problem::not_found)?;
    let given =
        Given { general: !sent.consent.is_empty(), transfer: !sent.transfer_consent.is_empty() };
    let card = request.draft.card().ok();
    let form = Form {
        card: card.as_ref(),
        kind: request.kind,
        seat: fields::seat(&request.draft),
        justification: Some(&request.draft.justification),
        communities: &request.communities,
        consent: given,
    };
    let step = submit(&request.registration, Applicant(&call.who.subject), &form, lawful.at)
        .map_err(|error| by_rule(&error))?;
    let act = Act {
        id: app.ids.make(lawful.at),
        occasion: Occasion::Registration,
        privacy_shown: sent.privacy,
        terms_shown: sent.terms,
        given,
        channel: Channel::Page,
    };
    let consent = give(act, Statements(&call.who.person.statements), lawful.at)
        .map_err(|error| by_rule(&error))?;
    unit.save(&request, &step).await.map_err(of_store)?;
    unit.add_consent(request.registration.id, &consent).await.map_err(of_store)?;
    unit.end(lawful.showing(request.registration.id.to_uuid())).await.map_err(of_store)?;
    app.jobs.wake();
    Ok(Redirect::to(&format!("{STATUS}?done=sent")).into_response())
}
