//! The policy: which authority may do what, for which purpose, by which article.
//!
//! One row is one permission, and what is not listed is refused. A [`Grant`] is the only key to
//! the store, so no path through the code can forget to ask.

use fnd_register::Coded;

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
    /// Add an identity or a travel document to a file.
    AmendFile,
    /// Search the log of operations.
    ReadLog,
    /// Read the log's checkpoints, tiles and proofs.
    ReadLogProof,
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 7] = [
        Self::Check,
        Self::ReadFile,
        Self::RecordEntry,
        Self::RecordExit,
        Self::AmendFile,
        Self::ReadLog,
        Self::ReadLogProof,
    ];
}

impl Coded for Action {
    fn code(&self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::ReadFile => "read-file",
            Self::RecordEntry => "record-entry",
            Self::RecordExit => "record-exit",
            Self::AmendFile => "amend-file",
            Self::ReadLog => "read-log",
            Self::ReadLogProof => "read-log-proof",
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
        permit(K::Border, SUPERVISORS, A::AmendFile, P::Amendment, "EES Art. 14(2), 35(1)"),
        permit(K::Immigration, STAFF, A::Check, P::TerritoryCheck, "EES Art. 26(1)-(2)"),
        permit(K::Immigration, STAFF, A::ReadFile, P::TerritoryCheck, "EES Art. 26(2)"),
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
                            "{:<27} {:<11} {:<15} {:<16} {}\n",
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
    fn who_oversees_sees_no_file_and_who_sees_files_reads_no_log() {
        for row in PERMITTED {
            let oversees = matches!(row.grant.action, Action::ReadLog | Action::ReadLogProof);
            assert_eq!(oversees, row.roles == AUDITORS, "{:?}", row.grant);
        }
    }
}
