//! Who may do what, and who did, as a page and as files. EES Art. 9(2).

use axum::extract::State;
use axum::response::{Html, Response};
use ees_domain::access::Action;
use ees_domain::authority::{AuthorityKind, Purpose};
use ees_pages::report::{Cell, Section};
use fnd_register::Coded;
use fnd_web::extract::Parameters;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use jiff::Timestamp;

use super::log::first;
use super::report::{self, Asked, Report, Said, head};
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::app::Shared;
use crate::oversight::list_access::{Attempt, Office, RegisteredSystem, Reply, Right, list};
use crate::oversight::period::Query;

/// The report.
const ACCESS: Report = Report { path: "/oversight/access", name: "access", title: "access-title" };

/// The page.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Parameters(asked): Parameters<Asked>,
) -> Result<Html<String>, Problem> {
    let lawful = lawful(&app, &call, Action::ReadAccess, Purpose::Monitoring).await?;
    let shell = shell(&app, language, Some(&call.caller), ACCESS.path);
    let found = list(&app, &lawful, &asked.query()).await;
    let words = shell.words.clone();
    let found = found.map(|reply| (days(&reply), said(&reply, &words)));
    report::page(ACCESS, shell, &asked, found)
}

/// One of its tables as a file.
pub(super) async fn file(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::ReadAccess, Purpose::Monitoring).await?;
    let reply = list(&app, &lawful, &asked.query()).await?;
    let (_, sections) = said(&reply, &app.catalogue.words(language));
    report::file(&app, ACCESS, &asked, &sections)
}

fn days(reply: &Reply) -> Query {
    Query { from: Some(reply.from.clone()), to: Some(reply.to.clone()) }
}

fn said(reply: &Reply, words: &Words) -> Said {
    let unused = reply.rights.iter().filter(|right| right.done == 0).count();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let lead = words.with(
        "access-unused",
        &[("count", count(unused).into()), ("all", count(reply.rights.len()).into())],
    );
    let mut sections: Vec<Section> =
        AuthorityKind::ALL.iter().filter_map(|kind| rights(*kind, reply, words)).collect();
    sections.extend([attempts(reply, words), offices(reply, words), systems(reply, words)]);
    (vec![lead, words.text("access-text")], sections)
}

fn code(words: &Words, prefix: &str, code: &str) -> String {
    first(words, &format!("{prefix}-{code}"))
}

/// When something was done last, as the reply says it.
fn last(words: &Words, at: Option<&String>) -> String {
    let at = at.and_then(|at| at.parse::<Timestamp>().ok());
    at.map(|at| words.instant(&at)).unwrap_or_default()
}

fn rights(kind: AuthorityKind, reply: &Reply, words: &Words) -> Option<Section> {
    let of: Vec<&Right> =
        reply.rights.iter().filter(|right| right.authority == kind.code()).collect();
    let row = |right: &&Right| {
        let roles = right.roles.iter().map(|role| code(words, "role", role));
        let used = if right.done == 0 {
            Cell::tag("warning", words.text("access-never"))
        } else {
            Cell::plain(words.number(&right.done)).over(last(words, right.last_at.as_ref()))
        };
        vec![
            Cell::plain(code(words, "action", &right.action)),
            Cell::plain(code(words, "use", &right.purpose)).over(right.basis.clone()),
            Cell::plain(roles.collect::<Vec<_>>().join(", ")),
            used,
            Cell::plain(words.number(&right.refused)),
        ]
    };
    let keys = ["log-operation", "log-purpose", "access-roles", "access-done", "access-refused"];
    (!of.is_empty()).then(|| Section {
        id: kind.code(),
        title: code(words, "body", kind.code()),
        head: head(words, keys),
        rows: of.iter().map(row).collect(),
        ..Section::default()
    })
}

fn attempts(reply: &Reply, words: &Words) -> Section {
    let row = |one: &Attempt| {
        vec![
            Cell::plain(code(words, "body", &one.authority)),
            Cell::plain(code(words, "action", &one.action)),
            Cell::plain(code(words, "use", &one.purpose)),
            Cell::plain(words.number(&one.times)).over(last(words, Some(&one.last_at))),
        ]
    };
    Section {
        id: "attempts",
        title: words.text("access-attempts"),
        text: words.text("access-attempts-text"),
        empty: words.text("access-attempts-none"),
        head: head(words, ["log-kind", "log-operation", "log-purpose", "access-times"]),
        rows: reply.attempts.iter().map(row).collect(),
        ..Section::default()
    }
}

fn offices(reply: &Reply, words: &Words) -> Section {
    let row = |office: &Office| {
        let used = match office.rows {
            0 => Cell::tag("warning", words.text("access-never")),
            rows => Cell::plain(words.number(&rows)).over(last(words, office.last_at.as_ref())),
        };
        let kind = if office.is_configured { "access-by-system" } else { "access-by-person" };
        vec![
            Cell::plain(office.name.clone()).over(office.state.clone()),
            Cell::plain(code(words, "body", &office.authority)),
            Cell::plain(words.text(kind)),
            used,
        ]
    };
    Section {
        id: "offices",
        title: words.text("access-offices"),
        text: words.text("access-offices-text"),
        empty: words.text("access-offices-none"),
        head: head(words, ["log-office", "log-kind", "access-how", "access-done"]),
        rows: reply.offices.iter().map(row).collect(),
        ..Section::default()
    }
}

fn systems(reply: &Reply, words: &Words) -> Section {
    let row = |system: &RegisteredSystem| {
        let roles = system.roles.iter().map(|role| code(words, "role", role));
        let used = match (system.rows, system.vouches) {
            (0, true) => Cell::plain(words.text("access-vouches")),
            (0, false) => Cell::tag("warning", words.text("access-never")),
            (rows, _) => {
                Cell::plain(words.number(&rows)).over(last(words, system.last_at.as_ref()))
            }
        };
        vec![
            Cell::plain(system.name.clone()).over(system.place.clone().unwrap_or_default()),
            Cell::plain(system.office.clone()).over(system.state.clone()),
            Cell::plain(code(words, "body", &system.authority)),
            Cell::plain(roles.collect::<Vec<_>>().join(", ")),
            used,
        ]
    };
    Section {
        id: "systems",
        title: words.text("access-systems"),
        text: words.text("access-systems-text"),
        empty: words.text("access-systems-none"),
        head: head(
            words,
            ["access-system", "log-office", "log-kind", "access-roles", "access-done"],
        ),
        rows: reply.systems.iter().map(row).collect(),
        ..Section::default()
    }
}
