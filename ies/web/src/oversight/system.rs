//! How the system is: its parts and its jobs, and nothing of anybody. R20.

use axum::extract::State;
use axum::response::Response;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::{Action, Target};
use ies_pages::oversight::{Condition, GivenUpRow, HealthPage, JobRow, Part};
use ies_store::Outcome;
use jiff::{SignedDuration, Timestamp};

use crate::admin::shared::shown;
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{local, shell, words};

/// How long after the last run the next one is late.
const RETENTION_LATE: SignedDuration = SignedDuration::from_hours(26);

fn part(name: &'static str, condition: Condition, words: &Words) -> Part {
    Part { name, condition, text: words.text(condition.key()) }
}

/// Whether recomputing the log found it whole.
fn log(app: &App) -> Condition {
    match app.audit.last() {
        None => Condition::Unknown,
        Some(finding) if finding.result.is_ok() => Condition::Good,
        Some(_) => Condition::Bad,
    }
}

/// Whether what its time has passed for was erased last night.
fn erased(last: Option<Timestamp>, now: Timestamp) -> Condition {
    match last {
        None => Condition::Unknown,
        Some(at) if now.duration_since(at) < RETENTION_LATE => Condition::Good,
        Some(_) => Condition::Troubled,
    }
}

/// Whether mails leave.
fn mails(jobs: &[JobRow]) -> Condition {
    let mail = jobs.iter().find(|job| job.kind == ies_store::jobs::SEND_MAIL);
    match mail {
        Some(job) if 0 < job.given_up => Condition::Troubled,
        Some(job) if 30 < job.oldest_minutes => Condition::Troubled,
        Some(_) | None => Condition::Good,
    }
}

/// The page.
pub(super) async fn page(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::RunSystem, &Target::nothing()).await?;
    app.store.note(lawful.access(), Outcome::default()).await.map_err(of_store)?;
    let standing = app.store.jobs_standing(lawful.at).await.map_err(of_store)?;
    let given_up = app.store.jobs_given_up().await.map_err(of_store)?;
    let last = app.store.last_retention().await.map_err(of_store)?;
    let jobs: Vec<JobRow> = standing
        .into_iter()
        .map(|job| JobRow {
            kind: job.kind,
            due: job.due,
            oldest_minutes: job.oldest_minutes,
            done: job.done,
            given_up: job.given_up,
        })
        .collect();
    let words = words(&app, &call.visit);
    let mut parts = vec![
        part("part-database", Condition::Good, &words),
        part("part-mail", mails(&jobs), &words),
        part("part-log", log(&app), &words),
    ];
    if app.clamav.is_none() {
        parts.push(part("part-scanner", Condition::Unknown, &words));
    }
    let mut retention = part("retention-title", erased(last, lawful.at), &words);
    if let Some(at) = last {
        retention.text = words.moment(&local(at));
    }
    parts.push(retention);
    let page = HealthPage {
        shell: HealthPage::shell(shell(&app, &call.visit, "/system")),
        at: lawful.at,
        parts,
        jobs,
        given_up: given_up
            .into_iter()
            .map(|job| GivenUpRow {
                kind: job.kind,
                id: job.id.to_string(),
                at: job.at,
                tries: job.tries,
                code: job.code,
            })
            .collect(),
    };
    shown(&page)
}
