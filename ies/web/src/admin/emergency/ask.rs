//! Asking for emergency access to a scan. R35; A6.

use axum::extract::State;
use axum::response::Response;
use fnd_core::Id;
use fnd_web::extract::Posted;
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::registration::Registration;
use ies_domain::role::{Emergency, EmergencyError, EmergencyTarget};
use ies_store::purpose::roles::Granting;
use serde::Deserialize;
use uuid::Uuid;

use super::super::shared::{again_after, on_to};
use super::PATH;
use crate::app::{App, Shared};
use crate::call::{Call, Lawful, moment};
use crate::problem::{by_rule, of_store};
use crate::shell::words;

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::admin) struct Sent {
    request: String,
    reason: String,
}

/// The request that was typed: its identifier, or the address of a page of it.
fn read(typed: &str) -> Option<Id<Registration>> {
    let mut parts = typed.trim().split(['/', '?']);
    parts.find_map(|part| Uuid::try_parse(part).ok()).map(Id::from_uuid)
}

async fn target(unit: &Granting, typed: &str) -> Result<Option<EmergencyTarget>, Problem> {
    let Some(id) = read(typed) else { return Ok(None) };
    let request = unit.request(id).await.map_err(of_store)?;
    Ok(EmergencyTarget::scan_of(request.as_ref()).ok())
}

/// Asks; those who can approve are told.
pub(in crate::admin) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::AskEmergency, &Target::nothing()).await?;
    let mut unit = app.store.roles(lawful.access()).await.map_err(of_store)?;
    let Some(target) = target(&unit, &sent.request).await? else {
        return wrong(&app, &call, (&lawful, unit), (&sent, None)).await;
    };
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let what = (app.ids.make(lawful.at), target);
    let (asked, mails) = match Emergency::ask(what, &actor, &sent.reason, moment(&app, lawful.at)) {
        Ok(asked) => asked,
        Err(error @ EmergencyError::Reason(_)) => {
            return wrong(&app, &call, (&lawful, unit), (&sent, Some(&error))).await;
        }
        Err(error) => return Err(by_rule(&error)),
    };
    unit.ask_emergency(&asked, &mails).await.map_err(of_store)?;
    unit.end(lawful.showing(asked.id.to_uuid())).await.map_err(of_store)?;
    app.jobs.wake();
    Ok(on_to(&format!("{PATH}?done=asked")))
}

/// The page again, with what was typed and what is wrong: the reason, or else the request.
async fn wrong(
    app: &App,
    call: &Call,
    (lawful, unit): (&Lawful, Granting),
    (sent, reason): (&Sent, Option<&EmergencyError>),
) -> Result<Response, Problem> {
    let mut page = super::page(app, call, &unit).await?;
    let words = words(app, &call.visit);
    if let Some(form) = page.form.as_mut() {
        form.request = Field::holding("request", sent.request.as_str());
        form.reason = Field::holding("reason", sent.reason.as_str());
        match reason {
            Some(_) => form.reason.error = words.text("emergency-reason-missing"),
            None => form.request.error = words.text("emergency-request-wrong"),
        }
    }
    again_after(unit.end(lawful.wrong(None)), &page).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_named_by_its_identifier_or_an_address_of_it() {
        let id = "0198f2c4-0000-7000-8000-000000000009";
        let expected = Uuid::try_parse(id).ok().map(Id::from_uuid);
        for typed in [
            format!(" {id} "),
            format!("/requests/{id}"),
            format!("https://ies.example.test/requests/{id}/scan?lang=fr"),
        ] {
            assert_eq!(read(&typed), expected, "{typed}");
        }
        assert_eq!(read("Maria Beridze"), None);
    }
}
