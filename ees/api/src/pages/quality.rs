//! The quality of the data as a page and as files. EES Art. 38(4).

use axum::extract::State;
use axum::response::{Html, Response};
use ees_desk::view;
use ees_domain::point::BorderPoint;
use ees_domain::quality::TOLD_FROM;
use ees_pages::report::{Cell, Section};
use fnd_web::chart::bars::{Bar, Bars};
use fnd_web::extract::Parameters;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::words::Words;

use super::report::{self, Asked, Report, Said, head};
use super::shell::shell;
use crate::actor::Call;
use crate::app::Shared;
use crate::oversight::period::Query;
use crate::oversight::quality::{Authority, Mark, Point, Refused, Reply, may, read};

/// Where the page is.
pub(super) const PATH: &str = "/oversight/quality";
/// The report.
const QUALITY: Report = Report { path: PATH, name: "quality", title: "quality-title" };

/// The page.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Parameters(asked): Parameters<Asked>,
) -> Result<Html<String>, Problem> {
    let lawful = may(&app, &call).await?;
    let shell = shell(&app, language, Some(&call.caller), PATH);
    let words = shell.words.clone();
    let found = read(&app, &lawful, &asked.query()).await;
    let found = found.map(|reply| {
        let days = Query { from: Some(reply.from.clone()), to: Some(reply.to.clone()) };
        (days, said(&reply, (&app.points, &words)))
    });
    report::page(QUALITY, shell, &asked, found)
}

/// One of its tables as a file.
pub(super) async fn file(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let lawful = may(&app, &call).await?;
    let reply = read(&app, &lawful, &asked.query()).await?;
    let (_, sections) = said(&reply, (&app.points, &app.catalogue.words(language)));
    report::file(&app, QUALITY, &asked, &sections)
}

/// The names of points, and the words.
type Names<'a> = (&'a [BorderPoint], &'a Words);

fn said(reply: &Reply, names: Names<'_>) -> Said {
    let words = names.1;
    let few = words.with("quality-text", &[("few", i64::try_from(TOLD_FROM).unwrap_or(0).into())]);
    let about = match &reply.state {
        Some(state) => {
            let name = state.parse().map(|code| view::country(code, words.language()));
            words.one("quality-of-state", "state", name.unwrap_or_else(|_| state.clone()))
        }
        None => words.text("quality-of-all"),
    };
    let sections = vec![
        points(reply, names),
        authorities(reply, words),
        delays(reply, words),
        marks(reply, words),
        refused(reply, names),
    ];
    (vec![about, few, words.text("quality-missing")], sections)
}

/// A number, or that it is too small to be told.
fn number(words: &Words, count: Option<u64>) -> Cell {
    let few = || words.text("quality-few");
    Cell::plain(count.map_or_else(few, |count| words.number(&count)))
}

fn points(reply: &Reply, (points, words): Names<'_>) -> Section {
    let row = |one: &Point| {
        let name = view::point(points, &one.point).into_owned();
        let numbers = [
            one.entries,
            one.without_exit,
            one.fallback,
            one.progressive,
            one.exits,
            one.without_entry,
            one.rectified_in_thousand,
        ];
        let first = Cell::plain(name);
        std::iter::once(first).chain(numbers.map(|count| number(words, count))).collect()
    };
    let keys = [
        "suspensions-point",
        "quality-entries",
        "quality-without-exit",
        "quality-fallback",
        "quality-progressive",
        "quality-exits",
        "quality-without-entry",
        "quality-rectified",
    ];
    Section {
        id: "points",
        title: words.text("quality-points"),
        text: words.text("quality-points-text"),
        empty: words.text("quality-nothing"),
        head: head(words, keys),
        rows: reply.points.iter().map(row).collect(),
        ..Section::default()
    }
}

fn authorities(reply: &Reply, words: &Words) -> Section {
    let row = |one: &Authority| {
        vec![
            Cell::plain(one.authority.clone()).over(one.state.clone()),
            number(words, one.entries),
            number(words, one.without_exit),
            number(words, one.fallback),
        ]
    };
    let keys = ["log-authority", "quality-entries", "quality-without-exit", "quality-fallback"];
    Section {
        id: "authorities",
        title: words.text("quality-authorities"),
        empty: words.text("quality-nothing"),
        head: head(words, keys),
        rows: reply.authorities.iter().map(row).collect(),
        ..Section::default()
    }
}

fn delays(reply: &Reply, words: &Words) -> Section {
    let of = &reply.delays;
    let all = [
        ("quality-hour", of.within_hour),
        ("quality-day", of.within_day),
        ("quality-three-days", of.within_three_days),
        ("quality-later", of.later),
    ];
    let is_any = all.iter().any(|(_, count)| *count != Some(0));
    let row = |(key, count)| vec![Cell::plain(words.text(key)), number(words, count)];
    let bars = all.map(|(key, count)| (words.text(key), count)).into();
    Section {
        id: "delays",
        title: words.text("quality-delays"),
        text: words.text("quality-delays-text"),
        empty: words.text("quality-delays-none"),
        head: head(words, ["quality-delay", "quality-entries"]),
        rows: if is_any { all.map(row).into() } else { Vec::new() },
        chart: chart(bars, words),
        ..Section::default()
    }
}

fn marks(reply: &Reply, words: &Words) -> Section {
    let row = |one: &Mark| {
        let kind = words.text(&format!("mark-{}", one.kind));
        let mark = words.text(&format!("mark-{}-{}", one.kind, one.mark));
        vec![Cell::plain(kind), Cell::plain(mark), number(words, one.files)]
    };
    Section {
        id: "marks",
        title: words.text("mark-title"),
        text: words.text("quality-marks-text"),
        empty: words.text("quality-nothing"),
        head: head(words, ["mark-kind", "mark-says", "quality-files"]),
        rows: reply.marks.iter().map(row).collect(),
        ..Section::default()
    }
}

fn refused(reply: &Reply, (points, words): Names<'_>) -> Section {
    let row = |one: &Refused| {
        let place = if one.point.is_empty() {
            words.text("quality-no-point")
        } else {
            view::point(points, &one.point).into_owned()
        };
        vec![Cell::plain(one.code.clone()), Cell::plain(place), number(words, one.times)]
    };
    Section {
        id: "refused",
        title: words.text("quality-refused"),
        text: words.text("quality-refused-text"),
        empty: words.text("quality-refused-none"),
        head: head(words, ["quality-code", "suspensions-point", "access-times"]),
        rows: reply.refused.iter().map(row).collect(),
        ..Section::default()
    }
}

/// Bars of numbers; one that is not told has none.
fn chart(bars: Vec<(String, Option<u64>)>, words: &Words) -> String {
    let bar = |(label, count): (String, Option<u64>)| Bar {
        label,
        value: count.unwrap_or_default(),
        shown: number(words, count).text,
    };
    let bars = Bars {
        id: "delays-chart".into(),
        title: words.text("quality-delays"),
        description: words.text("quality-chart-text"),
        bars: bars.into_iter().map(bar).collect(),
    };
    bars.html()
}
