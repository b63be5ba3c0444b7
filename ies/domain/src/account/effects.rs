//! What must happen together with a change of an account, in one transaction.

use super::Account;
use crate::log::Event as Logged;
use crate::mail::Mail;

/// An account after a step, and what goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The account.
    pub account: Account,
    /// What must happen in the same transaction.
    pub effects: Effects,
}

coded! {
    /// What is done together with a step, apart from mails and the log.
    pub enum Duty {
        /// End every session: they carry an epoch that is no longer the account's.
        EndSessions => "end-sessions",
        /// Revoke every token for programs.
        RevokeTokens => "revoke-tokens",
        /// End a request for a new e-mail address.
        DropEmailChange => "drop-email-change",
        /// End every membership and every role.
        EndMemberships => "end-memberships",
        /// Drop every mail that is not about the closing itself.
        DropMails => "drop-mails",
        /// Hand drafts to the contact point or Community for which they were written.
        HandOverDrafts => "hand-over-drafts",
        /// Erase what stands in [`super::erasure::STEPS`], in that order.
        Erase => "erase",
    }
}

/// What goes with a step after which nobody can sign in.
const LOCKING: &[Duty] = &[Duty::EndSessions, Duty::RevokeTokens, Duty::DropEmailChange];
/// What goes with the closing for good, besides.
const CLOSING: &[Duty] = &[Duty::EndMemberships, Duty::DropMails, Duty::HandOverDrafts];

/// What must happen together with a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effects {
    /// Do these, in this order.
    pub duties: Vec<Duty>,
    /// Send these.
    pub mails: Vec<Mail>,
    /// Write these to the log.
    pub log: Vec<Logged>,
}

impl Effects {
    /// Whether the duty is among them.
    pub fn has(&self, duty: Duty) -> bool {
        self.duties.contains(&duty)
    }

    /// What goes with a step after which the account is still open.
    pub(super) fn of_step(logged: Logged, mails: &[Mail]) -> Self {
        Self { duties: Vec::new(), mails: mails.to_vec(), log: vec![logged] }
    }

    /// What goes with a step after which nobody can sign in.
    ///
    /// Law: statement 8; R48: every session dies, within seconds because each request looks at
    /// the epoch.
    pub(super) fn of_locking(logged: Logged, mails: &[Mail]) -> Self {
        Self { duties: LOCKING.to_vec(), ..Self::of_step(logged, mails) }
    }

    /// What goes with the closing of an account for good.
    ///
    /// Law: statement 8, "the user account will be disabled"; R30, R42, R48; A20.
    pub(super) fn of_closing(logged: Logged, mails: &[Mail]) -> Self {
        Self { duties: [LOCKING, CLOSING].concat(), ..Self::of_step(logged, mails) }
    }
}
