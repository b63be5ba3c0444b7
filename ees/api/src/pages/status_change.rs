//! A short stay that begins within the territory, by page. EES Art. 14(8).

use axum::extract::State;
use axum::response::{Html, Response};
use ees_desk::view;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::File;
use ees_pages::deed::{Control, DeedPage, Kind};
use fnd_core::Id;
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
use crate::decisions::change_status::{Request, change};

/// The form as browsers send it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    version: String,
    crossing_id: String,
    starts_on: String,
    evidence: String,
}

/// Opens the form.
pub(super) async fn form(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    lawful(&app, &call, Action::ChangeStatus, Purpose::Amendment).await.map_err(hide)?;
    let (_, file) = read(&app, &call, file_id, Some("amendment")).await?;
    let path = format!("/files/{file_id}/status-changes");
    let shell = shell(&app, language, Some(&call.caller), &path);
    let id = app.ids.next(app.clock.now()).to_string();
    html(&page(shell, &file, &Form { crossing_id: id, ..Form::default() })?)
}

/// Enters the short stay.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let purpose = Purpose::Amendment;
    let lawful = lawful(&app, &call, Action::ChangeStatus, purpose).await.map_err(hide)?;
    let request = Request {
        crossing_id: sent.crossing_id.parse().ok().ok_or_else(Problem::unprocessable)?,
        starts_on: sent.starts_on.clone(),
        evidence: sent.evidence.clone(),
    };
    let condition = seen(&sent.version);
    let done = change(&app, &lawful, (Id::from_uuid(file_id), &condition), &request).await;
    let Err(problem) = done else {
        return Ok(on_to(&format!("/files/{file_id}"), "status-changed"));
    };
    let (_, file) = read(&app, &call, file_id, Some("amendment")).await?;
    let path = format!("/files/{file_id}/status-changes");
    let shell = shell(&app, language, Some(&call.caller), &path);
    let mut page = page(shell, &file, &sent)?;
    match problem.code() {
        "date-in-future"
        | "already-inside"
        | "stay-exhausted"
        | "not-after-last-record"
        | "needs-visa" => {
            let error = page.shell.words.text(&format!("begin-wrong-{}", problem.code()));
            marked(&mut page, ("starts_on", error), &problem)
        }
        _ => answer(&mut page, &problem),
    }
}

fn page(shell: Shell, file: &File, sent: &Form) -> Result<DeedPage, Problem> {
    let words = shell.words.clone();
    let back = format!("/files/{}", file.id);
    let who = file.identities.last().ok_or_else(Problem::internal)?;
    Ok(DeedPage {
        lead: vec![words.text("begin-text")],
        facts: vec![(words.text("deed-person"), view::identity(who, words.language()).name())],
        action: format!("{back}/status-changes"),
        hidden: vec![
            Hidden { name: "version", value: file.version.to_string() },
            Hidden { name: "crossing_id", value: sent.crossing_id.clone() },
        ],
        controls: vec![
            Control::new("starts_on", "begin-day", Kind::Day).hinted().holding(&sent.starts_on),
            Control::new("evidence", "begin-evidence", Kind::Area).hinted().holding(&sent.evidence),
        ],
        submit: words.text("begin-submit"),
        is_grave: false,
        shell: below_file(shell, &back, "begin-title"),
        back,
    })
}
