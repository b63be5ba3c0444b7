//! Who may grant what to whom, and the proposal with which a role begins.

use fnd_core::{CountryCode, Id};
use jiff::Timestamp;

use super::grant::{Hand, Inert, RoleGrant, Signature};
use super::{Conflict, Role, Scope, conflict_with};
use crate::account::Account;
use crate::actor::{Actor, ActorError, Moment};
use crate::session::Strength;
use crate::switches::PermissionTimes;
use crate::text::TextError;
use crate::when::months_later;

/// Who proposes, approves, certifies or ends.
#[derive(Debug, Clone, Copy)]
pub struct Granter<'a> {
    /// The person.
    pub actor: Actor<'a>,
    /// Whether the person works for the controller.
    pub is_of_controller: bool,
    /// The country whose contact point the person coordinates.
    pub coordinates: Option<CountryCode>,
}

/// What is proposed.
#[derive(Debug, Clone, Copy)]
pub struct Proposal<'a> {
    /// The identifier of the grant to be.
    pub id: Id<RoleGrant>,
    /// For whom.
    pub account: Id<Account>,
    /// The roles that account has or is to have.
    pub held: &'a [Role],
    /// The role.
    pub role: Role,
    /// For what.
    pub scope: Scope,
    /// For how many months.
    pub months: u8,
}

/// Why a role was not granted, approved, certified or ended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoleError {
    /// The person may not.
    #[error(transparent)]
    Actor(#[from] ActorError),
    /// A role of the platform, and a person outside the controller.
    #[error("roles of the platform are granted by the Commission; ask a user administrator there")]
    NotOfController,
    /// A role for another country.
    #[error("this role is for another country; ask the coordinator there")]
    OtherCountry,
    /// The role has another scope.
    #[error("this role is not granted for that; choose another scope")]
    WrongScope,
    /// Two roles that may not meet.
    #[error("the roles do not go together: {}; choose another person", .0.reason)]
    Conflict(Conflict),
    /// The account has the role or the proposal already.
    #[error("the account has this role already; certify it instead")]
    AlreadyHeld,
    /// Longer than allowed, or for no time.
    #[error("a role is granted for 1 to {most} months")]
    Months {
        /// Months allowed.
        most: u8,
    },
    /// The second person is the first.
    #[error("a second person approves; ask a colleague")]
    SamePerson,
    /// It needs nothing of the kind.
    #[error("nothing waits here; look at the role again")]
    NothingToDo,
    /// The role has ended.
    #[error("this role has ended; propose it anew")]
    Ended,
    /// The reference to the document cannot be read.
    #[error("name the signed document: {0}")]
    Document(TextError),
}

impl RoleError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Actor(error) => error.code(),
            Self::NotOfController => "not-of-controller",
            Self::OtherCountry => "other-country",
            Self::WrongScope => "wrong-scope",
            Self::Conflict(_) => "roles-in-conflict",
            Self::AlreadyHeld => "role-already-held",
            Self::Months { .. } => "role-months",
            Self::SamePerson => "second-person-needed",
            Self::NothingToDo => "nothing-to-do",
            Self::Ended => "role-ended",
            Self::Document(_) => "document-unnamed",
        }
    }
}

/// Proposes a role. A role without privileges works from here on; others wait for a second
/// person.
///
/// Law: R03, R28; A22.
pub fn propose(
    proposal: &Proposal<'_>,
    by: &Granter<'_>,
    moment: Moment<'_>,
    times: &PermissionTimes,
) -> Result<RoleGrant, RoleError> {
    let Proposal { role, scope, .. } = *proposal;
    by.actor.must_hold(role.proposers(), Strength::Fresh, moment)?;
    by.actor.must_not_be(proposal.account)?;
    check_place(role, scope, by)?;
    if proposal.held.contains(&role) && !matches!(scope, Scope::Country(_)) {
        return Err(RoleError::AlreadyHeld);
    }
    if let Some(conflict) = conflict_with(role, proposal.held) {
        return Err(RoleError::Conflict(*conflict));
    }
    check_months(proposal.months, times)?;
    let signature = Signature { by: Hand::Account(by.actor.account), at: moment.now };
    Ok(RoleGrant {
        id: proposal.id,
        account: proposal.account,
        role,
        scope,
        proposed: signature,
        approved: (!role.is_privileged()).then_some(signature),
        acknowledged: None,
        certified: None,
        expires_at: months_later(moment.now, proposal.months),
        ended: None,
    })
}

/// The roles that come with an installation. The first two are each other's second person; the
/// third decides on everybody who comes after, which neither of them may.
const INSTALLED: &[Role] = &[Role::UserAdmin, Role::DpOfficer, Role::Validator];

/// The first roles of a system that has nobody to grant them: one user administrator and one
/// officer, who then are each other's second person, and one validator, without whom nobody
/// else could come. `existing` is every grant there is.
///
/// Law: R03.
pub fn install(
    (id, account, role): (Id<RoleGrant>, Id<Account>, Role),
    existing: &[RoleGrant],
    now: Timestamp,
    times: &PermissionTimes,
) -> Result<RoleGrant, RoleError> {
    let of_role =
        |grant: &RoleGrant| grant.role == role && grant.standing(now) != Err(Inert::Ended);
    if !INSTALLED.contains(&role) || existing.iter().any(of_role) {
        return Err(RoleError::AlreadyHeld);
    }
    if existing.iter().any(|grant| grant.account == account) {
        return Err(RoleError::SamePerson);
    }
    let signature = Signature { by: Hand::Installation, at: now };
    Ok(RoleGrant {
        id,
        account,
        role,
        scope: Scope::Platform,
        proposed: signature,
        approved: Some(signature),
        acknowledged: None,
        certified: None,
        expires_at: months_later(now, times.role_months_max),
        ended: None,
    })
}

pub(super) fn check_place(role: Role, scope: Scope, by: &Granter<'_>) -> Result<(), RoleError> {
    if !role.fits(scope) {
        return Err(RoleError::WrongScope);
    }
    let is_coordinator_only = !by.actor.roles.contains(&Role::UserAdmin)
        && !by.actor.roles.contains(&Role::ComCoordinator);
    match scope {
        Scope::Platform | Scope::Programme if !by.is_of_controller => {
            Err(RoleError::NotOfController)
        }
        Scope::Country(country) if is_coordinator_only && by.coordinates != Some(country) => {
            Err(RoleError::OtherCountry)
        }
        Scope::Platform | Scope::Programme | Scope::Country(_) => Ok(()),
    }
}

pub(super) fn check_months(months: u8, times: &PermissionTimes) -> Result<(), RoleError> {
    if (1..=times.role_months_max).contains(&months) {
        Ok(())
    } else {
        Err(RoleError::Months { most: times.role_months_max })
    }
}
