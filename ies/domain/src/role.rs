//! Roles beyond membership: which there are, what may not meet in one person, and how one comes
//! to a role and loses it.

mod emergency;
mod grant;
mod propose;
#[cfg(test)]
mod tests;

pub use emergency::{Emergency, EmergencyError, EmergencyTarget, Phase, REASON_CHARS_MAX};
pub use grant::{
    Acknowledgement, EndCause, Hand, Inert, RoleGrant, Signature, certifiable, working,
};
pub use propose::{Granter, Proposal, RoleError, install, propose};

use fnd_core::CountryCode;

coded! {
    /// Roles that are granted. Visitor, applicant, user and member are what somebody is, not
    /// what somebody was granted; [`crate::access::Party`] has them.
    pub enum Role {
        /// Drafts the answers of a country.
        NcpExpert => "ncp-expert",
        /// Coordinates the contact point of a country.
        NcpCoordinator => "ncp-coordinator",
        /// Coordinates the network for the Commission.
        ComCoordinator => "com-coordinator",
        /// Edits for the service provider.
        SpEditor => "sp-editor",
        /// Edits the glossary.
        GlossaryEditor => "glossary-editor",
        /// Decides on registrations, and for that looks at scans.
        Validator => "validator",
        /// Looks after users: suspends, edits in exceptional cases.
        UserAdmin => "user-admin",
        /// Acts for the controller in data protection.
        DpOfficer => "dp-officer",
        /// Reads the log.
        LogAuditor => "log-auditor",
        /// Runs the system, and sees no personal data in its pages.
        SysAdmin => "sys-admin",
    }
}

/// For what a role is granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The platform.
    Platform,
    /// The network's programme of work.
    Programme,
    /// One country.
    Country(CountryCode),
}

impl Scope {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::Programme => "programme",
            Self::Country(_) => "country",
        }
    }
}

impl Role {
    /// Whether the role opens more than contact details, or the means to.
    ///
    /// Law: statement 6, "all persons having access to personal data other than contact details
    /// of users are bound by confidentiality"; R22, R26, R28. Such a role takes two people to
    /// grant and works only once its duties are acknowledged.
    pub const fn is_privileged(self) -> bool {
        match self {
            Self::Validator
            | Self::UserAdmin
            | Self::DpOfficer
            | Self::LogAuditor
            | Self::SysAdmin => true,
            Self::NcpExpert
            | Self::NcpCoordinator
            | Self::ComCoordinator
            | Self::SpEditor
            | Self::GlossaryEditor => false,
        }
    }

    /// Whether the role can be granted for `scope`.
    pub const fn fits(self, scope: Scope) -> bool {
        match self {
            Self::NcpExpert | Self::NcpCoordinator => matches!(scope, Scope::Country(_)),
            Self::ComCoordinator | Self::SpEditor | Self::GlossaryEditor => {
                matches!(scope, Scope::Programme)
            }
            Self::Validator
            | Self::UserAdmin
            | Self::DpOfficer
            | Self::LogAuditor
            | Self::SysAdmin => matches!(scope, Scope::Platform),
        }
    }

    /// The roles whose holders may propose this one.
    ///
    /// Law: statement 2, "coordinated and managed by the Commission"; R03.
    pub const fn proposers(self) -> &'static [Self] {
        match self {
            Self::NcpExpert => &[Self::NcpCoordinator, Self::UserAdmin],
            Self::NcpCoordinator | Self::SpEditor | Self::GlossaryEditor => {
                &[Self::ComCoordinator, Self::UserAdmin]
            }
            Self::ComCoordinator
            | Self::Validator
            | Self::UserAdmin
            | Self::DpOfficer
            | Self::LogAuditor
            | Self::SysAdmin => &[Self::UserAdmin],
        }
    }
}

/// The roles whose holders may be the second person for a privileged role.
pub const APPROVERS: &[Role] = &[Role::UserAdmin, Role::DpOfficer];

/// Two roles that may not meet in one account, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// One role.
    pub one: Role,
    /// The other.
    pub other: Role,
    /// Why.
    pub reason: &'static str,
}

const fn conflict(one: Role, other: Role, reason: &'static str) -> Conflict {
    Conflict { one, other, reason }
}

/// Who decides is not who audits, and who runs the machines is neither.
///
/// Law: statement 6, "solely to authorised persons with a legitimate need to know"; R28.
pub const CONFLICTS: &[Conflict] = &[
    conflict(Role::Validator, Role::LogAuditor, "who decides does not audit decisions"),
    conflict(Role::Validator, Role::SysAdmin, "who runs the machines sees no scan"),
    conflict(Role::LogAuditor, Role::SysAdmin, "who runs the machines does not audit their use"),
    conflict(Role::UserAdmin, Role::Validator, "who looks after users sees no scan"),
    conflict(Role::UserAdmin, Role::LogAuditor, "who looks after users reads no log"),
    conflict(Role::UserAdmin, Role::SysAdmin, "who runs the machines sees no user"),
    conflict(Role::DpOfficer, Role::SysAdmin, "who runs the machines sees no case"),
    conflict(Role::DpOfficer, Role::LogAuditor, "who handles cases does not audit that"),
];

/// The conflict between `role` and one of `held`, if there is one.
pub fn conflict_with(role: Role, held: &[Role]) -> Option<&'static Conflict> {
    CONFLICTS.iter().find(|row| {
        (row.one == role && held.contains(&row.other))
            || (row.other == role && held.contains(&row.one))
    })
}
