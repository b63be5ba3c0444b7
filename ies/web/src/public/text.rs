//! Versions of the privacy statement and of the terms of use, word by word as they were published.
//!
//! What somebody agreed to stays readable for good. R09, R38.

use axum::response::Html;
use fnd_core::Language;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::consent::{Statement, StatementKind, Statements, Validity};
use ies_pages::public::{Applies, Text, TextPage, Version};
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
    let all = app.store.statements().await.map_err(of_store)?;
    let holding = Statements(&all).current(kind, app.clock.now()).map(|one| one.version);
    published(app, (&all, kind, holding), words).await
}

/// The version `number`, also one that will hold later.
pub async fn numbered(
    app: &App,
    (kind, number): (StatementKind, u32),
    words: &Words,
) -> Result<Published, Problem> {
    let all = app.store.statements().await.map_err(of_store)?;
    let is_there = all.iter().any(|one| one.kind == kind && one.version == number);
    published(app, (&all, kind, is_there.then_some(number)), words).await
}

async fn published(
    app: &App,
    (all, kind, asked): (&[Statement], StatementKind, Option<u32>),
    words: &Words,
) -> Result<Published, Problem> {
    let number = asked.ok_or_else(Problem::not_found)?;
    let text = written(app, (kind, number), words.language()).await?;
    let changes = app.store.statement_changes(words.code()).await.map_err(of_store)?;
    let now = app.clock.now();
    let told = |number: u32| {
        let change = changes.iter().find(|one| one.kind == kind && one.version == number);
        let change = change.map(|one| one.text.clone()).unwrap_or_default();
        Version { change, ..version(all, (kind, number), now) }
    };
    let mut versions: Vec<Version> = all
        .iter()
        .filter(|one| one.kind == kind && one.since <= now)
        .map(|one| told(one.version))
        .collect();
    versions.sort_by_key(|one| std::cmp::Reverse(one.number));
    Ok(Published { version: told(number), versions, text })
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

/// The version `number` of a text among `all`, as pages name it at `now`.
pub fn version(all: &[Statement], (kind, number): (StatementKind, u32), now: Timestamp) -> Version {
    let found = all.iter().find(|one| one.kind == kind && one.version == number);
    let first = found.map(|one| local(one.since).date()).unwrap_or_default();
    let applies = match Statements(all).validity((kind, number), now) {
        None => Applies::Draft,
        Some(Validity::Later) => Applies::Later,
        Some(Validity::Now) => Applies::Now,
        // Of two versions on one day, the earlier one held on that day as well.
        Some(Validity::Until(replaced)) => {
            let last = local(replaced).date().yesterday().unwrap_or(first);
            Applies::Until(last.max(first))
        }
    };
    let href = format!("{}/{number}", path(kind));
    Version { number, since: first, applies, change: String::new(), href }
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
