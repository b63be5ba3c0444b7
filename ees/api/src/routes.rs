//! Every route of the system, in one place: the API by authority, then the pages.
//!
//! The access table of the tests walks [`ROUTES`]; a route that is not listed there fails it.

use axum::Json;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use ees_wire::capture::CAPTURE_BYTES_MAX;
use fnd_web::describe::{self, Described, Way};
use fnd_web::problem::Problem;
use fnd_web::session;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::{
    amendments, biometrics, border, decisions, inland, notices, oversight, overstayers, pages,
    programmes, subject, suspensions,
};

/// The description of the interface, without its paths.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Entry/Exit System",
        description = "The register of entries, exits and refusals of third-country nationals at \
                       external borders, Regulation (EU) 2017/2226. Every error is a problem \
                       document of RFC 9457 with a stable `code`. Persons call with the session \
                       of their browser, systems with a client certificate.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
    ),
    tags(
        (name = "border", description = "border authorities, Art. 23"),
        (name = "inland", description = "immigration authorities, Art. 26"),
        (name = "decisions", description = "decisions on authorised stays, Art. 19"),
        (name = "programmes", description = "national facilitation programmes, Art. 25"),
        (name = "amendments", description = "putting data right, Art. 20, 35"),
        (name = "overstayers", description = "the information mechanism, Art. 12"),
        (name = "oversight", description = "supervisory authorities, Art. 46, 55, 56"),
        (name = "subject", description = "anybody"),
    ),
    components(schemas(describe::Document, describe::Fault))
)]
struct Description;

/// The routes of the API with their description.
fn api() -> OpenApiRouter<Shared> {
    let api = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(border::check::handler))
        .routes(routes!(border::next_step::handler))
        .routes(routes!(border::record_entry::handler))
        .routes(routes!(border::record_exit::handler))
        .routes(routes!(border::refuse::handler))
        .routes(routes!(border::sign_refusal::handler))
        .routes(routes!(border::correct_refusal::handler))
        .routes(routes!(border::replay::handler))
        .routes(routes!(border::read_file::handler))
        .routes(routes!(border::read_versions::handler))
        .routes(routes!(biometrics::face::handler))
        .routes(routes!(border::add_document::handler))
        .routes(routes!(decisions::add::handler))
        .routes(routes!(decisions::correct::handler))
        .routes(routes!(amendments::rectify::handler))
        .routes(routes!(amendments::rectify_file::handler))
        .routes(routes!(amendments::open::handler))
        .routes(routes!(amendments::merge::handler))
        .routes(routes!(amendments::merge::splitting))
        .routes(routes!(amendments::list::handler))
        .routes(routes!(amendments::list::one))
        .routes(routes!(amendments::ask::handler))
        .routes(routes!(amendments::compare::handler))
        .routes(routes!(amendments::compare::replying))
        .routes(routes!(amendments::settle::handler))
        .routes(routes!(decisions::change_status::handler))
        .routes(routes!(programmes::enter::handler))
        .routes(routes!(programmes::withdraw::handler))
        .routes(routes!(inland::check::handler))
        .routes(routes!(overstayers::list::handler))
        .routes(routes!(overstayers::lift::handler))
        .routes(routes!(notices::list::handler))
        .routes(routes!(notices::stream::handler))
        .routes(routes!(suspensions::list::handler))
        .routes(routes!(suspensions::begin::handler))
        .routes(routes!(suspensions::change::end))
        .routes(routes!(suspensions::change::notify))
        .routes(routes!(oversight::list_log::handler))
        .routes(routes!(oversight::read_log::handler))
        .routes(routes!(oversight::read_log::proof))
        .routes(routes!(oversight::log_proof::checkpoint))
        .routes(routes!(oversight::log_proof::tile))
        .routes(routes!(oversight::list_erasures::handler))
        .routes(routes!(oversight::procedures::handler, oversight::procedures::beginning))
        .routes(routes!(oversight::procedures::ending))
        .routes(routes!(oversight::list_access::handler))
        .routes(routes!(oversight::quality::handler))
        .routes(routes!(subject::privacy::handler));
    let captures = OpenApiRouter::new()
        .routes(routes!(biometrics::capture::handler))
        .layer(DefaultBodyLimit::max(CAPTURE_BYTES_MAX));
    let mut api = api.merge(captures);
    let ways = [Way::Certificate, Way::Session(session::COOKIE)];
    let described = Described { ways: &ways, refusal: Problem::no_basis() };
    describe::complete(api.get_openapi_mut(), &described);
    api
}

/// The description of the interface. OpenAPI 3.1.
pub fn description() -> Document {
    api().into_openapi()
}

/// Every route, without layers.
pub fn routes(app: Shared) -> Router {
    let (api, document) = api().split_for_parts();
    let description = move || async move { Json(document) };
    api.route("/openapi.json", get(description)).merge(pages::routes()).with_state(app)
}

/// Every route with its method, for the access table.
pub const ROUTES: &[(&str, &str)] = &[
    ("POST", "/v1/checks"),
    ("POST", "/v1/checks/steps"),
    ("POST", "/v1/captures"),
    ("GET", "/v1/files/{file_id}/facial-image"),
    ("POST", "/v1/entries"),
    ("POST", "/v1/exits"),
    ("POST", "/v1/refusals"),
    ("PUT", "/v1/files/{file_id}/refusals/{refusal_id}/signature"),
    ("POST", "/v1/files/{file_id}/refusals/{refusal_id}/rulings"),
    ("POST", "/v1/replays"),
    ("GET", "/v1/files/{file_id}"),
    ("GET", "/v1/files/{file_id}/versions"),
    ("POST", "/v1/files/{file_id}/documents"),
    ("POST", "/v1/files/{file_id}/decisions"),
    ("POST", "/v1/files/{file_id}/decisions/{decision_id}/corrections"),
    ("POST", "/v1/files/{file_id}/rectifications"),
    ("POST", "/v1/files/{file_id}/crossings/{crossing_id}/amendments"),
    ("POST", "/v1/files/{file_id}/amendments"),
    ("POST", "/v1/files/{file_id}/merge"),
    ("POST", "/v1/files/{file_id}/split"),
    ("GET", "/v1/amendments"),
    ("GET", "/v1/amendments/{case_id}"),
    ("POST", "/v1/amendments/{case_id}/ask"),
    ("POST", "/v1/amendments/{case_id}/comparison"),
    ("POST", "/v1/amendments/{case_id}/vis-reply"),
    ("POST", "/v1/amendments/{case_id}/settle"),
    ("POST", "/v1/files/{file_id}/status-changes"),
    ("POST", "/v1/files/{file_id}/programmes"),
    ("POST", "/v1/files/{file_id}/programmes/{programme_id}/withdrawal"),
    ("POST", "/v1/territory-checks"),
    ("GET", "/v1/overstayers"),
    ("GET", "/v1/notices"),
    ("GET", "/v1/notices/stream"),
    ("POST", "/v1/files/{file_id}/crossings/{crossing_id}/lift"),
    ("GET", "/v1/suspensions"),
    ("POST", "/v1/suspensions"),
    ("POST", "/v1/suspensions/{suspension_id}/end"),
    ("POST", "/v1/suspensions/{suspension_id}/notification"),
    ("GET", "/v1/log"),
    ("GET", "/v1/log/rows/{log_id}"),
    ("GET", "/v1/log/rows/{log_id}/proof"),
    ("GET", "/v1/log/checkpoint"),
    ("GET", "/v1/log/tile/{level}/{number}"),
    ("GET", "/v1/retention-runs"),
    ("GET", "/v1/monitoring-procedures"),
    ("POST", "/v1/monitoring-procedures"),
    ("POST", "/v1/monitoring-procedures/{procedure_id}/end"),
    ("GET", "/v1/access"),
    ("GET", "/v1/data-quality"),
    ("GET", "/privacy.json"),
    ("GET", "/openapi.json"),
    ("GET", "/"),
    ("GET", "/check"),
    ("POST", "/check"),
    ("POST", "/check/samples"),
    ("POST", "/entries"),
    ("POST", "/exits"),
    ("POST", "/refusals/new"),
    ("POST", "/refusals"),
    ("GET", "/files/{file_id}/refusals/{refusal_id}"),
    ("POST", "/files/{file_id}/refusals/{refusal_id}/signature"),
    ("POST", "/files/{file_id}/refusals/{refusal_id}/form"),
    ("POST", "/files/{file_id}/refusals/{refusal_id}/rulings"),
    ("GET", "/files/{file_id}"),
    ("POST", "/files/{file_id}/documents"),
    ("GET", "/files/{file_id}/facial-image"),
    ("GET", "/files/{file_id}/receipt"),
    ("GET", "/files/{file_id}/history"),
    ("GET", "/files/{file_id}/decide"),
    ("POST", "/files/{file_id}/decide"),
    ("GET", "/files/{file_id}/crossings/{crossing_id}/lift"),
    ("POST", "/files/{file_id}/crossings/{crossing_id}/lift"),
    ("GET", "/files/{file_id}/crossings/{crossing_id}/amend"),
    ("POST", "/files/{file_id}/crossings/{crossing_id}/amend"),
    ("GET", "/files/{file_id}/crossings/{crossing_id}/ground"),
    ("POST", "/files/{file_id}/crossings/{crossing_id}/ground"),
    ("GET", "/files/{file_id}/rectify/{what}"),
    ("POST", "/files/{file_id}/rectify/{what}"),
    ("GET", "/files/{file_id}/decisions/{decision_id}/correct"),
    ("POST", "/files/{file_id}/decisions/{decision_id}/correct"),
    ("GET", "/files/{file_id}/amendments"),
    ("POST", "/files/{file_id}/amendments"),
    ("GET", "/files/{file_id}/merge"),
    ("POST", "/files/{file_id}/merge"),
    ("GET", "/files/{file_id}/split"),
    ("POST", "/files/{file_id}/split"),
    ("GET", "/amendments"),
    ("GET", "/amendments/{case_id}"),
    ("POST", "/amendments/{case_id}/ask"),
    ("GET", "/amendments/{case_id}/vis"),
    ("POST", "/amendments/{case_id}/vis"),
    ("GET", "/amendments/{case_id}/settle"),
    ("POST", "/amendments/{case_id}/settle"),
    ("GET", "/files/{file_id}/status-changes"),
    ("POST", "/files/{file_id}/status-changes"),
    ("GET", "/files/{file_id}/programmes"),
    ("POST", "/files/{file_id}/programmes"),
    ("GET", "/files/{file_id}/programmes/{programme_id}/withdrawal"),
    ("POST", "/files/{file_id}/programmes/{programme_id}/withdrawal"),
    ("GET", "/notices"),
    ("GET", "/overstayers"),
    ("GET", "/overstayers/file"),
    ("GET", "/suspensions"),
    ("POST", "/suspensions"),
    ("GET", "/suspensions/new"),
    ("GET", "/suspensions/{suspension_id}/end"),
    ("POST", "/suspensions/{suspension_id}/end"),
    ("GET", "/suspensions/{suspension_id}/notification"),
    ("POST", "/suspensions/{suspension_id}/notification"),
    ("GET", "/log"),
    ("GET", "/log/file"),
    ("GET", "/log/rows/{log_id}"),
    ("GET", "/log/integrity"),
    ("POST", "/log/integrity"),
    ("GET", "/oversight/erasures"),
    ("GET", "/oversight/procedures"),
    ("POST", "/oversight/procedures"),
    ("GET", "/oversight/procedures/new"),
    ("POST", "/oversight/procedures/{procedure_id}/end"),
    ("GET", "/oversight/access"),
    ("GET", "/oversight/access/file"),
    ("GET", "/oversight/quality"),
    ("GET", "/oversight/quality/file"),
    ("GET", "/privacy"),
];
