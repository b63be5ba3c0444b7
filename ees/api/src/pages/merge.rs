//! Merging two files by page, and taking them apart. EES Art. 14(2) and (4).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use ees_desk::refuse::local_time;
use ees_desk::view;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::File;
use ees_domain::merging::{MergeGround, overlap};
use ees_domain::point::Passage;
use ees_pages::deed::{Control, DeedPage, Kind};
use ees_pages::merge::{Event, MergePage, Side};
use fnd_core::Id;
use fnd_web::extract::{Parameters, Posted, Segment};
use fnd_web::form::{Choice, Field, Hidden};
use fnd_web::language::Chosen;
use fnd_web::problem::{Fault, Place, Problem};
use fnd_web::shell::Shell;
use serde::Deserialize;
use uuid::Uuid;

use super::deed::{answer, below_file, marked, seen};
use super::done::on_to;
use super::html;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::amendments::merge::{Request, SplitRequest, join, part};
use crate::app::{App, Shared};
use crate::border::read_file::{hide, read, read_person};
use crate::inland::check::here;
use crate::problem::of_value;

const PURPOSE: Option<&str> = Some("amendment");

/// Which other file is wanted.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    other: String,
    #[serde(rename = "lang")]
    _lang: String,
}

/// The form as browsers send it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    version: String,
    other: String,
    ground: String,
    reason: String,
}

/// Asks for the number of the other file, or shows both.
pub(super) async fn form(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    Parameters(wanted): Parameters<Wanted>,
) -> Result<Response, Problem> {
    lawful(&app, &call, Action::MergeFiles, Purpose::Amendment).await.map_err(hide)?;
    let (_, file) = read(&app, &call, file_id, PURPOSE).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("/files/{file_id}/merge"));
    if wanted.other.trim().is_empty() {
        return Ok(html(&finding(shell, &file, &wanted.other)?)?.into_response());
    }
    let found = match other_file(&app, &call, (&file, &wanted.other)).await? {
        Ok(other) => other,
        Err(code) => {
            let mut page = finding(shell, &file, &wanted.other)?;
            let error = page.shell.words.text(code);
            return marked(&mut page, ("other", error), &Problem::unprocessable());
        }
    };
    let sent = Form { version: file.version.to_string(), ..Form::default() };
    let page = page(&app, &call, (shell, &sent), (&file, &found))?;
    Ok(html(&page)?.into_response())
}

/// The other file, or the key of why it cannot be merged.
async fn other_file(
    app: &App,
    call: &Call,
    (file, other): (&File, &str),
) -> Result<Result<File, &'static str>, Problem> {
    let Ok(id) = other.trim().parse::<Uuid>() else { return Ok(Err("merge-other-wrong")) };
    let found = match read(app, call, id, PURPOSE).await {
        Ok((_, found)) => found,
        Err(problem) if problem.status() == StatusCode::NOT_FOUND => {
            return Ok(Err("merge-wrong-not-found"));
        }
        Err(problem) => return Err(problem),
    };
    if found.id == file.id {
        return Ok(Err("merge-wrong-same-file"));
    }
    if found.id.to_uuid() != id {
        return Ok(Err("merge-wrong-already-merged"));
    }
    let cannot = overlap(file, &found).or(overlap(&found, file)).is_some();
    Ok(if cannot { Err("merge-wrong-stays-overlap") } else { Ok(found) })
}

/// The form that asks for the number of the other file.
fn finding(shell: Shell, file: &File, other: &str) -> Result<DeedPage, Problem> {
    let words = shell.words.clone();
    let back = format!("/files/{}", file.id);
    let who = file.identities.last().ok_or_else(Problem::internal)?;
    Ok(DeedPage {
        lead: vec![words.text("merge-find-text")],
        facts: vec![(words.text("deed-person"), view::identity(who, words.language()).name())],
        action: format!("{back}/merge"),
        hidden: vec![
            Hidden { name: "step", value: "find".into() },
            Hidden { name: "version", value: file.version.to_string() },
        ],
        controls: vec![Control::new("other", "merge-other", Kind::Text).hinted().holding(other)],
        submit: words.text("merge-find"),
        is_grave: false,
        shell: below_file(shell, &back, "merge-title"),
        back,
    })
}

/// What is sent by either form of the page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    step: String,
    #[serde(flatten)]
    form: Form,
}

/// Leads to both files, or merges them.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    Posted(Sent { step, form: sent }): Posted<Sent>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::MergeFiles, Purpose::Amendment).await.map_err(hide)?;
    let (_, file) = read(&app, &call, file_id, PURPOSE).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("/files/{file_id}/merge"));
    let other = match other_file(&app, &call, (&file, &sent.other)).await? {
        Ok(other) => other,
        Err(code) => {
            let mut page = finding(shell, &file, &sent.other)?;
            let error = page.shell.words.text(code);
            return marked(&mut page, ("other", error), &Problem::unprocessable());
        }
    };
    if step == "find" {
        let address = format!("/files/{file_id}/merge?other={}", other.id);
        return Ok(Redirect::to(&address).into_response());
    }
    let request = Request {
        other: other.id.to_uuid(),
        ground: sent.ground.clone(),
        reason: sent.reason.clone(),
    };
    let condition = seen(&sent.version);
    let problem = match join(&app, &lawful, (file.id, &condition), &request).await {
        Ok(merged) => return Ok(on_to(&format!("/files/{}", merged.file_id), "merged")),
        Err(problem) => problem,
    };
    let mut page = page(&app, &call, (shell, &sent), (&file, &other))?;
    let words = page.shell.words.clone();
    for fault in problem.errors() {
        let (Place::Pointer(at) | Place::Field(at)) = &fault.place;
        match at.trim_start_matches('/') {
            "ground" => page.ground = page.ground.wrong(words.text("merge-ground-wrong")),
            "reason" => page.reason = page.reason.wrong(words.text("merge-reason-wrong")),
            _ => {}
        }
    }
    if page.errors().is_empty() {
        return Err(problem);
    }
    let mut response = html(&page)?.into_response();
    *response.status_mut() = problem.status();
    Ok(response)
}

fn page(
    app: &App,
    call: &Call,
    (shell, sent): (Shell, &Form),
    (file, other): (&File, &File),
) -> Result<MergePage, Problem> {
    let words = shell.words.clone();
    let today = here(app, &crate::actor::actor(&call.caller)?)?.day.date();
    let back = format!("/files/{}", file.id);
    let is_first = (file.created_at, file.id) <= (other.created_at, other.id);
    let side = |file: &File, is_kept| Side {
        id: file.id.to_string(),
        href: format!("/files/{}", file.id),
        created: words.instant(&file.created_at),
        responsible: view::country(file.responsible_state, words.language()),
        is_kept,
        identities: file
            .identities
            .iter()
            .rev()
            .map(|identity| view::identity(identity, words.language()))
            .collect(),
        documents: file
            .documents
            .iter()
            .rev()
            .map(|document| view::document(document, &words, today))
            .collect(),
    };
    let mut events = events(app, (file, true), &shell);
    events.extend(self::events(app, (other, false), &shell));
    events.sort_by_key(|event| event.at);
    let grounds = MergeGround::ALL
        .map(|(_, code)| Choice::new(code, words.text(&format!("merge-ground-{code}"))));
    Ok(MergePage {
        sides: [side(file, is_first), side(other, !is_first)],
        events,
        action: format!("{back}/merge"),
        hidden: vec![
            Hidden { name: "version", value: sent.version.clone() },
            Hidden { name: "other", value: other.id.to_string() },
        ],
        ground: Field::holding("ground", &sent.ground),
        grounds: grounds.into(),
        reason: Field::holding("reason", &sent.reason),
        shell: below_file(shell, &back, "merge-title"),
        back,
    })
}

/// What is recorded on one of the files.
fn events(app: &App, (file, is_left): (&File, bool), shell: &Shell) -> Vec<Event> {
    let words = &shell.words;
    let event = |passage: &Passage, key: &str| Event {
        at: view::moment(passage),
        what: words.text(key),
        point: if passage.point.is_within_territory() {
            words.text("begin-inside")
        } else {
            view::point(&app.points, passage.point.as_str()).into_owned()
        },
        is_left,
    };
    let entries = file.crossings.iter().filter_map(|record| record.entry.as_ref());
    let exits = file.crossings.iter().filter_map(|record| record.exit.as_ref());
    let refusals = file.refusals.iter().map(|decision| Event {
        at: local_time(decision, &app.points),
        what: words.text("merge-refusal"),
        point: view::point(&app.points, &decision.refusal.point).into_owned(),
        is_left,
    });
    entries
        .map(|entry| event(&entry.passage, "merge-entry"))
        .chain(exits.map(|exit| event(exit, "merge-exit")))
        .chain(refusals)
        .collect()
}

/// The form that takes two files apart.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SplitForm {
    version: String,
    other: String,
    reason: String,
}

/// Opens that form.
pub(super) async fn open_split(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    lawful(&app, &call, Action::MergeFiles, Purpose::Amendment).await.map_err(hide)?;
    let (_, file, joined) = read_person(&app, &call, file_id, PURPOSE).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("/files/{file_id}/split"));
    html(&split_page(shell, (&file, &joined), &SplitForm::default())?)
}

/// Takes them apart.
pub(super) async fn split(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    Posted(sent): Posted<SplitForm>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::MergeFiles, Purpose::Amendment).await.map_err(hide)?;
    let condition = seen(&sent.version);
    let problem = if let Ok(other) = sent.other.trim().parse() {
        let request = SplitRequest { other, reason: sent.reason.clone() };
        match part(&app, &lawful, (Id::from_uuid(file_id), &condition), &request).await {
            Ok(parted) => return Ok(on_to(&format!("/files/{}", parted.file_id), "parted")),
            Err(problem) => problem,
        }
    } else {
        let problem = of_value("/other", "unknown-file", "choose the file");
        match sent.reason.trim() {
            "" => problem.at(Fault::pointer("/reason", "not-a-text", "expected why".to_owned())),
            _ => problem,
        }
    };
    let (_, file, joined) = read_person(&app, &call, file_id, PURPOSE).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("/files/{file_id}/split"));
    let mut page = split_page(shell, (&file, &joined), &sent)?;
    answer(&mut page, &problem)
}

fn split_page(
    shell: Shell,
    (file, joined): (&File, &[Uuid]),
    sent: &SplitForm,
) -> Result<DeedPage, Problem> {
    let words = shell.words.clone();
    let back = format!("/files/{}", file.id);
    let who = file.identities.last().ok_or_else(Problem::internal)?;
    if joined.is_empty() {
        return Err(Problem::not_found());
    }
    let others = joined.iter().map(|other| Choice::new(other.to_string(), other.to_string()));
    Ok(DeedPage {
        lead: vec![words.text("split-text")],
        facts: vec![
            (words.text("deed-person"), view::identity(who, words.language()).name()),
            (words.text("file-number"), file.id.to_string()),
        ],
        action: format!("{back}/split"),
        hidden: vec![Hidden { name: "version", value: file.version.to_string() }],
        controls: vec![
            Control::new("other", "split-other", Kind::Choice(others.collect()))
                .holding(&sent.other),
            Control::new("reason", "split-reason", Kind::Area).hinted().holding(&sent.reason),
        ],
        submit: words.text("split-submit"),
        is_grave: false,
        shell: below_file(shell, &back, "split-title"),
        back,
    })
}
