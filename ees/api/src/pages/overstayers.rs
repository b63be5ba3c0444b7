//! The list of overstayers as a page and as files, and taking somebody off it. EES Art. 12(3),
//! 35(5).

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Redirect, Response};
use ees_desk::view;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::{File, RecordedStay};
use ees_domain::member_state::operating_states;
use ees_domain::overstayer::{Class, Doubt, Lift};
use ees_pages::deed::{Control, DeedPage, Kind};
use ees_pages::overstayers::{Class as ShownClass, OverstayFilter, OverstayRow, OverstayersPage};
use fnd_core::Id;
use fnd_web::extract::{Parameters, Posted, Segment};
use fnd_web::form::{Choice, Field, Hidden};
use fnd_web::language::Chosen;
use fnd_web::pager::Pager;
use fnd_web::problem::{Place, Problem};
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use serde::Deserialize;
use uuid::Uuid;

use super::deed::{below_file, given, seen};
use super::html;
use super::log::encode;
use super::notices::STREAM;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::{hide, read};
use crate::overstayers::lift::{Request as LiftRequest, take_off};
use crate::overstayers::list::{COUNTED_MAX, Listed, Page, Query, ROWS, list, list_of};
use crate::overstayers::sheet::{Cell, Sheet, SheetError};
use crate::problem::of_parameter;

/// Where the list is.
pub(super) const OVERSTAYERS: &str = "/overstayers";
/// Rows of a file for other programs at most.
const FILE_ROWS: u16 = 2_000;

/// What the page's form asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    class: String,
    state: String,
    point: String,
    nationality: String,
    issuer: String,
    days: String,
    after: String,
    page: String,
    format: String,
    #[serde(rename = "lang")]
    _lang: String,
}

impl Asked {
    /// As the API would ask.
    fn query(&self) -> Query {
        Query {
            class: given(&self.class),
            state: given(&self.state),
            point: given(&self.point),
            nationality: given(&self.nationality),
            issuer: given(&self.issuer),
            days: given(&self.days),
            after: given(&self.after),
        }
    }

    /// An address below the list with what narrows it, and `more`.
    fn address(&self, below: &str, more: &[(&str, &str)]) -> String {
        let pairs = [
            ("class", self.class.as_str()),
            ("state", &self.state),
            ("point", &self.point),
            ("nationality", &self.nationality),
            ("issuer", &self.issuer),
            ("days", &self.days),
        ];
        let pairs: Vec<String> = pairs
            .iter()
            .chain(more)
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        format!("{OVERSTAYERS}{below}?{}", pairs.join("&"))
    }

    /// Leafing goes forward; the way back is the first page, because rows come and go.
    fn pager(&self, found: &Page) -> Pager {
        let page =
            if self.after.is_empty() { 1 } else { self.page.parse().unwrap_or(1_u32).max(2) };
        let pages = u32::try_from(found.total.div_ceil(u64::from(ROWS))).unwrap_or(u32::MAX);
        let next = found.next.as_ref().map(|edge| {
            let number = page.saturating_add(1).to_string();
            self.address("", &[("after", edge), ("page", &number)])
        });
        Pager {
            page,
            pages: if next.is_some() { pages.max(page.saturating_add(1)) } else { page },
            previous: if page == 1 { String::new() } else { self.address("", &[]) },
            next: next.unwrap_or_default(),
        }
    }

    fn filter(&self, app: &App, words: &Words) -> OverstayFilter {
        let language = words.language();
        let state =
            |code: fnd_core::CountryCode| Choice::new(code.as_str(), view::country(code, language));
        let mut states: Vec<Choice> = operating_states().map(state).collect();
        states.sort_by(|a, b| a.label.cmp(&b.label));
        let points = app.points.iter();
        OverstayFilter {
            action: OVERSTAYERS.into(),
            class: Field::holding("class", &self.class),
            state: Field::holding("state", &self.state),
            point: Field::holding("point", &self.point),
            nationality: Field::holding("nationality", &self.nationality),
            issuer: Field::holding("issuer", &self.issuer),
            days: Field::holding("days", &self.days),
            classes: Class::ALL
                .map(|(class, code)| Choice::new(code, words.text(shown_class(class).key())))
                .into(),
            states,
            points: points.map(|point| Choice::new(point.code.as_str(), &point.name)).collect(),
            countries: view::countries(language),
        }
    }
}

/// The list.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Parameters(asked): Parameters<Asked>,
) -> Result<Html<String>, Problem> {
    let shell = shell(&app, language, Some(&call.caller), OVERSTAYERS);
    let purpose = Purpose::InformationMechanism;
    let lawful = lawful(&app, &call, Action::ListOverstayers, purpose).await?;
    let words = shell.words.clone();
    let mut filter = asked.filter(&app, &words);
    let found = match list(&app, &lawful, &asked.query()).await {
        Ok(found) => found,
        Err(problem) => {
            mark(&mut filter, &problem, &words);
            if filter.wrong().is_empty() {
                return Err(problem);
            }
            Page::default()
        }
    };
    html(&OverstayersPage {
        total: found.total,
        is_more: u64::from(COUNTED_MAX) <= found.total,
        rows: found.rows.iter().filter_map(|one| row(&app, one, &words)).collect(),
        pager: asked.pager(&found),
        files: ["csv", "xlsx"].map(|format| asked.address("/file", &[("format", format)])),
        stream: STREAM.into(),
        file_rows_max: u64::from(FILE_ROWS),
        filter,
        shell: OverstayersPage::shell(shell),
    })
}

/// Says at each field what is wrong with it.
fn mark(filter: &mut OverstayFilter, problem: &Problem, words: &Words) {
    let is_named =
        |name: &str| problem.errors().iter().any(|fault| fault.place == Place::Field(name.into()));
    let labels = [
        ("overstay-class", &mut filter.class),
        ("overstay-state", &mut filter.state),
        ("overstay-point", &mut filter.point),
        ("field-nationality", &mut filter.nationality),
        ("field-document-issuer", &mut filter.issuer),
        ("overstay-days-min", &mut filter.days),
    ];
    for (label, field) in labels.into_iter().filter(|(_, field)| is_named(field.name)) {
        let label = words.text(label);
        let error = if field.name == "days" {
            words.one("overstay-days-wrong", "field", label)
        } else {
            // A list cannot show a value that is none of its own.
            let values = [("field", label.into()), ("value", field.value.clone().into())];
            words.with("overstay-choose-wrong", &values)
        };
        *field = field.clone().wrong(error);
    }
}

const fn shown_class(class: Class) -> ShownClass {
    match class {
        Class::InsideNoExit => ShownClass::Inside,
        Class::LeftAfterOverstay => ShownClass::Left,
    }
}

fn doubt(doubt: Doubt, words: &Words) -> String {
    words.text(&format!("overstay-doubt-{}", doubt.code()))
}

fn row(app: &App, one: &Listed, words: &Words) -> Option<OverstayRow> {
    let file = &one.overstay.file;
    let entry = one.crossing.entry.as_ref()?;
    let point = entry.passage.point.as_str();
    Some(OverstayRow {
        href: format!("/files/{}", file.id),
        identity: view::identity(file.identities.last()?, words.language()),
        document: file
            .documents
            .last()
            .map(|paper| view::document(paper, words, entry.passage.day.date())),
        entered: Some(view::moment(&entry.passage)),
        point: view::point(&app.points, point).into_owned(),
        left: one.crossing.exit.as_ref().map(view::moment),
        until: view::end(one.crossing.stay, &entry.passage),
        days: u32::try_from(one.days_over).unwrap_or_default(),
        class: shown_class(one.class),
        doubts: one.doubts.iter().map(|one| doubt(*one, words)).collect(),
    })
}

/// The list as a file for other programs.
pub(super) async fn file(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    if !["", "csv", "xlsx"].contains(&asked.format.as_str()) {
        return Err(of_parameter("format", "unknown-format", "expected `csv` or `xlsx`"));
    }
    let purpose = Purpose::InformationMechanism;
    let lawful = lawful(&app, &call, Action::ListOverstayers, purpose).await?;
    let found = list_of(&app, &lawful, &asked.query(), FILE_ROWS).await?;
    let words = app.catalogue.words(language);
    let sheet = sheet(&app, &found, &words);
    let (made, kind, ending) = match asked.format.as_str() {
        "xlsx" => {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            (sheet.xlsx(), kind, "xlsx")
        }
        _ => (sheet.csv(), "text/csv; charset=utf-8", "csv"),
    };
    let bytes = made.map_err(|error: SheetError| {
        tracing::error!(%error, "the list of overstayers could not be written");
        Problem::internal()
    })?;
    let day = app.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let name = format!("attachment; filename=\"overstayers-{day}.{ending}\"");
    Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

fn sheet(app: &App, found: &Page, words: &Words) -> Sheet {
    let head = [
        "file-number",
        "overstay-class",
        "field-surname",
        "field-given-names",
        "field-birth",
        "field-nationality",
        "field-document-number",
        "field-document-issuer",
        "crossing-entered",
        "overstay-point",
        "crossing-until",
        "crossing-left",
        "overstay-days",
        "overstay-doubts",
    ];
    Sheet {
        name: words.text("overstayers-title"),
        head: head.map(|key| words.text(key)).into(),
        rows: found.rows.iter().filter_map(|one| cells(app, one, words)).collect(),
    }
}

fn cells(app: &App, one: &Listed, words: &Words) -> Option<Vec<Cell>> {
    let shown = row(app, one, words)?;
    let file: &File = &one.overstay.file;
    let until = match one.crossing.stay {
        RecordedStay::Until { last_day, .. } => Cell::Day(last_day.date()),
        RecordedStay::NeedsHuman { longest, .. } => Cell::Day(longest.date()),
        RecordedStay::UntilInstant(at) => Cell::from(at.to_string()),
        RecordedStay::NotApplicable => Cell::Empty,
    };
    let document = shown.document.as_ref();
    let text = |text: Option<&String>| Cell::from(text.cloned().unwrap_or_default());
    Some(vec![
        Cell::from(file.id.to_string()),
        Cell::from(words.text(shown.class.key())),
        Cell::from(shown.identity.surname.clone()),
        Cell::from(shown.identity.given_names.clone()),
        Cell::from(file.identities.last()?.birth.to_string()),
        Cell::from(shown.identity.nationality()),
        text(document.map(|paper| &paper.number)),
        text(document.map(|paper| &paper.issuer)),
        shown.entered.map_or(Cell::Empty, |at| Cell::Day(at.date())),
        Cell::from(shown.point.clone()),
        until,
        shown.left.map_or(Cell::Empty, |at| Cell::Day(at.date())),
        Cell::Number(i32::try_from(shown.days).unwrap_or(i32::MAX)),
        Cell::from(shown.doubts.join("; ")),
    ])
}

/// The form by which somebody is taken off the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct LiftForm {
    version: String,
    ground: String,
    evidence: String,
}

/// Opens that form.
pub(super) async fn open_lift(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment((file_id, crossing_id)): Segment<(Uuid, Uuid)>,
) -> Result<Html<String>, Problem> {
    lawful(&app, &call, Action::LiftOverstay, Purpose::Amendment).await.map_err(hide)?;
    let (_, file) = read(&app, &call, file_id, None).await?;
    let path = format!("/files/{file_id}/crossings/{crossing_id}/lift");
    let shell = shell(&app, language, Some(&call.caller), &path);
    html(&lift_page(shell, &file, crossing_id, &LiftForm::default())?)
}

fn lift_page(
    shell: Shell,
    file: &File,
    crossing: Uuid,
    sent: &LiftForm,
) -> Result<DeedPage, Problem> {
    let words = shell.words.clone();
    let record = file.crossings.iter().find(|record| record.id.to_uuid() == crossing);
    let record = record.ok_or_else(Problem::not_found)?;
    let entry = record.entry.as_ref().ok_or_else(Problem::not_found)?;
    let back = format!("/files/{}", file.id);
    let who = file.identities.last().ok_or_else(Problem::internal)?;
    let stay = view::end(record.stay, &entry.passage).text(&words);
    let grounds =
        Lift::ALL.map(|(_, code)| Choice::new(code, words.text(&format!("lift-ground-{code}"))));
    Ok(DeedPage {
        lead: vec![words.text("lift-text")],
        facts: vec![
            (words.text("deed-person"), view::identity(who, words.language()).name()),
            (words.text("crossing-entered"), words.moment(&view::moment(&entry.passage))),
            (words.text("crossing-until"), stay),
        ],
        action: format!("{back}/crossings/{crossing}/lift"),
        hidden: vec![Hidden { name: "version", value: file.version.to_string() }],
        controls: vec![
            Control::new("ground", "lift-ground", Kind::Choice(grounds.into()))
                .holding(&sent.ground),
            Control::new("evidence", "lift-evidence", Kind::Area).hinted().holding(&sent.evidence),
        ],
        submit: words.text("lift-submit"),
        is_grave: false,
        shell: below_file(shell, &back, "lift-title"),
        back,
    })
}

/// Takes somebody off the list.
pub(super) async fn lift(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment((file_id, crossing_id)): Segment<(Uuid, Uuid)>,
    Posted(sent): Posted<LiftForm>,
) -> Result<Response, Problem> {
    let lawful =
        lawful(&app, &call, Action::LiftOverstay, Purpose::Amendment).await.map_err(hide)?;
    let request = LiftRequest { ground: sent.ground.clone(), evidence: sent.evidence.clone() };
    let condition = seen(&sent.version);
    let at = (Id::from_uuid(file_id), Id::from_uuid(crossing_id));
    let Err(problem) = take_off(&app, &lawful, (at, &condition), &request).await else {
        return Ok(Redirect::to(&format!("/files/{file_id}")).into_response());
    };
    let (_, file) = read(&app, &call, file_id, None).await?;
    let shell = shell(&app, language, Some(&call.caller), OVERSTAYERS);
    let mut page = lift_page(shell, &file, crossing_id, &sent)?;
    super::deed::answer(&mut page, &problem)
}
