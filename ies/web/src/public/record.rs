//! The machine-readable record of processing, from the register and the switches as they stand.
//! Law: EUDPR Art. 31; R09, R53.

use axum::Json;
use axum::extract::State;
use ies_domain::register::{REGISTER, RecordRow, record};
use ies_domain::retention::Span;
use ies_domain::rights::RECORD_REFERENCE;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::Shared;

/// The record of processing.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProcessingRecord)]
pub struct Reply {
    /// The system.
    pub system: &'static str,
    /// The number of the record in the Commission's register.
    pub reference: &'static str,
    /// Raised with every change that a reader would notice.
    pub version: u32,
    /// From which day this version holds.
    pub since: &'static str,
    /// The controller's name and address, a line each.
    pub controller: Vec<String>,
    /// The data protection officer's name and address, a line each.
    pub officer: Vec<String>,
    /// Every category of personal data.
    pub categories: Vec<Category>,
}

/// A category of personal data.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProcessingCategory)]
pub struct Category {
    /// Its code.
    pub code: &'static str,
    /// Whose data it is.
    pub subjects: &'static str,
    /// The articles that let the system keep it.
    pub basis: &'static str,
    /// The legal grounds among them.
    pub grounds: Vec<&'static str>,
    /// What it is used for.
    pub purposes: Vec<&'static str>,
    /// Who receives it; nobody, when the system alone uses it.
    pub recipients: Vec<&'static str>,
    /// Whether it reaches third countries or international organisations.
    pub transferred: bool,
    /// How long it is kept.
    pub retention: Retention,
    /// Whether it lies encrypted under a key of its own.
    pub encrypted: bool,
}

/// When a category is erased.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProcessingRetention)]
pub struct Retention {
    /// The event from which on it is kept.
    pub kept_from: &'static str,
    /// The event from which the time is counted.
    pub counted_from: &'static str,
    /// The time, an ISO 8601 duration; `P0D` when it ends with that event.
    #[schema(example = "P180D")]
    pub period: String,
    /// What the time rests on.
    pub basis: &'static str,
}

/// The record of processing.
#[utoipa::path(
    get, path = "/privacy.json", tag = "public", operation_id = "processing_record",
    security(()),
    responses((status = 200, body = Reply))
)]
pub async fn handler(State(app): State<Shared>) -> Json<Reply> {
    Json(Reply {
        system: REGISTER.system,
        reference: RECORD_REFERENCE,
        version: REGISTER.version,
        since: REGISTER.since,
        controller: app.site.controller.clone(),
        officer: app.site.officer.clone(),
        categories: record(&app.switches).into_iter().map(Category::of).collect(),
    })
}

impl Category {
    fn of(row: RecordRow) -> Self {
        Self {
            code: row.category,
            subjects: row.subjects,
            basis: row.basis,
            grounds: row.grounds,
            purposes: row.purposes,
            recipients: row.recipients,
            transferred: row.is_transferred,
            retention: Retention {
                kept_from: row.kept_from,
                counted_from: row.counted_from,
                period: duration(row.period),
                basis: row.period_basis,
            },
            encrypted: row.is_encrypted,
        }
    }
}

/// The time as ISO 8601 writes it.
pub(crate) fn duration(span: Span) -> String {
    match span {
        Span::UntilThen => "P0D".to_owned(),
        Span::Hours(hours) => format!("PT{hours}H"),
        Span::Days(days) => format!("P{days}D"),
        Span::Years(years) => format!("P{years}Y"),
    }
}
