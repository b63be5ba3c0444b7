//! The policy: which authority may do what, for which purpose, by which article.
//!
//! One row is one permission, and what is not listed is refused. A [`Grant`] is the only key to
//! the store, so no path through the code can forget to ask.

mod action;
mod list;

use fnd_register::Coded;

use crate::authority::{Actor, AuthorityKind, Purpose, Role};

pub use action::Action;
pub use list::{Permitted, permissions};

/// Proof that an action was found lawful. Only [`grant`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    authority: AuthorityKind,
    action: Action,
    purpose: Purpose,
    basis: &'static str,
}

impl Grant {
    /// The kind of authority it was given to.
    pub const fn authority(&self) -> AuthorityKind {
        self.authority
    }

    /// What it permits.
    pub const fn action(&self) -> Action {
        self.action
    }

    /// What for.
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The article that permits it.
    pub const fn basis(&self) -> &'static str {
        self.basis
    }
}

/// One permission.
#[derive(Debug)]
struct Permission {
    grant: Grant,
    roles: &'static [Role],
}

/// Members of staff who do the authority's daily work.
const STAFF: &[Role] = &[Role::Officer, Role::Supervisor];
/// Members of staff who may also amend.
const SUPERVISORS: &[Role] = &[Role::Supervisor];
/// The system itself, which acts at its times and for nobody.
const SYSTEM: &[Role] = &[Role::System];
/// Members of staff of oversight bodies.
const AUDITORS: &[Role] = &[Role::Auditor];

const fn permit(
    authority: AuthorityKind,
    roles: &'static [Role],
    action: Action,
    purpose: Purpose,
    basis: &'static str,
) -> Permission {
    Permission { grant: Grant { authority, action, purpose, basis }, roles }
}

/// The articles by which biometric data is taken and compared.
const CAPTURE: &str = "EES Art. 15, 17(1), 23(2)";

/// The article that opens the list of overstayers.
const LIST: &str = "EES Art. 9(2), 12(3)";

/// The articles by which a record is put right.
const RECTIFY: &str = "EES Art. 20(2), 35(1), (2)";
/// The articles by which one person has one file.
const MERGE: &str = "EES Art. 14(2), (4), 35(2)";
/// The articles by which data is amended or erased at the wish of somebody.
const CASE: &str = "EES Art. 35(1)-(3), (5), (6)";
/// The articles by which access to a facilitation programme is examined.
const PROGRAMME: &str = "EES Art. 25; SBC Art. 8d(3), (4)";
/// The articles by which a file tells of it.
const NOTIFICATION: &str = "EES Art. 16(6), 17(1)(d); SBC Art. 8d";
/// The article that opens the list of who may do what to the European Data Protection Supervisor.
const LISTS_EDPS: &str = "EES Art. 9(2), 56(2)";
/// The articles by which a supervisory authority keeps log rows for a monitoring procedure.
const HOLDS: &str = "EES Art. 46(4), 55(2)";
/// The same for the European Data Protection Supervisor.
const HOLDS_EDPS: &str = "EES Art. 46(4), 56(2)";
/// The article by which operation at a crossing point is suspended.
const SUSPENSION: &str = "Reg. (EU) 2025/1534 Art. 7";

/// The policy. What is not listed is refused.
const PERMITTED: &[Permission] = {
    use Action as A;
    use AuthorityKind as K;
    use Purpose as P;
    &[
        permit(K::Border, STAFF, A::Check, P::BorderEntry, "EES Art. 23(1)-(4)"),
        permit(K::Border, STAFF, A::Check, P::BorderExit, "EES Art. 23(1)-(4)"),
        permit(K::Border, STAFF, A::Capture, P::BorderEntry, CAPTURE),
        permit(K::Border, STAFF, A::Capture, P::BorderExit, CAPTURE),
        permit(K::Border, STAFF, A::Identify, P::BorderEntry, "EES Art. 27(1)"),
        permit(K::Border, STAFF, A::Identify, P::BorderExit, "EES Art. 27(1)"),
        permit(K::Border, STAFF, A::ReadFile, P::BorderEntry, "EES Art. 23(3)"),
        permit(K::Border, STAFF, A::ReadFile, P::BorderExit, "EES Art. 23(3)"),
        permit(K::Border, STAFF, A::RecordEntry, P::BorderEntry, "EES Art. 14(1)-(4), 16, 17"),
        permit(K::Border, STAFF, A::RecordExit, P::BorderExit, "EES Art. 14(1), 16(3), 17(2)"),
        permit(K::Border, STAFF, A::RefuseEntry, P::BorderRefusal, "EES Art. 14(4), 18"),
        permit(K::Border, STAFF, A::ReadFile, P::BorderRefusal, "EES Art. 23(3)"),
        permit(
            K::Border,
            SUPERVISORS,
            A::CorrectRefusal,
            P::Amendment,
            "EES Art. 35(1); SBC Art. 14",
        ),
        permit(K::Border, SUPERVISORS, A::AmendFile, P::Amendment, "EES Art. 14(2), 35(1)"),
        permit(K::Border, STAFF, A::ReadFile, P::Amendment, "EES Art. 35(1), (2)"),
        permit(K::Immigration, STAFF, A::ReadFile, P::Amendment, "EES Art. 35(1), (2)"),
        permit(K::Border, SUPERVISORS, A::Rectify, P::Amendment, RECTIFY),
        permit(K::Immigration, SUPERVISORS, A::Rectify, P::Amendment, RECTIFY),
        permit(K::Border, SUPERVISORS, A::ChangeStatus, P::Amendment, "EES Art. 14(8)"),
        permit(K::Immigration, SUPERVISORS, A::ChangeStatus, P::Amendment, "EES Art. 14(8)"),
        permit(K::Border, SUPERVISORS, A::MergeFiles, P::Amendment, MERGE),
        permit(K::Immigration, SUPERVISORS, A::MergeFiles, P::Amendment, MERGE),
        permit(K::Border, STAFF, A::OpenCase, P::Amendment, CASE),
        permit(K::Immigration, STAFF, A::OpenCase, P::Amendment, CASE),
        permit(K::Border, SUPERVISORS, A::HandleCase, P::Amendment, CASE),
        permit(K::Immigration, SUPERVISORS, A::HandleCase, P::Amendment, CASE),
        permit(K::Border, STAFF, A::ListCases, P::Amendment, CASE),
        permit(K::Immigration, STAFF, A::ListCases, P::Amendment, CASE),
        permit(K::Immigration, STAFF, A::Check, P::TerritoryCheck, "EES Art. 26(1)-(2)"),
        permit(K::Immigration, STAFF, A::ReadFile, P::TerritoryCheck, "EES Art. 26(2)"),
        permit(K::Border, SUPERVISORS, A::DecideStay, P::RevokeAnnulExtend, "EES Art. 19(1)"),
        permit(K::Immigration, SUPERVISORS, A::DecideStay, P::RevokeAnnulExtend, "EES Art. 19(1)"),
        permit(K::Visa, SUPERVISORS, A::DecideStay, P::RevokeAnnulExtend, "EES Art. 19(1)"),
        permit(K::Border, SUPERVISORS, A::ReadFile, P::RevokeAnnulExtend, "EES Art. 19(1)"),
        permit(K::Immigration, SUPERVISORS, A::ReadFile, P::RevokeAnnulExtend, "EES Art. 19(1)"),
        permit(K::Visa, SUPERVISORS, A::ReadFile, P::RevokeAnnulExtend, "EES Art. 19(1), (3), 24"),
        permit(K::Border, SUPERVISORS, A::ReadFile, P::Facilitation, PROGRAMME),
        permit(K::Immigration, SUPERVISORS, A::ReadFile, P::Facilitation, PROGRAMME),
        permit(K::Visa, SUPERVISORS, A::ReadFile, P::Facilitation, PROGRAMME),
        permit(K::Facilitation, STAFF, A::ReadFile, P::Facilitation, PROGRAMME),
        permit(K::Border, SUPERVISORS, A::NotifyProgramme, P::Facilitation, NOTIFICATION),
        permit(K::Immigration, SUPERVISORS, A::NotifyProgramme, P::Facilitation, NOTIFICATION),
        permit(K::Visa, SUPERVISORS, A::NotifyProgramme, P::Facilitation, NOTIFICATION),
        permit(K::Facilitation, STAFF, A::NotifyProgramme, P::Facilitation, NOTIFICATION),
        permit(K::Border, STAFF, A::ReadFile, P::InformationMechanism, LIST),
        permit(K::Immigration, STAFF, A::ReadFile, P::InformationMechanism, LIST),
        permit(K::Visa, STAFF, A::ReadFile, P::InformationMechanism, LIST),
        permit(K::Border, STAFF, A::ListOverstayers, P::InformationMechanism, LIST),
        permit(K::Immigration, STAFF, A::ListOverstayers, P::InformationMechanism, LIST),
        permit(K::Visa, STAFF, A::ListOverstayers, P::InformationMechanism, LIST),
        permit(K::Border, SUPERVISORS, A::LiftOverstay, P::Amendment, "EES Art. 35(5)"),
        permit(K::Immigration, SUPERVISORS, A::LiftOverstay, P::Amendment, "EES Art. 35(5)"),
        permit(K::EuLisa, SYSTEM, A::FillGallery, P::Operation, "EES Art. 23(2), 27(1)"),
        permit(K::EuLisa, SYSTEM, A::MarkOverstays, P::InformationMechanism, "EES Art. 12(1)"),
        permit(K::EuLisa, SYSTEM, A::WarnOfErasure, P::Retention, "EES Art. 34(3)"),
        permit(K::EuLisa, SYSTEM, A::EraseDue, P::Retention, "EES Art. 34(1)-(5)"),
        permit(K::EuLisa, SYSTEM, A::EraseEarly, P::Retention, "EES Art. 35(1), (2), (6), (7)"),
        permit(K::EuLisa, SYSTEM, A::EraseLog, P::Retention, "EES Art. 46(4)"),
        permit(K::Border, STAFF, A::ReadSuspensions, P::Operation, SUSPENSION),
        permit(K::Border, SUPERVISORS, A::SuspendPoint, P::Operation, SUSPENSION),
        permit(K::Border, SUPERVISORS, A::ReadQuality, P::Operation, "EES Art. 38(4)"),
        permit(K::Supervisory, AUDITORS, A::ReadAccess, P::Monitoring, "EES Art. 9(2), 55(2)"),
        permit(K::Supervisory, AUDITORS, A::ReadSuspensions, P::Monitoring, SUSPENSION),
        permit(K::Supervisory, AUDITORS, A::ReadQuality, P::Monitoring, "EES Art. 38(4), 55(2)"),
        permit(K::DataProtectionSupervisor, AUDITORS, A::ReadAccess, P::Monitoring, LISTS_EDPS),
        permit(
            K::DataProtectionSupervisor,
            AUDITORS,
            A::ReadSuspensions,
            P::Monitoring,
            SUSPENSION,
        ),
        permit(
            K::DataProtectionSupervisor,
            AUDITORS,
            A::ReadQuality,
            P::Monitoring,
            "EES Art. 38(4), 56(2)",
        ),
        permit(K::Supervisory, AUDITORS, A::ReadErasures, P::Monitoring, "EES Art. 34, 55(2)"),
        permit(
            K::DataProtectionSupervisor,
            AUDITORS,
            A::ReadErasures,
            P::Monitoring,
            "EES Art. 34, 56(2)",
        ),
        permit(K::Supervisory, AUDITORS, A::HoldLog, P::Monitoring, HOLDS),
        permit(K::Supervisory, AUDITORS, A::ListProcedures, P::Monitoring, HOLDS),
        permit(K::DataProtectionSupervisor, AUDITORS, A::HoldLog, P::Monitoring, HOLDS_EDPS),
        permit(K::DataProtectionSupervisor, AUDITORS, A::ListProcedures, P::Monitoring, HOLDS_EDPS),
        permit(K::Supervisory, AUDITORS, A::ReadLog, P::Monitoring, "EES Art. 46(4), 55(2)"),
        permit(K::Supervisory, AUDITORS, A::ReadLogProof, P::Monitoring, "EES Art. 46(4), 55(2)"),
        permit(
            K::DataProtectionSupervisor,
            AUDITORS,
            A::ReadLog,
            P::Monitoring,
            "EES Art. 46(4), 56(2)",
        ),
        permit(
            K::DataProtectionSupervisor,
            AUDITORS,
            A::ReadLogProof,
            P::Monitoring,
            "EES Art. 46(4), 56(2)",
        ),
    ]
};

/// Looks for the article that lets `actor` do `action` for `purpose`.
///
/// Law: EES Art. 9(2) and (3), 10(1).
pub fn grant(actor: &Actor, action: Action, purpose: Purpose) -> Option<Grant> {
    permission(actor.authority, actor.role, action, purpose).map(|row| row.grant)
}

/// Whether `actor` may do `action` for any purpose; for menus, never for deciding.
pub fn may_ever(actor: &Actor, action: Action) -> bool {
    Purpose::ALL.iter().any(|purpose| grant(actor, action, *purpose).is_some())
}

fn permission(
    authority: AuthorityKind,
    role: Role,
    action: Action,
    purpose: Purpose,
) -> Option<&'static Permission> {
    PERMITTED.iter().find(|row| {
        row.grant.authority == authority
            && row.grant.action == action
            && row.grant.purpose == purpose
            && row.roles.contains(&role)
    })
}

/// The whole policy as text, one line for each kind of authority, role, action and purpose that
/// is permitted, in a fixed order. A change of policy is a change of this text.
pub fn matrix() -> String {
    let mut lines = Vec::new();
    for authority in AuthorityKind::ALL {
        for role in Role::ALL {
            for action in Action::ALL {
                for purpose in Purpose::ALL {
                    if let Some(row) = permission(authority, role, action, purpose) {
                        lines.push(format!(
                            "{:<27} {:<11} {:<16} {:<22} {}\n",
                            authority.code(),
                            role.code(),
                            action.code(),
                            purpose.code(),
                            row.grant.basis
                        ));
                    }
                }
            }
        }
    }
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_the_golden_one() {
        assert_eq!(matrix(), include_str!("access.golden.txt"), "read the difference as a lawyer");
    }

    #[test]
    fn what_is_not_listed_is_refused() {
        let mut permitted = 0;
        for authority in AuthorityKind::ALL {
            for role in Role::ALL {
                for action in Action::ALL {
                    for purpose in Purpose::ALL {
                        permitted +=
                            usize::from(permission(authority, role, action, purpose).is_some());
                    }
                }
            }
        }
        let rows: usize = PERMITTED.iter().map(|row| row.roles.len()).sum();
        assert_eq!(permitted, rows, "every row is reached once and nothing else is open");
    }

    #[test]
    fn every_permission_is_listed_once_and_grants_what_it_says() {
        let listed = permissions();
        assert_eq!(listed.len(), PERMITTED.len());
        for row in &listed {
            for role in Role::ALL {
                let found = permission(row.authority, role, row.action, row.purpose);
                let basis = found.map(|found| found.grant.basis);
                assert_eq!(basis, row.roles.contains(&role).then_some(row.basis), "{row:?}");
            }
        }
    }

    #[test]
    fn who_oversees_sees_no_file_and_who_sees_files_reads_no_log() {
        for row in PERMITTED {
            let oversees = matches!(
                row.grant.action,
                Action::ReadLog | Action::ReadLogProof | Action::ReadErasures | Action::ReadAccess
            ) || (row.grant.purpose == Purpose::Monitoring);
            assert_eq!(oversees, row.roles == AUDITORS, "{:?}", row.grant);
        }
    }
}
