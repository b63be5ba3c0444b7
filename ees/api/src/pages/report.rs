//! What pages of numbers on a period have in common: the form, and tables as files.

use axum::response::{Html, Response};
use ees_pages::report::{Cell as Shown, ReportPage, Section};
use fnd_web::form::Field;
use fnd_web::problem::{Place, Problem};
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use serde::Deserialize;

use super::html;
use super::sheet::csv;
use crate::app::App;
use crate::oversight::period::Query;
use crate::overstayers::sheet::{Cell, Sheet};

/// What the address asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    from: String,
    to: String,
    list: String,
    #[serde(rename = "lang")]
    _lang: String,
}

/// A report, as the pages know it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Report {
    /// Its address.
    pub(super) path: &'static str,
    /// The name of its files.
    pub(super) name: &'static str,
    /// The key of its title.
    pub(super) title: &'static str,
}

/// What a report says: sentences, and tables.
pub(super) type Said = (Vec<String>, Vec<Section>);

impl Asked {
    /// As the API would ask.
    pub(super) fn query(&self) -> Query {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Query { from: given(&self.from), to: given(&self.to) }
    }
}

/// The page of what was found, or of what was wrong with the days.
pub(super) fn page(
    report: Report,
    shell: Shell,
    asked: &Asked,
    found: Result<(Query, Said), Problem>,
) -> Result<Html<String>, Problem> {
    let words = shell.words.clone();
    let mut from = Field::holding("from", &asked.from);
    let mut to = Field::holding("to", &asked.to);
    let (lead, mut sections) = match found {
        Ok((days, said)) => {
            from.value = days.from.unwrap_or_default();
            to.value = days.to.unwrap_or_default();
            said
        }
        Err(problem) => {
            for fault in problem.errors() {
                let sentence = words.text(&format!("report-{}", fault.code));
                match &fault.place {
                    Place::Field(name) if name == "from" => from = from.wrong(sentence),
                    Place::Field(name) if name == "to" => to = to.wrong(sentence),
                    Place::Field(_) | Place::Pointer(_) => {}
                }
            }
            if !from.is_wrong() && !to.is_wrong() {
                return Err(problem);
            }
            (Vec::new(), Vec::new())
        }
    };
    for section in &mut sections {
        let (from, to) = (&from.value, &to.value);
        section.file = format!("{}/file?list={}&from={from}&to={to}", report.path, section.id);
    }
    let title = words.text(report.title);
    let shell = shell.titled(title).leading(words.text(&format!("{}-lead", report.title)));
    html(&ReportPage { shell, action: report.path.into(), from, to, lead, sections })
}

/// One table of a report as a file.
pub(super) fn file(
    app: &App,
    report: Report,
    asked: &Asked,
    sections: &[Section],
) -> Result<Response, Problem> {
    let found = sections.iter().find(|section| section.id == asked.list);
    let section = found.ok_or_else(Problem::not_found)?;
    let text = |cell: &Shown| match (cell.text.as_str(), cell.small.as_str()) {
        (text, "") => Cell::from(text.to_owned()),
        (text, small) => Cell::from(format!("{text} ({small})")),
    };
    let sheet = Sheet {
        name: section.title.clone(),
        head: section.head.clone(),
        rows: section.rows.iter().map(|row| row.iter().map(text).collect()).collect(),
    };
    let day = app.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    csv(&sheet, &format!("{}-{}-{day}", report.name, section.id))
}

/// The headings of a table.
pub(super) fn head<const N: usize>(words: &Words, keys: [&str; N]) -> Vec<String> {
    keys.map(|key| words.text(key)).into()
}
