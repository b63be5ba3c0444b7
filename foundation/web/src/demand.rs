//! What an action demands of the sign-in behind it, and how a caller is sent to sign in again.
//!
//! A handler takes a [`Proof`] and asks whether it [`meets`](Proof::meets) a [`Demand`]. When it
//! does not, the problem it gets leads whoever asked for a page to sign in again and back, and
//! tells anybody else what is lacking, as RFC 9470 has it.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use fnd_core::Clock;
use jiff::{SignedDuration, Timestamp};

use crate::caller::{Caller, Known, Means, NoCaller};
use crate::problem::Problem;
use crate::sign_in::level::{Scale, Scales};
use crate::sign_in::{SIGN_IN_PATH, local_path};

/// What an action demands of the sign-in behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Demand {
    /// The least level of authentication, by its configured name.
    pub level: Option<&'static str>,
    /// How long ago the person may have authenticated at most.
    pub age_max: Option<SignedDuration>,
}

/// A demand that was not met, and where a page goes on when it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Again {
    demand: Demand,
    pub(crate) back_to: Option<String>,
}

/// How strong and how fresh the caller's sign-in is.
#[derive(Debug, Clone)]
pub struct Proof {
    caller: Arc<Caller>,
    levels: Scale,
    now: Timestamp,
}

/// What a [`Proof`] is measured with; put into every request by the server's stack.
#[derive(Debug, Clone)]
pub(crate) struct Measure {
    pub(crate) scales: Arc<Scales>,
    pub(crate) clock: Arc<dyn Clock>,
}

impl<S: Send + Sync> FromRequestParts<S> for Proof {
    type Rejection = NoCaller;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, NoCaller> {
        let Known(caller) = Known::from_request_parts(parts, state).await?;
        let Some(measure) = parts.extensions.get::<Measure>() else {
            tracing::error!("a handler measures a sign-in outside the stack");
            return Err(NoCaller::Problem(Problem::internal()));
        };
        let levels = measure.scales.levels.clone();
        Ok(Self { caller, levels, now: measure.clock.now() })
    }
}

impl Proof {
    /// Nothing when the sign-in meets `demand`; else what sends the caller to sign in again.
    ///
    /// A page goes on where it was if it was asked for by GET, and else at the start page unless
    /// the handler says otherwise by [`Problem::back_to`]. A system that calls with a
    /// certificate meets no demand: there is nobody to sign in.
    pub fn meets(&self, demand: &Demand) -> Result<(), Problem> {
        let shown = self.caller.authentication.as_ref();
        let level = shown.and_then(|shown| shown.level.as_deref());
        let is_strong = demand.level.is_none_or(|needed| self.levels.suffices(level, needed));
        let at = shown.and_then(|shown| shown.at);
        let age = at.map(|at| self.now.duration_since(at));
        let is_fresh = demand.age_max.is_none_or(|most| age.is_some_and(|age| age <= most));
        match (self.caller.means, is_strong && is_fresh) {
            (Means::Session, true) => Ok(()),
            (Means::Session, false) => Err(Problem::authenticate_again(*demand)),
            (Means::Certificate, _) => Err(insufficient(StatusCode::FORBIDDEN)
                .because("Only a person who signed in may do this.")),
        }
    }
}

fn insufficient(status: StatusCode) -> Problem {
    Problem::new(status, "insufficient-user-authentication", "You need to sign in again for this")
}

impl Problem {
    /// 401: the caller must sign in again to meet `demand` (RFC 9470).
    pub(crate) fn authenticate_again(demand: Demand) -> Self {
        let again = Again { demand, back_to: None };
        insufficient(StatusCode::UNAUTHORIZED)
            .because("This needs a stronger or more recent sign-in. Sign in again.")
            .with_again(again)
    }

    /// The same problem, where a page goes on at `path` of this host once it is mended.
    #[must_use]
    pub fn back_to(mut self, path: &str) -> Self {
        if let Some(again) = self.again_mut() {
            again.back_to = Some(local_path(path).to_owned());
        }
        self
    }
}

impl Again {
    /// Where a page is sent: to sign in, and then on to `here` if nothing else was said.
    pub(crate) fn leads_to(&self, here: &str) -> String {
        let encoded =
            |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let back = encoded(self.back_to.as_deref().unwrap_or(here));
        let level = self.demand.level.map(|level| format!("&level={}", encoded(level)));
        format!("{SIGN_IN_PATH}?again=yes&return_to={back}{}", level.unwrap_or_default())
    }

    /// What a client is told in `WWW-Authenticate` (RFC 9470 section 3).
    pub(crate) fn challenge(&self) -> Option<HeaderValue> {
        let level = self.demand.level.map(|level| format!(", acr_values=\"{level}\""));
        let age = self.demand.age_max.map(|age| format!(", max_age=\"{}\"", age.as_secs()));
        let (level, age) = (level.unwrap_or_default(), age.unwrap_or_default());
        let text = format!("Bearer error=\"insufficient_user_authentication\"{level}{age}");
        HeaderValue::try_from(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caller::{Authentication, Vouching};

    const STRONG: Demand = Demand { level: Some("MEDIUM"), age_max: None };
    const FRESH: Demand = Demand { level: None, age_max: Some(SignedDuration::from_mins(15)) };

    fn proof(level: Option<&str>, minutes_ago: Option<i64>) -> Proof {
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        let at = minutes_ago.map(|ago| now.checked_sub(SignedDuration::from_mins(ago)).unwrap());
        let caller = Caller {
            person: "u1".into(),
            name: "Ana".into(),
            authority_kind: String::new(),
            office: String::new(),
            state: None,
            place: None,
            roles: vec![],
            means: Means::Session,
            vouching: Vouching::Nobody,
            authentication: Some(Authentication {
                level: level.map(str::to_owned),
                at,
                ..Authentication::default()
            }),
        };
        let levels = Scale::new(&["BASIC".to_owned(), "MEDIUM".to_owned()]).unwrap();
        Proof { caller: Arc::new(caller), levels, now }
    }

    #[test]
    fn a_demand_is_met_by_a_sign_in_that_is_strong_and_fresh_enough() {
        let both = Demand { age_max: FRESH.age_max, ..STRONG };
        let nobody_can = Demand { level: Some("HIGHER"), age_max: None };
        let cases = [
            (Demand::default(), None, None, true),
            (STRONG, Some("MEDIUM"), None, true),
            (STRONG, Some("BASIC"), Some(0), false),
            (STRONG, None, Some(0), false),
            (FRESH, None, Some(15), true),
            (FRESH, Some("MEDIUM"), Some(16), false),
            (FRESH, Some("MEDIUM"), None, false),
            (both, Some("MEDIUM"), Some(1), true),
            (both, Some("MEDIUM"), Some(16), false),
            (both, Some("BASIC"), Some(1), false),
            (nobody_can, Some("MEDIUM"), Some(0), false),
        ];
        for (demand, level, ago, expected) in cases {
            let met = proof(level, ago).meets(&demand);
            assert_eq!(met.is_ok(), expected, "{demand:?} by {level:?} {ago:?} min ago");
        }
    }

    #[test]
    fn a_system_with_a_certificate_meets_no_demand_and_is_not_sent_to_sign_in() {
        let mut proof = proof(Some("MEDIUM"), Some(0));
        proof.caller = Arc::new(Caller { means: Means::Certificate, ..(*proof.caller).clone() });
        let problem = proof.meets(&STRONG).unwrap_err();
        assert_eq!((problem.status(), problem.again()), (StatusCode::FORBIDDEN, None));
    }

    #[test]
    fn a_page_is_led_to_sign_in_and_back_to_a_path_of_this_host() {
        let problem = Problem::authenticate_again(STRONG);
        let leads = |problem: &Problem| problem.again().unwrap().leads_to("/a?b=c&d");
        assert_eq!(leads(&problem), "/sign-in?again=yes&return_to=%2Fa%3Fb%3Dc%26d&level=MEDIUM");
        let elsewhere = problem.clone().back_to("//evil.example");
        assert_eq!(leads(&elsewhere), "/sign-in?again=yes&return_to=%2F&level=MEDIUM");
        let named = problem.back_to("/b");
        assert_eq!(leads(&named), "/sign-in?again=yes&return_to=%2Fb&level=MEDIUM");
    }

    #[test]
    fn a_client_is_told_what_is_lacking_as_rfc_9470_says() {
        let told =
            |demand| Problem::authenticate_again(demand).again().unwrap().challenge().unwrap();
        assert_eq!(
            told(Demand { age_max: FRESH.age_max, ..STRONG }),
            "Bearer error=\"insufficient_user_authentication\", acr_values=\"MEDIUM\", \
             max_age=\"900\""
        );
    }
}
