//! Emergency access: for who runs the machines, when nothing else helps.
//!
//! Two people approve, it lasts hours, those whose data or Community it touches are told, and a
//! scan that has been decided on cannot be reached even so, because its key no longer exists.

use fnd_core::Id;
use jiff::Timestamp;

use super::Role;
use crate::account::Account;
use crate::actor::{Actor, ActorError, Moment};
use crate::community::Community;
use crate::mail::{Addressee, Mail, Notice};
use crate::registration::Registration;
use crate::session::Strength;
use crate::switches::PermissionTimes;
use crate::text::{Extent, TextError, tidy};
use crate::when::{hours, later};

/// What emergency access is to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmergencyTarget {
    /// The scan of an open request.
    Scan(Id<Registration>),
    /// What a Community holds.
    Community(Id<Community>),
}

/// Emergency access, from its being asked for on.
#[derive(Clone, PartialEq, Eq)]
pub struct Emergency {
    /// Its identifier.
    pub id: Id<Emergency>,
    /// Who asks.
    pub account: Id<Account>,
    /// To what.
    pub target: EmergencyTarget,
    /// Why.
    pub reason: String,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// Who approved first.
    pub first: Option<Id<Account>>,
    /// Who approved second, and when: it begins then.
    pub second: Option<(Id<Account>, Timestamp)>,
    /// When it was ended before its time.
    pub ended_at: Option<Timestamp>,
}

unshown!(Emergency { id, account, target, asked_at });

/// Why emergency access was not asked for or approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmergencyError {
    /// The person may not.
    #[error(transparent)]
    Actor(#[from] ActorError),
    /// No reason is given.
    #[error("say what has happened and why nothing else helps: {0}")]
    Reason(TextError),
    /// The same person twice.
    #[error("two people approve; ask a second colleague")]
    SamePerson,
    /// It was approved, has ended, or was asked for too long ago.
    #[error("this emergency is over; ask anew if it goes on")]
    Over,
    /// There is nothing that it could open.
    #[error("there is no scan to look at; a scan ends with the decision on its request")]
    NothingThere,
}

impl EmergencyError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Actor(error) => error.code(),
            Self::Reason(_) => "reason-unsaid",
            Self::SamePerson => "second-person-needed",
            Self::Over => "emergency-over",
            Self::NothingThere => "emergency-nothing-there",
        }
    }
}

/// How far emergency access is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Two people are asked.
    Asked,
    /// One has approved.
    ApprovedOnce,
    /// It opens what it is to.
    Open,
    /// It opens nothing any more, or nobody approved in time.
    Over,
}

const REASON: Extent = Extent { chars_max: REASON_CHARS_MAX, lines_max: 20 };
/// Characters of a reason at most.
pub const REASON_CHARS_MAX: usize = 1000;
/// Those who approve; none of them can ask.
const APPROVERS: &[Role] = &[Role::UserAdmin, Role::DpOfficer];
/// The same, as those who are written to.
const ASKED: [Addressee; 2] = [Addressee::UserAdmins, Addressee::Officers];

impl EmergencyTarget {
    /// The scan of `request`, while there is one to look at; a request that is not there has none.
    ///
    /// Law: statement 7, "only for the duration of taking a decision"; R35.
    pub fn scan_of(request: Option<&Registration>) -> Result<Self, EmergencyError> {
        request
            .filter(|request| request.scan.can_be_viewed(request.state))
            .map(|request| Self::Scan(request.id))
            .ok_or(EmergencyError::NothingThere)
    }
}

impl Emergency {
    /// Asks for emergency access; those who can approve are told.
    ///
    /// Law: statement 7, "IT developers"; R35; A6.
    pub fn ask(
        (id, target): (Id<Self>, EmergencyTarget),
        by: &Actor<'_>,
        reason: &str,
        moment: Moment<'_>,
    ) -> Result<(Self, Vec<Mail>), EmergencyError> {
        by.must_hold(&[Role::SysAdmin], Strength::Fresh, moment)?;
        let reason = tidy(reason, REASON).map_err(EmergencyError::Reason)?;
        let asked = Self {
            id,
            account: by.account,
            target,
            reason,
            asked_at: moment.now,
            first: None,
            second: None,
            ended_at: None,
        };
        Ok((asked, ASKED.map(|to| Mail::of(Notice::EmergencyAsked, to)).to_vec()))
    }

    /// The same, to a scan, as the decision on its `request` leaves it: what opened the scan ends
    /// with that, and so it does when the request is not there any more.
    ///
    /// Law: statement 7, "only for the duration of taking a decision"; R35.
    #[must_use]
    pub fn ended_with(mut self, request: Option<&Registration>) -> Self {
        let decided = match request {
            Some(request) if !request.state.is_end() => return self,
            Some(request) => request.ended_at.unwrap_or(self.asked_at),
            None => self.asked_at,
        };
        self.ended_at = Some(self.ended_at.map_or(decided, |ended| ended.min(decided)));
        self
    }

    /// How far it is at `now`.
    pub fn phase(&self, now: Timestamp, times: &PermissionTimes) -> Phase {
        let is_over = self.ended_at.is_some() || self.until(times) <= now;
        match (self.first, self.second) {
            _ if is_over => Phase::Over,
            (_, Some(_)) => Phase::Open,
            (Some(_), None) => Phase::ApprovedOnce,
            (None, None) => Phase::Asked,
        }
    }

    /// When it is over at the latest: while it waits, the last moment to approve.
    ///
    /// Law: A6, at most four hours.
    pub fn until(&self, times: &PermissionTimes) -> Timestamp {
        let begin = self.second.map_or(self.asked_at, |(_, begun)| begun);
        let latest = later(begin, hours(times.emergency_hours_max));
        self.ended_at.map_or(latest, |ended| ended.min(latest))
    }

    /// One of two people approves. With the second it begins, and the mails go out.
    ///
    /// Law: R35; A6, A22.
    pub fn approve(
        &self,
        by: &Actor<'_>,
        moment: Moment<'_>,
        times: &PermissionTimes,
    ) -> Result<(Self, Vec<Mail>), EmergencyError> {
        if !matches!(self.phase(moment.now, times), Phase::Asked | Phase::ApprovedOnce) {
            return Err(EmergencyError::Over);
        }
        by.must_hold(APPROVERS, Strength::Fresh, moment)?;
        by.must_not_be(self.account)?;
        match self.first {
            None => Ok((Self { first: Some(by.account), ..self.clone() }, Vec::new())),
            Some(first) if first == by.account => Err(EmergencyError::SamePerson),
            Some(_) => {
                let begun = Self { second: Some((by.account, moment.now)), ..self.clone() };
                Ok((begun, self.mails()))
            }
        }
    }

    /// Ends it before its time; anybody who approves, or who asked.
    pub fn end(
        &self,
        by: &Actor<'_>,
        moment: Moment<'_>,
        times: &PermissionTimes,
    ) -> Result<Self, EmergencyError> {
        if self.phase(moment.now, times) == Phase::Over {
            return Err(EmergencyError::Over);
        }
        if by.account != self.account {
            by.must_hold(APPROVERS, Strength::Living, moment)?;
        }
        Ok(Self { ended_at: Some(moment.now), ..self.clone() })
    }

    /// Whether it is open at `now`.
    ///
    /// Law: A6, at most four hours.
    pub fn is_open(&self, now: Timestamp, times: &PermissionTimes) -> bool {
        self.second.is_some_and(|(_, begun)| begun <= now) && now < self.until(times)
    }

    fn mails(&self) -> Vec<Mail> {
        let guardians = match self.target {
            EmergencyTarget::Scan(_) => Addressee::Validators,
            EmergencyTarget::Community(_) => Addressee::Leads,
        };
        [guardians, Addressee::Officers].map(|to| Mail::of(Notice::EmergencyBegun, to)).to_vec()
    }
}
