//! What stands before every operation: who asks, for what, and how many at once.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use tokio::sync::Semaphore;

use super::Service;
use super::fault::{Code, Fault};
use crate::wire::is_identifier;

/// The longest identifier of a transaction, in bytes.
const TRANSACTION_BYTES_MAX: usize = 256;
/// The highest priority.
const PRIORITY_MAX: u8 = 9;

/// An operation of the interface.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operation {
    /// Its name there.
    pub(super) name: &'static str,
    /// What a token has to allow.
    pub(super) scope: &'static str,
    /// Whether it names a transaction, as all do but those of tasks.
    pub(super) transaction: Transaction,
}

/// Whether an operation names a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Transaction {
    /// It has to.
    Named,
    /// It has none.
    None,
}

/// For `axum::middleware::from_fn_with_state`: admits a request, and writes a line of what came of
/// it, in which there is nothing of anybody.
pub(super) async fn layer(
    State((service, operation)): State<(Arc<Service>, Operation)>,
    request: Request,
    next: Next,
) -> Response {
    let begin = Instant::now();
    let (client, response) = match admitted(&service, operation, &request) {
        Ok((client, parameters)) => {
            let mut request = request;
            request.extensions_mut().insert(parameters);
            (client, next.run(request).await)
        }
        Err(fault) => (String::new(), fault.into_response()),
    };
    let milliseconds = u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    tracing::info!(operation = operation.name, client, status, milliseconds, "answered");
    response
}

/// Who asks, and with what parameters.
fn admitted(
    service: &Service,
    operation: Operation,
    request: &Request,
) -> Result<(String, Parameters), Fault> {
    let holder = service.tokens.admit(request.headers(), operation.scope)?;
    let parameters = Query::<HashMap<String, String>>::try_from_uri(request.uri());
    let Ok(Query(parameters)) = parameters else {
        return Err(Fault::new(Code::Parameter, "the parameters of the address cannot be read"));
    };
    let parameters = Parameters(parameters);
    if operation.transaction == Transaction::Named {
        let transaction = parameters.text("transactionId").unwrap_or_default();
        if !(1..=TRANSACTION_BYTES_MAX).contains(&transaction.len()) {
            let said = format!("`transactionId` is needed, of 1 to {TRANSACTION_BYTES_MAX} bytes");
            return Err(Fault::new(Code::Transaction, said));
        }
    }
    if parameters.text("callback").is_some() {
        let name = operation.name;
        let said = format!(
            "`{name}` is answered at once, and nobody is called back; leave out `callback`"
        );
        return Err(Fault::new(Code::Callback, said));
    }
    if parameters.number::<u8>("priority")?.is_some_and(|priority| PRIORITY_MAX < priority) {
        return Err(Fault::new(Code::Parameter, "`priority` is from 0 to 9"));
    }
    Ok((holder.client.clone(), parameters))
}

/// What stands behind the `?` of an address.
#[derive(Debug, Clone, Default)]
pub(super) struct Parameters(HashMap<String, String>);

impl Parameters {
    /// One of them.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// One of them that is a number.
    pub(super) fn number<T: FromStr>(&self, name: &str) -> Result<Option<T>, Fault> {
        let wrong = || Fault::new(Code::Parameter, format!("`{name}` is no number that is taken"));
        self.text(name).map(|text| text.parse().ok().ok_or_else(wrong)).transpose()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        Ok(parts.extensions.get().cloned().unwrap_or_default())
    }
}

/// The identifiers of a path, each of which can be one.
#[derive(Debug, Clone)]
pub(super) struct Identifiers<const N: usize>(pub(super) [String; N]);

impl<S: Send + Sync, const N: usize> FromRequestParts<S> for Identifiers<N> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let wrong = || {
            let said =
                "an identifier is 1 to 128 bytes of letters that can be seen, without spaces";
            Fault::new(Code::Identifier, said)
        };
        let read = Path::<Vec<String>>::from_request_parts(parts, state).await;
        let Ok(Path(read)) = read else { return Err(wrong()) };
        let read = <[String; N]>::try_from(read).ok().ok_or_else(wrong)?;
        if read.iter().all(|text| is_identifier(text)) { Ok(Self(read)) } else { Err(wrong()) }
    }
}

/// A body of JSON.
#[derive(Debug, Clone)]
pub(super) struct Json<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let bytes = body(request, state).await?;
        let read = serde_json::from_slice(&bytes);
        read.map(Self).map_err(|error| Fault::new(Code::Form, format!("the body: {error}")))
    }
}

/// A body of JSON that may be missing.
#[derive(Debug, Clone)]
pub(super) struct MayBe<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned + Default> FromRequest<S> for MayBe<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let bytes = body(request, state).await?;
        if bytes.is_empty() {
            return Ok(Self(T::default()));
        }
        let read = serde_json::from_slice(&bytes);
        read.map(Self).map_err(|error| Fault::new(Code::Form, format!("the body: {error}")))
    }
}

async fn body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Fault> {
    let read = Bytes::from_request(request, state).await;
    read.map_err(|rejection| match rejection.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Fault::new(Code::TooLarge, "the body is longer than this service takes")
        }
        _ => Fault::new(Code::Form, "the body did not arrive whole"),
    })
}

/// For `axum::middleware::from_fn_with_state`: turns away what is one too many at the moment, and
/// gives up on what takes too long.
pub(super) async fn bounded(
    State((free, time)): State<(Arc<Semaphore>, Duration)>,
    request: Request,
    next: Next,
) -> Response {
    let Ok(_permit) = free.try_acquire() else {
        return Fault::new(Code::Busy, "the service is busy; ask again in a moment")
            .into_response();
    };
    let late = "there was no answer in time; whether it was done is not known";
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Fault::new(Code::Late, late).into_response(),
    }
}

/// Answers what is no operation of the interface.
pub(super) async fn no_operation() -> Fault {
    Fault::new(Code::NoOperation, "the interface has nothing at this address")
}

/// Answers a method that an address does not have.
pub(super) async fn no_method() -> Fault {
    Fault::new(Code::Method, "the interface does not have this method at this address")
}

/// Answers after a panic.
pub(super) fn on_panic(_: Box<dyn std::any::Any + Send + 'static>) -> Response<Body> {
    Fault::failed(&"a panic").into_response()
}
