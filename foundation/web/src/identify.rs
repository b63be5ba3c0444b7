//! Finds out who is calling: by session first, else by client certificate.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{Extensions, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_core::{Clock, CountryCode};
use serde::Deserialize;
use tower_sessions::{Session, session};

use crate::caller::{Caller, Identity, Means, Vouching};
use crate::demand::Measure;
use crate::epoch::Watch;
use crate::problem::{Problem, page};
use crate::resend::Typed;
use crate::serve::Channel;
use crate::sign_in::level::Scales;
use crate::vouch;

/// Where in a session the caller stands.
pub(crate) const CALLER_KEY: &str = "caller";
/// Where in a session the epoch of its person stands.
pub(crate) const EPOCH_KEY: &str = "epoch";
/// Hexadecimal digits of a SHA-256.
const KEY_LENGTH: usize = 64;

/// A system that calls with a client certificate, as an operator registers it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct System {
    /// SHA-256 of its certificate's `SubjectPublicKeyInfo`, in hexadecimal; colons may stand
    /// between bytes.
    pub key: String,
    /// The name it goes by.
    pub name: String,
    /// The kind of authority it acts for.
    pub authority_kind: String,
    /// The office it acts for.
    pub office: String,
    /// The office's State, three letters.
    pub state: String,
    /// The place it is bound to.
    #[serde(default)]
    pub place: Option<String>,
    /// Its roles.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Whether it vouches for the persons before it, and may name one with each request. Only
    /// for a system that is bound to a place.
    #[serde(default)]
    pub vouches: bool,
}

/// Systems by the fingerprint of their keys.
#[derive(Debug, Clone, Default)]
pub struct Certificates(Arc<BTreeMap<String, Arc<Caller>>>);

/// A registered system is not well described.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SystemError {
    /// Not a fingerprint.
    #[error("the key of the system `{0}` is not 64 hexadecimal digits")]
    Key(String),
    /// Not a State.
    #[error("the State of the system `{0}` is not three letters")]
    State(String),
    /// Two systems with one key could not be told apart.
    #[error("the key of the system `{0}` belongs to another system too")]
    Twice(String),
    /// A system that names persons must be bound to a place.
    #[error("the system `{0}` vouches for persons and is bound to no place")]
    Unbound(String),
}

impl Certificates {
    /// The systems of a configuration.
    pub fn new(systems: &[System]) -> Result<Self, SystemError> {
        let mut known = Vec::with_capacity(systems.len());
        for system in systems {
            let Ok(state) = system.state.parse::<CountryCode>() else {
                return Err(SystemError::State(system.name.clone()));
            };
            if system.vouches && system.place.is_none() {
                return Err(SystemError::Unbound(system.name.clone()));
            }
            known.push((system.key.as_str(), system.caller(state)));
        }
        Self::of(known)
    }

    /// Whoever shows the certificate of a key, given by its fingerprint, is that caller: a
    /// system, or a person with a card.
    pub fn of<'a>(
        callers: impl IntoIterator<Item = (&'a str, Caller)>,
    ) -> Result<Self, SystemError> {
        let mut known = BTreeMap::new();
        for (key, caller) in callers {
            let key: String = key.chars().filter(|c| *c != ':').collect();
            let key = key.to_ascii_lowercase();
            if key.len() != KEY_LENGTH || !key.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return Err(SystemError::Key(caller.name));
            }
            let name = caller.name.clone();
            if known.insert(key, Arc::new(caller)).is_some() {
                return Err(SystemError::Twice(name));
            }
        }
        Ok(Self(Arc::new(known)))
    }
}

impl System {
    fn caller(&self, state: CountryCode) -> Caller {
        Caller {
            person: self.name.clone(),
            name: self.name.clone(),
            authority_kind: self.authority_kind.clone(),
            office: self.office.clone(),
            state: Some(state),
            place: self.place.clone(),
            roles: self.roles.clone(),
            means: Means::Certificate,
            authentication: None,
            vouching: if self.vouches { Vouching::MayName } else { Vouching::Nobody },
        }
    }
}

/// Who somebody is cannot be found out now.
struct Unavailable;

impl From<session::Error> for Unavailable {
    fn from(error: session::Error) -> Self {
        tracing::warn!(%error, "sessions cannot be read");
        Self
    }
}

/// What the layer needs.
#[derive(Debug, Clone)]
pub(crate) struct Identify {
    pub(crate) certificates: Certificates,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) can_sign_in: bool,
    pub(crate) epochs: Option<Arc<Watch>>,
    /// With what sign-ins are measured.
    pub(crate) scales: Arc<Scales>,
}

/// The caller that stands in `session`. One written by a version that knew other callers is
/// none: who it was signs in again.
pub(crate) async fn caller_of(session: &Session) -> Result<Option<Caller>, session::Error> {
    match session.get::<Caller>(CALLER_KEY).await {
        Err(session::Error::SerdeJson(_)) => Ok(None),
        found => found,
    }
}

impl Identify {
    async fn identity(&self, known: &Extensions) -> Identity {
        if let Some(session) = known.get::<Session>() {
            match self.by_session(session).await {
                Ok(Some(caller)) => return Identity::Known(Arc::new(caller)),
                Ok(None) => {}
                Err(Unavailable) => return Identity::Unavailable,
            }
        }
        let by_certificate = self.by_certificate(known);
        by_certificate.map_or(Identity::Nobody(self.can_sign_in), Identity::Known)
    }

    /// Who is signed in, if their session is of the present epoch; one of another ends.
    async fn by_session(&self, session: &Session) -> Result<Option<Caller>, Unavailable> {
        let Some(caller) = caller_of(session).await? else { return Ok(None) };
        let Some(epochs) = &self.epochs else { return Ok(Some(caller)) };
        let Ok(present) = epochs.lately(&caller.person).await else { return Err(Unavailable) };
        // A session from before epochs were asked for has none, and is of no present one.
        let begun: Option<i64> = session.get(EPOCH_KEY).await?.flatten();
        if begun == Some(present) {
            return Ok(Some(caller));
        }
        session.flush().await?;
        Ok(None)
    }

    fn by_certificate(&self, known: &Extensions) -> Option<Arc<Caller>> {
        let peer = known.get::<Channel>()?.peer()?;
        // A connection may outlive the certificate it began with.
        if peer.not_after < self.clock.now() {
            return None;
        }
        self.certificates.0.get(&peer.key).cloned()
    }
}

/// For `axum::middleware::from_fn_with_state`: tells every handler who is calling, and sends to
/// sign in again whoever asked for a page that demands it. Who filled in a form before keeps it.
pub(crate) async fn layer(
    State(who): State<Identify>,
    mut request: Request,
    next: Next,
) -> Response {
    let identity = who.identity(request.extensions()).await;
    let identity = match vouch::identity(identity, request.headers()) {
        Ok(identity) => identity,
        Err(problem) => return problem.into_response(),
    };
    let caller = match &identity {
        Identity::Known(caller) => Some(Arc::clone(caller)),
        Identity::Nobody(_) | Identity::Unavailable => None,
    };
    let (scales, clock) = (Arc::clone(&who.scales), Arc::clone(&who.clock));
    request.extensions_mut().insert(Measure { scales, clock });
    request.extensions_mut().insert(identity);
    let page = who.can_sign_in.then(|| here(&request)).flatten();
    let (request, typed) = match &caller {
        Some(_) if who.can_sign_in => match Typed::of(request).await {
            Ok(kept) => kept,
            Err(problem) => return problem.into_response(),
        },
        _ => (request, None),
    };
    let mut response = next.run(request).await;
    let again = response.extensions().get::<Problem>().and_then(Problem::again);
    if let (Some(again), Some(here)) = (again, page) {
        match typed.and_then(|typed| typed.again(again)) {
            // The page of the problem has it.
            Some(resend) => _ = response.extensions_mut().insert(Arc::new(resend)),
            None => response = Redirect::to(&again.leads_to(&here)).into_response(),
        }
    }
    if let Some(caller) = caller {
        // For the page of a problem, drawn further out.
        response.extensions_mut().insert(caller);
    }
    response
}

/// Where a page goes on after signing in again, by GET; nothing when no page is asked for.
fn here(request: &Request) -> Option<String> {
    let is_read = [Method::GET, Method::HEAD].contains(request.method());
    let path = request.uri().path_and_query().filter(|_| is_read);
    let here = path.map_or("/", |path| path.as_str());
    page::prefers_page(request.headers()).then(|| here.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn system(key: &str, state: &str) -> System {
        System {
            key: key.into(),
            name: "one".into(),
            authority_kind: "office".into(),
            office: "1".into(),
            state: state.into(),
            place: None,
            roles: vec![],
            vouches: false,
        }
    }

    #[test]
    fn a_system_is_registered_by_a_whole_fingerprint_once() {
        let key = "Ab:".repeat(32);
        assert!(Certificates::new(&[system(&key, "ROU")]).is_ok());
        let cases = [
            (vec![system("ab", "ROU")], SystemError::Key("one".into())),
            (vec![system(&"g".repeat(64), "ROU")], SystemError::Key("one".into())),
            (vec![system(&key, "RO")], SystemError::State("one".into())),
            (
                vec![system(&key, "ROU"), system(&"ab".repeat(32), "ROU")],
                SystemError::Twice("one".into()),
            ),
        ];
        let unbound = System { vouches: true, ..system(&key, "ROU") };
        let cases = cases.into_iter().chain([(vec![unbound], SystemError::Unbound("one".into()))]);
        for (systems, expected) in cases {
            assert_eq!(Certificates::new(&systems).unwrap_err(), expected);
        }
    }
}
