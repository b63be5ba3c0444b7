//! Putting an entry/exit record right by page: the form, and what would follow. EES Art. 20, 35.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use ees_desk::view;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::{Crossing, File};
use ees_domain::overstayer::{class, days_over};
use ees_domain::point::{Passage, PointCode, Zones};
use ees_domain::rectification::Basis;
use ees_pages::deed::{Control, DeedPage, Kind};
use ees_pages::foreseen::{Block, Compared, ForeseenPage};
use fnd_core::Id;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::{Choice, Hidden};
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::DateTime;
use serde::Deserialize;
use uuid::Uuid;

use super::deed::{answer, below_file, seen};
use super::done::on_to;
use super::html;
use super::shell::shell;
use crate::actor::{Call, Lawful, lawful};
use crate::amendments::rectify::{Followed, PassageRequest, Request, put_right};
use crate::app::{App, Shared};
use crate::border::check::stay;
use crate::border::read_file::{hide, read};
use crate::inland::check::here;

/// The form as browsers send it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    version: String,
    step: String,
    basis: String,
    entry: String,
    entry_at: String,
    entry_point: String,
    exit: String,
    exit_at: String,
    exit_point: String,
    evidence: String,
}

/// What a reading of a file is for here.
pub(super) const PURPOSE: Option<&str> = Some("amendment");

/// Opens the form.
pub(super) async fn form(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment((file_id, crossing_id)): Segment<(Uuid, Uuid)>,
) -> Result<Html<String>, Problem> {
    lawful(&app, &call, Action::Rectify, Purpose::Amendment).await.map_err(hide)?;
    let (_, file) = read(&app, &call, file_id, PURPOSE).await?;
    let shell = shell(&app, language, Some(&call.caller), &address(file_id, crossing_id));
    let sent = Form::of(record(&file, crossing_id)?);
    html(&page(&app, shell, (&file, crossing_id), &sent)?)
}

/// Shows what would follow, goes back to the form, or puts the record right.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment((file_id, crossing_id)): Segment<(Uuid, Uuid)>,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::Rectify, Purpose::Amendment).await.map_err(hide)?;
    let shell = shell(&app, language, Some(&call.caller), &address(file_id, crossing_id));
    if sent.step == "edit" {
        let (_, file) = read(&app, &call, file_id, PURPOSE).await?;
        return Ok(html(&page(&app, shell, (&file, crossing_id), &sent)?)?.into_response());
    }
    let at = (Id::from_uuid(file_id), Id::from_uuid(crossing_id));
    let condition = seen(&sent.version);
    match put_right(&app, &lawful, (at, &condition), &sent.request(&app)).await {
        Ok(followed) if followed.stored => Ok(on_to(&format!("/files/{file_id}"), "put-right")),
        Ok(followed) => {
            let path = address(file_id, crossing_id);
            let words = &shell.words;
            let basis = words.text(&format!("amend-basis-{}", sent.basis));
            let written = vec![
                (words.text("amend-basis"), basis),
                (words.text("amend-evidence"), sent.evidence.clone()),
            ];
            let form = (path, sent.hidden());
            let page = foreseen((&app, &lawful), shell, &followed, form, written)?;
            Ok(html(&page)?.into_response())
        }
        Err(problem) => {
            let (_, file) = read(&app, &call, file_id, PURPOSE).await?;
            let mut page = page(&app, shell, (&file, crossing_id), &sent)?;
            if let Some(field) = field_of(problem.code(), &sent) {
                let error = page.shell.words.text(&format!("amend-wrong-{}", problem.code()));
                return super::deed::marked(&mut page, (field, error), &problem);
            }
            answer(&mut page, &problem)
        }
    }
}

fn address(file: Uuid, crossing: Uuid) -> String {
    format!("/files/{file}/crossings/{crossing}/amend")
}

pub(super) fn record(file: &File, id: Uuid) -> Result<&Crossing, Problem> {
    file.crossings.iter().find(|one| one.id.to_uuid() == id).ok_or_else(Problem::not_found)
}

/// The field that a refusal of the rules concerns.
fn field_of(code: &str, sent: &Form) -> Option<&'static str> {
    match code {
        "nothing-changed" | "overlaps-another-stay" => {
            Some(if sent.exit == "set" { "exit" } else { "entry" })
        }
        "nothing-left" => Some("exit"),
        "exit-before-entry" => Some("exit_at"),
        "date-in-future" => Some(if sent.exit == "set" { "exit_at" } else { "entry_at" }),
        _ => None,
    }
}

impl Form {
    /// The form of a record as it is.
    fn of(record: &Crossing) -> Self {
        let part = |passage: Option<&Passage>| match passage {
            Some(passage) => (typed(&view::moment(passage)), passage.point.as_str().to_owned()),
            None => (String::new(), String::new()),
        };
        let (entry_at, entry_point) = part(record.entry.as_ref().map(|entry| &entry.passage));
        let (exit_at, exit_point) = part(record.exit.as_ref());
        let (entry, exit) = ("keep".to_owned(), "keep".to_owned());
        Self { entry, entry_at, entry_point, exit, exit_at, exit_point, ..Self::default() }
    }

    /// As the API would be asked.
    fn request(&self, app: &App) -> Request {
        let part = |what: &str, at: &str, point: &str| {
            let (at, point) = (instant(app, at, point), point.to_owned());
            (what == "set").then_some(PassageRequest { at, point })
        };
        let removed = [("entry", &self.entry), ("exit", &self.exit)];
        Request {
            basis: self.basis.clone(),
            entry: part(&self.entry, &self.entry_at, &self.entry_point),
            exit: part(&self.exit, &self.exit_at, &self.exit_point),
            remove: removed
                .into_iter()
                .filter(|(_, what)| *what == "remove")
                .map(|(part, _)| part.to_owned())
                .collect(),
            evidence: self.evidence.clone(),
            preview: self.step != "store",
            ..Request::default()
        }
    }

    fn hidden(&self) -> Vec<Hidden> {
        [
            ("version", &self.version),
            ("basis", &self.basis),
            ("entry", &self.entry),
            ("entry_at", &self.entry_at),
            ("entry_point", &self.entry_point),
            ("exit", &self.exit),
            ("exit_at", &self.exit_at),
            ("exit_point", &self.exit_point),
            ("evidence", &self.evidence),
        ]
        .map(|(name, value)| Hidden { name, value: value.clone() })
        .into()
    }
}

/// A moment as browsers take it.
fn typed(moment: &DateTime) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// What was typed, as an instant at `point`; what cannot be read stays as it was typed, so that
/// it is refused at its place.
fn instant(app: &App, typed: &str, point: &str) -> String {
    let local: Option<DateTime> = typed.trim().parse().ok();
    let point: Option<PointCode> = point.trim().parse().ok();
    let zoned = local.zip(point).and_then(|(local, point)| {
        local.to_zoned(app.points.zone(&point)).ok().map(|zoned| zoned.timestamp().to_string())
    });
    zoned.unwrap_or_else(|| typed.to_owned())
}

fn page(
    app: &App,
    shell: Shell,
    (file, crossing): (&File, Uuid),
    sent: &Form,
) -> Result<DeedPage, Problem> {
    let words = shell.words.clone();
    let record = record(file, crossing)?;
    let back = format!("/files/{}", file.id);
    let who = file.identities.last().ok_or_else(Problem::internal)?;
    let mut facts = vec![(words.text("deed-person"), view::identity(who, words.language()).name())];
    facts.extend(shown(app, record, &words));
    // Whoever comes back to the form has seen the version whose number was sent.
    let version = match sent.version.as_str() {
        "" => file.version.to_string(),
        version => version.to_owned(),
    };
    Ok(DeedPage {
        lead: vec![words.text("amend-text")],
        facts,
        action: address(file.id.to_uuid(), crossing),
        hidden: vec![Hidden { name: "version", value: version }],
        controls: controls(app, sent, &words),
        submit: words.text("amend-submit"),
        is_grave: false,
        shell: below_file(shell, &back, "amend-title"),
        back,
    })
}

fn controls(app: &App, sent: &Form, words: &Words) -> Vec<Control> {
    let choices = |kind: &str, codes: &[&'static str]| {
        let choice =
            |code: &&'static str| Choice::new(*code, words.text(&format!("amend-{kind}-{code}")));
        Kind::Choice(codes.iter().map(choice).collect())
    };
    let points: Vec<Choice> = app
        .points
        .iter()
        .map(|point| {
            Choice::new(point.code.as_str(), view::point(&app.points, point.code.as_str()))
        })
        .collect();
    let what = ["keep", "set", "remove"];
    let moment = |name, key| Control::new(name, key, Kind::Moment).hinted().optional();
    let point = |name, key| Control::new(name, key, Kind::Choice(points.clone())).optional();
    vec![
        Control::new("basis", "amend-basis", choices("basis", &Basis::ALL.map(|(_, code)| code)))
            .holding(&sent.basis),
        Control::new("entry", "amend-entry", choices("entry", &what)).holding(&sent.entry),
        moment("entry_at", "amend-entry-at").holding(&sent.entry_at),
        point("entry_point", "amend-entry-point").holding(&sent.entry_point),
        Control::new("exit", "amend-exit", choices("exit", &what)).holding(&sent.exit),
        moment("exit_at", "amend-exit-at").holding(&sent.exit_at),
        point("exit_point", "amend-exit-point").holding(&sent.exit_point),
        Control::new("evidence", "amend-evidence", Kind::Area).hinted().holding(&sent.evidence),
    ]
}

/// A record as pages show it: labels with values, always the same ones.
pub(super) fn shown(app: &App, record: &Crossing, words: &Words) -> Vec<(String, String)> {
    let passage = |passage: Option<&Passage>| match passage {
        Some(passage) if passage.point.is_within_territory() => {
            let day = words.date(&passage.day.date());
            format!("{day}, {}", words.text("begin-inside"))
        }
        Some(passage) => {
            let point = view::point(&app.points, passage.point.as_str());
            format!("{}, {point}", words.moment(&view::moment(passage)))
        }
        None => words.text("amend-none"),
    };
    let entry = record.entry.as_ref().map(|entry| &entry.passage);
    let until = match entry.or(record.exit.as_ref()) {
        Some(passage) => view::end(record.stay, passage).text(words),
        None => String::new(),
    };
    let ground = view::ground(&record.ground, words).join("; ");
    let now = app.clock.now();
    let over = match record.overstay_days {
        Some(days) => days.to_string(),
        None if record.is_superseded => words.text("overstay-days-unknown"),
        // Whoever is still inside and should not be, stays on.
        None if class(record, now).is_some() => {
            words.one("overstay-days-so-far", "count", days_over(record, now))
        }
        None => words.text("overstay-days-none"),
    };
    vec![
        (words.text("crossing-entered"), passage(entry)),
        (words.text("crossing-left"), passage(record.exit.as_ref())),
        (words.text("amend-ground"), ground),
        (words.text("crossing-until"), until),
        (words.text("overstay-days"), over),
    ]
}

/// What would follow, beside what is recorded.
pub(super) fn foreseen(
    (app, lawful): (&App, &Lawful),
    shell: Shell,
    followed: &Followed,
    (action, hidden): (String, Vec<Hidden>),
    written: Vec<(String, String)>,
) -> Result<ForeseenPage, Problem> {
    let words = shell.words.clone();
    let who = followed.file.identities.last().ok_or_else(Problem::internal)?;
    let person = (words.text("deed-person"), view::identity(who, words.language()).name());
    let own = followed.placed.own;
    let back = format!("/files/{}", followed.file.id);
    let mut blocks: Vec<Block> = followed
        .changes()
        .into_iter()
        .map(|(before, after)| Block {
            title: if after.id == own {
                words.text("amend-record")
            } else {
                words.one("amend-record-of", "day", day_of(after, &words))
            },
            rows: compared(app, (before, after), (followed, &words)),
        })
        .collect();
    blocks.push(of_file((app, lawful), followed, &words)?);
    Ok(ForeseenPage {
        lead: vec![words.text("amend-foreseen-text")],
        facts: std::iter::once(person).chain(written).collect(),
        blocks,
        action,
        hidden,
        submit: words.text("amend-store"),
        shell: below_file(shell, &back, "amend-foreseen-title"),
        back,
    })
}

/// The day by which a record is called.
pub(super) fn day_of(record: &Crossing, words: &Words) -> String {
    let entry = record.entry.as_ref().map(|entry| &entry.passage);
    let first = entry.or(record.exit.as_ref());
    first.map(|passage| words.date(&passage.day.date())).unwrap_or_default()
}

fn compared(
    app: &App,
    (before, after): (&Crossing, &Crossing),
    (followed, words): (&Followed, &Words),
) -> Vec<Compared> {
    let pairs = shown(app, before, words).into_iter().zip(shown(app, after, words));
    let mut rows: Vec<Compared> =
        pairs.map(|((label, before), (_, after))| Compared { label, before, after }).collect();
    let listed = |record| {
        let is_listed = class(record, followed.now).is_some();
        words.text(if is_listed { "amend-yes" } else { "amend-no" })
    };
    rows.push(Compared {
        label: words.text("amend-listed"),
        before: listed(before),
        after: listed(after),
    });
    rows
}

/// What becomes of the file: the days used today, and until when it is kept.
fn of_file(
    (app, lawful): (&App, &Lawful),
    followed: &Followed,
    words: &Words,
) -> Result<Block, Problem> {
    let today = here(app, &lawful.actor)?;
    let used = |records: &[Crossing]| -> Result<String, Problem> {
        let ground = records.last().map(|record| &record.ground);
        let found = stay(app, records, &today, ground)?;
        Ok(found.map(|(_, calendar)| calendar.used.to_string()).unwrap_or_default())
    };
    let kept = |day: Option<ees_domain::day::Day>| {
        day.map(|day| words.date(&day.date())).unwrap_or_default()
    };
    Ok(Block {
        title: words.text("amend-file"),
        rows: vec![
            Compared {
                label: words.text("amend-left-today"),
                before: used(&followed.file.crossings)?,
                after: used(&followed.placed.records)?,
            },
            Compared {
                label: words.text("file-kept"),
                before: kept(ees_domain::retention::file_kept_until(&followed.file)),
                after: kept(followed.kept_until),
            },
        ],
    })
}
