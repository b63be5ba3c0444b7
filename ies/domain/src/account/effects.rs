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

/// What must happen together with a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effects {
    /// End every session: they carry an epoch that is no longer the account's.
    pub end_sessions: bool,
    /// Revoke every token for programs.
    pub revoke_tokens: bool,
    /// End every membership and every role.
    pub end_memberships: bool,
    /// Drop every mail that is not about the closing itself.
    pub drop_mails: bool,
    /// Hand drafts to the contact point or Community for which they were written.
    pub hand_over_drafts: bool,
    /// End a request for a new e-mail address.
    pub drop_email_change: bool,
    /// Erase what stands in [`super::erasure::STEPS`], in that order.
    pub erase: bool,
    /// Send these.
    pub mails: Vec<Mail>,
    /// Write these to the log.
    pub log: Vec<Logged>,
}

impl Effects {
    /// What goes with a step after which the account is still open.
    pub(super) fn of_step(logged: Logged, mails: &[Mail]) -> Self {
        Self { mails: mails.to_vec(), log: vec![logged], ..Self::default() }
    }

    /// What goes with a step after which nobody can sign in.
    ///
    /// Law: statement 8; R48: every session dies, within seconds because each request looks at
    /// the epoch.
    pub(super) fn of_locking(logged: Logged, mails: &[Mail]) -> Self {
        Self {
            end_sessions: true,
            revoke_tokens: true,
            drop_email_change: true,
            ..Self::of_step(logged, mails)
        }
    }

    /// What goes with the closing of an account for good.
    ///
    /// Law: statement 8, "the user account will be disabled"; R30, R42, R48; A20.
    pub(super) fn of_closing(logged: Logged, mails: &[Mail]) -> Self {
        Self {
            end_memberships: true,
            drop_mails: true,
            hand_over_drafts: true,
            ..Self::of_locking(logged, mails)
        }
    }
}
