//! Operations on galleries and tasks.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use super::Service;
use super::fault::{Code, Fault};
use super::guard::{Identifiers, Parameters};
use crate::wire::{PersonIds, TaskStatus};

/// The most encounters of one page of a gallery.
const PAGE_MAX: usize = 1_000;

/// `readGalleries`.
pub(super) async fn read_galleries(
    State(service): State<Arc<Service>>,
) -> Result<Json<Vec<String>>, Fault> {
    service.work(|service| Ok(Json(service.reading().names()))).await
}

/// `readGalleryContent`.
pub(super) async fn read_gallery(
    State(service): State<Arc<Service>>,
    Identifiers([gallery]): Identifiers<1>,
    parameters: Parameters,
) -> Result<Json<Vec<PersonIds>>, Fault> {
    let offset = parameters.number("offset")?.unwrap_or(0);
    let limit: usize = parameters.number("limit")?.unwrap_or(PAGE_MAX);
    let read = move |service: &Service| {
        let index = service.reading();
        let Some(members) = index.members(&gallery) else {
            return Err(Fault::new(Code::NoGallery, "nobody is in a gallery of this name"));
        };
        let page = members.iter().skip(offset).take(limit.min(PAGE_MAX));
        let heads = page.filter_map(|seq| index.head(*seq));
        let ids = heads.map(|head| PersonIds {
            person_id: head.person.clone(),
            encounter_id: head.encounter.clone(),
        });
        Ok(Json(ids.collect()))
    };
    service.work(read).await
}

/// `readTaskStatus`. Everything is answered at once, so there are no tasks.
pub(super) async fn read_task(_: Identifiers<1>) -> Result<Json<TaskStatus>, Fault> {
    Err(no_task())
}

/// `redeliverTaskResult`. Everything is answered at once, so there are no tasks.
pub(super) async fn redeliver(_: Identifiers<1>) -> Result<(), Fault> {
    Err(no_task())
}

fn no_task() -> Fault {
    Fault::new(Code::NoTask, "there is no such task: everything is answered at once here")
}
