//! The texts that people agree to: privacy statement and terms of use, by version.
//!
//! The first version of each is published when the system starts for the first time; later ones
//! a person publishes. What is stored is the text that was shown, with its digest, so that what
//! somebody agreed to can be read years later (R09, R38).

use fnd_web::words::Words;
use ies_domain::consent::{Statement, StatementKind};
use ies_domain::log::{Doer, Event};
use ies_pages::public::terms;
use ies_store::{Access, Outcome, StoreError};
use jiff::Timestamp;

use crate::app::App;

/// Publishes the first version of each text, where there is none.
pub async fn ensure(app: &App) -> Result<(), StoreError> {
    let existing = app.store.statements().await?;
    for kind in StatementKind::ALL.iter().copied() {
        if existing.iter().any(|statement| statement.kind == kind) {
            continue;
        }
        let now = app.clock.now();
        let access =
            Access::happened(now, Doer::System, Event::StatementPublished, app.ids.next(now));
        let unit = app.store.publish(access).await?;
        let texts = texts(app, kind);
        let borrowed: Vec<(&str, &str)> =
            texts.iter().map(|(language, text)| (*language, text.as_str())).collect();
        unit.add(&first(kind, &texts, now), &borrowed).await?;
        unit.end(Outcome::default()).await?;
    }
    Ok(())
}

fn first(kind: StatementKind, texts: &[(&'static str, String)], now: Timestamp) -> Statement {
    Statement { kind, version: 1, since: now, is_material: true, digest: digest(texts) }
}

/// The text in each language of the pages.
pub fn texts(app: &App, kind: StatementKind) -> Vec<(&'static str, String)> {
    let of = |words: Words| (words.code(), text(kind, &words));
    app.catalogue.languages().into_iter().map(|l| of(app.catalogue.words(l))).collect()
}

/// The text as it is kept: headings and paragraphs, a line each.
fn text(kind: StatementKind, words: &Words) -> String {
    let sections = match kind {
        StatementKind::Privacy => privacy(words),
        StatementKind::Terms => terms(words)
            .into_iter()
            .flat_map(|section| std::iter::once(section.title).chain(section.paragraphs))
            .collect(),
    };
    sections.join("\n")
}

/// The sentences of the privacy statement: what the register of processing says, in words.
fn privacy(words: &Words) -> Vec<String> {
    let rows = ies_domain::register::record(&ies_domain::switches::Switches::default());
    let category = |row: &ies_domain::register::RecordRow| {
        [words.text(&format!("category-{}", row.category)), row.basis.to_owned()]
    };
    rows.iter().flat_map(category).collect()
}

/// SHA-256 over the texts of all languages, each behind its code.
pub fn digest(texts: &[(&'static str, String)]) -> [u8; 32] {
    let joined: String =
        texts.iter().map(|(language, text)| format!("{language}\0{text}\0")).collect();
    fnd_vault::log::merkle::sha256(&[joined.as_bytes()])
}
