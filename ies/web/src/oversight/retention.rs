//! What is erased when, and what was. Statement 5; R16 to R19.

use axum::extract::State;
use axum::response::Response;
use fnd_register::Coded;
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::{Action, Target};
use ies_domain::account::Account;
use ies_domain::register::{self, RecordRow};
use ies_domain::retention::Span;
use ies_pages::oversight::{Condition, PendingRow, RetentionPage, RuleRow, RunPage, RunRow};
use ies_pages::public::{Kept, Period};
use ies_store::Outcome;
use ies_store::purpose::protecting::{Erased, Run};
use jiff::Timestamp;
use uuid::Uuid;

use crate::admin::shared::shown;
use crate::app::Shared;
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{local, shell, words};
use crate::upkeep::retention::next_after;

/// How long a category is kept, in words.
pub(super) fn period(row: &RecordRow, words: &Words) -> String {
    let period = match row.period {
        Span::UntilThen => Period::Until,
        Span::Hours(hours) => Period::Hours(hours.into()),
        Span::Days(days) => Period::Days(days.into()),
        Span::Years(years) => Period::Years(years.into()),
    };
    Kept { start: row.kept_from, end: row.counted_from, period }.phrase(words)
}

/// The words of a category.
pub(super) fn category(code: &str, words: &Words) -> String {
    words.text(&format!("category-{code}"))
}

fn run_row(run: &Run) -> RunRow {
    RunRow {
        at: local(run.at),
        condition: if run.failed == 0 { Condition::Good } else { Condition::Troubled },
        erased: run.erased,
        failed: run.failed,
        href: format!("/retention/runs/{}", run.id),
    }
}

fn pending(account: &Account, words: &Words, now: Timestamp) -> Option<PendingRow> {
    let disabled = account.disabled?;
    Some(PendingRow {
        account: account.id.to_uuid().to_string(),
        cause: words.text(&cause(disabled.cause.code())),
        since: local(disabled.at),
        by: disabled.erase_by.map(|by| (local(by), by < now)),
    })
}

/// The key of a cause: that of the right that was used.
fn cause(code: &str) -> String {
    match code {
        "erasure-requested" => "right-erasure".to_owned(),
        "consent-withdrawn" => "right-consent-withdrawal".to_owned(),
        "dormancy" => "account-dormant".to_owned(),
        right => format!("right-{right}"),
    }
}

/// Rules and runs.
pub(super) async fn list(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::ReadRetention, &Target::nothing()).await?;
    let unit = app.store.protect(lawful.access()).await.map_err(of_store)?;
    let runs = unit.runs().await.map_err(of_store)?;
    let last = match runs.first() {
        Some(run) => unit.run(run.id).await.map_err(of_store)?,
        None => Vec::new(),
    };
    let leaving = unit.leaving().await.map_err(of_store)?;
    let outcome = Outcome::default().hitting(runs.len()).showing(lawful.sent());
    unit.end(outcome).await.map_err(of_store)?;
    let words = words(&app, &call.visit);
    let rule = |row: &RecordRow| {
        let of = |one: &&Erased| one.category == row.category;
        let done = last.iter().find(of);
        RuleRow {
            category: category(row.category, &words),
            period: period(row, &words),
            law: row.period_basis.to_owned(),
            erased: done.map_or(0, |one| one.count),
            failed: last.iter().filter(of).filter(|one| one.has_failed).map(|_| 1).sum(),
        }
    };
    let page = RetentionPage {
        shell: RetentionPage::shell(shell(&app, &call.visit, "/retention")),
        done: None,
        next: local(next_after(lawful.at)),
        rules: register::record(&app.switches).iter().map(rule).collect(),
        pending: leaving.iter().filter_map(|one| pending(one, &words, lawful.at)).collect(),
        runs: runs.iter().map(run_row).collect(),
    };
    shown(&page)
}

/// One run.
pub(super) async fn run(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::ReadRetention, &Target::nothing()).await?;
    let unit = app.store.protect(lawful.access()).await.map_err(of_store)?;
    let runs = unit.runs().await.map_err(of_store)?;
    let found = runs.iter().find(|run| run.id == id).ok_or_else(Problem::not_found)?;
    let erased = unit.run(id).await.map_err(of_store)?;
    unit.end(Outcome::on(id).showing(lawful.sent())).await.map_err(of_store)?;
    let words = words(&app, &call.visit);
    let row =
        |one: &Erased| (category(&one.category, &words), one.count, u64::from(one.has_failed));
    let run = run_row(found);
    let page = RunPage {
        shell: RunPage::shell(shell(&app, &call.visit, &run.href), "/retention", &run),
        rows: erased.iter().map(row).collect(),
        run,
    };
    shown(&page)
}
