//! What happened to one's data and what one did. R33, R34, R40.
//!
//! Where somebody else did it, the capacity is told, and neither who it was nor from where.

use axum::Json;
use axum::extract::State;
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use ies_domain::log::Reader;
use ies_store::purpose::own::{Line, Technical, Wanted};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::wire::{Instant, instant};
use crate::app::Shared;
use crate::call::Call;
use crate::own;
use crate::problem::of_store;

/// Rows of a page.
const ROWS: i64 = 50;

/// Which rows are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Query {
    /// From this instant on, RFC 3339.
    #[param(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    /// Before this instant, RFC 3339.
    #[param(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
    /// The page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
}

/// A page of one's activity.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Activity)]
pub struct Reply {
    /// The rows, the latest first.
    pub rows: Vec<Row>,
    /// How many there are in all; 0 on a page behind the last one.
    pub total: i64,
}

/// Something that was done.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ActivityRow)]
pub struct Row {
    /// When.
    #[schema(format = DateTime)]
    pub at: Instant,
    /// What was done, a code.
    pub action: String,
    /// What for, a code.
    pub purpose: String,
    /// The rule that permitted or refused it.
    pub basis: String,
    /// `done`, or the code of the refusal.
    pub outcome: String,
    /// In which capacity, a code.
    pub party: String,
    /// Whether one did it oneself.
    pub own: bool,
    /// The codes of the categories of data that were shown.
    pub shown: Vec<String>,
    /// Why somebody else changed one's details, a code.
    pub reason: Option<String>,
    /// From where, of what one did oneself, while it is kept.
    pub origin: Option<Origin>,
}

/// From where something was done, and with what.
#[derive(Clone, Serialize, ToSchema)]
#[schema(as = ActivityOrigin)]
pub struct Origin {
    /// The address of the internet.
    pub ip: String,
    /// The country of the address, three letters; absent when it is not known.
    pub country: Option<String>,
    /// The family of browsers, a code.
    pub browser: String,
    /// The version of the browser.
    pub browser_version: Option<i16>,
    /// The operating system, a code.
    pub system: String,
}

/// Personal data stays out of logs.
impl std::fmt::Debug for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Origin(..)")
    }
}

impl Row {
    fn of(line: Line) -> Self {
        Self {
            at: instant(line.at),
            action: line.deed,
            purpose: line.purpose,
            basis: line.basis,
            outcome: line.outcome,
            party: line.party,
            own: line.is_own,
            shown: line.sent.split_whitespace().map(str::to_owned).collect(),
            reason: line.reason,
            origin: line.technical.map(Origin::of),
        }
    }
}

impl Origin {
    fn of(technical: Technical) -> Self {
        Self {
            ip: technical.ip.to_string(),
            country: technical.country,
            browser: technical.browser,
            browser_version: technical.version,
            system: technical.system,
        }
    }
}

/// Lists what happened to one's own data.
#[utoipa::path(
    get, path = "/v1/me/activity", tag = "own", operation_id = "list_activity",
    params(Query),
    responses((status = 200, body = Reply))
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Json<Reply>, Problem> {
    let before = i64::from(query.page.unwrap_or(1).max(1)).saturating_sub(1);
    let wanted = Wanted {
        from: query.from,
        until: query.until,
        codes: None,
        offset: ROWS.saturating_mul(before),
        most: ROWS,
    };
    let (lawful, unit) = own::open(&app, &call, Reader::Oneself.action()).await?;
    let lines = unit.activity(&wanted).await.map_err(of_store)?;
    let total = unit.activity_total(&wanted).await.map_err(of_store)?;
    own::end(&call, &lawful, unit).await?;
    Ok(Json(Reply { rows: lines.into_iter().map(Row::of).collect(), total }))
}
