//! What the statement leaves open, as switches with a default, a source and a date.
//!
//! A controller who reads the statement otherwise sets a switch; no rule is rewritten. There is
//! no switch for what the statement says: none keeps a scan after the decision, none shows more
//! of a member than the contact details.

mod rows;
mod set;

pub use rows::{Row, Unit};

use crate::session::AuthenticationLevel;

/// The switches. [`Switches::default`] is the reading of July 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Switches {
    /// Registrations and their scans.
    pub registration: RegistrationTimes,
    /// Accounts.
    pub account: AccountTimes,
    /// Communities and roles.
    pub permission: PermissionTimes,
    /// Sessions.
    pub session: SessionTimes,
    /// What is kept after its use.
    pub kept: KeptTimes,
    /// What a request for restriction does.
    pub restriction: RestrictionReading,
}

/// Times of registrations and their scans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegistrationTimes {
    /// Days after which a draft that nobody touches is given up.
    pub draft_days: u16,
    /// Hours after which the scan of a draft is destroyed.
    pub draft_scan_hours: u16,
    /// Days within which a request is decided, counted from its submission or the last answer.
    pub decision_days: u16,
    /// Days within which a question to the applicant is answered.
    pub answer_days: u16,
    /// Questions that may be asked on one request.
    pub questions_max: u8,
}

/// Times of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountTimes {
    /// Months without use after which the user is warned.
    pub warning_months: u8,
    /// Months without use after which the account sleeps.
    pub dormant_months: u8,
    /// Months without use after which the account is erased.
    pub erasure_months: u8,
    /// Hours within which an account that was disabled is erased.
    pub erasure_hours: u16,
    /// Hours for which erasure waits, in case the user comes back; part of those.
    pub cooling_off_hours: u16,
    /// Hours within which a new e-mail address is confirmed.
    pub email_change_hours: u16,
}

/// Times of memberships and roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PermissionTimes {
    /// Days after which an invitation lapses.
    pub invitation_days: u16,
    /// Months for which a role is granted or certified anew at most.
    pub role_months_max: u8,
    /// Days before its end on which a role is up for certification.
    pub recertification_days: u16,
    /// Hours for which emergency access lasts at most.
    pub emergency_hours_max: u16,
    /// Contact cards one user can open in an hour before it is noticed.
    pub cards_an_hour_max: u16,
}

/// Times of sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionTimes {
    /// Minutes without use after which a session ends.
    pub idle_minutes: u16,
    /// Hours after which a session ends in any case.
    pub whole_hours: u16,
    /// Minutes for which a sign-in is fresh enough for what is sensitive.
    pub fresh_minutes: u16,
    /// The least level of authentication for a session of a user.
    pub least_level: AuthenticationLevel,
}

/// How long what has served its purpose is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptTimes {
    /// Days for which a request that led to no account is kept after its end.
    pub closed_request_days: u16,
    /// Days for which the technical part of a log row is kept: address, place, browser, system.
    pub log_technical_days: u16,
    /// Days for which log rows of ordinary use are kept.
    pub log_use_days: u16,
    /// Days for which log rows that matter for security are kept.
    pub log_security_days: u16,
    /// Days for which an ended membership is kept.
    pub ended_membership_days: u16,
    /// Days for which an ended role is kept.
    pub ended_role_days: u16,
    /// Years for which the evidence of a consent is kept after its end.
    pub consent_evidence_years: u8,
    /// Years for which a data subject's request is kept after its answer.
    pub rights_request_years: u8,
    /// Years for which an entry of the breach register is kept after it was closed.
    pub breach_years: u8,
    /// Days after which a mail that could not be delivered is given up.
    pub mail_days: u16,
    /// Hours for which an export can be fetched.
    pub export_hours: u16,
    /// Days for which the archive of one's own data can be fetched.
    pub own_data_days: u16,
    /// Days for which backups exist.
    pub backup_days: u16,
    /// Days for which the ledger of erasures is kept, so that it can be replayed on a backup.
    pub tombstone_days: u16,
}

coded! {
    /// What happens to the data of who asks that their processing be restricted.
    ///
    /// The statement says that data is deleted then as well; EUDPR Art. 20(2) would have it
    /// stored. Both are done in their order by default: the account is closed to everybody at
    /// once, and the data goes when the person, told of the choice, confirms it.
    #[derive(Default)]
    pub enum RestrictionReading {
        /// Close the account, freeze the data, and erase it when the person confirms.
        #[default]
        FreezeUntilConfirmed => "freeze-until-confirmed",
        /// Erase as for a request for erasure, by the letter of the statement.
        Erase => "erase",
    }
}

impl Default for RegistrationTimes {
    fn default() -> Self {
        Self {
            draft_days: 30,
            draft_scan_hours: 24,
            decision_days: 60,
            answer_days: 30,
            questions_max: 3,
        }
    }
}

impl Default for AccountTimes {
    fn default() -> Self {
        Self {
            warning_months: 11,
            dormant_months: 12,
            erasure_months: 24,
            erasure_hours: 24,
            cooling_off_hours: 0,
            email_change_hours: 24,
        }
    }
}

impl Default for PermissionTimes {
    fn default() -> Self {
        Self {
            invitation_days: 30,
            role_months_max: 12,
            recertification_days: 30,
            emergency_hours_max: 4,
            cards_an_hour_max: 50,
        }
    }
}

impl Default for SessionTimes {
    fn default() -> Self {
        Self {
            idle_minutes: 30,
            whole_hours: 8,
            fresh_minutes: 15,
            least_level: AuthenticationLevel::Medium,
        }
    }
}

impl Default for KeptTimes {
    fn default() -> Self {
        Self {
            closed_request_days: 30,
            log_technical_days: 180,
            log_use_days: 180,
            log_security_days: 365,
            ended_membership_days: 180,
            ended_role_days: 365,
            consent_evidence_years: 5,
            rights_request_years: 2,
            breach_years: 5,
            mail_days: 7,
            export_hours: 24,
            own_data_days: 7,
            backup_days: 90,
            tombstone_days: 365,
        }
    }
}

/// A switch stands where it may not. The operator sees it before anything starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SwitchError {
    /// Below the least or above the greatest value.
    #[error("`{code}` is {found}; set it between {least} and {most}")]
    OutOfRange {
        /// The switch.
        code: &'static str,
        /// Its value.
        found: u32,
        /// The least value.
        least: u32,
        /// The greatest value.
        most: u32,
    },
    /// There is no such switch.
    #[error("there is no such switch; the guide lists them")]
    Unknown,
    /// A switch that is no number does not know this word.
    #[error("there is no such reading; the guide lists them")]
    NoSuchReading,
    /// Two switches contradict each other.
    #[error("`{smaller}` must be less than `{greater}`; change one of them")]
    OutOfOrder {
        /// The one that must be less.
        smaller: &'static str,
        /// The one that must be more.
        greater: &'static str,
    },
}

impl SwitchError {
    pub(super) const fn too_much(row: &Row, found: u32) -> Self {
        Self::OutOfRange { code: row.code, found, least: row.least, most: row.most }
    }

    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OutOfRange { .. } => "switch-out-of-range",
            Self::OutOfOrder { .. } => "switches-out-of-order",
            Self::Unknown => "switch-unknown",
            Self::NoSuchReading => "switch-reading-unknown",
        }
    }
}

/// Pairs of which the first must be the smaller number, in one unit.
const ORDER: &[(&str, &str)] = &[
    ("account-warning-months", "account-dormant-months"),
    ("account-dormant-months", "account-erasure-months"),
    ("account-cooling-off-hours", "account-erasure-hours"),
    ("kept-backup-days", "kept-tombstone-days"),
];

impl Switches {
    /// Everything that is wrong with these switches.
    pub fn check(&self) -> Vec<SwitchError> {
        let rows = self.rows();
        let mut errors: Vec<_> = rows.iter().filter_map(Row::out_of_range).collect();
        let value = |code: &str| rows.iter().find(|row| row.code == code).map(|row| row.value);
        let broken = ORDER.iter().filter(|(smaller, greater)| value(greater) <= value(smaller));
        errors
            .extend(broken.map(|(smaller, greater)| SwitchError::OutOfOrder { smaller, greater }));
        errors
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_defaults_are_allowed_and_each_has_a_source() {
        assert_eq!(Switches::default().check(), []);
        let rows = Switches::default().rows();
        let codes: BTreeSet<_> = rows.iter().map(|row| row.code).collect();
        assert_eq!(codes.len(), rows.len());
        for row in &rows {
            assert!(20 < row.source.len(), "{}", row.code);
            assert!(row.least <= row.value && row.value <= row.most, "{}", row.code);
        }
        for (smaller, greater) in ORDER {
            assert!(codes.contains(smaller) && codes.contains(greater), "{smaller} {greater}");
        }
    }

    #[test]
    fn a_switch_that_would_break_a_promise_is_refused() {
        let mut switches = Switches::default();
        switches.account.erasure_hours = 48;
        switches.permission.role_months_max = 24;
        switches.permission.emergency_hours_max = 5;
        switches.registration.draft_scan_hours = 0;
        let codes: Vec<_> = switches
            .check()
            .iter()
            .filter_map(|error| match error {
                SwitchError::OutOfRange { code, .. } => Some(*code),
                SwitchError::OutOfOrder { .. }
                | SwitchError::Unknown
                | SwitchError::NoSuchReading => None,
            })
            .collect();
        assert_eq!(
            codes,
            [
                "registration-draft-scan-hours",
                "account-erasure-hours",
                "permission-role-months-max",
                "permission-emergency-hours-max",
            ]
        );
    }

    #[test]
    fn times_that_contradict_each_other_are_named_in_pairs() {
        let mut switches = Switches::default();
        switches.account.dormant_months = 11;
        switches.kept.backup_days = 180;
        switches.kept.tombstone_days = 180;
        assert_eq!(
            switches.check(),
            [
                SwitchError::OutOfOrder {
                    smaller: "account-warning-months",
                    greater: "account-dormant-months"
                },
                SwitchError::OutOfOrder {
                    smaller: "kept-backup-days",
                    greater: "kept-tombstone-days"
                },
            ]
        );
    }
}
