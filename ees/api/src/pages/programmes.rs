//! National facilitation programmes, by page. EES Art. 16(6), 17(1)(d); SBC Art. 8d.

use axum::extract::State;
use axum::response::{Html, Response};
use ees_desk::view;
use ees_domain::access::{Action, grant};
use ees_domain::authority::{Actor, Purpose};
use ees_domain::day::Day;
use ees_domain::file::File;
use ees_domain::programme::Participation;
use ees_pages::deed::{Control, DeedPage, Kind};
use ees_pages::file::ProgrammeRow;
use fnd_core::{Id, Language};
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::Hidden;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::shell::Shell;
use serde::Deserialize;
use uuid::Uuid;

use super::deed::{answer, below_file, marked, seen};
use super::done::on_to;
use super::html;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::app::Shared;
use crate::border::read_file::{hide, read};
use crate::programmes::{enter, withdraw};

/// The purpose of these pages.
const PURPOSE: &str = "facilitation";

/// The form that enters a programme, as browsers send it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    version: String,
    programme_id: String,
    programme: String,
    granted_on: String,
    until: String,
}

/// The form that withdraws one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Withdrawal {
    version: String,
    withdrawn_on: String,
    reason: String,
}

/// Opens the form.
pub(super) async fn form(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    may(&app, &call).await?;
    let (_, file) = read(&app, &call, file_id, Some(PURPOSE)).await?;
    let path = format!("/files/{file_id}/programmes");
    let shell = shell(&app, language, Some(&call.caller), &path);
    let id = app.ids.next(app.clock.now()).to_string();
    html(&page(shell, &file, &Form { programme_id: id, ..Form::default() })?)
}

/// Enters the programme.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let lawful = may(&app, &call).await?;
    let request = enter::Request {
        programme_id: sent.programme_id.parse().ok().ok_or_else(Problem::unprocessable)?,
        programme: sent.programme.clone(),
        granted_on: sent.granted_on.clone(),
        until: sent.until.clone(),
    };
    let seen = seen(&sent.version);
    let Err(problem) = enter::add(&app, &lawful, (Id::from_uuid(file_id), &seen), &request).await
    else {
        return Ok(on_to(&format!("/files/{file_id}#programmes"), "programme-noted"));
    };
    let (_, file) = read(&app, &call, file_id, Some(PURPOSE)).await?;
    let path = format!("/files/{file_id}/programmes");
    let shell = shell(&app, language, Some(&call.caller), &path);
    let mut page = page(shell, &file, &sent)?;
    let field = match problem.code() {
        "granted-in-future" | "programme-entered-already" => "granted_on",
        "ends-before-grant" | "programme-over" | "programme-too-long" => "until",
        _ => return answer(&mut page, &problem),
    };
    wrong(&mut page, field, &problem)
}

/// Opens the confirmation of a withdrawal.
pub(super) async fn open_withdrawal(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment((file_id, programme_id)): Segment<(Uuid, Uuid)>,
) -> Result<Html<String>, Problem> {
    may(&app, &call).await?;
    let (_, file) = read(&app, &call, file_id, Some(PURPOSE)).await?;
    let path = format!("/files/{file_id}/programmes/{programme_id}/withdrawal");
    let shell = shell(&app, language, Some(&call.caller), &path);
    html(&confirmation(shell, (&file, Id::from_uuid(programme_id)), &Withdrawal::default())?)
}

/// Withdraws the programme.
pub(super) async fn withdrawal(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment((file_id, programme_id)): Segment<(Uuid, Uuid)>,
    Posted(sent): Posted<Withdrawal>,
) -> Result<Response, Problem> {
    let lawful = may(&app, &call).await?;
    let request =
        withdraw::Request { withdrawn_on: sent.withdrawn_on.clone(), reason: sent.reason.clone() };
    let seen = seen(&sent.version);
    let what = (Id::from_uuid(file_id), Id::from_uuid(programme_id));
    let Err(problem) = withdraw::end(&app, &lawful, (what, &seen), &request).await else {
        return Ok(on_to(&format!("/files/{file_id}#programmes"), "programme-ended"));
    };
    let (_, file) = read(&app, &call, file_id, Some(PURPOSE)).await?;
    let path = format!("/files/{file_id}/programmes/{programme_id}/withdrawal");
    let shell = shell(&app, language, Some(&call.caller), &path);
    let mut page = confirmation(shell, (&file, what.1), &sent)?;
    match problem.code() {
        "withdrawn-in-future"
        | "withdrawn-before-grant"
        | "withdrawn-already"
        | "programme-over" => wrong(&mut page, "withdrawn_on", &problem),
        _ => answer(&mut page, &problem),
    }
}

async fn may(app: &crate::app::App, call: &Call) -> Result<crate::actor::Lawful, Problem> {
    let purpose = Purpose::Facilitation;
    lawful(app, call, Action::NotifyProgramme, purpose).await.map_err(hide)
}

/// What a rule refuses, said at a field.
fn wrong(page: &mut DeedPage, field: &str, problem: &Problem) -> Result<Response, Problem> {
    let error = page.shell.words.text(&format!("programme-wrong-{}", problem.code()));
    marked(page, (field, error), problem)
}

fn page(shell: Shell, file: &File, sent: &Form) -> Result<DeedPage, Problem> {
    let words = shell.words.clone();
    let back = format!("/files/{}", file.id);
    let who = file.identities.last().ok_or_else(Problem::internal)?;
    Ok(DeedPage {
        lead: vec![words.text("programme-text")],
        facts: vec![(words.text("deed-person"), view::identity(who, words.language()).name())],
        action: format!("{back}/programmes"),
        hidden: vec![
            Hidden { name: "version", value: file.version.to_string() },
            Hidden { name: "programme_id", value: sent.programme_id.clone() },
        ],
        controls: vec![
            Control::new("programme", "programme-name", Kind::Text)
                .hinted()
                .holding(&sent.programme),
            Control::new("granted_on", "programme-granted", Kind::Day).holding(&sent.granted_on),
            Control::new("until", "programme-until", Kind::Day).hinted().holding(&sent.until),
        ],
        submit: words.text("programme-submit"),
        is_grave: false,
        shell: below_file(shell, &back, "programme-title"),
        back,
    })
}

fn confirmation(
    shell: Shell,
    (file, programme): (&File, Id<Participation>),
    sent: &Withdrawal,
) -> Result<DeedPage, Problem> {
    let words = shell.words.clone();
    let back = format!("/files/{}", file.id);
    let who = file.identities.last().ok_or_else(Problem::internal)?;
    let held = file.programme(programme).ok_or_else(Problem::not_found)?;
    Ok(DeedPage {
        lead: vec![words.text("programme-withdraw-text")],
        facts: vec![
            (words.text("deed-person"), view::identity(who, words.language()).name()),
            (words.text("programme-name"), held.programme.as_str().to_owned()),
            (words.text("programme-state"), view::country(held.state, words.language())),
            (words.text("programme-granted"), words.date(&held.granted_on.date())),
            (words.text("programme-until"), words.date(&held.until.date())),
        ],
        action: format!("{back}/programmes/{programme}/withdrawal"),
        hidden: vec![Hidden { name: "version", value: file.version.to_string() }],
        controls: vec![
            Control::new("withdrawn_on", "programme-withdraw-day", Kind::Day)
                .holding(&sent.withdrawn_on),
            Control::new("reason", "programme-withdraw-reason", Kind::Area)
                .hinted()
                .holding(&sent.reason),
        ],
        submit: words.text("programme-withdraw-submit"),
        is_grave: true,
        shell: below_file(shell, &back, "programme-withdraw-title"),
        back,
    })
}

/// The notifications of a file, the latest first, as its page shows them.
pub(super) fn rows(
    file: &File,
    (actor, today): (&Actor, Day),
    language: Language,
) -> Vec<ProgrammeRow> {
    let may = grant(actor, Action::NotifyProgramme, Purpose::Facilitation).is_some();
    let row = |held: &Participation| ProgrammeRow {
        programme: held.programme.as_str().to_owned(),
        state: view::country(held.state, language),
        granted_on: held.granted_on.date(),
        until: held.until.date(),
        withdrawn_on: held.withdrawn_on.map(Day::date),
        is_running: held.is_running(today),
        authority: held.authority.clone(),
        withdraw: if may && held.state == actor.state && held.is_running(today) {
            format!("/files/{}/programmes/{}/withdrawal", file.id, held.id)
        } else {
            String::new()
        },
    };
    file.programmes.iter().rev().map(row).collect()
}
