//! The page of an individual file, and the receipt for the traveller.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use ees_desk::refuse::{given, local_time};
use ees_desk::view;
use ees_domain::access::{Action, grant};
use ees_domain::authorised::Ruling;
use ees_domain::authority::{Actor, Purpose};
use ees_domain::crossing::{Overstay, overstay};
use ees_domain::day::Day;
use ees_domain::decision::{StayDecision, relevant};
use ees_domain::file::{Crossing, File};
use ees_domain::outlook::{Calendar, Outlook};
use ees_domain::overstayer::class;
use ees_domain::point::Passage;
use ees_domain::refusal::RefusalDecision;
use ees_domain::retention::file_kept_until;
use ees_pages::file::{
    AddDocumentForm, CrossingRow, DecisionRow, FilePage, MarkRow, RefusalRow, Status,
};
use ees_pages::receipt::{ReceiptPage, Sheet};
use ees_wire::biometrics::{Biometrics, Mark};
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
use super::{html, programmes};
use crate::actor::{Call, point};
use crate::app::{App, Shared};
use crate::border::check::{now, stay};
use crate::border::read_file::{read, read_person};
use crate::inland::check::here;

/// The page of a file.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let (lawful, file, joined) = read_person(&app, &call, file_id, None).await?;
    if file.id.to_uuid() != file_id {
        // Its number leads to the file with which it was merged.
        return Ok(Redirect::to(&format!("/files/{}", file.id)).into_response());
    }
    let shell = shell(&app, language, Some(&call.caller), &format!("/files/{file_id}"));
    let passage = this_moment(&app, &lawful.actor)?;
    let mut page = page(&app, (shell, &lawful.actor), &file, &passage)?;
    if !joined.is_empty() && !page.merge.is_empty() {
        page.split = format!("/files/{file_id}/split");
    }
    page.joined = joined.iter().map(ToString::to_string).collect();
    Ok(html(&page)?.into_response())
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
    let mut crossings: Vec<CrossingRow> = file
        .crossings
        .iter()
        .map(|crossing| row((app, actor, &words), file, crossing, passage))
        .collect();
    crossings.reverse();
    // Places are counted from the first one, and shown is the latest first.
    let documents = file.documents.iter().enumerate().rev();
    let identities = file.identities.iter().enumerate().rev();
    let place = |part: &str, at: usize| format!("{part}-{}", at.saturating_add(1));
    // Where something is done with the file; empty for who may not.
    let link = |action, purpose, what: &str| match grant(actor, action, purpose) {
        Some(_) => format!("/files/{}/{what}", file.id),
        None => String::new(),
    };
    let rectify =
        |what: &str| link(Action::Rectify, Purpose::Amendment, &format!("rectify/{what}"));
    Ok(FilePage {
        id: file.id.to_string(),
        version: u32::try_from(file.version).unwrap_or_default(),
        responsible: view::country(file.responsible_state, language),
        // Whoever is inside will leave, and the time runs from then.
        kept_until: file_kept_until(file)
            .filter(|_| file.open_crossing().is_none())
            .map(ees_domain::day::Day::date),
        identities: identities
            .map(|(at, one)| (view::identity(one, language), rectify(&place("identity", at))))
            .collect(),
        documents: documents
            .map(|(at, one)| (view::document(one, &words, today), rectify(&place("document", at))))
            .collect(),
        add_identity: rectify("identity"),
        amend_regime: rectify("regime"),
        marks: marks(file, passage.day, &words),
        programmes: programmes::rows(file, (actor, passage.day), language),
        add_programme: link(Action::NotifyProgramme, Purpose::Facilitation, "programmes"),
        crossings,
        refusals: file
            .refusals
            .iter()
            .rev()
            .map(|one| refusal_row(app, file, one, &words))
            .collect(),
        stay: outlook
            .as_ref()
            .map(|(outlook, calendar)| view::stay(outlook, calendar, (passage, "stay"))),
        decide: match grant(actor, Action::DecideStay, Purpose::RevokeAnnulExtend) {
            Some(_) if relevant(&file.crossings).is_some() => format!("/files/{}/decide", file.id),
            _ => String::new(),
        },
        joined: Vec::new(),
        split: String::new(),
        merge: link(Action::MergeFiles, Purpose::Amendment, "merge"),
        change_status: match grant(actor, Action::ChangeStatus, Purpose::Amendment) {
            Some(_) if file.open_crossing().is_none() => {
                format!("/files/{}/status-changes", file.id)
            }
            _ => String::new(),
        },
        open_case: link(Action::OpenCase, Purpose::Amendment, "amendments"),
        history: format!("/files/{}/history", file.id),
        add_document: add_form(actor, file, &words),
        shell: FilePage::shell(shell, CHECK),
    })
}

/// What the file says of biometric data on a day, in words.
fn marks(file: &File, day: Day, words: &Words) -> Vec<MarkRow> {
    let sent = Biometrics::of(file, day);
    let (face, prints) = (&file.biometrics.face, &file.biometrics.prints);
    let rows =
        [("mark-face", face.since, &sent.face), ("mark-prints", prints.since, &sent.fingerprints)];
    let row = |(kind, since, mark): (&str, Day, &Mark)| MarkRow {
        kind: words.text(kind),
        mark: words.text(&format!("{kind}-{}", mark.mark)),
        basis: mark.basis,
        since: since.date(),
        reason: mark.reason.clone().unwrap_or_default(),
        is_owed: mark.is_owed,
    };
    rows.map(row).into()
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

fn row(
    (app, actor, words): (&App, &Actor, &Words),
    file: &File,
    crossing: &Crossing,
    now: &Passage,
) -> CrossingRow {
    let may = |action, purpose| grant(actor, action, purpose).is_some();
    let entry = crossing.entry.as_ref().map(|entry| &entry.passage);
    let name = |passage: Option<&Passage>| match passage {
        Some(passage) if passage.point.is_within_territory() => words.text("begin-inside"),
        Some(passage) => view::point(&app.points, passage.point.as_str()).into_owned(),
        None => String::new(),
    };
    CrossingRow {
        entered: entry.map(view::moment),
        entry_point: name(entry),
        left: crossing.exit.as_ref().map(view::moment),
        exit_point: name(crossing.exit.as_ref()),
        until: view::end(crossing.stay, entry.unwrap_or(now)),
        ground: view::ground(&crossing.ground, words),
        status: status(crossing, now),
        receipt: format!("/files/{}/receipt?crossing={}", file.id, crossing.id),
        decisions: crossing
            .decisions
            .iter()
            .rev()
            .map(|made| decision((actor, file), made, words))
            .collect(),
        lift: if class(crossing, now.at).is_some() && may(Action::LiftOverstay, Purpose::Amendment)
        {
            format!("/files/{}/crossings/{}/lift", file.id, crossing.id)
        } else {
            String::new()
        },
        amend: if may(Action::Rectify, Purpose::Amendment) {
            format!("/files/{}/crossings/{}/amend", file.id, crossing.id)
        } else {
            String::new()
        },
        amend_ground: if may(Action::Rectify, Purpose::Amendment) {
            format!("/files/{}/crossings/{}/ground", file.id, crossing.id)
        } else {
            String::new()
        },
    }
}

fn decision((actor, file): (&Actor, &File), made: &StayDecision, words: &Words) -> DecisionRow {
    let (ruling, ground, until) = match made.decision.ruling {
        Ruling::Extended { until, ground } => ("extended", ground.code(), Some(until)),
        Ruling::Revoked { depart_by, ground } => ("revoked", ground.code(), depart_by),
        Ruling::Annulled { depart_by, ground } => ("annulled", ground.code(), depart_by),
    };
    let word = |kind: &str, code: &str| words.text(&format!("decision-{kind}-{code}"));
    DecisionRow {
        text: format!("{} ({})", word("ruling", ruling), word("ground", ground)),
        day: made.decision.decided_on.date(),
        until: until.map(ees_domain::day::Day::date),
        authority: format!("{}, {}", made.authority, made.place),
        correct: match grant(actor, Action::DecideStay, Purpose::RevokeAnnulExtend) {
            Some(_) if (made.decision.state, &made.authority) == (actor.state, &actor.office) => {
                format!("/files/{}/decisions/{}/correct", file.id, made.id)
            }
            _ => String::new(),
        },
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

fn refusal_row(app: &App, file: &File, decision: &RefusalDecision, words: &Words) -> RefusalRow {
    let refusal = &decision.refusal;
    RefusalRow {
        at: local_time(decision, &app.points),
        point: view::point(&app.points, &refusal.point).into_owned(),
        authority: refusal.authority.clone(),
        reasons: given(decision, words),
        href: format!("/files/{}/refusals/{}", file.id, refusal.id),
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
        point: latest
            .map(|p| view::point(&app.points, p.point.as_str()).into_owned())
            .unwrap_or_default(),
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
