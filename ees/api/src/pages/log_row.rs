//! One line of the log with its proof. EES Art. 46(1) and (4).

use axum::extract::State;
use axum::response::Html;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_pages::log::{Asked, LogRowPage, Proof, Proven};
use fnd_vault::log::proof::encoded;
use fnd_web::extract::Segment;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::shell::Link;
use fnd_web::words::Words;
use uuid::Uuid;

use super::html;
use super::log::{LOG, encode, first, outcome};
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::app::{App, Shared};
use crate::oversight::read_log::{Found, file_name, find, verify};

/// The line.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(log_id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    let lawful = lawful(&app, &call, Action::ReadLog, Purpose::Monitoring).await?;
    let found = find(&app, &lawful, log_id).await?;
    let shell = shell(&app, language, Some(&call.caller), LOG);
    let words = shell.words.clone();
    let entry = &found.row.entry;
    let category = |code: &str| words.text(&format!("category-{code}"));
    html(&LogRowPage {
        facts: facts(&found, &words),
        asked: asked(&found),
        sent: entry.sent.split_whitespace().map(category).collect(),
        links: links(&found, &words),
        proof: proof(&app, &found)?,
        shell: LogRowPage::shell(shell, LOG),
    })
}

/// What the line says, without what is empty.
fn facts(found: &Found, words: &Words) -> Vec<(String, String)> {
    let entry = &found.row.entry;
    let became = outcome(&entry.outcome);
    let code =
        if became.code().is_empty() { String::new() } else { format!(" ({})", became.code()) };
    let facts = [
        ("recorded-when", words.instant(&entry.at)),
        ("log-operation", words.text(&format!("action-{}", entry.action))),
        ("log-purpose", first(words, &format!("use-{}", entry.purpose))),
        ("log-basis", entry.basis.clone()),
        ("log-kind", first(words, &format!("body-{}", entry.authority_kind))),
        ("log-office", entry.authority.clone()),
        ("log-state", entry.state.clone()),
        ("log-person", entry.person.clone()),
        ("log-place", entry.place.clone()),
        ("file-number", entry.object.map(|file| file.to_string()).unwrap_or_default()),
        ("log-outcome", format!("{}{code}", words.text(became.key()))),
        ("log-hits", entry.hits.map(|hits| hits.to_string()).unwrap_or_default()),
        ("log-request", entry.request.to_string()),
    ];
    let given = facts.into_iter().filter(|(_, value)| !value.is_empty());
    given.map(|(key, value)| (words.text(key), value)).collect()
}

fn links(found: &Found, words: &Words) -> Vec<Link> {
    let entry = &found.row.entry;
    let of_person = format!("{LOG}?person={}", encode(&entry.person));
    let mut links = vec![Link { href: of_person, label: words.text("log-same-person") }];
    if let Some(file) = entry.object {
        let href = format!("{LOG}?file={file}");
        links.push(Link { href, label: words.text("log-same-file") });
    }
    links
}

/// What was asked with, one value a line.
fn asked(found: &Found) -> Asked {
    match (&found.row.asked, &found.row.entry.used) {
        (Some(text), _) => {
            let value = serde_json::from_str::<serde_json::Value>(text);
            let pretty = value.ok().and_then(|value| serde_json::to_string_pretty(&value).ok());
            Asked::Text(pretty.unwrap_or_else(|| text.clone()))
        }
        (None, Some(_)) => Asked::Erased,
        (None, None) => Asked::Nothing,
    }
}

fn proof(app: &App, found: &Found) -> Result<Proof, Problem> {
    let Some(proven) = &found.proven else { return Ok(Proof::Waiting) };
    let Ok(checkpoint) = verify(app, proven)? else { return Ok(Proof::Broken) };
    let id = found.row.entry.id;
    Ok(Proof::Proven(Proven {
        place: proven.proof.index.saturating_add(1),
        size: checkpoint.size,
        signed_at: proven.signed_at,
        leaf: encoded(&proven.proof.leaf_hash()),
        path: proven.proof.path.iter().map(encoded).collect(),
        root: encoded(&checkpoint.root),
        key: app.log_key.clone(),
        file: format!("/v1/log/rows/{id}/proof"),
        file_name: file_name(id),
    }))
}
