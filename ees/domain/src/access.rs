//! The policy: which authority may do what, for which purpose, by which article.
//!
//! One row is one permission, and what is not listed is refused. A [`Grant`] is the only key to
//! the store, so no path through the code can forget to ask.

mod list;

use fnd_register::Coded;

pub use list::{Permitted, permissions};

use crate::authority::{Actor, AuthorityKind, Purpose, Role};

/// What can be done with the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Search by document and identity, and read what is found.
    Check,
    /// Read an individual file with its records and its authorised stay.
    ReadFile,
    /// Record an entry; create or update the file for it.
    RecordEntry,
    /// Record an exit.
    RecordExit,
    /// Record a refusal of entry, and what became of its form.
    RefuseEntry,
    /// Correct a refusal whose appeal succeeded.
    CorrectRefusal,
    /// Add an identity or a travel document to a file.
    AmendFile,
    /// Enter a short stay that begins within the territory.
    ChangeStatus,
    /// Put an entry/exit record right.
    Rectify,
    /// Merge two files of one person, and part them again.
    MergeFiles,
    /// Open a case of amendment.
    OpenCase,
    /// Take a step in a case of amendment: ask the State responsible, settle it.
    HandleCase,
    /// Read the cases of amendment of one's own State.
    ListCases,
    /// Search the log of operations.
    ReadLog,
    /// Read the log's checkpoints, tiles and proofs.
    ReadLogProof,
    /// Record a decision that revokes, annuls or extends a stay.
    DecideStay,
    /// Read the list of overstayers.
    ListOverstayers,
    /// Take somebody off the list of overstayers.
    LiftOverstay,
    /// Mark stays that have expired, and tell the Member States; done by the system itself.
    MarkOverstays,
    /// Tell a Member State that the data of an overstayer will go; done by the system itself.
    WarnOfErasure,
    /// Erase what is kept no longer; done by the system itself.
    EraseDue,
    /// Erase before the time what an authority ordered; done by the system itself.
    EraseEarly,
    /// Erase log rows whose time is over; done by the system itself.
    EraseLog,
    /// Read what the runs of erasure did and what goes next.
    ReadErasures,
    /// Read who may do what, and who did.
    ReadAccess,
    /// Read when operation was suspended at which crossing point.
    ReadSuspensions,
    /// Begin, end or report a suspension of a crossing point.
    SuspendPoint,
    /// Read numbers on the quality of the data.
    ReadQuality,
    /// Begin or end a monitoring procedure, while which log rows are not erased.
    HoldLog,
    /// Read the monitoring procedures of one's own body.
    ListProcedures,
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 30] = [
        Self::Check,
        Self::ReadFile,
        Self::RecordEntry,
        Self::RecordExit,
        Self::RefuseEntry,
        Self::CorrectRefusal,
        Self::AmendFile,
        Self::ChangeStatus,
        Self::Rectify,
        Self::MergeFiles,
        Self::OpenCase,
        Self::HandleCase,
        Self::ListCases,
        Self::ReadLog,
        Self::ReadLogProof,
        Self::DecideStay,
        Self::ListOverstayers,
        Self::LiftOverstay,
        Self::MarkOverstays,
        Self::WarnOfErasure,
        Self::EraseDue,
        Self::EraseEarly,
        Self::EraseLog,
        Self::ReadErasures,
        Self::ReadAccess,
        Self::ReadSuspensions,
        Self::SuspendPoint,
        Self::ReadQuality,
        Self::HoldLog,
        Self::ListProcedures,
    ];
}

impl Coded for Action {
    fn code(&self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::ReadFile => "read-file",
            Self::RecordEntry => "record-entry",
            Self::RecordExit => "record-exit",
            Self::RefuseEntry => "refuse-entry",
            Self::CorrectRefusal => "correct-refusal",
            Self::AmendFile => "amend-file",
            Self::ChangeStatus => "change-status",
            Self::Rectify => "rectify",
            Self::MergeFiles => "merge-files",
            Self::OpenCase => "open-case",
            Self::HandleCase => "handle-case",
            Self::ListCases => "list-cases",
            Self::ReadLog => "read-log",
            Self::ReadLogProof => "read-log-proof",
            Self::DecideStay => "decide-stay",
            Self::ListOverstayers => "list-overstayers",
            Self::LiftOverstay => "lift-overstay",
            Self::MarkOverstays => "mark-overstays",
            Self::WarnOfErasure => "warn-of-erasure",
            Self::EraseDue => "erase-due",
            Self::EraseEarly => "erase-early",
            Self::EraseLog => "erase-log",
            Self::ReadErasures => "read-erasures",
            Self::ReadAccess => "read-access",
            Self::ReadSuspensions => "read-suspensions",
            Self::SuspendPoint => "suspend-point",
            Self::ReadQuality => "read-quality",
            Self::HoldLog => "hold-log",
            Self::ListProcedures => "list-procedures",
        }
    }
}

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

/// The article that opens the list of overstayers.
const LIST: &str = "EES Art. 9(2), 12(3)";

/// The articles by which a record is put right.
const RECTIFY: &str = "EES Art. 20(2), 35(1), (2)";
/// The articles by which one person has one file.
const MERGE: &str = "EES Art. 14(2), (4), 35(2)";
/// The articles by which data is amended or erased at the wish of somebody.
const CASE: &str = "EES Art. 35(1)-(3), (5), (6)";
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
        permit(K::Border, STAFF, A::ReadFile, P::InformationMechanism, LIST),
        permit(K::Immigration, STAFF, A::ReadFile, P::InformationMechanism, LIST),
        permit(K::Visa, STAFF, A::ReadFile, P::InformationMechanism, LIST),
        permit(K::Border, STAFF, A::ListOverstayers, P::InformationMechanism, LIST),
        permit(K::Immigration, STAFF, A::ListOverstayers, P::InformationMechanism, LIST),
        permit(K::Visa, STAFF, A::ListOverstayers, P::InformationMechanism, LIST),
        permit(K::Border, SUPERVISORS, A::LiftOverstay, P::Amendment, "EES Art. 35(5)"),
        permit(K::Immigration, SUPERVISORS, A::LiftOverstay, P::Amendment, "EES Art. 35(5)"),
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
