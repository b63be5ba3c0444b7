//! The page of erasures.

use axum::extract::State;
use axum::response::Html;
use ees_desk::view;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_pages::erasures::{ErasuresPage, FailingRow, MonthRow, RunOutcome, RunPurpose, RunRow};
use ees_store::{DueMonth, FailingOrders, RetentionRun, RunKind};
use fnd_core::Language;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;

use super::html;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::app::Shared;
use crate::oversight::list_erasures::{Found, list};

/// What was erased, and what goes next.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
) -> Result<Html<String>, Problem> {
    let shell = shell(&app, language, Some(&call.caller), "/oversight/erasures");
    let lawful = lawful(&app, &call, Action::ReadErasures, Purpose::Monitoring).await?;
    let Found { runs, months, failing } = list(&app, &lawful).await?;
    let language = shell.words.language();
    html(&ErasuresPage {
        failing: failing.iter().map(|one| failing_row(one, language)).collect(),
        runs: runs.iter().map(run).collect(),
        months: months.iter().map(month).collect(),
        shell: ErasuresPage::shell(shell),
    })
}

fn failing_row(one: &FailingOrders, language: Language) -> FailingRow {
    FailingRow {
        state: view::country(one.state, language),
        obstacle: format!("erasures-obstacle-{}", one.obstacle.code()),
        orders: one.orders,
        tries: one.tries,
        since: one.since,
        next_at: one.next_at,
    }
}

fn run(run: &RetentionRun) -> RunRow {
    let is_doubtful = 0 < run.held || run.orphans.is_some_and(|found| 0 < found);
    RunRow {
        at: run.began_at,
        purpose: match run.kind {
            RunKind::Daily => RunPurpose::Daily,
            RunKind::Orders => RunPurpose::Orders,
            RunKind::Warnings => RunPurpose::Warnings,
        },
        records: run.records,
        refusals: run.refusals,
        files: run.files,
        log_rows: run.log_rows,
        warnings: run.warnings,
        outcome: match (run.ended_at, is_doubtful) {
            (None, _) => RunOutcome::Open,
            (Some(_), true) => RunOutcome::Doubtful,
            (Some(_), false) => RunOutcome::Done,
        },
    }
}

fn month(month: &DueMonth) -> MonthRow {
    let DueMonth { month, records, refusals, files } = *month;
    MonthRow { month, records, refusals, files }
}
