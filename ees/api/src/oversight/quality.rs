//! The quality of the data, in numbers that point at nobody. EES Art. 38(4), 63(1).

use axum::Json;
use axum::extract::State;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::quality::{in_thousand, told};
use ees_store::Outcome;
use ees_store::quality::{self as stored, Quality};
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use super::period::{Period, Query};
use crate::actor::{Call, Lawful, actor, lawful};
use crate::app::{App, Shared};
use crate::problem::of_store;
use crate::suspensions::list::is_overseer;

/// The quality of the data of some days. A number from 1 to 4 is not told and absent.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = QualityReply)]
pub struct Reply {
    /// The first day, `YYYY-MM-DD`.
    pub from: String,
    /// The last day.
    pub to: String,
    /// The State it is about, three letters; absent for all.
    pub state: Option<String>,
    /// By border crossing point; a thousand at most.
    pub points: Vec<Point>,
    /// By authority that let people enter; a thousand at most, those with most entries first.
    pub authorities: Vec<Authority>,
    /// How late entries were recorded that a fall-back procedure recorded.
    pub delays: Delays,
    /// What the files of those who entered say of biometric data, the face first.
    pub marks: Vec<Mark>,
    /// What was refused, by code and crossing point; a thousand at most, the commonest first.
    pub refused: Vec<Refused>,
}

/// What was recorded at one border crossing point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = QualityPoint)]
pub struct Point {
    /// The point.
    pub point: String,
    /// Entries.
    pub entries: Option<u64>,
    /// Of these, those whose stay has ended, or that a later entry overtook, without an exit.
    pub without_exit: Option<u64>,
    /// Of these, those that were recorded by a fall-back procedure.
    pub fallback: Option<u64>,
    /// Of these, those of the progressive start.
    pub progressive: Option<u64>,
    /// Exits.
    pub exits: Option<u64>,
    /// Of these, those without an entry.
    pub without_entry: Option<u64>,
    /// Corrections and completions of records that began here, for each thousand entries.
    pub rectified_in_thousand: Option<u64>,
}

/// What one authority recorded at entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = QualityAuthority)]
pub struct Authority {
    /// The authority.
    pub authority: String,
    /// Its State, three letters.
    pub state: String,
    /// Entries.
    pub entries: Option<u64>,
    /// Of these, those without an exit.
    pub without_exit: Option<u64>,
    /// Of these, those that were recorded by a fall-back procedure.
    pub fallback: Option<u64>,
}

/// How late entries were recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = QualityDelays)]
pub struct Delays {
    /// Within an hour.
    pub within_hour: Option<u64>,
    /// After that within a day.
    pub within_day: Option<u64>,
    /// After that within three days.
    pub within_three_days: Option<u64>,
    /// Later.
    pub later: Option<u64>,
}

/// How many files say one thing of biometric data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = QualityMark)]
pub struct Mark {
    /// `face` or `prints`.
    pub kind: String,
    /// What the files say, a code as of `biometrics` of a file; without the ground on which prints
    /// are not applicable.
    pub mark: String,
    /// How many files.
    pub files: Option<u64>,
}

/// What was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = QualityRefused)]
pub struct Refused {
    /// The stable code. `document-on-other-file` tells of a person with two files, perhaps.
    pub code: String,
    /// The border crossing point; empty where there was none.
    pub point: String,
    /// How often.
    pub times: Option<u64>,
}

/// Reads numbers on the quality of data: of the caller's State, or of all to who oversees.
#[utoipa::path(
    get, path = "/v1/data-quality", tag = "oversight", operation_id = "read_quality",
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
    let lawful = may(&app, &call).await?;
    Ok(Json(read(&app, &lawful, &query).await?))
}

/// Supervisors of border authorities may, and whoever oversees.
pub async fn may(app: &App, call: &Call) -> Result<Lawful, Problem> {
    let oversees = actor(&call.caller).is_ok_and(|actor| is_overseer(actor.authority));
    let purpose = if oversees { Purpose::Monitoring } else { Purpose::Operation };
    lawful(app, call, Action::ReadQuality, purpose).await
}

/// The numbers of the days of `query`.
pub async fn read(app: &App, lawful: &Lawful, query: &Query) -> Result<Reply, Problem> {
    let period = query.period(app.clock.now())?;
    let actor = &lawful.actor;
    let state = (!is_overseer(actor.authority)).then_some(actor.state);
    let asked = serde_json::to_string(query).unwrap_or_default();
    let mut unit = app.register.operate(lawful.access(app, asked)).await.map_err(of_store)?;
    let found = unit.quality(state, period.span()).await.map_err(of_store)?;
    unit.end(Outcome::default()).await.map_err(of_store)?;
    Ok(Reply::of(period, state.map(|state| state.to_string()), &found))
}

impl Reply {
    fn of(period: Period, state: Option<String>, found: &Quality) -> Self {
        let delays = found.delays;
        Self {
            from: period.first.to_string(),
            to: period.last.to_string(),
            state,
            points: found.points.iter().map(Point::of).collect(),
            authorities: found.authorities.iter().map(Authority::of).collect(),
            delays: Delays {
                within_hour: told(delays.hour),
                within_day: told(delays.day),
                within_three_days: told(delays.three_days),
                later: told(delays.later),
            },
            marks: found.marks.iter().map(Mark::of).collect(),
            refused: found.refused.iter().map(Refused::of).collect(),
        }
    }
}

impl Point {
    fn of(one: &stored::PointQuality) -> Self {
        Self {
            point: one.point.clone(),
            entries: told(one.entries),
            without_exit: told(one.without_exit),
            fallback: told(one.fallback),
            progressive: told(one.progressive),
            exits: told(one.exits),
            without_entry: told(one.without_entry),
            rectified_in_thousand: in_thousand(one.rectified, one.entries),
        }
    }
}

impl Authority {
    fn of(one: &stored::AuthorityQuality) -> Self {
        Self {
            authority: one.authority.clone(),
            state: one.state.clone(),
            entries: told(one.entries),
            without_exit: told(one.without_exit),
            fallback: told(one.fallback),
        }
    }
}

impl Mark {
    fn of(one: &stored::MarkQuality) -> Self {
        Self { kind: one.kind.clone(), mark: one.mark.clone(), files: told(one.files) }
    }
}

impl Refused {
    fn of(one: &stored::RefusedInput) -> Self {
        Self { code: one.code.clone(), point: one.point.clone(), times: told(one.times) }
    }
}
