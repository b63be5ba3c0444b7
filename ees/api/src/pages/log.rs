//! The log and its integrity as pages.

use std::time::Duration;

use axum::extract::State;
use axum::response::{Html, Redirect};
use ees_domain::access::Action;
use ees_domain::authority::{AuthorityKind, Purpose};
use ees_pages::oversight::{
    IntegrityPage, LogFilter, LogPage, LogRow, Outcome, Purpose as ShownPurpose, Recomputed,
    Verdict,
};
use fnd_pg::log::auditor::Finding;
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
use crate::oversight::list_log::{COUNTED_MAX, Listed, Query, ROWS, list};
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
    before: String,
    page: String,
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
            before: given(&self.before),
            person: None,
        }
    }

    /// The page shown, from 1, as the address says; only for the reader's orientation.
    fn page(&self) -> u32 {
        let is_first = self.after.is_empty() && self.before.is_empty();
        if is_first { 1 } else { self.page.parse().unwrap_or(1).max(1) }
    }

    /// The address of page number `page`, which begins or ends at `edge`.
    fn address(&self, edge: (&str, &str), page: u32) -> String {
        let number = page.to_string();
        let pairs = [
            ("from", self.from.as_str()),
            ("to", &self.to),
            ("authority", &self.authority),
            ("purpose", &self.purpose),
            ("file", &self.file),
            edge,
            ("page", &number),
        ];
        let pairs: Vec<String> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        format!("/log?{}", pairs.join("&"))
    }

    fn pager(&self, listed: &Listed) -> Pager {
        let page = self.page();
        let pages = u32::try_from(listed.total.div_ceil(u64::from(ROWS))).unwrap_or(u32::MAX);
        let address = |name, edge: &Option<String>, page| {
            edge.as_ref().map(|edge| self.address((name, edge), page)).unwrap_or_default()
        };
        Pager {
            page,
            // Rows are written while somebody leafs through: the last page may lie further back.
            pages: if listed.next.is_some() { pages.max(page.saturating_add(1)) } else { page },
            // The first page is the newest rows, whatever was written since.
            previous: match page {
                0 | 1 => String::new(),
                2 => self.address(("page", ""), 1),
                _ => address("before", &listed.previous, page.saturating_sub(1)),
            },
            next: address("after", &listed.next, page.saturating_add(1)),
        }
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
            Listed::default()
        }
        Err(problem) => return Err(problem),
    };
    html(&LogPage {
        total: found.total,
        is_more: u64::from(COUNTED_MAX) <= found.total,
        rows: found.rows.iter().map(|row| shown(row, &words)).collect(),
        pager: asked.pager(&found),
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

/// The integrity of the log: what is sealed, since when, and what recomputing it found.
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
    let is_late = 0 < state.waiting && LATE_SECONDS < age;
    let recomputed = app.audit.last().map(|finding| recomputed(&finding));
    let is_broken = recomputed.as_ref().is_some_and(|recomputed| !recomputed.fault.is_empty());
    html(&IntegrityPage {
        verdict: match (is_broken, is_late) {
            (true, _) => Verdict::Broken,
            (false, true) => Verdict::Late,
            (false, false) => Verdict::Sound,
        },
        tree_size: state.sealed,
        waiting: state.waiting,
        lag_seconds: if is_late { u32::try_from(age).unwrap_or(u32::MAX) } else { 0 },
        checkpoint_at: at,
        recomputed,
        root: signed.lines().nth(2).unwrap_or_default().to_owned(),
        key: app.log_key.clone(),
        checkpoint: "/v1/log/checkpoint".into(),
        recompute: RECOMPUTE.into(),
        shell: IntegrityPage::shell(shell),
    })
}

/// Where the log is recomputed on request.
const RECOMPUTE: &str = "/log/integrity";
/// How long the answer waits for the end; a longer run goes on and is shown when it has ended.
const PATIENCE: Duration = Duration::from_secs(10);

/// Recomputes the whole log, and shows what was found.
pub(super) async fn recompute(State(app): State<Shared>, call: Call) -> Result<Redirect, Problem> {
    let lawful = lawful(&app, &call, Action::ReadLogProof, Purpose::Monitoring).await?;
    state(&app, &lawful).await?;
    app.audit.run_now(PATIENCE).await;
    Ok(Redirect::to(RECOMPUTE))
}

fn recomputed(finding: &Finding) -> Recomputed {
    let (rows, fault) = match &finding.result {
        Ok(report) => (report.rows, String::new()),
        Err(fault) => (0, fault.to_string()),
    };
    Recomputed { at: finding.at, rows, fault }
}
