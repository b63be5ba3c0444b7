//! What must happen together with a step, in one transaction.

use fnd_core::Id;
use jiff::Timestamp;

use super::{Registration, State};
use crate::account::Account;
use crate::community::Community;
use crate::log::Event as Logged;
use crate::mail::{Addressee, Mail, Notice};
use crate::organisation::{Organisation, OrganisationKind};
use crate::scan::Cause;
use crate::session::Subject;

/// A request after a step, and what goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The request.
    pub registration: Registration,
    /// What must happen in the same transaction. If it cannot, the step was not taken.
    pub effects: Effects,
}

/// What must happen together with a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effects {
    /// Delete the row of the scan with its wrapped key now, and unlink its bytes until that has
    /// succeeded.
    pub destroy_scan: Option<Cause>,
    /// Send these.
    pub mails: Vec<Mail>,
    /// Open this account.
    pub account: Option<NewAccount>,
    /// Write these to the log.
    pub log: Vec<Logged>,
}

/// The account to be opened. The contact details move to it from the request.
///
/// Law: statement 5, kept "from the time the user submits the information"; R16.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// Its identifier.
    pub id: Id<Account>,
    /// Its holder.
    pub subject: Subject,
    /// The organisation, as the validator confirmed it.
    pub organisation: Id<Organisation>,
    /// What it is.
    pub kind: OrganisationKind,
    /// The Communities the applicant asks to join. They become applications, not memberships:
    /// each Community decides for itself (R06).
    pub communities: Vec<Id<Community>>,
}

impl Effects {
    /// What goes with a step that leaves the request open.
    pub(super) fn of_step(logged: Logged, mails: &[Mail]) -> Self {
        Self { mails: mails.to_vec(), log: vec![logged], ..Self::default() }
    }

    /// What goes with the end of a request, whichever it is.
    ///
    /// INVARIANT: every end destroys the scan; the match has no arm without a cause.
    ///
    /// Law: statement 4, "deleted automatically upon decision to accept or decline"; statement
    /// 5; R14.
    pub(super) fn of_end(end: End) -> Self {
        let (cause, logged, notice) = match end {
            End::Accepted => {
                (Cause::Accepted, Logged::RegistrationAccepted, Notice::RequestAccepted)
            }
            End::Refused => (Cause::Refused, Logged::RegistrationRefused, Notice::RequestRefused),
            End::Withdrawn => {
                (Cause::Withdrawn, Logged::RegistrationWithdrawn, Notice::RequestWithdrawn)
            }
            End::Expired => (Cause::Expired, Logged::RegistrationExpired, Notice::RequestExpired),
        };
        Self {
            destroy_scan: Some(cause),
            mails: vec![Mail::of(notice, Addressee::Applicant)],
            account: None,
            log: vec![logged, Logged::ScanDestroyed],
        }
    }
}

/// The ends of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Accepted,
    Refused,
    Withdrawn,
    Expired,
}

impl End {
    const fn state(self) -> State {
        match self {
            Self::Accepted => State::Accepted,
            Self::Refused => State::Refused,
            Self::Withdrawn => State::Withdrawn,
            Self::Expired => State::Expired,
        }
    }
}

impl Registration {
    /// The request at its `end`, with what goes with it.
    pub(super) fn ended(&self, end: End, now: Timestamp) -> Step {
        let effects = Effects::of_end(end);
        let scan = effects.destroy_scan.map_or(self.scan, |cause| self.scan.destroy(cause, now));
        let registration =
            Self { state: end.state(), since: now, scan, ended_at: Some(now), ..self.clone() };
        Step { registration, effects }
    }
}
