//! The terms of use. R38.

use axum::extract::State;
use axum::response::Html;
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use ies_domain::consent::StatementKind;

use super::text;
use crate::app::Shared;
use crate::call::Visit;
use crate::shell::words;

const KIND: StatementKind = StatementKind::Terms;

/// The version in force.
pub async fn handler(State(app): State<Shared>, visit: Visit) -> Result<Html<String>, Problem> {
    let published = text::current(&app, KIND, &words(&app, &visit)).await?;
    text::page(&app, &visit, (KIND, published, "/terms"))
}

/// One version.
pub async fn version(
    State(app): State<Shared>,
    visit: Visit,
    Segment(number): Segment<u32>,
) -> Result<Html<String>, Problem> {
    let published = text::numbered(&app, (KIND, number), &words(&app, &visit)).await?;
    text::page(&app, &visit, (KIND, published, &format!("/terms/{number}")))
}
