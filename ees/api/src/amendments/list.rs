//! The cases of amendment of the caller's State, and one of them. EES Art. 35.

use axum::Json;
use axum::extract::State;
use ees_domain::access::Action;
use ees_domain::amendment::{Amendment, Stage, Wish};
use ees_domain::authority::Purpose;
use ees_domain::day::Day;
use ees_store::{CaseEdge, CaseFilter, FoundCase, Outcome};
use ees_wire::text;
use fnd_core::{CountryCode, Id};
use fnd_web::extract::{Parameters, Segment};
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::sent::Case;
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::hide;
use crate::inland::check::here;
use crate::problem::{of_parameter, of_store};

/// Cases on one page.
pub const ROWS: u16 = 50;
/// Cases that are counted at most.
const COUNTED_MAX: u32 = 10_000;
/// What is sent with each case, for the log. EES Art. 46(1)(c).
const SENT: &[&str] = &["amendment-case", "amendment-words", "identity"];

/// Which cases are wanted; all that is given must fit.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Query {
    /// `open`, `asked` or `settled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::StageOfCase, required = false, inline)]
    pub stage: Option<String>,
    /// What is to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::WishOfCase, required = false, inline)]
    pub wish: Option<String>,
    /// Go on behind this case: `next` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::EdgeOfCases, required = false, inline)]
    pub after: Option<String>,
}

/// A page of cases, the most urgent first; those that are over stand last.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CasesReply)]
pub struct Reply {
    /// The cases.
    pub cases: Vec<Case>,
    /// How many fit in all; of more than 10,000 no more are counted.
    pub total: u64,
    /// What to give as `after` for the next page; absent on the last one.
    pub next: Option<String>,
    /// How many erasures the caller's State ordered that could not be carried out yet.
    pub failing_erasures: u64,
}

/// A page of cases with their files.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The cases.
    pub cases: Vec<FoundCase>,
    /// How many fit in all, 10,000 at most.
    pub total: u64,
    /// What the next page begins behind.
    pub next: Option<String>,
    /// Erasures of the State that could not be carried out yet.
    pub failing: u64,
}

/// Lists the cases that the caller's State raised, was asked in, or has to erase in.
#[utoipa::path(
    get, path = "/v1/amendments", tag = "amendments", operation_id = "list_cases",
    params(Query),
    responses(
        (status = 200, body = Reply),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Json<Reply>, Problem> {
    let lawful = lawful(&app, &call, Action::ListCases, Purpose::Amendment).await?;
    let today = here(&app, &lawful.actor)?.day;
    let Page { cases, total, next, failing } = list(&app, &lawful, &query).await?;
    let cases = cases.iter().map(|found| Case::of(&found.case, today)).collect();
    Ok(Json(Reply { cases, total, next, failing_erasures: failing }))
}

/// One case that the caller's State may know of.
#[utoipa::path(
    get, path = "/v1/amendments/{case_id}", tag = "amendments", operation_id = "read_case",
    params(("case_id" = Uuid, Path, description = "the case")),
    responses(
        (status = 200, body = Case),
        (status = 404, description = "no such case, or none that the caller may know of"),
    )
)]
pub async fn one(
    State(app): State<Shared>,
    call: Call,
    Segment(case_id): Segment<Uuid>,
) -> Result<Json<Case>, Problem> {
    let lawful = lawful(&app, &call, Action::ListCases, Purpose::Amendment).await.map_err(hide)?;
    let today = here(&app, &lawful.actor)?.day;
    let found = find(&app, &lawful, Id::from_uuid(case_id)).await?;
    Ok(Json(Case::of(&found.case, today)))
}

/// Reads the cases that fit, and what to go on with.
pub async fn list(app: &App, lawful: &Lawful, query: &Query) -> Result<Page, Problem> {
    let filter = query.filter(lawful.actor.state)?;
    let asked = serde_json::to_string(query).unwrap_or_default();
    let mut unit = app.register.consult(lawful.access(app, asked)).await.map_err(of_store)?;
    let total = unit.count_cases(&filter, COUNTED_MAX).await.map_err(of_store)?;
    let mut cases = unit.cases(&filter).await.map_err(of_store)?;
    let failing = unit.count_failing_orders(lawful.actor.state).await.map_err(of_store)?;
    // One more than the page holds was asked for: it tells whether there is another page.
    let is_more = usize::from(ROWS) < cases.len();
    cases.truncate(usize::from(ROWS));
    let outcome = Outcome { hits: Some(cases.len()), sent: SENT, ..Outcome::default() };
    unit.end(outcome).await.map_err(of_store)?;
    let next = cases.last().filter(|_| is_more).map(edge_of);
    Ok(Page { cases, total, next, failing })
}

/// Reads a case; of one that the caller's State may not know of the answer is that of one that is
/// not there.
pub async fn find(app: &App, lawful: &Lawful, id: Id<Amendment>) -> Result<FoundCase, Problem> {
    let mut unit =
        app.register.consult(lawful.access(app, String::new())).await.map_err(of_store)?;
    let found = unit.find_case(id).await.map_err(of_store)?;
    let state = lawful.actor.state;
    let found = found.filter(|found| found.case.amendment.is_known_to(state));
    let outcome = Outcome {
        refused: found.is_none().then_some("not-found"),
        hits: Some(usize::from(found.is_some())),
        file: found.as_ref().map(|found| found.file.id),
        sent: if found.is_some() { SENT } else { &[] },
    };
    unit.end(outcome).await.map_err(of_store)?;
    found.ok_or_else(Problem::not_found)
}

/// The place of a case in a list, in one word.
fn edge_of(found: &FoundCase) -> String {
    let case = &found.case;
    let is_settled = matches!(case.amendment.stage, Stage::Settled { .. });
    format!("{}~{}~{}", u8::from(is_settled), case.urgent_since, case.amendment.id)
}

fn edge(text: &str) -> Option<CaseEdge> {
    let mut parts = text.splitn(3, '~');
    let is_settled = match parts.next()? {
        "0" => false,
        "1" => true,
        _ => return None,
    };
    let urgent_since: Day = parts.next()?.parse().ok()?;
    let id: Uuid = parts.next()?.parse().ok()?;
    Some(CaseEdge { is_settled, urgent_since, id: Id::from_uuid(id) })
}

impl Query {
    fn filter(&self, state: CountryCode) -> Result<CaseFilter, Problem> {
        let one_of = |field, code, given: &Option<String>, known: &[&str]| match given {
            Some(given) if !known.contains(&given.as_str()) => {
                Err(of_parameter(field, code, format!("expected one of {}", known.join(", "))))
            }
            Some(_) | None => Ok(given.clone()),
        };
        let after = self.after.as_deref().map(|text| {
            let expected = "expected `next` of another page";
            edge(text).ok_or_else(|| of_parameter("after", "not-a-cursor", expected))
        });
        Ok(CaseFilter {
            state,
            stage: one_of("stage", "unknown-stage", &self.stage, &Stage::CODES)?,
            wish: one_of("wish", "unknown-wish", &self.wish, &Wish::CODES)?,
            after: after.transpose()?,
            count_max: ROWS.saturating_add(1),
        })
    }
}
