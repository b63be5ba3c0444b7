//! How somebody comes to a role and loses it: proposed by one, approved by another, acknowledged
//! by the holder, certified every year, and never by one's own hand.

use fnd_core::Id;
use jiff::Timestamp;

use super::propose::{Granter, RoleError, check_months, check_place};
use super::{APPROVERS, Role, Scope, conflict_with};
use crate::account::Account;
use crate::actor::{Actor, ActorError, Moment};
use crate::session::Strength;
use crate::switches::PermissionTimes;
use crate::text::{Extent, tidy};
use crate::when::{days, later, months_later};

/// A role of an account, from its proposal on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleGrant {
    /// Its identifier.
    pub id: Id<RoleGrant>,
    /// Whose role it is.
    pub account: Id<Account>,
    /// The role.
    pub role: Role,
    /// For what.
    pub scope: Scope,
    /// Who proposed it.
    pub proposed: Signature,
    /// Who approved it.
    pub approved: Option<Signature>,
    /// The holder's acknowledgement of confidentiality.
    pub acknowledged: Option<Acknowledgement>,
    /// Who certified it last.
    pub certified: Option<Signature>,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// When and why it ended.
    pub ended: Option<(Timestamp, EndCause)>,
}

/// Whose hand it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// Somebody's.
    Account(Id<Account>),
    /// The operator's, at a time when the system has nobody yet.
    Installation,
}

/// Who and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// Who.
    pub by: Hand,
    /// When.
    pub at: Timestamp,
}

/// The holder has taken note of confidentiality, data protection and non-disclosure.
///
/// Law: statement 6; R22, R26.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledgement {
    /// When.
    pub at: Timestamp,
    /// Where the signed document is filed.
    pub document: String,
}

coded! {
    /// Why a role ended.
    pub enum EndCause {
        /// Taken back.
        Withdrawn => "withdrawn",
        /// Laid down by its holder.
        LaidDown => "laid-down",
        /// Not certified in time.
        Expired => "expired",
        /// The proposal was turned down.
        TurnedDown => "turned-down",
        /// The account was closed.
        AccountClosed => "account-closed",
    }
}

coded! {
    /// Why a role does not work.
    pub enum Inert {
        /// The second person is missing.
        NotApproved => "not-approved",
        /// The holder has not acknowledged the duties.
        NotAcknowledged => "not-acknowledged",
        /// Its time is over.
        Expired => "expired",
        /// It has ended.
        Ended => "ended",
    }
}

/// Where a signed document is filed.
const DOCUMENT: Extent = Extent { chars_max: 100, lines_max: 1 };

impl RoleGrant {
    /// The second person approves; the time of the role begins with it.
    ///
    /// Law: R28; A22.
    pub fn approve(&self, by: &Granter<'_>, moment: Moment<'_>) -> Result<Self, RoleError> {
        self.must_last(moment.now)?;
        if self.approved.is_some() {
            return Err(RoleError::NothingToDo);
        }
        self.check_second(by, moment)?;
        if self.proposed.by == Hand::Account(by.actor.account) {
            return Err(RoleError::SamePerson);
        }
        let approved = Some(Signature { by: Hand::Account(by.actor.account), at: moment.now });
        Ok(Self { approved, ..self.clone() })
    }

    /// The holder acknowledges confidentiality, data protection and non-disclosure.
    ///
    /// Law: statement 6; R22, R26.
    pub fn acknowledge(
        &self,
        by: &Actor<'_>,
        document: &str,
        moment: Moment<'_>,
    ) -> Result<Self, RoleError> {
        self.must_last(moment.now)?;
        if by.account != self.account {
            return Err(ActorError::NotInRole.into());
        }
        if !self.role.is_privileged() || self.approved.is_none() {
            return Err(RoleError::NothingToDo);
        }
        by.session.reaches(Strength::Fresh, moment.now, moment.times).map_err(ActorError::from)?;
        let document = tidy(document, DOCUMENT).map_err(RoleError::Document)?;
        let acknowledged = Some(Acknowledgement { at: moment.now, document });
        Ok(Self { acknowledged, ..self.clone() })
    }

    /// Certifies for `months` more that the role is still needed.
    ///
    /// Law: R28.
    pub fn certify(
        &self,
        by: &Granter<'_>,
        months: u8,
        moment: Moment<'_>,
        times: &PermissionTimes,
    ) -> Result<Self, RoleError> {
        self.must_last(moment.now)?;
        if self.approved.is_none() {
            return Err(RoleError::NothingToDo);
        }
        if self.role.is_privileged() {
            self.check_second(by, moment)?;
        } else {
            by.actor.must_hold(self.role.proposers(), Strength::Fresh, moment)?;
            by.actor.must_not_be(self.account)?;
            check_place(self.role, self.scope, by)?;
        }
        check_months(months, times)?;
        let certified = Some(Signature { by: Hand::Account(by.actor.account), at: moment.now });
        let expires_at = months_later(moment.now, months);
        Ok(Self { certified, expires_at, ..self.clone() })
    }

    /// Ends the role: its holder at any time, or who could grant it.
    pub fn end(&self, by: &Granter<'_>, moment: Moment<'_>) -> Result<Self, RoleError> {
        if self.ended.is_some() {
            return Err(RoleError::Ended);
        }
        let is_holder = by.actor.account == self.account;
        if !is_holder {
            // Who approves may take back too, so that it does not need the one who proposed.
            let may_end = [self.role.proposers(), APPROVERS].concat();
            by.actor.must_hold(&may_end, Strength::Fresh, moment)?;
            check_place(self.role, self.scope, by)?;
        }
        let cause = match (is_holder, self.approved) {
            (true, _) => EndCause::LaidDown,
            (false, None) => EndCause::TurnedDown,
            (false, Some(_)) => EndCause::Withdrawn,
        };
        Ok(self.ended_by(cause, moment.now))
    }

    /// What the night's job makes of the role: ended when its time is over, otherwise as it was.
    pub fn expire(&self, now: Timestamp) -> Option<Self> {
        let is_over = self.ended.is_none() && self.expires_at <= now;
        is_over.then(|| self.ended_by(EndCause::Expired, now))
    }

    /// The role of an account that was closed.
    pub fn close(&self, now: Timestamp) -> Option<Self> {
        self.ended.is_none().then(|| self.ended_by(EndCause::AccountClosed, now))
    }

    fn ended_by(&self, cause: EndCause, now: Timestamp) -> Self {
        Self { ended: Some((now, cause)), ..self.clone() }
    }

    /// Whether the role works at `now`, or why not.
    ///
    /// Law: R22, R26, R28.
    pub fn standing(&self, now: Timestamp) -> Result<(), Inert> {
        if self.ended.is_some() {
            return Err(Inert::Ended);
        }
        if self.expires_at <= now {
            return Err(Inert::Expired);
        }
        if self.approved.is_none() {
            return Err(Inert::NotApproved);
        }
        if self.role.is_privileged() && self.acknowledged.is_none() {
            return Err(Inert::NotAcknowledged);
        }
        Ok(())
    }

    fn must_last(&self, now: Timestamp) -> Result<(), RoleError> {
        let is_over = self.ended.is_some() || self.expires_at <= now;
        if is_over { Err(RoleError::Ended) } else { Ok(()) }
    }

    fn check_second(&self, by: &Granter<'_>, moment: Moment<'_>) -> Result<(), RoleError> {
        by.actor.must_hold(APPROVERS, Strength::Fresh, moment)?;
        by.actor.must_not_be(self.account)?;
        if by.is_of_controller { Ok(()) } else { Err(RoleError::NotOfController) }
    }
}

/// The roles that work at `now`, of the grants of one account.
///
/// Conflicts are looked for again: grants that met by another way (two systems merged, a row
/// written by hand) cancel each other rather than add up.
pub fn working(grants: &[RoleGrant], now: Timestamp) -> Vec<Role> {
    let mut roles: Vec<_> =
        grants.iter().filter(|grant| grant.standing(now).is_ok()).map(|grant| grant.role).collect();
    roles.sort();
    roles.dedup();
    let all = roles.clone();
    roles.retain(|role| conflict_with(*role, &all).is_none());
    roles
}

/// Whether the role is up for certification at `now`.
///
/// Law: R28.
pub fn certifiable(grant: &RoleGrant, now: Timestamp, times: &PermissionTimes) -> bool {
    grant.standing(now).is_ok() && grant.expires_at <= later(now, days(times.recertification_days))
}
