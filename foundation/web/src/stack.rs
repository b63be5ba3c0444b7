//! The layers around a system's routes, in the one order in which they are right.
//!
//! From the outside: what is left of a body, line and numbers, headers, language, problem as page, panics, time, how
//! many at once, how often by address, size, cross-site requests, session, who is calling, how
//! often by caller, and then the route.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use fnd_core::{Clock, Ids, Language};
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::epoch::{Epochs, Watch};
use crate::headers::{self, Headers};
use crate::identify::{self, Certificates, Identify};
use crate::language::{self, Offered};
use crate::limits::{self, Limits, Meter};
use crate::problem::page::{self, Renderer};
use crate::problem::{Problem, no_method, no_route, on_panic};
use crate::security_txt::{self, SecurityContact};
use crate::sign_in::{SignIn, SignIns};
use crate::telemetry::{self, Watcher};
use crate::{asset_routes, remainder, session};

/// What a system chooses about the layers.
#[derive(Debug)]
pub struct Stack {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes the ids of requests.
    pub ids: Arc<dyn Ids>,
    /// Headers of every answer.
    pub headers: Headers,
    /// Limits.
    pub limits: Limits,
    /// The languages offered, the system's own first.
    pub languages: Vec<Language>,
    /// Draws problems as pages; without it every problem is a document.
    pub problem_page: Option<Renderer>,
    /// Sign-in of persons; without it only systems can call.
    pub sign_in: Option<SignIn>,
    /// Where sessions are kept; needed for sign-in.
    pub sessions: Option<session::Store>,
    /// Tells the epochs of persons, so that all sessions of one can end at once.
    pub epochs: Option<Arc<dyn Epochs>>,
    /// Is told who signed in and who was refused.
    pub sign_ins: Option<Arc<dyn SignIns>>,
    /// Systems known by their certificates.
    pub certificates: Certificates,
    /// Whom to tell about a weakness.
    pub security: Option<SecurityContact>,
}

impl Stack {
    /// The least: no sign-in, no pages, English.
    pub fn new(clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Self {
        Self {
            clock,
            ids,
            headers: Headers::default(),
            limits: Limits::default(),
            languages: vec![Language::ENGLISH],
            problem_page: None,
            sign_in: None,
            sessions: None,
            epochs: None,
            sign_ins: None,
            certificates: Certificates::default(),
            security: None,
        }
    }

    /// Lays the layers around `routes`, adds those of sign-in, of assets and of security.txt.
    pub fn around(mut self, routes: Router) -> Router {
        let mut known = routes;
        let watch = |source: &Arc<dyn Epochs>| {
            Arc::new(Watch::new(Arc::clone(source), Arc::clone(&self.clock)))
        };
        let epochs = self.epochs.as_ref().map(watch);
        if let Some(sign_in) = &self.sign_in {
            known = known.merge(
                sign_in.routes(epochs.clone(), (self.sessions.clone(), self.sign_ins.clone())),
            );
            // The form to sign out leads there.
            self.headers.form_action.push(sign_in.origin());
        }
        let known = known.fallback(no_route).method_not_allowed_fallback(no_method);
        let known = self.identified(known, epochs);
        let mut all = known.merge(asset_routes::routes());
        if let Some(contact) = &self.security {
            all = all.merge(security_txt::routes(contact.clone(), Arc::clone(&self.clock)));
        }
        self.hardened(all)
    }

    /// The inner layers: who is calling.
    fn identified(&self, routes: Router, epochs: Option<Arc<Watch>>) -> Router {
        let scales = self.sign_in.as_ref().map(|sign_in| sign_in.scales().clone());
        let identify = Identify {
            certificates: self.certificates.clone(),
            clock: Arc::clone(&self.clock),
            can_sign_in: self.sign_in.is_some() && self.sessions.is_some(),
            epochs,
            scales: Arc::new(scales.unwrap_or_default()),
        };
        let meter = Arc::new(Meter::new(self.limits.by_caller, Arc::clone(&self.clock)));
        let routes = routes
            .layer(from_fn_with_state(meter, limits::by_caller))
            .layer(from_fn_with_state(identify, identify::layer));
        let routes = match &self.sessions {
            Some(store) => {
                routes.layer(session::layer(store.clone())).layer(from_fn(session::outage))
            }
            None => routes,
        };
        let refuse = |_: ProtectionError| Problem::cross_site().into_response();
        routes.layer(CsrfLayer::new().with_rejection_response(refuse))
    }

    /// The outer layers: what holds for every answer.
    fn hardened(self, routes: Router) -> Router {
        let meter = Arc::new(Meter::new(self.limits.by_address, Arc::clone(&self.clock)));
        let free = Arc::new(Semaphore::new(self.limits.requests_max));
        let time = Duration::from_secs(self.limits.request_seconds_max.into());
        let watcher = Watcher { clock: self.clock, ids: self.ids };
        let routes = routes
            .layer(DefaultBodyLimit::max(self.limits.body_bytes_max))
            .layer(from_fn_with_state(meter, limits::by_address))
            .layer(from_fn_with_state(free, limits::at_once))
            .layer(from_fn_with_state(time, limits::in_time))
            .layer(CatchPanicLayer::custom(on_panic));
        let routes = match self.problem_page {
            Some(renderer) => routes.layer(from_fn_with_state(renderer, page::layer)),
            None => routes,
        };
        routes
            .layer(from_fn_with_state(Offered::new(&self.languages), language::layer))
            .layer(from_fn_with_state(self.headers, headers::layer))
            .layer(from_fn_with_state(watcher, telemetry::layer))
            .layer(from_fn(remainder::layer))
    }
}
