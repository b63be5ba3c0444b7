//! One breach: what it means, the report, the persons told, the end. EUDPR Art. 34 and 35; R54.

use axum::extract::State;
use axum::response::Response;
use fnd_core::Id;
use fnd_register::Coded;
use fnd_web::extract::{Parameters, Posted, Segment};
use fnd_web::form::{Field, Hidden};
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::log::Event;
use ies_domain::rights::breach::{Breach, BreachError, Lack, Risk, Told};
use ies_domain::text::TextError;
use ies_pages::confirm::{ConfirmPage, Deed};
use ies_pages::oversight::{self, AssessForm, BreachPage, Done, ReportForm, TellForm};
use ies_store::purpose::protecting::{BreachRow, Protecting};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use super::breaches::row;
use super::steps::{people, rows, step};
use crate::admin::shared::{After, again_after, on_to, own, shown};
use crate::app::{App, Shared};
use crate::call::{Call, Lawful, moment};
use crate::problem::{by_rule, of_store};
use crate::said::{labels, wrong};
use crate::shell::{local, shell, words};

/// What the forms of the page send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    risk: String,
    delay: String,
    how: String,
    message: String,
    confirmed: String,
    reason: String,
}

/// A breach, opened to be looked at or worked on.
pub(super) struct Opened {
    pub(super) lawful: Lawful,
    pub(super) unit: Protecting,
    pub(super) row: BreachRow,
}

/// Opens the breach `id` for whoever keeps the register.
pub(super) async fn open(app: &App, call: &Call, id: Uuid) -> Result<Opened, Problem> {
    let lawful = call.lawful(app, Action::KeepBreaches, &Target::nothing()).await?;
    let unit = app.store.protect(lawful.access()).await.map_err(of_store)?;
    let row = unit.breach(Id::from_uuid(id)).await.map_err(of_store)?;
    Ok(Opened { lawful, unit, row: row.ok_or_else(Problem::not_found)? })
}

impl Opened {
    pub(super) async fn end(self, id: Uuid) -> Result<(), Problem> {
        self.unit.end(self.lawful.showing(id)).await.map_err(of_store)
    }

    async fn save(
        mut self,
        call: &Call,
        (breach, event): (Breach, Option<Event>),
        (code, to): (&str, String),
    ) -> Result<Response, Problem> {
        let by = own(call)?;
        self.row.breach = breach;
        self.row.content.steps.push(step(self.lawful.at, Some(by), code));
        let id = self.row.breach.id.to_uuid();
        self.unit.save_breach(&self.row, event).await.map_err(of_store)?;
        self.unit.end(self.lawful.showing(id)).await.map_err(of_store)?;
        Ok(on_to(&to))
    }
}

/// The key of what the entry lacks.
const fn key(lack: Lack) -> &'static str {
    match lack {
        Lack::Risk => "close-risk",
        Lack::Report => "close-report",
        Lack::Telling => "close-tell",
    }
}

fn told(told: &Told) -> oversight::Told {
    match told {
        Told::Directly(at, text) => oversight::Told::Directly(local(*at), text.clone()),
        Told::Publicly(at, text) => oversight::Told::Publicly(local(*at), text.clone()),
        Told::NotNeeded(reason) => oversight::Told::NotNeeded(reason.clone()),
    }
}

async fn drawn(app: &App, call: &Call, opened: &Opened) -> Result<BreachPage, Problem> {
    let (found, unit) = (&opened.row, &opened.unit);
    let (breach, content) = (&found.breach, &found.content);
    let shown = row(found, opened.lawful.at);
    let path = shown.href.clone();
    let affected = unit.affected(breach.id).await.map_err(of_store)?;
    let names = unit.names(&people(&content.steps)).await.map_err(of_store)?;
    let words = words(app, &call.visit);
    let communities = unit.communities_of(&affected, words.code()).await.map_err(of_store)?;
    let is_open = breach.closed_at.is_none();
    let lacking = if is_open { breach.lacking() } else { Vec::new() };
    let missing: Vec<_> = lacking.into_iter().map(key).collect();
    let can_report = is_open && breach.reported.is_none() && breach.risk != Risk::Unlikely;
    let visited = shell(app, &call.visit, &path);
    Ok(BreachPage {
        shell: BreachPage::shell(visited, "/breaches", &content.title),
        done: None,
        breach: shown,
        text: content.text.clone(),
        report_by: local(breach.report_by()),
        users: u32::try_from(affected.len()).unwrap_or(u32::MAX),
        communities,
        affected: format!("{path}/affected"),
        delay: content.delay.clone(),
        told: breach.told.as_ref().map(told),
        steps: rows(&content.steps, &names, &words),
        assess: is_open.then(|| AssessForm::empty(format!("{path}/assess"))),
        report: can_report.then(|| ReportForm::empty(format!("{path}/report"))),
        tell: (is_open && breach.told.is_none()).then(|| TellForm::empty(format!("{path}/tell"))),
        close: if is_open && missing.is_empty() { format!("{path}/close") } else { String::new() },
        missing,
    })
}

/// The page.
pub(super) async fn page(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Parameters(after): Parameters<After>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, id).await?;
    let mut page = drawn(&app, &call, &opened).await?;
    page.done = after.of(&[("noted", Done::BreachNoted)]);
    opened.end(id).await?;
    shown(&page)
}

fn noted(id: Uuid) -> String {
    format!("/breaches/{id}?done=noted")
}

/// Says what the breach means.
pub(super) async fn assess(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, id).await?;
    let Some(risk) = Risk::find(&sent.risk) else {
        let mut page = drawn(&app, &call, &opened).await?;
        if let Some(form) = page.assess.as_mut() {
            form.risk.error = words(&app, &call.visit).text("close-risk");
        }
        return again_after(opened.unit.end(opened.lawful.wrong(Some(id))), &page).await;
    };
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let breach = opened.row.breach.assess(&actor, risk, moment(&app, opened.lawful.at));
    let breach = breach.map_err(|error| by_rule(&error))?;
    let code = format!("risk-{}", risk.code());
    opened.save(&call, (breach, None), (&code, noted(id))).await
}

/// Notes that the Supervisor was told.
pub(super) async fn report(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let mut opened = open(&app, &call, id).await?;
    let delay = Some(sent.delay.trim()).filter(|delay| !delay.is_empty());
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    match opened.row.breach.report(&actor, delay, moment(&app, opened.lawful.at)) {
        Ok((breach, event)) => {
            let why = breach.reported.as_ref().and_then(|(_, why)| why.clone());
            opened.row.content.delay = why.unwrap_or_default();
            opened.save(&call, (breach, Some(event)), ("report-do", noted(id))).await
        }
        Err(error @ (BreachError::DelayUnsaid | BreachError::Text(_))) => {
            let mut page = drawn(&app, &call, &opened).await?;
            if let Some(form) = page.report.as_mut() {
                let label = labels("report-delay", "report-delay-missing");
                form.delay = Field::holding("delay", sent.delay.as_str()).wrong(wrong(
                    &words(&app, &call.visit),
                    label,
                    unread(&error),
                ));
            }
            again_after(opened.unit.end(opened.lawful.wrong(Some(id))), &page).await
        }
        Err(error) => Err(by_rule(&error)),
    }
}

/// Tells the persons, or says why not. What goes to each of them is shown once more before.
pub(super) async fn tell(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let mut opened = open(&app, &call, id).await?;
    let at: Timestamp = opened.lawful.at;
    let how = match sent.how.as_str() {
        "directly" => Told::Directly(at, sent.message.clone()),
        "publicly" => Told::Publicly(at, sent.message.clone()),
        "not-needed" => Told::NotNeeded(sent.reason.clone()),
        _ => return untold(&app, &call, opened, (&sent, None)).await,
    };
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let affected = opened.unit.affected(opened.row.breach.id).await.map_err(of_store)?.len();
    match opened.row.breach.tell(&actor, (how, affected), moment(&app, at)) {
        Ok((_, Some(_), _)) if sent.confirmed != "yes" => {
            let page = drawn(&app, &call, &opened).await?;
            opened.end(id).await?;
            shown(&confirmation(page, &sent, affected))
        }
        Ok((breach, mail, event)) => {
            let content = &mut opened.row.content;
            match &breach.told {
                Some(Told::NotNeeded(reason)) => content.not_told.clone_from(reason),
                Some(Told::Directly(_, text) | Told::Publicly(_, text)) => {
                    content.message.clone_from(text);
                }
                None => {}
            }
            if let Some(mail) = mail {
                let told = (mail, opened.row.content.message.as_str());
                opened.unit.tell_affected(breach.id, told).await.map_err(of_store)?;
            }
            let answer =
                opened.save(&call, (breach, Some(event)), ("done-breach-told", noted(id))).await?;
            app.jobs.wake();
            Ok(answer)
        }
        Err(error @ (BreachError::Text(_) | BreachError::NobodyAffected)) => {
            untold(&app, &call, opened, (&sent, Some(error))).await
        }
        Err(error) => Err(by_rule(&error)),
    }
}

/// What goes to each of the persons, before it does.
fn confirmation(page: BreachPage, sent: &Sent, affected: usize) -> ConfirmPage {
    let words = page.shell.words.clone();
    let hidden = |name, value: &str| Hidden { name, value: value.to_owned() };
    let affected = u32::try_from(affected).unwrap_or(u32::MAX);
    ConfirmPage {
        shell: ConfirmPage::shell(page.shell, Deed::TellPersons, &page.breach.title),
        deed: Deed::TellPersons,
        facts: vec![
            (words.text("tell-to"), words.count("breach-users", affected)),
            (words.text("tell-message"), sent.message.trim().to_owned()),
        ],
        action: format!("{}/tell", page.breach.href),
        hidden: vec![
            hidden("how", &sent.how),
            hidden("message", &sent.message),
            hidden("confirmed", "yes"),
        ],
        back: page.breach.href,
    }
}

/// Why a text was not taken.
const fn unread(error: &BreachError) -> TextError {
    if let BreachError::Text(error) = error { *error } else { TextError::Missing }
}

/// The page again, with what was typed and what is wrong with it.
async fn untold(
    app: &App,
    call: &Call,
    opened: Opened,
    (sent, error): (&Sent, Option<BreachError>),
) -> Result<Response, Problem> {
    let (mut page, words) = (drawn(app, call, &opened).await?, words(app, &call.visit));
    if let Some(form) = page.tell.as_mut() {
        form.how = Field::holding("how", sent.how.as_str());
        form.message = Field::holding("message", sent.message.as_str());
        form.reason = Field::holding("reason", sent.reason.as_str());
        match error {
            None => form.how.error = words.text("tell-how-missing"),
            Some(BreachError::NobodyAffected) => form.how.error = words.text("tell-nobody"),
            Some(error) if sent.how == "not-needed" => {
                let label = labels("tell-reason", "tell-reason-missing");
                form.reason.error = wrong(&words, label, unread(&error));
            }
            Some(error) => {
                let label = labels("tell-message", "tell-message-missing");
                form.message.error = wrong(&words, label, unread(&error));
            }
        }
    }
    let id = opened.row.breach.id.to_uuid();
    again_after(opened.unit.end(opened.lawful.wrong(Some(id))), &page).await
}

/// Closes the entry, when all that its risk asks for was done.
pub(super) async fn close(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, id).await?;
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let closed = opened.row.breach.close(&actor, moment(&app, opened.lawful.at));
    let (breach, event) = closed.map_err(|error| by_rule(&error))?;
    let to = "/breaches?done=closed".to_owned();
    opened.save(&call, (breach, Some(event)), ("done-breach-closed", to)).await
}
