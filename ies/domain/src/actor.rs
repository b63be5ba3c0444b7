//! Who acts, and what is asked of whoever acts in a role.

use fnd_core::Id;
use jiff::Timestamp;

use crate::account::Account;
use crate::role::Role;
use crate::session::{Session, Strength, Subject, Weakness};
use crate::switches::SessionTimes;

/// A person with an account who acts, as session and store know them.
#[derive(Debug, Clone, Copy)]
pub struct Actor<'a> {
    /// The account.
    pub account: Id<Account>,
    /// The person at the identity provider.
    pub subject: &'a Subject,
    /// The roles that work now, [`crate::role::working`].
    pub roles: &'a [Role],
    /// The session.
    pub session: &'a Session,
}

/// The instant of an act, and the times by which a session is judged.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// Now.
    pub now: Timestamp,
    /// The times of sessions.
    pub times: &'a SessionTimes,
}

/// Why somebody may not act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ActorError {
    /// Without the role.
    #[error("this is for another role; ask whoever holds it")]
    NotInRole,
    /// On what is one's own.
    #[error("this concerns yourself; ask a colleague to do it")]
    Oneself,
    /// In a session that is too weak.
    #[error(transparent)]
    Weak(#[from] Weakness),
}

impl ActorError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotInRole => "not-in-role",
            Self::Oneself => "concerns-yourself",
            Self::Weak(weakness) => weakness.code(),
        }
    }
}

impl Actor<'_> {
    /// Whether the actor holds one of `roles` in a session of the strength `needed`.
    ///
    /// Law: R25, R28.
    pub fn must_hold(
        &self,
        roles: &[Role],
        needed: Strength,
        moment: Moment<'_>,
    ) -> Result<(), ActorError> {
        if !roles.iter().any(|role| self.roles.contains(role)) {
            return Err(ActorError::NotInRole);
        }
        Ok(self.session.reaches(needed, moment.now, moment.times)?)
    }

    /// Whether what is done concerns another account.
    ///
    /// Law: A22, "nobody approves their own role, request" or case.
    pub fn must_not_be(&self, account: Id<Account>) -> Result<(), ActorError> {
        if self.account == account { Err(ActorError::Oneself) } else { Ok(()) }
    }

    /// Whether what is done concerns another person, for what hangs on a person without account.
    ///
    /// Law: A7, A22.
    pub fn must_not_be_subject(&self, subject: &Subject) -> Result<(), ActorError> {
        if self.subject == subject { Err(ActorError::Oneself) } else { Ok(()) }
    }
}
