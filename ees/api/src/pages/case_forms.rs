//! The forms by which a case of amendment is opened and settled. EES Art. 35.

use axum::extract::State;
use axum::response::{Html, Response};
use ees_desk::view;
use ees_domain::access::Action;
use ees_domain::amendment::{Amendment, Concerned, Settlement, Wish};
use ees_domain::authority::Purpose;
use ees_domain::erasure::EarlyErasure;
use ees_domain::file::File;
use ees_domain::member_state::operating_states;
use ees_pages::deed::{Control, DeedPage, Kind};
use ees_store::FoundCase;
use fnd_core::Id;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::{Choice, Hidden};
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use serde::Deserialize;
use uuid::Uuid;

use super::cases::{CASES, about, choices, wish};
use super::deed::{answer, below_file, given, marked, seen};
use super::done::on_to;
use super::html;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::amendments::list::find;
use crate::amendments::open::{Request as Opening, open};
use crate::amendments::settle::{Request as Settling, settle};
use crate::app::{App, Shared};
use crate::border::read_file::{hide, read};
use crate::inland::check::here;
use crate::problem::of_value;

/// The form that opens a case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct NewForm {
    case_id: String,
    wish: String,
    acquired_of: String,
    about: String,
    raised_on: String,
    said: String,
}

/// Opens that form.
pub(super) async fn new(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    let lawful = lawful(&app, &call, Action::OpenCase, Purpose::Amendment).await.map_err(hide)?;
    let (_, file) = read(&app, &call, file_id, Some("amendment")).await?;
    let sent = NewForm {
        case_id: app.ids.next(app.clock.now()).to_string(),
        about: "file".into(),
        raised_on: here(&app, &lawful.actor)?.day.to_string(),
        ..NewForm::default()
    };
    let shell = shell(&app, language, Some(&call.caller), &format!("/files/{file_id}/amendments"));
    html(&new_page(shell, &file, &sent)?)
}

/// Opens the case.
pub(super) async fn add(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    Posted(sent): Posted<NewForm>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::OpenCase, Purpose::Amendment).await.map_err(hide)?;
    let case_id = sent.case_id.parse().ok().ok_or_else(Problem::unprocessable)?;
    let opened = match part(&sent.about) {
        None => Err(of_value("/about", "unknown-part", "choose the file or one of its records")),
        Some((crossing_id, refusal_id)) => {
            let request = Opening {
                case_id,
                wish: sent.wish.clone(),
                acquired_of: given(&sent.acquired_of),
                crossing_id,
                refusal_id,
                raised_on: given(&sent.raised_on),
                said: sent.said.clone(),
            };
            open(&app, &lawful, Id::from_uuid(file_id), &request).await
        }
    };
    let problem = match opened {
        Ok((case, _)) => {
            let address = format!("{CASES}/{}", case.amendment.id);
            return Ok(on_to(&address, "case-opened"));
        }
        Err(problem) => problem,
    };
    let (_, file) = read(&app, &call, file_id, Some("amendment")).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("/files/{file_id}/amendments"));
    let mut page = new_page(shell, &file, &sent)?;
    let field = match problem.code() {
        "no-record" | "whole-file-goes" => "about",
        "state-not-operating" => "acquired_of",
        "date-in-future" => "raised_on",
        _ => return answer(&mut page, &problem),
    };
    say(&mut page, field, &problem)
}

/// The record or the refusal that was chosen, or neither for the whole file; `None` when it
/// cannot be read, so that nobody erases more than was chosen.
fn part(about: &str) -> Option<(Option<Uuid>, Option<Uuid>)> {
    match about.split_once('~') {
        None => (about == "file").then_some((None, None)),
        Some(("crossing", id)) => Some((Some(id.parse().ok()?), None)),
        Some(("refusal", id)) => Some((None, Some(id.parse().ok()?))),
        Some(_) => None,
    }
}

/// The page with what a rule refuses at its field.
fn say(page: &mut DeedPage, field: &str, problem: &Problem) -> Result<Response, Problem> {
    let error = page.shell.words.text(&format!("case-wrong-{}", problem.code()));
    marked(page, (field, error), problem)
}

fn new_page(shell: Shell, file: &File, sent: &NewForm) -> Result<DeedPage, Problem> {
    let words = shell.words.clone();
    let back = format!("/files/{}", file.id);
    let who = file.identities.last().ok_or_else(Problem::internal)?;
    let language = words.language();
    let mut states: Vec<Choice> = operating_states()
        .map(|code| Choice::new(code.as_str(), view::country(code, language)))
        .collect();
    states.sort_by(|a, b| a.label.cmp(&b.label));
    let wishes = Kind::Choice(choices("case-wish", &Wish::CODES, &words));
    let parts = Kind::Choice(parts(file, &words));
    Ok(DeedPage {
        lead: vec![words.text("case-open-text")],
        facts: vec![(words.text("deed-person"), view::identity(who, language).name())],
        action: format!("{back}/amendments"),
        hidden: vec![Hidden { name: "case_id", value: sent.case_id.clone() }],
        controls: vec![
            Control::new("wish", "case-wish", wishes).holding(&sent.wish),
            Control::new("acquired_of", "case-acquired", Kind::Choice(states))
                .hinted()
                .optional()
                .holding(&sent.acquired_of),
            Control::new("about", "case-about", parts).holding(&sent.about),
            Control::new("raised_on", "case-raised-on", Kind::Day)
                .hinted()
                .holding(&sent.raised_on),
            Control::new("said", "case-said", Kind::Area).hinted().holding(&sent.said),
        ],
        submit: words.text("case-open-submit"),
        is_grave: false,
        shell: below_file(shell, &back, "case-open"),
        back,
    })
}

/// What of the file a case can be about.
fn parts(file: &File, words: &Words) -> Vec<Choice> {
    let choice = |value: String, concerned| Choice::new(value, about(file, concerned, words));
    let records =
        file.crossings.iter().rev().map(|record| {
            choice(format!("crossing~{}", record.id), Concerned::Crossing(record.id))
        });
    let refusals = file.refusals.iter().rev().map(|one| {
        let id = one.refusal.id;
        choice(format!("refusal~{id}"), Concerned::Refusal(id))
    });
    std::iter::once(choice("file".to_owned(), Concerned::File))
        .chain(records)
        .chain(refusals)
        .collect()
}

/// The form that settles a case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SettleForm {
    version: String,
    outcome: String,
    answer: String,
    erase: String,
}

/// Opens that form.
pub(super) async fn settling(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(case_id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    let lawful = lawful(&app, &call, Action::HandleCase, Purpose::Amendment).await.map_err(hide)?;
    let found = find(&app, &lawful, Id::from_uuid(case_id)).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("{CASES}/{case_id}/settle"));
    html(&settle_page(&app, shell, &found, &SettleForm::default())?)
}

/// Settles the case.
pub(super) async fn settled(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(case_id): Segment<Uuid>,
    Posted(sent): Posted<SettleForm>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::HandleCase, Purpose::Amendment).await.map_err(hide)?;
    let request = Settling {
        outcome: sent.outcome.clone(),
        answer: sent.answer.clone(),
        erase: !sent.erase.is_empty(),
    };
    let id: Id<Amendment> = Id::from_uuid(case_id);
    let condition = seen(&sent.version);
    let Err(problem) = settle(&app, &lawful, (id, &condition), &request).await else {
        return Ok(on_to(&format!("{CASES}/{case_id}"), "case-settled"));
    };
    let found = find(&app, &lawful, id).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("{CASES}/{case_id}/settle"));
    let mut page = settle_page(&app, shell, &found, &sent)?;
    match problem.code() {
        "nothing-done" | "still-listed" | "no-record" | "not-entitled" => {
            say(&mut page, "outcome", &problem)
        }
        _ => answer(&mut page, &problem),
    }
}

fn settle_page(
    app: &App,
    shell: Shell,
    found: &FoundCase,
    sent: &SettleForm,
) -> Result<DeedPage, Problem> {
    let FoundCase { case, file } = found;
    let words = shell.words.clone();
    let amendment = &case.amendment;
    let back = format!("{CASES}/{}", amendment.id);
    let who = file.identities.last().ok_or_else(Problem::internal)?;
    let erases = EarlyErasure::of(amendment.wish).is_some();
    let mut facts = vec![
        (words.text("deed-person"), view::identity(who, words.language()).name()),
        (words.text("case-wish"), wish(amendment, &words)),
        (words.text("case-about"), about(file, amendment.concerned, &words)),
    ];
    let outcomes = choices("case-outcome", &Settlement::ALL.map(|(_, code)| code), &words);
    let mut controls = vec![
        Control::new("outcome", "case-outcome", Kind::Choice(outcomes)).holding(&sent.outcome),
        Control::new("answer", "case-answer", Kind::Area).hinted().holding(&sent.answer),
    ];
    if erases {
        facts.extend(lost(app, found, &words));
        controls.push(Control::new("erase", "case-erase", Kind::Tick).hinted());
    }
    let (text, submit) = if erases {
        ("case-settle-erase-text", "case-settle-submit-erase")
    } else {
        ("case-settle-text", "case-settle-submit")
    };
    Ok(DeedPage {
        lead: vec![words.text(text)],
        facts,
        action: format!("{back}/settle"),
        // Whoever comes back to the form has seen the version whose number was sent.
        hidden: vec![Hidden {
            name: "version",
            value: given(&sent.version).unwrap_or_else(|| file.version.to_string()),
        }],
        controls,
        submit: words.text(submit),
        is_grave: erases,
        shell: {
            let title = words.text("case-settle");
            shell.below(&back, words.text("case-title")).titled(title)
        },
        back,
    })
}

/// What an erasure would take away, each kind with its number or the record itself.
fn lost(app: &App, FoundCase { case, file }: &FoundCase, words: &Words) -> Vec<(String, String)> {
    let lost = words.text("case-lost");
    match case.amendment.concerned {
        Concerned::File => {
            let of = |key: &str, count: usize| (words.text(key), count.to_string());
            vec![
                (lost, words.text("case-about-file")),
                of("case-lost-identity", file.identities.len()),
                of("case-lost-document", file.documents.len()),
                of("case-lost-crossing", file.crossings.len()),
                of("case-lost-refusal", file.refusals.len()),
            ]
        }
        Concerned::Crossing(id) => {
            let record = file.crossings.iter().find(|record| record.id == id);
            let shown = record.map(|record| super::amend::shown(app, record, words));
            std::iter::once((lost, about(file, case.amendment.concerned, words)))
                .chain(shown.into_iter().flatten())
                .collect()
        }
        Concerned::Refusal(_) => vec![(lost, about(file, case.amendment.concerned, words))],
    }
}
