//! Every route of the system, in one place: the API by authority, then the pages.
//!
//! The access table of the tests walks [`ROUTES`]; a route that is not listed there fails it.

use axum::Json;
use axum::Router;
use axum::routing::get;
use fnd_web::describe::{self, Described, Way};
use fnd_web::problem::Problem;
use fnd_web::session;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::{border, inland, oversight, pages, subject};

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
        (name = "oversight", description = "supervisory authorities, Art. 46, 55, 56"),
        (name = "subject", description = "anybody"),
    ),
    components(schemas(describe::Document, describe::Fault))
)]
struct Description;

/// The routes of the API with their description.
fn api() -> OpenApiRouter<Shared> {
    let mut api = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(border::check::handler))
        .routes(routes!(border::record_entry::handler))
        .routes(routes!(border::record_exit::handler))
        .routes(routes!(border::read_file::handler))
        .routes(routes!(border::add_document::handler))
        .routes(routes!(inland::check::handler))
        .routes(routes!(oversight::list_log::handler))
        .routes(routes!(oversight::log_proof::checkpoint))
        .routes(routes!(oversight::log_proof::tile))
        .routes(routes!(subject::privacy::handler));
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
    ("POST", "/v1/entries"),
    ("POST", "/v1/exits"),
    ("GET", "/v1/files/{file_id}"),
    ("POST", "/v1/files/{file_id}/documents"),
    ("POST", "/v1/territory-checks"),
    ("GET", "/v1/log"),
    ("GET", "/v1/log/checkpoint"),
    ("GET", "/v1/log/tile/{level}/{number}"),
    ("GET", "/privacy.json"),
    ("GET", "/openapi.json"),
    ("GET", "/"),
    ("GET", "/check"),
    ("POST", "/check"),
    ("POST", "/entries"),
    ("POST", "/exits"),
    ("GET", "/files/{file_id}"),
    ("POST", "/files/{file_id}/documents"),
    ("GET", "/files/{file_id}/receipt"),
    ("GET", "/log"),
    ("GET", "/log/integrity"),
    ("POST", "/log/integrity"),
    ("GET", "/privacy"),
];
