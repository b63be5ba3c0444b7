//! The log and its integrity as pages.

use axum::extract::State;
use axum::response::Html;
use ees_domain::access::Action;
use ees_domain::authority::{AuthorityKind, Purpose};
use ees_pages::oversight::{
    IntegrityPage, LogFilter, LogPage, LogRow, Outcome, Purpose as ShownPurpose, Verdict,
};
use fnd_register::Coded;
use fnd_web::extract::Parameters;
use fnd_web::form::Choice;
use fnd_web::language::Chosen;
use fnd_web::pager::Pager;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use serde::Deserialize;

use super::html;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::app::Shared;
use crate::oversight::list_log::{Query, list};
use crate::oversight::log_proof::state;

/// Seconds after which a row that waits to be sealed is late.
const LATE_SECONDS: i64 = 5;

/// What the page's form asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    from: String,
    to: String,
    authority: String,
    purpose: String,
    file: String,
    after: String,
    #[serde(rename = "lang")]
    _lang: String,
}

fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl Asked {
    /// As the API would ask. Days are those of UTC, the last one included.
    fn query(&self) -> Query {
        let day = |text: &str, days: i64| -> Option<String> {
            let date: jiff::civil::Date = text.trim().parse().ok()?;
            let date = date.checked_add(jiff::Span::new().days(days)).ok()?;
            Some(format!("{date}T00:00:00Z"))
        };
        Query {
            from: day(&self.from, 0),
            to: day(&self.to, 1),
            authority: given(&self.authority),
            purpose: given(&self.purpose),
            file: given(&self.file),
            after: given(&self.after),
            person: None,
        }
    }

    fn address(&self, after: &str) -> String {
        let pairs = [
            ("from", self.from.as_str()),
            ("to", &self.to),
            ("authority", &self.authority),
            ("purpose", &self.purpose),
            ("file", &self.file),
            ("after", after),
        ];
        let pairs: Vec<String> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        format!("/log?{}", pairs.join("&"))
    }
}

/// A value as it stands in an address.
fn encode(value: &str) -> String {
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
    let shell = shell(&app, language, Some(&call.caller), "/log");
    let lawful = lawful(&app, &call, Action::ReadLog, Purpose::Monitoring).await?;
    let words = shell.words.clone();
    let mut filter = filter(&asked, &words);
    let found = match list(&app, &lawful, &asked.query()).await {
        Ok(found) => found,
        Err(problem) if problem.code() == "invalid-value" => {
            filter.file = filter.file.wrong(words.text("refused-invalid-value"));
            (Vec::new(), None)
        }
        Err(problem) => return Err(problem),
    };
    let (rows, next) = found;
    html(&LogPage {
        total: u64::try_from(rows.len()).unwrap_or_default(),
        rows: rows.iter().map(|row| shown(row, &words)).collect(),
        pager: Pager {
            page: if asked.after.is_empty() { 1 } else { 2 },
            pages: if next.is_some() { 3 } else { 1 },
            previous: if asked.after.is_empty() { String::new() } else { asked.address("") },
            next: next.map(|next| asked.address(&next)).unwrap_or_default(),
        },
        filter,
        shell: LogPage::shell(shell),
    })
}

fn filter(asked: &Asked, words: &Words) -> LogFilter {
    let mut filter = LogFilter::empty("/log");
    filter.from.value.clone_from(&asked.from);
    filter.to.value.clone_from(&asked.to);
    filter.authority.value.clone_from(&asked.authority);
    filter.purpose.value.clone_from(&asked.purpose);
    filter.file.value.clone_from(&asked.file);
    let kinds = [
        AuthorityKind::Border,
        AuthorityKind::Immigration,
        AuthorityKind::Supervisory,
        AuthorityKind::DataProtectionSupervisor,
    ];
    filter.authorities = kinds
        .iter()
        .map(|kind| Choice::new(kind.code(), words.text(&format!("body-{}", kind.code()))))
        .collect();
    filter.purposes = Purpose::ALL
        .iter()
        .map(|purpose| Choice::new(purpose.code(), words.text(&format!("use-{}", purpose.code()))))
        .collect();
    filter
}

fn shown(row: &ees_store::LogRow, words: &Words) -> LogRow {
    let entry = &row.entry;
    LogRow {
        at: entry.at,
        authority: format!("{} ({})", entry.authority, entry.state),
        officer: entry.person.clone(),
        operation: words.text(&format!("action-{}", entry.action)),
        purpose: match Purpose::find(&entry.purpose) {
            Some(Purpose::TerritoryCheck) => ShownPurpose::TerritoryCheck,
            Some(Purpose::Monitoring) => ShownPurpose::Oversight,
            _ => ShownPurpose::BorderCheck,
        },
        article: entry.basis.clone(),
        file: entry.object.map(|file| file.to_string()).unwrap_or_default(),
        outcome: if entry.outcome == "done" { Outcome::Done } else { Outcome::Refused },
    }
}

/// The integrity of the log: what is sealed, and since when.
pub(super) async fn integrity(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
) -> Result<Html<String>, Problem> {
    let shell = shell(&app, language, Some(&call.caller), "/log/integrity");
    let lawful = lawful(&app, &call, Action::ReadLogProof, Purpose::Monitoring).await?;
    let state = state(&app, &lawful).await?;
    let now = app.clock.now();
    let (signed, at) = state.checkpoint.unwrap_or((String::new(), now));
    let age = now.duration_since(at).as_secs().max(0);
    let late = 0 < state.waiting && LATE_SECONDS < age;
    html(&IntegrityPage {
        verdict: if late { Verdict::Late } else { Verdict::Sound },
        tree_size: state.sealed,
        waiting: state.waiting,
        lag_seconds: if late { u32::try_from(age).unwrap_or(u32::MAX) } else { 0 },
        checkpoint_at: at,
        root: signed.lines().nth(2).unwrap_or_default().to_owned(),
        key: app.log_key.clone(),
        checkpoint: "/v1/log/checkpoint".into(),
        shell: IntegrityPage::shell(shell),
    })
}
