//! Emergency access of the last year. R35; A6.

use axum::extract::State;
use axum::response::Response;
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_store::Outcome;

use super::super::shared::{After, shown};
use super::DONE;
use crate::app::Shared;
use crate::call::Call;
use crate::problem::of_store;

/// The list, with the form for who may ask.
pub(in crate::admin) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(after): Parameters<After>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::ReadEmergencies, &Target::nothing()).await?;
    let unit = app.store.roles(lawful.access()).await.map_err(of_store)?;
    let mut page = super::page(&app, &call, &unit).await?;
    page.done = after.of(DONE);
    let outcome = Outcome::default().hitting(page.rows.len()).showing(lawful.sent());
    unit.end(outcome).await.map_err(of_store)?;
    shown(&page)
}
