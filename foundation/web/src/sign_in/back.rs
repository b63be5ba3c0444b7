//! The way back from the provider.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;

use super::begin::outage;
use super::pending::{self, Pending};
use super::provider::{Answer, Now, Told, failed, too_weak};
use super::{Desk, Inner, Origin, leave, local_path};
use crate::caller::{Authentication, Caller};
use crate::extract::Parameters;
use crate::identify::{CALLER_KEY, EPOCH_KEY};
use crate::problem::Problem;
use crate::session;

pub(super) async fn handler(
    State(desk): State<Desk>,
    session: Session,
    from: Origin,
    Parameters(answer): Parameters<Answer>,
) -> Result<Response, Problem> {
    let result = desk.back(&session, &answer, &from).await;
    if let Err(problem) = &result {
        desk.note_refusal(problem, &from).await;
    }
    result
}

impl Desk {
    /// Takes the answer of the provider, and lets the person in or says why not.
    async fn back(
        &self,
        session: &Session,
        answer: &Answer,
        from: &Origin,
    ) -> Result<Response, Problem> {
        let inner = &self.sign_in.0;
        let pending = answered(inner, session, &answer.state).await?;
        let told = inner.provider.told(&pending, answer).await?;
        let caller = inner.claims.caller(&told.claims, &inner.scales).inspect_err(|error| {
            tracing::warn!(%error, "an account does not fit");
        })?;
        if pending.again.as_ref().is_some_and(|person| *person != caller.person) {
            tracing::warn!("another person came back, and the session was ended");
            session.flush().await.map_err(outage)?;
            let problem = other_person();
            self.note_refusal(&problem, from).await;
            let mut response = problem.into_response();
            self.forget(&mut response);
            return Ok(response);
        }
        inner.check(&pending, &caller)?;
        self.note(&caller, from).await?;
        self.admit(session, &caller, &told).await?;
        Ok(Redirect::to(local_path(&pending.return_to)).into_response())
    }

    /// Tells the system that `caller` is let in; 503 when it cannot take note of it.
    async fn note(&self, caller: &Caller, from: &Origin) -> Result<(), Problem> {
        let Some(notes) = &self.notes else { return Ok(()) };
        notes.admitted(caller, from).await.map_err(|reason| {
            tracing::warn!(reason, "a sign-in cannot be noted");
            Problem::unavailable()
        })
    }

    async fn note_refusal(&self, problem: &Problem, from: &Origin) {
        if let Some(notes) = &self.notes {
            notes.refused(problem.code(), from).await;
        }
    }
}

/// The sign-in that waits for this answer in this browser.
async fn answered(inner: &Inner, session: &Session, state: &str) -> Result<Pending, Problem> {
    let list = session.get::<Vec<Pending>>(pending::KEY).await.map_err(outage)?;
    let Some(mut list) = list.filter(|_| !state.is_empty()) else {
        return Err(not_waiting());
    };
    let found = pending::take(&mut list, state, inner.clock.now());
    session.insert(pending::KEY, list).await.map_err(outage)?;
    session.save().await.map_err(outage)?;
    found.ok_or_else(not_waiting)
}

impl Inner {
    /// Whether the sign-in is what was asked for. The provider was asked; whether it kept to it
    /// is for us to see.
    fn check(&self, pending: &Pending, caller: &Caller) -> Result<(), Problem> {
        let none = Authentication::default();
        let shown = caller.authentication.as_ref().unwrap_or(&none);
        let (levels, assurances) = (&self.scales.levels, &self.scales.assurances);
        let mut needed = pending.level.iter().chain(&self.least.level);
        if !needed.all(|needed| levels.suffices(shown.level.as_deref(), needed)) {
            return Err(too_weak());
        }
        let mut needed = self.least.assurance.iter();
        if !needed.all(|needed| assurances.suffices(shown.assurance.as_deref(), needed)) {
            return Err(not_assured());
        }
        let now = Now { at: self.clock.now(), skew_seconds: self.skew_seconds };
        let at = shown.at.map(jiff::Timestamp::as_second);
        if at.is_some_and(|at| now.is_before(at)) {
            tracing::warn!(reason = "authenticated in the future", "an answer was not believed");
            return Err(failed());
        }
        let earliest = pending.begun.saturating_sub(self.skew_seconds);
        if pending.is_forced && at.is_none_or(|at| at < earliest) {
            return Err(not_fresh());
        }
        Ok(())
    }
}

impl Desk {
    /// Begins the session of `caller`. Nothing of the session before sign-in goes on: not its
    /// name, not what is in it.
    async fn admit(&self, session: &Session, caller: &Caller, told: &Told) -> Result<(), Problem> {
        let epoch = match &self.epochs {
            Some(epochs) => Some(epochs.now(&caller.person).await?),
            None => None,
        };
        session.clear().await;
        session.cycle_id().await.map_err(outage)?;
        session.insert(CALLER_KEY, caller).await.map_err(outage)?;
        session.insert(leave::TOKEN_KEY, &told.token).await.map_err(outage)?;
        session.insert(EPOCH_KEY, epoch).await.map_err(outage)?;
        let handles: Vec<String> = told.handles.iter().map(session::hex).collect();
        session.insert(session::HANDLES_KEY, handles).await.map_err(outage)?;
        session.save().await.map_err(outage)
    }
}

/// 400: this browser did not ask, or asked too long ago, or was already answered.
fn not_waiting() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "sign-in-expired", "This sign-in is not waiting any more")
        .because("Begin again from the start page, in the same browser.")
}

/// 403: the person or the provider broke off.
pub(super) fn refused() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "sign-in-refused", "Signing in was refused")
        .because("The identity provider refused, or you broke off. Begin again to try once more.")
}

/// 403: the identity is not registered surely enough.
fn not_assured() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "sign-in-not-assured", "Your account is not sure enough")
        .because("Ask whoever manages your account to have your identity confirmed there.")
}

/// 403: the person should have authenticated just now.
fn not_fresh() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "sign-in-not-fresh", "You were not asked to sign in again")
        .because("Sign out at the identity provider too, then sign in and try again.")
}

/// 403: somebody else came back from signing in again.
fn other_person() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "sign-in-other-person", "Another person signed in")
        .because("You are signed out. Sign in as the person who began.")
}
