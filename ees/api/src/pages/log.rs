//! The log as a page and as a file for other programs. EES Art. 46.

use axum::extract::State;
use axum::response::{Html, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_pages::log::{LogPage, LogRow, Outcome};
use ees_store::LogFilter as Wanted;
use fnd_web::extract::Parameters;
use fnd_web::language::Chosen;
use fnd_web::pager::Pager;
use fnd_web::problem::{Place, Problem};
use fnd_web::words::Words;

use super::html;
use super::log_filter::{Asked, filter};
use super::sheet::csv;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::app::Shared;
use crate::oversight::list_log::{COUNTED_MAX, Listed, ROWS, list_of};
use crate::overstayers::sheet::{Cell, Sheet};

/// Where the list is.
pub(super) const LOG: &str = "/log";
/// Rows of a file for other programs at most.
const FILE_ROWS: u16 = 5_000;

/// The pages beside the one shown.
fn pager(asked: &Asked, listed: &Listed) -> Pager {
    let page = asked.page();
    let pages = u32::try_from(listed.total.div_ceil(u64::from(ROWS))).unwrap_or(u32::MAX);
    let address = |name, edge: &Option<String>, page: u32| {
        let number = page.to_string();
        let address = |edge: &String| asked.address("", &[(name, edge), ("page", &number)]);
        edge.as_ref().map(address).unwrap_or_default()
    };
    Pager {
        page,
        // Rows are written while somebody leafs through: the last page may lie further back.
        pages: if listed.next.is_some() { pages.max(page.saturating_add(1)) } else { page },
        // The first page is the newest rows, whatever was written since.
        previous: match page {
            0 | 1 => String::new(),
            2 => asked.address("", &[]),
            _ => address("before", &listed.previous, page.saturating_sub(1)),
        },
        next: address("after", &listed.next, page.saturating_add(1)),
    }
}

/// A value as it stands in an address.
pub(super) fn encode(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// The log.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Parameters(asked): Parameters<Asked>,
) -> Result<Html<String>, Problem> {
    let shell = shell(&app, language, Some(&call.caller), LOG);
    let lawful = lawful(&app, &call, Action::ReadLog, Purpose::Monitoring).await?;
    let words = shell.words.clone();
    let mut filter = filter(&app, &asked, &words);
    let typed = (&asked.query(), asked.as_typed("page"));
    let found = match list_of(&app, &lawful, typed, (ROWS, true)).await {
        Ok(found) => found,
        Err(problem) => {
            let is_named = |name: &str| {
                problem.errors().iter().any(|fault| fault.place == Place::Field(name.into()))
            };
            let mut wrong = filter.controls().filter(|one| is_named(one.field.name)).peekable();
            if wrong.peek().is_none() {
                return Err(problem);
            }
            wrong.for_each(|control| control.mark(&words));
            Listed::default()
        }
    };
    html(&LogPage {
        total: found.total,
        is_more: u64::from(COUNTED_MAX) <= found.total,
        rows: found.rows.iter().map(|row| shown(row, &words)).collect(),
        pager: pager(&asked, &found),
        file: asked.address("/file", &[]),
        file_rows_max: u64::from(FILE_ROWS),
        filter,
        shell: LogPage::shell(shell),
    })
}

/// Words that can stand in a sentence, at its beginning.
pub(super) fn first(words: &Words, key: &str) -> String {
    let text = words.text(key);
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What became of an operation.
pub(super) fn outcome(code: &str) -> Outcome {
    if code == Wanted::DONE { Outcome::Done } else { Outcome::Refused(code.to_owned()) }
}

fn shown(row: &ees_store::LogRow, words: &Words) -> LogRow {
    let entry = &row.entry;
    let place = if entry.place.is_empty() { String::new() } else { format!(", {}", entry.place) };
    LogRow {
        href: format!("{LOG}/rows/{}", entry.id),
        at: entry.at,
        authority: format!("{} ({})", entry.authority, entry.state),
        officer: format!("{}{place}", entry.person),
        operation: words.text(&format!("action-{}", entry.action)),
        purpose: first(words, &format!("use-{}", entry.purpose)),
        article: entry.basis.clone(),
        file: entry.object.map(|file| file.to_string()).unwrap_or_default(),
        outcome: outcome(&entry.outcome),
    }
}

/// The rows found as a file for other programs, without what they keep sealed.
pub(super) async fn file(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::ReadLog, Purpose::Monitoring).await?;
    let found =
        list_of(&app, &lawful, (&asked.query(), asked.as_typed("file")), (FILE_ROWS, false))
            .await?;
    let words = app.catalogue.words(language);
    let mut rows: Vec<Vec<Cell>> = found.rows.iter().map(cells).collect();
    if let Some(next) = &found.next {
        let more = asked.address("/file", &[("after", next)]);
        rows.push(vec![Cell::from(format!("{} {more}", words.text("log-file-more")))]);
    }
    let head = [
        "recorded-when",
        "log-index",
        "log-operation",
        "log-purpose",
        "log-basis",
        "log-kind",
        "log-office",
        "log-state",
        "log-person",
        "log-place",
        "file-number",
        "log-outcome",
        "log-hits",
        "log-sent",
        "log-request",
    ];
    // Every line of the file is as long as the first one.
    for row in &mut rows {
        row.resize(head.len(), Cell::Empty);
    }
    let head = head.map(|key| words.text(key)).into();
    let day = app.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    csv(&Sheet { name: words.text("log-title"), head, rows }, &format!("log-{day}"))
}

/// A row as a line of a file, in codes, which other programs know.
fn cells(row: &ees_store::LogRow) -> Vec<Cell> {
    let entry = &row.entry;
    vec![
        Cell::from(entry.at.to_string()),
        Cell::from(row.leaf_index.map(|index| index.to_string()).unwrap_or_default()),
        Cell::from(entry.action.clone()),
        Cell::from(entry.purpose.clone()),
        Cell::from(entry.basis.clone()),
        Cell::from(entry.authority_kind.clone()),
        Cell::from(entry.authority.clone()),
        Cell::from(entry.state.clone()),
        Cell::from(entry.person.clone()),
        Cell::from(entry.place.clone()),
        Cell::from(entry.object.map(|file| file.to_string()).unwrap_or_default()),
        Cell::from(entry.outcome.clone()),
        entry.hits.map_or(Cell::Empty, Cell::Number),
        Cell::from(entry.sent.clone()),
        Cell::from(entry.request.to_string()),
    ]
}
