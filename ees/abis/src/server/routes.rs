//! The operations of the interface at their addresses, each behind its guard.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, delete, get, post, put};
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;

use super::guard::{self, Operation, Transaction};
use super::{Config, Limits, Service, galleries, persons, search, templates};

/// The interface.
pub fn router(service: &Arc<Service>, config: &Config) -> Router {
    let Limits { body_bytes_max, requests_max, request_seconds_max } = config.limits;
    let free = Arc::new(Semaphore::new(requests_max));
    let time = Duration::from_secs(request_seconds_max.into());
    crud(service)
        .merge(searches(service))
        .fallback(guard::no_operation)
        .method_not_allowed_fallback(guard::no_method)
        .layer(DefaultBodyLimit::max(body_bytes_max))
        .layer(from_fn_with_state((free, time), guard::bounded))
        .layer(CatchPanicLayer::custom(guard::on_panic))
        .with_state(Arc::clone(service))
}

type Route = MethodRouter<Arc<Service>>;

/// Writes and reads what is kept.
const WRITE: &str = "abis.encounter.write";
const READ: &str = "abis.encounter.read";

fn guarded(service: &Arc<Service>, operation: Operation, route: Route) -> Route {
    route.layer(from_fn_with_state((Arc::clone(service), operation), guard::layer))
}

fn crud(service: &Arc<Service>) -> Router<Arc<Service>> {
    let route = |name, scope, route| {
        guarded(service, Operation { name, scope, transaction: Transaction::Named }, route)
    };
    let one = "/v1/persons/{person}/encounters/{encounter}";
    Router::new()
        .route(
            "/v1/persons",
            route("createEncounterNoIds", WRITE, post(persons::create_without_ids)),
        )
        .route("/v1/persons/{person}", route("deleteAll", WRITE, delete(persons::delete_all)))
        .route(
            "/v1/persons/{person}/encounters",
            route("createEncounterNoId", WRITE, post(persons::create_without_id)).merge(route(
                "readAllEncounters",
                READ,
                get(persons::read_all_encounters),
            )),
        )
        .route(
            one,
            route("createEncounter", WRITE, post(persons::create_encounter))
                .merge(route("readEncounter", READ, get(persons::read_encounter)))
                .merge(route("updateEncounter", WRITE, put(persons::update_encounter)))
                .merge(route("deleteEncounter", WRITE, delete(persons::delete_encounter))),
        )
        .route(
            &format!("{one}/status"),
            route("updateEncounterStatus", WRITE, put(persons::update_status)),
        )
        .route(
            &format!("{one}/galleries"),
            route("updateEncounterGalleries", WRITE, put(persons::update_galleries)),
        )
        .route(
            &format!("{one}/templates"),
            route("readTemplate", READ, get(templates::read_templates)),
        )
        .route(
            "/v1/persons/{person}/merge/{source}",
            route("mergeEncounter", WRITE, post(persons::merge)),
        )
        .route(
            "/v1/persons/{person}/move/{source}/encounters/{encounter}",
            route("moveEncounter", WRITE, post(persons::move_encounter)),
        )
}

fn searches(service: &Arc<Service>) -> Router<Arc<Service>> {
    let route = |name, scope, route| {
        guarded(service, Operation { name, scope, transaction: Transaction::Named }, route)
    };
    let task = |name, scope, route| {
        guarded(service, Operation { name, scope, transaction: Transaction::None }, route)
    };
    let (identify, verify, gallery) = ("abis.identify", "abis.verify", "abis.gallery.read");
    Router::new()
        .route("/v1/identify/{gallery}", route("identify", identify, post(search::identify)))
        .route(
            "/v1/identify/{gallery}/{person}",
            route("identifyFromId", identify, post(search::identify_person)),
        )
        .route(
            "/v1/identify/{gallery}/{person}/encounters/{encounter}",
            route("identifyFromEncounterId", identify, post(search::identify_encounter)),
        )
        .route("/v1/verify", route("verifyFromBio", verify, post(search::verify_two)))
        .route(
            "/v1/verify/{gallery}/{person}",
            route("verifyFromId", verify, post(search::verify_person)),
        )
        .route("/v1/galleries", route("readGalleries", gallery, get(galleries::read_galleries)))
        .route(
            "/v1/galleries/{gallery}",
            route("readGalleryContent", gallery, get(galleries::read_gallery)),
        )
        .route(
            "/v1/tasks/{task}/status",
            task("readTaskStatus", "abis.task.read", get(galleries::read_task)),
        )
        .route(
            "/v1/tasks/{task}/redeliver",
            task("redeliverTaskResult", "abis.task.update", post(galleries::redeliver)),
        )
}
