//! The integrity of the log as a page.

use std::time::Duration;

use axum::extract::State;
use axum::response::{Html, Redirect};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_pages::oversight::{IntegrityPage, Recomputed, Verdict};
use fnd_pg::log::auditor::Finding;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;

use super::html;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::app::Shared;
use crate::oversight::log_proof::state;

/// Seconds after which a row that waits to be sealed is late.
const LATE_SECONDS: i64 = 5;

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
