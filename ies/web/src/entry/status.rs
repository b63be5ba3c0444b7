//! The state of one's request, and answering a question on it. Statement 5; A2.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_core::Id;
use fnd_register::Coded;
use fnd_web::extract::{Parameters, Segment};
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use fnd_web::shell::Link;
use fnd_web::words::Words;
use ies_domain::access::Action;
use ies_domain::registration::{
    Applicant, Registration, RegistrationError, State as Stage, answer as answer_step, expires_at,
};
use ies_domain::retention::request_erased_at;
use ies_domain::scan::Scan;
use ies_domain::text::kept;
use ies_pages::entry::{AnswerForm, Question, RequestState, ScanFields, ScanState, StatusPage};
use ies_pages::errors::sentence;
use ies_store::{Message, Request};
use serde::Deserialize;
use uuid::Uuid;

use super::fields;
use super::scan::{self, NotTaken};
use super::{FORM, STATUS};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::form::Filled;
use crate::problem::{by_rule, of_store};
use crate::said::{label, wrong};
use crate::shell::{html, local, shell_without_menu, words};

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Query {
    /// What was just done: `sent`, `answered` or `replaced`.
    #[serde(default)]
    done: Option<String>,
    #[serde(default, rename = "lang")]
    _language: Option<String>,
}

/// One's open request; without one, the way to begin.
pub(super) async fn own(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    match call.who.person.registration {
        Some((id, _)) => show(&app, &call, id, query.done.as_deref()).await,
        None => Ok(Redirect::to("/").into_response()),
    }
}

/// The request `id`, which may have ended; for links in letters.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    show(&app, &call, Id::from_uuid(id), query.done.as_deref()).await
}

/// What is shown of a request.
struct Shown {
    request: Request,
    messages: Vec<Message>,
    communities: Vec<String>,
}

async fn show(
    app: &App,
    call: &Call,
    id: Id<Registration>,
    done: Option<&str>,
) -> Result<Response, Problem> {
    let shown = read(app, call, id).await?;
    let words = words(app, &call.visit);
    let mut page = page(app, call, &words, &shown);
    page.done = match done {
        Some("sent") => words.text("status-done-sent"),
        Some("answered") => words.text("status-done-answered"),
        Some("replaced") => words.text("status-done-replaced"),
        _ => String::new(),
    };
    Ok(html(&page)?.into_response())
}

/// Reads the request `id`, if it is the caller's own. Others, and none, are answered alike. A4.
async fn read(app: &App, call: &Call, id: Id<Registration>) -> Result<Shown, Problem> {
    let lawful = call.lawful_on_request(app, Action::ReadOwnRequest, id).await?;
    let unit = app.store.apply(lawful.access()).await.map_err(of_store)?;
    let found = unit.request(id).await.map_err(of_store)?;
    let request = found.ok_or_else(Problem::not_found)?;
    let messages = unit.messages(id).await.map_err(of_store)?;
    let offered = fields::offered(&unit).await.map_err(of_store)?;
    unit.end(lawful.showing(id.to_uuid())).await.map_err(of_store)?;
    let communities = fields::wanted(&words(app, &call.visit), &request, &offered);
    Ok(Shown { request, messages, communities })
}

fn page(app: &App, call: &Call, words: &Words, shown: &Shown) -> StatusPage {
    let request = &shown.request;
    let registration = &request.registration;
    let is_open = !registration.state.is_end();
    let closes = expires_at(registration, &app.switches.registration).filter(|_| is_open);
    let erased = request_erased_at(registration, &app.switches);
    let refusal = registration.decision.and_then(|decision| decision.refusal);
    StatusPage {
        shell: StatusPage::shell(shell_without_menu(app, &call.visit, STATUS)),
        done: String::new(),
        number: registration.id.to_uuid().to_string(),
        state: stage(registration.state),
        sent: registration.submitted_at.map(local),
        closes: closes.map(|at| local(at).date()),
        closed: registration.ended_at.map(local),
        reason: refusal
            .map(|reason| words.text(&format!("reason-told-{}", reason.code())))
            .unwrap_or_default(),
        erased: erased.map(|at| local(at).date()),
        question: question(app, shown),
        answer: (registration.state == Stage::InfoRequested).then(answer_form),
        scan: scan_state(app, request),
        submission: fields::submission(words, request, shown.communities.clone()),
        withdraw: if is_open { "/request/withdraw".into() } else { String::new() },
        next: next(words, registration.state),
        privacy: "/privacy".into(),
    }
}

/// The page's word for the state.
pub(super) const fn stage(state: Stage) -> RequestState {
    match state {
        Stage::Draft => RequestState::Draft,
        Stage::Submitted => RequestState::Submitted,
        Stage::InReview => RequestState::InReview,
        Stage::InfoRequested => RequestState::InfoRequested,
        Stage::Accepted => RequestState::Accepted,
        Stage::Refused => RequestState::Refused,
        Stage::Withdrawn => RequestState::Withdrawn,
        Stage::Expired => RequestState::Expired,
    }
}

fn next(words: &Words, state: Stage) -> Option<Link> {
    let link = |href: &str, key: &str| Some(Link { href: href.into(), label: words.text(key) });
    match state {
        Stage::Draft => link(FORM, "landing-continue"),
        Stage::Submitted | Stage::InReview | Stage::InfoRequested => None,
        Stage::Accepted => link("/", "to-home"),
        Stage::Refused | Stage::Withdrawn | Stage::Expired => link("/apply", "landing-apply"),
    }
}

fn question(app: &App, shown: &Shown) -> Option<Question> {
    let registration = &shown.request.registration;
    let asked = shown.messages.iter().rev().find(|message| message.by.is_some())?;
    (registration.state == Stage::InfoRequested).then_some(())?;
    let due = expires_at(registration, &app.switches.registration)?;
    Some(Question { text: asked.text.clone(), asked: local(asked.at), due: local(due).date() })
}

fn answer_form() -> AnswerForm {
    AnswerForm {
        action: "/request/answer".into(),
        hidden: Vec::new(),
        answer: Field::new("answer"),
        scan: ScanFields { file: Field::new("scan"), held: None, megabytes_max: 10 },
    }
}

fn scan_state(app: &App, request: &Request) -> ScanState {
    match request.registration.scan {
        Scan::None => ScanState::None,
        Scan::Quarantined(_) => {
            fields::held(app, request).map_or(ScanState::None, ScanState::Checking)
        }
        Scan::Available(_) => fields::held(app, request).map_or(ScanState::None, ScanState::Held),
        Scan::Destroyed { at, .. } => ScanState::Deleted(local(at)),
    }
}

/// Answers a question, with another scan if one was asked for.
pub(super) async fn answer(
    State(app): State<Shared>,
    call: Call,
    mut filled: Filled,
) -> Result<Response, Problem> {
    let (id, lawful) = call.lawful_on_own_request(&app, Action::EditOwnRequest).await?;
    // Nothing is examined for a request of which nothing was asked.
    let is_asked =
        call.who.person.registration.is_some_and(|(_, state)| state == Stage::InfoRequested);
    let looked = match filled.take_file("scan").filter(|_| is_asked) {
        Some(file) => Some(scan::look(&app, &file.content, lawful.at).await),
        None => None,
    };
    let mut unit = app.store.apply(lawful.access()).await.map_err(of_store)?;
    let own = unit.own(&call.who.subject).await.map_err(of_store)?;
    let request = own.ok_or_else(Problem::not_found)?;
    let registration = &request.registration;
    let text = filled.value("answer").to_owned();
    let step = answer_step(registration, Applicant(&call.who.subject), &text, lawful.at);
    let mut form = answer_form();
    form.answer.value.clone_from(&text);
    match &step {
        Ok(_) => {}
        Err(RegistrationError::Text(error)) => {
            let words = words(&app, &call.visit);
            form.answer.error = wrong(&words, label("answer-text"), *error);
        }
        Err(error) => return Err(by_rule(error)),
    }
    if let (Some(looked), Ok(_)) = (looked, &step) {
        let now = (&registration.scan, registration.state, lawful.at);
        match looked.and_then(|looked| scan::take(looked, now)) {
            Ok(taken) => {
                unit.put_scan(id, &taken.changed, &taken.picture).await.map_err(of_store)?;
            }
            Err(NotTaken(code)) => {
                let label = words(&app, &call.visit);
                form.scan.file.error = sentence(&label, "scan-file", code, 10);
            }
        }
    }
    let (Ok(step), true) = (&step, !form.answer.is_wrong() && !form.scan.file.is_wrong()) else {
        // The unit is dropped: nothing of it happened.
        drop(unit);
        return again(&app, &call, id, form).await;
    };
    unit.add_answer(id, &kept(&text)).await.map_err(of_store)?;
    unit.save(&request, step).await.map_err(of_store)?;
    unit.end(lawful.showing(id.to_uuid())).await.map_err(of_store)?;
    app.jobs.wake();
    Ok(Redirect::to(&format!("{STATUS}?done=answered")).into_response())
}

async fn again(
    app: &App,
    call: &Call,
    id: Id<Registration>,
    form: AnswerForm,
) -> Result<Response, Problem> {
    let shown = read(app, call, id).await?;
    let mut page = page(app, call, &words(app, &call.visit), &shown);
    page.answer = Some(form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}
