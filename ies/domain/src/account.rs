//! An account: from its opening to its erasure.
//!
//! Its states say who can sign in and who is seen. What happens together with a change of state
//! is an [`Effects`], to be done in the same transaction; how an erasure proceeds is
//! [`erasure`].

mod edit;
mod effects;
pub mod erasure;
mod steps;
#[cfg(test)]
mod tests;

pub use edit::{
    EditReason, EmailChange, EmailChangeError, ExceptionalEdit, NewEmail, ProfileChange,
    change_profile, confirm_email, edit_exceptionally, monthly_report, request_email,
};
pub use effects::{Duty, Effects, Step};
pub use steps::{
    Dormancy, SuspensionReason, Word, confirm_erasure, disable, dormancy, erase, fall_asleep,
    lift_restriction, open, reinstate, suspend, used, wake, warn,
};

use fnd_core::Id;
use fnd_register::Coded;
use jiff::Timestamp;

use crate::actor::ActorError;
use crate::organisation::Organisation;
use crate::session::{Epoch, Subject};
use crate::text::TextError;

coded! {
    /// The state of an account.
    pub enum State {
        /// In use.
        Active => "active",
        /// Closed by a user administrator, for a while.
        Suspended => "suspended",
        /// Not used for long; wakes when its holder signs in and consents anew.
        Dormant => "dormant",
        /// Closed for good; what it holds is erased soon.
        DisabledPendingErasure => "disabled-pending-erasure",
        /// Erased. Nothing is left but an identifier that means nobody.
        Erased => "erased",
    }
}

coded! {
    /// What can happen to an account.
    pub enum Event {
        /// A user administrator suspends it.
        Suspend => "suspend",
        /// A user administrator lifts the suspension.
        Reinstate => "reinstate",
        /// It was not used for long.
        FallAsleep => "fall-asleep",
        /// Its holder came back and consented anew.
        Wake => "wake",
        /// It is closed for good.
        Disable => "disable",
        /// Who asked for restriction has it lifted.
        LiftRestriction => "lift-restriction",
        /// What it holds is erased.
        Erase => "erase",
    }
}

impl State {
    /// The state after `event`; `None` when it cannot happen.
    pub const fn after(self, event: Event) -> Option<Self> {
        match (self, event) {
            (Self::Active, Event::Suspend) => Some(Self::Suspended),
            (Self::Active, Event::FallAsleep) => Some(Self::Dormant),
            (Self::Suspended, Event::Reinstate)
            | (Self::Dormant, Event::Wake)
            | (Self::DisabledPendingErasure, Event::LiftRestriction) => Some(Self::Active),
            (Self::Active | Self::Suspended | Self::Dormant, Event::Disable) => {
                Some(Self::DisabledPendingErasure)
            }
            (Self::DisabledPendingErasure, Event::Erase) => Some(Self::Erased),
            (
                Self::Active
                | Self::Suspended
                | Self::Dormant
                | Self::DisabledPendingErasure
                | Self::Erased,
                _,
            ) => None,
        }
    }

    /// Whether the holder is seen by fellow members and can see them.
    ///
    /// Law: statement 7; R30.
    pub const fn is_visible(self) -> bool {
        matches!(self, Self::Active)
    }
}

coded! {
    /// Why an account was closed for good.
    ///
    /// Law: statement 8, "right to erasure, right to restriction of processing or right to
    /// object or if you withdraw consent"; R42, R47; R19.
    pub enum DisableCause {
        /// The holder withdrew the consent.
        ConsentWithdrawn => "consent-withdrawn",
        /// The holder asked for erasure.
        ErasureRequested => "erasure-requested",
        /// The holder objected.
        Objection => "objection",
        /// The holder asked for restriction.
        Restriction => "restriction",
        /// The account was not used for so long that there is no reason to keep it.
        Dormancy => "dormancy",
    }
}

/// The closing of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disabled {
    /// Why.
    pub cause: DisableCause,
    /// When.
    pub at: Timestamp,
    /// The instant by which it is erased; `None` while the holder, who asked for restriction,
    /// has not said what shall happen.
    pub erase_by: Option<Timestamp>,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its identifier, which says nothing of its holder.
    pub id: Id<Account>,
    /// Its holder at the identity provider; `None` once erased.
    pub subject: Option<Subject>,
    /// Its state.
    pub state: State,
    /// How many times all its sessions were ended.
    pub epoch: Epoch,
    /// The organisation of employment.
    pub organisation: Id<Organisation>,
    /// When it was opened. R15.
    pub created_at: Timestamp,
    /// When it was last changed. R15.
    pub modified_at: Timestamp,
    /// When it was last used. R15.
    pub used_at: Timestamp,
    /// When its holder was warned that it will sleep.
    pub warned_at: Option<Timestamp>,
    /// Why it is suspended, while it is.
    pub suspended: Option<SuspensionReason>,
    /// Its closing.
    pub disabled: Option<Disabled>,
}

/// Why a step was not taken. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// The step cannot be taken in this state.
    #[error("this cannot be done while the account is {}; look at it again", .0.code())]
    NotNow(State),
    /// The person may not.
    #[error(transparent)]
    Actor(#[from] ActorError),
    /// It is too early.
    #[error("the account still has time")]
    NotYet,
    /// Only a restriction leaves a choice.
    #[error("this account was not closed by a request for restriction; nothing waits for a choice")]
    NothingToChoose,
    /// The consent is missing without which the account cannot be used.
    #[error("give your consent first")]
    ConsentMissing,
    /// Why somebody else's data is changed was not said.
    #[error("say why you change another person's data: {0}")]
    Explanation(TextError),
    /// Nothing differs.
    #[error("nothing was changed")]
    NothingChanged,
    /// The address is changed by confirming it, not by writing it.
    #[error("change the e-mail address by itself; it has to be confirmed")]
    EmailByItself,
}

impl AccountError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotNow(_) => "account-not-in-state",
            Self::Actor(error) => error.code(),
            Self::NotYet => "account-has-time",
            Self::NothingToChoose => "nothing-to-choose",
            Self::ConsentMissing => "consent-missing",
            Self::Explanation(_) => "explanation-unsaid",
            Self::NothingChanged => "nothing-changed",
            Self::EmailByItself => "email-by-itself",
        }
    }
}

impl Account {
    fn next(&self, event: Event) -> Result<State, AccountError> {
        self.state.after(event).ok_or(AccountError::NotNow(self.state))
    }
}

/// How the author of something is named to readers.
///
/// INVARIANT: an identifier of an erased account never becomes a name again; what is kept of the
/// author is the organisation, with the text itself.
///
/// Law: statement 8, "all personal data will be deleted"; A23.
#[derive(Clone, PartialEq, Eq)]
pub enum Author<'a> {
    /// A member the reader may know.
    Member(&'a str),
    /// Somebody whom the reader may not know, or who is no longer there.
    Former {
        /// The organisation in whose name it was written.
        organisation: Option<&'a str>,
    },
}

/// Personal data stays out of logs.
impl std::fmt::Debug for Author<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Member(_) => "Member(..)",
            Self::Former { .. } => "Former(..)",
        })
    }
}

impl<'a> Author<'a> {
    /// The author as the reader sees them: by name when the account is in use and the reader may
    /// see the card, and as somebody of the organisation otherwise.
    pub fn seen(
        state: State,
        name: Option<&'a str>,
        is_card_visible: bool,
        organisation: Option<&'a str>,
    ) -> Self {
        match name {
            Some(name) if state.is_visible() && is_card_visible => Self::Member(name),
            Some(_) | None => Self::Former { organisation },
        }
    }
}

/// What remains of an erased account: enough to erase it again from a backup, and nothing by
/// which anybody could be found.
///
/// Law: R57; A23.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tombstone {
    /// The identifier, which means nobody now.
    pub account: Id<Account>,
    /// When it was erased.
    pub erased_at: Timestamp,
    /// Why.
    pub cause: DisableCause,
}
