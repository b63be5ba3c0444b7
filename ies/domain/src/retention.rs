//! What is erased when: the periods of the register, as the switches have them.
//!
//! The night's job goes through [`ORDER`], asks for each row whether its time is over, and
//! erases it; nothing else in the system erases by time. What a decision or a person ends (a
//! scan, an account) is not waited for here: the job finds what a crash left.

#[cfg(test)]
mod tests;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::log::Class;
use crate::registration::{Registration, State};
use crate::switches::Switches;
use crate::when::{days, hours, later};

/// How long something is kept after the event that the register names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Not beyond the event.
    UntilThen,
    /// Hours.
    Hours(u16),
    /// Days of 24 hours.
    Days(u16),
    /// Calendar years.
    Years(u8),
}

impl Span {
    /// The instant at which something is erased whose time began at `from`.
    pub fn after(self, from: Timestamp) -> Timestamp {
        match self {
            Self::UntilThen => from,
            Self::Hours(number) => later(from, hours(number)),
            Self::Days(number) => later(from, days(number)),
            Self::Years(number) => years_later(from, number),
        }
    }
}

impl Span {
    /// The latest beginning whose time is over at `now`: whatever began then or before is erased.
    /// What began on a 29 February and is kept for years goes a day later at most.
    pub fn cut(self, now: Timestamp) -> Timestamp {
        match self {
            Self::UntilThen => now,
            Self::Hours(number) => earlier(now, hours(number)),
            Self::Days(number) => earlier(now, days(number)),
            Self::Years(number) => {
                let now = now.to_zoned(TimeZone::UTC);
                now.checked_sub(i32::from(number).years())
                    .map_or(Timestamp::MIN, |zoned| zoned.timestamp())
            }
        }
    }
}

fn earlier(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_sub(by).unwrap_or(Timestamp::MIN)
}

/// The same instant `years` later in UTC; 29 February becomes 28 February.
fn years_later(from: Timestamp, years: u8) -> Timestamp {
    let from = from.to_zoned(TimeZone::UTC);
    from.checked_add(i32::from(years).years()).map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

/// How long the category is kept after the event that the register names. A category nobody
/// knows is not kept.
///
/// Law: statement 5; R16, R18.
pub fn span(category: &str, switches: &Switches) -> Span {
    let kept = &switches.kept;
    match category {
        "registration" | "registration-state" | "scan-state" => {
            Span::Days(kept.closed_request_days)
        }
        "email-change" => Span::Hours(switches.account.email_change_hours),
        "session" => Span::Hours(switches.session.whole_hours),
        "membership" => Span::Days(kept.ended_membership_days),
        "role-grant" => Span::Days(kept.ended_role_days),
        "emergency-access" | "exceptional-edit" | "exceptional-edit-state" | "log-action" => {
            Span::Days(kept.log_security_days)
        }
        "log-technical" => Span::Days(kept.log_technical_days),
        "log-query" => Span::Days(kept.log_use_days),
        "mail" | "mail-state" => Span::Days(kept.mail_days),
        "export" | "export-state" => Span::Days(kept.own_data_days),
        "consent-evidence" => Span::Years(kept.consent_evidence_years),
        "rights-request" | "rights-request-content" => Span::Years(kept.rights_request_years),
        "breach" | "breach-affected" => Span::Years(kept.breach_years),
        "tombstone" => Span::Days(kept.tombstone_days),
        _ => Span::UntilThen,
    }
}

/// The instant at which what belongs to `category` is erased, counted from the event that the
/// register names.
pub fn erase_at(category: &str, from: Timestamp, switches: &Switches) -> Timestamp {
    span(category, switches).after(from)
}

/// The instant at which a request for an account is erased; `None` while it is open, and while
/// the account that it led to exists.
///
/// A draft that nobody touched was never submitted: its time has passed with its end.
///
/// Law: statement 5; R16.
pub fn request_erased_at(registration: &Registration, switches: &Switches) -> Option<Timestamp> {
    let ended = registration.ended_at?;
    match registration.state {
        State::Refused => Some(erase_at("registration", ended, switches)),
        State::Withdrawn | State::Expired if registration.submitted_at.is_some() => {
            Some(erase_at("registration", ended, switches))
        }
        State::Withdrawn | State::Expired => Some(ended),
        State::Draft
        | State::Submitted
        | State::InReview
        | State::InfoRequested
        | State::Accepted => None,
    }
}

/// The latest ends of requests for an account that are erased at `now`, of those that were
/// submitted and of those that never were. [`request_erased_at`] for lists.
///
/// Law: statement 5; R16.
pub fn request_cuts(now: Timestamp, switches: &Switches) -> RequestCuts {
    RequestCuts { submitted: span("registration", switches).cut(now), never_submitted: now }
}

/// What [`request_cuts`] answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestCuts {
    /// Of requests that were submitted.
    pub submitted: Timestamp,
    /// Of drafts that never were.
    pub never_submitted: Timestamp,
}

/// The latest beginning, or asking where there was none, of emergency access that is erased at
/// `now` although nobody ended it: its hours are over first.
///
/// Law: statement 7; R18, R35.
pub fn emergency_cut(now: Timestamp, switches: &Switches) -> Timestamp {
    let cut = span("emergency-access", switches).cut(now);
    earlier(cut, hours(switches.permission.emergency_hours_max))
}

/// The instant at which a log row made `at` is erased.
///
/// Law: statement 5; R18.
pub fn log_row_erased_at(class: Class, at: Timestamp, switches: &Switches) -> Timestamp {
    let kept = match class {
        Class::Use => switches.kept.log_use_days,
        Class::Security => switches.kept.log_security_days,
    };
    later(at, days(kept))
}

/// The latest instant of a log row of `class` that is erased at `now`.
///
/// Law: statement 5; R18.
pub fn log_cut(class: Class, now: Timestamp, switches: &Switches) -> Timestamp {
    let kept = match class {
        Class::Use => switches.kept.log_use_days,
        Class::Security => switches.kept.log_security_days,
    };
    Span::Days(kept).cut(now)
}

coded! {
    /// What an export is.
    pub enum ExportKind {
        /// The archive of one's own data.
        OwnData => "own-data",
        /// What a Community or a list holds.
        Content => "content",
    }
}

/// The instant at which an export that was ready at `ready` is erased; one that never was, as
/// long after it was asked for.
///
/// Law: R40; A19.
pub fn export_erased_at(kind: ExportKind, ready: Timestamp, switches: &Switches) -> Timestamp {
    match kind {
        ExportKind::OwnData => later(ready, days(switches.kept.own_data_days)),
        ExportKind::Content => later(ready, hours(switches.kept.export_hours)),
    }
}

/// The categories in the order in which the night's job goes through them: what is most delicate
/// first, so that a job that breaks off has done that; rows before the rows they refer to.
pub const ORDER: &[&str] = &[
    "scan",
    "scan-state",
    "session",
    "email-change",
    "export",
    "export-state",
    "mail",
    "mail-state",
    "api-token",
    "log-technical",
    "log-query",
    "registration",
    "registration-state",
    "membership-message",
    "membership",
    "role-grant",
    "emergency-access",
    "exceptional-edit",
    "exceptional-edit-state",
    "notification-setting",
    "contact-search-key",
    "contact-details",
    "account-identity",
    "account",
    "consent",
    "consent-evidence",
    "rights-request-content",
    "rights-request",
    "breach-affected",
    "breach",
    "log-action",
    "tombstone",
];

/// Whether an erasure is replayed on a backup that was restored, before anybody can sign in. The
/// ledger is `tombstone`, kept longer than any backup.
///
/// Law: R57.
pub fn is_replayed(erased_at: Timestamp, backup_made_at: Timestamp) -> bool {
    backup_made_at <= erased_at
}
