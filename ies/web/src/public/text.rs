//! Versions of the privacy statement and of the terms of use, word by word as they were published.
//!
//! What somebody agreed to stays readable for good. R09, R38.

use axum::response::Html;
use fnd_core::Language;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::consent::{Statement, StatementKind};
use ies_pages::public::{Text, TextPage, Version};
use jiff::Timestamp;

use super::statements;
use crate::app::App;
use crate::call::Visit;
use crate::problem::of_store;
use crate::shell::{html, local, shell};

/// A version with its text, and what is to be said of the others.
#[derive(Debug, Clone)]
pub struct Published {
    /// The version.
    pub version: Version,
    /// Those that hold or held, the latest first.
    pub versions: Vec<Version>,
    /// What it says in the reader's language.
    pub text: String,
}

/// Where a text is read.
pub const fn path(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Privacy => "/privacy",
        StatementKind::Terms => "/terms",
    }
}

const fn shown(kind: StatementKind) -> Text {
    match kind {
        StatementKind::Privacy => Text::Privacy,
        StatementKind::Terms => Text::Terms,
    }
}

/// The version that holds now.
pub async fn current(app: &App, kind: StatementKind, words: &Words) -> Result<Published, Problem> {
    let (all, now) = (all(app, kind).await?, app.clock.now());
    let holding = all.iter().rfind(|statement| statement.since <= now);
    published(app, (&all, holding), words).await
}

/// The version `number`, also one that will hold later.
pub async fn numbered(
    app: &App,
    (kind, number): (StatementKind, u32),
    words: &Words,
) -> Result<Published, Problem> {
    let all = all(app, kind).await?;
    let asked = all.iter().find(|statement| statement.version == number);
    published(app, (&all, asked), words).await
}

/// The versions of a text, the earliest first.
async fn all(app: &App, kind: StatementKind) -> Result<Vec<Statement>, Problem> {
    let mut all = app.store.statements().await.map_err(of_store)?;
    all.retain(|statement| statement.kind == kind);
    all.sort_by_key(|statement| statement.version);
    Ok(all)
}

async fn published(
    app: &App,
    (all, asked): (&[Statement], Option<&Statement>),
    words: &Words,
) -> Result<Published, Problem> {
    let asked = asked.ok_or_else(Problem::not_found)?;
    let (kind, number) = (asked.kind, asked.version);
    let text = written(app, (kind, number), words.language()).await?;
    let versions = versions(all, app.clock.now());
    let known = versions.iter().find(|version| version.number == number).cloned();
    let version = known.unwrap_or_else(|| version(asked, None));
    Ok(Published { version, versions, text })
}

/// The text as it was published; in English, where there was none in the reader's language.
async fn written(
    app: &App,
    version: (StatementKind, u32),
    language: Language,
) -> Result<String, Problem> {
    for language in [language, Language::ENGLISH] {
        let text = app.store.statement_text(version, language.code()).await.map_err(of_store)?;
        if let Some(text) = text {
            return Ok(text);
        }
    }
    Err(Problem::not_found())
}

/// The versions that hold or held at `now`, the latest first.
fn versions(all: &[Statement], now: Timestamp) -> Vec<Version> {
    let begun: Vec<&Statement> = all.iter().filter(|statement| statement.since <= now).collect();
    let next = begun.iter().skip(1).copied().map(Some).chain([None]);
    let mut versions: Vec<Version> =
        begun.iter().zip(next).map(|(statement, next)| version(statement, next)).collect();
    versions.reverse();
    versions
}

fn version(statement: &Statement, next: Option<&Statement>) -> Version {
    let since = local(statement.since).date();
    // Of two versions on one day, the earlier one held on that day as well.
    let day_before = |next: &Statement| local(next.since).date().yesterday().ok();
    let until = next.map(|next| day_before(next).map_or(since, |day| day.max(since)));
    Version {
        number: statement.version,
        since,
        until,
        change: String::new(),
        href: format!("{}/{}", path(statement.kind), statement.version),
    }
}

/// The page of `published`, which is at `address`.
pub fn page(
    app: &App,
    visit: &Visit,
    (kind, published, address): (StatementKind, Published, &str),
) -> Result<Html<String>, Problem> {
    let text = shown(kind);
    html(&TextPage {
        shell: TextPage::shell(shell(app, visit, address), text),
        text,
        version: published.version,
        sections: statements::sections(&published.text),
        versions: published.versions,
        current: path(kind).to_owned(),
    })
}
