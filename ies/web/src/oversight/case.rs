//! One request under data protection law, from its receipt to the answer. EUDPR Art. 14; R46; A21,
//! A22.

use axum::extract::State;
use axum::response::Response;
use fnd_core::Id;
use fnd_register::Coded;
use fnd_web::extract::{Parameters, Posted, Segment};
use fnd_web::form::{Field, Hidden};
use fnd_web::problem::Problem;
use fnd_web::shell::Link;
use fnd_web::words::Words;
use ies_domain::access::{Action, Target};
use ies_domain::account::DisableCause;
use ies_domain::rights::deadline::{due_extended, extension_told_by};
use ies_domain::rights::{self, About, Answer, Outcome as Given, RefusalGround, RightsError};
use ies_domain::rights::{ask_identity, decide, extend as extend_request, identify as identify_as};
use ies_domain::text::{TextError, kept};
use ies_pages::confirm::{ConfirmPage, Deed};
use ies_pages::declared::Explained;
use ies_pages::oversight::{
    About as Shown, AnswerForm, CasePage, Channel, Done, ExtendForm, Ground, IdentityForm, Outcome,
    Right,
};
use ies_store::purpose::protecting::{Case, Protecting};
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

use super::case_archive;
use super::case_identity::{about, candidates};
use super::cases::{due, state};
use super::steps::{people, rows, step};
use crate::admin::shared::{After, again_after, day, on_to, own, shown};
use crate::app::{App, Shared};
use crate::call::{Call, Lawful, moment};
use crate::problem::{by_rule, of_store};
use crate::said::{labels, wrong};
use crate::shell::{local, shell, words};

/// What the forms of the page send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    about: String,
    confirmed: String,
    extend_reasons: String,
    answer: String,
    ground: String,
    reasons: String,
    nothing_held: String,
}

/// A case, opened for an action on it.
pub(super) struct Opened {
    pub(super) lawful: Lawful,
    pub(super) unit: Protecting,
    pub(super) case: Case,
}

impl Opened {
    fn today(&self) -> Date {
        day(self.lawful.at)
    }

    pub(super) async fn end(self, id: Uuid) -> Result<(), Problem> {
        self.unit.end(self.lawful.showing(id)).await.map_err(of_store)
    }

    /// Stores the step and goes back to the page.
    async fn save(
        mut self,
        app: &App,
        call: &Call,
        taken: &rights::Step,
        (code, done): (&str, &str),
    ) -> Result<Response, Problem> {
        let id = self.case.request.id.to_uuid();
        let by = own(call)?;
        self.case.content.steps.push(step(self.lawful.at, Some(by), code));
        if taken.request.outcome.is_some() {
            self.case.decided_by = Some(by);
        }
        self.unit.save(taken, &mut self.case, &app.switches).await.map_err(of_store)?;
        self.end(id).await?;
        app.jobs.wake();
        Ok(on_to(&format!("/cases/{id}?done={done}")))
    }
}

/// About whom somebody's own request would be.
fn oneself(call: &Call) -> About {
    call.who.account().map_or(About::Nobody, About::Holder)
}

/// Opens the case `id` for `action`, as far as the caller may know of it.
pub(super) async fn open(
    app: &App,
    call: &Call,
    action: Action,
    id: Uuid,
) -> Result<Opened, Problem> {
    let now = app.clock.now();
    let found = app.store.look_at_case(Id::from_uuid(id), now).await.map_err(of_store)?;
    let target = match &found {
        Some(request) => Target::of_case(request, oneself(call)),
        None => Target::nothing(),
    };
    let lawful = call.lawful(app, action, &target).await?;
    let unit = app.store.protect(lawful.access()).await.map_err(of_store)?;
    let case = unit.case(Id::from_uuid(id)).await.map_err(of_store)?;
    Ok(Opened { lawful, unit, case: case.ok_or_else(Problem::not_found)? })
}

async fn person(opened: &Opened) -> Result<Shown, Problem> {
    let request = &opened.case.request;
    let link = match request.about {
        About::Holder(id) => {
            let id = id.to_uuid();
            let names = opened.unit.names(&[id]).await.map_err(of_store)?;
            let label = names.get(&id).cloned().unwrap_or_else(|| id.to_string());
            Link { href: format!("/users/{id}"), label }
        }
        About::Applicant(id) => {
            let id = id.to_uuid();
            Link { href: format!("/requests/{id}"), label: opened.case.content.who.clone() }
        }
        About::Nobody if is_unidentified(request.state) => return Ok(Shown::Unknown),
        About::Nobody => return Ok(Shown::Nobody),
    };
    Ok(Shown::Person(link))
}

const fn is_unidentified(state: rights::State) -> bool {
    matches!(state, rights::State::Received | rights::State::IdentityCheck)
}

async fn drawn(app: &App, call: &Call, opened: &Opened) -> Result<CasePage, Problem> {
    let (case, words) = (&opened.case, words(app, &call.visit));
    let (request, content) = (&case.request, &case.content);
    let path = format!("/cases/{}", request.id.to_uuid());
    let names = opened.unit.names(&people(&content.steps)).await.map_err(of_store)?;
    let is_open = request.closed_at.is_none();
    let unknown = is_unidentified(request.state);
    let identity = if unknown {
        let form = IdentityForm::empty(format!("{path}/identity"));
        Some((form, candidates(app, call, opened).await?))
    } else {
        None
    };
    let told_by = extension_told_by(request.received_on);
    let can_extend = request.state == rights::State::InProgress && opened.today() <= told_by;
    let until = due_extended(request.received_on, &app.site.holidays);
    let extend = can_extend.then(|| (ExtendForm::empty(format!("{path}/extend")), told_by, until));
    let answer = (is_open && request.state != rights::State::Received).then(|| {
        let mut form = AnswerForm::empty(format!("{path}/answer"));
        let fitting = RefusalGround::ALL.iter().filter(|ground| ground.fits(request.right));
        let codes: Vec<_> = fitting.map(Coded::code).collect();
        form.grounds = Ground::choices(&words, &codes);
        form
    });
    let outcome = request.outcome.as_ref().map(|given| Outcome {
        at: local(given.at),
        ground: given.ground.map(|ground| Ground(ground.code())),
        reasons: given.reasons.clone().unwrap_or_default(),
        is_held: given.is_held,
        recipients: content.recipients.clone(),
    });
    let can_ask = request.state == rights::State::Received;
    Ok(CasePage {
        shell: CasePage::shell(shell(app, &call.visit, &path), "/cases", &case.request.number()),
        done: None,
        right: Right(request.right.code()),
        article: request.right.article().to_owned(),
        state: state(request.state),
        who: content.who.clone(),
        about: person(opened).await?,
        channel: Channel(request.channel.code()),
        received: request.received_on,
        due: due(case, opened.today()),
        text: if content.text.is_empty() { content.ground.clone() } else { content.text.clone() },
        executed: request.executed_at.map(local),
        closes_account: request.right.closes_account().is_some(),
        is_own: request.about != About::Nobody && request.about == oneself(call),
        steps: rows(&content.steps, &names, &words),
        identity,
        ask_identity: if can_ask { format!("{path}/ask") } else { String::new() },
        extend,
        answer,
        outcome,
        archive: case_archive::shown(opened).await?,
    })
}

const DONE: &[(&str, Done)] = &[
    ("entered", Done::Entered),
    ("asked", Done::AskedIdentity),
    ("identified", Done::Identified),
    ("extended", Done::Extended),
    ("archive", Done::Preparing),
    ("answered", Done::Answered),
];

/// The page.
pub(super) async fn page(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Parameters(after): Parameters<After>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, Action::ReadCase, id).await?;
    let mut page = drawn(&app, &call, &opened).await?;
    page.done = after.of(DONE);
    opened.end(id).await?;
    shown(&page)
}

/// Asks the person who they are.
pub(super) async fn ask(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, Action::WorkCase, id).await?;
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let taken = ask_identity(&opened.case.request, &actor, moment(&app, opened.lawful.at));
    let taken = taken.map_err(|error| by_rule(&error))?;
    opened.save(&app, &call, &taken, ("done-case-asked", "asked")).await
}

/// It is known who it is. What closes an account is confirmed once more, in the statement's words.
pub(super) async fn identify(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, Action::WorkCase, id).await?;
    let mut page = drawn(&app, &call, &opened).await?;
    // Nobody is chosen who was not shown.
    let Some((form, offered)) = page.identity.as_mut() else {
        return Err(by_rule(&RightsError::NotNow));
    };
    let chosen = offered.iter().find(|one| one.value == sent.about).cloned();
    let (Some(chosen), Some(about)) = (chosen, about(&sent.about)) else {
        form.about.error = words(&app, &call.visit).text("identity-missing");
        return again_after(opened.unit.end(opened.lawful.wrong(Some(id))), &page).await;
    };
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let is_confirmed = sent.confirmed == "yes";
    let moment = moment(&app, opened.lawful.at);
    match identify_as(&opened.case.request, &actor, (about, is_confirmed), moment) {
        Ok(taken) => opened.save(&app, &call, &taken, ("done-case-identified", "identified")).await,
        Err(RightsError::NotAcknowledged) => {
            let confirm = closing(&words(&app, &call.visit), page, &opened, &chosen);
            opened.end(id).await?;
            shown(&confirm)
        }
        Err(error) => Err(by_rule(&error)),
    }
}

/// What follows when the request is that of `chosen`, whose account it closes.
fn closing(words: &Words, page: CasePage, opened: &Opened, chosen: &Explained) -> ConfirmPage {
    let request = &opened.case.request;
    let is_restriction = request.right.closes_account() == Some(DisableCause::Restriction);
    let deed = if is_restriction { Deed::Restrict } else { Deed::Erase };
    let hidden = |name, value: &str| Hidden { name, value: value.to_owned() };
    let path = format!("/cases/{}", request.id.to_uuid());
    ConfirmPage {
        shell: ConfirmPage::shell(page.shell, deed, &chosen.label),
        deed,
        facts: vec![
            (words.text("cases-right"), page.right.text(words)),
            (words.text("cases-who"), page.who),
            (words.text("erase-account"), format!("{}, {}", chosen.label, chosen.about)),
        ],
        action: format!("{path}/identity"),
        hidden: vec![hidden("about", &chosen.value), hidden("confirmed", "yes")],
        back: path,
    }
}

/// Tells the person that it takes longer, and why.
pub(super) async fn extend(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let mut opened = open(&app, &call, Action::WorkCase, id).await?;
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let why = (sent.extend_reasons.as_str(), opened.today(), app.site.holidays.as_slice());
    let moment = moment(&app, opened.lawful.at);
    match extend_request(&opened.case.request, &actor, why, moment) {
        Ok(taken) => {
            opened.case.content.extension = kept(&sent.extend_reasons);
            opened.save(&app, &call, &taken, ("done-case-extended", "extended")).await
        }
        Err(error @ (RightsError::ReasonsMissing | RightsError::Text(_))) => {
            let mut page = drawn(&app, &call, &opened).await?;
            if let Some((form, ..)) = page.extend.as_mut() {
                let label = labels("extend-reasons", "extend-reasons-missing");
                form.reasons.value.clone_from(&sent.extend_reasons);
                form.reasons.error = wrong(&words(&app, &call.visit), label, unread(&error));
            }
            again_after(opened.unit.end(opened.lawful.wrong(Some(id))), &page).await
        }
        Err(error) => Err(by_rule(&error)),
    }
}

/// Answers. A refusal names its ground and its reasons. EUDPR Art. 14(4).
pub(super) async fn answer(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let mut opened = open(&app, &call, Action::WorkCase, id).await?;
    let words = words(&app, &call.visit);
    let mut page = drawn(&app, &call, &opened).await?;
    let Some(given) = Answer::find(&sent.answer) else {
        mark(&mut page, &sent, |form| form.answer.error = words.text("answer-missing"));
        return again_after(opened.unit.end(opened.lawful.wrong(Some(id))), &page).await;
    };
    let outcome = Given {
        answer: given,
        ground: RefusalGround::find(&sent.ground),
        reasons: Some(sent.reasons.clone()),
        is_held: sent.nothing_held.is_empty(),
        at: opened.lawful.at,
    };
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    match decide(&opened.case.request, &actor, outcome, moment(&app, opened.lawful.at)) {
        Ok(taken) => {
            let reasons = taken.request.outcome.as_ref().and_then(|one| one.reasons.clone());
            opened.case.content.reasons = reasons.unwrap_or_default();
            opened.save(&app, &call, &taken, ("done-case-answered", "answered")).await
        }
        Err(error @ (RightsError::ReasonsMissing | RightsError::Text(_))) => {
            let label = labels("answer-reasons", "answer-reasons-missing");
            let error = wrong(&words, label, unread(&error));
            mark(&mut page, &sent, |form| form.reasons.error = error);
            again_after(opened.unit.end(opened.lawful.wrong(Some(id))), &page).await
        }
        Err(RightsError::GroundNotFitting) => {
            let missing = words.text("answer-ground-missing");
            mark(&mut page, &sent, |form| form.ground.error = missing);
            again_after(opened.unit.end(opened.lawful.wrong(Some(id))), &page).await
        }
        Err(error) => Err(by_rule(&error)),
    }
}

/// Why reasons were not taken.
pub(super) const fn unread(error: &RightsError) -> TextError {
    if let RightsError::Text(error) = error { *error } else { TextError::Missing }
}

/// Puts what was typed into the page, and what is wrong with it.
fn mark(page: &mut CasePage, sent: &Sent, say: impl FnOnce(&mut AnswerForm)) {
    if let Some(form) = page.answer.as_mut() {
        form.answer = Field::holding("answer", sent.answer.as_str());
        form.ground = Field::holding("ground", sent.ground.as_str());
        form.reasons = Field::holding("reasons", sent.reasons.as_str());
        form.nothing_held = Field::holding("nothing_held", sent.nothing_held.as_str());
        say(form);
    }
}
