//! Every route of the system, in one place: the API, then the pages.
//!
//! The access table of the tests walks [`listed`]; a route that is not listed there fails it.

use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use fnd_web::describe::{self, Described, Way};
use ies_domain::access::Refusal;
use ies_pages::public::SESSION_COOKIE;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::problem::refused;

/// The description of the interface, without its paths.
#[derive(OpenApi)]
#[openapi(info(
    title = "Information Exchange System",
    description = "The information exchange system of the European Migration Network. Every error \
                   is a problem document of RFC 9457 with a stable `code`. Persons call with the \
                   session of their browser or with a token they made, which can do no more than \
                   they can.",
    license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
),
tags(
    (name = "public", description = "for everybody"),
    (name = "own", description = "what is one's own"),
    (name = "communities", description = "Communities and who belongs to them"),
    (name = "people", description = "people whom one sees"),
),
components(schemas(describe::Document, describe::Fault)))]
struct Description;

/// The routes of the API with their description.
fn api() -> OpenApiRouter<Shared> {
    let api = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(crate::public::record::handler));
    let mut api = crate::api::add_to(api);
    let ways = [Way::Session(SESSION_COOKIE), Way::Token];
    let described = Described { ways: &ways, refusal: refused(Refusal::Forbidden) };
    describe::complete(api.get_openapi_mut(), &described);
    api
}

/// The description of the interface. OpenAPI 3.1.
pub fn description() -> Document {
    api().into_openapi()
}

/// The routes that stand here.
const ROUTES: &[(&str, &str)] = &[("GET", "/openapi.json")];

/// Every route with its method, area by area, for the matrix of everybody and everything. Whoever
/// adds a route names it in the list of its area.
pub fn listed() -> Vec<(&'static str, &'static str)> {
    [
        ROUTES,
        crate::public::ROUTES,
        crate::entry::ROUTES,
        crate::people::ROUTES,
        crate::own::ROUTES,
        crate::tokens::ROUTES,
        crate::communities::ROUTES,
        crate::contacts::ROUTES,
        crate::admin::ROUTES,
        crate::oversight::ROUTES,
        crate::api::ROUTES,
    ]
    .concat()
}

/// Every route, without layers.
pub fn routes(app: Shared) -> Router {
    let (api, document) = api().split_for_parts();
    let description = move || async move { Json(document) };
    api.route("/openapi.json", get(description))
        .merge(crate::public::routes())
        .merge(crate::entry::routes())
        .merge(crate::people::routes())
        .merge(crate::tokens::routes())
        .merge(crate::communities::routes())
        .merge(crate::contacts::routes())
        .merge(crate::admin::routes())
        .merge(crate::oversight::routes())
        .merge(crate::own::routes())
        .route_layer(from_fn_with_state(Arc::clone(&app), crate::answered::layer))
        .with_state(app)
}
