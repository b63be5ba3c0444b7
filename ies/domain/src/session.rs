//! Sessions and what a sign-in proves.
//!
//! Two questions are kept apart everywhere: who is at the keyboard, which the identity provider
//! answers, and who that person is, which a validator has answered on the registration. Neither
//! replaces the other (R04).

mod landing;
mod provider;
#[cfg(test)]
mod tests;

pub use landing::{Known, Landing, land};
pub use provider::{
    Answer, AnswerError, Claims, Expected, Identity, LevelName, Subject, SubjectError, check_answer,
};

use jiff::{SignedDuration, Timestamp};

use crate::switches::SessionTimes;
use crate::when::hours;

coded! {
    /// How strong one sign-in was.
    ///
    /// Law: statement 6, "EU Login"; R25. Not to be confused with [`AssuranceLevel`].
    pub enum AuthenticationLevel {
        /// A password alone, or a level the provider did not tell.
        Basic => "basic",
        /// Two factors.
        Medium => "medium",
        /// Two factors, one of them bound to hardware or to an electronic identity card.
        High => "high",
    }
}

coded! {
    /// How the account at the identity provider was registered.
    ///
    /// INVARIANT: no rule lets anybody in because of it. Most users registered themselves, which
    /// proves that they can read a mailbox; that is why the identification page is asked for.
    pub enum AssuranceLevel {
        /// None.
        None => "none",
        /// Registered by the person.
        Low => "low",
        /// Sponsored by somebody.
        Medium => "medium",
        /// Registered by another institution.
        High => "high",
        /// Staff of the institution itself.
        Top => "top",
    }
}

impl AssuranceLevel {
    /// The level as the provider numbers it; what lies between two levels is the lower one.
    pub const fn of_number(number: u32) -> Self {
        match number {
            0..10 => Self::None,
            10..20 => Self::Low,
            20..30 => Self::Medium,
            30..40 => Self::High,
            40.. => Self::Top,
        }
    }
}

/// How many times all sessions of an account were ended at once. A session that carries an
/// older number is dead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Epoch(pub u32);

impl Epoch {
    /// The next one, with which every session so far is dead.
    ///
    /// Law: statement 8; R48.
    #[must_use]
    pub const fn next(self) -> Self {
        // Wrapping would take four billion closures of one account.
        Self(self.0.wrapping_add(1))
    }
}

/// What the server knows of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// When it began.
    pub begun_at: Timestamp,
    /// When it was last used.
    pub used_at: Timestamp,
    /// When the person last showed who they are.
    pub authenticated_at: Timestamp,
    /// How strongly.
    pub level: AuthenticationLevel,
    /// The account's epoch when the session began.
    pub epoch: Epoch,
}

/// Why a session is over. Each leads to signing in again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SessionEnd {
    /// Not used for too long.
    #[error("your session ended because it was not used for a while; sign in again")]
    Idle,
    /// It has lasted long enough.
    #[error("your session has lasted its time; sign in again")]
    TooLong,
    /// All sessions of the account were ended.
    #[error("your session was ended; sign in again")]
    Ended,
}

impl SessionEnd {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Idle => "session-idle",
            Self::TooLong => "session-too-long",
            Self::Ended => "session-ended",
        }
    }
}

coded! {
    /// How strong a session must be for an action.
    pub enum Strength {
        /// Any living session.
        Living => "living",
        /// The person has shown who they are within the last minutes, in whichever way.
        Recent => "recent",
        /// Two factors.
        TwoFactors => "two-factors",
        /// Two factors, shown within the last minutes.
        Fresh => "fresh",
    }
}

impl Strength {
    /// Whether two factors are needed.
    pub const fn needs_two_factors(self) -> bool {
        matches!(self, Self::TwoFactors | Self::Fresh)
    }

    /// Whether the sign-in must be a recent one.
    pub const fn needs_recent_sign_in(self) -> bool {
        matches!(self, Self::Recent | Self::Fresh)
    }

    /// The same, with two factors.
    #[must_use]
    pub const fn with_two_factors(self) -> Self {
        match self {
            Self::Living | Self::TwoFactors => Self::TwoFactors,
            Self::Recent | Self::Fresh => Self::Fresh,
        }
    }
}

/// A session is alive and too weak for what it is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Weakness {
    /// One factor where two are needed.
    #[error("sign in again with a second factor")]
    OneFactor,
    /// The sign-in is some time ago.
    #[error("confirm that it is you by signing in again")]
    NotFresh,
}

impl Weakness {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OneFactor => "second-factor-needed",
            Self::NotFresh => "fresh-sign-in-needed",
        }
    }
}

/// How far the provider's clock may be ahead of ours.
pub const CLOCK_AHEAD_MAX: SignedDuration = SignedDuration::from_secs(60);

impl Session {
    /// Why the session is over at `now`; `Ok` while it lives. `epoch` is the account's of now.
    ///
    /// Law: R25, R48.
    pub fn check(
        &self,
        epoch: Epoch,
        now: Timestamp,
        times: &SessionTimes,
    ) -> Result<(), SessionEnd> {
        if self.epoch != epoch {
            return Err(SessionEnd::Ended);
        }
        if hours(times.whole_hours) <= now.duration_since(self.begun_at) {
            return Err(SessionEnd::TooLong);
        }
        if minutes(times.idle_minutes) <= now.duration_since(self.used_at) {
            return Err(SessionEnd::Idle);
        }
        Ok(())
    }

    /// Whether the session is as strong as `needed` at `now`.
    ///
    /// Law: R25, R35; A7, A17.
    pub fn reaches(
        &self,
        needed: Strength,
        now: Timestamp,
        times: &SessionTimes,
    ) -> Result<(), Weakness> {
        if needed.needs_two_factors() && self.level < AuthenticationLevel::Medium {
            return Err(Weakness::OneFactor);
        }
        if needed.needs_recent_sign_in() && !self.is_recent(now, *times) {
            return Err(Weakness::NotFresh);
        }
        Ok(())
    }

    fn is_recent(&self, now: Timestamp, times: SessionTimes) -> bool {
        let age = now.duration_since(self.authenticated_at);
        // A sign-in of the future is a clock that is wrong or a claim that is false.
        -CLOCK_AHEAD_MAX <= age && age < minutes(times.fresh_minutes)
    }
}

fn minutes(minutes: u16) -> SignedDuration {
    SignedDuration::from_mins(i64::from(minutes))
}
