//! Setting a switch by its code, as an operator's configuration does.

use super::{RestrictionReading, SwitchError, Switches};
use crate::session::AuthenticationLevel;

/// The code of [`Switches::restriction`].
const RESTRICTION: &str = "restriction";
/// The code of the least level of a session.
const LEAST_LEVEL: &str = "session-least-level";

/// Puts `value` where it fits; what does not fit is far above any bound.
fn put<T: TryFrom<u32>>(place: &mut T, value: u32) -> bool {
    T::try_from(value).map(|value| *place = value).is_ok()
}

impl Switches {
    /// Sets the number `code` to `value`. Whether values fit together, [`Switches::check`] says
    /// once all are set.
    pub fn set(&mut self, code: &str, value: u32) -> Result<(), SwitchError> {
        let row = self.rows().into_iter().find(|row| row.code == code);
        let row = row.ok_or(SwitchError::Unknown)?;
        let is_put = self.put_request(code, value)
            || self.put_permission(code, value)
            || self.put_kept(code, value);
        if is_put { Ok(()) } else { Err(SwitchError::too_much(&row, value)) }
    }

    /// Sets the switch `code`, which is no number, to the reading `word`.
    pub fn choose(&mut self, code: &str, word: &str) -> Result<(), SwitchError> {
        if code == RESTRICTION {
            self.restriction = RestrictionReading::find(word).ok_or(SwitchError::NoSuchReading)?;
            return Ok(());
        }
        if code == LEAST_LEVEL {
            let level = AuthenticationLevel::find(word).ok_or(SwitchError::NoSuchReading)?;
            self.session.least_level = level;
            return Ok(());
        }
        Err(SwitchError::Unknown)
    }

    /// Registrations and accounts.
    fn put_request(&mut self, code: &str, value: u32) -> bool {
        let (registration, account) = (&mut self.registration, &mut self.account);
        match code {
            "registration-draft-days" => put(&mut registration.draft_days, value),
            "registration-draft-scan-hours" => put(&mut registration.draft_scan_hours, value),
            "registration-decision-days" => put(&mut registration.decision_days, value),
            "registration-answer-days" => put(&mut registration.answer_days, value),
            "registration-questions-max" => put(&mut registration.questions_max, value),
            "account-warning-months" => put(&mut account.warning_months, value),
            "account-dormant-months" => put(&mut account.dormant_months, value),
            "account-erasure-months" => put(&mut account.erasure_months, value),
            "account-erasure-hours" => put(&mut account.erasure_hours, value),
            "account-cooling-off-hours" => put(&mut account.cooling_off_hours, value),
            "account-email-change-hours" => put(&mut account.email_change_hours, value),
            _ => false,
        }
    }

    /// Memberships, roles and sessions.
    fn put_permission(&mut self, code: &str, value: u32) -> bool {
        let (permission, session) = (&mut self.permission, &mut self.session);
        match code {
            "permission-invitation-days" => put(&mut permission.invitation_days, value),
            "permission-role-months-max" => put(&mut permission.role_months_max, value),
            "permission-recertification-days" => put(&mut permission.recertification_days, value),
            "permission-emergency-hours-max" => put(&mut permission.emergency_hours_max, value),
            "permission-cards-an-hour-max" => put(&mut permission.cards_an_hour_max, value),
            "session-idle-minutes" => put(&mut session.idle_minutes, value),
            "session-whole-hours" => put(&mut session.whole_hours, value),
            "session-fresh-minutes" => put(&mut session.fresh_minutes, value),
            _ => false,
        }
    }

    /// What is kept after its use.
    fn put_kept(&mut self, code: &str, value: u32) -> bool {
        let kept = &mut self.kept;
        match code {
            "kept-closed-request-days" => put(&mut kept.closed_request_days, value),
            "kept-log-technical-days" => put(&mut kept.log_technical_days, value),
            "kept-log-use-days" => put(&mut kept.log_use_days, value),
            "kept-log-security-days" => put(&mut kept.log_security_days, value),
            "kept-ended-membership-days" => put(&mut kept.ended_membership_days, value),
            "kept-ended-role-days" => put(&mut kept.ended_role_days, value),
            "kept-consent-evidence-years" => put(&mut kept.consent_evidence_years, value),
            "kept-rights-request-years" => put(&mut kept.rights_request_years, value),
            "kept-breach-years" => put(&mut kept.breach_years, value),
            "kept-mail-days" => put(&mut kept.mail_days, value),
            "kept-export-hours" => put(&mut kept.export_hours, value),
            "kept-own-data-days" => put(&mut kept.own_data_days, value),
            "kept-backup-days" => put(&mut kept.backup_days, value),
            "kept-tombstone-days" => put(&mut kept.tombstone_days, value),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_set_by_its_code_and_no_other_changes() {
        for row in Switches::default().rows() {
            for value in [row.least, row.most] {
                let mut switches = Switches::default();
                switches.set(row.code, value).unwrap();
                for after in switches.rows() {
                    let before = Switches::default().rows();
                    let before = before.iter().find(|one| one.code == after.code).unwrap();
                    let expected = if after.code == row.code { value } else { before.value };
                    assert_eq!(after.value, expected, "{} by {}", after.code, row.code);
                }
            }
        }
    }

    #[test]
    fn what_is_no_switch_and_what_no_switch_can_hold_is_refused() {
        let mut switches = Switches::default();
        assert_eq!(switches.set("keep-scans", 1), Err(SwitchError::Unknown));
        let far = switches.set("account-erasure-hours", u32::MAX).unwrap_err();
        assert_eq!(far.code(), "switch-out-of-range");
        assert_eq!(switches.choose("restriction", "ignore"), Err(SwitchError::NoSuchReading));
        assert_eq!(switches.choose("kept-mail-days", "many"), Err(SwitchError::Unknown));
        assert_eq!(switches, Switches::default());
        switches.choose("restriction", "erase").unwrap();
        switches.choose("session-least-level", "high").unwrap();
        assert_eq!(switches.restriction, RestrictionReading::Erase);
        assert_eq!(switches.session.least_level, AuthenticationLevel::High);
    }
}
