//! Where a person lands after signing in.

use crate::account;

/// What the store knows of the person who signed in, found by the subject alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Nothing. So is who was erased: they are a new person.
    Nobody,
    /// An open request for an account.
    Applicant,
    /// An account.
    Holder {
        /// Its state.
        state: account::State,
        /// Whether the consent given covers the statements of now.
        is_consent_current: bool,
    },
}

coded! {
    /// Where the person lands. A sign-in by itself creates nothing but a session.
    pub enum Landing {
        /// The form for a request.
        Apply => "apply",
        /// The state of the open request.
        OwnRequest => "own-request",
        /// The consent, before anything else can be reached.
        Consent => "consent",
        /// The page of who is suspended: why, whom to ask, and one's rights.
        Suspended => "suspended",
        /// The page that says that the account is closed.
        Closed => "closed",
        /// What the account is for.
        Home => "home",
    }
}

/// Where who is `known` lands.
///
/// Law: statement 6 and 8; R25, R38, R48; A2, A3.
pub const fn land(known: Known) -> Landing {
    match known {
        Known::Nobody => Landing::Apply,
        Known::Applicant => Landing::OwnRequest,
        Known::Holder { state, is_consent_current } => match (state, is_consent_current) {
            (account::State::Active, true) => Landing::Home,
            // Who comes back after a year consents anew, which also wakes the account.
            (account::State::Active, false) | (account::State::Dormant, _) => Landing::Consent,
            (account::State::Suspended, _) => Landing::Suspended,
            (account::State::DisabledPendingErasure, _) => Landing::Closed,
            (account::State::Erased, _) => Landing::Apply,
        },
    }
}
