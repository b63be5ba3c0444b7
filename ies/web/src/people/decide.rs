//! The decision: asked for twice, taken once, and the scan destroyed with it. Statement 4 to 7;
//! R04, R05, R14, R35, R45.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_core::Id;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::{Field, Hidden};
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::Action;
use ies_domain::organisation::{Countries, Organisation, OrganisationKind};
use ies_domain::person::OrganisationName;
use ies_domain::registration::{
    Acceptance, Decider, RefusalReason, RegistrationError, Step, accept, refuse,
};
use ies_domain::text::{NOTE, TextError, tidy};
use ies_pages::confirm::{ConfirmPage, Deed};
use ies_pages::errors::sentence;
use ies_pages::people::ReviewPage;
use ies_store::purpose::reviewing::Reviewing;
use ies_store::{Named, Request};
use serde::Deserialize;
use uuid::Uuid;

use super::review::{NEW_ORGANISATION, Wrong, page};
use super::{QUEUE, path_of};
use crate::app::{App, Shared};
use crate::call::{Call, Lawful, moment};
use crate::problem::{by_rule, of_store};
use crate::said::{label, labels, wrong};
use crate::shell::{html, local, shell, words};

/// What both forms and the confirmation send.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Sent {
    /// `accept` or `refuse`, on the confirmation alone.
    #[serde(default)]
    decision: String,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    eligible: String,
    #[serde(default)]
    compared: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    note: String,
}

/// Shows what follows from accepting, before it is done.
pub(super) async fn accept_form(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let fresh = fresh(&app, &call, id).await?;
    let words = words(&app, &call.visit);
    let mut fields = [
        Field::holding("organisation", &*sent.organisation),
        Field::holding("kind", &*sent.kind),
        Field::holding("eligible", &*sent.eligible),
        Field::holding("compared", &*sent.compared),
    ];
    let [organisation, _, _, compared] = &mut fields;
    if sent.organisation.is_empty() {
        organisation.error = words.text("decide-organisation-missing");
    }
    if sent.compared.is_empty() {
        compared.error = words.text("decide-compared-missing");
    }
    // Tried and taken back: the page that follows reads the same request.
    let tried = decided(&app, &call, (id, &fresh), (&sent, "accept")).await.map(drop);
    let [organisation, _, eligible, _] = &mut fields;
    match tried {
        Err(Fault::Rule(error @ RegistrationError::ControllersName)) => {
            organisation.error = sentence(&words, "decide-organisation", error.code(), 0);
        }
        Err(Fault::Rule(RegistrationError::EligibilityUnsaid)) => {
            eligible.error = words.text("decide-eligible-missing");
        }
        Err(Fault::Rule(error)) => return Err(by_rule(&error)),
        Err(Fault::Problem(problem)) => return Err(problem),
        Ok(()) => {}
    }
    if fields.iter().any(Field::is_wrong) {
        let wrong = Wrong { accept: Some(fields), ..Wrong::default() };
        return again(&app, &call, id, wrong).await;
    }
    confirm(&app, &call, (id, Deed::AcceptRequest), (&words, &sent)).await
}

/// Shows what follows from refusing, before it is done.
pub(super) async fn refuse_form(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let fresh = fresh(&app, &call, id).await?;
    let words = words(&app, &call.visit);
    let mut fields = [
        Field::holding("reason", &*sent.reason),
        Field::holding("message", &*sent.message),
        Field::holding("note", &*sent.note),
    ];
    let [reason, message, note] = &mut fields;
    if let Err(error) = noted(&sent) {
        note.error = wrong(&words, label("decide-note"), error);
    }
    if RefusalReason::find(&sent.reason).is_none() {
        reason.error = words.text("decide-reason-missing");
    } else {
        match decided(&app, &call, (id, &fresh), (&sent, "refuse")).await.map(drop) {
            Err(Fault::Rule(RegistrationError::Text(error))) => {
                let label = labels("decide-message", "decide-message-missing");
                message.error = wrong(&words, label, error);
            }
            Err(Fault::Rule(error)) => return Err(by_rule(&error)),
            Err(Fault::Problem(problem)) => return Err(problem),
            Ok(()) => {}
        }
    }
    if fields.iter().any(Field::is_wrong) {
        let wrong = Wrong { refuse: Some(fields), ..Wrong::default() };
        return again(&app, &call, id, wrong).await;
    }
    confirm(&app, &call, (id, Deed::RefuseRequest), (&words, &sent)).await
}

/// Whether the caller may decide now; a sign-in that is too old leads to a new one and back.
async fn fresh(app: &App, call: &Call, id: Uuid) -> Result<Lawful, Problem> {
    let lawful = call.lawful_on_request(app, Action::DecideRequest, Id::from_uuid(id)).await;
    lawful.map_err(|problem| problem.back_to(&path_of(id)))
}

async fn again(app: &App, call: &Call, id: Uuid, wrong: Wrong) -> Result<Response, Problem> {
    let page = page(app, call, Id::from_uuid(id), (None, true, Some(wrong))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

async fn confirm(
    app: &App,
    call: &Call,
    (id, deed): (Uuid, Deed),
    (words, sent): (&Words, &Sent),
) -> Result<Response, Problem> {
    let shown = page(app, call, Id::from_uuid(id), (None, false, None)).await?;
    let path = path_of(id);
    let name = shown.contact.name();
    let decision = if deed == Deed::AcceptRequest { "accept" } else { "refuse" };
    let fact = |key: &str, value: String| (words.text(key), value);
    let facts = if deed == Deed::AcceptRequest {
        vec![fact("field-organisation", shown.contact.organisation)]
    } else {
        vec![fact("decide-reason", words.text(&format!("refusal-{}", sent.reason)))]
    };
    let hidden = |name: &'static str, value: &str| Hidden { name, value: value.to_owned() };
    let page = ConfirmPage {
        shell: ConfirmPage::shell(
            ReviewPage::shell(shell(app, &call.visit, &path), QUEUE, &name),
            deed,
            &name,
        ),
        deed,
        facts,
        action: format!("{path}/decide"),
        hidden: vec![
            hidden("decision", decision),
            hidden("organisation", &sent.organisation),
            hidden("kind", &sent.kind),
            hidden("eligible", &sent.eligible),
            hidden("compared", &sent.compared),
            hidden("reason", &sent.reason),
            hidden("message", &sent.message),
            hidden("note", &sent.note),
        ],
        back: path,
    };
    Ok(html(&page)?.into_response())
}

/// Takes the decision.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let lawful = fresh(&app, &call, id).await?;
    // What no page of ours sends decides nothing: a decision is not taken back.
    let decision = match sent.decision.as_str() {
        "accept" if !sent.compared.is_empty() => "accept",
        "refuse" => "refuse",
        _ => return Err(Problem::unprocessable()),
    };
    let made = decided(&app, &call, (id, &lawful), (&sent, decision)).await;
    let (mut unit, request, step, new) = made.map_err(|fault| match fault {
        Fault::Rule(error) => by_rule(&error),
        Fault::Problem(problem) => problem,
    })?;
    if let Some(new) = &new {
        unit.add_organisation(new).await.map_err(of_store)?;
    }
    let note = noted(&sent).map_err(|error| by_rule(&RegistrationError::Text(error)))?;
    let named = named(id, &sent, decision);
    unit.save(&request, &step, (note.as_deref(), &named)).await.map_err(of_store)?;
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    app.jobs.wake();
    let done = if decision == "accept" { "accepted" } else { "refused" };
    Ok(Redirect::to(&format!("{QUEUE}?done={done}")).into_response())
}

/// What colleagues read: the note, or why the person belongs to the circle of users.
fn noted(sent: &Sent) -> Result<Option<String>, TextError> {
    let written = [&sent.note, &sent.eligible].into_iter().find(|text| !text.trim().is_empty());
    written.map(|text| tidy(text, NOTE)).transpose()
}

/// What the mail names: the reason of a refusal, a code, and what the applicant should know.
fn named(id: Uuid, sent: &Sent, decision: &str) -> Named {
    if decision == "accept" {
        return Named::leading("/");
    }
    Named::leading(format!("/request/{id}"))
        .with("reason", sent.reason.clone())
        .with("message", sent.message.trim())
}

/// Why there is no decision.
enum Fault {
    /// The domain did not take the step.
    Rule(RegistrationError),
    /// Something else.
    Problem(Problem),
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

type Decided = (Reviewing, Request, Step, Option<Organisation>);

/// The step of the domain for what was sent, in a unit that has not ended; with the organisation
/// that is new.
async fn decided(
    app: &App,
    call: &Call,
    (id, lawful): (Uuid, &Lawful),
    (sent, decision): (&Sent, &str),
) -> Result<Decided, Fault> {
    let unit = app.store.review(lawful.access()).await.map_err(of_store)?;
    let found = unit.request(Id::from_uuid(id)).await.map_err(of_store)?;
    let request = found.ok_or_else(Problem::not_found)?;
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let has_looked = unit.has_looked(&request, actor.account).await.map_err(of_store)?;
    let by = Decider { actor, has_looked, moment: moment(app, lawful.at) };
    let registration = &request.registration;
    if decision == "refuse" {
        let reason = RefusalReason::find(&sent.reason).ok_or_else(Problem::unprocessable)?;
        let message = Some(sent.message.trim()).filter(|message| !message.is_empty());
        let step = refuse(registration, &by, reason, message).map_err(Fault::Rule)?;
        return Ok((unit, request, step, None));
    }
    let (organisation, new) = organisation(app, (&unit, &request), (sent, lawful)).await?;
    let card = request.draft.card().ok().ok_or_else(Problem::unprocessable)?;
    let holder = unit.holder_of_email(&card.email.folded()).await.map_err(of_store)?;
    let acceptance = Acceptance {
        account: app.ids.make(lawful.at),
        organisation: organisation.id,
        kind: organisation.kind,
        seat: organisation.seat,
        is_email_taken: holder.is_some(),
        eligibility: Some(sent.eligible.as_str()),
        communities: &request.communities,
    };
    let countries = unit.countries().await.map_err(of_store)?;
    let rows = countries.rows();
    let on = (Countries(&rows), local(lawful.at).date());
    let step = accept(registration, &by, &acceptance, on).map_err(Fault::Rule)?;
    Ok((unit, request, step, new))
}

/// The organisation that was confirmed; with itself when it is new.
async fn organisation(
    app: &App,
    (unit, request): (&Reviewing, &Request),
    (sent, lawful): (&Sent, &Lawful),
) -> Result<(Organisation, Option<Organisation>), Fault> {
    if let Ok(id) = Uuid::parse_str(&sent.organisation) {
        let found = unit.organisation(Id::from_uuid(id)).await.map_err(of_store)?;
        return Ok((found.ok_or_else(Problem::unprocessable)?, None));
    }
    // The form sends the draft's own word for an organisation that is not on file.
    if !sent.organisation.is_empty() && sent.organisation != NEW_ORGANISATION {
        return Err(Problem::unprocessable().into());
    }
    let draft = &request.draft;
    let called = OrganisationName::read(&draft.organisation);
    let (Ok(name), Ok(country)) = (called, draft.seat.parse()) else {
        return Err(Problem::unprocessable().into());
    };
    let kind = OrganisationKind::find(&sent.kind).or(request.kind);
    let new = Organisation {
        id: app.ids.make(lawful.at),
        name,
        kind: kind.ok_or_else(Problem::unprocessable)?,
        seat: country,
    };
    if !new.keeps_controller(None, &app.site.controller_organisation) {
        return Err(Fault::Rule(RegistrationError::ControllersName));
    }
    Ok((new.clone(), Some(new)))
}
