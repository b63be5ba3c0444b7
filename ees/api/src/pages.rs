//! The pages: forms read, uses called, contexts filled. What is decided, the uses decide.

mod access;
mod amend;
mod amend_ground;
mod amend_person;
mod case_forms;
mod cases;
mod check;
mod compare;
mod correct_decision;
mod decide;
mod deed;
mod documents;
mod done;
mod erasures;
mod file;
mod integrity;
mod log;
mod log_filter;
mod log_row;
mod merge;
mod notices;
mod overstayers;
mod past;
mod privacy;
pub mod problem;
mod procedures;
mod programmes;
mod quality;
mod record;
mod refuse;
mod report;
mod samples;
mod sheet;
mod shell;
mod start;
mod status_change;
mod suspensions;

use askama::Template;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::Html;
use axum::routing::{get, post};
use ees_wire::capture::CAPTURE_BYTES_MAX;
use fnd_web::problem::Problem;

use crate::app::Shared;
use crate::biometrics::face;

/// The routes of the pages.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(start::handler))
        .route("/check", get(check::form).post(check::handler))
        .route("/entries", post(record::entry))
        .route("/exits", post(record::exit))
        .route("/refusals/new", post(refuse::open))
        .route("/refusals", post(refuse::handler))
        .route("/files/{file_id}/refusals/{refusal_id}", get(refuse::show))
        .route("/files/{file_id}/refusals/{refusal_id}/signature", post(refuse::signature))
        .route("/files/{file_id}/refusals/{refusal_id}/form", post(refuse::paper::open))
        .route("/files/{file_id}/refusals/{refusal_id}/rulings", post(refuse::ruling::handler))
        .route("/files/{file_id}", get(file::handler))
        .route("/files/{file_id}/documents", post(documents::handler))
        .route("/files/{file_id}/facial-image", get(face::handler))
        .route("/files/{file_id}/receipt", get(file::receipt))
        .route("/files/{file_id}/history", get(decide::history))
        .route("/files/{file_id}/decide", get(decide::form).post(decide::handler))
        .route(
            "/files/{file_id}/crossings/{crossing_id}/lift",
            get(overstayers::open_lift).post(overstayers::lift),
        )
        .route(
            "/files/{file_id}/crossings/{crossing_id}/amend",
            get(amend::form).post(amend::handler),
        )
        .route(
            "/files/{file_id}/crossings/{crossing_id}/ground",
            get(amend_ground::form).post(amend_ground::handler),
        )
        .route(
            "/files/{file_id}/rectify/{what}",
            get(amend_person::form).post(amend_person::handler),
        )
        .route(
            "/files/{file_id}/decisions/{decision_id}/correct",
            get(correct_decision::form).post(correct_decision::handler),
        )
        .route("/files/{file_id}/amendments", get(case_forms::new).post(case_forms::add))
        .route("/files/{file_id}/merge", get(merge::form).post(merge::handler))
        .route("/files/{file_id}/split", get(merge::open_split).post(merge::split))
        .route("/amendments", get(cases::handler))
        .route("/amendments/{case_id}", get(cases::one))
        .route("/amendments/{case_id}/ask", post(cases::ask_now))
        .route("/amendments/{case_id}/vis", get(compare::form).post(compare::handler))
        .route("/amendments/{case_id}/settle", get(case_forms::settling).post(case_forms::settled))
        .route(
            "/files/{file_id}/status-changes",
            get(status_change::form).post(status_change::handler),
        )
        .route("/files/{file_id}/programmes", get(programmes::form).post(programmes::handler))
        .route(
            "/files/{file_id}/programmes/{programme_id}/withdrawal",
            get(programmes::open_withdrawal).post(programmes::withdrawal),
        )
        .route("/notices", get(notices::handler))
        .route("/overstayers", get(overstayers::handler))
        .route("/overstayers/file", get(overstayers::file))
        .route("/suspensions", get(suspensions::handler).post(suspensions::begin))
        .route("/suspensions/new", get(suspensions::open_new))
        .route(
            "/suspensions/{suspension_id}/end",
            get(suspensions::open_end).post(suspensions::end),
        )
        .route(
            "/suspensions/{suspension_id}/notification",
            get(suspensions::open_notification).post(suspensions::notification),
        )
        .route("/privacy", get(privacy::handler))
        .merge(oversight())
        .merge(taking())
}

/// Those that take images in.
fn taking() -> Router<Shared> {
    Router::new()
        .route("/check/samples", post(samples::handler))
        .layer(DefaultBodyLimit::max(CAPTURE_BYTES_MAX))
}

/// Those of who oversees.
fn oversight() -> Router<Shared> {
    Router::new()
        .route("/log", get(log::handler))
        .route("/log/file", get(log::file))
        .route("/log/rows/{log_id}", get(log_row::handler))
        .route("/log/integrity", get(integrity::integrity).post(integrity::recompute))
        .route("/oversight/erasures", get(erasures::handler))
        .route("/oversight/procedures", get(procedures::handler).post(procedures::add))
        .route("/oversight/procedures/new", get(procedures::new))
        .route("/oversight/procedures/{procedure_id}/end", post(procedures::end_now))
        .route("/oversight/quality", get(quality::handler))
        .route("/oversight/quality/file", get(quality::file))
        .route("/oversight/access", get(access::handler))
        .route("/oversight/access/file", get(access::file))
}

/// A page as it is sent.
fn html(page: &impl Template) -> Result<Html<String>, Problem> {
    match page.render() {
        Ok(text) => Ok(Html(text)),
        Err(error) => {
            tracing::error!(%error, "a page could not be drawn");
            Err(Problem::internal())
        }
    }
}
