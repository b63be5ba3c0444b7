//! Asking the State responsible, because the State that raised a case cannot check alone.
//! EES Art. 35(3).

use axum::Json;
use axum::extract::State;
use ees_domain::access::Action;
use ees_domain::amendment::Amendment;
use ees_domain::authority::Purpose;
use ees_store::Case;
use ees_store::notices::CASE_WAITS;
use fnd_core::Id;
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use uuid::Uuid;

use super::sent::{self, urgent_since};
use super::step::{Held, hold};
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::hide;
use crate::inland::check::here;
use crate::problem::{ended, of_amendment, of_store};
use crate::unit::done;

/// Asks the State responsible, which has a notice of it and a month to check.
#[utoipa::path(
    post, path = "/v1/amendments/{case_id}/ask", tag = "amendments", operation_id = "ask_in_case",
    params(("case_id" = Uuid, Path, description = "the case")),
    responses(
        (status = 200, body = sent::Case),
        (status = 404, description = "no such case, or none that the caller may know of"),
        (status = 409, description = "does not fit how far the case has come"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(case_id): Segment<Uuid>,
) -> Result<Json<sent::Case>, Problem> {
    let lawful = lawful(&app, &call, Action::HandleCase, Purpose::Amendment).await.map_err(hide)?;
    let case = ask(&app, &lawful, Id::from_uuid(case_id)).await?;
    let today = here(&app, &lawful.actor)?.day;
    Ok(Json(sent::Case::of(&case, today)))
}

/// Asks in the case `id` today.
pub async fn ask(app: &App, lawful: &Lawful, id: Id<Amendment>) -> Result<Case, Problem> {
    let today = here(app, &lawful.actor)?.day;
    let work = app.register.begin(lawful.access(app, String::new())).await.map_err(of_store)?;
    let Held { mut work, file, case } = hold(work, id, lawful.actor.state).await?;
    let asked = match case.amendment.ask(lawful.actor.state, today) {
        Ok(asked) => asked,
        Err(error) => return ended(work, Some(file.id), of_amendment(&error)).await,
    };
    let case = Case { urgent_since: urgent_since(&asked), amendment: asked, ..case };
    work.step_case(&case).await.map_err(of_store)?;
    if let Some(state) = case.amendment.told() {
        work.add_notice(CASE_WAITS, (state, file.id)).await.map_err(of_store)?;
    }
    done(work, file.id, &["amendment-case"]).await?;
    Ok(case)
}
