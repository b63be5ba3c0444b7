//! The page of an individual file, and the receipt for the traveller.

use axum::extract::State;
use axum::response::Html;
use ees_domain::access::{Action, grant};
use ees_domain::authority::{Actor, Purpose};
use ees_domain::crossing::{Overstay, overstay};
use ees_domain::file::{Crossing, File};
use ees_domain::outlook::{Calendar, Outlook};
use ees_domain::point::Passage;
use ees_domain::refusal;
use ees_domain::retention::kept_until;
use ees_pages::file::{AddDocumentForm, CrossingRow, FilePage, Reason, RefusalRow, Status};
use ees_pages::receipt::{ReceiptPage, Sheet};
use fnd_core::Language;
use fnd_web::extract::{Parameters, Segment};
use fnd_web::form::Hidden;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use serde::Deserialize;
use uuid::Uuid;

use super::shell::{CHECK, shell};
use super::{html, view};
use crate::actor::{Call, point};
use crate::app::{App, Shared};
use crate::border::check::{now, stay};
use crate::border::read_file::read;
use crate::inland::check::here;

/// The page of a file.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    let (lawful, file) = read(&app, &call, file_id, None).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("/files/{file_id}"));
    let passage = this_moment(&app, &lawful.actor)?;
    html(&page(&app, (shell, &lawful.actor), &file, &passage)?)
}

/// This moment where the actor works.
fn this_moment(app: &App, actor: &Actor) -> Result<Passage, Problem> {
    match actor.place {
        Some(_) => now(app, point(app, actor, None)?),
        None => here(app, actor),
    }
}

/// The page of `file` at the moment of `passage`.
pub(super) fn page(
    app: &App,
    (shell, actor): (Shell, &Actor),
    file: &File,
    passage: &Passage,
) -> Result<FilePage, Problem> {
    let words = shell.words.clone();
    let language = words.language();
    let today = passage.day.date();
    let outlook = outlook(app, file, passage)?;
    let mut crossings: Vec<CrossingRow> =
        file.crossings.iter().map(|crossing| row(app, file, crossing, passage)).collect();
    crossings.reverse();
    let documents = file.documents.iter().rev();
    Ok(FilePage {
        id: file.id.to_string(),
        version: u32::try_from(file.version).unwrap_or_default(),
        responsible: view::country(file.responsible_state, language),
        kept_until: kept_until(file).map(ees_domain::day::Day::date),
        identities: file.identities.iter().rev().map(|i| view::identity(i, language)).collect(),
        documents: documents.map(|document| view::document(document, &words, today)).collect(),
        crossings,
        refusals: file.refusals.iter().rev().map(|refused| refusal_row(app, refused)).collect(),
        stay: outlook
            .as_ref()
            .map(|(outlook, calendar)| view::stay(outlook, calendar, (passage, "stay"))),
        add_document: add_form(actor, file, &words),
        shell: FilePage::shell(shell, CHECK),
    })
}

/// What the calculator says, on the ground of the last record.
fn outlook(
    app: &App,
    file: &File,
    passage: &Passage,
) -> Result<Option<(Outlook, Calendar)>, Problem> {
    let ground = file.crossings.last().map(|crossing| &crossing.ground);
    stay(app, &file.crossings, passage, ground)
}

fn row(app: &App, file: &File, crossing: &Crossing, now: &Passage) -> CrossingRow {
    let entry = crossing.entry.as_ref().map(|entry| &entry.passage);
    let name = |passage: Option<&Passage>| {
        passage.map(|p| view::point(app, p.point.as_str()).into_owned()).unwrap_or_default()
    };
    CrossingRow {
        entered: entry.map(view::moment),
        entry_point: name(entry),
        left: crossing.exit.as_ref().map(view::moment),
        exit_point: name(crossing.exit.as_ref()),
        until: view::end(crossing.stay, entry.unwrap_or(now)),
        status: status(crossing, now),
        receipt: format!("/files/{}/receipt?crossing={}", file.id, crossing.id),
    }
}

fn status(crossing: &Crossing, now: &Passage) -> Status {
    if crossing.is_superseded || crossing.entry.is_none() {
        return Status::Unclear;
    }
    match (&crossing.exit, crossing.overstay_days) {
        (Some(_), Some(1..)) => Status::ClosedLate,
        (Some(_), _) => Status::Closed,
        (None, _) => match overstay(crossing.stay, now) {
            Overstay::Days(_) | Overstay::TimeExceeded => Status::Overstay,
            Overstay::None | Overstay::NotCalculated | Overstay::NeedsHuman => Status::Open,
        },
    }
}

fn refusal_row(app: &App, refused: &refusal::Refusal) -> RefusalRow {
    let zone = app.points.iter().find(|point| point.code.as_str() == refused.point);
    let zone = zone.map_or(jiff::tz::TimeZone::UTC, |point| point.zone.clone());
    let mut reasons: Vec<Reason> = refused.reasons.iter().map(|r| reason(*r)).collect();
    reasons.dedup();
    RefusalRow {
        at: refused.at.to_zoned(zone).datetime(),
        point: view::point(app, &refused.point).into_owned(),
        authority: refused.authority.clone(),
        reasons,
    }
}

const fn reason(reason: refusal::Reason) -> Reason {
    match reason {
        refusal::Reason::A => Reason::A,
        refusal::Reason::B => Reason::B,
        refusal::Reason::C => Reason::C,
        refusal::Reason::D => Reason::D,
        refusal::Reason::E => Reason::E,
        refusal::Reason::F => Reason::F,
        refusal::Reason::G => Reason::G,
        refusal::Reason::HSis | refusal::Reason::HNational => Reason::H,
        refusal::Reason::I => Reason::I,
        refusal::Reason::JEnrolment | refusal::Reason::JCheck => Reason::J,
    }
}

/// The form that adds a document, for who may.
pub(super) fn add_form(actor: &Actor, file: &File, words: &Words) -> Option<AddDocumentForm> {
    grant(actor, Action::AmendFile, Purpose::Amendment)?;
    let mut form = AddDocumentForm::empty(format!("/files/{}/documents", file.id));
    form.hidden = vec![Hidden { name: "version", value: file.version.to_string() }];
    form.kinds = view::kinds(words);
    form.issuers = view::countries(words.language());
    Some(form)
}

/// Which receipt is wanted.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    crossing: Option<Uuid>,
    languages: Option<String>,
    #[serde(rename = "lang")]
    _lang: Option<String>,
}

/// The receipt for the traveller.
pub(super) async fn receipt(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    Parameters(wanted): Parameters<Wanted>,
) -> Result<Html<String>, Problem> {
    let (lawful, file) = read(&app, &call, file_id, None).await?;
    let chosen = wanted.crossing.map(|id| format!("?crossing={id}")).unwrap_or_default();
    let path = format!("/files/{file_id}/receipt{chosen}");
    let shell = shell(&app, language, Some(&call.caller), &path);
    let passage = this_moment(&app, &lawful.actor)?;
    let crossing = match wanted.crossing {
        Some(id) => file.crossings.iter().find(|c| c.id.to_uuid() == id),
        None => file.crossings.last(),
    };
    let crossing = crossing.ok_or_else(Problem::not_found)?;
    html(&receipt_page(&app, shell, (&file, crossing), (&passage, &wanted))?)
}

fn receipt_page(
    app: &App,
    shell: Shell,
    (file, crossing): (&File, &Crossing),
    (now, wanted): (&Passage, &Wanted),
) -> Result<ReceiptPage, Problem> {
    let words = shell.words.clone();
    let outlook = outlook(app, file, now)?;
    let latest = crossing.exit.as_ref().or(crossing.entry.as_ref().map(|entry| &entry.passage));
    let (Some(identity), Some(document)) = (file.identities.last(), file.documents.last()) else {
        return Err(Problem::internal());
    };
    let mut sheets = vec![sheet(&words, outlook.as_ref(), (now, "stay"))];
    let other = app.catalogue.languages().into_iter().find(|l| *l != words.language());
    if let Some(other) = other.filter(|_| wanted.languages.as_deref() == Some("two")) {
        sheets.push(sheet(&words.in_language(other), outlook.as_ref(), (now, "stay-second")));
    }
    Ok(ReceiptPage {
        identity: view::identity(identity, words.language()),
        document: view::document(document, &words, now.day.date()),
        entered: crossing.entry.as_ref().map(|entry| view::moment(&entry.passage)),
        left: crossing.exit.as_ref().map(view::moment),
        point: latest.map(|p| view::point(app, p.point.as_str()).into_owned()).unwrap_or_default(),
        until: view::end(crossing.stay, latest.unwrap_or(now)),
        contact: app.office.controller.clone(),
        sheets,
        choices: choices(app, file, crossing),
        next: CHECK.into(),
        shell: ReceiptPage::shell(shell, CHECK),
    })
}

fn sheet(
    words: &Words,
    outlook: Option<&(Outlook, Calendar)>,
    (now, id): (&Passage, &'static str),
) -> Sheet {
    let stay = outlook.map(|(outlook, calendar)| view::stay(outlook, calendar, (now, id)));
    Sheet { words: words.clone(), stay }
}

/// The same receipt in each language, and in two at once.
fn choices(app: &App, file: &File, crossing: &Crossing) -> Vec<Link> {
    let base = format!("/files/{}/receipt?crossing={}", file.id, crossing.id);
    let languages = app.catalogue.languages();
    let one = languages.iter().map(|language: &Language| Link {
        href: format!("{base}&lang={}", language.code()),
        label: language.own_name().to_owned(),
    });
    let names: Vec<&str> = languages.iter().map(|language| language.own_name()).collect();
    let two = Link { href: format!("{base}&languages=two"), label: names.join(" + ") };
    one.chain(std::iter::once(two)).collect()
}
