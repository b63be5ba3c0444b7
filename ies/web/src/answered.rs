//! Whatever was found lawful leaves a row in the log, however the request ends. R15.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use fnd_web::problem::Problem;
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

    /// What was permitted and has no row.
    fn untold(&self) -> Vec<Access> {
        let mut all = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        all.retain(|access| !access.is_told());
        all
    }
}

/// For `axum::middleware::from_fn_with_state`: gives a row to what was permitted and broken off,
/// because a rule of the domain refused the step, what was asked for is not there, or storage
/// failed. An answer of which the log would know nothing is not given.
pub(crate) async fn layer(State(app): State<Shared>, mut request: Request, next: Next) -> Response {
    let permitted = Permitted::default();
    request.extensions_mut().insert(permitted.clone());
    let response = next.run(request).await;
    let untold = permitted.untold();
    if untold.is_empty() {
        return response;
    }
    let code = code(&response);
    for access in untold {
        let outcome = Outcome { refused: Some(code.unwrap_or(UNTOLD)), ..Outcome::default() };
        if let Err(error) = app.store.note(access, outcome).await {
            return of_store(error).into_response();
        }
    }
    if code.is_some() {
        return response;
    }
    tracing::error!(status = response.status().as_u16(), "an answer had no row in the log");
    Problem::internal().into_response()
}

/// Why nothing was done: the code of the problem, or that of a form shown again.
fn code(response: &Response) -> Option<&'static str> {
    let problem = response.extensions().get::<Problem>().map(Problem::code);
    let is_form = response.status() == StatusCode::UNPROCESSABLE_ENTITY;
    problem.or_else(|| is_form.then(|| Problem::unprocessable().code()))
}

/// The outcome of an access whose answer was held back.
const UNTOLD: &str = "untold";
