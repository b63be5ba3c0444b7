//! What whoever runs the server may ask: is it alive, is it ready, how is it doing.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use futures_util::future::join_all;
use tokio::sync::watch;

use crate::problem::{Fault, Problem, no_method, no_route};
use crate::telemetry::Metrics;

/// How long one check may take.
const CHECK_TIME_MAX: Duration = Duration::from_secs(3);

type Check =
    Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<(), String>> + Send>> + Send + Sync>;

/// Health and metrics.
#[derive(Clone, Default)]
pub struct Admin {
    checks: Vec<(&'static str, Check)>,
    metrics: Option<Metrics>,
    stopping: Stopping,
}

/// Whether the server is about to stop; then it is not ready for new requests.
#[derive(Debug, Clone)]
pub(crate) struct Stopping(watch::Sender<bool>);

impl Default for Stopping {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Stopping {
    pub(crate) fn set(&self) {
        self.0.send_replace(true);
    }

    fn is_set(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is.
    pub(crate) async fn begun(&self) {
        // The sender is here, so that waiting does not fail.
        let _ = self.0.subscribe().wait_for(|stops| *stops).await;
    }
}

impl Admin {
    /// No checks yet: ready as soon as it runs.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds something the server needs. The reason of a failure goes to the log, the name to
    /// whoever asks.
    #[must_use]
    pub fn check<F, R>(mut self, name: &'static str, check: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), String>> + Send + 'static,
    {
        self.checks.push((name, Arc::new(move || Box::pin(check()))));
        self
    }

    /// Shows `metrics` at `/metrics`.
    #[must_use]
    pub fn metrics(mut self, metrics: Metrics) -> Self {
        self.metrics = Some(metrics);
        self
    }

    pub(crate) fn stopping(&self) -> Stopping {
        self.stopping.clone()
    }

    pub(crate) fn routes(self) -> Router {
        let metrics = self.metrics.clone();
        let shown = move || {
            let text = metrics.as_ref().map(Metrics::render);
            async move {
                let kind = [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
                text.map_or_else(
                    || Problem::not_found().into_response(),
                    |t| (kind, t).into_response(),
                )
            }
        };
        let ready = move || {
            let admin = self.clone();
            async move { admin.ready().await }
        };
        let live = || async { Json(serde_json::json!({ "status": "live" })) };
        Router::new()
            .route("/health/live", get(live))
            .route("/health/ready", get(ready))
            .route("/metrics", get(shown))
            .fallback(no_route)
            .method_not_allowed_fallback(no_method)
    }

    /// Asks every check at the same time.
    async fn ready(self) -> Response {
        let mut problem = Problem::unavailable().because("The checks in `errors` failed.");
        let stopping = self.stopping.is_set();
        if stopping {
            problem = problem.at(Fault::field("stopping", "failed", "The server is stopping."));
        }
        let asked = self.checks.iter().map(|(name, check)| async move {
            let result = tokio::time::timeout(CHECK_TIME_MAX, check()).await;
            (*name, result.unwrap_or_else(|_| Err("no answer in time".into())))
        });
        let mut is_ready = !stopping;
        for (name, result) in join_all(asked).await {
            if let Err(reason) = result {
                tracing::warn!(check = name, reason, "not ready");
                problem = problem.at(Fault::field(name, "failed", "The check failed."));
                is_ready = false;
            }
        }
        if is_ready {
            Json(serde_json::json!({ "status": "ready" })).into_response()
        } else {
            problem.into_response()
        }
    }
}

impl fmt::Debug for Admin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.checks.iter().map(|(name, _)| name).collect();
        f.debug_struct("Admin").field("checks", &names).finish_non_exhaustive()
    }
}
