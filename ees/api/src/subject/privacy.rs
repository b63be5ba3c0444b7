//! The machine-readable record of processing, derived from the register in the domain.
//! Law: Regulation (EU) 2016/679 Art. 30(1); EES Art. 50.

use axum::Json;
use ees_domain::register::REGISTER;
use fnd_register::{Coded, Period};
use serde::Serialize;
use utoipa::ToSchema;

/// The record of processing.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProcessingRecord)]
pub struct Reply {
    /// The system.
    pub system: &'static str,
    /// Raised with every change that a reader would notice.
    pub version: u32,
    /// From which day this version holds.
    pub since: &'static str,
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
    /// What it is used for.
    pub purposes: Vec<&'static str>,
    /// Who may receive it.
    pub recipients: Vec<&'static str>,
    /// How long it is kept.
    pub retention: Retention,
    /// Whether it lies encrypted under keys of its own.
    pub encrypted: bool,
}

/// When a category is erased.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProcessingRetention)]
pub struct Retention {
    /// The event that starts the time.
    pub from: &'static str,
    /// The time, an ISO 8601 duration.
    pub period: String,
    /// The article that says so.
    pub basis: &'static str,
}

/// The record of processing.
#[utoipa::path(
    get, path = "/privacy.json", tag = "subject", operation_id = "processing_record",
    security(()),
    responses((status = 200, body = Reply))
)]
pub async fn handler() -> Json<Reply> {
    Json(Reply {
        system: REGISTER.system,
        version: REGISTER.version,
        since: REGISTER.since,
        categories: REGISTER.categories.iter().map(Category::of).collect(),
    })
}

impl Category {
    fn of(
        category: &fnd_register::Category<
            ees_domain::authority::Purpose,
            ees_domain::authority::AuthorityKind,
        >,
    ) -> Self {
        Self {
            code: category.code,
            subjects: category.subjects,
            basis: category.basis,
            purposes: category.purposes.iter().map(Coded::code).collect(),
            recipients: category.recipients.iter().map(Coded::code).collect(),
            retention: Retention {
                from: category.retention.from,
                period: duration(category.retention.period),
                basis: category.retention.basis,
            },
            encrypted: category.encrypted,
        }
    }
}

/// The period as ISO 8601 writes it.
fn duration(period: Period) -> String {
    match period {
        Period::YearsAndDays(years, 0) => format!("P{years}Y"),
        Period::YearsAndDays(0, days) => format!("P{days}D"),
        Period::YearsAndDays(years, days) => format!("P{years}Y{days}D"),
        Period::Hours(hours) => format!("PT{hours}H"),
        Period::UntilThen => "P0D".to_owned(),
    }
}
