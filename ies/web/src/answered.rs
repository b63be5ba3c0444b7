//! Whatever was found lawful leaves a row in the log, however the request ends. R15.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::log::Deed;
use ies_store::{Access, Outcome};

use crate::app::Shared;
use crate::problem::of_store;

/// What a request was permitted so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Permitted(Arc<Mutex<Vec<Access>>>);

impl Permitted {
    /// Notes that `access` was permitted; its unit, or the end of the request, tells of it.
    pub(crate) fn add(&self, access: Access) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(access);
    }

    /// Forgets `action`: it was refused after all, as regards its object, and the row of that tells
    /// of the request.
    pub(crate) fn retract(&self, action: Action) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|access| access.deed() != Deed::Asked(action));
    }

    /// What was permitted and has no row.
    fn untold(&self) -> Vec<Access> {
        let mut all = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        all.retain(|access| !access.is_told());
        all
    }
}

/// For `axum::middleware::from_fn_with_state`: gives a row to what was permitted and broken off,
/// because a rule of the domain refused the step, what was asked for is not there, storage
/// failed, or a page asks first whether it is meant. An answer is given once the log has its row.
pub(crate) async fn layer(State(app): State<Shared>, mut request: Request, next: Next) -> Response {
    let permitted = Permitted::default();
    request.extensions_mut().insert(permitted.clone());
    let is_read = [Method::GET, Method::HEAD].contains(request.method());
    let response = next.run(request).await;
    let untold = permitted.untold();
    if untold.is_empty() {
        return response;
    }
    let refused = code(is_read, &response);
    for access in untold {
        let outcome = Outcome { refused, ..Outcome::default() };
        if let Err(error) = app.store.note(access, outcome).await {
            return of_store(error).into_response();
        }
    }
    response
}

/// Why nothing was done: the code of the problem, that of a form shown again, or none for a page
/// that was only to be read.
fn code(is_read: bool, response: &Response) -> Option<&'static str> {
    match response.extensions().get::<Problem>() {
        Some(problem) => Some(problem.code()),
        None if response.status() == StatusCode::UNPROCESSABLE_ENTITY => {
            Some(Problem::unprocessable().code())
        }
        None => (!is_read || response.status().is_redirection()).then_some(NOTHING_DONE),
    }
}

/// The outcome of a request that led elsewhere, or whose answer asks whether it is meant.
const NOTHING_DONE: &str = "nothing-done";
