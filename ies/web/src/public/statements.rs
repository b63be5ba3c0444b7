//! The texts that people agree to: privacy statement and terms of use, by version.
//!
//! The first version of each is published when the system starts for the first time; later ones
//! a person publishes. What is stored is the text that was shown, with its digest, so that what
//! somebody agreed to can be read years later (R09, R38).

use fnd_register::Coded;
use fnd_web::words::Words;
use ies_domain::consent::{Statement, StatementKind};
use ies_domain::log::{Doer, Event};
use ies_pages::public::{Section, terms};
use ies_store::{Access, Outcome, StoreError, Wording};
use jiff::Timestamp;

use super::statement::statement;
use crate::app::App;
use crate::oversight::record_versions;

/// Publishes the first version of each text, where there is none, and tells the operator when
/// what was published is no longer what this system would say. Keeps the record of processing
/// when it has changed.
pub async fn ensure(app: &App) -> Result<(), StoreError> {
    let existing = app.store.statements().await?;
    for kind in StatementKind::ALL.iter().copied() {
        let last = existing.iter().filter(|statement| statement.kind == kind);
        if let Some(last) = last.max_by_key(|statement| statement.version) {
            warn_if_outdated(app, last);
            continue;
        }
        let now = app.clock.now();
        let access =
            Access::happened(now, Doer::System, Event::StatementPublished, app.ids.next(now));
        let unit = app.store.publish(access).await?;
        let texts = texts(app, kind);
        let first = first(kind, &texts, now);
        unit.add(&first, &wordings(texts, |_| String::new())).await?;
        unit.end(Outcome::default()).await?;
    }
    record_versions::keep(app).await
}

/// Contacts of the configuration, and words of a newer release, reach readers by publication.
fn warn_if_outdated(app: &App, last: &Statement) {
    if digest(&texts(app, last.kind)) != last.digest {
        tracing::warn!(
            kind = last.kind.code(),
            version = last.version,
            "what was published differs from what would be published now; publish a new version"
        );
    }
}

fn first(kind: StatementKind, texts: &[(&'static str, String)], now: Timestamp) -> Statement {
    Statement { kind, version: 1, since: now, is_material: true, digest: digest(texts) }
}

/// The text in each language of the pages.
pub fn texts(app: &App, kind: StatementKind) -> Vec<(&'static str, String)> {
    let of = |words: Words| (words.code(), text(app, kind, &words));
    app.catalogue.languages().into_iter().map(|l| of(app.catalogue.words(l))).collect()
}

/// The texts as they are published, with what they change, in the language of a code.
pub fn wordings(
    texts: Vec<(&'static str, String)>,
    changes: impl Fn(&str) -> String,
) -> Vec<Wording> {
    let wording = |(language, text)| Wording { language, text, changes: changes(language) };
    texts.into_iter().map(wording).collect()
}

/// The text as it is kept.
fn text(app: &App, kind: StatementKind, words: &Words) -> String {
    kept(&match kind {
        StatementKind::Privacy => statement(app, words).sections(words),
        StatementKind::Terms => terms(words),
    })
}

/// What a line begins with that holds a heading.
const HEADING: &str = "# ";

/// Sections as they are kept: headings and paragraphs, a line each.
pub fn kept(sections: &[Section]) -> String {
    let lines = sections.iter().flat_map(|section| {
        let paragraphs = section.paragraphs.iter().map(|paragraph| line(paragraph));
        std::iter::once(format!("{HEADING}{}", line(&section.title))).chain(paragraphs)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A text on one line that is no heading.
fn line(text: &str) -> String {
    // Blanks that do not break, as French has them, are part of the text.
    let parts = text.split(['\n', '\r']).filter(|part| !part.is_empty());
    let joined = parts.collect::<Vec<_>>().join(" ");
    joined.trim_start_matches(HEADING).to_owned()
}

/// The sections of a text that was kept. What stands before the first heading, or without one,
/// is a section as well: nothing that was agreed to is left out.
pub fn sections(kept: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in kept.lines() {
        match (line.strip_prefix(HEADING), sections.last_mut()) {
            (Some(title), _) => {
                sections.push(Section { title: title.to_owned(), paragraphs: Vec::new() });
            }
            (None, Some(section)) => section.paragraphs.push(line.to_owned()),
            (None, None) => {
                sections.push(Section { title: String::new(), paragraphs: vec![line.to_owned()] });
            }
        }
    }
    sections
}

/// SHA-256 over the texts of all languages, each behind its code.
pub fn digest(texts: &[(&'static str, String)]) -> [u8; 32] {
    let parts = texts.iter().flat_map(|(language, text)| [*language, "\0", text.as_str(), "\0"]);
    fnd_vault::log::merkle::sha256(&[parts.collect::<String>().as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_as_it_was_written() {
        let section = |title: &str, paragraphs: &[&str]| Section {
            title: title.into(),
            paragraphs: paragraphs.iter().map(|text| (*text).into()).collect(),
        };
        let written =
            [section("Why", &["Because: a; b.", "No # sign\u{a0}; is lost."]), section("X", &[])];
        assert_eq!(sections(&kept(&written)), written);
        let headed = [section("Contacts", &["# Somebody\nRue 1"])];
        assert_eq!(sections(&kept(&headed)), [section("Contacts", &["Somebody Rue 1"])]);
        assert_eq!(sections("alone"), [section("", &["alone"])]);
    }
}
