//! What the runs of erasure did, and what goes next. EES Art. 34.

use axum::Json;
use axum::extract::State;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::switches::RetentionSwitches;
use ees_store::{DueMonth, FailingOrders, Outcome, RetentionRun};
use fnd_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::problem::of_store;

/// Runs that are listed at most.
pub const RUNS_MAX: u16 = 100;

/// The last runs, the latest first, and what goes next. Numbers alone.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RetentionRunsReply)]
pub struct Reply {
    /// Orders of erasure that could not be carried out yet, by State and by what stood in the way.
    pub failing: Vec<Failing>,
    /// The last runs, a hundred at most.
    pub runs: Vec<Run>,
    /// What is kept until a day of each of the next twelve months and no longer, as things stand.
    pub ahead: Vec<Ahead>,
}

/// Orders of one State that one obstacle keeps from being carried out. They are tried again by
/// themselves.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FailingOrders)]
pub struct Failing {
    /// The State that ordered, three letters.
    pub state: String,
    /// What stood in the way: `busy`, officers changed the files at that moment; `refused`, the
    /// database refused, and the operator looks at it; `inconsistent`, what is stored breaks a
    /// rule, and the operator runs `eesd retention orphans`.
    pub obstacle: &'static str,
    /// How many.
    pub orders: u64,
    /// How often the one was tried that failed most often.
    pub tries: u32,
    /// When the oldest was ordered, RFC 3339.
    pub since: String,
    /// When the next is tried again.
    pub next_at: String,
}

/// What a run of erasure did.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RetentionRun)]
pub struct Run {
    /// Its identifier.
    pub run_id: Uuid,
    /// What it was for: `daily`, `orders` or `warnings`.
    pub kind: String,
    /// When it began, RFC 3339.
    pub began_at: String,
    /// When it ended; absent when it goes on or was broken off.
    pub ended_at: Option<String>,
    /// Entry/exit records erased, those of erased files not counted. Art. 34(1), (3), (4).
    pub records: u64,
    /// Refusals of entry erased, those of erased files not counted. Art. 34(1).
    pub refusals: u64,
    /// Files erased with everything on them. Art. 34(2), 35(6).
    pub files: u64,
    /// Overstayers of whose data Member States were told that it will go. Art. 34(3).
    pub warnings: u64,
    /// Notices to Member States erased.
    pub notices: u64,
    /// Log rows erased. Art. 46(4).
    pub log_rows: u64,
    /// What was due by its day and is kept by a record.
    pub held: u64,
    /// What hung on nothing or had a wrong day; absent when it was not looked for.
    pub orphans: Option<u64>,
}

/// What is kept until a day of one month.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ErasuresAhead)]
pub struct Ahead {
    /// The first day of the month, `YYYY-MM-DD`.
    pub month: String,
    /// Entry/exit records.
    pub records: u64,
    /// Refusals of entry.
    pub refusals: u64,
    /// Files.
    pub files: u64,
}

/// What was erased, and what goes next.
#[utoipa::path(
    get, path = "/v1/retention-runs", tag = "oversight", operation_id = "list_erasures",
    responses(
        (status = 200, body = Reply),
    )
)]
pub async fn handler(State(app): State<Shared>, call: Call) -> Result<Json<Reply>, Problem> {
    let lawful = lawful(&app, &call, Action::ReadErasures, Purpose::Monitoring).await?;
    let found = list(&app, &lawful).await?;
    Ok(Json(Reply {
        failing: found.failing.iter().map(Failing::of).collect(),
        runs: found.runs.iter().map(Run::of).collect(),
        ahead: found.months.iter().map(Ahead::of).collect(),
    }))
}

/// What is known of erasures.
#[derive(Debug, Clone)]
pub struct Found {
    /// Orders that could not be carried out yet.
    pub failing: Vec<FailingOrders>,
    /// The last runs.
    pub runs: Vec<RetentionRun>,
    /// The months to come.
    pub months: Vec<DueMonth>,
}

/// Orders that fail, the last runs, and the months to come.
pub async fn list(app: &App, lawful: &Lawful) -> Result<Found, Problem> {
    let access = lawful.access(app, String::new());
    let today = RetentionSwitches::default().today(access.at);
    let mut oversight = app.register.oversee(access).await.map_err(of_store)?;
    let runs = oversight.retention_runs(RUNS_MAX).await.map_err(of_store)?;
    let months = oversight.erasures_ahead(today).await.map_err(of_store)?;
    let failing = oversight.failing_orders().await.map_err(of_store)?;
    let outcome = Outcome { hits: Some(runs.len()), ..Outcome::default() };
    oversight.end(outcome).await.map_err(of_store)?;
    Ok(Found { failing, runs, months })
}

impl Failing {
    fn of(orders: &FailingOrders) -> Self {
        Self {
            state: orders.state.to_string(),
            obstacle: orders.obstacle.code(),
            orders: orders.orders,
            tries: orders.tries,
            since: orders.since.to_string(),
            next_at: orders.next_at.to_string(),
        }
    }
}

impl Run {
    fn of(run: &RetentionRun) -> Self {
        Self {
            run_id: run.id,
            kind: run.kind.code().to_owned(),
            began_at: run.began_at.to_string(),
            ended_at: run.ended_at.map(|at| at.to_string()),
            records: run.records,
            refusals: run.refusals,
            files: run.files,
            warnings: run.warnings,
            notices: run.notices,
            log_rows: run.log_rows,
            held: run.held,
            orphans: run.orphans,
        }
    }
}

impl Ahead {
    fn of(month: &DueMonth) -> Self {
        let DueMonth { month, records, refusals, files } = *month;
        Self { month: month.to_string(), records, refusals, files }
    }
}
