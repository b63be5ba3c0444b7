//! The list of overstayers. EES Art. 9(2), 12(2) and (3).

use axum::Json;
use axum::extract::State;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::code::Code;
use ees_domain::file::Crossing;
use ees_domain::overstayer::{Circumstances, Class, Doubt, class, days_over, doubts};
use ees_domain::suspension::{Suspension, was_suspended};
use ees_store::{Outcome, Overstay, OverstayFilter, Span};
use ees_wire::faults::Faults;
use ees_wire::text;
use ees_wire::traveller::{Document, Identity};
use fnd_core::Id;
use fnd_web::extract::Parameters;
use fnd_web::problem::{Fault, Problem};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::problem::of_store;

/// Rows of a page.
pub const ROWS: u16 = 50;
/// How far the list is counted.
pub const COUNTED_MAX: u32 = 10_000;
/// Days of overstay that can be asked for: longer than anything is kept.
const DAYS_MAX: i32 = 2_000;

/// Who is wanted; all that is given must fit.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Query {
    /// `inside-no-exit` or `left-after-overstay`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::ClassOfOverstay, required = false, inline)]
    pub class: Option<String>,
    /// Who entered this State, three letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::StateCode, required = false, inline)]
    pub state: Option<String>,
    /// Who entered by this border crossing point.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::BorderCrossingPoint, required = false, inline)]
    pub point: Option<String>,
    /// Who has this nationality, a code of ICAO Doc 9303.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::Icao9303Code, required = false, inline)]
    pub nationality: Option<String>,
    /// Who has a travel document of this issuer, a code of ICAO Doc 9303.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::Icao9303Code, required = false, inline)]
    pub issuer: Option<String>,
    /// Whose stay ended so many days ago or earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = u32, required = false, maximum = 2000)]
    pub days: Option<String>,
    /// Go on behind this row: `next` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::Edge, required = false, inline)]
    pub after: Option<String>,
}

/// A page of the list, those whose stay ended last first.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OverstayersReply)]
pub struct Reply {
    /// The rows. Nobody is to be decided on by a row alone: see its `doubts`.
    pub rows: Vec<Row>,
    /// How many fit in all; of more than 10,000 no more are counted.
    pub total: u64,
    /// What to give as `after` for the next page; absent on the last one.
    pub next: Option<String>,
}

/// Somebody on the list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OverstayersRow)]
pub struct Row {
    /// The individual reference number.
    pub file_id: Uuid,
    /// `inside-no-exit` or `left-after-overstay`.
    pub class: &'static str,
    /// Identities, the first one first.
    pub identities: Vec<Identity>,
    /// Travel documents, the first one first.
    pub documents: Vec<Document>,
    /// The record.
    pub crossing: ees_wire::crossing::Crossing,
    /// Whole days since the stay ended: up to the exit, or up to now.
    pub days_over: i64,
    /// Why the row may be wrong, as codes.
    pub doubts: Vec<&'static str>,
}

/// Somebody on the list, as pages and API show it.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The file and which of its records.
    pub overstay: Overstay,
    /// The record.
    pub crossing: Crossing,
    /// In which class.
    pub class: Class,
    /// Whole days since the stay ended.
    pub days_over: i64,
    /// Why it may be wrong.
    pub doubts: Vec<Doubt>,
}

/// A page of the list.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its rows.
    pub rows: Vec<Listed>,
    /// How many fit in all, [`COUNTED_MAX`] at most.
    pub total: u64,
    /// What the next page begins behind.
    pub next: Option<String>,
}

/// Reads the list of overstayers.
#[utoipa::path(
    get, path = "/v1/overstayers", tag = "overstayers", operation_id = "list_overstayers",
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
    let purpose = Purpose::InformationMechanism;
    let lawful = lawful(&app, &call, Action::ListOverstayers, purpose).await?;
    let Page { rows, total, next } = list(&app, &lawful, &query).await?;
    Ok(Json(Reply { rows: rows.iter().map(Row::of).collect(), total, next }))
}

/// What is sent with each row, for the log. EES Art. 46(1)(c).
const SENT: &[&str] = &["identity", "travel-document", "entry-exit", "overstay-mark"];

/// Those who fit, and what to go on with; a page of the usual length.
pub async fn list(app: &App, lawful: &Lawful, query: &Query) -> Result<Page, Problem> {
    list_of(app, lawful, query, ROWS).await
}

/// Those who fit, at most `rows`, and what to go on with.
pub async fn list_of(
    app: &App,
    lawful: &Lawful,
    query: &Query,
    rows: u16,
) -> Result<Page, Problem> {
    let now = app.clock.now();
    let filter = OverstayFilter { count_max: rows.saturating_add(1), ..query.filter()? };
    let asked = serde_json::to_string(query).unwrap_or_default();
    let mut unit = app.register.consult(lawful.access(app, asked)).await.map_err(of_store)?;
    let total = unit.count_overstayers(&filter, COUNTED_MAX).await.map_err(of_store)?;
    let mut found = unit.overstayers(&filter).await.map_err(of_store)?;
    // One more than the page holds was asked for: it tells whether there is another page.
    let is_more = usize::from(rows) < found.len();
    found.truncate(usize::from(rows));
    let suspended = match span(&found) {
        Some(span) => unit.suspensions(span).await.map_err(of_store)?,
        None => Vec::new(),
    };
    let outcome = Outcome { hits: Some(found.len()), sent: SENT, ..Outcome::default() };
    unit.end(outcome).await.map_err(of_store)?;
    let rows: Vec<Listed> =
        found.into_iter().filter_map(|one| listed(one, &suspended, now)).collect();
    let edge = |one: &Listed| Some(format!("{}~{}", one.crossing.ends_at?, one.crossing.id));
    let next = rows.last().filter(|_| is_more).and_then(edge);
    Ok(Page { rows, total, next })
}

/// The record that is marked.
fn marked(overstay: &Overstay) -> Option<&Crossing> {
    overstay.file.crossings.iter().find(|record| record.id == overstay.crossing)
}

/// From the first entry to the last end of the stays; `None` of nobody.
fn span(found: &[Overstay]) -> Option<Span> {
    let records = || found.iter().filter_map(marked);
    let entered = records().filter_map(|record| Some(record.entry.as_ref()?.passage.at)).min();
    let ended = records().filter_map(|record| record.ends_at).max();
    entered.zip(ended)
}

fn listed(overstay: Overstay, suspended: &[Suspension], now: Timestamp) -> Option<Listed> {
    let crossing = marked(&overstay)?.clone();
    let circumstances = Circumstances {
        has_biometrics: overstay.file.biometrics.is_any_taken(),
        was_suspended: was_suspended(&crossing, suspended),
    };
    Some(Listed {
        class: class(&crossing, now)?,
        days_over: days_over(&crossing, now),
        doubts: doubts(&crossing, circumstances),
        crossing,
        overstay,
    })
}

impl Query {
    /// What is asked, or everything in it that is wrong.
    fn filter(&self) -> Result<OverstayFilter, Problem> {
        let mut faults = Faults::default();
        let wrong = |field: &'static str, code, expected: &str| {
            Fault::field(field, code, format!("expected {expected}"))
        };
        let nation = |field, text: &str| {
            let expected = "a code of ICAO Doc 9303, as in GEO";
            let read = Code::read(text).map(Code::code);
            read.ok().ok_or_else(|| wrong(field, "unknown-code", expected))
        };
        let class = self.class.as_deref().map(|code| {
            let expected = "`inside-no-exit` or `left-after-overstay`";
            Class::find(code).ok_or_else(|| wrong("class", "unknown-class", expected))
        });
        let state = self.state.as_deref().map(|code| {
            let unknown = || wrong("state", "unknown-state", "three letters, as in ROU");
            code.parse().ok().ok_or_else(unknown)
        });
        let point = self.point.as_deref().map(|code| {
            let expected = "a border crossing point, as in ROU-A-OTP";
            code.parse().ok().ok_or_else(|| wrong("point", "unknown-point", expected))
        });
        let nationality = self.nationality.as_deref().map(|text| nation("nationality", text));
        let issuer = self.issuer.as_deref().map(|text| nation("issuer", text));
        let days = self.days.as_deref().map(|text| {
            let days = text.parse::<i32>().ok().filter(|days| (0..=DAYS_MAX).contains(days));
            days.ok_or_else(|| wrong("days", "not-days", "a number of days, at most 2000"))
        });
        let filter = OverstayFilter {
            class: class.and_then(|read| faults.keep(read)),
            state: state.and_then(|read| faults.keep(read)),
            point: point.and_then(|read| faults.keep(read)),
            nationality: nationality.and_then(|read| faults.keep(read)),
            issuer: issuer.and_then(|read| faults.keep(read)),
            days_over_min: days.and_then(|read| faults.keep(read)),
            after: None,
            count_max: ROWS.saturating_add(1),
        };
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let after = text::edge("after", self.after.as_deref())?;
        Ok(OverstayFilter { after: after.map(|(at, id)| (at, Id::from_uuid(id))), ..filter })
    }
}

impl Row {
    /// The row as it is sent.
    pub fn of(listed: &Listed) -> Self {
        let file = &listed.overstay.file;
        Self {
            file_id: file.id.to_uuid(),
            class: listed.class.code(),
            identities: file.identities.iter().map(Identity::of).collect(),
            documents: file.documents.iter().map(Document::of).collect(),
            crossing: ees_wire::crossing::Crossing::of(&listed.crossing),
            days_over: listed.days_over,
            doubts: listed.doubts.iter().map(|doubt| doubt.code()).collect(),
        }
    }
}
