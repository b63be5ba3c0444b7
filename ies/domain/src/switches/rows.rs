//! Every switch that is a number, with its bounds, its source and its date: what the record of
//! processing prints and what an operator's configuration is held against.

use super::{SwitchError, Switches};

coded! {
    /// What a switch counts.
    pub enum Unit {
        /// Calendar years.
        Years => "years",
        /// Calendar months.
        Months => "months",
        /// Days of 24 hours.
        Days => "days",
        /// Hours.
        Hours => "hours",
        /// Minutes.
        Minutes => "minutes",
        /// Things.
        Number => "number",
    }
}

/// A switch as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Its stable code, the key in configuration.
    pub code: &'static str,
    /// Its value.
    pub value: u32,
    /// The least value.
    pub least: u32,
    /// The greatest value.
    pub most: u32,
    /// What it counts.
    pub unit: Unit,
    /// What the default rests on.
    pub source: &'static str,
    /// Month in which that was looked at, `YYYY-MM`.
    pub as_of: &'static str,
}

impl Row {
    pub(super) fn out_of_range(&self) -> Option<SwitchError> {
        let Self { code, value, least, most, .. } = *self;
        let is_out = value < least || most < value;
        is_out.then_some(SwitchError::OutOfRange { code, found: value, least, most })
    }
}

fn row(
    code: &'static str,
    value: impl Into<u32>,
    (least, most): (u32, u32),
    unit: Unit,
    source: &'static str,
) -> Row {
    Row { code, value: value.into(), least, most, unit, source, as_of: "2026-07" }
}

const MINIMAL: &str =
    "statement 5, \"only be kept for the time necessary\"; the statement names no number";
const RETENTION_LIST: &str = "statement 5, the Commission's common retention list, whose figure is \
     not public; older services of the Commission dropped log records after six months";
const BARRED: &str = "Statute of the Court of Justice Art. 46: proceedings against the Union are \
     barred after five years";

impl Switches {
    /// Every switch that is a number, in a fixed order.
    pub fn rows(&self) -> Vec<Row> {
        [self.of_registrations(), self.of_accounts(), self.of_permissions(), self.of_sessions()]
            .into_iter()
            .chain([self.of_log_and_traces(), self.of_evidence()])
            .flatten()
            .collect()
    }

    fn of_registrations(&self) -> Vec<Row> {
        let times = &self.registration;
        vec![
            row("registration-draft-days", times.draft_days, (1, 90), Unit::Days, MINIMAL),
            row(
                "registration-draft-scan-hours",
                times.draft_scan_hours,
                (1, 24),
                Unit::Hours,
                "statement 5, the scan \"will only be used during the validation process\", \
                 which a draft has not reached",
            ),
            row(
                "registration-decision-days",
                times.decision_days,
                (7, 90),
                Unit::Days,
                "statement 5, the scan lives until the decision, so the decision needs an end",
            ),
            row(
                "registration-answer-days",
                times.answer_days,
                (7, 60),
                Unit::Days,
                "half the time for the decision, so that an answer can still be looked at",
            ),
            row(
                "registration-questions-max",
                times.questions_max,
                (1, 5),
                Unit::Number,
                "each question keeps the scan alive longer; three bring a case to its end",
            ),
        ]
    }

    fn of_accounts(&self) -> Vec<Row> {
        let times = &self.account;
        vec![
            row("account-warning-months", times.warning_months, (1, 35), Unit::Months, MINIMAL),
            row("account-dormant-months", times.dormant_months, (2, 36), Unit::Months, MINIMAL),
            row("account-erasure-months", times.erasure_months, (3, 60), Unit::Months, MINIMAL),
            row(
                "account-erasure-hours",
                times.erasure_hours,
                (1, 24),
                Unit::Hours,
                "statement 8, \"the user account will be disabled and all personal data will be \
                 deleted\"; a day lets the night's job run",
            ),
            row(
                "account-cooling-off-hours",
                times.cooling_off_hours,
                (0, 23),
                Unit::Hours,
                "statement 8 knows no way back; a controller may give one within the day",
            ),
            row(
                "account-email-change-hours",
                times.email_change_hours,
                (1, 72),
                Unit::Hours,
                "a link in a mailbox is read within a day by who asked for it",
            ),
        ]
    }

    fn of_permissions(&self) -> Vec<Row> {
        let times = &self.permission;
        vec![
            row(
                "permission-invitation-days",
                times.invitation_days,
                (1, 90),
                Unit::Days,
                "EUDPR Art. 4(1)(e): an invitation nobody takes up is data without a purpose",
            ),
            row(
                "permission-role-months-max",
                times.role_months_max,
                (1, 12),
                Unit::Months,
                "statement 6, \"a legitimate need to know\", which is looked at every year",
            ),
            row(
                "permission-recertification-days",
                times.recertification_days,
                (7, 90),
                Unit::Days,
                "a month before its end a role can still be certified in time",
            ),
            row(
                "permission-emergency-hours-max",
                times.emergency_hours_max,
                (1, 4),
                Unit::Hours,
                "statement 7, access \"only for the duration\" of what it is for",
            ),
            row(
                "permission-cards-an-hour-max",
                times.cards_an_hour_max,
                (10, 200),
                Unit::Number,
                "EUDPR Art. 38: a directory is for contact, not for collecting",
            ),
        ]
    }

    fn of_sessions(&self) -> Vec<Row> {
        let times = &self.session;
        let source = "statement 6, Decision (EU, Euratom) 2017/46; as usual in its services";
        vec![
            row("session-idle-minutes", times.idle_minutes, (5, 60), Unit::Minutes, source),
            row("session-whole-hours", times.whole_hours, (1, 12), Unit::Hours, source),
            row("session-fresh-minutes", times.fresh_minutes, (5, 15), Unit::Minutes, source),
        ]
    }

    fn of_log_and_traces(&self) -> Vec<Row> {
        let times = &self.kept;
        let traces = "as long as log rows of ordinary use, with which it is read together";
        vec![
            row(
                "kept-log-technical-days",
                times.log_technical_days,
                (30, 365),
                Unit::Days,
                RETENTION_LIST,
            ),
            row("kept-log-use-days", times.log_use_days, (30, 365), Unit::Days, RETENTION_LIST),
            row(
                "kept-log-security-days",
                times.log_security_days,
                (180, 1825),
                Unit::Days,
                RETENTION_LIST,
            ),
            row(
                "kept-ended-membership-days",
                times.ended_membership_days,
                (0, 365),
                Unit::Days,
                traces,
            ),
            row(
                "kept-ended-role-days",
                times.ended_role_days,
                (180, 1825),
                Unit::Days,
                "as long as log rows that matter for security, with which it is read together",
            ),
            row(
                "kept-mail-days",
                times.mail_days,
                (1, 30),
                Unit::Days,
                "RFC 5321 section 4.5.4.1: delivery is given up after four or five days",
            ),
            row(
                "kept-export-hours",
                times.export_hours,
                (1, 72),
                Unit::Hours,
                "who asked for an export fetches it within the day or asks again",
            ),
            row(
                "kept-own-data-days",
                times.own_data_days,
                (1, 30),
                Unit::Days,
                "EUDPR Art. 14(2): the archive is there long enough to be fetched after a journey",
            ),
        ]
    }

    fn of_evidence(&self) -> Vec<Row> {
        let times = &self.kept;
        vec![
            row(
                "kept-closed-request-days",
                times.closed_request_days,
                (0, 90),
                Unit::Days,
                "statement 5 is silent on requests that led to no account; a month lets an \
                 applicant ask why",
            ),
            row(
                "kept-consent-evidence-years",
                times.consent_evidence_years,
                (1, 10),
                Unit::Years,
                BARRED,
            ),
            row(
                "kept-rights-request-years",
                times.rights_request_years,
                (1, 5),
                Unit::Years,
                "the European Data Protection Supervisor takes complaints for two years",
            ),
            row("kept-breach-years", times.breach_years, (1, 10), Unit::Years, BARRED),
            row(
                "kept-backup-days",
                times.backup_days,
                (1, 180),
                Unit::Days,
                "EUDPR Art. 33(1)(c): availability restored after an incident noticed late",
            ),
            row(
                "kept-tombstone-days",
                times.tombstone_days,
                (2, 1825),
                Unit::Days,
                "longer than any backup lives, so that nobody is resurrected from one",
            ),
        ]
    }
}
