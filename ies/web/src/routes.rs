//! Every route of the system, in one place: the API, then the pages.
//!
//! The access table of the tests walks [`ROUTES`]; a route that is not listed there fails it.

use axum::Json;
use axum::Router;
use axum::routing::get;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;

use crate::app::Shared;
use crate::{entry, own, people, public};

/// The description of the interface, without its paths.
#[derive(OpenApi)]
#[openapi(info(
    title = "Information Exchange System",
    description = "The information exchange system of the European Migration Network. Every error \
                   is a problem document of RFC 9457 with a stable `code`. Persons call with the \
                   session of their browser or with a token they made, which can do no more than \
                   they can.",
    license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
))]
struct Description;

/// The routes of the API with their description.
fn api() -> OpenApiRouter<Shared> {
    OpenApiRouter::with_openapi(Description::openapi())
}

/// The description of the interface. OpenAPI 3.1.
pub fn description() -> Document {
    api().into_openapi()
}

/// Every route, without layers.
pub fn routes(app: Shared) -> Router {
    let (api, document) = api().split_for_parts();
    let description = move || async move { Json(document) };
    api.route("/openapi.json", get(description))
        .merge(public::routes())
        .merge(entry::routes())
        .merge(own::routes())
        .merge(people::routes())
        .with_state(app)
}
