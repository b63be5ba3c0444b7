//! Recording an entry or an exit by page.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::crossing::Overstay;
use ees_domain::file::RecordedStay;
use ees_domain::identity;
use ees_domain::point::Passage;
use ees_pages::errors::Wrong;
use ees_pages::recorded::{Recorded, RecordedPage};
use ees_pages::result::{EntryForm, ResultPage};
use ees_pages::stay::End;
use fnd_web::extract::Posted;
use fnd_web::language::Chosen;
use fnd_web::problem::{Place as Where, Problem};
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use uuid::Uuid;

use super::check::desk;
use super::form::{Form, NEW_FILE};
use super::result::result;
use super::shell::{CHECK, shell};
use super::{html, view};
use crate::actor::{Call, lawful};
use crate::app::{App, Shared};
use crate::border::check::check;
use crate::border::{record_entry, record_exit};
use crate::problem::of_value;

/// Problems that the form itself can mend.
const MENDABLE: &[&str] = &["visa-missing", "invalid-value", "already-inside", "no-open-entry"];

/// Records the entry that the form describes.
pub(super) async fn entry(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::RecordEntry, Purpose::BorderEntry).await?;
    let shell = shell(&app, language, Some(&call.caller), CHECK);
    if !sent.must_choose.is_empty() && sent.file_id.is_empty() {
        let expected = "expected a file, or a new one";
        let problem = of_value("/file_id", "file-not-chosen", expected);
        return again(&app, shell, &call, (&sent, problem)).await;
    }
    let file = if sent.file_id == NEW_FILE { "" } else { &sent.file_id };
    let supersedes = if sent.supersede.is_empty() { "" } else { &sent.open_id };
    let request = record_entry::Request {
        crossing_id: required(&sent.crossing_id)?,
        traveller: sent.traveller(),
        file_id: optional(file)?,
        at: None,
        point: None,
        supersedes: optional(supersedes)?,
    };
    let recorded = match record_entry::record(&app, &lawful, &request).await {
        Ok(recorded) => recorded,
        Err(problem) => return again(&app, shell, &call, (&sent, problem)).await,
    };
    let passage = recorded.crossing.entry.map(|entry| entry.passage);
    let end = passage.as_ref().map(|passage| view::end(recorded.crossing.stay, passage));
    let said = Recorded::Entry(end.unwrap_or(End::Unlimited));
    let whose = whose(&sent, passage.as_ref())?;
    let crossing = (recorded.file.to_uuid(), recorded.crossing.id.to_uuid());
    confirmed(&app, shell, (said, crossing), (&whose, passage.as_ref()))
}

/// Records the exit that the form describes.
pub(super) async fn exit(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::RecordExit, Purpose::BorderExit).await?;
    let shell = shell(&app, language, Some(&call.caller), CHECK);
    let request = record_exit::Request {
        exit_id: required(&sent.crossing_id)?,
        file_id: optional(&sent.exit_file)?,
        traveller: Some(sent.traveller()),
        at: None,
        point: None,
        entry_unknown: !sent.entry_unknown.is_empty(),
    };
    let recorded = match record_exit::record(&app, &lawful, &request).await {
        Ok(recorded) => recorded,
        Err(problem) => return again(&app, shell, &call, (&sent, problem)).await,
    };
    let said = match (recorded.overstay, recorded.crossing.stay) {
        (
            Overstay::Days(days),
            RecordedStay::Until { last_day, .. }
            | RecordedStay::NeedsHuman { longest: last_day, .. },
        ) => Recorded::LateExit {
            days: u32::try_from(days).unwrap_or_default(),
            until: last_day.date(),
        },
        _ => Recorded::Exit,
    };
    let passage = recorded.crossing.exit.clone();
    let whose = whose(&sent, passage.as_ref())?;
    let crossing = (recorded.file.to_uuid(), recorded.crossing.id.to_uuid());
    confirmed(&app, shell, (said, crossing), (&whose, passage.as_ref()))
}

/// Whose crossing, as the form said.
fn whose(sent: &Form, passage: Option<&Passage>) -> Result<identity::Identity, Problem> {
    let day = passage.map(|passage| passage.day).ok_or_else(Problem::internal)?;
    Ok(sent.traveller().read(day)?.presented.identity)
}

/// The confirmation.
fn confirmed(
    app: &App,
    shell: Shell,
    (said, (file, crossing)): (Recorded, (Uuid, Uuid)),
    (whose, passage): (&identity::Identity, Option<&Passage>),
) -> Result<Response, Problem> {
    let passage = passage.ok_or_else(Problem::internal)?;
    let page = RecordedPage {
        identity: view::identity(whose, shell.words.language()),
        shell: RecordedPage::shell(shell, CHECK, said),
        recorded: said,
        at: view::moment(passage),
        point: view::point(app, passage.point.as_str()).into_owned(),
        file: format!("/files/{file}"),
        receipt: format!("/files/{file}/receipt?crossing={crossing}"),
        next: CHECK.into(),
    };
    Ok(html(&page)?.into_response())
}

/// The result of the check once more, with what must be mended; or the problem itself.
pub(super) async fn again(
    app: &App,
    shell: Shell,
    call: &Call,
    (sent, problem): (&Form, Problem),
) -> Result<Response, Problem> {
    if !MENDABLE.contains(&problem.code()) {
        return Err(problem);
    }
    let (lawful, passage) = desk(app, call).await?;
    let mut traveller = sent.traveller();
    // A visa that cannot be read must not keep the person from being shown.
    traveller.visa = None;
    let Ok(read) = traveller.read(passage.day) else { return Err(problem) };
    let checked = check(app, &lawful, &traveller, (read, passage)).await?;
    let mut page = result(app, &lawful.actor, shell, (sent, &checked));
    if !mark(&mut page, &problem) {
        return Err(problem);
    }
    let mut response = html(&page)?.into_response();
    *response.status_mut() = problem.status();
    Ok(response)
}

/// Marks what must be mended; false when the page has no field for it.
fn mark(page: &mut ResultPage, problem: &Problem) -> bool {
    let words = page.shell.words.clone();
    let entry = page.decisions.entry.as_mut();
    match problem.code() {
        "already-inside" => {
            let confirm = entry.and_then(|form| form.confirm.as_mut());
            confirm.map(|confirm| confirm.field.error = words.text("desk-confirm")).is_some()
        }
        "no-open-entry" => {
            let confirm = page.decisions.exit.as_mut().and_then(|form| form.confirm.as_mut());
            confirm.map(|confirm| confirm.field.error = words.text("desk-confirm")).is_some()
        }
        "visa-missing" => entry
            .and_then(|form| form.visa.as_mut())
            .map(|visa| visa.number.error = Wrong::Missing.sentence(&words, "visa-number"))
            .is_some(),
        _ => entry.is_some_and(|form| mark_fields(form, problem, &words)),
    }
}

/// Marks the fields of the entry that `problem` names; false when it has none of them.
fn mark_fields(form: &mut EntryForm, problem: &Problem, words: &Words) -> bool {
    let mut marked = false;
    for fault in problem.errors() {
        let (Where::Pointer(at) | Where::Field(at)) = &fault.place;
        if let ("/file_id", Some(file)) = (at.as_str(), form.file.as_mut()) {
            file.field.error = words.text("desk-file-missing");
            marked = true;
        }
        let Some(visa) = form.visa.as_mut() else { continue };
        let (field, label) = match at.as_str() {
            "/traveller/visa/sticker" => (&mut visa.number, "visa-number"),
            "/traveller/visa/issuer" => (&mut visa.issuer, "visa-issuer"),
            "/traveller/visa/kind" => (&mut visa.kind, "visa-kind"),
            "/traveller/visa/valid_to" => (&mut visa.expires, "visa-expires"),
            "/traveller/visa/entries" => (&mut visa.entries, "visa-entries"),
            "/traveller/visa/duration_days" => (&mut visa.days, "visa-days"),
            _ => continue,
        };
        let wrong = if field.value.is_empty() { Wrong::Missing } else { Wrong::Unreadable };
        field.error = wrong.sentence(words, label);
        marked = true;
    }
    marked
}

/// An id of the form; a form without one was not made by us.
fn required(text: &str) -> Result<Uuid, Problem> {
    text.parse().ok().ok_or_else(|| of_value("/crossing_id", "not-an-id", "expected an id"))
}

fn optional(text: &str) -> Result<Option<Uuid>, Problem> {
    if text.is_empty() { Ok(None) } else { required(text).map(Some) }
}
